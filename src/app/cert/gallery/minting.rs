//! Minting, with what can go wrong said to a person.

use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::pki::gallery::case::Pair;
use crate::pki::gallery::entry::Entry;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::workshop::Workshop;

/// Opens the workshop at `now`, with this seed or with chance.
pub(super) fn open(seed: Option<u64>, now: Time) -> Result<Workshop, Refusal> {
    Workshop::open(seed, now).map_err(refusal)
}

/// Mints `entry` and its twin.
pub(super) fn make(entry: &Entry, shop: &mut Workshop) -> Result<Pair, Refusal> {
    entry.make(shop).map_err(refusal)
}

fn refusal(fault: Fault) -> Refusal {
    match fault {
        Fault::Chance => Refusal::environment(
            Text::new(
                "the operating system gives no random bytes",
                "운영 체제가 무작위 바이트를 주지 않음",
            ),
            Text::new("--seed NUMBER needs none", "--seed 수 를 주면 필요 없다"),
        ),
        Fault::Make | Fault::Sign => Refusal::environment(
            Text::new(
                "the keys that were drawn are of no use",
                "뽑은 키를 쓸 수 없음",
            ),
            Text::new(
                "try again, or with another --seed",
                "다시 하거나 다른 --seed 로 한다",
            ),
        ),
    }
}
