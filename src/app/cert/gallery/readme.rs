//! The page beside the files of an entry: what it is, and the commands that judge it, for the folder it lies in.

use crate::base::text::Text;
use crate::pki::gallery::case::{Case, Host, Part};
use crate::pki::gallery::entry::{Entry, Said};
use crate::text;

/// The page of the broken one.
pub(super) fn of_entry(entry: &Entry, case: &Case) -> Text {
    let (number, name) = (entry.number, entry.name);
    let expected = match entry.reason {
        Some(reason) => text!(en: "expected reason: `{reason}`", ko: "찾아야 할 이유: `{reason}`"),
        None => Text::new("expected: it passes", "기대: 통과한다"),
    };
    let (fault, fault_ko) = (entry.fault.en, entry.fault.ko);
    let (lesson, lesson_ko) = (entry.lesson.en, entry.lesson.ko);
    let (repair, repair_ko) = (entry.repair.en, entry.repair.ko);
    let commands = commands(entry, case);
    let (en, ko) = (expected.en, expected.ko);
    text!(
        en: "# {number}. {name}\n\n{fault}; {en}.\n\n{lesson}\n\n{commands}In `fixed`: {repair}.\n",
        ko: "# {number}. {name}\n\n{fault_ko}. {ko}.\n\n{lesson_ko}\n\n{commands}`fixed` 폴더: {repair_ko}.\n"
    )
}

/// The page of its twin.
pub(super) fn of_twin(entry: &Entry, case: &Case) -> Text {
    let (number, name) = (entry.number, entry.name);
    let (en, ko) = (entry.repair.en, entry.repair.ko);
    let commands = commands(entry, case);
    text!(
        en: "# {number}. {name}, repaired\n\n{en}.\n\n{commands}",
        ko: "# {number}. {name}, 고친 짝\n\n{ko}.\n\n{commands}"
    )
}

/// What judges it, in a block of its own.
fn commands(entry: &Entry, case: &Case) -> String {
    let mut lines: Vec<String> = tlslab(case).into_iter().chain(openssl(case)).collect();
    if entry.openssl == Said::AtHandshake {
        // What the files cannot show is shown on the wire.
        lines.push(format!("tlslab cert gallery {} --serve", entry.name));
    }
    format!("```\n{}\n```\n\n", lines.join("\n"))
}

/// The `openssl verify` that judges `case` when its files lie in the present folder; none: there is no certificate.
pub(super) fn openssl(case: &Case) -> Option<String> {
    let mut words = vec![
        "openssl verify -no-CApath -no-CAstore -x509_strict -auth_level 2".to_owned(),
        format!("-attime {} -CAfile root.pem", case.at.as_seconds()),
    ];
    if !case.sent.is_empty() {
        words.push("-untrusted chain.pem".to_owned());
    }
    if !case.crls.is_empty() {
        words.push("-crl_check -CRLfile crl.pem".to_owned());
    }
    words.push(match (case.part, &case.wanted) {
        (Part::Server, Host::Name(name)) => format!("-purpose sslserver -verify_hostname {name}"),
        (Part::Server, Host::Address(address)) => {
            format!("-purpose sslserver -verify_ip {address}")
        }
        (Part::Client, _) => "-purpose sslclient".to_owned(),
    });
    words.push("leaf.pem".to_owned());
    (!case.leaf.is_empty()).then(|| words.join(" "))
}

/// The `tlslab cert verify` that judges it there.
fn tlslab(case: &Case) -> Option<String> {
    let mut words = vec!["tlslab cert verify leaf.pem --roots root.pem".to_owned()];
    if !case.sent.is_empty() {
        words.push("--intermediates chain.pem".to_owned());
    }
    if !case.crls.is_empty() {
        words.push("--crl crl.pem".to_owned());
    }
    if case.staple.is_some() {
        words.push("--ocsp ocsp.der".to_owned());
    }
    words.push(match (case.part, &case.wanted) {
        (Part::Server, Host::Name(name)) => format!("--host {name}"),
        (Part::Server, Host::Address(address)) => format!("--ip {address}"),
        (Part::Client, _) => "--purpose client".to_owned(),
    });
    words.push(format!("--at @{}", case.at.as_seconds()));
    (!case.leaf.is_empty()).then(|| words.join(" "))
}
