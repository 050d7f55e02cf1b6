//! A proof: the verdict, the claim, the formula over the names of its inputs; then every input with where it was seen, what came
//! out, and what that was compared with.

use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::story::blank::Part;
use crate::story::model::Proof;
use crate::view::html::blank;
use crate::view::html::given;
use crate::view::html::markup::Markup;
use crate::view::html::nest;
use crate::view::html::place::Place;
use crate::view::html::value;

/// Proof `p` of step `n`.
pub(super) fn write(m: &mut Markup, place: &Place<'_>, n: usize, p: usize, proof: &Proof) {
    let asked = place.asked(n, Part::Proof(p));
    let (class, sign) = match (asked, proof.verdict) {
        (Some(_), _) => ("proof", "? "),
        (None, Verdict::Holds) => ("proof good", "✔ "),
        (None, Verdict::Fails) => ("proof bad", "✗ "),
        (None, Verdict::NotReached) => ("proof maybe", "○ "),
    };
    m.tag("div", &[("class", class)], |m| {
        m.tag("p", &[], |m| {
            if asked.is_none() {
                m.tag("span", &[("class", "verdict")], |m| {
                    m.ours(sign);
                    m.say(&proof.verdict.text());
                });
                m.ours(" ");
            }
            m.said("b", &[], &proof.claim);
            m.rfc(proof.rfc);
        });
        if asked.is_none() {
            m.said("p", &[("class", "says")], &proof.says);
        }
        if !proof.formula.is_empty() {
            m.tag("p", &[("class", "formula")], |m| {
                m.tag("code", &[], |m| formula(m, proof));
            });
        }
        // What a record is opened with stands in the drawing of the record.
        let compared = proof.result.is_some() || proof.seen.is_some();
        if nest::shows(proof) {
            return;
        }
        if asked.is_none() && proof.inputs.is_empty() && !compared {
            return;
        }
        m.tag("dl", &[("class", "values computed")], |m| {
            for given in &proof.inputs {
                given::write(m, place, n, given);
            }
            match asked {
                Some(asked) => {
                    m.tag("dt", &[("class", "part")], |m| m.word("result", "결과"));
                    m.tag("dd", &[], |m| blank::write(m, asked));
                }
                None => results(m, proof),
            }
        });
    });
}

/// The formula; where a name of an input stands in it, it is set off.
fn formula(m: &mut Markup, proof: &Proof) {
    let mut names: Vec<&str> = proof
        .inputs
        .iter()
        .map(|given| given.value.name.en.as_ref())
        .filter(|name| name.len() > 1)
        .collect();
    names.sort_unstable_by_key(|name| std::cmp::Reverse(name.len()));
    let mut left = proof.formula.as_str();
    while !left.is_empty() {
        let found = names
            .iter()
            .filter_map(|name| Some((left.find(name)?, *name)))
            .min_by_key(|(at, name)| (*at, std::cmp::Reverse(name.len())));
        let Some((at, name)) = found else {
            return m.text(left);
        };
        let (before, rest) = left.split_at_checked(at).unwrap_or((left, ""));
        m.text(before);
        m.with("b", &[], name);
        left = rest.strip_prefix(name).unwrap_or_default();
    }
}

/// What came out, and what it was compared with.
fn results(m: &mut Markup, proof: &Proof) {
    let same = proof.result.is_some() && proof.result == proof.seen;
    let rows = [
        (Text::new("= result", "= 결과"), &proof.result),
        (Text::new("seen", "본 값"), &proof.seen),
    ];
    for (name, bytes) in rows {
        let Some(bytes) = bytes else {
            continue;
        };
        m.said("dt", &[("class", "part")], &name);
        m.tag("dd", &[], |m| value::digits(m, bytes));
        if same {
            m.tag("dt", &[("class", "part")], |m| m.word("seen", "본 값"));
            m.tag("dd", &[("class", "same")], |m| {
                m.ours("✔ ");
                m.word("the same bytes", "같은 바이트");
            });
            return;
        }
    }
}
