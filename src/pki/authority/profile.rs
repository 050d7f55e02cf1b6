//! What stands in the certificates of this authority (RFC 5280 §4, and what the CA/Browser Forum's rules add for servers).

use rcgen::{
    BasicConstraints, CertificateParams, CrlDistributionPoint, CustomExtension, DistinguishedName,
    DnType, IsCa, KeyUsagePurpose, SerialNumber,
};
use yasna::Tag;
use yasna::models::ObjectIdentifier;

use crate::pki::authority::error::Result;
use crate::pki::authority::event::{Fence, Settings};
use crate::pki::authority::purpose::{Purpose, usages};
use crate::pki::authority::serial::Serial;
use crate::pki::authority::validity::Validity;
use crate::pki::fence;
use crate::pki::key::KeyKind;
use crate::pki::names::Name;

/// Whose work it is, in the subject of every authority here.
pub const ORGANIZATION: &str = "tlslab, for teaching only";
/// The country of nobody: X and any letter are the user's own in ISO 3166. The rules want one in every authority's name.
const COUNTRY: &str = "XX";

/// How many authorities may stand below one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// As many as it likes: a root, whose successor it must be able to vouch for.
    Any,
    /// At most so many (pathLenConstraint).
    Most(u8),
}

/// What an authority's certificate says, but for serial number and validity. `name` is its common name.
pub(super) fn authority(name: &str, below: Below, settings: &Settings) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = distinguished(name);
    params.is_ca = IsCa::Ca(match below {
        Below::Any => BasicConstraints::Unconstrained,
        Below::Most(count) => BasicConstraints::Constrained(count),
    });
    params.key_usages = vec![
        // It also answers for single certificates itself (OCSP), which is a signature like any other.
        KeyUsagePurpose::DigitalSignature,
        KeyUsagePurpose::KeyCertSign,
        KeyUsagePurpose::CrlSign,
    ];
    if settings.fence == Fence::Reserved {
        // In the root and in each intermediate: a verifier may take a root as a bare key and not look at its extensions
        // (RFC 5280 §6.1.1 d).
        params.custom_extensions.push(fence::RESERVED.extension());
    }
    params
}

/// Adds what a certificate says of its issuer's services, which a root, that nobody signed, has no use for.
pub(super) fn services(params: &mut CertificateParams, settings: &Settings) {
    params.use_authority_key_identifier_extension = true;
    if let Some(url) = &settings.crl_url {
        params.crl_distribution_points = vec![CrlDistributionPoint {
            uris: vec![url.clone()],
        }];
    }
    if let Some(url) = &settings.ocsp_url {
        let access = CustomExtension::from_oid_content(&AUTHORITY_INFO_ACCESS, responder(url));
        params.custom_extensions.push(access);
    }
}

/// Adds that the holder may sign under any policy, without which none of its leaves would stand under one.
pub(super) fn any_policy(params: &mut CertificateParams) {
    let policies = CustomExtension::from_oid_content(&CERTIFICATE_POLICIES, policy(&ANY_POLICY));
    params.custom_extensions.push(policies);
}

/// What a leaf is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Whom it is for, at least one.
    pub names: Vec<Name>,
    /// What it may be used for, at least one.
    pub purposes: Vec<Purpose>,
    /// The kind of key in it.
    pub key: KeyKind,
}

/// What a leaf's certificate says, but for serial number and validity.
pub(super) fn leaf(leaf: &Leaf, settings: &Settings) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    if let Some(name) = common_name(&leaf.names) {
        params.distinguished_name.push(DnType::CommonName, name);
    }
    params.subject_alt_names = leaf.names.iter().filter_map(Name::alternative).collect();
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = usages(leaf.key, &leaf.purposes);
    params.extended_key_usages = leaf.purposes.iter().map(Purpose::extended).collect();
    services(&mut params, settings);
    if leaf.purposes.contains(&Purpose::responder()) {
        // Who vouches for others' standing cannot be asked about its own (RFC 6960 §4.2.2.2.1). The value is a NULL.
        let no_check = CustomExtension::from_oid_content(&OCSP_NO_CHECK, vec![5, 0]);
        params.custom_extensions.push(no_check);
    }
    if leaf.purposes.contains(&Purpose::server()) {
        let policies =
            CustomExtension::from_oid_content(&CERTIFICATE_POLICIES, policy(&DOMAIN_VALIDATED));
        params.custom_extensions.push(policies);
    }
    params
}

/// The common name of a leaf: its first name, where it fits (ub-common-name is 64). Nothing reads it any more but old programs
/// and people; without one, the subject is empty and subjectAltName critical.
pub fn common_name(names: &[Name]) -> Option<String> {
    let first = names.first()?.to_string();
    (first.len() <= 64).then_some(first)
}

/// Sets what is different in each certificate.
pub(super) fn dated(
    mut params: CertificateParams,
    serial: &Serial,
    validity: Validity,
) -> Result<CertificateParams> {
    let [from, to] = validity.moments()?;
    params.serial_number = Some(SerialNumber::from_slice(serial.bytes()));
    params.not_before = from;
    params.not_after = to;
    Ok(params)
}

fn distinguished(name: &str) -> DistinguishedName {
    let mut whole = DistinguishedName::new();
    // PrintableString is what the standard wants of a country.
    if let Ok(country) = rcgen::string::PrintableString::try_from(COUNTRY) {
        whole.push(
            DnType::CountryName,
            rcgen::DnValue::PrintableString(country),
        );
    }
    whole.push(DnType::OrganizationName, ORGANIZATION);
    whole.push(DnType::CommonName, name);
    whole
}

/// AuthorityInfoAccess with one responder (RFC 5280 §4.2.2.1).
fn responder(url: &str) -> Vec<u8> {
    yasna::construct_der(|writer| {
        writer.write_sequence(|writer| {
            writer.next().write_sequence(|writer| {
                writer
                    .next()
                    .write_oid(&ObjectIdentifier::from_slice(&OCSP));
                writer
                    .next()
                    .write_tagged_implicit(Tag::context(6), |writer| {
                        writer.write_bytes(url.as_bytes());
                    });
            });
        });
    })
}

/// CertificatePolicies with one of them (RFC 5280 §4.2.1.4).
fn policy(oid: &[u64]) -> Vec<u8> {
    yasna::construct_der(|writer| {
        writer.write_sequence(|writer| {
            writer.next().write_sequence(|writer| {
                writer.next().write_oid(&ObjectIdentifier::from_slice(oid));
            });
        });
    })
}

const CERTIFICATE_POLICIES: [u64; 4] = [2, 5, 29, 32];
const AUTHORITY_INFO_ACCESS: [u64; 9] = [1, 3, 6, 1, 5, 5, 7, 1, 1];
const OCSP: [u64; 9] = [1, 3, 6, 1, 5, 5, 7, 48, 1];
const OCSP_NO_CHECK: [u64; 10] = [1, 3, 6, 1, 5, 5, 7, 48, 1, 5];
const ANY_POLICY: [u64; 5] = [2, 5, 29, 32, 0];
/// No more was asked than whether the name is the applicant's: the least of the rules for servers.
const DOMAIN_VALIDATED: [u64; 6] = [2, 23, 140, 1, 2, 1];
