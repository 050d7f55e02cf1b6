//! The log of a submission, read as far as it can be: what happened when, and where it is not what was written.
//!
//! Lines are those of [`log`](crate::pki::authority::log), which stops at the first that was changed; a teacher wants to see the rest.

use crate::exercise::student::event::Event;
use crate::pki::authority::log::chained;

/// A log, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// What happened, in order.
    pub lines: Vec<Line>,
    /// The first line that is not what was written, or does not follow the one before.
    pub broken: Option<usize>,
    /// The first line at which the clock stands before that of the line before it.
    pub back: Option<usize>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// When, in seconds since 1970, as the student's clock said.
    pub at: u64,
    /// What.
    pub event: Event,
}

impl History {
    /// Reads a log. What comes after a line that was changed is read too: the line is named, and people decide.
    pub fn read(lines: &[String]) -> Self {
        let mut history = Self::default();
        let mut before = [0; 32];
        let mut clock = 0;
        for (number, text) in (1..).zip(lines) {
            let (hash, rest) = text.split_once(' ').unwrap_or_default();
            let computed = chained(before, rest);
            let mut words = rest.splitn(3, ' ');
            let counted = words.next().and_then(|word| word.parse().ok());
            if (hash != hex::encode(computed) || counted != Some(number))
                && history.broken.is_none()
            {
                history.broken = Some(number);
            }
            // Go on from what the line says of itself, so that one changed line is one.
            let own = hex::decode(hash).ok().and_then(|hash| hash.try_into().ok());
            before = own.unwrap_or(computed);
            let at = words.next().and_then(|word| word.parse().ok());
            let event = words.next().and_then(Event::read);
            match at.zip(event) {
                Some((at, event)) => {
                    if at < clock && history.back.is_none() {
                        history.back = Some(number);
                    }
                    clock = at;
                    history.lines.push(Line { number, at, event });
                }
                None => {
                    history.broken = history.broken.or(Some(number));
                }
            }
        }
        history
    }

    /// Forgets what happened before `id` joined `class`: whoever studied alone before had other data, and so had another student at the
    /// same machine.
    #[must_use]
    pub fn since_joining(mut self, class: &str, id: &str) -> Self {
        let mut mine = false;
        let mut from = 0;
        for (place, line) in self.lines.iter().enumerate() {
            let now = match &line.event {
                Event::Joined {
                    class: other,
                    student,
                    ..
                } => other == class && student == id,
                Event::Began => false,
                Event::Started { .. }
                | Event::Checked { .. }
                | Event::Hinted { .. }
                | Event::Reset { .. }
                | Event::Submitted { .. } => mine,
            };
            if now && !mine {
                from = place;
            }
            mine = now;
        }
        self.lines.drain(..from);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Time;
    use crate::pki::authority::log::written;

    fn write(events: &[(u64, Event)]) -> Vec<String> {
        let events: Vec<(Time, Event)> = events
            .iter()
            .map(|(at, event)| (Time::seconds(*at), event.clone()))
            .collect();
        written(&events).lines().map(str::to_owned).collect()
    }

    fn log() -> Vec<String> {
        let hint = |level| Event::Hinted { number: 1, level };
        write(&[
            (10, Event::Began),
            (11, hint(1)),
            (12, hint(2)),
            (13, hint(3)),
        ])
    }

    #[test]
    fn what_is_written_is_read_again() {
        let history = History::read(&log());
        assert_eq!((history.broken, history.back), (None, None));
        assert_eq!(history.lines.len(), 4);
        assert_eq!(history.lines[3].at, 13);
    }

    #[test]
    fn what_was_before_joining_is_forgotten() {
        let joined = |student: &str| Event::Joined {
            class: "c".to_owned(),
            student: student.to_owned(),
            pack: String::new(),
        };
        let check = |events: &[Event], left: usize| {
            let events: Vec<(u64, Event)> = events.iter().cloned().map(|one| (1, one)).collect();
            let history = History::read(&write(&events));
            assert_eq!(history.since_joining("c", "s1").lines.len(), left);
        };
        let hint = Event::Hinted {
            number: 1,
            level: 1,
        };
        check(&[Event::Began, hint.clone(), joined("s1"), hint.clone()], 2);
        check(&[joined("s1"), hint.clone(), joined("s1"), hint.clone()], 4);
        check(
            &[
                joined("s1"),
                hint.clone(),
                joined("s2"),
                hint.clone(),
                joined("s1"),
            ],
            1,
        );
        check(&[hint.clone(), hint], 2);
    }

    #[test]
    fn the_line_that_was_changed_is_named() {
        let mut edited = log();
        edited[1] = edited[1].replace("level=1", "level=3");
        assert_eq!(History::read(&edited).broken, Some(2));
        let mut cut = log();
        cut.remove(2);
        assert_eq!(History::read(&cut).broken, Some(3));
        let mut strange = log();
        strange[3] = "what is this".to_owned();
        let history = History::read(&strange);
        assert_eq!((history.broken, history.lines.len()), (Some(4), 3));
        assert_eq!(History::read(&[String::new()]).broken, Some(1));
    }
}
