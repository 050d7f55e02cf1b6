//! Answers as they are typed: `key=answer`, words behind it that nobody quoted, or the answer alone where there is one question.

use std::collections::BTreeMap;

use crate::app::refusal::Refusal;
use crate::base::nearest::nearest;
use crate::base::text::Text;
use crate::exercise::handed::LONGEST_ANSWER;
use crate::exercise::task::Exercise;
use crate::text;

/// Longer answers are none.
const MOST: usize = LONGEST_ANSWER;

/// The answers in `words`, by question.
///
/// # Errors
/// A key that is none, an answer without a key where there are several, one that is too long.
pub(super) fn read(
    exercise: &Exercise,
    words: &[String],
) -> Result<BTreeMap<String, String>, Refusal> {
    let mut answers: BTreeMap<String, String> = BTreeMap::new();
    let mut last: Option<String> = None;
    for word in words {
        let keyed = word.split_once('=').and_then(|(key, answer)| {
            let key = key.trim().to_lowercase();
            let known = exercise.questions.iter().any(|one| one.key == key);
            known.then(|| (key, answer.to_owned()))
        });
        let (key, answer) = match (keyed, &last, exercise.questions.as_slice()) {
            (Some(keyed), ..) => keyed,
            (None, _, []) => return Err(no_question(exercise)),
            (None, _, _) if is_near(exercise, word) => return Err(unknown(exercise, word)),
            // Words of an answer that nobody put into quotes.
            (None, Some(key), _) => {
                let before = answers.get(key).cloned().unwrap_or_default();
                (key.clone(), format!("{before} {word}"))
            }
            (None, None, [only]) => (only.key.clone(), word.clone()),
            (None, None, _) => return Err(unknown(exercise, word)),
        };
        last = Some(key.clone());
        answers.insert(key, answer);
    }
    match answers.iter().find(|(_, answer)| answer.len() > MOST) {
        Some((key, _)) => Err(Refusal::usage(
            text!(en: "the answer to {key} is longer than {MOST} bytes", ko: "{MOST}바이트보다 긴 답: {key}"),
            Text::new(
                "TASK.md says in what form it is asked for",
                "어떤 형식으로 답하는지 TASK.md에 적혀 있다",
            ),
        )),
        None => Ok(answers),
    }
}

fn keys(exercise: &Exercise) -> Vec<&str> {
    exercise
        .questions
        .iter()
        .map(|one| one.key.as_str())
        .collect()
}

/// Whether `word` begins with what is nearly the key of a question.
fn is_near(exercise: &Exercise, word: &str) -> bool {
    let key = word.split_once('=').map(|(key, _)| key);
    key.is_some_and(|key| nearest(key, keys(exercise)).is_some())
}

fn unknown(exercise: &Exercise, word: &str) -> Refusal {
    let keys = keys(exercise);
    let number = exercise.number;
    let Some((key, answer)) = word.split_once('=') else {
        let all: Vec<String> = keys.iter().map(|key| format!("{key}=…")).collect();
        let all = all.join(" ");
        return Refusal::usage(
            text!(en: "`{word}` does not say which question it answers", ko: "어느 물음의 답인지 알 수 없음: `{word}`"),
            text!(en: "write the key before it: tlslab exercise check {number} {all}", ko: "앞에 이름을 붙인다: tlslab exercise check {number} {all}"),
        );
    };
    let what = text!(
        en: "exercise {number} asks for nothing called `{key}`",
        ko: "{number}번 문제에 그런 물음이 없음: `{key}`",
    );
    let all = keys.join(", ");
    Refusal::usage(
        what,
        match nearest(key, keys) {
            Some(close) => {
                text!(en: "did you mean {close}={answer} ?", ko: "혹시 {close}={answer} 인가?")
            }
            None => text!(en: "it asks for: {all}", ko: "물음: {all}"),
        },
    )
}

fn no_question(exercise: &Exercise) -> Refusal {
    let number = exercise.number;
    Refusal::usage(
        text!(en: "exercise {number} asks no question: it looks at what is in its folder", ko: "{number}번 문제는 묻지 않는다. 폴더에 있는 것을 볼 뿐이다"),
        text!(en: "tlslab exercise check {number}", ko: "tlslab exercise check {number}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::set::Set;

    fn check(number: u8, words: &[&str]) -> Result<BTreeMap<String, String>, Refusal> {
        let set = Set::ours().unwrap();
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        read(set.numbered(number).unwrap(), &words)
    }

    #[test]
    fn answers_are_read_kindly() {
        let read = check(1, &["Word=abc", "dresses=text", "hex", "pem"]).unwrap();
        assert_eq!(read["word"], "abc");
        assert_eq!(read["dresses"], "text hex pem");
        assert_eq!(check(1, &["word="]).unwrap()["word"], "");
    }

    #[test]
    fn what_answers_nothing_is_said() {
        let said = |words: &[&str]| {
            let refusal = check(1, words).unwrap_err();
            (refusal.what.en, refusal.hint.en)
        };
        assert_eq!(said(&["wrd=abc"]).1, "did you mean word=abc ?");
        assert_eq!(said(&["zzzzzz=abc"]).1, "it asks for: word, dresses");
        assert!(said(&["abc"]).0.contains("which question"));
        assert!(check(5, &["abc"]).is_err());
    }
}
