//! Lines of key logs that no connection had any use for: said at the end, so that the wrong log is noticed.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::base::text::{Text, plural};
use crate::keys::log::Log;
use crate::text;

/// Ranges named one by one.
const NAMED: usize = 5;

/// What is said of lines of `log`, read from `files`, whose client randoms `unused` names.
pub(super) fn said(log: &Log, files: &[PathBuf], unused: impl Fn(&[u8]) -> bool) -> Vec<Text> {
    let mut places: Vec<(u16, u32)> = log
        .randoms()
        .filter(|random| unused(random))
        .flat_map(|random| log.lines_of(random))
        .collect();
    places.sort_unstable();
    let ranges = ranges(&places);
    let mut said: Vec<Text> = ranges
        .iter()
        .take(NAMED)
        .map(|(source, lines)| {
            let file = files.get(usize::from(*source));
            let name = file.map(|file| file.display().to_string());
            line(&name.unwrap_or_default(), lines)
        })
        .collect();
    let rest = ranges.len().saturating_sub(NAMED);
    if rest > 0 {
        let beyond = ranges.iter().skip(NAMED);
        let lines: usize = beyond.map(|(_, lines)| lines.clone().count()).sum();
        let [s, ps] = [lines, rest].map(plural);
        said.push(text!(
            en: "and so {lines} more line{s}, in {rest} other place{ps}",
            ko: "그 밖의 {rest}곳에 그런 줄이 {lines}개 더 있다"
        ));
    }
    said
}

fn line(name: &str, lines: &RangeInclusive<u32>) -> Text {
    let (first, last) = (lines.start(), lines.end());
    match first == last {
        true => text!(
            en: "line {first} of {name}: no connection here has this client random",
            ko: "{name} {first}번째 줄: 이 클라이언트 random을 가진 연결이 여기에 없다"
        ),
        false => text!(
            en: "lines {first}-{last} of {name}: no connection here has these client randoms",
            ko: "{name} {first}~{last}번째 줄: 이 클라이언트 random을 가진 연결이 여기에 없다"
        ),
    }
}

/// Lines that follow one another, as ranges.
fn ranges(places: &[(u16, u32)]) -> Vec<(u16, RangeInclusive<u32>)> {
    let mut ranges: Vec<(u16, RangeInclusive<u32>)> = Vec::new();
    for (source, number) in places {
        match ranges.last_mut() {
            Some((before, lines)) if before == source && lines.end() + 1 >= *number => {
                *lines = *lines.start()..=*number;
            }
            Some(_) | None => ranges.push((*source, *number..=*number)),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_follow_are_one_range() {
        let lines = |n: u8| {
            format!(
                "CLIENT_RANDOM {} {}\n",
                hex::encode([n; 32]),
                "00".repeat(48)
            )
        };
        let text: String = [1, 2, 3, 9, 4, 5].map(lines).concat();
        let mut log = Log::default();
        log.read(text, 0);
        log.read(
            (10..20)
                .map(|n| lines(n) + "# comment\n")
                .collect::<String>(),
            1,
        );
        let files = ["a.log", "b.log"].map(PathBuf::from);
        let said = said(&log, &files, |random| random != [9; 32]);
        let en: Vec<&str> = said.iter().map(|text| text.en.as_ref()).collect();
        assert_eq!(en.len(), NAMED + 1);
        assert!(en[0].starts_with("lines 1-3 of a.log"), "{en:?}");
        assert!(en[1].starts_with("lines 5-6 of a.log"), "{en:?}");
        assert!(en[2].starts_with("line 1 of b.log"), "{en:?}");
        assert_eq!(en[5], "and so 7 more lines, in 7 other places");
    }
}
