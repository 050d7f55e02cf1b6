//! A file of passwords that leaked, and an attacker with a list: a table made beforehand, or every guess hashed anew.

use std::collections::HashMap;

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::password::cost::Scheme;
use crate::demo::password::guesses::guesses;
use crate::demo::wrong::Wrong;

static NAMES: &[&str] = &["minji", "seojun", "jiwoo", "haneul", "doyun", "yuna"];

/// Somebody with a password.
#[derive(Clone, Default)]
pub(super) struct User {
    /// Who.
    pub(super) name: &'static str,
    /// What they chose.
    pub(super) password: Vec<u8>,
    /// 16 random bytes of their own; public, stored beside the hash.
    pub(super) salt: Vec<u8>,
}

/// Five who chose from the attacker's list, two of them the same (`own`, where it is given); one who let a machine choose.
pub(super) fn users(chance: &mut Chance, own: Option<&Vec<u8>>) -> Vec<User> {
    let list: Vec<String> = guesses().collect();
    let mut users: Vec<User> = NAMES
        .iter()
        .map(|name| User {
            name,
            password: chance.pick(&list).cloned().unwrap_or_default().into_bytes(),
            salt: chance.vec(16),
        })
        .collect();
    if let (Some(own), Some(first)) = (own, users.first_mut()) {
        first.password.clone_from(own);
    }
    let shared = users.first().map(|user| user.password.clone());
    if let (Some(shared), Some(third)) = (shared, users.get_mut(2)) {
        third.password = shared;
    }
    let random = hex::encode(chance.bytes::<8>());
    if let Some(last) = users.last_mut() {
        last.password = random.into_bytes();
    }
    users
}

/// What is stored for a password without salt.
pub(super) fn unsalted(password: &[u8]) -> Vec<u8> {
    Scheme::Sha256.stored(password, b"").unwrap_or_default()
}

/// The hash of every guess, made once, before any leak.
pub(super) struct Table {
    rows: HashMap<Vec<u8>, String>,
    /// Hashes computed for it.
    pub(super) made_with: u64,
}

impl Table {
    pub(super) fn new() -> Self {
        let rows: HashMap<_, _> = guesses()
            .map(|guess| (unsalted(guess.as_bytes()), guess))
            .collect();
        Self {
            made_with: rows.len() as u64,
            rows,
        }
    }

    /// Those of `hashes` that the table knows: the place, and the password.
    pub(super) fn all(&self, hashes: &[Vec<u8>]) -> Vec<(usize, &str)> {
        let look = |(n, hash): (usize, &Vec<u8>)| Some((n, self.rows.get(hash)?.as_str()));
        hashes.iter().enumerate().filter_map(look).collect()
    }
}

/// What guessing at salted hashes came to.
pub(super) struct Each {
    /// Guesses in all.
    pub(super) guesses: u64,
    /// Guesses at each user.
    pub(super) at: Vec<u64>,
    /// Users whose password came out.
    pub(super) found: usize,
    /// Users.
    pub(super) of: usize,
}

/// Each user by themselves: every guess hashed again with their salt, until one fits or the list ends.
pub(super) fn guessed_each(users: &[User], salted: &[Vec<u8>]) -> Result<Each, Wrong> {
    let mut each = Each {
        guesses: 0,
        at: Vec::new(),
        found: 0,
        of: users.len(),
    };
    for (user, hash) in users.iter().zip(salted) {
        let (found, tried) = guess(Scheme::Sha256, &user.salt, hash, u64::MAX)?;
        each.guesses += tried;
        each.at.push(tried);
        each.found += usize::from(found.is_some());
    }
    Ok(each)
}

/// The password behind `hash`, if the list has it among the guesses that `budget` calls of the inner function pay for.
fn guess(
    scheme: Scheme,
    salt: &[u8],
    hash: &[u8],
    budget: u64,
) -> Result<(Option<String>, u64), Wrong> {
    let (mut left, mut tried) = (budget, 0);
    for guess in guesses() {
        let Some(rest) = left.checked_sub(scheme.calls()) else {
            break;
        };
        left = rest;
        tried += 1;
        if scheme.stored(guess.as_bytes(), salt)? == hash {
            return Ok((Some(guess), tried));
        }
    }
    Ok((None, tried))
}

/// A table made beforehand against a leaked file.
pub(super) fn table_wins(chance: &mut Chance, instance: Instance) -> bool {
    let users = users(chance, None);
    let hash = |user: &User| match instance {
        Instance::Weak => unsalted(&user.password),
        Instance::Fixed => Scheme::Sha256
            .stored(&user.password, &user.salt)
            .unwrap_or_default(),
    };
    let leaked: Vec<Vec<u8>> = users.iter().map(hash).collect();
    !Table::new().all(&leaked).is_empty()
}

/// An attacker who can pay for so much work, against one salted hash of a password from the second half of the list.
pub(super) fn budget_wins(chance: &mut Chance, instance: Instance) -> bool {
    const BUDGET: u64 = 10_000;
    let scheme = match instance {
        Instance::Weak => Scheme::Sha256,
        Instance::Fixed => Scheme::Pbkdf2 { rounds: 1000 },
    };
    let list: Vec<String> = guesses().collect();
    let (_, rarer) = list.split_at(list.len() / 2);
    let password = chance.pick(rarer).cloned().unwrap_or_default();
    let salt = chance.vec(16);
    let Ok(hash) = scheme.stored(password.as_bytes(), &salt) else {
        return false;
    };
    guess(scheme, &salt, &hash, BUDGET).is_ok_and(|(found, _)| found == Some(password))
}
