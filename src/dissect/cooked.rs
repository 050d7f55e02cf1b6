//! Link headers without Ethernet: the loopback's address family, and Linux "cooked" captures of the `any` interface.

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Reader, Result};
use crate::base::text::Text;
use crate::dissect::ethertype::{self, ETHERTYPES};

/// Reads the four bytes of LINKTYPE_NULL (0) and LINKTYPE_LOOP (108) and gives the EtherType that would say the same; 0 if
/// none does.
pub fn loopback(r: &mut Reader<'_, '_>) -> Result<u16> {
    let family = r.group(&LOOPBACK, |r| Ok(family(r.bytes(&FAMILY, 4)?)))?;
    Ok(match family {
        2 => ethertype::IPV4,
        // NetBSD, Linux, FreeBSD, macOS number IPv6 each in their own way.
        10 | 24 | 28 | 30 => ethertype::IPV6,
        _ => 0,
    })
}

/// The number is in the byte order of the machine that captured, which the capture does not tell: no family is so large
/// that the order is in doubt.
fn family(bytes: &[u8]) -> u32 {
    let bytes = <[u8; 4]>::try_from(bytes).unwrap_or_default();
    u32::from_be_bytes(bytes).min(u32::from_le_bytes(bytes))
}

fn say_family(bytes: &[u8]) -> Text {
    let family = family(bytes);
    Text::same(match family {
        2 => "IPv4 (2)".to_owned(),
        10 | 24 | 28 | 30 => format!("IPv6 ({family})"),
        _ => family.to_string(),
    })
}

/// Reads the 16 bytes of LINKTYPE_LINUX_SLL (113) and gives the EtherType.
pub fn first(r: &mut Reader<'_, '_>) -> Result<u16> {
    r.group(&COOKED, |r| {
        r.u16(&PACKET_TYPE)?;
        r.u16(&ARPHRD)?;
        let length = r.u16(&ADDRESS_LENGTH)?;
        address(r, length.into())?;
        r.u16(&PROTOCOL)
    })
}

/// Reads the 20 bytes of LINKTYPE_LINUX_SLL2 (276) and gives the EtherType.
pub fn second(r: &mut Reader<'_, '_>) -> Result<u16> {
    r.group(&COOKED, |r| {
        let protocol = r.u16(&PROTOCOL)?;
        r.u16(&RESERVED)?;
        r.u32(&INTERFACE)?;
        r.u16(&ARPHRD)?;
        r.u8(&PACKET_TYPE)?;
        let length = r.u8(&ADDRESS_LENGTH)?;
        address(r, length.into())?;
        Ok(protocol)
    })
}

/// Eight bytes of which the first `length` are the address.
fn address(r: &mut Reader<'_, '_>, length: usize) -> Result<()> {
    let length = length.min(8);
    match length {
        0 => {}
        6 => {
            r.bytes(&MAC, 6)?;
        }
        _ => {
            r.bytes(&ADDRESS, length)?;
        }
    }
    if length < 8 {
        r.bytes(&UNUSED, 8 - length)?;
    }
    Ok(())
}

static LOOPBACK: Field = Field::group(
    "Null/Loopback",
    "pcap LINKTYPE_NULL",
    "A frame that never left the machine: only the address family stands before the IP packet.",
    "컴퓨터 밖으로 나간 적 없는 프레임으로, IP 패킷 앞에 주소 체계 번호만 놓인다.",
);
static FAMILY: Field = Field::with(
    "Family",
    say_family,
    "pcap LINKTYPE_NULL",
    "Which protocol follows, in the numbers and byte order of the machine that captured.",
    "뒤따르는 프로토콜로, 캡처한 컴퓨터의 번호와 바이트 순서로 적는다.",
);
static COOKED: Field = Field::group(
    "Linux cooked capture",
    "pcap LINKTYPE_LINUX_SLL",
    "What Linux writes instead of the link header when it captures on all interfaces at once.",
    "모든 인터페이스에서 한꺼번에 캡처할 때 리눅스가 링크 헤더 대신 적는 내용이다.",
);
static PACKET_TYPE: Field = Field::code(
    "Packet type",
    &PACKET_TYPES,
    "pcap LINKTYPE_LINUX_SLL",
    "Whether the packet came in, went out, or was meant for others.",
    "패킷이 들어왔는지, 나갔는지, 남에게 가는 것이었는지를 알린다.",
);
static ARPHRD: Field = Field::code(
    "Link-layer address type",
    &ARPHRDS,
    "pcap LINKTYPE_LINUX_SLL",
    "What kind of interface saw the packet.",
    "어떤 종류의 인터페이스가 패킷을 보았는지를 알린다.",
);
static ADDRESS_LENGTH: Field = Field::dec(
    "Link-layer address length",
    "pcap LINKTYPE_LINUX_SLL",
    "How many of the eight address bytes are used.",
    "주소 여덟 바이트 가운데 몇 바이트를 쓰는지를 알린다.",
);
static MAC: Field = Field::mac(
    "Source",
    "pcap LINKTYPE_LINUX_SLL",
    "The network card that sent the packet.",
    "패킷을 보낸 네트워크 카드이다.",
);
static ADDRESS: Field = Field::hex(
    "Link-layer address",
    "pcap LINKTYPE_LINUX_SLL",
    "The sender's address on this link.",
    "이 링크에서 보낸 쪽의 주소이다.",
);
static UNUSED: Field = Field::hex(
    "Unused",
    "pcap LINKTYPE_LINUX_SLL",
    "Address bytes that this kind of link does not need.",
    "이 종류의 링크에는 필요 없는 주소 바이트이다.",
);
static PROTOCOL: Field = Field::code(
    "Protocol",
    &ETHERTYPES,
    "pcap LINKTYPE_LINUX_SLL",
    "Which protocol follows, as an EtherType.",
    "뒤따르는 프로토콜을 EtherType으로 적는다.",
);
static RESERVED: Field = Field::hex(
    "Reserved",
    "pcap LINKTYPE_LINUX_SLL2",
    "Zero; kept for later.",
    "0이며 나중을 위해 남겨 둔다.",
);
static INTERFACE: Field = Field::dec(
    "Interface index",
    "pcap LINKTYPE_LINUX_SLL2",
    "Which interface saw the packet; the older form could not tell.",
    "어느 인터페이스가 패킷을 보았는지 나타낸다. 옛 형식은 이것을 알려 주지 못했다.",
);

static PACKET_TYPES: Codes = Codes::new(&[
    Code::plain(0, "to us"),
    Code::plain(1, "broadcast"),
    Code::plain(2, "multicast"),
    Code::plain(3, "to another host"),
    Code::plain(4, "sent by us"),
]);
static ARPHRDS: Codes = Codes::new(&[
    Code::plain(1, "Ethernet"),
    Code::plain(512, "PPP"),
    Code::plain(519, "raw IP"),
    Code::plain(772, "loopback"),
    Code::plain(65534, "none"),
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_byte_order() {
        for bytes in [[2, 0, 0, 0], [0, 0, 0, 2]] {
            assert_eq!(loopback(&mut Reader::quiet(&bytes)), Ok(ethertype::IPV4));
        }
        assert_eq!(
            loopback(&mut Reader::quiet(&[30, 0, 0, 0])),
            Ok(ethertype::IPV6)
        );
        assert_eq!(FAMILY.value(&[0, 0, 0, 28]).unwrap().en, "IPv6 (28)");
    }

    #[test]
    fn both_cooked_forms() {
        let first_form = [0, 0, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, 8, 0];
        assert_eq!(first(&mut Reader::quiet(&first_form)), Ok(ethertype::IPV4));
        let second_form = [
            0x86, 0xdd, 0, 0, 0, 0, 0, 3, 3, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        assert_eq!(
            second(&mut Reader::quiet(&second_form)),
            Ok(ethertype::IPV6)
        );
    }
}
