//! The form of a certificate (X.690, RFC 5280 §4.1).

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[&TRAILING, &MALFORMED, &VERSION, &TIME];

/// Bytes follow where the structure has ended.
pub static TRAILING: Reason = Reason::new(
    "der.trailing",
    "X.690 §8.1",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "bytes follow where the structure has ended",
            "구조가 끝난 뒤에 바이트가 더 있다",
        ),
        Doc::new(
            "Bytes outside are not signed: they let one certificate have a thousand fingerprints, and hide things.",
            "바깥의 바이트는 서명되지 않는다. 인증서 하나의 지문을 수없이 만들거나 무언가를 숨길 수 있다.",
        ),
        Doc::new(
            "cut the file to the length its first bytes say",
            "첫 바이트들이 말하는 길이로 파일을 자른다",
        ),
    ],
);

/// The bytes are not DER.
pub static MALFORMED: Reason = Reason::new(
    "der.malformed",
    "X.690 §10",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new("the bytes are not DER", "바이트가 DER이 아니다"),
        Doc::new(
            "DER has one way to write each value, so that everyone reads and signs the same thing.",
            "DER은 값마다 쓰는 법이 하나뿐이다. 그래야 모두 같은 것을 읽고 같은 것에 서명한다.",
        ),
        Doc::new(
            "issue it anew with a program that writes DER; if it was copied, copy it again",
            "DER을 쓰는 프로그램으로 다시 발급한다. 복사한 것이라면 다시 복사한다",
        ),
    ],
);

/// The version does not allow what the certificate holds or needs.
pub static VERSION: Reason = Reason::new(
    "der.version",
    "RFC 5280 §4.1.2.1",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "the version does not allow what the certificate holds or needs",
            "버전에 맞지 않는 인증서다",
        ),
        Doc::new(
            "Only version 3 has extensions, and only extensions say who is an authority and which hosts are meant.",
            "확장은 버전 3에만 있으며, 누가 인증 기관이고 어느 호스트인지는 확장에만 적힌다.",
        ),
        Doc::new("issue it as version 3", "버전 3으로 다시 발급한다"),
    ],
);

/// A time is not written as certificates write it.
pub static TIME: Reason = Reason::new(
    "der.time",
    "RFC 5280 §4.1.2.5",
    Some("bad_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "a time is not written as certificates write it",
            "시각이 인증서의 표기법과 다르다",
        ),
        Doc::new(
            "Times have seconds and end in Z; up to 2049 UTCTime, from 2050 on GeneralizedTime. Anything else is read differently by different programs.",
            "시각은 초까지 적고 Z로 끝낸다. 2049년까지는 UTCTime, 2050년부터는 GeneralizedTime이다. 다른 표기는 프로그램마다 다르게 읽는다.",
        ),
        Doc::new(
            "issue it with times in the one form that is allowed",
            "허용된 한 가지 꼴로 시각을 적어 다시 발급한다",
        ),
    ],
);
