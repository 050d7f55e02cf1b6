//! Every rule against a specimen that breaks it, and against its twin that does not.

mod draft;
mod specimens;

use std::collections::BTreeSet;

use crate::base::level::Level;
use crate::trust::lint::findings;
use crate::trust::lint::rules;
use crate::trust::lint::sheet::Sheet;
use crate::trust::profile::Profile;
use draft::Draft;
use specimens::{Base, SPECIMENS};

/// The codes of the rules that `draft` breaks on the web, under the authority's certificate.
fn broken(draft: &Draft) -> BTreeSet<&'static str> {
    let (der, above) = (draft.der(), Draft::authority().der());
    let sheet = Sheet::read(&der).unwrap_or_else(|why| panic!("{why}: {}", hex::encode(&der)));
    let sheet = sheet.under(Sheet::read(&above).unwrap());
    findings::of(&sheet, Profile::WebPki, &|_| true)
        .into_iter()
        .map(|finding| {
            assert!(finding.at.end <= der.len() && finding.at.start <= finding.at.end);
            let korean = finding.says.ko.chars().any(|c| ('가'..='힣').contains(&c));
            assert!(korean, "{:?}", finding.says);
            assert!(!finding.says.en.is_empty());
            finding.rule.reason.code
        })
        .collect()
}

fn base(base: Base) -> Draft {
    match base {
        Base::Server => Draft::server(),
        Base::Authority => Draft::authority(),
    }
}

#[test]
fn what_is_right_breaks_no_rule() {
    for draft in [Draft::server(), Draft::authority()] {
        assert_eq!(broken(&draft), BTreeSet::new());
    }
}

#[test]
fn each_specimen_breaks_its_rule() {
    let mut wrong = Vec::new();
    for (code, of, spoil) in SPECIMENS {
        let mut draft = base(*of);
        spoil(&mut draft);
        let broken = broken(&draft);
        // A fault may drag others along, but a specimen that breaks everything shows nothing. Without extensions all is missing.
        let few = broken.len() <= 4 || draft.extensions.is_empty();
        if !broken.contains(code) || !few {
            wrong.push(format!("{code}: {broken:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_specimen() {
    let shown: BTreeSet<&str> = SPECIMENS.iter().map(|(code, ..)| *code).collect();
    let missing: Vec<&str> = rules::all()
        .map(|rule| rule.reason.code)
        .filter(|code| !shown.contains(code))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_rule_is_told_once_and_in_both_languages() {
    let mut seen = BTreeSet::new();
    for rule in rules::all() {
        let reason = rule.reason;
        assert!(seen.insert(reason.code), "{} twice", reason.code);
        for doc in [reason.title, reason.why, reason.repair] {
            let korean = doc.ko.chars().any(|c| ('가'..='힣').contains(&c));
            assert!(!doc.en.is_empty() && korean, "{}", reason.code);
        }
        assert!(!reason.rfc.is_empty());
    }
    assert!(seen.len() >= 70, "{}", seen.len());
}

#[test]
fn the_profile_decides_what_matters() {
    let mut draft = Draft::server();
    draft.not_after = b"361231235959Z".to_vec();
    let der = draft.der();
    let sheet = Sheet::read(&der).unwrap();
    let level = |profile| {
        let all = findings::of(&sheet, profile, &|rule| rule.reason.code == "lint.validity");
        all.first().map(|finding| finding.level)
    };
    assert!(level(Profile::Rfc5280).is_some());
    assert!(level(Profile::WebPki) >= Some(Level::Warning));
}

#[test]
fn damage_is_no_panic() {
    let whole = Draft::server().der();
    for n in 0..whole.len() {
        for mask in [0xff, 0x80, 0x20, 0x01] {
            let mut der = whole.clone();
            der[n] ^= mask;
            if let Ok(sheet) = Sheet::read(&der) {
                for profile in Profile::ALL {
                    findings::of(&sheet, profile, &|_| true);
                }
            }
        }
        assert!(Sheet::read(&whole[..n]).is_err());
    }
}
