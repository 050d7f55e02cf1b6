//! Turns the handshake took: resumption, retry, 0-RTT, Encrypted ClientHello, and what the hellos carry beside.

use crate::base::field::is_grease;
use crate::base::level::Level;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::tls::codes::group::Group;
use crate::survey::findings::kind::{Found, Kind};
use crate::survey::findings::quote::{list, quote};
use crate::survey::findings::scene::Scene;
use crate::survey::tls::{EarlyData, Ech};
use crate::text;

/// The extension heartbeat (RFC 6520).
const HEARTBEAT: u16 = 15;

#[rustfmt::skip] // one argument a line
pub(super) static KINDS: &[Kind] = &[
    Kind::note(
        "resumed", ("session resumed", "세션 재개"), "RFC 8446 §2.2", resumed,
        "An earlier session was resumed: no certificate is shown again, and who kept that session's secret proves itself by it.",
        "이전 세션을 재개했다. 인증서를 다시 보이지 않고, 그 세션의 비밀을 간직한 것으로 서로를 증명한다.",
    ),
    Kind::note(
        "retry", ("hello asked for again", "ClientHello 다시 요청"), "RFC 8446 §4.1.4", retry,
        "The server asked for another ClientHello, mostly because it wants a group for which the client sent no key share: that costs one round trip.",
        "서버가 ClientHello를 다시 달라고 했다. 대개는 클라이언트가 키 공유를 보내지 않은 그룹을 원하기 때문이며, 왕복이 한 번 더 든다.",
    ),
    Kind::note(
        "early_data", ("early data (0-RTT)", "조기 데이터(0-RTT)"), "RFC 8446 §8", early_data,
        "The client sends data before the handshake is over (0-RTT): fast, but an attacker who records it can send it again, so it must be harmless when repeated.",
        "클라이언트가 핸드셰이크가 끝나기 전에 데이터를 보낸다(0-RTT). 빠르지만 기록해 둔 공격자가 다시 보낼 수 있으므로(재생 공격), 되풀이되어도 해가 없는 것이어야 한다.",
    ),
    Kind::note(
        "ech", ("Encrypted ClientHello", "암호화된 ClientHello(ECH)"), "RFC 9849 §5", ech,
        "The client hides its true hello, above all the name it asks for, in an Encrypted ClientHello, or pretends to, so that hiding becomes ordinary (GREASE).",
        "클라이언트가 진짜 헬로, 무엇보다 찾는 이름을 암호화된 ClientHello에 숨긴다. 숨기는 일이 흔해지도록 숨기는 척만 하기도 한다(GREASE).",
    ),
    Kind::note(
        "grease", ("GREASE values", "GREASE 값"), "RFC 8701 §3", grease,
        "The hello carries values that mean nothing, so that servers stay used to values they do not know.",
        "헬로에 아무 뜻도 없는 값이 들어 있다. 서버가 모르는 값에 익숙한 채로 있게 하려는 것이다.",
    ),
    Kind::note(
        "client_certificate", ("client certificate", "클라이언트 인증서"), "RFC 8446 §4.4.2", client_certificate,
        "The client showed a certificate too: both ends are authenticated, and before TLS 1.3 everyone on the path reads who the client is.",
        "클라이언트도 인증서를 보였다. 양 끝이 모두 인증되며, TLS 1.3 이전에는 경로의 누구나 클라이언트가 누구인지 읽을 수 있다.",
    ),
    Kind::note(
        "heartbeat", ("heartbeat", "heartbeat 사용"), "RFC 6520 §2", heartbeat,
        "Heartbeat is offered, an echo inside TLS that hardly anybody needs; a missing length check in one library made it Heartbleed.",
        "TLS 안의 메아리인 heartbeat를 제안한다. 필요로 하는 곳은 거의 없고, 한 라이브러리가 길이 확인을 빠뜨려 Heartbleed가 되었다.",
    ),
    Kind::note(
        "roles_swapped", ("TLS roles swapped", "TLS 역할 뒤바뀜"), "RFC 8446 §2", swapped,
        "The end that accepted the TCP connection sent the ClientHello: TLS roles are not those of TCP (as in FTP data connections and some peer-to-peer protocols).",
        "TCP 연결을 받아들인 쪽이 ClientHello를 보냈다. TLS의 역할은 TCP의 역할과 다를 수 있다(FTP 데이터 연결이나 일부 P2P 프로토콜).",
    ),
    Kind::error(
        "proof_failed", ("a proof fails", "실패한 증명"), "RFC 8446 §4.4.4", proof_failed,
        "A value computed again from the capture and the secrets does not equal the one on the wire: bytes were changed, or a key or secret is not the right one.",
        "캡처와 비밀로 다시 계산한 값이 선로의 값과 다르다. 바이트가 바뀌었거나, 쓰인 키나 비밀이 맞는 것이 아니다.",
    ),
];

fn resumed(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls.filter(|tls| tls.resumed == Some(true))?;
    let answer = scene.answer?;
    let version = tls.version?;
    if !version.is_tls13() {
        let text = text!(en: "The server took up an earlier session ({version}): no certificate and no key exchange, the old master secret and two new randoms make new keys.", ko: "서버가 이전 세션을 이어받았다({version}). 인증서도 키 교환도 없이, 옛 마스터 비밀과 새 random 둘로 새 키를 만든다.");
        return Some(Found::at(answer.packet, text).rfc("RFC 5246 §7.3"));
    }
    let text = match answer.key_share_group.map(Group) {
        Some(group) => {
            text!(en: "The server accepted a pre-shared key from an earlier session, together with a fresh {group} key share: no certificate is shown, and forward secrecy is kept.", ko: "서버가 이전 세션에서 얻은 사전 공유 키를 새 {group} 키 공유와 함께 받아들였다. 인증서는 보이지 않지만 순방향 비밀성은 지켜진다.")
        }
        None => {
            text!(en: "The server accepted a pre-shared key from an earlier session without any key share: no certificate is shown, and there is no forward secrecy.", ko: "서버가 이전 세션에서 얻은 사전 공유 키를 키 공유 없이 받아들였다. 인증서를 보이지 않으며 순방향 비밀성도 없다.")
        }
    };
    Some(Found::at(answer.packet, text))
}

fn retry(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls?;
    let retry = tls.server_hellos.iter().find(|hello| hello.retry)?;
    let first = tls.client_hellos.first();
    let shares = first.map(|hello| list(groups(&hello.key_share_groups), 4));
    let shares = shares.filter(|shares| !shares.is_empty());
    let text = match (retry.key_share_group.map(Group), shares) {
        (Some(group), Some(shares)) => {
            text!(en: "The server wants the group {group}, and the client had sent key shares for {shares} only: it must say hello again, which costs one round trip.", ko: "서버가 원한 그룹: {group}. 클라이언트가 키 공유를 보낸 그룹: {shares}. 클라이언트가 다시 인사해야 하므로 왕복이 한 번 더 든다.")
        }
        (Some(group), None) => {
            text!(en: "The server wants the group {group}, and the client had sent no key share: it must say hello again, which costs one round trip.", ko: "서버가 원한 그룹: {group}. 클라이언트는 키 공유를 하나도 보내지 않았다. 다시 인사해야 하므로 왕복이 한 번 더 든다.")
        }
        (None, _) => Text::new(
            "The server asked for the same hello with its cookie: so it need not remember the client until it is sure that the client receives at its address.",
            "서버가 자기 쿠키를 담아 같은 헬로를 다시 달라고 했다. 그 주소에서 정말 받는 클라이언트인지 확인할 때까지 기억해 두지 않으려는 것이다.",
        ),
    };
    Some(Found::at(retry.packet, text))
}

fn groups(codes: &[u16]) -> impl Iterator<Item = String> {
    let real = codes.iter().filter(|code| !is_grease(u64::from(**code)));
    real.map(|code| Group(*code).to_string())
}

fn early_data(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls?;
    let text = match tls.early_data {
        EarlyData::None => return None,
        EarlyData::Offered => Text::new(
            "The client announces 0-RTT data; whether the server took it stands under encryption. Such data can be replayed by whoever records it.",
            "클라이언트가 0-RTT 데이터를 예고한다. 서버가 받아들였는지는 암호화되어 있어 보이지 않는다. 이런 데이터는 기록해 둔 사람이 다시 보낼 수 있다.",
        ),
        EarlyData::Accepted => Text::new(
            "The server accepted 0-RTT data: it saves a round trip, but an attacker can send the same bytes again to the same or another server, so they must do no harm twice.",
            "서버가 0-RTT 데이터를 받아들였다. 왕복 한 번을 아끼지만 공격자가 같은 바이트를 같은 서버나 다른 서버에 다시 보낼 수 있으므로, 두 번 처리해도 해가 없어야 한다.",
        ),
        EarlyData::Rejected => Text::new(
            "The server refused the client's 0-RTT data and skips those records: the client has to send the data again after the handshake.",
            "서버가 클라이언트의 0-RTT 데이터를 거절하고 그 레코드들을 건너뛴다. 클라이언트는 핸드셰이크 뒤에 데이터를 다시 보내야 한다.",
        ),
    };
    let first = tls.client_hellos.iter().find(|hello| hello.early_data);
    Some(Found::at(first.map(|hello| hello.packet), text))
}

fn ech(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls?;
    let text = match tls.ech {
        Ech::None => return None,
        Ech::GreaseOrOuter => Text::new(
            "The hello carries encrypted_client_hello: either the true hello is hidden inside and the visible name is only the outer one, or it is GREASE; from outside the two look the same, on purpose.",
            "헬로에 encrypted_client_hello가 있다. 안에 진짜 헬로를 숨기고 겉의 이름만 보인 것이거나 GREASE이다. 밖에서는 둘을 구별할 수 없게 만들어 두었다.",
        ),
        Ech::Accepted => Text::new(
            "The server opened the Encrypted ClientHello: the name in the visible hello is only the outer one, and the name really asked for is hidden.",
            "서버가 암호화된 ClientHello를 열었다. 겉의 헬로에 보이는 이름은 바깥쪽 것일 뿐이고, 정말로 찾은 이름은 숨겨져 있다.",
        ),
        Ech::Rejected => Text::new(
            "The server could not open the Encrypted ClientHello and sent newer configurations: the client should come back with one of those.",
            "서버가 암호화된 ClientHello를 열지 못하고 새 설정을 보냈다. 클라이언트는 그 설정으로 다시 와야 한다.",
        ),
    };
    let first = tls.client_hellos.iter().find(|hello| hello.ech);
    Some(Found::at(first.map(|hello| hello.packet), text))
}

fn grease(scene: &Scene<'_>) -> Option<Found> {
    let hello = scene.hello?;
    let suites = hello.suites.iter().any(|code| is_grease(u64::from(*code)));
    let some = |codes: &[u16]| codes.iter().any(|code| is_grease(u64::from(*code)));
    let places = [
        (suites, "cipher_suites"),
        (some(&hello.extensions), "extensions"),
        (some(&hello.groups), "supported_groups"),
        (some(&hello.versions), "supported_versions"),
        (some(&hello.key_share_groups), "key_share"),
        (some(&hello.signature_schemes), "signature_algorithms"),
    ];
    let places = places
        .iter()
        .filter(|(seen, _)| *seen)
        .map(|(_, place)| *place);
    let places = places.collect::<Vec<_>>().join(", ");
    if places.is_empty() {
        return None;
    }
    let text = text!(en: "The client strews values without meaning into {places} (GREASE, as Chrome and its kin do): a server that stumbles over them would stumble over the next version of TLS too.", ko: "클라이언트가 뜻 없는 값을 섞어 넣었다({places}). Chrome 계열이 쓰는 GREASE이며, 여기에 걸려 넘어지는 서버는 다음 버전의 TLS에도 걸려 넘어진다.");
    Some(Found::at(hello.packet, text))
}

fn client_certificate(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls?;
    let one = tls.chain(Side::Client).next()?;
    let subject = quote(&one.subject);
    let hidden = tls.version.is_some_and(|version| version.is_tls13());
    let text = if hidden {
        text!(en: "The client showed a certificate ({subject}) under encryption: both ends are authenticated, and only the server learns who the client is.", ko: "클라이언트가 암호화 아래에서 인증서를 보였다({subject}). 양 끝이 모두 인증되며, 클라이언트가 누구인지는 서버만 안다.")
    } else {
        text!(en: "The client showed a certificate ({subject}) in the clear: both ends are authenticated, and everyone on the path reads who the client is.", ko: "클라이언트가 암호화 없이 인증서를 보였다({subject}). 양 끝이 모두 인증되지만, 경로의 누구나 클라이언트가 누구인지 읽을 수 있다.")
    };
    Some(Found::at(one.packet, text))
}

fn heartbeat(scene: &Scene<'_>) -> Option<Found> {
    let hello = scene
        .hello
        .filter(|hello| hello.extensions.contains(&HEARTBEAT))?;
    let taken = scene
        .answer
        .filter(|hello| hello.extensions.contains(&HEARTBEAT));
    let records = scene.tls?.records.heartbeat;
    Some(match taken {
        Some(answer) => Found::at(
            answer.packet,
            text!(en: "Client and server agreed on heartbeat, and heartbeat records were sent ({records}): a server of before April 2014 may leak its memory through it (Heartbleed).", ko: "클라이언트와 서버가 heartbeat를 쓰기로 했고 heartbeat 레코드가 오갔다({records}개). 2014년 4월 이전의 서버라면 이것으로 메모리가 샐 수 있다(Heartbleed)."),
        )
        .level(if records > 0 { Level::Warning } else { Level::Note }),
        None => Found::at(
            hello.packet,
            Text::new(
                "The client offers heartbeat, an echo inside TLS; the server did not take it up.",
                "클라이언트가 TLS 안의 메아리인 heartbeat를 제안했고, 서버는 받아들이지 않았다.",
            ),
        ),
    })
}

fn swapped(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls.filter(|tls| tls.roles_swapped)?;
    let (tcp_server, tcp_client) = (scene.connection.server, scene.connection.client);
    let text = text!(en: "{tcp_client} opened the TCP connection, but {tcp_server} sent the ClientHello: in TLS the roles are the other way round.", ko: "TCP 연결을 연 쪽: {tcp_client}. ClientHello를 보낸 쪽: {tcp_server}. TLS에서는 역할이 거꾸로이다.");
    let first = tls.client_hellos.first().map(|hello| hello.packet);
    Some(Found::at(first, text))
}

fn proof_failed(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls?;
    let failed = tls.proofs.iter().filter(|(_, verdict)| match verdict {
        Verdict::Fails => true,
        Verdict::Holds | Verdict::NotReached => false,
    });
    let names = list(failed.map(|(name, _)| *name), 4);
    (!names.is_empty()).then(|| {
        Found::nowhere(text!(en: "Computed again from the capture and the secrets, these do not equal what stood on the wire: {names}. Bytes were changed, or a key or secret is not the right one.", ko: "캡처와 비밀로 다시 계산하니 선로의 값과 다르다: {names}. 바이트가 바뀌었거나, 쓰인 키나 비밀이 맞는 것이 아니다."))
    })
}
