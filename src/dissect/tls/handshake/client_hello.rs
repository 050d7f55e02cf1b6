//! ClientHello (RFC 8446 §4.1.2): the client opens.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::scheme::Scheme;
use crate::dissect::tls::codes::suite::SUITES;
use crate::dissect::tls::codes::suite::Suite;
use crate::dissect::tls::codes::version::VERSIONS;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::extension::block;
use crate::dissect::tls::extension::block::Extension;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::OfferedPsks;
use crate::dissect::tls::extension::fact::Place;

/// What a client offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientHello<'a> {
    /// 0x0303 in TLS 1.3, the highest version offered before.
    pub legacy_version: Version,
    /// 32 bytes.
    pub random: &'a [u8],
    /// 0 to 32 bytes.
    pub session_id: &'a [u8],
    /// Cipher suites, the favourite first; signalling values and GREASE among them.
    pub suites: Vec<Suite>,
    /// Compression methods, one byte each; in TLS 1.3 a single 0.
    pub compression: &'a [u8],
    /// Extensions in the order sent; none in some old hellos.
    pub extensions: Vec<Extension<'a>>,
}

/// The body of a ClientHello.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>) -> Result<ClientHello<'a>> {
    Ok(ClientHello {
        legacy_version: Version(r.u16(&LEGACY_VERSION)?),
        random: r.bytes(&RANDOM, 32)?,
        session_id: r.vector(&SESSION_ID, 1, |r| r.rest(&SESSION_ID_VALUE))?,
        suites: r.vector(&CIPHER_SUITES, 2, |r| {
            let mut suites = Vec::with_capacity(r.left() / 2);
            while r.left() > 0 {
                suites.push(Suite(r.u16(&CIPHER_SUITE)?));
            }
            Ok(suites)
        })?,
        compression: r.vector(&COMPRESSION, 1, |r| {
            let methods = r.peek();
            while r.left() > 0 {
                r.u8(&METHOD)?;
            }
            Ok(methods)
        })?,
        extensions: block::optional(r, Place::ClientHello)?,
    })
}

impl<'a> ClientHello<'a> {
    /// The extension `kind`, if it was sent.
    pub fn extension(&self, kind: ExtensionType) -> Option<&Extension<'a>> {
        block::find(&self.extensions, kind)
    }

    fn fact(&self, kind: ExtensionType) -> Option<&Fact<'a>> {
        self.extension(kind).map(|extension| &extension.fact)
    }

    /// The host name wanted, as it stands: ASCII if the client is honest.
    pub fn server_name(&self) -> Option<&'a [u8]> {
        match self.fact(ExtensionType::SERVER_NAME) {
            Some(Fact::ServerName(name)) => Some(name),
            _ => None,
        }
    }

    /// Versions offered, the favourite first: those of supported_versions, else the one of the old field.
    pub fn versions(&self) -> Vec<Version> {
        match self.fact(ExtensionType::SUPPORTED_VERSIONS) {
            Some(Fact::Versions(versions)) => versions.clone(),
            _ => vec![self.legacy_version],
        }
    }

    /// Groups offered, the favourite first.
    pub fn groups(&self) -> Vec<Group> {
        match self.fact(ExtensionType::SUPPORTED_GROUPS) {
            Some(Fact::Groups(groups)) => groups.clone(),
            _ => Vec::new(),
        }
    }

    /// Signature schemes the client can verify, the favourite first.
    pub fn schemes(&self) -> Vec<Scheme> {
        match self.fact(ExtensionType::SIGNATURE_ALGORITHMS) {
            Some(Fact::Schemes(schemes)) => schemes.clone(),
            _ => Vec::new(),
        }
    }

    /// Halves of key exchanges, each with its group.
    pub fn key_shares(&self) -> Vec<(Group, &'a [u8])> {
        let fact = self
            .fact(ExtensionType::KEY_SHARE)
            .or_else(|| self.fact(ExtensionType::KEY_SHARE_DRAFT));
        match fact {
            Some(Fact::KeyShares(shares)) => shares.clone(),
            _ => Vec::new(),
        }
    }

    /// Application protocols, the favourite first.
    pub fn alpn(&self) -> Vec<&'a [u8]> {
        match self.fact(ExtensionType::ALPN) {
            Some(Fact::Protocols(names)) => names.clone(),
            _ => Vec::new(),
        }
    }

    /// Pre-shared keys offered.
    pub fn psk(&self) -> Option<&OfferedPsks<'a>> {
        match self.fact(ExtensionType::PRE_SHARED_KEY) {
            Some(Fact::OfferedPsks(psks)) => Some(psks),
            _ => None,
        }
    }

    /// Whether early data follows at once.
    pub fn early_data(&self) -> bool {
        self.extension(ExtensionType::EARLY_DATA).is_some()
    }

    /// The ticket of TLS 1.2; empty where the client would like one.
    pub fn session_ticket(&self) -> Option<&'a [u8]> {
        match self.fact(ExtensionType::SESSION_TICKET) {
            Some(Fact::SessionTicket(ticket)) => Some(ticket),
            _ => None,
        }
    }

    /// Whether it offers the extended master secret.
    pub fn extended_master_secret(&self) -> bool {
        self.extension(ExtensionType::EXTENDED_MASTER_SECRET)
            .is_some()
    }
}

/// Compression methods of records.
pub(super) static METHODS: Codes = Codes::new(&[
    Code::new(
        0,
        "null",
        "No compression: the only choice left.",
        "압축하지 않는다. 남은 유일한 선택이다.",
    ),
    Code::new(
        1,
        "DEFLATE",
        "Compression before encryption, which leaked cookies through lengths (CRIME); gone.",
        "암호화 전에 하는 압축으로, 길이를 통해 쿠키가 새어 나가(CRIME) 이제 쓰이지 않는다.",
    ),
    Code::plain(64, "LZS"),
]);
pub(super) static CLIENT_HELLO: Field = Field::group(
    "ClientHello",
    "RFC 8446 §4.1.2",
    "The client's opening: everything it can do, fresh randomness, and in TLS 1.3 its half of the key exchange. All of it travels in the clear.",
    "클라이언트의 첫 메시지이다. 할 수 있는 모든 것과 새 난수, TLS 1.3에서는 키 교환의 자기 몫까지 담으며, 전부 평문으로 간다.",
);
pub(super) static LEGACY_VERSION: Field = Field::code(
    "legacy_version",
    &VERSIONS,
    "RFC 8446 §4.1.2",
    "The highest version in the days before TLS 1.3; now fixed at TLS 1.2, since too many servers failed on a higher number. The real offer is in supported_versions.",
    "TLS 1.3 이전에는 쓸 수 있는 가장 높은 버전이었다. 더 높은 번호에 고장 나는 서버가 많아 이제 TLS 1.2로 고정되었고, 진짜 제안은 supported_versions에 있다.",
);
static RANDOM: Field = Field::hex(
    "random",
    "RFC 8446 §4.1.2",
    "32 random bytes of the client: they make every handshake unique, so that no recorded one can be replayed. Public, not a key.",
    "클라이언트가 뽑은 난수 32바이트이다. 핸드셰이크를 매번 다르게 만들어, 누가 기록해 둔 핸드셰이크를 다시 써먹을 수 없게 한다. 키가 아니라 공개된 값이다.",
);
static SESSION_ID: Field = Field::group(
    "legacy_session_id",
    "RFC 8446 §4.1.2",
    "Once the name of a session to resume; in TLS 1.3 tickets do that, and the field is filled only to look familiar to middleboxes.",
    "예전에는 재개할 세션의 이름이었다. TLS 1.3에서는 티켓이 그 일을 하고, 이 필드는 중간 장비에 익숙해 보이려고만 채운다.",
);
static SESSION_ID_VALUE: Field = Field::hex(
    "session_id",
    "RFC 8446 §4.1.2",
    "In TLS 1.2 the session to resume; in TLS 1.3 random bytes that the server must echo.",
    "TLS 1.2에서는 재개할 세션이고, TLS 1.3에서는 서버가 그대로 되돌려야 하는 난수이다.",
);
static CIPHER_SUITES: Field = Field::group(
    "cipher_suites",
    "RFC 8446 §4.1.2",
    "Cipher suites the client accepts, the favourite first; the server picks one.",
    "클라이언트가 받아들이는 암호 모음들로, 선호하는 것이 먼저 온다. 서버가 하나를 고른다.",
);
static CIPHER_SUITE: Field = Field::code(
    "cipher_suite",
    &SUITES,
    "RFC 8446 §4.1.2",
    "A cipher for the records and a hash for the key schedule; in TLS 1.2 also the key exchange and the kind of certificate.",
    "레코드에 쓸 암호와 키 일정에 쓸 해시이다. TLS 1.2에서는 키 교환과 인증서 종류까지 정한다.",
);
static COMPRESSION: Field = Field::group(
    "legacy_compression_methods",
    "RFC 8446 §4.1.2",
    "Record compression, abolished: compressing secrets beside an attacker's text gives them away (CRIME).",
    "폐지된 레코드 압축이다. 비밀을 공격자의 글과 함께 압축하면 드러나기 때문이다(CRIME).",
);
static METHOD: Field = Field::code(
    "compression_method",
    &METHODS,
    "RFC 8446 §4.1.2",
    "One way to compress; only null is allowed now.",
    "압축하는 한 방법이다. 이제 null만 허용된다.",
);
