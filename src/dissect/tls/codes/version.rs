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

    /// Whether messages have the form of TLS 1.3; its drafts (0x7f00 and up, 0xfb00 and 0x7e00 at Facebook) count.
    pub fn is_tls13(self) -> bool {
        self == Self::TLS13 || matches!(self.0 >> 8, 0x7e | 0x7f | 0xfb)
    }

    /// The number of the draft of TLS 1.3 that it is, such as 18 for 0x7f12.
    pub fn draft(self) -> Option<u16> {
        (self.0 >> 8 == 0x7f).then_some(self.0 & 0xff)
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
    Code::new(0x7e02, "TLS 1.3 (Facebook, draft 26)", "A draft of TLS 1.3 with changes of Facebook's own.", "Facebook이 고쳐 쓴 TLS 1.3 초안이다."),
    Code::new(0x7f0e, "TLS 1.3 (draft 14)", "One of the first drafts of TLS 1.3 that browsers tried (2016).", "브라우저가 처음 시험한 TLS 1.3 초안 가운데 하나이다(2016년)."),
    Code::new(0x7f0f, "TLS 1.3 (draft 15)", "A draft of TLS 1.3, on its way to RFC 8446.", "RFC 8446이 되기 전의 TLS 1.3 초안이다."),
    Code::new(0x7f10, "TLS 1.3 (draft 16)", "A draft of TLS 1.3, on its way to RFC 8446.", "RFC 8446이 되기 전의 TLS 1.3 초안이다."),
    Code::new(0x7f11, "TLS 1.3 (draft 17)", "A draft of TLS 1.3, on its way to RFC 8446.", "RFC 8446이 되기 전의 TLS 1.3 초안이다."),
    Code::new(0x7f12, "TLS 1.3 (draft 18)", "The draft of TLS 1.3 that Chrome and Firefox first deployed; middleboxes broke on it (2016).", "Chrome과 Firefox가 처음 배포한 TLS 1.3 초안으로, 중간 장비들이 이것에 걸려 고장 났다(2016년)."),
    Code::new(0x7f13, "TLS 1.3 (draft 19)", "A draft of TLS 1.3, on its way to RFC 8446.", "RFC 8446이 되기 전의 TLS 1.3 초안이다."),
    Code::new(0x7f14, "TLS 1.3 (draft 20)", "A draft of TLS 1.3, on its way to RFC 8446.", "RFC 8446이 되기 전의 TLS 1.3 초안이다."),
    Code::new(0x7f15, "TLS 1.3 (draft 21)", "A draft of TLS 1.3, on its way to RFC 8446.", "RFC 8446이 되기 전의 TLS 1.3 초안이다."),
    Code::new(0x7f16, "TLS 1.3 (draft 22)", "The draft that put on the disguise of TLS 1.2, so that middleboxes let it pass (2017).", "중간 장비를 통과하려고 TLS 1.2로 위장하기 시작한 초안이다(2017년)."),
    Code::new(0x7f17, "TLS 1.3 (draft 23)", "Moved key_share to its final number, 51 (2018).", "key_share를 최종 번호 51로 옮긴 초안이다(2018년)."),
    Code::new(0x7f18, "TLS 1.3 (draft 24)", "A draft of TLS 1.3, on its way to RFC 8446.", "RFC 8446이 되기 전의 TLS 1.3 초안이다."),
    Code::new(0x7f19, "TLS 1.3 (draft 25)", "A draft of TLS 1.3, on its way to RFC 8446.", "RFC 8446이 되기 전의 TLS 1.3 초안이다."),
    Code::new(0x7f1a, "TLS 1.3 (draft 26)", "A draft of TLS 1.3, on its way to RFC 8446.", "RFC 8446이 되기 전의 TLS 1.3 초안이다."),
    Code::new(0x7f1b, "TLS 1.3 (draft 27)", "A draft of TLS 1.3, on its way to RFC 8446.", "RFC 8446이 되기 전의 TLS 1.3 초안이다."),
    Code::new(0x7f1c, "TLS 1.3 (draft 28)", "The last draft of TLS 1.3; only its number differs from the standard (2018).", "TLS 1.3의 마지막 초안으로, 표준과는 번호만 다르다(2018년)."),
    Code::new(0xfb17, "TLS 1.3 (Facebook, draft 23)", "A draft of TLS 1.3 under a number of Facebook's own.", "Facebook이 자체 번호를 붙인 TLS 1.3 초안이다."),
    Code::new(0xfb1a, "TLS 1.3 (Facebook, draft 26)", "A draft of TLS 1.3 under a number of Facebook's own.", "Facebook이 자체 번호를 붙인 TLS 1.3 초안이다."),
    Code::new(0xfefc, "DTLS 1.3", "TLS 1.3 over datagrams (RFC 9147); versions of DTLS count down.", "데이터그램 위의 TLS 1.3이다(RFC 9147). DTLS의 버전은 거꾸로 센다."),
    Code::new(0xfefd, "DTLS 1.2", "TLS 1.2 over datagrams (RFC 6347).", "데이터그램 위의 TLS 1.2이다(RFC 6347)."),
    Code::new(0xfeff, "DTLS 1.0", "TLS 1.1 over datagrams (RFC 4347), deprecated by RFC 8996.", "데이터그램 위의 TLS 1.1이며(RFC 4347) RFC 8996이 폐기했다."),
]);
