//! `srp` (RFC 5054), `connection_id` (RFC 9146), `tls_flags`, `ech_outer_extensions` (RFC 9849): small and seldom seen.

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::extension::EXTENSION_TYPES;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// `opaque srp_I<1..2^8-1>`.
pub(super) fn srp<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    r.vector(&USER, 1, |r| r.rest(&USER_NAME))?;
    Ok(Fact::Opaque(body))
}

/// `opaque cid<0..2^8-1>`.
pub(super) fn connection_id<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    r.vector(&CID, 1, |r| r.rest(&CID_VALUE))?;
    Ok(Fact::Opaque(body))
}

/// `opaque flags<1..32>`.
pub(super) fn flags<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    r.vector(&FLAGS, 1, |r| r.rest(&FLAG_BITS))?;
    Ok(Fact::Opaque(body))
}

/// `ExtensionType OuterExtensions<2..254>`.
pub(super) fn outer_extensions<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    r.vector(&OUTER, 1, |r| {
        while r.left() > 0 {
            r.u16(&OUTER_TYPE)?;
        }
        Ok(())
    })?;
    Ok(Fact::Opaque(body))
}

static USER: Field = Field::group(
    "srp_I",
    "RFC 5054 §2.8.1",
    "The user name, with its length.",
    "길이가 붙은 사용자 이름이다.",
);
static USER_NAME: Field = Field::utf8(
    "user name",
    "RFC 5054 §2.8.1",
    "Who wants to log in: the server looks up the salt and verifier by it, and anyone on the path can read it.",
    "로그인하려는 사람이다. 서버는 이것으로 솔트와 검증값을 찾으며, 경로의 누구나 읽을 수 있다.",
);
static CID: Field = Field::group(
    "cid",
    "RFC 9146 §3",
    "A name for the connection, with its length; empty: none is wanted in the other direction.",
    "길이가 붙은 연결의 이름이다. 비어 있으면 이쪽으로는 이름이 필요 없다는 뜻이다.",
);
static CID_VALUE: Field = Field::hex(
    "connection id",
    "RFC 9146 §3",
    "The other end puts it in front of its records, so that they find their connection from any address.",
    "상대가 레코드 앞에 이것을 붙여, 주소가 바뀌어도 제 연결을 찾아오게 한다.",
);
static FLAGS: Field = Field::group(
    "flags",
    "draft-ietf-tls-tlsflags §2",
    "Yes-or-no wishes, one bit each.",
    "예 또는 아니오로 답하는 뜻들로, 하나에 한 비트씩 쓴다.",
);
static FLAG_BITS: Field = Field::hex(
    "flag bits",
    "draft-ietf-tls-tlsflags §2",
    "Flag number n is bit n mod 8 of byte n / 8.",
    "n번 깃발은 n/8번째 바이트의 n mod 8번 비트이다.",
);
static OUTER: Field = Field::group(
    "OuterExtensions",
    "RFC 9849 §5.1",
    "Extensions that the hidden hello shares with the visible one, in the order they stand there.",
    "숨은 헬로가 보이는 헬로와 함께 쓰는 확장들로, 그곳에 적힌 순서대로 적는다.",
);
static OUTER_TYPE: Field = Field::code(
    "outer_extension",
    &EXTENSION_TYPES,
    "RFC 9849 §5.1",
    "One extension to copy: written once, it saves space, above all for key_share.",
    "베껴 올 확장 하나이다. 한 번만 적으므로 자리를 아끼며, 특히 key_share가 그렇다.",
);
