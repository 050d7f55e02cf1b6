//! Who is there: certificates, the check of their path, and the signature that shows the key is at hand.

use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::time::Time;
use crate::base::verdict::Verdict;
use crate::dissect::tls::handshake::certificate::CertificateMessage;
use crate::dissect::tls::handshake::certificate_request::CertificateRequest;
use crate::keys::certificate;
use crate::story::book::Book;
use crate::story::model::{Given, Proof, Step, Value};
use crate::story::tls::fault::Fault;
use crate::story::tls::path::{self, Link, LinkVerdict, Path};
use crate::story::tls::talk::{Talk, set};
use crate::story::tls::told::Told;
use crate::text;
use crate::trust::question::Purpose;

/// Tells a CertificateRequest (RFC 8446 §4.3.2).
pub(crate) fn request(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &CertificateRequest<'_>,
) {
    talk.session.transcript.add(told.bytes);
    talk.session.certificate_wanted = true;
    let rfc = match talk.session.tls13() {
        true => "RFC 8446 §4.3.2",
        false => "RFC 5246 §7.4.4",
    };
    let knows = told.knows();
    let mut step = told
        .step(book, Text::same("CertificateRequest"), rfc)
        .under(talk.session.chapter_now());
    step.sentence = Text::new(
        "The server wants to know who the client is, too: it asks for a certificate.",
        "서버도 클라이언트가 누구인지 알고 싶어 인증서를 요구한다.",
    );
    step.why.push(Text::new(
        "The client may answer with an empty list; whether that is good enough is for the server to decide.",
        "클라이언트는 빈 목록으로 답할 수도 있다. 그것으로 충분한지는 서버가 정한다.",
    ));
    let n = body.schemes.len();
    if n > 0 {
        step.values.push(Value::new(
            "signature_algorithms",
            text!(en: "{n} accepted", ko: "{n}가지 허용"),
            knows,
        ));
    }
    book.push(step);
}

/// Tells a Certificate message and checks the path from it to a root.
pub(crate) fn shown(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &CertificateMessage<'_>,
) {
    let from = told.from;
    talk.session.transcript.add(told.bytes);
    let rfc = match talk.session.tls13() {
        true => "RFC 8446 §4.4.2",
        false => "RFC 5246 §7.4.2",
    };
    let step = told
        .step(book, Text::same("Certificate"), rfc)
        .under(talk.session.chapter_now());
    present(talk, book, from, step, body);
}

/// Tells in `step` which certificates came, and checks the path from them to a root.
pub(crate) fn present(
    talk: &mut Talk,
    book: &mut Book<'_>,
    from: Side,
    mut step: Step,
    body: &CertificateMessage<'_>,
) {
    let chapter = step.chapter.clone();
    let chain: Vec<Vec<u8>> = body
        .entries
        .iter()
        .map(|entry| entry.certificate.to_vec())
        .collect();
    let knows = if talk.session.tls13() {
        Knows::Both
    } else {
        Knows::Wire
    };
    let n = chain.len();
    let leaf = chain.first().and_then(|leaf| certificate::summary(leaf));
    let sentence = match (&leaf, from) {
        (None, Side::Client) => Text::new(
            "The client has no certificate to show: it sends an empty list.",
            "클라이언트는 보일 인증서가 없어 빈 목록을 보낸다.",
        ),
        (None, Side::Server) => Text::new(
            "The server shows a certificate that cannot be read.",
            "서버가 읽을 수 없는 인증서를 보인다.",
        ),
        (Some(leaf), _) => {
            let (subject, issuer, who) = (named(leaf), &leaf.issuer, from.text());
            let word = if n == 1 {
                "certificate"
            } else {
                "certificates"
            };
            Text {
                en: format!("The {} shows who it says it is: {subject}, certified by {issuer} ({n} {word} sent).", who.en).into(),
                ko: format!("{} 쪽이 자신이 누구인지 밝힌다: {subject}, 발급자 {issuer} (보낸 인증서 {n}개).", who.ko).into(),
            }
        }
    };
    step.sentence = step.sentence.then(&sentence);
    step.why.push(Text::new(
        "A certificate is public and anyone may copy it. It binds a name to a public key; that the sender also has the private key is shown only by the signature that follows.",
        "인증서는 공개된 것이어서 누구나 베낄 수 있다. 인증서는 이름을 공개 키에 묶을 뿐이다. 보낸 이가 개인 키도 가졌는지는 뒤따르는 서명으로만 드러난다.",
    ));
    if let Some(leaf) = &leaf {
        step.values
            .push(Value::plain("subject", &leaf.subject, knows));
        if !leaf.names.is_empty() {
            step.values
                .push(Value::new("names", names(&leaf.names), knows));
        }
        step.values
            .push(Value::plain("issuer", &leaf.issuer, knows));
        step.values.push(Value::plain("key", &leaf.key, knows));
    }
    book.push(step);
    set(&mut talk.session.certificates, from, Some(chain.clone()));
    set(&mut talk.session.leaves, from, leaf);
    if !chain.is_empty() {
        check(talk, book, from, &chain, chapter);
    }
}

/// The first names of a certificate, and how many more it has.
fn names(all: &[String]) -> Text {
    const SHOWN: usize = 6;
    let first = all.get(..SHOWN).unwrap_or(all).join(", ");
    match all.len().saturating_sub(SHOWN) {
        0 => Text::same(first),
        more => text!(en: "{first} and {more} more", ko: "{first} 외 {more}개"),
    }
}

fn named(leaf: &certificate::Summary) -> String {
    leaf.names
        .first()
        .cloned()
        .unwrap_or_else(|| leaf.subject.clone())
}

/// The check of a chain against the roots that the other end trusts.
pub(crate) fn examine(book: &Book<'_>, from: Side, chain: &[Vec<u8>], name: Option<&str>) -> Path {
    let (name, purpose) = match from {
        Side::Server => (name, Purpose::Server),
        Side::Client => (None, Purpose::Client),
    };
    path::judge(chain, &book.evidence.roots, name, judged_at(book), purpose)
}

/// The name that the client wants to reach: what it asked for, else what it was set up with.
pub(crate) fn wanted(talk: &Talk, book: &Book<'_>) -> Option<String> {
    let set_up = || book.setup(Side::Client)?.names.first().cloned();
    talk.session.server_name.clone().or_else(set_up)
}

fn check(talk: &mut Talk, book: &mut Book<'_>, from: Side, chain: &[Vec<u8>], chapter: Text) {
    let verifier = from.peer();
    let mut step = Step::computation(
        verifier.into(),
        Text::new("check of the certificate path", "인증서 경로 검사"),
        "RFC 5280 §6",
    )
    .under(chapter);
    if book.evidence.roots.is_empty() {
        step.sentence = Text::new(
            "Is each certificate signed by the next one up? Was it valid when this was captured? Is it for this name? Which roots the other end trusts is not known here, so the last word is not said.",
            "각 인증서를 바로 위 인증서의 키로 서명했는가? 캡처한 때에 유효했는가? 이 이름을 위한 것인가? 상대가 어떤 루트를 신뢰하는지는 여기서 알 수 없어 마지막 판단은 하지 않는다.",
        );
        let name = wanted(talk, book);
        let path = examine(book, from, chain, name.as_deref());
        step.proofs = path.links.iter().map(link_proof).collect();
        let says = Text::new("no trusted root is known", "신뢰하는 루트를 모른다");
        step.proofs.push(Proof::new(
            Text::new(
                "the path ends at a trusted root",
                "경로가 신뢰하는 루트에서 끝남",
            ),
            "trusted_root",
            Verdict::NotReached,
            says,
            "RFC 5280 §6.1",
        ));
        if !path.links.is_empty() {
            step.proofs.push(validity(talk, book, from, &path));
            step.proofs.extend(for_name(name.as_deref(), from, &path));
        }
        return book.push(step);
    }
    let name = wanted(talk, book);
    let path = examine(book, from, chain, name.as_deref());
    step.sentence = Text::new(
        "Is each certificate signed by the next one up? Does the path end at a trusted root? Is it valid now? Is it for this name?",
        "각 인증서를 바로 위 인증서의 키로 서명했는가? 경로가 신뢰하는 루트에서 끝나는가? 지금 유효한가? 이 이름을 위한 것인가?",
    );
    step.why.push(Text::new(
        "All four must hold. Encryption alone would not help: without this check you would speak in perfect secrecy, to anyone.",
        "네 가지가 모두 맞아야 한다. 암호화만으로는 소용이 없다. 이 검사가 없으면 비밀은 완벽히 지켜지지만 상대가 누구인지는 모르는 채 이야기하게 된다.",
    ));
    for link in &path.links {
        step.proofs.push(link_proof(link));
    }
    let root_fault = path.faults.iter().find(|fault| {
        matches!(
            fault,
            Fault::UnknownIssuer { .. }
                | Fault::MissingIntermediate { .. }
                | Fault::SelfSigned { .. }
        )
    });
    step.proofs.push(judged(
        Text::new(
            "the path ends at a trusted root",
            "경로가 신뢰하는 루트에서 끝남",
        ),
        "trusted_root",
        root_fault,
        "RFC 5280 §6.1.1",
    ));
    step.proofs.push(validity(talk, book, from, &path));
    step.proofs.extend(for_name(name.as_deref(), from, &path));
    for fault in &path.faults {
        if matches!(
            fault,
            Fault::NotAuthority { .. } | Fault::WrongPurpose { .. } | Fault::Malformed { .. }
        ) {
            step.proofs.push(judged(
                Text::new("the certificates may be used so", "인증서의 용도가 맞음"),
                "purpose",
                Some(fault),
                "RFC 5280 §4.2.1",
            ));
        }
    }
    if step
        .proofs
        .iter()
        .any(|proof| proof.verdict == Verdict::Fails)
    {
        talk.session.failed.get_or_insert("certificate_path");
    }
    book.push(step);
}

/// Before 1990 no clock of a capture tells the truth.
const NO_CLOCK: Time = Time::seconds(631_152_000);

/// When a path is judged: by the clock of both ends, else when it was captured.
fn judged_at(book: &Book<'_>) -> Time {
    match (book.evidence.now, book.evidence.packets.first()) {
        (Time(0), Some(packet)) => packet.time,
        (now, _) => now,
    }
}

/// That every certificate is valid at that time.
fn validity(talk: &Talk, book: &Book<'_>, from: Side, path: &Path) -> Proof {
    let now = certificate::date(judged_at(book));
    let time_fault = path
        .faults
        .iter()
        .find(|fault| matches!(fault, Fault::Expired { .. } | Fault::NotYetValid { .. }));
    let claim =
        text!(en: "every certificate is valid at {now}", ko: "모든 인증서가 {now} 시점에 유효함");
    let mut proof = judged(claim, "validity", time_fault, "RFC 5280 §4.1.2.5");
    if judged_at(book) < NO_CLOCK {
        proof.verdict = Verdict::NotReached;
        proof.says = Text::new(
            "the capture does not say when it was made: its clock stands near 1970",
            "언제 캡처했는지 알 수 없다. 캡처의 시계가 1970년 무렵을 가리킨다",
        );
    }
    let [client, server] = &talk.session.leaves;
    if let Some(leaf) = from.of(client, server) {
        let range = format!(
            "{} … {}",
            certificate::date(leaf.not_before),
            certificate::date(leaf.not_after)
        );
        proof.inputs.push(Given {
            value: Value::plain("validity", range, Knows::Both),
            seen: Text::new("leaf certificate", "말단 인증서"),
        });
    }
    proof
}

/// That the server's certificate is for the name that was asked for.
fn for_name(name: Option<&str>, from: Side, path: &Path) -> Option<Proof> {
    let (Some(name), Side::Server) = (name, from) else {
        return None;
    };
    let fault = path
        .faults
        .iter()
        .find(|fault| matches!(fault, Fault::WrongName { .. }));
    let claim = text!(en: "it is for the name {name}", ko: "{name} 이름을 위한 것임");
    let mut proof = judged(claim, "name", fault, "RFC 9525 §6");
    if matches!(fault, Some(Fault::WrongName { has, .. }) if has.is_empty()) {
        proof.says = Text::new(
            "it has no subject alternative name at all; the common name, which older programs looked at, does not count any more",
            "주체 대체 이름이 아예 없다. 예전 프로그램이 보던 일반 이름은 이제 인정되지 않는다",
        );
    }
    Some(proof)
}

fn link_proof(link: &Link) -> Proof {
    let (subject, issuer) = (&link.subject, &link.issuer);
    let (verdict, says) = match &link.verdict {
        LinkVerdict::Holds => (
            Verdict::Holds,
            Text::new(
                "the signature verifies with the issuer's public key",
                "서명이 발급자의 공개 키로 검증된다",
            ),
        ),
        LinkVerdict::Fails(why) => (Verdict::Fails, why.clone()),
        LinkVerdict::Unchecked(why) => (Verdict::NotReached, why.clone()),
        LinkVerdict::NoIssuer => (
            Verdict::NotReached,
            Text::new(
                "the issuer's certificate is neither sent nor among the trusted roots",
                "발급자의 인증서가 전송되지도 않았고 신뢰하는 루트에도 없다",
            ),
        ),
    };
    let claim = text!(en: "{subject} is signed by {issuer}", ko: "{subject}: 서명자 {issuer}");
    let mut proof = Proof::new(
        claim,
        "certificate_signature",
        verdict,
        says,
        "RFC 5280 §4.1.1.3",
    );
    proof.formula = format!(
        "Verify({}, issuer's public key, tbsCertificate, signatureValue)",
        link.algorithm
    );
    proof.inputs.push(Given {
        value: Value::hex("tbsCertificate", &link.tbs, Knows::Both),
        seen: Text::same(subject.clone()),
    });
    proof.inputs.push(Given {
        value: Value::hex("signatureValue", &link.signature, Knows::Both),
        seen: Text::same(subject.clone()),
    });
    proof
}

fn judged(claim: Text, key: &'static str, fault: Option<&Fault>, rfc: &'static str) -> Proof {
    match fault {
        Some(fault) => Proof::new(claim, key, Verdict::Fails, fault.text(), rfc),
        None => Proof::new(
            claim,
            key,
            Verdict::Holds,
            Text::new("it does", "그렇다"),
            rfc,
        ),
    }
}
