//! What every row of every table keeps: sealed is opened, changed is refused, other sizes are errors and never a panic.

use tlslab::demo::chance::Chance;
use tlslab::demo::primitive::aead::AEADS;
use tlslab::demo::primitive::dh::DHS;
use tlslab::demo::primitive::kem::KEMS;
use tlslab::demo::primitive::mac::MACS;
use tlslab::demo::primitive::seal::SUITES;
use tlslab::demo::primitive::signature::SCHEMES;
use tlslab::demo::sizes::Sizes;

/// The least and the most bytes, and those around them that do not fit.
fn sizes(sizes: Sizes) -> (Vec<usize>, Vec<usize>) {
    let good = match sizes {
        Sizes::OneOf(all) => all.to_vec(),
        Sizes::Between(least, most) => vec![least, most],
    };
    let around = good.iter().flat_map(|n| [n.saturating_sub(1), n + 1]);
    let bad = around.filter(|n| !sizes.fits(*n)).collect();
    (good, bad)
}

#[test]
fn what_is_sealed_opens_and_what_is_changed_does_not() {
    let mut chance = Chance::new(1, "everything");
    for aead in AEADS {
        let (keys, bad_keys) = sizes(aead.key);
        let (nonces, bad_nonces) = sizes(aead.nonce);
        for (key, nonce) in keys
            .iter()
            .flat_map(|key| nonces.iter().map(move |nonce| (*key, *nonce)))
        {
            let (key, nonce) = (chance.vec(key), chance.vec(nonce));
            for n in [0, 1, 15, 16, 17, 100] {
                let (message, aad) = (chance.vec(n), chance.vec(n / 2));
                let sealed = aead.seal(&key, &nonce, &aad, &message).unwrap();
                assert_eq!(sealed.len(), n + aead.tag, "{}", aead.name);
                assert_eq!(
                    aead.open(&key, &nonce, &aad, &sealed),
                    Ok(Some(message)),
                    "{}",
                    aead.name
                );
                let mut changed = sealed.clone();
                let at = chance.place(changed.len());
                changed[at] ^= 1;
                assert_eq!(
                    aead.open(&key, &nonce, &aad, &changed),
                    Ok(None),
                    "{}",
                    aead.name
                );
                assert_eq!(
                    aead.open(&key, &nonce, b"other", &sealed),
                    Ok(None),
                    "{}",
                    aead.name
                );
            }
            assert_eq!(aead.open(&key, &nonce, b"", b""), Ok(None), "{}", aead.name);
            assert_eq!(
                aead.open(&key, &nonce, b"", &[0; 15]),
                Ok(None),
                "{}",
                aead.name
            );
        }
        for bad in bad_keys {
            assert!(
                aead.seal(&vec![0; bad], &vec![0; nonces[0]], b"", b"")
                    .is_err(),
                "{} {bad}",
                aead.name
            );
        }
        for bad in bad_nonces {
            assert!(
                aead.open(&vec![0; keys[0]], &vec![0; bad], b"", b"")
                    .is_err(),
                "{} {bad}",
                aead.name
            );
        }
    }
}

#[test]
fn tags_do_not_depend_on_parts() {
    for mac in MACS {
        let (keys, bad) = sizes(mac.key);
        for n in keys {
            let key = vec![7; n];
            let whole = mac.tag(&key, b"one message in parts").unwrap();
            assert_eq!(whole.len(), mac.length, "{}", mac.name);
            let mut running = mac.start(&key).unwrap();
            for part in b"one message in parts".chunks(3) {
                running.update(part);
            }
            assert_eq!(running.finish(), whole, "{}", mac.name);
        }
        for n in bad {
            assert!(mac.tag(&vec![0; n], b"").is_err(), "{} {n}", mac.name);
        }
    }
}

#[test]
fn both_ends_agree() {
    for dh in DHS {
        let [one, other] = [3, 5].map(|last| {
            let mut key = vec![0; dh.length];
            key[dh.length / 2] = last;
            key
        });
        let secret = dh.agree(&one, &dh.public(&other).unwrap()).unwrap();
        assert_eq!(secret.len(), dh.length, "{}", dh.name);
        assert_eq!(
            secret,
            dh.agree(&other, &dh.public(&one).unwrap()).unwrap(),
            "{}",
            dh.name
        );
        for bad in [
            vec![],
            vec![0; 32],
            vec![4; 65],
            vec![0x30; 44],
            vec![0x30, 0],
        ] {
            assert!(dh.agree(&one, &bad).is_err(), "{} {bad:?}", dh.name);
        }
    }
}

#[test]
fn a_wrapped_secret_comes_out_and_a_changed_one_does_not() {
    let mut chance = Chance::new(1, "everything");
    for kem in KEMS {
        let seed = chance.vec(64);
        let pair = kem.keygen(&seed).unwrap();
        let wrapped = kem.encaps(&pair.public, &chance.vec(32)).unwrap();
        for private in [&seed, &pair.private] {
            assert_eq!(
                kem.decaps(private, &wrapped.ciphertext).as_ref(),
                Ok(&wrapped.secret),
                "{}",
                kem.name
            );
        }
        let mut changed = wrapped.ciphertext.clone();
        changed[0] ^= 1;
        let other = kem.decaps(&seed, &changed).unwrap();
        assert!(other != wrapped.secret && other.len() == 32, "{}", kem.name);
        assert!(
            kem.keygen(&seed[1..]).is_err() && kem.encaps(&pair.public[1..], &[0; 32]).is_err()
        );
    }
}

/// A key of 1024 bits, because larger ones take long to make.
fn rsa(chance: &mut Chance) -> Vec<u8> {
    use rsa::pkcs8::EncodePrivateKey;
    let key = rsa::RsaPrivateKey::new(chance, 1024).unwrap();
    key.to_pkcs8_der().unwrap().as_bytes().to_vec()
}

#[test]
fn what_is_signed_is_verified() {
    let mut chance = Chance::new(1, "everything");
    let rsa = rsa(&mut chance);
    for scheme in SCHEMES {
        let private = match scheme.private {
            Sizes::OneOf(sizes) => {
                let mut private = chance.vec(sizes[0]);
                private[0] = 0;
                private
            }
            Sizes::Between(..) => rsa.clone(),
        };
        let public = scheme.public_of(&private).unwrap();
        if scheme.name.ends_with("sha1") || scheme.name == "rsa-pss-sha512" {
            // With SHA-1 nothing is signed; PSS with SHA-512 does not fit into 1024 bits.
            assert!(
                scheme.sign(&private, b"message", &mut chance).is_err(),
                "{}",
                scheme.name
            );
            continue;
        }
        let signature = scheme.sign(&private, b"message", &mut chance).unwrap();
        assert_eq!(
            scheme.verify(&public, b"message", &signature),
            Ok(true),
            "{}",
            scheme.name
        );
        assert_eq!(
            scheme.verify(&public, b"massage", &signature),
            Ok(false),
            "{}",
            scheme.name
        );
        assert_eq!(
            scheme.verify(&public, b"message", b""),
            Ok(false),
            "{}",
            scheme.name
        );
        assert_eq!(
            scheme.verify(&public, b"message", &signature[1..]),
            Ok(false),
            "{}",
            scheme.name
        );
        assert!(
            scheme
                .verify(&[7; 20], b"message", &signature)
                .is_ok_and(|holds| !holds)
                || scheme.verify(&[7; 20], b"message", &signature).is_err(),
            "{}",
            scheme.name
        );
        let in_context = scheme.sign_in(b"context", &private, b"message", &mut chance);
        assert_eq!(
            in_context.is_ok(),
            scheme.name.starts_with("ml-dsa"),
            "{}",
            scheme.name
        );
    }
}

#[test]
fn what_is_sealed_for_somebody_opens() {
    let mut chance = Chance::new(1, "everything");
    let rsa = rsa(&mut chance);
    for suite in SUITES {
        let (private, aad) = match suite.private {
            Sizes::OneOf(_) => (vec![9; 32], &b"data"[..]),
            Sizes::Between(..) => (rsa.clone(), &b""[..]),
        };
        let info = match suite.name {
            "rsa-pkcs1" => &b""[..],
            _ => b"label",
        };
        let public = suite.public_of(&private).unwrap();
        let sealed = suite.seal(&public, info, aad, b"", &mut chance);
        if suite.name.starts_with("rsa-oaep-sha512") {
            // Twice 64 bytes of hash and 2 more do not fit into 1024 bits.
            assert!(sealed.is_err(), "{}", suite.name);
            continue;
        }
        let sealed = sealed.unwrap().bytes();
        assert_eq!(
            suite.open(&private, info, aad, &sealed),
            Ok(Some(vec![])),
            "{}",
            suite.name
        );
        let mut changed = sealed.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(
            suite.open(&private, info, aad, &changed),
            Ok(None),
            "{}",
            suite.name
        );
        assert_eq!(
            suite.open(&private, info, aad, b""),
            Ok(None),
            "{}",
            suite.name
        );
        assert!(
            suite.seal(&[0; 7], info, aad, b"", &mut chance).is_err(),
            "{}",
            suite.name
        );
        let used = aad.is_empty() && suite.seal(&public, info, b"data", b"", &mut chance).is_ok();
        assert!(!used, "{}", suite.name);
    }
}
