//! `compress_certificate` (RFC 8879 §3).

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// `CertificateCompressionAlgorithm algorithms<2..2^8-2>`.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    r.vector(&LIST, 1, |r| {
        let mut algorithms = Vec::new();
        while r.left() > 0 {
            algorithms.push(r.u16(&ALGORITHM)?);
        }
        Ok(Fact::CertificateCompressions(algorithms))
    })
}

/// Compression algorithms for certificates.
pub(crate) static ALGORITHMS: Codes = Codes::greased(&[
    Code::plain(1, "zlib"),
    Code::plain(2, "brotli"),
    Code::plain(3, "zstd"),
]);
static LIST: Field = Field::group(
    "algorithms",
    "RFC 8879 §3",
    "What the sender can decompress.",
    "보내는 쪽이 압축을 풀 수 있는 알고리즘들이다.",
);
static ALGORITHM: Field = Field::code(
    "algorithm",
    &ALGORITHMS,
    "RFC 8879 §3",
    "A compression algorithm; safe here, since a certificate holds nothing secret and nothing an attacker wrote.",
    "압축 알고리즘이다. 인증서에는 비밀도 공격자가 쓴 글도 없으므로 여기서는 압축해도 안전하다.",
);
