//! Documents that show one text or another, and a signature that is carried from one to the other.

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::hash::blocks::Opening;
use crate::demo::hash::signer::Signer;
use crate::demo::people::somebody;

/// Two documents with one hash: an opening each, then both texts. Which text is shown hangs on the opening.
///
/// ```text
/// opening | length of the first text, 2 bytes | first text | second text
/// ```
pub(super) fn documents(opening: &Opening, fair: &[u8], unfair: &[u8]) -> [Vec<u8>; 2] {
    let length = u16::try_from(fair.len()).unwrap_or(u16::MAX).to_be_bytes();
    let tail = [&length, fair, unfair].concat();
    opening.both().map(|mut document| {
        document.extend(&tail);
        document
    })
}

/// What the reader of a document sees: a program that looks at one bit and takes one text or the other.
pub(super) fn shown<'d>(opening: &Opening, document: &'d [u8]) -> Option<&'d [u8]> {
    let [one, _] = opening.both();
    let (length, texts) = document.get(one.len()..)?.split_first_chunk::<2>()?;
    let (fair, unfair) = texts.split_at_checked(u16::from_be_bytes(*length).into())?;
    Some(match opening.is_first(document) {
        true => fair,
        false => unfair,
    })
}

/// The attacker makes two documents from an opening that has been public for years; the victim signs what they see.
pub(super) fn signature_moves(chance: &mut Chance, instance: Instance, opening: &Opening) -> bool {
    let hash = match instance {
        Instance::Weak => opening.hash,
        Instance::Fixed => "sha256",
    };
    let (fair, unfair) = (harmless(chance), harmful(chance));
    let signer = Signer::new(chance, hash);
    let [good, bad] = documents(opening, &fair, &unfair);
    let signature = match shown(opening, &good) {
        Some(seen) if seen == fair => signer.sign(&good),
        _ => return false,
    };
    shown(opening, &bad) == Some(&unfair) && signer.accepts(&bad, &signature)
}

/// What anybody would sign.
pub(super) fn harmless(chance: &mut Chance) -> Vec<u8> {
    let name = somebody(chance);
    let books = 2 + chance.below(8);
    format!("{name} may borrow {books} books until friday.").into_bytes()
}

/// What nobody would.
pub(super) fn harmful(chance: &mut Chance) -> Vec<u8> {
    let house = 1 + chance.below(90);
    format!("I give my house, number {house}, to Mallory.").into_bytes()
}
