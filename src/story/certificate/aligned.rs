//! The parts of two documents, side by side: what stands in both, in one alone, and what differs within a part.

use crate::base::reader::Note;
use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::story::certificate::section::{Section, is_header};
use crate::story::certificate::sheet::Sheet;

/// One part, where it stands.
pub(crate) struct Pair<'s> {
    /// What it is called: the name of the field, or of an extension the identifier.
    pub(crate) name: String,
    /// In the first document.
    pub(crate) a: Option<&'s Section>,
    /// In the second.
    pub(crate) b: Option<&'s Section>,
}

/// A value within a part: what it is called, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// Name of the field.
    pub(crate) name: &'static str,
    /// What it says.
    pub(crate) text: Text,
}

/// The parts of both in the order of the first; what only the second has stands behind what comes before it there.
pub(crate) fn pairs<'s>(a: &'s Sheet, b: &'s Sheet) -> Vec<Pair<'s>> {
    let named = |sheet: &'s Sheet| -> Vec<(String, &'s Section)> {
        let mut all: Vec<(String, &Section)> = Vec::new();
        for section in &sheet.sections {
            let name = name(sheet, section);
            // A part that is repeated, such as an entry of a list, is matched by its place among its kind.
            let before = all.iter().filter(|(other, _)| is_of(other, &name)).count();
            let name = match before {
                0 => name,
                n => format!("{name} #{}", n + 1),
            };
            all.push((name, section));
        }
        all
    };
    let (left, right) = (named(a), named(b));
    let mut pairs: Vec<Pair<'s>> = left
        .iter()
        .map(|(name, section)| Pair {
            name: name.clone(),
            a: Some(section),
            b: right
                .iter()
                .find(|(other, _)| other == name)
                .map(|(_, section)| *section),
        })
        .collect();
    let mut behind = 0;
    for (name, section) in right {
        match pairs.iter().position(|pair| pair.name == name) {
            Some(at) => behind = at + 1,
            None => {
                let pair = Pair {
                    name,
                    a: None,
                    b: Some(section),
                };
                pairs.insert(behind.min(pairs.len()), pair);
                behind += 1;
            }
        }
    }
    pairs
}

fn is_of(numbered: &str, name: &str) -> bool {
    let bare = numbered.split_once(" #").map_or(numbered, |(bare, _)| bare);
    bare == name
}

/// What a part is called.
fn name(sheet: &Sheet, section: &Section) -> String {
    match section.field.name {
        "extension" => {
            let id = sheet.named(&section.at, "extnID").next();
            let path = id.and_then(|note| oid::dotted(sheet.bytes(note)));
            path.map_or_else(
                || "extension".to_owned(),
                |path| oid::name(&path).to_owned(),
            )
        }
        // A request and a certificate name the same two things differently.
        "subjectPKInfo" => "subjectPublicKeyInfo".to_owned(),
        "signature" if is_last(sheet, section) => "signatureValue".to_owned(),
        name => name.trim_end_matches(" extension").to_owned(),
    }
}

/// Whether it is the last part of its document.
pub(crate) fn is_last(sheet: &Sheet, section: &Section) -> bool {
    let last = sheet.sections.last();
    last.is_some_and(|last| last.own == section.own)
}

/// Whether both stand there with the same bytes.
pub(crate) fn is_same(a: &Sheet, b: &Sheet, pair: &Pair<'_>) -> bool {
    match (pair.a, pair.b) {
        (Some(left), Some(right)) => {
            a.whole.bytes.get(left.own.clone()) == b.whole.bytes.get(right.own.clone())
        }
        _ => false,
    }
}

/// The values of a part, headers and what only names them left out.
pub(crate) fn values(sheet: &Sheet, section: &Section) -> Vec<Said> {
    let leaves = sheet.leaves(&section.own);
    let told = leaves.filter(|note| !is_header(note) && !is_frame(note));
    told.map(|note| Said {
        name: note.field.name,
        text: sheet.say(note),
    })
    .filter(|said| !said.text.is_empty() && said.text.en != "not set")
    .collect()
}

fn is_frame(note: &Note) -> bool {
    ["unused bits", "extnID", "attribute type"].contains(&note.field.name)
}

/// The values of `left` that `right` does not have, counting repeats.
pub(crate) fn only(left: &[Said], right: &[Said]) -> Vec<Said> {
    let mut rest: Vec<&Said> = right.iter().collect();
    let mut found = Vec::new();
    for said in left {
        match rest.iter().position(|other| *other == said) {
            Some(at) => drop(rest.remove(at)),
            None => found.push(said.clone()),
        }
    }
    found
}
