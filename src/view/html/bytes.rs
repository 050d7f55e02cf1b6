//! An exhibit: its bytes, each leading to the field it belongs to, and the fields, each opening to what it is for.

use std::ops::Range;

use crate::base::exhibit::Exhibit;
use crate::base::field::Show;
use crate::base::reader::Note;
use crate::base::text::Text;
use crate::text;
use crate::view::fields::origin;
use crate::view::html::markup::Markup;
use crate::view::layout::{bytes_told, cut, middle};

/// The exhibit, folded; `id` is its own on the page.
pub(super) fn write(m: &mut Markup, exhibit: &Exhibit, id: &str) {
    m.tag("details", &[("class", "exhibit"), ("id", id)], |m| {
        m.tag("summary", &[], |m| {
            m.said("b", &[], &exhibit.title);
            m.ours(" ");
            let size = bytes_told(exhibit.bytes.len());
            let words = match origin(&exhibit.origin) {
                origin if origin == exhibit.title => size,
                origin => Text::join([&origin, &size], ", "),
            };
            m.said("span", &[("class", "faint")], &words);
        });
        m.tag("p", &[("class", "hex")], |m| digits(m, exhibit, id));
        m.tag("div", &[("class", "fields")], |m| {
            for (n, note) in exhibit.notes.iter().enumerate() {
                field(m, exhibit, note, &format!("{id}-{n}"));
            }
        });
        if let Some(broken) = &exhibit.broken {
            m.tag("p", &[("class", "bad")], |m| {
                m.word("broken: ", "깨짐: ");
                m.say(&broken.text());
            });
        }
    });
}

/// The bytes in runs, a run a field: leaf notes tile them, and what none explains says so.
fn digits(m: &mut Markup, exhibit: &Exhibit, id: &str) {
    let mut at = 0;
    let mut owner = 0;
    for (n, note) in exhibit.notes.iter().enumerate() {
        // Bits share the bytes of their number, which is the one to lead to.
        if !matches!(note.field.show, Show::Bits { .. }) {
            owner = n;
        }
        let next = exhibit.notes.get(n + 1);
        let leaf = next.is_none_or(|next| next.depth <= note.depth);
        let range = note.range();
        if !leaf || range.end <= at {
            continue;
        }
        unexplained(m, exhibit, at..range.start);
        let from = at.max(range.start);
        let link = format!("#{id}-{owner}");
        let name = exhibit.notes.get(owner).map_or("", |note| note.field.name);
        let title = format!("{name} @ {}", exhibit.start() + from);
        let class = if exhibit.marks(note) { "marked" } else { "run" };
        m.tag(
            "a",
            &[("href", &link), ("title", &title), ("class", class)],
            |m| spaced(m, exhibit, from..range.end),
        );
        m.ours(" ");
        at = range.end;
    }
    unexplained(m, exhibit, at..exhibit.bytes.len());
}

fn unexplained(m: &mut Markup, exhibit: &Exhibit, range: Range<usize>) {
    if !range.is_empty() {
        m.tag("span", &[("class", "unexplained")], |m| {
            spaced(m, exhibit, range)
        });
        m.ours(" ");
    }
}

fn spaced(m: &mut Markup, exhibit: &Exhibit, range: Range<usize>) {
    let bytes = exhibit.bytes.get(range).unwrap_or_default();
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    m.text(&digits.join(" "));
}

/// A field: its name and value, and below it what it is for. The place that bytes lead to is within, so that a browser opens it.
fn field(m: &mut Markup, exhibit: &Exhibit, note: &Note, id: &str) {
    let depth = format!("--depth:{}", note.depth.min(12));
    let meaning = note.field.meaning(note.of(&exhibit.bytes));
    m.tag("details", &[("class", "field"), ("style", &depth)], |m| {
        m.tag("summary", &[], |m| {
            if exhibit.marks(note) {
                m.ours("▶ ");
            }
            m.with("b", &[], note.field.name);
            value(m, exhibit, note);
        });
        m.tag("p", &[("id", id)], |m| {
            if let Some(meaning) = meaning {
                m.say(&Text::from(meaning));
                m.ours(" ");
            }
            if !note.field.doc.is_empty() {
                m.said("span", &[("class", "faint")], &Text::from(note.field.doc));
                m.ours(" ");
            }
            let at = note.range();
            let start = exhibit.start() + at.start;
            m.tag("span", &[("class", "fact")], |m| {
                m.say(&place(start, at.len()));
            });
            m.rfc(note.field.rfc);
        });
    });
}

fn place(start: usize, length: usize) -> Text {
    let size = bytes_told(length);
    let (en, ko) = (size.en, size.ko);
    text!(en: "{en} from byte {start}", ko: "{start}번째 바이트부터 {ko}")
}

fn value(m: &mut Markup, exhibit: &Exhibit, note: &Note) {
    const MOST: usize = 200;
    let Some(value) = note.field.value(note.of(&exhibit.bytes)) else {
        return;
    };
    m.ours(" ");
    match note.field.show {
        // The digits stand above, whole.
        Show::Hex => m.with("code", &[], &middle(&value.en)),
        Show::Group
        | Show::Dec
        | Show::Utf8
        | Show::Ip4
        | Show::Ip6
        | Show::Mac
        | Show::Code(_)
        | Show::Bits { .. }
        | Show::With(_) => m.say(&Text {
            en: cut(&value.en, MOST).into(),
            ko: cut(&value.ko, MOST).into(),
        }),
    }
}
