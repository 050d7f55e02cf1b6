//! The questions, each with its answer folded away.

use crate::base::text::Text;
use crate::story::quiz::{Answer, Question, letter};
use crate::view::html::markup::Markup;
use crate::view::html::place::Place;

/// The questions, if there are any.
pub(super) fn write(m: &mut Markup, place: &Place<'_>, questions: &[Question]) {
    if questions.is_empty() {
        return;
    }
    let id = place.named("quiz");
    m.tag("section", &[("class", "quiz"), ("id", &id)], |m| {
        m.tag("h2", &[], |m| {
            m.word("Did it stick?", "이해했는지 스스로 묻기")
        });
        m.tag("ol", &[], |m| {
            for question in questions {
                m.tag("li", &[], |m| asked(m, question));
            }
        });
    });
}

fn asked(m: &mut Markup, question: &Question) {
    m.said("p", &[], &question.asks);
    if let Answer::Choice { options, .. } = &question.answer {
        choices(m, options);
    }
    m.tag("details", &[("class", "answer")], |m| {
        m.tag("summary", &[], |m| m.word("Show the answer", "답 보기"));
        m.tag("p", &[], |m| {
            m.said("b", &[], &question.shown());
            m.ours(". ");
            m.say(&question.because);
        });
    });
}

/// What may be chosen, each with its letter.
pub(super) fn choices(m: &mut Markup, options: &[Text]) {
    m.tag("ul", &[("class", "options")], |m| {
        for (place, option) in options.iter().enumerate() {
            m.tag("li", &[], |m| {
                let letter: String = letter(place).into_iter().collect();
                m.with("b", &[], &format!("{letter}) "));
                m.say(option);
            });
        }
    });
}
