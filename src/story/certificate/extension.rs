//! The extensions of a certificate, a step each.

use crate::base::field::Show;
use crate::base::reader::Note;
use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::dissect::x509::oid;
use crate::story::certificate::facts::NAMES;
use crate::story::certificate::section::{Section, is_header};
use crate::story::certificate::sheet::Sheet;
use crate::story::model::{Step, Value};
use crate::text;
use crate::trust::names::unicode;

/// Values of one extension that are named one by one.
const NAMED: usize = 8;

/// The step of an extension.
pub(crate) fn step(sheet: &Sheet, section: &Section) -> Step {
    let field = section.field;
    let name = field.name.trim_end_matches(" extension");
    let path = sheet
        .named(&section.at, "extnID")
        .next()
        .and_then(|note| oid::dotted(sheet.bytes(note)))
        .unwrap_or_default();
    let known = field.name != "extension";
    let shown = match known {
        true => name,
        false if path.is_empty() => field.name,
        false => oid::name(&path),
    };
    let mut step = Step::desk(Text::same(shown.to_owned()), field.rfc);
    step.sentence = match name {
        "subjectAltName" => names(&mut step, sheet, section),
        "keyUsage" => uses(&mut step, sheet, section),
        "extKeyUsage" => purposes(&mut step, sheet, section),
        "basicConstraints" => basic(&mut step, sheet, section),
        "nameConstraints" => fences(&mut step, sheet, section),
        "subjectKeyIdentifier" => label(
            &mut step,
            sheet,
            section,
            "subject key identifier",
            Doc::new(
                "A label for its key, so that certificates below can point at it.",
                "이 키의 이름표. 아래 인증서들이 이것을 가리킨다.",
            ),
        ),
        "authorityKeyIdentifier" => label(
            &mut step,
            sheet,
            section,
            "keyIdentifier",
            Doc::new(
                "Points at the issuer's key by its label.",
                "발급자의 키를 이름표로 가리킨다.",
            ),
        ),
        _ if known => other(&mut step, sheet, section),
        _ => unknown(&mut step, &path, sheet, section),
    };
    if known {
        step.why.push(Text::from(field.doc));
    }
    let critical = is_critical(sheet, section);
    if known && critical {
        step.values
            .push(Value::plain("critical", "TRUE", Knows::Wire));
        step.why.push(Text::new(
            "It is marked critical: who does not understand it must refuse the certificate.",
            "중요(critical) 표시가 있다. 이해하지 못하는 쪽은 인증서를 거부해야 한다.",
        ));
    }
    step.exhibits.push(sheet.exhibit(section));
    step
}

fn is_critical(sheet: &Sheet, section: &Section) -> bool {
    let note = sheet.named(&section.at, "critical").next();
    note.is_some_and(|note| sheet.bytes(note).iter().any(|byte| *byte != 0))
}

/// Leaves that carry a value of the extension itself.
fn carries(sheet: &Sheet, section: &Section) -> Vec<Note> {
    const FRAME: [&str; 5] = ["extnID", "critical", "unused bits", "extnValue", "length"];
    sheet
        .leaves(&section.own)
        .filter(|note| !is_header(note) && !FRAME.contains(&note.field.name))
        .cloned()
        .collect()
}

fn names(step: &mut Step, sheet: &Sheet, section: &Section) -> Text {
    let notes: Vec<Note> = carries(sheet, section)
        .into_iter()
        .filter(|note| NAMES.contains(&note.field.name))
        .collect();
    for note in notes.iter().take(NAMED) {
        let says = sheet.say(note);
        let says = match unicode(&says.en) {
            Some(unicode) => Text::same(format!("{} ({unicode})", says.en)),
            None => says,
        };
        step.values
            .push(Value::new(note.field.name, says, Knows::Wire));
    }
    more(step, notes.len());
    let wild = notes
        .iter()
        .any(|note| sheet.bytes(note).starts_with(b"*."));
    let sentence = match notes.len() {
        0 => Text::new(
            "It lists no name that can be shown.",
            "보일 수 있는 이름이 없다.",
        ),
        1 => Text::new(
            "The one name it speaks for; a client that asked for another refuses it.",
            "인증서로 증명하는 이름은 하나이다. 다른 이름을 찾던 클라이언트는 거부한다.",
        ),
        n => text!(
            en: "The {n} names it speaks for; a client that asked for another refuses it.",
            ko: "인증서로 증명하는 이름 {n}개. 다른 이름을 찾던 클라이언트는 거부한다."
        ),
    };
    match wild {
        true => sentence.then(&Text::new(
            "A star stands for exactly one label, the leftmost.",
            "별표는 맨 왼쪽의 한 마디만 대신한다.",
        )),
        false => sentence,
    }
}

fn more(step: &mut Step, count: usize) {
    let rest = count.saturating_sub(NAMED);
    if rest > 0 {
        step.values.push(Value::new(
            "…",
            text!(en: "{rest} more", ko: "{rest}개 더"),
            Knows::Wire,
        ));
    }
}

fn uses(step: &mut Step, sheet: &Sheet, section: &Section) -> Text {
    let Some(note) = sheet.named(&section.at, "key uses").next() else {
        return Text::from(section.field.doc);
    };
    let says = sheet.say(note);
    let set = sheet
        .whole
        .notes
        .iter()
        .filter(|bit| bit.at == note.at && bit.depth > note.depth)
        .filter(|bit| sheet.say(bit).en == "set");
    for bit in set {
        let (name, en, ko) = (bit.field.name, bit.field.doc.en, bit.field.doc.ko);
        step.why.push(text!(en: "{name}: {en}", ko: "{name}: {ko}"));
    }
    step.values
        .push(Value::new("keyUsage", says.clone(), Knows::Wire));
    let (en, ko) = (says.en, says.ko);
    match en.contains("keyCertSign") {
        true => text!(
            en: "What the key may do: {en}. With keyCertSign it may sign other certificates.",
            ko: "키로 할 수 있는 일: {ko}. keyCertSign이 있어 다른 인증서에 서명할 수 있다."
        ),
        false => text!(
            en: "What the key may do: {en}. Without keyCertSign it may not sign certificates.",
            ko: "키로 할 수 있는 일: {ko}. keyCertSign이 없어 인증서에는 서명할 수 없다."
        ),
    }
}

fn purposes(step: &mut Step, sheet: &Sheet, section: &Section) -> Text {
    let notes: Vec<&Note> = sheet.named(&section.at, "KeyPurposeId").collect();
    let mut phrases = Vec::new();
    for note in notes.iter().take(NAMED) {
        let path = oid::dotted(sheet.bytes(note)).unwrap_or_default();
        let phrase = oid::find(&path).map(|known| known.doc);
        phrases.extend(phrase.filter(|doc| !doc.is_empty()).map(Text::from));
        let name = oid::name(&path).trim_start_matches("id-kp-").to_owned();
        step.values.push(Value::plain("purpose", name, Knows::Wire));
    }
    more(step, notes.len());
    let all = Text::join(&phrases, "; ");
    let (en, ko) = (all.en, all.ko);
    match phrases.is_empty() {
        true => Text::new(
            "It names purposes that are not known here.",
            "여기서 알지 못하는 용도를 적었다.",
        ),
        false => text!(en: "Its owner {en}.", ko: "소유자에게 허용된 것: {ko}."),
    }
}

fn basic(step: &mut Step, sheet: &Sheet, section: &Section) -> Text {
    let value = |name| sheet.named(&section.at, name).next();
    let authority = value("cA").is_some_and(|note| sheet.bytes(note).iter().any(|byte| *byte != 0));
    let length = value("pathLenConstraint").map(|note| sheet.say(note).en);
    let word = match authority {
        true => "TRUE",
        false => "FALSE",
    };
    step.values.push(Value::plain("cA", word, Knows::Wire));
    if let Some(length) = &length {
        step.values
            .push(Value::plain("pathLenConstraint", length, Knows::Wire));
    }
    match (authority, length.as_deref()) {
        (false, _) => Text::new(
            "Its owner is no authority: certificates it signs are worth nothing.",
            "소유자는 인증 기관이 아니다. 이것으로 서명한 인증서는 아무 가치가 없다.",
        ),
        (true, None) => Text::new(
            "Its owner is an authority and may have any number of authorities below.",
            "소유자는 인증 기관이며 아래에 인증 기관을 얼마든지 둘 수 있다.",
        ),
        (true, Some("0")) => Text::new(
            "Its owner is an authority and may issue to servers and people, but to no further authority.",
            "소유자는 인증 기관이다. 서버와 사람에게는 발급할 수 있지만 다른 인증 기관에는 발급할 수 없다.",
        ),
        (true, Some(length)) => text!(
            en: "Its owner is an authority; at most {length} further authorities may stand below it in a path.",
            ko: "소유자는 인증 기관이다. 경로에서 그 아래에 둘 수 있는 인증 기관은 {length}개까지이다."
        ),
    }
}

fn fences(step: &mut Step, sheet: &Sheet, section: &Section) -> Text {
    for (name, title) in [
        ("permittedSubtrees", "permitted"),
        ("excludedSubtrees", "excluded"),
    ] {
        let Some(group) = sheet.named(&section.at, name).next() else {
            continue;
        };
        let trees: Vec<String> = sheet
            .leaves(&group.range())
            .filter(|note| NAMES.contains(&note.field.name))
            .map(|note| sheet.say(note).en.into_owned())
            .collect();
        let mut said: Vec<String> = trees.iter().take(2 * NAMED).cloned().collect();
        if trees.len() > said.len() {
            said.push(format!("… {}", trees.len() - said.len()));
        }
        step.values
            .push(Value::plain(title, said.join(", "), Knows::Wire));
    }
    Text::new(
        "A fence: whatever is issued below it may only carry names that are permitted and not excluded.",
        "울타리. 그 아래에서 발급한 것은 허용되고 제외되지 않은 이름만 가질 수 있다.",
    )
}

fn label(
    step: &mut Step,
    sheet: &Sheet,
    section: &Section,
    name: &'static str,
    sentence: Doc,
) -> Text {
    if let Some(note) = sheet.named(&section.at, name).next() {
        step.values
            .push(Value::hex(name, sheet.bytes(note), Knows::Wire));
    }
    Text::from(sentence)
}

fn other(step: &mut Step, sheet: &Sheet, section: &Section) -> Text {
    values(step, sheet, section);
    Text::from(section.field.doc)
}

/// The values in a section, as its bytes have them.
pub(crate) fn values(step: &mut Step, sheet: &Sheet, section: &Section) {
    let notes = carries(sheet, section);
    for note in notes.iter().take(NAMED) {
        let name = note.field.name;
        step.values.push(match note.field.show {
            Show::Hex => Value::hex(name, sheet.bytes(note), Knows::Wire),
            _ => Value::new(name, sheet.say(note), Knows::Wire),
        });
    }
    more(step, notes.len());
}

fn unknown(step: &mut Step, path: &str, sheet: &Sheet, section: &Section) -> Text {
    step.values.push(Value::plain("extnID", path, Knows::Wire));
    let critical = is_critical(sheet, section);
    match critical {
        true => Text::new(
            "An extension that is not known here, and critical: who does not understand it must refuse the certificate.",
            "여기서 알지 못하는 확장이며 중요(critical) 표시가 있다. 이해하지 못하는 쪽은 인증서를 거부해야 한다.",
        ),
        false => Text::new(
            "An extension that is not known here; it is not critical, so it may be passed over.",
            "여기서 알지 못하는 확장이다. 중요 표시가 없으므로 지나쳐도 된다.",
        ),
    }
}
