//! Bytes that are no TLS records: a dialog in the clear before TLS (STARTTLS), another protocol altogether, and what stands
//! between records where the place was lost.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::stream::Stream;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::record;
use crate::story::book::Book;
use crate::story::repeats::{More, Repeats};
use crate::story::tls::data::{self, is_text};
use crate::story::tls::talk::{Before, Speech, Talk, set};
use crate::text;

/// How far a search for the next record looks.
const REACH: usize = 40 << 10;
/// More than the largest record: what a search leaves for the next time.
const KEPT: usize = 18 << 10;
/// Steps before TLS that are told otherwise when TLS follows.
const DIALOG: usize = 24;

impl Talk {
    /// Bytes of a side that has not spoken TLS yet. False: more are needed.
    pub(crate) fn clear(
        &mut self,
        book: &mut Book<'_>,
        from: Side,
        stream: &Stream,
        rest: &[u8],
    ) -> bool {
        let fresh = self.speaks(from) == Speech::Unknown;
        let peer = matches!(self.speaks(from.peer()), Speech::Tls | Speech::Lost);
        let midway = fresh && stream.initial().is_none();
        let begins = match (fresh || peer, record::looks_like(rest)) {
            (true, true) => Some(0),
            _ => hello(rest),
        };
        if begins == Some(0) {
            match rest.first() {
                // To whoever speaks in the clear, TLS can only answer that it did not understand.
                Some(kind) if *kind == ContentType::ALERT.0 => {
                    set(&mut self.speech, from, Speech::Tls);
                }
                Some(_) | None => self.turn(book, from),
            }
            return true;
        }
        if rest.len() < 6 && matches!(rest, [20..=24] | [20..=24, 3, ..]) {
            return false;
        }
        if midway && !is_text(rest) {
            set(&mut self.speech, from, Speech::Lost);
            return true;
        }
        set(&mut self.speech, from, Speech::Clear);
        set(&mut self.strange, from, true);
        let length = begins.unwrap_or(rest.len());
        let piece = rest.get(..length).unwrap_or(rest);
        let start = self.told(from);
        let at = start..start + piece.len() as u64;
        set(&mut self.cut, from, at.end);
        let packets = stream.packets(at.clone());
        let plain = Repeats::Plain(from);
        if book.counts(plain) && self.before.len() >= DIALOG {
            let (packets, bytes) = (&packets[..], piece.len());
            let chapter = data::strange_chapter();
            book.count_more(plain, &chapter, &More { packets, bytes });
            return true;
        }
        let before = self.dialog.refused().is_some();
        self.dialog.push(from, piece);
        let quote = data::not_tls(book, from, piece, at, &packets);
        if let (false, Some(protocol), Some(step)) =
            (before, self.dialog.refused(), book.steps.last_mut())
        {
            let name = protocol.name;
            step.rfc = protocol.rfc;
            step.sentence = step.sentence.then(&text!(
                en: "The client asked to turn to TLS ({name}) and the server refuses: whatever follows stays in the clear.",
                ko: "클라이언트가 TLS로 넘어가자고 했지만({name}) 서버가 거절한다. 이어지는 것은 모두 평문이다."
            ));
            step.why.push(Text::new(
                "A refusal is not signed: whoever sits on the path may have put it there. A client that goes on without TLS can be made to give its password away; one that insists on TLS stops here.",
                "거절에는 서명이 없어, 경로에 있는 누군가가 끼워 넣었을 수도 있다. TLS 없이 계속하는 클라이언트에게서는 비밀번호를 빼낼 수 있다. TLS를 고집하는 클라이언트라면 여기서 멈춘다.",
            ));
        }
        if self.before.len() < DIALOG {
            let step = book.steps.len().saturating_sub(1);
            self.before.push(Before { step, from, quote });
        }
        true
    }

    /// From here on `from` speaks TLS; what was said before in the clear is told as what led to it.
    fn turn(&mut self, book: &mut Book<'_>, from: Side) {
        set(&mut self.speech, from, Speech::Tls);
        self.strange = [false; 2];
        let other = from.peer();
        if self.speaks(other) == Speech::Clear {
            set(&mut self.speech, other, Speech::Unknown);
        }
        let protocol = self.dialog.protocol();
        let name = protocol.map(|protocol| protocol.name);
        let last = self.before.len().saturating_sub(1);
        for (n, before) in self.before.drain(..).enumerate() {
            let Some(step) = book.steps.get_mut(before.step) else {
                continue;
            };
            let (who, quote) = (before.from.text(), before.quote);
            let (en, ko) = (&who.en, &who.ko);
            step.chapter = Text::new(
                "Before TLS: in the clear, the ends agree to turn to it",
                "TLS 이전: 평문으로 이야기하며 TLS로 넘어가기로 한다",
            );
            step.name = match name {
                Some(name) => text!(en: "{name}, in the clear", ko: "{name}, 평문"),
                None => Text::new("in the clear", "평문"),
            };
            step.rfc = protocol.map_or("RFC 9325 §3.2", |protocol| protocol.rfc);
            step.why = vec![Text::new(
                "Nothing protects these lines: whoever sits on the path can read them, and could strike out the offer of TLS so that the ends go on without it. A client that insists on TLS stops there.",
                "이 대화는 아무것도 보호하지 않는다. 경로에 있는 누구나 읽을 수 있고, TLS를 하자는 제안을 지워 양 끝이 TLS 없이 계속하게 만들 수도 있다. TLS를 고집하는 클라이언트라면 거기서 멈춘다.",
            )];
            step.sentence = match quote.is_empty() {
                true => {
                    text!(en: "The {en} speaks in the clear, before TLS begins.", ko: "TLS를 시작하기 전에 {ko} 쪽이 평문으로 말한다.")
                }
                false => {
                    text!(en: "Before TLS begins the {en} says in the clear: \"{quote}\"", ko: "TLS를 시작하기 전에 {ko} 쪽이 평문으로 말한다: \"{quote}\"")
                }
            };
            if let (true, Some(protocol)) = (n == last, protocol) {
                step.sentence = step.sentence.then(&Text::from(protocol.text));
            }
        }
    }

    /// Looks for the next record where the place was lost. False: more bytes are needed.
    pub(crate) fn search(
        &mut self,
        book: &mut Book<'_>,
        from: Side,
        stream: &Stream,
        rest: &[u8],
    ) -> bool {
        let stray = match find(rest) {
            Some(0) => {
                set(&mut self.speech, from, Speech::Tls);
                return true;
            }
            Some(at) => at,
            None if rest.len() > REACH => rest.len() - KEPT,
            None => return false,
        };
        let start = self.told(from);
        let at = start..start + stray as u64;
        self.door(from).lose(stray as u64);
        set(&mut self.cut, from, at.end);
        let packets = stream.packets(at.clone());
        let bytes = rest.get(..stray).unwrap_or_default();
        let part = Repeats::Part(from);
        if book.counts(part) {
            let (packets, bytes) = (&packets[..], stray);
            book.count_more(part, &Text::EMPTY, &More { packets, bytes });
            return true;
        }
        let mut step = book
            .wire(
                from,
                &packets,
                Text::new("bytes without their record", "레코드를 알 수 없는 바이트"),
                "RFC 8446 §5.1",
            )
            .measuring(stray);
        step.sentence = text!(en: "Bytes that belong to a record whose beginning is not in the capture, or that are no record at all: {stray}.", ko: "시작이 캡처에 없는 레코드에 속하거나 아예 레코드가 아닌 {stray}바이트이다.");
        step.why.push(Text::new(
            "A record says its length only in its header. Without it nobody knows where the next begins; it is found again where several headers in a row make sense.",
            "레코드의 길이는 헤더에만 적혀 있다. 헤더가 없으면 다음 레코드가 어디서 시작하는지 알 수 없다. 말이 되는 헤더가 잇달아 나오는 곳에서 다시 찾는다.",
        ));
        let origin = Origin::Stream { from, at, packets };
        step.exhibits.push(Exhibit::read(
            Text::new("the bytes", "바이트"),
            origin,
            bytes,
            |_| Ok(()),
        ));
        book.push_repeating(part, step);
        true
    }

    /// What `from` sent goes on at `next`, behind bytes that are not in the capture.
    pub(crate) fn gap(&mut self, from: Side, next: u64) {
        let missing = next.saturating_sub(self.told(from));
        set(&mut self.cut, from, next);
        self.broken_off(from, missing);
    }

    /// What `from` sent is counted anew, behind bytes that are not in the capture.
    pub(crate) fn anew(&mut self, from: Side) {
        set(&mut self.cut, from, 0);
        self.broken_off(from, u64::MAX);
    }

    fn broken_off(&mut self, from: Side, missing: u64) {
        self.door(from).lose(missing);
        self.session.torn |= self.session.finished != [true, true];
        set(&mut self.gapped, from, true);
        set(&mut self.messages, from, Vec::new());
        set(&mut self.carried, from, None);
        if self.speaks(from) == Speech::Tls {
            set(&mut self.speech, from, Speech::Lost);
        }
    }
}

/// Where TLS begins in bytes that began as something else: at a ClientHello or ServerHello.
fn hello(bytes: &[u8]) -> Option<usize> {
    let begins = |rest: &[u8]| {
        matches!(rest, [22, 3, 0..=4, _, _, 1 | 2, 0, ..]) && record::looks_like(rest)
    };
    let reach = bytes.len().min(REACH);
    (0..reach).find(|at| bytes.get(*at..).is_some_and(begins))
}

/// Where the next record begins, as the header behind it, or the end of the bytes, confirms.
fn find(bytes: &[u8]) -> Option<usize> {
    let confirmed = |rest: &[u8]| {
        if !record::looks_like(rest) {
            return false;
        }
        let &[kind, _, _, high, low, ..] = rest else {
            return false;
        };
        let end = record::HEADER + usize::from(u16::from_be_bytes([high, low]));
        match rest.get(end..) {
            None => false,
            Some([]) => true,
            Some(next) if next.len() < record::HEADER => kind == ContentType::APPLICATION_DATA.0,
            Some(next) => record::looks_like(next),
        }
    };
    let reach = bytes.len().min(REACH);
    (0..reach).find(|at| bytes.get(*at..).is_some_and(confirmed))
}
