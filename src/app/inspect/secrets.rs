//! Secrets that were given: key logs read and held against what the captures needed.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::app::inspect::input::unreadable;
use crate::app::ui::tell;
use crate::base::field::printable;
use crate::base::text::Lang;
use crate::keys::log::Log;

/// How many bad lines of one key log are named one by one.
const NAMED: usize = 8;

/// Reads the key logs at `places`, one after the other. Lines that cannot be used are said on standard error and left out.
///
/// # Errors
/// A [`Refusal`](crate::app::refusal::Refusal) if one cannot be read.
pub(super) fn read(places: &[PathBuf], lang: Lang) -> Result<Log> {
    let mut log = Log::default();
    for place in places {
        let bytes = fs::read(place).map_err(|why| unreadable(place, &why))?;
        let (lines, bad) = Log::parse(&String::from_utf8_lossy(&bytes));
        log.extend(&lines);
        let name = place.display();
        for line in bad.iter().take(NAMED) {
            let (number, why) = (line.line, line.why.say(lang));
            tell(&printable(
                match lang {
                    Lang::En => format!("note: {name}, line {number}: {why}"),
                    Lang::Ko => format!("참고: {name}, {number}번째 줄: {why}"),
                }
                .as_bytes(),
            ));
        }
        let more = bad.len().saturating_sub(NAMED);
        if more > 0 {
            tell(&printable(
                match lang {
                    Lang::En => format!("note: {name}: {more} more lines cannot be used"),
                    Lang::Ko => format!("참고: {name}: 쓸 수 없는 줄이 {more}개 더 있다"),
                }
                .as_bytes(),
            ));
        }
    }
    Ok(log)
}
