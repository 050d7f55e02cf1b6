//! Extensions in general (RFC 5280 §4.2).

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[
    &UNKNOWN_CRITICAL,
    &DUPLICATE,
    &EXT_MALFORMED,
    &EXT_CRITICAL,
    &NO_AUTHORITY_KEY,
    &NO_SUBJECT_KEY,
    &AUTHORITY_KEY_FORM,
    &POLICY,
];

/// An extension that must be understood is not known.
pub static UNKNOWN_CRITICAL: Reason = Reason::new(
    "ext.unknown-critical",
    "RFC 5280 §4.2",
    Some("unsupported_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "an extension that must be understood is not known",
            "반드시 이해해야 하는 확장을 모른다",
        ),
        Doc::new(
            "Critical means: whoever does not understand this must not use the certificate, for it may change what everything else means.",
            "중요 표시는 이것을 이해하지 못하면 인증서를 쓰지 말라는 뜻이다. 나머지의 뜻까지 바꿀 수 있기 때문이다.",
        ),
        Doc::new(
            "leave the extension out, or mark it non-critical if it may be skipped",
            "확장을 빼거나, 건너뛰어도 된다면 중요하지 않음으로 표시한다",
        ),
    ],
);

/// An extension stands there twice.
pub static DUPLICATE: Reason = Reason::new(
    "ext.duplicate",
    "RFC 5280 §4.2",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new("an extension stands there twice", "같은 확장이 두 번 있다"),
        Doc::new(
            "Programs disagree on which of the two counts, and one of them can be fooled.",
            "둘 중 어느 것을 따를지 프로그램마다 달라서 어느 한쪽은 속는다.",
        ),
        Doc::new(
            "issue it with each extension once",
            "확장을 하나씩만 넣어 다시 발급한다",
        ),
    ],
);

/// An extension cannot be read.
pub static EXT_MALFORMED: Reason = Reason::new(
    "ext.malformed",
    "RFC 5280 §4.2",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new("an extension cannot be read", "확장을 읽을 수 없다"),
        Doc::new(
            "What cannot be read cannot be obeyed.",
            "읽을 수 없는 것은 지킬 수도 없다.",
        ),
        Doc::new(
            "issue it with the extension encoded as its standard says",
            "표준대로 부호화한 확장을 넣어 다시 발급한다",
        ),
    ],
);

/// An extension is critical that must not be.
pub static EXT_CRITICAL: Reason = Reason::new(
    "ext.critical",
    "RFC 5280 §4.2",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "an extension is critical that must not be",
            "중요로 표시하면 안 되는 확장이 중요로 표시되었다",
        ),
        Doc::new(
            "It only helps to find things; who does not know it can do without.",
            "찾는 일을 도울 뿐인 확장이다. 모르는 쪽은 없어도 된다.",
        ),
        Doc::new("mark it non-critical", "중요하지 않음으로 표시한다"),
    ],
);

/// The certificate does not say which key of its issuer signed it.
pub static NO_AUTHORITY_KEY: Reason = Reason::new(
    "ext.no-aki",
    "RFC 5280 §4.2.1.1",
    Some("bad_certificate"),
    Levels::STRICT,
    [
        Doc::new(
            "the certificate does not say which key of its issuer signed it",
            "발급자의 어느 키로 서명했는지 적혀 있지 않다",
        ),
        Doc::new(
            "An issuer with two keys can only be matched by trying both.",
            "발급자의 키가 둘이면 모두 시도해 보아야만 알 수 있다.",
        ),
        Doc::new(
            "issue it with authorityKeyIdentifier, the keyIdentifier in it",
            "keyIdentifier가 든 authorityKeyIdentifier를 넣어 다시 발급한다",
        ),
    ],
);

/// The authority does not name its key.
pub static NO_SUBJECT_KEY: Reason = Reason::new(
    "ext.no-ski",
    "RFC 5280 §4.2.1.2",
    Some("bad_certificate"),
    Levels::STRICT,
    [
        Doc::new(
            "the authority does not name its key",
            "인증 기관이 자기 키의 식별자를 적지 않았다",
        ),
        Doc::new(
            "Certificates below point to this identifier to say which key signed them.",
            "아래 인증서들은 이 식별자를 가리켜 어느 키로 서명했는지 알린다.",
        ),
        Doc::new(
            "issue the authority's certificate with subjectKeyIdentifier",
            "subjectKeyIdentifier를 넣어 인증 기관의 인증서를 다시 발급한다",
        ),
    ],
);

/// AuthorityKeyIdentifier has another form than the web allows.
pub static AUTHORITY_KEY_FORM: Reason = Reason::new(
    "ext.aki-form",
    "CA/B BR §7.1.2.11.1",
    Some("bad_certificate"),
    Levels::WEB,
    [
        Doc::new(
            "authorityKeyIdentifier has another form than the web allows",
            "authorityKeyIdentifier가 웹에서 허용하는 꼴이 아니다",
        ),
        Doc::new(
            "The keyIdentifier alone says which key it was; issuer and serial number in it only break cross-signing.",
            "어느 키인지는 keyIdentifier만으로 알 수 있다. 발급자와 일련번호를 적으면 교차 서명만 깨진다.",
        ),
        Doc::new(
            "give the keyIdentifier alone; in a root it equals the root's own subjectKeyIdentifier",
            "keyIdentifier만 적는다. 루트에서는 자기 subjectKeyIdentifier와 같아야 한다",
        ),
    ],
);

/// A policy is required, and none holds along the whole path.
pub static POLICY: Reason = Reason::new(
    "ext.policy",
    "RFC 5280 §6.1.5",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "a policy is required, and none holds along the whole path",
            "정책이 요구되지만 경로 전체에 걸쳐 성립하는 것이 없다",
        ),
        Doc::new(
            "requireExplicitPolicy of an authority demands that the path says by which rules it was issued.",
            "인증 기관의 requireExplicitPolicy는 어떤 규칙으로 발급했는지가 경로에 적혀 있을 것을 요구한다.",
        ),
        Doc::new(
            "issue the certificates of the path with one policy in common",
            "경로의 인증서들에 같은 정책을 넣어 발급한다",
        ),
    ],
);
