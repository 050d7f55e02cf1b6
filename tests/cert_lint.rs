//! `tlslab cert lint` and `tlslab cert diff` as people get them: pages in both languages, exit codes, JSON, and what may not be asked.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Runs tlslab among the certificates of `tests/data/compared`.
fn run(args: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/compared");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command
        .current_dir(folder)
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1");
    command
        .env("LC_ALL", "C.UTF-8")
        .args(args)
        .stdin(Stdio::null());
    command.output().unwrap()
}

fn page(args: &[&str]) -> String {
    String::from_utf8(run(args).stdout).unwrap()
}

fn json(args: &[&str]) -> Value {
    let args = [args, &["--as", "json"]].concat();
    serde_json::from_slice(&run(&args).stdout).unwrap()
}

fn code(args: &[&str]) -> i32 {
    run(args).status.code().unwrap()
}

/// Compares a page in both languages with its goldens.
fn golden(name: &str, args: &[&str]) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        for lang in ["en", "ko"] {
            let page = page(&[args, &["--lang", lang]].concat());
            insta::assert_snapshot!(format!("{name}-{lang}"), page);
        }
    });
}

/// The codes of the faults in a story.
fn codes(story: &Value) -> Vec<String> {
    let steps = story["steps"].as_array().unwrap().iter();
    let faults = steps.flat_map(|step| step["faults"].as_array().cloned().unwrap_or_default());
    faults
        .map(|fault| fault["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn pages_of_the_lint() {
    let faulty = [
        "cert",
        "lint",
        "faulty.pem",
        "ca.pem",
        "--profile",
        "webpki",
    ];
    golden("cert-lint", &faulty);
    golden("cert-lint-good", &["cert", "lint", "ca.pem"]);
    golden(
        "cert-lint-rules",
        &["cert", "lint", "--rules", "--depth", "field"],
    );
}

#[test]
fn pages_of_differences() {
    golden(
        "cert-diff-renewed",
        &["cert", "diff", "first.pem", "renewed.pem"],
    );
    golden(
        "cert-diff-edited",
        &["cert", "diff", "first.pem", "edited.pem", "--depth", "byte"],
    );
    golden(
        "cert-diff-more-names",
        &["cert", "diff", "first.pem", "more-names.pem"],
    );
    golden(
        "cert-diff-request",
        &["cert", "diff", "request.pem", "first.pem"],
    );
}

#[test]
fn an_error_is_the_answer_no() {
    assert_eq!(code(&["cert", "lint", "faulty.pem"]), 1);
    assert_eq!(code(&["cert", "lint", "first.pem"]), 0);
    assert_eq!(code(&["cert", "lint", "ca.pem", "--profile", "webpki"]), 0);
    // Several: one bad one is enough.
    assert_eq!(
        code(&["cert", "lint", "ca.pem", "first.pem", "faulty.pem"]),
        1
    );
}

#[test]
fn the_same_or_not() {
    assert_eq!(code(&["cert", "diff", "first.pem", "first.pem"]), 0);
    for other in [
        "renewed.pem",
        "rekeyed.pem",
        "edited.pem",
        "request.pem",
        "ca.pem",
    ] {
        assert_eq!(code(&["cert", "diff", "first.pem", other]), 1, "{other}");
    }
    assert_eq!(code(&["cert", "diff", "first.pem", "nowhere.pem"]), 3);
}

#[test]
fn the_first_words_are_those_of_a_teacher() {
    for (a, b, said) in [
        (
            "first.pem",
            "first.pem",
            "A and B are the same, byte for byte.",
        ),
        (
            "first.pem",
            "renewed.pem",
            "B is a renewal of A: same key, same names, 90 days later.",
        ),
        (
            "renewed.pem",
            "first.pem",
            "B is a renewal of A: same key, same names, 90 days earlier.",
        ),
        (
            "first.pem",
            "rekeyed.pem",
            "B replaces A with a new key: same names, same issuer, 90 days later.",
        ),
        (
            "first.pem",
            "more-names.pem",
            "B is for the same key as A, under other names (+www.server.test), 90 days later.",
        ),
        (
            "ca.pem",
            "first.pem",
            "A bears the name of B's issuer: Toy Root.",
        ),
        (
            "first.pem",
            "ca.pem",
            "B bears the name of A's issuer: Toy Root.",
        ),
        (
            "first.pem",
            "edited.pem",
            "B is A edited after signing, in subject, subjectAltName:",
        ),
        (
            "request.pem",
            "first.pem",
            "A is a certificate request (CSR), B is a certificate. Both are about the same key",
        ),
    ] {
        let story = json(&["cert", "diff", a, b]);
        let title = story["title"]["en"].as_str().unwrap();
        assert!(title.starts_with(said), "{a} {b}: {title}");
    }
}

#[test]
fn rules_can_be_chosen() {
    let all = json(&["cert", "lint", "--rules"]);
    let rules = all["rules"].as_array().unwrap();
    assert!(rules.len() >= 100, "{}", rules.len());
    for rule in rules {
        for text in ["title", "why", "repair"] {
            assert!(!rule[text]["en"].as_str().unwrap().is_empty());
            assert!(!rule[text]["ko"].as_str().unwrap().is_empty());
        }
    }
    let one = json(&["cert", "lint", "faulty.pem", "--only", "lint.country"]);
    assert_eq!(codes(&one), ["lint.country"]);
    let family = json(&["cert", "lint", "faulty.pem", "--only", "name"]);
    assert!(codes(&family).iter().all(|code| code.starts_with("name.")));
    let without = json(&["cert", "lint", "faulty.pem", "--skip", "lint"]);
    assert!(!codes(&without).is_empty());
    assert!(!codes(&without).iter().any(|code| code.starts_with("lint.")));
    let wrong = run(&["cert", "lint", "faulty.pem", "--skip", "lint.contry"]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert!(said.contains("lint.country"), "{said}");
    assert_eq!(code(&["cert", "lint"]), 2);
}

#[test]
fn a_fault_says_where_it_is() {
    let story = json(&["cert", "lint", "faulty.pem", "--only", "lint.country"]);
    let fault = &story["steps"][0]["faults"][0];
    assert_eq!(fault["level"], "error");
    assert!(fault["says"]["en"].as_str().unwrap().contains("kr"));
    assert_eq!(fault["place"]["bytes"], "13026b72");
    assert_eq!(fault["rfc"], "RFC 5280 Appendix A.1");
}

/// The chains that real sites sent, from x509-limbo, where they are at hand: no error of ours is news to their authorities, whose
/// linters looked at each before it was issued.
#[test]
fn certificates_of_the_web_have_no_error() {
    let Some(file) = std::env::var_os("TLSLAB_LIMBO").or_else(|| {
        let beside =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/limbo/limbo-subset.json");
        beside.exists().then(|| beside.into_os_string())
    }) else {
        println!("skipped: no ../shared/limbo/limbo-subset.json");
        return;
    };
    let suite: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let cases = suite["testcases"].as_array().unwrap().iter();
    let mut seen = 0;
    for case in cases.filter(|case| case["id"].as_str().unwrap().starts_with("online::")) {
        let folder = tempfile::tempdir().unwrap();
        let chain = folder.path().join("chain.pem");
        let between = case["untrusted_intermediates"].as_array().unwrap().iter();
        let all = std::iter::once(&case["peer_certificate"]).chain(between);
        let pems: Vec<&str> = all.map(|pem| pem.as_str().unwrap()).collect();
        std::fs::write(&chain, pems.join("\n")).unwrap();
        let output = run(&[
            "cert",
            "lint",
            chain.to_str().unwrap(),
            "--profile",
            "webpki",
        ]);
        let page = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(0), "{}\n{page}", case["id"]);
        seen += 1;
    }
    assert_eq!(seen, 10);
}
