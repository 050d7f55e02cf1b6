//! A TCP segment (RFC 9293 §3.1): the header with its options, and a piece of one direction's byte stream.

use std::fmt;
use std::ops::BitOr;

use crate::base::field::Field;
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::sum::{Checksum, Pseudo, Sum};
use crate::dissect::tcp_options::{self, Options};

/// A TCP segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// Port of the sender.
    pub source: u16,
    /// Port of the receiver.
    pub destination: u16,
    /// Number of the first byte carried; of the SYN itself where that flag is set.
    pub sequence: u32,
    /// Number of the next byte expected from the other end; counts only with ACK.
    pub acknowledgment: u32,
    /// Control bits.
    pub flags: Flags,
    /// How many bytes may be sent to this end now, before scaling.
    pub window: u16,
    /// The checksum as written, and what it is over.
    pub sum: Sum<'a>,
    /// Where urgent data ends; counts only with URG.
    pub urgent: u16,
    /// The options, as they stand.
    pub options: &'a [u8],
    /// Bytes of the header, options included: 20 to 60.
    pub header: usize,
    /// The payload, perhaps cut by the capture.
    pub payload: &'a [u8],
    /// Bytes of the payload on the wire; more than `payload` has where the capture cut it.
    pub length: usize,
    /// Where the payload begins in the frame.
    pub payload_at: usize,
}

impl Segment<'_> {
    /// The checksum, and what it should be: summed now.
    pub fn checksum(&self) -> Checksum {
        self.sum.check()
    }

    /// What the options say: read now.
    pub fn options(&self) -> Options {
        Options::of(self.options)
    }
}

/// Reads a segment of which `n` bytes are in the capture and `pseudo.length` were on the wire.
#[inline]
pub fn segment<'a>(r: &mut Reader<'a, '_>, n: usize, pseudo: &Pseudo<'a>) -> Result<Segment<'a>> {
    if pseudo.length < 20 {
        let have = pseudo.length;
        return r.fail(&TCP, Fault::Short { need: 20, have });
    }
    let start = r.at();
    let mut segment = r.group(&TCP, |r| header(r, pseudo.length))?;
    segment.sum.bytes = r.whole(start..start + n);
    segment.sum.pseudo = *pseudo;
    segment.payload_at = r.at();
    segment.length = pseudo.length - segment.header;
    let here = n.saturating_sub(segment.header);
    if here > 0 {
        segment.payload = r.bytes(&PAYLOAD, here)?;
    }
    Ok(segment)
}

/// Reads the header of a segment of `length` bytes.
#[inline]
fn header<'a>(r: &mut Reader<'a, '_>, length: usize) -> Result<Segment<'a>> {
    let source = r.u16(&SOURCE)?;
    let destination = r.u16(&DESTINATION)?;
    let sequence = r.u32(&SEQUENCE)?;
    let acknowledgment = r.u32(&ACKNOWLEDGMENT)?;
    let words = r.peek().first().map_or(5, |first| first >> 4);
    let header = usize::from(words) * 4;
    if header < 20 || header > length {
        let found = words.into();
        let want = Doc::new(
            "5 or more and within the packet",
            "5 이상이고 패킷을 넘지 않는 값",
        );
        return r.fail(&OFFSET, Fault::Value { found, want });
    }
    let word = r.bits(
        &OFFSET_FLAGS,
        2,
        &[
            &OFFSET, &RESERVED, &AE, &CWR, &ECE, &URG, &ACK, &PSH, &RST, &SYN, &FIN,
        ],
    )?;
    let flags = Flags(u16::try_from(word & 0x01ff).unwrap_or_default());
    let window = r.u16(&WINDOW)?;
    let written = r.u16(&CHECKSUM)?;
    let urgent = r.u16(&URGENT)?;
    let mut options: &[u8] = &[];
    if header > 20 {
        options = r.fenced(&OPTIONS, header - 20, tcp_options::bytes)?;
    }
    Ok(Segment {
        source,
        destination,
        sequence,
        acknowledgment,
        flags,
        window,
        sum: Sum {
            written,
            at: 16,
            ..Sum::default()
        },
        urgent,
        options,
        header,
        payload: &[],
        length: 0,
        payload_at: 0,
    })
}

/// Control bits as they stand in the low nine bits after the data offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags(pub u16);

impl Flags {
    /// The sender has no more to send.
    pub const FIN: Self = Self(0x001);
    /// Opens a connection and tells the first sequence number.
    pub const SYN: Self = Self(0x002);
    /// Ends the connection at once.
    pub const RST: Self = Self(0x004);
    /// The receiver should hand the bytes to its program now.
    pub const PSH: Self = Self(0x008);
    /// The acknowledgment number counts.
    pub const ACK: Self = Self(0x010);
    /// The urgent pointer counts.
    pub const URG: Self = Self(0x020);
    /// A congestion mark came back; in a SYN: able to do so (RFC 3168).
    pub const ECE: Self = Self(0x040);
    /// The sender slowed down after a congestion mark (RFC 3168).
    pub const CWR: Self = Self(0x080);
    /// Accurate congestion marks (RFC 9768); NS in RFC 3540.
    pub const AE: Self = Self(0x100);

    /// Whether all bits of `other` are set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for Flags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// As people say them: `SYN, ACK`.
static NAMES: [(Flags, &str); 9] = [
    (Flags::FIN, "FIN"),
    (Flags::SYN, "SYN"),
    (Flags::RST, "RST"),
    (Flags::PSH, "PSH"),
    (Flags::ACK, "ACK"),
    (Flags::URG, "URG"),
    (Flags::ECE, "ECE"),
    (Flags::CWR, "CWR"),
    (Flags::AE, "AE"),
];

impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = NAMES.iter().filter(|(flag, _)| self.has(*flag));
        for (n, (_, name)) in set.enumerate() {
            if n > 0 {
                f.write_str(", ")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

static TCP: Field = Field::group(
    "Transmission Control Protocol",
    "RFC 9293 §3.1",
    "Makes a reliable stream of bytes out of packets that may be lost or reordered; TLS needs every byte in order.",
    "사라지거나 순서가 바뀔 수 있는 패킷으로 믿을 수 있는 바이트 스트림을 만든다. TLS는 모든 바이트가 순서대로 와야 한다.",
);
static SOURCE: Field = Field::dec(
    "Source Port",
    "RFC 9293 §3.1",
    "The program on the sending host; addresses and ports of both ends together name the connection.",
    "보낸 호스트의 프로그램을 가리킨다. 양 끝의 주소와 포트 넷이 함께 연결의 이름이 된다.",
);
static DESTINATION: Field = Field::dec(
    "Destination Port",
    "RFC 9293 §3.1",
    "The program on the receiving host; 443 is where web servers expect TLS.",
    "받는 호스트의 프로그램을 가리키며, 443은 웹 서버가 TLS를 기다리는 곳이다.",
);
static SEQUENCE: Field = Field::dec(
    "Sequence Number",
    "RFC 9293 §3.4",
    "The number of the first byte here; by it the receiver puts segments in order and notices gaps and repeats.",
    "여기 첫 바이트의 번호이다. 받는 쪽은 이것으로 세그먼트의 순서를 맞추고 빠진 것과 되풀이된 것을 알아챈다.",
);
static ACKNOWLEDGMENT: Field = Field::dec(
    "Acknowledgment Number",
    "RFC 9293 §3.4",
    "The next byte this end expects: everything before it has arrived and need not be sent again.",
    "이쪽이 다음으로 기다리는 바이트 번호로, 그 앞은 모두 도착했으니 다시 보내지 않아도 된다.",
);
static OFFSET_FLAGS: Field = Field::hex(
    "Data Offset and Flags",
    "RFC 9293 §3.1",
    "Header length and control bits in two bytes.",
    "헤더 길이와 제어 비트를 두 바이트에 담는다.",
);
static OFFSET: Field = Field::bits(
    "Data Offset",
    12,
    4,
    "RFC 9293 §3.1",
    "Header length in words of 32 bits: the payload begins there, after the options.",
    "32비트 단위로 센 헤더 길이로, 옵션이 끝난 그곳에서 내용이 시작된다.",
);
static RESERVED: Field = Field::bits(
    "Reserved",
    9,
    3,
    "RFC 9293 §3.1",
    "Zero; kept for later uses.",
    "0이며 나중에 쓰려고 남겨 둔다.",
);
static AE: Field = Field::bits(
    "AE",
    8,
    1,
    "RFC 9768 §3.1",
    "Lets the receiver count congestion marks exactly instead of only reporting that there were some.",
    "혼잡 표시가 있었다는 사실만이 아니라 그 수를 정확히 알리게 한다.",
);
static CWR: Field = Field::bits(
    "CWR",
    7,
    1,
    "RFC 3168 §6.1",
    "The sender has slowed down, so the receiver may stop reporting congestion.",
    "보내는 쪽이 속도를 줄였으니 받는 쪽이 혼잡 알림을 멈추어도 된다는 뜻이다.",
);
static ECE: Field = Field::bits(
    "ECE",
    6,
    1,
    "RFC 3168 §6.1",
    "A router marked a packet instead of dropping it: please slow down. In a SYN: able to do this.",
    "라우터가 패킷을 버리는 대신 혼잡을 표시했으니 천천히 보내라는 뜻이다. SYN에서는 이 기능이 있다는 뜻이다.",
);
static URG: Field = Field::bits(
    "URG",
    5,
    1,
    "RFC 9293 §3.8.5",
    "The urgent pointer counts; hardly any program uses it.",
    "긴급 포인터가 유효하다는 뜻으로, 쓰는 프로그램이 거의 없다.",
);
static ACK: Field = Field::bits(
    "ACK",
    4,
    1,
    "RFC 9293 §3.4",
    "The acknowledgment number counts; set on every segment but the first SYN.",
    "확인 번호가 유효하다는 뜻으로, 맨 처음 SYN을 뺀 모든 세그먼트에 켜져 있다.",
);
static PSH: Field = Field::bits(
    "PSH",
    3,
    1,
    "RFC 9293 §3.9.1",
    "The sender has nothing more just now: hand the bytes to the program without waiting.",
    "보내는 쪽에 지금은 더 보낼 것이 없으니 기다리지 말고 프로그램에 넘기라는 뜻이다.",
);
static RST: Field = Field::bits(
    "RST",
    2,
    1,
    "RFC 9293 §3.5.2",
    "The connection is over at once: nobody listens on the port, or one end gave up.",
    "연결이 그 자리에서 끝난다. 그 포트에서 아무도 듣지 않거나 한쪽이 포기한 것이다.",
);
static SYN: Field = Field::bits(
    "SYN",
    1,
    1,
    "RFC 9293 §3.5",
    "Opens the connection: the sequence number is the start of this end's count, and the first byte is the next one.",
    "연결을 연다. 순서 번호는 이쪽이 세기 시작하는 수이고, 첫 바이트는 그다음 번호이다.",
);
static FIN: Field = Field::bits(
    "FIN",
    0,
    1,
    "RFC 9293 §3.6",
    "This end will send no more bytes; it can still receive.",
    "이쪽은 더 보낼 바이트가 없다. 받는 일은 계속할 수 있다.",
);
static WINDOW: Field = Field::dec(
    "Window",
    "RFC 9293 §3.8.6",
    "Bytes this end has room for now, multiplied by the window scale agreed in the SYNs; it keeps a fast sender from flooding a slow receiver.",
    "이쪽이 지금 받을 수 있는 바이트 수로, SYN에서 정한 창 배율을 곱한다. 빨리 보내는 쪽이 느리게 받는 쪽을 넘치게 하지 못하도록 막는다.",
);
static CHECKSUM: Field = Field::hex(
    "Checksum",
    "RFC 9293 §3.1",
    "Guards header, payload and addresses against damage, not against attackers: anyone can compute it again.",
    "헤더와 내용과 주소가 손상되지 않았는지 확인하게 한다. 누구나 다시 계산할 수 있으니 공격자는 막지 못한다.",
);
static URGENT: Field = Field::dec(
    "Urgent Pointer",
    "RFC 9293 §3.8.5",
    "Where urgent data ends, counted from the sequence number; 0 where URG is not set.",
    "긴급한 내용이 끝나는 곳을 순서 번호부터 센 값으로, URG가 꺼져 있으면 0이다.",
);
static OPTIONS: Field = Field::group(
    "Options",
    "RFC 9293 §3.2",
    "What both ends can do beyond the basics; most are agreed in the SYNs and cannot be changed later.",
    "양 끝이 기본 기능 말고 더 할 수 있는 일로, 대부분 SYN에서 정하며 나중에는 바꿀 수 없다.",
);
static PAYLOAD: Field = Field::hex(
    "TCP payload",
    "RFC 9293 §3.1",
    "A piece of the byte stream; where a TLS record begins and ends has nothing to do with where segments do.",
    "바이트 스트림의 한 조각이다. TLS 레코드의 경계는 세그먼트의 경계와 아무 관계가 없다.",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn said_as_people_do() {
        assert_eq!((Flags::ACK | Flags::SYN).to_string(), "SYN, ACK");
        assert_eq!(Flags(0x018).to_string(), "PSH, ACK");
        assert_eq!(Flags(0).to_string(), "");
        assert!(Flags(0x012).has(Flags::SYN));
        assert!(!Flags::SYN.has(Flags::SYN | Flags::ACK));
    }
}
