//! Hostile bytes: every byte cut and flipped, lengths that lie, random noise. Nothing falls, nothing hangs, nothing is believed
//! that was altered.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use rcgen::{CidrSubnet, GeneralSubtree, NameConstraints};
use tlslab::trust::fault::Place;
use tlslab::trust::question::Question;
use tlslab::trust::verify::{Verification, verify};

use crate::world::{Authority, question};

/// Every place a fault names lies within the bytes it speaks of.
fn sound(verification: &Verification, asked: &Question<'_>) {
    assert!(!verification.candidates.is_empty());
    for candidate in &verification.candidates {
        for fault in candidate.faults() {
            let (at, whole) = match &fault.place {
                Place::Path => continue,
                Place::Certificate { index, at } => (at, candidate.members[*index].der.len()),
                Place::Crl { number, at } => (at, asked.crls[*number].len()),
                Place::Ocsp { number, at } => (at, asked.ocsp[*number].len()),
            };
            assert!(
                at.start <= at.end && at.end <= whole,
                "{} {at:?} of {whole}",
                fault.reason.code
            );
        }
    }
}

#[test]
fn every_byte_cut_and_flipped() {
    let root = Authority::root(|p| {
        let ip = CidrSubnet::from_v4_prefix([10, 0, 0, 0], 8);
        p.name_constraints = Some(NameConstraints {
            permitted_subtrees: vec![
                GeneralSubtree::DnsName("test".to_owned()),
                GeneralSubtree::IpAddress(ip),
            ],
            excluded_subtrees: vec![GeneralSubtree::DnsName("evil.test".to_owned())],
        });
    });
    let between = root.below("intermediate", |_| ());
    let leaf = between.leaf(|_| ());
    let roots = [root.der];
    let chain = [between.der.clone()];
    for at in 0..leaf.len() {
        let asked = question(&leaf[..at], &chain, &roots);
        let cut = verify(&asked);
        assert!(!cut.accepted(), "cut at {at}");
        sound(&cut, &asked);
        for bit in [0x01, 0x80, 0xff] {
            let mut flipped = leaf.clone();
            flipped[at] ^= bit;
            let asked = question(&flipped, &chain, &roots);
            let verification = verify(&asked);
            assert!(!verification.accepted(), "byte {at} ^ {bit:02x}");
            sound(&verification, &asked);
        }
    }
    for at in 0..between.der.len() {
        let mut flipped = between.der.clone();
        flipped[at] ^= 0x81;
        let chain = [flipped];
        let asked = question(&leaf, &chain, &roots);
        let verification = verify(&asked);
        assert!(!verification.accepted(), "byte {at}");
        sound(&verification, &asked);
    }
    // A root is believed as it is given; it must not make anything fall.
    for at in 0..roots[0].len() {
        for bit in [0x01, 0xff] {
            let mut flipped = roots.clone();
            flipped[0][at] ^= bit;
            let asked = question(&leaf, &chain, &flipped);
            sound(&verify(&asked), &asked);
        }
    }
}

#[test]
fn deep_and_huge_claims_cost_nothing() {
    let start = Instant::now();
    let deep: Vec<u8> = [0x30, 0x80].repeat(100_000);
    let nested = (0..5_000).fold(vec![5, 0], |inside: Vec<u8>, _| {
        let length = u32::try_from(inside.len()).unwrap().to_be_bytes();
        [&[0x30, 0x84][..], &length, &inside].concat()
    });
    for bytes in [
        deep,
        nested,
        vec![0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
        vec![0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    ] {
        let given = [bytes.clone()];
        let asked = Question {
            crls: &given,
            ocsp: &given,
            ..question(&bytes, &given, &given)
        };
        assert!(!verify(&asked).accepted());
    }
    assert!(start.elapsed() < Duration::from_secs(20));
}

/// A certificate of a hundred thousand of something, signed by nobody.
fn crowded(extensions: &[u8], exponent: &[u8]) -> Vec<u8> {
    let put = |tag: u8, parts: &[&[u8]]| {
        let content = parts.concat();
        let length = content.len().to_be_bytes();
        let short = length.iter().take_while(|byte| **byte == 0).count();
        let octets = &length[short.min(7)..];
        let head = match content.len() {
            0..=127 => vec![tag, octets[0]],
            _ => [&[tag, 0x80 | u8::try_from(octets.len()).unwrap()], octets].concat(),
        };
        [head, content].concat()
    };
    let algorithm = [0x30, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
    let rsa = [
        0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1, 5, 0,
    ];
    let time = [
        &[0x17, 13][..],
        b"260101000000Z",
        &[0x17, 13],
        b"270101000000Z",
    ]
    .concat();
    let numbers = put(
        0x30,
        &[&put(2, &[&[0], &[0xff; 256]]), &put(2, &[exponent])],
    );
    let key = put(0x30, &[&rsa, &put(3, &[&[0], &numbers])]);
    let list = put(0xa3, &[&put(0x30, &[extensions])]);
    let name = [0x30, 12, 0x31, 10, 0x30, 8, 6, 3, 0x55, 4, 3, 0x0c, 1, b'x'];
    let body = put(
        0x30,
        &[
            &[0xa0, 3, 2, 1, 2, 2, 1, 1],
            &algorithm,
            &name,
            &put(0x30, &[&time]),
            &name,
            &key,
            &list,
        ],
    );
    put(0x30, &[&body, &algorithm, &[3, 3, 0, 0x30, 0]])
}

#[test]
fn a_hundred_thousand_of_anything_cost_a_moment() {
    let start = Instant::now();
    let even = [&[0x7f][..], &[0xfe; 900_000]].concat();
    let long = [
        &[
            0x30, 0x83, 0x0d, 0xbb, 0xa6, 6, 0x83, 0x0d, 0xbb, 0xa0, 0x2a,
        ][..],
        &[1; 899_999],
        &[4, 0],
    ]
    .concat();
    for (extensions, exponent) in [
        ([0x30, 5, 6, 1, 0x2a, 4, 0].repeat(110_000), &[1, 0, 1][..]),
        (Vec::new(), &even),
        (long, &[1, 0, 1]),
    ] {
        let der = crowded(&extensions, exponent);
        let verification = verify(&question(&der, &[], &[]));
        assert!(!verification.accepted());
        assert!(
            verification
                .faults()
                .all(|fault| fault.says.en.len() < 1000)
        );
        assert!(verification.faults().count() < 600);
    }
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn many_of_one_name_cost_a_moment() {
    let root = Authority::root(|_| ());
    let leaf = root.leaf(|_| ());
    let small = [
        0x30, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1,
    ];
    let _ = small;
    let start = Instant::now();
    // Three hundred issuers of the right name, none of the right key.
    let many: Vec<Vec<u8>> = (0..300).map(|_| Authority::root(|_| ()).der).collect();
    let asked = question(&leaf, &many, &[]);
    assert!(!verify(&asked).accepted());
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn noise_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let given = [bytes.clone()];
        let asked = Question { crls: &given, ocsp: &given, ..question(&bytes, &given, &given) };
        let verification = verify(&asked);
        prop_assert!(!verification.accepted());
        sound(&verification, &asked);
    }
}
