//! The fixed fields of a certificate, a step each: version, number, names, validity, key, signature.

use std::fmt::Write;

use ring::digest;

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::base::verdict::Verdict;
use crate::keys::certificate::date;
use crate::story::certificate::facts::Facts;
use crate::story::certificate::section::Section;
use crate::story::certificate::sheet::Sheet;
use crate::story::certificate::span;
use crate::story::model::{Given, Proof, Step, Value};
use crate::text;

/// The step of a section that is no extension.
pub(crate) fn step(sheet: &Sheet, facts: &Facts, section: &Section, at: Time) -> Step {
    let field = section.field;
    let mut step = Step::desk(Text::same(field.name), field.rfc);
    match field.name {
        "version [0]" => version(&mut step, sheet),
        "serialNumber" => serial(&mut step, sheet, section),
        "signature" => algorithm(&mut step, sheet, "signature"),
        "issuer" => issuer(&mut step, facts),
        "validity" => validity(&mut step, facts, at),
        "subject" => subject(&mut step, facts),
        "subjectPublicKeyInfo" => key(&mut step, sheet, facts, section),
        "signatureAlgorithm" => outer(&mut step, sheet),
        "signatureValue" => signature(&mut step, section),
        _ => step.sentence = Text::from(field.doc),
    }
    step.exhibits.push(sheet.exhibit(section));
    step
}

fn version(step: &mut Step, sheet: &Sheet) {
    let says = sheet.first("version [0]", "version");
    step.sentence = match says.as_ref().map(|says| says.en.as_ref()) {
        Some("v3 (2)") => Text::new(
            "It is a certificate of version 3, the one that can carry extensions.",
            "확장을 담을 수 있는 버전 3 인증서이다.",
        ),
        says => {
            let says = says.unwrap_or("?").to_owned();
            text!(
                en: "It says version {says}; certificates of today are of version 3.",
                ko: "버전 표기: {says}. 오늘날의 인증서는 버전 3이다."
            )
        }
    };
    step.why.push(Text::new(
        "The number is one less than the name: version 1 came first and was 0. Version 1 has no extensions, so it cannot say for which names it is, nor that its owner must not issue certificates.",
        "번호는 이름보다 하나 작다. 처음 나온 버전 1이 0이었기 때문이다. 버전 1에는 확장이 없어 어떤 이름을 위한 것인지도, 소유자가 인증서를 발급하면 안 된다는 것도 말할 수 없다.",
    ));
}

fn serial(step: &mut Step, sheet: &Sheet, section: &Section) {
    let bytes = sheet
        .whole
        .bytes
        .get(section.own.clone())
        .unwrap_or_default();
    let n = bytes.len();
    step.sentence = match n {
        0..8 => text!(
            en: "The issuer numbered it; {n} bytes are few: a number nobody can guess takes 8 or more.",
            ko: "발급자가 붙인 번호이다. {n}바이트는 짧다. 아무도 짐작할 수 없으려면 8바이트 이상이어야 한다."
        ),
        _ => text!(
            en: "The issuer numbered it with {n} bytes, so that it can be named when it is revoked.",
            ko: "발급자가 {n}바이트 번호를 붙였다. 폐기할 때 이 번호로 가리킨다."
        ),
    };
    step.why.push(Text::new(
        "The number must be unique at its issuer. It must also be unpredictable: in 2008 a forged authority was made because the next number and MD5 could both be foreseen.",
        "번호는 한 발급자 안에서 겹치지 않아야 한다. 또한 예측할 수 없어야 한다. 2008년에는 다음 번호와 MD5를 모두 내다볼 수 있어 가짜 인증 기관이 만들어졌다.",
    ));
    step.values
        .push(Value::plain("serialNumber", colons(bytes), Knows::Wire));
}

/// Bytes as people compare them: `0f:a1`.
fn colons(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.join(":")
}

fn algorithm(step: &mut Step, sheet: &Sheet, section: &str) {
    let says = sheet.first(section, "algorithm").unwrap_or(Text::same("?"));
    step.sentence = Text::new(
        "How it is signed, said inside the signature, so that nobody can change it.",
        "서명한 방식. 서명 안쪽에 적혀 있어 아무도 바꿀 수 없다.",
    );
    step.values.push(Value::new("algorithm", says, Knows::Wire));
}

fn issuer(step: &mut Step, facts: &Facts) {
    let issuer = facts.issuer_label.clone();
    step.sentence = match facts.is_self_issued() {
        true => Text::new(
            "It names itself as its issuer: nobody else vouches for it, so it can only be believed by whoever got it from a source they trust.",
            "발급자가 자기 자신이다. 다른 아무도 보증하지 않으므로, 믿을 만한 곳에서 직접 받은 사람만 믿을 수 있다.",
        ),
        false => text!(
            en: "{issuer} vouches for it: its signature stands at the end.",
            ko: "보증하는 쪽: {issuer}. 그 서명이 맨 끝에 있다."
        ),
    };
    step.why.push(Text::new(
        "A name alone proves nothing, as anyone can write any name here. Whether this issuer really signed shows when the signature at the end is checked with the issuer's key.",
        "이름만으로는 아무것도 증명되지 않는다. 누구나 아무 이름이나 적을 수 있다. 정말 이 발급자가 서명했는지는 끝의 서명을 발급자의 키로 검사해야 드러난다.",
    ));
    step.values
        .push(Value::plain("issuer", &facts.issuer, Knows::Wire));
}

fn subject(step: &mut Step, facts: &Facts) {
    let label = facts.label.clone();
    step.sentence = match (facts.subject.is_empty(), facts.names.is_empty()) {
        (true, true) => Text::new(
            "It is empty, and no other name stands in the certificate: it certifies nobody.",
            "비어 있고 인증서의 다른 곳에도 이름이 없다. 아무도 증명하지 않는 인증서이다.",
        ),
        (true, false) => Text::new(
            "It is empty; the names stand in subjectAltName, which is enough.",
            "비어 있다. 이름은 subjectAltName에 있으며 그것으로 충분하다.",
        ),
        (false, _) => text!(en: "Whom it is about: {label}.", ko: "누구에 관한 것인가: {label}."),
    };
    step.why.push(Text::new(
        "Programs do not look here for a server's name any more: since RFC 6125 only the names in subjectAltName count, and common names are for people.",
        "프로그램은 이제 서버의 이름을 여기서 찾지 않는다. RFC 6125 이후로는 subjectAltName의 이름만 인정되며, 일반 이름(CN)은 사람을 위한 것이다.",
    ));
    if !facts.subject.is_empty() {
        step.values
            .push(Value::plain("subject", &facts.subject, Knows::Wire));
    }
}

/// Where `at` lies in the validity: whether within, and in words.
pub(crate) fn standing(facts: &Facts, at: Time) -> Option<(bool, Text)> {
    let [Some((_, from)), Some((_, to))] = &facts.validity else {
        return None;
    };
    let at = at.as_seconds();
    Some(if at < *from {
        let left = span::length(from.saturating_sub(at));
        let (en, ko) = (left.en, left.ko);
        (
            false,
            text!(en: "it begins only in {en}", ko: "아직 아님, {ko} 뒤에 시작"),
        )
    } else if at > *to {
        let past = span::length(at.saturating_sub(*to));
        let (en, ko) = (past.en, past.ko);
        (
            false,
            text!(en: "it expired {en} ago", ko: "만료됨, {ko} 전"),
        )
    } else {
        let left = span::length(to.saturating_sub(at));
        let (en, ko) = (left.en, left.ko);
        (true, text!(en: "{en} left", ko: "{ko} 남음"))
    })
}

fn validity(step: &mut Step, facts: &Facts, at: Time) {
    let [from, to] = &facts.validity;
    let (Some((from, first)), Some((to, last))) = (from, to) else {
        step.sentence = Text::new(
            "One of its two moments is no time that can be read.",
            "두 시각 가운데 읽을 수 없는 것이 있다.",
        );
        return;
    };
    let whole = span::length(last.saturating_sub(*first));
    let (en, ko) = (whole.en, whole.ko);
    step.sentence = text!(
        en: "It is valid for {en}: from {from} to {to}, both moments included.",
        ko: "유효 기간 {ko}: {from}부터 {to}까지이며 두 시각도 포함한다."
    );
    step.why.push(Text::new(
        "A certificate ends by itself, so that a key that was lost and never reported does no harm for ever, and so that an issuer need not remember revoked ones for ever.",
        "인증서는 스스로 끝난다. 잃어버리고도 신고하지 않은 키가 영원히 해를 끼치지 않고, 발급자가 폐기한 인증서를 영원히 기억하지 않아도 되게 하려는 것이다.",
    ));
    let now = date(at);
    let Some((within, says)) = standing(facts, at) else {
        return;
    };
    let verdict = match within {
        true => Verdict::Holds,
        false => Verdict::Fails,
    };
    let mut proof = Proof::new(
        text!(en: "the clock, {now}, stands within it", ko: "시계 {now}, 그 안에 있음"),
        "validity",
        verdict,
        says,
        "RFC 5280 §4.1.2.5",
    );
    "notBefore <= clock <= notAfter".clone_into(&mut proof.formula);
    for (name, value) in [("notBefore", from), ("notAfter", to)] {
        proof.inputs.push(Given {
            value: Value::plain(name, value, Knows::Wire),
            seen: Text::new("in the certificate", "인증서 안"),
        });
    }
    step.proofs.push(proof);
}

fn key(step: &mut Step, sheet: &Sheet, facts: &Facts, section: &Section) {
    let (en, ko) = (facts.key.en.clone(), facts.key.ko.clone());
    step.sentence = text!(
        en: "The key it certifies: {en}. Whoever holds its private half can prove to be the subject.",
        ko: "인증하는 키: {ko}. 짝이 되는 개인 키를 가진 쪽만 자신이 주체임을 증명할 수 있다."
    );
    step.why.push(Text::new(
        "This is the whole point of a certificate: it ties this key to the names. Everything else limits or explains that tie.",
        "인증서의 핵심은 바로 이것, 곧 이 키를 이름에 묶는 것이다. 나머지는 모두 그 묶음을 제한하거나 설명한다.",
    ));
    step.values
        .push(Value::new("key", facts.key.clone(), Knows::Wire));
    for name in ["x coordinate", "modulus", "public key"] {
        if let Some(note) = sheet.named(&section.at, name).next() {
            step.values
                .push(Value::hex(name, sheet.bytes(note), Knows::Wire));
        }
    }
    let pin = digest::digest(&digest::SHA256, &facts.spki);
    step.values
        .push(Value::hex("SHA-256 of the key", pin.as_ref(), Knows::Wire));
}

fn outer(step: &mut Step, sheet: &Sheet) {
    algorithm(step, sheet, "signatureAlgorithm");
    step.sentence = Text::new(
        "How it is signed, said a second time outside the signature, where a reader needs it first.",
        "서명한 방식을 서명 바깥에 한 번 더 적은 것. 읽는 쪽에게는 이것이 먼저 필요하다.",
    );
    let own = |name| {
        let section = sheet.section(name)?;
        sheet.whole.bytes.get(section.own.clone())
    };
    if let (Some(inside), Some(outside)) = (own("signature"), own("signatureAlgorithm")) {
        step.proofs.push(Proof::equal(
            Text::new("both places say the same", "두 곳이 같은 말을 함"),
            "same_algorithm",
            "signatureAlgorithm = tbsCertificate.signature",
            outside,
            inside,
            [
                Text::new("the two are equal, byte for byte", "두 값이 바이트까지 같다"),
                Text::new(
                    "they differ: one of them was changed, and the outer one can be changed by anyone",
                    "서로 다르다. 하나가 바뀐 것이며, 바깥 것은 누구나 바꿀 수 있다",
                ),
            ],
            "RFC 5280 §4.1.1.2",
        ));
    }
}

fn signature(step: &mut Step, section: &Section) {
    let n = section.own.len();
    step.sentence = text!(
        en: "The issuer's signature over everything up to signatureAlgorithm, {n} bytes with their frame.",
        ko: "signatureAlgorithm 앞까지의 모든 것에 한 발급자의 서명. 틀까지 {n}바이트이다."
    );
    step.why.push(Text::new(
        "Only the issuer's private key can make it, and anyone with the public key can check it. One changed bit above, and it no longer fits.",
        "발급자의 개인 키로만 만들 수 있고, 공개 키가 있으면 누구나 검사할 수 있다. 위에서 비트 하나만 바뀌어도 맞지 않게 된다.",
    ));
}

/// Fingerprints of the whole certificate.
pub(crate) fn fingerprints(der: &[u8]) -> Step {
    let mut step = Step::desk(Text::new("fingerprints", "지문"), "RFC 6234, FIPS 180-4").saying(Text::new(
        "Hashes of all its bytes: two people can compare these by telephone instead of the certificate.",
        "모든 바이트의 해시. 두 사람이 인증서 대신 이것을 전화로 맞추어 볼 수 있다.",
    ));
    step.why.push(Text::new(
        "They are not in the certificate; whoever looks at it computes them. SHA-1 is still shown by many tools, but two certificates with the same SHA-1 can be made today, so only SHA-256 tells them apart.",
        "인증서에 들어 있지 않으며 보는 쪽이 계산한다. 아직 SHA-1을 보여 주는 도구가 많지만, 오늘날에는 SHA-1이 같은 두 인증서를 만들 수 있으므로 SHA-256이라야 구별된다.",
    ));
    for (name, algorithm) in [
        ("SHA-256", &digest::SHA256),
        ("SHA-1", &digest::SHA1_FOR_LEGACY_USE_ONLY),
    ] {
        let hash = digest::digest(algorithm, der);
        let mut said = String::new();
        for (n, byte) in hash.as_ref().iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = match n {
                0 => write!(said, "{byte:02X}"),
                _ => write!(said, ":{byte:02X}"),
            };
        }
        step.values.push(Value::plain(name, said, Knows::Wire));
    }
    step
}
