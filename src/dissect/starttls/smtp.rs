//! SMTP, `STARTTLS` (RFC 3207).

use crate::base::text::Doc;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;
use crate::dissect::starttls::protocol::last_line;
use crate::dissect::starttls::protocol::reply;

pub(super) static SMTP: Protocol = Protocol {
    name: "smtp",
    rfc: "RFC 3207 §4",
    text: Doc::new(
        "The mail client said STARTTLS and the server answered 220: the letter that follows is encrypted, but an attacker who strikes the offer out keeps it readable.",
        "메일 클라이언트가 STARTTLS를 말하고 서버가 220으로 답했다. 뒤따르는 편지는 암호화되지만, 공격자가 그 제안을 지우면 읽을 수 있는 채로 남는다.",
    ),
    asks,
    answers,
};

fn asks(client: &[u8], _: &[u8]) -> bool {
    last_line(client).is_some_and(|line| line.trim_ascii().eq_ignore_ascii_case(b"STARTTLS"))
}

fn answers(_: &[u8], server: &[u8]) -> Answer {
    reply(server, b"220")
}
