//! What a UDP payload speaks, told by its first bytes alone: DTLS (RFC 6347, RFC 9147) or QUIC (RFC 9000, RFC 8999).
//!
//! Strict on purpose, since a datagram has no past: DNS, RTP, STUN and the like must not pass. So the short forms that both
//! protocols use later in a flow (the unified header of DTLS 1.3, the short header of QUIC) are not told from noise here;
//! they belong to a flow that began with a form that is.

use crate::base::field::number;
use crate::dissect::tls::codes::version::Version;

/// What a datagram speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// DTLS: the version of its first record, a legacy number.
    Dtls {
        /// 0xfeff or 0xfefd; 0x0100 is the DTLS of OpenSSL before there was an RFC.
        version: Version,
    },
    /// QUIC with a long header.
    Quic {
        /// Its version; 0 is a version negotiation.
        version: u32,
    },
}

/// What `payload` speaks, if it is certain.
pub fn recognise(payload: &[u8]) -> Option<Spoken> {
    dtls(payload).or_else(|| quic(payload))
}

/// Bytes of a DTLS record header: type, version, epoch, sequence number, length.
const DTLS_HEADER: usize = 13;

/// The most a body of a record may have: 2^14 bytes, and what protection adds.
const LARGEST: usize = (1 << 14) + 2048;

fn dtls(payload: &[u8]) -> Option<Spoken> {
    let [
        kind,
        major,
        minor,
        e1,
        e2,
        _,
        _,
        _,
        _,
        _,
        _,
        l1,
        l2,
        body @ ..,
    ] = payload
    else {
        return None;
    };
    let version = Version(u16::from_be_bytes([*major, *minor]));
    let length = usize::from(u16::from_be_bytes([*l1, *l2]));
    let first = u16::from_be_bytes([*e1, *e2]) == 0;
    let known = matches!(version.0, 0xfeff | 0xfefd | 0xfefc | 0x0100);
    // Only the first epoch is in the clear, and only there the content must make sense.
    let sound = match kind {
        20 => length == 1 && body.first() == Some(&1) || !first,
        21 => length == 2 && matches!(body.first(), Some(1 | 2)) || !first,
        22 if first => message(body, length),
        22 | 23 | 24 | 26 => !first || *kind == 26,
        25 => !first,
        _ => false,
    };
    if !known || !sound || length == 0 || length > LARGEST || length > body.len() {
        return None;
    }
    // What follows the first record is another one, of the same making.
    let rest = body.get(length..).unwrap_or_default();
    let next = rest.is_empty()
        || rest.len() >= DTLS_HEADER && matches!(rest, [20..=26, _, _, ..])
        || matches!(rest, [0x20..=0x3f, ..]);
    next.then_some(Spoken::Dtls { version })
}

/// Whether a handshake message in the clear can begin here: its fragment lies within the message, and within the record.
fn message(body: &[u8], record: usize) -> bool {
    let [kind, l1, l2, l3, _, _, o1, o2, o3, f1, f2, f3, ..] = body else {
        return false;
    };
    let three = |bytes: [u8; 3]| number(&bytes).unwrap_or(u64::MAX);
    let (length, offset, fragment) = (
        three([*l1, *l2, *l3]),
        three([*o1, *o2, *o3]),
        three([*f1, *f2, *f3]),
    );
    let room = u64::try_from(record.saturating_sub(12)).unwrap_or(0);
    *kind <= 26 && offset + fragment <= length && fragment <= room
}

/// The smallest datagram that may carry an Initial of a client (RFC 9000 §14.1); one cut by the capture is shorter.
fn quic(payload: &[u8]) -> Option<Spoken> {
    let [first, v1, v2, v3, v4, rest @ ..] = payload else {
        return google(payload);
    };
    let version = u32::from_be_bytes([*v1, *v2, *v3, *v4]);
    if first & 0x80 == 0 {
        return google(payload);
    }
    let greased = version & 0x0f0f_0f0f == 0x0a0a_0a0a;
    let draft = matches!(version, 0xff00_0001..=0xff00_0022);
    // The first byte of version negotiation is free but for its highest bit (RFC 9000 §17.2.1).
    let fixed = version == 0 || first & 0x40 != 0;
    let known = greased
        || draft
        || matches!(
            version,
            0 | 1 | 0x6b33_43cf | 0x709a_50c4 | 0xface_b000..=0xface_b0ff
        )
        || modern_google(version);
    if !known || !fixed {
        return None;
    }
    let (destination, rest) = identifier(rest)?;
    let (source, rest) = identifier(rest)?;
    let sound = match version {
        0 => {
            // A list of versions, each four bytes, none of them zero.
            rest.len() >= 4
                && rest.len() % 4 == 0
                && rest.chunks_exact(4).all(|one| one != [0; 4])
                && !(destination.is_empty() && source.is_empty())
        }
        _ if greased => {
            destination.len() >= 8 && payload.len() >= 1000
                || !source.is_empty() && rest.len() >= 20
        }
        _ => rest.len() >= 16 || !draft && rest.len() >= 4,
    };
    sound.then_some(Spoken::Quic { version })
}

/// A connection identifier with its length of one byte: at most 20 bytes in every version there is.
fn identifier(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first()?;
    let length = usize::from(*length);
    (length <= 20).then(|| rest.split_at_checked(length))?
}

/// Google's versions that took on the header of IETF QUIC: Q046 to Q050, T050, T051.
fn modern_google(version: u32) -> bool {
    matches!(
        &version.to_be_bytes(),
        b"Q046" | b"Q047" | b"Q048" | b"Q049" | b"Q050" | b"T048" | b"T049" | b"T050" | b"T051"
    )
}

/// Google's QUIC before that (Q009 to Q043): public flags with a version and an identifier of eight bytes.
fn google(payload: &[u8]) -> Option<Spoken> {
    let [flags, _, _, _, _, _, _, _, _, b'Q', b'0', tens, ones, _, ..] = payload else {
        return None;
    };
    let version = u32::from_be_bytes([b'Q', b'0', *tens, *ones]);
    let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
    (flags & 0xc0 == 0 && flags & 0x09 == 0x09 && digits).then_some(Spoken::Quic { version })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_quic(start: &[u8], size: usize, version: u32) {
        let mut bytes = start.to_vec();
        bytes.resize(size.max(start.len()), 7);
        assert_eq!(
            recognise(&bytes),
            Some(Spoken::Quic { version }),
            "{start:x?}"
        );
    }

    fn hello() -> Vec<u8> {
        let mut hello = vec![22, 0xfe, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 62];
        hello.extend([1, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 50]);
        hello.extend([0xfe, 0xfd]);
        hello.resize(13 + 62, 3);
        hello
    }

    #[test]
    fn dtls_is_recognised() {
        let version = Version(0xfeff);
        assert_eq!(recognise(&hello()), Some(Spoken::Dtls { version }));
        let mut sealed = vec![23, 0xfe, 0xfd, 0, 1, 0, 0, 0, 0, 0, 5, 0, 20];
        sealed.resize(33, 0xaa);
        let version = Version(0xfefd);
        assert_eq!(recognise(&sealed), Some(Spoken::Dtls { version }));
        let two = [sealed.clone(), sealed.clone()].concat();
        assert_eq!(recognise(&two), Some(Spoken::Dtls { version }));
        // Application data is never in the clear, a record never longer than its datagram.
        sealed[4] = 0;
        assert_eq!(recognise(&sealed), None);
        assert_eq!(recognise(&hello()[..40]), None);
        let mut beyond = hello();
        beyond[24] = 51;
        assert_eq!(recognise(&beyond), None);
    }

    #[test]
    fn quic_is_recognised() {
        is_quic(&[0xc3, 0, 0, 0, 1, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0], 1200, 1);
        is_quic(&[0xd3, 0x6b, 0x33, 0x43, 0xcf, 0, 0], 200, 0x6b33_43cf);
        is_quic(&[0xc3, 0xff, 0, 0, 29, 0, 4, 1, 2, 3, 4], 200, 0xff00_001d);
        is_quic(
            &[0xc3, 0x1a, 0x2a, 0x3a, 0x4a, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0],
            1200,
            0x1a2a_3a4a,
        );
        is_quic(&[0x80, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4, 0, 0, 0, 1], 0, 0);
        is_quic(
            b"\xc3Q046\x08\x01\x02\x03\x04\x05\x06\x07\x08\x00",
            1200,
            0x5130_3436,
        );
        is_quic(
            b"\x0d\x01\x02\x03\x04\x05\x06\x07\x08Q043\x01",
            1200,
            0x5130_3433,
        );
    }

    #[test]
    fn others_are_not() {
        let dns = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x07example\x03com\x00\x00\x01\x00\x01";
        let mut answer = dns.to_vec();
        answer[2..4].copy_from_slice(&[0x81, 0x80]);
        let mut stun = vec![0, 1, 0, 8, 0x21, 0x12, 0xa4, 0x42];
        stun.resize(28, 9);
        let mut rtp = vec![0x80, 0x60, 0x12, 0x34, 0, 0, 0, 1, 1, 2, 3, 4];
        rtp.resize(172, 0xd5);
        let mut zeros = vec![0x80, 0, 0, 0, 0, 0, 0];
        zeros.resize(100, 0);
        let ntp = [vec![0x23, 2, 6, 0xec], vec![0; 44]].concat();
        for bytes in [
            dns.to_vec(),
            answer,
            stun,
            rtp,
            zeros,
            ntp,
            vec![],
            vec![0xc0],
        ] {
            assert_eq!(recognise(&bytes), None, "{bytes:x?}");
        }
    }
}
