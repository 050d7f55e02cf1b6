//! What people choose, and so what attackers try: a short list in the order of popularity.

/// Words that lists of leaked passwords begin with.
static WORDS: &[&str] = &[
    "password", "dragon", "monkey", "football", "letmein", "sunshine", "princess", "welcome",
    "shadow", "master", "baseball", "superman", "batman", "iloveyou", "charlie", "soccer", "hello",
    "freedom", "whatever", "starwars",
];

/// What people put behind them where a digit is demanded.
static ENDINGS: &[&str] = &["", "1", "123", "!", "12", "2024", "7", "99", "1234", "007"];

/// All of them.
pub(super) fn guesses() -> impl Iterator<Item = String> {
    let ending = |end: &'static &'static str| WORDS.iter().map(move |word| format!("{word}{end}"));
    ENDINGS.iter().flat_map(ending)
}
