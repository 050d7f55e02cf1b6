//! How much of a full run the page explains, counted in the page itself: at least as many fields as the Illustrated TLS
//! Connections have for the same messages (112 in TLS 1.3, 69 in TLS 1.2), and at least as many computations (19 each).
//!
//! What counts as a field: bytes of a handshake message or of ChangeCipherSpec that have a name and an explanation of their own in
//! both languages. The same name with the same explanation counts once a message, however often it stands there: twelve cipher
//! suites are one field. The 19 notes that the Illustrated Connections have beside their messages are on record headers,
//! ciphertexts and tags, and on what is calculated: here the fields of all records, once for all of them, and the claims that are
//! computed before the reader's eyes with a formula, each by its name.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

fn page(more: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tlslab"))
        .args(["handshake", "--seed", "1", "--all", "--as", "html"])
        .args(more)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// What stands in `text` between `from` and the next `to`.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(from)?;
    Some(rest.split_once(to)?.0)
}

/// What `lang` says in `html`, and that it says something.
fn said<'h>(html: &'h str, lang: &str) -> Option<&'h str> {
    between(html, &format!("<span lang=\"{lang}\">"), "</span>").filter(|words| !words.is_empty())
}

/// The fields of an exhibit that are explained in both languages: name and explanation.
fn explained(exhibit: &str) -> BTreeSet<(&str, &str)> {
    let fields = exhibit.split("<details class=\"field").skip(1);
    fields
        .filter_map(|field| {
            let name = between(field, "<b>", "</b>")?;
            let told = between(field, "<p id=", "<span class=\"faint\">")?;
            said(told, "ko")?;
            Some((name, said(told, "en")?))
        })
        .collect()
}

/// A message, or what else counts, by its title in English; frames and what applications say do not count.
fn titled(exhibit: &str) -> Option<&str> {
    let title = between(exhibit, "<summary><b>", "</b>")?;
    let title = said(title, "en").unwrap_or(title);
    let counts =
        title.ends_with(" message") || title == "ChangeCipherSpec" || title.contains("record");
    counts.then_some(title)
}

fn check(name: &str, more: &[&str], fields: usize, least: usize) {
    let page = page(more);
    let mut all = 0;
    let mut records = BTreeSet::new();
    println!("{name}: explained fields");
    for exhibit in page.split("<details class=\"exhibit\"").skip(1) {
        let Some(title) = titled(exhibit) else {
            continue;
        };
        let explained = explained(exhibit);
        // Records look all the same: what they explain counts once for all of them.
        if title.contains("record") {
            records.extend(explained);
            continue;
        }
        assert!(!explained.is_empty(), "{title}");
        println!("{:5}  {title}", explained.len());
        all += explained.len();
    }
    let proofs = page.split("<div class=\"proof ").skip(1);
    let computed: BTreeSet<&str> = proofs
        .filter(|proof| proof.contains("<p class=\"formula\">"))
        .filter_map(|proof| between(proof, "<b>", "</b>"))
        .collect();
    let beside = records.len() + computed.len();
    println!("{all:5}  fields of messages, at least {fields}");
    println!("{:5}  fields of records", records.len());
    println!("{:5}  computations", computed.len());
    println!("{beside:5}  beside the messages, at least {least}");
    assert!(all >= fields, "{name}: {all} fields");
    assert!(beside >= least, "{name}: {records:?} {computed:?}");
}

#[test]
fn tls_1_3_is_explained_as_well_as_the_illustrated_connection() {
    check("TLS 1.3", &[], 112, 19);
}

#[test]
fn tls_1_2_is_explained_as_well_as_the_illustrated_connection() {
    check("TLS 1.2", &["--tls", "1.2"], 69, 19);
}
