//! Proofs: in one row and a sentence, or with everything that went in.

use std::collections::HashSet;

use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::story::model::{Proof, Value};
use crate::text;
use crate::view::layout::{Ink, Row, Span, middle, wrap};
use crate::view::look::Look;

/// What proofs have said already in a story, so that a lesson is given once and not at every frame.
#[derive(Debug, Default)]
pub struct Said {
    verdicts: HashSet<Text>,
    formulas: HashSet<String>,
}

impl Said {
    /// Whether `proof` says something that holds and was said before. From now on it was.
    fn before(&mut self, proof: &Proof) -> bool {
        proof.verdict == Verdict::Holds && !self.verdicts.insert(proof.says.clone())
    }

    /// Whether `proof` holds by a formula that was written out before. From now on it was.
    fn written(&mut self, proof: &Proof) -> bool {
        proof.verdict == Verdict::Holds && !self.formulas.insert(proof.formula.clone())
    }
}

/// A proof in brief: verdict, claim, result against what was seen; formula and what the verdict says, if they are
/// news. A result that stands among the `values` above it is not repeated.
pub fn brief(
    proof: &Proof,
    values: &[Value],
    look: &Look,
    columns: usize,
    indent: usize,
    said: &mut Said,
) -> Vec<Row> {
    let mut spans = vec![
        mark(proof.verdict, look),
        Span::plain("  "),
        Span::new(look.say(&proof.claim), Ink::Strong),
    ];
    if !proof.formula.is_empty() && !said.written(proof) {
        spans.push(Span::plain(": "));
        spans.push(Span::plain(&proof.formula));
    }
    let shown = |result: &[u8]| values.iter().any(|value| value.bytes() == Some(result));
    let known = |result: &&Vec<u8>| proof.verdict != Verdict::Fails && shown(result);
    if let Some(result) = proof.result.as_ref().filter(|result| !known(result)) {
        spans.push(Span::plain(" = "));
        spans.push(Span::new(middle(&hex::encode(result)), Ink::Name));
    }
    if let (Some(seen), Verdict::Fails) = (&proof.seen, proof.verdict) {
        let seen = middle(&hex::encode(seen));
        let words = text!(en: "; seen: {seen}", ko: "; 본 것: {seen}");
        spans.push(Span::new(look.say(&words), Ink::Bad));
    }
    let mut rows = wrap(&spans, columns, indent, indent + 2);
    if !said.before(proof) {
        let says = [Span::new(look.say(&proof.says), Ink::Faint)];
        rows.extend(wrap(&says, columns, indent + 2, indent + 2));
    }
    rows
}

/// A proof in full: every input with where it was seen, and the bytes whole.
pub fn full(proof: &Proof, look: &Look, columns: usize, indent: usize) -> Vec<Row> {
    let inner = indent + 2;
    let mut rows = wrap(
        &[
            mark(proof.verdict, look),
            Span::plain("  "),
            Span::new(look.say(&proof.claim), Ink::Strong),
            Span::plain("  "),
            Span::tight(proof.rfc, Ink::Faint),
        ],
        columns,
        indent,
        inner,
    );
    let mut line = |label: &str, body: &[Span]| {
        let mut spans = vec![Span::new(label, Ink::Faint), Span::plain(" ")];
        spans.extend_from_slice(body);
        rows.extend(wrap(&spans, columns, inner, inner + 2));
    };
    if !proof.formula.is_empty() {
        let label = look.word("formula ", "식      ");
        line(label, &[Span::plain(&proof.formula)]);
    }
    for given in &proof.inputs {
        let value = &given.value;
        line(
            look.word("from    ", "입력    "),
            &[
                Span::new(look.say(&value.name), Ink::Name),
                Span::plain(" "),
                Span::plain(look.say(&value.text())),
                Span::new(
                    format!(
                        " ({}; {})",
                        look.say(&value.knows.text()),
                        look.say(&given.seen)
                    ),
                    Ink::Faint,
                ),
            ],
        );
    }
    for (label, bytes) in [
        (look.word("result  ", "결과    "), &proof.result),
        (look.word("seen    ", "본 것   "), &proof.seen),
    ] {
        if let Some(bytes) = bytes {
            line(label, &[Span::plain(hex::encode(bytes))]);
        }
    }
    if !proof.says.is_empty() {
        line(
            look.word("so      ", "그래서  "),
            &[Span::plain(look.say(&proof.says))],
        );
    }
    rows
}

/// How many of `proofs` have this verdict, with mark and word; none if none has.
pub fn tally(proofs: &[Proof], verdict: Verdict, look: &Look) -> Option<Span> {
    let n = proofs
        .iter()
        .filter(|proof| proof.verdict == verdict)
        .count();
    let (sign, ink) = sign(verdict);
    let words = match (verdict, n) {
        (_, 0) => return None,
        (Verdict::Holds, 1) => Text::new("holds", "성립"),
        (Verdict::Fails, 1) => Text::new("fails", "불성립"),
        (Verdict::Holds, _) => text!(en: "{n} hold", ko: "{n}개 성립"),
        (Verdict::Fails, _) => text!(en: "{n} fail", ko: "{n}개 불성립"),
        (Verdict::NotReached, _) => text!(en: "{n} not reached", ko: "{n}개 도달 못 함"),
    };
    Some(Span::new(format!("{sign} {}", look.say(&words)), ink))
}

/// The verdict as a mark and a word.
pub fn mark(verdict: Verdict, look: &Look) -> Span {
    let (sign, ink) = sign(verdict);
    Span::new(format!("{sign} {}", look.say(&verdict.text())), ink)
}

fn sign(verdict: Verdict) -> (&'static str, Ink) {
    match verdict {
        Verdict::Holds => ("✔", Ink::Good),
        Verdict::Fails => ("✗", Ink::Bad),
        Verdict::NotReached => ("○", Ink::Maybe),
    }
}
