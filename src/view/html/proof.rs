//! A proof: the verdict, the claim, the formula; opened, everything that went in and came out.

use crate::base::verdict::Verdict;
use crate::story::model::Proof;
use crate::view::html::markup::Markup;
use crate::view::html::value;

/// The proof.
pub(super) fn write(m: &mut Markup, proof: &Proof) {
    let (class, sign) = match proof.verdict {
        Verdict::Holds => ("proof good", "✔ "),
        Verdict::Fails => ("proof bad", "✗ "),
        Verdict::NotReached => ("proof maybe", "○ "),
    };
    m.tag("div", &[("class", class)], |m| {
        m.tag("p", &[], |m| {
            m.tag("span", &[("class", "verdict")], |m| {
                m.ours(sign);
                m.say(&proof.verdict.text());
            });
            m.ours(" ");
            m.said("b", &[], &proof.claim);
            if !proof.formula.is_empty() {
                m.ours(" ");
                m.with("code", &[("class", "formula")], &proof.formula);
            }
            m.rfc(proof.rfc);
        });
        m.said("p", &[("class", "says")], &proof.says);
        if proof.inputs.is_empty() && proof.result.is_none() && proof.seen.is_none() {
            return;
        }
        m.tag("details", &[("class", "inside")], |m| {
            m.tag("summary", &[], |m| {
                m.word("What went in and came out", "들어간 것과 나온 것")
            });
            m.tag("dl", &[("class", "values")], |m| inside(m, proof));
        });
    });
}

fn inside(m: &mut Markup, proof: &Proof) {
    for given in &proof.inputs {
        m.said("dt", &[], &given.value.name);
        m.tag("dd", &[], |m| {
            value::what(m, &given.value.what);
            value::tag(m, given.value.knows);
            m.ours(" ");
            m.said("span", &[("class", "faint")], &given.seen);
        });
    }
    for (en, ko, bytes) in [
        ("result", "결과", &proof.result),
        ("seen", "본 것", &proof.seen),
    ] {
        if let Some(bytes) = bytes {
            m.tag("dt", &[("class", "part")], |m| m.word(en, ko));
            m.tag("dd", &[], |m| value::digits(m, bytes));
        }
    }
}
