//! ICMPv6 (RFC 4443), with multicast listener messages (RFC 2710, RFC 9777); neighbours are in `neighbor`.

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Fault, Reader, Result};
use crate::dissect::icmp::{DATA, Icmp, Message, ORIGINAL, UNUSED, echo};
use crate::dissect::neighbor;
use crate::dissect::sum::Pseudo;

/// Reads a message of which `n` bytes are in the capture.
pub fn message(r: &mut Reader<'_, '_>, n: usize, pseudo: &Pseudo<'_>) -> Result<Icmp> {
    if pseudo.length < 4 {
        let have = pseudo.length;
        return r.fail(&ICMP6, Fault::Short { need: 4, have });
    }
    let start = r.at();
    r.fenced(&ICMP6, n, |r| {
        let kind = r.u8(&TYPE)?;
        let code = match kind {
            1 => r.u8(&UNREACHABLE_CODE)?,
            _ => r.u8(&CODE)?,
        };
        let written = r.u16(&CHECKSUM)?;
        let checksum = pseudo.check(r.whole(start..start + n), 2, written);
        let message = body(r, kind)?;
        Ok(Icmp {
            kind,
            code,
            checksum,
            message,
        })
    })
}

fn body(r: &mut Reader<'_, '_>, kind: u8) -> Result<Message> {
    Ok(match kind {
        1 => {
            r.u32(&UNUSED)?;
            r.rest(&ORIGINAL)?;
            Message::Unreachable { mtu: None }
        }
        2 => {
            let mtu = Some(r.u32(&MTU)?);
            r.rest(&ORIGINAL)?;
            Message::Unreachable { mtu }
        }
        3 => {
            r.u32(&UNUSED)?;
            r.rest(&ORIGINAL)?;
            Message::TimeExceeded
        }
        128 => {
            let (identifier, sequence) = echo(r)?;
            Message::Echo {
                identifier,
                sequence,
            }
        }
        129 => {
            let (identifier, sequence) = echo(r)?;
            Message::EchoReply {
                identifier,
                sequence,
            }
        }
        130..=132 => {
            r.u16(&RESPONSE_DELAY)?;
            r.u16(&UNUSED)?;
            r.array::<16>(&MULTICAST)?;
            // A query of version 2 goes on with flags and sources.
            r.rest(&DATA)?;
            Message::Listeners
        }
        133 => neighbor::router_solicitation(r)?,
        134 => neighbor::router_advertisement(r)?,
        135 => neighbor::solicitation(r)?,
        136 => neighbor::advertisement(r)?,
        137 => neighbor::redirect(r)?,
        143 => {
            report(r)?;
            Message::Listeners
        }
        _ => {
            r.rest(&DATA)?;
            Message::Other
        }
    })
}

/// A listener report of version 2.
fn report(r: &mut Reader<'_, '_>) -> Result<()> {
    r.u16(&UNUSED)?;
    for _ in 0..r.u16(&RECORD_COUNT)? {
        r.group(&RECORD, |r| {
            r.u8(&RECORD_TYPE)?;
            let auxiliary = usize::from(r.u8(&AUXILIARY_LENGTH)?) * 4;
            let sources = r.u16(&SOURCE_COUNT)?;
            r.array::<16>(&MULTICAST)?;
            for _ in 0..sources {
                r.array::<16>(&SOURCE)?;
            }
            if auxiliary > 0 {
                r.bytes(&AUXILIARY, auxiliary)?;
            }
            Ok(())
        })?;
    }
    r.rest(&DATA)?;
    Ok(())
}

static ICMP6: Field = Field::group(
    "Internet Control Message Protocol v6",
    "RFC 4443 §2.1",
    "Errors and tests as in IPv4, and the work that ARP does there: finding hardware addresses.",
    "IPv4와 같은 오류 보고와 시험에 더해, IPv4에서 ARP가 하던 하드웨어 주소 찾기까지 맡는다.",
);
static TYPE: Field = Field::code(
    "Type",
    &TYPES,
    "RFC 4443 §2.1",
    "What the message is about; errors are below 128.",
    "무엇에 관한 메시지인지 나타낸다. 128 아래는 오류이다.",
);
static CODE: Field = Field::dec(
    "Code",
    "RFC 4443 §2.1",
    "Tells cases of one type apart.",
    "같은 유형 안에서 경우를 구별한다.",
);
static UNREACHABLE_CODE: Field = Field::code(
    "Code",
    &UNREACHABLE_CODES,
    "RFC 4443 §3.1",
    "Why the packet could not be delivered.",
    "패킷을 왜 전하지 못했는지를 알린다.",
);
static CHECKSUM: Field = Field::hex(
    "Checksum",
    "RFC 4443 §2.3",
    "Guards the message and, through the pseudo header, the addresses, since IPv6 has no header checksum of its own.",
    "메시지가 손상되지 않았는지, 의사 헤더를 통해 주소까지 확인하게 한다. IPv6 헤더에는 체크섬이 없기 때문이다.",
);
static MTU: Field = Field::dec(
    "MTU",
    "RFC 4443 §3.2",
    "Largest packet the next link takes, in bytes; the sender makes its packets that small.",
    "다음 링크가 받을 수 있는 가장 큰 패킷의 바이트 수로, 보내는 쪽이 패킷을 여기에 맞춘다.",
);
static RESPONSE_DELAY: Field = Field::dec(
    "Maximum Response Delay",
    "RFC 2710 §3.4",
    "Answers are spread over this time, so that not all listeners speak at once.",
    "듣는 호스트가 한꺼번에 답하지 않도록 답을 이 시간 안에 흩어 놓는다.",
);
static MULTICAST: Field = Field::ip6(
    "Multicast Address",
    "RFC 2710 §3.6",
    "The group that is meant; every IPv6 address has a group of its own where neighbours ask for it.",
    "대상 그룹이다. IPv6 주소마다 이웃이 그 주소를 물을 때 쓰는 그룹이 따로 있다.",
);
static RECORD_COUNT: Field = Field::dec(
    "Number of Records",
    "RFC 9777 §5.2",
    "How many groups the report is about.",
    "보고가 몇 개의 그룹에 관한 것인지를 나타낸다.",
);
static RECORD: Field = Field::group(
    "Multicast Address Record",
    "RFC 9777 §5.2",
    "One group, and from whom the host wants to hear in it.",
    "그룹 하나와, 그 안에서 누구의 말을 듣고 싶은지를 적는다.",
);
static RECORD_TYPE: Field = Field::code(
    "Record Type",
    &RECORD_TYPES,
    "RFC 9777 §5.2.12",
    "Whether the sources listed are wanted or not wanted, and whether that is new.",
    "아래에 적은 출처를 원하는지 아닌지, 그것이 달라진 내용인지를 나타낸다.",
);
static AUXILIARY_LENGTH: Field = Field::dec(
    "Aux Data Len",
    "RFC 9777 §5.2",
    "Length of extra data in units of 4 bytes; always 0 so far.",
    "4바이트 단위로 센 덧붙인 내용의 길이로, 지금까지는 늘 0이다.",
);
static SOURCE_COUNT: Field = Field::dec(
    "Number of Sources",
    "RFC 9777 §5.2",
    "How many sources are listed.",
    "출처가 몇 개 적혀 있는지를 나타낸다.",
);
static SOURCE: Field = Field::ip6(
    "Source Address",
    "RFC 9777 §5.2",
    "One host that sends to the group.",
    "그룹에 보내는 호스트 하나이다.",
);
static AUXILIARY: Field = Field::hex(
    "Auxiliary Data",
    "RFC 9777 §5.2",
    "Extra data without a meaning so far.",
    "아직 뜻이 정해지지 않은 덧붙인 내용이다.",
);

static TYPES: Codes = Codes::new(&[
    Code::plain(1, "Destination Unreachable"),
    Code::plain(2, "Packet Too Big"),
    Code::plain(3, "Time Exceeded"),
    Code::plain(4, "Parameter Problem"),
    Code::plain(128, "Echo Request"),
    Code::plain(129, "Echo Reply"),
    Code::plain(130, "Multicast Listener Query"),
    Code::plain(131, "Multicast Listener Report"),
    Code::plain(132, "Multicast Listener Done"),
    Code::plain(133, "Router Solicitation"),
    Code::plain(134, "Router Advertisement"),
    Code::new(
        135,
        "Neighbor Solicitation",
        "Which hardware address has this IPv6 address?",
        "이 IPv6 주소를 가진 하드웨어 주소는 무엇인가?",
    ),
    Code::new(
        136,
        "Neighbor Advertisement",
        "It is mine, here is my hardware address.",
        "내 것이며 하드웨어 주소는 이것이다.",
    ),
    Code::plain(137, "Redirect Message"),
    Code::plain(143, "Multicast Listener Report v2"),
]);
static UNREACHABLE_CODES: Codes = Codes::new(&[
    Code::plain(0, "no route to destination"),
    Code::plain(1, "administratively prohibited"),
    Code::plain(2, "beyond scope of source address"),
    Code::plain(3, "address unreachable"),
    Code::plain(4, "port unreachable"),
    Code::plain(5, "source address failed policy"),
    Code::plain(6, "reject route to destination"),
]);
static RECORD_TYPES: Codes = Codes::new(&[
    Code::plain(1, "mode is include"),
    Code::plain(2, "mode is exclude"),
    Code::plain(3, "change to include mode"),
    Code::plain(4, "change to exclude mode"),
    Code::plain(5, "allow new sources"),
    Code::plain(6, "block old sources"),
]);
