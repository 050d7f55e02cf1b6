//! What an authority should not issue though most verifiers accept it.

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[&VALIDITY, &SIZE, &OUTLIVES, &SERIAL];

/// The leaf is valid for longer than the web allows.
pub static VALIDITY: Reason = Reason::new(
    "lint.validity",
    "CA/B BR §6.3.2",
    None,
    Levels::WARNING,
    [
        Doc::new(
            "the leaf is valid for longer than the web allows",
            "말단의 유효 기간이 웹에서 허용하는 것보다 길다",
        ),
        Doc::new(
            "A short life limits the harm of a lost key, and keeps renewal in practice.",
            "기간이 짧으면 키를 잃었을 때의 피해가 줄고 갱신이 몸에 밴다.",
        ),
        Doc::new(
            "issue it for at most 398 days (200 since March 2026)",
            "최대 398일(2026년 3월부터는 200일)로 발급한다",
        ),
    ],
);

/// The certificate is very large.
pub static SIZE: Reason = Reason::new(
    "lint.size",
    "RFC 8446 §4.4.2",
    None,
    Levels::WARNING,
    [
        Doc::new("the certificate is very large", "인증서가 아주 크다"),
        Doc::new(
            "It is sent in every handshake; beyond 64 kB some verifiers refuse it outright.",
            "핸드셰이크마다 전송된다. 64 kB를 넘으면 아예 거부하는 검증기도 있다.",
        ),
        Doc::new(
            "split the names over several certificates, or use a wildcard",
            "이름을 여러 인증서에 나누거나 와일드카드를 쓴다",
        ),
    ],
);

/// The certificate outlives its issuer.
pub static OUTLIVES: Reason = Reason::new(
    "lint.outlives-issuer",
    "RFC 5280 §6.1",
    None,
    Levels::WARNING,
    [
        Doc::new(
            "the certificate outlives its issuer",
            "인증서가 발급자보다 오래 유효하다",
        ),
        Doc::new(
            "After the issuer's end no path holds, whatever the leaf says.",
            "발급자의 기간이 끝나면 말단에 뭐라고 적혀 있든 성립하는 경로가 없다.",
        ),
        Doc::new(
            "clip the end to the issuer's, or renew the issuer first",
            "끝을 발급자의 끝에 맞추거나 발급자를 먼저 갱신한다",
        ),
    ],
);

/// The serial number is not a positive number of at most 20 bytes.
pub static SERIAL: Reason = Reason::new(
    "lint.serial",
    "RFC 5280 §4.1.2.2",
    None,
    Levels::STRICT,
    [
        Doc::new(
            "the serial number is not a positive number of at most 20 bytes",
            "일련번호가 20바이트 이하의 양수가 아니다",
        ),
        Doc::new(
            "Issuer and serial number name a certificate when it is revoked; chance in it once stopped an attack on MD5.",
            "폐기할 때는 발급자와 일련번호로 인증서를 가리킨다. 그 안의 난수가 MD5 공격을 막은 적도 있다.",
        ),
        Doc::new(
            "issue it with a positive serial number of 8 to 20 bytes, at least 64 bits of it by chance",
            "8~20바이트의 양수이고 64비트 이상이 난수인 일련번호로 다시 발급한다",
        ),
    ],
);
