//! `tlslab diff`: every step of both stands in exactly one pair, a story differs from itself in nothing, and the first lines say
//! what a teacher would say of the pair, with the values of these very runs.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::process::{Command, Output};

use tlslab::base::text::Lang;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run::{EPOCH, on_held, on_virtual};
use tlslab::lab::scenarios::list::{SCENARIOS, named};
use tlslab::story::compare::align::align;
use tlslab::story::compare::model::{Comparison, Likeness, Nature, Place};
use tlslab::story::compare::parts::parts;
use tlslab::story::compare::tell::{Operand, compare};
use tlslab::story::deed::{Hand, Holds, Order};
use tlslab::story::model::{Kind, Step, Story};
use tlslab::story::tell::tell;
use tlslab::view::compare;
use tlslab::view::look::{Depth, Folded, Look};

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    command.args(arguments).env("COLUMNS", "80");
    command.env("LC_ALL", "C.UTF-8").output().unwrap()
}

fn story(name: &str, seed: u64) -> Story {
    let knobs = Knobs {
        seed: Some(seed),
        ..Knobs::default()
    };
    tell(&on_virtual(named(name).unwrap(), &knobs, EPOCH).unwrap())
}

fn operand<'s>(story: &'s Story, name: &str) -> Operand<'s> {
    Operand {
        story,
        name: name.to_owned(),
        connection: None,
    }
}

/// The headlines of a pair of scenarios, each as its key with what it says in English and why.
fn headlines(left: &str, right: &str) -> Vec<(String, String)> {
    let (a, b) = (story(left, 1), story(right, 1));
    let comparison = compare(operand(&a, left), operand(&b, right));
    let said = comparison.headlines.iter();
    said.map(|headline| {
        let says = format!("{} {}", headline.says.en, headline.why.en);
        // In Korean nothing is left out, and no variable has a particle behind it that depends on its sound.
        assert!(!headline.says.ko.is_empty());
        assert_eq!(headline.why.en.is_empty(), headline.why.ko.is_empty());
        (headline.key.to_owned(), says)
    })
    .collect()
}

/// That a headline of this key says all of `parts`; gives the place it is said at.
fn check(headlines: &[(String, String)], key: &str, parts: &[&str]) -> usize {
    let at = headlines.iter().position(|(known, _)| known == key);
    let at = at.unwrap_or_else(|| panic!("nothing is said of {key}: {headlines:#?}"));
    for part in parts {
        assert!(
            headlines[at].1.contains(part),
            "{part} not in {}",
            headlines[at].1
        );
    }
    at
}

fn silent(headlines: &[(String, String)], keys: &[&str]) {
    for key in keys {
        assert!(
            headlines.iter().all(|(known, _)| known != key),
            "{key}: {headlines:#?}"
        );
    }
}

/// Every step of both stands in one pair, and both orders are kept.
fn sound(comparison: &Comparison<'_>) {
    for side in [0, 1] {
        let steps: Vec<usize> = comparison
            .pairs
            .iter()
            .filter_map(|pair| pair.steps[side])
            .collect();
        let all: Vec<usize> = (0..comparison.stories[side].steps.len()).collect();
        assert_eq!(steps, all, "{:?}", comparison.names);
    }
    for pair in &comparison.pairs {
        let [a, b] = comparison.steps(pair);
        assert!(a.is_some() || b.is_some());
        if let (Some(a), Some(b)) = (a, b) {
            assert_eq!(
                std::mem::discriminant(&a.kind),
                std::mem::discriminant(&b.kind)
            );
            if let (Kind::Wire { from, .. }, Kind::Wire { from: other, .. }) = (&a.kind, &b.kind) {
                assert_eq!(from, other, "{} with {}", a.name.en, b.name.en);
            }
        }
    }
}

#[test]
fn every_step_of_every_pair_of_scenarios_stands_once() {
    let stories: Vec<Story> = SCENARIOS.iter().map(|one| story(one.name, 1)).collect();
    for (a, left) in stories.iter().zip(SCENARIOS) {
        for (b, right) in stories.iter().zip(SCENARIOS) {
            let comparison = compare(operand(a, left.name), operand(b, right.name));
            sound(&comparison);
            assert!(
                !comparison.headlines.is_empty(),
                "{} {}",
                left.name,
                right.name
            );
            for headline in &comparison.headlines {
                let (en, ko) = (headline.says.say(Lang::En), headline.says.say(Lang::Ko));
                assert!(!en.is_empty() && !ko.is_empty() && !headline.key.is_empty());
                assert!(!en.contains("{") && !ko.contains("{"), "{en} {ko}");
            }
        }
    }
}

#[test]
fn a_story_differs_from_itself_in_nothing() {
    for scenario in SCENARIOS {
        let one = story(scenario.name, 1);
        let comparison = compare(operand(&one, "a"), operand(&one, "b"));
        for pair in &comparison.pairs {
            assert_eq!(
                pair.likeness(),
                Likeness::Same,
                "{} {pair:#?}",
                scenario.name
            );
        }
        let keys: Vec<&str> = comparison.headlines.iter().map(|one| one.key).collect();
        assert_eq!(keys.first(), Some(&"alike"), "{keys:?}");
        assert!(
            keys.iter()
                .all(|key| ["alike", "one_of_several", "not_known"].contains(key)),
            "{keys:?}"
        );
    }
}

#[test]
fn two_runs_of_one_scenario_differ_only_as_they_must() {
    let mut wrong = Vec::new();
    for scenario in SCENARIOS {
        let (one, other) = (story(scenario.name, 1), story(scenario.name, 2));
        let comparison = compare(operand(&one, "a"), operand(&other, "b"));
        sound(&comparison);
        for pair in &comparison.pairs {
            let names = comparison
                .steps(pair)
                .map(|step| step.map(|step| &step.name.en));
            for found in pair.telling() {
                wrong.push(format!(
                    "{} {names:?} {:?} {} {:?}",
                    scenario.name, found.aspect, found.name.en, found.says
                ));
            }
            if matches!(pair.likeness(), Likeness::OnlyLeft | Likeness::OnlyRight) {
                wrong.push(format!("{} only {names:?}", scenario.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn full_and_resumed() {
    let said = headlines("full", "resumption");
    let first = check(
        &said,
        "resumed",
        &[
            "resumption resumes",
            "no Certificate and no CertificateVerify",
            "pre-shared key of a ticket",
            "full proves it with a certificate",
            "binder",
            "Finished",
        ],
    );
    assert_eq!(first, 0);
    check(
        &said,
        "round_trips",
        &[
            "Both wait 2 round trips",
            "here resuming saves bytes",
            "not time",
        ],
    );
    check(
        &said,
        "messages",
        &["only full has Certificate (server), CertificateVerify (server)"],
    );
    check(
        &said,
        "one_of_several",
        &["resumption has another connection before it"],
    );
    silent(
        &said,
        &[
            "version",
            "suite",
            "group",
            "outcome",
            "encrypted_from",
            "forward_secrecy",
        ],
    );
}

#[test]
fn tls13_and_tls12() {
    let said = headlines("full", "tls12");
    assert_eq!(
        check(
            &said,
            "version",
            &["full speaks TLS 1.3", "tls12 speaks TLS 1.2"]
        ),
        0
    );
    assert_eq!(
        check(
            &said,
            "round_trips",
            &[
                "full 2 (1 for TCP, 1 for TLS)",
                "tls12 3 (1 for TCP, 2 for TLS)",
                "key share into ClientHello"
            ]
        ),
        1
    );
    check(
        &said,
        "first_key",
        &[
            "in full the client sends it, in ClientHello",
            "in tls12 the server does, in ServerKeyExchange",
        ],
    );
    check(
        &said,
        "certificate_cover",
        &["in the clear in tls12", "encrypted in full"],
    );
    check(
        &said,
        "encrypted_from",
        &["the server's EncryptedExtensions", "the client's Finished"],
    );
    check(
        &said,
        "messages",
        &[
            "only full has EncryptedExtensions",
            "ServerHelloDone",
            "ClientKeyExchange",
        ],
    );
    check(&said, "change_cipher_spec", &["only in tls12", "dummy"]);
    check(&said, "key_derivation", &["HKDF", "PRF"]);
    check(&said, "forward_secrecy", &["both have it"]);
    check(
        &said,
        "ticket_cover",
        &["full sends tickets inside the encryption"],
    );
    check(
        &said,
        "suite",
        &[
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        ],
    );
    check(
        &said,
        "eavesdropper",
        &[
            "in full: the name asked for (server.test); in tls12",
            "the certificate of the server",
        ],
    );
    silent(&said, &["resumed", "outcome", "group"]);
}

/// What was flipped, as the wire itself noted it: the byte of the field, its old and its new value.
#[test]
fn good_and_one_bit_flipped() {
    let said = headlines("full", "flip-server-hello");
    let parts = [
        "Until step 9 of flip-server-hello, both runs are the same, to the byte",
        "byte 14 of the field random of ServerHello from the server",
        "0x07 when sent",
        "arrived as 0x06",
        "1 of the 8 bits",
    ];
    assert_eq!(check(&said, "changed_on_the_way", &parts), 0);
    assert_eq!(
        check(
            &said,
            "noticed",
            &[
                "both ends hash every message",
                "(server_handshake_traffic_secret)",
                "The client ends it with the alert bad_record_mac"
            ]
        ),
        1
    );
    check(
        &said,
        "outcome",
        &["full ends well; flip-server-hello fails"],
    );

    let said = headlines("full", "flip-certificate");
    check(
        &said,
        "changed_on_the_way",
        &[
            "of the ciphertext of the record from the server",
            "(inside lies byte 190 of Certificate, as full opens it)",
            "0x51 when sent",
            "arrived as 0x50",
        ],
    );
    check(
        &said,
        "noticed",
        &[
            "the client notices at once",
            "authentication tag",
            "The client ends it with the alert bad_record_mac",
        ],
    );

    let said = headlines("flip-finished", "full");
    check(
        &said,
        "changed_on_the_way",
        &[
            "of flip-finished",
            "that begins with Finished",
            "0xb3 when sent, as full has it",
            "0xb2",
        ],
    );
    check(
        &said,
        "noticed",
        &[
            "the server notices at once",
            "The server ends it with the alert bad_record_mac",
        ],
    );

    let said = headlines("full", "flip-application-data");
    check(
        &said,
        "changed_on_the_way",
        &[
            "that begins with application data",
            "0xc7 when sent",
            "0xc6",
        ],
    );
    // What is said agrees with what the wire noted, whatever the seed.
    for seed in 2..6 {
        let (good, bad) = (story("full", seed), story("flip-server-hello", seed));
        let noted = bad.cause.clone().unwrap().sentence.en;
        let (_, noted) = noted.rsplit_once("was flipped: ").unwrap();
        let (was, is) = noted.trim_end_matches('.').split_once(" became ").unwrap();
        let comparison = compare(operand(&good, "good"), operand(&bad, "bad"));
        let says = &comparison.headlines[0].says.en;
        assert!(
            says.contains(&format!("was {was} when sent"))
                && says.contains(&format!("arrived as {is}")),
            "{says} {noted}"
        );
    }
}

#[test]
fn what_is_said_of_other_pairs() {
    let said = headlines("full", "retry");
    check(
        &said,
        "round_trips",
        &[
            "full 2 (1 for TCP, 1 for TLS), retry 3 (1 for TCP, 2 for TLS)",
            "wrong guess",
        ],
    );
    check(
        &said,
        "retry",
        &["HelloRetryRequest", "retry: the client's first key share"],
    );
    silent(&said, &["version", "resumed", "outcome"]);

    let said = headlines("full", "client-certificate");
    check(
        &said,
        "client_certificate",
        &[
            "client-certificate: the server asks who the client is too",
            "In full only the server",
        ],
    );
    silent(&said, &["round_trips", "outcome", "version"]);

    let said = headlines("resumption", "early-data");
    check(
        &said,
        "early_data",
        &[
            "early-data sends its request with the ClientHello (0-RTT), and the server takes it",
            "played back",
        ],
    );
    check(
        &said,
        "round_trips",
        &["resumption 2 (1 for TCP, 1 for TLS), early-data 1 (1 for TCP, 0 for TLS)"],
    );

    let said = headlines("early-data", "early-data-rejected");
    check(
        &said,
        "early_data",
        &["in early-data the server takes it, in early-data-rejected it does not"],
    );

    let said = headlines("resumption", "tls12-resumption");
    check(&said, "resumed", &["Both resume", "nothing fresh"]);
    check(
        &said,
        "forward_secrecy",
        &["resumption has it", "tls12-resumption has none"],
    );

    let said = headlines("tls12", "tls12-resumption");
    check(&said, "resumed", &["still know the master secret"]);
    check(
        &said,
        "round_trips",
        &["tls12 3 (1 for TCP, 2 for TLS), tls12-resumption 2 (1 for TCP, 1 for TLS)"],
    );

    let said = headlines("full", "expired");
    assert_eq!(
        check(
            &said,
            "outcome",
            &[
                "full ends well; expired fails",
                "ended at 2025-12-31",
                "certificate_expired (fatal) from the client"
            ]
        ),
        0
    );
    silent(
        &said,
        &["changed_on_the_way", "messages", "noticed", "version"],
    );

    let said = headlines("expired", "wrong-host");
    assert_eq!(
        check(
            &said,
            "outcome",
            &[
                "Both fail",
                "ended at 2025-12-31",
                "for other.test, not for server.test"
            ]
        ),
        0
    );

    let said = headlines("full", "post-quantum");
    check(&said, "group", &["x25519", "MLKEM", "quantum"]);

    let said = headlines("full", "alpn");
    check(&said, "alpn", &["alpn agrees during the handshake"]);

    let said = headlines("full", "sni");
    check(
        &said,
        "names",
        &["full asks for server.test", "sni asks for other.test"],
    );

    let said = headlines("full", "key-update");
    check(
        &said,
        "key_update",
        &["key-update changes its traffic keys"],
    );

    let said = headlines("full", "client-certificate-missing");
    check(
        &said,
        "client_certificate",
        &["the client has nothing to show"],
    );

    // Where nothing of TLS was said, nothing of TLS is claimed.
    let said = headlines("full", "refused");
    check(
        &said,
        "outcome",
        &["full ends well; refused fails", "Nobody listens"],
    );
    silent(
        &said,
        &[
            "version",
            "resumed",
            "round_trips",
            "encrypted_from",
            "client_certificate",
            "suite",
        ],
    );
}

/// A run that fails early is held against what was said, never against what only the other end could compute.
#[test]
fn where_ways_part() {
    let nothing = "After ClientHello, full goes on with ServerHello; silent with nothing.";
    let said = headlines("full", "silent");
    let at = check(&said, "parted", &[nothing]);
    assert!(!said[at].1.contains("key pair"), "{}", said[at].1);
    let turned = headlines("silent", "full");
    check(&turned, "parted", &[nothing]);
    for (bad, alert) in [
        ("no-common-version", "protocol_version"),
        ("no-common-suite", "handshake_failure"),
        ("no-common-group", "handshake_failure"),
    ] {
        let said = headlines("full", bad);
        let hello = format!(
            "After ClientHello, full goes on with ServerHello; {bad} with the alert {alert}."
        );
        let at = check(
            &said,
            "parted",
            &["the first difference is step 6 of", "ClientHello", &hello],
        );
        assert!(!said[at].1.contains("key pair"), "{}", said[at].1);
    }
    let said = headlines("full", "refused");
    let at = check(&said, "parted", &["the first difference is step"]);
    assert!(!said[at].1.contains("goes on"), "{}", said[at].1);
}

#[test]
fn what_is_said_is_true_of_both() {
    let said = headlines("full", "tls12-resumption");
    let at = check(
        &said,
        "round_trips",
        &["TLS 1.2 gets there only by resuming: a full handshake of it needs one more"],
    );
    assert!(!said[at].1.contains("not time"), "{}", said[at].1);
    check(&said, "ticket_cover", &["should be shown once only"]);
    // The request was sent at once; it is the server that took it late.
    let said = headlines("early-data", "early-data-rejected");
    check(
        &said,
        "round_trips",
        &["before the first application byte that the server takes: early-data 1"],
    );
    // What a hello cannot be opened with is a secret of the other side.
    let said = headlines("full", "flip-server-hello");
    let at = check(&said, "noticed", &["The client ends it"]);
    assert!(!said[at].1.contains("client_handshake_traffic_secret"));
    // The account of the run itself counts the same frames: link addresses are nobody's connection.
    let run = run(&["handshake", "full", "--seed", "1", "--lang", "en"]);
    let account = String::from_utf8(run.stdout).unwrap();
    assert!(
        account.contains("706") && account.contains("1830"),
        "{account}"
    );
    let said = headlines("full", "tls12");
    check(&said, "bytes", &["client 706, server 1830"]);
}

#[test]
fn what_matters_most_comes_first() {
    let order = |said: &[(String, String)], first: &str, second: &str| {
        let (a, b) = (check(said, first, &[]), check(said, second, &[]));
        assert!(a < b, "{first} {second}: {said:#?}");
    };
    order(&headlines("full", "key-update"), "key_update", "messages");
    order(&headlines("full", "tls12"), "eavesdropper", "bytes");
    order(&headlines("full", "tls12"), "version", "forward_secrecy");
    for bad in [
        "expired",
        "no-common-version",
        "silent",
        "refused",
        "flip-certificate",
    ] {
        let (a, b) = (story("full", 1), story(bad, 1));
        let comparison = compare(operand(&a, "full"), operand(&b, bad));
        let outcome = comparison.headlines.iter().find(|h| h.key == "outcome");
        assert!(outcome.unwrap().rfc.starts_with("RFC "), "{bad}");
    }
    let rsa = "tests/data/captures/tls12-rsa-key.pcap";
    let key = "tests/data/captures/tls12-rsa-key.pcap.rsa-key.pem";
    let (said, _) = first(&["tls12", &format!("{rsa}#1"), "--rsa-key", key]);
    assert_eq!(said, "forward_secrecy");
    let mail = "tests/data/captures/smtp-starttls.pcap";
    let (said, says) = first(&[mail, "tls12"]);
    assert_eq!(said, "starttls");
    assert!(
        says.contains("begins in the clear, in smtp")
            && says.contains("tls12 begins with ClientHello"),
        "{says}"
    );
}

/// The key of the first headline, and what it says.
fn first(arguments: &[&str]) -> (String, String) {
    let json = json(arguments);
    let one = &json["headlines"][0];
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    (word(&one["key"]), one.to_string())
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let output = run(&[&["diff"], arguments, &["--as", "json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn relatives_over_udp_are_named_and_nothing_else_is_said_of_them() {
    for (file, what) in [
        (
            "quic-v1.pcap",
            "quic-v1.pcap is QUIC (TLS 1.3 over UDP), which is recognised but not opened",
        ),
        (
            "dtls13.pcap",
            "dtls13.pcap is DTLS (TLS over UDP), which is recognised but not opened",
        ),
    ] {
        let capture = format!("tests/data/captures/{file}");
        for arguments in [[capture.as_str(), "full"], ["full", capture.as_str()]] {
            let json = json(&arguments);
            let said = json["headlines"].as_array().unwrap();
            assert_eq!(said.len(), 1, "{said:#?}");
            assert_eq!(said[0]["key"], "not_opened");
            assert!(said[0].to_string().contains(what), "{said:#?}");
        }
    }
}

#[test]
fn a_comparison_is_no_hand_out() {
    let folder = std::env::temp_dir().join(format!("tlslab-diff-blanks-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (page, key) = (folder.join("x.html"), folder.join("key.html"));
    let paths = [&page, &key].map(|path| path.to_str().unwrap().to_owned());
    let [to, answers] = &paths;
    let output = run(&[
        "diff",
        "full",
        "resumption",
        "--blanks",
        "--as",
        "html",
        "-o",
        to,
        "--answers",
        answers,
    ]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("--blanks makes a page of one story, and this compares two"),
        "{said}"
    );
    assert!(!page.exists() && !key.exists());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn on_the_page_an_earlier_connection_is_shut() {
    let output = run(&["diff", "full", "resumption", "--as", "html"]);
    let page = String::from_utf8(output.stdout).unwrap();
    let (_, pairs) = page.split_once("<section id=\"pairs\"").unwrap();
    let beside = pairs.find("<details class=\"beside\"").unwrap();
    let first = pairs.find("id=\"pair-1\"").unwrap();
    let compared = pairs.find("The connections compared").unwrap();
    assert!(beside < first && first < compared);
    assert!(!pairs[beside..first].contains(" open"));
}

#[test]
fn what_cannot_be_opened_is_not_told() {
    let capture = "tests/data/captures/tls13-hello-retry-request.pcap";
    let output = run(&["diff", "full", capture, "--as", "json"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys: Vec<&str> = json["headlines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["key"].as_str().unwrap())
        .collect();
    assert!(
        keys.contains(&"not_known") && keys.contains(&"retry"),
        "{keys:?}"
    );
    for key in [
        "messages",
        "client_certificate",
        "round_trips",
        "encrypted_from",
        "certificate_cover",
        "alpn",
    ] {
        assert!(!keys.contains(&key), "{key}");
    }
    assert_eq!(json["right"]["tls_round_trips"], serde_json::Value::Null);
    assert_eq!(json["right"]["sealed_records"], true);
    assert_eq!(json["left"]["tls"], "TLS 1.3");
}

#[test]
fn captures_and_scenarios_go_together() {
    let at = "tests/data/captures";
    let said = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    let rsa = format!("{at}/tls12-rsa-key.pcap#1");
    let key = format!("{at}/tls12-rsa-key.pcap.rsa-key.pem");
    let text = said(&["diff", "tls12", &rsa, "--rsa-key", &key]);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("Forward secrecy: tls12 has it"), "{flat}");
    assert!(
        flat.contains("in tls12-rsa-key.pcap#1 the client does, in ClientKeyExchange"),
        "{flat}"
    );
    assert!(!flat.contains("is not known here"), "{flat}");
    // Without the key the same first lines, and a word on what stays shut.
    let dark = said(&["diff", "tls12", &rsa]);
    assert!(dark.contains("is not known") && dark.contains("--keys"));
    let client = format!("{at}/tls13-client-certificate.pcap");
    let keys = format!("{client}.keylog.txt");
    let text = said(&["diff", "full", &client, "--keys", &keys]);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("the server asks who the client is too"),
        "{flat}"
    );
    let text = said(&["diff", &format!("{client}#1"), &format!("{client}:1")]);
    assert!(
        text.contains("the same, to the byte") || text.contains("똑같"),
        "{text}"
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let check = |arguments: &[&str], code: i32, parts: &[&str]| {
        let output = run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{said}");
        for part in parts {
            assert!(said.contains(part), "{part}: {said}");
        }
    };
    check(
        &["diff", "ful", "tls12"],
        2,
        &["no scenario and no file called ful", "did you mean full?"],
    );
    check(&["diff", "full", "nothing.pcap"], 3, &["nothing.pcap"]);
    check(
        &["diff", "full#2", "tls12"],
        2,
        &["no such connection", "it has one"],
    );
    check(&["diff", "resumption#0", "tls12"], 2, &["from 1"]);
    check(&["diff", "-", "-"], 2, &["once only"]);
    check(&["diff", "full", "tls12", "--step"], 2, &["--as tui"]);
    check(
        &["diff", "full", "tests/data/captures/tls12-ecdhe.pcap#9"],
        2,
        &["no connection 9"],
    );
    check(
        &["diff", "full", "tests/data/captures/README.md"],
        3,
        &["README.md"],
    );
    check(&["diff", "full"], 2, &["RIGHT"]);
    check(
        &["--lang", "ko", "diff", "ful", "tls12"],
        2,
        &["그런 시나리오도 파일도 없음", "full"],
    );
}

#[test]
fn one_connection_of_a_run_against_the_other() {
    let output = run(&["diff", "resumption#1", "resumption#2", "--as", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["left"]["resumes"], "no");
    assert_eq!(json["right"]["resumes"], "ticket");
    assert_eq!(json["headlines"][0]["key"], "resumed");
    assert_eq!(json["left"]["name"], "resumption#1");
}

#[test]
fn whatever_becomes_of_a_syn_it_opens_its_connection() {
    let knobs = Knobs {
        seed: Some(1),
        ..Knobs::default()
    };
    let run = |orders: &[Order]| {
        let hand = Hand::of(orders);
        let evidence = on_held(named("resumption").unwrap(), &knobs, EPOCH, &hand);
        tell(&evidence.unwrap())
    };
    let whole = run(&[]);
    let syns: Vec<u32> = whole.steps.iter().filter_map(syn).collect();
    assert_eq!(syns.len(), 2);
    for deed in ["drop", "twice", "wait 40", "wait 3000", "flip 20.0 noise"] {
        for syn in &syns {
            let order = format!("{syn} {deed}");
            let story = run(&[order.parse().unwrap()]);
            let starts = parts(&story);
            assert_eq!(starts.len(), 2, "{order}");
            let second = &story.steps[starts[1].start];
            assert_eq!(second.name.en, "SYN", "{order}");
        }
    }
    // And while it waits.
    let hand = Hand {
        holds: Holds::From(syns[1]),
        ..Hand::default()
    };
    let evidence = on_held(named("resumption").unwrap(), &knobs, EPOCH, &hand);
    assert_eq!(parts(&tell(&evidence.unwrap())).len(), 2);
}

/// The frame of a step, if it is a SYN.
fn syn(step: &Step) -> Option<u32> {
    match &step.kind {
        Kind::Wire { packets, .. } if step.name.en == "SYN" => packets.first().copied(),
        _ => None,
    }
}

#[test]
fn commands_to_copy_stand_a_name_with_blanks() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("two words.pcap");
    std::fs::copy("tests/data/captures/tls12-rsa-key.pcap", &place).unwrap();
    let place = place.to_str().unwrap();
    let quoted = format!("'{place}'");
    let said = |bytes: Vec<u8>| {
        let said = String::from_utf8(bytes).unwrap();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (asked, wanted) in [
        (
            place.to_owned(),
            format!("{quoted}#1; tlslab inspect {quoted} lists"),
        ),
        (
            format!("{place}#9"),
            format!("tlslab inspect {quoted} lists"),
        ),
    ] {
        let hint = said(run(&["diff", "full", &asked]).stderr);
        assert!(hint.contains(&wanted), "{hint}");
    }
    let first = format!("{place}#1");
    let next = said(run(&["diff", "full", &first]).stdout);
    assert!(
        next.contains(&format!("tlslab diff full '{first}' --as tui")),
        "{next}"
    );
}

#[test]
fn long_stories_are_paired_in_bounded_time() {
    let base = story("full", 1);
    let many = |n: usize| -> Vec<_> { base.steps.iter().cycle().take(n).cloned().collect() };
    let (a, b) = (many(10_000), many(9_973));
    let pairs = align(&a, &b);
    let left: Vec<usize> = pairs.iter().filter_map(|pair| pair[0]).collect();
    let right: Vec<usize> = pairs.iter().filter_map(|pair| pair[1]).collect();
    assert_eq!(left, (0..a.len()).collect::<Vec<_>>());
    assert_eq!(right, (0..b.len()).collect::<Vec<_>>());
    // The longer has a few steps more, and all others find their own.
    let paired = pairs
        .iter()
        .filter(|pair| pair[0].is_some() && pair[1].is_some());
    assert_eq!(paired.count(), 9_973);
    // Nothing in common still keeps the order.
    let shifted: Vec<_> = many(5_000).into_iter().rev().collect();
    let pairs = align(&a, &shifted);
    assert_eq!(
        pairs.iter().filter(|pair| pair[0].is_some()).count(),
        a.len()
    );
    assert_eq!(
        pairs.iter().filter(|pair| pair[1].is_some()).count(),
        shifted.len()
    );
}

#[test]
fn no_row_is_wider_than_the_screen() {
    for (left, right) in [
        ("full", "tls12"),
        ("full", "flip-server-hello"),
        ("resumption", "silent"),
    ] {
        let (a, b) = (story(left, 1), story(right, 1));
        let comparison = compare(operand(&a, left), operand(&b, right));
        for width in [40, 80, 119, 120, 160] {
            for depth in [Depth::Line, Depth::Block, Depth::Field, Depth::Byte] {
                for lang in [Lang::En, Lang::Ko] {
                    let look = Look {
                        width,
                        depth,
                        lang,
                        folded: Folded::Show,
                        next: vec!["tlslab diff full tls12 --as tui".to_owned()],
                        ..Look::default()
                    };
                    let mut out = Vec::new();
                    compare::write(&comparison, &look, &mut out).unwrap();
                    let text = String::from_utf8(out).unwrap();
                    for row in text.lines() {
                        let wide = tlslab::view::layout::width(row);
                        assert!(wide <= width, "{wide} > {width}: {row}");
                        assert_eq!(row.trim_end(), row);
                    }
                }
            }
        }
    }
}

#[test]
fn a_change_is_marked_to_the_byte() {
    let (a, b) = (story("full", 1), story("flip-server-hello", 1));
    let comparison = compare(operand(&a, "full"), operand(&b, "flipped"));
    let changed: Vec<_> = comparison
        .pairs
        .iter()
        .flat_map(|pair| pair.telling())
        .filter(|d| d.nature == Nature::Changed && d.spots[0].is_some())
        .collect();
    assert_eq!(changed.len(), 1, "{changed:#?}");
    assert!(changed[0].name.en.ends_with("random"));
    assert!(
        comparison
            .pairs
            .iter()
            .all(|pair| pair.place == Place::Compared)
    );
    let mut out = Vec::new();
    compare::write(&comparison, &Look::default(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("[07]") && text.contains("[06]"), "{text}");
}

/// Both languages, looked at as a teacher would.
#[test]
fn goldens() {
    for (left, right) in [
        ("full", "resumption"),
        ("full", "tls12"),
        ("full", "flip-server-hello"),
        ("full", "expired"),
    ] {
        for lang in ["en", "ko"] {
            let output = run(&["diff", left, right, "--lang", lang]);
            let text = String::from_utf8(output.stdout).unwrap();
            insta::assert_snapshot!(format!("diff_{left}_{right}_{lang}"), text);
        }
    }
}
