//! Protocol versions (RFC 8446 §4.2.1), and the numbers that only pretend to be one.

use crate::base::field::Code;
use crate::base::field::Codes;

/// A protocol version, two bytes: 0x0303 is TLS 1.2, 0x0304 TLS 1.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version(pub u16);

impl Version {
    /// SSL 3.0.
    pub const SSL3: Self = Self(0x0300);
    /// TLS 1.1.
    pub const TLS11: Self = Self(0x0302);
    /// TLS 1.2.
    pub const TLS12: Self = Self(0x0303);
    /// TLS 1.3.
    pub const TLS13: Self = Self(0x0304);

    /// Whether messages have the form of TLS 1.3; its drafts (0x7f00 and up) count.
    pub fn is_tls13(self) -> bool {
        self == Self::TLS13 || self.0 >> 8 == 0x7f
    }

    /// Whether it is SSL 3.0, TLS 1.0 or TLS 1.1: signatures there do not name their algorithm.
    pub fn is_before_tls12(self) -> bool {
        (Self::SSL3..Self::TLS12).contains(&self)
    }
}

code_point!(Version, VERSIONS);

/// Protocol versions.
#[rustfmt::skip] // one row a line
pub static VERSIONS: Codes = Codes::greased(&[
    Code::new(
        0x0002,
        "SSL 2.0",
        "The first SSL on the net (1995), broken by design and forbidden since 2011 (RFC 6176).",
        "1995년에 처음 쓰인 SSL로, 설계부터 깨져 있어 2011년부터 금지되었다(RFC 6176).",
    ),
    Code::new(
        0x0300,
        "SSL 3.0",
        "The 1996 ancestor of TLS; the POODLE attack ended it, and RFC 7568 forbids it.",
        "TLS의 1996년 조상으로, POODLE 공격으로 수명이 끝났고 RFC 7568이 금지한다.",
    ),
    Code::new(
        0x0301,
        "TLS 1.0",
        "TLS of 1999, deprecated by RFC 8996; as the version of a first record it is only a disguise that old middleboxes accept.",
        "1999년의 TLS로 RFC 8996이 폐기했다. 첫 레코드의 버전으로 나올 때는 낡은 중간 장비를 통과하기 위한 위장일 뿐이다.",
    ),
    Code::new(
        0x0302,
        "TLS 1.1",
        "TLS of 2006: gave every CBC record its own random IV; deprecated by RFC 8996.",
        "2006년의 TLS로, CBC 레코드마다 무작위 IV를 두었다. RFC 8996이 폐기했다.",
    ),
    Code::new(
        0x0303,
        "TLS 1.2",
        "TLS of 2008: brought AEAD ciphers and chosen hashes; TLS 1.3 also writes this number in its legacy fields so that middleboxes let it pass.",
        "2008년의 TLS로, AEAD 암호와 해시 선택을 들여왔다. TLS 1.3도 중간 장비를 통과하려고 옛 필드에는 이 번호를 쓴다.",
    ),
    Code::new(
        0x0304,
        "TLS 1.3",
        "TLS of 2018: one round trip, forward secrecy always, and everything after ServerHello encrypted.",
        "2018년의 TLS로, 왕복 한 번에 끝나고 언제나 순방향 비밀성이 있으며 ServerHello 뒤는 모두 암호화된다.",
    ),
    Code::plain(0x7f17, "TLS 1.3 (draft 23)"),
    Code::plain(0x7f1a, "TLS 1.3 (draft 26)"),
    Code::plain(0x7f1c, "TLS 1.3 (draft 28)"),
    Code::plain(0xfefc, "DTLS 1.3"),
    Code::plain(0xfefd, "DTLS 1.2"),
    Code::plain(0xfeff, "DTLS 1.0"),
]);
