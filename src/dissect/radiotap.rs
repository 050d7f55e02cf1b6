//! Radiotap (LINKTYPE_IEEE802_11_RADIOTAP, 127): what the radio itself noted about an 802.11 frame it received.
//!
//! Fields stand in the order of their bits in the present word, each aligned to its own size; all are little-endian.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::base::text::Text;
use crate::dissect::inside::Inside;
use crate::dissect::nesting::Nesting;
use crate::dissect::wifi::{self, little};

/// One field the radio may note.
struct Noted {
    field: &'static Field,
    size: usize,
    align: usize,
}

const fn noted(field: &'static Field, size: usize, align: usize) -> Noted {
    Noted { field, size, align }
}

/// By bit of the first present word. What stands behind the last is left as bytes.
static NOTED: [Noted; 16] = [
    noted(&TIMER, 8, 8),
    noted(&FLAGS, 1, 1),
    noted(&RATE, 1, 1),
    noted(&CHANNEL, 4, 2),
    noted(&HOPPING, 2, 1),
    noted(&SIGNAL, 1, 1),
    noted(&NOISE, 1, 1),
    noted(&QUALITY, 2, 2),
    noted(&ATTENUATION, 2, 2),
    noted(&ATTENUATION, 2, 2),
    noted(&POWER, 1, 1),
    noted(&ANTENNA, 1, 1),
    noted(&RELATIVE, 1, 1),
    noted(&RELATIVE, 1, 1),
    noted(&RECEIVED, 2, 2),
    noted(&SENT, 2, 2),
];

/// In the flags: the frame check sequence stands at the end of the frame.
const CHECK_INCLUDED: u8 = 0x10;
/// In the flags: the header of the frame is padded to a multiple of four bytes.
const PADDED: u8 = 0x20;

/// Reads the header and the 802.11 frame behind it.
pub(crate) fn frame<'a>(r: &mut Reader<'a, '_>, nesting: Nesting) -> Result<Inside<'a>> {
    let length = match *r.peek() {
        [_, _, low, high, ..] => usize::from(u16::from_le_bytes([low, high])),
        _ => 8,
    };
    let flags = r.fenced(&RADIOTAP, length, header)?;
    let padding = match flags & PADDED {
        0 => wifi::Padding::None,
        _ => wifi::Padding::ToFour,
    };
    if flags & CHECK_INCLUDED == 0 || r.left() < 4 {
        return wifi::frame(r, padding, nesting);
    }
    let n = r.left() - 4;
    let inside = r.fenced(&FRAME, n, |r| {
        let inside = wifi::frame(r, padding, nesting)?;
        r.rest(&AFTER)?;
        Ok(inside)
    })?;
    r.bytes(&CHECK, 4)?;
    Ok(inside)
}

/// Reads the header and gives the flags; 0 where there are none.
fn header(r: &mut Reader<'_, '_>) -> Result<u8> {
    let start = r.at();
    r.u8(&VERSION)?;
    r.u8(&PAD)?;
    r.bytes(&LENGTH, 2)?;
    let first: [u8; 4] = r.array(&PRESENT)?;
    let present = u32::from_le_bytes(first);
    let mut word = present;
    // The top bit says that another word follows; what it announces is left as bytes.
    while word & 1 << 31 != 0 {
        word = u32::from_le_bytes(r.array(&PRESENT)?);
    }
    let mut flags = 0;
    for (bit, one) in NOTED.iter().enumerate() {
        if present >> bit & 1 == 0 {
            continue;
        }
        let gap = (r.at() - start).next_multiple_of(one.align) - (r.at() - start);
        if gap + one.size > r.left() {
            break;
        }
        if gap > 0 {
            r.bytes(&PAD, gap)?;
        }
        flags = match (bit, r.bytes(one.field, one.size)?) {
            (1, &[flags]) => flags,
            _ => flags,
        };
    }
    r.rest(&OTHERS)?;
    Ok(flags)
}

fn rate(bytes: &[u8]) -> Text {
    let half = bytes.first().copied().unwrap_or_default();
    let tenths = u16::from(half) * 5;
    Text::same(format!("{}.{} Mbit/s", tenths / 10, tenths % 10))
}

fn decibels(bytes: &[u8]) -> Text {
    let byte = bytes.first().copied().unwrap_or_default();
    Text::same(format!("{} dBm", i8::from_le_bytes([byte])))
}

fn channel(bytes: &[u8]) -> Text {
    match *bytes {
        [a, b, ..] => Text::same(format!("{} MHz", u16::from_le_bytes([a, b]))),
        _ => Text::EMPTY,
    }
}

static RADIOTAP: Field = Field::group(
    "Radiotap",
    "radiotap.org",
    "Notes of the radio that received the frame: it was never on the air, but tells how well the frame was heard.",
    "프레임을 받은 무선 장치가 적은 기록이다. 전파로 오간 것은 아니지만 얼마나 잘 들렸는지 알려 준다.",
);
static VERSION: Field = Field::dec("Version", "radiotap.org", "Always 0.", "늘 0이다.");
static PAD: Field = Field::hex(
    "Pad",
    "radiotap.org",
    "Fills up, so that the next field stands where processors like it.",
    "다음 필드가 프로세서가 읽기 좋은 자리에 오도록 채운다.",
);
static LENGTH: Field = Field::with(
    "Length",
    little,
    "radiotap.org",
    "Bytes of this header, so that the frame can be found even if some field is not known.",
    "이 헤더의 바이트 수로, 모르는 필드가 있어도 프레임을 찾을 수 있다.",
);
static PRESENT: Field = Field::hex(
    "Present",
    "radiotap.org",
    "One bit for each field that follows, lowest byte first; the top bit says that another word follows.",
    "뒤따르는 필드마다 한 비트씩이며 낮은 바이트가 먼저이다. 맨 위 비트는 같은 꼴의 값이 더 있음을 뜻한다.",
);
static TIMER: Field = Field::with(
    "TSFT",
    little,
    "radiotap.org",
    "Microseconds on the clock that all stations of the network share.",
    "네트워크의 모든 장치가 함께 쓰는 시계의 마이크로초 값이다.",
);
static FLAGS: Field = Field::hex(
    "Flags",
    "radiotap.org",
    "Among others: 10 the check sequence is included, 20 the header is padded, 40 the check failed.",
    "10은 검사 순서열 포함, 20은 헤더에 패딩 있음, 40은 검사 실패를 뜻한다.",
);
static RATE: Field = Field::with(
    "Rate",
    rate,
    "radiotap.org",
    "How fast the frame was sent; a slow one tells of a weak signal.",
    "프레임을 보낸 속도이다. 느리면 신호가 약했다는 뜻이다.",
);
static CHANNEL: Field = Field::with(
    "Channel",
    channel,
    "radiotap.org",
    "The frequency listened to, and its kind.",
    "듣고 있던 주파수와 그 종류이다.",
);
static HOPPING: Field = Field::hex(
    "FHSS",
    "radiotap.org",
    "Hop set and pattern of very old radios that jump between frequencies.",
    "주파수를 옮겨 다니던 아주 오래된 무선 장치의 도약 방식이다.",
);
static SIGNAL: Field = Field::with(
    "Antenna signal",
    decibels,
    "radiotap.org",
    "How strong the frame arrived; below about -80 dBm frames get lost.",
    "프레임이 얼마나 강하게 도착했는지이다. -80 dBm쯤 아래에서는 프레임을 잃는다.",
);
static NOISE: Field = Field::with(
    "Antenna noise",
    decibels,
    "radiotap.org",
    "How strong everything else was at that moment.",
    "그 순간 다른 모든 전파가 얼마나 강했는지이다.",
);
static QUALITY: Field = Field::with(
    "Lock quality",
    little,
    "radiotap.org",
    "How well the receiver followed the sender's code.",
    "받는 쪽이 보내는 쪽의 부호를 얼마나 잘 따라갔는지이다.",
);
static ATTENUATION: Field = Field::with(
    "TX attenuation",
    little,
    "radiotap.org",
    "How far below full power the frame was sent.",
    "최대 출력보다 얼마나 낮추어 보냈는지이다.",
);
static POWER: Field = Field::with(
    "TX power",
    decibels,
    "radiotap.org",
    "How strongly the frame was sent.",
    "프레임을 얼마나 강하게 보냈는지이다.",
);
static ANTENNA: Field = Field::dec(
    "Antenna",
    "radiotap.org",
    "Which of several antennas heard the frame.",
    "여러 안테나 가운데 프레임을 받은 것이다.",
);
static RELATIVE: Field = Field::dec(
    "Antenna signal (dB)",
    "radiotap.org",
    "Strength above a point that only this radio knows.",
    "이 무선 장치만 아는 기준에서 잰 세기이다.",
);
static RECEIVED: Field = Field::hex(
    "RX flags",
    "radiotap.org",
    "What the receiver thought of the frame.",
    "받는 장치가 프레임을 어떻게 보았는지이다.",
);
static SENT: Field = Field::hex(
    "TX flags",
    "radiotap.org",
    "How the frame was to be sent, and whether that failed.",
    "프레임을 어떻게 보내려 했는지, 실패했는지이다.",
);
static OTHERS: Field = Field::hex(
    "other fields",
    "radiotap.org",
    "What newer radios note; not taken apart here.",
    "더 새로운 무선 장치가 적는 내용이며 여기서는 풀지 않는다.",
);
static FRAME: Field = Field::group(
    "802.11 frame without its check sequence",
    "IEEE 802.11 §9.2.3",
    "What the check sequence at the end guards.",
    "끝의 검사 순서열이 지키는 부분이다.",
);
static AFTER: Field = Field::hex(
    "Padding",
    "IEEE 802.11 §9.2.3",
    "Bytes that the packet's own length does not count.",
    "패킷 자신의 길이에 들지 않는 바이트이다.",
);
static CHECK: Field = Field::hex(
    "Frame Check Sequence",
    "IEEE 802.11 §9.2.4.8",
    "A CRC-32 over the frame: radio loses bits all the time, and what fails here is sent again at once.",
    "프레임 전체의 CRC-32이다. 무선에서는 비트가 늘 손상되며, 여기서 걸린 프레임은 바로 다시 보낸다.",
);
