//! Where TLS begins: told by content, on any port.

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::dissect::tls::handshake::message;
use crate::dissect::tls::record::{self, HEADER};
use crate::dissect::tls::ssl2;
use crate::survey::follow::beginning;

/// What the first bytes of a stream, or of a segment, are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scent {
    /// A hello of this role begins here.
    Hello(Side),
    /// A record other than a hello.
    Record,
    /// An SSL 2.0 client-hello.
    Ssl2,
    /// More bytes are needed to tell.
    Unclear,
    /// Not TLS.
    Nothing,
}

/// What stands at the front of `bytes`.
pub(super) fn scent(bytes: &[u8]) -> Scent {
    if bytes.len() < HEADER + 1 {
        return match may_begin(bytes) || may_begin_ssl2(bytes) {
            true => Scent::Unclear,
            false => Scent::Nothing,
        };
    }
    if !record::looks_like(bytes) {
        return ssl2(bytes);
    }
    let Ok((kind, _, length)) = record::header(&mut Reader::quiet(bytes)) else {
        return Scent::Nothing;
    };
    let body = bytes.get(HEADER..).unwrap_or_default();
    // A record may hold the first byte of a message only: what comes after it is the next record's header.
    let body = body.get(..length).unwrap_or(body);
    match (kind, body) {
        (ContentType::HANDSHAKE, [kind, ..]) => handshake(HandshakeType(*kind), body, length),
        (ContentType::ALERT, [1 | 2, ..]) if length == 2 => Scent::Record,
        (ContentType::ALERT, _) if length >= 16 => Scent::Record,
        (ContentType::CHANGE_CIPHER_SPEC, [1, ..]) if length == 1 => Scent::Record,
        (ContentType::APPLICATION_DATA, _) if length >= 16 => next_fits(bytes, length),
        _ => Scent::Nothing,
    }
}

/// Whether `bytes`, fewer than a header, may be the front of a record.
pub(super) fn may_begin(bytes: &[u8]) -> bool {
    match bytes {
        [] => true,
        [20..=24] => true,
        [20..=24, 3] => true,
        [20..=24, 3, minor, ..] => *minor <= 4,
        _ => false,
    }
}

/// The first place in `bytes` where a record begins that makes sense: it ends where the bytes end, or another follows it.
pub(super) fn resync(bytes: &[u8]) -> Option<usize> {
    let here = match scent(bytes) {
        Scent::Hello(_) | Scent::Record => true,
        Scent::Ssl2 | Scent::Unclear | Scent::Nothing => false,
    };
    if here {
        return Some(0);
    }
    (1..bytes.len().saturating_sub(HEADER)).find(|at| {
        let rest = bytes.get(*at..).unwrap_or_default();
        record::looks_like(rest) && ends_well(rest)
    })
}

/// Whether the record at the front ends with the bytes, or another one follows.
fn ends_well(bytes: &[u8]) -> bool {
    let Ok((_, _, length)) = record::header(&mut Reader::quiet(bytes)) else {
        return false;
    };
    match bytes.get(HEADER + length..) {
        Some([]) => true,
        Some(next) => next.len() >= HEADER && record::looks_like(next),
        None => false,
    }
}

/// Which end sends the handshake message with which the record at the front begins, where only one does.
pub(super) fn sender(bytes: &[u8]) -> Option<Side> {
    let (kind, _, length) = record::header(&mut Reader::quiet(bytes)).ok()?;
    let content = bytes.get(HEADER..)?;
    let content = content.get(..length).unwrap_or(content);
    let side = match kind {
        ContentType::HANDSHAKE => beginning::sender(HandshakeType(*content.first()?))?,
        _ => return None,
    };
    beginning::begins(side, content).then_some(side)
}

/// A record of application data in the middle of a stream: what follows it in the same bytes must be a record too.
fn next_fits(bytes: &[u8], length: usize) -> Scent {
    match bytes.get(HEADER + length..) {
        None | Some([]) => Scent::Record,
        Some(next) if may_begin(next.get(..next.len().min(HEADER)).unwrap_or_default()) => {
            Scent::Record
        }
        Some(_) => Scent::Nothing,
    }
}

/// A handshake record whose first message begins with `kind`.
fn handshake(kind: HandshakeType, body: &[u8], length: usize) -> Scent {
    let long = message::length(body).map_or(0, |long| long - message::HEADER);
    match kind {
        // Hellos larger than 128 KiB are none: it would take a claim that no implementation accepts.
        HandshakeType::CLIENT_HELLO if long <= 1 << 17 => Scent::Hello(Side::Client),
        HandshakeType::SERVER_HELLO if long <= 1 << 17 => Scent::Hello(Side::Server),
        // A message inside the record, or protected ones, which have any first byte.
        _ if long + 4 <= length || length >= 16 => Scent::Record,
        _ => Scent::Nothing,
    }
}

fn may_begin_ssl2(bytes: &[u8]) -> bool {
    match bytes {
        [] => true,
        [first] => first & 0x80 != 0,
        [first, _] => first & 0x80 != 0,
        [first, _, kind, ..] => first & 0x80 != 0 && *kind == 1,
    }
}

/// An SSL 2.0 client-hello, or nothing.
fn ssl2(bytes: &[u8]) -> Scent {
    match bytes.len() < SSL2_ENOUGH && may_begin_ssl2(bytes) {
        true => Scent::Unclear,
        false if ssl2::looks_like_hello(bytes) => Scent::Ssl2,
        false => Scent::Nothing,
    }
}

/// Bytes that tell whether an SSL 2.0 client-hello begins here.
const SSL2_ENOUGH: usize = 11;
