//! The files of an entry: its folder holds the broken case, `fixed` below it the twin.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::app::draft::Draft;
use crate::base::text::{Doc, Lang, Text};
use crate::pki::armor::armored;
use crate::pki::gallery::case::{Case, Host, Pair, Part};
use crate::pki::gallery::entry::Entry;
use crate::pki::gallery::key::Key;
use crate::text;

/// Where the entry called `name` is, below `folder`.
pub(super) fn folder_of(folder: &Path, entry: &Entry) -> PathBuf {
    folder.join(entry.name)
}

/// Writes both cases of `entry` below `folder`, with a page that says what they are.
///
/// # Errors
/// The place and what the system says.
pub(super) fn write(
    folder: &Path,
    entry: &Entry,
    pair: &Pair,
    lang: Lang,
) -> Result<(), (PathBuf, io::Error)> {
    let own = folder_of(folder, entry);
    write_case(&own, &pair.broken)?;
    write_case(&own.join("fixed"), &pair.fixed)?;
    let page = own.join("README.md");
    public(&page, readme(entry, pair).say(lang).as_bytes())
}

fn write_case(folder: &Path, case: &Case) -> Result<(), (PathBuf, io::Error)> {
    fs::create_dir_all(folder).map_err(|why| (folder.to_path_buf(), why))?;
    let certificates = |name: &str, ders: &[Vec<u8>]| match ders.is_empty() {
        true => gone(&folder.join(name)),
        false => public(&folder.join(name), bundle("CERTIFICATE", ders).as_bytes()),
    };
    let leaf = Some(&case.leaf).filter(|leaf| !leaf.is_empty()).cloned();
    certificates("leaf.pem", leaf.as_slice())?;
    certificates("chain.pem", &case.sent)?;
    certificates("fullchain.pem", &case.chain())?;
    certificates("root.pem", &case.roots)?;
    match case.crls.is_empty() {
        true => gone(&folder.join("crl.pem"))?,
        false => public(
            &folder.join("crl.pem"),
            bundle("X509 CRL", &case.crls).as_bytes(),
        )?,
    }
    match &case.staple {
        None => gone(&folder.join("ocsp.der"))?,
        Some(answer) => public(&folder.join("ocsp.der"), answer)?,
    }
    if let Some(asker) = &case.asker {
        certificates("server.pem", &asker.chain)?;
        private(&folder.join("server-key.pem"), &asker.key)?;
    }
    private(&folder.join("key.pem"), case.signs_with())
}

/// One PEM file of several documents.
fn bundle(label: &str, ders: &[Vec<u8>]) -> String {
    ders.iter().map(|der| armored(label, der)).collect()
}

fn public(place: &Path, bytes: &[u8]) -> Result<(), (PathBuf, io::Error)> {
    fs::write(place, bytes).map_err(|why| (place.to_path_buf(), why))
}

/// A file of an earlier run must not stand beside those of this one.
fn gone(place: &Path) -> Result<(), (PathBuf, io::Error)> {
    match fs::remove_file(place) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => Err((place.to_path_buf(), why)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A private key, readable by its owner alone from its first byte.
fn private(place: &Path, key: &Key) -> Result<(), (PathBuf, io::Error)> {
    // Whatever stood there, and whoever could read it, is not written into.
    gone(place)?;
    let written = Draft::begin(place).and_then(|mut draft| {
        draft.write_all(armored("PRIVATE KEY", &key.pkcs8).as_bytes())?;
        draft.finish()
    });
    written.map_err(|why| (place.to_path_buf(), why))
}

/// The `openssl verify` that judges `case` when its files lie in the present folder.
pub(super) fn openssl(case: &Case) -> Option<String> {
    if case.leaf.is_empty() {
        return None;
    }
    let mut words =
        vec!["openssl verify -no-CApath -no-CAstore -x509_strict -auth_level 2".to_owned()];
    words.push(format!("-attime {} -CAfile root.pem", case.at.as_seconds()));
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
    Some(words.join(" "))
}

/// The `tlslab cert verify` that judges it there.
fn tlslab(case: &Case) -> Option<String> {
    if case.leaf.is_empty() {
        return None;
    }
    let mut words = vec!["tlslab cert verify leaf.pem --roots root.pem".to_owned()];
    if !case.sent.is_empty() {
        words.push("--intermediates chain.pem".to_owned());
    }
    if !case.crls.is_empty() {
        words.push("--crl crl.pem".to_owned());
    }
    words.push(match (case.part, &case.wanted) {
        (Part::Server, Host::Name(name)) => format!("--host {name}"),
        (Part::Server, Host::Address(address)) => format!("--ip {address}"),
        (Part::Client, _) => "--purpose client".to_owned(),
    });
    words.push(format!("--at @{}", case.at.as_seconds()));
    Some(words.join(" "))
}

fn readme(entry: &Entry, pair: &Pair) -> Text {
    let (number, name) = (entry.number, entry.name);
    let both = |of: fn(&Entry) -> Doc| {
        let doc = of(entry);
        (doc.en, doc.ko)
    };
    let (fault, fault_ko) = both(|entry| entry.fault);
    let (lesson, lesson_ko) = both(|entry| entry.lesson);
    let (repair, repair_ko) = both(|entry| entry.repair);
    let expected = match entry.reason {
        Some(reason) => text!(en: "expected reason: `{reason}`", ko: "찾아야 할 이유: `{reason}`"),
        None => Text::new("expected: it passes", "기대: 통과한다"),
    };
    let (expected, expected_ko) = (expected.en, expected.ko);
    let lines: Vec<String> = tlslab(&pair.broken)
        .into_iter()
        .chain(openssl(&pair.broken))
        .collect();
    let command = match lines.is_empty() {
        true => String::new(),
        false => format!("```\n{}\n```\n\n", lines.join("\n")),
    };
    text!(
        en: "# {number}. {name}\n\n{fault}; {expected}.\n\n{lesson}\n\n{command}In `fixed`: {repair}.\n",
        ko: "# {number}. {name}\n\n{fault_ko}. {expected_ko}.\n\n{lesson_ko}\n\n{command}`fixed` 폴더: {repair_ko}.\n"
    )
}
