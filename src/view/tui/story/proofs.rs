//! The proofs of a step: verdict, formula, every input with the step that showed it, the result against what was seen, and what it means.
//! The row of an input leads to that step.

use crate::story::model::{Given, Proof, Story, What};
use crate::story::origin::{Origins, Seen};
use crate::text;
use crate::view::layout::{Ink, Row, Span, middle, wrap};
use crate::view::look::Look;
use crate::view::proofs::mark;
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::place::{Place, Target};

/// The proofs of the step at `place`.
pub(super) fn leaf(
    origins: &Origins,
    story: &Story,
    place: Place,
    look: &Look,
    columns: usize,
) -> Leaf<Target> {
    let mut leaf = Leaf::default();
    let proofs = place.step(story).map(|step| step.proofs.as_slice());
    let proofs = proofs.unwrap_or_default();
    if proofs.is_empty() {
        let words = look.word(
            "Nothing is computed again in this step.",
            "이 단계에는 다시 계산한 것이 없다.",
        );
        leaf.say(wrap(&[Span::new(words, Ink::Faint)], columns, 0, 0));
    }
    for (n, proof) in proofs.iter().enumerate() {
        if n > 0 {
            leaf.say([Row::default()]);
        }
        let head = [
            mark(proof.verdict, look),
            Span::plain("  "),
            Span::new(look.say(&proof.claim), Ink::Strong),
            Span::plain("  "),
            Span::tight(proof.rfc, Ink::Faint),
        ];
        leaf.lead(Target::Proof(n), wrap(&head, columns, 0, 2));
        let page = Page { look, columns };
        if !proof.formula.is_empty() {
            leaf.say(page.line("formula", "식", &[Span::plain(&proof.formula)]));
        }
        for given in &proof.inputs {
            let seen = origins.seen(story, place.step, given);
            let rows = page.input(given, seen);
            match seen {
                Seen::Step(step) => leaf.lead(Target::Step(step), rows),
                Seen::Here | Seen::Nowhere => leaf.say(rows),
            }
        }
        leaf.say(page.compared(proof));
        if !proof.says.is_empty() {
            leaf.say(page.line("so", "그래서", &[Span::plain(look.say(&proof.says))]));
        }
    }
    leaf
}

/// How it is written.
struct Page<'l> {
    look: &'l Look,
    columns: usize,
}

impl Page<'_> {
    /// A label and what belongs to it.
    fn line(&self, en: &str, ko: &str, body: &[Span]) -> Vec<Row> {
        const LABEL: usize = 10;
        let label = Row(vec![
            Span::blank(2),
            Span::new(self.look.word(en, ko), Ink::Faint),
        ]);
        let room = self.columns.saturating_sub(LABEL);
        let mut label = Some(label.padded(LABEL));
        let rows = wrap(body, room, 0, 0).into_iter();
        rows.map(|row| {
            let mut line = label.take().unwrap_or_else(|| Row::indented(LABEL));
            line.0.extend(row.0);
            line
        })
        .collect()
    }

    /// An input: name, value, who knows it, where it was seen.
    fn input(&self, given: &Given, seen: Seen) -> Vec<Row> {
        let value = &given.value;
        let shown = self.look.say(&value.text()).to_owned();
        let shown = match value.what {
            What::Bytes(_) => middle(&shown),
            What::Words(_) => shown,
        };
        let knows = value.knows.text();
        let mut words = vec![
            Span::new(self.look.say(&value.name), Ink::Name),
            Span::plain(" "),
            Span::plain(shown),
            Span::new(format!("  {}", self.look.say(&knows)), Ink::Faint),
        ];
        if !given.seen.is_empty() {
            words.push(Span::new(
                format!("; {}", self.look.say(&given.seen)),
                Ink::Faint,
            ));
        }
        match seen {
            Seen::Step(step) => {
                let step = step + 1;
                let leads = text!(en: "step {step} →", ko: "{step}단계 →");
                words.push(Span::plain("  "));
                words.push(Span::tight(self.look.say(&leads), Ink::Strong));
            }
            Seen::Here => {
                let here = self.look.word("this step", "이 단계");
                words.push(Span::plain("  "));
                words.push(Span::tight(here, Ink::Faint));
            }
            Seen::Nowhere => {}
        }
        self.line("from", "입력", &words)
    }

    /// What came out, and what it was held against.
    fn compared(&self, proof: &Proof) -> Vec<Row> {
        let digits = |bytes: &[u8]| Span::plain(hex::encode(bytes));
        match (&proof.result, &proof.seen) {
            (Some(result), Some(seen)) if result == seen => {
                let same = self.look.word("= what was seen", "= 본 것");
                let words = [
                    digits(result),
                    Span::plain("  "),
                    Span::tight(same, Ink::Good),
                ];
                self.line("result", "결과", &words)
            }
            (Some(result), Some(seen)) => {
                let mut rows = self.line("result", "결과", &[digits(result)]);
                let other = self.look.word("differs", "다름");
                let words = [
                    digits(seen),
                    Span::plain("  "),
                    Span::tight(other, Ink::Bad),
                ];
                rows.extend(self.line("seen", "본 것", &words));
                rows
            }
            (Some(result), None) => self.line("result", "결과", &[digits(result)]),
            (None, Some(seen)) => self.line("seen", "본 것", &[digits(seen)]),
            (None, None) => Vec::new(),
        }
    }
}
