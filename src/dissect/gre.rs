//! GRE (RFC 2784, key and sequence number of RFC 2890), and the form of it that PPTP uses (RFC 2637).

use crate::base::field::Field;
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::ethertype::ETHERTYPES;
use crate::dissect::inside::Inside;
use crate::dissect::nesting::Nesting;
use crate::dissect::ppp;

/// Reads the header and what it carries; all that is left is its own.
pub(crate) fn packet<'a>(r: &mut Reader<'a, '_>, nesting: Nesting) -> Result<Inside<'a>> {
    match r.peek() {
        [_, flags, 0x88, 0x0b, ..] if flags & 7 == 1 => dialled(r, nesting),
        _ => {
            let ethertype = r.group(&GRE, header)?;
            nesting.inside(r, ethertype)
        }
    }
}

fn header(r: &mut Reader<'_, '_>) -> Result<u16> {
    let flags = r.bits(
        &FLAGS,
        2,
        &[
            &HAS_CHECKSUM,
            &HAS_ROUTING,
            &HAS_KEY,
            &HAS_SEQUENCE,
            &VERSION,
        ],
    )?;
    // Routing (RFC 1701) is no longer used, and version 0 leaves all other bits zero.
    if flags & 0x4fff != 0 {
        return r.fail(
            &FLAGS,
            Fault::Value {
                found: flags,
                want: Doc::new("version 0 without routing", "라우팅 없는 버전 0"),
            },
        );
    }
    let ethertype = r.u16(&PROTOCOL)?;
    if flags & 0x8000 != 0 {
        r.u16(&CHECKSUM)?;
        r.u16(&RESERVED)?;
    }
    if flags & 0x2000 != 0 {
        r.u32(&KEY)?;
    }
    if flags & 0x1000 != 0 {
        r.u32(&SEQUENCE)?;
    }
    Ok(ethertype)
}

/// A packet of PPTP: PPP, or only an acknowledgment.
fn dialled<'a>(r: &mut Reader<'a, '_>, nesting: Nesting) -> Result<Inside<'a>> {
    let length = r.group(&PPTP, |r| {
        let flags = r.bits(
            &FLAGS,
            2,
            &[&HAS_KEY, &HAS_SEQUENCE, &HAS_ACKNOWLEDGMENT, &VERSION],
        )?;
        if flags & !0x3080 != 1 {
            return r.fail(
                &FLAGS,
                Fault::Value {
                    found: flags,
                    want: Doc::new("those of PPTP", "PPTP의 값"),
                },
            );
        }
        r.u16(&PROTOCOL)?;
        let length = r.u16(&LENGTH)?;
        r.u16(&CALL)?;
        if flags & 0x1000 != 0 {
            r.u32(&SEQUENCE)?;
        }
        if flags & 0x80 != 0 {
            r.u32(&ACKNOWLEDGMENT)?;
        }
        Ok(usize::from(length))
    })?;
    let here = length.min(r.left());
    if here == 0 {
        return Ok(Inside::Other(0));
    }
    r.fenced(&LINE, here, |r| {
        let inside = ppp::frame(r, nesting)?;
        r.rest(&SURPLUS)?;
        Ok(inside)
    })
}

static GRE: Field = Field::group(
    "Generic Routing Encapsulation",
    "RFC 2784 §2",
    "Wraps a packet of any protocol, so that two distant networks seem to be joined by a cable.",
    "어떤 프로토콜의 패킷이든 감싸서, 멀리 떨어진 두 네트워크를 케이블로 이은 것처럼 만든다.",
);
static FLAGS: Field = Field::hex(
    "Flags and Version",
    "RFC 2784 §2.1",
    "Which optional fields follow, and which form of the header this is.",
    "어떤 선택 필드가 뒤따르는지, 헤더가 어느 형식인지를 적는다.",
);
static HAS_CHECKSUM: Field = Field::bits(
    "Checksum Present",
    15,
    1,
    "RFC 2784 §2.2",
    "A checksum and two reserved bytes follow.",
    "체크섬과 예약된 두 바이트가 뒤따른다.",
);
static HAS_ROUTING: Field = Field::bits(
    "Routing Present",
    14,
    1,
    "RFC 1701",
    "A list of routers would follow; no longer used.",
    "라우터 목록이 뒤따른다는 뜻으로, 이제는 쓰지 않는다.",
);
static HAS_KEY: Field = Field::bits(
    "Key Present",
    13,
    1,
    "RFC 2890 §2",
    "A number follows that tells tunnels between the same ends apart.",
    "같은 두 끝 사이의 터널들을 구별하는 번호가 뒤따른다.",
);
static HAS_SEQUENCE: Field = Field::bits(
    "Sequence Number Present",
    12,
    1,
    "RFC 2890 §2",
    "Packets are counted, so that the far end can drop those that come late.",
    "패킷에 번호를 매겨, 늦게 온 것을 상대가 버릴 수 있게 한다.",
);
static HAS_ACKNOWLEDGMENT: Field = Field::bits(
    "Acknowledgment Present",
    7,
    1,
    "RFC 2637 §4.1",
    "The number of the last packet received follows.",
    "마지막으로 받은 패킷의 번호가 뒤따른다.",
);
static VERSION: Field = Field::bits(
    "Version",
    0,
    3,
    "RFC 2784 §2.3.1",
    "0 for GRE itself, 1 for the form PPTP uses.",
    "GRE 자체는 0, PPTP가 쓰는 형식은 1이다.",
);
static PROTOCOL: Field = Field::code(
    "Protocol Type",
    &ETHERTYPES,
    "RFC 2784 §2.4",
    "What is carried, as an EtherType.",
    "나르는 것을 EtherType으로 적는다.",
);
static CHECKSUM: Field = Field::hex(
    "Checksum",
    "RFC 2784 §2.5",
    "Guards header and payload against damage, where the inner protocol has nothing of the kind.",
    "안쪽 프로토콜에 그런 것이 없을 때, 헤더와 내용이 손상되지 않았는지 확인하게 한다.",
);
static RESERVED: Field = Field::hex(
    "Reserved1",
    "RFC 2784 §2.6",
    "Zero; keeps the place.",
    "0이며 자리만 지킨다.",
);
static KEY: Field = Field::hex(
    "Key",
    "RFC 2890 §2.1",
    "Tells tunnels between the same two ends apart; in spite of its name it protects nothing.",
    "같은 두 끝 사이의 터널들을 구별한다. 이름은 키(key)이지만 아무것도 보호하지 않는다.",
);
static SEQUENCE: Field = Field::dec(
    "Sequence Number",
    "RFC 2890 §2.2",
    "Counts the packets of the tunnel.",
    "터널의 패킷에 매기는 번호이다.",
);
static PPTP: Field = Field::group(
    "GRE of PPTP",
    "RFC 2637 §4.1",
    "Carries a dial-in call over the internet: an early virtual private network, long since broken.",
    "전화 접속 한 통을 인터넷으로 나른다. 오래전에 깨진 초기의 가상 사설망이다.",
);
static LENGTH: Field = Field::dec(
    "Payload Length",
    "RFC 2637 §4.1",
    "Bytes of PPP that follow the header; 0 where only an acknowledgment is sent.",
    "헤더 뒤에 오는 PPP의 바이트 수로, 확인만 보낼 때는 0이다.",
);
static CALL: Field = Field::dec(
    "Call ID",
    "RFC 2637 §4.1",
    "The number the receiver gave this call.",
    "받는 쪽이 이 통화에 준 번호이다.",
);
static ACKNOWLEDGMENT: Field = Field::dec(
    "Acknowledgment Number",
    "RFC 2637 §4.1",
    "The highest packet number received, by which the sender sees how much is under way.",
    "받은 패킷의 가장 큰 번호로, 보내는 쪽은 이것을 보고 아직 가는 중인 양을 안다.",
);
static LINE: Field = Field::group(
    "PPP in the call",
    "RFC 2637 §4.1",
    "The frame a modem would have sent.",
    "모뎀이라면 보냈을 프레임이다.",
);
static SURPLUS: Field = Field::hex(
    "Padding",
    "RFC 1661 §2",
    "Bytes that the packet's own length does not count.",
    "패킷 자신의 길이에 들지 않는 바이트이다.",
);
