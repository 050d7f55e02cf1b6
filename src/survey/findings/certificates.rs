//! A certificate by itself, at the time of the capture: its dates, its names, its key, its signature.

use crate::base::side::Side;
use crate::base::text::plural;
use crate::base::time::Time;
use crate::keys::certificate::date;
use crate::survey::findings::kind::{Found, Kind};
use crate::survey::findings::name::{common_name, covered};
use crate::survey::findings::quote::{list, quote};
use crate::survey::findings::scene::Scene;
use crate::survey::seen::Certificate;
use crate::text;
use crate::trust::bounds;
use crate::trust::moment::Moment;

const DAY: u64 = 86_400;

/// SSL was born in 1994: a capture from before has a clock that was never set.
const FIRST_SSL: Time = Time::seconds(757_382_400);

#[rustfmt::skip] // one argument a line
pub(super) static KINDS: &[Kind] = &[
    Kind::warning(
        "certificate_expired", ("certificate expired", "만료된 인증서"), "RFC 5280 §4.1.2.5", expired,
        "A certificate was past its end when the connection was made: its authority no longer vouches for the key, nor says whether it was stolen.",
        "연결할 때 인증서의 유효 기간이 이미 끝나 있었다. 인증 기관은 더 이상 그 키를 보증하지 않으며, 도난당했는지도 알려 주지 않는다.",
    ),
    Kind::warning(
        "certificate_not_yet_valid", ("certificate not yet valid", "아직 유효하지 않은 인증서"), "RFC 5280 §4.1.2.5", not_yet_valid,
        "A certificate was not valid yet when the connection was made: most often a clock is wrong at one end.",
        "연결할 때 인증서의 유효 기간이 아직 시작되지 않았다. 대개는 한쪽의 시계가 틀린 것이다.",
    ),
    Kind::warning(
        "name_mismatch", ("name does not match", "이름이 맞지 않음"), "RFC 9525 §6", name_mismatch,
        "The server's certificate is not for the name the client asked for: the chain may be fine, but it proves somebody else.",
        "서버의 인증서가 클라이언트가 찾은 이름의 것이 아니다. 인증서 사슬은 멀쩡해도 다른 누군가를 증명할 뿐이다.",
    ),
    Kind::note(
        "common_name_only", ("name in CN only", "CN에만 있는 이름"), "RFC 9525 §2", common_name_only,
        "The certificate names its host in the subject's common name only, where clients of today no longer look.",
        "인증서가 호스트 이름을 주체의 CN에만 적었다. 오늘날의 클라이언트는 거기를 보지 않는다.",
    ),
    Kind::warning(
        "self_signed", ("self-signed certificate", "자체 서명 인증서"), "RFC 5280 §3.2", self_signed,
        "The leaf certificate names itself as its issuer: anyone can make one in the name of anyone, so it proves nothing unless it was installed beforehand.",
        "말단 인증서의 발급자가 자기 자신이다. 누구든 누구의 이름으로나 만들 수 있으므로, 미리 설치해 두지 않았다면 아무것도 증명하지 못한다.",
    ),
    Kind::warning(
        "weak_certificate_signature", ("weak certificate signature", "약한 인증서 서명"), "RFC 8446 §4.4.2.4", weak_signature,
        "A certificate is signed over MD5 or SHA-1, hashes that collide: MD5 gave two different certificates with one signature, and SHA-1 is within reach.",
        "MD5나 SHA-1 해시로 서명한 인증서이다. 둘 다 충돌을 만들 수 있다. MD5로는 한 서명이 맞는 서로 다른 두 인증서를 실제로 만들었고, SHA-1도 가능한 범위에 있다.",
    ),
    Kind::warning(
        "small_key", ("key too small", "너무 작은 키"), "RFC 9325 §4.5", small_key,
        "The key in a certificate is too short: with enough machines the private key can be computed from it.",
        "인증서의 키가 너무 짧다. 기계가 충분하면 공개 키에서 개인 키를 계산해 낼 수 있다.",
    ),
    Kind::note(
        "long_lifetime", ("long certificate lifetime", "너무 긴 인증서 수명"), "RFC 5280 §4.1.2.5", long_lifetime,
        "A server's certificate is valid for very long: a stolen key stays useful all that time. Public authorities may not go beyond 398 days since September 2020, nor beyond 200 since March 2026.",
        "서버 인증서의 유효 기간이 매우 길다. 키를 도둑맞으면 그동안 내내 쓰일 수 있다. 공인 인증 기관은 2020년 9월부터 398일을, 2026년 3월부터 200일을 넘길 수 없다.",
    ),
];

/// Every certificate that could be read, with who showed it and its place in the chain, from 1.
fn each<'c>(scene: &Scene<'c>) -> impl Iterator<Item = (usize, &'c Certificate)> {
    let tls = scene.tls;
    Side::BOTH.into_iter().flat_map(move |side| {
        let chain = tls.into_iter().flat_map(move |tls| tls.chain(side));
        let numbered = chain.enumerate().map(|(n, one)| (n + 1, one));
        numbered.filter(|(_, one)| one.readable)
    })
}

fn leaf<'c>(scene: &Scene<'c>) -> Option<&'c Certificate> {
    let first = scene.tls?.chain(Side::Server).next();
    first.filter(|one| one.readable)
}

/// When the connection was made, if the capture's clock was ever set.
fn now(scene: &Scene<'_>) -> Option<Time> {
    Some(scene.connection.start).filter(|now| *now > FIRST_SSL)
}

fn expired(scene: &Scene<'_>) -> Option<Found> {
    let now = now(scene)?;
    let (n, one) = each(scene).find(|(_, one)| one.not_after < now)?;
    let days = now.since(one.not_after).as_secs() / DAY;
    let (ago, ago_ko) = match days {
        0 => ("hours".to_owned(), "몇 시간".to_owned()),
        _ => (format!("{days} day{}", plural(days)), format!("{days}일")),
    };
    let (who, subject) = (one.from.text(), quote(&one.subject));
    let [end, now] = [one.not_after, now].map(date);
    let (en, ko) = (who.en, who.ko);
    let text = text!(en: "Certificate {n} of the {en}'s chain ({subject}) ended on {end}, {ago} before this connection ({now}): its authority no longer vouches for the key.", ko: "{ko} 인증서 사슬의 {n}번째 인증서({subject})의 유효 기간은 이 연결({now})보다 {ago_ko} 앞서 끝났다({end}). 인증 기관은 더 이상 그 키를 보증하지 않는다.");
    Some(Found::at(one.packet, text))
}

fn not_yet_valid(scene: &Scene<'_>) -> Option<Found> {
    let now = now(scene)?;
    let (n, one) = each(scene).find(|(_, one)| one.not_before > now)?;
    let (who, subject) = (one.from.text(), quote(&one.subject));
    let [start, now] = [one.not_before, now].map(date);
    let (en, ko) = (who.en, who.ko);
    let text = text!(en: "Certificate {n} of the {en}'s chain ({subject}) is valid from {start} only, but the connection was made on {now}: check the clocks first.", ko: "{ko} 인증서 사슬의 {n}번째 인증서({subject})는 {start} 이후에만 유효하다. 연결한 시점: {now}. 먼저 시계부터 확인한다.");
    Some(Found::at(one.packet, text))
}

/// With an accepted Encrypted ClientHello the name seen is not the name meant.
fn wanted<'c>(scene: &Scene<'c>) -> Option<&'c str> {
    let tls = scene.tls?;
    tls.sni()
        .filter(|_| tls.ech != crate::survey::tls::Ech::Accepted)
}

fn name_mismatch(scene: &Scene<'_>) -> Option<Found> {
    let (wanted, leaf) = (wanted(scene)?, leaf(scene)?);
    let common = common_name(&leaf.subject).map(str::to_owned);
    if covered(&leaf.names, wanted) {
        return None;
    }
    if leaf.names.is_empty() && common.is_some_and(|common| covered(&[common], wanted)) {
        return None;
    }
    let wanted = quote(wanted);
    let text = if leaf.names.is_empty() {
        let subject = quote(&leaf.subject);
        text!(en: "The client asked for {wanted}, and the server's certificate has no subjectAltName and no common name that fits ({subject}): it cannot prove that this is the server meant.", ko: "클라이언트가 찾은 이름: {wanted}. 그런데 서버의 인증서에는 subjectAltName이 없고 CN도 맞지 않아({subject}), 이 서버가 찾던 서버임을 증명하지 못한다.")
    } else {
        let names = list(&leaf.names, 4);
        text!(en: "The client asked for {wanted}, but the server's certificate is for {names}: it proves who that is, not who was meant.", ko: "클라이언트가 찾은 이름: {wanted}. 서버 인증서의 이름: {names}. 이 인증서는 찾던 상대가 아니라 다른 이름의 주인을 증명한다.")
    };
    Some(Found::at(leaf.packet, text))
}

fn common_name_only(scene: &Scene<'_>) -> Option<Found> {
    let (wanted, leaf) = (wanted(scene)?, leaf(scene)?);
    let common = common_name(&leaf.subject)?.to_owned();
    if !leaf.names.is_empty() || !covered(std::slice::from_ref(&common), wanted) {
        return None;
    }
    let common = quote(&common);
    let text = text!(en: "The certificate has {common} as its subject's common name and no subjectAltName: programs of today look only there, so they would refuse it.", ko: "인증서에는 주체의 CN으로 {common} 이름이 있을 뿐 subjectAltName이 없다. 오늘날의 프로그램은 subjectAltName만 보므로 이 인증서를 거부할 것이다.");
    Some(Found::at(leaf.packet, text))
}

fn self_signed(scene: &Scene<'_>) -> Option<Found> {
    let leaf = leaf(scene).filter(|leaf| leaf.subject == leaf.issuer)?;
    let subject = quote(&leaf.subject);
    let text = text!(en: "The server's certificate names itself as its issuer ({subject}): anyone can make one like it, so it proves the server only to a client that had it beforehand.", ko: "서버 인증서의 발급자가 자기 자신이다({subject}). 누구나 똑같은 것을 만들 수 있으므로, 미리 받아 둔 클라이언트에게만 서버를 증명한다.");
    Some(Found::at(leaf.packet, text))
}

fn weak_signature(scene: &Scene<'_>) -> Option<Found> {
    // Nobody checks the signature of a root: it is trusted because it is installed.
    let (n, one, hash) = each(scene)
        .filter(|(n, one)| *n == 1 || one.subject != one.issuer)
        .find_map(|(n, one)| Some((n, one, broken_hash(&one.signature)?)))?;
    let (who, signature, subject) = (one.from.text(), quote(&one.signature), quote(&one.subject));
    let (en, ko) = (who.en, who.ko);
    let text = text!(en: "Certificate {n} of the {en}'s chain ({subject}) is signed with {signature}: {hash} collides, so one signature can be made to fit two certificates.", ko: "{ko} 인증서 사슬의 {n}번째 인증서({subject})의 서명 알고리즘: {signature}. {hash} 해시는 충돌을 만들 수 있어, 한 서명이 두 인증서에 맞도록 꾸밀 수 있다.");
    Some(Found::at(one.packet, text))
}

fn broken_hash(signature: &str) -> Option<&'static str> {
    let letters: String = signature
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let letters = letters.to_ascii_lowercase();
    let rest = letters.split("sha1").nth(1);
    if ["md2", "md4", "md5"]
        .iter()
        .any(|hash| letters.contains(hash))
    {
        return Some("MD5");
    }
    // "sha1" and no more digits: sha128 is no hash, but "sha1withrsa" is one.
    rest.filter(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
        .map(|_| "SHA-1")
}

fn small_key(scene: &Scene<'_>) -> Option<Found> {
    let (n, one, least) = each(scene).find_map(|(n, one)| Some((n, one, too_small(&one.key)?)))?;
    let (who, key, subject) = (one.from.text(), quote(&one.key), quote(&one.subject));
    let (en, ko) = (who.en, who.ko);
    let text = text!(en: "Certificate {n} of the {en}'s chain ({subject}) has the key {key}, where {least} bits are the least: the private key can be computed with enough machines.", ko: "{ko} 인증서 사슬의 {n}번째 인증서({subject})의 키: {key}. 적어도 {least}비트는 되어야 하며, 기계가 충분하면 개인 키를 계산해 낼 수 있다.");
    Some(Found::at(one.packet, text))
}

/// The least number of bits for a key of this kind, if it has fewer.
fn too_small(key: &str) -> Option<u32> {
    let upper = key.to_ascii_uppercase();
    let least = match () {
        () if upper.contains("ECDSA") || upper.starts_with("EC") || upper.starts_with("ED") => 224,
        () if upper.contains("RSA") || upper.contains("DSA") || upper.contains("DH") => 2048,
        () => return None,
    };
    let digits = key
        .rsplit(|c: char| !c.is_ascii_digit())
        .find(|part| part.len() >= 3)?;
    let bits: u32 = digits.parse().ok()?;
    (bits < least).then_some(least)
}

fn long_lifetime(scene: &Scene<'_>) -> Option<Found> {
    let leaf = leaf(scene)?;
    let [from, to] = [leaf.not_before, leaf.not_after].map(Moment::from);
    let days = bounds::days(from, to);
    let most = bounds::lifetime(from)?.most;
    if days <= most {
        return None;
    }
    let [start, end] = [leaf.not_before, leaf.not_after].map(date);
    let text = text!(en: "The server's certificate is valid for {days} days ({start} to {end}), where public authorities of its time stop at {most}: a stolen key would stay useful as long.", ko: "서버 인증서의 유효 기간이 {days}일이다({start} ~ {end}). 당시 공인 인증 기관의 한도는 {most}일이며, 키를 도둑맞으면 그만큼 오래 쓰일 수 있다.");
    Some(Found::at(leaf.packet, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_hashes_are_read_from_their_words() {
        assert_eq!(too_small("RSA 1024"), Some(2048));
        assert_eq!(too_small("RSA 2048"), None);
        assert_eq!(too_small("ECDSA P-256"), None);
        assert_eq!(too_small("ECDSA P-192"), Some(224));
        assert_eq!(too_small("ML-DSA-44"), None);
        assert_eq!(broken_hash("sha1WithRSAEncryption"), Some("SHA-1"));
        assert_eq!(broken_hash("ecdsa-with-SHA1"), Some("SHA-1"));
        assert_eq!(broken_hash("md5WithRSAEncryption"), Some("MD5"));
        assert_eq!(broken_hash("sha256WithRSAEncryption"), None);
        assert_eq!(broken_hash("ecdsa-with-SHA512"), None);
    }
}
