//! A token under CBC, and a server that says whether the padding is right: enough to read the token.
//!
//! Settings: none. The file `token.hex` holds the IV and two blocks; the word in the text lies across the border between them. The oracle
//! is the server, which takes any token.

use crate::demo::chance::Chance;
use crate::demo::people::user;
use crate::demo::primitive::cipher::BLOCK;
use crate::demo::symmetric::oracle::{Answer, Ask, Server, Token, clear, decrypt_by};
use crate::exercise::handed::{Exchange, Handed};
use crate::exercise::kind::{Aim, Desk, Kind, Oracle, Unfit};
use crate::exercise::kinds::lines;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;

/// The kind.
pub static KIND: Kind = Kind {
    name: "padding_oracle",
    draw,
    solve,
    oracle: Some(Oracle { reply, enough }),
};

static FILE: &str = "token.hex";
static GOOD: &str = "padding good";
static BAD: &str = "padding bad";
const SYLLABLES: usize = 4;

/// What the server knows: its key, its IV, the text.
struct Kept {
    key: [u8; 16],
    iv: [u8; BLOCK],
    text: Vec<u8>,
}

impl Kept {
    fn read(secret: &[u8]) -> Option<Self> {
        let (key, rest) = secret.split_first_chunk()?;
        let (iv, text) = rest.split_first_chunk()?;
        Some(Self {
            key: *key,
            iv: *iv,
            text: text.to_vec(),
        })
    }

    fn bytes(&self) -> Vec<u8> {
        [&self.key[..], &self.iv, &self.text].concat()
    }

    fn token(&self) -> Result<Vec<u8>, Unfit> {
        let token = Server::trusting(&self.key).issue(&self.iv, &self.text);
        Ok(token.map_err(Unfit::new)?.blocks)
    }

    /// The blocks of the token and, for each behind the IV, which of its bytes are letters of the word.
    fn letters(&self) -> Option<Vec<([u8; BLOCK], Vec<usize>)>> {
        let token = self.token().ok()?;
        let from = self.text.iter().position(|byte| *byte == b';')? + ";word=".len();
        let letters = from..self.text.len();
        let behind = (0..).zip(token.as_chunks::<BLOCK>().0.iter().skip(1));
        let these = behind.map(|(number, block)| {
            let places = (0..BLOCK).filter(|place| letters.contains(&(number * BLOCK + place)));
            (*block, places.collect())
        });
        Some(these.collect())
    }
}

fn draw(_: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let name = user(chance);
    let word = lines::word(chance, SYLLABLES);
    let text = format!("to={name};word={word}");
    let kept = Kept {
        key: chance.bytes(),
        iv: chance.bytes(),
        text: text.clone().into_bytes(),
    };
    let token = kept.token()?;
    let mut variant = Variant::default();
    variant.file(FILE, lines::written(&token));
    variant.secret = kept.bytes();
    let (first, second) = text.split_at(BLOCK);
    let fill = 2 * BLOCK - text.len();
    let padding: String = (0..fill)
        .filter_map(|_| char::from_u32(u32::try_from(fill).ok()?))
        .collect();
    variant.slip("word", "last_block", second);
    variant.slip(
        "word",
        "first_block",
        first.split_once("word=").map_or("", |(_, part)| part),
    );
    variant.slip("word", "padding_left", format!("{word}{padding}"));
    variant.slip("word", "padding_left", format!("{second}{padding}"));
    variant.slip("word", "whole_text", &text);
    variant.slip("word", "name", name);
    variant.slip("word", "blocks_swapped", format!("{second}{first}"));
    variant.answer("word", word);
    variant.say("bytes", token.len().to_string());
    variant.solved.set("text", text);
    variant.solved.set("fill", fill.to_string());
    variant
        .difficulty
        .insert("blocks", (token.len() / BLOCK - 1) as u64);
    variant.difficulty.insert("padding", fill as u64);
    Ok(variant)
}

fn solve(desk: &mut Desk<'_>, aim: Aim<'_>) -> Result<Handed, Unfit> {
    let token = lines::read(desk, FILE)?;
    let ask = &mut *desk.ask;
    let mut asks = |asked: &Token| {
        Ok(match ask(&asked.blocks) == GOOD {
            true => Answer::Padded,
            false => Answer::BadPadding,
        })
    };
    let last = token.get(BLOCK..).unwrap_or_default();
    let mut handed = Handed::default();
    match aim {
        Aim::Right => {
            let done = decrypt_by(&mut asks, &whole(&token)).map_err(Unfit::new)?;
            let text = String::from_utf8(clear(&done)).map_err(Unfit::new)?;
            let word = text.split_once("word=").map(|(_, word)| word.to_owned());
            let word = word.ok_or_else(|| Unfit::new(format!("the token says {text}")))?;
            handed.answers.insert("word".to_owned(), word);
        }
        Aim::Slip {
            key: "untouched", ..
        } => {
            asks(&whole(&token)).map_err(Unfit::new)?;
        }
        // Bytes of the block that is to be read are changed, instead of those in front of it.
        Aim::Slip {
            key: "wrong_block", ..
        } => {
            for guess in each(3 * BLOCK - 1) {
                asks(&changed(&token, guess)).map_err(Unfit::new)?;
            }
        }
        // One byte was found, and then none.
        Aim::Slip {
            key: "unfinished", ..
        } => {
            last_byte(&mut asks, last)?;
        }
        // The last byte was found for the padding 01, and stays there while the one before it is tried.
        Aim::Slip {
            key: "next_padding",
            ..
        } => {
            let found = last_byte(&mut asks, last)?;
            for guess in each(BLOCK - 2).take(20) {
                asks(&changed(&found, guess)).map_err(Unfit::new)?;
            }
        }
        Aim::Slip {
            key: "last_block", ..
        } => {
            decrypt_by(&mut asks, &whole(last)).map_err(Unfit::new)?;
        }
        Aim::Slip {
            key: "first_block", ..
        } => {
            let first = token.get(..2 * BLOCK).unwrap_or_default();
            decrypt_by(&mut asks, &whole(first)).map_err(Unfit::new)?;
        }
        Aim::Slip { key, .. } => return Err(Unfit::new(format!("no such mistake: {key}"))),
    }
    Ok(handed)
}

fn whole(blocks: &[u8]) -> Token {
    Token {
        blocks: blocks.to_vec(),
        tag: Vec::new(),
    }
}

/// Every value that can be added to the byte at this place.
fn each(at: usize) -> impl Iterator<Item = (usize, u8)> {
    (0..=u8::MAX).map(move |bits| (at, bits))
}

/// The blocks with a byte changed.
fn changed(blocks: &[u8], (at, bits): (usize, u8)) -> Token {
    let mut blocks = blocks.to_vec();
    let byte = blocks.iter_mut().skip(at).take(1);
    byte.for_each(|byte| *byte ^= bits);
    whole(&blocks)
}

/// Finds what makes the last byte of the second of two blocks padding: both blocks as they were asked then.
fn last_byte(ask: Ask<'_>, blocks: &[u8]) -> Result<Vec<u8>, Unfit> {
    let block = blocks.get(BLOCK..).unwrap_or_default();
    let zeros = [&[0; BLOCK], block].concat();
    for guess in each(BLOCK - 1) {
        let asked = changed(&zeros, guess);
        if ask(&asked).map_err(Unfit::new)? == Answer::Padded {
            return Ok(asked.blocks);
        }
    }
    Err(Unfit::new("no last byte is right"))
}

fn reply(secret: &[u8], question: &[u8]) -> String {
    if question.len() < 2 * BLOCK || !question.len().is_multiple_of(BLOCK) {
        let have = question.len();
        return format!(
            "refused: an IV and whole blocks of {BLOCK} bytes are needed; these are {have} bytes"
        );
    }
    match padding(secret, question) {
        Some(_) => GOOD.to_owned(),
        None => BAD.to_owned(),
    }
}

/// How many bytes of padding the server takes off, if it is right.
fn padding(secret: &[u8], question: &[u8]) -> Option<usize> {
    let kept = Kept::read(secret)?;
    let text = Server::trusting(&kept.key).read(&whole(question)).ok()??;
    Some(question.len() - BLOCK - text.len())
}

/// For each letter of the word there is a question to which only whoever knows its byte gets the answer: the letter's byte was
/// decrypted to the first byte of right padding.
fn enough(secret: &[u8], asked: &[Exchange]) -> Result<(), &'static str> {
    let kept = Kept::read(secret).ok_or("other")?;
    let letters = kept.letters().ok_or("other")?;
    let token = kept.token().map_err(|_| "other")?;
    let mut proven: Vec<Vec<usize>> = vec![Vec::new(); letters.len()];
    let (mut same_padding, mut ours) = (0, false);
    for exchange in asked.iter().filter(|exchange| exchange.question != token) {
        let Some(last) = exchange.question.last_chunk::<BLOCK>() else {
            continue;
        };
        for ((block, _), proven) in letters.iter().zip(&mut proven) {
            if block != last {
                continue;
            }
            ours = true;
            if let Some(fill) =
                padding(secret, &exchange.question).filter(|_| exchange.reply == GOOD)
            {
                let place = BLOCK - fill.min(BLOCK);
                if proven.contains(&place) {
                    same_padding += 1;
                } else {
                    proven.push(place);
                }
            }
        }
    }
    let whole = |((_, letters), proven): (&(_, Vec<usize>), &Vec<usize>)| {
        letters.iter().all(|place| proven.contains(place))
    };
    let done: Vec<bool> = letters.iter().zip(&proven).map(whole).collect();
    let fresh = asked.iter().any(|exchange| exchange.question != token);
    match done.as_slice() {
        done if done.iter().all(|done| *done) => Ok(()),
        _ if !fresh => Err("untouched"),
        _ if !ours => Err("wrong_block"),
        [false, true] => Err("last_block"),
        [true, false] => Err("first_block"),
        _ if same_padding > 3 => Err("next_padding"),
        _ => Err("unfinished"),
    }
}
