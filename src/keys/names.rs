//! Whether a certificate's names cover a name (RFC 9525 §6), and whether an authority may certify it (RFC 5280 §4.2.1.10).

use std::net::IpAddr;

use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::{GeneralName, ParsedExtension};

/// Whether a name of a certificate covers the name wanted: `*` stands for one whole leftmost label (RFC 9525 §6.3).
pub(crate) fn fits(pattern: &str, wanted: &str) -> bool {
    if let (Ok(pattern), Ok(wanted)) = (pattern.parse::<IpAddr>(), wanted.parse::<IpAddr>()) {
        return pattern == wanted;
    }
    let [pattern, wanted] =
        [pattern, wanted].map(|name| name.trim_end_matches('.').to_ascii_lowercase());
    match pattern.strip_prefix("*.") {
        Some(rest) => wanted
            .split_once('.')
            .is_some_and(|(first, tail)| !first.is_empty() && tail == rest && rest.contains('.')),
        None => pattern == wanted,
    }
}

/// Whether the nameConstraints of `authority` let it certify `name` (RFC 5280 §4.2.1.10).
pub(crate) fn allowed(authority: &X509Certificate<'_>, name: &str) -> bool {
    let constraints =
        authority
            .extensions()
            .iter()
            .find_map(|extension| match extension.parsed_extension() {
                ParsedExtension::NameConstraints(constraints) => Some(constraints),
                _ => None,
            });
    let Some(constraints) = constraints else {
        return true;
    };
    let address = name.parse::<IpAddr>().ok();
    let same_kind = |base: &GeneralName<'_>| {
        matches!(
            (base, address),
            (GeneralName::DNSName(_), None) | (GeneralName::IPAddress(_), Some(_))
        )
    };
    let under = |base: &GeneralName<'_>| match (base, address) {
        (GeneralName::DNSName(base), None) => below(name, base),
        (GeneralName::IPAddress(base), Some(address)) => within(address, base),
        _ => false,
    };
    let permitted = constraints
        .permitted_subtrees
        .as_deref()
        .unwrap_or_default();
    let excluded = constraints.excluded_subtrees.as_deref().unwrap_or_default();
    let free = !permitted.iter().any(|tree| same_kind(&tree.base));
    (free || permitted.iter().any(|tree| under(&tree.base)))
        && !excluded
            .iter()
            .any(|tree| under(&tree.base) || may_reach(name, &tree.base))
}

/// Whether the wildcard `name` could stand for a name within `base`: `*.a.test` reaches into `b.a.test`.
fn may_reach(name: &str, base: &GeneralName<'_>) -> bool {
    match (name.strip_prefix("*."), base) {
        (Some(tail), GeneralName::DNSName(base)) => base
            .split_once('.')
            .is_some_and(|(_, parent)| parent.eq_ignore_ascii_case(tail)),
        _ => false,
    }
}

fn below(name: &str, base: &str) -> bool {
    let [name, base] = [name, base.trim_start_matches('.')].map(str::to_ascii_lowercase);
    let base = base.as_str();
    base.is_empty()
        || name == base
        || name
            .strip_suffix(base)
            .is_some_and(|rest| rest.ends_with('.'))
}

fn within(address: IpAddr, base: &[u8]) -> bool {
    let octets = match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    };
    let (network, mask) = base.split_at(base.len() / 2);
    network.len() == octets.len()
        && octets
            .iter()
            .zip(network)
            .zip(mask)
            .all(|((byte, net), mask)| byte & mask == net & mask)
}
