//! Signatures on certificates (RFC 5280 §4.1.1.2, §4.1.1.3).

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[
    &BAD,
    &BODY_CHANGED,
    &ALG_MISMATCH,
    &WEAK_HASH,
    &UNSUPPORTED,
    &KEY_KIND,
];

/// The signature does not fit.
pub static BAD: Reason = Reason::new(
    "sig.bad",
    "RFC 5280 §6.1.3",
    Some("decrypt_error"),
    Levels::ERROR,
    [
        Doc::new("the signature does not fit", "서명이 맞지 않는다"),
        Doc::new(
            "Only the issuer's key can make a signature that fits; one changed bit, in it or in what is signed, breaks it.",
            "맞는 서명은 발급자의 키로만 만들 수 있다. 서명이나 서명된 내용에서 한 비트만 바뀌어도 깨진다.",
        ),
        Doc::new(
            "get the certificate again from the one who issued it",
            "발급한 곳에서 인증서를 다시 받는다",
        ),
    ],
);

/// The certificate was changed after it was signed.
pub static BODY_CHANGED: Reason = Reason::new(
    "sig.body-changed",
    "RFC 5280 §6.1.3",
    Some("decrypt_error"),
    Levels::ERROR,
    [
        Doc::new(
            "the certificate was changed after it was signed",
            "서명한 뒤에 인증서가 바뀌었다",
        ),
        Doc::new(
            "This is what a signature is for: whoever edits a name, a date or a right leaves a signature on other bytes.",
            "서명은 바로 이것을 위해 있다. 이름이나 날짜나 권한을 고치면 서명은 다른 바이트에 대한 것으로 남는다.",
        ),
        Doc::new(
            "do not use it: somebody altered it; get it again from the one who issued it",
            "쓰지 않는다. 누군가 고친 것이다. 발급한 곳에서 다시 받는다",
        ),
    ],
);

/// The signature algorithm is written twice, differently.
pub static ALG_MISMATCH: Reason = Reason::new(
    "sig.alg-mismatch",
    "RFC 5280 §4.1.1.2",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the signature algorithm is written twice, differently",
            "서명 알고리즘이 두 곳에 다르게 적혀 있다",
        ),
        Doc::new(
            "The inner one is signed, the outer one is not: if they may differ, an attacker chooses the algorithm.",
            "안쪽은 서명되고 바깥쪽은 서명되지 않는다. 달라도 된다면 공격자가 알고리즘을 고른다.",
        ),
        Doc::new(
            "issue it with the same AlgorithmIdentifier in both places",
            "두 곳에 같은 AlgorithmIdentifier를 적어 다시 발급한다",
        ),
    ],
);

/// The signature rests on a broken hash.
pub static WEAK_HASH: Reason = Reason::new(
    "sig.weak-hash",
    "RFC 9155 §2",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the signature rests on a broken hash",
            "깨진 해시에 기댄 서명이다",
        ),
        Doc::new(
            "Two certificates with one hash can be made on purpose: the authority signs the harmless one, and the signature fits the other.",
            "해시가 같은 인증서 두 개를 일부러 만들 수 있다. 인증 기관이 무해한 쪽에 서명하면 그 서명이 다른 쪽에도 맞는다.",
        ),
        Doc::new(
            "issue it with SHA-256 or better",
            "SHA-256 이상으로 다시 발급한다",
        ),
    ],
);

/// The signature algorithm is not known here.
pub static UNSUPPORTED: Reason = Reason::new(
    "sig.unsupported",
    "RFC 5280 §4.1.1.2",
    Some("unsupported_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the signature algorithm is not known here",
            "여기서 모르는 서명 알고리즘이다",
        ),
        Doc::new(
            "What cannot be checked cannot be believed.",
            "검증할 수 없는 것은 믿을 수 없다.",
        ),
        Doc::new(
            "issue it with RSA, ECDSA on P-256, P-384 or P-521, or Ed25519",
            "RSA, P-256·P-384·P-521의 ECDSA, Ed25519 가운데 하나로 다시 발급한다",
        ),
    ],
);

/// The algorithm and the issuer's key do not go together.
pub static KEY_KIND: Reason = Reason::new(
    "sig.key-kind",
    "RFC 5280 §4.1.1.2",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the algorithm and the issuer's key do not go together",
            "서명 알고리즘과 발급자의 키가 짝이 아니다",
        ),
        Doc::new(
            "An ECDSA signature cannot be made with an RSA key: the two certificates cannot belong together.",
            "RSA 키로는 ECDSA 서명을 만들 수 없다. 두 인증서는 짝이 될 수 없다.",
        ),
        Doc::new(
            "give the certificate of the authority that really signed",
            "실제로 서명한 인증 기관의 인증서를 준다",
        ),
    ],
);
