//! Lists of signed certificate timestamps (RFC 6962 §3.2, §3.3): Certificate Transparency, in TLS's own notation wherever
//! they stand: in an extension of TLS or of a certificate.

use crate::base::field::Field;
use crate::base::field::number;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::text::Text;
use crate::dissect::tls::codes::scheme::SCHEMES;
use crate::text;

/// `SerializedSCT sct_list<1..2^16-1>`: the timestamps, each whole.
pub(crate) fn list<'a>(r: &mut Reader<'a, '_>) -> Result<Vec<&'a [u8]>> {
    r.vector(&LIST, 2, |r| {
        let mut timestamps = Vec::new();
        while r.left() > 0 {
            timestamps.push(r.vector(&TIMESTAMP, 2, |r| {
                let whole = r.peek();
                r.u8(&VERSION)?;
                r.bytes(&LOG, 32)?;
                r.bytes(&TIME, 8)?;
                r.vector(&EXTENSIONS, 2, |r| r.rest(&EXTENSION_DATA).map(drop))?;
                r.u16(&ALGORITHM)?;
                r.vector(&SIGNATURE, 2, |r| r.rest(&SIGNATURE_DATA))?;
                Ok(whole)
            })?);
        }
        Ok(timestamps)
    })
}

fn milliseconds(bytes: &[u8]) -> Text {
    let seconds = number(bytes).unwrap_or_default() / 1000;
    let moment = i64::try_from(seconds)
        .ok()
        .and_then(|seconds| time::OffsetDateTime::from_unix_timestamp(seconds).ok());
    match moment {
        Some(moment) => Text::same(format!(
            "{} {:02}:{:02}:{:02} UTC",
            moment.date(),
            moment.hour(),
            moment.minute(),
            moment.second()
        )),
        None => text!(en: "{seconds} seconds after 1970", ko: "1970년 이후 {seconds}초"),
    }
}

static LIST: Field = Field::group(
    "sct_list",
    "RFC 6962 §3.3",
    "Promises of several logs: a client wants more than one, in case a log lies.",
    "여러 로그의 약속이다. 로그 하나가 거짓을 말할 수 있으므로 클라이언트는 둘 이상을 원한다.",
);
static TIMESTAMP: Field = Field::group(
    "SignedCertificateTimestamp",
    "RFC 6962 §3.2",
    "One log's signed promise to publish the certificate within a day or so.",
    "하루쯤 안에 인증서를 공개하겠다는 한 로그의 서명된 약속이다.",
);
static VERSION: Field = Field::dec(
    "sct_version",
    "RFC 6962 §3.2",
    "Version of the format: 0 means v1.",
    "형식의 버전으로, 0이 v1이다.",
);
static LOG: Field = Field::hex(
    "log_id",
    "RFC 6962 §3.2",
    "The SHA-256 of the log's public key, by which a browser finds the log in its list.",
    "로그 공개 키의 SHA-256이다. 브라우저는 이것으로 자기 목록에서 로그를 찾는다.",
);
static TIME: Field = Field::with(
    "timestamp",
    milliseconds,
    "RFC 6962 §3.2",
    "When the log received the certificate, in milliseconds since 1970.",
    "로그가 인증서를 받은 시각이다. 1970년부터의 밀리초로 적는다.",
);
static EXTENSIONS: Field = Field::group(
    "extensions",
    "RFC 6962 §3.2",
    "Room for later; empty so far.",
    "나중을 위한 자리로, 아직 비어 있다.",
);
static EXTENSION_DATA: Field = Field::hex(
    "extension data",
    "RFC 6962 §3.2",
    "Extensions of the log's promise.",
    "로그의 약속에 붙은 확장이다.",
);
static ALGORITHM: Field = Field::code(
    "algorithm",
    &SCHEMES,
    "RFC 6962 §3.2",
    "How the log signed.",
    "로그가 서명한 방식이다.",
);
static SIGNATURE: Field = Field::group(
    "signature",
    "RFC 6962 §3.2",
    "The log's signature, with its length.",
    "길이가 붙은 로그의 서명이다.",
);
static SIGNATURE_DATA: Field = Field::hex(
    "log signature",
    "RFC 6962 §3.2",
    "Over time and certificate: if the log later does not show it, this is evidence against the log.",
    "시각과 인증서에 대한 서명이다. 나중에 로그가 그 인증서를 내놓지 않으면 로그에 대한 증거가 된다.",
);
