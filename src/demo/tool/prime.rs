//! The tool `prime`: whether a number is prime, and how one sees that it is not.

use num_bigint_dig::BigUint;

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::primitive::prime::{ROUNDS, is_prime};
use crate::demo::tool::told::{Outcome, Telling, Told, result};
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Value};
use crate::text;

/// Primes up to this are tried as divisors.
const SMALL: u32 = 1 << 16;

/// The bytes (big-endian) of a number that is written in decimal digits, or behind `0x` in hexadecimal ones.
///
/// # Errors
/// If it is no number, or has more than 1024 bytes.
pub fn number(said: &str) -> Result<Vec<u8>, Wrong> {
    let bare: String = said.chars().filter(|c| !"_ ,:".contains(*c)).collect();
    let (digits, base) = match bare
        .strip_prefix("0x")
        .or_else(|| bare.strip_prefix("hex:"))
    {
        Some(digits) => (digits, 16),
        None => (bare.as_str(), 10),
    };
    let fits = !digits.is_empty()
        && digits.len() <= MOST_DIGITS
        && digits.chars().all(|c| c.is_digit(base));
    let number = fits.then(|| BigUint::parse_bytes(digits.as_bytes(), base));
    match number.flatten() {
        Some(number) => Ok(number.to_bytes_be()),
        None => Err(Wrong::unfit(
            "NUMBER",
            Text::new(
                "that is no whole number of at most 1024 bytes",
                "1024바이트 이하의 자연수가 아님",
            ),
            Text::new(
                "write decimal digits, or hexadecimal ones behind 0x: tlslab demo prime 0xffffffffffffffc5",
                "10진수로, 또는 0x 뒤에 16진수로 쓴다: tlslab demo prime 0xffffffffffffffc5",
            ),
        )),
    }
}

/// Decimal digits of a number of 1024 bytes.
const MOST_DIGITS: usize = 2467;

/// Whether the number `bytes` (big-endian) is prime.
///
/// # Errors
/// No bytes, or more than 1024.
pub fn run(bytes: &[u8]) -> Result<Told, Wrong> {
    let prime = is_prime(bytes)?;
    let number = BigUint::from_bytes_be(bytes);
    let bits = number.bits();
    let telling = Telling::new(Text::new("a number is tested", "수를 검사한다"), "prime", "FIPS 186-5 B.3")
        .saying(text!(
            en: "Small divisors are tried, then {ROUNDS} rounds of Miller-Rabin and a Lucas test (Baillie-PSW).",
            ko: "작은 약수를 나누어 본 다음, 밀러-라빈을 {ROUNDS}번, 그리고 뤼카 검사를 한다(베일리-PSW).",
        ))
        .counted(Text::new("number", "수"), shown(&number))
        .counted(Text::new("bits", "비트 수"), bits);
    let step = result("FIPS 186-5 B.3");
    let (outcome, step) = match prime {
        true => (
            Outcome::Yes("prime"),
            step.saying(Text::new(
                "Prime: no test found a reason against it.",
                "소수이다. 어느 검사에서도 아니라는 증거가 나오지 않았다.",
            )),
        ),
        false if bits < 2 => (
            Outcome::No("neither"),
            against(
                step.saying(Text::new(
                    "Not prime, and not composite either: primes begin at 2.",
                    "소수도 합성수도 아니다. 소수는 2부터이다.",
                )),
                &number,
            ),
        ),
        false => (
            Outcome::No("composite"),
            against(
                step.saying(Text::new(
                    "Composite: not prime.",
                    "합성수이다. 소수가 아니다.",
                )),
                &number,
            ),
        ),
    };
    Ok(telling.told(
        outcome,
        step,
        Text::new(
            "a composite number passes a round of Miller-Rabin with a chance of 1 in 4 at most, and none is known that passes all of this",
            "합성수가 밀러-라빈 한 번을 통과할 확률은 많아야 4분의 1이고, 이 검사를 모두 통과하는 합성수는 알려져 있지 않다",
        ),
        Text::new(
            "prove that a number is prime, or say that a prime is fit for a key: for that it must be random, and large",
            "어떤 수가 소수임을 증명하지는 않으며, 소수가 키에 쓸 만하다고도 말해 주지 않는다. 키에 쓰려면 무작위로 고른 큰 소수여야 한다",
        ),
    ))
}

/// Why a number is not prime: a divisor, or Fermat's little theorem, which fails.
fn against(step: Step, number: &BigUint) -> Step {
    let one = BigUint::from(1_u8);
    if *number <= one {
        return step.because(Text::new("Primes begin at 2.", "소수는 2부터이다."));
    }
    let divides = |small: &u32| (number % BigUint::from(*small)) == BigUint::from(0_u8);
    if let Some(divisor) = (2..SMALL).find(divides) {
        return step.with(Value::plain(
            Text::new("divisor", "약수"),
            divisor,
            Knows::Recomputed,
        ));
    }
    let two = BigUint::from(2_u8);
    let power = two.modpow(&(number - &one), number);
    let says = match power == one {
        true => Text::new(
            "1, as if it were prime: a pseudoprime to base 2, caught by the other rounds",
            "소수일 때처럼 1이 나온다. 밑 2에 대한 유사소수이며 다른 검사에서 걸렸다",
        ),
        false => Text::same(shown(&power)),
    };
    step.because(Text::new(
        "Fermat: with a prime n, 2 to the power n - 1 leaves 1 when divided by n.",
        "페르마: n이 소수이면 2의 n - 1 제곱을 n으로 나눈 나머지는 1이다.",
    ))
    .with(Value::new(
        Text::same("2^(n-1) mod n"),
        says,
        Knows::Recomputed,
    ))
}

/// A number in decimal digits; of a long one, in hexadecimal.
fn shown(number: &BigUint) -> String {
    match number.bits() {
        ..=256 => number.to_string(),
        _ => format!("0x{number:x}"),
    }
}
