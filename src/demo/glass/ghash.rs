//! GHASH of glass (SP 800-38D §6.3 and §6.4): a message as a polynomial over GF(2^128), evaluated at the secret point H.
//!
//! Bits stand the other way round than in a number: the first bit of the first byte is the coefficient of x^0, the last bit of
//! the last byte that of x^127. Reduction is by x^128 + x^7 + x^2 + x + 1. Slow, and its time shows the key: to be looked into.

/// An element of GF(2^128), a block of 16 bytes read as a big-endian number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Element(pub u128);

/// What x^128 is: 1 + x + x^2 + x^7, in the order of bits used here.
const R: u128 = 0xe1 << 120;

impl Element {
    /// The sum that changes nothing.
    pub const ZERO: Self = Self(0);
    /// The product that changes nothing: the bit of x^0.
    pub const ONE: Self = Self(1 << 127);

    /// The first 16 bytes of `block`; where there are fewer, zeros stand behind, as GCM fills up.
    pub fn read(block: &[u8]) -> Self {
        let mut bytes = [0; 16];
        for (to, from) in bytes.iter_mut().zip(block) {
            *to = *from;
        }
        Self(u128::from_be_bytes(bytes))
    }

    /// As a block of 16 bytes.
    pub fn bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Whether it is the element that adds nothing.
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    /// The sum, which is also the difference: XOR.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }

    /// The product (SP 800-38D §6.3, algorithm 1): for each bit of `self`, `other` times that power of x is added.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let (mut sum, mut shifted, mut bits) = (0, other.0, self.0);
        while bits != 0 {
            if bits >> 127 == 1 {
                sum ^= shifted;
            }
            let over = shifted & 1;
            shifted >>= 1;
            if over == 1 {
                shifted ^= R;
            }
            bits <<= 1;
        }
        Self(sum)
    }

    /// `self` times itself.
    #[must_use]
    pub fn square(self) -> Self {
        self.times(self)
    }

    /// What times `self` gives one; none for zero. It is `self` to the power 2^128 - 2.
    pub fn inverse(self) -> Option<Self> {
        if self.is_zero() {
            return None;
        }
        let (mut power, mut product) = (self, Self::ONE);
        for _ in 1..128 {
            power = power.square();
            product = product.times(power);
        }
        Some(product)
    }
}

/// One turn of GHASH: `after` = (`before` + `block`) times H.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The block that is taken in.
    pub block: Element,
    /// What was there before.
    pub before: Element,
    /// What is there afterwards.
    pub after: Element,
}

/// What GHASH takes in for `aad` and `ciphertext`: each filled up with zeros to whole blocks, then a block of their two
/// lengths in bits, 8 bytes each.
pub fn blocks(aad: &[u8], ciphertext: &[u8]) -> Vec<Element> {
    let bits = |bytes: &[u8]| bytes.len() as u128 * 8;
    let lengths = Element(bits(aad) << 64 | bits(ciphertext));
    let filled = aad.chunks(16).chain(ciphertext.chunks(16));
    let mut blocks: Vec<Element> = filled.map(Element::read).collect();
    blocks.push(lengths);
    blocks
}

/// Every turn of GHASH under `h` over `blocks`.
pub fn turns(h: Element, blocks: &[Element]) -> Vec<Turn> {
    let mut before = Element::ZERO;
    let one = |block: &Element| {
        let after = before.plus(*block).times(h);
        let turn = Turn {
            block: *block,
            before,
            after,
        };
        before = after;
        turn
    };
    blocks.iter().map(one).collect()
}

/// GHASH under `h` of `aad` and `ciphertext` (SP 800-38D §6.4).
pub fn ghash(h: Element, aad: &[u8], ciphertext: &[u8]) -> Element {
    let turn = |sum: Element, block: Element| sum.plus(block).times(h);
    blocks(aad, ciphertext)
        .into_iter()
        .fold(Element::ZERO, turn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Chance;
    use crate::demo::primitive::aead;
    use crate::demo::primitive::cipher::{self, Padding};

    /// Test case 2 of the specification of GCM (McGrew and Viega): all zeros.
    #[test]
    fn as_the_specification_has_it() {
        let h = Element(0x66e9_4bd4_ef8a_2c3b_884c_fa59_ca34_2b2e);
        let c = 0x0388_dace_60b6_a392_f328_c2b9_71b2_fe78_u128;
        let all = turns(h, &blocks(&[], &c.to_be_bytes()));
        assert_eq!(all[0].after.0, 0x5e2e_c746_9170_6288_2c85_b068_5353_deb7);
        assert_eq!(all[1].after.0, 0xf38c_bb1a_d692_23dc_c345_7ae5_b6b0_f885);
        assert_eq!(ghash(h, &[], &c.to_be_bytes()), all[1].after);
        let mask = 0x58e2_fcce_fa7e_3061_367f_1d57_a4e7_455a_u128;
        let tag = all[1].after.0 ^ mask;
        assert_eq!(tag, 0xab6e_47d4_2cec_13bd_f53a_67b2_1257_bddf);
    }

    /// Test case 4 of the same: 20 bytes of associated data, 60 of ciphertext.
    #[test]
    fn parts_of_blocks_as_the_specification_has_them() {
        let h = Element(0xb83b_5337_08bf_535d_0aa6_e529_80d5_3b78);
        let aad = hex::decode("feedfacedeadbeeffeedfacedeadbeefabaddad2").unwrap();
        let text = "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e\
                    21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091";
        let hash = ghash(h, &aad, &hex::decode(text).unwrap());
        assert_eq!(hash.0, 0x698e_57f7_0e6e_cc7f_d946_3b72_60a9_ae5f);
        let mask = 0x3247_184b_3c4f_69a4_4dbc_d228_87bb_b418_u128;
        assert_eq!(hash.0 ^ mask, 0x5bc9_4fbc_3221_a5db_94fa_e95a_e712_1a47);
    }

    #[test]
    fn as_the_crate_has_it() {
        let mut chance = Chance::new(1, "ghash");
        let gcm = aead::named("aes-128-gcm").unwrap();
        for n in 0..150 {
            let (key, nonce) = (chance.bytes::<16>(), chance.bytes::<12>());
            let (aad, message) = (chance.vec(n % 37), chance.vec(n % 53));
            let sealed = gcm.seal(&key, &nonce, &aad, &message).unwrap();
            let (text, tag) = sealed.split_at(message.len());
            let aes = |block: &[u8]| cipher::ecb_encrypt(&key, block, Padding::None).unwrap();
            let h = Element::read(&aes(&[0; 16]));
            let mask = Element::read(&aes(&[&nonce[..], &[0, 0, 0, 1]].concat()));
            assert_eq!(ghash(h, &aad, text).plus(mask).bytes(), tag, "{n}");
        }
    }

    #[test]
    fn it_is_a_field() {
        let mut chance = Chance::new(1, "field");
        for _ in 0..20 {
            let [a, b, c] = [(); 3].map(|()| Element::read(&chance.bytes::<16>()));
            assert_eq!(a.times(b), b.times(a));
            assert_eq!(a.times(b.plus(c)), a.times(b).plus(a.times(c)));
            assert_eq!(a.times(a.inverse().unwrap()), Element::ONE);
        }
        assert_eq!(Element::ZERO.inverse(), None);
    }
}
