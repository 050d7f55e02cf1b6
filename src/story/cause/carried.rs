//! What a frame carried as it was sent: read from the sender's own bytes, since a changed byte may make another message of what arrives.

use crate::base::text::Text;
use crate::dissect::tcp::Flags;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::story::book::Book;
use crate::story::sent;
use crate::story::tls::opening;

/// Bytes of a record before its content.
const HEADER: usize = 5;

/// What stood at byte `at` of frame `number` as it left its sender; where that is a header of TCP or below, what the frame carried first.
pub(crate) fn named(book: &Book<'_>, number: u32, at: usize) -> Option<Text> {
    let mut stream = Vec::new();
    let mut start = None;
    let wanted = sent::segment(book.evidence, number, |ends, _| Some(ends))?;
    for packet in &book.evidence.packets {
        let place = sent::segment(book.evidence, packet.number, |ends, segment| {
            if ends != wanted {
                return None;
            }
            if segment.flags.has(Flags::SYN) {
                start = Some(segment.sequence.wrapping_add(1));
            }
            let place = segment.sequence.wrapping_sub(start?) as usize;
            // Sent again, it is the same; beyond a gap it cannot be read.
            let end = place.saturating_add(segment.payload.len());
            if place <= stream.len() && end > stream.len() {
                stream.truncate(place);
                stream.extend_from_slice(segment.payload);
            }
            let before = at.saturating_sub(segment.payload_at);
            (!segment.payload.is_empty()).then_some(place.saturating_add(before))
        });
        if packet.number == number {
            return at_place(&stream, place?);
        }
    }
    None
}

/// The message at byte `place` of a stream of records.
fn at_place(stream: &[u8], place: usize) -> Option<Text> {
    let mut rest = stream;
    let mut begins = 0;
    let mut changed_cipher = false;
    let mut message = Message::default();
    while let [kind, _, _, high, low, ..] = *rest {
        let length = usize::from(u16::from_be_bytes([high, low]));
        let whole = rest.get(..HEADER + length).unwrap_or(rest);
        let content = whole.get(HEADER..)?;
        let kind = ContentType(kind);
        let here = (begins..begins + whole.len()).contains(&place);
        let within = place.saturating_sub(begins + HEADER);
        // In TLS 1.3 a second ClientHello may follow a ChangeCipherSpec that means nothing.
        let hello = content.first() == Some(&HandshakeType::CLIENT_HELLO.0);
        let sealed = kind == ContentType::APPLICATION_DATA || (changed_cipher && !hello);
        match kind {
            _ if sealed && here => return Some(Text::new("a protected record", "보호된 레코드")),
            ContentType::HANDSHAKE if !sealed => {
                let at = message.follow(content, within);
                if here {
                    return at;
                }
            }
            ContentType::ALERT if here => return Some(Text::new("an alert", "경보")),
            kind if here => return Some(Text::same(opening::title(&kind.to_string()))),
            _ => {}
        }
        changed_cipher |= kind == ContentType::CHANGE_CIPHER_SPEC;
        rest = rest.get(whole.len()..)?;
        begins += whole.len();
    }
    None
}

/// A handshake message that may go on in the next record.
#[derive(Default)]
struct Message {
    kind: Option<HandshakeType>,
    /// How many of its bytes are still to come.
    left: usize,
}

impl Message {
    /// Goes through the content of a record; gives the name of the message at its byte `at`.
    fn follow(&mut self, content: &[u8], at: usize) -> Option<Text> {
        let mut rest = content;
        let mut begins = 0;
        let mut found = None;
        while !rest.is_empty() {
            if self.left == 0 {
                let [kind, a, b, c, ..] = *rest else {
                    break;
                };
                self.kind = Some(HandshakeType(kind));
                let length = u32::from_be_bytes([0, a, b, c]);
                self.left = usize::try_from(length).ok()?.saturating_add(4);
            }
            let here = self.left.min(rest.len());
            if (begins..begins + here).contains(&at) {
                found = self.kind;
            }
            self.left -= here;
            begins += here;
            rest = rest.get(here..)?;
        }
        Some(Text::same(opening::title(&found?.to_string())))
    }
}
