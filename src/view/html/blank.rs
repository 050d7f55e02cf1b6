//! Hand-outs: a blank with its number, the page that asks, and the key that answers.

use crate::base::text::{Text, plural};
use crate::story::blank::{Blank, Part};
use crate::story::handout::Handout;
use crate::story::model::Story;
use crate::story::quiz::Answer;
use crate::text;
use crate::view::html::markup::Markup;
use crate::view::html::quiz;

/// The place for the answer of `blank`.
pub(super) fn write(m: &mut Markup, blank: &Blank) {
    m.tag("span", &[("class", "blank")], |m| {
        m.with("b", &[], &blank.number.to_string());
    });
}

/// Whether a hand-out has questions and no blanks.
pub(super) fn asks_alone(handout: &Handout, story: &Story) -> bool {
    handout.blanks.is_empty() && !story.quiz.is_empty()
}

/// What stands at the head of a hand-out.
pub(super) fn heading(m: &mut Markup, handout: &Handout, story: &Story) {
    m.tag("section", &[("class", "handout")], |m| {
        m.tag("p", &[("class", "lines")], |m| {
            for (en, ko) in [("Name", "이름"), ("Date", "날짜")] {
                m.tag("span", &[], |m| {
                    m.word(en, ko);
                    m.ours(" <span class=\"blank\"></span>");
                });
            }
            mark(m, handout);
        });
        m.said("p", &[], &task(handout, story));
    });
}

/// What is to be done.
fn task(handout: &Handout, story: &Story) -> Text {
    let n = handout.blanks.len();
    let s = plural(n);
    let asked = story.quiz.len();
    match n {
        0 if asked == 0 => Text::new(
            "Nothing of this can be asked on paper: it is here to be read.",
            "종이에서 물을 것이 없다. 읽기 위한 것이다.",
        ),
        0 => text!(
            en: "Go through the demonstration first, then answer {asked} question{s}. The answers are not in this file.",
            ko: "먼저 시연을 본 다음 물음 {asked}개에 답한다. 답은 이 파일에 없다.",
            s = plural(asked),
        ),
        _ => text!(
            en: "Fill in {n} blank{s}. What was sent stands in the bytes of its step: the name of each field, and what it says in hexadecimal. Of a check, say whether it holds or fails. ▁(5)▁ elsewhere means: what belongs into blank 5. The answers are not in this file.",
            ko: "빈칸 {n}개를 채운다. 보낸 것은 그 단계의 바이트에서 읽는다. 필드마다 이름과 내용이 16진수로 나온다. 검사에는 성립하는지 하지 않는지를 쓴다. 다른 곳의 ▁(5)▁ 표시는 5번 빈칸에 들어갈 것을 뜻한다. 답은 이 파일에 없다."
        ),
    }
}

/// By what a sheet and its key are found to belong together.
fn mark(m: &mut Markup, handout: &Handout) {
    m.tag("span", &[("class", "run-mark")], |m| {
        m.word("Sheet", "학습지");
        m.ours(" ");
        m.tag("code", &[], |m| m.label(&handout.mark));
    });
}

/// The questions of the story, without their answers, numbered on from the blanks.
pub(super) fn questions(m: &mut Markup, handout: &Handout, story: &Story) {
    if story.quiz.is_empty() {
        return;
    }
    let first = first_question(handout, story);
    m.tag("section", &[("class", "handout")], |m| {
        for (number, question) in (first..).zip(&story.quiz) {
            m.tag("p", &[], |m| {
                m.with("b", &[], &format!("({number}) "));
                m.say(&question.asks);
            });
            if let Answer::Choice { options, .. } = &question.answer {
                quiz::choices(m, options);
            }
            m.ours("<p class=\"rule\"></p>");
        }
    });
}

/// The number of the first question: after the blanks, and after why it failed.
fn first_question(handout: &Handout, story: &Story) -> usize {
    handout.blanks.len() + 1 + usize::from(story.cause.is_some())
}

/// The last question, of a connection that failed.
pub(super) fn why(m: &mut Markup, handout: &Handout, story: &Story) {
    if story.cause.is_none() {
        return;
    }
    m.tag("section", &[("class", "handout")], |m| {
        m.tag("p", &[], |m| {
            let number = handout.blanks.len() + 1;
            m.with("b", &[], &format!("({number}) "));
            m.say(&Text::new(
                "The connection fails. Why? What would repair it?",
                "이 연결은 실패한다. 까닭은 무엇이고, 어떻게 고치는가?",
            ));
        });
        m.ours("<p class=\"rule\"></p><p class=\"rule\"></p><p class=\"rule\"></p>");
    });
}

/// The key: number, step, what is asked, what belongs there.
pub(super) fn key(m: &mut Markup, handout: &Handout, story: &Story) {
    m.tag("section", &[("id", "steps"), ("class", "key")], |m| {
        m.tag("h1", &[], |m| m.word("Key to the hand-out", "빈칸 정답"));
        m.said("p", &[("class", "sentence")], &story.title);
        m.tag("p", &[], |m| mark(m, handout));
        for line in &story.preface {
            m.said("p", &[("class", "preface")], line);
        }
        m.tag("table", &[("class", "key")], |m| {
            m.tag("tr", &[], |m| {
                for (en, ko) in [
                    ("blank", "빈칸"),
                    ("step", "단계"),
                    ("question", "물음"),
                    ("answer", "답"),
                ] {
                    m.tag("th", &[("scope", "col")], |m| m.word(en, ko));
                }
            });
            for blank in &handout.blanks {
                row(m, blank, story);
            }
            if let Some(cause) = &story.cause {
                m.tag("tr", &[], |m| {
                    m.with(
                        "th",
                        &[("scope", "row")],
                        &(handout.blanks.len() + 1).to_string(),
                    );
                    m.tag("td", &[], |_| {});
                    m.tag("td", &[], |m| m.word("why it fails", "실패한 까닭"));
                    m.tag("td", &[], |m| {
                        m.say(&cause.sentence);
                        m.ours(" ");
                        m.say(&cause.repair);
                    });
                });
            }
            for (number, question) in (first_question(handout, story)..).zip(&story.quiz) {
                m.tag("tr", &[], |m| {
                    m.with("th", &[("scope", "row")], &number.to_string());
                    m.tag("td", &[], |_| {});
                    m.tag("td", &[], |m| m.say(&question.asks));
                    m.tag("td", &[], |m| {
                        m.said("b", &[], &question.shown());
                        m.ours(". ");
                        m.say(&question.because);
                    });
                });
            }
        });
    });
}

fn row(m: &mut Markup, blank: &Blank, story: &Story) {
    m.tag("tr", &[], |m| {
        m.with("th", &[("scope", "row")], &blank.number.to_string());
        m.tag("td", &[], |m| {
            m.text(&(blank.step + 1).to_string());
            if let Some(step) = story.steps.get(blank.step) {
                m.ours(" ");
                m.said("span", &[("class", "faint")], &step.name);
            }
        });
        m.tag("td", &[], |m| m.say(&blank.ask));
        m.tag("td", &[("class", "answer")], |m| match blank.part {
            Part::Name => m.said("b", &[], &blank.answer),
            Part::Value(_) | Part::Proof(_) => m.said("code", &[], &blank.answer),
        });
    });
}
