//! PBKDF2, by Wycheproof, RFC 6070 and RFC 7914 §11; scrypt by RFC 7914 §12; Argon2 by RFC 9106 §5.

use tlslab::demo::primitive::hash;
use tlslab::demo::primitive::kdf::{self, Argon, Argon2Input};
use wycheproof::pbkdf2::{TestName, TestSet};

use crate::family::{Family, Happens};

/// More rounds than this take too long without optimisation.
const ROUNDS: usize = 100_000;

fn check(name: &str, test: TestName, hash: &str) {
    let hash = hash::named(hash).unwrap();
    let set = TestSet::load(test).unwrap();
    let mut family = Family::new(name, set.number_of_tests);
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let rounds = u32::try_from(test.iteration_count).unwrap();
        let happens = match test.iteration_count > ROUNDS {
            true => Happens::LeftOut,
            false => Happens::of(
                kdf::pbkdf2(hash, &test.password, &test.salt, rounds, test.dk_len).map(Some),
                &test.dk,
            ),
        };
        family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
    }
    family.finish();
}

#[test]
fn pbkdf2() {
    check("pbkdf2_hmacsha1", TestName::Pbkdf2HmacSha1, "sha1");
    check("pbkdf2_hmacsha256", TestName::Pbkdf2HmacSha256, "sha256");
    check("pbkdf2_hmacsha384", TestName::Pbkdf2HmacSha384, "sha384");
    check("pbkdf2_hmacsha512", TestName::Pbkdf2HmacSha512, "sha512");
}
