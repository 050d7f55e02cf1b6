//! EtherTypes: what a frame carries (IEEE 802 numbers, kept by IANA).

use crate::base::field::{Code, Codes};

/// IPv4.
pub const IPV4: u16 = 0x0800;
/// ARP.
pub const ARP: u16 = 0x0806;
/// A whole Ethernet frame, in a tunnel.
pub const BRIDGED: u16 = 0x6558;
/// A VLAN tag (IEEE 802.1Q).
pub const VLAN: u16 = 0x8100;
/// IPv6.
pub const IPV6: u16 = 0x86dd;
/// MPLS labels.
pub const MPLS: u16 = 0x8847;
/// MPLS labels on the way to several receivers.
pub const MPLS_MULTICAST: u16 = 0x8848;
/// PPP over Ethernet, with a session open.
pub const PPPOE: u16 = 0x8864;
/// An outer VLAN tag of a provider (IEEE 802.1ad).
pub const PROVIDER: u16 = 0x88a8;
/// An outer VLAN tag as older switches write it.
pub const OLD_PROVIDER: u16 = 0x9100;

/// The registry.
pub static ETHERTYPES: Codes = Codes::new(&[
    Code::new(
        0x0800,
        "IPv4",
        "The Internet Protocol, version 4: addresses of 32 bits.",
        "인터넷 프로토콜 버전 4로, 주소가 32비트이다.",
    ),
    Code::new(
        0x0806,
        "ARP",
        "A question or answer about which hardware address has an IPv4 address.",
        "어느 하드웨어 주소가 이 IPv4 주소를 가졌는지 묻거나 답하는 내용이다.",
    ),
    Code::new(
        0x6558,
        "Transparent Ethernet Bridging",
        "A whole Ethernet frame follows, inside a tunnel.",
        "터널 안에 이더넷 프레임이 통째로 뒤따른다.",
    ),
    Code::new(
        0x8100,
        "802.1Q VLAN",
        "A VLAN tag follows, then the real type.",
        "VLAN 태그가 먼저 오고 그 뒤에 진짜 유형이 온다.",
    ),
    Code::new(
        0x86dd,
        "IPv6",
        "The Internet Protocol, version 6: addresses of 128 bits.",
        "인터넷 프로토콜 버전 6으로, 주소가 128비트이다.",
    ),
    Code::new(
        0x8847,
        "MPLS",
        "Labels of a provider's network come first, then the packet.",
        "통신사 네트워크의 레이블이 먼저 오고 그 뒤에 패킷이 온다.",
    ),
    Code::plain(0x8848, "MPLS Multicast"),
    Code::plain(0x8863, "PPPoE Discovery"),
    Code::new(
        0x8864,
        "PPPoE Session",
        "A packet inside a dial-in session over Ethernet, as many DSL lines use it.",
        "많은 DSL 회선이 쓰는, 이더넷 위 접속 세션 안의 패킷이다.",
    ),
    Code::plain(0x888e, "802.1X"),
    Code::new(
        0x88a8,
        "802.1ad VLAN",
        "A provider's outer VLAN tag follows; the customer's own tag comes after it.",
        "통신사의 바깥 VLAN 태그가 먼저 오고 고객의 태그가 그 뒤에 온다.",
    ),
    Code::plain(0x88cc, "LLDP"),
    Code::plain(0x9000, "Loopback"),
    Code::plain(0x9100, "old 802.1ad VLAN"),
]);
