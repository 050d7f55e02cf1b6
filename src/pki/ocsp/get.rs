//! A question in the path of a GET request (RFC 6960 §A.1): DER in base64, then as URLs want it.

use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// The question in `path`, which begins with a slash; none if it is no base64. Some clients escape `/`, `+` and `=`, some do not.
pub fn question(path: &str) -> Option<Vec<u8>> {
    let coded = path.strip_prefix("/ocsp/").or(path.strip_prefix('/'))?;
    let mut plain = Vec::with_capacity(coded.len());
    let mut rest = coded.as_bytes();
    while let [first, tail @ ..] = rest {
        let (byte, tail) = match (first, tail) {
            (b'%', [high, low, tail @ ..]) => (digit(*high)? << 4 | digit(*low)?, tail),
            (b'%', _) => return None,
            (other, tail) => (*other, tail),
        };
        plain.push(byte);
        rest = tail;
    }
    let question = LENIENT.decode(plain).ok()?;
    (!question.is_empty()).then_some(question)
}

/// The path to ask with.
pub fn path(question: &[u8]) -> String {
    let coded = STANDARD.encode(question);
    let escaped = coded.replace('+', "%2B").replace('/', "%2F");
    format!("/{}", escaped.replace('=', "%3D"))
}

fn digit(byte: u8) -> Option<u8> {
    let value = char::from(byte).to_digit(16)?;
    u8::try_from(value).ok()
}

static LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_both_ways() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(question(&path(&bytes)), Some(bytes.clone()));
        let plain = format!("/ocsp/{}", STANDARD.encode(&bytes));
        assert_eq!(question(&plain), Some(bytes));
        for bad in ["", "/", "/%", "/%4", "/%zz", "/hello world", "ocsp"] {
            assert_eq!(question(bad), None, "{bad}");
        }
    }
}
