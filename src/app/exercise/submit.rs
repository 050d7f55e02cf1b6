//! `tlslab exercise submit`: everything that was done, in one file for the teacher.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::app::everywhere::ListForm;
use crate::app::exercise::place::Place;
use crate::app::exercise::said;
use crate::app::exercise::set::open;
use crate::app::output::{possible, printed, unwritten};
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::exercise::handed::sha256;
use crate::exercise::student::event::Event;
use crate::exercise::student::handing::{self, Bundle};
use crate::exercise::student::record::Who;
use crate::text;
use crate::view::json;
use crate::view::sheet::{self, Datum, Sheet};

/// Write what you did into one file for your teacher: answers, files, questions to oracles, the log
///
/// The file goes where -o says, else beside your exercises as submission.json. The grade is computed again by the teacher from what is
/// in it; nothing else on this machine is handed in.
#[derive(Args, Debug)]
pub(super) struct Submit {
    #[command(flatten)]
    place: Place,
}

impl Submit {
    /// Writes it.
    ///
    /// # Errors
    /// If nothing was begun; those of the home; if the file cannot be written.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        let form = ui.list_form()?;
        let set = open(None)?;
        let home = self.place.look()?;
        let Some(first) = home.record.tasks.keys().next() else {
            return Err(nothing(&self.place.flag()).into());
        };
        let target = match ui.output() {
            Some(place) => place.to_path_buf(),
            None => home.place().join("submission.json"),
        };
        possible(&target)?;
        let mut held = self.place.enter(*first, ui)?;
        let refusal = |fault| self.place.refusal(&fault);
        let bundle = handing::bundle(&mut held, &set, Place::now()).map_err(refusal)?;
        let bytes = bundle.submission.write();
        // A device or a pipe takes it as it comes: nothing is put in its place.
        let written = match target.metadata() {
            Ok(found) if !found.is_file() => std::fs::write(&target, &bytes),
            Ok(_) | Err(_) => held.disk.replace(&real(&target), &bytes),
        };
        written.map_err(|why| unwritten(&Text::same(target.display().to_string()), why))?;
        let sha256 = sha256(&bytes);
        let event = Event::Submitted { sha256 };
        held.record(Place::now(), event).map_err(refusal)?;
        let sheet = told(&bundle, &target, bytes.len());
        let mut out = io::stdout().lock();
        printed(match form {
            ListForm::Plain => sheet::write(&sheet, ui.look(), &mut out),
            ListForm::Json => json::sheet::write("exercise-submit", &sheet, &mut out),
        })?;
        printed(out.flush())?;
        Ok(Answer::Good)
    }
}

/// What a link leads to, so that it is not the link that is replaced.
fn real(target: &Path) -> PathBuf {
    target
        .canonicalize()
        .unwrap_or_else(|_| target.to_path_buf())
}

fn told(bundle: &Bundle, target: &Path, size: usize) -> Sheet {
    let submission = &bundle.submission;
    let alone = submission.pack.is_empty();
    let who = match alone {
        true => Who::Alone,
        false => Who::Of {
            class: submission.student.class.clone(),
            student: submission.student.id.clone(),
            pack: submission.pack.clone(),
        },
    };
    let works = submission.works.iter();
    let exercises: Vec<u8> = works.map(|(number, _)| *number).collect();
    let count = |of: &dyn Fn(&crate::exercise::handed::Handed) -> usize| {
        let works = submission.works.values();
        Datum::Number(works.map(|work| of(&work.handed) as u64).sum())
    };
    let whose = match &who {
        Who::Alone => Text::new("somebody who studies alone", "혼자 공부하는 사람"),
        Who::Of { class, student, .. } => {
            text!(en: "{student} in the class {class}", ko: "수업 {class}, 학생 {student}")
        }
    };
    let mut sheet = Sheet::new(Text::new("The submission was written", "제출할 파일을 썼다"))
        .with("file", Text::new("file", "파일"), Datum::word(target.display().to_string()))
        .with("bytes", Text::new("bytes", "바이트"), Datum::Number(size as u64))
        .with("of", Text::new("of", "누구의 것"), Datum::Words(whose))
        .with("exercises", Text::new("exercises", "연습 문제"), said::numbers(&exercises))
        .with("answers", Text::new("answers", "답"), count(&|handed| handed.answers.len()))
        .with("files", Text::new("files", "만든 파일"), count(&|handed| handed.files.len()))
        .with("asked", Text::new("questions", "오라클에 한 질문"), count(&|handed| handed.asked.len()))
        .with("log", Text::new("log", "로그"), Datum::Words({
            let n = submission.log.len();
            text!(en: "{n} lines: what was begun, checked and hinted, and when", ko: "{n}줄. 언제 시작하고 확인하고 힌트를 보았는지")
        }));
    for number in &bundle.bare {
        sheet = sheet.note([text!(
            en: "Exercise {number} was begun with other data than you have now: only its answers are in the file. `tlslab exercise reset {number}` begins it anew.",
            ko: "{number}번 문제는 지금과 다른 자료로 시작해서 답만 들어 있다. `tlslab exercise reset {number}` 로 새로 시작한다.",
        )]);
    }
    sheet.note([match alone {
        true => Text::new(
            "You study alone, so there is nobody to hand it to: a class begins with `tlslab exercise join PACK`.",
            "혼자 공부하고 있으므로 낼 곳이 없다. 수업은 `tlslab exercise join 꾸러미` 로 시작한다.",
        ),
        false => Text::new(
            "Give this file to your teacher. The grade is computed again from it; what was judged here is advice.",
            "이 파일을 선생님께 낸다. 점수는 선생님이 다시 계산한다. 여기서 한 판정은 참고일 뿐이다.",
        ),
    }])
}

fn nothing(flag: &str) -> Refusal {
    Refusal::usage(
        Text::new(
            "there is nothing to hand in: no exercise was begun",
            "낼 것이 없음: 시작한 연습 문제가 없다",
        ),
        text!(en: "`tlslab exercise{flag}` says how to begin", ko: "`tlslab exercise{flag}` 로 시작하는 법을 볼 수 있다"),
    )
}
