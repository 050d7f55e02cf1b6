//! GTP-U (3GPP TS 29.281): how a mobile network carries a phone's packets to the internet.

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::inside::Inside;
use crate::dissect::nesting::Nesting;

/// A packet of the user.
const USER: u8 = 255;

/// Reads the header with its extensions and the IP packet it carries; all that is left is its own. Messages of the network
/// itself (echo, error indication) carry none and are not read.
pub(crate) fn packet<'a>(r: &mut Reader<'a, '_>, nesting: Nesting) -> Result<Inside<'a>> {
    let length = r.group(&GTP, header)?;
    // The length counts the optional fields too; what the capture cut away is not here.
    let here = length.min(r.left());
    if here == 0 {
        return r.fail(&GTP, Fault::Short { need: 1, have: 0 });
    }
    nesting.ip(r, here)
}

/// Reads the header; gives how many bytes of the packet follow it.
fn header(r: &mut Reader<'_, '_>) -> Result<usize> {
    let flags = r.bits(
        &FLAGS,
        1,
        &[
            &VERSION,
            &PROTOCOL_TYPE,
            &HAS_EXTENSION,
            &HAS_SEQUENCE,
            &HAS_NUMBER,
        ],
    )?;
    // Version 1, and not the form for charging records; the spare bit is zero.
    if flags & 0xf8 != 0x30 {
        return r.fail(
            &FLAGS,
            Fault::Value {
                found: flags,
                want: Doc::new("version 1 of GTP-U", "GTP-U 버전 1"),
            },
        );
    }
    let message = r.u8(&MESSAGE)?;
    if message != USER {
        return r.fail(
            &MESSAGE,
            Fault::Value {
                found: message.into(),
                want: Doc::new("255, a packet of the user", "255(사용자의 패킷)"),
            },
        );
    }
    let length = usize::from(r.u16(&LENGTH)?);
    r.u32(&ENDPOINT)?;
    let start = r.at();
    if flags & 7 != 0 {
        r.u16(&SEQUENCE)?;
        r.u8(&NUMBER)?;
        let mut next = r.u8(&NEXT)?;
        while flags & 4 != 0 && next != 0 {
            next = r.group(&EXTENSION, |r| {
                let words = usize::from(r.u8(&EXTENSION_LENGTH)?);
                let Some(n) = (words * 4).checked_sub(2) else {
                    return r.fail(
                        &EXTENSION_LENGTH,
                        Fault::Value {
                            found: 0,
                            want: Doc::new("1 or more", "1 이상"),
                        },
                    );
                };
                r.bytes(&EXTENSION_CONTENT, n)?;
                r.u8(&NEXT)
            })?;
        }
    }
    Ok(length.saturating_sub(r.at() - start))
}

static GTP: Field = Field::group(
    "GPRS Tunneling Protocol, user plane",
    "3GPP TS 29.281 §5.1",
    "Carries a phone's packets through the mobile network: the phone keeps its address while it moves from mast to mast.",
    "휴대 전화의 패킷을 이동 통신망 안에서 나른다. 전화가 기지국을 옮겨 다녀도 주소가 바뀌지 않는다.",
);
static FLAGS: Field = Field::hex(
    "Flags",
    "3GPP TS 29.281 §5.1",
    "Version, kind, and which optional fields follow.",
    "버전과 종류, 그리고 어떤 선택 필드가 뒤따르는지를 적는다.",
);
static VERSION: Field = Field::bits(
    "Version",
    5,
    3,
    "3GPP TS 29.281 §5.1",
    "1 for the user plane.",
    "사용자 평면은 1이다.",
);
static PROTOCOL_TYPE: Field = Field::bits(
    "Protocol Type",
    4,
    1,
    "3GPP TS 29.281 §5.1",
    "Set: GTP; not set: GTP prime, which carries bills.",
    "켜져 있으면 GTP이고, 꺼져 있으면 요금 정보를 나르는 GTP 프라임이다.",
);
static HAS_EXTENSION: Field = Field::bits(
    "Extension Header flag",
    2,
    1,
    "3GPP TS 29.281 §5.1",
    "The field for the next extension header counts.",
    "다음 확장 헤더를 가리키는 필드가 유효하다.",
);
static HAS_SEQUENCE: Field = Field::bits(
    "Sequence Number flag",
    1,
    1,
    "3GPP TS 29.281 §5.1",
    "The sequence number counts.",
    "순서 번호가 유효하다.",
);
static HAS_NUMBER: Field = Field::bits(
    "N-PDU Number flag",
    0,
    1,
    "3GPP TS 29.281 §5.1",
    "The N-PDU number counts.",
    "N-PDU 번호가 유효하다.",
);
static MESSAGE: Field = Field::code(
    "Message Type",
    &MESSAGES,
    "3GPP TS 29.281 §6.1",
    "Whether this is a packet of the user or talk between the stations themselves.",
    "사용자의 패킷인지, 장비끼리 나누는 대화인지를 나타낸다.",
);
static LENGTH: Field = Field::dec(
    "Length",
    "3GPP TS 29.281 §5.1",
    "Bytes after the first eight: optional fields and the packet.",
    "처음 여덟 바이트 뒤의 바이트 수로, 선택 필드와 패킷을 합한 것이다.",
);
static ENDPOINT: Field = Field::hex(
    "Tunnel Endpoint Identifier",
    "3GPP TS 29.281 §5.1",
    "The number by which the receiving station knows whose packet it is.",
    "받는 장비가 누구의 패킷인지 아는 번호이다.",
);
static SEQUENCE: Field = Field::dec(
    "Sequence Number",
    "3GPP TS 29.281 §5.1",
    "Keeps packets in order where that matters.",
    "순서가 중요할 때 패킷의 순서를 지키게 한다.",
);
static NUMBER: Field = Field::dec(
    "N-PDU Number",
    "3GPP TS 29.281 §5.1",
    "Used when a phone moves from one station to another, so that no packet is lost or doubled.",
    "전화가 다른 기지국으로 옮겨 갈 때 패킷이 사라지거나 중복되지 않게 한다.",
);
static NEXT: Field = Field::hex(
    "Next Extension Header Type",
    "3GPP TS 29.281 §5.2",
    "What comes next; 00: the packet itself.",
    "다음에 오는 것으로, 00이면 패킷이 바로 온다.",
);
static EXTENSION: Field = Field::group(
    "Extension Header",
    "3GPP TS 29.281 §5.2",
    "More about the packet, such as which quality of service it was promised.",
    "약속된 서비스 품질처럼 패킷에 관해 덧붙이는 내용이다.",
);
static EXTENSION_LENGTH: Field = Field::dec(
    "Extension Header Length",
    "3GPP TS 29.281 §5.2",
    "Length of this extension header in words of 4 bytes.",
    "4바이트 단위로 센 이 확장 헤더의 길이이다.",
);
static EXTENSION_CONTENT: Field = Field::hex(
    "Extension Header Content",
    "3GPP TS 29.281 §5.2",
    "In the form of its type; not taken apart here.",
    "유형마다 꼴이 다르며 여기서는 풀지 않는다.",
);
static MESSAGES: Codes = Codes::new(&[
    Code::plain(1, "Echo Request"),
    Code::plain(2, "Echo Response"),
    Code::plain(26, "Error Indication"),
    Code::plain(31, "Supported Extension Headers Notification"),
    Code::plain(254, "End Marker"),
    Code::new(
        255,
        "G-PDU",
        "A packet of the user follows.",
        "사용자의 패킷이 뒤따른다.",
    ),
]);
