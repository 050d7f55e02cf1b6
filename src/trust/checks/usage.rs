//! Whether the keys may be used so: keyUsage of the leaf (RFC 5280 §4.2.1.3), extendedKeyUsage of the leaf (§4.2.1.12), and on
//! the web of every authority above it.

use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::text;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::extension::{Found, Listed, Usage};
use crate::trust::key::Shape;
use crate::trust::question::Purpose;
use crate::trust::reasons::usage;

static KEYS: Kind = Kind::new(
    "key-usage",
    "RFC 5280 §4.2.1.3",
    "the key may do what it is wanted for",
    "키를 이 일에 쓸 수 있다",
);

/// keyUsage of the leaf, and that a leaf is no authority.
pub(crate) fn keys(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index).filter(|_| index == 0)?;
    let name = certificate.subject.short();
    let mut faults = Vec::new();
    let mut good = Text::new(
        "there is no keyUsage: every use is allowed",
        "keyUsage가 없으므로 모든 용도가 허용된다",
    );
    let basic = certificate.values.basic.as_ref();
    let ends = course.path.len() > 1;
    let served = matches!(course.question.purpose, Purpose::Server | Purpose::Client);
    if let Some(basic) = basic.filter(|basic| basic.value.ca && ends && served) {
        let says = text!(en: "{name} is an authority's certificate, and is shown as that of one end of the connection", ko: "{name}: 인증 기관의 인증서인데 연결 당사자의 것으로 내보였다");
        faults.push(course.fault(&usage::CA_AS_LEAF, index, basic.at.clone(), says));
    }
    if let Some(found) = &certificate.values.usage {
        let uses = found.value.names();
        good = text!(en: "its key is for {uses}", ko: "키의 용도: {uses}");
        if found.value.any(&[Usage::CERT_SIGN]) && !certificate.is_authority() {
            let says = text!(en: "{name} may sign certificates by keyUsage, and is no authority by basicConstraints", ko: "{name}: keyUsage로는 인증서에 서명할 수 있지만 basicConstraints로는 인증 기관이 아니다");
            faults.push(course.fault(&usage::LEAF_CERT_SIGN, index, found.at.clone(), says));
        }
        let transport = matches!(certificate.key.shape, Shape::Rsa(_))
            && course.question.purpose == Purpose::Server;
        let fits = match course.question.purpose {
            Purpose::Any | Purpose::Mail => true,
            Purpose::Server if transport => found
                .value
                .any(&[Usage::DIGITAL_SIGNATURE, Usage::KEY_ENCIPHERMENT]),
            Purpose::Server | Purpose::Client => found
                .value
                .any(&[Usage::DIGITAL_SIGNATURE, Usage::KEY_AGREEMENT]),
            Purpose::Code => found.value.any(&[Usage::DIGITAL_SIGNATURE]),
        };
        if !fits && !certificate.is_authority() {
            let says = text!(en: "the key of {name} is for {uses}, which lacks digitalSignature", ko: "{name} 인증서의 키 용도: {uses}. digitalSignature가 없다");
            faults.push(course.fault(&usage::KEY_USAGE, index, found.at.clone(), says));
        }
    }
    Some(KEYS.judged(Some(index), faults, good))
}

static PURPOSES: Kind = Kind::new(
    "purpose",
    "RFC 5280 §4.2.1.12",
    "the certificate is for this purpose",
    "인증서의 용도가 맞다",
);

/// extendedKeyUsage.
pub(crate) fn purposes(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let name = certificate.subject.short();
    let wanted = course.question.purpose.usage();
    let mut faults = Vec::new();
    let extended = certificate.values.extended.as_ref();
    if let Some(found) = extended.filter(|found| found.value.is_empty()) {
        let says = text!(en: "extendedKeyUsage of {name} lists nothing", ko: "{name} 인증서의 extendedKeyUsage에 적힌 것이 없다");
        faults.push(course.fault(&usage::EKU_EMPTY, index, found.at.clone(), says));
    }
    let good = match extended {
        None => {
            text!(en: "{name} has no extendedKeyUsage: every purpose is allowed", ko: "{name} 인증서에 extendedKeyUsage가 없으므로 모든 용도가 허용된다")
        }
        Some(found) => {
            text!(en: "{name} is for {all}", ko: "{name} 인증서의 용도: {all}", all = listed(found))
        }
    };
    let Some((purpose, word)) = wanted else {
        return Some(PURPOSES.judged(Some(index), faults, good));
    };
    // RFC 5280 does not nest purposes and only notes it; browsers and OpenSSL refuse. A root's own extendedKeyUsage is the business
    // of the store that trusts it.
    let judged = index == 0 || !course.is_anchor(index);
    match extended.filter(|_| judged) {
        Some(found) if !found.value.is_empty() && !has(found, purpose) => {
            let (all, at) = (listed(found), found.at.clone());
            let (reason, says) = match index {
                0 => (
                    &usage::EKU,
                    text!(en: "{name} is for {all}, not for {word}", ko: "{name} 인증서의 용도: {all}. 필요한 용도: {word}"),
                ),
                _ => (
                    &usage::EKU_CHAIN,
                    text!(en: "{name} may issue for {all}, not for {word}", ko: "{name} 쪽이 발급할 수 있는 용도: {all}. 필요한 용도: {word}"),
                ),
            };
            faults.push(course.fault(reason, index, at, says));
        }
        None if index == 0 && !certificate.is_authority() => {
            let end = certificate.tbs.at().end;
            let says = text!(en: "{name} does not say what it is for: it has no extendedKeyUsage", ko: "{name}: extendedKeyUsage가 없어 무슨 용도인지 알 수 없다");
            faults.push(course.fault(&usage::EKU_MISSING, index, end..end, says));
        }
        Some(_) | None => {}
    }
    Some(PURPOSES.judged(Some(index), faults, good))
}

fn has(found: &Found<Vec<Listed>>, purpose: &str) -> bool {
    let mut listed = found.value.iter();
    listed.any(|one| one.oid == purpose || one.oid == "2.5.29.37.0")
}

fn listed(found: &Found<Vec<Listed>>) -> String {
    let names = found.value.iter().take(12).map(|one| {
        let name = oid::name(&one.oid);
        name.strip_prefix("id-kp-").unwrap_or(name)
    });
    let names = names.collect::<Vec<_>>().join(", ");
    match found.value.len().saturating_sub(12) {
        0 => names,
        more => format!("{names}, +{more}"),
    }
}
