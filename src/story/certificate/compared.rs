//! What differs between two documents, part by part in the order of the first: aligned by structure, not by bytes.

use crate::base::side::Knows;
use crate::base::text::{Text, plural};
use crate::story::certificate::aligned::{self, Pair, Said};
use crate::story::certificate::document::Document;
use crate::story::certificate::related::{self, Two};
use crate::story::certificate::sheet::Sheet;
use crate::story::certificate::span;
use crate::story::model::{Line, Step, Story, Value};
use crate::text;

/// The story, and whether there is a difference.
#[derive(Debug)]
pub struct Compared {
    /// What is told.
    pub story: Story,
    /// Whether the two are the same, byte for byte.
    pub same: bool,
}

/// Values of one part that are named one by one, for each of the two.
const NAMED: usize = 12;

/// Tells how `b` differs from `a`.
pub fn tell(a: &Document, b: &Document, remarks: &[Text]) -> Compared {
    let sheets = [a, b].map(Sheet::read);
    let [left, right] = &sheets;
    let two = Two::new(left, right);
    let mut story = Story::on_paper(related::say(&two));
    story.preface.push(places(a, b));
    story.preface.extend(remarks.iter().cloned());
    let (equal, other): (Vec<&Pair<'_>>, Vec<&Pair<'_>>) = two
        .pairs
        .iter()
        .partition(|pair| aligned::is_same(left, right, pair));
    for pair in &other {
        story.steps.push(step(left, right, pair));
    }
    if let Some(step) = behind(left, right) {
        story.steps.push(step);
    }
    if !equal.is_empty() {
        story.steps.push(unchanged(&equal));
    }
    let count = |key, en, ko, n: usize| Line {
        label: Text::new(en, ko),
        key,
        text: Text::same(n.to_string()),
    };
    let alone = |one: fn(&Pair<'_>) -> bool| other.iter().filter(|pair| one(pair)).count();
    story.summary = vec![
        count("same", "parts that are the same", "같은 부분", equal.len()),
        count(
            "changed",
            "changed",
            "바뀐 부분",
            alone(|pair| pair.a.is_some() && pair.b.is_some()),
        ),
        count(
            "added",
            "only in B",
            "B에만 있는 부분",
            alone(|pair| pair.a.is_none()),
        ),
        count(
            "removed",
            "only in A",
            "A에만 있는 부분",
            alone(|pair| pair.b.is_none()),
        ),
    ];
    Compared {
        same: left.whole.bytes == right.whole.bytes,
        story,
    }
}

fn places(a: &Document, b: &Document) -> Text {
    text!(
        en: "A is {a}, B is {b}", ko: "A: {c}, B: {d}",
        c = a.place.ko.clone(), d = b.place.ko.clone(), a = a.place.en.clone(), b = b.place.en.clone()
    )
}

/// The step of a part that differs.
fn step(a: &Sheet, b: &Sheet, pair: &Pair<'_>) -> Step {
    let section = pair.a.or(pair.b);
    let rfc = section.map_or("", |section| section.field.rfc);
    let mut step = Step::desk(Text::same(pair.name.clone()), rfc);
    step.sentence = match (pair.a, pair.b) {
        (Some(left), Some(right)) => {
            let told = [aligned::values(a, left), aligned::values(b, right)];
            let [gone, new] = [
                aligned::only(&told[0], &told[1]),
                aligned::only(&told[1], &told[0]),
            ];
            let sentence = changed(a, b, pair, [&gone, &new]);
            show(&mut step, "A", &gone);
            show(&mut step, "B", &new);
            sentence
        }
        (Some(left), None) => {
            show(&mut step, "A", &aligned::values(a, left));
            Text::new("Only A has it.", "A에만 있다.")
        }
        (None, Some(right)) => {
            show(&mut step, "B", &aligned::values(b, right));
            Text::new("Only B has it.", "B에만 있다.")
        }
        (None, None) => Text::EMPTY,
    };
    if let Some(section) = section {
        step.why.push(section.field.doc.into());
    }
    for (sheet, section, name) in [(a, pair.a, "A"), (b, pair.b, "B")] {
        if let Some(section) = section {
            let mut exhibit = sheet.exhibit(section);
            let field = section.field.name;
            exhibit.title = Text::same(format!("{field}, {name}"));
            step.exhibits.push(exhibit);
        }
    }
    step
}

/// The values of one side, the first of them by name.
fn show(step: &mut Step, side: &'static str, values: &[Said]) {
    for said in values.iter().take(NAMED) {
        let name = format!("{side} {}", said.name);
        step.values
            .push(Value::new(name, said.text.clone(), Knows::Wire));
    }
    if let Some(more) = values.len().checked_sub(NAMED).filter(|more| *more > 0) {
        let says = text!(en: "{more} more", ko: "그 밖에 {more}개");
        step.values.push(Value::new(side, says, Knows::Wire));
    }
}

/// What changed in a part that both have.
fn changed(a: &Sheet, b: &Sheet, pair: &Pair<'_>, [gone, new]: [&[Said]; 2]) -> Text {
    match pair.name.as_str() {
        "serialNumber" => Text::new(
            "Another serial number: the issuer counts them as two certificates, to be revoked one by one.",
            "일련번호가 다르다. 발급자에게는 서로 다른 두 인증서이며 따로 폐기한다.",
        ),
        "validity" => validity(a, b),
        "subjectPublicKeyInfo" => Text::new(
            "Another key: who has A's private key cannot use B.",
            "키가 다르다. A의 개인 키로는 B를 쓸 수 없다.",
        ),
        "subjectAltName" => counted(gone, new, Text::new("Names", "이름")),
        "signatureValue" => Text::new(
            "Another signature: it must differ wherever the signed part does.",
            "서명이 다르다. 서명되는 내용이 다르면 서명도 달라야 한다.",
        ),
        _ if gone.is_empty() && new.is_empty() => Text::new(
            "The values are the same; order or encoding differs.",
            "값은 같고 순서나 부호화가 다르다.",
        ),
        _ => counted(gone, new, Text::new("Values", "값")),
    }
}

fn counted(gone: &[Said], new: &[Said], what: Text) -> Text {
    let (out, into) = (gone.len(), new.len());
    let (en, ko) = (what.en, what.ko);
    match (out, into) {
        (0, 0) => {
            text!(en: "{en} are the same, in another order.", ko: "{ko} 구성은 같고 순서가 다르다.")
        }
        (0, n) => text!(en: "{en} added in B: {n}.", ko: "B에 더해진 {ko}: {n}개."),
        (n, 0) => text!(en: "{en} gone from B: {n}.", ko: "B에서 빠진 {ko}: {n}개."),
        (n, m) => {
            text!(en: "{en} only in A: {n}; only in B: {m}.", ko: "A에만 있는 {ko} {n}개, B에만 있는 {ko} {m}개.")
        }
    }
}

/// How the span moved and how its length changed.
fn validity(a: &Sheet, b: &Sheet) -> Text {
    let time = |sheet: &Sheet, name| {
        let said = sheet.first("validity", name)?.en.into_owned();
        span::moment(&said)
    };
    let span = |sheet: &Sheet| Some((time(sheet, "notBefore")?, time(sheet, "notAfter")?));
    let (Some((from, to)), Some((begin, end))) = (span(a), span(b)) else {
        return Text::new("Another span.", "유효 기간이 다르다.");
    };
    let [old, new] = [to.saturating_sub(from), end.saturating_sub(begin)];
    // The last second belongs to a span.
    let [was, is] = [old, new].map(|seconds| span::length(seconds.saturating_add(1)));
    let moved = span::length(begin.abs_diff(from));
    let start = match () {
        () if begin == from => Text::new("B begins when A does", "시작은 같고"),
        () if begin > from => {
            text!(en: "B begins {n} after A", ko: "B는 A보다 {m} 늦게 시작하고", m = moved.ko, n = moved.en)
        }
        () => {
            text!(en: "B begins {n} before A", ko: "B는 A보다 {m} 일찍 시작하고", m = moved.ko, n = moved.en)
        }
    };
    let length = match old == new {
        true => {
            text!(en: "and lasts as long, {n}.", ko: "길이는 {m}, 서로 같다.", m = is.ko, n = is.en)
        }
        false => text!(
            en: "and lasts {n} instead of {o}.", ko: "길이는 {m}, A는 {p}이다.",
            m = is.ko, p = was.ko, n = is.en, o = was.en
        ),
    };
    start.then(&length)
}

/// Bytes that follow the document, where they differ though the parts may not.
fn behind(a: &Sheet, b: &Sheet) -> Option<Step> {
    let extra = |sheet: &Sheet| {
        let end = sheet.sections.last().map_or(0, |last| last.own.end);
        sheet.whole.bytes.get(end..).unwrap_or_default().len()
    };
    let (left, right) = (extra(a), extra(b));
    if left == right {
        return None;
    }
    let mut step = Step::desk(Text::new("behind the end", "끝난 뒤"), "X.690 §8.1");
    step.sentence = text!(
        en: "Bytes that follow the end of the document: {left} in A, {right} in B. No signature covers them.",
        ko: "문서가 끝난 뒤의 바이트: A {left}개, B {right}개. 어떤 서명도 이것을 보호하지 않는다."
    );
    Some(step)
}

/// What is the same, in one step.
fn unchanged(equal: &[&Pair<'_>]) -> Step {
    let n = equal.len();
    let s = plural(n);
    let names: Vec<&str> = equal.iter().map(|pair| pair.name.as_str()).collect();
    let names = names.join(", ");
    let mut step = Step::desk(Text::new("what is the same", "같은 것"), "");
    step.sentence = text!(
        en: "{n} part{s}, byte for byte: {names}.",
        ko: "바이트까지 같은 부분 {n}개: {names}."
    );
    step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dissect::x509::shape::Shape;
    use crate::story::certificate::linted::{self, Asked};
    use crate::trust::profile::Profile;

    fn document(shape: Shape, der: &[u8]) -> Document {
        Document {
            shape,
            der: der.to_vec(),
            place: Text::EMPTY,
        }
    }

    /// Whatever byte of many is damaged, the difference is seen and told in both languages, and the lint says something or nothing.
    #[test]
    fn damage_is_told_and_no_panic() {
        let key = rcgen::KeyPair::generate().unwrap();
        let wish = rcgen::CertificateParams::new(vec!["a.test".to_owned()]).unwrap();
        let der = wish.self_signed(&key).unwrap().der().to_vec();
        let whole = document(Shape::Certificate, &der);
        assert!(tell(&whole, &whole, &[]).same);
        for n in (0..der.len()).step_by(5) {
            let mut flipped = der.clone();
            flipped[n] ^= 0x11;
            for bytes in [&flipped[..], &der[..n]] {
                let other = document(Shape::Certificate, bytes);
                let compared = tell(&whole, &other, &[]);
                assert!(!compared.same && !compared.story.title.is_empty());
                let asked = Asked {
                    profile: Profile::WebPki,
                    wanted: &|_| true,
                };
                linted::tell(&[other], &[], &asked);
            }
        }
    }
}
