//! Who may sign certificates (RFC 5280 §4.2.1.9, §4.2.1.3).

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[
    &NOT_A_CA,
    &NO_BASIC_CONSTRAINTS,
    &PATHLEN,
    &NO_CERT_SIGN,
    &NOT_CRITICAL,
    &PATHLEN_WITHOUT,
];

/// A certificate was signed by one who is no authority.
pub static NOT_A_CA: Reason = Reason::new(
    "ca.not-a-ca",
    "RFC 5280 §4.2.1.9",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "a certificate was signed by one who is no authority",
            "인증 기관이 아닌 쪽이 인증서에 서명했다",
        ),
        Doc::new(
            "Else everyone with a certificate for their own site could issue one for yours.",
            "그렇지 않으면 자기 사이트의 인증서를 가진 사람은 누구나 남의 사이트 인증서를 만들 수 있다.",
        ),
        Doc::new(
            "have it signed by a certificate whose basicConstraints say cA TRUE",
            "basicConstraints에 cA TRUE가 적힌 인증서의 서명을 받는다",
        ),
    ],
);

/// The issuer does not say that it is an authority.
pub static NO_BASIC_CONSTRAINTS: Reason = Reason::new(
    "ca.no-basic-constraints",
    "RFC 5280 §4.2.1.9",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the issuer does not say that it is an authority",
            "발급자 인증서에 인증 기관이라는 표시가 없다",
        ),
        Doc::new(
            "Silence means no: only basicConstraints make a certificate an authority's.",
            "표시가 없으면 아니라는 뜻이다. 인증 기관의 인증서가 되려면 basicConstraints가 있어야 한다.",
        ),
        Doc::new(
            "issue the authority's certificate with a critical basicConstraints, cA TRUE",
            "cA TRUE인 basicConstraints를 중요로 넣어 인증 기관의 인증서를 다시 발급한다",
        ),
    ],
);

/// There are more authorities below than this one allows.
pub static PATHLEN: Reason = Reason::new(
    "ca.pathlen",
    "RFC 5280 §4.2.1.9",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "there are more authorities below than this one allows",
            "허용한 것보다 많은 인증 기관이 아래에 있다",
        ),
        Doc::new(
            "pathLenConstraint says how many authorities may follow, so that one who may issue leaves cannot make authorities.",
            "pathLenConstraint는 아래에 올 수 있는 인증 기관의 수이다. 말단만 발급해야 하는 쪽이 인증 기관을 만들지 못하게 한다.",
        ),
        Doc::new(
            "issue the leaf from the authority that has the limit, or raise the limit there",
            "이 한도가 적힌 인증 기관에서 말단을 직접 발급하거나 한도를 늘린다",
        ),
    ],
);

/// The issuer's key is not meant to sign certificates.
pub static NO_CERT_SIGN: Reason = Reason::new(
    "ca.no-cert-sign",
    "RFC 5280 §4.2.1.3",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the issuer's key is not meant to sign certificates",
            "발급자의 키가 인증서 서명용이 아니다",
        ),
        Doc::new(
            "keyUsage tells each key its work; a key that is meant for something else is kept with less care.",
            "keyUsage는 키마다 할 일을 정한다. 다른 일을 하는 키는 그만큼 엄하게 지키지 않는다.",
        ),
        Doc::new(
            "issue the authority's certificate with keyCertSign in keyUsage",
            "keyUsage에 keyCertSign을 넣어 인증 기관의 인증서를 다시 발급한다",
        ),
    ],
);

/// BasicConstraints of an authority are not critical.
pub static NOT_CRITICAL: Reason = Reason::new(
    "ca.not-critical",
    "RFC 5280 §4.2.1.9",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "basicConstraints of an authority are not critical",
            "인증 기관의 basicConstraints가 중요로 표시되지 않았다",
        ),
        Doc::new(
            "Whoever does not know the extension would not see the limit in it.",
            "이 확장을 모르는 쪽에는 그 안의 한도가 보이지 않는다.",
        ),
        Doc::new(
            "issue the authority's certificate with basicConstraints marked critical",
            "basicConstraints를 중요로 표시하여 인증 기관의 인증서를 다시 발급한다",
        ),
    ],
);

/// A path length is set for one who cannot sign certificates.
pub static PATHLEN_WITHOUT: Reason = Reason::new(
    "ca.pathlen-without-cert-sign",
    "RFC 5280 §4.2.1.9",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "a path length is set for one who cannot sign certificates",
            "인증서에 서명할 수 없는데 경로 길이를 정했다",
        ),
        Doc::new(
            "The limit means something only for an authority; where it stands alone, one of the two is a mistake.",
            "한도는 인증 기관에만 뜻이 있다. 홀로 있다면 둘 중 하나는 실수이다.",
        ),
        Doc::new(
            "set cA and keyCertSign, or leave pathLenConstraint out",
            "cA와 keyCertSign을 넣거나 pathLenConstraint를 뺀다",
        ),
    ],
);
