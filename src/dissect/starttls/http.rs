//! HTTP, `CONNECT` through a proxy (RFC 9110 §9.3.6).

use crate::base::text::Doc;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;

pub(super) static HTTP: Protocol = Protocol {
    name: "http-connect",
    rfc: "RFC 9110 §9.3.6",
    text: Doc::new(
        "The client asked a proxy to connect it to a host, and after 200 the proxy only passes bytes on: it sees which host is meant, and nothing of what is said in TLS.",
        "클라이언트가 프록시에 어떤 호스트로 이어 달라고 했고, 200 뒤에 프록시는 바이트를 나르기만 한다. 어느 호스트인지는 알지만 TLS 안의 말은 알지 못한다.",
    ),
    asks: |client, _| client.starts_with(b"CONNECT ") && ended(client),
    answers,
};

fn answers(_: &[u8], server: &[u8]) -> Answer {
    let Some(line) = server.strip_prefix(b"HTTP/1.") else {
        return match server.len() {
            0..7 => Answer::NotYet,
            _ => Answer::No,
        };
    };
    match line {
        [_, b' ', b'2', ..] if ended(server) => Answer::Yes,
        [_, b' ', b'1' | b'2', ..] | [] | [_] | [_, _] => Answer::NotYet,
        _ => Answer::No,
    }
}

/// Whether the header is whole: an empty line ends it.
fn ended(said: &[u8]) -> bool {
    said.windows(4).any(|end| end == b"\r\n\r\n")
}
