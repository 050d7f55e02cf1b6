//! LDAP, the StartTLS extended operation (RFC 4511 §4.14).

use crate::base::text::Doc;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;

/// The name of the operation.
const START_TLS: &[u8] = b"1.3.6.1.4.1.1466.20037";

pub(super) static LDAP: Protocol = Protocol {
    name: "ldap",
    rfc: "RFC 4511 §4.14",
    text: Doc::new(
        "The client sent the extended operation 1.3.6.1.4.1.1466.20037 and the directory answered success: what it asks for from here on nobody on the path can read.",
        "클라이언트가 확장 동작 1.3.6.1.4.1.1466.20037을 보내고 디렉터리가 success로 답했다. 여기부터 무엇을 찾는지 경로의 누구도 읽지 못한다.",
    ),
    asks: |client, _| {
        operation(client).is_some_and(|(_, kind, body)| {
            kind == 0x77 && body.windows(START_TLS.len()).any(|some| some == START_TLS)
        })
    },
    answers,
};

fn answers(client: &[u8], server: &[u8]) -> Answer {
    let asked = operation(client).map(|(number, ..)| number);
    match operation(server) {
        None => Answer::NotYet,
        // An ExtendedResponse to the same message begins with its result: 0 is success.
        Some((number, 0x78, [0x0a, 1, 0, ..])) if Some(number) == asked => Answer::Yes,
        Some(_) => Answer::No,
    }
}

/// The number, the tag and the body of the first message, if it is whole.
fn operation(said: &[u8]) -> Option<(&[u8], u8, &[u8])> {
    let (0x30, message, _) = element(said)? else {
        return None;
    };
    let (2, number, rest) = element(message)? else {
        return None;
    };
    let (kind, body, _) = element(rest)?;
    Some((number, kind, body))
}

/// One element of BER: its tag, its content, and what follows.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let [tag, length, rest @ ..] = bytes else {
        return None;
    };
    let (length, rest) = match (length, rest) {
        (0..=0x7f, rest) => (usize::from(*length), rest),
        (0x81, [a, rest @ ..]) => (usize::from(*a), rest),
        (0x82, [a, b, rest @ ..]) => (usize::from(u16::from_be_bytes([*a, *b])), rest),
        (0x84, [0, 0, a, b, rest @ ..]) => (usize::from(u16::from_be_bytes([*a, *b])), rest),
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}
