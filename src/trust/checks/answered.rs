//! OCSP responses (RFC 6960 §3.2): which of those given speak of a certificate, whether they may be believed, and what they say.

use std::ops::Range;

use crate::base::text::Text;
use crate::keys::hash::Hash;
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::crl::reason_name;
use crate::trust::fault::{Fault, Place};
use crate::trust::key::Key;
use crate::trust::ocsp::{Answer, Basic, Ocsp, Responder, Status};
use crate::trust::reason::Reason;
use crate::trust::reasons::revocation;
use crate::trust::signed::{self, Signed};

static ANSWERS: Kind = Kind::new(
    "ocsp",
    "RFC 6960 §3.2",
    "its OCSP response says good",
    "OCSP 응답이 유효하다고 한다",
);

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course
        .path
        .get(index)
        .filter(|_| !course.is_anchor(index))?;
    let name = certificate.subject.short();
    if course.ocsp.is_empty() {
        let why = Text::new("no OCSP response was given", "주어진 OCSP 응답이 없다");
        return Some(ANSWERS.not_reached(Some(index), why));
    }
    let mut faults = Vec::new();
    let mut good = 0;
    for (number, ocsp) in course.ocsp.iter().enumerate() {
        let given = Given { course, number };
        match ocsp {
            Err(remark) if index == 0 => {
                faults.push(given.fault(remark.reason, remark.at.clone(), remark.says.clone()));
            }
            Ok(Ocsp::Refused(code, at)) if index == 0 => {
                let said = refusal(*code);
                let says = text!(en: "the responder answered {said} ({code})", ko: "응답 서버의 답: {said} ({code})");
                faults.push(given.fault(&revocation::OCSP_REFUSED, at.clone(), says));
            }
            Ok(Ocsp::Basic(basic)) => {
                let Some(issuer) = course.path.get(index + 1) else {
                    continue;
                };
                let mut about = basic
                    .answers
                    .iter()
                    .filter(|answer| is_about(answer, certificate, issuer));
                match about.next() {
                    Some(answer) => {
                        let found = given.judge(basic, answer, certificate, issuer);
                        good += usize::from(!found.iter().any(Fault::refuses));
                        faults.extend(found);
                    }
                    None if index == 0 => {
                        let says = text!(en: "the OCSP response says nothing of {name}", ko: "OCSP 응답에 {name} 인증서에 대한 말이 없다");
                        faults.push(given.fault(&revocation::OCSP_OTHER, basic.tbs.at(), says));
                    }
                    None => {}
                }
            }
            Err(_) | Ok(Ocsp::Refused(..)) => {}
        }
    }
    if good == 0 && !faults.iter().any(Fault::refuses) {
        let why = text!(en: "no OCSP response is about {name}", ko: "{name} 인증서에 관한 OCSP 응답이 없다");
        return Some(ANSWERS.unreached(Some(index), faults, why));
    }
    let says = text!(en: "{name} is good, says the responder of its issuer", ko: "발급자의 응답 서버에 따르면 {name} 인증서는 유효하다");
    Some(ANSWERS.judged(Some(index), faults, says))
}

/// Whether the answer names the certificate: by the hash of its issuer's name and key, and by the serial number.
fn is_about(answer: &Answer<'_>, certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> bool {
    let hash = match answer.hash.as_str() {
        "1.3.14.3.2.26" => Hash::Sha1,
        "2.16.840.1.101.3.4.2.1" => Hash::Sha256,
        "2.16.840.1.101.3.4.2.2" => Hash::Sha384,
        _ => return false,
    };
    answer.serial == certificate.serial.content()
        && answer.name_hash == hash.digest(certificate.issuer.element.raw())
        && answer.key_hash == hash.digest(key_bits(&issuer.key))
}

/// The key without the algorithm in front: what OCSP hashes.
fn key_bits<'d>(key: &Key<'d>) -> &'d [u8] {
    let mut walk = key.element.walk();
    let bits = walk.next().and_then(|_| walk.next());
    bits.and_then(|bits| bits.whole_bits()).unwrap_or_default()
}

/// One of the responses of the question.
struct Given<'c, 'd> {
    course: &'c Course<'c, 'd>,
    number: usize,
}

impl Given<'_, '_> {
    fn fault(&self, reason: &'static Reason, at: Range<usize>, says: Text) -> Fault {
        let number = self.number;
        Fault::new(
            reason,
            Place::Ocsp { number, at },
            self.course.question.profile,
            says,
        )
    }

    fn judge(
        &self,
        basic: &Basic<'_>,
        answer: &Answer<'_>,
        certificate: &Certificate<'_>,
        issuer: &Certificate<'_>,
    ) -> Vec<Fault> {
        let (by, name, now) = (
            issuer.subject.short(),
            certificate.subject.short(),
            self.course.now(),
        );
        let mut faults: Vec<Fault> = self.signer(basic, issuer).into_iter().collect();
        let (this, at) = &answer.this_update;
        if now < *this {
            let says = text!(en: "the OCSP response about {name} is from {this}; it is {now}", ko: "{name} 인증서에 관한 OCSP 응답의 시각: {this}. 지금은 {now}");
            faults.push(self.fault(&revocation::OCSP_STALE, at.clone(), says));
        }
        match &answer.next_update {
            Some((next, at)) if now > *next => {
                let says = text!(en: "the OCSP response about {name} ended at {next}; it is {now}", ko: "{name} 인증서에 관한 OCSP 응답이 끝난 시각: {next}. 지금은 {now}");
                faults.push(self.fault(&revocation::OCSP_STALE, at.clone(), says));
            }
            Some(_) | None => {}
        }
        let at = answer.status_at.clone();
        match answer.status {
            Status::Good => {}
            Status::Revoked(date, code) => {
                let reason = code.map_or("unspecified", reason_name);
                let says = text!(en: "{by} revoked {name} at {date}, reason: {reason}", ko: "{by} 쪽이 {name} 인증서를 {date} 시점에 폐기했다. 사유: {reason}");
                faults.push(self.fault(&revocation::REVOKED, at, says));
            }
            Status::Unknown => {
                let says = text!(en: "the responder does not know {name}", ko: "응답 서버가 {name} 인증서를 모른다");
                faults.push(self.fault(&revocation::OCSP_UNKNOWN, at, says));
            }
        }
        faults
    }

    /// What is wrong with whoever signed it: it must be the issuer, or one whom the issuer itself certified for that (RFC 6960
    /// §4.2.2.2).
    fn signer(&self, basic: &Basic<'_>, issuer: &Certificate<'_>) -> Option<Fault> {
        let by = issuer.subject.short();
        let signature = basic.signature.whole_bits().unwrap_or_default();
        let fits = |key: &Key<'_>| {
            signed::check(&basic.algorithm, key, basic.tbs.raw(), signature) == Signed::Holds
        };
        let named = |certificate: &Certificate<'_>| match &basic.responder {
            Responder::Name(name) => name.same(&certificate.subject),
            Responder::Key(hash) => *hash == Hash::Sha1.digest(key_bits(&certificate.key)),
        };
        if fits(&issuer.key) {
            return None;
        }
        let delegates = basic.delegates();
        let Some(delegate) = delegates.iter().find(|one| named(one) && fits(&one.key)) else {
            let says = text!(en: "the OCSP response is signed neither by {by} nor by a delegate whose certificate came along", ko: "OCSP 응답에 서명한 것이 {by} 쪽도, 인증서가 함께 온 위임자도 아니다");
            return Some(self.fault(&revocation::OCSP_SIGNATURE, basic.signature.at(), says));
        };
        let who = delegate.subject.short();
        let certified = signed::check(
            &delegate.algorithm.oid,
            &issuer.key,
            delegate.tbs.raw(),
            delegate.signature_bytes(),
        );
        let usage = delegate.values.extended.as_ref();
        let allowed =
            usage.is_some_and(|usage| usage.value.iter().any(|one| one.oid == OCSP_SIGNING));
        let now = self.course.now();
        let [from, to] = [&delegate.not_before, &delegate.not_after].map(|stamp| stamp.moment);
        let current = from.is_some_and(|from| from <= now) && to.is_some_and(|to| now <= to);
        let says = if certified != Signed::Holds {
            text!(en: "{who} signed the OCSP response, and is not certified by {by}", ko: "OCSP 응답에 서명한 {who} 쪽은 {by} 쪽이 인증하지 않았다")
        } else if !allowed {
            text!(en: "{who} signed the OCSP response without id-kp-OCSPSigning in its certificate", ko: "OCSP 응답에 서명한 {who} 쪽의 인증서에 id-kp-OCSPSigning이 없다")
        } else if !current {
            text!(en: "the certificate of {who}, who signed the OCSP response, is not valid at {now}", ko: "OCSP 응답에 서명한 {who} 쪽의 인증서는 {now} 시점에 유효하지 않다")
        } else {
            return None;
        };
        Some(self.fault(&revocation::OCSP_RESPONDER, basic.signature.at(), says))
    }
}

const OCSP_SIGNING: &str = "1.3.6.1.5.5.7.3.9";

/// The name of a responseStatus (RFC 6960 §4.2.1).
fn refusal(code: u64) -> &'static str {
    match code {
        1 => "malformedRequest",
        2 => "internalError",
        3 => "tryLater",
        5 => "sigRequired",
        6 => "unauthorized",
        _ => "an unknown error",
    }
}
