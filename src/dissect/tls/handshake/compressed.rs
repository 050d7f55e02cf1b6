//! CompressedCertificate (RFC 8879 §4).

use std::io;
use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::ZlibDecoder;

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::text::Text;
use crate::capture::zstd::Frames;
use crate::dissect::tls::extension::compression::ALGORITHMS;
use crate::text;

/// The longest Certificate that is decompressed: real ones have some kilobytes, and a few bytes can claim 16 megabytes.
pub const LONGEST: u32 = 1 << 20;

/// The window zstd may ask for; more would only serve to exhaust the receiver.
const WINDOW: u64 = 8 << 20;

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

/// Why a compressed certificate does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unopened {
    /// Compressed by an algorithm that is not known here.
    #[error("the compression algorithm {0} is not known")]
    Algorithm(u16),
    /// It claims more than is decompressed here.
    #[error("it claims {claimed} bytes, and no more than {LONGEST} are decompressed")]
    TooLong {
        /// Bytes claimed.
        claimed: u32,
    },
    /// The compressed data is broken.
    #[error("the compressed data is broken")]
    Broken,
    /// It decompresses to another length than it claims; RFC 8879 §4 wants bad_certificate.
    #[error("it claims {claimed} bytes and gives {given}, or more")]
    Length {
        /// Bytes claimed.
        claimed: u32,
        /// Bytes given, at most one more than claimed.
        given: usize,
    },
}

impl Unopened {
    /// The same in both languages.
    pub fn text(self) -> Text {
        match self {
            Self::Algorithm(algorithm) => {
                text!(en: "the compression algorithm {algorithm} is not known", ko: "압축 알고리즘 {algorithm}: 알 수 없음")
            }
            Self::TooLong { claimed } => {
                text!(en: "it claims {claimed} bytes, and no more than {LONGEST} are decompressed", ko: "주장하는 길이 {claimed}바이트: {LONGEST}바이트가 넘는 것은 압축을 풀지 않음")
            }
            Self::Broken => Text::new("the compressed data is broken", "압축된 데이터가 깨져 있음"),
            Self::Length { claimed, given } => {
                text!(en: "it claims {claimed} bytes and gives {given}, or more", ko: "주장하는 길이는 {claimed}바이트, 실제로는 {given}바이트 또는 그 이상")
            }
        }
    }
}

impl CompressedCertificate<'_> {
    /// The body of the Certificate inside: exactly as long as claimed, and at most [`LONGEST`].
    pub fn open(&self) -> std::result::Result<Vec<u8>, Unopened> {
        let claimed = self.length;
        if claimed > LONGEST {
            return Err(Unopened::TooLong { claimed });
        }
        // One byte more than claimed tells a lie.
        let limit = u64::from(claimed) + 1;
        let mut body = Vec::new();
        let done = match self.algorithm {
            1 => ZlibDecoder::new(self.compressed)
                .take(limit)
                .read_to_end(&mut body),
            2 => Decompressor::new(self.compressed, 4096)
                .take(limit)
                .read_to_end(&mut body),
            3 => zstd(self.compressed, claimed, &mut body),
            other => return Err(Unopened::Algorithm(other)),
        };
        done.map_err(|_| Unopened::Broken)?;
        let given = body.len();
        if u32::try_from(given) != Ok(claimed) {
            return Err(Unopened::Length { claimed, given });
        }
        Ok(body)
    }
}

/// What zstd compressed, at most one byte more than claimed, unless its frame asks for too large a window (RFC 8878
/// §3.1.1.1).
fn zstd(compressed: &[u8], claimed: u32, body: &mut Vec<u8>) -> io::Result<usize> {
    let broken = || io::Error::from(io::ErrorKind::InvalidData);
    let [_, _, _, _, descriptor, window, ..] = compressed else {
        return Err(broken());
    };
    let single_segment = descriptor & 0x20 != 0;
    let base = 1u64 << (10 + (window >> 3));
    if !single_segment && base + base / 8 * u64::from(window & 7) > WINDOW {
        return Err(broken());
    }
    let limit = usize::try_from(claimed).map_or(usize::MAX, |claimed| claimed + 1);
    let mut frames = Frames::new(compressed);
    body.resize(limit, 0);
    let mut given = 0;
    while let room @ [_, ..] = body.get_mut(given..).unwrap_or_default() {
        match frames.read(room).map_err(|_| broken())? {
            0 => break,
            read => given += read,
        }
    }
    body.truncate(given);
    Ok(given)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Forty zeros in each of the three.
    static ZLIB: &str = "789c6360200e000000280001";
    static BROTLI: &str =
        "7002100000000000000000000000000000000000000000000000000000000000000000000000000000000003";
    static ZSTD: &str = "28b52ffd005845000010000001001f8005";

    fn open(algorithm: u16, length: u32, hex: &str) -> std::result::Result<Vec<u8>, Unopened> {
        let compressed = &hex::decode(hex).unwrap();
        CompressedCertificate {
            algorithm,
            length,
            compressed,
        }
        .open()
    }

    #[test]
    fn each_algorithm_opens_and_a_lie_about_length_does_not() {
        for (algorithm, hex) in [(1, ZLIB), (2, BROTLI), (3, ZSTD)] {
            assert_eq!(open(algorithm, 40, hex), Ok(vec![0; 40]), "{algorithm}");
            let (claimed, given) = (39, 40);
            let lie = Err(Unopened::Length { claimed, given });
            assert_eq!(open(algorithm, 39, hex), lie, "{algorithm}");
            assert!(open(algorithm, 41, hex).is_err(), "{algorithm}");
            for end in (0..hex.len() - 2).step_by(2) {
                let _ = open(algorithm, 40, &hex[..end]);
            }
            assert!(open(algorithm, 40, "ffff").is_err(), "{algorithm}");
        }
        assert_eq!(open(9, 40, ""), Err(Unopened::Algorithm(9)));
        let claimed = LONGEST + 1;
        assert_eq!(open(1, claimed, ZLIB), Err(Unopened::TooLong { claimed }));
    }
}
