//! What is in documents around certificates: revocation lists, requests, OCSP responses.

use crate::base::side::Knows;
use crate::base::text::{Text, plural};
use crate::base::time::Time;
use crate::base::verdict::Verdict;
use crate::dissect::x509::shape::{Shape, elements};
use crate::keys::signature::Why;
use crate::story::certificate::document::Document;
use crate::story::certificate::extension;
use crate::story::certificate::facts::Facts;
use crate::story::certificate::kin::{self, Kin};
use crate::story::certificate::section::Section;
use crate::story::certificate::sheet::Sheet;
use crate::story::certificate::span;
use crate::story::model::{Proof, Step, Value};
use crate::text;

/// Tells `document`, which is no certificate; its signature is checked with the key of one of `all`, where one fits.
pub(crate) fn steps(document: &Document, all: &[Kin], at: Time) -> Vec<Step> {
    let sheet = Sheet::read(document);
    let facts = Facts::of(&sheet);
    let chapter = Text::from(document.shape.doc());
    let mut first = match document.shape {
        Shape::Crl => revoked(&sheet, &facts, at),
        Shape::Request => wish(&facts),
        Shape::Ocsp => answer(&sheet),
        _ => unopened(document),
    };
    if !document.place.is_empty() {
        let place = document.place.clone();
        first.values.push(Value::new("from", place, Knows::Wire));
    }
    first.proofs.extend(signed(&sheet, &facts, all));
    let mut steps = vec![first];
    if opens(document.shape) {
        let parts = sheet.sections.iter();
        steps.extend(parts.map(|section| part(&sheet, &facts, section)));
    }
    steps
        .into_iter()
        .map(|step| step.under(chapter.clone()))
        .collect()
}

/// What it is and whose.
pub(crate) fn title(document: &Document) -> Text {
    let facts = Facts::of(&Sheet::read(document));
    let (label, issuer) = (facts.label, facts.issuer_label);
    match document.shape {
        Shape::Crl => text!(en: "The revocation list of {issuer}", ko: "폐기 목록: {issuer}"),
        Shape::Request => {
            text!(en: "A request for a certificate: {label}", ko: "인증서 요청: {label}")
        }
        Shape::Ocsp => Text::new("An OCSP response", "OCSP 응답"),
        shape => Text::from(shape.doc()),
    }
}

/// Whether it is taken apart.
fn opens(shape: Shape) -> bool {
    matches!(shape, Shape::Crl | Shape::Request | Shape::Ocsp)
}

/// A document that is named and not opened: a key, above all.
fn unopened(document: &Document) -> Step {
    let mut step = Step::desk(Text::from(document.shape.doc()), "");
    step.sentence = match document.shape {
        Shape::PrivateKey | Shape::SealedKey => Text::new(
            "A private key stands here. It is not shown, and should not be in a file that is passed on.",
            "개인 키가 들어 있다. 보여 주지 않으며, 남에게 건네는 파일에 들어 있어서는 안 된다.",
        ),
        _ => Text::new(
            "It stands here beside the certificates and is not taken apart.",
            "인증서와 함께 들어 있으며 풀지 않는다.",
        ),
    };
    step
}

/// A section of it.
fn part(sheet: &Sheet, facts: &Facts, section: &Section) -> Step {
    let name = section.field.name;
    if name == "extension" || name.ends_with(" extension") {
        return extension::step(sheet, section);
    }
    let mut step = Step::desk(Text::same(name), section.field.rfc);
    step.sentence = Text::from(section.field.doc);
    match name {
        "subject" => step
            .values
            .push(Value::plain(name, &facts.subject, Knows::Wire)),
        "issuer" => step
            .values
            .push(Value::plain(name, &facts.issuer, Knows::Wire)),
        _ => extension::values(&mut step, sheet, section),
    }
    step.exhibits.push(sheet.exhibit(section));
    step
}

fn revoked(sheet: &Sheet, facts: &Facts, at: Time) -> Step {
    let mut step = Step::desk(
        Text::new("what it says", "무엇을 말하는가"),
        "RFC 5280 §5.1",
    );
    let issuer = facts.issuer_label.clone();
    let entries = sheet.section("revokedCertificates");
    let n = entries.map_or(0, |section| {
        sheet.named(&section.at, "revoked certificate").count()
    });
    let s = plural(n);
    step.sentence = match n {
        0 => text!(
            en: "{issuer} has revoked no certificate.",
            ko: "{issuer}: 폐기한 인증서가 없다."
        ),
        _ => text!(
            en: "{issuer} no longer stands by {n} certificate{s}.",
            ko: "{issuer}: 더는 보증하지 않는 인증서 {n}개."
        ),
    };
    if let Some(next) = sheet
        .first("nextUpdate", "nextUpdate")
        .and_then(|said| span::moment(&said.en))
    {
        let at = at.as_seconds();
        let says = match at > next {
            true => {
                let past = span::length(at.saturating_sub(next));
                let (en, ko) = (past.en, past.ko);
                text!(en: "A newer one was due {en} ago.", ko: "새 목록이 나왔어야 한 때: {ko} 전.")
            }
            false => {
                let left = span::length(next.saturating_sub(at));
                let (en, ko) = (left.en, left.ko);
                text!(en: "The next one is due in {en}.", ko: "다음 목록까지: {ko}.")
            }
        };
        step.sentence = step.sentence.then(&says);
    }
    step
}

fn wish(facts: &Facts) -> Step {
    let mut step = Step::desk(Text::new("what it says", "무엇을 말하는가"), "RFC 2986 §3");
    let label = facts.label.clone();
    step.sentence = text!(
        en: "The holder of the key inside wishes for a certificate for {label}. No authority has granted it yet.",
        ko: "안에 든 키의 주인이 인증서를 바란다. 바라는 이름: {label}. 아직 어느 인증 기관도 들어주지 않았다."
    );
    step.why.push(Text::new(
        "It is signed with the very key it holds: so nobody can ask for a certificate over somebody else's key. What else it says is a wish, and the authority decides.",
        "바로 안에 든 그 키로 서명한다. 그래서 남의 키로 인증서를 요청할 수 없다. 나머지 내용은 바람일 뿐이며 인증 기관이 정한다.",
    ));
    step.values
        .push(Value::new("key", facts.key.clone(), Knows::Wire));
    if !facts.names.is_empty() {
        let names = facts.names.join(", ");
        step.values.push(Value::plain("names", names, Knows::Wire));
    }
    step
}

fn answer(sheet: &Sheet) -> Step {
    let mut step = Step::desk(
        Text::new("what it says", "무엇을 말하는가"),
        "RFC 6960 §2.2",
    );
    let mut said = Vec::new();
    for section in sheet
        .sections
        .iter()
        .filter(|section| section.field.name == "SingleResponse")
    {
        let has = |name| sheet.named(&section.at, name).next();
        let state = match (has("revoked [1]"), has("unknown [2]")) {
            (Some(_), _) => Text::new("revoked", "폐기됨"),
            (_, Some(_)) => Text::new("unknown to the responder", "응답자가 모름"),
            (None, None) => Text::new("good", "정상"),
        };
        let serial = has("serialNumber").map(|note| hex::encode(sheet.bytes(note)));
        let serial = serial.unwrap_or_default();
        let (en, ko) = (state.en, state.ko);
        said.push(
            text!(en: "certificate number {serial} is {en}", ko: "인증서 번호 {serial}: {ko}"),
        );
    }
    let all = Text::join(&said, "; ");
    let (en, ko) = (all.en, all.ko);
    step.sentence = match said.is_empty() {
        true => Text::new(
            "The responder gives no answer about any certificate.",
            "어떤 인증서에 관해서도 답하지 않는다.",
        ),
        false => text!(en: "The responder says: {en}.", ko: "응답자의 답: {ko}."),
    };
    step
}

/// Whether a key that is at hand fits the signature: its own for a request, one of a certificate on the desk or inside it.
fn signed(sheet: &Sheet, facts: &Facts, all: &[Kin]) -> Option<Proof> {
    if !opens(sheet.shape) {
        return None;
    }
    let mut keys: Vec<(String, Vec<u8>)> = Vec::new();
    match sheet.shape {
        Shape::Request => keys.push((facts.label.clone(), facts.spki.clone())),
        _ => keys.extend(
            all.iter()
                .map(|one| (one.facts.label.clone(), one.facts.spki.clone())),
        ),
    }
    keys.extend(enclosed(sheet));
    let rfc = match sheet.shape {
        Shape::Request => "RFC 2986 §4.2",
        Shape::Ocsp => "RFC 6960 §4.2.1",
        _ => "RFC 5280 §5.1.1.3",
    };
    let key = "document_signature";
    let fits = keys
        .iter()
        .find(|(_, spki)| kin::checked(sheet, spki) == Some(Ok(())));
    if let Some((name, _)) = fits {
        return Some(Proof::new(
            text!(en: "it is signed with the key of {name}", ko: "서명한 키의 주인: {name}"),
            key,
            Verdict::Holds,
            Text::new(
                "the signature verifies: not a bit of it was changed since",
                "서명이 검증된다. 서명한 뒤로 비트 하나 바뀌지 않았다",
            ),
            rfc,
        ));
    }
    let claim = Text::new("its signature fits a key at hand", "서명이 가진 키에 맞음");
    let own = keys.first().filter(|_| sheet.shape == Shape::Request);
    if let Some(Err(why)) = own.and_then(|(_, spki)| kin::checked(sheet, spki)) {
        let verdict = match why {
            Why::Unsupported(_) => Verdict::NotReached,
            Why::Fails | Why::Key | Why::KeyKind { .. } => Verdict::Fails,
        };
        return Some(Proof::new(claim, key, verdict, why.text(), rfc));
    }
    Some(Proof::new(
        claim,
        key,
        Verdict::NotReached,
        Text::new(
            "the certificate of whoever signed it is not among what was given",
            "서명한 쪽의 인증서를 받지 못했다",
        ),
        rfc,
    ))
}

/// The keys of certificates that come inside it.
fn enclosed(sheet: &Sheet) -> Vec<(String, Vec<u8>)> {
    let Some(section) = sheet.section("certs [0]") else {
        return Vec::new();
    };
    sheet
        .named(&section.at, "Certificate")
        .filter_map(|note| elements(sheet.bytes(note)).next())
        .map(|element| {
            let inside = Sheet::read(&Document {
                shape: Shape::Certificate,
                der: element.whole.to_vec(),
                place: Text::EMPTY,
            });
            let facts = Facts::of(&inside);
            (facts.label, facts.spki)
        })
        .collect()
}
