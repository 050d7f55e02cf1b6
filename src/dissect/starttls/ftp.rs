//! FTP, `AUTH TLS` (RFC 4217).

use crate::base::text::Doc;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;
use crate::dissect::starttls::protocol::last_line;
use crate::dissect::starttls::protocol::reply;

pub(super) static FTP: Protocol = Protocol {
    name: "ftp",
    rfc: "RFC 4217 §4",
    text: Doc::new(
        "The client said AUTH TLS and the server answered 234: the control connection is encrypted from here; data connections are protected only after PROT P.",
        "클라이언트가 AUTH TLS를 말하고 서버가 234로 답했다. 여기부터 제어 연결이 암호화된다. 데이터 연결은 PROT P 뒤에야 보호된다.",
    ),
    asks,
    answers,
};

fn asks(client: &[u8], _: &[u8]) -> bool {
    const WISHES: [&[u8]; 4] = [b"AUTH TLS", b"AUTH SSL", b"AUTH TLS-C", b"AUTH TLS-P"];
    last_line(client).is_some_and(|line| {
        WISHES
            .iter()
            .any(|wish| line.trim_ascii().eq_ignore_ascii_case(wish))
    })
}

fn answers(_: &[u8], server: &[u8]) -> Answer {
    match reply(server, b"234") {
        // Old servers said 334 and meant the same.
        Answer::No => reply(server, b"334"),
        answer @ (Answer::Yes | Answer::NotYet) => answer,
    }
}
