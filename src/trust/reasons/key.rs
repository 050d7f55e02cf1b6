//! Public keys (RFC 5280 §4.1.2.7) and their strength.

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[
    &TOO_SMALL,
    &CURVE,
    &EXPLICIT_CURVE,
    &KIND,
    &ODD_SIZE,
    &KEY_MALFORMED,
    &EXPONENT,
    &SHARED_PRIME,
    &FERMAT,
    &MISMATCH,
    &PUBLIC,
];

/// The key is too short.
pub static TOO_SMALL: Reason = Reason::new(
    "key.too-small",
    "CA/B BR §6.1.5",
    Some("insufficient_security"),
    Levels::ERROR,
    [
        Doc::new("the key is too short", "키가 너무 짧다"),
        Doc::new(
            "RSA keys below 2048 bits can be factored by those who can pay for it; 512 bits take an afternoon.",
            "2048비트보다 짧은 RSA 키는 돈을 들이면 소인수분해할 수 있다. 512비트는 반나절이면 된다.",
        ),
        Doc::new(
            "make a key of at least 2048 bits, or on P-256, and issue it for that",
            "2048비트 이상이나 P-256 키를 만들어 다시 발급한다",
        ),
    ],
);

/// The curve is not one that is trusted.
pub static CURVE: Reason = Reason::new(
    "key.curve",
    "CA/B BR §6.1.5",
    Some("insufficient_security"),
    Levels::ERROR,
    [
        Doc::new(
            "the curve is not one that is trusted",
            "신뢰받는 곡선이 아니다",
        ),
        Doc::new(
            "Curves below 256 bits are too small, and curves nobody knows may have a back door.",
            "256비트보다 작은 곡선은 너무 작고, 알려지지 않은 곡선에는 뒷문이 있을 수 있다.",
        ),
        Doc::new(
            "make a key on P-256, P-384 or P-521",
            "P-256, P-384, P-521 가운데 하나로 키를 만든다",
        ),
    ],
);

/// The curve is described instead of named.
pub static EXPLICIT_CURVE: Reason = Reason::new(
    "key.explicit-curve",
    "RFC 5480 §2.1.1",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the curve is described instead of named",
            "곡선을 이름 대신 매개변수로 적었다",
        ),
        Doc::new(
            "Whoever writes down the curve chooses its base point too, and can choose one for which a known key fits (CVE-2020-0601).",
            "곡선을 직접 적으면 기준점도 고를 수 있고, 아는 키가 맞아떨어지는 기준점을 고를 수도 있다(CVE-2020-0601).",
        ),
        Doc::new(
            "name the curve by its object identifier",
            "객체 식별자로 곡선을 적는다",
        ),
    ],
);

/// Keys of this kind are not used any more.
pub static KIND: Reason = Reason::new(
    "key.kind",
    "CA/B BR §6.1.5",
    Some("unsupported_certificate"),
    Levels::WEB_WARNED,
    [
        Doc::new(
            "keys of this kind are not used any more",
            "더는 쓰지 않는 종류의 키다",
        ),
        Doc::new(
            "DSA lost to ECDSA and Ed25519; TLS 1.3 has no way to use it.",
            "DSA는 ECDSA와 Ed25519에 밀려났으며 TLS 1.3에서는 쓸 방법이 없다.",
        ),
        Doc::new(
            "make an ECDSA, Ed25519 or RSA key",
            "ECDSA, Ed25519, RSA 키를 만든다",
        ),
    ],
);

/// The modulus does not fill whole bytes.
pub static ODD_SIZE: Reason = Reason::new(
    "key.odd-size",
    "CA/B BR §6.1.5",
    Some("bad_certificate"),
    Levels::WEB_WARNED,
    [
        Doc::new(
            "the modulus does not fill whole bytes",
            "모듈러스가 온전한 바이트를 채우지 않는다",
        ),
        Doc::new(
            "Sizes that are no multiple of eight are a sign of a home-made generator, and some programs err on them.",
            "8의 배수가 아닌 크기는 손으로 짠 키 생성기의 징후이며, 이런 크기에서 틀리는 프로그램도 있다.",
        ),
        Doc::new(
            "make a key of 2048, 3072 or 4096 bits",
            "2048, 3072, 4096비트 키를 만든다",
        ),
    ],
);

/// The public key cannot be read.
pub static KEY_MALFORMED: Reason = Reason::new(
    "key.malformed",
    "RFC 5280 §4.1.2.7",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new("the public key cannot be read", "공개 키를 읽을 수 없다"),
        Doc::new(
            "Without a key there is nothing to check a signature with.",
            "키가 없으면 서명을 검증할 방법이 없다.",
        ),
        Doc::new(
            "issue it with a key encoded as its standard says",
            "표준대로 부호화한 키로 다시 발급한다",
        ),
    ],
);

/// The public exponent is not fit.
pub static EXPONENT: Reason = Reason::new(
    "key.exponent",
    "CA/B BR §6.1.6",
    Some("insufficient_security"),
    Levels::ERROR,
    [
        Doc::new("the public exponent is not fit", "공개 지수가 알맞지 않다"),
        Doc::new(
            "An exponent of 1 encrypts nothing, an even one cannot be undone, and a very small one makes forging easier.",
            "지수 1은 아무것도 암호화하지 않고, 짝수는 되돌릴 수 없으며, 아주 작으면 위조가 쉬워진다.",
        ),
        Doc::new(
            "make a key with the exponent 65537",
            "지수가 65537인 키를 만든다",
        ),
    ],
);

/// Two keys share a prime.
pub static SHARED_PRIME: Reason = Reason::new(
    "key.shared-prime",
    "CA/B BR §6.1.6",
    Some("certificate_revoked"),
    Levels::ERROR,
    [
        Doc::new("two keys share a prime", "두 키의 소수가 같다"),
        Doc::new(
            "The greatest common divisor of the two moduli is that prime: anyone divides and has both private keys.",
            "두 모듈러스의 최대공약수가 바로 그 소수이다. 누구나 나눗셈으로 두 개인 키를 모두 얻는다.",
        ),
        Doc::new(
            "make both keys anew with a good source of chance, and revoke these",
            "좋은 난수로 두 키를 새로 만들고 이 인증서들을 폐기한다",
        ),
    ],
);

/// The two primes are so close that the key falls at once.
pub static FERMAT: Reason = Reason::new(
    "key.fermat",
    "CA/B BR §6.1.6",
    Some("certificate_revoked"),
    Levels::ERROR,
    [
        Doc::new(
            "the two primes are so close that the key falls at once",
            "두 소수가 너무 가까워 키가 곧바로 풀린다",
        ),
        Doc::new(
            "Fermat's method looks for the factors around the square root: close primes are found in a few steps.",
            "페르마의 방법은 제곱근 부근에서 인수를 찾는다. 가까운 두 소수는 몇 단계 만에 나온다.",
        ),
        Doc::new(
            "make the key anew with a generator that draws both primes independently, and revoke this",
            "두 소수를 따로 뽑는 생성기로 키를 새로 만들고 이 인증서를 폐기한다",
        ),
    ],
);

/// The server uses another key than the certificate holds.
pub static MISMATCH: Reason = Reason::new(
    "key.mismatch",
    "RFC 8446 §4.4.3",
    Some("decrypt_error"),
    Levels::ERROR,
    [
        Doc::new(
            "the server uses another key than the certificate holds",
            "서버가 인증서에 든 것과 다른 키를 쓴다",
        ),
        Doc::new(
            "A certificate is public; only who can sign with its key is the one it names.",
            "인증서는 공개되어 있다. 그 키로 서명할 수 있어야만 적힌 이름의 주인이다.",
        ),
        Doc::new(
            "configure the server with the private key that belongs to this certificate",
            "이 인증서에 맞는 개인 키로 서버를 설정한다",
        ),
    ],
);

/// The private key of this certificate is known to the world.
pub static PUBLIC: Reason = Reason::new(
    "key.public",
    "CA/B BR §4.9.1.1",
    Some("certificate_revoked"),
    Levels::ERROR,
    [
        Doc::new(
            "the private key of this certificate is known to the world",
            "이 인증서의 개인 키를 온 세상이 안다",
        ),
        Doc::new(
            "A key that was published, in a standard's example or in every copy of a program, proves nothing: everyone has it.",
            "표준의 예제나 프로그램 사본마다 들어 있어 공개된 키는 아무것도 증명하지 못한다. 누구나 가지고 있다.",
        ),
        Doc::new(
            "make a key of your own and revoke this certificate",
            "자기만의 키를 만들고 이 인증서를 폐기한다",
        ),
    ],
);
