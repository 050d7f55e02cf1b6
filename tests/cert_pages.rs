//! Pages of `cert` as people get them, in both languages, to the byte. `make bless` writes them anew; read the difference.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::time::Duration;

use tlslab::base::text::{Lang, Text};
use tlslab::base::time::Time;
use tlslab::dissect::x509::shape::Shape;
use tlslab::pki::armor;
use tlslab::pki::key::KeyKind;
use tlslab::pki::throwaway::{Authority, Wish};
use tlslab::story::certificate::document::Document;
use tlslab::story::certificate::shown;
use tlslab::story::certificate::verified::{self, Setting};
use tlslab::story::model::{Kind, Story};
use tlslab::trust::question::{Question, Wanted};
use tlslab::trust::verify;
use tlslab::view::json;
use tlslab::view::look::{Depth, Look, Marks};
use tlslab::view::plain;
use unicode_width::UnicodeWidthStr;

/// 2026-03-20, within the validity of the certificates of the web among the data.
const NOW: Time = Time::seconds(1_773_964_800);

fn stored(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/certificates");
    let text = fs::read(folder.join(name)).unwrap();
    armor::blocks(&text).remove(0).unwrap().bytes
}

fn documents(ders: impl IntoIterator<Item = Vec<u8>>) -> Vec<Document> {
    let one = |(n, der)| Document {
        shape: Shape::Certificate,
        der,
        place: Text::same(format!("x.pem, block {n}")),
    };
    (1..).zip(ders).map(one).collect()
}

/// A leaf, its intermediate and its root, the same in every run.
fn minted() -> Vec<Vec<u8>> {
    let authority = Authority::new(NOW, Some(7), "Golden CA").unwrap();
    let wish = Wish {
        key: KeyKind::Ed25519,
        ..Wish::server(["server.test", "*.server.test", "10.77.0.2"], NOW)
    };
    let mut chain = authority.issue(&wish).unwrap().chain;
    chain.push(authority.root_der());
    chain
}

fn page(story: &Story, look: &Look) -> String {
    let mut out = Vec::new();
    plain::write(story, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn golden(story: &Story, depth: Depth, width: usize, name: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        for (code, lang) in [("en", Lang::En), ("ko", Lang::Ko)] {
            let look = Look { lang, depth, width, ..Look::default() };
            insta::assert_snapshot!(format!("{name}-{code}"), page(story, &look));
        }
    });
}

#[test]
fn a_certificate_of_the_web() {
    let story = shown::tell(&documents([stored("web-ecdsa.pem")]), &[], NOW);
    golden(&story, Depth::Block, 80, "cert-show-web");
}

#[test]
fn a_chain() {
    let story = shown::tell(&documents(minted()), &[], NOW);
    golden(&story, Depth::Block, 80, "cert-show-chain");
    golden(&story, Depth::Line, 140, "cert-show-chain-line-140");
}

#[test]
fn every_field_of_a_fenced_root() {
    let story = shown::tell(&documents([stored("constrained-root.pem")]), &[], NOW);
    golden(&story, Depth::Field, 80, "cert-show-root-field");
}

/// The minted chain judged at `at` for the host `host`.
fn judged(at: Time, host: &str) -> Story {
    let chain = minted();
    let (root, shown) = chain.split_last().unwrap();
    let (leaf, between) = shown.split_first().unwrap();
    let question = Question {
        intermediates: between,
        roots: std::slice::from_ref(root),
        wanted: vec![Wanted::host(host)],
        ..Question::new(leaf, at)
    };
    let setting = Setting {
        roots: "root.pem".to_owned(),
        ..Setting::default()
    };
    verified::tell(&question, &verify::verify(&question), &setting)
}

#[test]
fn an_accepted_certificate() {
    let story = judged(NOW, "server.test");
    golden(&story, Depth::Block, 80, "cert-verify-accepted");
    golden(&story, Depth::Line, 80, "cert-verify-accepted-line");
}

#[test]
fn a_refused_certificate() {
    let story = judged(NOW + Duration::from_secs(100 * 86_400), "b.a.server.test");
    golden(&story, Depth::Block, 140, "cert-verify-refused-140");
    golden(&story, Depth::Byte, 80, "cert-verify-refused-byte");
}

#[test]
fn every_fault_is_in_the_json_with_its_bytes() {
    let story = judged(NOW + Duration::from_secs(100 * 86_400), "other.test");
    let mut out = Vec::new();
    json::write(&story, &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let steps = json["steps"].as_array().unwrap();
    let faults: Vec<_> = steps
        .iter()
        .flat_map(|step| step["faults"].as_array().unwrap())
        .collect();
    let codes: Vec<_> = faults
        .iter()
        .map(|fault| fault["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["time.expired", "name.mismatch"]);
    let leaf = hex::encode(&minted()[0]);
    for fault in faults {
        let place = &fault["place"];
        let at =
            ["start", "end"].map(|end| 2 * usize::try_from(place[end].as_u64().unwrap()).unwrap());
        assert!(leaf[at[0]..at[1]].starts_with(place["bytes"].as_str().unwrap()));
        assert_eq!(
            (&place["document"], &place["index"]),
            (&"certificate".into(), &0.into())
        );
        for key in ["says", "why", "repair"] {
            assert!(!fault[key]["en"].as_str().unwrap().is_empty(), "{key}");
            assert!(!fault[key]["ko"].as_str().unwrap().is_empty(), "{key}");
        }
        assert!(fault["alert"].is_string() && fault["level"] == "error");
    }
    assert_eq!(json["summary"][0]["text"]["en"], "refused");
}

/// Every certificate of the data, and the chain.
fn all() -> Vec<(String, Story)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/certificates");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".pem"))
        .collect();
    names.sort();
    let mut all: Vec<(String, Story)> = names
        .into_iter()
        .map(|name| {
            let documents = documents([stored(&name)]);
            (name, shown::tell(&documents, &[], NOW))
        })
        .collect();
    all.push((
        "chain".to_owned(),
        shown::tell(&documents(minted()), &[], NOW),
    ));
    all
}

#[test]
fn no_row_is_wider_than_the_page_and_ascii_is_enough() {
    for (name, story) in all() {
        for lang in [Lang::En, Lang::Ko] {
            for depth in [Depth::Line, Depth::Block, Depth::Field, Depth::Byte] {
                for width in [40, 80, 120, 140] {
                    let look = Look {
                        lang,
                        depth,
                        width,
                        ..Look::default()
                    };
                    for row in page(&story, &look).lines() {
                        assert!(
                            row.width() <= width,
                            "{name} {lang:?} {depth:?} {width}: {row}"
                        );
                        assert_eq!(row.trim_end(), row);
                    }
                }
            }
        }
        let look = Look {
            marks: Marks::Ascii,
            ..Look::default()
        };
        let outside: String = page(&story, &look)
            .chars()
            .filter(|c| !c.is_ascii())
            .collect();
        assert_eq!(outside, "", "{name}");
    }
}

#[test]
fn a_certificate_is_told_whole_and_on_paper() {
    for (name, story) in all() {
        assert!(!story.has_hosts());
        for step in &story.steps {
            assert_eq!(step.kind, Kind::Desk, "{name}");
            for text in [&step.name, &step.sentence].into_iter().chain(&step.why) {
                assert!(
                    !text.en.is_empty() && !text.ko.is_empty(),
                    "{name} {step:?}"
                );
            }
        }
        // The exhibits of the steps are the certificates, byte after byte.
        let parts = story.steps.iter().flat_map(|step| &step.exhibits);
        let told: Vec<u8> = parts.flat_map(|part| part.bytes.clone()).collect();
        let given: Vec<u8> = match name.as_str() {
            "chain" => minted().concat(),
            name => stored(name),
        };
        assert!(told == given, "{name}");
        for exhibit in story.steps.iter().flat_map(|step| &step.exhibits) {
            assert_eq!(exhibit.unexplained(), [], "{name}");
        }
    }
}

#[test]
fn hostile_bytes_are_told_without_a_panic() {
    let good = stored("web-ecdsa.pem");
    let look = Look::default();
    for n in (0..good.len()).step_by(7) {
        let mut flipped = good.clone();
        flipped[n] ^= 0xff;
        for der in [good[..n].to_vec(), flipped] {
            page(&shown::tell(&documents([der]), &[], NOW), &look);
        }
    }
}

#[test]
fn a_broken_certificate_is_told_as_far_as_it_goes() {
    let cut = minted().remove(0)[..300].to_vec();
    let story = shown::tell(&documents([cut]), &[], NOW);
    golden(&story, Depth::Block, 80, "cert-show-broken");
}

#[test]
fn programs_get_it_as_json() {
    let story = shown::tell(&documents(minted()), &[], NOW);
    let mut out = Vec::new();
    json::write(&story, &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(json["hosts"], serde_json::Value::Null);
    assert_eq!(json["steps"][0]["kind"], "desk");
    assert_eq!(json["steps"][0]["proofs"][0]["verdict"], "holds");
    assert_eq!(json["steps"][2]["exhibits"][0]["origin"]["kind"], "part");
}
