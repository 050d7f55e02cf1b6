//! `supported_groups` (RFC 8446 §4.2.7) and `ec_point_formats` (RFC 8422 §5.1.2).

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::group::GROUPS;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// `NamedGroup named_group_list<2..2^16-1>`.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    r.vector(&LIST, 2, |r| {
        let mut groups = Vec::with_capacity(r.left() / 2);
        while r.left() > 0 {
            groups.push(Group(r.u16(&GROUP)?));
        }
        Ok(Fact::Groups(groups))
    })
}

/// `ECPointFormat ec_point_format_list<1..2^8-1>`.
pub(super) fn formats<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    r.vector(&FORMATS, 1, |r| {
        while r.left() > 0 {
            r.u8(&FORMAT)?;
        }
        Ok(Fact::Opaque(body))
    })
}

static LIST: Field = Field::group(
    "named_group_list",
    "RFC 8446 §4.2.7",
    "Groups for the key exchange, the favourite first; the other end uses one of them or the handshake fails.",
    "키 교환에 쓸 수 있는 그룹들로, 선호하는 것이 먼저 온다. 상대는 이 가운데 하나를 쓰며, 그럴 수 없으면 핸드셰이크가 실패한다.",
);
static GROUP: Field = Field::code(
    "named_group",
    &GROUPS,
    "RFC 8446 §4.2.7",
    "A curve, a prime field or a post-quantum scheme in which both ends can make a shared secret in public.",
    "공개된 곳에서 값을 주고받으며 공유 비밀을 만들 수 있는 곡선, 소수체 또는 양자 내성 방식이다.",
);
static FORMAT_CODES: Codes = Codes::new(&[
    Code::new(
        0,
        "uncompressed",
        "Both coordinates are written: 04, x, y.",
        "두 좌표를 모두 적는다. 04, x, y 순서이다.",
    ),
    Code::plain(1, "ansiX962_compressed_prime"),
    Code::plain(2, "ansiX962_compressed_char2"),
]);
static FORMATS: Field = Field::group(
    "ec_point_format_list",
    "RFC 8422 §5.1.2",
    "Forms of points the sender understands; uncompressed must be among them.",
    "보내는 쪽이 이해하는 점의 표기들이다. 비압축형이 꼭 들어 있어야 한다.",
);
static FORMAT: Field = Field::code(
    "ec_point_format",
    &FORMAT_CODES,
    "RFC 8422 §5.1.2",
    "One way to write a point of a curve as bytes.",
    "곡선의 점을 바이트로 적는 한 방법이다.",
);
