//! The LLC header (IEEE 802.2) and its SNAP extension (IEEE 802): how frames without an EtherType say what they carry.

use crate::base::field::{Code, Codes, Field};
use crate::base::reader::{Reader, Result};
use crate::dissect::ethertype::ETHERTYPES;

/// Reads the header, 3 or 4 bytes and 5 of SNAP; gives the EtherType where SNAP has one. Fewer than 3 bytes are left as
/// they are.
pub(crate) fn header(r: &mut Reader<'_, '_>) -> Result<Option<u16>> {
    let [destination, source, control, ..] = *r.peek() else {
        return Ok(None);
    };
    r.group(&LLC, |r| {
        r.u8(&DSAP)?;
        r.u8(&SSAP)?;
        // Only unnumbered frames have a control field of one byte.
        if control & 3 != 3 && r.left() > 1 {
            r.u16(&LONG_CONTROL)?;
        } else {
            r.u8(&CONTROL)?;
        }
        Ok(())
    })?;
    if [destination | 1, source | 1, control] != [0xab, 0xab, 3] {
        return Ok(None);
    }
    r.group(&SNAP, |r| {
        let organization: [u8; 3] = r.array(&OUI)?;
        match organization {
            // RFC 1042, and the tunnel of IEEE 802.1H for protocols that had no SNAP of their own.
            [0, 0, 0] | [0, 0, 0xf8] => Ok(Some(r.u16(&ETHERTYPE)?)),
            _ => {
                r.u16(&PROTOCOL)?;
                Ok(None)
            }
        }
    })
}

static LLC: Field = Field::group(
    "Logical-Link Control",
    "IEEE 802.2",
    "Says who should take the frame on links whose own header has no room for an EtherType, such as 802.11.",
    "802.11처럼 자기 헤더에 EtherType 자리가 없는 링크에서 프레임을 누가 받아야 하는지 알려 준다.",
);
static DSAP: Field = Field::code(
    "DSAP",
    &SAPS,
    "IEEE 802.2",
    "Destination service access point: which protocol of the receiver takes the frame.",
    "받는 쪽의 어느 프로토콜이 프레임을 받을지를 나타낸다.",
);
static SSAP: Field = Field::code(
    "SSAP",
    &SAPS,
    "IEEE 802.2",
    "Source service access point: which protocol sent the frame.",
    "어느 프로토콜이 프레임을 보냈는지를 나타낸다.",
);
static CONTROL: Field = Field::hex(
    "Control",
    "IEEE 802.2",
    "3 is unnumbered information: a single frame, without count or answer.",
    "3은 번호 없는 정보, 곧 번호도 응답도 없는 낱개 프레임이다.",
);
static LONG_CONTROL: Field = Field::hex(
    "Control",
    "IEEE 802.2",
    "Counts of frames sent and received, for old protocols that repeat on the link what was lost there.",
    "보내고 받은 프레임의 번호로, 링크에서 잃은 것을 링크에서 다시 보내는 옛 프로토콜이 쓴다.",
);
static SNAP: Field = Field::group(
    "Subnetwork Access Protocol",
    "RFC 1042",
    "Brings the EtherType back: one byte of LLC was too small for all protocols.",
    "EtherType을 다시 쓸 수 있게 한다. LLC의 한 바이트로는 모든 프로토콜에 번호를 줄 수 없었다.",
);
static OUI: Field = Field::hex(
    "Organization Code",
    "RFC 1042",
    "Whose numbers follow; 000000 means EtherTypes.",
    "뒤따르는 번호를 정한 기관으로, 000000은 EtherType을 뜻한다.",
);
static ETHERTYPE: Field = Field::code(
    "EtherType",
    &ETHERTYPES,
    "RFC 1042",
    "What the frame carries, as an Ethernet header would say.",
    "프레임이 나르는 것으로, 이더넷 헤더와 같은 번호로 적는다.",
);
static PROTOCOL: Field = Field::hex(
    "Protocol ID",
    "RFC 1042",
    "What the frame carries, in the numbers of that organization.",
    "프레임이 나르는 것을 그 기관의 번호로 적는다.",
);
static SAPS: Codes = Codes::new(&[
    Code::plain(0x00, "null"),
    Code::plain(0x06, "IP"),
    Code::plain(0x42, "Spanning Tree"),
    Code::new(
        0xaa,
        "SNAP",
        "The real protocol stands in the SNAP header that follows.",
        "진짜 프로토콜은 뒤따르는 SNAP 헤더에 적혀 있다.",
    ),
    Code::plain(0xab, "SNAP (response)"),
    Code::plain(0xe0, "NetWare"),
    Code::plain(0xf0, "NetBIOS"),
    Code::plain(0xfe, "OSI"),
    Code::plain(0xff, "everyone"),
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snap_brings_the_type_back() {
        let read = |bytes: &[u8]| header(&mut Reader::quiet(bytes));
        assert_eq!(read(&[0xaa, 0xaa, 3, 0, 0, 0, 8, 0]), Ok(Some(0x0800)));
        assert_eq!(read(&[0xaa, 0xaa, 3, 0, 0, 12, 1, 0x0b]), Ok(None));
        assert_eq!(read(&[0x42, 0x42, 3]), Ok(None));
        assert_eq!(read(&[0x42]), Ok(None));
        assert!(read(&[0xaa, 0xaa, 3, 0, 0, 0, 8]).is_err());
    }
}
