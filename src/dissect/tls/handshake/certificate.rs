//! Certificate (RFC 8446 §4.4.2, RFC 5246 §7.4.2): a chain, the sender's own certificate first.

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::block;
use crate::dissect::tls::extension::block::Extension;
use crate::dissect::tls::extension::fact::Place;
use crate::dissect::tls::handshake::setting::Setting;
use crate::dissect::tls::lenient;
use crate::dissect::x509::certificate;
use crate::dissect::x509::key;

/// A certificate chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateMessage<'a> {
    /// Echoes the request it answers (TLS 1.3); empty in a handshake.
    pub context: &'a [u8],
    /// The chain, the sender's own certificate first; empty where a client has none.
    pub entries: Vec<Entry<'a>>,
}

/// One certificate of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// X.509, DER.
    pub certificate: &'a [u8],
    /// What is said about it (TLS 1.3).
    pub extensions: Vec<Extension<'a>>,
}

/// The body of a Certificate.
pub(crate) fn read<'a>(r: &mut Reader<'a, '_>, setting: Setting) -> Result<CertificateMessage<'a>> {
    let context = if setting.is_tls13() {
        r.vector(&CONTEXT, 1, |r| r.rest(&CONTEXT_VALUE))?
    } else {
        &[]
    };
    let entries = r.vector(&LIST, 3, |r| {
        let mut entries = Vec::new();
        while r.left() > 0 {
            entries.push(r.group(&ENTRY, |r| {
                let certificate = r.vector(&DATA, 3, der)?;
                let extensions = if setting.is_tls13() {
                    block::extensions(r, Place::Certificate)?
                } else {
                    Vec::new()
                };
                Ok(Entry {
                    certificate,
                    extensions,
                })
            })?);
        }
        Ok(entries)
    })?;
    Ok(CertificateMessage { context, entries })
}

fn der<'a>(r: &mut Reader<'a, '_>) -> Result<&'a [u8]> {
    let whole = r.peek();
    if r.is_quiet() {
        return r.rest(&DER);
    }
    // A certificate that is no DER must not hide the rest of the chain. Where a bare key was agreed on (RFC 7250), it
    // stands in the certificate's place, and only its form tells.
    let bare = key::read(&mut Reader::quiet(whole)).is_ok();
    let read = if bare { key::read } else { certificate::read };
    let _ = lenient::rest(r, &DER, read)?;
    Ok(whole)
}

pub(super) static CERTIFICATE: Field = Field::group(
    "Certificate",
    "RFC 8446 §4.4.2",
    "The sender's certificate chain: it says who the sender is and who vouches for it. Anyone can copy it, so it proves nothing until the sender signs with its key (CertificateVerify, or a TLS 1.2 server's ServerKeyExchange).",
    "보내는 쪽의 인증서 사슬이다. 자신이 누구이고 누가 보증하는지를 말한다. 누구나 베낄 수 있으므로, 보낸 쪽이 그 키로 서명할 때까지는(CertificateVerify, TLS 1.2 서버는 ServerKeyExchange) 아무것도 증명하지 않는다.",
);
static CONTEXT: Field = Field::group(
    "certificate_request_context",
    "RFC 8446 §4.4.2",
    "Which request this answers; empty for a server, and for a client during the handshake.",
    "어느 요청에 대한 답인지 나타낸다. 서버가 보낼 때와 핸드셰이크 중의 클라이언트는 비운다.",
);
static CONTEXT_VALUE: Field = Field::hex(
    "context",
    "RFC 8446 §4.4.2",
    "The value from the CertificateRequest, echoed.",
    "CertificateRequest의 값을 되돌린 것이다.",
);
static LIST: Field = Field::group(
    "certificate_list",
    "RFC 8446 §4.4.2",
    "The chain: the sender's own certificate first, each further one vouching for the one before; the root is usually left out, since the receiver has it.",
    "인증서 사슬이다. 자신의 인증서가 먼저 오고, 다음 것이 앞의 것을 보증한다. 루트는 받는 쪽에 이미 있어 보통 빠진다.",
);
static ENTRY: Field = Field::group(
    "CertificateEntry",
    "RFC 8446 §4.4.2",
    "One certificate of the chain, in TLS 1.3 with extensions of its own.",
    "사슬의 인증서 하나로, TLS 1.3에서는 자기 확장이 붙는다.",
);
static DATA: Field = Field::group(
    "cert_data",
    "RFC 8446 §4.4.2",
    "The certificate with its length.",
    "길이가 붙은 인증서이다.",
);
static DER: Field = Field::hex(
    "unreadable certificate",
    "RFC 5280 §4.1",
    "Bytes that are neither an X.509 certificate nor a bare public key (RFC 7250): something broken.",
    "X.509 인증서도 공개 키만 보낸 것(RFC 7250)도 아닌, 깨진 바이트이다.",
);
