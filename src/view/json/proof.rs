//! Values and proofs.

use serde::Serialize;

use crate::base::side::Knows;
use crate::base::verdict::Verdict;
use crate::story::model::{Proof, Value};
use crate::view::json::words::{Both, Owned};

#[derive(Serialize)]
pub(super) struct ValueOut<'s> {
    /// In English, as the standard has it: a key for programs.
    name: &'s str,
    label: Both<'s>,
    shown: Owned,
    knows: &'static str,
    bytes: Option<String>,
}

impl<'s> From<&'s Value> for ValueOut<'s> {
    fn from(value: &'s Value) -> Self {
        Self {
            name: &value.name.en,
            label: Both::from(&value.name),
            shown: Owned::from(value.text()),
            knows: match value.knows {
                Knows::Wire => "wire",
                Knows::Client => "client",
                Knows::Server => "server",
                Knows::Both => "both",
                Knows::Recomputed => "recomputed",
                Knows::Inferred => "inferred",
                Knows::Constant => "constant",
                Knows::Secret => "secret",
                Knows::Attacker => "attacker",
            },
            bytes: value.bytes().map(hex::encode),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ProofOut<'s> {
    key: &'s str,
    claim: Both<'s>,
    formula: &'s str,
    inputs: Vec<GivenOut<'s>>,
    result: Option<String>,
    seen: Option<String>,
    verdict: &'static str,
    says: Both<'s>,
    rfc: &'s str,
}

impl<'s> From<&'s Proof> for ProofOut<'s> {
    fn from(proof: &'s Proof) -> Self {
        Self {
            key: proof.key,
            claim: Both::from(&proof.claim),
            formula: &proof.formula,
            inputs: proof
                .inputs
                .iter()
                .map(|given| GivenOut {
                    value: ValueOut::from(&given.value),
                    seen: Both::from(&given.seen),
                })
                .collect(),
            result: proof.result.as_ref().map(hex::encode),
            seen: proof.seen.as_ref().map(hex::encode),
            verdict: match proof.verdict {
                Verdict::Holds => "holds",
                Verdict::Fails => "fails",
                Verdict::NotReached => "not_reached",
            },
            says: Both::from(&proof.says),
            rfc: proof.rfc,
        }
    }
}

#[derive(Serialize)]
struct GivenOut<'s> {
    #[serde(flatten)]
    value: ValueOut<'s>,
    seen: Both<'s>,
}
