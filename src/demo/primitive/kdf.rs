//! Keys out of secrets: HKDF (RFC 5869) out of secrets that are hard to guess; PBKDF2 (RFC 8018 §5.2), scrypt (RFC 7914) and
//! Argon2 (RFC 9106) out of passwords, which are not.
//!
//! What would take hours or all memory is refused, with the bound in the error.

use std::num::NonZeroU32;
use std::ops::RangeInclusive;

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use ring::{hkdf, hmac, pbkdf2 as ring_pbkdf2};
use scrypt::Params;

use crate::base::text::Text;
use crate::demo::primitive::hash::Hash;
use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;
use crate::text;

/// Hashes that HKDF and PBKDF2 are offered with.
pub static KDF_HASHES: &[&str] = &["sha1", "sha256", "sha384", "sha512"];

/// The most bytes that are derived at once.
pub const MOST_OUTPUT: usize = 1 << 16;
/// The most times PBKDF2 runs HMAC: rounds, times blocks of output.
pub const MOST_ROUNDS: u64 = 20_000_000;
/// The most memory scrypt and Argon2 may take, in bytes: 1 GiB and a little.
pub const MOST_MEMORY: u64 = (1 << 30) + (1 << 20);
/// The most memory that is written in all, in bytes: passes or lanes, times memory.
pub const MOST_WORK: u64 = 1 << 33;

/// HKDF-Extract: a key of as many bytes as the hash has, out of `ikm`. No salt is a salt of zeros.
///
/// # Errors
/// A hash that is not in [`KDF_HASHES`].
pub fn hkdf_extract(hash: &Hash, salt: &[u8], ikm: &[u8]) -> Result<Vec<u8>, Wrong> {
    let prf = hkdf_of(hash)?.hmac_algorithm();
    // RFC 5869 §2.2: the salt is the key of HMAC.
    let key = hmac::Key::new(prf, salt);
    Ok(hmac::sign(&key, ikm).as_ref().to_vec())
}

/// HKDF-Expand: `length` bytes out of the key `prk`, bound to what they are for.
///
/// # Errors
/// More than 255 times the bytes of the hash; a hash that is not in [`KDF_HASHES`].
pub fn hkdf_expand(hash: &Hash, prk: &[u8], info: &[u8], length: usize) -> Result<Vec<u8>, Wrong> {
    let algorithm = hkdf_of(hash)?;
    let most = 255 * hash.length as u64;
    within("--length", length as u64, 0..=most)?;
    let prk = hkdf::Prk::new_less_safe(algorithm, prk);
    let mut out = vec![0; length];
    let filled = prk
        .expand(&[info], Length(length))
        .and_then(|okm| okm.fill(&mut out));
    match filled {
        Ok(()) => Ok(out),
        Err(_) => Err(outside("--length", length as u64, &(0..=most))),
    }
}

/// PBKDF2 with HMAC: `length` bytes out of a password.
///
/// # Errors
/// No rounds, or more than [`MOST_ROUNDS`]; no bytes, or more than [`MOST_OUTPUT`]; a hash that is not in [`KDF_HASHES`].
pub fn pbkdf2(
    hash: &Hash,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    length: usize,
) -> Result<Vec<u8>, Wrong> {
    let algorithm = match hash.name {
        "sha1" => ring_pbkdf2::PBKDF2_HMAC_SHA1,
        "sha256" => ring_pbkdf2::PBKDF2_HMAC_SHA256,
        "sha384" => ring_pbkdf2::PBKDF2_HMAC_SHA384,
        "sha512" => ring_pbkdf2::PBKDF2_HMAC_SHA512,
        _ => return Err(no_hash(hash)),
    };
    output(length, 1)?;
    let blocks = length.div_ceil(hash.length) as u64;
    let most = MOST_ROUNDS / blocks.max(1);
    let outside = || outside("--rounds", u64::from(rounds), &(1..=most));
    within("--rounds", u64::from(rounds), 1..=most)?;
    let rounds = NonZeroU32::new(rounds).ok_or_else(outside)?;
    let mut out = vec![0; length];
    ring_pbkdf2::derive(algorithm, rounds, salt, password, &mut out);
    Ok(out)
}

/// scrypt: `length` bytes out of a password; N = 2^`log_n`, so that it takes 128 · r · N bytes of memory.
///
/// # Errors
/// Parameters outside of RFC 7914 §2, or more than [`MOST_MEMORY`] or [`MOST_WORK`].
pub fn scrypt(
    password: &[u8],
    salt: &[u8],
    log_n: u8,
    r: u32,
    p: u32,
    length: usize,
) -> Result<Vec<u8>, Wrong> {
    output(length, 1)?;
    within("--log-n", u64::from(log_n), 1..=24)?;
    within("--r", u64::from(r), 1..=1 << 16)?;
    let memory = (128 * u64::from(r)) << log_n;
    bounded("--log-n", memory)?;
    within("--p", u64::from(p), 1..=MOST_WORK / memory)?;
    // The length in the parameters is for password strings only.
    let params = Params::new(log_n, r, p, Params::RECOMMENDED_LEN).map_err(|_| too_small_r())?;
    let mut out = vec![0; length];
    scrypt::scrypt(password, salt, &params, &mut out).map_err(|_| too_small_r())?;
    Ok(out)
}

/// Which Argon2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argon {
    /// Argon2d: reads memory at places that depend on the password.
    D,
    /// Argon2i: at places that do not, so that nobody learns from the cache.
    I,
    /// Argon2id: first i, then d.
    Id,
}

/// What Argon2 takes.
#[derive(Clone, Copy, Debug)]
pub struct Argon2Input<'b> {
    /// The password.
    pub password: &'b [u8],
    /// The salt: at least 8 bytes.
    pub salt: &'b [u8],
    /// A secret of the server's that does not stand with the hashes; mostly none.
    pub secret: &'b [u8],
    /// What it is for, at most 32 bytes; mostly none.
    pub associated: &'b [u8],
}

/// Argon2 (version 1.3) with neither secret nor associated data: see [`argon2_with`].
///
/// # Errors
/// Those of [`argon2_with`].
pub fn argon2(
    kind: Argon,
    password: &[u8],
    salt: &[u8],
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    length: usize,
) -> Result<Vec<u8>, Wrong> {
    let input = Argon2Input {
        password,
        salt,
        secret: &[],
        associated: &[],
    };
    argon2_with(kind, input, memory_kib, passes, lanes, length)
}

/// Argon2 (version 1.3): `length` bytes, with `memory_kib` KiB of memory, `passes` times over it, in `lanes` lanes.
///
/// # Errors
/// Fewer than 8 bytes of salt, fewer than 4 of output, more than 32 of associated data; less memory than 8 KiB a lane; more
/// than [`MOST_MEMORY`] or [`MOST_WORK`].
pub fn argon2_with(
    kind: Argon,
    input: Argon2Input<'_>,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    length: usize,
) -> Result<Vec<u8>, Wrong> {
    output(length, 4)?;
    Wrong::unless(Sizes::Between(8, 1 << 16), "--salt", input.salt)?;
    Wrong::unless(Sizes::Between(0, 1 << 16), "--secret", input.secret)?;
    Wrong::unless(Sizes::Between(0, 32), "--aad", input.associated)?;
    within("--lanes", u64::from(lanes), 1..=255)?;
    let memory = u64::from(memory_kib) << 10;
    within(
        "--memory",
        u64::from(memory_kib),
        8 * u64::from(lanes)..=MOST_MEMORY >> 10,
    )?;
    within("--passes", u64::from(passes), 1..=MOST_WORK / memory)?;
    let algorithm = match kind {
        Argon::D => Algorithm::Argon2d,
        Argon::I => Algorithm::Argon2i,
        Argon::Id => Algorithm::Argon2id,
    };
    let mut out = vec![0; length];
    let mut run = || {
        let params = ParamsBuilder::new()
            .m_cost(memory_kib)
            .t_cost(passes)
            .p_cost(lanes)
            .data(AssociatedData::new(input.associated)?)
            .build()?;
        Argon2::new_with_secret(input.secret, algorithm, Version::V0x13, params)?
            .hash_password_into(input.password, input.salt, &mut out)
    };
    match run() {
        Ok(()) => Ok(out),
        Err(why) => Err(Wrong::unfit(
            "--memory",
            text!(en: "Argon2 refuses these parameters: {why}", ko: "Argon2가 매개변수를 거부함: {why}"),
            Text::new(
                "try memory 65536 (KiB), passes 3, lanes 4",
                "메모리 65536(KiB), 패스 3, 레인 4로 해 본다",
            ),
        )),
    }
}

fn hkdf_of(hash: &Hash) -> Result<hkdf::Algorithm, Wrong> {
    match hash.name {
        "sha1" => Ok(hkdf::HKDF_SHA1_FOR_LEGACY_USE_ONLY),
        "sha256" => Ok(hkdf::HKDF_SHA256),
        "sha384" => Ok(hkdf::HKDF_SHA384),
        "sha512" => Ok(hkdf::HKDF_SHA512),
        _ => Err(no_hash(hash)),
    }
}

fn no_hash(hash: &Hash) -> Wrong {
    let name = hash.name;
    let these = KDF_HASHES.join(", ");
    Wrong::unfit(
        "--hash",
        text!(en: "keys are not derived with {name} here", ko: "여기서는 키 유도에 쓰지 않는 해시: {name}"),
        text!(en: "one of {these}", ko: "다음 가운데 하나: {these}"),
    )
}

/// How many bytes ring shall derive.
struct Length(usize);

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn output(length: usize, least: u64) -> Result<(), Wrong> {
    within("--length", length as u64, least..=MOST_OUTPUT as u64)
}

fn bounded(input: &'static str, memory: u64) -> Result<(), Wrong> {
    if memory <= MOST_MEMORY {
        return Ok(());
    }
    let mib = memory >> 20;
    Err(Wrong::unfit(
        input,
        text!(en: "that would take {mib} MiB of memory", ko: "메모리가 {mib} MiB 필요함"),
        Text::new(
            "at most 1 GiB is taken here: a smaller one shows the same",
            "여기서는 1 GiB까지만 쓴다. 더 작은 값으로도 같은 것을 볼 수 있다",
        ),
    ))
}

fn within(input: &'static str, number: u64, bounds: RangeInclusive<u64>) -> Result<(), Wrong> {
    match bounds.contains(&number) {
        true => Ok(()),
        false => Err(outside(input, number, &bounds)),
    }
}

fn outside(input: &'static str, number: u64, bounds: &RangeInclusive<u64>) -> Wrong {
    let (least, most) = (bounds.start(), bounds.end());
    Wrong::unfit(
        input,
        text!(en: "{number} is out of bounds", ko: "{number} 값은 범위 밖임"),
        text!(en: "a number from {least} to {most} goes here, with the rest as it is", ko: "나머지가 그대로일 때 {least}에서 {most}까지의 수를 받는다"),
    )
}

fn too_small_r() -> Wrong {
    Wrong::unfit(
        "--r",
        Text::new(
            "scrypt refuses these parameters: N must be below 2^(16 r)",
            "scrypt가 매개변수를 거부함. N은 2^(16 r)보다 작아야 한다",
        ),
        Text::new(
            "try --log-n 14 --r 8 --p 1",
            "--log-n 14 --r 8 --p 1 로 해 본다",
        ),
    )
}
