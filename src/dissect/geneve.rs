//! Geneve (RFC 8926): frames or packets of any protocol in UDP, with options: what VXLAN lacked.

use crate::base::field::Field;
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::ethertype::ETHERTYPES;
use crate::dissect::inside::Inside;
use crate::dissect::nesting::Nesting;

/// Reads the header with its options and what it carries; all that is left is its own.
pub(crate) fn packet<'a>(r: &mut Reader<'a, '_>, nesting: Nesting) -> Result<Inside<'a>> {
    let ethertype = r.group(&GENEVE, |r| {
        let first = r.bits(&VERSION_LENGTH, 1, &[&VERSION, &OPTION_LENGTH])?;
        if first >> 6 != 0 {
            return r.fail(
                &VERSION,
                Fault::Value {
                    found: first >> 6,
                    want: Doc::new("0", "0"),
                },
            );
        }
        r.bits(&FLAGS, 1, &[&CONTROL, &CRITICAL])?;
        let ethertype = r.u16(&PROTOCOL)?;
        r.bytes(&NETWORK, 3)?;
        r.u8(&RESERVED)?;
        let options = usize::try_from(first & 0x3f).unwrap_or_default() * 4;
        if options > 0 {
            r.fenced(&OPTIONS, options, |r| {
                while r.left() > 0 {
                    r.group(&OPTION, option)?;
                }
                Ok(())
            })?;
        }
        Ok(ethertype)
    })?;
    nesting.inside(r, ethertype)
}

fn option(r: &mut Reader<'_, '_>) -> Result<()> {
    r.u16(&CLASS)?;
    r.u8(&TYPE)?;
    match usize::from(r.u8(&LENGTH)? & 0x1f) {
        0 => Ok(()),
        words => r.bytes(&CONTENT, words * 4).map(drop),
    }
}

static GENEVE: Field = Field::group(
    "Generic Network Virtualization Encapsulation",
    "RFC 8926 §3.4",
    "Says which virtual network the packet inside belongs to, with room for whatever the switches want to tell each other.",
    "안의 패킷이 어느 가상 네트워크의 것인지 알리며, 스위치끼리 주고받을 내용을 옵션으로 덧붙일 수 있다.",
);
static VERSION_LENGTH: Field = Field::hex(
    "Version and Option Length",
    "RFC 8926 §3.4",
    "Two numbers in one byte.",
    "한 바이트에 담긴 두 개의 수이다.",
);
static VERSION: Field = Field::bits(
    "Version",
    6,
    2,
    "RFC 8926 §3.4",
    "0 so far.",
    "지금까지는 0이다.",
);
static OPTION_LENGTH: Field = Field::bits(
    "Option Length",
    0,
    6,
    "RFC 8926 §3.4",
    "Length of all options in words of 4 bytes, so that the packet inside can be found without reading them.",
    "4바이트 단위로 센 옵션 전체의 길이로, 옵션을 읽지 않고도 안의 패킷을 찾게 한다.",
);
static FLAGS: Field = Field::hex(
    "Flags",
    "RFC 8926 §3.4",
    "Two marks and six reserved bits.",
    "두 개의 표시와 예약된 여섯 비트이다.",
);
static CONTROL: Field = Field::bits(
    "Control Packet",
    7,
    1,
    "RFC 8926 §3.4",
    "For the switches themselves, not for a machine behind them.",
    "뒤의 컴퓨터가 아니라 스위치 자신을 위한 패킷이라는 표시이다.",
);
static CRITICAL: Field = Field::bits(
    "Critical Options",
    6,
    1,
    "RFC 8926 §3.4",
    "Some option must be understood, or the packet be dropped.",
    "알지 못하면 패킷을 버려야 하는 옵션이 있다는 표시이다.",
);
static PROTOCOL: Field = Field::code(
    "Protocol Type",
    &ETHERTYPES,
    "RFC 8926 §3.4",
    "What is carried, as an EtherType.",
    "나르는 것을 EtherType으로 적는다.",
);
static NETWORK: Field = Field::dec(
    "Virtual Network Identifier",
    "RFC 8926 §3.4",
    "The number of the virtual network.",
    "가상 네트워크의 번호이다.",
);
static RESERVED: Field = Field::hex(
    "Reserved",
    "RFC 8926 §3.4",
    "Zero; ignored.",
    "0이며 무시한다.",
);
static OPTIONS: Field = Field::group(
    "Options",
    "RFC 8926 §3.5",
    "What the switches of this network tell each other about the packet.",
    "이 네트워크의 스위치들이 패킷에 관해 서로에게 알리는 내용이다.",
);
static OPTION: Field = Field::group(
    "Option",
    "RFC 8926 §3.5",
    "One option: who defined it, its type, its length, its content.",
    "옵션 하나로, 정한 기관과 유형과 길이와 내용으로 이루어진다.",
);
static CLASS: Field = Field::hex(
    "Option Class",
    "RFC 8926 §3.5",
    "Who defined the option.",
    "옵션을 정한 기관이다.",
);
static TYPE: Field = Field::hex(
    "Type",
    "RFC 8926 §3.5",
    "Which option it is; the top bit says that it must be understood.",
    "어떤 옵션인지 나타낸다. 맨 위 비트는 반드시 알아야 하는 옵션임을 뜻한다.",
);
static LENGTH: Field = Field::bits(
    "Length",
    0,
    5,
    "RFC 8926 §3.5",
    "Length of the content in words of 4 bytes, so that an unknown option can be passed over.",
    "4바이트 단위로 센 내용의 길이로, 모르는 옵션을 건너뛸 수 있게 한다.",
);
static CONTENT: Field = Field::hex(
    "Option Data",
    "RFC 8926 §3.5",
    "The content of the option.",
    "옵션의 내용이다.",
);
