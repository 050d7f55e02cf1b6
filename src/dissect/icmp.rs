//! ICMP for IPv4 (RFC 792), and the shape that messages of both versions are given in.

use std::net::Ipv6Addr;

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Fault, Reader, Result};
use crate::dissect::sum::{self, Checksum};

/// An ICMP or ICMPv6 message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icmp {
    /// Its type, as its version of ICMP numbers it.
    pub kind: u8,
    /// Its code within the type.
    pub code: u8,
    /// Its checksum.
    pub checksum: Checksum,
    /// What it says.
    pub message: Message,
}

/// What an ICMP message says. Neighbour and router messages are of ICMPv6 alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Are you there?
    Echo {
        /// Tells one asker's questions from another's.
        identifier: u16,
        /// Counts the questions.
        sequence: u16,
    },
    /// Yes.
    EchoReply {
        /// As in the question.
        identifier: u16,
        /// As in the question.
        sequence: u16,
    },
    /// A packet could not be delivered; the code says why.
    Unreachable {
        /// Largest packet the next link takes, in bytes, where that is the reason.
        mtu: Option<u32>,
    },
    /// A packet ran out of hops, or of time while its fragments were collected.
    TimeExceeded,
    /// Which hardware address has this IPv6 address?
    NeighborSolicitation {
        /// The address asked for.
        target: Ipv6Addr,
        /// The asker's hardware address; none while it checks whether its own address is free.
        mac: Option<[u8; 6]>,
    },
    /// It is mine.
    NeighborAdvertisement {
        /// The address answered for.
        target: Ipv6Addr,
        /// Its hardware address.
        mac: Option<[u8; 6]>,
    },
    /// Is there a router on this link?
    RouterSolicitation,
    /// Here is one.
    RouterAdvertisement,
    /// Who listens to which multicast group, asked or told.
    Listeners,
    /// Something else.
    Other,
}

/// Reads a message of `length` bytes of which `n` are in the capture.
pub fn message(r: &mut Reader<'_, '_>, n: usize, length: usize) -> Result<Icmp> {
    if length < 8 {
        return r.fail(
            &ICMP,
            Fault::Short {
                need: 8,
                have: length,
            },
        );
    }
    let start = r.at();
    r.fenced(&ICMP, n, |r| {
        let kind = r.u8(&TYPE)?;
        let code = match kind {
            3 => r.u8(&UNREACHABLE_CODE)?,
            _ => r.u8(&CODE)?,
        };
        let written = r.u16(&CHECKSUM)?;
        let mut checksum = sum::plain(r.whole(start..start + n), 2, written);
        if n < length {
            checksum.computed = None;
        }
        let message = match kind {
            0 => {
                let (identifier, sequence) = echo(r)?;
                Message::EchoReply {
                    identifier,
                    sequence,
                }
            }
            8 => {
                let (identifier, sequence) = echo(r)?;
                Message::Echo {
                    identifier,
                    sequence,
                }
            }
            3 => {
                r.u16(&UNUSED)?;
                let mtu = u32::from(r.u16(&NEXT_HOP_MTU)?);
                r.rest(&ORIGINAL)?;
                let mtu = (code == 4).then_some(mtu);
                Message::Unreachable { mtu }
            }
            11 => {
                r.u32(&UNUSED)?;
                r.rest(&ORIGINAL)?;
                Message::TimeExceeded
            }
            _ => {
                r.rest(&DATA)?;
                Message::Other
            }
        };
        Ok(Icmp {
            kind,
            code,
            checksum,
            message,
        })
    })
}

/// The body of an echo request or reply: identifier and sequence number. ICMPv6 has the same (RFC 4443 §4.1, §4.2).
pub fn echo(r: &mut Reader<'_, '_>) -> Result<(u16, u16)> {
    let numbers = (r.u16(&IDENTIFIER)?, r.u16(&SEQUENCE)?);
    r.rest(&ECHO_DATA)?;
    Ok(numbers)
}

static ICMP: Field = Field::group(
    "Internet Control Message Protocol",
    "RFC 792",
    "Reports that a packet could not be delivered, and tests whether a host is there.",
    "패킷을 전하지 못했음을 알리고, 호스트가 응답하는지 시험한다.",
);
static TYPE: Field = Field::code(
    "Type",
    &TYPES,
    "RFC 792",
    "What the message is about.",
    "무엇에 관한 메시지인지를 나타낸다.",
);
static CODE: Field = Field::dec(
    "Code",
    "RFC 792",
    "Tells cases of one type apart.",
    "같은 유형 안에서 경우를 구별한다.",
);
static UNREACHABLE_CODE: Field = Field::code(
    "Code",
    &UNREACHABLE_CODES,
    "RFC 792",
    "Why the packet could not be delivered.",
    "패킷을 왜 전하지 못했는지를 알린다.",
);
static CHECKSUM: Field = Field::hex(
    "Checksum",
    "RFC 792",
    "Guards the message against damage on the way.",
    "메시지가 도중에 손상되지 않았는지 확인하게 한다.",
);
/// Tells one asker's questions from another's; the same in ICMPv6.
static IDENTIFIER: Field = Field::dec(
    "Identifier",
    "RFC 792",
    "Tells the questions of one program from those of another; the answer repeats it.",
    "한 프로그램의 질문을 다른 프로그램의 것과 구별하며, 답은 이 값을 되풀이한다.",
);
/// Counts echo requests; the same in ICMPv6.
static SEQUENCE: Field = Field::dec(
    "Sequence Number",
    "RFC 792",
    "Counts the questions, so that lost answers are noticed.",
    "질문에 번호를 매겨, 오지 않은 답을 알아챌 수 있게 한다.",
);
/// What an echo carries; the same in ICMPv6.
static ECHO_DATA: Field = Field::hex(
    "Data",
    "RFC 792",
    "Any bytes; the answer returns them unchanged.",
    "아무 바이트나 담을 수 있으며, 답은 그대로 돌려준다.",
);
/// Four or two bytes without use; the same in ICMPv6.
pub static UNUSED: Field = Field::hex(
    "Unused",
    "RFC 792",
    "Zero; keeps the place.",
    "0이며 자리만 지킨다.",
);
static NEXT_HOP_MTU: Field = Field::dec(
    "Next-Hop MTU",
    "RFC 1191 §4",
    "Largest packet the next link takes, if that is why the packet was refused; where firewalls drop this message, large packets vanish.",
    "패킷이 커서 거절했을 때, 다음 링크가 받을 수 있는 가장 큰 패킷의 크기이다. 방화벽이 이 메시지를 버리면 큰 패킷이 소리 없이 사라진다.",
);
/// The packet that an error is about; the same in ICMPv6.
pub static ORIGINAL: Field = Field::hex(
    "original packet",
    "RFC 792",
    "The start of the packet that this is about; by its ports the sender knows which connection is meant.",
    "문제가 된 패킷의 앞부분으로, 보낸 쪽은 그 안의 포트를 보고 어느 연결인지 안다.",
);
/// The body of a message that is not taken apart; the same in ICMPv6.
pub static DATA: Field = Field::hex(
    "message body",
    "RFC 792",
    "The rest of a message that is not taken apart here.",
    "여기서 풀지 않는 메시지의 나머지이다.",
);

static TYPES: Codes = Codes::new(&[
    Code::plain(0, "Echo Reply"),
    Code::plain(3, "Destination Unreachable"),
    Code::plain(4, "Source Quench"),
    Code::plain(5, "Redirect"),
    Code::plain(8, "Echo Request"),
    Code::plain(9, "Router Advertisement"),
    Code::plain(10, "Router Solicitation"),
    Code::plain(11, "Time Exceeded"),
    Code::plain(12, "Parameter Problem"),
    Code::plain(13, "Timestamp"),
    Code::plain(14, "Timestamp Reply"),
]);
static UNREACHABLE_CODES: Codes = Codes::new(&[
    Code::plain(0, "network unreachable"),
    Code::plain(1, "host unreachable"),
    Code::plain(2, "protocol unreachable"),
    Code::plain(3, "port unreachable"),
    Code::new(
        4,
        "fragmentation needed",
        "The packet is larger than the next link takes, and must not be cut.",
        "패킷이 다음 링크가 받을 수 있는 크기보다 큰데, 나누면 안 된다고 표시되어 있다.",
    ),
    Code::plain(5, "source route failed"),
    Code::plain(9, "network administratively prohibited"),
    Code::plain(10, "host administratively prohibited"),
    Code::new(
        13,
        "communication administratively prohibited",
        "A firewall refused the packet and says so.",
        "방화벽이 패킷을 거절하고 그 사실을 알린다.",
    ),
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dissect::sum::Soundness;

    #[test]
    fn an_echo_is_read() {
        let bytes = [8, 0, 0xe5, 0xca, 0x12, 0x34, 0, 1];
        let icmp = message(&mut Reader::quiet(&bytes), 8, 8).unwrap();
        let (identifier, sequence) = (0x1234, 1);
        assert_eq!(
            icmp.message,
            Message::Echo {
                identifier,
                sequence
            }
        );
        assert_eq!(icmp.checksum.verdict(), Soundness::Right);
    }

    #[test]
    fn too_large_tells_the_mtu() {
        let bytes = [3, 4, 0, 0, 0, 0, 5, 0x78, 0x45, 0];
        let icmp = message(&mut Reader::quiet(&bytes), 10, 48).unwrap();
        assert_eq!(icmp.message, Message::Unreachable { mtu: Some(1400) });
        assert_eq!(icmp.checksum.verdict(), Soundness::Unchecked);
    }
}
