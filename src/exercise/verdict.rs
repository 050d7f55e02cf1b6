//! A ruling as a story: what was asked for, what was handed in, what is known of the mistake. Never the answer.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::exercise::entry::Entry;
use crate::exercise::judge::{Item, Judgement, Ruling, Standing};
use crate::exercise::task::Exercise;
use crate::story::model::{Line, Proof, Step, Story, Value};
use crate::text;

/// Tells the ruling on `exercise`; after success, also what is told then.
pub fn tell(exercise: &Exercise, entry: &Entry, judgement: &Judgement) -> Story {
    let (number, title) = (exercise.number, entry.fill(&exercise.title));
    let (en, ko) = (&title.en, &title.ko);
    let mut story = Story::on_paper(text!(
        en: "Exercise {number}, {en}",
        ko: "연습 문제 {number}, {ko}",
    ));
    story.steps = judgement.items.iter().map(step).collect();
    if judgement.standing() == Standing::Solved {
        story.steps.push(solution(exercise, entry));
    }
    story.summary.push(Line {
        label: Text::new("result", "결과"),
        key: "standing",
        text: standing(judgement),
    });
    story
}

fn step(item: &Item) -> Step {
    let name = Text::same(item.key.clone());
    let mut step = Step::desk(name, "").saying(item.asks.clone());
    let expected = Text::new("expected", "기대한 형식");
    step = step.with(Value::new(expected, item.expected.clone(), Knows::Wire));
    if let Some(given) = &item.given {
        let read = Text::new("read as", "읽은 값");
        step = step.with(Value::new(read, given.clone(), Knows::Wire));
    }
    step.proving(Proof {
        claim: item.asks.clone(),
        key: "answer",
        formula: String::new(),
        inputs: Vec::new(),
        result: None,
        seen: None,
        verdict: match &item.ruling {
            Ruling::Right => Verdict::Holds,
            Ruling::Blank | Ruling::Kept => Verdict::NotReached,
            Ruling::Slip { .. } | Ruling::Wrong | Ruling::OneOfThese | Ruling::Unreadable(_) => {
                Verdict::Fails
            }
        },
        says: says(item),
        rfc: "",
    })
}

fn says(item: &Item) -> Text {
    match &item.ruling {
        Ruling::Right => Text::new("right", "맞다"),
        Ruling::Slip { says, .. } => says.clone(),
        Ruling::Wrong => Text::new(
            "not right, and not a mistake that is known here; a hint may help",
            "틀렸다. 여기서 아는 실수도 아니다. 힌트가 도움이 될 수 있다",
        ),
        Ruling::OneOfThese => Text::new(
            "this one, or another of the short answers, is not right; alone each could be guessed by trying, so they are judged together",
            "이것이나 다른 짧은 답 가운데 틀린 것이 있다. 하나씩 알려 주면 찍어서 맞힐 수 있으므로 한꺼번에 판정한다",
        ),
        Ruling::Blank => Text::new("nothing was handed in yet", "아직 내지 않았다"),
        Ruling::Unreadable(why) => why.clone(),
        Ruling::Kept => Text::new(
            "taken down; there are few possible answers, so only your teacher sees whether it is right",
            "적어 두었다. 가능한 답이 적어서, 맞는지는 선생님만 볼 수 있다",
        ),
    }
}

fn solution(exercise: &Exercise, entry: &Entry) -> Step {
    let told = entry.solved.fill(&entry.fill(&exercise.solved));
    let paragraphs = |text: &str| -> Vec<String> {
        let parts = text
            .split("\n\n")
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        parts.filter(|part| !part.is_empty()).collect()
    };
    let (en, ko) = (paragraphs(&told.en), paragraphs(&told.ko));
    let mut step = Step::desk(Text::new("solved", "풀이"), "").saying(Text::new(
        "All of it is right. What there is to keep:",
        "모두 맞다. 기억해 둘 것:",
    ));
    for (en, ko) in en.into_iter().zip(ko) {
        step = step.because(Text {
            en: en.into(),
            ko: ko.into(),
        });
    }
    step
}

fn standing(judgement: &Judgement) -> Text {
    let right = |item: &&Item| item.ruling == Ruling::Right;
    let (right, all) = (
        judgement.items.iter().filter(right).count(),
        judgement.items.len(),
    );
    match judgement.standing() {
        Standing::Solved => Text::new("solved", "풀었다"),
        Standing::Handed => Text::new(
            "handed in: what can be judged here is right, the rest your teacher will see",
            "제출할 수 있다. 여기서 판정할 수 있는 것은 맞고, 나머지는 선생님이 본다",
        ),
        Standing::Open => text!(
            en: "{right} of {all} are right so far",
            ko: "지금까지 {all}개 가운데 {right}개가 맞다",
        ),
    }
}
