//! Diffie-Hellman with small numbers: public keys on a board, one of them switched.
//!
//! Settings: `least` and `most`, between which the prime lies; `lazy`, below which number Mallory's own secret lies. The file `board.txt` has
//! a line for each of five people: name, secret number, public key as it stands on the board.

use crate::demo::chance::Chance;
use crate::demo::glass::modular::{power, times};
use crate::demo::public_key::exchange::Group;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "switched_key",
    draw,
    solve,
    oracle: None,
};

static FILE: &str = "board.txt";

/// Somebody at the board.
#[derive(Clone, Debug)]
struct Person {
    name: String,
    secret: u64,
    /// As it stands on the board.
    key: u64,
}

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let [least, most, lazy] = [
        exercise.setting_number("least")?,
        exercise.setting_number("most")?,
        exercise.setting_number("lazy")?,
    ];
    if least < 1000 || most < 2 * least - 100 || lazy < 100 || lazy > least {
        return Err(Unfit::new(
            "settings: 1000 ≤ least, 2 · least ≤ most, 100 ≤ lazy ≤ least",
        ));
    }
    let group = Group::between(chance, least, most);
    let Group { p, g } = group;
    let mut names = ["Minji", "Seojun", "Jiwoo", "Haneul", "Doyun"];
    chance.shuffle(&mut names);
    let people = names.map(|name| {
        let secret = lazy + chance.below(p - 1 - lazy);
        let (name, key) = (name.to_owned(), group.share(secret));
        Person { name, secret, key }
    });
    let mallory = lazy / 2 + chance.below(lazy / 2);
    let switched = group.share(mallory);
    let mut board = people.clone();
    chance.shuffle(&mut board);
    // The first of those drawn was switched; three others are asked about.
    let [owner, one, two, partner, _] = &people;
    for person in board.iter_mut().filter(|person| person.name == owner.name) {
        person.key = switched;
    }
    let mut variant = Variant::default();
    variant.file(FILE, written(&board));
    variant.say("p", p.to_string());
    variant.say("g", g.to_string());
    variant.say("one", one.name.clone());
    variant.say("two", two.name.clone());
    variant.say("partner", partner.name.clone());
    variant.say("lazy", lazy.to_string());

    variant.answer("true_key", owner.key);
    variant.slip("true_key", "as_on_board", switched);
    for other in [one, two, partner] {
        variant.slip("true_key", "unswitched", other.key);
    }
    variant.slip("true_key", "swapped", power(owner.secret, g, p));
    variant.slip("true_key", "caret", (g ^ owner.secret) % p);
    variant.slip("true_key", "secret_number", owner.secret);

    variant.answer("secret", power(two.key, one.secret, p));
    variant.slip("secret", "product", times(one.key, two.key, p));
    let exponent = times(one.secret, two.secret, p);
    variant.slip("secret", "exponent_modulo", group.share(exponent));
    variant.slip("secret", "caret", (two.key ^ one.secret) % p);
    variant.slip("secret", "caret", (one.key ^ two.secret) % p);
    variant.slip("secret", "own_key", power(one.key, one.secret, p));
    variant.slip("secret", "own_key", power(two.key, two.secret, p));

    variant.answer("read", power(switched, partner.secret, p));
    variant.slip("read", "true_secret", power(owner.key, partner.secret, p));
    variant.slip("read", "owner_side", power(switched, owner.secret, p));
    variant.slip("read", "caret", (switched ^ partner.secret) % p);

    variant.answer("mallory", mallory);
    variant.slip("mallory", "one_off", mallory + 1);
    variant.slip("mallory", "one_off", mallory - 1);
    variant.slip("mallory", "owner", owner.secret);
    variant.slip("mallory", "key", switched);
    variant.solved.set("owner", owner.name.clone());
    variant.solved.set("switched", switched.to_string());
    variant.solved.set("true", owner.key.to_string());
    variant.solved.set("mallory", mallory.to_string());
    variant.difficulty.insert("people", people.len() as u64);
    variant.difficulty.insert("prime", p);
    variant.difficulty.insert("counting", mallory);
    Ok(variant)
}

fn written(board: &[Person]) -> String {
    let mut file = "# name     secret number   public key on the board\n".to_owned();
    for Person { name, secret, key } in board {
        file += &format!("{name:<10} {secret:>13} {key:>25}\n");
    }
    file
}

fn read(file: &[u8]) -> Vec<Person> {
    let text = String::from_utf8_lossy(file).into_owned();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let people = lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        Some(Person {
            name: words.next()?.to_owned(),
            secret: words.next()?.parse().ok()?,
            key: words.next()?.parse().ok()?,
        })
    });
    people.collect()
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let number =
        |name: &str| -> Result<u64, Unfit> { desk.word(name)?.parse().map_err(Unfit::new) };
    let [p, g, lazy] = [number("p")?, number("g")?, number("lazy")?];
    let people = read(desk.file(FILE)?);
    let called = |word: &str| -> Result<&Person, Unfit> {
        let name = desk.word(word)?;
        let mut people = people.iter();
        let person = people.find(|person| person.name == name);
        person.ok_or_else(|| Unfit::new(format!("{name} is not on the board")))
    };
    let owns = |person: &&Person| power(g, person.secret, p) == person.key;
    let owner = people.iter().find(|person| !owns(person));
    let owner = owner.ok_or_else(|| Unfit::new("no key was switched"))?;
    let mut reached = 1;
    let mut mallory = 0;
    while reached != owner.key && mallory < lazy {
        reached = times(reached, g, p);
        mallory += 1;
    }
    let (one, two, partner) = (called("one")?, called("two")?, called("partner")?);
    let mut handed = Handed::default();
    for (question, answer) in [
        ("true_key", power(g, owner.secret, p)),
        ("secret", power(one.key, two.secret, p)),
        ("read", power(power(g, partner.secret, p), mallory, p)),
        ("mallory", mallory),
    ] {
        handed
            .answers
            .insert(question.to_owned(), answer.to_string());
    }
    Ok(handed)
}
