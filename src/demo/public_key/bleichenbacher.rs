//! Bleichenbacher's attack (CRYPTO 1998): a server that lets others see whether a block begins with 0 2 decrypts for them.
//!
//! The attacker multiplies: `c·s^e` decrypts to `m·s mod n`. Each s for which that begins with 0 2 says that m·s lies in a narrow
//! band above some multiple of n, and so cuts down where m can be.

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::public_key::toy_rsa::{DIGITS, Pair, Public, UNIT, conforms, digits, pad};

/// What a server does when a block is badly padded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manners {
    /// It says so.
    Says,
    /// It says the same as always, but it is done sooner.
    Hurries,
    /// It goes on with a message made from key and ciphertext, with the same work (RFC 5246 §7.4.7.1).
    GoesOn,
}

/// What a server answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    /// The alert it sends.
    pub(super) alert: &'static str,
    /// How many digits it looked at: what a clock would show of it.
    pub(super) work: u64,
}

/// The alert for what comes first: the padding.
pub(super) const BAD_PADDING: &str = "decode_error";

/// The alert for what comes later: the attacker does not know the secret, so its Finished is wrong.
pub(super) const BAD_FINISHED: &str = "decrypt_error";

/// A server that decrypts for whoever connects; its key stays inside.
#[derive(Debug)]
pub(super) struct Server {
    pair: Pair,
    manners: Manners,
    /// How many ciphertexts it got.
    pub(super) queries: u64,
}

impl Server {
    /// A server with a key.
    pub(super) fn new(pair: Pair, manners: Manners) -> Self {
        Self {
            pair,
            manners,
            queries: 0,
        }
    }

    /// Its public key.
    pub(super) fn public(&self) -> Public {
        self.pair.public
    }

    /// Decrypts a ciphertext, goes on with what came out, and answers.
    pub(super) fn answer(&mut self, c: u64) -> Reply {
        self.queries += 1;
        let block = self.pair.decrypt(c);
        let whole = DIGITS as u64;
        let (alert, work) = match (self.manners, conforms(block)) {
            (Manners::Says, false) => (BAD_PADDING, 2),
            (Manners::Hurries, false) => (BAD_FINISHED, 2),
            (Manners::Says | Manners::Hurries, true) => (BAD_FINISHED, whole),
            (Manners::GoesOn, _) => {
                // Both messages are made each time; which of them is used is a choice without a branch in a real server.
                let _instead = self.pair.instead(c, 4);
                (BAD_FINISHED, whole)
            }
        };
        Reply { alert, work }
    }
}

/// What an attacker looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Eye {
    /// The alert.
    Alert,
    /// How long it took.
    Work,
}

/// What was known after one more good multiplier.
#[derive(Clone, Copy, Debug)]
pub(super) struct Round {
    /// The multiplier.
    pub(super) s: u64,
    /// Blocks left in all of them.
    pub(super) left: u64,
    /// Questions asked until then.
    pub(super) queries: u64,
}

/// What an attack came to.
#[derive(Clone, Debug)]
pub(super) struct Course {
    /// Its rounds.
    pub(super) rounds: Vec<Round>,
    /// The block, if it was found: it encrypts to the ciphertext.
    pub(super) block: Option<u64>,
    /// Questions asked.
    pub(super) queries: u64,
}

/// Questions after which an attacker gives up: twenty times what it usually takes.
const PATIENCE: u64 = 20_000;

/// Reads the block behind `c` from a server's answers.
pub(super) fn read(server: &mut Server, eye: Eye, c: u64) -> Course {
    let public = server.public();
    let before = server.queries;
    // What was overheard is padded well: whatever it looks like is what good looks like.
    let good = server.answer(c);
    let mut ask = |s: u64| {
        let reply = server.answer(public.times(c, public.encrypt(s)));
        let yes = match eye {
            Eye::Alert => reply.alert == good.alert,
            Eye::Work => reply.work >= good.work,
        };
        yes.then_some(server.queries - before)
    };
    let (rounds, block) = narrow(public, c, &mut ask);
    Course {
        rounds,
        block,
        queries: server.queries - before,
    }
}

/// Narrows the ranges until one block is left, or until patience or ranges run out.
fn narrow(
    public: Public,
    c: u64,
    ask: &mut dyn FnMut(u64) -> Option<u64>,
) -> (Vec<Round>, Option<u64>) {
    let (n, low) = (u128::from(public.n), u128::from(2 * UNIT));
    let high = u128::from(3 * UNIT) - 1;
    let mut ranges = vec![(low, high)];
    let mut rounds: Vec<Round> = Vec::new();
    let mut asked = 0;
    let mut s = n.div_ceil(high + 1) - 1;
    loop {
        let found = match ranges.as_slice() {
            [] => return (rounds, None),
            [(a, b)] if a == b => {
                let block = u64::try_from(*a).ok();
                let block = block.filter(|block| public.encrypt(*block) == c);
                return (rounds, block);
            }
            // One range: only multipliers that put its ends around the band above r·n are worth a question.
            [(a, b)] if !rounds.is_empty() => {
                let first = (2 * (b * s - low)).div_ceil(n);
                let multipliers =
                    (first..).flat_map(|r| (low + r * n).div_ceil(*b)..=(high + r * n) / *a);
                search(multipliers, &mut asked, ask)
            }
            _ => search(s + 1.., &mut asked, ask),
        };
        let Some((multiplier, queries)) = found else {
            return (rounds, None);
        };
        s = multiplier;
        ranges = ranges
            .iter()
            .flat_map(|range| cut(*range, s, n, [low, high]))
            .collect();
        ranges.sort_unstable();
        ranges.dedup();
        let left: u128 = ranges.iter().map(|(a, b)| b - a + 1).sum();
        rounds.push(Round {
            s: u64::try_from(s).unwrap_or(u64::MAX),
            left: u64::try_from(left).unwrap_or(u64::MAX),
            queries,
        });
    }
}

/// The first multiplier with a good answer.
fn search(
    multipliers: impl Iterator<Item = u128>,
    asked: &mut u64,
    ask: &mut dyn FnMut(u64) -> Option<u64>,
) -> Option<(u128, u64)> {
    for s in multipliers {
        if *asked >= PATIENCE {
            return None;
        }
        *asked += 1;
        if let Some(queries) = ask(u64::try_from(s).ok()?) {
            return Some((s, queries));
        }
    }
    None
}

/// What is left of a range if `m·s` lies in the band `low..=high` above some multiple of n.
fn cut((a, b): (u128, u128), s: u128, n: u128, [low, high]: [u128; 2]) -> Vec<(u128, u128)> {
    let first = (a * s).saturating_sub(high).div_ceil(n);
    let last = (b * s).saturating_sub(low) / n;
    let parts = (first..=last).map(|r| {
        let from = (low + r * n).div_ceil(s);
        let to = (high + r * n) / s;
        (a.max(from), b.min(to))
    });
    parts.filter(|(a, b)| a <= b).collect()
}

/// A server that says that the padding is bad.
pub(super) fn alert_wins(chance: &mut Chance, instance: Instance) -> bool {
    wins(chance, instance, Manners::Says, Eye::Alert)
}

/// A server that says nothing and takes less time.
pub(super) fn work_wins(chance: &mut Chance, instance: Instance) -> bool {
    wins(chance, instance, Manners::Hurries, Eye::Work)
}

fn wins(chance: &mut Chance, instance: Instance, weak: Manners, eye: Eye) -> bool {
    let pair = Pair::draw(chance);
    let secret = chance.vec(4);
    let block = pad(chance, &secret);
    let manners = match instance {
        Instance::Weak => weak,
        Instance::Fixed => Manners::GoesOn,
    };
    let mut server = Server::new(pair, manners);
    let course = read(&mut server, eye, pair.public.encrypt(block));
    let read = course.block.map(digits);
    read.is_some_and(|read| read == digits(block))
}
