//! The certificates of the server as a chain: each one's issuer should come next (RFC 8446 §4.4.2).

use crate::base::side::Side;
use crate::survey::findings::kind::{Found, Kind};
use crate::survey::findings::quote::quote;
use crate::survey::findings::scene::Scene;
use crate::survey::seen::Certificate;
use crate::text;

#[rustfmt::skip] // one argument a line
pub(super) static KINDS: &[Kind] = &[
    Kind::note(
        "chain_out_of_order", ("chain out of order", "순서가 틀린 인증서 사슬"), "RFC 8446 §4.4.2", out_of_order,
        "The issuer of a certificate is in the chain, but not right after it: most clients sort it out, old ones fail.",
        "인증서의 발급자가 인증서 사슬에 있기는 하지만 바로 다음이 아니다. 대부분의 클라이언트는 알아서 정리하지만 오래된 것은 실패한다.",
    ),
    Kind::note(
        "missing_intermediate", ("intermediate missing", "중간 인증서 빠짐"), "RFC 8446 §4.4.2", missing,
        "Only the leaf was sent: unless a root signed it directly, clients that do not remember the intermediate from elsewhere cannot build a path.",
        "말단 인증서만 보냈다. 루트가 직접 서명한 것이 아니라면, 중간 인증서를 다른 곳에서 얻어 두지 않은 클라이언트는 경로를 만들 수 없다.",
    ),
    Kind::note(
        "root_sent", ("root sent along", "루트까지 보냄"), "RFC 8446 §4.4.2", root,
        "The root was sent along: a client trusts it only if it is installed already, so these bytes help nobody.",
        "루트까지 함께 보냈다. 클라이언트는 이미 설치해 둔 루트만 믿으므로 이 바이트는 아무에게도 도움이 되지 않는다.",
    ),
    Kind::note(
        "stray_certificate", ("stray certificate", "무관한 인증서"), "RFC 8446 §4.4.2", stray,
        "A certificate in the chain has issued none of the others: it costs bytes in every handshake and leads nowhere.",
        "인증서 사슬에 든 한 인증서가 다른 어느 것도 발급하지 않았다. 핸드셰이크마다 바이트만 들 뿐 아무 데도 이어지지 않는다.",
    ),
];

fn own(one: &Certificate) -> bool {
    one.subject == one.issuer
}

fn chain<'c>(scene: &Scene<'c>) -> Option<Vec<&'c Certificate>> {
    let chain: Vec<_> = scene.tls?.chain(Side::Server).collect();
    (!chain.is_empty()).then_some(chain)
}

fn out_of_order(scene: &Scene<'_>) -> Option<Found> {
    let chain = chain(scene)?;
    for (n, (one, next)) in chain.iter().zip(chain.iter().skip(1)).enumerate() {
        if own(one) || one.issuer == next.subject {
            continue;
        }
        let Some(at) = chain.iter().position(|other| other.subject == one.issuer) else {
            continue;
        };
        let (n, at, issuer) = (n + 1, at + 1, quote(&one.issuer));
        let text = text!(en: "The issuer of certificate {n} ({issuer}) should follow it, but stands at place {at} of the chain: the client has to sort before it can verify.", ko: "{n}번째 인증서의 발급자({issuer})는 바로 다음에 와야 하지만 인증서 사슬의 {at}번째에 있다. 클라이언트는 검증하기 전에 순서부터 맞춰야 한다.");
        return Some(Found::at(one.packet, text));
    }
    None
}

fn missing(scene: &Scene<'_>) -> Option<Found> {
    let chain = chain(scene)?;
    let [leaf] = chain.as_slice() else {
        return None;
    };
    if own(leaf) {
        return None;
    }
    let issuer = quote(&leaf.issuer);
    let text = text!(en: "The server sent its leaf alone, issued by {issuer}: unless that is a root the client trusts, the client needs that certificate too and has to know it from elsewhere.", ko: "서버가 말단 인증서만 보냈다. 발급자: {issuer}. 이것이 클라이언트가 신뢰하는 루트가 아니라면 그 인증서도 필요하며, 클라이언트가 다른 곳에서 알고 있어야 한다.");
    Some(Found::at(leaf.packet, text))
}

fn root(scene: &Scene<'_>) -> Option<Found> {
    let chain = chain(scene)?;
    let (n, root) = chain.iter().enumerate().skip(1).find(|(_, one)| own(one))?;
    let (n, subject) = (n + 1, quote(&root.subject));
    let text = text!(en: "Certificate {n} of the chain is a root ({subject}): the client either has it already or does not trust it, so sending it only costs bytes.", ko: "인증서 사슬의 {n}번째 인증서는 루트이다({subject}). 클라이언트에게 이미 있거나, 없다면 신뢰하지 않으므로, 보내 봐야 바이트만 든다.");
    Some(Found::at(root.packet, text))
}

fn stray(scene: &Scene<'_>) -> Option<Found> {
    let chain = chain(scene)?;
    let issued = |subject: &str| chain.iter().any(|one| !own(one) && one.issuer == subject);
    let mut rest = chain.iter().enumerate().skip(1);
    let (n, stray) = rest.find(|(_, one)| !own(one) && !issued(&one.subject))?;
    let (n, subject) = (n + 1, quote(&stray.subject));
    let text = text!(en: "Certificate {n} of the chain ({subject}) has issued none of the others: it costs bytes in every handshake and leads nowhere.", ko: "인증서 사슬의 {n}번째 인증서({subject})는 다른 어느 것도 발급하지 않았다. 핸드셰이크마다 바이트만 들 뿐 아무 데도 이어지지 않는다.");
    Some(Found::at(stray.packet, text))
}
