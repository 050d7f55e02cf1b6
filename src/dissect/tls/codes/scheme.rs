//! Signature schemes: how a signature is made and over which hash (RFC 8446 §4.2.3).

use crate::base::field::Code;
use crate::base::field::Codes;

/// A signature scheme, two bytes; in TLS 1.2 the same bytes are a hash and a signature algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scheme(pub u16);

impl Scheme {
    /// Ed25519.
    pub const ED25519: Self = Self(0x0807);
}

code_point!(Scheme, SCHEMES);

/// Signature schemes.
#[rustfmt::skip] // one row a line
pub static SCHEMES: Codes = Codes::greased(&[
    Code::plain(0x0101, "rsa_md5"),
    Code::new(0x0201, "rsa_pkcs1_sha1", "RSA over SHA-1, whose collisions can be computed: only for old certificates.", "충돌을 계산해 낼 수 있는 SHA-1 위의 RSA 서명으로, 옛 인증서에만 쓴다."),
    Code::new(0x0202, "dsa_sha1", "The old DSA over SHA-1; out of use.", "SHA-1 위의 옛 DSA 서명으로, 쓰이지 않는다."),
    Code::new(0x0203, "ecdsa_sha1", "ECDSA over SHA-1, whose collisions can be computed: only for old certificates.", "충돌을 계산해 낼 수 있는 SHA-1 위의 ECDSA 서명으로, 옛 인증서에만 쓴다."),
    Code::plain(0x0301, "rsa_sha224"),
    Code::plain(0x0302, "dsa_sha224"),
    Code::plain(0x0303, "ecdsa_sha224"),
    Code::new(0x0401, "rsa_pkcs1_sha256", "RSA with the old PKCS #1 v1.5 padding over SHA-256; in TLS 1.3 allowed inside certificates only.", "옛 PKCS #1 v1.5 패딩과 SHA-256을 쓰는 RSA 서명으로, TLS 1.3에서는 인증서 안에서만 허용된다."),
    Code::new(0x0402, "dsa_sha256", "The old DSA over SHA-256; out of use.", "SHA-256 위의 옛 DSA 서명으로, 쓰이지 않는다."),
    Code::new(0x0403, "ecdsa_secp256r1_sha256", "ECDSA on curve P-256 over SHA-256: short keys and short signatures, the commonest today.", "곡선 P-256과 SHA-256을 쓰는 ECDSA 서명으로, 키와 서명이 짧고 오늘날 가장 흔하다."),
    Code::new(0x0420, "rsa_pkcs1_sha256_legacy", "For client certificates on hardware that can sign only the old way (RFC 9963).", "옛 방식으로만 서명할 수 있는 하드웨어의 클라이언트 인증서를 위한 것이다(RFC 9963)."),
    Code::new(0x0501, "rsa_pkcs1_sha384", "RSA with the old PKCS #1 v1.5 padding over SHA-384; in TLS 1.3 allowed inside certificates only.", "옛 PKCS #1 v1.5 패딩과 SHA-384를 쓰는 RSA 서명으로, TLS 1.3에서는 인증서 안에서만 허용된다."),
    Code::plain(0x0502, "dsa_sha384"),
    Code::new(0x0503, "ecdsa_secp384r1_sha384", "ECDSA on curve P-384 over SHA-384.", "곡선 P-384와 SHA-384를 쓰는 ECDSA 서명이다."),
    Code::plain(0x0520, "rsa_pkcs1_sha384_legacy"),
    Code::new(0x0601, "rsa_pkcs1_sha512", "RSA with the old PKCS #1 v1.5 padding over SHA-512; in TLS 1.3 allowed inside certificates only.", "옛 PKCS #1 v1.5 패딩과 SHA-512를 쓰는 RSA 서명으로, TLS 1.3에서는 인증서 안에서만 허용된다."),
    Code::plain(0x0602, "dsa_sha512"),
    Code::new(0x0603, "ecdsa_secp521r1_sha512", "ECDSA on curve P-521 over SHA-512.", "곡선 P-521과 SHA-512를 쓰는 ECDSA 서명이다."),
    Code::plain(0x0620, "rsa_pkcs1_sha512_legacy"),
    Code::plain(0x0704, "eccsi_sha256"),
    Code::plain(0x0705, "iso_ibs1"),
    Code::plain(0x0706, "iso_ibs2"),
    Code::plain(0x0707, "iso_chinese_ibs"),
    Code::new(0x0708, "sm2sig_sm3", "China's SM2 signature over the SM3 hash (RFC 8998).", "SM3 해시를 쓰는 중국의 SM2 서명이다(RFC 8998)."),
    Code::plain(0x0709, "gostr34102012_256a"),
    Code::plain(0x070a, "gostr34102012_256b"),
    Code::plain(0x070b, "gostr34102012_256c"),
    Code::plain(0x070c, "gostr34102012_256d"),
    Code::plain(0x070d, "gostr34102012_512a"),
    Code::plain(0x070e, "gostr34102012_512b"),
    Code::plain(0x070f, "gostr34102012_512c"),
    Code::new(0x0804, "rsa_pss_rsae_sha256", "RSA with PSS, a padding with a proof of security, over SHA-256; made with an ordinary RSA key.", "안전성이 증명된 PSS 패딩과 SHA-256을 쓰는 RSA 서명으로, 일반 RSA 키로 만든다."),
    Code::new(0x0805, "rsa_pss_rsae_sha384", "RSA with PSS, a padding with a proof of security, over SHA-384; made with an ordinary RSA key.", "안전성이 증명된 PSS 패딩과 SHA-384를 쓰는 RSA 서명으로, 일반 RSA 키로 만든다."),
    Code::new(0x0806, "rsa_pss_rsae_sha512", "RSA with PSS, a padding with a proof of security, over SHA-512; made with an ordinary RSA key.", "안전성이 증명된 PSS 패딩과 SHA-512를 쓰는 RSA 서명으로, 일반 RSA 키로 만든다."),
    Code::new(0x0807, "ed25519", "EdDSA on Curve25519: deterministic, so a bad random generator cannot leak the key.", "Curve25519 위의 EdDSA 서명으로, 결정론적이라 나쁜 난수 때문에 키가 새는 일이 없다."),
    Code::new(0x0808, "ed448", "EdDSA on Curve448: the larger sister of ed25519.", "ed25519보다 강도가 높은 같은 계열로, Curve448 위의 EdDSA 서명이다."),
    Code::new(0x0809, "rsa_pss_pss_sha256", "RSA-PSS over SHA-256 with a key whose certificate allows PSS only.", "인증서가 PSS 전용으로 정한 키로 만드는 SHA-256 위의 RSA-PSS 서명이다."),
    Code::new(0x080a, "rsa_pss_pss_sha384", "RSA-PSS over SHA-384 with a key whose certificate allows PSS only.", "인증서가 PSS 전용으로 정한 키로 만드는 SHA-384 위의 RSA-PSS 서명이다."),
    Code::new(0x080b, "rsa_pss_pss_sha512", "RSA-PSS over SHA-512 with a key whose certificate allows PSS only.", "인증서가 PSS 전용으로 정한 키로 만드는 SHA-512 위의 RSA-PSS 서명이다."),
    Code::plain(0x081a, "ecdsa_brainpoolP256r1tls13_sha256"),
    Code::plain(0x081b, "ecdsa_brainpoolP384r1tls13_sha384"),
    Code::plain(0x081c, "ecdsa_brainpoolP512r1tls13_sha512"),
    Code::new(0x0904, "mldsa44", "The post-quantum signature ML-DSA-44: a quantum computer cannot forge it, but it takes 2420 bytes.", "양자 내성 서명 ML-DSA-44이다. 양자 컴퓨터로도 위조할 수 없으나 2420바이트를 차지한다."),
    Code::new(0x0905, "mldsa65", "The post-quantum signature ML-DSA-65, of 3309 bytes.", "양자 내성 서명 ML-DSA-65로, 3309바이트이다."),
    Code::new(0x0906, "mldsa87", "The post-quantum signature ML-DSA-87, of 4627 bytes.", "양자 내성 서명 ML-DSA-87로, 4627바이트이다."),
    Code::plain(0x0911, "slhdsa_sha2_128s"),
    Code::plain(0x0912, "slhdsa_sha2_128f"),
    Code::plain(0x0913, "slhdsa_sha2_192s"),
    Code::plain(0x0914, "slhdsa_sha2_192f"),
    Code::plain(0x0915, "slhdsa_sha2_256s"),
    Code::plain(0x0916, "slhdsa_sha2_256f"),
    Code::plain(0x0917, "slhdsa_shake_128s"),
    Code::plain(0x0918, "slhdsa_shake_128f"),
    Code::plain(0x0919, "slhdsa_shake_192s"),
    Code::plain(0x091a, "slhdsa_shake_192f"),
    Code::plain(0x091b, "slhdsa_shake_256s"),
    Code::plain(0x091c, "slhdsa_shake_256f"),
]);
