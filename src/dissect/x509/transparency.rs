//! Signed certificate timestamps (RFC 6962 §3.2, §3.3): TLS structures inside DER.

use crate::base::field::{Code, Codes, Field, number};
use crate::base::reader::{Reader, Result};
use crate::base::text::Text;
use crate::dissect::x509::der;

/// Reads `SignedCertificateTimestampList`, an OCTET STRING of a TLS vector.
pub(super) fn list(r: &mut Reader<'_, '_>) -> Result<()> {
    der::nest(r, &WRAPPER, der::OCTET_STRING, |r| {
        r.vector(&LIST, 2, |r| {
            while r.left() > 0 {
                r.vector(&TIMESTAMP, 2, timestamp)?;
            }
            Ok(())
        })
    })
}

fn timestamp(r: &mut Reader<'_, '_>) -> Result<()> {
    r.u8(&VERSION)?;
    r.bytes(&LOG, 32)?;
    r.bytes(&TIME, 8)?;
    r.vector(&EXTENSIONS, 2, |r| r.rest(&EXTENSION_BYTES))?;
    r.u8(&HASH)?;
    r.u8(&SIGNATURE)?;
    r.vector(&SIGNED, 2, |r| r.rest(&SIGNED_BYTES))?;
    Ok(())
}

fn say_time(bytes: &[u8]) -> Text {
    let moment = number(bytes)
        .and_then(|ms| i64::try_from(ms / 1000).ok())
        .and_then(|s| time::OffsetDateTime::from_unix_timestamp(s).ok());
    match moment {
        Some(t) => Text::same(format!(
            "{} {:02}:{:02}:{:02} UTC",
            t.date(),
            t.hour(),
            t.minute(),
            t.second()
        )),
        None => Text::same(hex::encode(bytes)),
    }
}

static WRAPPER: Field = Field::group(
    "SignedCertificateTimestampList",
    "RFC 6962 §3.3",
    "A structure in TLS's own notation, wrapped once more as bytes to fit into DER.",
    "TLS 표기로 적은 구조를 DER에 맞도록 한 번 더 바이트열로 감싼 것.",
);
static LIST: Field = Field::group(
    "sct_list",
    "RFC 6962 §3.3",
    "The receipts, of different logs, so that no single log must be trusted.",
    "서로 다른 로그의 접수증들. 한 로그만 믿지 않아도 되게 한다.",
);
static TIMESTAMP: Field = Field::group(
    "SerializedSCT",
    "RFC 6962 §3.2",
    "One log's promise to publish the certificate within a day or so.",
    "하루쯤 안에 인증서를 공개하겠다는 한 로그의 약속.",
);
static VERSION: Field = Field::code(
    "sct_version",
    &VERSIONS,
    "RFC 6962 §3.2",
    "The form of the receipt.",
    "접수증의 형식.",
);
static VERSIONS: Codes = Codes::new(&[Code::plain(0, "v1")]);
static LOG: Field = Field::hex(
    "log id",
    "RFC 6962 §3.2",
    "The SHA-256 of the log's public key, by which a browser finds the log in its list.",
    "로그 공개 키의 SHA-256. 브라우저는 이것으로 자기 목록에서 로그를 찾는다.",
);
static TIME: Field = Field::with(
    "timestamp",
    say_time,
    "RFC 6962 §3.2",
    "When the log received it, in milliseconds since 1970.",
    "로그가 접수한 시각. 1970년부터의 밀리초이다.",
);
static EXTENSIONS: Field = Field::group(
    "extensions (of the timestamp)",
    "RFC 6962 §3.2",
    "Room for later additions, mostly empty.",
    "나중에 덧붙일 것을 위한 자리. 대개 비어 있다.",
);
static EXTENSION_BYTES: Field = Field::hex(
    "extension bytes",
    "RFC 6962 §3.2",
    "An addition, kept unopened.",
    "덧붙인 것. 열지 않고 둔다.",
);
static HASH: Field = Field::code(
    "hash",
    &HASHES,
    "RFC 5246 §7.4.1.4.1",
    "The hash under the log's signature.",
    "로그의 서명에 쓴 해시.",
);
static HASHES: Codes = Codes::new(&[
    Code::plain(4, "sha256"),
    Code::plain(5, "sha384"),
    Code::plain(6, "sha512"),
]);
static SIGNATURE: Field = Field::code(
    "signature algorithm",
    &SIGNATURES,
    "RFC 5246 §7.4.1.4.1",
    "The kind of the log's key.",
    "로그 키의 종류.",
);
static SIGNATURES: Codes = Codes::new(&[Code::plain(1, "rsa"), Code::plain(3, "ecdsa")]);
static SIGNED: Field = Field::group(
    "signature (of the log)",
    "RFC 6962 §3.2",
    "The log's signature over the time and the certificate: if the log hides the certificate, this convicts it.",
    "시각과 인증서에 대한 로그의 서명. 로그가 인증서를 숨기면 이것이 증거가 된다.",
);
static SIGNED_BYTES: Field = Field::hex(
    "log signature",
    "RFC 6962 §3.2",
    "The signature's bytes.",
    "서명의 바이트.",
);
