//! Revocation lists (RFC 5280 §5).

use crate::base::text::Text;
use crate::exercise::property::reading::{Sort, certificates_beside, documents, is_told};
use crate::exercise::property::test::{Case, Found, Test};
use crate::exercise::recipe::moment;
use crate::keys::signature;
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::crl::{Crl, Entry, reason_name};
use crate::trust::moment::Moment;

fn with_list(case: &Case<'_>, look: impl Fn(&Crl<'_>) -> Result<Found, Text>) -> Found {
    let read = documents(case.name, case.file, Sort::Crl);
    let ders = match read {
        Ok(ders) => ders,
        Err(why) => return Found::Unreadable(why),
    };
    let first = ders.first().map(Vec::as_slice).unwrap_or_default();
    match Crl::read(first) {
        Ok(list) => look(&list).unwrap_or_else(Found::Unreadable),
        Err(remark) => Found::Unreadable(remark.says),
    }
}

/// The list is in the name of an authority in the files `by`, and signed by its key; of several files, any.
pub static CRL_SIGNED: Test = Test {
    name: "crl_signed",
    look: |case| {
        with_list(case, |list| {
            let mut ders = Vec::new();
            for name in case.with.list("by") {
                if let Some(file) = case.handed.get(name) {
                    ders.extend(documents(name, file, Sort::Certificate)?);
                }
            }
            let issuer = list.issuer.short();
            let seen = text!(en: "a list of {issuer}", ko: "목록의 발급자: {issuer}");
            for der in &ders {
                let Ok(authority) = Certificate::read(der) else {
                    continue;
                };
                let signed = signature::certificate(
                    &list.algorithm,
                    authority.key.element.raw(),
                    list.tbs.raw(),
                    list.signature.whole_bits().unwrap_or_default(),
                );
                if signed.is_ok() && authority.subject.same(&list.issuer) {
                    return Ok(Found::Holds(seen));
                }
            }
            Ok(Found::Slip("other_signer", seen))
        })
    },
};

/// The list has the certificate in the file `certificate`, or the one with the serial number `serial` in hexadecimal, for the reason `reason` if one is told, and not that in the file `not`.
pub static CRL_LISTS: Test = Test {
    name: "crl_lists",
    look: |case| with_list(case, |list| lists(case, list)),
};

fn lists(case: &Case<'_>, list: &Crl<'_>) -> Result<Found, Text> {
    let entry = |key: &str| -> Result<Option<Entry>, Text> {
        if key == "certificate"
            && let Ok(mut serial) = hex::decode(case.with.text("serial"))
            && !serial.is_empty()
        {
            if serial.first().is_some_and(|first| *first >= 0x80) {
                serial.insert(0, 0);
            }
            return list.find(&serial).map_err(|wrong| wrong.text());
        }
        if !is_told(case, key) {
            return Ok(None);
        }
        let ders = certificates_beside(case, key)?;
        let first = ders.first().map(Vec::as_slice).unwrap_or_default();
        let certificate = Certificate::read(first).map_err(|remark| remark.says)?;
        let found = list.find(certificate.serial.content());
        found.map_err(|wrong| wrong.text())
    };
    let (revoked, kept) = (entry("certificate")?, entry("not")?);
    let reason = |entry: &Entry| entry.reason.map_or("—", reason_name);
    Ok(match (revoked, kept) {
        (None, None) => Found::Slip(
            "empty",
            Text::new("neither certificate is on it", "두 인증서 모두 목록에 없다"),
        ),
        (None, Some(_)) => Found::Slip(
            "wrong_one",
            Text::new(
                "the other certificate is on it",
                "다른 인증서가 목록에 있다",
            ),
        ),
        (Some(_), Some(_)) => Found::Slip(
            "both",
            Text::new(
                "both certificates are on it",
                "두 인증서가 모두 목록에 있다",
            ),
        ),
        (Some(entry), None) => {
            let (since, why, wanted) = (entry.date, reason(&entry), case.with.text("reason"));
            let seen =
                text!(en: "revoked on {since}, reason {why}", ko: "폐기 {since}, 사유 {why}");
            match wanted.is_empty() || why == wanted {
                true => Found::Holds(seen),
                false if entry.reason.is_none() => Found::Slip("no_reason", seen),
                false => Found::Slip("other_reason", seen),
            }
        }
    })
}

/// The list says until when it is good: nextUpdate, at most `most` days after thisUpdate; it is the newest word at the moment `at`, if
/// one is told.
pub static CRL_TIMES: Test = Test {
    name: "crl_times",
    look: |case| {
        with_list(case, |list| {
            let this = list.this_update.0;
            let Some((next, _)) = &list.next_update else {
                let seen =
                    text!(en: "made {this}; no nextUpdate", ko: "작성 {this}, nextUpdate 없음");
                return Ok(Found::Slip("no_next", seen));
            };
            let seen = text!(en: "{this} to {next}", ko: "작성 {this}, 다음 {next}");
            let seconds = next.0.saturating_sub(this.0);
            let most = case
                .with
                .number("most")
                .and_then(|days| i64::try_from(days).ok());
            let at = moment::read(case.with.text("at")).map(Moment::from);
            Ok(if seconds <= 0 {
                Found::Not(seen)
            } else if at.is_some_and(|at| at > *next) {
                Found::Slip("stale", seen)
            } else if at.is_some_and(|at| at < this) {
                Found::Slip("early", seen)
            } else if most.is_some_and(|most| seconds > most.saturating_mul(86_400)) {
                Found::Slip("too_long", seen)
            } else {
                Found::Holds(seen)
            })
        })
    },
};
