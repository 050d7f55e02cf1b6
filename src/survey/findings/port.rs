//! Ports that mean TLS from the first byte, and those where a protocol turns to it (IANA).

/// Ports where TLS is spoken from the first byte, and what runs inside.
static SECURE: &[(u16, &str)] = &[
    (443, "https"),
    (465, "smtps"),
    (563, "nntps"),
    (636, "ldaps"),
    (853, "DNS over TLS"),
    (989, "ftps-data"),
    (990, "ftps"),
    (992, "telnets"),
    (993, "imaps"),
    (994, "ircs"),
    (995, "pop3s"),
    (2083, "radsec"),
    (2376, "docker"),
    (3269, "global catalog"),
    (4433, "openssl s_server"),
    (5061, "sips"),
    (5223, "xmpp"),
    (5671, "amqps"),
    (6443, "kubernetes"),
    (6514, "syslog"),
    (6679, "ircs"),
    (6697, "ircs"),
    (8443, "https"),
    (8883, "mqtts"),
    (9443, "https"),
];

/// What runs inside TLS on `port`.
pub(super) fn secure(port: u16) -> Option<&'static str> {
    let at = SECURE.binary_search_by_key(&port, |(port, _)| *port).ok()?;
    SECURE.get(at).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_sorted() {
        assert!(SECURE.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(secure(443), Some("https"));
        assert_eq!(secure(80), None);
    }
}
