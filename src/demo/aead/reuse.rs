//! Two messages of AES-GCM under one nonce: what the attacker makes of them without the key (Joux 2006).

use crate::demo::aead::polynomial::Polynomial;
use crate::demo::glass::ghash::{Element, blocks, ghash};
use crate::demo::show::xor;

/// A message as everyone on the path sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The nonce, 12 bytes.
    pub nonce: Vec<u8>,
    /// Associated data.
    pub aad: Vec<u8>,
    /// Ciphertext, then the tag of 16 bytes.
    pub sealed: Vec<u8>,
}

impl Seen {
    /// Ciphertext and tag.
    pub fn parts(&self) -> (&[u8], &[u8]) {
        let length = self.sealed.len().saturating_sub(16);
        self.sealed.split_at_checked(length).unwrap_or_default()
    }
}

/// The sum of the two tags as a polynomial in H: its roots are what H may be, if both were made under one nonce. The mask
/// AES(J0) is in both tags and cancels out.
pub fn equation(first: &Seen, second: &Seen) -> Polynomial {
    let coefficients = |seen: &Seen| {
        let (text, tag) = seen.parts();
        let mut all = blocks(&seen.aad, text);
        // The last block is multiplied by H once, the first as often as there are blocks.
        all.push(Element::read(tag));
        all.reverse();
        all
    };
    let (a, b) = (coefficients(first), coefficients(second));
    let at = |of: &[Element], n: usize| of.get(n).copied().unwrap_or_default();
    let sum = |n| at(&a, n).plus(at(&b, n));
    Polynomial::new((0..a.len().max(b.len())).map(sum).collect())
}

/// A message of the attacker's own under the nonce of `seen`, whose plaintext begins with `known`, if H is `h`: as many bytes of
/// `wanted` as are known.
pub fn forge(h: Element, seen: &Seen, known: &[u8], wanted: &[u8]) -> Seen {
    let (text, tag) = seen.parts();
    let forged = xor(&xor(text, known), wanted);
    let mask = ghash(h, &seen.aad, text).plus(Element::read(tag));
    let tag = ghash(h, &seen.aad, &forged).plus(mask);
    Seen {
        sealed: [&forged[..], &tag.bytes()].concat(),
        ..seen.clone()
    }
}

/// A message under whatever nonce, `change` added to its plaintext, if H is `h`. Nothing of the plaintext needs to be known: the
/// tag changes by what GHASH changes.
pub(super) fn amend(h: Element, seen: &Seen, change: &[u8]) -> Seen {
    let (text, tag) = seen.parts();
    let mut other = text.to_vec();
    for (to, bits) in other.iter_mut().zip(change) {
        *to ^= bits;
    }
    let moved = ghash(h, &seen.aad, text).plus(ghash(h, &seen.aad, &other));
    let tag = Element::read(tag).plus(moved);
    Seen {
        sealed: [&other[..], &tag.bytes()].concat(),
        ..seen.clone()
    }
}

/// What the attacker made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Forgery {
    /// What H may be, each a root of the equation.
    pub(super) candidates: Vec<Element>,
    /// The one under which the receiver accepted, with what it accepted.
    pub(super) accepted: Option<(Element, Seen)>,
    /// Messages sent to the receiver.
    pub(super) sent: u64,
}

/// Forges from two messages, the first of which begins with `known`, until `receiver` accepts one.
pub(super) fn attack(
    first: &Seen,
    second: &Seen,
    known: &[u8],
    wanted: &[u8],
    receiver: impl Fn(&Seen) -> bool,
) -> Forgery {
    let candidates = equation(first, second).roots();
    let mut forgery = Forgery {
        candidates,
        accepted: None,
        sent: 0,
    };
    for h in &forgery.candidates {
        let forged = forge(*h, first, known, wanted);
        forgery.sent += 1;
        if receiver(&forged) {
            forgery.accepted = Some((*h, forged));
            break;
        }
    }
    forgery
}
