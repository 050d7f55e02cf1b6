//! Pages as people get them: eight scenarios in both languages, to the byte. `make bless` writes them anew; read the difference.
#![allow(clippy::unwrap_used)]

use tlslab::base::text::Lang;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run;
use tlslab::lab::scenarios::list::named;
use tlslab::story::tell;
use tlslab::view::look::{Depth, Look};
use tlslab::view::plain;

/// The page of a scenario, as `tlslab handshake SCENARIO --wire virtual --seed SEED` prints it, but for the last line.
fn page(scenario: &str, seed: u64, look: &Look) -> String {
    let knobs = Knobs {
        seed: Some(seed),
        ..Knobs::default()
    };
    let scenario = named(scenario).unwrap();
    let evidence = run::on_virtual(scenario, &knobs, run::EPOCH).unwrap();
    let mut out = Vec::new();
    plain::write(&tell::tell(&evidence), look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn look(lang: Lang, depth: Depth, width: usize) -> Look {
    Look {
        lang,
        depth,
        width,
        ..Look::default()
    }
}

/// Compares one scenario in both languages with its goldens.
fn golden(scenario: &str, depth: Depth, width: usize, name: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        for (code, lang) in [("en", Lang::En), ("ko", Lang::Ko)] {
            let page = page(scenario, 1, &look(lang, depth, width));
            insta::assert_snapshot!(format!("{name}-{code}"), page);
        }
    });
}

#[test]
fn full() {
    golden("full", Depth::Block, 80, "full");
    golden("full", Depth::Line, 140, "full-line-140");
}

#[test]
fn tls12() {
    golden("tls12", Depth::Block, 80, "tls12");
}

#[test]
fn resumption() {
    golden("resumption", Depth::Block, 80, "resumption");
}

#[test]
fn early_data() {
    golden("early-data", Depth::Block, 80, "early-data");
}

#[test]
fn retry() {
    golden("retry", Depth::Block, 80, "retry");
}

#[test]
fn client_certificate() {
    golden("client-certificate", Depth::Block, 80, "client-certificate");
}

#[test]
fn wrong_host() {
    golden("wrong-host", Depth::Block, 80, "wrong-host");
}

#[test]
fn flip_finished() {
    golden("flip-finished", Depth::Block, 80, "flip-finished");
    golden("flip-finished", Depth::Line, 140, "flip-finished-line-140");
}

#[test]
fn a_seed_repeats_the_page_and_another_does_not() {
    for scenario in ["full", "tls12", "early-data", "flip-finished"] {
        let look = look(Lang::Ko, Depth::Byte, 140);
        let first = page(scenario, 1, &look);
        assert!(first == page(scenario, 1, &look), "{scenario} differs");
        assert!(first != page(scenario, 2, &look), "{scenario} is the same");
    }
}
