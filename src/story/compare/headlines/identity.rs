//! Who proves to be who, and how: certificates, or a secret from an earlier connection.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::compare::facts::{Facts, Resumes};
use crate::story::compare::headlines::case::{Case, say};
use crate::story::compare::model::Headline;
use crate::story::model::Cover;
use crate::text;

/// One resumes, the other does not.
pub(super) fn resumed(case: &Case<'_>) -> Option<Headline> {
    let known = |facts: &Facts| facts.resumes != Resumes::Unknown;
    if !known(case.left) || !known(case.right) {
        return None;
    }
    if let [Some(a), Some(b)] = [case.left, case.right].map(how) {
        let (l, r) = (case.l, case.r);
        let (en, ko, other, other_ko) = (&a.en, &a.ko, &b.en, &b.ko);
        return match a == b {
            true => None,
            false => say(
                "resumed",
                text!(
                    en: "Both resume: {l} with {en}, {r} with {other}.",
                    ko: "둘 다 재개한다: {l} {ko}, {r} {other_ko}."
                ),
                Text::new(
                    "A ticket's key is mixed with a fresh key exchange; a reused master secret stands alone, and whoever learns it opens both connections.",
                    "티켓의 키는 새 키 교환과 섞인다. 다시 쓰는 마스터 비밀은 홀로 쓰여, 이것을 알면 두 연결이 모두 열린다.",
                ),
                "RFC 8446 §2.2",
            ),
        };
    }
    let [(resumed, facts), (full, other)] = case.one(|facts| facts.resumes.yes())?;
    // Whoever never came to a hello cannot be told to be a full handshake.
    other.version.as_ref()?;
    match facts.resumes {
        Resumes::Ticket => say(
            "resumed",
            text!(
                en: "{resumed} resumes: no Certificate and no CertificateVerify follow, because the pre-shared key of a ticket proves who is who. {full} proves it with a certificate and a signature.",
                ko: "{resumed} 쪽은 재개한다: Certificate도 CertificateVerify도 오지 않는다. 티켓의 사전 공유 키가 서로를 증명하기 때문이다. {full} 쪽은 인증서와 서명으로 증명한다."
            ),
            Text::new(
                "The client shows the ticket in pre_shared_key, and the binder beside it, a MAC over this very ClientHello, proves that it knows the ticket's key. The server proves the same with its Finished: it could not compute it without that key. A fresh key exchange is made all the same, so that a stolen ticket key opens nothing.",
                "클라이언트는 pre_shared_key로 티켓을 보이고, 그 옆의 binder(바로 이 ClientHello에 대한 MAC)로 티켓의 키를 안다는 것을 증명한다. 서버는 Finished로 같은 것을 증명한다. 그 키 없이는 계산할 수 없기 때문이다. 그래도 키 교환은 새로 하므로 티켓의 키가 새어도 열리는 것이 없다.",
            ),
            "RFC 8446 §2.2",
        ),
        Resumes::Session => say(
            "resumed",
            text!(
                en: "{resumed} resumes: no Certificate and no key exchange, because both ends still know the master secret of an earlier connection. {full} makes a new one and shows a certificate.",
                ko: "{resumed} 쪽은 재개한다: Certificate도 키 교환도 없다. 양 끝이 앞선 연결의 마스터 비밀을 아직 알기 때문이다. {full} 쪽은 비밀을 새로 만들고 인증서를 보인다."
            ),
            Text::new(
                "Both Finished messages prove it: only who knows the master secret can compute them. Keys are new, because both randoms go into them; but no fresh secret does.",
                "두 Finished 메시지가 이것을 증명한다. 마스터 비밀을 알아야만 계산할 수 있다. 두 random이 들어가므로 키는 새것이지만, 새로운 비밀은 들어가지 않는다.",
            ),
            "RFC 5246 §7.3",
        ),
        Resumes::No | Resumes::Unknown => None,
    }
}

fn how(facts: &Facts) -> Option<Text> {
    match facts.resumes {
        Resumes::Ticket => Some(Text::new(
            "the key of a ticket and a fresh key exchange",
            "티켓의 키와 새 키 교환",
        )),
        Resumes::Session => Some(Text::new(
            "the old master secret and nothing fresh",
            "옛 마스터 비밀만으로",
        )),
        Resumes::No | Resumes::Unknown => None,
    }
}

/// Whether the certificate of the server could be read on the path.
pub(super) fn certificate(case: &Case<'_>) -> Option<Headline> {
    let shown = |facts: &Facts| -> Option<bool> {
        let message = facts.find(Side::Server, "Certificate")?;
        Some(message.cover == Cover::Clear)
    };
    let (clear, _) = case.apart(shown)?;
    let (open, hidden) = match clear {
        true => (case.l, case.r),
        false => (case.r, case.l),
    };
    let says = text!(
        en: "The server's certificate travels in the clear in {open}, and encrypted in {hidden}.",
        ko: "서버의 인증서: {open} 쪽은 평문으로, {hidden} 쪽은 암호화되어 간다."
    );
    let why = Text::new(
        "In TLS 1.3 the keys are there after both hellos, so that who the server is can be hidden. In TLS 1.2 the certificate comes before the keys: its signature is needed to trust the key exchange.",
        "TLS 1.3에서는 두 헬로 메시지만으로 키가 생겨, 서버가 누구인지 숨길 수 있다. TLS 1.2에서는 키보다 인증서가 먼저 온다. 키 교환을 믿으려면 그 서명이 있어야 하기 때문이다.",
    );
    say("certificate_cover", says, why, "RFC 8446 §2")
}

/// Whether the client is asked who it is.
pub(super) fn client_certificate(case: &Case<'_>) -> Option<Headline> {
    let asked = |facts: &Facts| facts.find(Side::Server, "CertificateRequest").is_some();
    let signs = |facts: &Facts| facts.find(Side::Client, "CertificateVerify").is_some();
    if case.left.shut || case.right.shut {
        return None;
    }
    if let Some([(with, facts), (without, other)]) = case.one(asked) {
        // Who never came to a certificate was not left unasked.
        other.find(Side::Server, "Finished")?;
        let says = match signs(facts) {
            true => text!(
                en: "{with}: the server asks who the client is too (CertificateRequest), and the client answers with Certificate and CertificateVerify. In {without} only the server proves who it is.",
                ko: "{with}: 서버가 클라이언트도 누구인지 묻고(CertificateRequest), 클라이언트는 Certificate와 CertificateVerify로 답한다. {without} 쪽은 서버만 누구인지 증명한다."
            ),
            false => text!(
                en: "{with}: the server asks who the client is too (CertificateRequest), and the client has nothing to show. In {without} nobody asks it.",
                ko: "{with}: 서버가 클라이언트도 누구인지 묻지만(CertificateRequest) 클라이언트는 보일 것이 없다. {without} 쪽은 아무도 묻지 않는다."
            ),
        };
        return say("client_certificate", says, MUTUAL, "RFC 8446 §4.3.2");
    }
    if !asked(case.left) {
        return None;
    }
    let [(with, _), (without, _)] = case.one(signs)?;
    let says = text!(
        en: "Both servers ask who the client is: {with} shows a certificate and signs with its key, {without} answers with an empty list.",
        ko: "두 서버 모두 클라이언트가 누구인지 묻는다: {with} 쪽은 인증서를 보이고 그 키로 서명하며, {without} 쪽은 빈 목록으로 답한다."
    );
    say("client_certificate", says, MUTUAL, "RFC 8446 §4.3.2")
}

const MUTUAL: Text = Text::new(
    "The certificate alone proves nothing, for anybody may have a copy. The signature over the handshake so far does: only who has the private key can make it. It costs no round trip.",
    "인증서만으로는 아무것도 증명되지 않는다. 누구나 사본을 가질 수 있다. 그때까지의 핸드셰이크에 대한 서명이 증명이다. 개인 키가 있어야만 만들 수 있다. 왕복은 늘지 않는다.",
);

/// Who the server is.
pub(super) fn names(case: &Case<'_>) -> Option<Headline> {
    let (l, r) = (case.l, case.r);
    let named = case.apart(|facts| facts.name.as_deref());
    let shown = case.apart(|facts| facts.subject.as_deref());
    let says = match (named, shown) {
        (None, None) => return None,
        (Some((a, b)), Some((x, y))) => text!(
            en: "{l} asks for {a} and is shown the certificate of {x}; {r} asks for {b} and is shown that of {y}.",
            ko: "{l}: {a} 이름을 요청해 {x} 인증서를 받는다. {r}: {b} 이름을 요청해 {y} 인증서를 받는다."
        ),
        (Some((a, b)), None) => text!(
            en: "{l} asks for the name {a}, {r} for {b}; both stand in the clear (server_name).",
            ko: "{l}: {a} 이름을 요청한다. {r}: {b} 이름을 요청한다. 둘 다 평문이다(server_name)."
        ),
        (None, Some((x, y))) => text!(
            en: "{l} is shown a certificate for {x}, {r} one for {y}.",
            ko: "{l}: {x} 인증서를 받는다. {r}: {y} 인증서를 받는다."
        ),
    };
    say("names", says, Text::EMPTY, "RFC 6066 §3")
}
