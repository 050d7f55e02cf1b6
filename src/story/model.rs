//! The shape of everything a person sees: a story of steps, each with values, exhibits and proofs.

use std::ops::Range;
use std::time::Duration;

use crate::base::exhibit::Exhibit;
use crate::base::level::Level;
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::time::Time;
use crate::base::verdict::Verdict;
use crate::capture::packet::Packet;
use crate::story::picture::Picture;
use crate::story::quiz::Question;
use crate::text;

/// A title and steps, with what is said before and after.
#[derive(Clone, Debug)]
pub struct Story {
    /// What the story is about.
    pub title: Text,
    /// Which wire it was, and what on the page is captured, recomputed or inferred.
    pub preface: Vec<Text>,
    /// The two hosts, client first; without names and addresses where the story has none.
    pub hosts: [Host; 2],
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// Why the connection failed, where it did.
    pub cause: Option<Cause>,
    /// The closing account: round trips, bytes, proofs, what an eavesdropper learned.
    pub summary: Vec<Line>,
    /// What the work cost, counted; not measured by a clock, so that a run is the same on every machine.
    pub costs: Vec<Cost>,
    /// Questions on the story's own values, for whoever wants to know whether it was understood.
    pub quiz: Vec<Question>,
    /// The frames the story was told from, for those who want the bytes.
    pub packets: Vec<Packet>,
    /// The moment for which certificates in it are judged; none: it judges none, or nobody knows.
    pub clock: Option<Time>,
    /// The certificates a story on paper is about, in DER, the leaf first.
    pub certificates: Vec<Vec<u8>>,
}

impl Story {
    /// A story about things on paper: no hosts, no frames; to be filled in.
    pub fn on_paper(title: Text) -> Self {
        Self {
            title,
            preface: Vec::new(),
            hosts: [Host::default(), Host::default()],
            steps: Vec::new(),
            cause: None,
            summary: Vec::new(),
            costs: Vec::new(),
            quiz: Vec::new(),
            packets: Vec::new(),
            clock: None,
            certificates: Vec::new(),
        }
    }

    /// Whether anybody speaks to anybody in it.
    pub fn has_hosts(&self) -> bool {
        self.hosts
            .iter()
            .any(|host| !host.name.is_empty() || !host.address.is_empty())
    }
}

/// A host: what it is called and where it is.
#[derive(Clone, Debug, Default)]
pub struct Host {
    /// Its name, such as `server.test`.
    pub name: String,
    /// Its address, and its port where it listens: `10.77.0.2:443`.
    pub address: String,
}

/// One line of the closing account.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about, such as `round trips`; a stable English key for the JSON is in `key`.
    pub label: Text,
    /// Key in JSON, such as `round_trips`.
    pub key: &'static str,
    /// What is said.
    pub text: Text,
}

/// How often something had to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// A stable name for JSON and tests, such as `oracle_queries`.
    pub key: &'static str,
    /// What was done, such as `questions to the oracle`.
    pub label: Text,
    /// How often.
    pub count: u64,
}

/// One step: something on the wire, or a computation at an end.
#[derive(Clone, Debug)]
pub struct Step {
    /// The heading it stands under, such as `TCP: a connection is opened`; printed where it changes.
    pub chapter: Text,
    /// Since the first frame; none for a computation that has no moment of its own.
    pub time: Option<Duration>,
    /// What kind of step it is.
    pub kind: Kind,
    /// Its name as the standard has it: `ClientHello`, `SYN, ACK`, `handshake secret`.
    pub name: Text,
    /// One clear sentence.
    pub sentence: Text,
    /// Depth: why it is so, its odd history. One paragraph each.
    pub why: Vec<Text>,
    /// The few values that matter.
    pub values: Vec<Value>,
    /// The bytes, explained.
    pub exhibits: Vec<Exhibit>,
    /// What was computed again and compared.
    pub proofs: Vec<Proof>,
    /// What is wrong here, each with its place.
    pub faults: Vec<Fault>,
    /// What people would rather look at than read.
    pub pictures: Vec<Picture>,
    /// Where it is defined, such as `RFC 8446 §4.1.2`.
    pub rfc: &'static str,
    /// Whether it is shown unasked.
    pub weight: Weight,
}

impl Step {
    /// Who put it on the wire, if it was put there.
    pub fn sender(&self) -> Option<Side> {
        match self.kind {
            Kind::Wire { from, .. } => Some(from),
            Kind::Computation { .. } | Kind::Remark | Kind::Desk => None,
        }
    }
}

/// Whether a step is shown unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Always shown.
    Main,
    /// Shown only when everything is asked for: pure acknowledgements, the keys of further tickets.
    Folded,
}

/// What kind of step it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something one side put on the wire.
    Wire {
        /// Who sent it.
        from: Side,
        /// The frames that carried it.
        packets: Vec<u32>,
        /// Its length in bytes: of the frame for TCP and link steps, of the message for TLS.
        length: usize,
        /// Whether it was readable on the path.
        cover: Cover,
        /// What became of it.
        fate: Fate,
    },
    /// A computation at an end.
    Computation {
        /// Who makes it.
        by: Who,
    },
    /// Something tlslab says about what happened.
    Remark,
    /// Something looked at or decided on paper: no host and no moment.
    Desk,
}

/// Who makes a computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The client alone.
    Client,
    /// The server alone.
    Server,
    /// Each end for itself, with the same result.
    Both,
}

impl From<Side> for Who {
    fn from(side: Side) -> Self {
        side.of(Self::Client, Self::Server)
    }
}

/// Whether bytes were readable on the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// In the clear.
    Clear,
    /// Under record protection, and opened here.
    Opened,
    /// Under record protection, and it stays shut.
    Sealed,
}

/// What became of a frame on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrived as sent.
    Delivered,
    /// The wire dropped it.
    Lost,
    /// The wire changed it. What stands in the capture is what arrived.
    Changed,
    /// The wire changed it, its checksum no longer fits, and so the receiver threw it away.
    Damaged,
    /// It arrived, and a copy right behind it.
    Twice,
    /// It arrived so much later than it would have.
    Late(Duration),
    /// It is on the way and waits: somebody holds the wire.
    Waiting,
    /// It carries bytes that were sent before; the frame that carried them first.
    Again(u32),
}

impl Fate {
    /// Whether the other end's TCP has it by now.
    pub fn arrives(&self) -> bool {
        match self {
            Self::Delivered | Self::Changed | Self::Twice | Self::Late(_) | Self::Again(_) => true,
            Self::Lost | Self::Damaged | Self::Waiting => false,
        }
    }

    /// It in a word or two.
    pub fn text(&self) -> Text {
        match self {
            Self::Delivered => Text::new("delivered", "전달됨"),
            Self::Lost => Text::new("lost", "손실"),
            Self::Changed => Text::new("changed", "변조"),
            Self::Damaged => Text::new("damaged", "손상"),
            Self::Twice => Text::new("twice", "두 번"),
            Self::Late(time) => {
                let ms = time.as_millis();
                text!(en: "{ms} ms late", ko: "{ms} ms 늦음")
            }
            Self::Waiting => Text::new("waits", "대기"),
            Self::Again(first) => text!(en: "copy of {first}", ko: "{first}번의 사본"),
        }
    }
}

/// A value with its name, and who knows it.
#[derive(Clone, Debug)]
pub struct Value {
    /// Its name: as the standard has it, such as `random`, in both languages alike; in words where it is nobody's term.
    pub name: Text,
    /// The value.
    pub what: What,
    /// Who knows it.
    pub knows: Knows,
}

/// A value as words or as bytes.
#[derive(Clone, Debug)]
pub enum What {
    /// Words, a number, a name.
    Words(Text),
    /// Bytes, said in hexadecimal; a view may cut them short.
    Bytes(Vec<u8>),
}

impl Value {
    /// A value said in words or numbers.
    pub fn new(name: impl Into<Text>, words: impl Into<Text>, knows: Knows) -> Self {
        Self {
            name: name.into(),
            what: What::Words(words.into()),
            knows,
        }
    }

    /// A value that is the same in both languages.
    pub fn plain(name: impl Into<Text>, word: impl ToString, knows: Knows) -> Self {
        Self::new(name, Text::same(word.to_string()), knows)
    }

    /// A value made of bytes.
    pub fn hex(name: impl Into<Text>, bytes: &[u8], knows: Knows) -> Self {
        Self {
            name: name.into(),
            what: What::Bytes(bytes.to_vec()),
            knows,
        }
    }

    /// The bytes, where it is bytes.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.what {
            What::Words(_) => None,
            What::Bytes(bytes) => Some(bytes),
        }
    }

    /// The value in words, whole: bytes in hexadecimal.
    pub fn text(&self) -> Text {
        match &self.what {
            What::Words(words) => words.clone(),
            What::Bytes(bytes) => Text::same(hex::encode(bytes)),
        }
    }
}

/// A claim, computed again from its inputs and compared with what was seen.
#[derive(Clone, Debug)]
pub struct Proof {
    /// What is claimed, in a few words, such as `server Finished`.
    pub claim: Text,
    /// A stable name for JSON and tests, such as `server_finished`.
    pub key: &'static str,
    /// The formula over the names of the inputs.
    pub formula: String,
    /// What went in, each with where it was seen.
    pub inputs: Vec<Given>,
    /// What came out, where it is bytes.
    pub result: Option<Vec<u8>>,
    /// What it was compared with, where it is bytes.
    pub seen: Option<Vec<u8>>,
    /// What the comparison says.
    pub verdict: Verdict,
    /// The verdict in a sentence: what equality means, why it fails, why it was not reached.
    pub says: Text,
    /// Where it is defined.
    pub rfc: &'static str,
}

/// An input of a proof.
#[derive(Clone, Debug)]
pub struct Given {
    /// The value.
    pub value: Value,
    /// Where it was seen: `frame 6`, `step handshake secret`, `recorded at the client`.
    pub seen: Text,
}

/// Why a connection failed, as offer against need from both ends.
#[derive(Clone, Debug)]
pub struct Cause {
    /// A stable name for JSON and tests, such as `certificate_expired`.
    pub key: &'static str,
    /// The cause in one sentence.
    pub sentence: Text,
    /// What the client needed or offered that matters here.
    pub client: Text,
    /// What the server needed or offered that matters here.
    pub server: Text,
    /// What each end said of itself, client first.
    pub said: [Said; 2],
    /// The alert that was sent and by whom, or that none was.
    pub alert: Text,
    /// What an outsider without keys could see of the failure.
    pub outsider: Text,
    /// What to do about it.
    pub repair: Text,
}

/// What one end of a failed connection said of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing is wrong.
    Content,
    /// Its own error message.
    Error(String),
    /// Nobody asked it: a capture has only what stood on the wire.
    Unknown,
}

impl Said {
    /// Its error message, where it has one.
    pub fn error(&self) -> Option<&str> {
        match self {
            Self::Error(error) => Some(error),
            Self::Content | Self::Unknown => None,
        }
    }
}

/// Something that is wrong, with its place and what to do about it.
#[derive(Clone, Debug)]
pub struct Fault {
    /// A stable name for JSON and tests, such as `time.expired`.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// Where it is; none: it is no matter of certain bytes.
    pub place: Option<FaultPlace>,
    /// What is wrong, in one sentence with the values of this case.
    pub says: Text,
    /// Why that matters; may be empty.
    pub why: Text,
    /// What to do about it.
    pub repair: Text,
    /// The rule it breaks, such as `RFC 5280 §4.1.2.5`.
    pub rfc: &'static str,
    /// The alert a TLS peer that minds would send.
    pub alert: Option<&'static str>,
}

/// The bytes at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultPlace {
    /// What they are part of, as the JSON has it: `certificate`, `crl`, `ocsp`.
    pub document: &'static str,
    /// Which of those, from 0; for certificates the place in the path, the leaf being 0.
    pub index: usize,
    /// The same in words, with its name: `certificate 0 (server.test)`.
    pub named: Text,
    /// Which bytes of that document; none: something is missing there.
    pub at: Range<usize>,
    /// The bytes themselves.
    pub bytes: Vec<u8>,
}
