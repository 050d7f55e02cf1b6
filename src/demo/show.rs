//! What many demonstrations do on their way: bytes added, bytes as words, two values that are the same.

use crate::base::text::Text;
use crate::story::model::Proof;

/// The bits of `a` and `b` added without carry: as many bytes as the shorter has.
pub(crate) fn xor(a: &[u8], b: &[u8]) -> Vec<u8> {
    a.iter().zip(b).map(|(a, b)| a ^ b).collect()
}

/// Bytes as text, what has no shape on paper (a zero byte) as a dot; what is no UTF-8 is no text, and shown in [`signs`].
pub(crate) fn words(bytes: &[u8]) -> String {
    let shown = |c: char| if c.is_control() { '·' } else { c };
    let text = std::str::from_utf8(bytes).map(|text| text.chars().map(shown).collect());
    text.unwrap_or_else(|_| signs(bytes))
}

/// Bytes that are no text, a sign each: what is not printable ASCII becomes a dot, so that nonsense looks like nonsense.
pub(crate) fn signs(bytes: &[u8]) -> String {
    let sign = |byte: &u8| match byte {
        b' '..=b'~' => char::from(*byte),
        _ => '·',
    };
    bytes.iter().map(sign).collect()
}

/// That `result`, computed by `formula`, is what was `seen`.
pub(crate) fn same(
    claim: Text,
    key: &'static str,
    formula: impl Into<String>,
    result: &[u8],
    seen: &[u8],
    says: Text,
) -> Proof {
    let not = Text::new("the two values differ", "두 값이 다르다");
    Proof::equal(claim, key, formula, result, seen, [says, not], "")
}
