//! Values with who knows them, and bytes in hexadecimal.

use crate::base::side::Knows;
use crate::story::blank::Part;
use crate::story::model::{Value, What};
use crate::view::html::blank;
use crate::view::html::markup::Markup;
use crate::view::html::place::Place;
use crate::view::layout::middle;

/// Bytes that are shown whole at once.
const WHOLE: usize = 64;

/// The values of step `n`, each with its tag; what stood on the wire has none.
pub(super) fn table(m: &mut Markup, place: &Place<'_>, n: usize, values: &[Value]) {
    if values.is_empty() {
        return;
    }
    m.tag("dl", &[("class", "values")], |m| {
        for (v, value) in values.iter().enumerate() {
            m.said("dt", &[], &value.name);
            m.tag("dd", &[], |m| {
                match place.asked(n, Part::Value(v)) {
                    Some(asked) => blank::write(m, asked),
                    None => what(m, &value.what),
                }
                tag(m, value.knows);
            });
        }
    });
}

/// The value itself.
pub(super) fn what(m: &mut Markup, what: &What) {
    match what {
        What::Words(words) => m.said("span", &[("class", "words")], words),
        What::Bytes(bytes) => digits(m, bytes),
    }
}

/// Bytes in hexadecimal; many of them open to the whole.
pub(super) fn digits(m: &mut Markup, bytes: &[u8]) {
    let whole = hex::encode(bytes);
    if bytes.len() <= WHOLE {
        return code(m, &whole);
    }
    m.tag("details", &[("class", "long")], |m| {
        m.tag("summary", &[], |m| m.with("code", &[], &middle(&whole)));
        code(m, &whole);
    });
}

/// Digits that may be broken after every fourth byte, never within one.
fn code(m: &mut Markup, digits: &str) {
    const PIECE: usize = 8;
    m.tag("code", &[("class", "bytes")], |m| {
        let mut left = digits;
        while let Some((piece, rest)) = left.split_at_checked(PIECE) {
            m.text(piece);
            m.ours("<wbr/>");
            left = rest;
        }
        m.text(left);
    });
}

/// Who knows it.
pub(super) fn tag(m: &mut Markup, knows: Knows) {
    let class = match knows {
        Knows::Wire => return,
        Knows::Client => "tag client",
        Knows::Server => "tag server",
        Knows::Secret => "tag maybe",
        Knows::Attacker => "tag bad",
        Knows::Both | Knows::Recomputed | Knows::Inferred | Knows::Constant => "tag",
    };
    m.ours(" ");
    m.said("span", &[("class", class)], &knows.text());
}
