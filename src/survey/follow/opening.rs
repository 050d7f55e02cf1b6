//! Opening protected records: at once, or once the server has chosen; and what stays dark.

use crate::base::side::Side;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::record::HEADER;
use crate::survey::desk::Desk;
use crate::survey::follow::conversation::{Conversation, Cover};

/// Bytes of records kept until the server has chosen.
const EARLY: usize = 64 << 10;

impl Conversation {
    /// A protected record: opened, or kept until the server has chosen; what is under the keys of an earlier handshake is
    /// opened with them.
    pub(super) fn sealed(&mut self, desk: &mut Desk<'_>, from: Side, record: &[u8]) {
        let undecided = self.session.version.is_none()
            && !self.session.client_random.is_empty()
            && self.end(from).door.is_empty();
        if undecided && self.session.keyed {
            let early = &self.end(from).early;
            let kept: usize = early.iter().map(|(_, kept)| kept.len()).sum();
            let mut copy = Vec::new();
            if kept + record.len() <= EARLY && desk.hold(&mut copy, record) {
                let packet = desk.packet;
                self.end(from).early.push((packet, copy));
                return;
            }
        }
        self.open(desk, from, record);
    }

    fn open(&mut self, desk: &mut Desk<'_>, from: Side, record: &[u8]) {
        self.protected += 1;
        self.ready(desk, from);
        let mut out = std::mem::take(&mut desk.drawer.scratch);
        let door = &mut self.end(from).door;
        match door.open(record, &mut out) {
            Some(kind) => {
                self.opened += 1;
                let inflater = &mut self.end(from).inflater;
                let inflated = inflater.as_mut().map(|stream| stream.inflate(&out));
                let content = match &inflated {
                    Some(inflated) => inflated.as_deref().unwrap_or_default(),
                    None => &out,
                };
                self.content(desk, from, ContentType(kind), content, Cover::Protected);
            }
            None => {
                if self.should_open(from) {
                    self.tls.damaged.get_or_insert(desk.packet);
                }
                self.end(from).astray = true;
            }
        }
        out.clear();
        desk.drawer.scratch = out;
    }

    /// Whether every secret that the present records may be under is there.
    fn should_open(&mut self, from: Side) -> bool {
        let gaps = self.gaps;
        let tls13 = self.session.is_tls13();
        let door = &self.end(from).door;
        let complete = match tls13 {
            true => door.len() >= 2,
            false => !door.is_empty(),
        };
        complete && !gaps
    }

    /// Records that waited for the server's choice, which has come or never will.
    pub(super) fn early_records(&mut self, desk: &mut Desk<'_>) {
        for side in Side::BOTH {
            let packet = desk.packet;
            for (number, record) in std::mem::take(&mut self.end(side).early) {
                desk.packet = number;
                let kind = ContentType(record.first().copied().unwrap_or_default());
                if kind == ContentType::APPLICATION_DATA || self.end(side).protected {
                    self.open(desk, side, &record);
                } else {
                    let body = record.get(HEADER..).unwrap_or_default();
                    self.content(desk, side, kind, body, Cover::Clear);
                }
                desk.free(record);
            }
            desk.packet = packet;
        }
    }
}
