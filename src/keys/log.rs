//! Key logs: the lines that SSLKEYLOGFILE collects, `LABEL client_random secret` in hex, found by the client's random.
//!
//! The form is that of NSS, which browsers and libraries share (draft-ietf-tls-keylogfile). No file is opened here: text
//! comes in, in one piece or through a reader. A line that cannot be read is reported and skipped, for logs are often
//! written by several programs at once. A log of a busy day has hundreds of thousands of lines, so a line takes 20 bytes
//! beside its secret, and lines with one random stand in one group.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::io::{BufRead, Read};

use crate::base::text::Text;
use crate::keys::label::{LABELS, Label, SESSION, UPDATED};
use crate::keys::line;
use crate::keys::reading::Reading;

/// Secrets known from elsewhere, by client random and label.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// Where each group is: a map of places, so that a random is kept once.
    places: HashMap<Key, u32>,
    groups: Vec<Group>,
    lines: Vec<Line>,
    secrets: Vec<u8>,
    /// Labels that are not in the table.
    others: Vec<Box<str>>,
}

/// What lines are found by, at most 32 bytes: length, then the bytes, then zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key([u8; 33]);

/// The lines with one random, a chain through [`Line::next`].
#[derive(Clone, Copy, Debug)]
struct Group {
    key: Key,
    first: u32,
    last: u32,
}

#[derive(Clone, Copy, Debug)]
struct Line {
    /// Place in [`LABELS`]; from its end on, in the labels that are not there.
    label: u16,
    /// Which file.
    source: u16,
    number: u32,
    /// Where the secret begins.
    at: u32,
    length: u16,
    /// The next line of the group; its own place at the end.
    next: u32,
}

/// A line of a key log that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Which file, as it was given to [`Log::read`].
    pub source: u16,
    /// Its number in the text, from 1.
    pub line: usize,
    /// What is wrong with it. No secret is repeated in it.
    pub why: Text,
}

/// Labels outside the table that are kept.
const MOST_OTHERS: usize = 64;
/// Bytes of a line that are read; what is longer is no line of a key log.
const LONGEST: usize = 1 << 16;

impl Log {
    /// Reads a key log of its own. See [`Self::read`].
    pub fn parse(text: &str) -> (Self, Vec<BadLine>) {
        let mut log = Self::default();
        let bad = log.read(text, 0);
        (log, bad)
    }

    /// Reads a key log into this one, as the file number `source` (from 0). Comments (`#`), empty lines and a byte order mark
    /// are passed over; lines with labels that are not in [`LABELS`] are kept if they have the form; the last line may lack
    /// its end. Gives the lines that cannot be used, the first 100 each, and one entry for all others.
    pub fn read(&mut self, text: impl AsRef<[u8]>, source: u16) -> Vec<BadLine> {
        let mut reading = Reading::new(source);
        for line in text.as_ref().split(|byte| *byte == b'\n') {
            reading.line(self, line);
        }
        reading.end()
    }

    /// The same out of a reader, so that the text need not be in memory.
    pub fn drain(&mut self, text: &mut dyn BufRead, source: u16) -> io::Result<Vec<BadLine>> {
        let mut reading = Reading::new(source);
        let mut line = Vec::new();
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        loop {
            line.clear();
            if (&mut *text).take(most).read_until(b'\n', &mut line)? == 0 {
                return Ok(reading.end());
            }
            let ended = line.pop_if(|byte| *byte == b'\n').is_some();
            reading.line(self, &line);
            if !ended && line.len() == LONGEST {
                text.skip_until(b'\n')?;
            }
        }
    }

    /// Adds a secret; one that is there already is not added again. Nothing is added that no line could hold: an empty or
    /// longer than 32 bytes random, a secret of more than 65535 bytes.
    pub fn add(
        &mut self,
        label: &str,
        client_random: &[u8],
        secret: &[u8],
    ) -> Result<(), Contradiction> {
        let Some(label) = self.label(label.as_bytes()) else {
            return Ok(());
        };
        let Some(key) = Key::new(client_random) else {
            return Ok(());
        };
        self.insert(label, key, secret, 0, 0)
    }

    /// Adds every secret of another log; where both know one and differ, this log's stays.
    pub fn extend(&mut self, other: &Self) {
        for (line, key) in other.whole() {
            let Some(label) = self.label(other.name(line.label).as_bytes()) else {
                continue;
            };
            let secret = other.secret(line);
            // The first log is the nearer one, such as a file that was named against secrets inside a capture.
            let _: Result<(), Contradiction> =
                self.insert(label, key, secret, line.source, line.number);
        }
    }

    /// The secret with this label for the connection whose ClientHello had this random, 32 bytes.
    pub fn find(&self, label: &str, client_random: &[u8]) -> Option<&[u8]> {
        self.of(client_random)
            .find(|(found, _)| *found == label)
            .map(|(_, secret)| secret)
    }

    /// The master secret of the session with this name, as OpenSSL's `RSA Session-ID:… Master-Key:…` gives it.
    pub fn find_session(&self, id: &[u8]) -> Option<&[u8]> {
        self.find(SESSION, id)
    }

    /// The premaster secret whose encrypted form begins with these 8 bytes.
    pub fn find_premaster(&self, first8: &[u8]) -> Option<&[u8]> {
        self.find("RSA", first8)
    }

    /// All secrets for the connection with this random, label and secret, in the order of the log.
    pub fn of(&self, client_random: &[u8]) -> impl Iterator<Item = (&str, &[u8])> {
        self.chain(client_random)
            .map(|(_, line)| (self.name(line.label), self.secret(line)))
    }

    /// What the lines are found by, each once, in the order of the log: client randoms of 32 bytes, and the shorter keys of
    /// other kinds of lines.
    pub fn randoms(&self) -> impl Iterator<Item = &[u8]> {
        self.groups.iter().map(|group| group.key.bytes())
    }

    /// Where the lines of a random stand: the file (from 0) and the number (from 1) of each. A secret that [`Self::add`] added
    /// has line 0.
    pub fn lines_of(&self, random: &[u8]) -> impl Iterator<Item = (u16, u32)> {
        self.chain(random)
            .map(|(_, line)| (line.source, line.number))
    }

    /// How many secrets.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is no secret.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Places and lines of a group.
    fn chain(&self, random: &[u8]) -> impl Iterator<Item = (u32, &Line)> {
        let key = Key::new(random);
        let place = key.and_then(|key| self.places.get(&key).copied());
        let group = place.and_then(|place| self.groups.get(usize::try_from(place).ok()?));
        let mut next = group.map(|group| group.first);
        std::iter::from_fn(move || {
            let place = next?;
            let line = self.lines.get(usize::try_from(place).ok()?)?;
            next = (line.next != place).then_some(line.next);
            Some((place, line))
        })
    }

    /// Every line with what it is found by, group by group.
    fn whole(&self) -> impl Iterator<Item = (&Line, Key)> {
        self.groups.iter().flat_map(|group| {
            let lines = self.chain(group.key.bytes());
            lines.map(|(_, line)| (line, group.key))
        })
    }

    fn secret(&self, line: &Line) -> &[u8] {
        let at = usize::try_from(line.at).unwrap_or(usize::MAX);
        let end = at.saturating_add(usize::from(line.length));
        self.secrets.get(at..end).unwrap_or_default()
    }

    fn name(&self, label: u16) -> &str {
        let place = usize::from(label);
        match (LABELS.get(place), place.checked_sub(LABELS.len())) {
            (Some(known), _) => known.name,
            (None, place) => place
                .and_then(|place| self.others.get(place))
                .map_or("", |name| name),
        }
    }

    /// The place of a label; one that is not in the table gets one, as long as there are not too many.
    pub(crate) fn label(&mut self, name: &[u8]) -> Option<u16> {
        if let Some(place) = Label::place(name) {
            return Some(place);
        }
        let known = self
            .others
            .iter()
            .position(|other| other.as_bytes() == name);
        let place = known.unwrap_or(self.others.len());
        if known.is_none() {
            let name = std::str::from_utf8(name).ok()?;
            if self.others.len() == MOST_OTHERS || !line::is_label(name.as_bytes()) {
                return None;
            }
            self.others.push(name.into());
        }
        u16::try_from(LABELS.len() + place).ok()
    }

    pub(crate) fn insert(
        &mut self,
        label: u16,
        key: Key,
        secret: &[u8],
        source: u16,
        number: u32,
    ) -> Result<(), Contradiction> {
        let known = self
            .chain(key.bytes())
            .find(|(_, line)| line.label == label)
            .map(|(_, line)| self.secret(line) == secret);
        match known {
            Some(true) => return Ok(()),
            // Each KeyUpdate has another; all follow from the first secret of their direction (RFC 8446 §7.2).
            Some(false) if self.name(label).ends_with(UPDATED) => return Ok(()),
            Some(false) => return Err(Contradiction),
            None => {}
        }
        let place = u32::try_from(self.lines.len());
        let at = u32::try_from(self.secrets.len());
        let group = u32::try_from(self.groups.len());
        let (Ok(place), Ok(at), Ok(group), Ok(length)) =
            (place, at, group, u16::try_from(secret.len()))
        else {
            return Ok(());
        };
        let group = *self.places.entry(key).or_insert(group);
        let group = usize::try_from(group).unwrap_or(usize::MAX);
        match self.groups.get_mut(group) {
            Some(group) => {
                let last = usize::try_from(group.last).unwrap_or(usize::MAX);
                if let Some(last) = self.lines.get_mut(last) {
                    last.next = place;
                }
                group.last = place;
            }
            None => self.groups.push(Group {
                key,
                first: place,
                last: place,
            }),
        }
        self.secrets.extend_from_slice(secret);
        self.lines.push(Line {
            label,
            source,
            number,
            at,
            length,
            next: place,
        });
        Ok(())
    }
}

impl Key {
    /// None unless there are 1 to 32 bytes.
    pub(crate) fn new(bytes: &[u8]) -> Option<Self> {
        let mut key = [0; 33];
        let (length, rest) = key.split_first_mut()?;
        *length = u8::try_from(bytes.len())
            .ok()
            .filter(|length| (1..=32).contains(length))?;
        rest.get_mut(..bytes.len())?.copy_from_slice(bytes);
        Some(Self(key))
    }

    fn bytes(&self) -> &[u8] {
        let [length, bytes @ ..] = &self.0;
        bytes.get(..usize::from(*length)).unwrap_or_default()
    }
}

/// Two logs are the same if they know the same, wherever the lines stood.
impl PartialEq for Log {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Log {}

/// The text of a key log, one line a secret, each with its line end; lines of one random stand together.
impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.whole().try_for_each(|(line, key)| {
            let name = self.name(line.label);
            let (key, secret) = (hex::encode(key.bytes()), hex::encode(self.secret(line)));
            match name {
                SESSION => writeln!(f, "{name}:{key} Master-Key:{secret}"),
                _ => writeln!(f, "{name} {key} {secret}"),
            }
        })
    }
}

/// Another secret is known already for the same label and random.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("another secret is known for this label and client random")]
pub struct Contradiction;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::reading::MOST_BAD;
    use crate::keys::secret::SECRETS;

    fn line(label: &str, random: usize, secret: usize) -> String {
        format!("{label} {} {}\n", "ab".repeat(random), "CD".repeat(secret))
    }

    #[test]
    fn every_kind_is_read_and_written_back() {
        let of = |lengths: &[usize]| lengths.first().copied().unwrap_or(20);
        let of_label = |label: &Label| match label.name {
            SESSION => format!(
                "{SESSION}:{} Master-Key:{}\n",
                "ab".repeat(7),
                "CD".repeat(48)
            ),
            name => line(name, of(label.found_by), of(label.secret)),
        };
        let text: String = LABELS.iter().map(of_label).collect();
        let (log, bad) = Log::parse(&text);
        assert_eq!(bad, []);
        assert_eq!(log.len(), LABELS.len());
        assert_eq!(Log::parse(&log.to_string()).0, log);
        assert_eq!(log.to_string().lines().count(), LABELS.len());
        assert_eq!(
            log.find("CLIENT_RANDOM", &[0xab; 32]),
            Some(&[0xcd; 48][..])
        );
        assert_eq!(log.find("CLIENT_RANDOM", &[0xac; 32]), None);
        assert_eq!(log.of(&[0xab; 32]).count(), LABELS.len() - 2);
        assert_eq!(log.find_premaster(&[0xab; 8]), Some(&[0xcd; 48][..]));
        assert_eq!(log.find_session(&[0xab; 7]), Some(&[0xcd; 48][..]));
        assert_eq!(
            log.randoms().map(<[u8]>::len).collect::<Vec<_>>(),
            [32, 8, 7]
        );
        assert!(log.lines_of(&[0xab; 8]).eq([(0, 10)]));
        assert_eq!(log.lines_of(&[0xaa; 8]).count(), 0);
    }

    #[test]
    fn lines_are_remembered_with_file_and_number() {
        let mut log = Log::default();
        assert_eq!(log.read(line("CLIENT_RANDOM", 32, 48), 0), []);
        let text = [
            "# café\n",
            &line("RSA", 8, 48),
            "bad\n",
            &line("EXPORTER_SECRET", 32, 32),
        ];
        // Latin-1, as an old editor saves it, and no end of the last line.
        let mut latin: Vec<u8> = text.concat().chars().map(|c| c as u8).collect();
        latin.pop();
        let bad = log.read(&latin, 7);
        assert_eq!((bad[0].source, bad[0].line, bad.len()), (7, 3, 1));
        assert!(log.lines_of(&[0xab; 32]).eq([(0, 1), (7, 4)]));
        assert!(log.lines_of(&[0xab; 8]).eq([(7, 2)]));
        let mut drained = Log::default();
        let mut reader = io::BufReader::with_capacity(5, latin.as_slice());
        assert_eq!(drained.drain(&mut reader, 7).unwrap(), bad);
        let mut whole = Log::default();
        whole.read(&latin, 7);
        assert_eq!(drained, whole);
    }

    #[test]
    fn a_line_without_end_and_a_thousand_bad_ones_take_no_memory() {
        let endless = "A".repeat(3 * LONGEST);
        let text = format!("{endless}\n{}{}", "bad\n".repeat(999), line("RSA", 8, 48));
        let mut log = Log::default();
        let bad = log.drain(&mut text.as_bytes(), 0).unwrap();
        assert_eq!((bad.len(), log.len()), (MOST_BAD + 1, 1));
        assert_eq!(bad[MOST_BAD].line, 101);
        assert!(
            bad[MOST_BAD].why.en.contains("900"),
            "{}",
            bad[MOST_BAD].why.en
        );
        let names: String = (0..100).map(|n| format!("LABEL_{n} 01 02\n")).collect();
        let (log, bad) = Log::parse(&names);
        assert_eq!((log.len(), bad.len()), (MOST_OTHERS, 100 - MOST_OTHERS));
    }

    #[test]
    fn every_secret_that_is_logged_has_its_label() {
        for name in SECRETS.iter().filter_map(|secret| secret.log) {
            assert!(LABELS.iter().any(|label| label.name == name), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_and_skipped() {
        let good = line("SERVER_TRAFFIC_SECRET_0", 32, 48);
        let text = [
            "\u{feff}# made by a browser\r\n\r\n",
            "CLIENT_RANDOM\n",
            "CLIENT_RANDOM zz zz\n",
            "CLIENT_RANDOM abc abc\n",
            &line("CLIENT_RANDOM", 31, 48),
            &line("CLIENT_RANDOM", 32, 47),
            &line("CLIENT RANDOM", 32, 48),
            &line("\u{1b}[2J", 32, 48),
            "\u{ac00} \u{ac00} \u{ac00}\n",
            &good,
            &good,
            &line("SERVER_TRAFFIC_SECRET_0", 32, 32),
            "FUTURE_SECRET 01 02",
        ];
        let (log, bad) = Log::parse(&text.concat());
        let lines: Vec<usize> = bad.iter().map(|bad| bad.line).collect();
        assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10, 13]);
        assert!(bad.iter().all(|bad| !bad.why.is_empty()));
        assert_eq!(log.len(), 2);
        assert_eq!(log.find("FUTURE_SECRET", &[1]), Some(&[2][..]));
        assert_eq!(
            log.find("SERVER_TRAFFIC_SECRET_0", &[0xab; 32])
                .unwrap()
                .len(),
            48
        );
    }

    #[test]
    fn the_first_of_two_logs_is_believed() {
        let (mut first, _) = Log::parse(&line("EXPORTER_SECRET", 32, 32));
        let (second, _) =
            Log::parse(&[line("EXPORTER_SECRET", 32, 48), line("RSA", 8, 48)].concat());
        first.extend(&second);
        assert_eq!(first.len(), 2);
        assert_eq!(
            first.find("EXPORTER_SECRET", &[0xab; 32]).unwrap().len(),
            32
        );
        assert!(Log::default().is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text: String, words: [String; 3]) {
            Log::parse(&text);
            let (log, bad) = Log::parse(&words.join(" "));
            assert!(log.len() + bad.len() <= words.join(" ").lines().count());
            let (again, bad) = Log::parse(&log.to_string());
            assert_eq!((again, bad), (log, vec![]));
        }
    }
}
