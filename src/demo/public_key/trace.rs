//! Double and add: a multiplication that works only for the bits that are set, and what its work gives away.

use curve25519_dalek::constants::ED25519_BASEPOINT_POINT;
use num_bigint_dig::BigUint;

use crate::demo::glass::ladder::Work;

/// A public key of X25519, made bit by bit as one would on paper, and the work that took. Correct, and not fit for use: a bit that
/// is not set has no addition.
pub(super) fn double_and_add(k: &BigUint) -> ([u8; 32], Vec<Work>) {
    let one = BigUint::from(1_u8);
    // The base point of Ed25519 is that of X25519 in other coordinates, which have formulas for every sum.
    let base = ED25519_BASEPOINT_POINT;
    let (mut sum, mut work) = (base, Vec::new());
    for at in (0..k.bits().saturating_sub(1)).rev() {
        sum = sum + sum;
        work.push(Work::Double);
        if (k >> at) & &one == one {
            sum += base;
            work.push(Work::Add);
        }
    }
    (sum.to_montgomery().to_bytes(), work)
}

/// The key that double and add would have had with this work: a doubling begins a bit, an addition says that it is set.
pub(super) fn read(work: &[Work]) -> BigUint {
    let mut key = BigUint::from(1_u8);
    for (n, step) in work.iter().enumerate() {
        match step {
            Work::Double => key <<= 1,
            // An addition before any doubling belongs to the highest bit, which is set anyway.
            Work::Add if n == 0 => {}
            Work::Add => key |= BigUint::from(1_u8),
        }
    }
    key
}

/// The work of each bit, bit after bit: `DA D D DA`.
pub(super) fn said(work: &[Work]) -> String {
    let mut said = String::new();
    for step in work {
        match step {
            Work::Double if said.is_empty() => said.push('D'),
            Work::Double => said.push_str(" D"),
            Work::Add => said.push('A'),
        }
    }
    said
}

/// How many steps each bit took, where every bit begins with `first`.
pub(super) fn steps(work: &[Work], first: Work) -> Vec<u64> {
    let mut steps: Vec<u64> = Vec::new();
    for step in work {
        match steps.last_mut() {
            Some(last) if *step != first => *last += 1,
            Some(_) | None => steps.push(1),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_work_is_the_key() {
        for k in 1..200_u32 {
            let k = BigUint::from(k);
            assert_eq!(read(&double_and_add(&k).1), k);
        }
        let work = double_and_add(&BigUint::from(0b1_0110_u32)).1;
        assert_eq!(said(&work), "D DA DA D");
        assert_eq!(steps(&work, Work::Double), [1, 2, 2, 1]);
    }
}
