//! TCP options (RFC 9293 §3.2): what the ends can do beyond the basics.

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::{Doc, Text};
use crate::text;

/// The options that tell something about the connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Largest payload the sender takes in one segment, in bytes; only in a SYN.
    pub mss: Option<u16>,
    /// How far the sender's windows are shifted left from now on; only in a SYN.
    pub window_scale: Option<u8>,
    /// Whether the sender understands selective acknowledgments; only in a SYN.
    pub sack_permitted: bool,
    /// Blocks that arrived beyond a gap: first sequence number and the one after the last.
    pub sack: [Option<(u32, u32)>; 4],
    /// The sender's clock, and the last clock value it saw of the other end.
    pub timestamps: Option<(u32, u32)>,
}

impl Options {
    /// What the options of a header say, as they stand there.
    pub fn of(bytes: &[u8]) -> Self {
        all(&mut Reader::quiet(bytes)).unwrap_or_default()
    }
}

/// The options up to the end of the header, as they stand. Without notes nobody looks into each: [`Options::of`] does so
/// when asked.
#[inline]
pub(crate) fn bytes<'a>(r: &mut Reader<'a, '_>) -> Result<&'a [u8]> {
    let bytes = r.peek();
    if r.is_quiet() && are_whole(bytes) {
        return r.rest(&CONTENT);
    }
    all(r)?;
    Ok(bytes)
}

/// Whether every option has a length that is possible and fits.
fn are_whole(mut bytes: &[u8]) -> bool {
    loop {
        bytes = match bytes {
            [] | [0, ..] => return true,
            [1, rest @ ..] => rest,
            [_] | [_, 0 | 1, ..] => return false,
            [_, length, ..] => match bytes.get(usize::from(*length)..) {
                Some(rest) => rest,
                None => return false,
            },
        };
    }
}

/// Reads all options up to the end of the header. A known kind with a length that is not its own is kept as bytes.
fn all(r: &mut Reader<'_, '_>) -> Result<Options> {
    let mut options = Options::default();
    while let [kind, ref rest @ ..] = *r.peek() {
        match (kind, rest.first()) {
            (0, _) => {
                r.u8(&END)?;
                r.rest(&PADDING)?;
            }
            (1, _) => {
                r.u8(&NO_OPERATION)?;
            }
            (2, Some(4)) => {
                options.mss = Some(option(r, &MAXIMUM_SEGMENT_SIZE, |r| r.u16(&MSS))?);
            }
            (3, Some(3)) => {
                options.window_scale = Some(option(r, &WINDOW_SCALE, |r| r.u8(&SHIFT))?);
            }
            (4, Some(2)) => {
                option(r, &SACK_PERMITTED, |_| Ok(()))?;
                options.sack_permitted = true;
            }
            (5, Some(10 | 18 | 26 | 34)) => options.sack = option(r, &SACK, blocks)?,
            (8, Some(10)) => {
                let times = |r: &mut Reader<'_, '_>| Ok((r.u32(&TSVAL)?, r.u32(&TSECR)?));
                options.timestamps = Some(option(r, &TIMESTAMPS, times)?);
            }
            (28, Some(4)) => {
                option(r, &USER_TIMEOUT, |r| r.u16(&TIMEOUT))?;
            }
            (34, _) => {
                option(r, &FAST_OPEN, |r| r.rest(&COOKIE))?;
            }
            _ => {
                option(r, &OTHER, |r| r.rest(&CONTENT))?;
            }
        }
    }
    Ok(options)
}

/// Kind and length, then `body` over what is left of the option.
fn option<'a, T>(
    r: &mut Reader<'a, '_>,
    field: &'static Field,
    body: impl FnOnce(&mut Reader<'a, '_>) -> Result<T>,
) -> Result<T> {
    let length = match *r.peek() {
        [_, length @ (0 | 1), ..] => {
            let found = length.into();
            return r.fail(
                &LENGTH,
                Fault::Value {
                    found,
                    want: Doc::new("2 or more", "2 이상"),
                },
            );
        }
        [_, length, ..] => length.into(),
        _ => 2,
    };
    r.fenced(field, length, |r| {
        r.u8(&KIND)?;
        r.u8(&LENGTH)?;
        body(r)
    })
}

fn blocks(r: &mut Reader<'_, '_>) -> Result<[Option<(u32, u32)>; 4]> {
    let mut blocks = [None; 4];
    for block in &mut blocks {
        if r.left() > 0 {
            *block = Some((r.u32(&LEFT_EDGE)?, r.u32(&RIGHT_EDGE)?));
        }
    }
    Ok(blocks)
}

/// A shift above 14 counts as 14 (RFC 7323 §2.3).
fn say_shift(bytes: &[u8]) -> Text {
    let shift = bytes.first().copied().unwrap_or_default();
    let times = 1u32 << shift.min(14);
    text!(en: "{shift} (window times {times})", ko: "{shift} (창 크기 {times}배)")
}

static KIND: Field = Field::code(
    "Kind",
    &KINDS,
    "RFC 9293 §3.2",
    "Which option it is.",
    "어떤 옵션인지를 나타낸다.",
);
static LENGTH: Field = Field::dec(
    "Length",
    "RFC 9293 §3.2",
    "Bytes of the option with its kind and length, so that an unknown option can be passed over.",
    "종류와 길이를 포함한 옵션의 바이트 수로, 모르는 옵션을 건너뛸 수 있게 한다.",
);
static END: Field = Field::code(
    "End of Option List",
    &KINDS,
    "RFC 9293 §3.2",
    "No option follows; the rest of the header is padding.",
    "뒤따르는 옵션이 없으며 헤더의 나머지는 패딩이다.",
);
static NO_OPERATION: Field = Field::code(
    "No-Operation",
    &KINDS,
    "RFC 9293 §3.2",
    "Does nothing; puts the next option at a place where it can be read in one step.",
    "아무 일도 하지 않으며, 다음 옵션을 한 번에 읽을 수 있는 자리에 맞춘다.",
);
static PADDING: Field = Field::hex(
    "Padding",
    "RFC 9293 §3.1",
    "Fills the header up to a multiple of 32 bits.",
    "헤더를 32비트의 배수까지 채운다.",
);
static MAXIMUM_SEGMENT_SIZE: Field = Field::group(
    "Maximum Segment Size",
    "RFC 9293 §3.7.1",
    "Tells the other end how much payload to put in one segment, so that IP need not cut it into fragments.",
    "한 세그먼트에 내용을 얼마나 담을지 상대에게 알려, IP가 조각으로 나눌 필요가 없게 한다.",
);
static MSS: Field = Field::dec(
    "MSS Value",
    "RFC 9293 §3.7.1",
    "Bytes of payload: the link's 1500 less the headers gives 1460 over IPv4 (40 less) and 1440 over IPv6 (60 less).",
    "내용의 바이트 수이다. 링크의 1500에서 헤더를 빼면 IPv4는 1460(헤더 40), IPv6는 1440(헤더 60)이다.",
);
static WINDOW_SCALE: Field = Field::group(
    "Window Scale",
    "RFC 7323 §2.2",
    "Windows of 16 bits end at 64 kB, too small for fast long paths: both ends agree to multiply them.",
    "16비트 창은 64 kB가 한계라 빠르고 먼 경로에는 모자란다. 그래서 양 끝이 창에 배율을 두기로 정한다.",
);
static SHIFT: Field = Field::with(
    "Shift Count",
    say_shift,
    "RFC 7323 §2.2",
    "Every later window of this end is shifted left by so many bits.",
    "이쪽의 이후 창 값을 이 비트 수만큼 왼쪽으로 민다.",
);
static SACK_PERMITTED: Field = Field::group(
    "SACK Permitted",
    "RFC 2018 §2",
    "This end can be told exactly which later bytes arrived, so that only the lost ones are sent again.",
    "빠진 것 뒤의 어느 바이트가 도착했는지 이쪽에 정확히 알려도 된다는 뜻으로, 사라진 것만 다시 보내면 된다.",
);
static SACK: Field = Field::group(
    "SACK",
    "RFC 2018 §3",
    "Bytes that arrived beyond a gap: the other end sends the gap again and not these.",
    "빠진 곳 너머로 도착한 바이트들이다. 상대는 빠진 곳만 다시 보내고 이것들은 보내지 않는다.",
);
static LEFT_EDGE: Field = Field::dec(
    "Left Edge",
    "RFC 2018 §3",
    "Sequence number of the first byte of the block.",
    "블록 첫 바이트의 순서 번호이다.",
);
static RIGHT_EDGE: Field = Field::dec(
    "Right Edge",
    "RFC 2018 §3",
    "Sequence number after the last byte of the block.",
    "블록 마지막 바이트 다음의 순서 번호이다.",
);
static TIMESTAMPS: Field = Field::group(
    "Timestamps",
    "RFC 7323 §3.2",
    "Two clock values: with them the sender measures the round trip, and old stray segments are told from new ones.",
    "시계 값 두 개로, 보내는 쪽은 왕복 시간을 재고 떠돌던 옛 세그먼트를 새것과 가려낸다.",
);
static TSVAL: Field = Field::dec(
    "TSval",
    "RFC 7323 §3.2",
    "This end's own clock when it sent the segment, in a unit of its choice.",
    "세그먼트를 보낼 때 이쪽 시계의 값으로, 단위는 스스로 정한다.",
);
static TSECR: Field = Field::dec(
    "TSecr",
    "RFC 7323 §3.2",
    "The other end's clock as last seen: that end subtracts it from its clock and has the round trip.",
    "마지막으로 본 상대 시계의 값이다. 상대는 자기 시계에서 이 값을 빼어 왕복 시간을 안다.",
);
static USER_TIMEOUT: Field = Field::group(
    "User Timeout",
    "RFC 5482 §2",
    "How long this end will wait for an acknowledgment before it gives up.",
    "이쪽이 확인을 얼마나 기다리다 포기하는지를 알린다.",
);
static TIMEOUT: Field = Field::hex(
    "Granularity and User Timeout",
    "RFC 5482 §3",
    "The top bit says minutes instead of seconds; the rest is the number.",
    "맨 위 비트는 초가 아니라 분이라는 표시이고 나머지가 수이다.",
);
static FAST_OPEN: Field = Field::group(
    "TCP Fast Open Cookie",
    "RFC 7413 §2",
    "Lets a returning client send data in its first segment; the cookie shows that its address is real.",
    "다시 온 클라이언트가 첫 세그먼트에 내용을 실을 수 있게 한다. 쿠키는 그 주소가 진짜임을 보인다.",
);
static COOKIE: Field = Field::hex(
    "Cookie",
    "RFC 7413 §2",
    "What the server gave the client on an earlier visit; absent where the client asks for one.",
    "지난번에 서버가 클라이언트에 준 값으로, 새로 청할 때는 비어 있다.",
);
static OTHER: Field = Field::group(
    "Option",
    "RFC 9293 §3.2",
    "An option that is not taken apart here; a receiver that does not know it passes over it.",
    "여기서 풀지 않는 옵션이다. 모르는 옵션은 받는 쪽도 건너뛴다.",
);
static CONTENT: Field = Field::hex(
    "Option Data",
    "RFC 9293 §3.2",
    "The content of the option.",
    "옵션의 내용이다.",
);

/// Kinds as IANA registers them.
static KINDS: Codes = Codes::new(&[
    Code::plain(0, "End of Option List"),
    Code::plain(1, "No-Operation"),
    Code::plain(2, "Maximum Segment Size"),
    Code::plain(3, "Window Scale"),
    Code::plain(4, "SACK Permitted"),
    Code::plain(5, "SACK"),
    Code::plain(8, "Timestamps"),
    Code::plain(14, "TCP Alternate Checksum Request"),
    Code::new(
        19,
        "MD5 Signature",
        "An old keyed checksum, used between routers.",
        "라우터끼리 쓰던, 키를 섞어 계산하는 옛 체크섬이다.",
    ),
    Code::plain(28, "User Timeout"),
    Code::new(
        29,
        "TCP Authentication Option",
        "A MAC over the segment, used between routers.",
        "라우터끼리 쓰는, 세그먼트에 대한 MAC이다.",
    ),
    Code::new(
        30,
        "Multipath TCP",
        "One connection over several paths at once.",
        "한 연결이 여러 길을 한꺼번에 쓰게 한다.",
    ),
    Code::plain(34, "TCP Fast Open Cookie"),
    Code::plain(69, "TCP Encryption Negotiation"),
    Code::plain(253, "RFC 3692 experiment 1"),
    Code::plain(254, "RFC 3692 experiment 2"),
]);

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Options> {
        let mut notes = Vec::new();
        let noting = all(&mut Reader::noting(bytes, &mut notes));
        assert_eq!(noting, all(&mut Reader::quiet(bytes)));
        assert_eq!(noting.is_ok(), are_whole(bytes));
        noting
    }

    #[test]
    fn what_linux_puts_in_a_syn() {
        let options = read(&[
            2, 4, 5, 0xb4, 4, 2, 8, 10, 0, 0, 0, 9, 0, 0, 0, 0, 1, 3, 3, 7,
        ])
        .unwrap();
        assert_eq!(options.mss, Some(1460));
        assert_eq!(options.window_scale, Some(7));
        assert_eq!(options.timestamps, Some((9, 0)));
        assert!(options.sack_permitted);
        assert_eq!(SHIFT.value(&[7]).unwrap().en, "7 (window times 128)");
    }

    #[test]
    fn sack_blocks() {
        let options = read(&[1, 1, 5, 18, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4]).unwrap();
        assert_eq!(options.sack, [Some((1, 2)), Some((3, 4)), None, None]);
    }

    #[test]
    fn odd_lengths_are_kept_or_named() {
        // A window scale of four bytes, an unknown kind, fast open without a cookie, the end with padding.
        let kept = [3, 4, 0, 0, 77, 3, 9, 34, 2, 0, 0, 0];
        assert_eq!(read(&kept), Ok(Options::default()));
        for broken in [&[2, 0][..], &[77, 1], &[2], &[2, 4, 5], &[77, 9, 0]] {
            assert!(read(broken).is_err(), "{broken:?}");
        }
    }
}
