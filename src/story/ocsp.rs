//! The story of an answer on revocation: what is asked, what the books say, what is signed, and who should believe it (RFC 6960).

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Knows;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::x509::{certificate, ocsp, oid, shape};
use crate::keys::certificate::summary;
use crate::keys::signature;
use crate::story::model::{Given, Proof, Step, Story, Value};
use crate::text;

/// What the story is told from.
#[derive(Clone, Debug)]
pub struct Told<'t> {
    /// What the certificate is called.
    pub label: &'t str,
    /// The certificate that is asked about, DER.
    pub certificate: &'t [u8],
    /// The certificate of its issuer, DER.
    pub issuer: &'t [u8],
    /// `good`, `revoked` or `unknown`.
    pub status: &'static str,
    /// The same in a sentence, with its date.
    pub books: Text,
    /// From when to when the answer may be used, as people write it.
    pub used: [String; 2],
    /// The whole response, DER.
    pub response: &'t [u8],
}

/// Tells it.
pub fn tell(told: &Told<'_>) -> Story {
    let label = told.label;
    let mut story = Story::on_paper(
        text!(en: "An answer about {label}: {status}", ko: "폐기 여부에 대한 응답: {label}, {status}", status = told.status),
    );
    story.preface.push(Text::new(
        "Nobody asked: the answer is signed ahead, so that a server can staple it to its handshakes (RFC 6066 §8). Every value is the answer's own.",
        "아무도 묻지 않았다. 서버가 핸드셰이크에 붙일 수 있도록 미리 서명한 응답이다(RFC 6066 §8). 모든 값은 이 응답의 것이다.",
    ));
    let parts = Parts::of(told.response);
    story.steps.push(named(told, parts.as_ref()));
    story.steps.push(books(told));
    story.steps.push(dated(told));
    story.steps.push(signed(told, parts.as_ref()));
    story.steps.push(believed(told));
    story
}

/// The places of a response that proofs are about.
struct Parts<'r> {
    /// The bytes that are signed.
    data: &'r [u8],
    /// The path of numbers of the signature algorithm.
    algorithm: String,
    /// The signature.
    signature: &'r [u8],
    /// The certificate of whoever signed in the issuer's place.
    delegate: Option<&'r [u8]>,
    /// The `CertID` of the first entry: its four parts.
    id: Vec<shape::Element<'r>>,
}

impl<'r> Parts<'r> {
    fn of(response: &'r [u8]) -> Option<Self> {
        let inside = |bytes: &'r [u8]| shape::elements(bytes).next().map(|one| one.content);
        let outer: Vec<_> = shape::elements(inside(response)?).collect();
        let bytes = inside(outer.get(1)?.content)?;
        let wrapped = shape::elements(bytes).nth(1)?;
        let basic: Vec<_> = shape::elements(inside(wrapped.content)?).collect();
        let [data, algorithm, signature, rest @ ..] = basic.as_slice() else {
            return None;
        };
        let path = shape::elements(algorithm.content).next()?;
        let certificates = rest.first().and_then(|tag| inside(tag.content));
        let delegate = certificates.and_then(|list| shape::elements(list).next());
        let list = shape::elements(data.content).find(|part| part.tag == 0x30)?;
        let single = shape::elements(list.content).next()?;
        let id = shape::elements(single.content).next()?;
        Some(Self {
            data: data.whole,
            algorithm: oid::dotted(path.content)?,
            signature: signature.content.get(1..)?,
            delegate: delegate.map(|one| one.whole),
            id: shape::elements(id.content).collect(),
        })
    }
}

fn step(name: Text, sentence: Text, rfc: &'static str) -> Step {
    Step::desk(name, rfc).saying(sentence)
}

/// How the certificate is named in question and answer.
fn named(told: &Told<'_>, parts: Option<&Parts<'_>>) -> Step {
    let mut step = step(
        Text::new("which certificate", "어느 인증서인가"),
        Text::new(
            "Question and answer do not carry the certificate: they name it by its issuer and its number.",
            "물음과 응답에는 인증서가 들어 있지 않다. 발급자와 일련번호로 가리킨다.",
        ),
        "RFC 6960 §4.1.1",
    );
    step.why = vec![
        Text::new(
            "The issuer is named by two hashes, of its name and of its key, because two authorities may bear the same name. The hash is mostly SHA-1: clients and caches expect it, and nothing rests on it being hard to collide, since the answer is signed as a whole.",
            "발급자는 이름의 해시와 키의 해시 두 가지로 가리킨다. 두 인증 기관의 이름이 같을 수 있기 때문이다. 해시는 대개 SHA-1이다. 클라이언트와 캐시가 그렇게 기대하며, 응답 전체에 서명하므로 충돌이 어렵다는 성질에 기대는 것이 없다.",
        ),
        Text::new(
            "A number that anybody could guess would be no secret, and need not be one; yet a responder that knows only its revoked numbers says good to numbers that were never given out. This one knows what it issued.",
            "일련번호는 비밀이 아니고 비밀일 필요도 없다. 다만 폐기한 번호만 아는 응답자는 발급한 적 없는 번호에도 good이라고 답하게 된다. 이 응답자는 무엇을 발급했는지 안다.",
        ),
    ];
    if let Some([_, name, key, serial]) = parts.map(|parts| parts.id.as_slice()) {
        step.values = vec![
            Value::hex("issuerNameHash", name.content, Knows::Wire),
            Value::hex("issuerKeyHash", key.content, Knows::Wire),
            Value::hex("serialNumber", serial.content, Knows::Wire),
        ];
    }
    step.exhibits = vec![Exhibit::read(
        text!(en: "the certificate of {label}", ko: "인증서: {label}", label = told.label),
        Origin::Computed,
        told.certificate,
        certificate::read,
    )];
    step
}

/// What the authority's books say.
fn books(told: &Told<'_>) -> Step {
    let mut step = step(
        Text::new("what the books say", "장부의 기록"),
        told.books.clone(),
        "RFC 6960 §2.2",
    );
    step.why = vec![Text::new(
        "Three words are possible. good: issued, and not called back. revoked: called back, with a date and perhaps a reason. unknown: this issuer never gave out that number. good does not say that the certificate is valid: it may have expired, or carry another name than wanted; that is for the client to check.",
        "가능한 말은 세 가지다. good은 발급했고 폐기하지 않았다는 뜻, revoked는 폐기했다는 뜻으로 시각과 때로는 까닭이 붙는다. unknown은 이 발급자가 그 번호를 준 적이 없다는 뜻이다. good이라고 해서 인증서가 유효하다는 뜻은 아니다. 만료되었을 수도, 원하는 이름이 아닐 수도 있으며 그것은 클라이언트가 확인한다.",
    )];
    step.values = vec![Value::plain("certStatus", told.status, Knows::Wire)];
    step
}

/// For how long the answer may be used.
fn dated(told: &Told<'_>) -> Step {
    let [from, to] = &told.used;
    let mut step = step(
        Text::new("how long it may be used", "언제까지 쓸 수 있는가"),
        text!(en: "The answer may be used until {to}: a certificate revoked a moment later still looks good until then.", ko: "이 응답은 {to} 까지 쓸 수 있다. 바로 뒤에 폐기된 인증서도 그때까지는 유효해 보인다."),
        "RFC 6960 §4.2.2.1",
    );
    step.why = vec![Text::new(
        "That is the bargain of stapling: a shorter time is safer, a longer one survives a responder that is down. A nonce would prove that an answer was made for this very question, but then it could not be signed ahead or kept by a cache; so this one has none.",
        "스테이플링의 절충이 이것이다. 짧으면 안전하고, 길면 응답자가 멈춰도 버틴다. 논스가 있으면 바로 이 물음에 대한 응답임이 증명되지만, 미리 서명하거나 캐시에 둘 수 없게 된다. 그래서 이 응답에는 논스가 없다.",
    )];
    step.values = vec![
        Value::plain("thisUpdate", from, Knows::Wire),
        Value::plain("nextUpdate", to, Knows::Wire),
    ];
    step
}

/// The signature, checked again.
fn signed(told: &Told<'_>, parts: Option<&Parts<'_>>) -> Step {
    let delegate = parts.and_then(|parts| parts.delegate);
    let sentence = match delegate {
        None => Text::new(
            "The issuer signs the answer itself, with the key that signed the certificate.",
            "인증서에 서명한 바로 그 키로 발급자가 직접 응답에 서명한다.",
        ),
        Some(_) => Text::new(
            "Somebody else signs in the issuer's place, and shows a certificate of that issuer for exactly this (OCSPSigning).",
            "다른 이가 발급자를 대신해 서명하고, 바로 이 용도(OCSPSigning)로 그 발급자가 준 인증서를 함께 보인다.",
        ),
    };
    let mut step = step(
        Text::new("the signature", "서명"),
        sentence,
        "RFC 6960 §4.2.2.2",
    );
    step.why = vec![Text::new(
        "The signature covers who answers, when, and every entry. Errors such as tryLater are not signed, so anybody on the path can send one: a client that goes on after an error can be made to go on.",
        "서명은 누가 언제 답하는지와 모든 항목을 덮는다. tryLater 같은 오류에는 서명이 없어 경로의 누구나 보낼 수 있다. 오류를 받고도 계속하는 클라이언트는 누구나 계속하게 만들 수 있다.",
    )];
    step.exhibits = vec![Exhibit::read(
        Text::new("the whole response", "응답 전체"),
        Origin::Computed,
        told.response,
        ocsp::read,
    )];
    if let Some(parts) = parts {
        step.proofs.push(proof(parts, told.issuer));
        if let Some(delegate) = parts.delegate {
            step.exhibits.push(Exhibit::read(
                Text::new("the certificate of whoever signed", "서명한 이의 인증서"),
                Origin::Computed,
                delegate,
                certificate::read,
            ));
        }
    }
    step
}

fn proof(parts: &Parts<'_>, issuer: &[u8]) -> Proof {
    let signer = summary(parts.delegate.unwrap_or(issuer));
    let key = signer.as_ref().map(|signer| signer.spki.as_slice());
    let checked =
        key.map(|key| signature::certificate(&parts.algorithm, key, parts.data, parts.signature));
    let (verdict, says) = match &checked {
        Some(Ok(())) => (
            Verdict::Holds,
            Text::new(
                "The key in the signer's certificate made this signature over exactly these bytes.",
                "서명자 인증서의 키로 바로 이 바이트에 서명했다.",
            ),
        ),
        Some(Err(signature::Why::Unsupported(_))) | None => (
            Verdict::NotReached,
            Text::new("The signature was not checked.", "서명을 확인하지 않았다."),
        ),
        Some(Err(why)) => (Verdict::Fails, why.text()),
    };
    let given = |value: Value, seen: Text| Given { value, seen };
    let signer = signer.map(|signer| signer.subject).unwrap_or_default();
    Proof {
        claim: Text::new("signature of the response", "응답의 서명"),
        key: "ocsp_signature",
        formula: format!(
            "verify({}, key, tbsResponseData, signature)",
            oid::name(&parts.algorithm)
        ),
        inputs: vec![
            given(
                Value::plain("key", signer, Knows::Wire),
                Text::new("in the signer's certificate", "서명자의 인증서"),
            ),
            given(
                Value::hex("tbsResponseData", parts.data, Knows::Wire),
                Text::new("in the response", "응답 속"),
            ),
            given(
                Value::hex("signature", parts.signature, Knows::Wire),
                Text::new("in the response", "응답 속"),
            ),
        ],
        result: None,
        seen: None,
        verdict,
        says,
        rfc: "RFC 6960 §4.2.1",
    }
}

/// What a client does with it.
fn believed(told: &Told<'_>) -> Step {
    let mut step = step(
        Text::new("who believes it", "누가 믿는가"),
        match told.status {
            "good" => Text::new(
                "A client that gets this in the handshake goes on, without telling the authority which site it visits.",
                "핸드셰이크에서 이 응답을 받은 클라이언트는 인증 기관에 어느 사이트를 방문하는지 알리지 않고 계속한다.",
            ),
            _ => Text::new(
                "A client that gets this ends the handshake with the alert certificate_revoked or bad_certificate_status_response.",
                "이 응답을 받은 클라이언트는 certificate_revoked나 bad_certificate_status_response 경보로 핸드셰이크를 끝낸다.",
            ),
        },
        "RFC 6066 §8",
    );
    step.why = vec![Text::new(
        "Unless the certificate says must-staple (RFC 7633), most clients go on when no answer comes at all: whoever holds a stolen key can simply leave the staple out.",
        "인증서에 must-staple(RFC 7633)이 없으면, 아무 응답도 오지 않을 때 대부분의 클라이언트는 그냥 계속한다. 훔친 키를 가진 이는 응답을 빼기만 하면 된다.",
    )];
    step
}
