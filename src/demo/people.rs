//! Who writes, gets and pays in demonstrations.

use crate::demo::chance::Chance;

static NAMES: &[&str] = &["Minji", "Seojun", "Jiwoo", "Haneul", "Doyun", "Yuna"];

static USERS: &[&str] = &["alice", "mina", "jiho", "sora", "bob", "minsu"];

/// Somebody by their name.
pub(crate) fn somebody(chance: &mut Chance) -> &'static str {
    chance.pick(NAMES).copied().unwrap_or_default()
}

/// Somebody as a server knows them, in small letters.
pub(crate) fn user(chance: &mut Chance) -> &'static str {
    chance.pick(USERS).copied().unwrap_or_default()
}
