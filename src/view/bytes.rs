//! Every byte of an exhibit beside the field it belongs to.

use crate::base::exhibit::Exhibit;
use crate::base::field::Show;
use crate::base::reader::Note;
use crate::view::fields::{Long, broken, here, name_and_value, title};
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::Look;

/// Bytes on one row.
const ROW: usize = 8;
/// Columns of offset and digits: `00a0  16 03 01 00 f8 01 00 00  `.
const DIGITS: usize = 4 + 2 + ROW * 3 + 1;

/// The bytes of `exhibit`, eight a row, each run beside its field's name and value.
pub fn dump(exhibit: &Exhibit, look: &Look, columns: usize, indent: usize) -> Vec<Row> {
    let mut rows = title(exhibit, look, columns, indent);
    let text = columns.saturating_sub(indent + DIGITS);
    let mut at = 0;
    for (n, note) in exhibit.notes.iter().enumerate() {
        let deep = usize::from(note.depth).min(text / 3);
        let mut words = Vec::from_iter(here(note, exhibit));
        words.extend(name_and_value(note, exhibit, look, Long::Beside));
        let words = wrap(&words, text, deep, deep + 2);
        let bytes = match own_bytes(&exhibit.notes, n) {
            true => note.of(&exhibit.bytes),
            false => &[],
        };
        let start = note.range().start;
        if !bytes.is_empty() {
            rows.extend(unexplained(exhibit, at, start, look, indent));
            at = at.max(note.range().end);
        }
        rows.extend(run(bytes, exhibit.start() + start, words, indent));
    }
    rows.extend(unexplained(exhibit, at, exhibit.bytes.len(), look, indent));
    rows.extend(broken(exhibit, look, columns, indent));
    rows
}

/// Whether the bytes of note `n` are shown beside it: those of a group stand beside its parts, those of bits beside their number.
fn own_bytes(notes: &[Note], n: usize) -> bool {
    let Some(note) = notes.get(n) else {
        return false;
    };
    if matches!(note.field.show, Show::Bits { .. }) {
        return n == 0 || note.depth == 0;
    }
    match notes.get(n + 1) {
        Some(next) if next.depth > note.depth => matches!(next.field.show, Show::Bits { .. }),
        Some(_) | None => true,
    }
}

fn unexplained(exhibit: &Exhibit, from: usize, to: usize, look: &Look, indent: usize) -> Vec<Row> {
    let Some(bytes) = exhibit.bytes.get(from..to).filter(|b| !b.is_empty()) else {
        return Vec::new();
    };
    let word = look.word("(not explained)", "(설명 없음)");
    run(
        bytes,
        exhibit.start() + from,
        vec![Row(vec![Span::new(word, Ink::Maybe)])],
        indent,
    )
}

/// Digits of `bytes` on the left, `words` on the right, as many rows as the longer needs.
fn run(bytes: &[u8], start: usize, words: Vec<Row>, indent: usize) -> Vec<Row> {
    let lines: Vec<&[u8]> = bytes.chunks(ROW).collect();
    let mut words = words.into_iter();
    (0..lines.len().max(words.len()))
        .map(|n| {
            let mut row = Row::indented(indent);
            if let Some(line) = lines.get(n) {
                row.0
                    .push(Span::new(format!("{:04x}  ", start + n * ROW), Ink::Faint));
                let digits: Vec<String> = line.iter().map(|b| format!("{b:02x}")).collect();
                row.0.push(Span::plain(digits.join(" ")));
            }
            row = row.padded(indent + DIGITS);
            row.0.extend(words.next().unwrap_or_default().0);
            row
        })
        .collect()
}
