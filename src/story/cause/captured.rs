//! The cause of a failure that somebody else captured: only what stood on the wire is known, so offer is held against the
//! alert that refused it.

use crate::base::field::is_grease;
use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::tls::codes::alert::Alert;
use crate::dissect::tls::handshake::client_hello::ClientHello;
use crate::dissect::tls::handshake::message::{Message, message};
use crate::story::cause::finding::Finding;
use crate::story::connection::Connection;
use crate::story::tls::session::Session;
use crate::text;

const PROTOCOL_VERSION: Alert = Alert(70);
const UNRECOGNIZED_NAME: Alert = Alert(112);
const CERTIFICATE_EXPIRED: Alert = Alert(45);
const BAD_CERTIFICATE: Alert = Alert(42);
const CERTIFICATE_UNKNOWN: Alert = Alert(46);
const UNSUPPORTED_CERTIFICATE: Alert = Alert(43);
const CERTIFICATE_REVOKED: Alert = Alert(44);

/// What the first alert but close_notify says, beside what was offered.
pub(crate) fn refused(connection: &Connection) -> Option<Finding> {
    let session = &connection.talk.session;
    let mut alerts = session.alerts.iter();
    let alert = alerts.find(|alert| alert.description != Alert::CLOSE_NOTIFY.0)?;
    let name = Alert(alert.description);
    let refuser = alert.from;
    let offered = with_hello(session, |hello| match name {
        PROTOCOL_VERSION => listed(hello.versions().into_iter().map(|one| (one.0, one))),
        UNRECOGNIZED_NAME => session.server_name.clone().unwrap_or_default(),
        _ => listed(hello.suites.iter().map(|one| (one.0, *one))),
    });
    let offered = offered.unwrap_or_default();
    let (key, sentence, need, repair) = told(name, refuser);
    let offers = match offered.is_empty() {
        true => Text::new("not known", "알 수 없음"),
        false => text!(en: "offers: {offered}", ko: "제안: {offered}"),
    };
    let shown = |side: Side| {
        let [client, server] = &session.leaves;
        let leaf = side.of(client, server).as_ref();
        leaf.map(|leaf| {
            let (subject, issuer) = (&leaf.subject, &leaf.issuer);
            text!(en: "shows: {subject}, certified by {issuer}", ko: "제시: {subject}, 발급자 {issuer}")
        })
    };
    let other = match refuser {
        Side::Client => shown(Side::Server).unwrap_or(Text::new("not known", "알 수 없음")),
        Side::Server if name == Alert::HANDSHAKE_FAILURE || name == PROTOCOL_VERSION => offers,
        Side::Server => shown(Side::Client).unwrap_or(offers),
    };
    let (client, server) = match refuser {
        Side::Client => (need, other),
        Side::Server => (other, need),
    };
    Some(Finding {
        key,
        sentence,
        client,
        server,
        repair,
    })
}

/// Key, sentence, what the refusing end needs, and the repair.
fn told(alert: Alert, refuser: Side) -> (&'static str, Text, Text, Text) {
    let who = refuser.text();
    let (en, ko) = (&who.en, &who.ko);
    match alert {
        PROTOCOL_VERSION => (
            "no_common_version",
            text!(en: "The {en} speaks none of the protocol versions that were offered.", ko: "{ko} 쪽이 제안된 프로토콜 버전을 하나도 쓰지 않는다."),
            Text::new(
                "needs: another version, not named in the alert",
                "필요: 다른 버전(경보에는 적혀 있지 않다)",
            ),
            Text::new(
                "bring the older end up to date; do not switch old versions on again",
                "오래된 쪽을 갱신한다. 옛 버전을 다시 켜서는 안 된다",
            ),
        ),
        Alert::HANDSHAKE_FAILURE => (
            "nothing_in_common",
            text!(en: "The {en} found nothing acceptable in what was offered: most often no cipher suite, group or signature algorithm in common, or no certificate that fits.", ko: "{ko} 쪽이 제안에서 받아들일 것을 찾지 못했다. 대개는 공통된 암호 모음, 그룹, 서명 알고리즘이 없거나 맞는 인증서가 없어서이다."),
            Text::new(
                "needs: something that was not offered; the alert does not say what",
                "필요: 제안에 없는 어떤 것(경보는 무엇인지 말하지 않는다)",
            ),
            Text::new(
                "compare the offer with the server's configuration, suites first, then groups and the key of its certificate",
                "제안을 서버 설정과 견준다. 암호 모음부터, 이어서 그룹과 인증서의 키를 본다",
            ),
        ),
        Alert::UNKNOWN_CA => (
            "unknown_authority",
            text!(en: "The {en} does not know the authority behind the certificate it was shown.", ko: "{ko} 쪽이 제시된 인증서를 발급한 인증 기관을 모른다."),
            Text::new(
                "needs: a chain to a root it trusts",
                "필요: 자기가 신뢰하는 루트로 이어지는 사슬",
            ),
            Text::new(
                "send the whole chain; install the root at the other end if it deserves trust",
                "사슬 전체를 보낸다. 믿을 만하다면 상대 쪽에 루트를 설치한다",
            ),
        ),
        CERTIFICATE_EXPIRED => (
            "certificate_expired",
            text!(en: "The {en} holds the certificate it was shown for expired, by its own clock.", ko: "{ko} 쪽이 자기 시계로 볼 때 제시된 인증서의 기간이 끝났다고 판단했다."),
            Text::new("needs: a certificate valid now", "필요: 지금 유효한 인증서"),
            Text::new(
                "renew the certificate; check the clock of the end that refused",
                "인증서를 갱신하고, 거부한 쪽의 시계를 확인한다",
            ),
        ),
        BAD_CERTIFICATE | CERTIFICATE_UNKNOWN | UNSUPPORTED_CERTIFICATE | CERTIFICATE_REVOKED => (
            "certificate_refused",
            text!(en: "The {en} refuses the certificate it was shown ({alert}).", ko: "{ko} 쪽이 제시된 인증서를 거부한다({alert})."),
            Text::new(
                "needs: a certificate it can accept; the alert does not say what is wrong",
                "필요: 받아들일 수 있는 인증서(경보는 무엇이 잘못인지 말하지 않는다)",
            ),
            Text::new(
                "look at the check of the path above: name, validity, signatures, and whether the root is trusted",
                "위의 경로 검사를 살핀다. 이름, 유효 기간, 서명, 루트를 신뢰하는지를 본다",
            ),
        ),
        Alert::CERTIFICATE_REQUIRED => (
            "client_certificate_missing",
            Text::new(
                "The server insists on a client certificate, and got none.",
                "서버가 클라이언트 인증서를 반드시 요구하지만 받지 못했다.",
            ),
            Text::new("needs: a client certificate", "필요: 클라이언트 인증서"),
            Text::new(
                "give the client a certificate issued by an authority that the server trusts",
                "서버가 신뢰하는 인증 기관이 발급한 인증서를 클라이언트에게 준다",
            ),
        ),
        UNRECOGNIZED_NAME => (
            "unknown_name",
            text!(en: "The {en} does not serve the name that was asked for.", ko: "{ko} 쪽이 요청된 이름을 제공하지 않는다."),
            Text::new("needs: a name it serves", "필요: 자기가 제공하는 이름"),
            Text::new(
                "check the name, and which names the server is configured for",
                "이름과, 서버에 설정된 이름들을 확인한다",
            ),
        ),
        Alert::NO_APPLICATION_PROTOCOL => (
            "no_common_alpn",
            text!(en: "The {en} speaks none of the application protocols that were offered (ALPN).", ko: "{ko} 쪽이 제안된 응용 프로토콜(ALPN)을 하나도 쓰지 않는다."),
            Text::new(
                "needs: an application protocol it speaks",
                "필요: 자기가 쓰는 응용 프로토콜",
            ),
            Text::new(
                "let the client offer a protocol that the server speaks, or offer none",
                "서버가 쓰는 프로토콜을 클라이언트가 제안하게 하거나 아무것도 제안하지 않는다",
            ),
        ),
        other => (
            "alert",
            text!(en: "The {en} gave up with the alert {other}; the capture does not show more.", ko: "{ko} 쪽이 {other} 경보로 포기했다. 캡처에 드러난 것은 여기까지이다."),
            Text::new("not known", "알 수 없음"),
            Text::new(
                "look at the logs of the end that sent the alert",
                "경보를 보낸 쪽의 로그를 살핀다",
            ),
        ),
    }
}

fn listed<T: ToString>(codes: impl Iterator<Item = (u16, T)>) -> String {
    const SHOWN: usize = 6;
    let real = codes.filter(|(code, _)| !is_grease(u64::from(*code)));
    let names: Vec<String> = real.map(|(_, one)| one.to_string()).collect();
    let more = names.len().saturating_sub(SHOWN);
    let first = names.get(..SHOWN).unwrap_or(&names).join(", ");
    match more {
        0 => first,
        more => format!("{first} +{more}"),
    }
}

fn with_hello(session: &Session, pick: impl FnOnce(&ClientHello<'_>) -> String) -> Option<String> {
    let mut reader = Reader::quiet(&session.client_hello);
    let parsed = message(&mut reader, &session.setting()).ok()?;
    match parsed.body {
        Message::ClientHello(hello) => Some(pick(&hello)),
        _ => None,
    }
}
