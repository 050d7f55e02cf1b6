//! IMAP, `STARTTLS` (RFC 9051 §6.2.1).

use crate::base::text::Doc;
use crate::dissect::starttls::protocol::Answer;
use crate::dissect::starttls::protocol::Protocol;
use crate::dissect::starttls::protocol::last_line;
use crate::dissect::starttls::protocol::lines;

pub(super) static IMAP: Protocol = Protocol {
    name: "imap",
    rfc: "RFC 9051 §6.2.1",
    text: Doc::new(
        "The mail client said STARTTLS under a tag and the server answered OK to that tag: whatever the server said before is forgotten, since anyone could have changed it.",
        "메일 클라이언트가 꼬리표를 붙여 STARTTLS를 말하고 서버가 그 꼬리표에 OK로 답했다. 그 전에 서버가 한 말은 누가 바꿨을지 모르므로 잊는다.",
    ),
    asks: |client, _| tag(client).is_some(),
    answers,
};

/// The tag under which the client asks to turn.
fn tag(client: &[u8]) -> Option<&[u8]> {
    let line = last_line(client)?.trim_ascii_end();
    let (tag, wish) = line.split_at_checked(line.len().checked_sub(b" STARTTLS".len())?)?;
    let one = !tag.is_empty() && !tag.contains(&b' ');
    (one && wish.eq_ignore_ascii_case(b" STARTTLS")).then_some(tag)
}

fn answers(client: &[u8], server: &[u8]) -> Answer {
    let Some(tag) = tag(client) else {
        return Answer::No;
    };
    let said = lines(server).find_map(|line| line.strip_prefix(tag)?.strip_prefix(b" "));
    match said {
        None => Answer::NotYet,
        Some([o, k, ..]) if [*o, *k].eq_ignore_ascii_case(b"OK") => Answer::Yes,
        Some(_) => Answer::No,
    }
}
