//! What the log amounts to: who somebody is, and how far they are with each exercise.

use std::collections::BTreeMap;

use crate::base::time::Time;
use crate::exercise::judge::Standing;
use crate::exercise::student::event::{Data, Event};

/// The sum of a log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Whose it is; none: nobody has begun yet.
    pub who: Option<Who>,
    /// What was begun, by number.
    pub tasks: BTreeMap<u8, Task>,
}

/// Whose a home is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody who studies alone.
    Alone,
    /// A student of a class.
    Of {
        /// The class.
        class: String,
        /// The student, as the roster calls them.
        student: String,
        /// The mark of their pack.
        pack: String,
    },
}

/// How far somebody is with an exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The version that was begun.
    pub version: u32,
    /// The language of the task page: `en` or `ko`.
    pub lang: String,
    /// When it was begun first.
    pub since: Time,
    /// The latest answers, as they were typed, by question.
    pub answers: BTreeMap<String, String>,
    /// How often it was checked until it was solved.
    pub tries: u64,
    /// How many hints were given.
    pub hints: u8,
    /// How it stood at best; none: it was never checked.
    pub best: Option<Standing>,
    /// When it first stood as well as that, where that is solved or handed in.
    pub done: Option<Time>,
}

/// How an exercise stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Not begun.
    New,
    /// Begun.
    Begun,
    /// What can be judged here is right, the rest the teacher will see.
    Handed,
    /// Solved.
    Solved,
}

impl Record {
    /// The sum of these events.
    pub fn of<'e>(events: impl IntoIterator<Item = (Time, &'e Event)>) -> Self {
        let mut record = Self::default();
        for (at, event) in events {
            record.add(at, event);
        }
        record
    }

    /// Adds what happened at this moment.
    pub fn add(&mut self, at: Time, event: &Event) {
        match event {
            Event::Began => self.who = Some(Who::Alone),
            Event::Joined {
                class,
                student,
                pack,
            } => {
                let who = Who::Of {
                    class: class.clone(),
                    student: student.clone(),
                    pack: pack.clone(),
                };
                // What somebody did alone has other data; what they did with an older pack is still theirs.
                if !self.who.as_ref().is_some_and(|was| was.is_same(&who)) {
                    self.tasks.clear();
                }
                self.who = Some(who);
            }
            Event::Started {
                number,
                version,
                lang,
            } => {
                let same = |task: &&mut Task| task.version == *version;
                match self.tasks.get_mut(number).filter(same) {
                    Some(task) => task.lang.clone_from(lang),
                    None => {
                        self.tasks.insert(*number, Task::begun(*version, lang, at));
                    }
                }
            }
            Event::Checked {
                number,
                answers,
                standing,
                ..
            } => {
                if let Some(task) = self.tasks.get_mut(number) {
                    task.checked(at, answers, *standing);
                }
            }
            Event::Hinted { number, level } => {
                if let Some(task) = self.tasks.get_mut(number) {
                    task.hints = task.hints.max(*level);
                }
            }
            Event::Reset {
                number,
                data: Data::Other,
            } => {
                self.tasks.remove(number);
            }
            Event::Reset {
                data: Data::Same, ..
            }
            | Event::Submitted { .. } => {}
        }
    }

    /// How the exercise of this number stands.
    pub fn state(&self, number: u8) -> State {
        self.tasks.get(&number).map_or(State::New, Task::state)
    }

    /// The mark of the pack; empty for somebody who studies alone.
    pub fn pack(&self) -> &str {
        match &self.who {
            Some(Who::Of { pack, .. }) => pack,
            Some(Who::Alone) | None => "",
        }
    }
}

impl Who {
    /// Whether both are the same student of the same class, or both study alone.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Alone, Self::Alone) => true,
            (
                Self::Of { class, student, .. },
                Self::Of {
                    class: other_class,
                    student: other_student,
                    ..
                },
            ) => class == other_class && student == other_student,
            (Self::Alone, Self::Of { .. }) | (Self::Of { .. }, Self::Alone) => false,
        }
    }
}

impl Task {
    fn begun(version: u32, lang: &str, at: Time) -> Self {
        Self {
            version,
            lang: lang.to_owned(),
            since: at,
            answers: BTreeMap::new(),
            tries: 0,
            hints: 0,
            best: None,
            done: None,
        }
    }

    fn checked(&mut self, at: Time, answers: &BTreeMap<String, String>, standing: Standing) {
        // Whoever looks at what is solved again tries nothing.
        self.tries += u64::from(self.best != Some(Standing::Solved));
        // What was right once is what is handed in, whatever is tried after it.
        if self.best.is_none_or(|best| standing >= best) {
            self.answers.clone_from(answers);
        }
        if self.best.is_none_or(|best| standing > best) {
            self.best = Some(standing);
            self.done = (standing > Standing::Open).then_some(at);
        }
    }

    /// How it stands.
    pub fn state(&self) -> State {
        match self.best {
            Some(Standing::Solved) => State::Solved,
            Some(Standing::Handed) => State::Handed,
            Some(Standing::Open) | None => State::Begun,
        }
    }

    /// Whole minutes from its beginning until it was solved or could be handed in, begun ones counted.
    pub fn minutes(&self) -> Option<u64> {
        let taken = self.done?.since(self.since).as_secs();
        Some(taken.div_ceil(60))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_solved_stays_solved_and_a_class_begins_anew() {
        let checked = |standing| Event::Checked {
            number: 1,
            answers: BTreeMap::new(),
            files: BTreeMap::new(),
            standing,
            slips: Vec::new(),
        };
        let started = Event::Started {
            number: 1,
            version: 1,
            lang: "en".to_owned(),
        };
        let joined = |pack: &str| Event::Joined {
            class: "a".to_owned(),
            student: "b".to_owned(),
            pack: pack.to_owned(),
        };
        let mut record = Record::default();
        let mut add = |seconds, event: &Event| {
            record.add(Time::seconds(seconds), event);
            record.clone()
        };
        add(0, &Event::Began);
        add(0, &started);
        assert_eq!(add(60, &checked(Standing::Open)).state(1), State::Begun);
        assert_eq!(add(61, &checked(Standing::Solved)).state(1), State::Solved);
        let record_then = add(99, &checked(Standing::Open));
        assert_eq!(record_then.state(1), State::Solved);
        assert_eq!(record_then.tasks[&1].minutes(), Some(2));
        assert_eq!(add(100, &joined("x")).state(1), State::New);
        add(101, &started);
        assert_eq!(add(102, &joined("y")).state(1), State::Begun);
    }
}
