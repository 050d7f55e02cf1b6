//! How far a path leads (RFC 5280 §6.1, RFC 4158).

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[
    &SELF_SIGNED,
    &UNTRUSTED_ROOT,
    &MISSING_ISSUER,
    &ISSUER_KEY,
    &LOOP,
    &BUDGET,
    &DEPTH,
    &EMPTY_ISSUER,
    &EMPTY_SUBJECT,
];

/// The certificate vouches for itself and is not trusted.
pub static SELF_SIGNED: Reason = Reason::new(
    "chain.self-signed",
    "RFC 5280 §6.1",
    Some("unknown_ca"),
    Levels::ERROR,
    [
        Doc::new(
            "the certificate vouches for itself and is not trusted",
            "스스로를 보증하는 인증서이며 신뢰 목록에 없다",
        ),
        Doc::new(
            "Anyone can sign their own: the signature proves only that its maker has the key.",
            "자기 인증서에 스스로 서명하는 것은 누구나 할 수 있다. 만든 사람이 키를 가졌다는 것만 증명된다.",
        ),
        Doc::new(
            "have it signed by an authority that the verifier trusts, or trust this very certificate if you know it to be the right one",
            "검사하는 쪽이 신뢰하는 인증 기관의 서명을 받는다. 바로 이 인증서가 맞다는 것을 안다면 직접 신뢰 목록에 넣는다",
        ),
    ],
);

/// The path ends at an authority that is not trusted.
pub static UNTRUSTED_ROOT: Reason = Reason::new(
    "chain.untrusted-root",
    "RFC 5280 §6.1.1",
    Some("unknown_ca"),
    Levels::ERROR,
    [
        Doc::new(
            "the path ends at an authority that is not trusted",
            "경로가 신뢰하지 않는 인증 기관에서 끝난다",
        ),
        Doc::new(
            "Whether a path is believed depends on its end alone: everybody can build a perfect path to a root of their own.",
            "경로를 믿을지는 그 끝에만 달렸다. 완벽한 경로를 자기 루트까지 만드는 것은 누구나 할 수 있다.",
        ),
        Doc::new(
            "install that root at the verifier if it deserves trust; never switch verification off",
            "믿을 만하다면 그 루트를 검사하는 쪽에 설치한다. 검증을 꺼서는 안 된다",
        ),
    ],
);

/// The issuer's certificate is missing.
pub static MISSING_ISSUER: Reason = Reason::new(
    "chain.missing-issuer",
    "RFC 5280 §6.1",
    Some("unknown_ca"),
    Levels::ERROR,
    [
        Doc::new(
            "the issuer's certificate is missing",
            "발급자의 인증서가 빠졌다",
        ),
        Doc::new(
            "A signature is checked with the key of the issuer, and that stands in the issuer's certificate.",
            "서명은 발급자의 키로 검증하며, 그 키는 발급자의 인증서에 들어 있다.",
        ),
        Doc::new(
            "configure the server to send the whole chain without the root; that some browsers still succeed is because they remember intermediates",
            "서버가 루트를 뺀 전체 사슬을 보내도록 설정한다. 일부 브라우저에서 되는 것은 예전에 받은 중간 인증서를 기억하기 때문이다",
        ),
    ],
);

/// An authority of that name is at hand, but another key signed.
pub static ISSUER_KEY: Reason = Reason::new(
    "chain.issuer-key-differs",
    "RFC 5280 §4.2.1.1",
    Some("unknown_ca"),
    Levels::ERROR,
    [
        Doc::new(
            "an authority of that name is at hand, but another key signed",
            "그 이름의 인증 기관은 있지만 서명한 키가 다르다",
        ),
        Doc::new(
            "A name is no key: after a renewal, or by an impostor, two certificates can bear one name.",
            "이름은 키가 아니다. 갱신한 뒤에나 사칭하는 경우에는 두 인증서의 이름이 같을 수 있다.",
        ),
        Doc::new(
            "give the certificate of the issuer whose subjectKeyIdentifier equals this certificate's authorityKeyIdentifier",
            "subjectKeyIdentifier 값이 이 인증서의 authorityKeyIdentifier 값과 같은 발급자 인증서를 준다",
        ),
    ],
);

/// The authorities vouch for each other in a circle.
pub static LOOP: Reason = Reason::new(
    "chain.loop",
    "RFC 4158 §2.4.2",
    Some("unknown_ca"),
    Levels::ERROR,
    [
        Doc::new(
            "the authorities vouch for each other in a circle",
            "인증 기관들이 서로를 돌아가며 보증한다",
        ),
        Doc::new(
            "Cross-signing is useful, but a circle that never touches a trusted root vouches for nothing.",
            "교차 서명은 쓸모가 있지만 신뢰하는 루트에 닿지 않는 순환은 아무것도 보증하지 못한다.",
        ),
        Doc::new(
            "give a certificate that leads out of the circle to a trusted root",
            "순환에서 나와 신뢰하는 루트로 이어지는 인증서를 준다",
        ),
    ],
);

/// The search for a path was given up.
pub static BUDGET: Reason = Reason::new(
    "chain.budget",
    "RFC 4158 §2.4.2",
    Some("internal_error"),
    Levels::ERROR,
    [
        Doc::new(
            "the search for a path was given up",
            "경로 찾기를 그만두었다",
        ),
        Doc::new(
            "A hostile peer can send certificates that fit together in millions of ways; a verifier must stop before its time is stolen.",
            "악의적인 상대는 수백만 가지로 맞물리는 인증서를 보낼 수 있다. 검사하는 쪽은 시간을 빼앗기기 전에 멈춰야 한다.",
        ),
        Doc::new(
            "send only the certificates of one path",
            "한 경로의 인증서만 보낸다",
        ),
    ],
);

/// The path is longer than the verifier allows.
pub static DEPTH: Reason = Reason::new(
    "chain.depth",
    "RFC 5280 §6.1",
    Some("unknown_ca"),
    Levels::ERROR,
    [
        Doc::new(
            "the path is longer than the verifier allows",
            "경로가 검사하는 쪽이 허용한 것보다 길다",
        ),
        Doc::new(
            "Each authority between root and leaf is one more that can err or be broken into.",
            "루트와 말단 사이의 인증 기관이 하나 늘 때마다 실수하거나 침입당할 수 있는 곳도 하나 는다.",
        ),
        Doc::new(
            "issue the leaf from an authority nearer to the root, or allow a greater depth",
            "루트에 더 가까운 인증 기관에서 발급하거나 허용 깊이를 늘린다",
        ),
    ],
);

/// The issuer has no name.
pub static EMPTY_ISSUER: Reason = Reason::new(
    "chain.empty-issuer",
    "RFC 5280 §4.1.2.4",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new("the issuer has no name", "발급자 이름이 비어 있다"),
        Doc::new(
            "Paths are built by names: who has none cannot be found.",
            "경로는 이름으로 찾는다. 이름이 없으면 찾을 수 없다.",
        ),
        Doc::new(
            "give the authority a subject and issue again",
            "인증 기관에 이름을 주고 다시 발급한다",
        ),
    ],
);

/// The authority has no name.
pub static EMPTY_SUBJECT: Reason = Reason::new(
    "chain.empty-subject",
    "RFC 5280 §4.1.2.6",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new("the authority has no name", "인증 기관의 이름이 비어 있다"),
        Doc::new(
            "An authority's subject is what certificates below it name as their issuer.",
            "아래 인증서들은 인증 기관의 주체 이름을 발급자로 적는다.",
        ),
        Doc::new(
            "issue the authority's certificate with a subject",
            "주체 이름을 넣어 인증 기관의 인증서를 다시 발급한다",
        ),
    ],
);
