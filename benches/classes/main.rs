//! How long a teacher waits: packs of all exercises for a school, and as many submissions graded.
//!
//! `cargo bench --bench classes`. Exit code 1 beyond a bar: 60 s for 200 packs, 60 s for 200 submissions, 3 MB a pack.
//! `STUDENTS=20` for a shorter look: bars go down with it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use tlslab::base::time::Time;
use tlslab::exercise::class::folder::Class;
use tlslab::exercise::class::hands::each;
use tlslab::exercise::entry::Entry;
use tlslab::exercise::judge::Standing;
use tlslab::exercise::kind::Aim;
use tlslab::exercise::seed::Student;
use tlslab::exercise::set::Set;
use tlslab::exercise::student::event::Event;
use tlslab::exercise::submission::{Submission, Work};
use tlslab::exercise::trial::solve;
use tlslab::pki::authority::log::written;

const STUDENTS: u32 = 200;
const BAR: Duration = Duration::from_secs(60);
const LARGEST: u64 = 3_000_000;

fn main() -> ExitCode {
    let students = std::env::var("STUDENTS").ok();
    let students = students.map_or(STUDENTS, |n| n.parse().unwrap());
    let bar = BAR * students / STUDENTS;
    let place = std::env::temp_dir().join(format!("tlslab-class-{}", std::process::id()));
    fs::create_dir_all(&place).unwrap();
    let roster: String = (1..=students)
        .map(|n| format!("s{n},Student {n}\n"))
        .collect();
    fs::write(place.join("roster.csv"), roster).unwrap();
    tlslab(&place, &["new", "bench", "--dir", "class"]);
    let packs = timed(|| tlslab(&place, &["packs", "roster.csv", "--class", "class"]));
    let sizes = fs::read_dir(place.join("class/packs")).unwrap();
    let sizes: Vec<u64> = sizes
        .map(|one| one.unwrap().metadata().unwrap().len())
        .collect();
    let largest = sizes.iter().max().copied().unwrap();
    hand_in(&place);
    let graded = timed(|| tlslab(&place, &["grade", "in", "--class", "class"]));
    let report = timed(|| tlslab(&place, &["report", "--class", "class"]));
    fs::remove_dir_all(&place).unwrap();
    let exercises = Set::ours().unwrap().exercises.len();
    println!(
        "{students} packs of {exercises} exercises   {:6.2} s (bar {:.0})",
        packs.as_secs_f64(),
        bar.as_secs_f64()
    );
    println!(
        "{students} submissions graded      {:6.2} s (bar {:.0})",
        graded.as_secs_f64(),
        bar.as_secs_f64()
    );
    println!("report                      {:6.2} s", report.as_secs_f64());
    println!("largest pack            {largest:10} bytes (bar {LARGEST})");
    match packs < bar && graded < bar && largest < LARGEST {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn tlslab(place: &Path, arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(["exercise", "class"])
        .args(arguments)
        .current_dir(place)
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success());
}

/// Everybody hands in everything, solved, with a log of some tries.
fn hand_in(place: &Path) {
    let class = Class::open(&place.join("class")).unwrap();
    let set = Set::ours().unwrap();
    fs::create_dir(place.join("in")).unwrap();
    each(&class.students(), &|student: &Student| {
        let mut works = BTreeMap::new();
        let mut events = Vec::new();
        for exercise in &set.exercises {
            let (entry, _) = Entry::draw(&class.key, student, exercise).unwrap();
            let handed = solve(exercise, &entry, Aim::Right).unwrap();
            let number = exercise.number;
            for (second, standing) in [
                (1, Standing::Open),
                (2, Standing::Open),
                (3, Standing::Handed),
            ] {
                events.push((
                    u64::from(number) * 1000 + second,
                    Event::Checked {
                        number,
                        answers: handed.answers.clone(),
                        files: BTreeMap::new(),
                        standing,
                        slips: Vec::new(),
                    },
                ));
            }
            let version = exercise.version;
            works.insert(number, Work { version, handed });
        }
        let submission = Submission {
            made_by: concat!("tlslab ", env!("CARGO_PKG_VERSION")).to_owned(),
            student: student.clone(),
            pack: class.enrolled[&student.id].marks[0].clone(),
            log: log(&events),
            works,
        };
        let name = format!("{}.tlslab-submission", student.id);
        fs::write(place.join("in").join(name), submission.write()).unwrap();
    });
}

/// The lines of a log in which these things happened, each at a second.
fn log(events: &[(u64, Event)]) -> Vec<String> {
    let events: Vec<(Time, Event)> = events
        .iter()
        .map(|(at, event)| (Time::seconds(*at), event.clone()))
        .collect();
    written(&events).lines().map(str::to_owned).collect()
}
