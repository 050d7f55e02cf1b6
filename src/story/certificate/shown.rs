//! What is in certificates: each told field by field, in the order of its bytes; several with how they hang together.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::dissect::x509::shape::Shape;
use crate::keys::certificate::date;
use crate::story::certificate::document::Document;
use crate::story::certificate::facts::Facts;
use crate::story::certificate::kin::{self, Kin};
use crate::story::certificate::sheet::Sheet;
use crate::story::certificate::{extension, other, part};
use crate::story::model::{Line, Step, Story, Value, Weight};
use crate::text;

/// Tells what is in `documents`, as of the moment `at`.
pub fn tell(documents: &[Document], remarks: &[Text], at: Time) -> Story {
    let mut story = Story::on_paper(Text::EMPTY);
    story.preface = remarks.to_vec();
    let now = date(at);
    story.preface.push(
        text!(en: "judged by the clock: {now}; nothing here says whether to believe it", ko: "시계 기준: {now}. 믿어도 되는지는 여기서 판정하지 않는다"),
    );
    let (certificates, others): (Vec<&Document>, Vec<&Document>) = documents
        .iter()
        .partition(|document| document.shape == Shape::Certificate);
    let all: Vec<Kin> = certificates
        .iter()
        .map(|document| {
            let sheet = Sheet::read(document);
            let facts = Facts::of(&sheet);
            Kin { sheet, facts }
        })
        .collect();
    story.clock = Some(at);
    story.certificates = certificates
        .iter()
        .map(|document| document.der.clone())
        .collect();
    story.title = title(&all, &others);
    if all.len() > 1 {
        story.steps.push(overview(&all, at));
    }
    for (n, one) in all.iter().enumerate() {
        let place = certificates
            .get(n)
            .map_or(Text::EMPTY, |document| document.place.clone());
        certificate(&mut story, n, one, &all, &place, at);
    }
    for document in others {
        story.steps.extend(other::steps(document, &all, at));
    }
    story.summary = summary(&all, documents);
    story
}

fn title(all: &[Kin], others: &[&Document]) -> Text {
    match (all, others) {
        ([one], _) => {
            let label = one.facts.label.clone();
            text!(en: "The certificate of {label}", ko: "인증서: {label}")
        }
        ([first, ..], _) => {
            let (n, label) = (all.len(), first.facts.label.clone());
            text!(en: "{n} certificates, the first of {label}", ko: "인증서 {n}개, 첫째는 {label}")
        }
        ([], [one, ..]) => other::title(one),
        ([], []) => Text::new("nothing", "없음"),
    }
}

/// How several hang together.
fn overview(all: &[Kin], at: Time) -> Step {
    let mut step = Step::desk(
        Text::new("how they hang together", "서로 어떻게 이어지는가"),
        "RFC 5280 §6.1",
    )
    .under(Text::new("The chain", "사슬"));
    let names = |n: usize| {
        all.get(n)
            .map(|kin| kin.facts.label.clone())
            .unwrap_or_default()
    };
    let mut ordered = true;
    let mut alone = 0;
    for (n, one) in all.iter().enumerate() {
        let issuer = kin::issuer_of(n, all);
        let state = part::standing(&one.facts, at).map_or(Text::EMPTY, |(_, says)| says);
        let (label, number) = (one.facts.label.clone(), n + 1);
        let by = match issuer {
            Some(m) if m == n => {
                alone += 1;
                Text::new("signs itself", "스스로 서명")
            }
            Some(m) => {
                ordered &= m == n + 1;
                let (m, name) = (m + 1, names(m));
                text!(en: "issuer: {m} ({name})", ko: "발급자: {m} ({name})")
            }
            None => {
                let name = one.facts.issuer_label.clone();
                text!(en: "issuer: {name}, not given here", ko: "발급자: {name} (여기 없음)")
            }
        };
        let says = Text::join([&Text::same(label), &by, &state], "; ");
        step.values
            .push(Value::new(number.to_string(), says, Knows::Wire));
    }
    let n = all.len();
    step.sentence = match ordered {
        _ if alone == n => text!(
            en: "{n} certificates that each sign themselves: roots, which hang together with nothing here.",
            ko: "저마다 스스로 서명한 인증서 {n}개. 루트이며 서로 이어지지 않는다."
        ),
        true => text!(
            en: "{n} certificates, each followed by the one that vouches for it.",
            ko: "인증서 {n}개. 각각의 바로 뒤에 그것을 보증하는 인증서가 있다."
        ),
        false => text!(
            en: "{n} certificates, not in the order of a chain: one is not followed by the one that vouches for it.",
            ko: "인증서 {n}개. 사슬의 순서가 아니다. 바로 뒤에 보증하는 인증서가 오지 않는 것이 있다."
        ),
    };
    step.proofs = (0..n).filter_map(|n| kin::proof(n, all)).collect();
    step
}

/// More certificates than this are told in a few words each, their fields folded.
const MANY: usize = 8;

/// Tells certificate `n`.
fn certificate(story: &mut Story, n: usize, one: &Kin, all: &[Kin], place: &Text, at: Time) {
    let chapter = |part: Text| match all.len() {
        1 => part,
        many => {
            let (number, label) = (n + 1, one.facts.label.clone());
            let (en, ko) = (part.en, part.ko);
            text!(en: "Certificate {number} of {many}, {label}: {en}", ko: "인증서 {number}/{many}, {label}: {ko}")
        }
    };
    // Of a whole store of roots, each in a few words is enough to begin with.
    let weight = match all.len() > MANY {
        true => Weight::Folded,
        false => Weight::Main,
    };
    let first = chapter(Text::new("in a few words", "간추려서"));
    story.steps.push(brief(one, place, at).under(first));
    let body = chapter(Text::new(
        "the body, which the issuer signs",
        "발급자가 서명하는 본문",
    ));
    let extensions = chapter(Text::new(
        "extensions, which the issuer signs too",
        "확장, 역시 발급자가 서명하는 부분",
    ));
    let end = chapter(Text::new("the signature", "서명"));
    let left = chapter(Text::new(
        "bytes that belong nowhere",
        "어디에도 속하지 않는 바이트",
    ));
    for section in &one.sheet.sections {
        let name = section.field.name;
        let step = match name {
            _ if name == "extension" || name.ends_with(" extension") => {
                extension::step(&one.sheet, section).under(extensions.clone())
            }
            "signatureAlgorithm" => {
                part::step(&one.sheet, &one.facts, section, at).under(end.clone())
            }
            "signatureValue" => {
                let mut step = part::step(&one.sheet, &one.facts, section, at).under(end.clone());
                step.proofs.extend(kin::proof(n, all));
                step
            }
            "unread bytes" | "trailing bytes" => {
                part::left(&one.sheet, section).under(left.clone())
            }
            _ => part::step(&one.sheet, &one.facts, section, at).under(body.clone()),
        };
        story.steps.push(Step { weight, ..step });
    }
    story.steps.push(Step {
        weight,
        ..part::fingerprints(&one.sheet.whole.bytes).under(end)
    });
}

/// The whole certificate in one step.
fn brief(one: &Kin, place: &Text, at: Time) -> Step {
    const NAMED: usize = 3;
    let facts = &one.facts;
    let (label, issuer) = (facts.label.clone(), facts.issuer_label.clone());
    let mut step = Step::desk(
        Text::new("what it says", "무엇을 말하는가"),
        "RFC 5280 §4.1",
    );
    let who = match (facts.is_authority, facts.is_self_issued()) {
        (true, true) => text!(
            en: "{label} is an authority and vouches for itself: a root.",
            ko: "{label}: 스스로를 보증하는 인증 기관, 곧 루트이다."
        ),
        (true, false) => text!(
            en: "{label} is an authority; {issuer} vouches for it.",
            ko: "{label}: 인증 기관이며 보증하는 쪽은 {issuer}."
        ),
        (false, true) => text!(
            en: "{label} vouches for itself; nobody else does.",
            ko: "{label}: 스스로 보증할 뿐 다른 아무도 보증하지 않는다."
        ),
        (false, false) => text!(
            en: "The key inside belongs to {label}, says {issuer}.",
            ko: "안에 든 키의 주인: {label}. 그렇게 말하는 쪽: {issuer}."
        ),
    };
    step.sentence = who;
    if let Some((_, says)) = part::standing(facts, at) {
        let (en, ko) = (says.en, says.ko);
        let says = text!(en: "Validity: {en}.", ko: "유효 기간: {ko}.");
        step.sentence = step.sentence.then(&says);
    }
    if let Some(broken) = &one.sheet.whole.broken {
        let says = broken.text();
        let (en, ko) = (says.en, says.ko);
        step.sentence = step.sentence.then(&text!(
            en: "But its structure is broken, and nobody will believe it: {en}.",
            ko: "그러나 구조가 깨져 아무도 믿지 않는다: {ko}."
        ));
    }
    step.why.push(Text::new(
        "A certificate is a signed letter: someone many people trust writes that this key belongs to that name. It is public and anyone may copy it; only the holder of the private key can use it.",
        "인증서는 서명한 편지이다. 많은 사람이 믿는 누군가가 이 키는 저 이름의 것이라고 적었다. 공개된 것이라 누구나 베낄 수 있지만, 개인 키를 가진 쪽만 쓸 수 있다.",
    ));
    let mut names: Vec<String> = facts.names.iter().take(NAMED).cloned().collect();
    if facts.names.len() > NAMED {
        names.push(format!("… {}", facts.names.len() - NAMED));
    }
    if !names.is_empty() {
        step.values
            .push(Value::plain("names", names.join(", "), Knows::Wire));
    }
    step.values
        .push(Value::new("key", facts.key.clone(), Knows::Wire));
    if !place.is_empty() {
        step.values
            .push(Value::new("from", place.clone(), Knows::Wire));
    }
    step
}

fn summary(all: &[Kin], documents: &[Document]) -> Vec<Line> {
    let of_others = documents
        .iter()
        .filter(|document| document.shape != Shape::Certificate)
        .map(Sheet::read);
    let others: Vec<Sheet> = of_others.collect();
    let sheets = || all.iter().map(|one| &one.sheet).chain(&others);
    let bytes: usize = sheets().map(|sheet| sheet.whole.bytes.len()).sum();
    let fields: usize = sheets().map(|sheet| sheet.whole.leaves().count()).sum();
    let broken = all.iter().any(|one| one.sheet.whole.broken.is_some());
    let text = match broken {
        false => text!(
            en: "{bytes} bytes, explained by {fields} fields; --depth field names them, --depth byte shows the bytes",
            ko: "{bytes}바이트를 필드 {fields}개로 설명함. --depth field 로 필드를, --depth byte 로 바이트를 본다"
        ),
        true => text!(
            en: "{bytes} bytes; the structure is broken at some point, and what follows it has no meaning",
            ko: "{bytes}바이트. 구조가 중간에 깨져 그 뒤에는 의미를 붙일 수 없음"
        ),
    };
    vec![Line {
        label: Text::new("bytes", "바이트"),
        key: "bytes",
        text,
    }]
}
