//! Who writes and gets the notes of these demonstrations.

use crate::demo::chance::Chance;

static NAMES: &[&str] = &["Minji", "Seojun", "Jiwoo", "Haneul", "Doyun", "Yuna"];

/// One of them.
pub(super) fn somebody(chance: &mut Chance) -> &'static str {
    chance.pick(NAMES).copied().unwrap_or_default()
}
