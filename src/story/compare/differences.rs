//! In what two steps differ: name, fate, values, proofs, and the fields of what was sent.

use std::collections::HashMap;
use std::mem::discriminant;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::text::{Text, plural};
use crate::base::verdict::Verdict;
use crate::story::compare::fields;
use crate::story::compare::model::{Aspect, Difference, Nature, Spot};
use crate::story::compare::nature;
use crate::story::model::{Cover, Fate, Kind, Proof, Step, Value};
use crate::text;

/// Whether two runs drew the same random values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draws {
    /// They did, so that what differs in what is drawn was changed on the way.
    Shared,
    /// Each drew its own.
    Own,
}

/// Everything in which `left` and `right` differ; times aside, which differ always.
pub fn differences(left: &Step, right: &Step, draws: Draws) -> Vec<Difference> {
    let mut found = Vec::new();
    if left.name != right.name {
        let says = [&left.name, &right.name].map(|name| Some(name.clone()));
        found.push(whole(
            Aspect::Name,
            Text::new("name", "이름"),
            says,
            Nature::Meant,
        ));
    }
    wires(left, right, &mut found);
    values(&left.values, &right.values, &mut found);
    proofs(&left.proofs, &right.proofs, &mut found);
    faults(left, right, &mut found);
    let changed = changed(left, right, draws);
    fields_of(left, right, changed, &mut found);
    if changed {
        settle(&mut found);
    }
    found
}

/// Where runs are the same but for a change on the way, what was drawn differs because of it; and a message that only shares its
/// frame with the change was not changed itself.
fn settle(found: &mut Vec<Difference>) {
    let hurt = found.iter().any(|difference| {
        difference.aspect == Aspect::Field && difference.nature == Nature::Changed
    });
    found.retain(|d| !(d.aspect == Aspect::Value && d.nature == Nature::Fresh));
    for difference in found {
        if difference.aspect == Aspect::Fate && !hurt {
            difference.nature = Nature::Follows;
        }
    }
}

fn whole(aspect: Aspect, name: Text, says: [Option<Text>; 2], nature: Nature) -> Difference {
    Difference {
        aspect,
        name,
        says,
        nature,
        spots: [None, None],
    }
}

/// Whether one of the two was changed on its way and the other was not, in runs that are the same but for that.
fn changed(left: &Step, right: &Step, draws: Draws) -> bool {
    let was = |step: &Step| {
        matches!(
            step.kind,
            Kind::Wire {
                fate: Fate::Changed,
                ..
            }
        )
    };
    draws == Draws::Shared && was(left) != was(right)
}

fn wires(left: &Step, right: &Step, found: &mut Vec<Difference>) {
    let (
        Kind::Wire {
            length: a,
            cover: shown,
            fate: went,
            ..
        },
        Kind::Wire {
            length: b,
            cover: other,
            fate: came,
            ..
        },
    ) = (&left.kind, &right.kind)
    else {
        return;
    };
    if a != b {
        let nature = match (shown, other) {
            (Cover::Sealed, Cover::Sealed) => Nature::Meant,
            _ => Nature::Follows,
        };
        let says = [a, b].map(|n| {
            let s = plural(*n);
            Some(text!(en: "{n} byte{s}", ko: "{n}바이트"))
        });
        found.push(whole(
            Aspect::Length,
            Text::new("length", "길이"),
            says,
            nature,
        ));
    }
    if shown != other {
        let says = [shown, other].map(|cover| Some(covered(*cover)));
        found.push(whole(
            Aspect::Cover,
            Text::new("on the path", "경로에서"),
            says,
            Nature::Meant,
        ));
    }
    // Of which frame it is a copy, and how late it is, differs with everything before it.
    if discriminant(went) != discriminant(came) {
        let nature = match (went, came) {
            (Fate::Changed, _) | (_, Fate::Changed) => Nature::Changed,
            _ => Nature::Meant,
        };
        found.push(whole(
            Aspect::Fate,
            Text::new("on the way", "도중에"),
            [went, came].map(|fate| Some(fate.text())),
            nature,
        ));
    }
}

/// Whether it was readable on the path, in words.
pub fn covered(cover: Cover) -> Text {
    match cover {
        Cover::Clear => Text::new("in the clear", "평문"),
        Cover::Opened => Text::new("encrypted", "암호화"),
        Cover::Sealed => Text::new(
            "encrypted, and nobody can open it",
            "암호화, 아무도 열지 못함",
        ),
    }
}

fn values(left: &[Value], right: &[Value], found: &mut Vec<Difference>) {
    // Key shares are the same value whatever their group.
    let called = |value: &Value| match value.name.en.strip_prefix("key_share ") {
        Some(_) => "key_share".to_owned(),
        None => value.name.en.to_string(),
    };
    for (a, b) in paired(left, right, called) {
        let says = [a, b].map(|value| value.map(Value::text));
        if let [Some(x), Some(y)] = &says
            && x == y
            && a.map(|value| &value.name) == b.map(|value| &value.name)
        {
            continue;
        }
        let Some(value) = a.or(b) else { continue };
        let both = says.iter().all(Option::is_some);
        let renamed = a.zip(b).is_some_and(|(a, b)| a.name != b.name);
        let nature = match nature::value(value) {
            nature if both && !renamed => nature,
            // What is computed may be shown by one story alone, as only captures have fingerprints.
            Nature::Follows => Nature::Follows,
            Nature::Fresh | Nature::Changed | Nature::Meant => Nature::Meant,
        };
        let says = match renamed {
            true => [a, b].map(|value| value.map(|value| value.name.then(&value.text()))),
            false => says,
        };
        found.push(whole(Aspect::Value, value.name.clone(), says, nature));
    }
}

fn proofs(left: &[Proof], right: &[Proof], found: &mut Vec<Difference>) {
    for (a, b) in paired(left, right, |proof| proof.key.to_owned()) {
        let (Some(a), Some(b)) = (a, b) else {
            continue;
        };
        if a.verdict != b.verdict {
            let says = [a, b].map(|proof| Some(proof.verdict.text()));
            // Where the run ended before a value was used, nothing speaks against it.
            let nature = match (a.verdict, b.verdict) {
                (Verdict::Fails, _) | (_, Verdict::Fails) => Nature::Meant,
                _ => Nature::Follows,
            };
            found.push(whole(Aspect::Proof, a.claim.clone(), says, nature));
        } else if a.formula != b.formula && !a.formula.is_empty() && !b.formula.is_empty() {
            let says = [a, b].map(|proof| Some(Text::same(proof.formula.clone())));
            let nature = match nature::COUNTED.contains(&a.key) {
                true => Nature::Fresh,
                false => Nature::Meant,
            };
            found.push(whole(Aspect::Proof, a.claim.clone(), says, nature));
        }
    }
}

fn faults(left: &Step, right: &Step, found: &mut Vec<Difference>) {
    for (a, b) in paired(&left.faults, &right.faults, |fault| fault.code.to_owned()) {
        let ((None, Some(fault)) | (Some(fault), None)) = (a, b) else {
            continue;
        };
        let says = [a, b].map(|fault| fault.map(|fault| fault.says.clone()));
        found.push(whole(
            Aspect::Fault,
            Text::same(fault.code),
            says,
            Nature::Meant,
        ));
    }
}

fn fields_of(left: &Step, right: &Step, changed: bool, found: &mut Vec<Difference>) {
    let titled = |&(_, exhibit): &(usize, &Exhibit)| {
        let title = exhibit.title.en.chars();
        title.filter(|c| !c.is_ascii_digit()).collect()
    };
    let numbered =
        |step: &'_ Step| -> Vec<usize> { (0..step.exhibits.len()).collect::<Vec<usize>>() };
    let a: Vec<(usize, &Exhibit)> = numbered(left).into_iter().zip(&left.exhibits).collect();
    let b: Vec<(usize, &Exhibit)> = numbered(right).into_iter().zip(&right.exhibits).collect();
    for (one, other) in paired(&a, &b, titled) {
        let (Some((n, one)), Some((m, other))) = (one, other) else {
            continue;
        };
        let stream = !matches!(one.origin, Origin::Packet(_));
        for field in fields::differing(one, other) {
            let [x, y] = field.notes;
            let note = x
                .and_then(|n| one.notes.get(n))
                .or_else(|| y.and_then(|n| other.notes.get(n)));
            let Some(note) = note else { continue };
            let name = note.field.name;
            let nature = match (nature::field(name), field.notes) {
                // What carries the change is not the change.
                (Nature::Follows, [Some(_), Some(_)])
                    if !changed || !stream || CARRIES.contains(&name) =>
                {
                    Nature::Follows
                }
                (_, [Some(_), Some(_)]) if changed && stream => Nature::Changed,
                (nature, [Some(_), Some(_)]) => nature,
                (Nature::Follows, _) => Nature::Follows,
                (_, _) => Nature::Meant,
            };
            let said = |exhibit: &Exhibit, n: Option<usize>| {
                let note = exhibit.notes.get(n?)?;
                let bytes = note.of(&exhibit.bytes);
                let size = bytes.len();
                let told = note.field.value(bytes);
                // A group has no value: it is there, which is what matters where the other has none.
                Some(told.unwrap_or_else(
                        || text!(en: "there, {size} byte{s}", ko: "있음, {size}바이트", s = plural(size)),
                    ))
            };
            let spot = |exhibit: &Exhibit, which: usize, n: Option<usize>| {
                let at = exhibit.notes.get(n?)?.range();
                Some(Spot { exhibit: which, at })
            };
            found.push(Difference {
                aspect: Aspect::Field,
                name: Text::same(named(&field.path)),
                says: [said(one, x), said(other, y)],
                nature,
                spots: [spot(one, *n, x), spot(other, *m, y)],
            });
        }
    }
}

/// Fields that hold messages which are shown themselves.
const CARRIES: &[&str] = &["fragment", "content", "length"];

/// The path of a field, without the groups that say nothing of it.
fn named(path: &[&'static str]) -> String {
    const SILENT: &[&str] = &["body", "extensions", "extension_data", "encrypted_record"];
    let last = path.len().saturating_sub(1);
    let names = path.iter().enumerate();
    let kept: Vec<&str> = names
        .filter(|(n, name)| *n == last || (*n > 0 && !SILENT.contains(name)))
        .map(|(_, name)| *name)
        .collect();
    kept.join(" › ")
}

/// Things of one key, the first with the first, the second with the second; in the order of `left`, then what only `right` has.
fn paired<'t, T>(
    left: &'t [T],
    right: &'t [T],
    key: impl Fn(&T) -> String,
) -> Vec<(Option<&'t T>, Option<&'t T>)> {
    let numbered = |list: &'t [T]| {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut keys = Vec::new();
        for one in list {
            let key = key(one);
            let count = seen.entry(key.clone()).or_insert(0);
            *count += 1;
            keys.push(((key, *count), one));
        }
        keys
    };
    let mut others: HashMap<(String, usize), &'t T> = numbered(right).into_iter().collect();
    let mut pairs: Vec<(Option<&T>, Option<&T>)> = numbered(left)
        .into_iter()
        .map(|(key, one)| (Some(one), others.remove(&key)))
        .collect();
    let rest = numbered(right).into_iter();
    pairs.extend(
        rest.filter(|(key, _)| others.contains_key(key))
            .map(|(_, one)| (None, Some(one))),
    );
    pairs
}
