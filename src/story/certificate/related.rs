//! What two documents have to do with each other, as a teacher would say it first.

use crate::base::text::Text;
use crate::dissect::x509::shape::Shape;
use crate::story::certificate::aligned::{self, Pair};
use crate::story::certificate::facts::Facts;
use crate::story::certificate::sheet::Sheet;
use crate::story::certificate::span;
use crate::text;

/// Two documents that are compared.
pub(crate) struct Two<'s> {
    /// The first.
    pub(crate) a: &'s Sheet,
    /// The second.
    pub(crate) b: &'s Sheet,
    /// Their parts, side by side.
    pub(crate) pairs: Vec<Pair<'s>>,
}

impl<'s> Two<'s> {
    pub(crate) fn new(a: &'s Sheet, b: &'s Sheet) -> Self {
        Self {
            a,
            b,
            pairs: aligned::pairs(a, b),
        }
    }

    /// Whether the part called `name` is the same in both.
    fn is_same(&self, name: &str) -> bool {
        let pair = self.pairs.iter().find(|pair| pair.name == name);
        pair.is_some_and(|pair| aligned::is_same(self.a, self.b, pair))
    }

    /// The parts that differ, the signature and what says its algorithm outside left out.
    fn changed(&self) -> Vec<&str> {
        let all = self.pairs.iter();
        all.filter(|pair| !aligned::is_same(self.a, self.b, pair))
            .map(|pair| pair.name.as_str())
            .filter(|name| *name != "signatureValue" && *name != "signatureAlgorithm")
            .collect()
    }

    /// Whether the signature, of bytes enough to be one, is the same in both.
    fn is_signature_same(&self) -> bool {
        let last = self.a.sections.last();
        let long = last.is_some_and(|section| section.own.len() > 32);
        long && self.is_same("signatureValue")
    }
}

/// The relation in a sentence or two.
pub(crate) fn say(two: &Two<'_>) -> Text {
    if two.a.whole.bytes == two.b.whole.bytes {
        return Text::new(
            "A and B are the same, byte for byte.",
            "A와 B는 바이트까지 같다.",
        );
    }
    if two.a.shape != two.b.shape {
        return kinds(two);
    }
    let changed = two.changed();
    if two.is_signature_same() && !changed.is_empty() {
        let parts = changed.join(", ");
        return text!(
            en: "B is A edited after signing, in {parts}: the signature is A's, so it fits at most one of them.",
            ko: "B는 A를 서명한 뒤에 고친 것이다. 고친 곳: {parts}. 서명은 A의 것이므로 많아야 한쪽에만 맞는다."
        );
    }
    if changed.is_empty() {
        return Text::new(
            "A and B say the same and are signed differently: signed twice, as ECDSA and PSS sign anew each time, or one signature is damaged.",
            "A와 B는 내용이 같고 서명이 다르다. ECDSA나 PSS처럼 매번 달라지는 서명을 두 번 했거나 한쪽 서명이 손상된 것이다.",
        );
    }
    match two.a.shape {
        Shape::Certificate => certificates(two),
        _ => {
            let parts = changed.join(", ");
            text!(en: "B differs from A in {parts}.", ko: "B가 A와 다른 곳: {parts}.")
        }
    }
}

/// Documents of different kinds.
fn kinds(two: &Two<'_>) -> Text {
    let [a, b] = [two.a, two.b].map(|sheet| Text::from(sheet.shape.doc()));
    let head = text!(
        en: "A is {a}, B is {b}.", ko: "A: {c}. B: {d}.",
        c = a.ko.clone(), d = b.ko.clone(), a = a.en.clone(), b = b.en.clone()
    );
    let [left, right] = [two.a, two.b].map(Facts::of);
    if left.spki.is_empty() || right.spki.is_empty() {
        return head;
    }
    let more = match (
        left.spki == right.spki,
        left.subject_der == right.subject_der,
    ) {
        (true, true) => Text::new(
            "Both are about the same key and the same subject: one may have been made from the other.",
            "키와 subject가 같다. 하나로 다른 하나를 만들었을 수 있다.",
        ),
        (true, false) => Text::new(
            "Both are about the same key, under different names.",
            "키는 같고 이름이 다르다.",
        ),
        (false, _) => Text::new("Their keys differ.", "키가 다르다."),
    };
    head.then(&more)
}

/// Two certificates that differ in what is signed.
fn certificates(two: &Two<'_>) -> Text {
    let [a, b] = [two.a, two.b].map(Facts::of);
    let same_key = a.spki == b.spki;
    let same_issuer = a.issuer_der == b.issuer_der;
    let same_names = a.names == b.names && a.subject_der == b.subject_der;
    if !same_key && a.subject_der == b.issuer_der && !b.is_self_issued() {
        return text!(
            en: "A bears the name of B's issuer: {name}. They are links of one chain, not versions of one certificate.",
            ko: "A는 B의 발급자와 이름이 같다: {name}. 한 사슬의 고리이지 같은 인증서의 두 판이 아니다.",
            name = a.label
        );
    }
    if !same_key && b.subject_der == a.issuer_der && !a.is_self_issued() {
        return text!(
            en: "B bears the name of A's issuer: {name}. They are links of one chain, not versions of one certificate.",
            ko: "B는 A의 발급자와 이름이 같다: {name}. 한 사슬의 고리이지 같은 인증서의 두 판이 아니다.",
            name = b.label
        );
    }
    let when = later(&a, &b);
    let (en, ko) = (&when.en, &when.ko);
    match (same_key, same_names, same_issuer) {
        (true, true, true) => text!(
            en: "B is a renewal of A: same key, same names{en}.",
            ko: "B는 A를 갱신한 것이다. 키와 이름이 같다{ko}."
        ),
        (true, true, false) => text!(
            en: "B certifies A's key and names again under another issuer{en}: a cross-signature, or a move to {issuer}.",
            ko: "B는 A의 키와 이름을 다른 발급자가 다시 보증한 것이다{ko}. 교차 서명이거나 발급자를 옮긴 것이다: {issuer}.",
            issuer = b.issuer_label
        ),
        (false, true, true) => text!(
            en: "B replaces A with a new key: same names, same issuer{en}.",
            ko: "B는 새 키로 A를 갈음한 것이다. 이름과 발급자가 같다{ko}."
        ),
        (false, true, false) => text!(
            en: "B is for the same names as A, with another key and another issuer{en}.",
            ko: "B는 A와 이름이 같고 키와 발급자가 다르다{ko}."
        ),
        (true, false, _) => {
            let names = moved(&a, &b);
            text!(
                en: "B is for the same key as A, under other names{names}{en}.",
                ko: "B는 A와 키가 같고 이름이 다르다{names}{ko}."
            )
        }
        (false, false, true) => text!(
            en: "A and B are two certificates of one issuer, {issuer}: other names, other keys.",
            ko: "A와 B는 한 발급자의 두 인증서이다: {issuer}. 이름도 키도 다르다.",
            issuer = a.issuer_label
        ),
        (false, false, false) => Text::new(
            "Nothing ties A and B together: other names, other keys, other issuers.",
            "A와 B는 아무 관계가 없다. 이름, 키, 발급자가 모두 다르다.",
        ),
    }
}

/// The names that only one of the two has, the first few: ` (+www.server.test, -old.test)`.
fn moved(a: &Facts, b: &Facts) -> String {
    const FEW: usize = 4;
    let new = b.names.iter().filter(|name| !a.names.contains(name));
    let gone = a.names.iter().filter(|name| !b.names.contains(name));
    let all: Vec<String> = new
        .map(|name| format!("+{name}"))
        .chain(gone.map(|name| format!("-{name}")))
        .collect();
    let shown = all.get(..FEW).unwrap_or(&all).join(", ");
    match all.len() {
        0 => String::new(),
        1..=FEW => format!(" ({shown})"),
        _ => format!(" ({shown}, …)"),
    }
}

/// How much later the second begins, to be put behind a comma.
fn later(a: &Facts, b: &Facts) -> Text {
    let [Some((_, from)), _] = &a.validity else {
        return Text::EMPTY;
    };
    let [Some((_, to)), _] = &b.validity else {
        return Text::EMPTY;
    };
    if to == from {
        return Text::EMPTY;
    }
    let length = span::length(to.abs_diff(*from));
    match to > from {
        true => Text {
            en: format!(", {} later", length.en).into(),
            ko: format!(", {} 뒤", length.ko).into(),
        },
        false => Text {
            en: format!(", {} earlier", length.en).into(),
            ko: format!(", {} 앞", length.ko).into(),
        },
    }
}
