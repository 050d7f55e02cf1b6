//! Runs: what happens over and over is told a few times, then counted. A long download is a page, not a book.

use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::story::book::Book;
use crate::story::model::{Kind, Step, Value};
use crate::text;

/// How many times in a row something is told on its own.
const ALONE: usize = 3;
/// The same for pure acknowledgements, which are folded anyway.
const ACKS: usize = 12;

/// What may happen over and over, and who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Repeats {
    /// Application data, opened.
    Data(Side),
    /// Protected records that stay shut.
    Dark(Side),
    /// Bytes that are no TLS.
    Plain(Side),
    /// Acknowledgements that carry nothing else.
    Ack(Side),
    /// Bytes sent again.
    Again(Side),
    /// Frames whose bytes became no whole record.
    Part(Side),
}

/// A run so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Run {
    told: usize,
    /// The step that counts the rest, and how much it counts.
    step: Option<usize>,
    count: u64,
    bytes: u64,
}

/// One more of a run: the frames that carried it, and its length in bytes.
pub(crate) struct More<'m> {
    pub(crate) packets: &'m [u32],
    pub(crate) bytes: usize,
}

impl Repeats {
    fn from(self) -> Side {
        match self {
            Self::Data(side)
            | Self::Dark(side)
            | Self::Plain(side)
            | Self::Ack(side)
            | Self::Again(side)
            | Self::Part(side) => side,
        }
    }

    fn alone(self) -> usize {
        match self {
            Self::Ack(_) => ACKS,
            Self::Data(_) | Self::Dark(_) | Self::Plain(_) | Self::Again(_) | Self::Part(_) => {
                ALONE
            }
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Data(_) => Text::new("more application data", "이어지는 응용 데이터"),
            Self::Dark(_) => Text::new("more protected records", "이어지는 보호된 레코드"),
            Self::Plain(_) => Text::new("more bytes in the clear", "이어지는 평문 바이트"),
            Self::Ack(_) => Text::new("more acknowledgements", "이어지는 확인 응답"),
            Self::Again(_) => Text::new("more retransmissions", "이어지는 재전송"),
            Self::Part(_) => Text::new("more parts of records", "이어지는 레코드 조각"),
        }
    }

    fn rfc(self) -> &'static str {
        match self {
            Self::Data(_) | Self::Dark(_) | Self::Part(_) => "RFC 8446 §5.1",
            Self::Plain(_) | Self::Ack(_) | Self::Again(_) => "RFC 9293 §3.8",
        }
    }

    fn sentence(self, run: &Run) -> Text {
        let (count, bytes) = (run.count, run.bytes);
        // Plural of the noun, singular of the verb.
        let (s, v) = if count == 1 { ("", "s") } else { ("s", "") };
        match self {
            Self::Data(_) => {
                text!(en: "{count} more record{s} like these, {bytes} bytes for the application. They are counted, not shown one by one.", ko: "같은 레코드가 {count}개 더 이어진다. 응용 데이터는 모두 {bytes}바이트이다. 하나씩 보이지 않고 세기만 한다.")
            }
            Self::Dark(_) => {
                text!(en: "{count} more record{s} that stay{v} dark like these, {bytes} bytes with their headers.", ko: "똑같이 열리지 않는 레코드가 {count}개 더 이어진다. 헤더까지 {bytes}바이트이다.")
            }
            Self::Plain(_) => {
                text!(en: "{count} more piece{s} like these, {bytes} bytes in the clear. They are counted, not shown one by one.", ko: "같은 조각이 {count}개 더 이어진다. 평문 {bytes}바이트이며, 하나씩 보이지 않고 세기만 한다.")
            }
            Self::Ack(_) => {
                text!(en: "{count} more segment{s} that only say{v} what has arrived.", ko: "받은 것을 알리기만 하는 세그먼트가 {count}개 더 이어진다.")
            }
            Self::Again(_) => {
                text!(en: "{count} more segment{s} bring{v} what was sent before, {bytes} bytes.", ko: "이미 보낸 것을 다시 나르는 세그먼트가 {count}개 더 이어진다. 모두 {bytes}바이트이다.")
            }
            Self::Part(_) => {
                text!(en: "{count} more frame{s} whose bytes cannot be put together to a record.", ko: "바이트를 레코드로 맞출 수 없는 프레임이 {count}개 더 이어진다.")
            }
        }
    }
}

impl Book<'_> {
    /// Whether the next of this kind is only counted.
    pub(crate) fn counts(&self, what: Repeats) -> bool {
        self.runs
            .get(&what)
            .is_some_and(|run| run.told >= what.alone())
    }

    /// A step of a kind that may come over and over: unlike others it does not end the runs under way.
    pub(crate) fn push_repeating(&mut self, what: Repeats, step: Step) {
        self.runs.entry(what).or_default().told += 1;
        self.steps.push(step);
    }

    /// Counts one more of a run.
    pub(crate) fn count_more(&mut self, what: Repeats, chapter: &Text, more: &More<'_>) {
        let last = more.packets.last().copied().unwrap_or_default();
        let time = self.since_start(last);
        let run = self.runs.entry(what).or_default();
        run.count += 1;
        run.bytes = run.bytes.saturating_add(more.bytes as u64);
        let (counted, known) = (*run, run.step);
        let at = match known {
            Some(at) => at,
            None => {
                let weight = match what {
                    Repeats::Ack(_) => crate::story::model::Weight::Folded,
                    _ => crate::story::model::Weight::Main,
                };
                let mut step = self.wire(what.from(), &[], what.name(), what.rfc());
                step.chapter = chapter.clone();
                step.weight = weight;
                self.steps.push(step);
                self.steps.len() - 1
            }
        };
        for number in more.packets {
            self.mark_told(*number);
        }
        if let Some(run) = self.runs.get_mut(&what) {
            run.step = Some(at);
        }
        let Some(step) = self.steps.get_mut(at) else {
            return;
        };
        step.time = time.or(step.time);
        step.sentence = what.sentence(&counted);
        if let Kind::Wire {
            packets, length, ..
        } = &mut step.kind
        {
            *length += more.bytes;
            for number in more.packets {
                if let Err(place) = packets.binary_search(number) {
                    packets.insert(place, *number);
                }
            }
        }
        let (count, bytes) = (counted.count, counted.bytes);
        step.values = vec![
            Value::plain("count", count, Knows::Wire),
            Value::plain("bytes", bytes, Knows::Wire),
        ];
    }
}
