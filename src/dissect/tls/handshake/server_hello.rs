//! ServerHello and HelloRetryRequest (RFC 8446 §4.1.3, §4.1.4): the server chooses, or asks again.

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::suite::SUITES;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::VERSIONS;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::extension::block;
use crate::dissect::tls::extension::block::Extension;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;
use crate::dissect::tls::handshake::client_hello::METHODS;

/// The `random` that makes a ServerHello a HelloRetryRequest: the SHA-256 of "HelloRetryRequest" (RFC 8446 §4.1.3).
const RETRY_RANDOM: [u8; 32] = [
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
];

/// What a server chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerHello<'a> {
    /// 0x0303 in TLS 1.3, the version chosen before.
    pub legacy_version: Version,
    /// 32 bytes.
    pub random: &'a [u8],
    /// In TLS 1.3 the client's, echoed; 0 to 32 bytes.
    pub session_id: &'a [u8],
    /// The cipher suite chosen.
    pub suite: Suite,
    /// 0, but in some very old hellos.
    pub compression: u8,
    /// Extensions in the order sent.
    pub extensions: Vec<Extension<'a>>,
    /// Whether it is a HelloRetryRequest.
    pub retry: bool,
}

/// The body of a ServerHello; up to draft 21 of TLS 1.3 it has neither session id nor compression.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>) -> Result<ServerHello<'a>> {
    let legacy_version = Version(r.u16(&LEGACY_VERSION)?);
    let bare = legacy_version.draft().is_some_and(|draft| draft < 22);
    let random = r.peek().get(..32).unwrap_or_default();
    let retry = random == RETRY_RANDOM;
    if retry {
        r.bytes(&RETRY, 32)?;
    } else if marker(random).is_some() {
        r.group(&RANDOM_GROUP, |r| {
            r.bytes(&RANDOM_HEAD, 24)?;
            r.bytes(&DOWNGRADE, 8)
        })?;
    } else {
        r.bytes(&RANDOM, 32)?;
    }
    let place = if retry {
        Place::HelloRetryRequest
    } else {
        Place::ServerHello
    };
    if bare {
        return Ok(ServerHello {
            legacy_version,
            random,
            session_id: &[],
            suite: Suite(r.u16(&CIPHER_SUITE)?),
            compression: 0,
            extensions: block::optional(r, place)?,
            retry,
        });
    }
    Ok(ServerHello {
        legacy_version,
        random,
        session_id: r.vector(&SESSION_ID, 1, |r| r.rest(&SESSION_ID_VALUE))?,
        suite: Suite(r.u16(&CIPHER_SUITE)?),
        compression: r.u8(&COMPRESSION)?,
        extensions: block::optional(r, place)?,
        retry,
    })
}

/// The body of a hello_retry_request, a message of its own up to draft 21 of TLS 1.3: a version, from draft 19 on a cipher
/// suite, extensions. It has no random.
pub(super) fn read_retry<'a>(r: &mut Reader<'a, '_>) -> Result<ServerHello<'a>> {
    let legacy_version = Version(r.u16(&LEGACY_VERSION)?);
    let suite = match legacy_version.draft() {
        Some(19..) => Suite(r.u16(&CIPHER_SUITE)?),
        _ => Suite(0),
    };
    Ok(ServerHello {
        legacy_version,
        random: &[],
        session_id: &[],
        suite,
        compression: 0,
        extensions: block::optional(r, Place::HelloRetryRequest)?,
        retry: true,
    })
}

/// The group a message of type server_hello stands in, whose bytes begin at its type.
pub(super) fn field(message: &[u8]) -> &'static Field {
    if message.get(6..38) == Some(&RETRY_RANDOM[..]) {
        return &HELLO_RETRY_REQUEST;
    }
    &SERVER_HELLO
}

/// What the last eight bytes of a random warn of (RFC 8446 §4.1.3).
fn marker(random: &[u8]) -> Option<Version> {
    match random.get(24..)? {
        b"DOWNGRD\x01" => Some(Version::TLS12),
        b"DOWNGRD\x00" => Some(Version::TLS11),
        _ => None,
    }
}

impl<'a> ServerHello<'a> {
    /// The extension `kind`, if it was sent.
    pub fn extension(&self, kind: ExtensionType) -> Option<&Extension<'a>> {
        block::find(&self.extensions, kind)
    }

    fn fact(&self, kind: ExtensionType) -> Option<&Fact<'a>> {
        self.extension(kind).map(|extension| &extension.fact)
    }

    /// What key_share says; up to draft 22 it had another number.
    fn shares(&self) -> Option<&Fact<'a>> {
        self.fact(ExtensionType::KEY_SHARE)
            .or_else(|| self.fact(ExtensionType::KEY_SHARE_DRAFT))
    }

    /// The version chosen: that of supported_versions, else the one of the old field.
    pub fn version(&self) -> Version {
        match self.fact(ExtensionType::SUPPORTED_VERSIONS) {
            Some(Fact::Version(version)) => *version,
            _ => self.legacy_version,
        }
    }

    /// The server's half of the key exchange; none in a HelloRetryRequest, in TLS 1.2 and with a pre-shared key alone.
    pub fn key_share(&self) -> Option<(Group, &'a [u8])> {
        match self.shares() {
            Some(Fact::KeyShares(shares)) => shares.first().copied(),
            _ => None,
        }
    }

    /// The group a HelloRetryRequest asks for.
    pub fn retry_group(&self) -> Option<Group> {
        match self.shares() {
            Some(Fact::RetryGroup(group)) => Some(*group),
            _ => None,
        }
    }

    /// The cookie of a HelloRetryRequest.
    pub fn cookie(&self) -> Option<&'a [u8]> {
        match self.fact(ExtensionType::COOKIE) {
            Some(Fact::Cookie(cookie)) => Some(cookie),
            _ => None,
        }
    }

    /// Which pre-shared key is used, counted from 0 in the client's offer.
    pub fn selected_psk(&self) -> Option<u16> {
        match self.fact(ExtensionType::PRE_SHARED_KEY) {
            Some(Fact::SelectedPsk(index)) => Some(*index),
            _ => None,
        }
    }

    /// The application protocol chosen (TLS 1.2; later it stands in EncryptedExtensions).
    pub fn alpn(&self) -> Option<&'a [u8]> {
        match self.fact(ExtensionType::ALPN) {
            Some(Fact::Protocols(names)) => names.first().copied(),
            _ => None,
        }
    }

    /// Whether the extended master secret is used (TLS 1.2).
    pub fn extended_master_secret(&self) -> bool {
        self.extension(ExtensionType::EXTENDED_MASTER_SECRET)
            .is_some()
    }

    /// The version a server that speaks TLS 1.3 says it was brought down to: TLS 1.2, or TLS 1.1 for that and below.
    pub fn downgrade_marker(&self) -> Option<Version> {
        marker(self.random)
    }
}

pub(super) static HELLO_RETRY_REQUEST: Field = Field::group(
    "HelloRetryRequest",
    "RFC 8446 §4.1.4",
    "The server likes the offer but not the key share: it asks for a ClientHello with another one. In form it is a ServerHello, so that middleboxes see nothing new.",
    "서버가 제안은 받아들일 수 있으나 키 공유가 맞지 않아, 다른 키 공유를 담은 ClientHello를 청한다. 중간 장비에 낯설지 않도록 형식은 ServerHello이다.",
);
static SERVER_HELLO: Field = Field::group(
    "ServerHello",
    "RFC 8446 §4.1.3",
    "The server's choice from what the client offered. In TLS 1.3 both ends can compute keys from here on, and all that follows is encrypted.",
    "클라이언트의 제안 가운데 서버가 고른 것이다. TLS 1.3에서는 여기서부터 양 끝이 키를 계산할 수 있고, 뒤따르는 모든 것이 암호화된다.",
);
static LEGACY_VERSION: Field = Field::code(
    "legacy_version",
    &VERSIONS,
    "RFC 8446 §4.1.3",
    "The version chosen in the days before TLS 1.3; in TLS 1.3 fixed at TLS 1.2, and the real choice is in supported_versions.",
    "TLS 1.3 이전에는 서버가 고른 버전이었다. TLS 1.3에서는 TLS 1.2로 고정되고, 진짜 선택은 supported_versions에 있다.",
);
static RANDOM: Field = Field::hex(
    "random",
    "RFC 8446 §4.1.3",
    "32 random bytes of the server: with the client's they make this handshake and its keys unlike any other.",
    "서버가 뽑은 난수 32바이트이다. 클라이언트의 것과 함께 이 핸드셰이크와 그 키를 다른 어떤 것과도 다르게 만든다.",
);
static RETRY: Field = Field::hex(
    "random (HelloRetryRequest)",
    "RFC 8446 §4.1.3",
    "Not random: the SHA-256 of \"HelloRetryRequest\". It says that this is no ServerHello but a request for another ClientHello.",
    "난수가 아니라 \"HelloRetryRequest\"의 SHA-256이다. 이것은 ServerHello가 아니라 ClientHello를 다시 보내 달라는 요청이라는 뜻이다.",
);
static RANDOM_GROUP: Field = Field::group(
    "random",
    "RFC 8446 §4.1.3",
    "32 bytes of the server, of which the last 8 are a warning.",
    "서버의 32바이트이며, 마지막 8바이트는 경고이다.",
);
static RANDOM_HEAD: Field = Field::hex(
    "random bytes",
    "RFC 8446 §4.1.3",
    "24 random bytes of the server.",
    "서버가 뽑은 난수 24바이트이다.",
);
static DOWNGRADE: Field = Field::utf8(
    "downgrade marker",
    "RFC 8446 §4.1.3",
    "\"DOWNGRD\" and a number: this server speaks TLS 1.3 but was offered less. A client that did offer TLS 1.3 learns that someone cut its offer.",
    "\"DOWNGRD\"와 숫자이다. 이 서버는 TLS 1.3을 쓸 수 있는데 더 낮은 제안을 받았다는 뜻이다. TLS 1.3을 제안했던 클라이언트라면 누가 제안을 잘라 냈음을 안다.",
);
static SESSION_ID: Field = Field::group(
    "legacy_session_id_echo",
    "RFC 8446 §4.1.3",
    "TLS 1.3: the client's session id, echoed. TLS 1.2: the name of the session; the same as the client's means that it is resumed.",
    "TLS 1.3에서는 클라이언트의 세션 ID를 되돌린 것이다. TLS 1.2에서는 세션의 이름으로, 클라이언트가 보낸 것과 같으면 재개한다는 뜻이다.",
);
static SESSION_ID_VALUE: Field = Field::hex(
    "session_id",
    "RFC 8446 §4.1.3",
    "The identifier itself.",
    "식별자 자체이다.",
);
static CIPHER_SUITE: Field = Field::code(
    "cipher_suite",
    &SUITES,
    "RFC 8446 §4.1.3",
    "The cipher suite both will use, one of those the client offered.",
    "양쪽이 쓸 암호 모음으로, 클라이언트가 제안한 것 가운데 하나이다.",
);
static COMPRESSION: Field = Field::code(
    "legacy_compression_method",
    &METHODS,
    "RFC 8446 §4.1.3",
    "Always null now: compression leaked secrets (CRIME).",
    "이제 언제나 null이다. 압축이 비밀을 흘렸기 때문이다(CRIME).",
);
