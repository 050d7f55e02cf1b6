//! `encrypted_client_hello` (RFC 9849): the hello inside the hello.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// Outer or inner form in a ClientHello, new keys in EncryptedExtensions, a confirmation in a HelloRetryRequest.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    let body = r.peek();
    match place {
        Place::ClientHello => match r.u8(&TYPE)? {
            0 => outer(r)?,
            _ => return Ok(Fact::Present),
        },
        Place::HelloRetryRequest => r.bytes(&CONFIRMATION, 8).map(drop)?,
        Place::EncryptedExtensions => {
            r.vector(&RETRY_CONFIGS, 2, |r| r.rest(&CONFIGS))?;
        }
        Place::ServerHello
        | Place::Certificate
        | Place::CertificateRequest
        | Place::NewSessionTicket => return Ok(Fact::Present),
    }
    Ok(Fact::EncryptedHello(body))
}

fn outer(r: &mut Reader<'_, '_>) -> Result<()> {
    r.group(&SUITE, |r| {
        r.u16(&KDF)?;
        r.u16(&AEAD)
    })?;
    r.u8(&CONFIG_ID)?;
    r.vector(&ENC, 2, |r| r.rest(&ENC_VALUE).map(drop))?;
    r.vector(&PAYLOAD, 2, |r| r.rest(&PAYLOAD_VALUE))?;
    Ok(())
}

static TYPES: Codes = Codes::new(&[
    Code::new(
        0,
        "outer",
        "The readable hello, which carries the encrypted one (or random bytes that look like it: GREASE).",
        "읽을 수 있는 바깥 헬로로, 암호화된 것을 싣고 있다(또는 그렇게 보이는 난수, 즉 GREASE이다).",
    ),
    Code::new(
        1,
        "inner",
        "The hidden hello, once decrypted.",
        "복호화된 안쪽 헬로이다.",
    ),
]);
static TYPE: Field = Field::code(
    "type",
    &TYPES,
    "RFC 9849 §5",
    "Whether this is the outer or the inner hello.",
    "바깥 헬로인지 안쪽 헬로인지 나타낸다.",
);
static SUITE: Field = Field::group(
    "cipher_suite",
    "RFC 9849 §5",
    "How the inner hello is encrypted (HPKE, RFC 9180).",
    "안쪽 헬로를 암호화한 방식이다(HPKE, RFC 9180).",
);
static KDFS: Codes = Codes::new(&[
    Code::plain(1, "HKDF-SHA256"),
    Code::plain(2, "HKDF-SHA384"),
    Code::plain(3, "HKDF-SHA512"),
]);
static KDF: Field = Field::code(
    "kdf_id",
    &KDFS,
    "RFC 9180 §7.2",
    "How the keys for that encryption are derived.",
    "그 암호화에 쓸 키를 유도하는 방식이다.",
);
static AEADS: Codes = Codes::new(&[
    Code::plain(1, "AES-128-GCM"),
    Code::plain(2, "AES-256-GCM"),
    Code::plain(3, "ChaCha20Poly1305"),
]);
static AEAD: Field = Field::code(
    "aead_id",
    &AEADS,
    "RFC 9180 §7.3",
    "Which cipher encrypts the inner hello.",
    "안쪽 헬로를 암호화하는 암호이다.",
);
static CONFIG_ID: Field = Field::dec(
    "config_id",
    "RFC 9849 §5",
    "Which of the server's published keys was used.",
    "서버가 공개한 키 가운데 어느 것을 썼는지 나타낸다.",
);
static ENC: Field = Field::group(
    "enc",
    "RFC 9849 §5",
    "The client's half of the HPKE exchange, with its length.",
    "길이가 붙은 HPKE 교환의 클라이언트 쪽 몫이다.",
);
static ENC_VALUE: Field = Field::hex(
    "encapsulated key",
    "RFC 9180 §4.1",
    "With it and its private key the server recovers the key of the payload.",
    "서버는 이것과 자신의 개인 키로 payload의 키를 되찾는다.",
);
static PAYLOAD: Field = Field::group(
    "payload",
    "RFC 9849 §5",
    "The encrypted inner hello, with its length.",
    "길이가 붙은 암호화된 안쪽 헬로이다.",
);
static PAYLOAD_VALUE: Field = Field::hex(
    "encrypted ClientHelloInner",
    "RFC 9849 §5",
    "The real hello with the real server name; the path sees only its length, which is padded.",
    "진짜 서버 이름이 든 진짜 헬로이다. 경로에서는 패딩된 길이만 보인다.",
);
static CONFIRMATION: Field = Field::hex(
    "confirmation",
    "RFC 9849 §7.2.1",
    "Eight bytes by which the client learns that the server could open the inner hello; to anyone else they look random.",
    "서버가 안쪽 헬로를 열었음을 클라이언트가 아는 8바이트이다. 다른 사람에게는 난수로 보인다.",
);
static RETRY_CONFIGS: Field = Field::group(
    "retry_configs",
    "RFC 9849 §5",
    "The server could not open the inner hello and gives its present keys.",
    "서버가 안쪽 헬로를 열지 못하고 지금 쓰는 키를 알려 준다.",
);
static CONFIGS: Field = Field::hex(
    "ECHConfigList",
    "RFC 9849 §4",
    "Keys to try again with.",
    "다시 시도할 때 쓸 키들이다.",
);
