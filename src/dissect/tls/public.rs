//! Public keys of a key exchange, taken apart by their group (RFC 8446 §4.2.8.2, FIPS 203, RFC 8422 §5.4).

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::field::is_grease;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::side::Side;
use crate::dissect::tls::codes::group::Group;

/// All that is left, as the half of `from` in `group`; a length that does not fit the group is kept whole.
pub(crate) fn read<'a>(r: &mut Reader<'a, '_>, group: Group, from: Side) -> Result<&'a [u8]> {
    let whole = r.peek();
    if whole.is_empty() {
        return Ok(whole);
    }
    let kem = |key, ciphertext| from.of((&KEM_KEY, key), (&KEM_CIPHERTEXT, ciphertext));
    match group {
        _ if is_grease(group.0.into()) => r.rest(&GREASE)?,
        Group::X25519 if whole.len() == 32 => r.bytes(&X25519, 32)?,
        Group::X448 if whole.len() == 56 => r.bytes(&X448, 56)?,
        Group::SECP256R1 => return point(r, 32).map(|()| whole),
        Group::SECP384R1 => return point(r, 48).map(|()| whole),
        Group::SECP521R1 => return point(r, 66).map(|()| whole),
        Group::MLKEM512 => return parts(r, &[kem(800, 768)]).map(|()| whole),
        Group::MLKEM768 => return parts(r, &[kem(1184, 1088)]).map(|()| whole),
        Group::MLKEM1024 => return parts(r, &[kem(1568, 1568)]).map(|()| whole),
        // The hybrid with X25519 puts the post-quantum part first, those with NIST curves the curve.
        Group::X25519_MLKEM768 => {
            return parts(r, &[kem(1184, 1088), (&X25519, 32)]).map(|()| whole);
        }
        Group::SECP256R1_MLKEM768 => {
            return parts(r, &[(&POINT, 65), kem(1184, 1088)]).map(|()| whole);
        }
        Group::SECP384R1_MLKEM1024 => {
            return parts(r, &[(&POINT, 97), kem(1568, 1568)]).map(|()| whole);
        }
        _ => r.rest(&PUBLIC)?,
    };
    Ok(whole)
}

/// An uncompressed point: 04, then two coordinates of `size` bytes.
fn point(r: &mut Reader<'_, '_>, size: usize) -> Result<()> {
    if r.left() != 1 + 2 * size {
        return r.rest(&POINT).map(drop);
    }
    r.u8(&FORM)?;
    r.bytes(&X, size)?;
    r.bytes(&Y, size)?;
    Ok(())
}

fn parts(r: &mut Reader<'_, '_>, parts: &[(&'static Field, usize)]) -> Result<()> {
    if r.left() != parts.iter().map(|(_, size)| size).sum::<usize>() {
        return r.rest(&PUBLIC).map(drop);
    }
    for (field, size) in parts {
        r.bytes(field, *size)?;
    }
    Ok(())
}

static PUBLIC: Field = Field::hex(
    "public key",
    "RFC 8446 §4.2.8",
    "The public half of a key exchange in this group.",
    "이 그룹에서 하는 키 교환의 공개 값이다.",
);
static GREASE: Field = Field::hex(
    "GREASE public key",
    "RFC 8701 §3.1",
    "A made-up share in a made-up group: servers must skip what they do not know, and this keeps them in practice.",
    "가짜 그룹의 가짜 키 공유이다. 서버는 모르는 것을 건너뛰어야 하며, 이것으로 그 습관을 지키게 한다.",
);
static X25519: Field = Field::hex(
    "x25519 public key",
    "RFC 7748 §5",
    "The base point of Curve25519 multiplied by a secret number: easy to compute, hopeless to undo.",
    "Curve25519의 기준점에 비밀 수를 곱한 것이다. 계산하기는 쉽지만 되돌리기는 사실상 불가능하다.",
);
static X448: Field = Field::hex(
    "x448 public key",
    "RFC 7748 §5",
    "The base point of Curve448 multiplied by a secret number: easy to compute, hopeless to undo.",
    "Curve448의 기준점에 비밀 수를 곱한 것이다. 계산하기는 쉽지만 되돌리기는 사실상 불가능하다.",
);
static KEM_KEY: Field = Field::hex(
    "ML-KEM encapsulation key",
    "FIPS 203 §7.1",
    "The client's post-quantum public key: with it the server can wrap a secret that only the client can unwrap.",
    "클라이언트의 양자 내성 공개 키이다. 서버는 이것으로 클라이언트만 풀 수 있게 비밀을 감싼다.",
);
static KEM_CIPHERTEXT: Field = Field::hex(
    "ML-KEM ciphertext",
    "FIPS 203 §7.2",
    "The secret that the server wrapped with the client's ML-KEM key.",
    "서버가 클라이언트의 ML-KEM 키로 감싼 비밀이다.",
);
static POINT: Field = Field::hex(
    "point",
    "RFC 8446 §4.2.8.2",
    "A point of the curve: the base point multiplied by a secret number, easy to compute and hopeless to undo.",
    "곡선의 점이다. 기준점에 비밀 수를 곱한 것으로, 계산하기는 쉽지만 되돌리기는 사실상 불가능하다.",
);
static FORMS: Codes = Codes::new(&[
    Code::plain(2, "compressed, y even"),
    Code::plain(3, "compressed, y odd"),
    Code::new(
        4,
        "uncompressed",
        "Both coordinates follow.",
        "두 좌표가 모두 뒤따른다.",
    ),
]);
static FORM: Field = Field::code(
    "legacy_form",
    &FORMS,
    "RFC 8446 §4.2.8.2",
    "How the point is written: always 4, both coordinates in full.",
    "점의 표기 방식으로, 언제나 두 좌표를 다 적는 4이다.",
);
static X: Field = Field::hex(
    "X",
    "RFC 8446 §4.2.8.2",
    "The x coordinate of a point of the curve: the base point multiplied by a secret number. The shared secret will be the x of another point.",
    "기준점에 비밀 수를 곱한 점의 x 좌표이다. 공유 비밀도 다른 한 점의 x 좌표가 된다.",
);
static Y: Field = Field::hex(
    "Y",
    "RFC 8446 §4.2.8.2",
    "The y coordinate; the receiver must check that the point lies on the curve, or it could be tricked into giving its key away.",
    "y 좌표이다. 받는 쪽은 점이 곡선 위에 있는지 확인해야 한다. 그러지 않으면 속아서 키를 흘릴 수 있다.",
);
