//! 802.11 frames: the header of data frames, up to the LLC header that says what they carry.
//!
//! Frames that the radio encrypted (WEP, WPA) are recognised and left: TLS inside them is one floor too high to be seen.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::base::text::Text;
use crate::dissect::inside::Inside;
use crate::dissect::llc;
use crate::dissect::nesting::Nesting;
use crate::text;

/// Whether bytes stand between header and payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Padding {
    /// None do.
    None,
    /// As many as bring the header to a multiple of four bytes.
    ToFour,
}

/// What an 802.11 header tells.
struct Header {
    carries: Carries,
    length: usize,
    aggregate: Aggregate,
}

/// Whether the payload can be read.
#[derive(PartialEq, Eq)]
enum Carries {
    /// An LLC header and a packet.
    Packet,
    /// Ciphertext of WEP or WPA.
    Protected,
    /// A piece of a larger frame.
    Piece,
    /// No data: management, control, or a sign of life.
    Else,
}

/// Whether several frames travel as one.
#[derive(PartialEq, Eq)]
enum Aggregate {
    No,
    Yes,
}

/// Reads a frame. What it carries after its packet is left to the caller.
pub(crate) fn frame<'a>(
    r: &mut Reader<'a, '_>,
    padding: Padding,
    nesting: Nesting,
) -> Result<Inside<'a>> {
    let header = r.group(&WIFI, header)?;
    let gap = header.length.next_multiple_of(4) - header.length;
    if padding == Padding::ToFour && gap > 0 && r.left() >= gap {
        r.bytes(&PAD, gap)?;
    }
    match header.carries {
        Carries::Packet => {}
        Carries::Protected => {
            r.rest(&CIPHERTEXT)?;
            return Ok(Inside::Other(0));
        }
        Carries::Piece | Carries::Else => {
            r.rest(&BODY)?;
            return Ok(Inside::Other(0));
        }
    }
    if header.aggregate == Aggregate::Yes {
        r.group(&SUBFRAME, |r| {
            r.array::<6>(&DESTINATION)?;
            r.array::<6>(&SOURCE)?;
            r.u16(&SUBFRAME_LENGTH)
        })?;
    }
    match llc::header(r)? {
        Some(ethertype) => nesting.inside(r, ethertype),
        None => {
            r.rest(&BODY)?;
            Ok(Inside::Other(0))
        }
    }
}

fn header(r: &mut Reader<'_, '_>) -> Result<Header> {
    let start = r.at();
    let control = r.bits(&CONTROL, 1, &[&SUBTYPE, &TYPE, &VERSION])?;
    let flags = r.bits(
        &FLAGS,
        1,
        &[
            &ORDER,
            &PROTECTED,
            &MORE_DATA,
            &POWER,
            &RETRY,
            &MORE_FRAGMENTS,
            &FROM,
            &TO,
        ],
    )?;
    r.bytes(&DURATION, 2)?;
    let mut header = Header {
        carries: Carries::Else,
        length: 0,
        aggregate: Aggregate::No,
    };
    // Version 0, type data; the others have headers of their own.
    if control & 0x0f != 0x08 {
        return Ok(header);
    }
    r.array::<6>(&RECEIVER)?;
    r.array::<6>(&TRANSMITTER)?;
    r.array::<6>(&THIRD)?;
    let sequence = r.array::<2>(&SEQUENCE)?;
    if flags & 3 == 3 {
        r.array::<6>(&FOURTH)?;
    }
    if control & 0x80 != 0 {
        let [quality, _] = r.array(&QUALITY)?;
        if quality & 0x80 != 0 {
            header.aggregate = Aggregate::Yes;
        }
        if flags & 0x80 != 0 {
            r.bytes(&THROUGHPUT, 4)?;
        }
    }
    let [low, _] = sequence;
    header.length = r.at() - start;
    header.carries = if control & 0x40 != 0 {
        Carries::Else
    } else if flags & 0x40 != 0 {
        Carries::Protected
    } else if flags & 0x04 != 0 || low & 0x0f != 0 {
        Carries::Piece
    } else {
        Carries::Packet
    };
    Ok(header)
}

fn sequence(bytes: &[u8]) -> Text {
    let &[low, high] = bytes else {
        return Text::EMPTY;
    };
    let both = u16::from_le_bytes([low, high]);
    let (number, piece) = (both >> 4, both & 15);
    text!(en: "{number}, piece {piece}", ko: "{number}, 조각 {piece}")
}

/// A little-endian number.
pub(crate) fn little(bytes: &[u8]) -> Text {
    let number = bytes.iter().rev().fold(0u64, |n, b| n << 8 | u64::from(*b));
    Text::same(number.to_string())
}

static WIFI: Field = Field::group(
    "IEEE 802.11",
    "IEEE 802.11 §9.3.2",
    "Carries a packet over the air between a station and its access point; everyone near can hear it.",
    "단말과 액세스 포인트 사이에서 패킷을 전파로 나른다. 가까이 있으면 누구나 들을 수 있다.",
);
static CONTROL: Field = Field::hex(
    "Frame Control",
    "IEEE 802.11 §9.2.4.1",
    "Three numbers in one byte: which kind of frame this is.",
    "한 바이트에 담긴 세 개의 수로, 어떤 프레임인지를 나타낸다.",
);
static SUBTYPE: Field = Field::bits(
    "Subtype",
    4,
    4,
    "IEEE 802.11 §9.2.4.1.3",
    "Of data frames: 0 plain, 8 with a priority, 4 and 12 without data, only to say that the station is there.",
    "데이터 프레임에서 0은 보통, 8은 우선순위가 있는 것, 4와 12는 데이터 없이 단말이 있음만 알리는 것이다.",
);
static TYPE: Field = Field::bits(
    "Type",
    2,
    2,
    "IEEE 802.11 §9.2.4.1.3",
    "0 management, 1 control, 2 data.",
    "0은 관리, 1은 제어, 2는 데이터이다.",
);
static VERSION: Field = Field::bits(
    "Protocol Version",
    0,
    2,
    "IEEE 802.11 §9.2.4.1.2",
    "0 so far.",
    "지금까지는 0이다.",
);
static FLAGS: Field = Field::hex(
    "Flags",
    "IEEE 802.11 §9.2.4.1",
    "Which way the frame goes, and how to read the rest.",
    "프레임이 가는 방향과 나머지를 읽는 방법을 적는다.",
);
static ORDER: Field = Field::bits(
    "+HTC",
    7,
    1,
    "IEEE 802.11 §9.2.4.1.10",
    "Four bytes for faster radios follow the header.",
    "빠른 무선 장치를 위한 네 바이트가 헤더에 덧붙는다.",
);
static PROTECTED: Field = Field::bits(
    "Protected Frame",
    6,
    1,
    "IEEE 802.11 §9.2.4.1.9",
    "The payload is encrypted with the network's own key: protection as far as the access point, where TLS goes on to the server.",
    "내용을 무선망의 키로 암호화했다. 이 보호는 액세스 포인트까지만 이어지고, TLS의 보호는 서버까지 이어진다.",
);
static MORE_DATA: Field = Field::bits(
    "More Data",
    5,
    1,
    "IEEE 802.11 §9.2.4.1.8",
    "The access point has more for a station that is about to sleep.",
    "잠들려는 단말에 줄 것이 액세스 포인트에 더 있다는 표시이다.",
);
static POWER: Field = Field::bits(
    "Power Management",
    4,
    1,
    "IEEE 802.11 §9.2.4.1.7",
    "The station will sleep after this frame.",
    "이 프레임 뒤에 단말이 잠든다는 표시이다.",
);
static RETRY: Field = Field::bits(
    "Retry",
    3,
    1,
    "IEEE 802.11 §9.2.4.1.6",
    "Sent again, because the radio saw no acknowledgment: not the same as a retransmission of TCP.",
    "전파에서 확인을 받지 못해 다시 보낸 것이다. TCP의 재전송과는 다르다.",
);
static MORE_FRAGMENTS: Field = Field::bits(
    "More Fragments",
    2,
    1,
    "IEEE 802.11 §9.2.4.1.5",
    "Other pieces of the same frame follow.",
    "같은 프레임의 다른 조각이 뒤따른다.",
);
static FROM: Field = Field::bits(
    "From DS",
    1,
    1,
    "IEEE 802.11 §9.2.4.1.4",
    "The frame comes from the access point.",
    "액세스 포인트에서 나온 프레임이다.",
);
static TO: Field = Field::bits(
    "To DS",
    0,
    1,
    "IEEE 802.11 §9.2.4.1.4",
    "The frame goes to the access point; with From DS also set, from one access point to another.",
    "액세스 포인트로 가는 프레임이다. From DS도 켜져 있으면 액세스 포인트에서 액세스 포인트로 간다.",
);
static DURATION: Field = Field::with(
    "Duration",
    little,
    "IEEE 802.11 §9.2.4.2",
    "Microseconds for which the others should keep silent, so that the acknowledgment is not disturbed.",
    "확인이 방해받지 않도록 다른 장치가 조용히 있어야 하는 마이크로초이다.",
);
static RECEIVER: Field = Field::mac(
    "Address 1 (receiver)",
    "IEEE 802.11 §9.3.2.1",
    "Who on the air should take the frame now.",
    "지금 전파에서 프레임을 받아야 할 장치이다.",
);
static TRANSMITTER: Field = Field::mac(
    "Address 2 (transmitter)",
    "IEEE 802.11 §9.3.2.1",
    "Who sent it on the air, and waits for the acknowledgment.",
    "전파로 프레임을 보내고 확인을 기다리는 장치이다.",
);
static THIRD: Field = Field::mac(
    "Address 3",
    "IEEE 802.11 §9.3.2.1",
    "The end that is not on the air: whom the access point should pass the frame to, or whom it has it from.",
    "전파 바깥의 끝으로, 액세스 포인트가 프레임을 넘겨줄 상대이거나 프레임을 받아 온 상대이다.",
);
static FOURTH: Field = Field::mac(
    "Address 4",
    "IEEE 802.11 §9.3.2.1",
    "The first sender, where two access points pass a frame on between them.",
    "액세스 포인트끼리 프레임을 전달할 때 맨 처음 보낸 장치이다.",
);
static SEQUENCE: Field = Field::with(
    "Sequence Control",
    sequence,
    "IEEE 802.11 §9.2.4.4",
    "Counts frames and their pieces, so that one that was sent again is not taken twice.",
    "프레임과 그 조각에 번호를 매겨, 다시 보낸 것을 두 번 받지 않게 한다.",
);
static QUALITY: Field = Field::hex(
    "QoS Control",
    "IEEE 802.11 §9.2.4.5",
    "How urgent the frame is, and (bit 80 of the first byte) whether several were packed into one.",
    "프레임이 얼마나 급한지, 그리고 여럿을 하나로 묶었는지(첫 바이트의 비트 80)를 적는다.",
);
static THROUGHPUT: Field = Field::hex(
    "HT Control",
    "IEEE 802.11 §9.2.4.6",
    "Talk between fast radios about antennas and rates.",
    "빠른 무선 장치끼리 안테나와 속도에 관해 주고받는 내용이다.",
);
static PAD: Field = Field::hex(
    "Padding",
    "radiotap.org",
    "Put in by the capturing card, so that the payload begins at a multiple of four.",
    "내용이 4의 배수 자리에서 시작하도록 캡처한 카드가 넣은 것이다.",
);
static CIPHERTEXT: Field = Field::hex(
    "protected payload",
    "IEEE 802.11 §12",
    "Encrypted with the key of the wireless network; only who knows that can see what is inside, TLS or not.",
    "무선망의 키로 암호화한 내용이다. 그 키를 알아야만 안에 TLS가 있는지라도 볼 수 있다.",
);
static BODY: Field = Field::hex(
    "frame body",
    "IEEE 802.11 §9.2.4.7",
    "Talk of the radios themselves, or a piece of a frame; left as it is.",
    "무선 장치끼리 나누는 대화이거나 프레임의 조각이라 그대로 둔다.",
);
static SUBFRAME: Field = Field::group(
    "A-MSDU subframe",
    "IEEE 802.11 §9.3.2.2",
    "The first of several frames that were sent as one to save time on the air; those behind it are not read.",
    "전파를 쓰는 시간을 아끼려고 하나로 묶어 보낸 프레임 가운데 첫째이다. 그 뒤의 것은 읽지 않는다.",
);
static DESTINATION: Field = Field::mac(
    "Destination",
    "IEEE 802.11 §9.3.2.2",
    "Who should take this frame in the end.",
    "이 프레임을 끝에서 받아야 할 장치이다.",
);
static SOURCE: Field = Field::mac(
    "Source",
    "IEEE 802.11 §9.3.2.2",
    "Who sent this frame first.",
    "이 프레임을 처음 보낸 장치이다.",
);
static SUBFRAME_LENGTH: Field = Field::dec(
    "Length",
    "IEEE 802.11 §9.3.2.2",
    "Bytes of this frame.",
    "이 프레임의 바이트 수이다.",
);
