//! Six stored passwords: three that are guessed, three that hold, each for another reason.
//!
//! Settings: `words`, how many words are in the list; `few_rounds` and `rounds`, of PBKDF2. The file `words.txt` is the list, `shelf.txt` has
//! a line a user: name, rule of the password, hash, salt, what is stored.

use std::collections::BTreeSet;

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::password::cost::Scheme;
use crate::exercise::form::{Choice, Form};
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::lines;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "password_shelf",
    draw,
    solve,
    oracle: None,
};

static SHELF: &str = "shelf.txt";
static LIST: &str = "words.txt";
static USERS: &[&str] = &[
    "alice", "bora", "chan", "dana", "eunji", "felix", "gahee", "hojun", "inha", "jisu", "kyu",
    "lena",
];
/// Numbers that can stand behind a word.
const NUMBERS: u32 = 10_000;
/// Words of a phrase.
const PHRASE: usize = 8;
/// What the solver spends on one user at most: guesses, times what each costs.
const BUDGET: u64 = 100_000_000;

/// How a password was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Word,
    WordAndNumber,
    Phrase,
    Random,
}

static RULES: [(Rule, &str); 4] = [
    (Rule::Word, "word"),
    (Rule::WordAndNumber, "word+4digits"),
    (Rule::Phrase, "8words"),
    (Rule::Random, "random16"),
];

impl Rule {
    fn name(self) -> &'static str {
        let mut rules = RULES.iter();
        rules
            .find(|(rule, _)| *rule == self)
            .map_or("", |(_, name)| name)
    }

    fn password(self, words: &[String], chance: &mut Chance) -> String {
        let mut word = || chance.pick(words).cloned().unwrap_or_default();
        match self {
            Self::Word => word(),
            Self::WordAndNumber => {
                let word = word();
                format!("{word}{:04}", chance.below(NUMBERS.into()))
            }
            Self::Phrase => (0..PHRASE).map(|_| word()).collect::<Vec<_>>().join("-"),
            Self::Random => {
                let signs = b"abcdefghijkmnpqrstuvwxyz23456789";
                let signs = (0..16).filter_map(|_| chance.pick(signs).copied());
                signs.map(char::from).collect()
            }
        }
    }
}

/// Somebody on the shelf.
#[derive(Clone, Debug)]
struct User {
    name: String,
    rule: Rule,
    scheme: Scheme,
    salt: Vec<u8>,
    stored: Vec<u8>,
}

/// How one of six is kept, and why it holds, if it does.
type Kept = (Rule, Scheme, Option<&'static str>);

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let setting = |key: &str| -> Result<u32, Unfit> {
        u32::try_from(exercise.setting_number(key)?).map_err(Unfit::new)
    };
    let (count, few, many) = (
        setting("words")?,
        setting("few_rounds")?,
        setting("rounds")?,
    );
    let mut list = BTreeSet::new();
    while list.len() < usize::try_from(count).map_err(Unfit::new)? {
        list.insert(lines::word(chance, 2));
    }
    let list: Vec<String> = list.into_iter().collect();
    let slow = |rounds: u32| Scheme::Pbkdf2 { rounds };
    let mut kept: [Kept; 6] = [
        (Rule::Word, Scheme::Sha256, None),
        (Rule::Word, slow(few), None),
        (Rule::WordAndNumber, Scheme::Sha256, None),
        (Rule::WordAndNumber, slow(many), Some("cost")),
        (Rule::Phrase, Scheme::Sha256, Some("combinations")),
        (Rule::Random, Scheme::Sha256, Some("random")),
    ];
    chance.shuffle(&mut kept);
    let mut names = USERS.to_vec();
    chance.shuffle(&mut names);
    let mut variant = Variant::default();
    let mut users = Vec::new();
    let mut passwords = Vec::new();
    for ((rule, scheme, _), name) in kept.iter().zip(names) {
        let (password, salt) = (rule.password(&list, chance), chance.vec(8));
        let stored = scheme.stored(password.as_bytes(), &salt);
        users.push(User {
            name: name.to_owned(),
            rule: *rule,
            scheme: *scheme,
            salt,
            stored: stored.map_err(Unfit::new)?,
        });
        passwords.push(password);
    }
    variant.file(LIST, list.join("\n") + "\n");
    variant.file(SHELF, users.iter().map(line).collect::<String>());
    which(&mut variant, &kept, &users);
    cracked(&mut variant, &kept, &users, &passwords);
    reasons(&mut variant, &kept);
    let guesses = u64::from(count) * u64::from(NUMBERS);
    variant.answer("guesses", guesses);
    variant.slip("guesses", "words_only", count);
    variant.slip("guesses", "added", count + NUMBERS);
    variant.slip("guesses", "one_digit_each", u64::from(count) * 40);
    variant.slip(
        "guesses",
        "nines",
        u64::from(count) * u64::from(NUMBERS - 1),
    );
    variant.say("words", count.to_string());
    variant.solved.set("guesses", guesses.to_string());
    variant.solved.set("rounds", many.to_string());
    variant.solved.set(
        "hours",
        (guesses * u64::from(many) / 4_000_000 / 3600).to_string(),
    );
    variant.difficulty.insert("words", u64::from(count));
    let weak = kept.iter().filter(|(_, _, holds)| holds.is_none());
    variant.difficulty.insert("weak", weak.count() as u64);
    Ok(variant)
}

fn which(variant: &mut Variant, kept: &[Kept], users: &[User]) {
    let those = |chosen: &dyn Fn(&Kept) -> bool| {
        let chosen = kept.iter().zip(users).filter(|(kept, _)| chosen(kept));
        let names: Vec<&str> = chosen.map(|(_, user)| user.name.as_str()).collect();
        names.join(" ")
    };
    let fast = |scheme: &Scheme| matches!(scheme, Scheme::Sha256);
    let choices = users.iter().map(|user| Choice {
        key: user.name.clone(),
        means: Text::EMPTY,
    });
    variant
        .forms
        .insert("weak".to_owned(), Form::Some(choices.collect()));
    variant.answer("weak", those(&|(_, _, holds)| holds.is_none()));
    variant.slip("weak", "others", those(&|(_, _, holds)| holds.is_some()));
    variant.slip("weak", "all_fast", those(&|(_, scheme, _)| fast(scheme)));
    variant.slip(
        "weak",
        "slow_holds",
        those(&|(_, scheme, holds)| holds.is_none() && fast(scheme)),
    );
    variant.slip(
        "weak",
        "rule_alone",
        those(&|(rule, _, _)| matches!(rule, Rule::Word | Rule::WordAndNumber)),
    );
}

fn cracked(variant: &mut Variant, kept: &[Kept], users: &[User], passwords: &[String]) {
    let all = kept.iter().zip(users).zip(passwords);
    let weak: Vec<(&User, &str)> = all
        .filter(|(((_, _, holds), _), _)| holds.is_none())
        .map(|((_, user), password)| (user, password.as_str()))
        .collect();
    let told = weak
        .iter()
        .map(|(user, password)| format!("{}: {password}", user.name));
    variant
        .solved
        .set("cracked", told.collect::<Vec<_>>().join(", "));
    let [a, b, c] = weak.as_slice() else {
        return;
    };
    let [a, b, c] = [a, b, c].map(|(_, password)| password);
    variant.answer("passwords", format!("{a} {b} {c}"));
    variant.answer("passwords", format!("{a},{b},{c}"));
    for [x, y, z] in [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]] {
        variant.slip("passwords", "other_order", format!("{x} {y} {z}"));
    }
    let joined = |one: &dyn Fn(&(&User, &str)) -> Option<String>| {
        weak.iter().filter_map(one).collect::<Vec<_>>().join(" ")
    };
    let letters = |password: &str| {
        password
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    };
    variant.slip(
        "passwords",
        "digits_missing",
        joined(&|(_, password)| Some(letters(password))),
    );
    variant.slip(
        "passwords",
        "slow_skipped",
        joined(&|(user, password)| {
            matches!(user.scheme, Scheme::Sha256).then(|| (*password).to_owned())
        }),
    );
    variant.slip(
        "passwords",
        "salt_in_front",
        joined(&|(user, password)| Some(format!("{}{password}", hex::encode(&user.salt)))),
    );
}

fn reasons(variant: &mut Variant, kept: &[Kept]) {
    let right: Vec<&str> = kept.iter().filter_map(|(_, _, holds)| *holds).collect();
    let swapped = right.iter().map(|reason| match *reason {
        "combinations" => "random",
        "random" => "combinations",
        other => other,
    });
    variant.slip(
        "reasons",
        "words_or_not",
        swapped.collect::<Vec<_>>().join(" "),
    );
    for (key, reason) in [
        ("all_salt", "salt"),
        ("all_one_way", "one_way"),
        ("all_cost", "cost"),
    ] {
        variant.slip("reasons", key, vec![reason; right.len()].join(" "));
    }
    variant.answer("reasons", right.join(" "));
}

fn line(user: &User) -> String {
    let scheme = match user.scheme {
        Scheme::Pbkdf2 { rounds } => format!("pbkdf2-sha256,{rounds}"),
        Scheme::Sha256 | Scheme::Scrypt { .. } | Scheme::Argon2id { .. } => "sha256".to_owned(),
    };
    let (name, rule) = (&user.name, user.rule.name());
    let (salt, stored) = (hex::encode(&user.salt), hex::encode(&user.stored));
    format!("{name}:{rule}:{scheme}:{salt}:{stored}\n")
}

fn read(line: &str) -> Option<User> {
    let mut parts = line.split(':');
    let name = parts.next()?.to_owned();
    let rule = parts.next()?;
    let (rule, _) = RULES.iter().find(|(_, name)| *name == rule)?;
    let scheme = match parts.next()?.split_once(',') {
        Some((_, rounds)) => Scheme::Pbkdf2 {
            rounds: rounds.parse().ok()?,
        },
        None => Scheme::Sha256,
    };
    Some(User {
        name,
        rule: *rule,
        scheme,
        salt: hex::decode(parts.next()?).ok()?,
        stored: hex::decode(parts.next()?).ok()?,
    })
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let text = |name: &str| -> Result<String, Unfit> {
        Ok(String::from_utf8_lossy(desk.file(name)?).into_owned())
    };
    let list = text(LIST)?;
    let words: Vec<&str> = list.lines().collect();
    let (mut weak, mut passwords, mut reasons, mut most) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for user in text(SHELF)?.lines().filter_map(read) {
        let numbers = match user.rule {
            Rule::Word => 1,
            Rule::WordAndNumber => NUMBERS,
            Rule::Phrase => {
                reasons.push("combinations");
                continue;
            }
            Rule::Random => {
                reasons.push("random");
                continue;
            }
        };
        let guesses = words.len() as u64 * u64::from(numbers);
        if guesses * user.scheme.calls() > BUDGET {
            reasons.push("cost");
            continue;
        }
        passwords.push(guess(&user, &words, numbers)?);
        weak.push(user.name);
        most = most.max(guesses);
    }
    let mut handed = Handed::default();
    for (question, answer) in [
        ("weak", weak.join(" ")),
        ("passwords", passwords.join(" ")),
        ("reasons", reasons.join(" ")),
        ("guesses", most.to_string()),
    ] {
        handed.answers.insert(question.to_owned(), answer);
    }
    Ok(handed)
}

fn guess(user: &User, words: &[&str], numbers: u32) -> Result<String, Unfit> {
    for word in words {
        for number in 0..numbers {
            let password = match user.rule {
                Rule::WordAndNumber => format!("{word}{number:04}"),
                Rule::Word | Rule::Phrase | Rule::Random => (*word).to_owned(),
            };
            let stored = user.scheme.stored(password.as_bytes(), &user.salt);
            if stored.map_err(Unfit::new)? == user.stored {
                return Ok(password);
            }
        }
    }
    Err(Unfit::new(format!("no guess fits {}", user.name)))
}
