//! PostgreSQL, SSLRequest (the manual, "Message Flow").

use crate::base::text::Doc;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;

pub(super) static POSTGRESQL: Protocol = Protocol {
    name: "postgresql",
    rfc: "PostgreSQL manual §55.2.11",
    text: Doc::new(
        "Before its first real message the client sent the number 80877103 where a version should be, and the server answered with the single byte S.",
        "첫 메시지에 앞서 클라이언트가 버전 자리에 80877103이라는 번호를 보내고, 서버가 S 한 바이트로 답했다.",
    ),
    asks: |client, _| client == [0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f],
    answers,
};

fn answers(_: &[u8], server: &[u8]) -> Answer {
    match server {
        [] => Answer::NotYet,
        [b'S', ..] => Answer::Yes,
        _ => Answer::No,
    }
}
