//! Diffie and Hellman's exchange in paint: a colour for each number, and mixtures that come out alike in either order.

use crate::base::text::Text;
use crate::story::picture::{Drawing, Mix, Picture, Swatch};
use crate::text;

/// The numbers of an exchange that are painted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    /// What both start from.
    pub(super) g: u64,
    /// The secret numbers, Alice's and Bob's.
    pub(super) own: [u64; 2],
    /// What they send.
    pub(super) shares: [u64; 2],
    /// What they end up with.
    pub(super) secret: u64,
}

/// Who mixes what: the common colour with a secret one, then the other's mixture with the same secret one.
pub(super) fn picture(numbers: &Numbers) -> Picture {
    let Numbers {
        g,
        own: [a, b],
        shares: [to_bob, to_alice],
        secret,
    } = *numbers;
    let [common, of_a, of_b] = [pigment(g, 0), pigment(a, 120), pigment(b, 240)];
    let named =
        |rgb, glyph, name: &str, number: u64| Swatch::new(rgb, glyph, format!("{name} = {number}"));
    let start = named(common, '.', "g", g);
    let (alice, bob) = (named(of_a, 'o', "a", a), named(of_b, 'x', "b", b));
    let from_alice = named(mixed(&[common, of_a]), '%', "A", to_bob);
    let from_bob = named(mixed(&[common, of_b]), '&', "B", to_alice);
    let end = named(mixed(&[common, of_a, of_b]), '#', "s", secret);
    let mix = |label, parts: [&Swatch; 2], gives: &Swatch| Mix {
        label,
        parts: parts.map(Clone::clone).to_vec(),
        gives: gives.clone(),
    };
    Picture::new(
        Text::new("the same in paint", "물감으로 본 같은 교환"),
        text!(
            en: "Alice and Bob swap mixtures, each adds their own colour to what came, and both get s = {secret}. A mixture is easily made and not easily taken apart.",
            ko: "앨리스와 밥이 섞은 색을 주고받아 각자 자기 색을 더하면 둘 다 같은 색이 된다: s = {secret}. 색을 섞기는 쉽지만 다시 나누기는 어렵다.",
        ),
        Drawing::Mix(vec![
            mix(Text::new("Alice", "앨리스"), [&start, &alice], &from_alice),
            mix(Text::new("Bob", "밥"), [&start, &bob], &from_bob),
            mix(
                Text::new("Alice again", "다시 앨리스"),
                [&from_bob, &alice],
                &end,
            ),
            mix(Text::new("Bob again", "다시 밥"), [&from_alice, &bob], &end),
        ]),
    )
}

/// A colour for a number; `turn` keeps the colours of one exchange apart on the colour wheel.
fn pigment(number: u64, turn: u64) -> [u8; 3] {
    let hue = (number % 90 + turn) % 360;
    let rise = u8::try_from(55 + hue % 60 * 175 / 60).unwrap_or(u8::MAX);
    let fall = u8::try_from(230 - hue % 60 * 175 / 60).unwrap_or(0);
    match hue / 60 {
        0 => [230, rise, 55],
        1 => [fall, 230, 55],
        2 => [55, 230, rise],
        3 => [55, fall, 230],
        4 => [rise, 55, 230],
        _ => [230, 55, fall],
    }
}

/// Equal parts of each.
fn mixed(parts: &[[u8; 3]]) -> [u8; 3] {
    let count = parts.len().max(1);
    let mean = |at: usize| {
        let all = parts.iter().filter_map(|part| part.get(at).copied());
        u8::try_from(all.map(usize::from).sum::<usize>() / count).unwrap_or(u8::MAX)
    };
    [mean(0), mean(1), mean(2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_mixing_does_not_matter() {
        let [x, y, z] = [pigment(7, 0), pigment(19, 120), pigment(4711, 240)];
        assert_eq!(mixed(&[x, y, z]), mixed(&[z, x, y]));
        assert_ne!(x, y);
    }
}
