//! Two numbers that are the same, said in decimal digits: small numbers are read, not compared byte by byte.

use std::fmt::Display;

use crate::base::text::Text;
use crate::base::verdict::Verdict;
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
