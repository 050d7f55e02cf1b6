//! An exhibit: its bytes, run by run, each under the name of its field and opening in place to what it says and what it is for.
//!
//! Groups are boxes around their parts. A hand-out has names and bytes alone: what they say is for the reader to find.

use std::ops::Range;

use crate::base::exhibit::Exhibit;
use crate::base::field::Show;
use crate::base::reader::Note;
use crate::base::text::Text;
use crate::text;
use crate::view::fields::origin;
use crate::view::html::markup::Markup;
use crate::view::html::place::Place;
use crate::view::layout::{bytes_told, cut};

/// Boxes within boxes, at most; what lies deeper stands in the innermost.
const DEEPEST: u16 = 16;
/// Bytes of a run that stands beside others; a longer one has lines of its own.
const BESIDE: usize = 24;

/// Exhibit `e` of step `n`, folded.
pub(super) fn write(m: &mut Markup, place: &Place<'_>, n: usize, e: usize, exhibit: &Exhibit) {
    let id = place.bytes(n, e);
    let mut attributes = vec![("class", "exhibit"), ("id", id.as_str())];
    // On paper nothing opens: where something is to be read, the innermost bytes of the step stand open.
    let after = place.story.steps.get(n).map(|step| step.exhibits.len());
    if place.asks(n) && after == Some(e + 1) {
        attributes.push(("open", "open"));
    }
    m.tag("details", &attributes, |m| {
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
        let mut writing = Writing {
            exhibit,
            id: &id,
            at: 0,
            told: !place.is_blank(),
        };
        m.tag("div", &[("class", "runs")], |m| {
            writing.notes(m, 0..exhibit.notes.len(), 0);
            writing.unexplained(m, exhibit.bytes.len());
        });
        if let Some(broken) = &exhibit.broken {
            m.tag("p", &[("class", "bad")], |m| {
                m.word("broken: ", "깨짐: ");
                m.say(&broken.text());
            });
        }
    });
}

/// An exhibit that is being written.
struct Writing<'e> {
    exhibit: &'e Exhibit,
    id: &'e str,
    /// The first byte that is not written yet: leaf notes tile the bytes, and what none explains says so.
    at: usize,
    /// Whether it is said what bytes say.
    told: bool,
}

impl Writing<'_> {
    /// The notes of `range`, each with what it holds.
    fn notes(&mut self, m: &mut Markup, range: Range<usize>, deep: u16) {
        let mut n = range.start;
        while n < range.end {
            let Some(note) = self.exhibit.notes.get(n) else {
                return;
            };
            let rest = self.exhibit.notes.get(n + 1..range.end).unwrap_or_default();
            let inside = rest.iter().take_while(|part| part.depth > note.depth);
            let after = n + 1 + inside.count();
            let bits = rest.first().is_some_and(is_bits);
            match after > n + 1 && !bits && deep < DEEPEST {
                true => {
                    m.tag("div", &[("class", "group")], |m| {
                        self.field(m, note, n, None);
                        m.tag("div", &[("class", "runs")], |m| {
                            self.notes(m, n + 1..after, deep + 1);
                            self.unexplained(m, note.range().end);
                        });
                    });
                    n = after;
                }
                false => {
                    self.leaf(m, note, n, after > n + 1 && !bits);
                    n += 1;
                }
            }
        }
    }

    fn leaf(&mut self, m: &mut Markup, note: &Note, n: usize, is_group: bool) {
        let range = note.range();
        if is_group || is_bits(note) {
            return self.field(m, note, n, None);
        }
        self.unexplained(m, range.start);
        let from = self.at.max(range.start);
        self.at = self.at.max(range.end);
        self.field(m, note, n, Some(from..range.end));
    }

    /// A field: its name, its bytes and what they say; opened, what it is for. The place that links lead to is within, so that a
    /// browser opens it.
    fn field(&self, m: &mut Markup, note: &Note, n: usize, bytes: Option<Range<usize>>) {
        let bytes = bytes.filter(|bytes| !bytes.is_empty());
        let marked = self.exhibit.marks(note);
        let long = bytes.as_ref().is_some_and(|bytes| bytes.len() > BESIDE);
        let class = match (marked, long) {
            (false, false) => "field",
            (false, true) => "field long",
            (true, false) => "field marked",
            (true, true) => "field long marked",
        };
        if !self.told {
            return m.tag("div", &[("class", class)], |m| {
                self.shown(m, note, bytes, marked)
            });
        }
        let id = format!("{}-{n}", self.id);
        m.tag("details", &[("class", class)], |m| {
            m.tag("summary", &[], |m| {
                self.shown(m, note, bytes, marked);
                value(m, self.exhibit, note);
            });
            m.tag("p", &[("id", &id)], |m| self.told(m, note, &id));
        });
    }

    fn shown(&self, m: &mut Markup, note: &Note, bytes: Option<Range<usize>>, marked: bool) {
        if marked {
            m.ours("▶ ");
        }
        match is_bits(note) {
            // The names of flags are all there, whichever are set.
            true => m.tag("b", &[], |m| m.label(note.field.name)),
            false => m.with("b", &[], note.field.name),
        }
        if let Some(bytes) = bytes {
            m.with("code", &[], &spaced(self.exhibit, bytes));
        }
    }

    fn told(&self, m: &mut Markup, note: &Note, id: &str) {
        if let Some(meaning) = note.field.meaning(note.of(&self.exhibit.bytes)) {
            m.say(&Text::from(meaning));
            m.ours(" ");
        }
        if !note.field.doc.is_empty() {
            m.say(&Text::from(note.field.doc));
            m.ours(" ");
        }
        let at = note.range();
        let where_it_is = place(self.exhibit.start() + at.start, at.len());
        m.said("span", &[("class", "faint")], &where_it_is);
        m.rfc(note.field.rfc);
        m.ours(" ");
        let link = format!("#{id}");
        m.with("a", &[("class", "here"), ("href", &link)], &link);
    }

    fn unexplained(&mut self, m: &mut Markup, end: usize) {
        if self.at >= end {
            return;
        }
        let range = self.at..end;
        self.at = end;
        m.tag("div", &[("class", "field unexplained")], |m| {
            m.tag("b", &[], |m| m.word("not explained", "설명 없음"));
            m.with("code", &[], &spaced(self.exhibit, range));
        });
    }
}

/// Bits share the bytes of their number, which shows them.
fn is_bits(note: &Note) -> bool {
    matches!(note.field.show, Show::Bits { .. })
}

fn spaced(exhibit: &Exhibit, range: Range<usize>) -> String {
    let bytes = exhibit.bytes.get(range).unwrap_or_default();
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.join(" ")
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
    match note.field.show {
        // The digits stand there already.
        Show::Hex => {}
        Show::Group
        | Show::Dec
        | Show::Utf8
        | Show::Ip4
        | Show::Ip6
        | Show::Mac
        | Show::Code(_)
        | Show::Bits { .. }
        | Show::With(_) => {
            let value = Text {
                en: cut(&value.en, MOST).into(),
                ko: cut(&value.ko, MOST).into(),
            };
            m.said("i", &[], &value);
        }
    }
}
