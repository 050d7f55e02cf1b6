//! The likely cause of an alert, from what the two ends said before it.

use crate::base::field::is_grease;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::tls::codes::alert;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::handshake::HANDSHAKE_TYPES;
use crate::dissect::tls::codes::version::Version;
use crate::keys::certificate::date;
use crate::survey::findings::name::covered;
use crate::survey::findings::quote::{list, quote};
use crate::survey::findings::scene::Scene;
use crate::survey::seen::{Alert, Certificate};
use crate::survey::suite;
use crate::text;

/// Why `one` was sent, as far as the connection itself shows.
pub(super) fn cause(scene: &Scene<'_>, one: &Alert) -> Text {
    let said = match one.code {
        40 | 71 => nothing_in_common(scene, one),
        70 => version(scene, one),
        86 => fallback(scene),
        42..=46 | 48 | 49 => refused_certificate(scene, one),
        109 => missing_extension(scene),
        112 => name(scene),
        120 => protocols(scene),
        115 => Some(Text::new(
            "The server does not know the pre-shared key the client named: its tickets may be from before a restart.",
            "클라이언트가 이름을 댄 사전 공유 키를 서버가 모른다. 티켓이 서버를 다시 시작하기 전의 것일 수 있다.",
        )),
        116 => Some(Text::new(
            "The server insists on a client certificate, and the client answered with an empty list.",
            "서버가 클라이언트 인증서를 꼭 요구하는데 클라이언트는 빈 목록으로 답했다.",
        )),
        20 | 21 | 51 => Some(Text::new(
            "The two ends do not hold the same keys, or bytes were changed on the way: a wrong pre-shared key, a signature by another key, or a middlebox that edits.",
            "양 끝의 키가 다르거나 도중에 바이트가 바뀌었다. 사전 공유 키가 틀렸거나, 다른 키로 서명했거나, 중간 장비가 내용을 고친 것이다.",
        )),
        10 => unexpected(scene),
        100 => Some(Text::new(
            "It does not renegotiate inside a connection; a new connection would do.",
            "연결 안에서는 재협상하지 않는다. 새 연결을 열면 된다.",
        )),
        _ => None,
    };
    said.or_else(|| alert::Alert(one.code).meaning().map(Text::from))
        .unwrap_or(Text::EMPTY)
}

fn versions(scene: &Scene<'_>) -> Option<String> {
    let hello = scene.hello?;
    let real: Vec<u16> = hello
        .versions
        .iter()
        .copied()
        .filter(|code| !is_grease((*code).into()))
        .collect();
    match real.as_slice() {
        [] => Some(Version(hello.legacy_version).name()),
        codes => Some(list(codes.iter().map(|code| Version(*code).name()), 6)),
    }
}

/// The server saw the hello and found nothing it could use; or the client could not use the answer.
fn nothing_in_common(scene: &Scene<'_>, one: &Alert) -> Option<Text> {
    let hello = scene.hello?;
    if let Some(answer) = scene.answer {
        let suite = suite::name(answer.suite);
        let who = one.from.text();
        let (en, ko) = (who.en, who.ko);
        return Some(
            text!(en: "The server had already chosen {suite}; what the {en} could not accept came after it, such as a group, a signature or a missing client certificate.", ko: "서버는 이미 {suite} 암호 모음을 골랐다. {ko} 쪽에서 받아들이지 못한 것은 그 뒤에 온 그룹이나 서명, 또는 빠진 클라이언트 인증서이다."),
        );
    }
    let real = |code: &&u32| !is_grease(u64::from(**code)) && !matches!(**code, 0x00ff | 0x5600);
    let suites: Vec<_> = hello
        .suites
        .iter()
        .filter(real)
        .map(|code| suite::name(*code))
        .collect();
    let suites = list(&suites, 3);
    let groups = hello
        .groups
        .iter()
        .filter(|code| !is_grease(u64::from(**code)));
    let groups = list(groups.map(|code| Group(*code).name()), 4);
    let versions = versions(scene)?;
    if hello.sni.is_none() && one.from == Side::Server {
        return Some(
            text!(en: "The client offered {versions} with the cipher suites {suites} and named no server (server_name is missing), without which many servers have no certificate to show.", ko: "클라이언트의 제안: {versions}, 암호 모음 {suites}. 찾는 서버 이름(server_name)이 없는데, 많은 서버는 그것이 없으면 보일 인증서를 고르지 못한다."),
        );
    }
    if groups.is_empty() {
        return Some(
            text!(en: "The client offered {versions} with the cipher suites {suites} and no groups; the server needs something that is not among them.", ko: "클라이언트의 제안: {versions}, 암호 모음 {suites}, 그룹 없음. 서버에 필요한 것이 그 안에 없다."),
        );
    }
    Some(
        text!(en: "The client offered {versions}, the cipher suites {suites} and the groups {groups}; the server needs a suite, group or signature scheme that is not among them.", ko: "클라이언트의 제안: {versions}, 암호 모음 {suites}, 그룹 {groups}. 서버에 필요한 암호 모음이나 그룹, 서명 방식이 그 안에 없다."),
    )
}

fn version(scene: &Scene<'_>, one: &Alert) -> Option<Text> {
    let versions = versions(scene)?;
    Some(match (one.from, scene.answer) {
        (Side::Client, Some(answer)) => {
            let chosen = Version(answer.version);
            text!(en: "The client offered {versions}, the server chose {chosen}, and the client will not go there.", ko: "클라이언트의 제안: {versions}. 서버의 선택: {chosen}. 클라이언트가 이 버전을 받아들이지 않는다.")
        }
        (Side::Client, None) | (Side::Server, _) => {
            text!(en: "The client offers {versions}; the server accepts none of these, most likely because it only speaks other ones: bring the older end up to date.", ko: "클라이언트의 제안: {versions}. 서버는 이 가운데 아무것도 받아들이지 않는다. 다른 버전만 쓰기 때문일 것이다. 오래된 쪽을 갱신해야 한다.")
        }
    })
}

fn fallback(scene: &Scene<'_>) -> Option<Text> {
    let versions = versions(scene)?;
    Some(
        text!(en: "The client came back with {versions} only (TLS_FALLBACK_SCSV), and the server knows a higher version: something made the client's first try fail, by accident or on purpose.", ko: "클라이언트가 다시 와서 {versions} 버전까지만 제안했는데(TLS_FALLBACK_SCSV) 서버는 더 높은 버전을 안다. 우연이든 고의든 클라이언트의 첫 시도를 실패하게 만든 것이 있다."),
    )
}

fn refused_certificate(scene: &Scene<'_>, one: &Alert) -> Option<Text> {
    let shown_by = one.from.peer();
    let tls = scene.tls?;
    let Some(leaf) = tls.chain(shown_by).next().filter(|leaf| leaf.readable) else {
        return Some(Text::new(
            "It is about a certificate that cannot be read here: it travelled encrypted, or was not captured.",
            "여기서는 읽을 수 없는 인증서에 관한 것이다. 암호화되어 지나갔거나 캡처되지 않았다.",
        ));
    };
    let chain: Vec<&Certificate> = tls.chain(shown_by).collect();
    // What the alert itself says comes first: unknown_ca is never about dates or names.
    match one.code {
        48 => untrusted(&chain, leaf),
        44 => {
            let subject = quote(&leaf.subject);
            Some(
                text!(en: "The authority has taken back a certificate of the chain shown, such as {subject}, as its list or OCSP answer says: the server needs a new one, and perhaps a new key.", ko: "인증 기관이 보인 사슬의 인증서를 취소했다(예: {subject}). 폐기 목록이나 OCSP 응답이 그렇게 말한다. 새 인증서가, 어쩌면 새 키도 필요하다."),
            )
        }
        _ => dates(scene, &chain)
            .or_else(|| wrong_name(scene, leaf, shown_by))
            .or_else(|| untrusted(&chain, leaf)),
    }
}

fn dates(scene: &Scene<'_>, chain: &[&Certificate]) -> Option<Text> {
    let now = scene.connection.start;
    if let Some(old) = chain.iter().find(|one| one.not_after < now) {
        let (subject, end) = (quote(&old.subject), date(old.not_after));
        return Some(
            text!(en: "The certificate {subject} had ended on {end}: it must be renewed.", ko: "인증서({subject})의 유효 기간이 이미 끝났다({end}). 갱신해야 한다."),
        );
    }
    let young = chain.iter().find(|one| one.not_before > now)?;
    let (subject, start) = (quote(&young.subject), date(young.not_before));
    Some(
        text!(en: "The certificate {subject} is valid from {start} only: check the clocks.", ko: "인증서({subject})는 {start} 이후에만 유효하다. 시계를 확인한다."),
    )
}

fn wrong_name(scene: &Scene<'_>, leaf: &Certificate, shown_by: Side) -> Option<Text> {
    let wanted = scene.tls?.sni().filter(|_| shown_by == Side::Server)?;
    if leaf.names.is_empty() || covered(&leaf.names, wanted) {
        return None;
    }
    let (wanted, names) = (quote(wanted), list(&leaf.names, 4));
    Some(
        text!(en: "The client asked for {wanted}, and the certificate is for {names}.", ko: "클라이언트가 찾은 이름: {wanted}. 인증서의 이름: {names}."),
    )
}

fn untrusted(chain: &[&Certificate], leaf: &Certificate) -> Option<Text> {
    if leaf.subject == leaf.issuer {
        let subject = quote(&leaf.subject);
        return Some(
            text!(en: "The certificate {subject} is signed by itself, and the other end does not have it among what it trusts.", ko: "인증서({subject})는 스스로 서명한 것이고, 상대가 신뢰하는 목록에 없다."),
        );
    }
    let (count, last) = (chain.len(), chain.last()?);
    let issuer = quote(&last.issuer);
    Some(
        text!(en: "The chain shown (length {count}) leads to {issuer}: either that authority is not trusted there, or an intermediate is missing.", ko: "보인 인증서 사슬의 길이: {count}개. 마지막 발급자: {issuer}. 상대가 그 인증 기관을 신뢰하지 않거나 중간 인증서가 빠졌다."),
    )
}

fn missing_extension(scene: &Scene<'_>) -> Option<Text> {
    let hello = scene.hello?;
    let needed = [
        (51, "key_share"),
        (10, "supported_groups"),
        (13, "signature_algorithms"),
        (0, "server_name"),
    ];
    let missing = needed
        .iter()
        .filter(|(code, _)| !hello.extensions.contains(code));
    let missing = list(missing.map(|(_, name)| *name), 4);
    (!missing.is_empty()).then(|| {
        text!(en: "The ClientHello has no {missing}, which TLS 1.3 cannot do without (RFC 8446 §9.2).", ko: "ClientHello에 없는 확장: {missing}. TLS 1.3은 이것 없이 진행할 수 없다(RFC 8446 §9.2).")
    })
}

fn name(scene: &Scene<'_>) -> Option<Text> {
    let wanted = quote(scene.tls?.sni()?);
    Some(
        text!(en: "The client asked for {wanted}, and this server has nothing under that name: the name is misspelled, or it leads to the wrong machine.", ko: "클라이언트가 찾은 이름: {wanted}. 이 서버는 그 이름을 맡고 있지 않다. 이름을 잘못 썼거나, 이름이 다른 기계로 이어진다."),
    )
}

fn protocols(scene: &Scene<'_>) -> Option<Text> {
    let offered = list(&scene.hello?.alpn, 6);
    (!offered.is_empty()).then(|| {
        text!(en: "The client offered the application protocols {offered} (ALPN), and the server speaks none of them.", ko: "클라이언트가 제안한 응용 프로토콜(ALPN): {offered}. 서버가 쓰는 것이 그 안에 없다.")
    })
}

fn unexpected(scene: &Scene<'_>) -> Option<Text> {
    let last = scene.tls?.messages.last()?;
    let name = HANDSHAKE_TYPES.name(last.code.into());
    let who = last.from.text();
    let (en, ko) = (who.en, who.ko);
    Some(
        text!(en: "The last message seen before it is {name} of the {en}: what came there, or after it, does not belong at this point.", ko: "그 앞에 마지막으로 보인 메시지: {ko} 쪽의 {name}. 그 메시지나 그 뒤에 온 것이 이 시점에 맞지 않는다."),
    )
}
