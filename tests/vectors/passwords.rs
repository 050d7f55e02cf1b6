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

fn hex_of(found: Result<Vec<u8>, tlslab::demo::wrong::Wrong>) -> String {
    hex::encode(found.unwrap())
}

/// RFC 6070 §2 and RFC 7914 §11.
#[test]
fn pbkdf2_of_the_standards() {
    let [sha1, sha256] = ["sha1", "sha256"].map(|name| hash::named(name).unwrap());
    let derived = kdf::pbkdf2(sha1, b"password", b"salt", 4096, 20);
    assert_eq!(hex_of(derived), "4b007901b765489abead49d926f721d065a429c1");
    let derived = kdf::pbkdf2(sha256, b"passwd", b"salt", 1, 64);
    assert_eq!(
        hex_of(derived),
        "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
    );
    let derived = kdf::pbkdf2(sha256, b"Password", b"NaCl", 80_000, 64);
    assert_eq!(
        hex_of(derived),
        "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
    );
}

/// RFC 7914 §12.
#[test]
fn scrypt() {
    let derived = kdf::scrypt(b"", b"", 4, 1, 1, 64);
    assert_eq!(
        hex_of(derived),
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
    );
    let derived = kdf::scrypt(b"password", b"NaCl", 10, 8, 16, 64);
    assert_eq!(
        hex_of(derived),
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    );
    let derived = kdf::scrypt(b"pleaseletmein", b"SodiumChloride", 14, 8, 1, 64);
    assert_eq!(
        hex_of(derived),
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
    );
}

/// The last one of RFC 7914 §12: 1 GiB of memory.
#[test]
fn scrypt_with_a_gibibyte() {
    let derived = kdf::scrypt(b"pleaseletmein", b"SodiumChloride", 20, 8, 1, 64);
    assert_eq!(
        hex_of(derived),
        "2101cb9b6a511aaeaddbbe09cf70f881ec568d574a2ffd4dabe5ee9820adaa478e56fd8f4ba5d09ffa1c6d927c40f4c337304049e8a952fbcbf45c6fa77a41a4"
    );
}

/// RFC 9106 §5.
#[test]
fn argon2() {
    let input = Argon2Input {
        password: &[1; 32],
        salt: &[2; 16],
        secret: &[3; 8],
        associated: &[4; 12],
    };
    for (kind, published) in [
        (
            Argon::D,
            "512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb",
        ),
        (
            Argon::I,
            "c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8",
        ),
        (
            Argon::Id,
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
        ),
    ] {
        let derived = kdf::argon2_with(kind, input, 32, 3, 4, 32);
        assert_eq!(hex_of(derived), published, "{kind:?}");
    }
}

/// What would take hours or all memory is an error.
#[test]
fn too_much_is_refused() {
    let sha256 = hash::named("sha256").unwrap();
    let all = [
        kdf::pbkdf2(sha256, b"p", b"s", u32::MAX, 32),
        kdf::pbkdf2(sha256, b"p", b"s", 0, 32),
        kdf::pbkdf2(sha256, b"p", b"s", 1_000_000, 65_536),
        kdf::pbkdf2(sha256, b"p", b"s", 1, 0),
        kdf::pbkdf2(hash::named("md5").unwrap(), b"p", b"s", 1, 16),
        kdf::scrypt(b"p", b"s", 0, 8, 1, 32),
        kdf::scrypt(b"p", b"s", 24, 8, 1, 32),
        kdf::scrypt(b"p", b"s", 14, 0, 1, 32),
        kdf::scrypt(b"p", b"s", 14, 8, 1_000_000, 32),
        kdf::scrypt(b"p", b"s", 255, u32::MAX, u32::MAX, usize::MAX),
        kdf::scrypt(b"p", b"s", 16, 1, 1, 32),
        kdf::argon2(Argon::Id, b"p", b"salt", 64, 1, 1, 32),
        kdf::argon2(Argon::Id, b"p", b"saltsalt", 7, 1, 1, 32),
        kdf::argon2(Argon::Id, b"p", b"saltsalt", 31, 1, 4, 32),
        kdf::argon2(Argon::Id, b"p", b"saltsalt", u32::MAX, 1, 1, 32),
        kdf::argon2(Argon::Id, b"p", b"saltsalt", 1 << 20, u32::MAX, 1, 32),
        kdf::argon2(Argon::Id, b"p", b"saltsalt", 64, 0, 0, 32),
        kdf::argon2(Argon::Id, b"p", b"saltsalt", 64, 1, 1, 3),
        kdf::hkdf_expand(sha256, &[0; 32], b"", 255 * 32 + 1),
    ];
    for (n, found) in all.into_iter().enumerate() {
        assert!(found.is_err(), "{n}");
    }
}
