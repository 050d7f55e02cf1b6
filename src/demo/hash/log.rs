//! A log of names, and what may be done to it: a node passed off as an entry, an old entry replaced.

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::hash::tree::{Beside, Prefix};

static NAMES: &[&str] = &[
    "shop", "mail", "bank", "school", "library", "clinic", "museum", "harbor", "garden", "tower",
];

/// Entries of the log when it is first looked at.
pub(super) const OLD: usize = 5;
/// Entries when it is looked at again.
pub(super) const NEW: usize = 8;

/// An entry that was never logged, with a path up to the root.
pub(super) struct Forged {
    /// What is passed off as an entry.
    pub(super) entry: Vec<u8>,
    /// Its neighbours on the way up.
    pub(super) path: Vec<Beside>,
}

/// Two neighbouring leaves sold as one entry: what is hashed for their node is their two hashes, and those are public.
pub(super) fn node_as_leaf(prefix: Prefix, entries: &[Vec<u8>]) -> Forged {
    let pair = entries.get(..2).unwrap_or(entries);
    let entry = pair.iter().flat_map(|entry| prefix.leaf(entry)).collect();
    let path = prefix.path(0, entries).into_iter().skip(1).collect();
    Forged { entry, path }
}

/// Puts another entry where an old one stood, and gives it.
pub(super) fn rewrite(chance: &mut Chance, entries: &mut [Vec<u8>]) -> Vec<u8> {
    let number = chance.below(1000);
    let fake = format!("evil{number}.test").into_bytes();
    let at = chance.place(OLD);
    if let Some(entry) = entries.get_mut(at) {
        entry.clone_from(&fake);
    }
    fake
}

/// A verifier that knows only the root gets an entry and a path.
pub(super) fn node_as_leaf_wins(chance: &mut Chance, instance: Instance) -> bool {
    let prefix = match instance {
        Instance::Weak => Prefix::None,
        Instance::Fixed => Prefix::Told,
    };
    let entries = log(chance);
    let root = prefix.root(&entries);
    let forged = node_as_leaf(prefix, &entries);
    !entries.contains(&forged.entry) && prefix.climb(&forged.entry, &forged.path) == root
}

/// A log rewrites an old entry. A careless client asks for inclusion in the new root only; a monitor for growth from the old one.
pub(super) fn rewritten_wins(chance: &mut Chance, instance: Instance) -> bool {
    let told = Prefix::Told;
    let mut entries = log(chance);
    let before = entries.clone();
    let old_root = told.root(entries.get(..OLD).unwrap_or_default());
    let fake = rewrite(chance, &mut entries);
    let root = told.root(&entries);
    let Some(at) = entries.iter().position(|entry| *entry == fake) else {
        return false;
    };
    let is_in = told.climb(&fake, &told.path(at, &entries)) == root;
    match instance {
        Instance::Weak => is_in,
        Instance::Fixed => {
            // The log may show hashes of what it was and of what it is now.
            let shown = [&before, &entries].map(|log| told.grown(OLD, log));
            let grown = |proof: &Vec<_>| told.is_grown([OLD, NEW], [&old_root, &root], proof);
            is_in && shown.iter().any(grown)
        }
    }
}

/// A log of [`NEW`] names, all different.
pub(super) fn log(chance: &mut Chance) -> Vec<Vec<u8>> {
    let mut names = NAMES.to_vec();
    chance.shuffle(&mut names);
    names.truncate(NEW);
    let mut entry = |name: &&str| format!("{name}{}.test", chance.below(100)).into_bytes();
    names.iter().map(&mut entry).collect()
}
