//! The fence around the throw-away root: the names and networks it may vouch for (RFC 5280 §4.2.1.10).
//!
//! Reserved ones only: `test`, `localhost`, `example` and its kin (RFC 2606, RFC 6761), the lab's networks and this host.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use rcgen::{CidrSubnet, GeneralSubtree, NameConstraints, SanType};

/// The name constraints that say so in the root.
pub(super) fn constraints() -> NameConstraints {
    let names = ZONES.map(|zone| GeneralSubtree::DnsName(zone.to_owned()));
    let networks = NETWORKS
        .map(|(net, ones)| GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(net, ones)));
    NameConstraints {
        permitted_subtrees: names.into_iter().chain(networks).collect(),
        excluded_subtrees: Vec::new(),
    }
}

/// The subjectAltName entry of `name`, if it is one and the fence holds it.
pub(super) fn alternative(name: &str) -> Result<SanType, Refused> {
    if let Ok(address) = name.parse::<IpAddr>() {
        let inside = NETWORKS
            .iter()
            .any(|(net, ones)| within(address, *net, *ones));
        return match inside {
            true => Ok(SanType::IpAddress(address)),
            false => Err(Refused::Outside(name.to_owned())),
        };
    }
    let bad = || Refused::Name(name.to_owned());
    let plain = name.strip_prefix("*.").unwrap_or(name);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    if name.len() > 253 || !plain.split('.').all(label) {
        return Err(bad());
    }
    let lower = name.to_ascii_lowercase();
    let inside = ZONES.iter().any(|zone| {
        lower
            .strip_suffix(zone)
            .is_some_and(|head| head.is_empty() || head.ends_with('.'))
    });
    if !inside {
        return Err(Refused::Outside(name.to_owned()));
    }
    Ok(SanType::DnsName(name.try_into().map_err(|_| bad())?))
}

fn within(address: IpAddr, net: IpAddr, ones: u8) -> bool {
    let cut = |value: u128, width: u8| {
        value
            .checked_shr(u32::from(width - ones.min(width)))
            .unwrap_or(0)
    };
    match (address, net) {
        (IpAddr::V4(address), IpAddr::V4(net)) => {
            cut(u32::from(address).into(), 32) == cut(u32::from(net).into(), 32)
        }
        (IpAddr::V6(address), IpAddr::V6(net)) => cut(address.into(), 128) == cut(net.into(), 128),
        _ => false,
    }
}

/// Why a name is not put into a certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It cannot stand in a certificate.
    #[error("{0:?} is neither a host name in ASCII nor an IP address")]
    Name(String),
    /// The root may not vouch for it.
    #[error(
        "{0} is outside the throw-away root's fence: try a name that ends in .test, or localhost, or an address in 10.77.0.0/24 or fd77::/64"
    )]
    Outside(String),
}

/// Names a certificate may carry: whatever ends in these labels (RFC 2606, RFC 6761).
const ZONES: [&str; 6] = [
    "test",
    "localhost",
    "example",
    "example.com",
    "example.net",
    "example.org",
];
/// Networks a certificate may carry addresses of: the lab's and this host.
const NETWORKS: [(IpAddr, u8); 4] = [
    (IpAddr::V4(Ipv4Addr::new(10, 77, 0, 0)), 24),
    (IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), 8),
    (IpAddr::V6(Ipv6Addr::new(0xfd77, 0, 0, 0, 0, 0, 0, 0)), 64),
    (IpAddr::V6(Ipv6Addr::LOCALHOST), 128),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_outside_the_fence_are_refused() {
        let check = |name: &str, expected: &str| {
            let said = alternative(name).err().map(|error| error.to_string());
            let said = said.unwrap_or_default();
            assert!(
                said.starts_with(expected) && said.is_empty() == expected.is_empty(),
                "{said}"
            );
        };
        check("LOCALHOST", "");
        check("a.b.example.com", "");
        check("127.0.0.1", "");
        check("::1", "");
        check("bank.com", "bank.com is outside");
        check("mytest", "mytest is outside");
        check("10.77.1.1", "10.77.1.1 is outside");
        check("fd78::1", "fd78::1 is outside");
        check("가.test", "\"가.test\" is neither");
        check("a..test", "\"a..test\" is neither");
    }
}
