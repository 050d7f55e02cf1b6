//! HKDF as TLS 1.3 calls it: what a key is for goes into it as a label (RFC 8446 §7.1).

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::text::Text;
use crate::demo::primitive::hash::SHA256;
use crate::demo::primitive::kdf;
use crate::demo::wrong::Wrong;
use crate::keys::hash::hkdf_label;

/// HKDF-Extract with SHA-256.
///
/// # Errors
/// Those of [`kdf::hkdf_extract`].
pub(super) fn extract(salt: &[u8], ikm: &[u8]) -> Result<Vec<u8>, Wrong> {
    kdf::hkdf_extract(&SHA256, salt, ikm)
}

/// HKDF-Expand with SHA-256.
///
/// # Errors
/// More than 8160 bytes.
pub(super) fn expand(prk: &[u8], info: &[u8], length: usize) -> Result<Vec<u8>, Wrong> {
    kdf::hkdf_expand(&SHA256, prk, info, length)
}

/// HKDF-Expand-Label with SHA-256: `length` bytes for what `label` says.
///
/// # Errors
/// More than 8160 bytes.
pub(super) fn expand_label(
    secret: &[u8],
    label: &str,
    context: &[u8],
    length: u16,
) -> Result<Vec<u8>, Wrong> {
    let length = usize::from(length);
    expand(secret, &hkdf_label(label, context, length), length)
}

/// The structure, taken apart.
pub(super) fn exhibit(bytes: &[u8]) -> Exhibit {
    let title = Text::new("HkdfLabel", "HkdfLabel");
    Exhibit::read(title, Origin::Computed, bytes, |r| {
        r.u16(&LENGTH)?;
        r.vector(&LABEL, 1, |r| r.rest(&WORDS))?;
        r.vector(&CONTEXT, 1, |r| r.rest(&HASH))?;
        Ok(())
    })
}

static LENGTH: Field = Field::dec(
    "length",
    "RFC 8446 §7.1",
    "How many bytes are wanted: another length, another key.",
    "필요한 바이트 수. 길이가 다르면 키도 다르다.",
);
static LABEL: Field = Field::group(
    "label",
    "RFC 8446 §7.1",
    "What the key is for.",
    "키의 쓰임새.",
);
static WORDS: Field = Field::utf8(
    "label words",
    "RFC 8446 §7.1",
    "The protocol and the purpose, in plain letters.",
    "프로토콜과 목적을 글자 그대로 적은 것.",
);
static CONTEXT: Field = Field::group(
    "context",
    "RFC 8446 §7.1",
    "What else the key is bound to.",
    "키가 묶이는 또 다른 것.",
);
static HASH: Field = Field::hex(
    "transcript hash",
    "RFC 8446 §4.4.1",
    "The hash of the handshake messages so far: another conversation, another key.",
    "지금까지의 핸드셰이크 메시지의 해시. 대화가 다르면 키도 다르다.",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ikm: &str, salt: &str, info: &str, prk: &str, okm: &str) {
        let [ikm, salt, info, prk, okm] =
            [ikm, salt, info, prk, okm].map(|digits| hex::decode(digits).unwrap());
        assert_eq!(extract(&salt, &ikm).unwrap(), prk);
        assert_eq!(expand(&prk, &info, okm.len()).unwrap(), okm);
    }

    /// RFC 5869 appendix A.1 to A.3.
    #[test]
    fn the_cases_of_the_rfc() {
        check(
            "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
            "000102030405060708090a0b0c",
            "f0f1f2f3f4f5f6f7f8f9",
            "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        );
        let run = |from: u8, to: u8| hex::encode((from..=to).collect::<Vec<u8>>());
        check(
            &run(0x00, 0x4f),
            &run(0x60, 0xaf),
            &run(0xb0, 0xff),
            "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09\
             da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        );
        check(
            "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
            "",
            "",
            "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        );
    }
}
