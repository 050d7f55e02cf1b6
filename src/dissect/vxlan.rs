//! VXLAN (RFC 7348): Ethernet frames in UDP, as data centres join the virtual machines of one customer.

use crate::base::field::Field;
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::inside::Inside;
use crate::dissect::nesting::Nesting;

/// Reads the header of 8 bytes and the frame it carries; all that is left is its own.
pub(crate) fn frame<'a>(r: &mut Reader<'a, '_>, nesting: Nesting) -> Result<Inside<'a>> {
    r.group(&VXLAN, |r| {
        let flags = r.bits(&FLAGS, 1, &[&POLICY, &VALID])?;
        // Beside the valid bit, only the one for group policies is in use: anything else is no VXLAN.
        if flags & 0x7f != 0x08 {
            return r.fail(
                &FLAGS,
                Fault::Value {
                    found: flags,
                    want: Doc::new("8, a valid network identifier", "8(유효한 네트워크 식별자)"),
                },
            );
        }
        r.bytes(&RESERVED, 3)?;
        r.bytes(&NETWORK, 3)?;
        r.u8(&RESERVED)
    })?;
    nesting.ethernet(r)
}

static VXLAN: Field = Field::group(
    "Virtual eXtensible LAN",
    "RFC 7348 §5",
    "Says which virtual network the frame inside belongs to; machines in different buildings then seem to share one switch.",
    "안의 프레임이 어느 가상 네트워크의 것인지 알린다. 서로 다른 건물의 컴퓨터들이 한 스위치에 이어진 것처럼 보이게 된다.",
);
static FLAGS: Field = Field::hex(
    "Flags",
    "RFC 7348 §5",
    "08 says that the network identifier is valid.",
    "08은 네트워크 식별자가 유효하다는 뜻이다.",
);
static POLICY: Field = Field::bits(
    "Group Policy",
    7,
    1,
    "RFC 7348 §5",
    "Reserved by the standard; some switches mark here that a policy number stands in the reserved bytes.",
    "표준에서는 예약되어 있다. 일부 스위치는 예약된 바이트에 정책 번호를 적었음을 여기에 표시한다.",
);
static VALID: Field = Field::bits(
    "Valid Identifier",
    3,
    1,
    "RFC 7348 §5",
    "Must be set: without a network identifier the frame would belong to nobody.",
    "반드시 켜져 있어야 한다. 네트워크 식별자가 없으면 프레임이 누구의 것인지 알 수 없다.",
);
static RESERVED: Field = Field::hex(
    "Reserved",
    "RFC 7348 §5",
    "Zero as a rule; receivers ignore it.",
    "보통 0이며 받는 쪽은 무시한다.",
);
static NETWORK: Field = Field::dec(
    "VXLAN Network Identifier",
    "RFC 7348 §5",
    "The number of the virtual network: 24 bits, where a VLAN tag has only 12.",
    "가상 네트워크의 번호이다. VLAN 태그는 12비트뿐이지만 이것은 24비트이다.",
);
