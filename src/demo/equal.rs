//! Two numbers that are the same: short ones in decimal digits, which are read; long ones byte by byte.

use std::fmt::Display;

use num_bigint_dig::BigUint;

use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::demo::show::same;
use crate::story::model::Proof;

/// That `result`, computed by `formula`, is the number that was `seen`.
pub(crate) fn equal<N: PartialEq + Display>(
    claim: Text,
    key: &'static str,
    formula: &str,
    [result, seen]: [N; 2],
    says: Text,
) -> Proof {
    let formula = format!("{formula} = {result}");
    let (verdict, says) = match result == seen {
        true => (Verdict::Holds, says),
        false => (
            Verdict::Fails,
            Text::new("the two numbers differ", "두 수가 다르다"),
        ),
    };
    Proof {
        formula,
        ..Proof::new(claim, key, verdict, says, "")
    }
}

/// The same of numbers too long to be read.
pub(crate) fn equal_long(
    claim: Text,
    key: &'static str,
    formula: &str,
    [result, seen]: [&BigUint; 2],
    says: Text,
) -> Proof {
    let [result, seen] = [result, seen].map(BigUint::to_bytes_be);
    same(claim, key, formula, &result, &seen, says)
}
