//! An altered certificate beside its unaltered twin: what was changed.

use std::ops::Range;

use crate::base::field::printable;
use crate::trust::certificate::{Certificate, Stamp};
use crate::trust::course::Course;
use crate::trust::general::General;
use crate::trust::key::Key;
use crate::trust::signed::{self, Signed};

/// One part that was changed.
pub(crate) struct Change {
    /// The part by its name in RFC 5280.
    pub(crate) part: String,
    /// Its bytes in the altered certificate, those alone that differ where the length is the same.
    pub(crate) at: Range<usize>,
    /// What stood there, and what stands there now.
    pub(crate) values: [String; 2],
}

/// The certificate from which `child` was made: with the same signature, or of the same issuer and owner with
/// the same serial number, another body, and a signature by `key` that holds.
pub(crate) fn find<'c, 'd>(
    course: &'c Course<'c, 'd>,
    child: &Certificate<'d>,
    key: &Key<'_>,
) -> Option<&'c Certificate<'d>> {
    let at_hand = course.pool.entries.iter().map(|entry| &entry.certificate);
    let mut others = at_hand.chain(course.known);
    let mut left = MOST_TWINS;
    others.find(|other| {
        let same_signature = other.signature_bytes() == child.signature_bytes();
        let same_serial = other.serial.content() == child.serial.content();
        let same_key = other.key.element.raw() == child.key.element.raw();
        let same_owner = same_key || other.subject.same(&child.subject);
        let kin = same_signature || same_serial && same_owner && other.issuer.same(&child.issuer);
        let (body, algorithm) = (other.tbs.raw(), &other.algorithm.oid);
        if !kin || body == child.tbs.raw() || left == 0 {
            return false;
        }
        left -= 1;
        signed::check(algorithm, key, body, other.signature_bytes()) == Signed::Holds
    })
}

/// What of `child` differs from `twin`.
pub(crate) fn changes(child: &Certificate<'_>, twin: &Certificate<'_>) -> Vec<Change> {
    let (mine, theirs) = (parts(child), parts(twin));
    let mut changes = Vec::new();
    for (name, at, value) in &mine {
        let other = theirs.iter().find(|(other, ..)| other == name);
        let now = child.der.get(at.clone()).unwrap_or_default();
        let then = other.and_then(|(_, at, _)| twin.der.get(at.clone()));
        if then == Some(now) {
            continue;
        }
        let before = other.map_or_else(|| "-".to_owned(), |(.., value)| value.clone());
        changes.push(Change {
            part: name.clone(),
            at: narrowed(at, now, then.unwrap_or_default()),
            values: [before, value.clone()],
        });
    }
    let end = child.tbs.at().end;
    let gone = theirs
        .iter()
        .filter(|(name, ..)| mine.iter().all(|(other, ..)| other != name));
    changes.extend(gone.map(|(name, _, value)| Change {
        part: name.clone(),
        at: end..end,
        values: [value.clone(), "-".to_owned()],
    }));
    changes
}

/// Of two runs of one length, the bytes from the first to the last that differs.
fn narrowed(at: &Range<usize>, now: &[u8], then: &[u8]) -> Range<usize> {
    if now.len() != then.len() {
        return at.clone();
    }
    let differ = |(one, other): (&u8, &u8)| one != other;
    let first = now.iter().zip(then).position(differ).unwrap_or_default();
    let last = now.iter().zip(then).rposition(differ).unwrap_or_default();
    at.start + first..at.start + last + 1
}

/// The parts of the signed body: name, place and value.
fn parts(certificate: &Certificate<'_>) -> Vec<(String, Range<usize>, String)> {
    let part = |name: &str, at: Range<usize>, value: String| (name.to_owned(), at, value);
    let time = |stamp: &Stamp<'_>| {
        let said = stamp.moment.map(|moment| moment.to_string());
        said.unwrap_or_else(|| printable(stamp.element.content()))
    };
    let mut all = vec![
        part(
            "version",
            certificate.version_at.clone(),
            certificate.version.to_string(),
        ),
        part(
            "serialNumber",
            certificate.serial.at(),
            certificate.serial_hex(),
        ),
        part(
            "signature",
            certificate.inner_algorithm.element.at(),
            certificate.inner_algorithm.oid.clone(),
        ),
        part(
            "issuer",
            certificate.issuer.at(),
            certificate.issuer.string(),
        ),
        part(
            "notBefore",
            certificate.not_before.element.at(),
            time(&certificate.not_before),
        ),
        part(
            "notAfter",
            certificate.not_after.element.at(),
            time(&certificate.not_after),
        ),
        part(
            "subject",
            certificate.subject.at(),
            certificate.subject.string(),
        ),
        part(
            "subjectPublicKeyInfo",
            certificate.key.element.at(),
            certificate.key.name(),
        ),
    ];
    for extension in &certificate.extensions {
        let value = match extension.oid.as_str() {
            "2.5.29.17" => {
                let names: Vec<String> =
                    certificate.names().iter().map(General::to_string).collect();
                names.join(", ")
            }
            _ => hex::encode(extension.value.content()),
        };
        all.push(part(
            extension.name(),
            extension.element.at(),
            shortened(value),
        ));
    }
    all
}

/// A value that fits a sentence.
fn shortened(value: String) -> String {
    match value.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", value.get(..cut).unwrap_or_default()),
        None => value,
    }
}

/// Certificates that pass for twins and have their signature checked.
const MOST_TWINS: usize = 32;
/// Characters of a value that a sentence shows.
const MOST: usize = 120;
