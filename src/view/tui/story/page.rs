//! The step one stands at: its sentence, values, proofs in brief, faults and why, then its fields as a tree over all its exhibits;
//! the chosen field is opened.

use std::ops::Range;

use crate::base::exhibit::Exhibit;
use crate::base::reader::Note;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::story::model::{Step, Story};
use crate::text;
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::{Depth, Look};
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::place::{Place, Target};
use crate::view::{block, faults, fields, header, picture, proofs};

/// So many fields on, or back: over the exhibits of the step, one after the other.
pub(super) fn moved(story: &Story, place: Place, by: isize) -> Place {
    let Some(step) = place.step(story) else {
        return place;
    };
    let before = step.exhibits.iter().take(place.exhibit);
    let before: usize = before.map(|shown| shown.notes.len()).sum();
    // Where no field is chosen one stands between those of this exhibit and of the one before.
    let there = match (place.note, by) {
        (Some(note), by) => (before + note).checked_add_signed(by),
        (None, 1..) => before.checked_add_signed(by - 1),
        (None, _) => before.checked_add_signed(by),
    };
    let Some(mut left) = there else {
        return Place {
            exhibit: 0,
            note: None,
            byte: None,
            ..place
        };
    };
    let mut last = place;
    for (exhibit, shown) in step.exhibits.iter().enumerate() {
        let Some(end) = shown.notes.len().checked_sub(1) else {
            continue;
        };
        last = Place {
            exhibit,
            note: Some(left.min(end)),
            byte: None,
            ..place
        };
        match left.checked_sub(end + 1) {
            Some(rest) => left = rest,
            None => break,
        }
    }
    last
}

/// The page of the step at `place`.
pub(super) fn leaf(story: &Story, place: Place, look: &Look, columns: usize) -> Leaf<Target> {
    let mut leaf = Leaf::default();
    let Some(step) = place.step(story) else {
        return leaf;
    };
    let narrow = Look {
        width: columns,
        depth: Depth::Block,
        ..look.clone()
    };
    told(&mut leaf, step, place.step + 1, &narrow, columns);
    for (n, shown) in step.exhibits.iter().enumerate() {
        leaf.say([Row::default()]);
        leaf.lead(
            Target::Exhibit(n),
            fields::title(shown, &narrow, columns, 0),
        );
        let chosen = place.note.filter(|_| n == place.exhibit);
        tree(&mut leaf, (n, shown), chosen, &narrow, columns);
        leaf.say(fields::broken(shown, &narrow, columns, 0));
    }
    leaf
}

/// What is said of a step before its bytes.
fn told(leaf: &mut Leaf<Target>, step: &Step, number: usize, look: &Look, columns: usize) {
    let mut words = vec![Span::plain(look.say(&step.sentence))];
    if !step.rfc.is_empty() {
        words.push(Span::plain("  "));
        words.push(Span::tight(step.rfc, Ink::Faint));
    }
    let mut head = vec![
        Span::tight(look.say(&step.name), Ink::Strong),
        Span::plain("  "),
    ];
    head.extend(header::besides(step, number, look));
    leaf.say(wrap(&head, columns, 0, 2));
    leaf.say(wrap(&words, columns, 0, 0));
    if let Some(fate) = header::fate_told(step) {
        let words = [Span::new(look.say(&fate), Ink::Maybe)];
        leaf.say(wrap(&words, columns, 0, 2));
    }
    leaf.say(block::values(&step.values, look, columns, 0));
    for (n, proof) in step.proofs.iter().enumerate() {
        let words = [
            proofs::mark(proof.verdict, look),
            Span::plain("  "),
            Span::plain(look.say(&proof.claim)),
        ];
        leaf.lead(Target::Proof(n), [Row(words.to_vec()).fit(columns)]);
        if proof.verdict == Verdict::Fails {
            let says = [Span::plain(look.say(&proof.says))];
            leaf.say(wrap(&says, columns, 2, 2));
        }
    }
    let deep = Look {
        depth: Depth::Field,
        ..look.clone()
    };
    for fault in &step.faults {
        leaf.say(faults::rows(fault, &deep, columns, 0));
    }
    leaf.say(picture::rows(&step.pictures, look, columns, 0));
    for why in &step.why {
        leaf.say([Row::default()]);
        leaf.say(wrap(&[Span::plain(look.say(why))], columns, 0, 0));
    }
}

/// The fields of an exhibit, a row each; the `chosen` one opened.
fn tree(
    leaf: &mut Leaf<Target>,
    (exhibit, shown): (usize, &Exhibit),
    chosen: Option<usize>,
    look: &Look,
    columns: usize,
) {
    for (n, note) in shown.notes.iter().enumerate() {
        let guides = guides(note, columns);
        let mut row = guides.clone();
        let open = chosen == Some(n);
        row.push(Span::new(if open { "▼ " } else { "  " }, Ink::Strong));
        row.extend(fields::here(note, shown));
        row.extend(fields::name_and_value(note, shown, look, fields::Long::Cut));
        let target = Target::Note { exhibit, note: n };
        leaf.lead(target, [Row(row).fit(columns)]);
        if open {
            let within = Row(guides.clone()).width() + 4;
            for row in lesson(note, shown, look, columns.saturating_sub(within)) {
                let mut line = guides.clone();
                line.push(Span::new("  │ ", Ink::Faint));
                line.extend(row.0);
                leaf.say([Row(line)]);
            }
        }
    }
}

/// A line down from each group that a field is within.
fn guides(note: &Note, columns: usize) -> Vec<Span> {
    let deep = usize::from(note.depth);
    let line = match deep * 2 <= columns / 3 {
        true => "│ ",
        false => "│",
    };
    let fit = columns / 3 / line.chars().count();
    vec![Span::new(line.repeat(deep.min(fit)), Ink::Faint)]
}

/// What the chosen field is: its value whole where the row above had no room, its registry's meaning, what it is for, where it is
/// defined and where it stands.
fn lesson(note: &Note, shown: &Exhibit, look: &Look, columns: usize) -> Vec<Row> {
    const LONG: usize = 24;
    let bytes = note.of(&shown.bytes);
    let mut rows = Vec::new();
    if let Some(value) = note.field.value(bytes) {
        let value = look.say(&value);
        if value.chars().count() > LONG {
            rows.extend(wrap(&[Span::plain(value)], columns, 0, 0));
        }
    }
    if let Some(meaning) = note.field.meaning(bytes) {
        rows.extend(wrap(&[Span::plain(meaning.say(look.lang))], columns, 0, 0));
    }
    let doc = [Span::plain(note.field.doc.say(look.lang))];
    rows.extend(wrap(&doc, columns, 0, 0));
    let place = place(note.range(), shown.start());
    let mut words = vec![Span::new(look.say(&place), Ink::Faint)];
    if !note.field.rfc.is_empty() {
        words.push(Span::plain("  "));
        words.push(Span::tight(note.field.rfc, Ink::Faint));
    }
    rows.extend(wrap(&words, columns, 0, 0));
    rows
}

/// Which bytes a field takes, in words.
pub(super) fn place(range: Range<usize>, start: usize) -> Text {
    let (from, to) = (start + range.start, (start + range.end).saturating_sub(1));
    match range.len() {
        0 => text!(en: "no bytes, before byte {from}", ko: "{from}번 바이트 앞, 길이 0"),
        1 => text!(en: "byte {from}", ko: "{from}번 바이트"),
        n => text!(en: "bytes {from} to {to} ({n})", ko: "{from}~{to}번 바이트({n}개)"),
    }
}
