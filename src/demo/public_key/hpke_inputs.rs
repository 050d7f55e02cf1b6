//! How the inputs of HPKE's key derivation are read: byte by byte, as RFC 9180 concatenates them.

use crate::base::field::Field;
use crate::base::reader::{Malformed, Reader};
use crate::demo::glass::hpke::{KEM_SUITE, VERSION};

/// Reads what the shared secret is expanded from (RFC 9180 §4.1), without a sender's key.
pub(super) fn read_labeled<'a>(r: &mut Reader<'a, '_>) -> Result<(), Malformed> {
    r.bytes(&LENGTH, 2)?;
    r.bytes(&VERSION_LABEL, VERSION.len())?;
    r.bytes(&SUITE_ID, KEM_SUITE.len())?;
    r.bytes(&LABEL, r.left().saturating_sub(64))?;
    r.bytes(&ENC, 32)?;
    r.rest(&RECIPIENT)?;
    Ok(())
}

/// Reads `key_schedule_context` (RFC 9180 §5.1).
pub(super) fn read_context<'a>(r: &mut Reader<'a, '_>) -> Result<(), Malformed> {
    r.bytes(&MODE, 1)?;
    r.bytes(&PSK_ID_HASH, 32)?;
    r.rest(&INFO_HASH)?;
    Ok(())
}

static LENGTH: Field = Field::dec(
    "L",
    "RFC 9180 §4",
    "How many bytes are wanted.",
    "몇 바이트를 원하는지.",
);
static VERSION_LABEL: Field = Field::utf8(
    "version",
    "RFC 9180 §4",
    "Keeps these keys apart from those of every other protocol.",
    "다른 모든 프로토콜의 키와 갈라놓는다.",
);
static SUITE_ID: Field = Field::hex(
    "suite_id",
    "RFC 9180 §4.1",
    "The word KEM and the number of the key encapsulation, 0x0020: X25519.",
    "KEM이라는 말과 키 캡슐화의 번호 0x0020, 곧 X25519.",
);
static LABEL: Field = Field::utf8(
    "label",
    "RFC 9180 §4",
    "What the bytes are for.",
    "무엇에 쓸 바이트인지.",
);
static ENC: Field = Field::hex(
    "enc",
    "RFC 9180 §4.1",
    "The ephemeral public key as it was sent: another enc is another secret.",
    "보낸 그대로의 임시 공개 키. enc가 다르면 비밀도 다르다.",
);
static RECIPIENT: Field = Field::hex(
    "pkRm",
    "RFC 9180 §4.1",
    "The recipient's public key.",
    "받는 이의 공개 키.",
);
static MODE: Field = Field::dec(
    "mode",
    "RFC 9180 §5",
    "0: base, nothing vouches for the sender.",
    "0은 base. 보낸 이를 보증하는 것이 없다.",
);
static PSK_ID_HASH: Field = Field::hex(
    "psk_id_hash",
    "RFC 9180 §5.1",
    "Hash of the name of a pre-shared key; here of nothing.",
    "사전 공유 키 이름의 해시. 여기서는 빈 이름의 해시이다.",
);
static INFO_HASH: Field = Field::hex(
    "info_hash",
    "RFC 9180 §5.1",
    "Hash of what the letter is for.",
    "편지 용도의 해시.",
);
