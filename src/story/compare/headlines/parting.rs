//! Where the ways of a run that fails and of one that does not part.

use crate::base::text::{Text, plural};
use crate::story::compare::headlines::case::{Case, say};
use crate::story::compare::model::{Headline, Likeness, Pair, Place};
use crate::story::model::Kind;
use crate::text;

/// Up to where the one that fails is like the other.
pub(super) fn parted(case: &Case<'_>) -> Option<Headline> {
    let [(bad, facts), (good, other)] = case.one(|facts| facts.fails)?;
    if facts.tampered || other.tampered {
        return None;
    }
    let side = usize::from(bad == case.r);
    let compared = || {
        let pairs = case.all.pairs.iter();
        pairs.filter(|pair| pair.place == Place::Compared)
    };
    // What only one story computes may have been done by both: a capture and an end that failed do not tell.
    let seen = |pair: &&Pair| {
        let mut steps = case.all.steps(pair).into_iter().flatten();
        pair.steps.iter().all(Option::is_some)
            || steps.any(|step| matches!(step.kind, Kind::Wire { .. }))
    };
    let differs = |pair: &&Pair| !matches!(pair.likeness(), Likeness::Same | Likeness::AsItMust);
    let first = compared().filter(seen).find(differs)?;
    let before = compared()
        .filter(seen)
        .take_while(|pair| pair.steps != first.steps)
        .count();
    let ways = ways(case, side);
    if let (Some(ways), true) = (&ways, first.steps.iter().any(Option::is_none)) {
        return say("parted", ways.clone(), Text::EMPTY, "");
    }
    let [a, b] = case.all.steps(first);
    let (own, well) = match side {
        1 => (b, a),
        _ => (a, b),
    };
    let step = own.or(well)?;
    let number = first
        .steps
        .get(usize::from(own.is_none()) ^ side)
        .copied()
        .flatten()?
        + 1;
    let holder = match own {
        Some(_) => bad,
        None => good,
    };
    let (name, name_ko) = (&step.name.en, &step.name.ko);
    if before == 0 {
        return None;
    }
    let steps = plural(before);
    let says = text!(
        en: "For {before} step{steps} nothing differs in meaning; the first difference is step {number} of {holder}, {name}.",
        ko: "처음 {before}단계에서는 뜻이 다른 것이 없다. 처음 다른 것: {holder} 단계 {number}, {name_ko}."
    );
    let says = match ways {
        Some(ways) => says.then(&ways),
        None => says,
    };
    say("parted", says, Text::EMPTY, "")
}

/// The last message that both have before only one has the next, and with what each goes on.
fn ways(case: &Case<'_>, bad: usize) -> Option<Text> {
    let facts = [case.left, case.right];
    let mut last = None;
    for pair in case.all.pairs.iter().filter(|p| p.place == Place::Compared) {
        let mut said = [false; 2];
        for ((said, at), facts) in said.iter_mut().zip(pair.steps).zip(facts) {
            *said = at.is_some_and(|at| facts.messages.iter().any(|m| m.step == at));
        }
        match (pair.steps, said) {
            ([Some(a), Some(b)], [true, true]) => last = Some([a, b]),
            ([Some(_), None] | [None, Some(_)], [true, _] | [_, true]) => break,
            _ => {}
        }
    }
    let last = last?;
    let [left, right] = case.all.stories;
    let named = |n: usize| -> Option<&Text> {
        let story = if n == 0 { left } else { right };
        Some(&story.steps.get(*last.get(n)?)?.name)
    };
    let next = |n: usize| -> Option<Text> {
        let (story, facts) = if n == 0 {
            (left, case.left)
        } else {
            (right, case.right)
        };
        let after = last.get(n)?;
        let Some(message) = facts.messages.iter().find(|m| m.step > *after) else {
            return Some(Text::new("nothing", "없음"));
        };
        let name = &story.steps.get(message.step)?.name;
        let (en, ko) = (&name.en, &name.ko);
        Some(match en.starts_with("alert ") {
            true => text!(en: "the {en}", ko: "{ko}"),
            false => name.clone(),
        })
    };
    let (name, well, ill) = (named(bad)?, next(1 - bad)?, next(bad)?);
    if well == ill {
        return None;
    }
    let (good, bad) = match bad {
        1 => (case.l, case.r),
        _ => (case.r, case.l),
    };
    let (name, name_ko) = (&name.en, &name.ko);
    let (x, y, x_ko, y_ko) = (&well.en, &ill.en, &well.ko, &ill.ko);
    Some(text!(
        en: "After {name}, {good} goes on with {x}; {bad} with {y}.",
        ko: "{name_ko} 다음에 오는 메시지. {good}: {x_ko}. {bad}: {y_ko}."
    ))
}
