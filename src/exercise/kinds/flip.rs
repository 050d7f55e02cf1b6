//! An order under CTR, changed on the way: the bank pays what the one who changed it wants.
//!
//! Settings: `digits`, how many digits the amount has; `changed`, how many of them are to change. The file `order.hex` holds the counter
//! block and the ciphertext; the oracle is the bank, which takes the same.

use crate::demo::chance::Chance;
use crate::demo::primitive::cipher::BLOCK;
use crate::demo::show::xor;
use crate::demo::symmetric::order::{Cover, Sealed, Swap, open, seal};
use crate::exercise::handed::{Exchange, Handed};
use crate::exercise::kind::{Aim, Desk, Kind, Oracle, Unfit};
use crate::exercise::kinds::lines;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "flip",
    draw,
    solve,
    oracle: Some(Oracle { reply, enough }),
};

static FILE: &str = "order.hex";
static NAMES: &[&str] = &[
    "BOB", "JIHO", "MINA", "YUNA", "SORA", "MINSU", "ALICE", "JIWOO", "HANEUL", "SEOJUN",
];

/// What the bank knows, and what it is to be made to read.
struct Bank {
    key: [u8; 16],
    start: [u8; BLOCK],
    order: Vec<u8>,
    wanted: Vec<u8>,
}

impl Bank {
    fn read(secret: &[u8]) -> Option<Self> {
        let (key, rest) = secret.split_first_chunk()?;
        let (start, texts) = rest.split_first_chunk()?;
        let (order, wanted) = texts.split_at(texts.len() / 2);
        Some(Self {
            key: *key,
            start: *start,
            order: order.to_vec(),
            wanted: wanted.to_vec(),
        })
    }

    fn bytes(&self) -> Vec<u8> {
        [&self.key[..], &self.start, &self.order, &self.wanted].concat()
    }

    fn sealed(&self) -> Result<Vec<u8>, Unfit> {
        let sealed = seal(&self.key, &self.start, &self.order, Cover::Ctr);
        Ok(wire(&sealed.map_err(Unfit::new)?))
    }

    /// What it reads in a counter block and a ciphertext.
    fn decrypt(&self, question: &[u8]) -> Option<Vec<u8>> {
        open(&self.key, &sealed(question)?).ok()?
    }
}

fn wire(sealed: &Sealed) -> Vec<u8> {
    [sealed.start.as_slice(), &sealed.body].concat()
}

fn sealed(wire: &[u8]) -> Option<Sealed> {
    let (start, body) = wire.split_at_checked(BLOCK)?;
    Some(Sealed {
        cover: Cover::Ctr,
        start: start.to_vec(),
        body: body.to_vec(),
    })
}

/// An order as the bank reads it.
#[derive(PartialEq, Eq)]
struct Order<'t> {
    number: &'t str,
    to: &'t str,
    amount: &'t str,
}

impl<'t> Order<'t> {
    fn written(&self) -> String {
        let Self { number, to, amount } = self;
        format!("ORDER no={number} to={to} amount={amount} KRW")
    }

    fn read(text: &'t [u8]) -> Result<Self, &'static str> {
        let form = "not of the form of an order";
        let text = std::str::from_utf8(text).map_err(|_| form)?;
        let fields = || {
            let rest = text.strip_prefix("ORDER no=")?.strip_suffix(" KRW")?;
            let (number, rest) = rest.split_once(" to=")?;
            let (to, amount) = rest.split_once(" amount=")?;
            Some(Self { number, to, amount })
        };
        let order = fields().ok_or(form)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(order.amount) {
            return Err("the amount is no number");
        }
        if !digits(order.number) {
            return Err("the order number is no number");
        }
        match order.to.bytes().all(|byte| byte.is_ascii_uppercase()) {
            true => Ok(order),
            false => Err("nobody is called so"),
        }
    }
}

/// Where the amount stands in an order to somebody of this name.
fn place(to: &str) -> usize {
    "ORDER no=12345678 to= amount=".len() + to.len()
}

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let digits = usize::try_from(exercise.setting_number("digits")?).map_err(Unfit::new)?;
    let changed = usize::try_from(exercise.setting_number("changed")?).map_err(Unfit::new)?;
    if !(4..=9).contains(&digits) || !(1..=digits).contains(&changed) {
        return Err(Unfit::new(
            "settings: 4 to 9 digits, at least one of them changed",
        ));
    }
    let to = chance.pick(NAMES).copied().unwrap_or_default();
    let number = (10_000_000 + chance.below(90_000_000)).to_string();
    let amount = format!("{:0digits$}", 120 + chance.below(880));
    let wanted = other_digits(&amount, changed, chance);
    let order = |amount: &str| {
        let number = &number;
        Order { number, to, amount }.written().into_bytes()
    };
    let bank = Bank {
        key: chance.bytes(),
        start: chance.bytes(),
        order: order(&amount),
        wanted: order(&wanted),
    };
    let wire = bank.sealed()?;
    let mut variant = Variant::default();
    variant.file(FILE, lines::written(&wire));
    variant.secret = bank.bytes();
    let at = place(to);
    let cut = |at: usize| wire.get(at..).unwrap_or_default();
    variant.answer(
        "keystream",
        hex::encode(xor(cut(BLOCK + at), amount.as_bytes())),
    );
    for (key, bytes) in [
        (
            "ciphertext",
            cut(BLOCK + at).iter().copied().take(digits).collect(),
        ),
        ("new_amount", xor(cut(BLOCK + at), wanted.as_bytes())),
        ("counter_block", xor(cut(at), amount.as_bytes())),
        ("one_off", xor(cut(BLOCK + at + 1), amount.as_bytes())),
        ("one_off", xor(cut(BLOCK + at - 1), amount.as_bytes())),
        ("mask", xor(wanted.as_bytes(), amount.as_bytes())),
    ] {
        let bytes: Vec<u8> = bytes;
        variant.slip("keystream", key, hex::encode(bytes));
    }
    variant.say("to", to);
    variant.say("amount", amount);
    variant.say("wanted", wanted);
    variant.say("digits", digits.to_string());
    variant.say("length", wire.len().to_string());
    variant.solved.set("at", at.to_string());
    variant.solved.set("in_file", (BLOCK + at).to_string());
    variant.difficulty.insert("changed_digits", changed as u64);
    variant.difficulty.insert("length", bank.order.len() as u64);
    Ok(variant)
}

/// A larger number that differs in so many digits: the first among them is a leading zero.
fn other_digits(amount: &str, changed: usize, chance: &mut Chance) -> String {
    let mut places: Vec<usize> = (1..amount.len()).collect();
    chance.shuffle(&mut places);
    places.truncate(changed.saturating_sub(1));
    places.push(0);
    let mut digits = amount.as_bytes().to_vec();
    for place in places {
        if let Some(digit) = digits.get_mut(place) {
            let value = digit.wrapping_sub(b'0');
            let step = u8::try_from(1 + chance.below(9)).unwrap_or(1);
            *digit = b'0' + (value + step) % 10;
        }
    }
    String::from_utf8_lossy(&digits).into_owned()
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let (to, amount, wanted) = (desk.word("to")?, desk.word("amount")?, desk.word("wanted")?);
    let taken = lines::read(desk, FILE)?;
    let whole = sealed(&taken).ok_or_else(|| Unfit::new("the order is too short"))?;
    let at = place(to);
    let (old, new) = (amount.as_bytes().to_vec(), wanted.as_bytes().to_vec());
    let swap = Swap { at, old, new };
    let with = |at: usize, old: &[u8], new: &[u8]| {
        let swap = Swap {
            at,
            old: old.to_vec(),
            new: new.to_vec(),
        };
        wire(&swap.on(&whole))
    };
    let zeros = vec![0; swap.new.len()];
    let question = match aim {
        Aim::Right => wire(&swap.on(&whole)),
        Aim::Slip {
            key: "untouched", ..
        } => taken.clone(),
        Aim::Slip {
            key: "new_only", ..
        } => with(at, &zeros, &swap.new),
        Aim::Slip {
            key: "written_in", ..
        } => {
            let there = whole.body.get(at..at + swap.new.len()).unwrap_or_default();
            with(at, there, &swap.new)
        }
        Aim::Slip {
            key: "counter_block",
            ..
        } => {
            let mut changed = taken.clone();
            for (byte, bits) in changed.iter_mut().skip(at).zip(swap.difference()) {
                *byte ^= bits;
            }
            changed
        }
        Aim::Slip { key: "one_off", .. } => with(at + 1, &swap.old, &swap.new),
        Aim::Slip {
            key: "other_amount",
            ..
        } => {
            let last = swap.new.len().saturating_sub(1);
            with(at + last, b"0", b"1")
        }
        Aim::Slip {
            key: "no_digits", ..
        } => with(at, &[0], &[0x40]),
        Aim::Slip {
            key: "other_field", ..
        } => with("ORDER no=".len(), &[0], &[1]),
        Aim::Slip { key: "cut", .. } => whole.body.clone(),
        Aim::Slip { key, .. } => return Err(Unfit::new(format!("no such mistake: {key}"))),
    };
    (desk.ask)(&question);
    let mut handed = Handed::default();
    let keystream = xor(whole.body.get(at..).unwrap_or_default(), &swap.old);
    handed
        .answers
        .insert("keystream".to_owned(), hex::encode(keystream));
    Ok(handed)
}

fn reply(secret: &[u8], question: &[u8]) -> String {
    let Some(bank) = Bank::read(secret) else {
        return String::new();
    };
    let need = BLOCK + bank.order.len();
    if question.len() != need {
        let have = question.len();
        return format!(
            "refused: {need} bytes are needed, counter block and ciphertext; these are {have}"
        );
    }
    let text = bank.decrypt(question).unwrap_or_default();
    match Order::read(&text) {
        Ok(Order { number, to, amount }) => {
            format!("accepted: order {number} pays {amount} KRW to {to}")
        }
        Err(why) => format!("refused: {why}"),
    }
}

/// The bank has read what was wanted; else the last order that it was sent tells the mistake.
fn enough(secret: &[u8], asked: &[Exchange]) -> Result<(), &'static str> {
    let bank = Bank::read(secret).ok_or("other")?;
    let reads = |exchange: &Exchange| bank.decrypt(&exchange.question) == Some(bank.wanted.clone());
    if asked.iter().any(reads) {
        return Ok(());
    }
    let sent = bank.sealed().map_err(|_| "other")?;
    let question = asked.last().map(|last| last.question.as_slice());
    Err(mistake(&bank, &sent, question.unwrap_or_default()))
}

fn mistake(bank: &Bank, sent: &[u8], question: &[u8]) -> &'static str {
    if question.len() != sent.len() {
        return "cut";
    }
    let difference = xor(sent, question);
    let mut touched = (0..).zip(&difference).filter(|(_, bits)| **bits != 0);
    let Some((first, _)) = touched.next() else {
        return "untouched";
    };
    let last = touched.last().map_or(first, |(at, _)| at);
    let (Ok(order), Ok(wanted)) = (Order::read(&bank.order), Order::read(&bank.wanted)) else {
        return "other";
    };
    let (from, length) = (BLOCK + place(order.to), order.amount.len());
    let there = |bytes: &[u8]| {
        bytes
            .iter()
            .copied()
            .skip(from)
            .take(length)
            .collect::<Vec<_>>()
    };
    // The right change in a wrong place.
    let mask = xor(order.amount.as_bytes(), wanted.amount.as_bytes());
    let shift = |at: usize| difference.get(at..at + length) == Some(&mask);
    if shift(from - BLOCK) {
        return "counter_block";
    }
    if shift(from - 1) || shift(from + 1) {
        return "one_off";
    }
    if (from..from + length).contains(&first) && last < from + length {
        let text = bank.decrypt(question).unwrap_or_default();
        if there(question) == wanted.amount.as_bytes() {
            return "written_in";
        }
        if there(&difference) == wanted.amount.as_bytes() {
            return "new_only";
        }
        return match Order::read(&text) {
            Ok(_) => "other_amount",
            Err(_) => "no_digits",
        };
    }
    "other_field"
}
