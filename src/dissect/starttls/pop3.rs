//! POP3, `STLS` (RFC 2595).

use crate::base::text::Doc;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;
use crate::dissect::starttls::protocol::last_line;
use crate::dissect::starttls::protocol::lines;

pub(super) static POP3: Protocol = Protocol {
    name: "pop3",
    rfc: "RFC 2595 §4",
    text: Doc::new(
        "The mail client said STLS and the server answered +OK: the password that follows is encrypted.",
        "메일 클라이언트가 STLS를 말하고 서버가 +OK로 답했다. 뒤따르는 비밀번호는 암호화된다.",
    ),
    asks,
    answers,
};

fn asks(client: &[u8], _: &[u8]) -> bool {
    last_line(client).is_some_and(|line| line.trim_ascii().eq_ignore_ascii_case(b"STLS"))
}

fn answers(_: &[u8], server: &[u8]) -> Answer {
    match lines(server).next() {
        None => Answer::NotYet,
        Some(line) if line.starts_with(b"+OK") => Answer::Yes,
        Some(_) => Answer::No,
    }
}
