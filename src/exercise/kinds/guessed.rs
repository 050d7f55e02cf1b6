//! Verdicts to be guessed before a verifier is asked: chains told in words, given as PEM.
//!
//! Settings: those of [`drilled`]. Files `case01.pem` and so on (the server's certificate first), `root.pem`, and `cases.txt` with the
//! host of each; the words `cases` tell them. The file `guess.txt` is made by the student.

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::drilled;
use crate::exercise::property::guess::{self, Case, Verdict};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::lab::run::EPOCH;
use crate::pki::armor::armored;
use crate::trust::moment::Moment;

/// The kind.
pub static KIND: Kind = Kind {
    name: "guessed",
    draw,
    solve,
    oracle: None,
};

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let drawn = drilled::draw(exercise, chance)?;
    let mut variant = Variant::default();
    let (mut list, mut en, mut ko) = (String::new(), String::new(), String::new());
    for (number, one) in (1..).zip(&drawn) {
        let name = format!("case{number:02}");
        let chain = one.case.chain();
        let pem: String = chain
            .iter()
            .map(|der| armored("CERTIFICATE", der))
            .collect();
        variant.file(&format!("{name}.pem"), pem);
        let root = one.case.roots.first().map(Vec::as_slice);
        variant.file("root.pem", armored("CERTIFICATE", root.unwrap_or_default()));
        let host = &one.case.wanted;
        list.push_str(&format!("{name} {host}\n"));
        let tells = one.drill.tells;
        en.push_str(&format!("{number}. `{host}`: {}\n", tells.en));
        ko.push_str(&format!("{number}. `{host}`: {}\n", tells.ko));
    }
    variant.file("cases.txt", list);
    let cases = Text {
        en: en.trim_end().to_owned().into(),
        ko: ko.trim_end().to_owned().into(),
    };
    variant.say("cases", cases);
    variant.say("count", drawn.len().to_string());
    variant.say("at", Moment::from(EPOCH).to_string().replace(' ', "T"));
    variant.say("seconds", EPOCH.as_seconds().to_string());
    let sound = drawn.iter().filter(|one| one.drill.reason.is_none());
    variant.difficulty.insert("sound", sound.count() as u64);
    variant.difficulty.insert("cases", drawn.len() as u64);
    Ok(variant)
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let cases = guess::cases(desk.files, "cases.txt", "root.pem", EPOCH)
        .ok_or_else(|| Unfit::new("the cases cannot be read"))?;
    // Whoever makes a mistake of thought makes it in every case it concerns.
    let said = |case: &Case| match aim {
        Aim::Slip { key, .. } if case.traps.contains(&key) => match case.verdict {
            Verdict::Accept => Verdict::Refuse,
            Verdict::Refuse => Verdict::Accept,
        },
        Aim::Slip { .. } | Aim::Right => case.verdict,
    };
    let lines = cases.iter().map(|case| {
        let (name, verdict) = (&case.name, said(case).name());
        format!("{name} {verdict} sure\n")
    });
    let mut handed = Handed::default();
    let guess: String = lines.collect();
    handed
        .files
        .insert("guess.txt".to_owned(), guess.into_bytes());
    Ok(handed)
}
