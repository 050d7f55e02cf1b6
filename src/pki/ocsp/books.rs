//! What the books of an authority say of a certificate.

use crate::keys::certificate::summary;
use crate::pki::authority::reason::Revocation;
use crate::pki::authority::register::Register;
use crate::pki::authority::serial::Serial;
use crate::pki::ocsp::answer::Standing;

/// What became of the certificate with this serial number (the content of the INTEGER) that the authority called `by` signed.
pub fn standing(register: &Register, by: &str, serial: &[u8]) -> Standing {
    let serial = Serial::of(serial);
    if !issued(register, by, &serial) {
        return Standing::Unknown;
    }
    match register.revoked.get(&serial) {
        None => Standing::Good,
        Some(revoked) => Standing::Revoked {
            at: revoked.at,
            reason: code(revoked.reason),
        },
    }
}

/// The label of whatever has this serial number.
pub fn label<'r>(register: &'r Register, by: &str, serial: &[u8]) -> Option<&'r str> {
    let serial = Serial::of(serial);
    let leaf = register.numbered(&serial);
    if let Some(leaf) = leaf.filter(|leaf| leaf.by == by) {
        return Some(&leaf.label);
    }
    let mut members = register.authorities.iter();
    members
        .find(|member| member.by.as_deref() == Some(by) && member.serial == serial)
        .map(|member| member.label.as_str())
}

fn issued(register: &Register, by: &str, serial: &Serial) -> bool {
    let crossed =
        |cross: &crate::pki::authority::register::Cross| cross.by == by && has(&cross.der, serial);
    label(register, by, serial.bytes()).is_some() || register.crosses.iter().any(crossed)
}

fn has(der: &[u8], serial: &Serial) -> bool {
    summary(der).is_some_and(|known| known.serial == serial.to_string())
}

/// The number of a reason (CRLReason, RFC 5280 §5.3.1). Unspecified is left out, as that section asks.
fn code(reason: Revocation) -> Option<u8> {
    match reason {
        Revocation::Unspecified => None,
        Revocation::KeyCompromise => Some(1),
        Revocation::CaCompromise => Some(2),
        Revocation::AffiliationChanged => Some(3),
        Revocation::Superseded => Some(4),
        Revocation::CessationOfOperation => Some(5),
        Revocation::CertificateHold => Some(6),
        Revocation::PrivilegeWithdrawn => Some(9),
    }
}
