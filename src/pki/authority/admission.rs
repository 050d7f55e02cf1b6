//! What the authority lets into a certificate, and what it refuses, with the reason.

use crate::base::text::Text;
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::{Fence, Settings};
use crate::pki::authority::purpose::Purpose;
use crate::pki::fence;
use crate::pki::names::Name;
use crate::text;

/// Most names of one certificate: with more, some verifiers refuse it for its size.
pub const MOST_NAMES: usize = 100;

/// Whether `names` may stand in a certificate for `purposes`.
///
/// # Errors
/// The first that may not, and why.
pub fn check(names: &[Name], purposes: &[Purpose], settings: &Settings) -> Result<()> {
    for name in names {
        one(name, settings).map_err(|(what, hint)| Fault::refused(what, hint))?;
    }
    if names.len() > MOST_NAMES {
        return Err(Fault::refused(
            text!(en: "{count} names are too many for one certificate: at most {MOST_NAMES}", ko: "한 인증서에 이름이 너무 많음: {count}개 (최대 {MOST_NAMES}개)", count = names.len()),
            Text::new(
                "share them out over several certificates, or use a wildcard",
                "여러 인증서에 나누거나 와일드카드를 쓴다",
            ),
        ));
    }
    fitting(names, purposes)
}

/// Whether `name` may stand in a certificate of an authority with `settings`.
///
/// # Errors
/// If not: what is wrong, and what to try.
pub fn one(name: &Name, settings: &Settings) -> std::result::Result<(), (Text, Text)> {
    if let Name::Dns(dns) = name {
        whole_zone(name, dns)?;
    }
    match settings.fence {
        Fence::Reserved if !fence::RESERVED.holds(name) => Err((
            text!(en: "{name} is outside this authority's fence, and no certificate for it would be accepted", ko: "이 인증 기관의 울타리 밖에 있는 이름이라 발급해도 받아들여지지 않는다: {name}"),
            allowed(name),
        )),
        Fence::Reserved | Fence::None => Ok(()),
    }
}

/// What names of that kind are allowed, in words.
fn allowed(name: &Name) -> Text {
    match name {
        Name::Ip(_) => {
            let networks: Vec<String> = fence::RESERVED
                .networks
                .iter()
                .map(|(network, ones)| format!("{network}/{ones}"))
                .collect();
            text!(en: "addresses in {networks}", ko: "다음 안의 주소만 쓸 수 있다: {networks}", networks = networks.join(", "))
        }
        Name::Dns(_) | Name::Mail(_) | Name::Uri(_) => {
            text!(en: "names that are or end in {zones}; an authority for others needs `tlslab ca init --unconstrained`", ko: "다음이거나 다음으로 끝나는 이름만 쓸 수 있다: {zones}. 다른 이름의 인증 기관은 `tlslab ca init --unconstrained` 로 만든다", zones = fence::RESERVED.zones.join(", "))
        }
    }
}

/// That a name is not a whole zone: nobody holds `com`, and a wildcard right below it would be for everybody's names. Browsers
/// take no such wildcard.
fn whole_zone(name: &Name, dns: &str) -> std::result::Result<(), (Text, Text)> {
    let rest = dns.strip_prefix("*.");
    let single = !rest.unwrap_or(dns).contains('.');
    match (single, rest) {
        (true, Some(_)) => Err((
            text!(en: "{name} would be for every name of a top-level zone, and browsers take no such wildcard", ko: "최상위 영역의 모든 이름을 가리키는 와일드카드라 브라우저가 받아들이지 않는다: {name}"),
            Text::new(
                "put a label between: *.lab.test",
                "사이에 라벨을 하나 둔다: *.lab.test",
            ),
        )),
        (true, None) if dns != "localhost" => Err((
            text!(en: "{name} has one label only: it is a whole zone, or means another host in every network", ko: "라벨이 하나뿐이라 영역 전체를 뜻하거나 네트워크마다 다른 호스트를 뜻한다: {name}"),
            Text::new(
                "give the full name, such as www.lab.test; of single labels only localhost is one host",
                "www.lab.test 처럼 전체 이름을 준다. 라벨 하나로 한 호스트를 뜻하는 것은 localhost 뿐이다",
            ),
        )),
        (true, None) | (false, _) => Ok(()),
    }
}

/// That whoever uses the certificate for one of `purposes` finds a name to compare with.
fn fitting(names: &[Name], purposes: &[Purpose]) -> Result<()> {
    let has = |fits: fn(&Name) -> bool| names.iter().any(fits);
    if purposes.contains(&Purpose::server())
        && !has(|name| matches!(name, Name::Dns(_) | Name::Ip(_)))
    {
        return Err(Fault::refused(
            Text::new(
                "a server certificate needs a DNS name or an address: that is what clients compare",
                "서버 인증서에는 DNS 이름이나 주소가 있어야 한다. 클라이언트가 그것을 비교한다",
            ),
            Text::new(
                "add one, or say what it is for: --client, --mail, --code",
                "이름을 더하거나 쓰임을 밝힌다: --client, --mail, --code",
            ),
        ));
    }
    if purposes.contains(&Purpose::mail()) && !has(|name| matches!(name, Name::Mail(_))) {
        return Err(Fault::refused(
            Text::new(
                "a certificate for mail needs a mailbox: that is what the reader of a letter compares",
                "메일 인증서에는 메일함이 있어야 한다. 받는 사람이 그것을 비교한다",
            ),
            Text::new(
                "add one, such as kim@lab.test",
                "kim@lab.test 같은 이름을 더한다",
            ),
        ));
    }
    Ok(())
}
