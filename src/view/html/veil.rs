//! Words that would give an answer away, replaced by the number of the blank they belong into.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::story::handout::{Handout, Veil, mention};

/// Everything that must not be seen of `handout`, the longest first: words, and bytes in the forms that texts have them in.
pub(super) fn all(handout: &Handout) -> Vec<Veil> {
    let mut veils = handout.veils.clone();
    for (number, bytes) in &handout.secrets {
        for words in [hex::encode(bytes), STANDARD_NO_PAD.encode(bytes)] {
            veils.push(Veil {
                number: *number,
                words,
            });
        }
    }
    veils.sort_by_key(|veil| std::cmp::Reverse(veil.words.len()));
    veils
}

/// `text` without what `veils` hide. The longest come first, so that no part of one stays.
pub(super) fn over(text: &str, veils: &[Veil]) -> String {
    let mut text = text.to_owned();
    for veil in veils {
        if text.contains(&veil.words) {
            text = without(&text, veil);
        }
    }
    text
}

fn without(text: &str, veil: &Veil) -> String {
    let mut out = String::new();
    let mut left = text;
    while let Some((before, after)) = left.split_once(&veil.words) {
        out.push_str(before);
        match is_whole(&out, &veil.words, after) {
            true => out.push_str(&mention(veil.number)),
            false => out.push_str(&veil.words),
        }
        left = after;
    }
    out.push_str(left);
    out
}

/// Whether `words` stand for themselves and are no part of a longer word. Korean particles make no longer word.
fn is_whole(before: &str, words: &str, after: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let joins =
        |one: Option<char>, other: Option<char>| one.is_some_and(part) && other.is_some_and(part);
    let starts = joins(before.chars().next_back(), words.chars().next());
    let ends = joins(words.chars().next_back(), after.chars().next());
    !starts && !ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let veil = |number, words: &str| Veil {
            number,
            words: words.to_owned(),
        };
        let veils = [veil(2, "ClientHello"), veil(1, "SYN"), veil(3, "5124")];
        assert_eq!(over(text, &veils), expected);
    }

    #[test]
    fn whole_words_go_and_parts_of_words_stay() {
        check("SYN, ACK to SYNC", "▁(1)▁, ACK to SYNC");
        check("ClientHello를 보낸다", "▁(2)▁를 보낸다");
        check("seq 5124, 51245, 15124.", "seq ▁(3)▁, 51245, 15124.");
        check("MySYN SYN", "MySYN ▁(1)▁");
    }
}
