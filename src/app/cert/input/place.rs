//! What an input names: a file, standard input, or a server.

use std::path::{Path, PathBuf};

/// What an input names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `-`.
    Standard,
    /// A file.
    File(PathBuf),
    /// `host:port`, `[address]:port`, or `https://host`.
    Server {
        /// Name or address, without brackets.
        host: String,
        port: u16,
    },
}

impl Place {
    /// What `input` names. A file of that name goes before a server.
    pub(super) fn new(input: &Path) -> Self {
        if input.as_os_str() == "-" {
            return Self::Standard;
        }
        let server = input.to_str().and_then(server);
        match server {
            Some((host, port)) if !input.exists() => Self::Server { host, port },
            Some(_) | None => Self::File(input.to_path_buf()),
        }
    }
}

/// Host and port, if that is what `input` says.
pub(super) fn server(input: &str) -> Option<(String, u16)> {
    const HTTPS: u16 = 443;
    if let Some(rest) = input.strip_prefix("https://") {
        let authority = rest.split(['/', '?', '#']).next()?;
        let host = authority.trim_start_matches('[').trim_end_matches(']');
        return apart(authority).or_else(|| (!host.is_empty()).then(|| (host.to_owned(), HTTPS)));
    }
    apart(input)
}

fn apart(input: &str) -> Option<(String, u16)> {
    let (host, port) = input.rsplit_once(':')?;
    let digits = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    let port = port.parse().ok().filter(|port| digits && *port > 0)?;
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']')?;
        let plain = address.split('%').next()?;
        plain.parse::<std::net::Ipv6Addr>().ok()?;
        return Some((address.to_owned(), port));
    }
    let odd = |c: char| c == '/' || c == '\\' || c == ':' || c.is_whitespace();
    (!host.is_empty() && !host.contains(odd)).then(|| (host.to_owned(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: Option<(&str, u16)>) {
        let found = server(input);
        let found = found.as_ref().map(|(host, port)| (host.as_str(), *port));
        assert_eq!(found, expected, "{input}");
    }

    #[test]
    fn servers_are_told_from_files() {
        check("example.test:443", Some(("example.test", 443)));
        check("127.0.0.1:8443", Some(("127.0.0.1", 8443)));
        check("[::1]:443", Some(("::1", 443)));
        check("[fe80::1%eth0]:443", Some(("fe80::1%eth0", 443)));
        check("https://example.test", Some(("example.test", 443)));
        check("https://example.test:8443/x", Some(("example.test", 8443)));
        check("https://[::1]/", Some(("::1", 443)));
        check("::1:443", None);
        check("x.pem", None);
        check("dir/x:443", None);
        check("c:\\x", None);
        check("x:0", None);
        check("x:65536", None);
        check(":443", None);
        check("[x]:443", None);
    }
}
