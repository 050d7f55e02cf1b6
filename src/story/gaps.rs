//! Bytes that were sent and do not stand in the capture: the gap is named, and what follows is read as far as it can be.

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::base::text::{Text, plural};
use crate::dissect::inside::{Carries, Inside};
use crate::dissect::link;
use crate::dissect::stream::Stream;
use crate::dissect::tcp::{Flags, Segment};
use crate::story::book::Book;
use crate::story::connection::{Connection, Sent};
use crate::story::model::{Step, Value};
use crate::story::segments;
use crate::story::tls::talk::set;
use crate::text;

/// How many acknowledgements beyond a gap it takes to believe that its bytes will not stand in the capture.
const PATIENCE: u8 = 3;

impl Connection {
    /// An acknowledgement tells what the other end has: if that is beyond what the capture has, bytes are missing in it.
    pub(crate) fn acknowledged(&mut self, book: &mut Book<'_>, sent: &Sent<'_>) {
        let segment = sent.segment;
        if !segment.flags.has(Flags::ACK) || segment.flags.has(Flags::RST) {
            return;
        }
        let theirs = sent.from.peer();
        set(&mut self.acked, theirs, Some(segment.acknowledgment));
        self.talk.session.behind = Side::BOTH.iter().any(|side| self.is_behind(*side));
        let stream = self.stream(theirs);
        let (Some(gap), Some(first)) = (stream.missing(), stream.first()) else {
            return;
        };
        let low = u32::try_from(gap.end & 0xffff_ffff).unwrap_or_default();
        let end = first.wrapping_add(low);
        if segment.acknowledgment.wrapping_sub(end).cast_signed() < 0 {
            return;
        }
        let [client, server] = &mut self.beyond;
        let beyond = theirs.of(client, server);
        *beyond += 1;
        if *beyond >= PATIENCE {
            self.give_up(book, theirs);
        }
    }

    /// Whether the other end has bytes of `from` that the capture does not have, or not yet.
    fn is_behind(&self, from: Side) -> bool {
        let [client, server] = self.acked;
        let stream = self.stream(from);
        let (Some(acked), Some(first)) = (from.of(client, server), stream.first()) else {
            return false;
        };
        let have = u32::try_from(stream.bytes().len() as u64 & 0xffff_ffff).unwrap_or_default();
        let fin = u32::from(stream.finished());
        acked
            .wrapping_sub(first.wrapping_add(have).wrapping_add(fin))
            .cast_signed()
            > 0
    }

    /// Gives up on the bytes that are missing in what `from` sent, tells so, and reads on behind them. False: none are.
    pub(crate) fn give_up(&mut self, book: &mut Book<'_>, from: Side) -> bool {
        let [client, server] = &mut self.beyond;
        *from.of(client, server) = 0;
        let Some(gap) = self.stream(from).missing() else {
            return false;
        };
        let told = self.talk.told(from);
        for packet in self.stream(from).packets(told..gap.start) {
            segments::partial(self, book, packet, from);
        }
        self.forget_told(book);
        book.push(step(from, gap.end - gap.start));
        self.missing += gap.end - gap.start;
        let first = self.stream(from).first().unwrap_or_default();
        let [client, server] = &mut self.streams;
        match from.of(client, server).skip_gap() {
            Some(gap) => self.talk.gap(from, gap.end),
            None => {
                let low = u32::try_from(gap.end & 0xffff_ffff).unwrap_or_default();
                self.restart(book, from, first.wrapping_add(low));
            }
        }
        self.read_on(book, from);
        true
    }

    /// The gap is too large to be kept as zeros: the stream begins anew with the frames held back.
    fn restart(&mut self, book: &Book<'_>, from: Side, next: u32) {
        let [client, server] = &self.waiting;
        let waiting = from.of(client, server).clone();
        let mut stream = Stream::new();
        for number in waiting {
            let Some(packet) = book.packet(number) else {
                continue;
            };
            let Ok(frame) = link::frame(&mut Reader::quiet(&packet.bytes), packet.link) else {
                continue;
            };
            let Some(segment) = segment(&frame.inside) else {
                continue;
            };
            if segment.sequence.wrapping_sub(next).cast_signed() >= 0 {
                stream.push(number, segment);
            }
        }
        let [client, server] = &mut self.streams;
        *from.of(client, server) = stream;
        self.talk.anew(from);
    }
}

impl Connection {
    /// A segment that begins so far ahead that nothing between is held back: the stream begins anew with it.
    pub(crate) fn leap(&mut self, book: &mut Book<'_>, sent: &Sent<'_>) {
        let from = sent.from;
        if self.give_up(book, from) {
            return;
        }
        let (first, next) = (self.stream(from).first(), self.stream(from).bytes().len());
        let Some(first) = first else { return };
        let next = u32::try_from(next as u64 & 0xffff_ffff).unwrap_or_default();
        let ahead = sent.segment.sequence.wrapping_sub(first.wrapping_add(next));
        if ahead.cast_signed() <= 0 {
            return;
        }
        book.push(step(from, ahead.into()));
        self.missing += u64::from(ahead);
        let [client, server] = &mut self.streams;
        *from.of(client, server) = Stream::new();
        self.talk.anew(from);
    }
}

fn segment<'f>(inside: &'f Inside<'_>) -> Option<&'f Segment<'f>> {
    let Inside::Ip(ip) = inside else {
        return None;
    };
    match &ip.innermost().carries {
        Carries::Tcp(segment) => Some(segment),
        Carries::Udp(_)
        | Carries::Icmp(_)
        | Carries::Fragment(_)
        | Carries::Tunnel(..)
        | Carries::Other(_) => None,
    }
}

fn step(from: Side, missing: u64) -> Step {
    let who = from.text();
    let (en, ko, s) = (&who.en, &who.ko, plural(missing));
    let mut step = Step::new(
        text!(en: "not in the capture: {missing} byte{s}", ko: "캡처에 없는 {missing}바이트"),
        "RFC 9293 §3.4",
    );
    step.sentence = text!(
        en: "The {en} sent {missing} byte{s} here that the capture does not have, although the connection went on.",
        ko: "{ko} 쪽이 여기서 보낸 {missing}바이트가 캡처에 없다. 연결은 그대로 이어졌다."
    );
    step.why.push(Text::new(
        "The sequence numbers show how many bytes are missing. They were lost by whoever captured, not on the way: a busy machine drops frames it was to write down, and a snap length cuts off their ends. TLS is read again from the next record that makes sense; a message that reaches into the gap is lost, and so are proofs over the whole conversation.",
        "순서 번호를 보면 몇 바이트가 빠졌는지 알 수 있다. 가는 길이 아니라 캡처하는 쪽에서 잃은 것이다. 바쁜 장비는 기록할 프레임을 놓치고, 길이 제한(snaplen)은 프레임의 뒤를 잘라 낸다. TLS는 다음에 오는 온전한 레코드부터 다시 읽는다. 빈틈에 걸친 메시지는 읽을 수 없고, 대화 전체에 대한 증명도 할 수 없다.",
    ));
    step.values.push(Value::plain(
        "missing",
        missing,
        crate::base::side::Knows::Inferred,
    ));
    step
}
