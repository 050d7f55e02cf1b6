//! Revocation lists (RFC 5280 §6.3): which of those given speak of a certificate, whether they may be believed, and what they say.

use std::ops::Range;

use crate::base::level::Level;
use crate::base::text::Text;
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::check::{Check, Kind};
use crate::trust::checks::scope::Narrow;
use crate::trust::course::Course;
use crate::trust::crl::{Crl, reason_name};
use crate::trust::extension::Usage;
use crate::trust::fault::{Fault, Place};
use crate::trust::reason::Reason;
use crate::trust::reasons::revocation;
use crate::trust::signed::{self, Signed};

static LISTS: Kind = Kind::new(
    "crl",
    "RFC 5280 §6.3",
    "no revocation list has it",
    "폐기 목록에 없다",
);

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course
        .path
        .get(index)
        .filter(|_| !course.is_anchor(index))?;
    let name = certificate.subject.short();
    if course.crls.is_empty() {
        let why = Text::new("no revocation list was given", "주어진 폐기 목록이 없다");
        return Some(LISTS.not_reached(Some(index), why));
    }
    let mut faults = Vec::new();
    let mut judged = 0;
    let mut idle = Vec::new();
    for (number, crl) in course.crls.iter().enumerate() {
        let list = List { course, number };
        match crl {
            // What cannot be read is said once, with the leaf.
            Err(remark) if index == 0 => {
                faults.push(list.fault(remark.reason, remark.at.clone(), remark.says.clone()));
            }
            Ok(crl) if crl.issuer.same(&certificate.issuer) => {
                let Some(issuer) = course.path.get(index + 1) else {
                    continue;
                };
                let (found, covers) = list.judge(crl, certificate, issuer, index);
                match found.iter().any(|fault| makes_idle(fault.reason)) {
                    true => idle.extend(found),
                    false => {
                        judged += usize::from(covers);
                        faults.extend(found);
                    }
                }
            }
            Err(_) | Ok(_) => {}
        }
    }
    // Old lists and those of another key of the same name do no harm beside one that counts.
    let harmless = judged > 0;
    faults.extend(idle.into_iter().map(|fault| Fault {
        level: match harmless {
            true => fault.level.min(Level::Warning),
            false => fault.level,
        },
        ..fault
    }));
    if judged == 0 && !faults.iter().any(Fault::refuses) {
        let why = text!(en: "none of the revocation lists covers {name}", ko: "{name} 인증서를 다루는 폐기 목록이 없다");
        return Some(LISTS.unreached(Some(index), faults, why));
    }
    let good = text!(en: "{judged} revocation lists cover {name}, and none has it", ko: "{name} 인증서를 다루는 폐기 목록 {judged}개, 그 안에 없다");
    Some(LISTS.judged(Some(index), faults, good))
}

/// Whether a list of which this is said decides nothing.
fn makes_idle(reason: &'static Reason) -> bool {
    let idle = [
        &revocation::CRL_SIGNATURE,
        &revocation::CRL_STALE,
        &revocation::CRL_NOT_YET,
    ];
    idle.iter().any(|one| one.code == reason.code)
}

/// One of the lists of the question.
struct List<'c, 'd> {
    course: &'c Course<'c, 'd>,
    number: usize,
}

impl List<'_, '_> {
    fn fault(&self, reason: &'static Reason, at: Range<usize>, says: Text) -> Fault {
        let number = self.number;
        Fault::new(
            reason,
            Place::Crl { number, at },
            self.course.question.profile,
            says,
        )
    }

    /// What the list says of the certificate, and whether it covers it.
    fn judge(
        &self,
        crl: &Crl<'_>,
        certificate: &Certificate<'_>,
        issuer: &Certificate<'_>,
        index: usize,
    ) -> (Vec<Fault>, bool) {
        let (by, name) = (issuer.subject.short(), certificate.subject.short());
        let mut faults = Vec::new();
        if let Some(narrow) = self.scope(crl, certificate) {
            return (vec![narrow], false);
        }
        // One part of several speaks for those it has; of the others it says nothing.
        let elsewhere = self.elsewhere(crl, certificate);
        let covers = elsewhere.is_none();
        faults.extend(elsewhere);
        let signature = crl.signature.whole_bits().unwrap_or_default();
        let signed = signed::check(&crl.algorithm, &issuer.key, crl.tbs.raw(), signature);
        if signed != Signed::Holds {
            let says = text!(en: "the revocation list of {by} is not signed with the key that signed {name}", ko: "{by} 쪽의 폐기 목록: {name} 인증서에 서명한 키로 서명되지 않았다");
            faults.push(self.fault(&revocation::CRL_SIGNATURE, crl.signature.at(), says));
            return (faults, true);
        }
        if let Some(usage) = issuer
            .values
            .usage
            .as_ref()
            .filter(|usage| !usage.value.any(&[Usage::CRL_SIGN]))
        {
            let uses = usage.value.names();
            let says = text!(en: "{by} signed a revocation list, and its key is for {uses} only", ko: "{by} 쪽이 폐기 목록에 서명했지만 그 키의 용도: {uses}");
            let at = usage.at.clone();
            faults.push(
                self.course
                    .fault(&revocation::CRL_USAGE, index + 1, at, says),
            );
        }
        faults.extend(self.times(crl, &by));
        faults.extend(self.extensions(crl, &by));
        match crl.find(certificate.serial.content()) {
            Err(wrong) => {
                faults.push(self.fault(&revocation::CRL_MALFORMED, wrong.at.clone(), wrong.text()))
            }
            Ok(None) => {}
            Ok(Some(entry)) => {
                let serial = certificate.serial_hex();
                let date = entry.date;
                let reason = entry.reason.map_or("unspecified", reason_name);
                let says = text!(en: "{by} revoked {name} (serial number {serial}) at {date}, reason: {reason}", ko: "{by} 쪽이 {name} 인증서(일련번호 {serial})를 {date} 시점에 폐기했다. 사유: {reason}");
                // Only a delta list takes an entry back.
                if entry.reason != Some(8) {
                    faults.push(self.fault(&revocation::REVOKED, entry.at, says));
                }
                if let Some(at) = entry.unknown {
                    let says = text!(en: "the entry of {name} has a critical extension that is not known here", ko: "{name} 인증서의 항목에 여기서 모르는 중요 확장이 있다");
                    faults.push(self.fault(&revocation::CRL_EXTENSION, at, says));
                }
            }
        }
        (faults, covers)
    }

    fn times(&self, crl: &Crl<'_>, by: &str) -> Vec<Fault> {
        let now = self.course.now();
        let mut faults = Vec::new();
        let (this, at) = &crl.this_update;
        if now < *this {
            let says = text!(en: "the revocation list of {by} was made at {this}; it is {now}", ko: "{by} 쪽의 폐기 목록이 만들어진 시각: {this}. 지금은 {now}");
            faults.push(self.fault(&revocation::CRL_NOT_YET, at.clone(), says));
        }
        match &crl.next_update {
            Some((next, at)) if now > *next => {
                let says = text!(en: "the revocation list of {by} should have been replaced by {next}; it is {now}", ko: "{by} 쪽의 폐기 목록이 새것으로 바뀌었어야 할 시각: {next}. 지금은 {now}");
                faults.push(self.fault(&revocation::CRL_STALE, at.clone(), says));
            }
            Some(_) | None => {}
        }
        faults
    }

    /// Extensions that are marked otherwise than they must be, or are critical and not known.
    fn extensions(&self, crl: &Crl<'_>, by: &str) -> Vec<Fault> {
        let mut faults = Vec::new();
        for extension in crl.extensions.iter().filter(|extension| extension.critical) {
            let name = match extension.oid.as_str() {
                POINT | DELTA => continue,
                NUMBER => "cRLNumber",
                _ => extension.name(),
            };
            let says = match extension.oid.as_str() {
                NUMBER | "2.5.29.35" => {
                    text!(en: "{name} in the revocation list of {by} is critical, which RFC 5280 §5.2 forbids", ko: "{by} 쪽 폐기 목록의 {name} 확장이 중요로 표시되었다. RFC 5280 §5.2에서 금지한다")
                }
                _ => {
                    text!(en: "the revocation list of {by} has the critical extension {name}, which is not known here", ko: "{by} 쪽 폐기 목록에 여기서 모르는 중요 확장 {name}")
                }
            };
            faults.push(self.fault(
                &revocation::CRL_EXTENSION,
                extension.critical_at.clone(),
                says,
            ));
        }
        faults
    }

    /// Why the list does not cover the certificate, if it does not: a delta, or one for others (RFC 5280 §5.2.4, §5.2.5).
    fn scope(&self, crl: &Crl<'_>, certificate: &Certificate<'_>) -> Option<Fault> {
        let by = crl.issuer.short();
        if let Some(delta) = crl.extension(DELTA) {
            let says = text!(en: "the revocation list of {by} has only changes since another list (deltaCRLIndicator)", ko: "{by} 쪽의 폐기 목록에는 다른 목록 이후의 변경만 있다(deltaCRLIndicator)");
            return Some(self.fault(&revocation::CRL_SCOPE, delta.element.at(), says));
        }
        let point = crl.extension(POINT)?;
        let outside = match Narrow::read(point) {
            Err(wrong) => {
                return Some(self.fault(
                    &revocation::CRL_MALFORMED,
                    wrong.at.clone(),
                    wrong.text(),
                ));
            }
            Ok(Narrow { users: true, .. }) if certificate.is_authority() => "onlyContainsUserCerts",
            Ok(Narrow {
                authorities: true, ..
            }) if !certificate.is_authority() => "onlyContainsCACerts",
            Ok(Narrow {
                attributes: true, ..
            }) => "onlyContainsAttributeCerts",
            Ok(Narrow { reasons: true, .. }) => "onlySomeReasons",
            Ok(Narrow { indirect: true, .. }) => "indirectCRL",
            Ok(_) => return None,
        };
        let says = text!(en: "the revocation list of {by} is for others: {outside}", ko: "{by} 쪽의 폐기 목록은 다른 인증서에 관한 것이다: {outside}");
        Some(self.fault(&revocation::CRL_SCOPE, point.element.at(), says))
    }

    /// That the list is the part of another distribution point, if it is.
    fn elsewhere(&self, crl: &Crl<'_>, certificate: &Certificate<'_>) -> Option<Fault> {
        let (by, name) = (crl.issuer.short(), certificate.subject.short());
        let point = crl.extension(POINT)?;
        let narrow = Narrow::read(point).ok()?;
        let says = text!(en: "the revocation list of {by} is that of a distribution point which {name} does not name", ko: "{by} 쪽의 폐기 목록은 {name} 인증서에 적히지 않은 배포 지점의 것이다");
        narrow
            .is_elsewhere(certificate)
            .then(|| self.fault(&revocation::CRL_SCOPE, point.element.at(), says))
    }
}

const NUMBER: &str = "2.5.29.20";
const DELTA: &str = "2.5.29.27";
const POINT: &str = "2.5.29.28";
