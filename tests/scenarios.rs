//! Every scenario on the virtual wire: good ones prove every value, each failure's cause is the injected one, and every byte
//! of every frame is explained in both languages.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use tlslab::base::text::Lang;
use tlslab::base::verdict::Verdict;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::run;
use tlslab::lab::scenario::Scenario;
use tlslab::lab::scenarios::list::SCENARIOS;
use tlslab::story::model::{Kind, Story};
use tlslab::story::tell;

/// Proofs that may stay open in a run that is good: what would settle them is not part of it.
const MAY_STAY_OPEN: [&str; 2] = ["resumption_psk", "early_exporter_secret"];

fn told(scenario: &Scenario, knobs: &Knobs) -> Story {
    let evidence = run::on_virtual(scenario, knobs, run::EPOCH).unwrap();
    tell::tell(&evidence)
}

fn seeded() -> Knobs {
    Knobs {
        seed: Some(1),
        ..Knobs::default()
    }
}

#[test]
fn good_runs_prove_everything_and_failures_name_their_cause() {
    let mut wrong = Vec::new();
    for scenario in SCENARIOS {
        let story = told(scenario, &seeded());
        let found = story.cause.as_ref().map(|cause| cause.key);
        if found != scenario.expects {
            wrong.push(format!(
                "{}: cause {found:?}, injected {:?}\n    {:?}",
                scenario.name, scenario.expects, story.cause
            ));
        }
        for step in &story.steps {
            for proof in &step.proofs {
                let open =
                    proof.verdict == Verdict::NotReached && !MAY_STAY_OPEN.contains(&proof.key);
                if scenario.expects.is_none() && (proof.verdict == Verdict::Fails || open) {
                    wrong.push(format!(
                        "{}: {} {} {:?}: {}",
                        scenario.name, step.name.en, proof.claim.en, proof.verdict, proof.says.en
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_frame_belongs_to_a_step_and_every_byte_is_explained() {
    let mut wrong = Vec::new();
    for scenario in SCENARIOS {
        let story = told(scenario, &seeded());
        let mut shown = BTreeSet::new();
        for step in &story.steps {
            if let Kind::Wire { packets, .. } = &step.kind {
                shown.extend(packets.iter().copied());
            }
            for exhibit in &step.exhibits {
                if !exhibit.unexplained().is_empty() {
                    wrong.push(format!(
                        "{}: {}: {:?}",
                        scenario.name,
                        exhibit.title.en,
                        exhibit.unexplained()
                    ));
                }
                for note in &exhibit.notes {
                    let doc = note.field.doc;
                    if doc.en.is_empty() || doc.ko.is_empty() || note.field.rfc.is_empty() {
                        wrong.push(format!(
                            "{}: field {} says too little",
                            scenario.name, note.field.name
                        ));
                    }
                }
            }
            for text in [&step.name, &step.sentence].into_iter().chain(&step.why) {
                if text.say(Lang::En).is_empty() || text.say(Lang::Ko).is_empty() {
                    wrong.push(format!("{}: {} lacks words", scenario.name, step.name.en));
                }
            }
        }
        for packet in &story.packets {
            if !shown.contains(&packet.number) {
                wrong.push(format!(
                    "{}: frame {} is in no step",
                    scenario.name, packet.number
                ));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
