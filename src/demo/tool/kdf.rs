//! The tool `kdf`: keys out of secrets and out of passwords.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::bits;
use crate::demo::primitive::hash::Hash;
use crate::demo::primitive::kdf::{self, Argon, Argon2Input};
use crate::demo::tool::told::{Outcome, Telling, Told, result, sized};
use crate::demo::wrong::Wrong;
use crate::story::model::Value;
use crate::text;

/// A way to derive a key.
#[derive(Debug)]
pub struct Kdf {
    /// Its name: `hkdf`.
    pub name: &'static str,
    standard: &'static str,
    way: Way,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Hkdf,
    Extract,
    Expand,
    Pbkdf2,
    Scrypt,
    Argon2(Argon),
}

/// All of them.
pub static KDFS: &[Kdf] = &[
    Kdf {
        name: "hkdf",
        standard: "RFC 5869",
        way: Way::Hkdf,
    },
    Kdf {
        name: "hkdf-extract",
        standard: "RFC 5869 §2.2",
        way: Way::Extract,
    },
    Kdf {
        name: "hkdf-expand",
        standard: "RFC 5869 §2.3",
        way: Way::Expand,
    },
    Kdf {
        name: "pbkdf2",
        standard: "RFC 8018 §5.2",
        way: Way::Pbkdf2,
    },
    Kdf {
        name: "scrypt",
        standard: "RFC 7914",
        way: Way::Scrypt,
    },
    Kdf {
        name: "argon2id",
        standard: "RFC 9106",
        way: Way::Argon2(Argon::Id),
    },
    Kdf {
        name: "argon2i",
        standard: "RFC 9106",
        way: Way::Argon2(Argon::I),
    },
    Kdf {
        name: "argon2d",
        standard: "RFC 9106",
        way: Way::Argon2(Argon::D),
    },
];

/// What goes in. What the one way does not use is left alone, but for bytes, which are refused where they would go unused.
#[derive(Clone, Copy, Debug)]
pub struct Input<'b> {
    /// The hash of HKDF and PBKDF2.
    pub hash: &'static Hash,
    /// The secret, or the password.
    pub key: &'b [u8],
    /// The salt.
    pub salt: &'b [u8],
    /// What the key is for.
    pub info: &'b [u8],
    /// Argon2: a secret of the server's.
    pub secret: &'b [u8],
    /// Argon2: associated data.
    pub aad: &'b [u8],
    /// PBKDF2: rounds.
    pub rounds: u32,
    /// scrypt: the logarithm of N.
    pub log_n: u8,
    /// scrypt: the size of its blocks.
    pub r: u32,
    /// scrypt: how often it is done.
    pub p: u32,
    /// Argon2: KiB of memory.
    pub memory: u32,
    /// Argon2: passes over it.
    pub passes: u32,
    /// Argon2: lanes.
    pub lanes: u32,
    /// Bytes of the key.
    pub length: usize,
}

/// Derives a key.
///
/// # Errors
/// Numbers that are out of bounds; bytes that go unused.
pub fn run(kdf: &Kdf, input: Input<'_>) -> Result<Told, Wrong> {
    kdf.refuse_unused(input)?;
    let key = kdf.derive(input)?;
    let title = Text::new("a key is derived", "키를 유도한다");
    let telling = Telling::new(title, kdf.name, kdf.standard).saying(kdf.does());
    let secret = match kdf.is_for_passwords() {
        true => Text::new("password", "비밀번호"),
        false => Text::new("secret", "비밀"),
    };
    let mut telling = telling.given(secret, input.key, Knows::Secret);
    if kdf.way != Way::Expand {
        telling = telling.given(Text::new("salt", "솔트"), input.salt, Knows::Wire);
    }
    telling = match kdf.way {
        Way::Hkdf | Way::Expand => telling
            .counted(Text::new("hash", "해시"), input.hash.name)
            .given(Text::same("info"), input.info, Knows::Wire),
        Way::Extract => telling.counted(Text::new("hash", "해시"), input.hash.name),
        Way::Pbkdf2 => telling
            .counted(Text::new("hash", "해시"), input.hash.name)
            .counted(Text::new("rounds", "반복 횟수"), input.rounds),
        Way::Scrypt => {
            let kib = ((128 * u64::from(input.r)) << input.log_n) >> 10;
            telling
                .counted(Text::same("N"), 1_u64 << input.log_n)
                .counted(Text::same("r, p"), format!("{}, {}", input.r, input.p))
                .counted(Text::new("memory", "메모리"), format!("{kib} KiB"))
        }
        Way::Argon2(_) => telling
            .counted(
                Text::new("memory", "메모리"),
                format!("{} KiB", input.memory),
            )
            .counted(Text::new("passes", "패스"), input.passes)
            .counted(Text::new("lanes", "레인"), input.lanes),
    };
    let mut step = result(kdf.standard)
        .saying(Text::new(
            "The key; the same inputs give it again, on every machine.",
            "유도한 키. 같은 입력이면 어느 기계에서나 같은 키가 나온다.",
        ))
        .with(sized(Text::new("key", "키"), &key, Knows::Secret));
    if kdf.is_cheap(input) && !input.salt.is_empty() {
        let salt = bits::last_flipped(input.salt);
        let other = kdf.derive(Input {
            salt: &salt,
            ..input
        })?;
        let (apart, all) = (bits::apart(&key, &other), 8 * key.len());
        step = step.with(Value::new(
            Text::new("one bit of the salt flipped", "솔트의 한 비트를 뒤집으면"),
            text!(en: "{apart} of {all} bits of the key change", ko: "키의 {all}비트 가운데 {apart}비트가 바뀐다"),
            Knows::Recomputed,
        ));
    }
    Ok(telling.told(Outcome::Bytes(vec![key]), step, kdf.promise(), kdf.limit()))
}

impl Kdf {
    fn is_for_passwords(&self) -> bool {
        match self.way {
            Way::Hkdf | Way::Extract | Way::Expand => false,
            Way::Pbkdf2 | Way::Scrypt | Way::Argon2(_) => true,
        }
    }

    /// Whether it can be done a second time without anybody waiting.
    fn is_cheap(&self, input: Input<'_>) -> bool {
        match self.way {
            Way::Hkdf | Way::Extract => true,
            Way::Expand => false,
            Way::Pbkdf2 => input.rounds <= 100_000,
            Way::Scrypt => input.log_n <= 14 && input.r <= 8 && input.p <= 1,
            Way::Argon2(_) => u64::from(input.memory) * u64::from(input.passes) <= 1 << 16,
        }
    }

    fn refuse_unused(&self, input: Input<'_>) -> Result<(), Wrong> {
        let [salt, info, secret, aad] = [
            ("--salt", input.salt),
            ("--info", input.info),
            ("--secret", input.secret),
            ("--aad", input.aad),
        ];
        let (unused, takes): (&[_], _) = match self.way {
            Way::Hkdf => (
                &[secret, aad],
                vec!["--key", "--salt", "--info", "--length"],
            ),
            Way::Extract => (&[info, secret, aad], vec!["--key", "--salt"]),
            Way::Expand => (&[salt, secret, aad], vec!["--key", "--info", "--length"]),
            Way::Pbkdf2 => (
                &[info, secret, aad],
                vec!["--key", "--salt", "--rounds", "--length"],
            ),
            Way::Scrypt => (
                &[info, secret, aad],
                vec!["--key", "--salt", "--log-n", "--r", "--p", "--length"],
            ),
            Way::Argon2(_) => (
                &[info],
                vec![
                    "--key", "--salt", "--secret", "--aad", "--memory", "--passes", "--lanes",
                    "--length",
                ],
            ),
        };
        match unused.iter().find(|(_, bytes)| !bytes.is_empty()) {
            Some((input, _)) => Err(Wrong::Unused { input, takes }),
            None => Ok(()),
        }
    }

    fn derive(&self, input: Input<'_>) -> Result<Vec<u8>, Wrong> {
        let Input {
            hash,
            key,
            salt,
            info,
            length,
            ..
        } = input;
        match self.way {
            Way::Hkdf => {
                let prk = kdf::hkdf_extract(hash, salt, key)?;
                kdf::hkdf_expand(hash, &prk, info, length)
            }
            Way::Extract => kdf::hkdf_extract(hash, salt, key),
            Way::Expand => kdf::hkdf_expand(hash, key, info, length),
            Way::Pbkdf2 => kdf::pbkdf2(hash, key, salt, input.rounds, length),
            Way::Scrypt => kdf::scrypt(key, salt, input.log_n, input.r, input.p, length),
            Way::Argon2(kind) => {
                let what = Argon2Input {
                    password: key,
                    salt,
                    secret: input.secret,
                    associated: input.aad,
                };
                kdf::argon2_with(kind, what, input.memory, input.passes, input.lanes, length)
            }
        }
    }

    fn does(&self) -> Text {
        match self.way {
            Way::Hkdf => Text::new(
                "The secret is first condensed to one key, then drawn out to as many bytes as are wanted.",
                "비밀을 먼저 키 하나로 응축한 다음 원하는 길이로 늘인다.",
            ),
            Way::Extract => Text::new(
                "The secret is condensed to one key as long as the hash.",
                "비밀을 해시 길이의 키 하나로 응축한다.",
            ),
            Way::Expand => Text::new(
                "The key is drawn out to as many bytes as are wanted, bound to what they are for.",
                "키를 원하는 길이로 늘이며 쓰임새에 묶는다.",
            ),
            Way::Pbkdf2 => Text::new(
                "Password and salt are hashed again and again: every guess costs the attacker as much.",
                "비밀번호와 솔트를 거듭거듭 해시한다. 공격자도 추측할 때마다 그만큼 일해야 한다.",
            ),
            Way::Scrypt => Text::new(
                "Memory is filled and read in an order that cannot be foreseen: every guess needs that memory.",
                "메모리를 채우고 미리 알 수 없는 순서로 읽는다. 추측마다 그만큼의 메모리가 필요하다.",
            ),
            Way::Argon2(Argon::D) => Text::new(
                "Memory is filled over and over; where it is read depends on the password.",
                "메모리를 거듭 채운다. 읽는 위치는 비밀번호에 따라 달라진다.",
            ),
            Way::Argon2(Argon::I) => Text::new(
                "Memory is filled over and over; where it is read does not depend on the password.",
                "메모리를 거듭 채운다. 읽는 위치는 비밀번호와 상관없다.",
            ),
            Way::Argon2(Argon::Id) => Text::new(
                "Memory is filled over and over; at first where it is read does not depend on the password, then it does.",
                "메모리를 거듭 채운다. 읽는 위치는 처음에는 비밀번호와 상관없다가 나중에는 그에 따라 달라진다.",
            ),
        }
    }

    fn promise(&self) -> Text {
        match self.is_for_passwords() {
            false => Text::new(
                "keys that look random and tell nothing of each other, out of a secret that is hard to guess",
                "추측하기 어려운 비밀에서, 무작위로 보이며 서로에 대해 아무것도 말해 주지 않는 키를 얻는다",
            ),
            true => Text::new(
                "every guess at the password costs the attacker as much as it cost here, and a salt makes each target a work of its own",
                "공격자는 비밀번호를 추측할 때마다 여기서 든 만큼 일해야 하고, 솔트 때문에 대상마다 따로 해야 한다",
            ),
        }
    }

    fn limit(&self) -> Text {
        match self.is_for_passwords() {
            false => Text::new(
                "make a password strong: it is so fast that guesses cost nothing. For passwords take argon2id",
                "비밀번호를 강하게 만들지 못한다. 너무 빨라서 추측에 비용이 들지 않는다. 비밀번호에는 argon2id 를 쓴다",
            ),
            true => Text::new(
                "save a password that is among the first million guesses",
                "처음 백만 번의 추측에 드는 비밀번호는 지켜 주지 못한다",
            ),
        }
    }
}
