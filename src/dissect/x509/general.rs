//! GeneralName (RFC 5280 §4.2.1.6): the eight kinds of name that extensions use.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::base::text::Text;
use crate::dissect::x509::der;
use crate::dissect::x509::name;
use crate::dissect::x509::oid;
use crate::dissect::x509::tag;

/// Reads `GeneralNames` to the end of the present structure.
pub(super) fn rest(r: &mut Reader<'_, '_>) -> Result<()> {
    while r.left() > 0 {
        read(r)?;
    }
    Ok(())
}

/// Reads one `GeneralName`.
pub(super) fn read(r: &mut Reader<'_, '_>) -> Result<()> {
    let field = match der::next(r) {
        Some(0xa0) => return other(r),
        Some(0xa4) => {
            return der::nest(r, &DIRECTORY, tag::context_of(4), name::read);
        }
        Some(0x81) => &MAIL,
        Some(0x82) => &DNS,
        Some(0x86) => &URI,
        Some(0x87) => &IP,
        Some(0x88) => &REGISTERED,
        _ => &UNKNOWN,
    };
    der::any(r, field).map(drop)
}

/// Reads `OtherName`: a type that others define, and a value under `[0]`.
fn other(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &OTHER, tag::context_of(0), |r| {
        der::value(r, &OTHER_TYPE, tag::OID)?;
        der::any(r, &OTHER_VALUE).map(drop)
    })
}

/// Says an address, or an address and a mask as name constraints have it.
fn say_address(bytes: &[u8]) -> Text {
    let said = match (
        <[u8; 4]>::try_from(bytes),
        <[u8; 16]>::try_from(bytes),
        bytes.len(),
    ) {
        (Ok(four), _, _) => Ipv4Addr::from(four).to_string(),
        (_, Ok(sixteen), _) => Ipv6Addr::from(sixteen).to_string(),
        (_, _, 8 | 32) => {
            let (address, mask) = bytes.split_at(bytes.len() / 2);
            let ones: u32 = mask.iter().map(|byte| byte.count_ones()).sum();
            let solid = mask
                .iter()
                .map(|byte| byte.leading_ones())
                .collect::<Vec<_>>();
            let straight = solid.windows(2).all(|two| match two {
                [left, right] => *left == 8 || *right == 0,
                _ => true,
            }) && solid.iter().sum::<u32>() == ones;
            let tail = if straight {
                ones.to_string()
            } else {
                hex::encode(mask)
            };
            format!("{}/{tail}", say_address(address).en)
        }
        _ => hex::encode(bytes),
    };
    Text::same(said)
}

static DNS: Field = Field::utf8(
    "dNSName",
    "RFC 5280 §4.2.1.6",
    "A host name the certificate speaks for; a client compares it with the name it asked for, and a * stands for exactly one label.",
    "인증서로 증명하는 호스트 이름. 클라이언트가 접속하려던 이름과 비교하며, *는 이름의 한 마디만 대신한다.",
);
static IP: Field = Field::with(
    "iPAddress",
    say_address,
    "RFC 5280 §4.2.1.6",
    "An address the certificate speaks for, as bytes, for clients that were given an address and no name; with a mask behind it, a whole network.",
    "인증서로 증명하는 주소를 바이트로 적은 것. 이름 없이 주소로 찾아온 클라이언트를 위한 것이며, 뒤에 마스크가 붙으면 네트워크 전체를 가리킨다.",
);
static MAIL: Field = Field::utf8(
    "rfc822Name",
    "RFC 5280 §4.2.1.6",
    "A mail address the certificate speaks for.",
    "인증서로 증명하는 메일 주소.",
);
static URI: Field = Field::utf8(
    "uniformResourceIdentifier",
    "RFC 5280 §4.2.1.6",
    "A URL: a name for a service, or the place where something can be fetched.",
    "URL. 서비스의 이름이거나 무언가를 받을 수 있는 곳이다.",
);
static REGISTERED: Field = Field::with(
    "registeredID",
    oid::say,
    "RFC 5280 §4.2.1.6",
    "A name given as an object identifier; hardly ever seen.",
    "객체 식별자로 적은 이름. 거의 쓰지 않는다.",
);
static DIRECTORY: Field = Field::group(
    "directoryName",
    "RFC 5280 §4.2.1.6",
    "A distinguished name, as in issuer and subject.",
    "issuer나 subject와 같은 식별 이름.",
);
static OTHER: Field = Field::group(
    "otherName",
    "RFC 5280 §4.2.1.6",
    "A kind of name that others define; Windows log-in names travel here.",
    "다른 곳에서 정의한 종류의 이름. Windows 로그인 이름이 여기에 실린다.",
);
static OTHER_TYPE: Field = Field::with(
    "type-id",
    oid::say,
    "RFC 5280 §4.2.1.6",
    "Says which kind of name follows, so that those who do not know it can skip it.",
    "어떤 종류의 이름인지 알려 주어 모르는 쪽은 건너뛸 수 있다.",
);
static OTHER_VALUE: Field = Field::hex(
    "other value",
    "RFC 5280 §4.2.1.6",
    "The name itself, in a form that its type defines.",
    "종류가 정한 꼴로 적은 이름 자체.",
);
static UNKNOWN: Field = Field::hex(
    "name of another kind",
    "RFC 5280 §4.2.1.6",
    "An X.400 or EDI name, or a kind of name that the standard does not have; kept unopened.",
    "X.400이나 EDI 이름, 또는 표준에 없는 종류의 이름. 열지 않고 둔다.",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(say_address(bytes).en, expected);
    }

    #[test]
    fn addresses_and_networks_are_told_apart() {
        check(&[10, 77, 0, 2], "10.77.0.2");
        check(&[10, 77, 0, 0, 255, 255, 255, 0], "10.77.0.0/24");
        check(&[10, 77, 0, 0, 255, 0, 255, 0], "10.77.0.0/ff00ff00");
        check(&[10, 77, 0, 0, 0, 0, 0, 0], "10.77.0.0/0");
        check(&[1, 2, 3], "010203");
        let mut six = [0; 32];
        six[0] = 0xfd;
        six[16..24].fill(0xff);
        check(&six, "fd00::/64");
    }
}
