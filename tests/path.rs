//! The check of a certificate path: each fault alone, made with the throw-away CA.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::time::Duration;

use tlslab::base::time::Time;
use tlslab::keys::fault::Fault;
use tlslab::keys::path::{self, LinkVerdict, Path, Purpose};
use tlslab::pki::key::KeyKind;
use tlslab::pki::throwaway::{Authority, Signer, Wish};

/// 2026-11-21.
const NOW: Time = Time::seconds(1_795_219_200);
const DAY: Duration = Duration::from_secs(86_400);

fn authority() -> Authority {
    Authority::new(NOW, Some(1), "CA").unwrap()
}

fn judge(chain: &[Vec<u8>], now: Time, name: &str, purpose: Purpose) -> Path {
    let chain: Vec<&[u8]> = chain.iter().map(Vec::as_slice).collect();
    path::check(&chain, &[authority().root_der()], Some(name), now, purpose)
}

/// The one fault of a chain for a server called `server.test`.
fn fault(chain: &[Vec<u8>]) -> Fault {
    let path = judge(chain, NOW, "server.test", Purpose::Server);
    assert!(!path.holds());
    assert_eq!(path.faults.len(), 1, "{:?}", path.faults);
    path.faults[0].clone()
}

fn server() -> Vec<Vec<u8>> {
    let wish = Wish::server(["server.test", "*.wild.test", "10.77.0.2"], NOW);
    authority().issue(&wish).unwrap().chain
}

#[test]
fn a_good_chain_holds_in_any_order() {
    let mut chain = server();
    chain.insert(1, authority().root_der());
    let path = judge(&chain, NOW, "SERVER.test", Purpose::Server);
    assert!(path.holds() && path.links.len() == 2, "{:?}", path.faults);
    for name in ["a.wild.test", "10.77.0.2"] {
        assert!(judge(&chain, NOW, name, Purpose::Server).holds());
    }
}

#[test]
fn names_must_fit() {
    for name in ["other.test", "wild.test", "a.b.wild.test", "10.77.0.3"] {
        let path = judge(&server(), NOW, name, Purpose::Server);
        assert!(
            matches!(&path.faults[..], [Fault::WrongName { wanted, has }] if wanted == name && has.len() == 3)
        );
    }
}

#[test]
fn the_clock_decides_to_the_second() {
    let late = judge(&server(), NOW + 91 * DAY, "server.test", Purpose::Server);
    assert!(matches!(late.faults[..], [Fault::Expired { index: 0, .. }]));
    let last = judge(&server(), NOW + 90 * DAY, "server.test", Purpose::Server);
    assert!(last.holds());
    let early = Time::seconds(NOW.as_seconds() - 3601);
    let early = judge(&server(), early, "server.test", Purpose::Server);
    assert!(matches!(
        early.faults[..],
        [Fault::NotYetValid { index: 0, .. }]
    ));
}

#[test]
fn missing_unknown_and_self_signed_are_told_apart() {
    let chain = server();
    assert!(
        matches!(fault(&chain[..1]), Fault::MissingIntermediate { issuer, .. } if issuer == "CA: intermediate")
    );
    let stranger = Authority::new(NOW, Some(1), "stranger").unwrap();
    let foreign = stranger
        .issue(&Wish::server(["server.test"], NOW))
        .unwrap()
        .chain;
    assert!(
        matches!(fault(&foreign), Fault::UnknownIssuer { issuer, .. } if issuer == "stranger: root")
    );
    let with_root = [foreign, vec![stranger.root_der()]].concat();
    assert!(matches!(fault(&with_root), Fault::UnknownIssuer { .. }));
    let alone = Wish {
        signer: Signer::Itself,
        key: KeyKind::EcdsaP256,
        ..Wish::server(["server.test"], NOW)
    };
    let alone = authority().issue(&alone).unwrap().chain;
    assert!(matches!(fault(&alone), Fault::SelfSigned { .. }));
}

#[test]
fn a_changed_bit_breaks_the_signature() {
    let mut chain = server();
    let last = chain[0].len() - 1;
    chain[0][last] ^= 1;
    assert_eq!(fault(&chain), Fault::BadSignature { index: 0 });
    let path = judge(&chain, NOW, "server.test", Purpose::Server);
    assert!(matches!(path.links[0].verdict, LinkVerdict::Fails(_)));
}

#[test]
fn a_purpose_cannot_be_swapped() {
    let client = authority()
        .issue(&Wish::client(["server.test"], NOW))
        .unwrap()
        .chain;
    assert_eq!(fault(&client), Fault::WrongPurpose { index: 0 });
    assert!(judge(&client, NOW, "server.test", Purpose::Client).holds());
}

#[test]
fn a_leaf_may_not_issue_and_names_stay_inside() {
    // A leaf's key signs a certificate for a name outside the root's fence.
    let issued = authority()
        .issue(&Wish::server(["server.test"], NOW))
        .unwrap();
    let pkcs8 = issued.key_pkcs8.as_slice();
    let key = rcgen::KeyPair::try_from(pkcs8).unwrap();
    let mut above = rcgen::CertificateParams::default();
    above.distinguished_name = rcgen::DistinguishedName::new();
    let subject = [
        (rcgen::DnType::OrganizationName, "tlslab, for teaching only"),
        (rcgen::DnType::CommonName, "server.test"),
    ];
    for (kind, value) in subject {
        above.distinguished_name.push(kind, value);
    }
    let thief = rcgen::Issuer::new(above, key);
    let wish = rcgen::CertificateParams::new(vec!["bank.com".to_owned()]).unwrap();
    let stolen = wish
        .signed_by(&rcgen::KeyPair::generate().unwrap(), &thief)
        .unwrap();
    let chain = [vec![stolen.der().to_vec()], issued.chain].concat();
    let path = judge(&chain, NOW, "bank.com", Purpose::Server);
    let expected = [
        Fault::NotAuthority { index: 1 },
        Fault::NotAuthority { index: 2 },
        Fault::NameConstraint { index: 3 },
    ];
    assert_eq!(path.faults, expected);
}

#[test]
fn no_cut_and_no_flipped_byte_is_a_panic_or_passes() {
    let chain = server();
    for at in 0..chain[0].len() {
        let mut cut = chain.clone();
        cut[0].truncate(at);
        assert!(matches!(fault(&cut), Fault::Malformed { index: 0, .. }));
        let mut flipped = chain.clone();
        flipped[0][at] ^= 0xff;
        assert!(
            !judge(&flipped, NOW, "server.test", Purpose::Server).holds(),
            "byte {at}"
        );
    }
    let mut extra = chain.clone();
    extra[1].push(0);
    let path = judge(&extra, NOW, "server.test", Purpose::Server);
    assert!(matches!(path.faults[0], Fault::Malformed { index: 1, .. }));
}
