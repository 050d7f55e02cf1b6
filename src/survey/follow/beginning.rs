//! Whether a handshake message begins here: asked after a gap, when the first byte of a record may be any byte of a message.
//!
//! A known type is not enough, for zeros are HelloRequests and ciphertext is anything: the length must suit the type, and what
//! the body begins with must suit the length (RFC 5246 §7.4, RFC 8446 §4).

use crate::base::side::Side;
use crate::dissect::tls::codes::handshake::HandshakeType;

/// Bytes of a message's header: type and length.
const HEADER: usize = 4;
/// The least body of a hello: version, random, and the lengths of what follows.
const LEAST_HELLO: usize = 38;

/// Whether `content`, which `from` sent as the content of a record, begins with a message.
pub(in crate::survey) fn begins(from: Side, content: &[u8]) -> bool {
    let [kind, a, b, c, body @ ..] = content else {
        return false;
    };
    let length = three([*a, *b, *c]);
    let sender = sender(HandshakeType(*kind));
    sender.is_none_or(|sender| sender == from)
        && fits(HandshakeType(*kind), length, body)
        // Nothing is sent behind a HelloRequest: more zeros are zeros.
        && (*kind != HandshakeType::HELLO_REQUEST.0 || content.len() == HEADER)
}

/// The only end that sends messages of this type; none: both do, or it is not known.
pub(in crate::survey) fn sender(kind: HandshakeType) -> Option<Side> {
    match kind {
        HandshakeType::CLIENT_HELLO
        | HandshakeType::END_OF_EARLY_DATA
        | HandshakeType::CLIENT_KEY_EXCHANGE => Some(Side::Client),
        HandshakeType::HELLO_REQUEST
        | HandshakeType::SERVER_HELLO
        | HandshakeType::NEW_SESSION_TICKET
        | HandshakeType::ENCRYPTED_EXTENSIONS
        | HandshakeType::SERVER_KEY_EXCHANGE
        | HandshakeType::CERTIFICATE_REQUEST
        | HandshakeType::SERVER_HELLO_DONE
        | HandshakeType::CERTIFICATE_STATUS => Some(Side::Server),
        _ => None,
    }
}

/// Whether a body of `length` bytes that begins with `body` is one of a message of this type.
fn fits(kind: HandshakeType, length: usize, body: &[u8]) -> bool {
    match (kind, body) {
        (HandshakeType::HELLO_REQUEST | HandshakeType::SERVER_HELLO_DONE, _) => length == 0,
        (HandshakeType::END_OF_EARLY_DATA, _) => length == 0,
        (HandshakeType::CLIENT_HELLO | HandshakeType::SERVER_HELLO, [3, 0..=4, ..]) => {
            (LEAST_HELLO..1 << 17).contains(&length)
        }
        // Before TLS 1.3: a lifetime of four bytes and the ticket; since: a lifetime, four bytes to add, a nonce of one length byte.
        (HandshakeType::NEW_SESSION_TICKET, [_, _, _, _, high, low, ..])
            if length == 6 + two([*high, *low]) =>
        {
            true
        }
        (HandshakeType::NEW_SESSION_TICKET, [_, _, _, _, _, _, _, _, nonce, ..]) => {
            length >= 13 + usize::from(*nonce) && length < 1 << 16
        }
        (HandshakeType::ENCRYPTED_EXTENSIONS, [high, low, ..]) => length == 2 + two([*high, *low]),
        // The list, before it the context of TLS 1.3.
        (HandshakeType::CERTIFICATE, [a, b, c, ..]) if length == 3 + three([*a, *b, *c]) => true,
        (HandshakeType::CERTIFICATE, [0, a, b, c, ..]) => length == 4 + three([*a, *b, *c]),
        (HandshakeType::SERVER_KEY_EXCHANGE, [3, _, _, point, ..]) => {
            length >= 4 + usize::from(*point)
        }
        (HandshakeType::SERVER_KEY_EXCHANGE, [high, low, ..]) => {
            let prime = two([*high, *low]);
            prime >= 64 && length > prime + 4 && length < 1 << 13
        }
        // Types of certificates, or the context of TLS 1.3.
        (HandshakeType::CERTIFICATE_REQUEST, [types, ..]) => {
            length > 2 + usize::from(*types) && length < 1 << 16
        }
        (HandshakeType::CERTIFICATE_VERIFY, [_, _, high, low, ..])
            if length == 4 + two([*high, *low]) =>
        {
            true
        }
        (HandshakeType::CERTIFICATE_VERIFY, [high, low, ..]) => length == 2 + two([*high, *low]),
        (HandshakeType::CLIENT_KEY_EXCHANGE, [point, ..])
            if length == 1 + usize::from(*point) && length > 1 =>
        {
            true
        }
        (HandshakeType::CLIENT_KEY_EXCHANGE, [high, low, ..]) => {
            // SSL 3.0 wrote no length before an RSA ciphertext.
            length == 2 + two([*high, *low]) || matches!(length, 64 | 128 | 256 | 384 | 512)
        }
        (HandshakeType::FINISHED, _) => matches!(length, 12 | 32 | 36 | 48),
        (HandshakeType::CERTIFICATE_STATUS, [_, a, b, c, ..]) => length == 4 + three([*a, *b, *c]),
        (HandshakeType::KEY_UPDATE, [request, ..]) => length == 1 && *request <= 1,
        (HandshakeType::COMPRESSED_CERTIFICATE, [_, _, _, _, _, a, b, c, ..]) => {
            length == 8 + three([*a, *b, *c])
        }
        // What is rare is not guessed at.
        _ => false,
    }
}

fn two(bytes: [u8; 2]) -> usize {
    u16::from_be_bytes(bytes).into()
}

fn three([a, b, c]: [u8; 3]) -> usize {
    usize::from(a) << 16 | usize::from(b) << 8 | usize::from(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_begins_only_where_its_length_suits_it() {
        let check = |from, content: &[u8], expected| {
            assert_eq!(begins(from, content), expected, "{content:?}");
        };
        check(Side::Server, &[0, 0, 0, 0], true);
        check(Side::Client, &[0, 0, 0, 0], false);
        check(Side::Server, &[0; 8], false);
        check(Side::Server, &[14, 0, 0, 0], true);
        check(Side::Server, &[14, 0, 0, 1, 9], false);
        check(Side::Client, &[16, 0, 0, 33, 32, 9], true);
        check(Side::Client, &[16, 0x16, 3, 3, 32, 9], false);
        check(Side::Server, &[16, 0, 0, 33, 32, 9], false);
        check(Side::Server, &[11, 0, 1, 3, 0, 1, 0, 7], true);
        check(Side::Server, &[11, 0, 1, 4, 0, 0, 1, 0, 7], true);
        check(Side::Server, &[11, 0, 1, 9, 0, 1, 0, 7], false);
        check(Side::Client, &[1, 0, 0, 200, 3, 3, 7], true);
        check(Side::Client, &[1, 0, 0, 200, 9, 9, 7], false);
        check(Side::Client, &[20, 0, 0, 12, 9], true);
        check(Side::Client, &[20, 0, 0, 13, 9], false);
        check(Side::Client, &[99, 0, 0, 0], false);
        check(Side::Client, &[20], false);
    }
}
