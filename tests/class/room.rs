//! A folder with a class in it, and students who hand in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ring::digest::{SHA256, digest};
use tlslab::base::time::Time;
use tlslab::exercise::class::folder::Class;
use tlslab::exercise::class::packs::make;
use tlslab::exercise::entry::Entry;
use tlslab::exercise::handed::Handed;
use tlslab::exercise::judge::Standing;
use tlslab::exercise::kind::{Aim, Unfit};
use tlslab::exercise::seed::{ClassKey, Student};
use tlslab::exercise::set::Set;
use tlslab::exercise::student::event::Event;
use tlslab::exercise::submission::{Submission, Work};
use tlslab::exercise::task::Exercise;
use tlslab::exercise::trial::solve;
use tlslab::pki::authority::log::written;

/// A folder of its own for a test.
pub(crate) struct Room(PathBuf);

/// What a command said.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Room {
    /// An empty one.
    pub(crate) fn new(name: &str) -> Self {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("class-{name}"));
        let _ = fs::remove_dir_all(&place);
        fs::create_dir_all(&place).unwrap();
        Self(place)
    }

    /// One with the class `c` in it, of so many students, `s1` and so on, and a folder `in` for what they hand in.
    pub(crate) fn with(name: &str, students: usize) -> Self {
        let room = Self::new(name);
        let roster: String = (1..=students)
            .map(|n| format!("s{n},Student {n}\n"))
            .collect();
        fs::write(room.place("roster.csv"), roster).unwrap();
        fs::create_dir(room.place("in")).unwrap();
        // Two exercises that stay what they are: these tests are of the class.
        assert_eq!(room.run(&["new", "c", "--exercises", "1,5"]).code, 0);
        assert_eq!(room.run(&["packs", "roster.csv", "--class", "c"]).code, 0);
        room
    }

    pub(crate) fn place(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// `tlslab exercise class …`, run here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
            .args(["exercise", "class"])
            .args(arguments)
            .current_dir(&self.0)
            .env("LC_ALL", "C.UTF-8")
            .env_remove("COLUMNS")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Said {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub(crate) fn class(&self) -> Class {
        Class::open(&self.place("c")).unwrap()
    }

    pub(crate) fn exercise(&self, number: u8) -> &'static Exercise {
        Set::ours().unwrap().numbered(number).unwrap()
    }

    pub(crate) fn joined(&self, id: &str) -> Event {
        let class = self.class();
        Event::Joined {
            class: class.name.clone(),
            student: id.to_owned(),
            pack: class.enrolled[id].marks[0].clone(),
        }
    }

    /// What `id` hands in who solved these, each at the second try and with one hint, in 300 seconds.
    pub(crate) fn submission(&self, id: &str, numbers: &[u8]) -> Submission {
        let class = self.class();
        let student = class
            .students()
            .into_iter()
            .find(|one| one.id == id)
            .unwrap();
        let mut events = vec![(1000, self.joined(id))];
        let mut works = BTreeMap::new();
        for (n, number) in (1..).zip(numbers) {
            let exercise = self.exercise(*number);
            let (entry, _) = Entry::draw(&class.key, &student, exercise).unwrap();
            let handed = solve(exercise, &entry, Aim::Right).unwrap();
            let from = 1000 * (n + 1);
            let check = |answers: &BTreeMap<String, String>, standing| Event::Checked {
                number: *number,
                answers: answers.clone(),
                files: handed
                    .files
                    .iter()
                    .map(|(name, file)| (name.clone(), sha256(file)))
                    .collect(),
                standing,
                slips: Vec::new(),
            };
            let none = BTreeMap::new();
            events.extend([
                (from, started(*number)),
                (
                    from + 100,
                    match exercise.questions.is_empty() {
                        true => Event::Checked {
                            number: *number,
                            answers: none.clone(),
                            files: BTreeMap::new(),
                            standing: Standing::Open,
                            slips: Vec::new(),
                        },
                        false => check(&none, Standing::Open),
                    },
                ),
                (
                    from + 200,
                    Event::Hinted {
                        number: *number,
                        level: 1,
                    },
                ),
                (from + 300, check(&handed.answers, Standing::Handed)),
            ]);
            let version = exercise.version;
            works.insert(*number, Work { version, handed });
        }
        Submission {
            made_by: concat!("tlslab ", env!("CARGO_PKG_VERSION")).to_owned(),
            student,
            pack: class.enrolled[id].marks[0].clone(),
            log: log(&events),
            works,
        }
    }

    pub(crate) fn hand_in(&self, name: &str, submission: &Submission) {
        fs::write(self.place("in").join(name), submission.write()).unwrap();
    }
}

/// A class of so many in memory.
pub(crate) fn class(name: &str, students: usize) -> Class {
    let mut class = Class {
        place: PathBuf::from("nowhere"),
        key: ClassKey([5; 32]),
        name: name.to_owned(),
        made: String::new(),
        exercises: vec![1],
        enrolled: BTreeMap::new(),
    };
    let all: Vec<Student> = (1..=students)
        .map(|n| class.student(&format!("s{n}"), &format!("Student {n}")))
        .collect();
    let exercise = Set::ours().unwrap().numbered(1).unwrap();
    let made = make(&class, &[exercise], &all, &|_, _| Ok::<(), Unfit>(()));
    for (place, one) in made.into_iter().map(Result::unwrap).enumerate() {
        let enrolled = tlslab::exercise::class::folder::Enrolled {
            name: one.student.name,
            place,
            marks: vec![one.mark],
        };
        class.enrolled.insert(one.student.id, enrolled);
    }
    class
}

pub(crate) fn student(id: &str) -> Student {
    Student {
        class: "c".to_owned(),
        id: id.to_owned(),
        name: format!("Student {id}"),
    }
}

pub(crate) fn started(number: u8) -> Event {
    Event::Started {
        number,
        version: 1,
        lang: "en".to_owned(),
    }
}

pub(crate) fn checked(number: u8, answers: &[(&str, &str)], standing: Standing) -> Event {
    Event::Checked {
        number,
        answers: self::answers(answers).answers,
        files: BTreeMap::new(),
        standing,
        slips: Vec::new(),
    }
}

pub(crate) fn answers(answers: &[(&str, &str)]) -> Handed {
    let answers = answers.iter();
    Handed {
        answers: answers
            .map(|(key, answer)| ((*key).to_owned(), (*answer).to_owned()))
            .collect(),
        ..Handed::default()
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(digest(&SHA256, bytes))
}

/// The lines of a log in which these things happened, each at a second.
pub(crate) fn log(events: &[(u64, Event)]) -> Vec<String> {
    let events: Vec<(Time, Event)> = events
        .iter()
        .map(|(at, event)| (Time::seconds(*at), event.clone()))
        .collect();
    written(&events).lines().map(str::to_owned).collect()
}
