//! RDP, the negotiation in the X.224 connection request ([MS-RDPBCGR] §2.2.1.1).

use crate::base::text::Doc;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;

pub(super) static RDP: Protocol = Protocol {
    name: "rdp",
    rfc: "MS-RDPBCGR §2.2.1.1",
    text: Doc::new(
        "The client's X.224 connection request names the protections it knows, and the server chose one that runs inside TLS: the screen and the keystrokes follow encrypted.",
        "클라이언트가 X.224 연결 요청에 아는 보호 방식을 적고, 서버가 그 가운데 TLS 안에서 도는 것을 골랐다. 화면과 자판 입력이 암호화되어 뒤따른다.",
    ),
    asks: |client, _| {
        let Some((0xe0, [.., 1, _, 8, 0, wanted, _, _, _])) = x224(client) else {
            return false;
        };
        // 1: TLS, 2: CredSSP, 8: the same with early authorisation; both run inside TLS.
        wanted & 0x0b != 0
    },
    answers,
};

fn answers(_: &[u8], server: &[u8]) -> Answer {
    match x224(server) {
        None => Answer::NotYet,
        Some((0xd0, [.., 2, _, 8, 0, chosen, 0, 0, 0])) if chosen & 0x0b != 0 => Answer::Yes,
        Some(_) => Answer::No,
    }
}

/// The kind and the rest of an X.224 message in its TPKT envelope (RFC 1006 §6), if it is whole.
fn x224(said: &[u8]) -> Option<(u8, &[u8])> {
    let [3, 0, high, low, ..] = said else {
        return None;
    };
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    let [_, kind, rest @ ..] = said.get(4..length)? else {
        return None;
    };
    Some((kind & 0xf0, rest))
}
