//! Name constraints (RFC 5280 §4.2.1.10).

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[
    &NOT_PERMITTED,
    &EXCLUDED,
    &IP_NOT_PERMITTED,
    &NC_MALFORMED,
    &NC_EMPTY,
    &NC_NOT_CRITICAL,
    &NC_IN_LEAF,
    &NC_TOO_MANY,
];

/// A name is outside what the authority may certify.
pub static NOT_PERMITTED: Reason = Reason::new(
    "nc.not-permitted",
    "RFC 5280 §4.2.1.10",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "a name is outside what the authority may certify",
            "이름이 인증 기관이 보증할 수 있는 범위를 벗어난다",
        ),
        Doc::new(
            "An authority that was given one domain must not be able to certify the world.",
            "도메인 하나를 맡은 인증 기관이 온 세상을 보증할 수 있어서는 안 된다.",
        ),
        Doc::new(
            "issue it for names inside the permitted subtrees, or from an authority that is not so constrained",
            "허용된 하위 트리 안의 이름으로 발급하거나, 그런 제약이 없는 인증 기관에서 발급한다",
        ),
    ],
);

/// A name is inside what the authority must not certify.
pub static EXCLUDED: Reason = Reason::new(
    "nc.excluded",
    "RFC 5280 §4.2.1.10",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "a name is inside what the authority must not certify",
            "이름이 인증 기관이 보증하면 안 되는 범위에 든다",
        ),
        Doc::new(
            "What is excluded stays excluded, whatever is permitted beside it.",
            "제외된 것은 함께 무엇이 허용되어 있든 제외된다.",
        ),
        Doc::new(
            "leave that name out, or issue from an authority that is not so constrained",
            "그 이름을 빼거나, 그런 제약이 없는 인증 기관에서 발급한다",
        ),
    ],
);

/// An address is outside what the authority may certify.
pub static IP_NOT_PERMITTED: Reason = Reason::new(
    "nc.ip-not-permitted",
    "RFC 5280 §4.2.1.10",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "an address is outside what the authority may certify",
            "IP 주소가 인증 기관이 보증할 수 있는 범위를 벗어난다",
        ),
        Doc::new(
            "Networks are constrained like names: as address and mask.",
            "네트워크도 이름처럼 제약한다. 주소와 마스크로 적는다.",
        ),
        Doc::new(
            "issue it for an address inside the permitted network",
            "허용된 네트워크 안의 주소로 발급한다",
        ),
    ],
);

/// A constraint is not of the form its kind asks for.
pub static NC_MALFORMED: Reason = Reason::new(
    "nc.malformed",
    "RFC 5280 §4.2.1.10",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "a constraint is not of the form its kind asks for",
            "제약이 그 종류의 꼴이 아니다",
        ),
        Doc::new(
            "A constraint that is read differently by different programs is a fence with a gap.",
            "프로그램마다 다르게 읽는 제약은 틈이 있는 울타리이다.",
        ),
        Doc::new(
            "write a DNS constraint without asterisk and leading dot, an address with its mask, a mailbox with one @",
            "DNS 제약은 별표와 앞의 점 없이, 주소는 마스크와 함께, 메일함은 @ 하나로 적는다",
        ),
    ],
);

/// The constraints constrain nothing.
pub static NC_EMPTY: Reason = Reason::new(
    "nc.empty",
    "RFC 5280 §4.2.1.10",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the constraints constrain nothing",
            "아무것도 제약하지 않는 제약이다",
        ),
        Doc::new(
            "An empty extension is forbidden: it looks like a fence and is none.",
            "빈 확장은 금지되어 있다. 울타리처럼 보이지만 울타리가 아니다.",
        ),
        Doc::new(
            "list at least one subtree, or leave the extension out",
            "하위 트리를 하나 이상 적거나 확장을 뺀다",
        ),
    ],
);

/// Name constraints are not critical.
pub static NC_NOT_CRITICAL: Reason = Reason::new(
    "nc.not-critical",
    "RFC 5280 §4.2.1.10",
    Some("bad_certificate"),
    Levels::STRICT,
    [
        Doc::new(
            "name constraints are not critical",
            "이름 제약이 중요로 표시되지 않았다",
        ),
        Doc::new(
            "Whoever does not know the extension would pass over the fence.",
            "이 확장을 모르는 쪽은 울타리를 그냥 넘어간다.",
        ),
        Doc::new(
            "mark nameConstraints critical",
            "nameConstraints를 중요로 표시한다",
        ),
    ],
);

/// Name constraints stand in a certificate that is no authority's.
pub static NC_IN_LEAF: Reason = Reason::new(
    "nc.in-leaf",
    "RFC 5280 §4.2.1.10",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "name constraints stand in a certificate that is no authority's",
            "인증 기관이 아닌 인증서에 이름 제약이 있다",
        ),
        Doc::new(
            "Who cannot certify anyone has nothing to be constrained.",
            "아무도 보증할 수 없는 쪽에는 제약할 것이 없다.",
        ),
        Doc::new(
            "leave the extension out of leaves",
            "말단 인증서에서는 이 확장을 뺀다",
        ),
    ],
);

/// There are too many names for too many constraints.
pub static NC_TOO_MANY: Reason = Reason::new(
    "nc.too-many",
    "RFC 5280 §6.1.4",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "there are too many names for too many constraints",
            "이름과 제약이 너무 많다",
        ),
        Doc::new(
            "Each name is compared with each constraint: thousands of both cost millions of comparisons, an attack on the verifier.",
            "이름마다 모든 제약과 비교한다. 둘 다 수천이면 비교가 수백만 번이며, 검사하는 쪽에 대한 공격이 된다.",
        ),
        Doc::new(
            "split the certificate, or constrain by fewer and wider subtrees",
            "인증서를 나누거나, 더 적고 넓은 하위 트리로 제약한다",
        ),
    ],
);
