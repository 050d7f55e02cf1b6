//! Certificates that the other end refuses (RFC 5280), or that are missing.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::tls::codes::alert::Alert;
use crate::keys::certificate::date;
use crate::story::book::Book;
use crate::story::cause::finding::Finding;
use crate::story::connection::Connection;
use crate::story::tls::fault::Fault;
use crate::story::tls::identity;
use crate::text;

/// A certificate that the other end must refuse.
pub(crate) fn refused(book: &Book<'_>, connection: &Connection) -> Option<Finding> {
    let session = &connection.talk.session;
    let name = identity::wanted(&connection.talk, book);
    let [client_chain, server_chain] = &session.certificates;
    if let Some(chain) = server_chain
        .as_ref()
        .filter(|_| !book.evidence.roots.is_empty())
    {
        let path = identity::examine(book, Side::Server, chain, name.as_deref());
        if let Some(fault) = path.faults.first() {
            return Some(fault_found(fault, Side::Server));
        }
    }
    let empty = client_chain.as_ref().is_some_and(Vec::is_empty);
    let wants = book
        .setup(Side::Server)
        .is_some_and(|setup| setup.wants_certificate);
    let required = session.alerts.iter().any(|alert| {
        alert.from == Side::Server && alert.description == Alert::CERTIFICATE_REQUIRED.0
    });
    if empty && session.certificate_wanted && (wants || required) {
        return Some(Finding {
            key: "client_certificate_missing",
            sentence: Text::new(
                "The server insists on a client certificate, and the client has none: it answered with an empty list.",
                "서버는 클라이언트 인증서를 반드시 요구하지만 클라이언트는 가진 것이 없어 빈 목록으로 답했다.",
            ),
            client: Text::new("offers: no certificate", "제공: 인증서 없음"),
            server: Text::new(
                "needs: a certificate signed by an authority it trusts",
                "필요: 신뢰하는 인증 기관이 서명한 인증서",
            ),
            repair: Text::new(
                "give the client a certificate and its private key, issued by the authority the server trusts",
                "서버가 신뢰하는 인증 기관이 발급한 인증서와 개인 키를 클라이언트에게 준다",
            ),
        });
    }
    if let Some(chain) = client_chain
        .as_ref()
        .filter(|chain| !chain.is_empty() && !book.evidence.roots.is_empty())
    {
        let path = identity::examine(book, Side::Client, chain, None);
        if let Some(fault) = path.faults.first() {
            return Some(fault_found(fault, Side::Client));
        }
    }
    None
}

fn fault_found(fault: &Fault, shown_by: Side) -> Finding {
    let key = match fault {
        Fault::Expired { .. } => "certificate_expired",
        Fault::NotYetValid { .. } => "certificate_not_yet_valid",
        Fault::WrongName { .. } => "wrong_host",
        Fault::SelfSigned { .. } => "self_signed",
        Fault::UnknownIssuer { .. } => "unknown_authority",
        Fault::MissingIntermediate { .. } => "missing_intermediate",
        Fault::BadSignature { .. } => "certificate_signature",
        Fault::NotAuthority { .. } => "not_an_authority",
        Fault::WrongPurpose { .. } => "wrong_purpose",
        Fault::Malformed { .. } => "malformed_certificate",
        Fault::NameConstraint { .. } => "name_constraint",
    };
    let [needs, offers, repair] = compared(fault);
    let (client, server) = match shown_by {
        Side::Server => (needs, offers),
        Side::Client => (offers, needs),
    };
    let why = fault.text();
    let who = shown_by.text();
    let sentence = Text {
        en: format!(
            "The {}'s certificate cannot be accepted: {}.",
            who.en, why.en
        )
        .into(),
        ko: format!("{} 쪽 인증서를 받아들일 수 없다: {}.", who.ko, why.ko).into(),
    };
    Finding {
        key,
        sentence,
        client,
        server,
        repair,
    }
}

/// What the verifier of a certificate needs, what it was offered, and the repair.
fn compared(fault: &Fault) -> [Text; 3] {
    match fault {
        Fault::Expired { not_after, now, .. } => {
            let (end, now) = (date(*not_after), date(*now));
            [
                text!(en: "needs: a certificate valid at {now} (its own clock)", ko: "필요: {now} 시점(자기 시계)에 유효한 인증서"),
                text!(en: "offers: one that ended at {end}", ko: "제공: {end} 시점에 끝난 인증서"),
                Text::new(
                    "renew the certificate; if it looks valid to you, check the verifier's clock",
                    "인증서를 갱신한다. 유효해 보인다면 검사하는 쪽의 시계를 확인한다",
                ),
            ]
        }
        Fault::NotYetValid {
            not_before, now, ..
        } => {
            let (start, now) = (date(*not_before), date(*now));
            [
                text!(en: "needs: a certificate valid at {now} (its own clock)", ko: "필요: {now} 시점(자기 시계)에 유효한 인증서"),
                text!(en: "offers: one that begins at {start}", ko: "제공: {start} 시점에 시작하는 인증서"),
                Text::new(
                    "check both clocks first; else wait, or issue it with an earlier beginning",
                    "먼저 양쪽 시계를 확인한다. 시계가 맞다면 기다리거나, 시작 시점을 앞당겨 다시 발급한다",
                ),
            ]
        }
        Fault::WrongName { wanted, has } => {
            let has = has.join(", ");
            [
                text!(en: "needs: a certificate for {wanted}", ko: "필요: {wanted} 이름의 인증서"),
                text!(en: "offers: one for {has}", ko: "제공: {has} 이름의 인증서"),
                Text::new(
                    "connect by a name the certificate has, or issue one that has this name among its subject alternative names",
                    "인증서에 있는 이름으로 접속하거나, 이 이름을 주체 대체 이름에 넣어 다시 발급한다",
                ),
            ]
        }
        Fault::SelfSigned { subject } => [
            Text::new(
                "needs: a signature by an authority it trusts",
                "필요: 신뢰하는 인증 기관의 서명",
            ),
            text!(en: "offers: {subject}, signed by itself", ko: "제공: {subject} (스스로 서명)"),
            Text::new(
                "have it signed by an authority that the client trusts; anyone can sign their own",
                "클라이언트가 신뢰하는 인증 기관의 서명을 받는다. 자기 인증서에 스스로 서명하는 것은 누구나 할 수 있다",
            ),
        ],
        Fault::UnknownIssuer { issuer, trusted } => {
            let trusted = trusted.join(", ");
            [
                text!(en: "needs: a path to one of its roots: {trusted}", ko: "필요: 자기 루트로 이어지는 경로: {trusted}"),
                text!(en: "offers: a path to {issuer}", ko: "제공: {issuer} 루트로 이어지는 경로"),
                Text::new(
                    "install that root at the client if it deserves trust; never switch verification off",
                    "믿을 만하다면 그 루트를 클라이언트에 설치한다. 검증을 꺼서는 안 된다",
                ),
            ]
        }
        Fault::MissingIntermediate { issuer, .. } => [
            text!(en: "needs: the certificate of {issuer}, to get from the leaf to its root", ko: "필요: 말단에서 루트로 가는 데 필요한 {issuer} 인증서"),
            Text::new("offers: the leaf alone", "제공: 말단 인증서뿐"),
            Text::new(
                "configure the server to send the whole chain without the root; that some browsers still succeed is because they remember intermediates",
                "서버가 루트를 뺀 전체 사슬을 보내도록 설정한다. 일부 브라우저에서 되는 것은 예전에 받은 중간 인증서를 기억하기 때문이다",
            ),
        ],
        Fault::BadSignature { .. }
        | Fault::NotAuthority { .. }
        | Fault::WrongPurpose { .. }
        | Fault::Malformed { .. }
        | Fault::NameConstraint { .. } => [
            Text::new(
                "needs: a certificate that keeps the rules of RFC 5280",
                "필요: RFC 5280의 규칙을 지키는 인증서",
            ),
            fault.text(),
            Text::new("issue the certificate anew", "인증서를 다시 발급한다"),
        ],
    }
}
