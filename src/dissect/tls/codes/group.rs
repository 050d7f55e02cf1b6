//! Named groups: in which mathematics the two ends make their shared secret (RFC 8446 §4.2.7).

use crate::base::field::Code;
use crate::base::field::Codes;

/// A named group, two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Group(pub u16);

impl Group {
    /// NIST P-256.
    pub const SECP256R1: Self = Self(23);
    /// NIST P-384.
    pub const SECP384R1: Self = Self(24);
    /// NIST P-521.
    pub const SECP521R1: Self = Self(25);
    /// Curve25519.
    pub const X25519: Self = Self(29);
    /// Curve448.
    pub const X448: Self = Self(30);
    /// ML-KEM-512 alone.
    pub const MLKEM512: Self = Self(512);
    /// ML-KEM-768 alone.
    pub const MLKEM768: Self = Self(513);
    /// ML-KEM-1024 alone.
    pub const MLKEM1024: Self = Self(514);
    /// A curve modulo a prime, described in full (RFC 4492 §5.1.1).
    pub const EXPLICIT_PRIME: Self = Self(0xff01);
    /// A curve over polynomials, described in full (RFC 4492 §5.1.1).
    pub const EXPLICIT_BINARY: Self = Self(0xff02);
    /// P-256 and ML-KEM-768 together.
    pub const SECP256R1_MLKEM768: Self = Self(4587);
    /// X25519 and ML-KEM-768 together.
    pub const X25519_MLKEM768: Self = Self(4588);
    /// P-384 and ML-KEM-1024 together.
    pub const SECP384R1_MLKEM1024: Self = Self(4589);
}

code_point!(Group, GROUPS);

/// Named groups.
#[rustfmt::skip] // one row a line
pub static GROUPS: Codes = Codes::greased(&[
    Code::plain(1, "sect163k1"),
    Code::plain(2, "sect163r1"),
    Code::plain(3, "sect163r2"),
    Code::plain(4, "sect193r1"),
    Code::plain(5, "sect193r2"),
    Code::plain(6, "sect233k1"),
    Code::plain(7, "sect233r1"),
    Code::plain(8, "sect239k1"),
    Code::plain(9, "sect283k1"),
    Code::plain(10, "sect283r1"),
    Code::plain(11, "sect409k1"),
    Code::plain(12, "sect409r1"),
    Code::plain(13, "sect571k1"),
    Code::plain(14, "sect571r1"),
    Code::plain(15, "secp160k1"),
    Code::plain(16, "secp160r1"),
    Code::plain(17, "secp160r2"),
    Code::plain(18, "secp192k1"),
    Code::plain(19, "secp192r1"),
    Code::plain(20, "secp224k1"),
    Code::plain(21, "secp224r1"),
    Code::new(22, "secp256k1", "The curve of Bitcoin; not for TLS 1.3.", "비트코인이 쓰는 곡선이며, TLS 1.3용은 아니다."),
    Code::new(23, "secp256r1", "NIST's curve P-256, the most widely deployed; a key share is a point of 65 bytes.", "가장 널리 쓰이는 NIST의 곡선 P-256이며, 키 공유는 65바이트의 점이다."),
    Code::new(24, "secp384r1", "NIST's curve P-384, for a higher margin at a higher cost; a key share is a point of 97 bytes.", "비용을 더 들여 여유를 높인 NIST의 곡선 P-384이며, 키 공유는 97바이트의 점이다."),
    Code::new(25, "secp521r1", "NIST's largest curve, P-521; a key share is a point of 133 bytes.", "NIST의 가장 큰 곡선 P-521이며, 키 공유는 133바이트의 점이다."),
    Code::new(26, "brainpoolP256r1", "A European curve with a documented choice of constants; TLS 1.2 only.", "상수를 고른 방법이 공개된 유럽의 곡선으로, TLS 1.2 전용이다."),
    Code::new(27, "brainpoolP384r1", "A European curve with a documented choice of constants; TLS 1.2 only.", "상수를 고른 방법이 공개된 유럽의 곡선으로, TLS 1.2 전용이다."),
    Code::new(28, "brainpoolP512r1", "A European curve with a documented choice of constants; TLS 1.2 only.", "상수를 고른 방법이 공개된 유럽의 곡선으로, TLS 1.2 전용이다."),
    Code::new(29, "x25519", "Diffie-Hellman on Curve25519: fast, hard to implement wrongly, and only 32 bytes a side.", "Curve25519 위의 디피-헬먼으로, 빠르고 잘못 구현하기 어려우며 한쪽에 32바이트면 된다."),
    Code::new(30, "x448", "Diffie-Hellman on Curve448, the larger sister of x25519; 56 bytes a side.", "x25519보다 강도가 높은 같은 계열의 곡선 Curve448 위의 디피-헬먼으로, 한쪽에 56바이트가 든다."),
    Code::plain(31, "brainpoolP256r1tls13"),
    Code::plain(32, "brainpoolP384r1tls13"),
    Code::plain(33, "brainpoolP512r1tls13"),
    Code::plain(34, "GC256A"),
    Code::plain(35, "GC256B"),
    Code::plain(36, "GC256C"),
    Code::plain(37, "GC256D"),
    Code::plain(38, "GC512A"),
    Code::plain(39, "GC512B"),
    Code::plain(40, "GC512C"),
    Code::new(41, "curveSM2", "The curve of China's SM2 standard.", "중국 표준 SM2의 곡선이다."),
    Code::new(256, "ffdhe2048", "Classic Diffie-Hellman modulo a published 2048-bit prime (RFC 7919).", "공개된 2048비트 소수를 쓰는 고전적인 디피-헬먼이다(RFC 7919)."),
    Code::new(257, "ffdhe3072", "Classic Diffie-Hellman modulo a published 3072-bit prime (RFC 7919).", "공개된 3072비트 소수를 쓰는 고전적인 디피-헬먼이다(RFC 7919)."),
    Code::new(258, "ffdhe4096", "Classic Diffie-Hellman modulo a published 4096-bit prime (RFC 7919).", "공개된 4096비트 소수를 쓰는 고전적인 디피-헬먼이다(RFC 7919)."),
    Code::new(259, "ffdhe6144", "Classic Diffie-Hellman modulo a published 6144-bit prime (RFC 7919).", "공개된 6144비트 소수를 쓰는 고전적인 디피-헬먼이다(RFC 7919)."),
    Code::new(260, "ffdhe8192", "Classic Diffie-Hellman modulo a published 8192-bit prime (RFC 7919).", "공개된 8192비트 소수를 쓰는 고전적인 디피-헬먼이다(RFC 7919)."),
    Code::new(512, "MLKEM512", "The post-quantum ML-KEM-512 alone, without a classic curve beside it.", "고전 곡선 없이 양자 내성 ML-KEM-512만 쓴다."),
    Code::new(513, "MLKEM768", "The post-quantum ML-KEM-768 alone, without a classic curve beside it.", "고전 곡선 없이 양자 내성 ML-KEM-768만 쓴다."),
    Code::new(514, "MLKEM1024", "The post-quantum ML-KEM-1024 alone, without a classic curve beside it.", "고전 곡선 없이 양자 내성 ML-KEM-1024만 쓴다."),
    Code::new(4587, "SecP256r1MLKEM768", "P-256 and ML-KEM-768 at once: safe as long as either of the two holds.", "P-256과 ML-KEM-768을 함께 쓴다. 둘 가운데 하나만 버텨도 안전하다."),
    Code::new(4588, "X25519MLKEM768", "X25519 and ML-KEM-768 at once: whoever records today and builds a quantum computer later still learns nothing.", "X25519와 ML-KEM-768을 함께 쓴다. 오늘의 통신을 기록해 두었다가 나중에 양자 컴퓨터를 만드는 사람도 아무것도 알아내지 못한다."),
    Code::new(4589, "SecP384r1MLKEM1024", "P-384 and ML-KEM-1024 at once, for those who need the highest margin.", "가장 높은 여유가 필요할 때 P-384와 ML-KEM-1024를 함께 쓴다."),
    Code::plain(4590, "curveSM2MLKEM768"),
    Code::new(0x6399, "X25519Kyber768Draft00", "The experiment (2023–24) that became X25519MLKEM768; obsolete.", "X25519MLKEM768의 바탕이 된 2023–24년의 실험으로, 이제 쓰지 않는다."),
    Code::plain(0x639a, "SecP256r1Kyber768Draft00"),
    Code::plain(0xff01, "arbitrary_explicit_prime_curves"),
    Code::plain(0xff02, "arbitrary_explicit_char2_curves"),
]);
