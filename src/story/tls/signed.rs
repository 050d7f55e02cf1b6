//! Signatures over the conversation: they show that the certificate's private key is at hand (RFC 8446 §4.4.3, RFC 8422 §5.4).

use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::tls::codes::scheme::Scheme;
use crate::dissect::tls::handshake::certificate_verify::CertificateVerify;
use crate::keys::prf::Prf;
use crate::keys::signature as signatures;
use crate::keys::tls13;
use crate::story::book::Book;
use crate::story::model::{Given, Proof, Step, Value};
use crate::story::tls::flight;
use crate::story::tls::talk::Talk;
use crate::story::tls::told::Told;
use crate::text;

/// A signature made by one end, and what it covers.
pub(crate) struct Signed<'s> {
    pub(crate) signer: Side,
    /// None before TLS 1.2: the kind of key decides.
    pub(crate) scheme: Option<Scheme>,
    pub(crate) signature: &'s [u8],
    /// What is signed; before TLS 1.2 its MD5 and SHA-1, 36 bytes. Empty: it cannot be made.
    pub(crate) content: &'s [u8],
    /// Why it cannot be made.
    pub(crate) missing: Text,
    pub(crate) formula: &'static str,
    pub(crate) key: &'static str,
    pub(crate) rfc: &'static str,
}

/// Checks a signature with the key of the signer's certificate.
pub(crate) fn check(talk: &mut Talk, book: &mut Book<'_>, signed: &Signed<'_>) {
    let verifier = signed.signer.peer();
    let mut step = Step::computation(
        verifier.into(),
        Text::new("check of the signature", "서명 검사"),
        signed.rfc,
    )
    .under(talk.session.chapter_now());
    step.sentence = match signed.signer {
        Side::Server => Text::new(
            "Does the sender have the private key of the certificate it showed? Only then is it that server.",
            "보낸 이는 자신이 보여 준 인증서의 개인 키를 가졌는가? 그래야만 진짜 그 서버이다.",
        ),
        Side::Client => Text::new(
            "Does the sender have the private key of the certificate it showed? Only then is it that client.",
            "보낸 이는 자신이 보여 준 인증서의 개인 키를 가졌는가? 그래야만 진짜 그 클라이언트이다.",
        ),
    };
    let [client, server] = &talk.session.leaves;
    let leaf = signed.signer.of(client, server);
    let (verdict, says) = match leaf {
        _ if signed.content.is_empty() => (Verdict::NotReached, signed.missing.clone()),
        None => (
            Verdict::NotReached,
            Text::new(
                "no readable certificate was shown",
                "읽을 수 있는 인증서가 없다",
            ),
        ),
        Some(leaf) => match mathematics(signed, &leaf.spki) {
            Ok(()) => (
                Verdict::Holds,
                Text::new(
                    "the signature verifies: the sender used the private key now, for this very connection",
                    "서명이 검증된다: 보낸 쪽이 지금, 바로 이 연결을 위해 개인 키를 썼다",
                ),
            ),
            Err(signatures::Why::Unsupported(what)) => (
                Verdict::NotReached,
                text!(en: "tlslab cannot check {what}", ko: "tlslab이 검사하지 못하는 방식: {what}"),
            ),
            Err(why) => (Verdict::Fails, why.text()),
        },
    };
    let claim = match signed.scheme {
        Some(scheme) => text!(en: "signature, {scheme}", ko: "서명, {scheme}"),
        None => Text::new("signature over MD5 and SHA-1", "MD5와 SHA-1에 대한 서명"),
    };
    let mut proof = Proof::new(claim, signed.key, verdict, says, signed.rfc);
    proof.formula = signed.formula.to_owned();
    if let Some(leaf) = leaf {
        let place = Text::new("the certificate shown", "보여 준 인증서");
        proof.inputs.push(Given {
            value: Value::hex("public key", &leaf.spki, Knows::Both),
            seen: place,
        });
    }
    proof.inputs.push(Given {
        value: Value::hex("content", signed.content, Knows::Recomputed),
        seen: Text::EMPTY,
    });
    proof.inputs.push(Given {
        value: Value::hex("signature", signed.signature, Knows::Both),
        seen: Text::new("the message before", "앞의 메시지"),
    });
    if verdict == Verdict::Fails {
        talk.session.failed.get_or_insert(signed.key);
    }
    step.proofs.push(proof);
    book.push(step);
}

fn mathematics(signed: &Signed<'_>, spki: &[u8]) -> Result<(), signatures::Why> {
    match signed.scheme {
        Some(scheme) => signatures::verify(scheme.0, spki, signed.content, signed.signature),
        None => signatures::verify_old(spki, signed.content, signed.signature),
    }
}

/// Tells a CertificateVerify (RFC 8446 §4.4.3) and checks it.
pub(crate) fn verify(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &CertificateVerify<'_>,
) {
    let from = told.from;
    let bytes = told.bytes.to_vec();
    let knows = told.knows();
    let tls13 = talk.session.tls13();
    let messages = talk.session.transcript.bytes();
    let transcript = match (talk.session.prf(), tls13) {
        (Some(prf), false) => prf.transcript_hash(messages),
        (Some(_) | None, _) => talk
            .session
            .hash()
            .map(|hash| talk.session.transcript.hash(hash))
            .unwrap_or_default(),
    };
    let mut step = told
        .step(
            book,
            Text::same("CertificateVerify"),
            if tls13 {
                "RFC 8446 §4.4.3"
            } else {
                "RFC 5246 §7.4.8"
            },
        )
        .under(talk.session.chapter_now());
    let who = from.text();
    step.sentence = Text {
        en: format!(
            "The {} signs the whole conversation so far with the private key of its certificate.",
            who.en
        )
        .into(),
        ko: format!(
            "{} 쪽이 지금까지의 대화 전체에 인증서의 개인 키로 서명한다.",
            who.ko
        )
        .into(),
    };
    step.why.push(Text::new(
        "A copied certificate is worthless without this. Because the hash of the conversation is signed, the signature fits this connection only.",
        "베낀 인증서는 이것 없이는 쓸모가 없다. 대화 기록의 해시에 서명하므로 이 서명은 이 연결에만 맞는다.",
    ));
    if let Some(scheme) = body.scheme {
        step.values
            .push(Value::plain("signature algorithm", scheme, knows));
    }
    step.values
        .push(Value::hex("signature", body.signature, knows));
    step.values.push(Value::hex(
        "transcript hash",
        &transcript,
        Knows::Recomputed,
    ));
    book.push(step);
    let ssl3 = talk.session.prf() == Some(Prf::Ssl3);
    let (content, formula) = match (body.scheme, talk.session.prf()) {
        _ if talk.session.is_torn() => (Vec::new(), ""),
        (Some(_), _) if tls13 => (
            tls13::certificate_verify_content(from, &transcript),
            "Verify(public key, 64 × 0x20 ‖ context string ‖ 0x00 ‖ transcript hash)",
        ),
        (Some(_), _) => (
            talk.session.transcript.bytes().to_vec(),
            "Verify(public key, all handshake messages so far)",
        ),
        (None, Some(_)) if ssl3 && talk.session.master_secret.is_empty() => (Vec::new(), ""),
        (None, Some(prf)) => {
            let messages = talk.session.transcript.bytes();
            let formula = match ssl3 {
                true => {
                    "Verify(public key, MD5 ‖ SHA-1, each over master_secret and all handshake messages so far)"
                }
                false => "Verify(public key, MD5(all handshake messages so far) ‖ SHA-1(the same))",
            };
            let hashes = prf.certificate_verify(&talk.session.master_secret, messages);
            (hashes, formula)
        }
        (None, None) => (Vec::new(), ""),
    };
    let missing = match (talk.session.is_torn(), ssl3) {
        (true, _) => flight::torn(),
        (false, true) => Text::new(
            "in SSL 3.0 the signature covers the master secret, which is not known",
            "SSL 3.0에서는 마스터 비밀도 서명 대상인데 그 값을 모른다",
        ),
        (false, false) => Text::new(
            "version or suite is not known, so neither is what is signed",
            "버전이나 암호 모음을 몰라 무엇에 서명했는지도 알 수 없다",
        ),
    };
    let signed = Signed {
        signer: from,
        scheme: body.scheme,
        signature: body.signature,
        content: &content,
        missing,
        formula,
        key: from.of("client_certificate_verify", "server_certificate_verify"),
        rfc: match (tls13, body.scheme) {
            (true, _) => "RFC 8446 §4.4.3",
            (false, Some(_)) => "RFC 5246 §7.4.8",
            (false, None) if ssl3 => "RFC 6101 §5.6.8",
            (false, None) => "RFC 2246 §7.4.8",
        },
    };
    check(talk, book, &signed);
    talk.session.transcript.add(&bytes);
}
