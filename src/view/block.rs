//! One step as a block of rows, at every depth but the line.

use crate::base::side::Knows;
use crate::base::text::{Lang, Text};
use crate::story::model::{Kind, Proof, Step, Value, What};
use crate::view::bytes;
use crate::view::faults;
use crate::view::fields;
use crate::view::header;
use crate::view::layout::{Ink, Row, Span, beside, flow, middle, wrap};
use crate::view::look::{Depth, Look};
use crate::view::picture;
use crate::view::proofs;
use crate::view::proofs::Said;

/// Longer lines are hard to read.
const READABLE: usize = 100;
/// Rows of decoded bytes that may stand beside a short block.
const OUTLINE: usize = 14;

/// Step `number` (from 1) as the look wants it; what proofs `said` before is left out.
pub fn rows(step: &Step, number: usize, look: &Look, said: &mut Said) -> Vec<Row> {
    let whole = look.columns();
    if let Depth::Line = look.depth {
        return vec![line(step, number, look)];
    }
    let Some((left, right)) = look.halves() else {
        let mut rows = told(step, number, look, whole, said);
        rows.extend(exhibits(step, look, whole, header::MARGIN));
        return rows;
    };
    if step.exhibits.is_empty() {
        // What was on the wire has frame and length in the same column on the whole page.
        let columns = match step.kind {
            Kind::Wire { .. } => left,
            Kind::Computation { .. } | Kind::Remark | Kind::Desk => whole.min(READABLE),
        };
        return told(step, number, look, columns, said);
    }
    let text = told(step, number, look, left, said);
    let shown = match look.depth {
        Depth::Line | Depth::Block => outlines(step, look, right, text.len()),
        Depth::Field | Depth::Byte => exhibits(step, look, right, 0),
    };
    beside(text, left, shown)
}

/// The heading of a chapter, over the whole width.
pub fn heading(chapter: &Text, look: &Look) -> Row {
    let mut row = Row(vec![
        Span::new("── ", Ink::Faint),
        Span::new(look.say(chapter), Ink::Strong),
        Span::plain(" "),
    ])
    .fit(look.columns());
    let left = look.columns().saturating_sub(row.width());
    row.0.push(Span::new("─".repeat(left), Ink::Faint));
    row
}

/// A step on one row; where there is room, with its sentence.
fn line(step: &Step, number: usize, look: &Look) -> Row {
    let columns = look.columns();
    let mut row = header::brief(step, number, look);
    if look.halves().is_some() {
        row = row.padded(match look.lang {
            Lang::En => 66,
            Lang::Ko => 70,
        });
        row.0.push(Span::plain("  "));
        row.0.push(Span::new(look.say(&step.sentence), Ink::Faint));
        row = row.fit(columns.saturating_sub(header::end(step, look).width() + 2));
    }
    let ends = [header::end(step, look), header::carried(step, look)];
    for end in ends {
        let room = columns.saturating_sub(end.width() + 2);
        if end.width() > 0 && row.width() <= room {
            let mut row = row.padded(room + 2);
            row.0.extend(end.0);
            return row;
        }
    }
    row.fit(columns)
}

/// What is told of a step: header, fate, sentence, values, proofs; deeper down also its why and the proofs in full.
fn told(step: &Step, number: usize, look: &Look, columns: usize, said: &mut Said) -> Vec<Row> {
    let margin = header::margin(&step.kind, look.lang);
    let mut rows = header::rows(step, number, look, columns);
    if let Some(fate) = header::fate_told(step) {
        let words = [Span::new(look.say(&fate), Ink::Maybe)];
        rows.extend(wrap(&words, columns, margin, margin));
    }
    let mut words = vec![Span::plain(look.say(&step.sentence))];
    if !step.rfc.is_empty() {
        words.push(Span::plain("  "));
        words.push(Span::tight(step.rfc, Ink::Faint));
    }
    // Faults name their rules themselves.
    if !step.sentence.is_empty() || step.faults.is_empty() {
        rows.extend(wrap(&words, columns, margin, margin));
    }
    match look.depth {
        Depth::Line => {}
        Depth::Block => {
            rows.extend(values(&step.values, look, columns, margin));
            rows.extend(picture::rows(&step.pictures, look, columns, margin));
            for proof in step.proofs.iter().filter(|proof| !is_said(step, proof)) {
                rows.extend(proofs::brief(
                    proof,
                    &step.values,
                    look,
                    columns,
                    margin,
                    said,
                ));
            }
        }
        Depth::Field | Depth::Byte => {
            rows.extend(why(step, look, columns, margin));
            rows.extend(values(&step.values, look, columns, margin));
            rows.extend(picture::rows(&step.pictures, look, columns, margin));
            for proof in step.proofs.iter().filter(|proof| !is_said(step, proof)) {
                rows.extend(proofs::full(proof, look, columns, margin));
            }
        }
    }
    if look.depth != Depth::Line {
        for fault in &step.faults {
            rows.extend(faults::rows(fault, look, columns, margin));
        }
    }
    rows
}

/// Whether the verdict in the header says all there is to a proof.
fn is_said(step: &Step, proof: &Proof) -> bool {
    step.kind == Kind::Desk
        && step.proofs.len() == 1
        && proof.says.is_empty()
        && proof.formula.is_empty()
        && proof.inputs.is_empty()
}

/// Why it is so: a paragraph each.
pub fn why(step: &Step, look: &Look, columns: usize, margin: usize) -> Vec<Row> {
    step.why
        .iter()
        .flat_map(|why| wrap(&[Span::plain(look.say(why))], columns, margin, margin))
        .collect()
}

/// The values that matter, each with who knows it; untagged values stood on the wire.
pub fn values(values: &[Value], look: &Look, columns: usize, margin: usize) -> Vec<Row> {
    let pieces: Vec<Vec<Span>> = values.iter().map(|value| piece(value, look)).collect();
    flow(&pieces, columns, margin)
}

fn piece(value: &Value, look: &Look) -> Vec<Span> {
    let text = value.text();
    let shown = match (look.depth, &value.what) {
        (Depth::Line | Depth::Block, What::Bytes(_)) => middle(look.say(&text)),
        (Depth::Field | Depth::Byte, _) | (_, What::Words(_)) => look.say(&text).to_owned(),
    };
    let shown = match shown.is_empty() {
        true => look.word("(empty)", "(비어 있음)").to_owned(),
        false => shown,
    };
    let mut spans = vec![
        Span::new(look.say(&value.name), Ink::Name),
        Span::plain(" "),
        Span::plain(shown),
    ];
    let ink = match value.knows {
        Knows::Wire => return spans,
        Knows::Client => Ink::Client,
        Knows::Server => Ink::Server,
        Knows::Secret => Ink::Maybe,
        Knows::Attacker => Ink::Bad,
        Knows::Both | Knows::Recomputed | Knows::Inferred | Knows::Constant => Ink::Faint,
    };
    let tag = value.knows.text();
    spans.push(Span::plain(" "));
    spans.push(Span::tight(format!("({})", look.say(&tag)), ink));
    spans
}

/// The exhibits of a step: as trees of fields, or as bytes.
pub fn exhibits(step: &Step, look: &Look, columns: usize, indent: usize) -> Vec<Row> {
    step.exhibits
        .iter()
        .flat_map(|exhibit| match look.depth {
            Depth::Line | Depth::Block => Vec::new(),
            Depth::Field => fields::tree(exhibit, look, columns, indent),
            Depth::Byte => bytes::dump(exhibit, look, columns, indent),
        })
        .collect()
}

/// The last exhibit, which is the innermost, in outline; those around it by their titles.
fn outlines(step: &Step, look: &Look, columns: usize, beside: usize) -> Vec<Row> {
    let Some((inner, around)) = step.exhibits.split_last() else {
        return Vec::new();
    };
    let mut rows: Vec<Row> = around
        .iter()
        .map(|exhibit| fields::heading(exhibit, look, columns))
        .collect();
    let most = beside.max(OUTLINE).saturating_sub(rows.len());
    rows.extend(fields::outline(inner, look, columns, most));
    rows
}
