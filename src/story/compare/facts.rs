//! What one connection of a story shows of itself, looked up once. What it does not show is not known: never a guess.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::exhibit::Origin;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::datagram::{self, Spoken};
use crate::story::model::{Cover, Fate, Kind, Step, Story, Value};

/// What one connection shows.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The version chosen, as the story names it.
    pub version: Option<String>,
    /// The cipher suite chosen.
    pub suite: Option<String>,
    /// The group of the key exchange.
    pub group: Option<String>,
    /// The first message that carries a key share or a key, with who sent it.
    pub first_key: Option<(Side, String)>,
    /// Everything said over TCP, in order.
    pub messages: Vec<Message>,
    /// Whether records stay shut, so that messages may be missing above.
    pub shut: bool,
    /// Whether it goes on with what an earlier connection left.
    pub resumes: Resumes,
    /// Whether the client showed a ticket or session that could be resumed.
    pub offers_to_resume: bool,
    /// Request sent before the handshake.
    pub early: Early,
    /// TLS round trips before the client's first application byte; none: not known, or it never came to that.
    pub turns: Option<usize>,
    /// The name the client asked for, which stands in the clear.
    pub name: Option<String>,
    /// The protocol agreed on for inside.
    pub alpn: Option<String>,
    /// Who the server's certificate is for.
    pub subject: Option<String>,
    /// What was spoken in the clear before the connection turned to TLS, such as `smtp`.
    pub dialog: Option<Dialog>,
    /// What it is, where it is a relative of TLS over UDP, which is not opened.
    pub unopened: Option<Text>,
    /// Bytes of the frames each side sent, the client first; who asks for a link address asks for all connections.
    pub bytes: [u64; 2],
    /// Whether it ends with an alert that is no farewell, or with a known cause of failure.
    pub fails: bool,
    /// Whether a frame of it was changed on the way.
    pub tampered: bool,
}

/// What is spoken before TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialog {
    /// The protocol, such as `smtp`.
    pub protocol: String,
    /// Where its turn to TLS is defined.
    pub rfc: &'static str,
}

/// Something said over TCP.
#[derive(Clone, Debug)]
pub struct Message {
    /// The step, counted from 0 in the story.
    pub step: usize,
    /// Who sent it.
    pub side: Side,
    /// Its name in the story.
    pub name: String,
    /// Whether it could be read.
    pub cover: Cover,
}

/// Whether a connection goes on with what an earlier one left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumes {
    /// It begins anew.
    No,
    /// With the pre-shared key of a ticket (TLS 1.3).
    Ticket,
    /// With the master secret of a session (TLS 1.2 and before).
    Session,
    /// The story does not show it.
    Unknown,
}

impl Resumes {
    /// Whether it does.
    pub fn yes(self) -> bool {
        matches!(self, Self::Ticket | Self::Session)
    }
}

/// What became of a request sent before the handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Early {
    /// There was none.
    None,
    /// The server took it.
    Taken,
    /// The server did not take it.
    Refused,
    /// There was one; what became of it stays in the dark.
    Unknown,
}

impl Facts {
    /// Looks them up in the steps `within` of `story`.
    pub fn of(story: &Story, within: &Range<usize>) -> Self {
        let steps = story.steps.get(within.clone()).unwrap_or_default();
        let numbered = (within.start..).zip(steps);
        let messages: Vec<Message> = numbered.filter_map(message).collect();
        let named = |name: &str| steps.iter().find(|step| step.name.en == name);
        let hello = named("ServerHello");
        let version =
            value(hello, "version").or_else(|| value(named("HelloRetryRequest"), "version"));
        let shut = messages.iter().any(|m| m.cover == Cover::Sealed);
        let last = within.end == story.steps.len();
        let alert = messages
            .iter()
            .any(|m| m.name.starts_with("alert ") && m.name != "alert close_notify");
        let client_hello = named("ClientHello");
        let unopened = unopened(steps);
        let certificate = steps
            .iter()
            .find(|step| step.name.en == "Certificate" && step.sender() == Some(Side::Server));
        Self {
            suite: value(hello, "cipher_suite"),
            group: group(hello, named("ServerKeyExchange"), steps),
            first_key: first_key(steps),
            resumes: match unopened {
                Some(_) => Resumes::Unknown,
                None => resumes(hello, version.as_deref(), &messages),
            },
            dialog: dialog(&messages, story),
            unopened,
            offers_to_resume: value(client_hello, "pre_shared_key").is_some(),
            early: early(client_hello, named("EncryptedExtensions")),
            turns: turns(&messages),
            name: value(client_hello, "server_name"),
            alpn: value(hello, "alpn").or_else(|| value(named("EncryptedExtensions"), "alpn")),
            subject: value(certificate, "names").or_else(|| value(certificate, "subject")),
            bytes: bytes(story, steps),
            fails: alert || (last && story.cause.is_some()),
            tampered: steps.iter().any(changed),
            version,
            shut,
            messages,
        }
    }

    /// The first message of that name, from that side.
    pub fn find(&self, side: Side, name: &str) -> Option<&Message> {
        let mut messages = self.messages.iter();
        messages.find(|m| m.side == side && m.name == name)
    }

    /// Whether the version is TLS 1.3.
    pub fn is_tls13(&self) -> bool {
        self.version.as_deref() == Some("TLS 1.3")
    }

    /// Whether it is TLS up to 1.2, as far as that is known.
    pub fn is_older(&self) -> bool {
        self.version.is_some() && !self.is_tls13()
    }

    /// Whether the secret is exchanged anew, so that keys that leak later open nothing; none: not known.
    pub fn forward_secret(&self) -> Option<bool> {
        if self.resumes == Resumes::Session {
            return Some(false);
        }
        let suite = self.suite.as_deref()?;
        if self.is_tls13() {
            return Some(self.group.is_some());
        }
        Some(suite.contains("DHE") || suite.contains("ECDHE"))
    }

    /// The names of the handshake messages of one side, each as often as it was sent.
    pub fn spoken(&self, side: Side) -> BTreeMap<&str, usize> {
        let mut names = BTreeMap::new();
        for message in self.messages.iter().filter(|m| m.side == side) {
            if !UNNAMED.contains(&message.name.as_str()) {
                *names.entry(message.name.as_str()).or_insert(0) += 1;
            }
        }
        names
    }
}

/// What is no message of a handshake: how often it comes is a matter of the application, or of what cannot be opened.
const UNNAMED: &[&str] = &[
    "protected record",
    "application data",
    "more application data",
    "alert close_notify",
];

fn message((n, step): (usize, &Step)) -> Option<Message> {
    let Kind::Wire { from, cover, .. } = &step.kind else {
        return None;
    };
    let mut exhibits = step.exhibits.iter();
    let stream = exhibits.any(|exhibit| {
        matches!(
            exhibit.origin,
            Origin::Stream { .. } | Origin::Opened { .. }
        )
    });
    stream.then(|| Message {
        step: n,
        side: *from,
        name: step.name.en.to_string(),
        cover: *cover,
    })
}

fn changed(step: &Step) -> bool {
    matches!(
        step.kind,
        Kind::Wire {
            fate: Fate::Changed,
            ..
        }
    )
}

fn value(step: Option<&Step>, name: &str) -> Option<String> {
    let mut values = step?.values.iter();
    let found = values.find(|value| value.name.en == name)?;
    Some(found.text().en.into_owned())
}

/// What was spoken before the first message of TLS.
fn dialog(messages: &[Message], story: &Story) -> Option<Dialog> {
    let hello = messages.iter().position(|m| m.name == "ClientHello")?;
    let mut before = messages.get(..hello)?.iter();
    before.find_map(|message| {
        Some(Dialog {
            protocol: message.name.strip_suffix(", in the clear")?.to_owned(),
            rfc: story.steps.get(message.step)?.rfc,
        })
    })
}

/// Which relative of TLS the datagrams carry.
fn unopened(steps: &[Step]) -> Option<Text> {
    let mut exhibits = steps.iter().flat_map(|step| &step.exhibits);
    exhibits.find_map(|exhibit| {
        let note = exhibit.find("UDP payload")?;
        Some(match datagram::recognise(note.of(&exhibit.bytes))? {
            Spoken::Quic { .. } => Text::new("QUIC (TLS 1.3 over UDP)", "QUIC(UDP 위의 TLS 1.3)"),
            Spoken::Dtls { .. } => Text::new("DTLS (TLS over UDP)", "DTLS(UDP 위의 TLS)"),
        })
    })
}

/// The group of a key share.
fn shared(value: &Value) -> Option<String> {
    let group = value.name.en.strip_prefix("key_share ")?;
    Some(group.to_owned())
}

fn group(hello: Option<&Step>, exchange: Option<&Step>, steps: &[Step]) -> Option<String> {
    if let Some(group) = hello.and_then(|step| step.values.iter().find_map(shared)) {
        return Some(group);
    }
    let told = exchange.and_then(|step| {
        let mut exhibits = step.exhibits.iter();
        exhibits.find_map(|exhibit| {
            let note = exhibit
                .find("namedcurve")
                .or_else(|| exhibit.find("named_curve"))
                .or_else(|| exhibit.find("named_group"))?;
            let said = note.field.value(note.of(&exhibit.bytes))?;
            Some(said.en.into_owned())
        })
    });
    // A key pair of the server's own was used; one of the client's may have been refused.
    told.or_else(|| {
        exchange?;
        let pair = steps
            .iter()
            .find_map(|step| step.name.en.strip_suffix(" key pair"));
        pair.map(str::to_owned)
    })
}

fn first_key(steps: &[Step]) -> Option<(Side, String)> {
    steps.iter().find_map(|step| {
        let side = step.sender()?;
        let name: &str = &step.name.en;
        let shares = step.values.iter().any(|value| shared(value).is_some());
        let carries = shares || ["ServerKeyExchange", "ClientKeyExchange"].contains(&name);
        carries.then(|| (side, name.to_owned()))
    })
}

fn resumes(hello: Option<&Step>, version: Option<&str>, messages: &[Message]) -> Resumes {
    let Some(hello) = hello else {
        return match messages.is_empty() {
            true => Resumes::No,
            false => Resumes::Unknown,
        };
    };
    if version == Some("TLS 1.3") {
        return match hello.values.iter().any(|v| v.name.en == "pre_shared_key") {
            true => Resumes::Ticket,
            false => Resumes::No,
        };
    }
    let after = messages
        .iter()
        .skip_while(|m| m.name != "ServerHello")
        .skip(1);
    for message in after.filter(|m| m.side == Side::Server) {
        match message.name.as_str() {
            "ChangeCipherSpec" => return Resumes::Session,
            "Certificate" | "ServerKeyExchange" | "ServerHelloDone" => return Resumes::No,
            _ => {}
        }
    }
    Resumes::Unknown
}

fn early(hello: Option<&Step>, answer: Option<&Step>) -> Early {
    if value(hello, "early_data").is_none() {
        return Early::None;
    }
    match answer {
        None => Early::Unknown,
        // The extension itself, sent back, is the yes.
        Some(step) if step.exhibits.iter().any(|e| e.find("early_data").is_some()) => Early::Taken,
        Some(_) => Early::Refused,
    }
}

/// How often the client waited for the server before its first application byte.
fn turns(messages: &[Message]) -> Option<usize> {
    let data = messages
        .iter()
        .position(|m| m.side == Side::Client && m.name == "application data");
    let accepted = messages
        .iter()
        .any(|m| m.side == Side::Client && m.name == "EndOfEarlyData");
    if accepted {
        return Some(0);
    }
    let before = messages.get(..data?)?;
    if before
        .iter()
        .any(|m| m.cover == Cover::Sealed && m.side == Side::Client && changed_to_dark(m))
    {
        return None;
    }
    let sides: Vec<Side> = before.iter().map(|m| m.side).collect();
    let turned = sides
        .windows(2)
        .filter(|pair| matches!(pair, [Side::Client, Side::Server]));
    Some(turned.count())
}

/// A record that nobody can open may have been application data.
fn changed_to_dark(message: &Message) -> bool {
    message.name == "protected record"
}

fn bytes(story: &Story, steps: &[Step]) -> [u64; 2] {
    let sizes: BTreeMap<u32, u32> = story
        .packets
        .iter()
        .map(|packet| (packet.number, packet.original))
        .collect();
    let mut seen = BTreeSet::new();
    let mut sent = [0u64; 2];
    for step in steps {
        let Kind::Wire { from, packets, .. } = &step.kind else {
            continue;
        };
        if step.rfc == "RFC 826" {
            continue;
        }
        for number in packets {
            if seen.insert(*number)
                && let Some(size) = sizes.get(number)
                && let Some(sum) = sent.get_mut(*from as usize)
            {
                *sum += u64::from(*size);
            }
        }
    }
    sent
}

/// A side as the subject of a sentence: `the client`.
pub fn the(side: Side) -> Text {
    match side {
        Side::Client => Text::new("the client", "클라이언트"),
        Side::Server => Text::new("the server", "서버"),
    }
}
