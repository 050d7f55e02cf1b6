//! Telling a demonstration: the primitive at work, how it breaks, the repair, what it cost, three questions.

use crate::base::text::Text;
use crate::demo::asked::{Asked, Half};
use crate::demo::chance::Chance;
use crate::demo::demonstration::Demo;
use crate::story::model::{Cost, Line, Step, Story};
use crate::story::quiz::Question;
use crate::text;

/// A part of a demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The primitive at work.
    Works,
    /// The classic way it breaks when misused.
    Breaks,
    /// What mends that.
    Repair,
}

impl Part {
    /// Its heading.
    fn heading(self) -> Text {
        match self {
            Self::Works => Text::new("How it works", "어떻게 동작하는가"),
            Self::Breaks => Text::new("How it breaks", "어떻게 무너지는가"),
            Self::Repair => Text::new("The repair", "어떻게 고치는가"),
        }
    }

    fn is_in(self, half: Half) -> bool {
        match half {
            Half::Both => true,
            Half::Weak => self == Self::Breaks,
            Half::Fixed => self != Self::Breaks,
        }
    }
}

/// A demonstration that is being told.
#[derive(Debug)]
pub struct Scene {
    story: Story,
    half: Half,
    /// Everything random in it.
    pub chance: Chance,
}

impl Scene {
    /// Begins to tell `demo` as it was asked for.
    pub fn new(demo: &Demo, asked: &Asked) -> Self {
        let mut story = Story::on_paper(demo.title.into());
        story.preface.push(demo.line.into());
        let (number, title) = (demo.exercise.number, demo.exercise.title);
        let (en, ko) = (title.en, title.ko);
        story.summary.push(Line {
            label: Text::new("practise", "연습"),
            key: "exercise",
            text: text!(en: "exercise {number}, {en}", ko: "연습 문제 {number}, {ko}"),
        });
        Self {
            story,
            half: asked.half,
            chance: Chance::new(asked.seed, demo.name),
        }
    }

    /// Says something before the first step, such as how an input was read.
    pub fn remark(&mut self, words: Text) {
        self.story.preface.push(words);
    }

    /// Tells a step of `part`.
    pub fn step(&mut self, part: Part, step: Step) {
        if part.is_in(self.half) {
            self.story.steps.push(step.under(part.heading()));
        }
    }

    /// Says how often something of `part` had to be done.
    pub fn cost(&mut self, part: Part, key: &'static str, label: Text, count: u64) {
        if part.is_in(self.half) {
            self.story.costs.push(Cost { key, label, count });
        }
    }

    /// The story, with the one thing to remember and three questions on its values; of a half, without questions.
    pub fn finish(mut self, remember: Text, quiz: [Question; 3]) -> Story {
        let line = Line {
            label: Text::new("remember", "기억할 것"),
            key: "remember",
            text: remember,
        };
        self.story.summary.insert(0, line);
        if self.half == Half::Both {
            self.story.quiz = Vec::from(quiz);
        }
        self.story
    }
}
