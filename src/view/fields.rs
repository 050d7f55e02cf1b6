//! The fields of an exhibit: as a tree with their meaning, or the few outer ones in brief.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Show;
use crate::base::reader::Note;
use crate::base::text::Text;
use crate::text;
use crate::view::header::frames;
use crate::view::layout::{Ink, Row, Span, bytes_told, cut, wrap};
use crate::view::look::Look;

/// Title and origin of an exhibit.
pub fn title(exhibit: &Exhibit, look: &Look, columns: usize, indent: usize) -> Vec<Row> {
    let size = bytes_told(exhibit.bytes.len());
    let words = match origin(&exhibit.origin) {
        origin if origin == exhibit.title => size,
        origin => Text::join([&origin, &size], ", "),
    };
    wrap(
        &[
            Span::new(look.say(&exhibit.title), Ink::Strong),
            Span::new(format!("  {}", look.say(&words)), Ink::Faint),
        ],
        columns,
        indent,
        indent + 2,
    )
}

/// Title and origin of an exhibit on one row.
pub fn heading(exhibit: &Exhibit, look: &Look, columns: usize) -> Row {
    let mut row = Row(vec![Span::new(look.say(&exhibit.title), Ink::Strong)]);
    let origin = origin(&exhibit.origin);
    if origin != exhibit.title {
        row.0.push(Span::plain("  "));
        row.0.push(Span::new(look.say(&origin), Ink::Faint));
    }
    row.fit(columns)
}

/// Where bytes come from, in words.
pub fn origin(origin: &Origin) -> Text {
    match origin {
        Origin::Packet(number) => text!(en: "frame {number}", ko: "프레임 {number}"),
        Origin::Stream { from, at, packets } => {
            let (side, carried) = (from.text(), frames(packets));
            text!(
                en: "{by} TCP bytes {start} to {end}, {frames}",
                ko: "TCP 바이트 {start}~{end} ({by_ko}), {frames_ko}",
                by = &side.en, by_ko = &side.ko, start = at.start, end = at.end.saturating_sub(1),
                frames = &carried.en, frames_ko = &carried.ko
            )
        }
        Origin::Opened {
            from,
            record,
            packets,
        } => {
            let (side, carried) = (from.text(), frames(packets));
            text!(
                en: "inside {by} record {record}, decrypted, {frames}",
                ko: "레코드 {record} ({by_ko}) 안, 복호화, {frames_ko}",
                by = &side.en, by_ko = &side.ko, frames = &carried.en, frames_ko = &carried.ko
            )
        }
        Origin::Computed => Text::new("computed, never on the wire", "계산한 값, 선로에 없었음"),
        Origin::Document => Text::new("as it was given", "받은 그대로"),
        Origin::Part { start, whole } => {
            text!(en: "from byte {start} of {whole}", ko: "전체 {whole}바이트 중 {start}번째부터")
        }
    }
}

/// Every field with its value, its registry's meaning, what it is for and where it is defined.
pub fn tree(exhibit: &Exhibit, look: &Look, columns: usize, indent: usize) -> Vec<Row> {
    let mut rows = title(exhibit, look, columns, indent);
    for note in &exhibit.notes {
        let at = deeper(indent, note, columns);
        let mut words = Vec::from_iter(here(note, exhibit));
        words.extend(name_and_value(note, exhibit, look, Long::Cut));
        rows.extend(wrap(&words, columns, at, at + 4));
        let mut lesson = Vec::new();
        if let Some(meaning) = note.field.meaning(note.of(&exhibit.bytes)) {
            lesson.push(Span::plain(meaning.say(look.lang)));
            lesson.push(Span::plain(" "));
        }
        if !note.field.doc.is_empty() {
            lesson.push(Span::new(note.field.doc.say(look.lang), Ink::Faint));
        }
        if !note.field.rfc.is_empty() {
            lesson.push(Span::plain("  "));
            lesson.push(Span::tight(note.field.rfc, Ink::Faint));
        }
        rows.extend(wrap(&lesson, columns, at + 4, at + 4));
    }
    rows.extend(broken(exhibit, look, columns, indent));
    rows
}

/// What could not be read.
pub fn broken(exhibit: &Exhibit, look: &Look, columns: usize, indent: usize) -> Vec<Row> {
    let Some(broken) = &exhibit.broken else {
        return Vec::new();
    };
    let words = [
        Span::new(look.word("broken: ", "깨짐: "), Ink::Bad),
        Span::plain(look.say(&broken.text())),
    ];
    wrap(&words, columns, indent, indent + 2)
}

/// The outer fields of an exhibit, one row each, at most `most` rows: the last group is opened, as the innermost protocol comes
/// last, and others while there is room.
pub fn outline(exhibit: &Exhibit, look: &Look, columns: usize, most: usize) -> Vec<Row> {
    const FEW: usize = 6;
    let notes = &exhibit.notes;
    let room = most.saturating_sub(1);
    let mut shown: Vec<usize> = (0..notes.len())
        .filter(|&n| notes.get(n).is_some_and(|note| note.depth == 0))
        .collect();
    let mut tried = Vec::new();
    while let Some(&open) = shown
        .iter()
        .rev()
        .find(|&&n| !tried.contains(&n) && !children(notes, n).is_empty())
    {
        tried.push(open);
        let parts = children(notes, open);
        if shown.len() + parts.len() <= room || shown.len() <= FEW {
            shown.extend(parts);
            shown.sort_unstable();
        }
    }
    let mut rows = vec![heading(exhibit, look, columns)];
    let over = shown.len().saturating_sub(room);
    for note in shown.iter().take(room).filter_map(|&n| notes.get(n)) {
        rows.push(outer(note, exhibit, look, columns));
    }
    if over > 0 {
        let words = text!(en: "… {over} more", ko: "… {over}개 더");
        rows.push(Row(vec![Span::new(look.say(&words), Ink::Faint)]));
    }
    rows.extend(broken(exhibit, look, columns, 0));
    rows
}

fn outer(note: &Note, exhibit: &Exhibit, look: &Look, columns: usize) -> Row {
    const SEEN: usize = 4;
    let bytes = note.of(&exhibit.bytes);
    let digits = match (note.field.show, bytes.get(..SEEN)) {
        (Show::Group | Show::Bits { .. }, _) => String::new(),
        (_, Some(first)) if bytes.len() > SEEN => format!("{}…", hex::encode(first)),
        (_, _) => hex::encode(bytes),
    };
    let mut row = Row(vec![
        Span::new(
            format!("{:04x} ", exhibit.start() + note.range().start),
            Ink::Faint,
        ),
        Span::new(format!("{digits:<9} "), Ink::Plain),
        Span::blank(usize::from(note.depth)),
    ]);
    row.0.extend(here(note, exhibit));
    row.0.extend(name_and_value(note, exhibit, look, Long::Cut));
    row.fit(columns)
}

fn children(notes: &[Note], parent: usize) -> Vec<usize> {
    let Some(depth) = notes.get(parent).map(|note| note.depth) else {
        return Vec::new();
    };
    notes
        .iter()
        .enumerate()
        .skip(parent + 1)
        .take_while(|(_, note)| note.depth > depth)
        .filter(|(_, note)| note.depth == depth + 1)
        .map(|(n, _)| n)
        .collect()
}

/// What happens to a long value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Long {
    /// It is cut after some columns.
    Cut,
    /// It stays whole; but hexadecimal is left out, as the bytes stand beside it.
    Beside,
}

/// The name of a field and, where it has one, its value.
pub fn name_and_value(note: &Note, exhibit: &Exhibit, look: &Look, long: Long) -> Vec<Span> {
    const MOST: usize = 64;
    let mut spans = vec![Span::new(note.field.name, Ink::Name)];
    let value = note.field.value(note.of(&exhibit.bytes));
    let said = match (long, note.field.show, &value) {
        (_, _, None) | (Long::Beside, Show::Hex, Some(_)) => return spans,
        (Long::Cut, _, Some(value)) => cut(look.say(value), MOST),
        (Long::Beside, _, Some(value)) => look.say(value).to_owned(),
    };
    spans.push(Span::plain(" "));
    spans.push(Span::plain(said));
    spans
}

/// The sign before the name of a field that an exhibit is shown for.
pub fn here(note: &Note, exhibit: &Exhibit) -> Option<Span> {
    exhibit.marks(note).then(|| Span::new("▶ ", Ink::Bad))
}

/// The indent of a note: two columns a group, at most half of the room.
pub fn deeper(indent: usize, note: &Note, columns: usize) -> usize {
    indent + (2 + usize::from(note.depth) * 2).min(columns / 2)
}
