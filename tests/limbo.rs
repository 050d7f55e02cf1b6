//! x509-limbo: 144 paths with a known answer, each judged as its profile asks. Every answer of ours that differs stands in
//! `divergences.txt` with its reason.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tlslab::base::time::Time;
use tlslab::trust::profile::Profile;
use tlslab::trust::question::{Purpose, Question, Wanted};
use tlslab::trust::verify::verify;
use x509_parser::pem::Pem;

const CASES: &str = "tests/data/limbo/limbo-subset.json";
const DIVERGENCES: &str = "tests/data/limbo/divergences.txt";
/// 2026-11-28T00:00:00Z, where a case sets no time.
const NOW: Time = Time::seconds(1_795_824_000);

#[test]
fn limbo_agrees_but_for_what_is_listed() {
    let all: Value = serde_json::from_str(&fs::read_to_string(CASES).unwrap()).unwrap();
    let cases = all["testcases"].as_array().unwrap();
    let mut found = BTreeMap::new();
    for case in cases {
        let id = case["id"].as_str().unwrap();
        let start = std::time::Instant::now();
        let (accepted, said) = judge(case);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{id} took {took:?}");
        let expected = case["expected_result"] == "SUCCESS";
        if accepted != expected {
            found.insert(id.to_owned(), format!("expected {expected}: {said}"));
        }
    }
    let right = cases.len() - found.len();
    println!("x509-limbo: {right} of {} right", cases.len());
    let listed = listed();
    let unlisted: BTreeMap<_, _> = found
        .iter()
        .filter(|(id, _)| !listed.contains_key(*id))
        .collect();
    assert!(unlisted.is_empty(), "not listed: {unlisted:#?}");
    let mended: Vec<_> = listed
        .keys()
        .filter(|id| !found.contains_key(*id))
        .collect();
    assert!(mended.is_empty(), "listed, and right: {mended:?}");
    assert!(right * 100 >= cases.len() * 95, "{right}");
}

/// The cases that may differ, and why.
fn listed() -> BTreeMap<String, String> {
    let text = fs::read_to_string(DIVERGENCES).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let pair = |line: &str| {
        let (id, why) = line.split_once(' ').unwrap();
        assert!(why.len() > 20, "{id} without a reason");
        (id.to_owned(), why.to_owned())
    };
    lines.map(pair).collect()
}

fn judge(case: &Value) -> (bool, String) {
    let id = case["id"].as_str().unwrap();
    let web = id.starts_with("webpki::") || id.starts_with("online::");
    let leaf = pem(&case["peer_certificate"]).unwrap();
    let (between, roots) = (
        pems(&case["untrusted_intermediates"]),
        pems(&case["trusted_certs"]),
    );
    let crls = pems(&case["crls"]);
    let at = case["validation_time"].as_str().map_or(NOW, |text| {
        let date = OffsetDateTime::parse(text, &Rfc3339).unwrap();
        Time(u64::try_from(date.unix_timestamp_nanos()).unwrap())
    });
    let one = case["expected_peer_name"]
        .as_object()
        .into_iter()
        .map(|_| &case["expected_peer_name"]);
    let more = case["expected_peer_names"].as_array().into_iter().flatten();
    let question = Question {
        intermediates: &between,
        roots: &roots,
        crls: &crls,
        wanted: one.chain(more).map(wanted).collect(),
        purpose: match case["validation_kind"].as_str() {
            Some("CLIENT") => Purpose::Client,
            _ => Purpose::Server,
        },
        depth: case["max_chain_depth"]
            .as_u64()
            .map(|depth| usize::try_from(depth).unwrap()),
        profile: if web {
            Profile::WebPki
        } else {
            Profile::Rfc5280
        },
        ..Question::new(&leaf, at)
    };
    let verification = verify(&question);
    let refusing = verification.faults().filter(|fault| fault.refuses());
    let said: Vec<String> = refusing
        .map(|fault| format!("{} {:?} {}", fault.reason.code, fault.place, fault.says.en))
        .collect();
    if std::env::var("LIMBO_TALKS").is_ok() {
        println!("{id} {} {}", verification.accepted(), said.join(" | "));
    }
    (verification.accepted(), said.join(" | "))
}

fn wanted(name: &Value) -> Wanted {
    let value = name["value"].as_str().unwrap();
    match name["kind"].as_str().unwrap() {
        "DNS" => Wanted::Dns(value.to_owned()),
        "IP" => Wanted::Ip(value.parse().unwrap()),
        "RFC822" => Wanted::Mail(value.to_owned()),
        kind => unreachable!("{kind}"),
    }
}

fn pems(list: &Value) -> Vec<Vec<u8>> {
    let list = list.as_array().into_iter().flatten();
    list.map(|one| pem(one).unwrap()).collect()
}

fn pem(text: &Value) -> Option<Vec<u8>> {
    let block = Pem::iter_from_buffer(text.as_str()?.as_bytes())
        .next()?
        .ok()?;
    Some(block.contents)
}
