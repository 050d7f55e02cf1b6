//! The verifier: bytes as leaf, chain, root, revocation list and OCSP response at once. No fall, no hang, and no fault whose
//! place lies outside of what it speaks of.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlslab::base::time::Time;
use tlslab::trust::fault::Place;
use tlslab::trust::profile::Profile;
use tlslab::trust::question::{Question, Wanted};
use tlslab::trust::verify::verify;

fuzz_target!(|bytes: &[u8]| {
    // A certificate says how long it is; what follows is the next one.
    let mut pieces: Vec<Vec<u8>> = Vec::new();
    let mut rest = bytes;
    while let [0x30, 0x82, high, low, ..] = rest
        && pieces.len() < 8
    {
        let length = 4 + usize::from(u16::from_be_bytes([*high, *low]));
        let (piece, after) = rest.split_at(length.min(rest.len()));
        pieces.push(piece.to_vec());
        rest = after;
    }
    pieces.push(rest.to_vec());
    let Some((leaf, others)) = pieces.split_first() else {
        return;
    };
    let roots = &others[others.len().saturating_sub(2)..];
    for profile in Profile::ALL {
        let question = Question {
            intermediates: others,
            roots,
            known: others,
            crls: others,
            ocsp: others,
            wanted: vec![Wanted::host("example.com")],
            profile,
            ..Question::new(leaf, Time::seconds(1_795_824_000))
        };
        let verification = verify(&question);
        for candidate in &verification.candidates {
            for fault in candidate.faults() {
                let (at, whole) = match &fault.place {
                    Place::Path => continue,
                    Place::Certificate { index, at } => (at, candidate.members[*index].der.len()),
                    Place::Crl { number, at } => (at, others[*number].len()),
                    Place::Ocsp { number, at } => (at, others[*number].len()),
                };
                assert!(at.start <= at.end && at.end <= whole, "{}", fault.reason.code);
            }
        }
    }
});
