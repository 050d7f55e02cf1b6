//! What is wrong with the folder of a class or with a roster, in both languages.

use std::path::Path;

use crate::app::output::{tell, unwritten};
use crate::app::refusal::{Refusal, unreadable};
use crate::base::text::{Lang, Text, plural};
use crate::exercise::class::folder::NoClass;
use crate::exercise::class::roster::NoRoster;
use crate::exercise::kind::Unfit;
use crate::text;

/// Why there is no class.
pub(super) fn no_class(why: NoClass) -> anyhow::Error {
    let (what, hint) = match why {
        NoClass::There(path) => {
            let place = path.display();
            let what = text!(en: "{place} is there already; nothing was changed", ko: "이미 있음: {place}. 아무것도 바꾸지 않았다");
            let hint = Text::new(
                "give the class another name, or another folder with --dir; whoever overwrites a key loses all answers",
                "수업 이름을 바꾸거나 --dir 로 다른 폴더를 준다. 키를 덮어쓰면 모든 답을 잃는다",
            );
            return Refusal::usage(what, hint).into();
        }
        NoClass::None(path) => (
            text!(en: "{place} holds no class", ko: "수업 폴더가 아님: {place}", place = path.display()),
            Text::new(
                "name the folder of the class with --class; `tlslab exercise class new NAME` makes one",
                "--class 로 수업 폴더를 지정한다. `tlslab exercise class new 이름` 으로 만든다",
            ),
        ),
        NoClass::NoKey(path) => (
            text!(en: "{place} is missing: without the key nothing can be drawn, and nothing graded", ko: "키 파일이 없음: {place}. 키 없이는 문제를 뽑을 수도 채점할 수도 없다", place = path.display()),
            Text::new(
                "put your copy of class.key there; without one, make a new class and new packs",
                "보관해 둔 class.key 를 그 자리에 둔다. 없으면 수업과 꾸러미를 새로 만든다",
            ),
        ),
        NoClass::Damaged(path, why) => (
            text!(en: "{place} is damaged: {why}", ko: "손상됨: {place} ({why})", place = path.display()),
            Text::new(
                "take it from your copy; grades.json can be made anew with `tlslab exercise class grade`",
                "보관해 둔 것으로 되돌린다. grades.json 은 `tlslab exercise class grade` 로 다시 만들 수 있다",
            ),
        ),
        NoClass::Newer(path, version) => (
            text!(en: "{place} is of version {version}, which a newer tlslab wrote", ko: "더 새로운 tlslab이 쓴 버전 {version} 파일임: {place}", place = path.display()),
            Text::new("update tlslab", "tlslab을 갱신한다"),
        ),
        NoClass::NotGraded(path) => (
            text!(en: "nothing was graded yet: there is no {place}", ko: "아직 채점한 것이 없음: {place}", place = path.display()),
            Text::new(
                "grade first: `tlslab exercise class grade FOLDER`",
                "먼저 채점한다: `tlslab exercise class grade 폴더`",
            ),
        ),
        NoClass::Disk(path, why) => {
            return unwritten(&Text::same(path.display().to_string()), why);
        }
    };
    Refusal::input(what, hint).into()
}

/// Why a file is no roster; each line that cannot be taken is said before.
pub(super) fn no_roster(place: &Path, why: NoRoster, lang: Lang) -> anyhow::Error {
    let name = place.display();
    let (what, hint) = match why {
        NoRoster::NotText => (
            text!(en: "{name} is not text in UTF-8", ko: "UTF-8로 된 글이 아님: {name}"),
            Text::new(
                "in Excel, save it as \"CSV UTF-8 (Comma delimited)\": plain \"CSV\" is CP949 on a Korean Windows",
                "엑셀에서 \"CSV UTF-8(쉼표로 분리)\" 형식으로 저장한다. 그냥 \"CSV\"는 한국어 윈도에서 CP949로 저장된다",
            ),
        ),
        NoRoster::Nobody => (
            text!(en: "{name} has nobody in it", ko: "아무도 없음: {name}"),
            Text::new(
                "a line a student: an id, a comma, a name, such as 20260001,김민수",
                "줄마다 학생 한 명, 학번과 쉼표와 이름을 쓴다. 예: 20260001,김민수",
            ),
        ),
        NoRoster::Faults(faults) => {
            for fault in &faults {
                let (line, en, ko) = (fault.line, &fault.why.en, &fault.why.ko);
                let said = text!(en: "line {line}: {en}", ko: "{line}번 줄: {ko}");
                let said = said.say(lang);
                tell(&crate::base::field::printable(said.as_bytes()));
            }
            let n = faults.len();
            (
                text!(en: "{n} line{s} of {name} cannot be taken, so nothing was made", ko: "쓸 수 없는 줄이 {n}개 있어 아무것도 만들지 않았다: {name}", s = plural(n)),
                Text::new("mend them", "그 줄을 고친다"),
            )
        }
    };
    Refusal::input(what, hint).into()
}

/// A file or folder that cannot be read.
pub(super) fn unread(place: &Path, why: &std::io::Error) -> anyhow::Error {
    unreadable(place, why).into()
}

/// An exercise is at fault.
pub(super) fn unfit(why: &Unfit) -> anyhow::Error {
    Refusal::input(
        text!(en: "an exercise cannot be drawn: {why}", ko: "연습 문제를 뽑을 수 없음: {why}"),
        Text::new(
            "`tlslab exercise dev check` tells its author more",
            "`tlslab exercise dev check` 로 문제를 만든 사람이 더 알아볼 수 있다",
        ),
    )
    .into()
}
