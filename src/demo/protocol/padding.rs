//! The block that comes out of an RSA signature (RFC 8017 §9.2), field by field.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::text::Text;

/// `block` taken apart: 00 01, the fill, 00, what hash it is, the hash of `length` bytes. What is not built so stays bytes.
pub(super) fn exhibit(block: &[u8], length: usize) -> Exhibit {
    let fill = block
        .iter()
        .skip(2)
        .take_while(|byte| **byte == 0xff)
        .count();
    let title = Text::new("the opened signature", "열린 서명");
    Exhibit::read(title, Origin::Computed, block, |r| {
        r.bytes(&KIND, 2)?;
        r.bytes(&FILL, fill)?;
        r.bytes(&END, 1)?;
        let info = r.left().saturating_sub(length);
        r.bytes(&INFO, info)?;
        r.rest(&HASH).map(drop)
    })
}

static KIND: Field = Field::hex(
    "block type",
    "RFC 8017 §9.2",
    "00 01: a signature. The zero keeps the number below n.",
    "00 01: 서명이라는 뜻이다. 0은 수를 n보다 작게 한다.",
);
static FILL: Field = Field::hex(
    "PS",
    "RFC 8017 §9.2",
    "ff as often as it takes to be as long as n, at least eight times. Fixed, so that nothing can be hidden here.",
    "n의 길이를 채울 만큼, 적어도 여덟 번 되풀이되는 ff. 정해진 값이라 아무것도 숨길 수 없다.",
);
static END: Field = Field::hex(
    "separator",
    "RFC 8017 §9.2",
    "00 ends the padding.",
    "00이 패딩을 끝낸다.",
);
static INFO: Field = Field::hex(
    "DigestInfo",
    "RFC 8017 §9.2",
    "Which hash it is, in DER, up to the header of the hash: so that nobody passes the hash of one function for that of another.",
    "어떤 해시인지를 DER로 적은 것(해시의 헤더까지). 한 함수의 해시를 다른 함수의 것으로 내밀지 못하게 한다.",
);
static HASH: Field = Field::hex(
    "hash",
    "RFC 8017 §9.2",
    "The hash of tbsCertificate, as the signer saw it.",
    "서명한 쪽이 본 tbsCertificate의 해시.",
);
