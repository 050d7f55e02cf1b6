//! MySQL and MariaDB, the SSLRequest packet (the manual, "Connection Phase").

use crate::base::text::Doc;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;

/// The bit of the capabilities that says TLS.
const SSL: u8 = 0x08;

pub(super) static MYSQL: Protocol = Protocol {
    name: "mysql",
    rfc: "MySQL manual, Connection Phase",
    text: Doc::new(
        "The server's greeting offers TLS as one of its capabilities; the client answers with half a login packet that takes it up, and goes on in TLS without waiting.",
        "서버의 인사말이 할 수 있는 것들 가운데 TLS를 제안한다. 클라이언트는 그것을 받아들이는 로그인 패킷의 앞부분만 보내고, 기다리지 않고 TLS로 이어 간다.",
    ),
    asks,
    answers: |_, _| Answer::Yes,
};

/// Packets have a length of three bytes, little-endian, and a number.
fn asks(client: &[u8], server: &[u8]) -> bool {
    let greeted = matches!(server, [_, _, 0, 0, 10, ..]) && offers(server);
    // Capabilities of two bytes in the old protocol, of four in the present one; the user's name does not follow.
    let wants = match client {
        [32, 0, 0, 1, _, high, ..] => client.len() == 36 && high & SSL != 0,
        [5, 0, 0, 1, _, high, ..] => client.len() == 9 && high & SSL != 0,
        _ => false,
    };
    greeted && wants
}

/// Whether the greeting offers TLS: after the version (text up to a zero) stand the connection's number, eight bytes, a
/// zero, and the capabilities.
fn offers(server: &[u8]) -> bool {
    let text = server.get(5..).unwrap_or_default();
    let end = text.iter().position(|byte| *byte == 0);
    end.and_then(|end| text.get(end + 1 + 4 + 8 + 1 + 1))
        .is_some_and(|high| high & SSL != 0)
}
