//! CompressedCertificate (RFC 8879 §4).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::compression::ALGORITHMS;

/// A Certificate message, compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompressedCertificate<'a> {
    /// 1 zlib, 2 brotli, 3 zstd.
    pub algorithm: u16,
    /// Bytes of the Certificate body once decompressed.
    pub length: u32,
    /// The compressed body.
    pub compressed: &'a [u8],
}

/// The body of a CompressedCertificate.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>) -> Result<CompressedCertificate<'a>> {
    let algorithm = r.u16(&ALGORITHM)?;
    let length = u32::try_from(r.uint(&UNCOMPRESSED, 3)?).unwrap_or(u32::MAX);
    let compressed = r.vector(&COMPRESSED, 3, |r| r.rest(&COMPRESSED_VALUE))?;
    Ok(CompressedCertificate {
        algorithm,
        length,
        compressed,
    })
}

pub(super) static COMPRESSED_CERTIFICATE: Field = Field::group(
    "CompressedCertificate",
    "RFC 8879 §4",
    "The Certificate message, compressed: the chain is the largest part of a handshake, and a shorter one arrives in fewer packets.",
    "압축한 Certificate 메시지이다. 사슬은 핸드셰이크에서 가장 크므로, 짧아지면 더 적은 패킷으로 도착한다.",
);
static ALGORITHM: Field = Field::code(
    "algorithm",
    &ALGORITHMS,
    "RFC 8879 §4",
    "How it was compressed: one of those the other end offered.",
    "압축한 방식으로, 상대가 제안한 것 가운데 하나이다.",
);
static UNCOMPRESSED: Field = Field::dec(
    "uncompressed_length",
    "RFC 8879 §4",
    "Its length once decompressed: the receiver checks it, so that a small message cannot blow up into a huge one.",
    "압축을 푼 뒤의 길이이다. 작은 메시지가 거대하게 부풀지 못하도록 받는 쪽이 확인한다.",
);
static COMPRESSED: Field = Field::group(
    "compressed_certificate_message",
    "RFC 8879 §4",
    "The compressed body, with its length.",
    "길이가 붙은 압축된 본문이다.",
);
static COMPRESSED_VALUE: Field = Field::hex(
    "compressed data",
    "RFC 8879 §4",
    "The compressed body of a Certificate message.",
    "Certificate 메시지의 압축된 본문이다.",
);
