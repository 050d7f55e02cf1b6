//! PPP (RFC 1661): what a dial-in line, a serial line (RFC 1662) or a tunnel of the same kind carries.

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Reader, Result};
use crate::dissect::ethertype::{self, ETHERTYPES};
use crate::dissect::inside::Inside;
use crate::dissect::nesting::Nesting;

/// Reads a frame; address and control may have been left out, and the protocol number cut to one byte (RFC 1661 §6.5, §6.6).
pub(crate) fn frame<'a>(r: &mut Reader<'a, '_>, nesting: Nesting) -> Result<Inside<'a>> {
    let protocol = r.group(&PPP, |r| {
        if let [0xff, 0x03, ..] = r.peek() {
            r.u8(&ADDRESS)?;
            r.u8(&CONTROL)?;
        }
        match *r.peek() {
            // Protocol numbers end in an odd byte, their first byte is even: an odd first byte is the only one.
            [first, ..] if first & 1 == 1 => Ok(u16::from(r.u8(&PROTOCOL)?)),
            _ => r.u16(&PROTOCOL),
        }
    })?;
    let ethertype = match protocol {
        0x0021 => ethertype::IPV4,
        0x0057 => ethertype::IPV6,
        0x0281 => ethertype::MPLS,
        0x0283 => ethertype::MPLS_MULTICAST,
        _ => {
            r.rest(&PAYLOAD)?;
            return Ok(Inside::Other(0));
        }
    };
    nesting.inside(r, ethertype)
}

/// Reads a frame of a serial line: PPP in HDLC's framing, or Cisco's HDLC, which has an EtherType in the same place.
pub(crate) fn serial<'a>(r: &mut Reader<'a, '_>, nesting: Nesting) -> Result<Inside<'a>> {
    if !matches!(r.peek(), [0x0f | 0x8f, ..]) {
        return frame(r, nesting);
    }
    let ethertype = r.group(&HDLC, |r| {
        r.u8(&HDLC_ADDRESS)?;
        r.u8(&HDLC_CONTROL)?;
        r.u16(&HDLC_PROTOCOL)
    })?;
    nesting.inside(r, ethertype)
}

static PPP: Field = Field::group(
    "Point-to-Point Protocol",
    "RFC 1661 §2",
    "Carries packets between exactly two ends, so there are no addresses: only what is carried is said.",
    "오직 두 끝 사이에서 패킷을 나르므로 주소가 없고, 무엇을 나르는지만 적는다.",
);
static ADDRESS: Field = Field::hex(
    "Address",
    "RFC 1662 §3.1",
    "ff, everyone: there is only one other end, so both agree as a rule to leave this byte out.",
    "모두를 뜻하는 ff이다. 상대가 하나뿐이라 보통 서로 합의하여 이 바이트를 뺀다.",
);
static CONTROL: Field = Field::hex(
    "Control",
    "RFC 1662 §3.1",
    "03, unnumbered information: the line does not repeat what was lost.",
    "번호 없는 정보를 뜻하는 03이다. 잃은 프레임을 회선에서 다시 보내지 않는다.",
);
static PROTOCOL: Field = Field::code(
    "Protocol",
    &PROTOCOLS,
    "RFC 1661 §2",
    "What the frame carries: packets below 0x4000, talk about the line itself from 0x8000 on.",
    "프레임이 나르는 것이다. 0x4000 아래는 패킷이고, 0x8000부터는 회선 자체를 위한 대화이다.",
);
static PAYLOAD: Field = Field::hex(
    "PPP information",
    "RFC 1661 §2",
    "Talk about the line itself, or packets that are compressed or encrypted; left as it is.",
    "회선 자체를 위한 대화이거나 압축되거나 암호화된 패킷이라 그대로 둔다.",
);
static HDLC: Field = Field::group(
    "Cisco HDLC",
    "RFC 4349 §2",
    "The frame that Cisco routers use on serial lines where nothing else was agreed.",
    "따로 정한 것이 없는 시리얼 회선에서 Cisco 라우터가 쓰는 프레임이다.",
);
static HDLC_ADDRESS: Field = Field::hex(
    "Address",
    "RFC 4349 §2",
    "0f for one receiver, 8f for all.",
    "받는 쪽이 하나면 0f, 모두이면 8f이다.",
);
static HDLC_CONTROL: Field = Field::hex(
    "Control",
    "RFC 4349 §2",
    "Always zero; keeps the place.",
    "늘 0이며 자리만 지킨다.",
);
static HDLC_PROTOCOL: Field = Field::code(
    "Protocol",
    &ETHERTYPES,
    "RFC 4349 §2",
    "What the frame carries, as an EtherType.",
    "프레임이 나르는 것을 EtherType으로 적는다.",
);
static PROTOCOLS: Codes = Codes::new(&[
    Code::plain(0x0021, "IPv4"),
    Code::plain(0x002b, "IPX"),
    Code::plain(0x003d, "Multilink"),
    Code::plain(0x0057, "IPv6"),
    Code::new(
        0x00fd,
        "Compressed datagram",
        "Compressed, or encrypted with MPPE: which was agreed when the line opened.",
        "압축하거나 MPPE로 암호화한 내용이다. 어느 쪽인지는 회선을 열 때 정했다.",
    ),
    Code::plain(0x0281, "MPLS Unicast"),
    Code::plain(0x0283, "MPLS Multicast"),
    Code::new(
        0x8021,
        "IPCP",
        "Agrees on the IPv4 addresses of both ends.",
        "양 끝이 쓸 IPv4 주소를 정한다.",
    ),
    Code::plain(0x8057, "IPV6CP"),
    Code::plain(0x80fd, "CCP"),
    Code::new(
        0xc021,
        "LCP",
        "Opens, tests and closes the line, and agrees on what may be left out.",
        "회선을 열고 시험하고 닫으며, 무엇을 생략할지 정한다.",
    ),
    Code::new(
        0xc023,
        "PAP",
        "Sends a password in the clear.",
        "비밀번호를 평문으로 보낸다.",
    ),
    Code::plain(0xc025, "Link Quality Report"),
    Code::new(
        0xc223,
        "CHAP",
        "Proves knowledge of a password without sending it.",
        "비밀번호를 보내지 않고 알고 있음을 증명한다.",
    ),
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dissect::link::OUTERMOST;

    #[test]
    fn what_both_ends_agreed_to_leave_out() {
        for header in [&[0xff, 3, 0xc0, 0x21][..], &[0xc0, 0x21], &[0xff, 3, 0x2b]] {
            let inside = frame(&mut Reader::quiet(header), OUTERMOST);
            assert_eq!(inside, Ok(Inside::Other(0)));
        }
        let slarp = [0x8f, 0, 0x80, 0x35, 0, 0];
        let inside = serial(&mut Reader::quiet(&slarp), OUTERMOST);
        assert_eq!(inside, Ok(Inside::Other(0x8035)));
    }
}
