//! ML-KEM (FIPS 203): one side makes a key pair, the other wraps a fresh secret for it.
//!
//! All randomness comes in as bytes: the seed d || z of a key pair (§7.1) and m of an encapsulation (§7.2).

use ml_kem::kem::{Decapsulate as _, KeyExport as _, TryKeyInit as _};
use ml_kem::{DecapsulationKey, EncapsulationKey, MlKem512, MlKem768, MlKem1024};

use crate::base::text::Text;
use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;

/// A parameter set.
#[derive(Debug)]
pub struct Kem {
    /// Its name: `ml-kem-768`.
    pub name: &'static str,
    /// Where it is specified.
    pub standard: &'static str,
    /// Sizes of an encapsulation key.
    pub public: Sizes,
    /// Sizes of a decapsulation key: its seed, or expanded.
    pub private: Sizes,
    /// Sizes of a ciphertext.
    pub ciphertext: Sizes,
    make: fn(&[u8]) -> Option<Pair>,
    wrap: fn(&[u8], &[u8]) -> Option<Wrapped>,
    open: fn(&[u8], &[u8]) -> Option<Vec<u8>>,
}

/// Sizes of a seed: d, then z, 32 bytes each.
pub const SEED: Sizes = Sizes::OneOf(&[64]);
/// Sizes of the randomness of an encapsulation. The secret has as many bytes.
pub const RANDOM: Sizes = Sizes::OneOf(&[32]);

/// A key pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The encapsulation key.
    pub public: Vec<u8>,
    /// The decapsulation key, expanded: dk_PKE, the encapsulation key, its hash, z (§7.1).
    pub private: Vec<u8>,
}

/// What an encapsulation gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// What is sent.
    pub ciphertext: Vec<u8>,
    /// The shared secret: 32 bytes.
    pub secret: Vec<u8>,
}

/// The expanded key as bytes. The crate would rather have seeds; the standard and its test vectors have this form.
macro_rules! expanded {
    ($key:ident) => {{
        #[expect(deprecated, reason = "the form of FIPS 203 §7.1")]
        let bytes = ml_kem::ExpandedKeyEncoding::to_expanded_bytes(&$key).to_vec();
        bytes
    }};
}

/// The reverse.
macro_rules! unexpanded {
    ($bytes:ident) => {{
        #[expect(deprecated, reason = "the form of FIPS 203 §7.1")]
        let key = DecapsulationKey::from_expanded(&$bytes.try_into().ok()?).ok()?;
        key
    }};
}

/// The row of a parameter set.
macro_rules! row {
    ($name:literal, $set:ty, $public:literal, $private:literal, $ciphertext:literal) => {
        Kem {
            name: $name,
            standard: "FIPS 203",
            public: Sizes::OneOf(&[$public]),
            private: Sizes::OneOf(&[64, $private]),
            ciphertext: Sizes::OneOf(&[$ciphertext]),
            make: |seed| {
                let key = DecapsulationKey::<$set>::from_seed(seed.try_into().ok()?);
                Some(Pair {
                    public: key.encapsulation_key().to_bytes().to_vec(),
                    private: expanded!(key),
                })
            },
            wrap: |public, random| {
                let key = EncapsulationKey::<$set>::new_from_slice(public).ok()?;
                let (ciphertext, secret) = key.encapsulate_deterministic(&random.try_into().ok()?);
                Some(Wrapped {
                    ciphertext: ciphertext.to_vec(),
                    secret: secret.to_vec(),
                })
            },
            open: |private, ciphertext| {
                let key: DecapsulationKey<$set> = match private.len() {
                    64 => DecapsulationKey::from_seed(private.try_into().ok()?),
                    _ => unexpanded!(private),
                };
                Some(key.decapsulate_slice(ciphertext).ok()?.to_vec())
            },
        }
    };
}

/// All of them.
pub static KEMS: &[Kem] = &[
    row!("ml-kem-512", MlKem512, 800, 1632, 768),
    row!("ml-kem-768", MlKem768, 1184, 2400, 1088),
    row!("ml-kem-1024", MlKem1024, 1568, 3168, 1568),
];

/// The parameter set called `name`.
pub fn named(name: &str) -> Option<&'static Kem> {
    KEMS.iter().find(|kem| kem.name == name)
}

impl Kem {
    /// The key pair of a seed: d || z, 64 bytes.
    ///
    /// # Errors
    /// A seed of another size.
    pub fn keygen(&self, seed: &[u8]) -> Result<Pair, Wrong> {
        Wrong::unless(SEED, "--private", seed)?;
        (self.make)(seed).ok_or_else(|| no_key("--private"))
    }

    /// A fresh secret for the owner of `public`, made of `random`, 32 bytes.
    ///
    /// # Errors
    /// A key or randomness of another size; a key whose numbers are not reduced (§7.2).
    pub fn encaps(&self, public: &[u8], random: &[u8]) -> Result<Wrapped, Wrong> {
        Wrong::unless(self.public, "--public", public)?;
        Wrong::unless(RANDOM, "--random", random)?;
        (self.wrap)(public, random).ok_or_else(|| no_key("--public"))
    }

    /// The secret in `ciphertext`; of a ciphertext that was changed another one, which nobody else has (implicit rejection, §6.3).
    ///
    /// # Errors
    /// A key or a ciphertext of another size; an expanded key whose parts do not belong together (§7.3).
    pub fn decaps(&self, private: &[u8], ciphertext: &[u8]) -> Result<Vec<u8>, Wrong> {
        Wrong::unless(self.private, "--private", private)?;
        Wrong::unless(self.ciphertext, "--ciphertext", ciphertext)?;
        (self.open)(private, ciphertext).ok_or_else(|| no_key("--private"))
    }
}

fn no_key(input: &'static str) -> Wrong {
    Wrong::unfit(
        input,
        Text::new(
            "it is no ML-KEM key: numbers above the modulus 3329, or parts that do not belong together",
            "ML-KEM 키가 아님. 법 3329를 넘는 수가 있거나 서로 맞지 않는 부분이 있음",
        ),
        Text::new(
            "make a pair: tlslab demo kem --private SEED",
            "키 쌍을 만든다: tlslab demo kem --private 시드",
        ),
    )
}
