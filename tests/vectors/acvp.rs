//! ML-KEM by the files of NIST's ACVP: keys out of seeds, encapsulation, decapsulation with and without implicit rejection.

use std::fs;
use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::Value;
use tlslab::demo::primitive::kem;

fn bytes(test: &Value, name: &str) -> Vec<u8> {
    hex::decode(test[name].as_str().unwrap()).unwrap()
}

/// Each test with the group it stands in.
fn tests(document: &Value) -> Vec<(&Value, &Value)> {
    let groups = document["testGroups"].as_array().unwrap().iter();
    let tests = groups.flat_map(|group| {
        let tests = group["tests"].as_array().unwrap().iter();
        tests.map(move |test| (group, test))
    });
    tests.collect()
}

fn row(group: &Value) -> &'static kem::Kem {
    let set = group["parameterSet"].as_str().unwrap();
    kem::named(&set.to_lowercase()).unwrap()
}

/// FIPS 203 algorithm 16, all cases of all three sets: both keys to the byte.
#[test]
fn ml_kem_keygen() {
    let file = fs::File::open("tests/data/acvp/ML-KEM-keyGen-FIPS203.json.gz").unwrap();
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let document = serde_json::from_str(&text).unwrap();
    let tests = tests(&document);
    assert_eq!(tests.len(), 75);
    for (group, test) in tests {
        let seed = [bytes(test, "d"), bytes(test, "z")].concat();
        let pair = row(group).keygen(&seed).unwrap();
        assert!(pair.public == bytes(test, "ek"), "{}", test["tcId"]);
        assert!(pair.private == bytes(test, "dk"), "{}", test["tcId"]);
    }
}

/// FIPS 203 algorithms 17 and 18. A changed ciphertext gives another secret and no error.
#[test]
fn ml_kem_encapsulation_and_decapsulation() {
    let text = fs::read_to_string("tests/data/acvp/ML-KEM-encapDecap-FIPS203.json").unwrap();
    let document = serde_json::from_str(&text).unwrap();
    let tests = tests(&document);
    assert_eq!(tests.len(), 3);
    for (group, test) in tests {
        let secret = match group["function"].as_str().unwrap() {
            "encapsulation" => {
                let wrapped = row(group).encaps(&bytes(test, "ek"), &bytes(test, "m"));
                let wrapped = wrapped.unwrap();
                assert_eq!(wrapped.ciphertext, bytes(test, "c"), "{}", test["tcId"]);
                wrapped.secret
            }
            _ => {
                let (private, ciphertext) = (bytes(group, "dk"), bytes(test, "c"));
                row(group).decaps(&private, &ciphertext).unwrap()
            }
        };
        assert_eq!(
            hex::encode_upper(secret),
            test["k"].as_str().unwrap(),
            "{}",
            test["tcId"]
        );
    }
}
