//! The parts of the page, in order.

use crate::base::text::Text;
use crate::story::model::Story;
use crate::view::html::closing;
use crate::view::html::head;
use crate::view::html::markup::Markup;
use crate::view::html::opening;
use crate::view::html::quiz;
use crate::view::html::sequence;
use crate::view::html::step;
use crate::view::look::Look;

/// The whole page.
pub(super) fn page(story: &Story, look: &Look) -> String {
    let mut m = Markup::default();
    m.ours("<!DOCTYPE html>\n");
    m.tag("html", &[("lang", look.word("en", "ko"))], |m| {
        head::write(m, story, look);
        m.tag("body", &[], |m| {
            m.tag("a", &[("class", "skip"), ("href", "#steps")], |m| {
                m.word("to the steps", "단계로 건너뛰기");
            });
            opening::write(m, story, look);
            m.tag("div", &[("class", "columns")], |m| {
                sequence::write(m, story);
                m.tag("main", &[("id", "steps")], |m| {
                    steps(m, story);
                    closing::cause(m, story);
                    closing::account(m, story);
                    quiz::write(m, &story.quiz);
                    closing::next(m, look);
                });
            });
            m.tag("footer", &[], |m| {
                m.word(
                    "Made by tlslab. This page is one file: it loads nothing, runs only the few lines of its own script, \
                     and reads whole without them.",
                    "tlslab이 만들었다. 이 페이지는 파일 하나이며 아무것도 불러오지 않는다. 실행되는 것은 페이지에 든 \
                     짧은 스크립트뿐이고, 스크립트 없이도 모두 읽을 수 있다.",
                );
            });
            m.tag("script", &[], |m| m.ours(head::SCRIPT));
        });
    });
    m.finish()
}

/// The steps, chapter by chapter.
fn steps(m: &mut Markup, story: &Story) {
    let mut chapter: &Text = &Text::EMPTY;
    for (number, step) in (1..).zip(&story.steps) {
        if step.chapter != *chapter {
            chapter = &step.chapter;
            m.said("h2", &[], chapter);
        }
        step::write(m, step, number);
    }
}
