//! What differs in a pair: what tells something one by one, what is fresh or follows in a row.

use crate::base::text::Text;
use crate::story::compare::model::{Aspect, Comparison, Difference, Nature, Pair};
use crate::text;
use crate::view::compare::bytes;
use crate::view::layout::{Ink, Row, Span, middle, width, wrap};
use crate::view::look::{Depth, Look};

/// Fields that are shown unasked.
const FEW: usize = 4;

/// What of a pair is shown at the depth of the look, and how many fields more there are.
pub fn shown<'p>(pair: &'p Pair, look: &Look) -> (Vec<&'p Difference>, usize) {
    match look.depth {
        Depth::Line => (Vec::new(), 0),
        Depth::Field | Depth::Byte => (pair.differences.iter().collect(), 0),
        Depth::Block => {
            let values: Vec<&Difference> = pair
                .telling()
                .filter(|difference| difference.aspect != Aspect::Field)
                .collect();
            // A value that is shown is a field as well.
            let mut fields: Vec<&Difference> = pair
                .telling()
                .filter(|difference| difference.aspect == Aspect::Field)
                .filter(|field| !values.iter().any(|value| told_by(value, field)))
                .collect();
            let more = fields.len().saturating_sub(FEW);
            fields.truncate(FEW);
            let mut shown = values;
            shown.extend(fields);
            (shown, more)
        }
    }
}

fn told_by(value: &Difference, field: &Difference) -> bool {
    let name: &str = &field.name.en;
    let mut parts = name.split(" › ");
    // A key share is called with its group.
    let own = value.name.en.split(' ').next().unwrap_or_default();
    value.aspect == Aspect::Value && parts.any(|part| part == own)
}

/// What is fresh and what follows, by name, in a row; nothing at depths where each has rows of its own.
pub fn quiet(pair: &Pair, look: &Look) -> Option<Text> {
    /// Names that are said.
    const NAMES: usize = 6;
    if look.depth != Depth::Block {
        return None;
    }
    let mut said = Vec::new();
    for nature in [Nature::Fresh, Nature::Follows] {
        let mut names: Vec<&str> = Vec::new();
        for difference in pair.quiet().filter(|d| d.nature == nature) {
            let name = difference.name.say(look.lang);
            let name = name.rsplit(" › ").next().unwrap_or(name);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() {
            continue;
        }
        let more = match names.len() > NAMES {
            true => ", …",
            false => "",
        };
        names.truncate(NAMES);
        let (word, names) = (nature.text(), names.join(", "));
        let (en, ko) = (&word.en, &word.ko);
        said.push(text!(en: "{en}: {names}{more}", ko: "{ko}: {names}{more}"));
    }
    (!said.is_empty()).then(|| Text::join(&said, "; "))
}

/// What one side says of a difference.
pub fn said(difference: &Difference, side: usize, look: &Look) -> Vec<Span> {
    let value = difference.says.get(side).and_then(Option::as_ref);
    match value {
        None => vec![Span::new(look.word("(absent)", "(없음)"), Ink::Faint)],
        Some(value) => {
            let word = look.say(value);
            let hex = word.len() > 20 && word.bytes().all(|b| b.is_ascii_hexdigit());
            let cut = match difference.nature {
                Nature::Changed => false,
                // What carries the rest, or is made from it, is long and says nothing new.
                Nature::Fresh | Nature::Follows => look.depth != Depth::Byte || word.len() > 256,
                Nature::Meant => look.depth == Depth::Block,
            };
            let word = match hex && cut {
                true => middle(word),
                false => word.to_owned(),
            };
            vec![Span::plain(word)]
        }
    }
}

/// A difference with both values one under the other.
pub fn rows(
    comparison: &Comparison<'_>,
    pair: &Pair,
    difference: &Difference,
    look: &Look,
    columns: usize,
    indent: usize,
) -> Vec<Row> {
    let mut rows = wrap(&titled(difference, look), columns, indent, indent + 2);
    let widest = comparison.names.iter().map(|name| width(name)).max();
    // A name that takes all the room leaves none for the value.
    let edge = widest.unwrap_or_default().min(columns / 3);
    for (side, name) in comparison.names.iter().enumerate() {
        let name = Row(vec![Span::new(name, Ink::Faint)])
            .fit(edge)
            .padded(edge);
        let mut words = name.0;
        words.push(Span::plain("  "));
        let mut value = said(difference, side, look);
        let text = wrap(
            &value,
            columns,
            indent + 2 + edge + 2,
            indent + 2 + edge + 2,
        );
        let mut first = Row::indented(indent + 2);
        first.0.append(&mut words);
        let mut lines = text.into_iter();
        match lines.next() {
            Some(line) => first.0.extend(line.0.into_iter().skip(1)),
            None => first.0.append(&mut value),
        }
        rows.push(first.fit(columns));
        rows.extend(lines);
        if look.depth == Depth::Byte || difference.nature == Nature::Changed {
            rows.extend(bytes::rows(
                comparison,
                pair,
                difference,
                side,
                (columns, indent + 4),
            ));
        }
    }
    rows
}

/// Its name, and whether it means anything where that is not plain.
pub fn titled(difference: &Difference, look: &Look) -> Vec<Span> {
    let mut spans = vec![Span::new(look.say(&difference.name), Ink::Name)];
    let word = difference.nature.text();
    match difference.nature {
        Nature::Meant => {}
        Nature::Changed => {
            spans.push(Span::plain("  "));
            spans.push(Span::new(look.say(&word), Ink::Bad));
        }
        Nature::Fresh | Nature::Follows => {
            spans.push(Span::plain("  "));
            spans.push(Span::new(look.say(&word), Ink::Faint));
        }
    }
    spans
}
