//! Which exercises are meant: `1,3,7-9`, a track, or those of a class.

use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::exercise::class::folder::Class;
use crate::exercise::set::Set;
use crate::exercise::task::Exercise;
use crate::text;

/// The numbers that `typed` lists, each once and in order.
///
/// # Errors
/// It is no list, or names an exercise that is not there.
pub(super) fn listed(set: &Set, typed: &str) -> Result<Vec<u8>, Refusal> {
    let no_list = || {
        Refusal::usage(
            text!(en: "{typed} is no list of exercises", ko: "연습 문제의 목록이 아님: {typed}"),
            Text::new(
                "write numbers with commas, and ranges with a hyphen: 1,3,7-9",
                "번호를 쉼표로 나누고 범위는 줄표로 쓴다: 1,3,7-9",
            ),
        )
    };
    let mut numbers: Vec<u8> = Vec::new();
    for part in typed
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let number = |text: &str| text.trim().parse::<u8>().map_err(|_| no_list());
        let (from, to) = (number(from)?, number(to)?);
        if from > to {
            return Err(no_list());
        }
        for number in from..=to {
            there(set, number)?;
            numbers.push(number);
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    match numbers.is_empty() {
        true => Err(no_list()),
        false => Ok(numbers),
    }
}

/// The numbers of the track called `key`, as far as its exercises are there.
///
/// # Errors
/// There is no such track.
pub(super) fn of_track(set: &Set, key: &str) -> Result<Vec<u8>, Refusal> {
    let track = set.tracks.iter().find(|track| track.key == key);
    let track = track.ok_or_else(|| {
        let keys: Vec<&str> = set.tracks.iter().map(|track| track.key.as_str()).collect();
        let keys = keys.join(", ");
        Refusal::usage(
            text!(en: "there is no track {key}", ko: "그런 길이 없음: {key}"),
            text!(en: "there are: {keys}", ko: "있는 것: {keys}"),
        )
    })?;
    let mut numbers = track.exercises.clone();
    numbers.retain(|number| set.numbered(*number).is_some());
    numbers.sort_unstable();
    Ok(numbers)
}

/// The exercises of `class`.
///
/// # Errors
/// One of them is not there.
pub(super) fn of_class<'s>(set: &'s Set, class: &Class) -> Result<Vec<&'s Exercise>, Refusal> {
    let numbers = class.exercises.iter();
    numbers.map(|number| there(set, *number)).collect()
}

fn there(set: &Set, number: u8) -> Result<&Exercise, Refusal> {
    set.numbered(number).ok_or_else(|| {
        Refusal::usage(
            text!(en: "there is no exercise {number}", ko: "그런 연습 문제가 없음: {number}"),
            Text::new(
                "`tlslab exercise list` shows all of them; a class of a newer tlslab may have more",
                "`tlslab exercise list` 로 모두 볼 수 있다. 더 새로운 tlslab의 수업에는 더 있을 수 있다",
            ),
        )
    })
}
