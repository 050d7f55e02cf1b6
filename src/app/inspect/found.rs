//! What is said of a capture beside its connections: damage, what stays dark, what was let go.

use std::io::{self, Write};

use crate::app::inspect::input::Input;
use crate::app::inspect::reading::Ended;
use crate::app::inspect::stranger::looks_like;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::complain;
use crate::base::text::{Lang, Text};
use crate::capture::source::Stop;
use crate::survey::pass::Closing;
use crate::text;
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::Look;

/// Says on standard error what was wrong with the reading, if anything, and gives how it ended.
pub(super) fn judge(input: &Input, ended: &Ended, lang: Lang) -> Answer {
    let name = input.name();
    if let Some(packet) = ended.cut_short {
        let refusal = Refusal::input(
            text!(en: "{name}: cut short at packet {packet}, as you asked", ko: "{name}: 요청에 따라 패킷 {packet}에서 멈춤"),
            Text::new(
                "what was found until there is shown; without Ctrl-C the whole is read",
                "거기까지 찾은 것을 보였다. Ctrl-C 를 누르지 않으면 끝까지 읽는다",
            ),
        );
        complain(&refusal.into(), lang);
        return Answer::Stopped;
    }
    let Some(broken) = &ended.broken else {
        return Answer::Good;
    };
    let refusal = match broken {
        Stop::Damaged {
            packet: 0,
            at: 0,
            what,
        } if what.field == "magic number" => {
            let (what, hint) = looks_like(&input.head(), &name);
            let (en, ko) = (&what.en, &what.ko);
            Refusal::input(text!(en: "{name}: {en}", ko: "{name}: {ko}"), hint)
        }
        Stop::Damaged { .. } | Stop::Unreadable(_) | Stop::Compression { .. } => {
            let said = broken.text();
            let (en, ko) = (&said.en, &said.ko);
            let hint = match ended.closing.packets {
                0 => Text::new(
                    "nothing could be read before it; try to get the file again",
                    "그 앞에서 읽을 수 있는 것이 없었다. 파일을 다시 구해 본다",
                ),
                _ => Text::new(
                    "what stands before the damage is shown; for the rest the file must be had again, whole",
                    "손상된 곳 앞의 내용은 보였다. 나머지를 보려면 온전한 파일을 다시 구해야 한다",
                ),
            };
            Refusal::input(text!(en: "{name}: {en}", ko: "{name}: {ko}"), hint)
        }
    };
    complain(&refusal.into(), lang);
    Answer::Damaged
}

/// What there was, in sentences: for a capture without connections, and for what did not fit.
pub(super) fn remarks(closing: &Closing) -> Vec<Text> {
    let mut said = Vec::new();
    let packets = closing.packets;
    if packets == 0 {
        said.push(Text::new(
            "The capture is in order, and empty: not one packet stands in it. Was the filter too narrow, or the interface the wrong one?",
            "캡처는 온전하지만 비어 있다. 패킷이 하나도 없다. 필터가 너무 좁았거나 다른 인터페이스에서 잡았을 수 있다.",
        ));
        return said;
    }
    if closing.connections == 0 {
        said.push(text!(
            en: "No TCP connection, DTLS or QUIC in {packets} packets.",
            ko: "패킷 {packets}개 가운데 TCP 연결도 DTLS도 QUIC도 없다."
        ));
    }
    let unread = closing.unread;
    if unread > 0 {
        said.push(match closing.unknown_link {
            Some(link) => text!(
                en: "{unread} packets could not be read; link type {link} is not known here.",
                ko: "읽지 못한 패킷이 {unread}개 있다. 링크 유형 {link}: 여기서는 알지 못한다."
            ),
            None => text!(
                en: "{unread} packets could not be read: they are cut inside a header, or damaged.",
                ko: "읽지 못한 패킷이 {unread}개 있다. 헤더 안에서 잘렸거나 손상되었다."
            ),
        });
    }
    let early = closing.told_early;
    if early > 0 {
        said.push(text!(
            en: "{early} connections were told before their end, to stay inside the memory of one pass; later frames of them count as new connections.",
            ko: "한 번에 읽는 메모리를 지키려고 연결 {early}개를 끝나기 전에 정리했다. 그 뒤의 프레임은 새 연결로 센다."
        ));
    }
    let let_go = closing.let_go;
    if let_go > 0 {
        said.push(text!(
            en: "{let_go} bytes that came out of order were let go, to stay inside the memory of one pass.",
            ko: "한 번에 읽는 메모리를 지키려고, 순서가 어긋나 온 {let_go}바이트를 버렸다."
        ));
    }
    said
}

/// Writes sentences, each from a new row.
///
/// # Errors
/// Those of `out`.
pub(super) fn say(said: &[Text], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for text in said {
        for row in wrap(&[Span::plain(look.say(text))], look.columns(), 0, 2) {
            row.write(look, out)?;
        }
    }
    Ok(())
}

/// Writes commands worth trying next.
///
/// # Errors
/// Those of `out`.
pub(super) fn next(commands: &[String], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let word = look.word("Next:  ", "다음:  ");
    let commands = commands.join("   ");
    let said = [Span::new(word, Ink::Faint), Span::new(commands, Ink::Faint)];
    Row::default().write(look, out)?;
    for row in wrap(&said, look.columns(), 0, 7) {
        row.write(look, out)?;
    }
    Ok(())
}
