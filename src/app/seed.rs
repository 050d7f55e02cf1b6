//! The number everything random is drawn from.

use ring::rand::{SecureRandom, SystemRandom};

use crate::app::refusal::Refusal;
use crate::base::text::Text;

/// A number that is easy to type, of at most five digits, from the operating system.
///
/// # Errors
/// If the operating system has nothing random to give.
pub fn drawn() -> Result<u64, Refusal> {
    let mut bytes = [0; 4];
    SystemRandom::new().fill(&mut bytes).map_err(|_| {
        Refusal::environment(
            Text::new(
                "the operating system gives no random number",
                "운영 체제에서 난수를 얻을 수 없음",
            ),
            Text::new("give one with --seed", "--seed 로 수를 준다"),
        )
    })?;
    Ok(u64::from(u32::from_be_bytes(bytes) % 100_000))
}

/// 32 random bytes from the operating system, if it has any.
pub fn key() -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let filled = SystemRandom::new().fill(&mut bytes);
    filled.ok().map(|()| bytes)
}
