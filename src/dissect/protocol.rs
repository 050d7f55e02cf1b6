//! IP protocol numbers: what a packet carries, and in IPv6 which header comes next (kept by IANA).

use crate::base::field::{Code, Codes};

/// ICMP for IPv4.
pub const ICMP: u8 = 1;
/// IPv4 in IP (RFC 2003).
pub const IP4: u8 = 4;
/// TCP.
pub const TCP: u8 = 6;
/// UDP.
pub const UDP: u8 = 17;
/// IPv6 in IP (RFC 4213, RFC 2473).
pub const IP6: u8 = 41;
/// Generic Routing Encapsulation (RFC 2784).
pub const GRE: u8 = 47;
/// ICMP for IPv6.
pub const ICMP6: u8 = 58;

/// The registry.
pub static PROTOCOLS: Codes = Codes::new(&[
    Code::new(
        0,
        "IPv6 Hop-by-Hop Options",
        "Options that every router on the way must look at.",
        "가는 길의 모든 라우터가 보아야 하는 옵션이다.",
    ),
    Code::new(
        1,
        "ICMP",
        "Error reports and tests of IPv4 itself.",
        "IPv4 자체의 오류 보고와 시험이다.",
    ),
    Code::plain(2, "IGMP"),
    Code::new(
        4,
        "IPv4 in IP",
        "A tunnel: a whole IPv4 packet follows.",
        "터널이며, IPv4 패킷이 통째로 뒤따른다.",
    ),
    Code::new(
        6,
        "TCP",
        "A reliable stream of bytes: what TLS stands on.",
        "믿을 수 있는 바이트 스트림으로, TLS가 이 위에 선다.",
    ),
    Code::new(
        17,
        "UDP",
        "Single datagrams without any promise: what DNS, DTLS and QUIC stand on.",
        "아무 보장이 없는 낱개 데이터그램으로, DNS와 DTLS와 QUIC이 이 위에 선다.",
    ),
    Code::new(
        41,
        "IPv6 in IP",
        "A tunnel: a whole IPv6 packet follows, perhaps across a network that knows only IPv4.",
        "터널이며, IPv6 패킷이 통째로 뒤따른다. IPv4만 아는 네트워크를 건널 때 쓴다.",
    ),
    Code::new(
        43,
        "IPv6 Routing",
        "Hosts the packet must visit on its way.",
        "패킷이 가는 길에 들러야 하는 호스트들이다.",
    ),
    Code::new(
        44,
        "IPv6 Fragment",
        "This packet is one piece of a larger one.",
        "이 패킷은 더 큰 패킷의 한 조각이다.",
    ),
    Code::new(
        47,
        "GRE",
        "A tunnel for packets of any protocol.",
        "어떤 프로토콜의 패킷이든 담는 터널이다.",
    ),
    Code::new(
        50,
        "ESP",
        "Encrypted by IPsec: protection one floor below TLS.",
        "IPsec이 암호화한 내용으로, TLS보다 한 층 아래에서 하는 보호이다.",
    ),
    Code::plain(51, "AH"),
    Code::new(
        58,
        "ICMPv6",
        "Error reports and tests of IPv6, and how neighbours find each other.",
        "IPv6의 오류 보고와 시험, 그리고 이웃끼리 서로 찾는 방법이다.",
    ),
    Code::plain(59, "IPv6 No Next Header"),
    Code::new(
        60,
        "IPv6 Destination Options",
        "Options that only the final host looks at.",
        "마지막 호스트만 보는 옵션이다.",
    ),
    Code::plain(89, "OSPF"),
    Code::plain(132, "SCTP"),
    Code::plain(135, "Mobility Header"),
]);
