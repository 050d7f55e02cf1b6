//! An attack as a function of chance, so that a test can mount it on as many instances as it likes.

use crate::demo::chance::Chance;

/// What is attacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instance {
    /// The primitive misused.
    Weak,
    /// The same, repaired: as close to the weak one as the repair allows.
    Fixed,
}

/// An attack: an instance is made from chance, the attacker gets what an attacker would see, and is held against the truth.
#[derive(Clone, Copy, Debug)]
pub struct Attack {
    /// A stable name for tests, such as `padding_oracle`.
    pub name: &'static str,
    /// Whether the attacker won on one instance drawn from chance: read what was secret, forged what was accepted.
    pub wins: fn(&mut Chance, Instance) -> bool,
}
