//! Key logs: the lines that SSLKEYLOGFILE collects, `LABEL client_random secret` in hex, found by the client's random.
//!
//! The form is that of NSS, which browsers and libraries share (draft-ietf-tls-keylogfile). No file is opened here: text
//! comes in, in one piece or through a reader. A line that cannot be read is reported and skipped, for logs are often
//! written by several programs at once. A log of a busy day has hundreds of thousands of lines, so a line takes 20 bytes
//! beside its secret, and lines with one random stand in one group.

use std::collections::HashMap;
use std::fmt;

use crate::keys::label::{LABELS, Label, SESSION, UPDATED};
use crate::keys::line;

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

/// Labels outside the table that are kept.
const MOST_OTHERS: usize = 64;
impl Log {
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
mod tests;
