//! What `[settings]` of an exercise of this kind may say. Where something is a list of alternatives, one is drawn.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::exercise::kind::Unfit;
use crate::exercise::task::Exercise;

/// The settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Scenarios of `tlslab handshake`; several captures get different ones.
    pub scenarios: Vec<String>,
    /// Scenarios among them that are always there.
    #[serde(default)]
    pub always: Vec<String>,
    /// How many captures: one is `capture.pcapng`, several are `capture1.pcapng` and on.
    #[serde(default = "one")]
    pub captures: usize,
    /// Versions, where the scenario is about none; none: both are offered.
    #[serde(default)]
    pub versions: Vec<String>,
    /// Versions of which the server has one, while the client offers what it offers; none: both.
    #[serde(default)]
    pub server_versions: Vec<String>,
    /// Words the server's name begins with: `shop` becomes `shop-1f60c9.test`; none: it is `server.test`. Another server gets a
    /// name of its own from the same words.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Application protocols.
    #[serde(default)]
    pub alpn: Vec<Alpn>,
    /// Suites the client offers, in an order that is drawn; none: all, in the usual order. Those of other versions are left out.
    #[serde(default)]
    pub client_suites: Vec<String>,
    /// The suites of which the server has one; none: all. Those of other versions, and those the client offers first, are left out.
    #[serde(default)]
    pub server_suites: Vec<String>,
    /// Groups, of which one is the only one that the server has and the first that the client offers.
    #[serde(default)]
    pub groups: Vec<String>,
    /// Microseconds a frame is under way, from and to.
    pub delay_us: Option<[u64; 2]>,
    /// The largest IP packet, from and to.
    pub mtu: Option<[u64; 2]>,
    /// How often the first SYN of the last connection is lost, from and to.
    #[serde(default)]
    pub lost_syns: [u64; 2],
    /// Where it was captured.
    #[serde(default)]
    pub seen_at: Place,
    /// What becomes of the secrets.
    #[serde(default)]
    pub secrets: Secrets,
    /// Forms that are drawn: the facts whose values can be chosen, and what choosing it means.
    #[serde(default)]
    pub forms: BTreeMap<String, Choosing>,
    /// Places of an answer that are drawn and shuffled.
    pub places: Option<Places>,
    /// What answers each question.
    pub answers: BTreeMap<String, Answer>,
    /// What the mistakes of each question lead to.
    #[serde(default)]
    pub slips: BTreeMap<String, BTreeMap<String, Slip>>,
    /// Facts that are given away, as words of the task.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// Facts told after success.
    #[serde(default)]
    pub solved: BTreeMap<String, String>,
}

fn one() -> usize {
    1
}

/// What both ends say of application protocols.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alpn {
    /// What the client offers.
    pub client: Vec<String>,
    /// What the server speaks.
    pub server: Vec<String>,
}

/// Where a capture is made: it decides when a frame is seen.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Each frame is seen when it leaves its sender.
    #[default]
    Wire,
    /// At the client: what the server sent is seen when it arrives, and not at all if it is lost.
    Client,
}

/// What becomes of the secrets.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Secrets {
    /// Nobody gets them.
    #[default]
    None,
    /// They stand in the capture.
    Inside,
    /// They are given as `keys.log`.
    Beside,
}

/// The choices of a form that is drawn.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choosing {
    /// What is done with them.
    pub form: Chosen,
    /// The facts whose values they are; `=word` is a word of its own.
    pub of: Vec<String>,
}

/// What is done with choices.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Chosen {
    /// One is the answer.
    Choice,
    /// All are put in order.
    Order,
    /// Some are the answer.
    Some,
}

/// What answers a question: one thing, or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// One.
    One(String),
    /// Several, with blanks between them.
    Several(Vec<String>),
}

/// What a mistake leads to.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Slip {
    /// To this.
    To(Answer),
    /// To the right answer with one thing changed.
    Changed(Box<Change>),
}

/// A change to an answer of several parts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Of places: those of these facts, as far as they are there, get the other value …
    #[serde(default)]
    pub flip: Vec<String>,
    /// … where it is this one.
    pub to: Option<String>,
    /// Of any: these parts are left out.
    #[serde(default)]
    pub without: Vec<String>,
    /// Of any: these parts are put in.
    #[serde(default)]
    pub with: Vec<String>,
    /// Of an order: this part is moved …
    #[serde(rename = "move")]
    pub moved: Option<String>,
    /// … before this one.
    pub before: Option<String>,
    /// Of places: wherever the answer is the first of these, it is the second.
    pub instead: Option<[String; 2]>,
    /// Of places: these two are taken for each other.
    pub swap: Option<[String; 2]>,
}

/// Places of an answer, of which some are drawn.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// The question whose answer they make.
    pub question: String,
    /// How many are taken of each sort.
    pub take: BTreeMap<String, usize>,
    /// All there are.
    pub all: Vec<Item>,
}

/// A place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The fact that is asked for here.
    pub key: String,
    /// Its sort.
    pub sort: String,
    /// What it is called.
    pub en: String,
    /// The same in Korean.
    pub ko: String,
}

impl Settings {
    /// Those of `exercise`.
    ///
    /// # Errors
    /// They are not what they should be.
    pub fn of(exercise: &Exercise) -> Result<Self, Unfit> {
        let table = toml::Value::Table(exercise.settings.clone());
        table
            .try_into()
            .map_err(|why| Unfit::new(format!("settings: {why}")))
    }

    /// The name of capture `number`, from 1.
    pub fn file(&self, number: usize) -> String {
        match self.captures {
            1 => "capture.pcapng".to_owned(),
            _ => format!("capture{number}.pcapng"),
        }
    }

    /// What the facts of capture `number` begin with.
    pub fn prefix(&self, number: usize) -> String {
        match self.captures {
            1 => String::new(),
            _ => format!("capture{number}."),
        }
    }
}
