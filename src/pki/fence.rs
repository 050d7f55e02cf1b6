//! The fences around the authorities made here: the names one may vouch for (RFC 5280 §4.2.1.10, NameConstraints).
//!
//! Only what is reserved for tests and examples, for the inside of networks, and for this host: whoever gets hold of the key
//! of a root that somebody trusts can fool them about nothing that exists for others. A kind of name that the extension does
//! not speak of would be free; so it speaks of DNS names, addresses, mailboxes and URIs.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use rcgen::CustomExtension;
use yasna::{DERWriter, Tag};

use crate::pki::names::Name;

/// What an authority may vouch for; nothing else.
#[derive(Debug)]
pub struct Fence {
    /// Names that are one of these DNS zones or end in one.
    pub zones: &'static [&'static str],
    /// Addresses in these networks: the first address, and how many bits of it count.
    pub networks: &'static [(IpAddr, u8)],
}

/// That of the throw-away root: this host, and what the lab plays with.
pub static LAB: Fence = Fence {
    zones: &[
        "test",
        "localhost",
        "example",
        "example.com",
        "example.net",
        "example.org",
    ],
    networks: &[
        v4([10, 77, 0, 0], 24),
        v4([127, 0, 0, 0], 8),
        v6([0xfd77, 0, 0, 0, 0, 0, 0, 0], 64),
        v6([0, 0, 0, 0, 0, 0, 0, 1], 128),
    ],
};

/// That of an authority in a folder: all that no registry gives to anyone. Zones are those of RFC 6761 (and RFC 2606),
/// `internal` as ICANN reserved it in 2024, `home.arpa` of RFC 8375, `local` of RFC 6762; networks those of RFC 1918, loopback,
/// link-local (RFC 3927, RFC 4291), unique local (RFC 4193), and those for documentation (RFC 5737, RFC 3849).
pub static RESERVED: Fence = Fence {
    zones: &[
        "localhost",
        "test",
        "example",
        "example.com",
        "example.net",
        "example.org",
        "internal",
        "home.arpa",
        "local",
    ],
    networks: &[
        v4([127, 0, 0, 0], 8),
        v4([10, 0, 0, 0], 8),
        v4([172, 16, 0, 0], 12),
        v4([192, 168, 0, 0], 16),
        v4([169, 254, 0, 0], 16),
        v4([192, 0, 2, 0], 24),
        v4([198, 51, 100, 0], 24),
        v4([203, 0, 113, 0], 24),
        v6([0, 0, 0, 0, 0, 0, 0, 1], 128),
        v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7),
        v6([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10),
        v6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32),
    ],
};

impl Fence {
    /// The extension that says so, critical.
    pub fn extension(&self) -> CustomExtension {
        let mut extension =
            CustomExtension::from_oid_content(&NAME_CONSTRAINTS, self.constraints());
        extension.set_criticality(true);
        extension
    }

    /// Its value, DER.
    fn constraints(&self) -> Vec<u8> {
        yasna::construct_der(|writer| {
            writer.write_sequence(|writer| {
                // permittedSubtrees [0]
                writer
                    .next()
                    .write_tagged_implicit(Tag::context(0), |writer| {
                        writer.write_sequence(|writer| {
                            for zone in self.zones {
                                subtree(writer.next(), DNS, zone.as_bytes());
                            }
                            for (network, ones) in self.networks {
                                subtree(writer.next(), IP, &masked(*network, *ones));
                            }
                            // Of these, `lab.test` is one host, and `.lab.test` every host below it.
                            for kind in [MAIL, URI] {
                                for zone in self.zones {
                                    subtree(writer.next(), kind, format!(".{zone}").as_bytes());
                                }
                                for host in HOSTS.iter().filter(|host| self.zones.contains(host)) {
                                    subtree(writer.next(), kind, host.as_bytes());
                                }
                            }
                        });
                    });
            });
        })
    }

    /// Whether it holds `name`.
    pub fn holds(&self, name: &Name) -> bool {
        if let Name::Ip(address) = name {
            let mut networks = self.networks.iter();
            return networks.any(|(network, ones)| within(*address, *network, *ones));
        }
        let Some(domain) = name.domain() else {
            return false;
        };
        let domain = domain.to_ascii_lowercase();
        // A mailbox or a URI is at a host, and a zone that is none has no mail.
        let itself = |zone: &str| matches!(name, Name::Dns(_)) || HOSTS.contains(&zone);
        self.zones.iter().any(|zone| {
            domain.strip_suffix(zone).is_some_and(|head| match head {
                "" => itself(zone),
                head => head.ends_with('.'),
            })
        })
    }
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

const fn v4([a, b, c, d]: [u8; 4], ones: u8) -> (IpAddr, u8) {
    (IpAddr::V4(Ipv4Addr::new(a, b, c, d)), ones)
}

const fn v6([a, b, c, d, e, f, g, h]: [u16; 8], ones: u8) -> (IpAddr, u8) {
    (IpAddr::V6(Ipv6Addr::new(a, b, c, d, e, f, g, h)), ones)
}

/// Those of the zones that are also hosts, with mailboxes and pages of their own.
const HOSTS: [&str; 4] = ["localhost", "example.com", "example.net", "example.org"];

/// Its object identifier.
const NAME_CONSTRAINTS: [u64; 4] = [2, 5, 29, 30];
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
            assert_eq!(RESERVED.holds(&name), held, "{text}");
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

    #[test]
    fn the_fence_of_the_lab_holds_what_the_lab_plays_with() {
        let check = |text: &str, held: bool| {
            let name = Name::read(text).unwrap();
            assert_eq!(LAB.holds(&name), held, "{text}");
        };
        for inside in [
            "LOCALHOST",
            "a.b.example.com",
            "127.0.0.1",
            "::1",
            "fd77::2",
        ] {
            check(inside, true);
        }
        for outside in ["bank.com", "mytest", "x.internal", "10.77.1.1", "fd78::1"] {
            check(outside, false);
        }
    }
}
