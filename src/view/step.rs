//! Stepping through a story: which key shows what. Keys go in, rows come out; the terminal is elsewhere.

use crate::base::text::Lang;
use crate::story::model::{Step, Story};
use crate::text;
use crate::view::block;
use crate::view::closing;
use crate::view::layout::{Ink, Row, Span, flow, wrap};
use crate::view::look::{Depth, Look};
use crate::view::plain::shown;
use crate::view::proofs;
use crate::view::proofs::Said;

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The key of a character; space too.
    Char(char),
    /// Enter, or an arrow to the right or down.
    Enter,
    /// An arrow to the left or up.
    Back,
    /// Home.
    First,
    /// End.
    Last,
    /// Ctrl-C, Ctrl-D or Escape.
    Stop,
}

/// What a key leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Rows to print; then wait for the next key.
    Show(Vec<Row>),
    /// The end.
    Quit,
}

/// A place in a story.
#[derive(Debug)]
pub struct Stepper<'s> {
    story: &'s Story,
    look: Look,
    at: Place,
    typed: String,
}

/// Where one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At a step, counted from 0 among those shown.
    Step(usize),
    /// After the last.
    End,
}

impl<'s> Stepper<'s> {
    /// Stands at the first step.
    pub fn new(story: &'s Story, look: Look) -> Self {
        let depth = match look.depth {
            Depth::Line => Depth::Block,
            Depth::Block | Depth::Field | Depth::Byte => look.depth,
        };
        let look = Look { depth, ..look };
        Self {
            story,
            look,
            at: Place::Step(0),
            typed: String::new(),
        }
    }

    /// How it looks now.
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// The terminal has `columns` now.
    pub fn resize(&mut self, columns: usize) {
        self.look.width = columns;
    }

    /// Title, hosts and the first step.
    pub fn open(&self) -> Vec<Row> {
        let mut rows = closing::opening(self.story, &self.look);
        rows.extend(self.here());
        rows
    }

    /// The line that waits for a key.
    pub fn prompt(&self) -> Row {
        let steps = self.steps().len();
        let place = match self.at {
            Place::Step(n) => format!("[{}/{steps}]", n + 1),
            Place::End => format!("[{}]", self.look.word("end", "끝")),
        };
        let keys = match self.at {
            Place::Step(_) => self.look.word(
                "Enter next  b back  f fields  x bytes  p proofs  w why  ? keys  q quit",
                "Enter 다음  b 뒤로  f 필드  x 바이트  p 증명  w 까닭  ? 키  q 끝",
            ),
            Place::End => self.look.word(
                "Enter or q quit  b back  g first  ? keys",
                "Enter 또는 q 끝  b 뒤로  g 처음  ? 키",
            ),
        };
        let mut row = Row(vec![
            Span::new(place, Ink::Strong),
            Span::plain(" "),
            Span::new(keys, Ink::Faint),
        ]);
        if !self.typed.is_empty() {
            row = Row(vec![Span::new(
                format!("{} {}", self.look.word("step", "단계"), self.typed),
                Ink::Strong,
            )]);
        }
        row.fit(self.look.columns().saturating_sub(1))
    }

    /// What `key` leads to.
    pub fn key(&mut self, key: Key) -> Heard {
        if let Key::Char(digit @ '0'..='9') = key {
            if self.typed.len() < 6 {
                self.typed.push(digit);
            }
            return Heard::Show(Vec::new());
        }
        let typed = std::mem::take(&mut self.typed);
        let jump = typed.parse().ok();
        let last = self.steps().len().saturating_sub(1);
        match key {
            Key::Stop | Key::Char('q' | 'Q') => Heard::Quit,
            Key::Enter | Key::Char(' ' | 'n' | 'j') => match (jump, self.at) {
                (Some(number), _) => self.jump(number),
                (None, Place::End) => Heard::Quit,
                (None, Place::Step(n)) if n >= last => self.go(Place::End),
                (None, Place::Step(n)) => self.go(Place::Step(n + 1)),
            },
            Key::Back | Key::Char('b' | 'k') => match self.at {
                Place::End => self.go(Place::Step(last)),
                Place::Step(n) => self.go(Place::Step(n.saturating_sub(1))),
            },
            Key::Char('g') => match jump {
                Some(number) => self.jump(number),
                None => self.go(Place::Step(0)),
            },
            Key::First => self.go(Place::Step(0)),
            Key::Last | Key::Char('G') => self.go(Place::Step(last)),
            Key::Char('f') => Heard::Show(self.exhibits(Depth::Field)),
            Key::Char('x') => Heard::Show(self.exhibits(Depth::Byte)),
            Key::Char('p') => Heard::Show(self.proofs()),
            Key::Char('w') => Heard::Show(self.why()),
            Key::Char('l') => {
                self.look.lang = match self.look.lang {
                    Lang::En => Lang::Ko,
                    Lang::Ko => Lang::En,
                };
                Heard::Show(self.here())
            }
            Key::Char('?' | 'h') => Heard::Show(self.help()),
            Key::Char(_) => Heard::Show(self.remark(
                "no such key; ? lists them",
                "그런 키는 없다. ? 를 누르면 목록이 나온다",
            )),
        }
    }

    fn go(&mut self, place: Place) -> Heard {
        self.at = place;
        Heard::Show(self.here())
    }

    /// Goes to the step with this number, or to the next that is shown.
    fn jump(&mut self, number: usize) -> Heard {
        let found = self.steps().iter().position(|(n, _)| *n >= number);
        match found {
            Some(n) if number > 0 => self.go(Place::Step(n)),
            Some(_) | None => {
                let most = self.story.steps.len();
                let words =
                    text!(en: "steps go from 1 to {most}", ko: "단계 번호의 범위: 1~{most}");
                Heard::Show(self.remark(&words.en, &words.ko))
            }
        }
    }

    fn steps(&self) -> Vec<(usize, &'s Step)> {
        shown(self.story, &self.look).collect()
    }

    fn step(&self) -> Option<&'s Step> {
        match self.at {
            Place::Step(n) => self.steps().get(n).map(|(_, step)| *step),
            Place::End => None,
        }
    }

    fn here(&self) -> Vec<Row> {
        let steps = self.steps();
        let Place::Step(n) = self.at else {
            return closing::closing(self.story, &self.look);
        };
        let Some((number, step)) = steps.get(n) else {
            return Vec::new();
        };
        let before = n.checked_sub(1).and_then(|before| steps.get(before));
        let mut rows = vec![Row::default()];
        let new = before.is_none_or(|(_, before)| before.chapter != step.chapter);
        if new && !step.chapter.is_empty() {
            rows.push(block::heading(&step.chapter, &self.look));
        }
        rows.extend(block::rows(step, *number, &self.look, &mut Said::default()));
        rows
    }

    fn exhibits(&self, depth: Depth) -> Vec<Row> {
        let look = Look {
            depth,
            ..self.look.clone()
        };
        let rows = self
            .step()
            .map(|step| block::exhibits(step, &look, look.columns(), 2))
            .unwrap_or_default();
        if rows.is_empty() {
            return self.remark("this step has no bytes", "이 단계에는 바이트가 없다");
        }
        rows
    }

    fn proofs(&self) -> Vec<Row> {
        let columns = self.look.columns();
        let proofs = self.step().map(|step| step.proofs.as_slice());
        match proofs {
            None | Some([]) => self.remark("this step has no proof", "이 단계에는 증명이 없다"),
            Some(proofs) => proofs
                .iter()
                .flat_map(|proof| proofs::full(proof, &self.look, columns, 2))
                .collect(),
        }
    }

    fn why(&self) -> Vec<Row> {
        let columns = self.look.columns();
        let step = self.step();
        let mut rows = step
            .map(|step| block::why(step, &self.look, columns, 2))
            .unwrap_or_default();
        for fault in step.map_or(&[][..], |step| &step.faults) {
            let why = [Span::plain(self.look.say(&fault.why))];
            rows.extend(wrap(&why, columns, 2, 2));
        }
        if rows.is_empty() {
            return self.remark("nothing more to say here", "여기에는 덧붙일 말이 없다");
        }
        rows
    }

    fn remark(&self, en: &str, ko: &str) -> Vec<Row> {
        let words = [Span::new(self.look.word(en, ko), Ink::Maybe)];
        wrap(&words, self.look.columns(), 2, 2)
    }

    fn help(&self) -> Vec<Row> {
        let pieces: Vec<Vec<Span>> = KEYS
            .iter()
            .map(|(key, en, ko)| {
                vec![
                    Span::new(*key, Ink::Strong),
                    Span::plain(" "),
                    Span::plain(self.look.word(en, ko)),
                ]
            })
            .collect();
        flow(&pieces, self.look.columns(), 2)
    }
}

/// The keys: what to press, and what it does in English and in Korean.
static KEYS: &[(&str, &str, &str)] = &[
    ("Enter, space, n", "next step", "다음 단계"),
    ("b", "back", "뒤로"),
    ("f", "fields with their meaning", "필드와 그 뜻"),
    ("x", "every byte", "모든 바이트"),
    ("p", "proofs with all inputs", "증명과 모든 입력"),
    ("w", "why it is so", "왜 그런가"),
    ("g", "first step", "첫 단계"),
    ("G", "last step", "마지막 단계"),
    ("12 Enter", "to step 12", "12단계로"),
    ("l", "Korean", "영어로"),
    ("q", "quit", "끝"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::story;

    fn said(heard: Heard) -> String {
        match heard {
            Heard::Show(rows) => rows.iter().map(|row| row.text() + "\n").collect(),
            Heard::Quit => "quit".to_owned(),
        }
    }

    #[test]
    fn forward_back_and_out() {
        let story = story();
        let mut stepper = Stepper::new(&story, Look::default());
        assert!(stepper.prompt().text().starts_with("[1/"));
        assert!(said(stepper.key(Key::Enter)).contains("ClientHello"));
        assert!(said(stepper.key(Key::Char('b'))).contains("SYN"));
        assert!(said(stepper.key(Key::Back)).contains("SYN"));
        let last = said(stepper.key(Key::Char('G')));
        assert!(last.contains("Alert"), "{last}");
        let end = said(stepper.key(Key::Char(' ')));
        assert!(end.contains("Why it failed"), "{end}");
        assert_eq!(stepper.prompt().text().split(' ').next(), Some("[end]"));
        assert!(said(stepper.key(Key::Back)).contains("Alert"));
        stepper.key(Key::Enter);
        assert_eq!(stepper.key(Key::Enter), Heard::Quit);
        assert_eq!(stepper.key(Key::Stop), Heard::Quit);
    }

    #[test]
    fn numbers_jump_and_folded_steps_are_passed() {
        let story = story();
        let mut stepper = Stepper::new(&story, Look::default());
        assert_eq!(said(stepper.key(Key::Char('2'))), "");
        assert_eq!(stepper.prompt().text(), "step 2");
        assert!(said(stepper.key(Key::Enter)).contains("ClientHello"));
        for digit in "999".chars() {
            stepper.key(Key::Char(digit));
        }
        assert!(said(stepper.key(Key::Char('g'))).contains("steps go from 1 to"));
        assert!(said(stepper.key(Key::Char('g'))).contains("SYN"));
    }

    #[test]
    fn a_step_opens_at_every_depth() {
        let story = story();
        let mut stepper = Stepper::new(&story, Look::default());
        assert!(said(stepper.key(Key::Char('p'))).contains("no proof"));
        stepper.key(Key::Enter);
        assert!(said(stepper.key(Key::Char('f'))).contains("Freshness"));
        assert!(said(stepper.key(Key::Char('x'))).contains("0002  01 02 03 04"));
        assert!(said(stepper.key(Key::Char('w'))).contains("middle boxes"));
        assert!(said(stepper.key(Key::Char('l'))).contains("암호 모음"));
        assert!(said(stepper.key(Key::Char('?'))).contains("다음 단계"));
        assert!(said(stepper.key(Key::Char('z'))).contains("그런 키는 없다"));
        stepper.key(Key::Enter);
        let proof = said(stepper.key(Key::Char('p')));
        assert!(proof.contains("HKDF-Extract"), "{proof}");
    }
}
