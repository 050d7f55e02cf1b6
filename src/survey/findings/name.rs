//! Whether a certificate's names cover the name that was asked for (RFC 9525 §6).

use std::net::IpAddr;

use crate::trust::names::{Compared, host};

/// Whether one of `names` covers `wanted`. A name of other letters is compared in its A-label form, as it stands on the wire.
pub(super) fn covered(names: &[String], wanted: &str) -> bool {
    names.iter().any(|name| covers(name, wanted))
}

fn covers(name: &str, wanted: &str) -> bool {
    let [wanted_address, address] = [wanted, name].map(|text| text.parse::<IpAddr>().ok());
    // An address matches an iPAddress name only, never a wildcard or a DNS name (RFC 9525 §6.4).
    if wanted_address.is_some() || address.is_some() {
        return wanted_address == address;
    }
    // A wildcard is one whole label and does not stand for an A-label's inside (RFC 9525 §6.3).
    host(name.as_bytes(), wanted) == Compared::Fits
}

/// The common name of a subject as RFC 4514 writes it, if it looks like a host's name.
pub(super) fn common_name(subject: &str) -> Option<&str> {
    let (_, rest) = subject
        .match_indices("CN=")
        .find(|(at, _)| {
            *at == 0
                || subject
                    .get(..*at)
                    .is_some_and(|left| left.ends_with([',', '+', ' ']))
        })
        .map(|(at, found)| subject.split_at(at + found.len()))?;
    let end = rest.find([',', '+']).unwrap_or(rest.len());
    let name = rest.get(..end)?.trim();
    (!name.is_empty() && !name.contains([' ', '\\'])).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cover_as_rfc_9525_says() {
        for (name, wanted, expected) in [
            ("a.example", "A.Example.", true),
            ("*.example.org", "www.example.org", true),
            ("*.example.org", "a.b.example.org", false),
            ("*.example.org", "example.org", false),
            ("w*.example.org", "www.example.org", false),
            ("*.org", "example.org", false),
            ("192.0.2.1", "192.0.2.1", true),
            ("*.0.2.1", "192.0.2.1", false),
            ("2001:db8:0::1", "2001:db8::1", true),
            ("xn--bcher-kva.example", "xn--bcher-kva.example", true),
        ] {
            assert_eq!(
                covered(&[name.to_owned()], wanted),
                expected,
                "{name} {wanted}"
            );
        }
    }

    #[test]
    fn a_common_name_is_found_in_a_subject() {
        assert_eq!(common_name("CN=a.example,O=Example"), Some("a.example"));
        assert_eq!(common_name("O=Example,CN=a.example"), Some("a.example"));
        assert_eq!(common_name("C=US,O=XCN=b"), None);
        assert_eq!(common_name("CN=Example Root"), None);
    }
}
