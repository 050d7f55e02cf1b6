//! An Ethernet header (IEEE 802.3) with the tags of virtual networks (IEEE 802.1Q), on a cable or inside a tunnel.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::dissect::ethertype::{self, ETHERTYPES};

/// An Ethernet header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ethernet {
    /// Who on this link should take it.
    pub destination: [u8; 6],
    /// Who on this link sent it.
    pub source: [u8; 6],
    /// What it carries, after all VLAN tags; up to 1500 it is a length instead (IEEE 802.3).
    pub ethertype: u16,
}

/// Reads the header and all tags.
#[inline]
pub fn header(r: &mut Reader<'_, '_>) -> Result<Ethernet> {
    let mut ethernet = r.group(&ETHERNET, |r| {
        Ok(Ethernet {
            destination: r.array(&DESTINATION)?,
            source: r.array(&SOURCE)?,
            ethertype: kind(r)?,
        })
    })?;
    ethernet.ethertype = tags(r, ethernet.ethertype)?;
    Ok(ethernet)
}

/// Reads the tags that stand after `ethertype`, if it announces one; gives the type after all of them.
#[inline]
pub fn tags(r: &mut Reader<'_, '_>, mut ethertype: u16) -> Result<u16> {
    while let ethertype::VLAN | ethertype::PROVIDER | ethertype::OLD_PROVIDER = ethertype {
        ethertype = r.group(&TAG, |r| {
            r.bits(&TAG_CONTROL, 2, &[&PRIORITY, &DROP, &VLAN_ID])?;
            kind(r)
        })?;
    }
    Ok(ethertype)
}

/// Up to 1500 the number is a length, from 1536 a type (IEEE 802.3 §3.2.6).
#[inline]
fn kind(r: &mut Reader<'_, '_>) -> Result<u16> {
    match r.peek() {
        [0..=5, ..] => r.u16(&LENGTH),
        _ => r.u16(&TYPE),
    }
}

static ETHERNET: Field = Field::group(
    "Ethernet II",
    "IEEE 802.3 §3.1",
    "Carries a packet one hop: from one network card to the next on the same link.",
    "패킷을 한 홉만큼, 곧 같은 링크의 한 네트워크 카드에서 다음 카드로 나른다.",
);
static DESTINATION: Field = Field::mac(
    "Destination",
    "IEEE 802.3 §3.2.4",
    "The network card on this link that should take the frame; ff:ff:ff:ff:ff:ff is everyone.",
    "이 링크에서 프레임을 받아야 할 네트워크 카드이다. ff:ff:ff:ff:ff:ff는 모두를 뜻한다.",
);
static SOURCE: Field = Field::mac(
    "Source",
    "IEEE 802.3 §3.2.5",
    "The network card that sent the frame; switches learn from it which port leads to whom.",
    "프레임을 보낸 네트워크 카드이다. 스위치는 이것을 보고 어느 포트가 누구에게 이어지는지 배운다.",
);
static TYPE: Field = Field::code(
    "Type",
    &ETHERTYPES,
    "IEEE 802.3 §3.2.6",
    "Which protocol the frame carries, so that the receiver knows whom to give it to.",
    "프레임이 나르는 프로토콜로, 받는 쪽은 이것을 보고 누구에게 넘길지 안다.",
);
static LENGTH: Field = Field::dec(
    "Length",
    "IEEE 802.3 §3.2.6",
    "Numbers up to 1500 here are a length: the older 802.3 form, where an LLC header tells the protocol.",
    "여기서 1500 이하의 수는 길이이다. LLC 헤더가 프로토콜을 알려 주는 옛 802.3 형식이다.",
);
static TAG: Field = Field::group(
    "802.1Q Virtual LAN",
    "IEEE 802.1Q §9",
    "Says to which of several separate networks on the same cable the frame belongs.",
    "한 케이블을 나누어 쓰는 여러 네트워크 가운데 어디에 속하는 프레임인지 알린다.",
);
static TAG_CONTROL: Field = Field::hex(
    "Tag Control Information",
    "IEEE 802.1Q §9.6",
    "Priority, drop mark and network number in two bytes.",
    "우선순위, 버림 표시, 네트워크 번호를 두 바이트에 담는다.",
);
static PRIORITY: Field = Field::bits(
    "Priority",
    13,
    3,
    "IEEE 802.1Q §9.6",
    "How urgent the frame is: switches send higher numbers first.",
    "프레임이 얼마나 급한지 나타내며, 스위치는 큰 수를 먼저 보낸다.",
);
static DROP: Field = Field::bits(
    "DEI",
    12,
    1,
    "IEEE 802.1Q §9.6",
    "Drop eligible: a switch short of room may drop this frame first.",
    "자리가 모자란 스위치가 이 프레임을 먼저 버려도 된다는 표시이다.",
);
static VLAN_ID: Field = Field::bits(
    "VLAN ID",
    0,
    12,
    "IEEE 802.1Q §9.6",
    "The number of the virtual network, 1 to 4094.",
    "가상 네트워크의 번호로, 1부터 4094까지이다.",
);
