//! A ruling as a story: what was asked for, what was handed in and how it was read, what is known of the mistake. Never the answer.
//!
//! After success the story goes on with what there is to keep.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::exercise::entry::Entry;
use crate::exercise::judge::{Item, Judgement, Ruling, Standing};
use crate::exercise::task::Exercise;
use crate::story::model::{Line, Proof, Step, Story, Value};
use crate::text;

/// What an item is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum About {
    /// An answer to the question of this key.
    Answer(String),
    /// The file of this name.
    File(String),
    /// Questions to the oracle.
    Work,
}

/// Tells the ruling on `exercise`; after success, also what is told then.
pub fn tell(exercise: &Exercise, entry: &Entry, judgement: &Judgement) -> Story {
    let (number, title) = (exercise.number, entry.fill(&exercise.title));
    let (en, ko) = (&title.en, &title.ko);
    let mut story = Story::on_paper(text!(
        en: "Exercise {number}, {en}",
        ko: "연습 문제 {number}, {ko}",
    ));
    let items = judgement.items.iter();
    story.steps = items.map(|item| step(exercise, entry, item)).collect();
    if judgement.standing() == Standing::Solved {
        story.steps.extend(solution(exercise, entry, judgement));
    }
    story.summary.push(Line {
        label: Text::new("result", "결과"),
        key: "standing",
        text: standing(judgement),
    });
    story
}

fn about(exercise: &Exercise, entry: &Entry, item: &Item) -> About {
    let mut properties = exercise.properties.iter();
    let property = properties.find(|property| property.key == item.key);
    let question = exercise.questions.iter().any(|one| one.key == item.key);
    match (question, property) {
        (true, _) => About::Answer(item.key.clone()),
        (false, Some(property)) => {
            let name = entry.fill(&Text::same(property.file.clone()));
            About::File(name.en.into_owned())
        }
        (false, None) => About::Work,
    }
}

fn step(exercise: &Exercise, entry: &Entry, item: &Item) -> Step {
    let about = about(exercise, entry, item);
    let name = Text::same(item.key.clone());
    let mut step = Step::desk(name, "").saying(item.asks.clone());
    if let About::Answer(_) = about {
        let expected = Text::new("expected", "기대한 형식:");
        step = step.with(Value::new(expected, item.expected.clone(), Knows::Wire));
    }
    let read = match (&about, &item.ruling) {
        (About::Answer(_), Ruling::Unreadable(_)) => Text::new("given", "낸 것:"),
        (About::Answer(_), _) => Text::new("read as", "읽은 값:"),
        (About::File(_), _) => Text::new("found", "파일에서 본 것:"),
        (About::Work, _) => Text::new("asked", "물은 횟수:"),
    };
    if let Some(given) = &item.given {
        step = step.with(Value::new(read, given.clone(), Knows::Wire));
    }
    let verdict = match &item.ruling {
        Ruling::Right => Verdict::Holds,
        Ruling::Slip { .. } | Ruling::Wrong | Ruling::OneOfThese | Ruling::Unreadable(_) => {
            Verdict::Fails
        }
        // Nothing was judged.
        Ruling::Blank => {
            let given = Text::new("given", "낸 것:");
            return step.with(Value::new(given, blank(exercise, &about), Knows::Wire));
        }
        Ruling::Kept => {
            let judged = Text::new("judged", "판정:");
            let kept = Text::new(
                "by your teacher alone, for there are few possible answers; it was taken down",
                "선생님만 한다. 고를 수 있는 답이 몇 개뿐이기 때문이다. 답은 적어 두었다",
            );
            return step.with(Value::new(judged, kept, Knows::Wire));
        }
    };
    step.proving(Proof {
        claim: claim(&about),
        key: match about {
            About::Answer(_) => "answer",
            About::File(_) => "file",
            About::Work => "work",
        },
        formula: String::new(),
        inputs: Vec::new(),
        result: None,
        seen: None,
        verdict,
        says: says(&about, &item.ruling),
        rfc: "",
    })
}

/// What is judged, in two or three words.
fn claim(about: &About) -> Text {
    match about {
        About::Answer(_) => Text::new("your answer", "내 답"),
        About::File(name) => text!(en: "your file {name}", ko: "내 파일 {name}"),
        About::Work => Text::new("your questions", "내 질문"),
    }
}

fn says(about: &About, ruling: &Ruling) -> Text {
    match ruling {
        Ruling::Slip { says, .. } => says.clone(),
        Ruling::Wrong => wrong(about),
        Ruling::OneOfThese => Text::new(
            "This one, or another of the short answers, is not right. Alone each could be found by trying, so they are judged together.",
            "이것이나 다른 짧은 답 가운데 틀린 것이 있다. 하나씩 알려 주면 찍어서 맞힐 수 있으므로 한꺼번에 판정한다.",
        ),
        Ruling::Unreadable(why) => {
            let (en, ko) = (why.en.trim_end_matches('.'), why.ko.trim_end_matches('.'));
            match about {
                About::Answer(_) => {
                    text!(en: "It cannot be read: {en}.", ko: "읽을 수 없다. {ko}.")
                }
                About::File(_) | About::Work => {
                    text!(en: "It cannot be judged: {en}.", ko: "판정할 수 없다. {ko}.")
                }
            }
        }
        // The mark says all there is to say.
        Ruling::Right | Ruling::Blank | Ruling::Kept => Text::EMPTY,
    }
}

fn wrong(about: &About) -> Text {
    match about {
        About::Answer(_) => Text::new(
            "It is not right, and it is none of the mistakes known here. Was it read as you meant it? If so, a hint may help.",
            "틀렸다. 흔한 실수 목록에도 없는 답이다. 읽은 값이 쓰려던 것과 같은지 보고, 같다면 힌트를 본다.",
        ),
        About::File(_) => Text::new(
            "It is not as it must be, and it is none of the mistakes known here. Compare what was found with what is asked.",
            "요구된 것과 다르다. 흔한 실수 목록에도 없다. 파일에서 본 것과 요구된 것을 견주어 본다.",
        ),
        About::Work => Text::new(
            "What was asked does not lead to the answer, and it is none of the mistakes known here. A hint may help.",
            "지금까지 한 질문으로는 답에 이를 수 없다. 흔한 실수 목록에도 없다. 힌트가 도움이 될 수 있다.",
        ),
    }
}

/// What is said where nothing was handed in.
fn blank(exercise: &Exercise, about: &About) -> Text {
    let number = exercise.number;
    match about {
        About::Answer(key) => {
            let typed = match exercise.questions.len() {
                1 => "…".to_owned(),
                _ => format!("{key}=…"),
            };
            text!(
                en: "nothing yet; answer with `tlslab exercise check {number} {typed}`",
                ko: "아직 없음. `tlslab exercise check {number} {typed}` 로 답한다",
            )
        }
        About::File(name) => text!(
            en: "nothing yet; there is no file {name} in the task folder",
            ko: "아직 없음. 문제 폴더에 없는 파일: {name}",
        ),
        About::Work => text!(
            en: "nothing yet; ask the oracle with `tlslab exercise ask {number} …`",
            ko: "아직 없음. `tlslab exercise ask {number} …` 로 오라클에게 묻는다",
        ),
    }
}

/// What is told after success: a step for each paragraph. One with a word that is not known is left out.
fn solution(exercise: &Exercise, entry: &Entry, judgement: &Judgement) -> Vec<Step> {
    let answers = judgement.items.iter().filter_map(|item| item.plain.clone());
    let words = entry
        .solved(&answers.collect::<Vec<_>>())
        .unwrap_or_default();
    let told = words.fill(&entry.fill(&exercise.solved));
    let paragraphs = |text: &str| -> Vec<String> {
        let parts = text
            .split("\n\n")
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        parts.filter(|part| !part.is_empty()).collect()
    };
    let (en, ko) = (paragraphs(&told.en), paragraphs(&told.ko));
    let whole =
        |(en, ko): &(String, String)| [en, ko].iter().all(|text| words.lacking(text).is_empty());
    let told = en.into_iter().zip(ko).filter(whole);
    let steps = told.enumerate().map(|(n, (en, ko))| {
        let name = match n {
            0 => Text::new("why", "까닭"),
            _ => Text::new("and", "그리고"),
        };
        let mut step = Step::desk(name, "").saying(Text {
            en: en.into(),
            ko: ko.into(),
        });
        step.chapter = Text::new("Solved: what there is to keep", "풀었다: 기억해 둘 것");
        step
    });
    steps.collect()
}

fn standing(judgement: &Judgement) -> Text {
    let count = |wanted: &dyn Fn(&Ruling) -> bool| {
        let items = judgement.items.iter();
        items.filter(|item| wanted(&item.ruling)).count()
    };
    let all = judgement.items.len();
    let right = count(&|ruling| *ruling == Ruling::Right);
    let kept = count(&|ruling| *ruling == Ruling::Kept);
    match (judgement.standing(), kept) {
        (Standing::Solved, _) => Text::new("solved: all of it is right", "풀었다. 모두 맞다"),
        (Standing::Handed, _) => text!(
            en: "ready to hand in: {right} of {all} are right, the rest only your teacher can judge",
            ko: "제출할 수 있다: {all}개 가운데 {right}개가 맞고, 나머지는 선생님만 판정할 수 있다",
        ),
        (Standing::Open, 0) => text!(
            en: "not solved yet: {right} of {all} right",
            ko: "아직 풀지 못했다: {all}개 가운데 {right}개 맞음",
        ),
        (Standing::Open, _) => text!(
            en: "not solved yet: {right} of {all} right, {kept} for your teacher to judge",
            ko: "아직 풀지 못했다: {all}개 가운데 {right}개 맞음, {kept}개는 선생님이 판정",
        ),
    }
}
