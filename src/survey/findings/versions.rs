//! Which version was agreed on, and whether somebody pressed it down.

use crate::base::field::is_grease;
use crate::base::level::Level;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::Version;
use crate::survey::findings::kind::{Found, Kind};
use crate::survey::findings::scene::Scene;
use crate::text;

/// SSL 2.0.
const SSL2: u16 = 0x0002;

pub(super) static KINDS: &[Kind] = &[
    Kind::warning(
        "old_version",
        ("old version", "낡은 버전"),
        "RFC 8996 §2",
        old,
        "The version agreed on is out of date: SSL 2.0 and 3.0 are broken (RFC 6176, RFC 7568), TLS 1.0 and 1.1 are deprecated because they lean on MD5 and SHA-1 and on CBC without protection (RFC 8996).",
        "합의한 버전이 낡았다. SSL 2.0과 3.0은 깨졌고(RFC 6176, RFC 7568), TLS 1.0과 1.1은 MD5와 SHA-1, 보호 없는 CBC에 기대기 때문에 폐기되었다(RFC 8996).",
    ),
    Kind::warning(
        "old_version_offered",
        ("old version offered at most", "낡은 버전까지만 제안"),
        "RFC 8996 §3",
        old_offered,
        "The client knows no version from TLS 1.2 on, so a server of today must turn it away.",
        "클라이언트가 TLS 1.2 이후의 버전을 모른다. 오늘날의 서버는 이런 클라이언트를 돌려보내야 한다.",
    ),
    Kind::note(
        "old_version_allowed",
        ("old version allowed", "낡은 버전 허용"),
        "RFC 8996 §3",
        old_allowed,
        "The client would still go down to a deprecated version, which gives an attacker something to aim for.",
        "클라이언트가 폐기된 버전까지 내려갈 뜻을 보인다. 공격자에게는 노려볼 만한 목표가 된다.",
    ),
    Kind::note(
        "draft_version",
        ("draft of TLS 1.3", "TLS 1.3 초안"),
        "RFC 8446 §4.2.1",
        draft,
        "A draft of TLS 1.3 was agreed on: programs from before August 2018, whose bytes differ from the final standard.",
        "TLS 1.3의 초안으로 합의했다. 2018년 8월 이전의 프로그램이며, 바이트가 최종 표준과 다르다.",
    ),
    Kind::warning(
        "ssl2_hello",
        ("SSL 2.0 hello", "SSL 2.0 형식의 헬로"),
        "RFC 6176 §3",
        ssl2_hello,
        "The ClientHello has the form of SSL 2.0, which has no room for extensions; sent once so that servers of the 1990s would understand it, it is forbidden today.",
        "ClientHello가 SSL 2.0의 형식이라 확장을 실을 자리가 없다. 1990년대 서버가 알아듣게 하려던 것으로, 지금은 금지되어 있다.",
    ),
    Kind::error(
        "downgrade_marker",
        ("downgrade marker", "다운그레이드 표시"),
        "RFC 8446 §4.1.3",
        downgrade,
        "The last eight bytes of the server's random say that it could do better than the version it chose. If the client had offered more, somebody on the path took the offer out.",
        "서버 random의 마지막 여덟 바이트가, 고른 버전보다 높은 버전도 쓸 수 있었음을 알린다. 클라이언트가 더 높은 버전을 제안했는데도 그렇다면 경로의 누군가가 그 제안을 지운 것이다.",
    ),
    Kind::note(
        "fallback",
        ("fallback (SCSV)", "낮춘 재시도(SCSV)"),
        "RFC 7507 §4",
        fallback,
        "The client says with TLS_FALLBACK_SCSV that it has come back with a lower version after a failure, so that a server that could do better can stop a forced downgrade.",
        "클라이언트가 TLS_FALLBACK_SCSV로, 실패한 뒤 버전을 낮춰 다시 왔다고 알린다. 더 높은 버전을 쓸 수 있는 서버가 강요된 다운그레이드를 멈출 수 있게 하려는 것이다.",
    ),
];

/// Where the version is forbidden.
fn forbidden(version: Version) -> Option<&'static str> {
    match version.0 {
        SSL2 => Some("RFC 6176 §3"),
        0x0300 => Some("RFC 7568 §3"),
        0x0301 => Some("RFC 8996 §4"),
        0x0302 => Some("RFC 8996 §5"),
        0xfeff => Some("RFC 8996 §2"),
        _ => None,
    }
}

fn old(scene: &Scene<'_>) -> Option<Found> {
    let version = scene.version?;
    let rfc = forbidden(version)?;
    let level = if version.0 <= 0x0300 {
        Level::Error
    } else {
        Level::Warning
    };
    let offered = scene.tls?.version_offered;
    let text = match offered.filter(|offered| *offered != version) {
        Some(offered) => {
            text!(en: "The server chose {version} although the client offered {offered}: the server is what is out of date, and {rfc} forbids this version.", ko: "클라이언트는 {offered} 버전을 제안했는데 서버가 {version} 버전을 골랐다. 낡은 쪽은 서버이며, 이 버전은 금지되어 있다({rfc}).")
        }
        None => {
            text!(en: "The two ends agreed on {version}, the highest the client offered: the client is what holds this connection back, and {rfc} forbids this version.", ko: "양 끝이 {version} 버전에 합의했고, 이것이 클라이언트가 제안한 가장 높은 버전이다. 발목을 잡는 쪽은 클라이언트이며, 이 버전은 금지되어 있다({rfc}).")
        }
    };
    Some(Found::at(scene.hello_packet(), text).rfc(rfc).level(level))
}

fn old_offered(scene: &Scene<'_>) -> Option<Found> {
    if scene.version.is_some() {
        return None;
    }
    let offered = scene.tls?.version_offered?;
    let rfc = forbidden(offered)?;
    let text = text!(en: "The highest version the client offers is {offered}, which {rfc} forbids: a server of today has nothing in common with it.", ko: "클라이언트가 제안하는 가장 높은 버전: {offered}. 금지된 버전이라({rfc}) 오늘날의 서버와는 공통된 버전이 없다.");
    Some(Found::at(scene.hello?.packet, text).rfc(rfc))
}

fn old_allowed(scene: &Scene<'_>) -> Option<Found> {
    let hello = scene.hello?;
    let real = hello
        .versions
        .iter()
        .filter(|code| !is_grease(u64::from(**code)));
    let lowest = Version(*real.filter(|code| **code <= 0x0304).min()?);
    let highest = scene.tls?.version_offered?;
    if !lowest.is_before_tls12() || highest == lowest {
        return None;
    }
    let text = text!(en: "The client's supported_versions goes from {highest} down to {lowest}: it would still talk a deprecated version with a server that knows no better.", ko: "클라이언트의 supported_versions 목록이 {highest} 버전부터 {lowest} 버전까지 이어진다. 더 나은 버전을 모르는 서버와는 폐기된 버전으로도 이야기하겠다는 뜻이다.");
    Some(Found::at(hello.packet, text))
}

fn draft(scene: &Scene<'_>) -> Option<Found> {
    let version = scene.version?;
    let number = u8::try_from(version.0.checked_sub(0x7f00)?).ok()?;
    let text = text!(en: "The two ends agreed on draft {number} of TLS 1.3, from before the standard of August 2018: only programs of that time still speak it.", ko: "양 끝이 TLS 1.3의 초안 {number}번으로 합의했다. 2018년 8월의 표준보다 앞선 것으로, 그 시절의 프로그램만 쓴다.");
    Some(Found::at(scene.hello_packet(), text))
}

fn ssl2_hello(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls?;
    let mut messages = tls.messages.iter();
    let message = messages.find(|message| message.ssl2 && message.code == 1)?;
    let offered = tls.version_offered.unwrap_or(Version(SSL2));
    let text = text!(en: "The ClientHello has the form of SSL 2.0 and offers {offered}: this form has no extensions, so neither a server name nor any later repair of TLS can be said in it.", ko: "ClientHello가 SSL 2.0의 형식으로 {offered} 버전을 제안한다. 이 형식에는 확장이 없어 서버 이름도, TLS가 나중에 고친 것들도 말할 수 없다.");
    Some(Found::at(message.packet, text))
}

fn downgrade(scene: &Scene<'_>) -> Option<Found> {
    let answer = scene.answer?;
    let able = Version(answer.downgrade?);
    let (chosen, offered) = (Version(answer.version), scene.tls?.version_offered?);
    if offered > chosen && !chosen.is_tls13() {
        let text = text!(en: "The client offered {offered} and got {chosen}, yet the server's random carries the downgrade marker of a server that could do more: somebody on the path changed the hello, and the client must abort.", ko: "클라이언트는 {offered} 버전을 제안하고 {chosen} 버전을 받았다. 그런데 서버 random에는 더 높은 버전을 쓸 수 있는 서버의 다운그레이드 표시가 있다. 경로의 누군가가 헬로를 바꾼 것이므로 클라이언트는 중단해야 한다.");
        return Some(Found::at(answer.packet, text));
    }
    let text = text!(en: "The server's random carries the downgrade marker ({able}) beside {chosen}: it could do more, but the client offered no more than {offered}, so this is how it should be.", ko: "서버가 {chosen} 버전을 골랐고 random에 다운그레이드 표시({able})가 있다. 서버는 더 높은 버전도 쓸 수 있지만 클라이언트가 제안한 것이 {offered} 버전까지이므로 정상이다.");
    Some(Found::at(answer.packet, text).level(Level::Note))
}

fn fallback(scene: &Scene<'_>) -> Option<Found> {
    let hello = scene.hello?;
    let offered = scene.tls?.version_offered?;
    hello.suites.contains(&u32::from(Suite::FALLBACK_SCSV.0)).then(|| {
        let text = text!(en: "The client offers only {offered} and adds TLS_FALLBACK_SCSV: an earlier try with a higher version failed, and a server that knows a higher one should answer inappropriate_fallback.", ko: "클라이언트가 {offered} 버전까지만 제안하면서 TLS_FALLBACK_SCSV를 덧붙였다. 더 높은 버전으로 한 앞선 시도가 실패했다는 뜻이며, 더 높은 버전을 아는 서버는 inappropriate_fallback으로 답해야 한다.");
        Found::at(hello.packet, text)
    })
}
