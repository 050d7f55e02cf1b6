//! Which rules a certificate breaks: the account first, then each rule with its lesson, the places and the repair.

use std::collections::BTreeMap;

use crate::base::level::Level;
use crate::base::text::{Text, plural};
use crate::dissect::x509::shape::Shape;
use crate::story::certificate::culprit::around;
use crate::story::certificate::document::Document;
use crate::story::certificate::facts::Facts;
use crate::story::certificate::sheet;
use crate::story::model::{Fault, FaultPlace, Line, Step, Story};
use crate::text;
use crate::trust::lint::findings::{self, Finding};
use crate::trust::lint::rule::Rule;
use crate::trust::lint::rules;
use crate::trust::lint::sheet::Sheet;
use crate::trust::profile::Profile;
use crate::trust::reasons::der;

/// The story, and whether an error is in it.
#[derive(Debug)]
pub struct Linted {
    /// What is told.
    pub story: Story,
    /// How many errors were found.
    pub errors: usize,
}

/// Whose rules, and which of them.
pub struct Asked<'a> {
    /// Whose rules count.
    pub profile: Profile,
    /// Which of them are looked at.
    pub wanted: &'a dyn Fn(&Rule) -> bool,
}

/// Tells which rules `documents`, certificates all, break.
pub fn tell(documents: &[Document], remarks: &[Text], asked: &Asked<'_>) -> Linted {
    let mut story = Story::on_paper(Text::EMPTY);
    let mut counts = Counts::default();
    let read: Vec<sheet::Sheet> = documents
        .iter()
        .filter(|document| document.shape == Shape::Certificate)
        .map(sheet::Sheet::read)
        .collect();
    let labels: Vec<String> = read.iter().map(|one| Facts::of(one).label).collect();
    for (n, one) in read.iter().enumerate() {
        let label = labels.get(n).cloned().unwrap_or_default();
        let chapter = text!(en: "Certificate {n}: {label}", ko: "인증서 {n}: {label}");
        let steps = match Sheet::read(&one.whole.bytes) {
            Ok(sheet) => {
                let others = read.iter().enumerate().filter(|(other, _)| *other != n);
                let sheets = others.filter_map(|(_, other)| Sheet::read(&other.whole.bytes).ok());
                let found = judged(sheet, sheets, asked);
                counts.add(&found);
                told(one, n, &label, found)
            }
            Err(broken) => {
                counts
                    .by_level
                    .entry(Level::Error)
                    .and_modify(|n| *n += 1)
                    .or_insert(1);
                vec![unreadable(&broken.text())]
            }
        };
        story
            .steps
            .extend(steps.into_iter().map(|step| step.under(chapter.clone())));
    }
    let label = match labels.as_slice() {
        [one] => Text::same(one.clone()),
        many => {
            let n = many.len();
            text!(en: "{n} certificates", ko: "인증서 {n}개")
        }
    };
    story.title = counts.title(&label);
    story.preface.push(looked_at(asked));
    story.preface.extend(remarks.iter().cloned());
    if story.steps.is_empty() {
        story.steps.push(clean());
    }
    story.summary = counts.summary(asked.profile);
    Linted {
        errors: counts.of(Level::Error),
        story,
    }
}

/// The findings on `sheet`; that of its issuer, where it is at hand, says more.
fn judged<'d>(
    sheet: Sheet<'d>,
    mut others: impl Iterator<Item = Sheet<'d>>,
    asked: &Asked<'_>,
) -> Vec<Finding> {
    let issuer =
        others.find(|other| !sheet.is_self_issued() && other.subject.same_as(&sheet.issuer));
    let sheet = match issuer {
        Some(issuer) => sheet.under(issuer),
        None => sheet,
    };
    findings::of(&sheet, asked.profile, asked.wanted)
}

/// A step a rule, the graver first.
fn told(one: &sheet::Sheet, n: usize, label: &str, found: Vec<Finding>) -> Vec<Step> {
    let mut steps: Vec<(&'static str, Step)> = Vec::new();
    for finding in found {
        let reason = finding.rule.reason;
        let fault = Fault {
            code: reason.code,
            level: finding.level,
            place: Some(FaultPlace {
                document: "certificate",
                index: n,
                named: text!(en: "certificate {n} ({label})", ko: "인증서 {n} ({label})"),
                bytes: excerpt(&one.whole.bytes, &finding),
                at: finding.at.clone(),
            }),
            says: finding.says,
            why: Text::EMPTY,
            repair: reason.repair.into(),
            rfc: reason.rfc,
            alert: None,
        };
        let known = steps.iter_mut().find(|(code, _)| *code == reason.code);
        let step = match known {
            Some((_, step)) => step,
            None => {
                let mut step = Step::desk(reason.title.into(), "");
                step.sentence = reason.why.into();
                steps.push((reason.code, step));
                match steps.last_mut() {
                    Some((_, step)) => step,
                    None => continue,
                }
            }
        };
        // A rule broken a thousand times is told once with its first places.
        if step.faults.len() < MOST {
            if !finding.at.is_empty() {
                let title = Text::new("where it is", "문제의 자리");
                step.exhibits.push(around(one, title, &finding.at));
            }
            step.faults.push(fault);
        }
    }
    steps.into_iter().map(|(_, step)| step).collect()
}

/// Places of one rule that are shown.
const MOST: usize = 8;

fn excerpt(bytes: &[u8], finding: &Finding) -> Vec<u8> {
    const LONGEST: usize = 64;
    let bytes = bytes.get(finding.at.clone()).unwrap_or_default();
    bytes.get(..LONGEST).unwrap_or(bytes).to_vec()
}

fn unreadable(why: &Text) -> Step {
    let reason = &der::MALFORMED;
    let mut step = Step::desk(reason.title.into(), "");
    step.sentence = reason.why.into();
    step.faults.push(Fault {
        code: reason.code,
        level: Level::Error,
        place: None,
        says: why.clone(),
        why: Text::EMPTY,
        repair: reason.repair.into(),
        rfc: reason.rfc,
        alert: None,
    });
    step
}

fn clean() -> Step {
    let mut step = Step::desk(Text::new("no rule is broken", "어긴 규칙이 없음"), "");
    step.sentence = Text::new(
        "This says how the certificate is written, not whether to believe it: tlslab cert verify does.",
        "인증서가 어떻게 쓰였는지에 대한 판정이다. 믿어도 되는지는 tlslab cert verify 로 알 수 있다.",
    );
    step
}

fn looked_at(asked: &Asked<'_>) -> Text {
    let all = rules::all().filter(|rule| rule.level(asked.profile).is_some());
    let n = all.filter(|rule| (asked.wanted)(rule)).count();
    let s = plural(n);
    let name = asked.profile.name();
    let doc = asked.profile.doc();
    let (en, ko) = (doc.en, doc.ko);
    text!(
        en: "{n} rule{s} looked at, profile {name}: {en}",
        ko: "규칙 {n}개로 살핌, 프로필 {name}: {ko}"
    )
}

/// How often each level was found.
#[derive(Default)]
struct Counts {
    by_level: BTreeMap<Level, usize>,
}

impl Counts {
    fn add(&mut self, found: &[Finding]) {
        for finding in found {
            *self.by_level.entry(finding.level).or_default() += 1;
        }
    }

    fn of(&self, level: Level) -> usize {
        self.by_level.get(&level).copied().unwrap_or_default()
    }

    fn title(&self, label: &Text) -> Text {
        let (en, ko) = (&label.en, &label.ko);
        let [notes, warnings, errors] = Level::ALL.map(|level| self.of(level));
        if notes + warnings + errors == 0 {
            return text!(en: "No rule is broken: {en}", ko: "어긴 규칙 없음: {ko}");
        }
        let [n, w, e] = [notes, warnings, errors].map(plural);
        text!(
            en: "{errors} error{e}, {warnings} warning{w}, {notes} note{n}: {en}",
            ko: "오류 {errors}개, 주의 {warnings}개, 참고 {notes}개: {ko}"
        )
    }

    fn summary(&self, profile: Profile) -> Vec<Line> {
        let [notes, warnings, errors] = Level::ALL.map(|level| self.of(level));
        let lines = [
            ("errors", Text::new("errors", "오류"), errors.to_string()),
            (
                "warnings",
                Text::new("warnings", "주의"),
                warnings.to_string(),
            ),
            ("notes", Text::new("notes", "참고"), notes.to_string()),
            (
                "profile",
                Text::new("profile", "프로필"),
                profile.name().to_owned(),
            ),
        ];
        lines
            .into_iter()
            .map(|(key, label, said)| Line {
                label,
                key,
                text: Text::same(said),
            })
            .collect()
    }
}
