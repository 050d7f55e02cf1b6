//! Offer against need: what the ends could not agree on, from both of them.

use crate::base::field::is_grease;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::tls::codes::alert::Alert;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::Version;
use crate::story::book::Book;
use crate::story::cause::finding::Finding;
use crate::story::connection::Connection;
use crate::story::evidence::Setup;
use crate::text;

/// What the ends have in common, thing by thing; the first thing without anything in common is the cause.
pub(crate) fn compare(book: &Book<'_>, connection: &Connection) -> Option<Finding> {
    let (client, server) = (book.setup(Side::Client)?, book.setup(Side::Server)?);
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
