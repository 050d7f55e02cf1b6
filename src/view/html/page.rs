//! The parts of the page, in order.

use crate::base::text::Text;
use crate::story::handout::Handout;
use crate::story::model::Story;
use crate::view::html::blank;
use crate::view::html::certificates;
use crate::view::html::closing;
use crate::view::html::head;
use crate::view::html::markup::Markup;
use crate::view::html::opening;
use crate::view::html::place::Place;
use crate::view::html::quiz;
use crate::view::html::sequence;
use crate::view::html::step;
use crate::view::html::veil;
use crate::view::look::Look;

/// The whole page of one story.
pub(super) fn page(story: &Story, look: &Look) -> String {
    let place = Place::new(story, "");
    around(Markup::default(), &story.title, look, |m| {
        opening::write(m, story, look);
        told(m, &place);
        closing::next(m, &look.next);
    })
}

/// The page with blanks.
pub(super) fn handout(story: &Story, handout: &Handout, look: &Look) -> String {
    let place = Place::asking(&handout.story, &handout.blanks);
    let m = Markup::veiled(veil::all(handout));
    around(m, &handout.story.title, look, |m| {
        opening::write(m, &handout.story, look);
        blank::heading(m, handout, story);
        // Where questions are all there is, the story answers them.
        if !blank::asks_alone(handout, story) {
            told(m, &place);
        }
        blank::why(m, handout, story);
        blank::questions(m, handout, story);
    })
}

/// The page with the answers.
pub(super) fn key(story: &Story, handout: &Handout, look: &Look) -> String {
    around(Markup::default(), &story.title, look, |m| {
        m.tag("div", &[("class", "switches")], |m| {
            opening::switches(m, look)
        });
        blank::key(m, handout, story);
    })
}

/// A page with what `inside` writes between its head and its foot.
pub(super) fn around(
    mut m: Markup,
    title: &Text,
    look: &Look,
    inside: impl FnOnce(&mut Markup),
) -> String {
    m.ours("<!DOCTYPE html>\n");
    m.tag("html", &[("lang", look.word("en", "ko"))], |m| {
        head::write(m, title, look);
        m.tag("body", &[], |m| {
            m.tag("a", &[("class", "skip"), ("href", "#steps")], |m| {
                m.word("to the steps", "단계로 건너뛰기");
            });
            // All but the foot: who jumps from landmark to landmark misses nothing.
            m.tag("main", &[], inside);
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

/// A story: why it failed, the steps at a glance, the steps, the account, questions.
pub(super) fn told(m: &mut Markup, place: &Place<'_>) {
    let story = place.story;
    closing::cause(m, place);
    certificates::whole(m, place);
    m.tag("div", &[("class", "columns")], |m| {
        sequence::write(m, place);
        let id = place.named("steps");
        m.tag("div", &[("id", &id)], |m| {
            steps(m, place);
            closing::account(m, place);
            quiz::write(m, place, &story.quiz);
        });
    });
}

/// The steps, chapter by chapter.
fn steps(m: &mut Markup, place: &Place<'_>) {
    let mut chapter: &Text = &Text::EMPTY;
    for (n, step) in place.story.steps.iter().enumerate() {
        if !step.chapter.is_empty() && step.chapter != *chapter {
            chapter = &step.chapter;
            m.said("h2", &[], chapter);
        }
        step::write(m, place, n, step);
    }
}
