//! The states of one end of TCP (RFC 9293 §3.3.2), and what sending and hearing a segment does to them.

use crate::base::text::Text;
use crate::dissect::tcp::{Flags, Segment};

/// A state of TCP, as RFC 9293 §3.3.2 names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tcp {
    /// No connection at all.
    #[default]
    Closed,
    /// A program waits for connections.
    Listen,
    /// A SYN was sent, nothing came back yet.
    SynSent,
    /// A SYN came and was answered; the answer is not acknowledged yet.
    SynReceived,
    /// Both numbers are known: data flows.
    Established,
    /// A FIN was sent and is not acknowledged yet.
    FinWait1,
    /// The FIN is acknowledged; the other end may still send.
    FinWait2,
    /// The other end's FIN came; this end may still send.
    CloseWait,
    /// Both sent a FIN at once.
    Closing,
    /// Both sent a FIN; this end's is not acknowledged yet.
    LastAck,
    /// All is done; late copies may still be under way.
    TimeWait,
}

impl Tcp {
    /// Its name in the standard.
    pub fn name(self) -> &'static str {
        match self {
            Self::Closed => "CLOSED",
            Self::Listen => "LISTEN",
            Self::SynSent => "SYN-SENT",
            Self::SynReceived => "SYN-RECEIVED",
            Self::Established => "ESTABLISHED",
            Self::FinWait1 => "FIN-WAIT-1",
            Self::FinWait2 => "FIN-WAIT-2",
            Self::CloseWait => "CLOSE-WAIT",
            Self::Closing => "CLOSING",
            Self::LastAck => "LAST-ACK",
            Self::TimeWait => "TIME-WAIT",
        }
    }

    /// The states it may turn into by sending or hearing a segment, the usual one first; a RST leads to CLOSED from everywhere.
    pub fn leads_to(self) -> &'static [Self] {
        match self {
            Self::Closed => &[Self::SynSent, Self::Listen],
            Self::Listen => &[Self::SynReceived],
            Self::SynSent => &[Self::Established, Self::SynReceived],
            Self::SynReceived => &[Self::Established, Self::FinWait1],
            Self::Established => &[Self::FinWait1, Self::CloseWait],
            Self::FinWait1 => &[Self::FinWait2, Self::Closing, Self::TimeWait],
            Self::FinWait2 | Self::Closing => &[Self::TimeWait],
            Self::CloseWait => &[Self::LastAck],
            Self::LastAck | Self::TimeWait => &[Self::Closed],
        }
    }

    /// What it waits for.
    pub fn waits(self) -> Text {
        match self {
            Self::Closed => Text::new("nothing: there is no connection", "없음: 연결이 없다"),
            Self::Listen => Text::new("a SYN", "SYN"),
            Self::SynSent => Text::new(
                "SYN, ACK: an answer to its own SYN",
                "자기 SYN에 대한 답인 SYN, ACK",
            ),
            Self::SynReceived => Text::new("the ACK of its own SYN", "자기 SYN에 대한 ACK"),
            Self::Established => Text::new("data, or a FIN", "데이터 또는 FIN"),
            Self::FinWait1 => Text::new(
                "the ACK of its own FIN, or the other's FIN",
                "자기 FIN에 대한 ACK 또는 상대의 FIN",
            ),
            Self::FinWait2 => Text::new(
                "the other's FIN; until then it still hears data",
                "상대의 FIN. 그때까지 데이터를 계속 받는다",
            ),
            Self::CloseWait => Text::new(
                "its own program to be done, then it sends its FIN",
                "자기 프로그램이 끝나기를. 그러면 FIN을 보낸다",
            ),
            Self::Closing | Self::LastAck => {
                Text::new("the ACK of its own FIN", "자기 FIN에 대한 ACK")
            }
            Self::TimeWait => Text::new(
                "time to pass (twice the longest life of a segment), should its last ACK be lost",
                "시간이 지나기를(세그먼트 최대 수명의 두 배). 마지막 ACK가 사라졌을 때를 위해서이다",
            ),
        }
    }
}

/// A segment, as far as states go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) flags: Flags,
    start: u32,
    /// The number after its last byte, SYN and FIN counted.
    end: u32,
    ack: Option<u32>,
}

impl Piece {
    pub(crate) fn of(segment: &Segment<'_>) -> Self {
        let flags = segment.flags;
        let alone = [Flags::SYN, Flags::FIN].into_iter();
        let alone = alone.filter(|flag| flags.has(*flag)).count();
        let length = u32::try_from(segment.length + alone).unwrap_or_default();
        Self {
            flags,
            start: segment.sequence,
            end: segment.sequence.wrapping_add(length),
            ack: flags.has(Flags::ACK).then_some(segment.acknowledgment),
        }
    }

    /// Whether it opens a connection.
    pub(crate) fn opens(&self) -> bool {
        self.flags.has(Flags::SYN) && self.ack.is_none()
    }

    /// Whether `other` is the same SYN again.
    pub(crate) fn starts_with(&self, other: &Self) -> bool {
        self.start == other.start
    }

    /// Whether whoever sends it has heard everything up to the end of `other`.
    pub(crate) fn answers(&self, other: &Self) -> bool {
        self.ack.is_some_and(|ack| reaches(ack, other.end))
    }
}

/// Whether number `a` is `b` or comes after it.
fn reaches(a: u32, b: u32) -> bool {
    a.wrapping_sub(b) < 1 << 31
}

/// One end of a connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Half {
    pub(crate) state: Tcp,
    /// Whether it waited to be called: a RST sends it back to waiting.
    called: bool,
    /// The number after its own FIN.
    fin: Option<u32>,
    /// The number of the byte it waits for.
    expects: Option<u32>,
    /// What it heard beyond that.
    ahead: Vec<Piece>,
    /// What is still under way to it while it sends.
    coming: Vec<Piece>,
}

impl Half {
    /// An end in `state` before the first segment.
    pub(crate) fn new(state: Tcp) -> Self {
        Self {
            state,
            ..Self::default()
        }
    }

    /// It sends `piece`, all but its FIN.
    pub(crate) fn sends(&mut self, piece: &Piece) {
        if piece.flags.has(Flags::RST) {
            self.state = Tcp::Closed;
            return;
        }
        for came in std::mem::take(&mut self.coming) {
            match piece.answers(&came) {
                true => self.takes(&came),
                false => self.coming.push(came),
            }
        }
        // What it acknowledges it has heard, even where the capture has not.
        if let (Some(ack), Some(expects)) = (piece.ack, self.expects)
            && reaches(ack, expects)
        {
            self.expects = Some(ack);
            self.put_in_order();
        }
        if piece.flags.has(Flags::SYN) {
            self.state = match (self.state, piece.ack) {
                (Tcp::Closed | Tcp::Listen, None) => Tcp::SynSent,
                (Tcp::Closed | Tcp::Listen, Some(_)) => {
                    self.called = true;
                    Tcp::SynReceived
                }
                (Tcp::SynSent, Some(_)) => Tcp::SynReceived,
                (state, _) => state,
            };
        }
    }

    /// It sends the FIN of `piece`.
    pub(crate) fn closes(&mut self, piece: &Piece) {
        self.fin.get_or_insert(piece.end);
        self.state = match self.state {
            Tcp::Established | Tcp::SynReceived => Tcp::FinWait1,
            Tcp::CloseWait => Tcp::LastAck,
            state => state,
        };
    }

    /// It hears `piece`, all but its FIN.
    pub(crate) fn hears(&mut self, piece: &Piece) {
        if piece.flags.has(Flags::RST) {
            self.state = match self.state {
                Tcp::Listen => Tcp::Listen,
                Tcp::SynReceived if self.called => Tcp::Listen,
                _ => Tcp::Closed,
            };
            return;
        }
        if piece.flags.has(Flags::SYN) {
            self.expects.get_or_insert(piece.start.wrapping_add(1));
            self.state = match (self.state, piece.ack) {
                (Tcp::SynSent, Some(_)) => Tcp::Established,
                (Tcp::SynSent, None) => Tcp::SynReceived,
                (state, _) => state,
            };
        }
        if let Some(ack) = piece.ack {
            self.acknowledged(ack, piece.flags);
        }
    }

    fn acknowledged(&mut self, ack: u32, flags: Flags) {
        if self.state == Tcp::SynReceived && !flags.has(Flags::SYN) {
            self.state = Tcp::Established;
        }
        if self.fin.is_some_and(|fin| reaches(ack, fin)) {
            self.state = match self.state {
                Tcp::FinWait1 => Tcp::FinWait2,
                Tcp::Closing => Tcp::TimeWait,
                Tcp::LastAck => Tcp::Closed,
                state => state,
            };
        }
    }

    /// It takes the bytes of `piece` in order, and its FIN when everything before it came.
    pub(crate) fn takes(&mut self, piece: &Piece) {
        self.expects.get_or_insert(piece.start);
        self.ahead.push(*piece);
        self.put_in_order();
    }

    /// `piece` reaches it later, before the first segment of its own that acknowledges it.
    pub(crate) fn will_take(&mut self, piece: &Piece) {
        self.coming.push(*piece);
    }

    fn put_in_order(&mut self) {
        let Some(mut expects) = self.expects else {
            return;
        };
        while let Some(at) = (self.ahead.iter()).position(|piece| reaches(expects, piece.start)) {
            let piece = self.ahead.swap_remove(at);
            if reaches(piece.end, expects) {
                expects = piece.end;
            }
            if piece.flags.has(Flags::FIN) {
                self.is_left();
            }
        }
        self.expects = Some(expects);
    }

    /// The other end's FIN is heard, with everything before it.
    fn is_left(&mut self) {
        self.state = match self.state {
            Tcp::Established | Tcp::SynReceived => Tcp::CloseWait,
            Tcp::FinWait1 => Tcp::Closing,
            Tcp::FinWait2 => Tcp::TimeWait,
            state => state,
        };
    }
}
