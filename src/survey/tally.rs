//! `--summary`: how often what was seen, over any number of connections, in bounded memory.
//!
//! Each dimension keeps at most [`MOST`] different values. When one comes too many, the rarer half is let go into "others";
//! a value that was let go and comes back may then count too few, by at most [`Counts::slack`]. What is common stays exact
//! to a fraction, and what could be wrong is said.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::base::side::Side;
use crate::base::text::{Doc, Text};
use crate::base::time::Time;
use crate::dissect::tls::codes::group::Group;
use crate::survey::connection::Connection;
use crate::survey::findings::registry;
use crate::survey::outcome::{Outcome, outcome};
use crate::survey::suite;
use crate::survey::tls::Tls;
use crate::survey::words;

/// How many different values a dimension keeps.
pub const MOST: usize = 10_000;

/// Bytes of a value that are kept: no host name is longer (RFC 1035 §2.3.4).
const LONGEST: usize = 255;

/// Tells each value that a connection has.
type Read = fn(&Connection, &mut dyn FnMut(&str));

/// Something that is counted.
#[derive(Debug)]
pub struct Dimension {
    /// Its name in JSON, the same as the field of a query where there is one.
    pub name: &'static str,
    /// Its title.
    pub title: Doc,
    read: Read,
    say: fn(&str) -> Text,
}

impl Dimension {
    /// What `value` is called by people.
    pub fn say(&self, value: &str) -> Text {
        (self.say)(value)
    }
}

/// Everything that is counted, in the order shown.
pub static DIMENSIONS: &[Dimension] = &[
    counted("outcome", "Outcome", "결과", |c, tell| {
        tell(outcome(c).code())
    })
    .said(|code| {
        known(
            code,
            Outcome::ALL.into_iter().map(|one| (one.code(), one.word())),
        )
    }),
    counted("protocol", "Protocol", "프로토콜", |c, tell| {
        tell(c.protocol.map_or("none", words::protocol));
    })
    .said(|code| known(code, PROTOCOLS.iter().copied())),
    counted("version", "Version", "버전", |c, tell| {
        told(c, tell, |tls| Some(tls.version?.name().into()));
    }),
    counted(
        "offered",
        "Highest version offered",
        "제안된 가장 높은 버전",
        |c, tell| {
            told(c, tell, |tls| Some(tls.version_offered?.name().into()));
        },
    ),
    counted("suite", "Cipher suite", "암호 모음", |c, tell| {
        told(c, tell, |tls| tls.suite.map(suite::name));
    }),
    counted(
        "group",
        "Key exchange group",
        "키 교환 그룹",
        |c, tell| {
            told(c, tell, |tls| {
                tls.group.map(|group: Group| group.name().into())
            });
        },
    ),
    counted("sni", "Server name", "서버 이름", |c, tell| {
        told(c, tell, |tls| tls.sni().map(Cow::from));
    }),
    counted(
        "alpn",
        "Application protocol",
        "응용 프로토콜",
        |c, tell| {
            told(c, tell, |tls| tls.alpn.as_deref().map(Cow::from));
        },
    ),
    counted("starttls", "STARTTLS", "STARTTLS", |c, tell| {
        c.starttls.into_iter().for_each(tell)
    }),
    counted("decryption", "Decryption", "복호화", |c, tell| {
        told(c, tell, |tls| {
            let opened = &tls.decryption;
            Some(
                opened
                    .reason
                    .map_or(words::status(opened.status), |why| why.code())
                    .into(),
            )
        });
    })
    .said(|code| known(code, words::darkness())),
    counted("finding", "Findings", "살필 점", |c, tell| {
        c.findings.iter().for_each(|one| tell(one.code))
    })
    .said(|code| match registry::kind(code) {
        Some(kind) => kind.title.into(),
        None => Text::same(code.to_owned()),
    }),
    counted("server", "Server", "서버", |c, tell| {
        tell(&c.server.to_string())
    }),
    counted(
        "issuer",
        "Certificate issuer",
        "인증서 발급자",
        |c, tell| {
            told(c, tell, |tls| {
                Some(tls.chain(Side::Server).next()?.issuer.as_str().into())
            });
        },
    ),
    counted("ja3", "JA3", "JA3", |c, tell| {
        told(c, tell, |tls| Some(tls.client_hello()?.ja3.as_str().into()));
    }),
    counted("ja4", "JA4", "JA4", |c, tell| {
        told(c, tell, |tls| Some(tls.client_hello()?.ja4.as_str().into()));
    }),
];

const PROTOCOLS: &[(&str, Doc)] = &[
    ("tls", Doc::new("TLS", "TLS")),
    ("dtls", Doc::new("DTLS", "DTLS")),
    ("quic", Doc::new("QUIC", "QUIC")),
    ("none", Doc::new("something else", "그 밖의 것")),
];

const fn counted(name: &'static str, en: &'static str, ko: &'static str, read: Read) -> Dimension {
    Dimension {
        name,
        title: Doc::new(en, ko),
        read,
        say: |value| Text::same(value.to_owned()),
    }
}

impl Dimension {
    const fn said(mut self, say: fn(&str) -> Text) -> Self {
        self.say = say;
        self
    }
}

/// Tells what `read` finds in the TLS of a connection; an empty value is not known.
fn told<'c>(
    connection: &'c Connection,
    tell: &mut dyn FnMut(&str),
    read: impl FnOnce(&'c Tls) -> Option<Cow<'c, str>>,
) {
    let found = connection.tls.as_deref().and_then(read);
    if let Some(value) = found.filter(|value| !value.is_empty()) {
        tell(&value);
    }
}

/// The words for `code`, where it is one of `names`.
fn known(code: &str, mut names: impl Iterator<Item = (&'static str, Doc)>) -> Text {
    let found = names.find(|(name, _)| *name == code);
    found.map_or_else(|| Text::same(code.to_owned()), |(_, doc)| doc.into())
}

/// How often each value of a dimension was seen.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    seen: HashMap<Box<str>, u64>,
    /// Times that values were seen which were let go.
    pub others: u64,
    /// By how much a count may be too low: values let go may have come back.
    pub slack: u64,
    /// How often anything was seen.
    pub total: u64,
}

impl Counts {
    fn add(&mut self, value: &str) {
        self.total += 1;
        let value = value
            .get(..value.floor_char_boundary(LONGEST))
            .unwrap_or_default();
        if let Some(count) = self.seen.get_mut(value) {
            *count += 1;
            return;
        }
        if self.seen.len() >= MOST {
            self.let_go();
        }
        self.seen.insert(value.into(), 1);
    }

    /// Lets the rarer half go.
    fn let_go(&mut self) {
        let mut counts: Vec<u64> = self.seen.values().copied().collect();
        let (_, middle, _) = counts.select_nth_unstable(MOST / 2);
        let middle = *middle;
        let (mut others, mut spare) = (0, MOST / 2);
        self.seen.retain(|_, count| {
            let stays = *count > middle || *count == middle && spare > 0;
            if stays {
                spare = spare.saturating_sub(1);
            } else {
                others += *count;
            }
            stays
        });
        self.others += others;
        self.slack += middle;
    }

    /// The `most` values seen most often with their counts, those with equal counts by name.
    pub fn top(&self, most: usize) -> Vec<(&str, u64)> {
        let mut all: Vec<(&str, u64)> = self
            .seen
            .iter()
            .map(|(value, count)| (value.as_ref(), *count))
            .collect();
        all.sort_unstable_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(two.0)));
        all.truncate(most);
        all
    }

    /// How many different values are kept.
    pub fn distinct(&self) -> usize {
        self.seen.len()
    }

    /// Whether every count is exact: nothing was let go.
    pub fn is_exact(&self) -> bool {
        self.others == 0
    }

    /// How often values were seen that are not among the `most` most frequent ones.
    pub fn beyond(&self, most: usize) -> u64 {
        let shown: u64 = self.top(most).iter().map(|(_, count)| count).sum();
        self.total.saturating_sub(shown)
    }
}

/// What was seen of all connections together.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many connections.
    pub connections: u64,
    /// How many of them speak TLS, DTLS or QUIC.
    pub secure: u64,
    /// Their packets.
    pub packets: u64,
    /// Bytes that TCP carried in them.
    pub bytes: u64,
    /// From their first packet to their last.
    pub span: Option<[Time; 2]>,
    counts: Vec<Counts>,
}

impl Tally {
    /// Counts one connection, its findings judged.
    pub fn add(&mut self, connection: &Connection) {
        self.connections += 1;
        self.secure += u64::from(connection.protocol.is_some());
        self.packets += u64::from(connection.packets);
        let tcp = connection.tcp.as_ref();
        let carried = tcp.map_or(0, |tcp| tcp.payload.iter().sum::<u64>());
        self.bytes = self.bytes.saturating_add(carried);
        let [start, end] = self.span.unwrap_or([connection.start, connection.end]);
        self.span = Some([start.min(connection.start), end.max(connection.end)]);
        self.counts.resize_with(DIMENSIONS.len(), Counts::default);
        for (dimension, counts) in DIMENSIONS.iter().zip(&mut self.counts) {
            (dimension.read)(connection, &mut |value| counts.add(value));
        }
    }

    /// Every dimension with its counts, in the order shown; none before the first connection.
    pub fn counts(&self) -> impl Iterator<Item = (&'static Dimension, &Counts)> {
        DIMENSIONS.iter().zip(&self.counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::samples::{bend, tcp, tls13};

    fn of<'t>(tally: &'t Tally, name: &str) -> (&'static Dimension, &'t Counts) {
        tally
            .counts()
            .find(|(dimension, _)| dimension.name == name)
            .unwrap()
    }

    #[test]
    fn connections_are_counted() {
        let mut tally = Tally::default();
        assert_eq!(tally.counts().count(), 0);
        tally.add(&tls13());
        tally.add(&tls13());
        tally.add(&tcp());
        assert_eq!(
            (tally.connections, tally.secure, tally.bytes),
            (3, 2, 12_000)
        );
        let (dimension, outcomes) = of(&tally, "outcome");
        assert_eq!(outcomes.top(5), [("completed", 2), ("silent", 1)]);
        assert_eq!(dimension.say("completed").ko, "완료");
        assert_eq!(of(&tally, "sni").1.top(5), [("www.example", 2)]);
        assert_eq!(
            of(&tally, "suite").1.top(1),
            [("TLS_AES_128_GCM_SHA256", 2)]
        );
        assert_eq!(of(&tally, "protocol").0.say("none").en, "something else");
        assert_eq!(
            of(&tally, "decryption").0.say("not_needed").en,
            "nothing protected"
        );
        for (dimension, counts) in tally.counts() {
            assert!(counts.is_exact() && !dimension.title.is_empty());
        }
    }

    #[test]
    fn memory_is_bounded_and_what_is_common_survives() {
        let mut tally = Tally::default();
        let mut one = tls13();
        let rounds = u64::try_from(MOST).unwrap() * 3;
        for n in 0..rounds {
            let name = if n % 3 == 0 {
                "common.example".to_owned()
            } else {
                format!("{n}.example")
            };
            bend(&mut one, |tls| {
                for hello in &mut tls.client_hellos {
                    hello.sni = Some(name.clone());
                }
            });
            tally.add(&one);
        }
        let counts = of(&tally, "sni").1;
        assert_eq!(counts.top(1), [("common.example", rounds / 3)]);
        assert!(counts.distinct() <= MOST && !counts.is_exact());
        let kept: u64 = counts.top(MOST).iter().map(|(_, count)| count).sum();
        assert_eq!(kept + counts.others, counts.total);
        assert_eq!(counts.beyond(1), rounds - rounds / 3);
    }

    #[test]
    fn a_long_name_is_cut_at_a_letter() {
        let mut counts = Counts::default();
        counts.add(&"가".repeat(1000));
        assert_eq!(counts.top(1).first().unwrap().0.len(), 255);
    }
}
