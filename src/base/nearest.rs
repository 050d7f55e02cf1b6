//! The name somebody may have meant.

/// The one of `names` that takes the fewest changes to reach from `word`; none if all are far off.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_lowercase();
    names
        .into_iter()
        .map(|name| (distance(&word, name), name))
        .filter(|(changes, name)| *changes <= name.len().max(word.len()) / 3)
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, name)| name)
}

/// Letters to insert, drop or replace (Levenshtein), row by row.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (n, x) in a.chars().enumerate() {
        let mut diagonal = n;
        let mut left = n + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b.chars()) {
            let best = (diagonal + usize::from(x != y))
                .min(left + 1)
                .min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            left = best;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_a_stranger_is_not() {
        let names = ["full", "tls12", "resumption", "expired"];
        assert_eq!(nearest("resumtion", names), Some("resumption"));
        assert_eq!(nearest("TLS1.2", names), Some("tls12"));
        assert_eq!(nearest("fyll", names), Some("full"));
        assert_eq!(nearest("banana", names), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
