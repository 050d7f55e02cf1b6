//! A tree of hashes as a transparency log keeps it (RFC 9162 §2.1, RFC 6962 §2.1): its root, the proof that an entry is in it,
//! the proof that a later tree still holds the earlier one.

use crate::demo::primitive::hash::sha256;

/// A hash in the tree.
pub(super) type Node = [u8; 32];

/// Whether leaves and inner nodes are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefix {
    /// By a first byte: 0x00 before a leaf, 0x01 before two nodes, as the RFC has it.
    Told,
    /// Not at all: the mistake.
    None,
}

/// One step of a path from a leaf to the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// The neighbour stands on the left.
    Left(Node),
    /// The neighbour stands on the right.
    Right(Node),
}

impl Beside {
    /// The neighbour.
    pub(super) fn node(&self) -> &Node {
        match self {
            Self::Left(node) | Self::Right(node) => node,
        }
    }
}

impl Prefix {
    /// The hash of an entry.
    pub(super) fn leaf(self, entry: &[u8]) -> Node {
        match self {
            Self::Told => sha256(&[&[0x00], entry].concat()),
            Self::None => sha256(entry),
        }
    }

    /// The hash of two nodes.
    pub(super) fn inner(self, left: &Node, right: &Node) -> Node {
        match self {
            Self::Told => sha256(&[&[0x01], left.as_slice(), right].concat()),
            Self::None => sha256(&[left.as_slice(), right].concat()),
        }
    }

    /// The root of the tree over `entries` (MTH): of none, the hash of nothing.
    pub(super) fn root<E: AsRef<[u8]>>(self, entries: &[E]) -> Node {
        match entries {
            [] => sha256(b""),
            [only] => self.leaf(only.as_ref()),
            more => {
                let (left, right) = halves(more);
                self.inner(&self.root(left), &self.root(right))
            }
        }
    }

    /// The neighbours on the way from entry `at` up to the root (PATH); none where there is no such entry.
    pub(super) fn path<E: AsRef<[u8]>>(self, at: usize, entries: &[E]) -> Vec<Beside> {
        if entries.len() < 2 || at >= entries.len() {
            return Vec::new();
        }
        let (left, right) = halves(entries);
        match at.checked_sub(left.len()) {
            None => {
                let mut path = self.path(at, left);
                path.push(Beside::Right(self.root(right)));
                path
            }
            Some(at) => {
                let mut path = self.path(at, right);
                path.push(Beside::Left(self.root(left)));
                path
            }
        }
    }

    /// The root that follows from an entry and its path.
    pub(super) fn climb(self, entry: &[u8], path: &[Beside]) -> Node {
        path.iter()
            .fold(self.leaf(entry), |node, beside| match beside {
                Beside::Left(left) => self.inner(left, &node),
                Beside::Right(right) => self.inner(&node, right),
            })
    }

    /// The nodes that show that the first `old` of `entries` made the old tree, and all of them the new one (PROOF).
    pub(super) fn grown<E: AsRef<[u8]>>(self, old: usize, entries: &[E]) -> Vec<Node> {
        match old {
            0 => Vec::new(),
            old if old >= entries.len() => Vec::new(),
            old => self.part(old, entries, Known::Yes),
        }
    }

    /// SUBPROOF: `known` says whether the verifier has the root of this part already.
    fn part<E: AsRef<[u8]>>(self, old: usize, entries: &[E], known: Known) -> Vec<Node> {
        if old == entries.len() {
            return match known {
                Known::Yes => Vec::new(),
                Known::No => vec![self.root(entries)],
            };
        }
        let (left, right) = halves(entries);
        match old.checked_sub(left.len()) {
            None | Some(0) => {
                let mut proof = self.part(old, left, known);
                proof.push(self.root(right));
                proof
            }
            Some(old) => {
                let mut proof = self.part(old, right, Known::No);
                proof.push(self.root(left));
                proof
            }
        }
    }

    /// Whether `proof` shows that the tree of `sizes[1]` entries with the second root holds that of `sizes[0]` entries with the
    /// first (RFC 9162 §2.1.4.2).
    pub(super) fn is_grown(self, sizes: [usize; 2], roots: [&Node; 2], proof: &[Node]) -> bool {
        let [old_root, new_root] = roots;
        self.roots_of(sizes, old_root, proof)
            .is_some_and(|[old, new]| old == *old_root && new == *new_root)
    }

    /// The old root and the new one as they follow from `proof`; none where it has not as many nodes as it needs. `kept` is the old
    /// root that the verifier has: where the old tree was full, the proof starts from it.
    pub(super) fn roots_of(
        self,
        sizes: [usize; 2],
        kept: &Node,
        proof: &[Node],
    ) -> Option<[Node; 2]> {
        let [old, new] = sizes;
        if old == 0 || old > new {
            return None;
        }
        if old == new {
            return proof.is_empty().then_some([*kept; 2]);
        }
        let mut proof = proof.to_vec();
        if old.is_power_of_two() {
            proof.insert(0, *kept);
        }
        let (mut place, mut last) = (old - 1, new - 1);
        while place & 1 == 1 {
            place >>= 1;
            last >>= 1;
        }
        let (first, rest) = proof.split_first()?;
        let (mut older, mut newer) = (*first, *first);
        for node in rest {
            if last == 0 {
                return None;
            }
            if place & 1 == 1 || place == last {
                older = self.inner(node, &older);
                newer = self.inner(node, &newer);
                while place != 0 && place & 1 == 0 {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                newer = self.inner(&newer, node);
            }
            place >>= 1;
            last >>= 1;
        }
        (last == 0).then_some([older, newer])
    }
}

/// Whether the verifier has a root already.
#[derive(Clone, Copy)]
enum Known {
    Yes,
    No,
}

/// Cut at the largest power of two below the number of entries, of which there are at least two.
fn halves<E>(entries: &[E]) -> (&[E], &[E]) {
    let half = entries.len().next_power_of_two() / 2;
    entries.split_at(half.min(entries.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entries and the roots that implementations of certificate transparency have tested with from the beginning.
    static ENTRIES: [&str; 8] = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];
    static ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn entries() -> Vec<Vec<u8>> {
        ENTRIES.iter().map(|e| hex::decode(e).unwrap()).collect()
    }

    #[test]
    fn roots_are_those_of_the_reference() {
        let entries = entries();
        for (n, root) in ROOTS.iter().enumerate() {
            assert_eq!(hex::encode(Prefix::Told.root(&entries[..=n])), *root);
        }
    }

    #[test]
    fn every_path_climbs_and_no_other_does() {
        let entries = entries();
        for n in 1..=entries.len() {
            let (told, now) = (Prefix::Told, &entries[..n]);
            for (at, entry) in now.iter().enumerate() {
                let path = told.path(at, now);
                assert_eq!(told.climb(entry, &path), told.root(now));
                assert_ne!(told.climb(b"other", &path), told.root(now));
            }
        }
    }

    #[test]
    fn every_growth_is_shown_and_no_other_is() {
        let entries = entries();
        let told = Prefix::Told;
        for new in 1..=entries.len() {
            for old in 1..=new {
                let roots = [told.root(&entries[..old]), told.root(&entries[..new])];
                let proof = told.grown(old, &entries[..new]);
                let [a, b] = &roots;
                assert!(told.is_grown([old, new], [a, b], &proof), "{old} {new}");
                let mut other = entries.clone();
                other[old - 1] = b"other".to_vec();
                let proof = told.grown(old, &other[..new]);
                let b = told.root(&other[..new]);
                assert!(!told.is_grown([old, new], [a, &b], &proof), "{old} {new}");
            }
        }
    }
}
