//! The words by which JSON, filters and the summary call what is one of a few.

use crate::base::text::Doc;
use crate::survey::connection::{Close, Protocol};
use crate::survey::tls::{Dark, EarlyData, Ech, Status};

/// The name of a protocol.
pub fn protocol(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Tls => "tls",
        Protocol::Dtls => "dtls",
        Protocol::Quic => "quic",
    }
}

/// The name of how TCP ended.
pub fn close(close: Close) -> &'static str {
    match close {
        Close::Fin => "fin",
        Close::Reset => "reset",
        Close::Open => "open",
    }
}

/// The name of what became of 0-RTT data.
pub fn early_data(early_data: EarlyData) -> &'static str {
    match early_data {
        EarlyData::None => "none",
        EarlyData::Offered => "offered",
        EarlyData::Accepted => "accepted",
        EarlyData::Rejected => "rejected",
    }
}

/// The name of what became of Encrypted ClientHello.
pub fn ech(ech: Ech) -> &'static str {
    match ech {
        Ech::None => "none",
        Ech::GreaseOrOuter => "grease_or_outer",
        Ech::Accepted => "accepted",
        Ech::Rejected => "rejected",
    }
}

/// The name of how much was opened.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::NotNeeded => "not_needed",
        Status::Full => "full",
        Status::Partial => "partial",
        Status::Dark => "dark",
    }
}

/// Whether secrets opened anything.
pub fn is_open(status: Status) -> bool {
    match status {
        Status::Full | Status::Partial => true,
        Status::NotNeeded | Status::Dark => false,
    }
}

/// The names of the reasons why records stay dark.
pub fn reasons() -> Vec<&'static str> {
    const ALL: [Dark; 12] = [
        Dark::NoSecrets,
        Dark::OtherSession,
        Dark::SomeSecretsMissing,
        Dark::StartMissing,
        Dark::StartCut,
        Dark::OtherRsaKey,
        Dark::RsaKeyOnlySigns,
        Dark::SuiteNotSupported,
        Dark::RecordDamaged,
        Dark::Gap,
        Dark::SecretsCameLate,
        Dark::ProtocolNotOpened,
    ];
    ALL.map(Dark::code).to_vec()
}

/// How much was opened, or why nothing more was, in words: a row a name.
pub fn darkness() -> impl Iterator<Item = (&'static str, Doc)> {
    const WORDS: [(&str, Doc); 16] = [
        (
            "not_needed",
            Doc::new("nothing protected", "보호된 것 없음"),
        ),
        ("full", Doc::new("all opened", "모두 열림")),
        ("partial", Doc::new("partly opened", "일부 열림")),
        ("dark", Doc::new("dark", "열리지 않음")),
        (
            "no_secrets",
            Doc::new(
                "dark: no secrets given",
                "열리지 않음: 비밀이 주어지지 않음",
            ),
        ),
        (
            "other_session",
            Doc::new(
                "dark: secrets of other sessions",
                "열리지 않음: 다른 세션의 비밀",
            ),
        ),
        (
            "some_secrets_missing",
            Doc::new("some secrets missing", "일부 비밀이 없음"),
        ),
        (
            "start_missing",
            Doc::new(
                "dark: the start was not captured",
                "열리지 않음: 시작이 캡처에 없음",
            ),
        ),
        (
            "start_cut",
            Doc::new(
                "dark: the hellos were captured in part",
                "열리지 않음: 헬로가 일부만 캡처됨",
            ),
        ),
        (
            "other_rsa_key",
            Doc::new(
                "dark: the RSA key of another server",
                "열리지 않음: 다른 서버의 RSA 키",
            ),
        ),
        (
            "rsa_key_only_signs",
            Doc::new(
                "dark: the RSA key only signs here",
                "열리지 않음: RSA 키는 서명만 함",
            ),
        ),
        (
            "suite_not_supported",
            Doc::new(
                "dark: suite not supported",
                "열리지 않음: 지원하지 않는 암호 모음",
            ),
        ),
        (
            "record_damaged",
            Doc::new("a record is damaged", "손상된 레코드가 있음"),
        ),
        (
            "gap",
            Doc::new("bytes missing in the capture", "캡처에 빠진 바이트가 있음"),
        ),
        (
            "secrets_came_late",
            Doc::new("secrets stood later in the file", "비밀이 파일 뒤쪽에 있음"),
        ),
        (
            "protocol_not_opened",
            Doc::new(
                "dark: DTLS and QUIC are not opened",
                "열리지 않음: DTLS와 QUIC은 열지 않음",
            ),
        ),
    ];
    WORDS.into_iter()
}
