//! ARP (RFC 826): which hardware address has this IPv4 address? Asked of everyone on the link, answered by its owner.
//!
//! Nobody proves anything here: any host may answer, and so step between two others. TLS is what makes that harmless.

use std::net::Ipv4Addr;

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::Doc;
use crate::dissect::ethertype::ETHERTYPES;

/// An ARP packet for IPv4 over Ethernet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arp {
    /// 1 asks, 2 answers.
    pub operation: u16,
    /// Hardware address of the sender.
    pub sender_mac: [u8; 6],
    /// IPv4 address of the sender.
    pub sender_ip: Ipv4Addr,
    /// Hardware address of the target; zeros in a request.
    pub target_mac: [u8; 6],
    /// IPv4 address of the target: the one asked for.
    pub target_ip: Ipv4Addr,
}

impl Arp {
    /// `operation` of a question.
    pub const REQUEST: u16 = 1;
    /// `operation` of an answer.
    pub const REPLY: u16 = 2;
}

/// Reads an ARP packet of 28 bytes. Other networks than Ethernet and other protocols than IPv4 are an error.
pub fn packet(r: &mut Reader<'_, '_>) -> Result<Arp> {
    r.group(&ARP, |r| {
        only(
            r,
            &HARDWARE_TYPE,
            2,
            1,
            Doc::new("1 (Ethernet)", "1(이더넷)"),
        )?;
        only(
            r,
            &PROTOCOL_TYPE,
            2,
            0x0800,
            Doc::new("2048 (IPv4)", "2048(IPv4)"),
        )?;
        only(r, &HARDWARE_LENGTH, 1, 6, Doc::new("6", "6"))?;
        only(r, &PROTOCOL_LENGTH, 1, 4, Doc::new("4", "4"))?;
        Ok(Arp {
            operation: r.u16(&OPERATION)?,
            sender_mac: r.array(&SENDER_MAC)?,
            sender_ip: r.array::<4>(&SENDER_IP)?.into(),
            target_mac: r.array(&TARGET_MAC)?,
            target_ip: r.array::<4>(&TARGET_IP)?.into(),
        })
    })
}

/// A number of `n` bytes that must be `value`.
fn only(
    r: &mut Reader<'_, '_>,
    field: &'static Field,
    n: usize,
    value: u64,
    want: Doc,
) -> Result<()> {
    match r.uint(field, n)? {
        found if found == value => Ok(()),
        found => r.fail(field, Fault::Value { found, want }),
    }
}

static ARP: Field = Field::group(
    "Address Resolution Protocol",
    "RFC 826",
    "Finds the hardware address for an IPv4 address, so that a frame can be sent to it on this link.",
    "IPv4 주소에 해당하는 하드웨어 주소를 찾아, 이 링크에서 프레임을 보낼 수 있게 한다.",
);
static HARDWARE_TYPE: Field = Field::code(
    "Hardware type",
    &HARDWARE,
    "RFC 826",
    "What kind of network it is, since the length and form of a hardware address depend on it.",
    "네트워크의 종류로, 하드웨어 주소의 길이와 꼴이 여기에 달려 있다.",
);
static PROTOCOL_TYPE: Field = Field::code(
    "Protocol type",
    &ETHERTYPES,
    "RFC 826",
    "Which protocol's address is looked for; in practice always IPv4.",
    "어떤 프로토콜의 주소를 찾는지 나타내며, 실제로는 늘 IPv4이다.",
);
static HARDWARE_LENGTH: Field = Field::dec(
    "Hardware size",
    "RFC 826",
    "Bytes in a hardware address; 6 for Ethernet.",
    "하드웨어 주소의 바이트 수로, 이더넷은 6이다.",
);
static PROTOCOL_LENGTH: Field = Field::dec(
    "Protocol size",
    "RFC 826",
    "Bytes in a protocol address; 4 for IPv4.",
    "프로토콜 주소의 바이트 수로, IPv4는 4이다.",
);
static OPERATION: Field = Field::code(
    "Opcode",
    &OPERATIONS,
    "RFC 826",
    "Whether this asks or answers.",
    "묻는 것인지 답하는 것인지를 나타낸다.",
);
static SENDER_MAC: Field = Field::mac(
    "Sender MAC address",
    "RFC 826",
    "Where the answer goes; every listener may remember it, which saves a question in the other direction.",
    "답이 갈 곳이다. 이것을 들은 호스트는 모두 기억해 둘 수 있어, 반대 방향으로 다시 묻지 않아도 된다.",
);
static SENDER_IP: Field = Field::ip4(
    "Sender IP address",
    "RFC 826",
    "The IPv4 address the sender claims to have. Nothing proves the claim: false claims are how ARP spoofing works.",
    "보낸 쪽이 자기 것이라고 주장하는 IPv4 주소이다. 주장을 증명하는 것은 없으며, 거짓 주장이 곧 ARP 스푸핑이다.",
);
static TARGET_MAC: Field = Field::mac(
    "Target MAC address",
    "RFC 826",
    "In a request it is what is being asked for, so its bytes mean nothing (often zeros, or all ff); in a reply, the card that asked.",
    "요청에서는 지금 묻고 있는 값이라 뜻이 없으며(흔히 모두 0이나 ff), 응답에서는 물은 쪽의 카드 주소이다.",
);
static TARGET_IP: Field = Field::ip4(
    "Target IP address",
    "RFC 826",
    "The IPv4 address that is looked for: the host that has it should answer.",
    "찾고 있는 IPv4 주소이다. 이 주소를 가진 호스트가 답해야 한다.",
);

static HARDWARE: Codes = Codes::new(&[Code::plain(1, "Ethernet")]);
static OPERATIONS: Codes = Codes::new(&[
    Code::new(
        1,
        "request",
        "Who has this address? Sent to everyone on the link.",
        "이 주소는 누구의 것인가? 링크의 모두에게 보낸다.",
    ),
    Code::new(
        2,
        "reply",
        "It is mine, here is my hardware address. Sent to the asker alone.",
        "내 것이며 하드웨어 주소는 이것이다. 물은 쪽에게만 보낸다.",
    ),
]);

#[cfg(test)]
mod tests {
    use super::*;

    static REQUEST: [u8; 28] = [
        0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0x77, 1, 10, 77, 0, 1, 0, 0, 0, 0, 0, 0, 10, 77, 0, 2,
    ];

    #[test]
    fn a_request_is_read() {
        let arp = packet(&mut Reader::quiet(&REQUEST)).unwrap();
        assert_eq!(arp.operation, Arp::REQUEST);
        assert_eq!(arp.sender_ip, Ipv4Addr::new(10, 77, 0, 1));
        assert_eq!(arp.target_ip, Ipv4Addr::new(10, 77, 0, 2));
    }

    #[test]
    fn another_protocol_is_named() {
        let mut bytes = REQUEST;
        bytes[2] = 0x86;
        let broken = packet(&mut Reader::quiet(&bytes)).unwrap_err();
        assert_eq!(
            broken.to_string(),
            "Protocol type at byte 4 is 34304, not 2048 (IPv4)"
        );
    }
}
