//! `use_srtp` (RFC 5764 §4.1.1).

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// Protection profiles, then a master key identifier.
pub(super) fn srtp<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    r.vector(&PROFILES, 2, |r| {
        while r.left() > 0 {
            r.u16(&PROFILE)?;
        }
        Ok(())
    })?;
    r.vector(&MKI, 1, |r| r.rest(&MKI_VALUE).map(drop))?;
    Ok(Fact::Opaque(body))
}

static CODES: Codes = Codes::new(&[
    Code::plain(1, "SRTP_AES128_CM_HMAC_SHA1_80"),
    Code::plain(2, "SRTP_AES128_CM_HMAC_SHA1_32"),
    Code::plain(5, "SRTP_NULL_HMAC_SHA1_80"),
    Code::plain(6, "SRTP_NULL_HMAC_SHA1_32"),
    Code::plain(7, "SRTP_AEAD_AES_128_GCM"),
    Code::plain(8, "SRTP_AEAD_AES_256_GCM"),
]);
static PROFILES: Field = Field::group(
    "SRTPProtectionProfiles",
    "RFC 5764 §4.1.1",
    "Ways to encrypt the media, the favourite first.",
    "미디어를 암호화하는 방식들로, 선호하는 것이 먼저 온다.",
);
static PROFILE: Field = Field::code(
    "profile",
    &CODES,
    "RFC 5764 §4.1.2",
    "One way to encrypt audio and video packets.",
    "음성과 영상 패킷을 암호화하는 한 방식이다.",
);
static MKI: Field = Field::group(
    "srtp_mki",
    "RFC 5764 §4.1.3",
    "A name for the master key, where there are several.",
    "마스터 키가 여럿일 때의 이름이다.",
);
static MKI_VALUE: Field = Field::hex(
    "master key identifier",
    "RFC 5764 §4.1.3",
    "The name itself.",
    "그 이름이다.",
);
