//! JA3 and JA4 of hellos seen before: most clients say the same each time, but for randoms, keys, names and GREASE.

use std::collections::HashMap;

use crate::base::field::is_grease;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::fingerprint::{ja3, ja4};
use crate::dissect::tls::handshake::client_hello::ClientHello;
use crate::survey::seen;

/// Fingerprints by what they are made from.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    known: HashMap<Vec<u8>, Pair>,
    /// What the fingerprints of the present hello are made from.
    shape: Vec<u8>,
}

#[derive(Debug)]
struct Pair {
    ja3: String,
    ja4: String,
}

/// Shapes remembered; then all are forgotten at once.
const MOST: usize = 2000;

impl Fingerprints {
    /// Fills in the fingerprints of `seen`, whose lists are those of `hello`.
    pub(crate) fn fill(&mut self, hello: &ClientHello<'_>, seen: &mut seen::ClientHello) {
        self.measure(hello, seen);
        if let Some(known) = self.known.get(&self.shape) {
            seen.ja3.clone_from(&known.ja3);
            seen.ja4.clone_from(&known.ja4);
            return;
        }
        seen.ja3 = ja3::client(hello).hash;
        seen.ja4 = ja4::client(hello, ja4::Carrier::Tcp).print;
        if self.known.len() >= MOST {
            self.known.clear();
        }
        let pair = Pair {
            ja3: seen.ja3.clone(),
            ja4: seen.ja4.clone(),
        };
        self.known.insert(self.shape.clone(), pair);
    }

    /// Writes down everything that JA3 and JA4 look at; GREASE, which both leave out, as one value. Lists go with their
    /// lengths in front, so that no two shapes share their bytes.
    fn measure(&mut self, hello: &ClientHello<'_>, seen: &seen::ClientHello) {
        let shape = &mut self.shape;
        shape.clear();
        shape.extend_from_slice(&seen.legacy_version.to_be_bytes());
        let mut list = |codes: &[u16]| {
            shape.extend_from_slice(&codes.len().to_be_bytes());
            for code in codes {
                let one = if is_grease(u64::from(*code)) {
                    GREASE
                } else {
                    *code
                };
                shape.extend_from_slice(&one.to_be_bytes());
            }
        };
        list(&seen.versions);
        list(&seen.extensions);
        list(&seen.groups);
        list(&seen.signature_schemes);
        for suite in &hello.suites {
            let grease = is_grease(u64::from(suite.0));
            let one = if grease { GREASE } else { suite.0 };
            shape.extend_from_slice(&one.to_be_bytes());
        }
        for kind in [ExtensionType::EC_POINT_FORMATS, ExtensionType::ALPN] {
            let body = hello.extension(kind).map_or(&[][..], |one| one.body);
            shape.extend_from_slice(&body.len().to_be_bytes());
            shape.extend_from_slice(body);
        }
    }
}

/// Stands for every GREASE value (RFC 8701).
const GREASE: u16 = 0x0a0a;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::base::reader::Reader;
    use crate::dissect::tls::handshake::message::{self, Message};
    use crate::dissect::tls::handshake::setting::Setting;

    /// Every ClientHello of the test messages, twice: the second time they are remembered.
    #[test]
    fn what_is_remembered_is_what_is_made() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tls");
        let text = std::fs::read_to_string(folder.join("messages.txt")).unwrap();
        let messages: Vec<Vec<u8>> = text
            .lines()
            .filter_map(|line| hex::decode(line.split(' ').nth(3)?).ok())
            .collect();
        let mut fingerprints = Fingerprints::default();
        let mut hellos = 0;
        for bytes in messages.iter().chain(&messages) {
            let read = message::message(&mut Reader::quiet(bytes), &Setting::default());
            let Ok(Message::ClientHello(hello)) = read.map(|read| read.body) else {
                continue;
            };
            hellos += 1;
            let mut seen = crate::survey::follow::hello::client(1, &hello);
            fingerprints.fill(&hello, &mut seen);
            assert_eq!(seen.ja3, ja3::client(&hello).hash);
            assert_eq!(seen.ja4, ja4::client(&hello, ja4::Carrier::Tcp).print);
        }
        assert!(hellos > 50, "{hellos} hellos");
        assert!(fingerprints.known.len() <= hellos / 2);
    }
}
