//! Chains: whether one leads to a root (RFC 5280 §6.1), and how it is laid out for sending (RFC 8446 §4.4.2).

use std::time::Duration;

use crate::base::text::Text;
use crate::base::time::Time;
use crate::exercise::property::reading::{
    Sort, beside, certificates_beside, documents, is_told, with_first,
};
use crate::exercise::property::test::{Case, Found, Test};
use crate::exercise::recipe::moment;
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::question::{Purpose, Question, Wanted};
use crate::trust::verify::{Verification, verify};

/// The first certificate verifies to a root in the file `root`, with the help of the rest of its own file and of the file `helpers`,
/// for the host `host`, for `purpose`, at the moment `at` (else at one inside its own validity), with the list in the file `crl` if
/// one is told. The code of the reason is the key of the slip. Where `refused` is told, it must be refused for that very reason.
pub static CHAIN: Test = Test {
    name: "chain",
    look: chain,
};

fn chain(case: &Case<'_>) -> Found {
    match judged(case) {
        Err(why) => Found::Unreadable(why),
        Ok(verification) => ruled(case, &verification),
    }
}

fn ruled(case: &Case<'_>, verification: &Verification) -> Found {
    let wanted = case.with.text("refused");
    let refusing = verification.faults().find(|fault| fault.refuses());
    match (refusing, wanted) {
        (None, "") => Found::Holds(Text::new("accepted", "받아들여진다")),
        (None, _) => Found::Slip("accepted", Text::new("accepted", "받아들여진다")),
        (Some(fault), "") => {
            let code = fault.reason.code;
            let (en, ko) = (&fault.says.en, &fault.says.ko);
            let seen = text!(en: "refused, {code}: {en}", ko: "거절됨, {code}: {ko}");
            Found::Slip(code, seen)
        }
        (Some(_), wanted) => {
            let codes = verification.faults().filter(|fault| fault.refuses());
            let codes: Vec<&str> = codes.map(|fault| fault.reason.code).collect();
            let seen = text!(en: "refused: {all}", ko: "거절됨: {all}", all = codes.join(", "));
            match codes.contains(&wanted) {
                true => Found::Holds(seen),
                false => Found::Not(seen),
            }
        }
    }
}

fn judged(case: &Case<'_>) -> Result<Verification, Text> {
    let own = documents(case.name, case.file, Sort::Certificate)?;
    let (leaf, mut helpers) = match own.split_first() {
        Some((leaf, rest)) => (leaf.clone(), rest.to_vec()),
        None => (Vec::new(), Vec::new()),
    };
    if is_told(case, "helpers") {
        helpers.extend(certificates_beside(case, "helpers")?);
    }
    let roots = certificates_beside(case, "root")?;
    let crls = match is_told(case, "crl") {
        true => {
            let (name, file) = beside(case, "crl")?;
            documents(name, file, Sort::Crl)?
        }
        false => Vec::new(),
    };
    let at = match moment::read(case.with.text("at")) {
        Some(at) => at,
        None => inside(&leaf, &crls),
    };
    let host = case.with.text("host");
    let question = Question {
        intermediates: &helpers,
        roots: &roots,
        crls: &crls,
        wanted: match host.is_empty() {
            true => Vec::new(),
            false => vec![Wanted::host(host)],
        },
        purpose: Purpose::find(case.with.text("purpose")).unwrap_or(Purpose::Server),
        ..Question::new(&leaf, at)
    };
    Ok(verify(&question))
}

/// A moment inside a certificate's own validity, and if there is a list, just after it was made: whoever works with a real clock is
/// judged by it.
fn inside(leaf: &[u8], crls: &[Vec<u8>]) -> Time {
    let list = crls
        .first()
        .and_then(|der| crate::trust::crl::Crl::read(der).ok());
    let list = list.map(|list| list.this_update.0);
    let leaf = Certificate::read(leaf).ok();
    let from = leaf.and_then(|leaf| leaf.not_before.moment);
    let later = list.into_iter().chain(from).max();
    later.map_or(Time::seconds(0), |moment| {
        moment.time() + Duration::from_secs(60)
    })
}

/// The file is what a server sends: its own certificate for `host` first, each followed by its issuer, no root, nothing else, and
/// nothing missing on the way to the root in the file `root`.
pub static BUNDLE: Test = Test {
    name: "bundle",
    look: bundle,
};

fn bundle(case: &Case<'_>) -> Found {
    let read = documents(case.name, case.file, Sort::Certificate)
        .and_then(|ders| Ok((ders, certificates_beside(case, "root")?)));
    let (ders, roots) = match read {
        Ok(read) => read,
        Err(why) => return Found::Unreadable(why),
    };
    let mut all = Vec::new();
    for der in &ders {
        match Certificate::read(der) {
            Ok(certificate) => all.push(certificate),
            Err(remark) => return Found::Unreadable(remark.says),
        }
    }
    let names: Vec<String> = all.iter().map(|one| one.subject.short()).collect();
    let seen = Text::same(names.join(" > "));
    let host = case.with.text("host");
    let is_for = |der: &Vec<u8>| {
        let at = moment::read(case.with.text("at")).unwrap_or_else(|| inside(der, &[]));
        let question = Question {
            intermediates: &ders,
            roots: &roots,
            wanted: vec![Wanted::host(host)],
            ..Question::new(der, at)
        };
        let verification = verify(&question);
        let named = !verification
            .faults()
            .any(|fault| fault.reason.family() == "name");
        let authority = Certificate::read(der).is_ok_and(|one| one.is_authority());
        (named && !authority).then_some(verification)
    };
    let Some(verification) = ders.iter().find_map(is_for) else {
        let seen = text!(en: "no certificate for {host} among {n}", ko: "{host} 이름의 인증서가 없다 (모두 {n}개)", n = ders.len());
        return Found::Slip("no_leaf", seen);
    };
    if !verification.accepted() {
        return match verification.faults().find(|fault| fault.refuses()) {
            Some(fault) if fault.reason.code == "chain.missing-issuer" => {
                Found::Slip("missing", seen)
            }
            Some(fault) => Found::Slip(fault.reason.code, fault.says.clone()),
            None => Found::Not(seen),
        };
    }
    if all
        .iter()
        .any(|one| one.is_self_issued() && one.is_authority())
    {
        return Found::Slip("root", seen);
    }
    let path = verification.path().map(|path| path.members.as_slice());
    let path: Vec<&Vec<u8>> = path
        .unwrap_or_default()
        .iter()
        .map(|member| &member.der)
        .collect();
    let path = path.split_last().map_or(&[][..], |(_, rest)| rest);
    if ders.iter().any(|der| !path.contains(&der)) || ders.len() != path.len() {
        return Found::Slip("stray", seen);
    }
    match ders.iter().eq(path.iter().copied()) {
        true => Found::Holds(seen),
        false => Found::Slip("order", seen),
    }
}

/// The certificate has no finding of the lint that is an error, by the rules of `profile`.
pub static LINT: Test = Test {
    name: "lint",
    look: |case| {
        with_first(case, |certificate| {
            use crate::trust::lint::findings;
            use crate::trust::lint::sheet::Sheet;
            use crate::trust::profile::Profile;
            let profile = Profile::find(case.with.text("profile")).unwrap_or_default();
            let Ok(sheet) = Sheet::read(certificate.der) else {
                let why = Text::new("it cannot be read", "읽을 수 없다");
                return Found::Unreadable(why);
            };
            let found = findings::of(&sheet, profile, &|_| true);
            match found.first() {
                Some(first) if first.level == crate::base::level::Level::Error => {
                    let (code, en, ko) = (first.rule.reason.code, &first.says.en, &first.says.ko);
                    let seen = text!(en: "{code}: {en}", ko: "{code}: {ko}");
                    Found::Slip(code, seen)
                }
                Some(_) | None => Found::Holds(Text::new("no error", "오류 없음")),
            }
        })
    },
};
