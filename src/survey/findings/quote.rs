//! Words of the connection inside a sentence: safe on a terminal, and short.

use crate::base::field::printable;

/// Characters of a quoted word; the rest is left out.
const MOST: usize = 80;

/// `word` without anything that steers a terminal, and no longer than a line.
pub(crate) fn quote(word: &str) -> String {
    let safe = printable(word.as_bytes());
    match safe.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", safe.get(..end).unwrap_or_default()),
        None => safe,
    }
}

/// The first few of `words`, and how many more there are.
pub(super) fn list<W: AsRef<str>>(words: impl IntoIterator<Item = W>, most: usize) -> String {
    let mut words = words.into_iter();
    let mut shown: Vec<String> = words
        .by_ref()
        .take(most)
        .map(|word| quote(word.as_ref()))
        .collect();
    let more = words.count();
    if more > 0 {
        shown.push(format!("+{more}"));
    }
    shown.join(", ")
}
