//! What does not refuse but should be said.

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[&ORDER, &EXTRA, &HOMOGRAPH];

/// The chain was sent in another order than that of the path.
pub static ORDER: Reason = Reason::new(
    "warn.order",
    "RFC 8446 §4.4.2",
    None,
    Levels::WARNING,
    [
        Doc::new(
            "the chain was sent in another order than that of the path",
            "사슬이 경로의 순서와 다르게 전송되었다",
        ),
        Doc::new(
            "Each certificate should certify the one before it; TLS 1.3 forgives disorder, older clients do not.",
            "각 인증서는 바로 앞의 것을 보증해야 한다. TLS 1.3은 어긋난 순서를 봐주지만 옛 클라이언트는 그렇지 않다.",
        ),
        Doc::new(
            "send the leaf first, then its issuer, and so on",
            "말단을 먼저, 그다음 발급자, 또 그 발급자의 순서로 보낸다",
        ),
    ],
);

/// A certificate was sent that the path does not need.
pub static EXTRA: Reason = Reason::new(
    "warn.extra",
    "RFC 8446 §4.4.2",
    None,
    Levels::NOTE,
    [
        Doc::new(
            "a certificate was sent that the path does not need",
            "경로에 필요하지 않은 인증서가 전송되었다",
        ),
        Doc::new(
            "It costs bytes in every handshake; a root that is sent is not believed for being sent.",
            "핸드셰이크마다 바이트가 든다. 보낸다고 해서 루트를 믿게 되는 것도 아니다.",
        ),
        Doc::new(
            "send only what lies between leaf and root",
            "말단과 루트 사이에 있는 것만 보낸다",
        ),
    ],
);

/// The name looks like another one.
pub static HOMOGRAPH: Reason = Reason::new(
    "warn.homograph",
    "RFC 5890 §4.4",
    None,
    Levels::WARNING,
    [
        Doc::new(
            "the name looks like another one",
            "다른 이름처럼 보이는 이름이다",
        ),
        Doc::new(
            "Letters of different scripts look alike: the authority rightly certified the name, and the eye reads another.",
            "문자 체계가 다른 글자들이 똑같이 생겼다. 인증 기관은 그 이름을 옳게 보증했지만 눈은 다른 이름으로 읽는다.",
        ),
        Doc::new(
            "look at the A-label (xn--), not at the letters",
            "글자 모양이 아니라 A-레이블(xn--)을 본다",
        ),
    ],
);
