//! Faults of a step: level and code, the bytes at fault, what is wrong, why it matters, the repair, the alert.

use crate::base::level::Level;
use crate::base::text::Text;
use crate::story::model::{Fault, FaultPlace};
use crate::text;
use crate::view::layout::{Ink, Row, Span, middle, wrap};
use crate::view::look::{Depth, Look};

/// A fault in a few rows; its why from the depth of fields on.
pub fn rows(fault: &Fault, look: &Look, columns: usize, indent: usize) -> Vec<Row> {
    let level = Text::from(fault.level.doc());
    let ink = match fault.level {
        Level::Error => Ink::Bad,
        Level::Warning => Ink::Maybe,
        Level::Note => Ink::Faint,
    };
    let mut head = vec![
        Span::new(look.say(&level), ink),
        Span::plain(" "),
        Span::tight(fault.code, Ink::Name),
    ];
    if let Some(place) = &fault.place {
        head.push(Span::plain("  "));
        head.push(Span::new(look.say(&said(place)), Ink::Faint));
    }
    if let Some(bytes) = fault.place.as_ref().map(|place| &place.bytes)
        && !bytes.is_empty()
    {
        head.push(Span::plain("  "));
        head.push(Span::tight(middle(&hex::encode(bytes)), Ink::Bad));
    }
    if !fault.rfc.is_empty() {
        head.push(Span::plain("  "));
        head.push(Span::tight(fault.rfc, Ink::Faint));
    }
    let mut rows = wrap(&head, columns, indent, indent + 2);
    let inner = indent + 2;
    rows.extend(wrap(
        &[Span::plain(look.say(&fault.says))],
        columns,
        inner,
        inner,
    ));
    if let Depth::Field | Depth::Byte = look.depth
        && !fault.why.is_empty()
    {
        let why = [Span::new(look.say(&fault.why), Ink::Faint)];
        rows.extend(wrap(&why, columns, inner, inner));
    }
    let alert = fault.alert.map(Text::same);
    let lines = [
        (look.word("repair: ", "고치는 법: "), Some(&fault.repair)),
        (
            look.word("a TLS peer would send: ", "TLS 상대가 보낼 경보: "),
            alert.as_ref(),
        ),
    ];
    for (label, words) in lines {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            let spans = [Span::new(label, Ink::Faint), Span::plain(look.say(words))];
            rows.extend(wrap(&spans, columns, inner, inner + 2));
        }
    }
    rows
}

/// Where it is, in words.
pub fn said(place: &FaultPlace) -> Text {
    let (en, ko) = (&place.named.en, &place.named.ko);
    let (from, to) = (place.at.start, place.at.end.saturating_sub(1));
    match place.at.len() {
        0 => place.named.clone(),
        1 => text!(en: "{en}, byte {from}", ko: "{ko}, {from}번째 바이트"),
        _ => text!(en: "{en}, bytes {from} to {to}", ko: "{ko}, {from}~{to}번째 바이트"),
    }
}
