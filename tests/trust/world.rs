//! A small world: a root, an intermediate, and leaves that a test may spoil before they are signed.

use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SerialNumber,
};
use time::OffsetDateTime;
use tlslab::base::time::Time;
use tlslab::trust::question::{Question, Wanted};
use tlslab::trust::verify::{Verification, verify};

/// 2026-11-28T00:00:00Z.
pub(crate) const NOW: Time = Time::seconds(1_795_824_000);

pub(crate) const DAY: Duration = Duration::from_secs(86_400);

/// An authority that signs, with the parameters its certificate was made from.
pub(crate) struct Authority {
    pub(crate) params: CertificateParams,
    pub(crate) key: KeyPair,
    pub(crate) der: Vec<u8>,
}

impl Authority {
    pub(crate) fn root(spoil: impl FnOnce(&mut CertificateParams)) -> Self {
        let (mut params, key) = (authority("root"), key());
        spoil(&mut params);
        let der = params.self_signed(&key).unwrap().der().to_vec();
        Self { params, key, der }
    }

    pub(crate) fn below(&self, name: &str, spoil: impl FnOnce(&mut CertificateParams)) -> Self {
        self.with_key(name, key(), spoil)
    }

    pub(crate) fn with_key(
        &self,
        name: &str,
        key: KeyPair,
        spoil: impl FnOnce(&mut CertificateParams),
    ) -> Self {
        let mut params = authority(name);
        spoil(&mut params);
        let der = params
            .signed_by(&key, &self.issuer())
            .unwrap()
            .der()
            .to_vec();
        Self { params, key, der }
    }

    pub(crate) fn leaf(&self, spoil: impl FnOnce(&mut CertificateParams)) -> Vec<u8> {
        let mut params = leaf_params();
        spoil(&mut params);
        params
            .signed_by(&key(), &self.issuer())
            .unwrap()
            .der()
            .to_vec()
    }

    pub(crate) fn issuer(&self) -> Issuer<'_, &KeyPair> {
        Issuer::from_params(&self.params, &self.key)
    }
}

pub(crate) fn key() -> KeyPair {
    KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap()
}

fn base(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = moment(Time::seconds(NOW.as_seconds() - 10 * 86_400));
    params.not_after = moment(NOW + 60 * DAY);
    params.serial_number = Some(SerialNumber::from_slice(&[0x42; 12]));
    params.use_authority_key_identifier_extension = true;
    params
}

fn authority(name: &str) -> CertificateParams {
    let mut params = base(name);
    params.not_after = moment(NOW + 3000 * DAY);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

pub(crate) fn leaf_params() -> CertificateParams {
    let mut params = base("leaf.test");
    params.subject_alt_names = vec![dns("leaf.test")];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params
}

pub(crate) fn dns(name: &str) -> rcgen::SanType {
    rcgen::SanType::DnsName(name.try_into().unwrap())
}

pub(crate) fn moment(time: Time) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(time.as_seconds().try_into().unwrap()).unwrap()
}

/// The question that each test starts from: leaf.test, now.
pub(crate) fn question<'q>(
    leaf: &'q [u8],
    between: &'q [Vec<u8>],
    roots: &'q [Vec<u8>],
) -> Question<'q> {
    Question {
        intermediates: between,
        roots,
        wanted: vec![Wanted::Dns("leaf.test".to_owned())],
        ..Question::new(leaf, NOW)
    }
}

/// The codes of what refuses, each once, sorted; `ok` if nothing does.
pub(crate) fn codes(verification: &Verification) -> String {
    let refusing = verification.faults().filter(|fault| fault.refuses());
    let mut codes: Vec<&str> = refusing.map(|fault| fault.reason.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.is_empty(), verification.accepted());
    match codes.is_empty() {
        true => "ok".to_owned(),
        false => codes.join(" "),
    }
}

/// Judges the question, and says what refuses.
pub(crate) fn ask(question: &Question<'_>) -> String {
    codes(&verify(question))
}
