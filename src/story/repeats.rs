//! What may happen over and over, and how a run of it is worded.

use crate::base::side::Side;
use crate::base::text::Text;
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
    /// Acknowledgements that close the window.
    Shut(Side),
    /// Bytes sent again.
    Again(Side),
    /// Frames whose bytes became no whole record.
    Part(Side),
}

/// A run so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Run {
    pub(crate) told: usize,
    /// The step that counts the rest, and how much it counts.
    pub(crate) step: Option<usize>,
    pub(crate) count: u64,
    pub(crate) bytes: u64,
}

/// One more of a run: the frames that carried it, and its length in bytes.
pub(crate) struct More<'m> {
    pub(crate) packets: &'m [u32],
    pub(crate) bytes: usize,
}

impl Repeats {
    pub(crate) fn from(self) -> Side {
        match self {
            Self::Data(side)
            | Self::Dark(side)
            | Self::Plain(side)
            | Self::Ack(side)
            | Self::Shut(side)
            | Self::Again(side)
            | Self::Part(side) => side,
        }
    }

    pub(crate) fn alone(self) -> usize {
        match self {
            Self::Ack(_) => ACKS,
            Self::Data(_)
            | Self::Dark(_)
            | Self::Plain(_)
            | Self::Shut(_)
            | Self::Again(_)
            | Self::Part(_) => ALONE,
        }
    }

    pub(crate) fn name(self) -> Text {
        match self {
            Self::Data(_) => Text::new("more application data", "이어지는 응용 데이터"),
            Self::Dark(_) => Text::new("more protected records", "이어지는 보호된 레코드"),
            Self::Plain(_) => Text::new("more bytes in the clear", "이어지는 평문 바이트"),
            Self::Ack(_) => Text::new("more acknowledgements", "이어지는 확인 응답"),
            Self::Shut(_) => Text::new("more zero windows", "이어지는 윈도 0"),
            Self::Again(_) => Text::new("more retransmissions", "이어지는 재전송"),
            Self::Part(_) => Text::new("more parts of records", "이어지는 레코드 조각"),
        }
    }

    pub(crate) fn rfc(self) -> &'static str {
        match self {
            Self::Data(_) | Self::Dark(_) | Self::Part(_) => "RFC 8446 §5.1",
            Self::Plain(_) | Self::Ack(_) | Self::Shut(_) | Self::Again(_) => "RFC 9293 §3.8",
        }
    }

    pub(crate) fn sentence(self, run: &Run) -> Text {
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
            Self::Shut(_) => {
                text!(en: "{count} more time{s} the receiver had no room: the program there reads more slowly than the bytes come.", ko: "받는 쪽에 자리가 없던 때가 {count}번 더 있다. 그쪽 프로그램이 오는 바이트보다 느리게 읽는다.")
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
