//! The validity period (RFC 5280 §4.1.2.5).

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[&EXPIRED, &NOT_YET, &INVERTED];

/// The certificate has ended.
pub static EXPIRED: Reason = Reason::new(
    "time.expired",
    "RFC 5280 §4.1.2.5",
    Some("certificate_expired"),
    Levels::ERROR,
    [
        Doc::new("the certificate has ended", "인증서의 유효 기간이 끝났다"),
        Doc::new(
            "A certificate is a promise with an end: afterwards nobody vouches for it, and revocation lists may forget it.",
            "인증서는 끝이 정해진 약속이다. 그 뒤에는 아무도 보증하지 않으며 폐기 목록에서도 빠질 수 있다.",
        ),
        Doc::new(
            "renew the certificate; if it looks valid to you, check the verifier's clock",
            "인증서를 갱신한다. 유효해 보인다면 검사하는 쪽의 시계를 확인한다",
        ),
    ],
);

/// The certificate has not begun.
pub static NOT_YET: Reason = Reason::new(
    "time.not-yet",
    "RFC 5280 §4.1.2.5",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the certificate has not begun",
            "인증서의 유효 기간이 아직 시작되지 않았다",
        ),
        Doc::new(
            "Before notBefore the issuer promises nothing; more often than not it is the clock of the verifier that is wrong.",
            "notBefore 전에는 발급자가 아무것도 약속하지 않는다. 실제로는 검사하는 쪽의 시계가 틀린 경우가 더 많다.",
        ),
        Doc::new(
            "check both clocks first; else wait, or issue it with an earlier beginning",
            "먼저 양쪽 시계를 확인한다. 시계가 맞다면 기다리거나, 시작 시점을 앞당겨 다시 발급한다",
        ),
    ],
);

/// The certificate ends before it begins.
pub static INVERTED: Reason = Reason::new(
    "time.inverted",
    "RFC 5280 §4.1.2.5",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the certificate ends before it begins",
            "시작하기도 전에 끝나는 인증서다",
        ),
        Doc::new(
            "A period that ends before it begins holds at no moment.",
            "시작보다 끝이 앞선 기간은 어느 순간에도 유효하지 않다.",
        ),
        Doc::new(
            "issue it again with notAfter later than notBefore",
            "notAfter 값을 notBefore 값보다 뒤로 하여 다시 발급한다",
        ),
    ],
);
