//! XMPP, `<starttls/>` (RFC 6120 §5).

use crate::base::text::Doc;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;

pub(super) static XMPP: Protocol = Protocol {
    name: "xmpp",
    rfc: "RFC 6120 §5.4.2",
    text: Doc::new(
        "The chat client sent <starttls/> and the server answered <proceed/>: after the handshake both begin the stream anew, so that nothing said in the clear counts.",
        "채팅 클라이언트가 <starttls/>를 보내고 서버가 <proceed/>로 답했다. 핸드셰이크 뒤에 양쪽이 스트림을 새로 시작하여, 평문으로 한 말은 아무것도 남지 않는다.",
    ),
    asks: |client, _| has(client, b"<starttls") && has(client, b"urn:ietf:params:xml:ns:xmpp-tls"),
    answers,
};

fn answers(_: &[u8], server: &[u8]) -> Answer {
    if !server.trim_ascii_end().ends_with(b">") {
        return Answer::NotYet;
    }
    if has(server, b"<proceed") {
        return Answer::Yes;
    }
    if has(server, b"<failure") {
        return Answer::No;
    }
    Answer::NotYet
}

fn has(said: &[u8], word: &[u8]) -> bool {
    said.first() == Some(&b'<') && said.windows(word.len()).any(|some| some == word)
}
