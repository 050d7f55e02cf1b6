//! Offer against need: what the ends could not agree on, from both of them.

use crate::base::field::is_grease;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::tls::codes::alert::Alert;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::Version;
use crate::keys::certificate::date;
use crate::keys::path::Fault;
use crate::story::book::Book;
use crate::story::connection::Connection;
use crate::story::evidence::Setup;
use crate::story::finding::Finding;
use crate::text;

/// What the ends have in common, thing by thing; the first thing without anything in common is the cause.
pub(crate) fn compare(book: &Book<'_>, connection: &Connection) -> Option<Finding> {
    let of = |side| {
        book.evidence
            .setups
            .iter()
            .find(|setup: &&Setup| setup.side == side)
    };
    let (client, server) = (of(Side::Client)?, of(Side::Server)?);
    if client.versions.is_empty() || server.versions.is_empty() {
        return None;
    }
    versions(client, server)
        .or_else(|| suites(client, server))
        .or_else(|| signatures(client, server))
        .or_else(|| groups(client, server))
        .or_else(|| protocols(connection, client, server))
}

fn versions(client: &Setup, server: &Setup) -> Option<Finding> {
    let name = |code: &u16| Version(*code).to_string();
    disjoint(&client.versions, &server.versions).then(|| Finding {
        key: "no_common_version",
        sentence: Text::new(
            "The ends have no protocol version in common.",
            "양 끝에 공통된 프로토콜 버전이 없다.",
        ),
        client: offers(&list(&client.versions, name)),
        server: needs(&list(&server.versions, name)),
        repair: Text::new(
            "bring the older end up to date; do not switch old versions on again",
            "오래된 쪽을 갱신한다. 옛 버전을 다시 켜서는 안 된다",
        ),
    })
}

fn suites(client: &Setup, server: &Setup) -> Option<Finding> {
    let name = |code: &u16| Suite(*code).to_string();
    disjoint(&client.suites, &server.suites).then(|| Finding {
        key: "no_common_suite",
        sentence: Text::new("The ends have no cipher suite in common.", "양 끝에 공통된 암호 모음이 없다."),
        client: offers(&list(&client.suites, name)),
        server: needs(&list(&server.suites, name)),
        repair: Text::new("allow at least one suite on both ends; the suite must also fit the version and the server's key", "같은 암호 모음을 적어도 하나는 양 끝에 허용한다. 그 암호 모음은 버전과 서버의 키에도 맞아야 한다"),
    })
}

/// The suites in common all want a signature that the server's key cannot make (TLS 1.2: the suite names it).
fn signatures(client: &Setup, server: &Setup) -> Option<Finding> {
    let key = server.key;
    let fits = |code: &&u16| {
        let name = Suite(**code).to_string();
        match key {
            "RSA" => !name.contains("_ECDSA_"),
            "ECDSA" | "Ed25519" => !name.contains("_RSA_"),
            _ => true,
        }
    };
    let common = || {
        client
            .suites
            .iter()
            .filter(|code| server.suites.contains(code))
    };
    common().all(|code| !fits(&code)).then(|| {
        let wanted = list(&common().copied().collect::<Vec<_>>(), |code| {
            Suite(*code).to_string()
        });
        Finding {
            key: "no_fitting_key",
            sentence: text!(en: "The suites in common need a signature that the server's key ({key}) cannot make: in TLS 1.2 the suite names the kind of key.", ko: "공통된 암호 모음에 필요한 서명을 서버의 키({key})로는 만들 수 없다. TLS 1.2에서는 암호 모음이 키의 종류까지 정한다."),
            client: offers(&wanted),
            server: text!(en: "has: a certificate with a key of kind {key}", ko: "제공: {key} 키의 인증서"),
            repair: Text::new(
                "give the server a certificate whose key fits the suite, or allow a suite that fits its key",
                "암호 모음에 맞는 키의 인증서를 서버에 주거나, 키에 맞는 암호 모음을 허용한다",
            ),
        }
    })
}

fn groups(client: &Setup, server: &Setup) -> Option<Finding> {
    let name = |code: &u16| Group(*code).to_string();
    disjoint(&client.groups, &server.groups).then(|| Finding {
        key: "no_common_group",
        sentence: Text::new(
            "The ends have no group for the key exchange in common.",
            "양 끝에 공통된 키 교환 그룹이 없다.",
        ),
        client: offers(&list(&client.groups, name)),
        server: needs(&list(&server.groups, name)),
        repair: Text::new(
            "allow x25519 or secp256r1 on both ends: nearly everyone has them",
            "양 끝에 x25519나 secp256r1을 허용한다. 거의 모두가 갖고 있다",
        ),
    })
}

fn protocols(connection: &Connection, client: &Setup, server: &Setup) -> Option<Finding> {
    let alerted = connection
        .talk
        .session
        .alerts
        .iter()
        .any(|alert| alert.description == Alert::NO_APPLICATION_PROTOCOL.0);
    let care = !client.alpn.is_empty() && !server.alpn.is_empty();
    let common = client.alpn.iter().any(|name| server.alpn.contains(name));
    (care && !common && alerted).then(|| Finding {
        key: "no_common_alpn",
        sentence: Text::new(
            "The ends have no application protocol (ALPN) in common.",
            "양 끝에 공통된 응용 프로토콜(ALPN)이 없다.",
        ),
        client: offers(&client.alpn.join(", ")),
        server: needs(&server.alpn.join(", ")),
        repair: Text::new(
            "let the client offer a protocol that the server speaks, or offer none",
            "서버가 쓰는 프로토콜을 클라이언트가 제안하게 하거나 아무것도 제안하지 않는다",
        ),
    })
}

fn disjoint(client: &[u16], server: &[u16]) -> bool {
    let mut real = client.iter().filter(|code| !is_grease(u64::from(**code)));
    !real.any(|code| server.contains(code))
}

fn list(codes: &[u16], name: impl Fn(&u16) -> String) -> String {
    codes.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn offers(what: &str) -> Text {
    text!(en: "offers: {what}", ko: "제안: {what}")
}

fn needs(what: &str) -> Text {
    text!(en: "needs one of: {what}", ko: "이 가운데 하나가 필요: {what}")
}

/// What the verifier of a certificate needs, what it was offered, and the repair.
pub(crate) fn certificate(fault: &Fault) -> [Text; 3] {
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
