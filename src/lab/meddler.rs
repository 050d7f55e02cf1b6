//! Somebody on the path who takes something out of the client's ClientHello (RFC 8446 §4.1.2) and passes on all else.
//!
//! They sit before whoever captures, so a capture shows what the server got. Neither end's TLS knows of them, which is the point.

use crate::base::time::Time;
use crate::lab::wire::visit::{Ended, Speaker, Wants};

/// What is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// TLS 1.3, out of the versions.
    Tls13,
    /// All cipher suites of TLS 1.3 but the last, and all others but the last.
    Suites,
    /// The application protocols.
    Alpn,
}

/// A client whose first ClientHello is changed on the way.
pub struct Meddled {
    client: Box<dyn Speaker>,
    takes: Option<Takes>,
}

impl Meddled {
    /// What `client` says, without what somebody `takes` out of it.
    pub fn new(client: Box<dyn Speaker>, takes: Takes) -> Self {
        Self {
            client,
            takes: Some(takes),
        }
    }
}

impl Speaker for Meddled {
    fn receive(&mut self, bytes: &[u8], now: Time) {
        self.client.receive(bytes, now);
    }

    fn ended(&mut self, how: Ended, now: Time) {
        self.client.ended(how, now);
    }

    fn transmit(&mut self, now: Time) -> Vec<u8> {
        let bytes = self.client.transmit(now);
        match self.takes.take_if(|_| !bytes.is_empty()) {
            Some(takes) => without(&bytes, takes).unwrap_or(bytes),
            None => bytes,
        }
    }

    fn wants(&self) -> Wants {
        self.client.wants()
    }

    fn patience(&self) -> Option<std::time::Duration> {
        self.client.patience()
    }

    fn error(&self) -> Option<String> {
        self.client.error()
    }

    fn received(&self) -> Vec<u8> {
        self.client.received()
    }
}

const ALPN: [u8; 2] = [0, 16];
const SUPPORTED_VERSIONS: [u8; 2] = [0, 43];
const TLS13: [u8; 2] = [3, 4];

/// A record with a ClientHello, without what is taken, its lengths made to fit; none if it is no such record.
fn without(record: &[u8], takes: Takes) -> Option<Vec<u8>> {
    let (header, rest) = record.split_at_checked(5)?;
    // A ClientHello has type 1; version and random follow on type and length.
    let (start, rest) = rest
        .split_at_checked(38)
        .filter(|_| header.first() == Some(&22))?;
    let (session, rest) = rest.split_at_checked(1 + usize::from(*rest.first()?))?;
    let (suites, rest) = vector(rest)?;
    let (compression, rest) = rest.split_at_checked(1 + usize::from(*rest.first()?))?;
    let (extensions, _) = vector(rest)?;
    let mut kept = Vec::new();
    let mut left = extensions;
    while let Some((kind, after)) = left.split_at_checked(2) {
        let (content, after) = vector(after)?;
        left = after;
        let content = match (takes, <[u8; 2]>::try_from(kind).ok()?) {
            (Takes::Alpn, ALPN) => continue,
            (Takes::Tls13, SUPPORTED_VERSIONS) => {
                let versions = content.get(1..)?.chunks(2);
                let versions = versions.filter(|version| **version != TLS13);
                let versions: Vec<u8> = versions.flatten().copied().collect();
                [&[u8::try_from(versions.len()).ok()?], versions.as_slice()].concat()
            }
            (Takes::Tls13 | Takes::Suites | Takes::Alpn, _) => content.to_vec(),
        };
        kept.extend(kind);
        kept.extend(sized(&content)?);
    }
    let suites = match takes {
        Takes::Suites => fewer(suites),
        Takes::Tls13 | Takes::Alpn => suites.to_vec(),
    };
    let body = [
        start.get(4..)?,
        session,
        &sized(&suites)?,
        compression,
        &sized(&kept)?,
    ]
    .concat();
    let message = [&[1, 0], sized(&body)?.as_slice()].concat();
    Some([header.get(..3)?, &sized(&message)?].concat())
}

/// Of the suites of TLS 1.3, which begin with 13, and of the others, the last of each: what is in the list for old peers.
fn fewer(suites: &[u8]) -> Vec<u8> {
    let of = |new: bool| {
        let suites = suites.chunks(2);
        // 00ff is no suite but a sign (RFC 5746 §3.3).
        let mut suites = suites.filter(|suite| **suite != [0, 0xff]);
        suites.rfind(|suite| suite.starts_with(&[0x13]) == new)
    };
    let kept = [of(true), of(false), Some(&[0, 0xff][..])];
    kept.into_iter().flatten().flatten().copied().collect()
}

/// What stands after a length in two bytes, and what follows.
fn vector(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(u16::from_be_bytes(*length).into())
}

/// `bytes` after their length in two bytes.
fn sized(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = u16::try_from(bytes.len()).ok()?;
    Some([&length.to_be_bytes(), bytes].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hello(suites: &[u8], extensions: &[&[u8]]) -> Vec<u8> {
        let body = [
            &[3, 3][..],
            &[7; 32],
            &[0],
            &sized(suites).unwrap(),
            &[1, 0],
            &sized(&extensions.concat()).unwrap(),
        ];
        let message = [&[1, 0], sized(&body.concat()).unwrap().as_slice()].concat();
        [&[22, 3, 1], sized(&message).unwrap().as_slice()].concat()
    }

    #[test]
    fn what_is_taken_out_is_gone_and_the_lengths_fit() {
        const SUITES: &[u8] = &[0x13, 1, 0x13, 3, 0xc0, 0x2b, 0xc0, 0x2c, 0, 0xff];
        const NAMES: &[u8] = &[0, 16, 0, 5, 0, 3, 2, b'h', b'2'];
        let sent = hello(SUITES, &[&[0, 43, 0, 5, 4, 3, 4, 3, 3], NAMES]);
        let check = |takes, arrives: Vec<u8>| {
            assert_eq!(without(&sent, takes).unwrap(), arrives, "{takes:?}");
        };
        check(
            Takes::Tls13,
            hello(SUITES, &[&[0, 43, 0, 3, 2, 3, 3], NAMES]),
        );
        check(
            Takes::Suites,
            hello(
                &[0x13, 3, 0xc0, 0x2c, 0, 0xff],
                &[&[0, 43, 0, 5, 4, 3, 4, 3, 3], NAMES],
            ),
        );
        check(Takes::Alpn, hello(SUITES, &[&[0, 43, 0, 5, 4, 3, 4, 3, 3]]));
        assert_eq!(without(b"GET / HTTP/1.1", Takes::Alpn), None);
    }
}
