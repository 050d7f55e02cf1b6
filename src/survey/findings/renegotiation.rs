//! A second handshake inside the first (before TLS 1.3), and whether it is tied to it (RFC 5746).

use crate::dissect::tls::codes::version::Version;
use crate::survey::findings::kind::{Found, Kind};
use crate::survey::findings::scene::Scene;
use crate::text;

/// The extension renegotiation_info, and the suite that says the same.
const INFO: u16 = 0xff01;
const SCSV: u32 = 0x00ff;

#[rustfmt::skip] // one argument a line
pub(super) static KINDS: &[Kind] = &[
    Kind::note(
        "renegotiated", ("renegotiated", "재협상"), "RFC 5246 §7.4.1.1", renegotiated,
        "A new handshake began inside the connection, under the keys of the first: to ask for a client certificate later, or for fresh keys. TLS 1.3 has no such thing.",
        "연결 안에서, 첫 핸드셰이크의 키 아래 새 핸드셰이크가 시작되었다. 나중에 클라이언트 인증서를 요구하거나 키를 새로 하려는 것이다. TLS 1.3에는 없다.",
    ),
    Kind::error(
        "insecure_renegotiation", ("insecure renegotiation", "안전하지 않은 재협상"), "RFC 5746 §1", insecure,
        "The connection was renegotiated without renegotiation_info: an attacker could have put bytes of its own before the client's first ones.",
        "renegotiation_info 없이 재협상했다. 공격자가 클라이언트의 첫 바이트 앞에 제 바이트를 끼워 넣을 수 있었다.",
    ),
    Kind::note(
        "no_renegotiation_info", ("no renegotiation_info", "renegotiation_info 없음"), "RFC 5746 §3.6", not_told,
        "One end does not know secure renegotiation: as long as nobody renegotiates nothing is lost, but it dates the software to before 2010.",
        "한쪽이 안전한 재협상을 모른다. 재협상하지 않는 한 잃을 것은 없지만, 2010년 이전의 소프트웨어라는 뜻이다.",
    ),
];

/// Whether the last hellos of client and server speak of secure renegotiation.
fn tied(scene: &Scene<'_>) -> Option<[bool; 2]> {
    let (hello, answer) = (scene.hello?, scene.answer?);
    let client = hello.extensions.contains(&INFO) || hello.suites.contains(&SCSV);
    Some([client, answer.extensions.contains(&INFO)])
}

fn renegotiated(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls?;
    let packet = tls.renegotiated?;
    let version = tls.version.unwrap_or(Version::TLS12);
    let text = text!(en: "A second handshake began inside this {version} connection, under the keys of the first: usually the server wants a client certificate for what was asked for.", ko: "이 {version} 연결 안에서 첫 핸드셰이크의 키 아래 두 번째 핸드셰이크가 시작되었다. 대개는 요청받은 것에 대해 서버가 클라이언트 인증서를 원하는 경우이다.");
    Some(Found::at(packet, text))
}

fn insecure(scene: &Scene<'_>) -> Option<Found> {
    let packet = scene.tls?.renegotiated?;
    let [client, server] = tied(scene)?;
    let (en, ko) = match (client, server) {
        (true, true) => return None,
        (false, false) => ("neither end", "양 끝 모두"),
        (false, true) => ("the client never", "클라이언트 쪽에서"),
        (true, false) => ("the server never", "서버 쪽에서"),
    };
    let text = text!(en: "The connection was renegotiated, and {en} sent renegotiation_info: the second handshake is not tied to the first, so an attacker may have begun the connection and let the client continue it.", ko: "재협상을 했는데 {ko} renegotiation_info를 보내지 않았다. 두 번째 핸드셰이크가 첫 번째에 묶이지 않아, 공격자가 시작한 연결을 클라이언트가 이어 간 것일 수 있다.");
    Some(Found::at(packet, text))
}

fn not_told(scene: &Scene<'_>) -> Option<Found> {
    scene
        .version
        .filter(|version| (0x0300..=0x0303).contains(&version.0))?;
    if scene.tls?.renegotiated.is_some() {
        return None;
    }
    let answer = scene.answer?;
    let (en, ko) = match tied(scene)? {
        [true, true] => return None,
        [true, false] => (
            "The client knows secure renegotiation, the server does not answer it",
            "클라이언트는 안전한 재협상을 알지만 서버가 답하지 않는다",
        ),
        [false, _] => (
            "The client does not speak of secure renegotiation",
            "클라이언트가 안전한 재협상을 말하지 않는다",
        ),
    };
    let text = text!(en: "{en}: nothing is lost while nobody renegotiates, but such software is from before 2010.", ko: "{ko}. 재협상하지 않는 한 잃을 것은 없지만, 2010년 이전의 소프트웨어라는 뜻이다.");
    Some(Found::at(answer.packet, text))
}
