//! The fence around the authority: the names it may vouch for (RFC 5280 §4.2.1.10, NameConstraints).
//!
//! Only what is reserved for tests and examples, for the inside of networks, and for this host: whoever gets hold of the key
//! of a root that somebody trusts can fool them about nothing that exists for others. The constraint stands in the root and in
//! each intermediate, because a verifier may take a root as a bare key and not look at its extensions (RFC 5280 §6.1.1 d).
//!
//! A kind of name that the extension does not speak of would be free (RFC 5280 §4.2.1.10); so it speaks of DNS names,
//! addresses, mailboxes and URIs.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use yasna::{DERWriter, Tag};

use crate::base::text::Text;
use crate::pki::names::Name;
use crate::text;

/// The value of the extension, DER.
pub fn constraints() -> Vec<u8> {
    yasna::construct_der(|writer| {
        writer.write_sequence(|writer| {
            // permittedSubtrees [0]
            writer
                .next()
                .write_tagged_implicit(Tag::context(0), |writer| {
                    writer.write_sequence(|writer| {
                        for zone in ZONES {
                            subtree(writer.next(), DNS, zone.as_bytes());
                        }
                        for (network, ones) in NETWORKS {
                            subtree(writer.next(), IP, &masked(network, ones));
                        }
                        // Of these, `lab.test` is one host, and `.lab.test` every host below it.
                        for kind in [MAIL, URI] {
                            for zone in ZONES {
                                subtree(writer.next(), kind, format!(".{zone}").as_bytes());
                            }
                            for host in HOSTS {
                                subtree(writer.next(), kind, host.as_bytes());
                            }
                        }
                    });
                });
        });
    })
}

/// One GeneralSubtree: the base alone, since minimum must be 0 and maximum absent.
fn subtree(writer: DERWriter<'_>, kind: u64, base: &[u8]) {
    writer.write_sequence(|writer| {
        writer
            .next()
            .write_tagged_implicit(Tag::context(kind), |writer| writer.write_bytes(base));
    });
}

/// Address, then mask.
fn masked(network: IpAddr, ones: u8) -> Vec<u8> {
    match network {
        IpAddr::V4(network) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(ones)).unwrap_or(0);
            [network.octets(), mask.to_be_bytes()].concat()
        }
        IpAddr::V6(network) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(ones)).unwrap_or(0);
            [network.octets(), mask.to_be_bytes()].concat()
        }
    }
}

/// Whether the fence holds `name`.
///
/// # Errors
/// If it does not: what is wrong, and what would be inside.
pub fn check(name: &Name) -> Result<(), (Text, Text)> {
    if inside(name) {
        return Ok(());
    }
    let what = text!(en: "{name} is outside this authority's fence, and no certificate for it would be accepted", ko: "이 인증 기관의 울타리 밖에 있는 이름이라 발급해도 받아들여지지 않는다: {name}");
    Err((what, allowed(name)))
}

/// What names of that kind are allowed, in words.
fn allowed(name: &Name) -> Text {
    match name {
        Name::Ip(_) => {
            let networks: Vec<String> = NETWORKS
                .iter()
                .map(|(network, ones)| format!("{network}/{ones}"))
                .collect();
            text!(en: "addresses in {networks}", ko: "다음 안의 주소만 쓸 수 있다: {networks}", networks = networks.join(", "))
        }
        Name::Dns(_) | Name::Mail(_) | Name::Uri(_) => {
            text!(en: "names that are or end in {zones}; an authority for others needs `tlslab ca init --unconstrained`", ko: "다음이거나 다음으로 끝나는 이름만 쓸 수 있다: {zones}. 다른 이름의 인증 기관은 `tlslab ca init --unconstrained` 로 만든다", zones = ZONES.join(", "))
        }
    }
}

fn inside(name: &Name) -> bool {
    if let Name::Ip(address) = name {
        let mut networks = NETWORKS.iter();
        return networks.any(|(network, ones)| within(*address, *network, *ones));
    }
    let Some(domain) = name.domain() else {
        return false;
    };
    let domain = domain.to_ascii_lowercase();
    // A mailbox or a URI is at a host, and a zone that is none has no mail.
    let itself = |zone: &str| matches!(name, Name::Dns(_)) || HOSTS.contains(&zone);
    ZONES.iter().any(|zone| {
        domain.strip_suffix(zone).is_some_and(|head| match head {
            "" => itself(zone),
            head => head.ends_with('.'),
        })
    })
}

fn within(address: IpAddr, network: IpAddr, ones: u8) -> bool {
    match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => {
            let rest = 32 - u32::from(ones);
            u32::from(address).checked_shr(rest) == u32::from(network).checked_shr(rest)
        }
        (IpAddr::V6(address), IpAddr::V6(network)) => {
            let rest = 128 - u32::from(ones);
            u128::from(address).checked_shr(rest) == u128::from(network).checked_shr(rest)
        }
        (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
    }
}

/// DNS zones that no registry gives to anyone: RFC 6761 (and RFC 2606), `internal` as ICANN reserved it in 2024, `home.arpa` of
/// RFC 8375, `local` of RFC 6762.
pub const ZONES: [&str; 9] = [
    "localhost",
    "test",
    "example",
    "example.com",
    "example.net",
    "example.org",
    "internal",
    "home.arpa",
    "local",
];

/// Those of the zones that are also hosts, with mailboxes and pages of their own.
const HOSTS: [&str; 4] = ["localhost", "example.com", "example.net", "example.org"];

/// Networks that mean something else in each place: RFC 1918, loopback, link-local (RFC 3927, RFC 4291), unique local (RFC
/// 4193), and those for documentation (RFC 5737, RFC 3849).
pub const NETWORKS: [(IpAddr, u8); 12] = [
    (IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), 8),
    (IpAddr::V4(Ipv4Addr::new(10, 0, 0, 0)), 8),
    (IpAddr::V4(Ipv4Addr::new(172, 16, 0, 0)), 12),
    (IpAddr::V4(Ipv4Addr::new(192, 168, 0, 0)), 16),
    (IpAddr::V4(Ipv4Addr::new(169, 254, 0, 0)), 16),
    (IpAddr::V4(Ipv4Addr::new(192, 0, 2, 0)), 24),
    (IpAddr::V4(Ipv4Addr::new(198, 51, 100, 0)), 24),
    (IpAddr::V4(Ipv4Addr::new(203, 0, 113, 0)), 24),
    (IpAddr::V6(Ipv6Addr::LOCALHOST), 128),
    (IpAddr::V6(Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0)), 7),
    (IpAddr::V6(Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0)), 10),
    (
        IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0)),
        32,
    ),
];

/// Tags of GeneralName (RFC 5280 §4.2.1.6).
const MAIL: u64 = 1;
const DNS: u64 = 2;
const URI: u64 = 6;
const IP: u64 = 7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fence_holds_what_is_reserved_only() {
        let check = |text: &str, held: bool| {
            let name = Name::read(text).unwrap();
            assert_eq!(check(&name).is_ok(), held, "{text}");
        };
        for inside in [
            "localhost",
            "a.localhost",
            "*.test",
            "x.internal",
            "printer.local",
            "a.example.com",
            "10.9.8.7",
            "172.31.0.1",
            "192.168.1.1",
            "127.0.0.1",
            "::1",
            "fd00::1",
            "fe80::1",
            "kim@lab.test",
            "kim@example.com",
            "spiffe://lab.test/x",
        ] {
            check(inside, true);
        }
        for outside in [
            "bank.com",
            "mytest",
            "test.com",
            "localhost.com",
            "notexample.com",
            "172.32.0.1",
            "8.8.8.8",
            "2001:4860::1",
            "kim@bank.com",
            "kim@test",
            "https://bank.com/",
            "https://10.0.0.1/",
            "urn:uuid:1",
        ] {
            check(outside, false);
        }
    }
}
