//! The story of a file that leaves the authority: what is in it, what is not, what protects it.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Knows;
use crate::base::text::Text;
use crate::dissect::x509::{bundle, certificate};
use crate::keys::certificate::summary;
use crate::story::model::{Step, Story, Value};
use crate::text;

/// What the story is told from.
#[derive(Clone, Debug)]
pub struct Told<'t> {
    /// What the certificate is called.
    pub label: &'t str,
    /// The form's name and what it is.
    pub form: (&'static str, Text),
    /// The certificates in it, DER, in order.
    pub certificates: Vec<&'t [u8]>,
    /// What is in it beside certificates.
    pub beside: Beside<'t>,
    /// Who opens it and what to know; empty: nothing.
    pub advice: Text,
}

/// What is in a file beside certificates.
#[derive(Clone, Debug)]
pub enum Beside<'t> {
    /// Nothing.
    Nothing,
    /// The wrapping of PKCS#7: the whole file.
    Bundle(&'t [u8]),
    /// A private key under a password, and with what it is sealed.
    Key(String),
    /// The public key as JSON: the whole file.
    Json(&'t str),
}

/// Tells it.
pub fn tell(told: &Told<'_>) -> Story {
    let (form, what) = &told.form;
    let label = told.label;
    let mut story =
        Story::on_paper(text!(en: "{label} as {form}", ko: "내보내기: {label}, {form}"));
    story.preface.push(what.clone());
    story.steps.push(inside(told));
    story.steps.push(outside(told));
    story.steps.push(protected(told));
    story
}

fn step(name: Text, sentence: Text, rfc: &'static str) -> Step {
    Step::desk(name, rfc).saying(sentence)
}

/// What is in the file.
fn inside(told: &Told<'_>) -> Step {
    let n = told.certificates.len();
    let (sentence, rfc) = match &told.beside {
        Beside::Json(_) => (
            text!(en: "The public key as numbers in base64url, a name made of them, and {n} certificates that vouch for it.", ko: "base64url로 쓴 공개 키의 수들, 그것으로 만든 이름, 그리고 이를 보증하는 인증서 {n}개."),
            "RFC 7517 §4",
        ),
        Beside::Key(_) if n == 0 => (
            Text::new("One private key, and nothing else.", "개인 키 하나뿐이다."),
            "RFC 5958 §3",
        ),
        Beside::Key(_) => (
            text!(en: "One private key and {n} certificates: its own and those above it.", ko: "개인 키 하나와 인증서 {n}개. 자신의 것과 그 위의 것들이다."),
            "RFC 7292 §4",
        ),
        Beside::Bundle(_) => (
            text!(en: "{n} certificates, wrapped as a signed message that nobody signed.", ko: "인증서 {n}개. 아무도 서명하지 않은 서명 메시지의 꼴로 쌌다."),
            "RFC 5652 §5.1",
        ),
        Beside::Nothing if n == 1 => (
            Text::new("One certificate.", "인증서 하나."),
            "RFC 5280 §4.1",
        ),
        Beside::Nothing => (
            text!(en: "{n} certificates, each vouched for by the next.", ko: "인증서 {n}개. 저마다 다음 것이 보증한다."),
            "RFC 8446 §4.4.2",
        ),
    };
    let mut step = step(
        Text::new("what is in it", "무엇이 들어 있는가"),
        sentence,
        rfc,
    );
    match &told.beside {
        Beside::Bundle(bytes) => {
            step.exhibits.push(Exhibit::read(
                Text::new("the whole file", "파일 전체"),
                Origin::Computed,
                bytes,
                |r| bundle::read(r).map(drop),
            ));
        }
        Beside::Json(text) => {
            let short = text.lines().filter(|line| line.contains("\": \""));
            for line in short {
                if let Some((name, value)) = line.trim().trim_end_matches(',').split_once(": ") {
                    let name = name.trim_matches('"').to_owned();
                    step.values
                        .push(Value::plain(name, value.trim_matches('"'), Knows::Wire));
                }
            }
        }
        Beside::Nothing | Beside::Key(_) => {}
    }
    for (n, der) in (1..).zip(&told.certificates) {
        let Some(known) = summary(der) else { continue };
        let (subject, issuer) = (known.subject, known.issuer);
        step.values.push(Value::new(
            format!("{n}"),
            text!(en: "{subject}, signed by {issuer}", ko: "{subject} (서명: {issuer})"),
            Knows::Wire,
        ));
        // Those of a bundle are explained where they stand in it.
        if matches!(told.beside, Beside::Bundle(_)) {
            continue;
        }
        step.exhibits.push(Exhibit::read(
            text!(en: "certificate {n}", ko: "인증서 {n}"),
            Origin::Computed,
            der,
            certificate::read,
        ));
    }
    step.why = vec![match told.beside {
        Beside::Json(_) => Text::new(
            "kid is the SHA-256 of the key's own numbers in a fixed order (RFC 7638): two people who have the key name it alike without agreeing on anything.",
            "kid는 키의 수들을 정해진 순서로 쓴 것의 SHA-256이다(RFC 7638). 같은 키를 가진 두 사람은 따로 약속하지 않아도 같은 이름을 쓰게 된다.",
        ),
        Beside::Key(_) => Text::new(
            "Inside, the key is PKCS#8: an object identifier that says which algorithm, then the numbers in that algorithm's own form.",
            "안쪽의 키는 PKCS#8이다. 어느 알고리즘인지 알리는 객체 식별자 다음에 그 알고리즘의 형식으로 쓴 수들이 온다.",
        ),
        Beside::Bundle(_) | Beside::Nothing => Text::new(
            "The order is leaf first. TLS asks for it (RFC 8446 §4.4.2); PKCS#7 promises none, but programs that look at it are served best by the right one.",
            "말단 인증서부터 차례로 놓는다. TLS가 그렇게 요구한다(RFC 8446 §4.4.2). PKCS#7은 순서를 약속하지 않지만, 순서를 보는 프로그램에는 올바른 순서가 가장 낫다.",
        ),
    }];
    step
}

/// What is left out.
fn outside(told: &Told<'_>) -> Step {
    let root = told.certificates.last().and_then(|der| summary(der));
    let rooted = root.is_some_and(|root| root.distinguished[0] == root.distinguished[1]);
    let sentence = match (&told.beside, rooted) {
        (Beside::Key(_), true) => Text::new(
            "Everything that belongs to it is in the file, the root too: whoever imports it may be asked whether to trust the root.",
            "루트까지 필요한 것이 모두 들어 있다. 가져오는 프로그램이 루트를 신뢰할지 물을 수 있다.",
        ),
        (Beside::Key(_), false) => Text::new(
            "The certificate is not in it: a server needs both.",
            "인증서는 들어 있지 않다. 서버에는 둘 다 필요하다.",
        ),
        (_, true) => Text::new("The private key is not in it.", "개인 키는 들어 있지 않다."),
        (_, false) => Text::new(
            "Neither the private key nor the root is in it: the other end has the root already, or has no reason to believe it.",
            "개인 키도 루트도 들어 있지 않다. 상대는 루트를 이미 갖고 있거나, 갖고 있지 않다면 믿을 까닭이 없다.",
        ),
    };
    step(
        Text::new("what is not in it", "무엇이 들어 있지 않은가"),
        sentence,
        "RFC 8446 §4.4.2",
    )
}

/// What keeps it from being read or changed.
fn protected(told: &Told<'_>) -> Step {
    let Beside::Key(seal) = &told.beside else {
        return step(
            Text::new("what protects it", "무엇이 지키는가"),
            Text::new(
                "Nothing in it is secret. Nobody can change a byte of a certificate unnoticed, because its issuer signed it; what must come over a safe way is the root.",
                "비밀은 들어 있지 않다. 인증서는 발급자가 서명했으므로 아무도 몰래 바꿀 수 없다. 안전한 길로 받아야 하는 것은 루트이다.",
            ),
            "RFC 5280 §6.1",
        );
    };
    let mut step = step(
        Text::new("what protects it", "무엇이 지키는가"),
        Text::new(
            "Only the password. Whoever has the file may guess as often as they like; many rounds of hashing make each guess dear.",
            "암호뿐이다. 파일을 가진 사람은 몇 번이든 추측해 볼 수 있다. 해시를 여러 번 되풀이하여 추측 한 번의 값을 비싸게 만든다.",
        ),
        "RFC 8018 §5.2",
    );
    step.values = vec![Value::plain("seal", seal, Knows::Wire)];
    if !told.advice.is_empty() {
        step.why = vec![told.advice.clone()];
    }
    step
}
