//! Who knows what, and since which step: client, server and an eavesdropper; on paper, whoever keeps the secrets and whoever attacks.
//!
//! What stood in the clear on the wire everybody knows who was there; what was said under encryption, and what an end computed
//! from it, only the ends. The eavesdropper here keeps every frame and has no keys.

mod account;
pub mod entry;

use std::collections::{HashMap, HashSet};

use crate::base::exhibit::Origin;
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::story::known::account::Account;
use crate::story::known::entry::Entry;
use crate::story::model::{Cover, Kind, Proof, Step, Story, Value, What, Who};

/// Everything known in a story.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// In the order first shown.
    entries: Vec<Entry>,
    account: Account,
    /// Whether anybody speaks to anybody.
    hosts: bool,
}

impl Ledger {
    /// Goes through `story` once.
    pub fn of(story: &Story) -> Self {
        let mut pen = Pen {
            hosts: story.has_hosts(),
            ..Pen::default()
        };
        for (n, step) in story.steps.iter().enumerate() {
            pen.step(n, step);
        }
        Self {
            entries: pen.entries,
            account: Account::of(story),
            hosts: pen.hosts,
        }
    }

    /// What was shown up to step `at`, oldest first.
    pub fn known(&self, at: usize) -> impl DoubleEndedIterator<Item = &Entry> {
        let count = self.entries.partition_point(|entry| entry.step <= at);
        self.entries.get(..count).unwrap_or_default().iter()
    }

    /// Whether there are hosts; else it is on paper.
    pub fn has_hosts(&self) -> bool {
        self.hosts
    }

    /// What the eavesdropper, or the attacker, can do with it after step `at`, and what not.
    pub fn outsider(&self, at: usize) -> Text {
        match self.hosts {
            true => self.account.says(at),
            false => account::on_paper(self.known(at), at),
        }
    }
}

#[derive(Default)]
struct Pen {
    entries: Vec<Entry>,
    /// Entries by their bytes.
    by_bytes: HashMap<Vec<u8>, usize>,
    /// Entries by name and words.
    by_words: HashMap<(String, String), usize>,
    /// Public values that an end has made and not sent yet: who, and which entry.
    unsent: Vec<(Side, usize)>,
    hosts: bool,
    /// How many handshake messages of this connection only the ends could read so far.
    covered: usize,
    /// Secrets that are the same in every connection without a pre-shared key: made of zeros alone.
    constants: HashSet<Vec<u8>>,
}

/// Since when each holder knows it.
type Since = [Option<usize>; 3];

impl Pen {
    fn step(&mut self, n: usize, step: &Step) {
        self.sent(n, step);
        self.cover(step);
        if self.hosts && !speaks(step) {
            return;
        }
        let differs = step.proofs.iter().any(differs);
        for value in &step.values {
            if let Some(since) = self.since(n, step, value)
                && worth(value)
            {
                if value.knows == Knows::Attacker {
                    self.found(n, value);
                }
                // A ticket comes under encryption, and goes back in the clear.
                let ticket = value.name.en == "ticket";
                let unsent =
                    value.knows == Knows::Wire && matches!(step.kind, Kind::Computation { .. });
                let at = self.write(n, value.name.clone(), &value.what, since, differs);
                let sides = match &step.kind {
                    Kind::Computation { by: Who::Client } if unsent => &[Side::Client][..],
                    Kind::Computation { by: Who::Server } if unsent => &[Side::Server],
                    Kind::Computation { by: Who::Both } if unsent => &Side::BOTH,
                    _ if ticket => &[Side::Client],
                    _ => &[],
                };
                let sides = sides.iter().filter_map(|side| Some((*side, at?)));
                self.unsent.extend(sides);
            }
        }
        let made = matches!(step.kind, Kind::Computation { .. });
        for proof in step
            .proofs
            .iter()
            .filter(|proof| made && makes_a_key(proof))
        {
            if let Some(result) = &proof.result {
                let outsider = self.is_constant(proof, result).then_some(n);
                let since = [Some(n), Some(n), outsider];
                let what = What::Bytes(result.clone());
                self.write(n, proof.claim.clone(), &what, since, differs);
            }
        }
    }

    /// Counts the messages of the handshake that went under encryption.
    fn cover(&mut self, step: &Step) {
        let Kind::Wire { cover, .. } = step.kind else {
            return;
        };
        let notes = step.exhibits.last().map(|shown| &shown.notes[..]);
        let notes = notes.unwrap_or_default();
        let begins = notes.iter().take(2);
        let message = begins.clone().any(|note| note.field.name == "msg_type");
        let hello = begins.clone().any(|note| note.field.name == "ClientHello");
        match cover {
            Cover::Clear if hello => self.covered = 0,
            Cover::Opened if !message => {}
            Cover::Opened | Cover::Sealed => self.covered += 1,
            Cover::Clear => {}
        }
    }

    /// Whether a secret is made of what everybody knows.
    fn is_constant(&mut self, proof: &Proof, result: &[u8]) -> bool {
        let mut inputs = proof.inputs.iter().map(|given| given.value.bytes());
        let constant = match proof.key {
            "early_secret" => {
                inputs.all(|bytes| bytes.is_some_and(|bytes| bytes.iter().all(|byte| *byte == 0)))
            }
            "derived_secret" => {
                inputs.any(|bytes| bytes.is_some_and(|bytes| self.constants.contains(bytes)))
            }
            _ => false,
        };
        if constant {
            self.constants.insert(result.to_vec());
        }
        constant
    }

    /// Who can compute the hash of the messages so far: both ends, and who reads along as long as all of them are in the clear.
    fn hashes(&self, n: usize, step: &Step) -> Since {
        // A check of Finished hashes what came before that message.
        let finished = step.name.en == "check of Finished";
        let outsider = (self.covered <= usize::from(finished)).then_some(n);
        [Some(n), Some(n), outsider]
    }

    /// Who learns a value in step `n`; none: nobody's knowledge.
    fn since(&self, n: usize, step: &Step, value: &Value) -> Option<Since> {
        let knows = value.knows;
        let (here, all) = (Some(n), [Some(n); 3]);
        let both = [here, here, None];
        if self.hosts && knows == Knows::Recomputed && value.name.en == "transcript hash" {
            return Some(self.hashes(n, step));
        }
        let one = |side: Side| side.of([here, None, None], [None, here, None]);
        if !self.hosts {
            return match knows {
                Knows::Secret | Knows::Client | Knows::Server | Knows::Both => {
                    Some([here, None, None])
                }
                Knows::Attacker => Some([None, None, here]),
                Knows::Wire => Some([here, None, here]),
                Knows::Recomputed | Knows::Inferred | Knows::Constant => None,
            };
        }
        match (knows, &step.kind) {
            (Knows::Client, _) => Some(one(Side::Client)),
            (Knows::Server, _) => Some(one(Side::Server)),
            (Knows::Both | Knows::Secret, _) => Some(both),
            (Knows::Attacker, _) => Some([None, None, here]),
            (Knows::Inferred | Knows::Constant, _) => None,
            (Knows::Wire | Knows::Recomputed, Kind::Computation { by }) => Some(match by {
                Who::Client => one(Side::Client),
                Who::Server => one(Side::Server),
                Who::Both => both,
            }),
            (Knows::Wire, Kind::Wire { from, fate, .. }) if !fate.arrives() => {
                let [client, server, _] = one(*from);
                Some([client, server, here])
            }
            (Knows::Wire, _) => Some(all),
            // A fingerprint of what stands in the clear, or a hash of what only the ends have read.
            (
                Knows::Recomputed,
                Kind::Wire {
                    cover: Cover::Clear,
                    ..
                },
            ) => None,
            (Knows::Recomputed, _) => Some(both),
        }
    }

    /// Takes note of a value; what is known already only gains holders. Gives its entry.
    fn write(
        &mut self,
        n: usize,
        name: Text,
        what: &What,
        since: Since,
        differs: bool,
    ) -> Option<usize> {
        let next = self.entries.len();
        let at = match what {
            What::Bytes(bytes) if bytes.is_empty() => return None,
            What::Bytes(bytes) => *self.by_bytes.entry(bytes.clone()).or_insert(next),
            What::Words(words) => {
                let key = (name.en.to_string(), words.en.to_string());
                *self.by_words.entry(key).or_insert(next)
            }
        };
        if let Some(entry) = self.entries.get_mut(at) {
            for (old, new) in entry.since.iter_mut().zip(since) {
                *old = old.or(new);
            }
        } else {
            self.entries.push(Entry {
                step: n,
                name,
                what: what.clone(),
                since,
                differs,
            });
        }
        Some(at)
    }

    /// An attacker has worked out a value: whatever kept value reads the same is known to it from now on.
    fn found(&mut self, n: usize, value: &Value) {
        const TELLING: usize = 3;
        if value.text().en.len() < TELLING {
            return;
        }
        for entry in &mut self.entries {
            let same = match (&entry.what, &value.what) {
                (What::Words(kept), What::Words(found)) => kept.en == found.en,
                (What::Bytes(kept), What::Bytes(found)) => kept == found,
                (What::Words(_), What::Bytes(_)) | (What::Bytes(_), What::Words(_)) => false,
            };
            if same {
                let [_, _, outsider] = &mut entry.since;
                *outsider = outsider.or(Some(n));
            }
        }
    }

    /// A public value that now stands in the clear on the wire is everybody's.
    fn sent(&mut self, n: usize, step: &Step) {
        let Kind::Wire {
            from,
            cover: Cover::Clear,
            fate,
            ..
        } = &step.kind
        else {
            return;
        };
        let Some(shown) = step.exhibits.last() else {
            return;
        };
        let entries = &mut self.entries;
        self.unsent.retain(|(side, at)| {
            let Some(entry) = entries.get_mut(*at).filter(|_| side == from) else {
                return true;
            };
            let What::Bytes(bytes) = &entry.what else {
                return false;
            };
            if !shown.bytes.windows(bytes.len()).any(|part| part == bytes) {
                return true;
            }
            let arrives = fate.arrives();
            let [client, server, outsider] = &mut entry.since;
            let hearer = side.peer().of(client, server);
            if arrives {
                *hearer = hearer.or(Some(n));
            }
            *outsider = outsider.or(Some(n));
            false
        });
    }
}

/// Whether a step is of TLS: those of TCP and of the link have numbers enough, and no secrets.
fn speaks(step: &Step) -> bool {
    let beyond = |origin: &Origin| match origin {
        Origin::Packet(_) => false,
        Origin::Stream { .. }
        | Origin::Opened { .. }
        | Origin::Computed
        | Origin::Document
        | Origin::Part { .. } => true,
    };
    match step.kind {
        Kind::Wire { .. } => step.exhibits.iter().any(|shown| beyond(&shown.origin)),
        Kind::Computation { .. } | Kind::Desk | Kind::Remark => true,
    }
}

/// Whether a value is worth a row: a name or bytes, not the lists of what could be spoken.
fn worth(value: &Value) -> bool {
    const LISTS: [&str; 5] = [
        "versions",
        "cipher_suites",
        "supported_groups",
        "level",
        "description",
    ];
    !LISTS.contains(&value.name.en.as_ref())
}

/// Whether what comes out of a proof is a key or becomes one.
fn makes_a_key(proof: &Proof) -> bool {
    const KEYS: [&str; 11] = [
        "shared_secret",
        "premaster_secret",
        "early_secret",
        "derived_secret",
        "handshake_secret",
        "master_secret",
        "traffic_secret",
        "traffic_key",
        "finished_key",
        "key_block",
        "next_traffic_secret",
    ];
    KEYS.contains(&proof.key)
}

/// Whether it shows that the ends hold different keys.
fn differs(proof: &Proof) -> bool {
    makes_a_key(proof) && proof.verdict == Verdict::Fails
}
