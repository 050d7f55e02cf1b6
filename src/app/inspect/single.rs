//! One connection told in full: its frames are picked out of the capture, which is read for them.

use std::path::Path;

use crate::app::inspect::counting::Counting;
use crate::app::inspect::reading::{Going, Reader};
use crate::app::inspect::remarks::quoted;
use crate::app::inspect::wanted::Wanted;
use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::capture::packet::{Captured, Packet};
use crate::keys::log::Log;
use crate::keys::rsa::Key;
use crate::story::evidence::Evidence;
use crate::survey::connection::Connection;
use crate::survey::watcher::Watcher;
use crate::text;

/// Bytes of frames that a story is told from; of a longer connection, the beginning is told.
const MOST: usize = 64 << 20;

/// A connection with its frames.
pub(super) struct Single {
    number: u32,
    frames: Vec<Packet>,
    bytes: usize,
    /// Frames that were left out because there are too many.
    pub(super) left_out: u32,
    /// What the pass learned of it.
    pub(super) told: Option<Connection>,
}

impl Single {
    /// Collects the frames of connection `number`.
    pub(super) fn new(number: u32) -> Self {
        Self {
            number,
            frames: Vec::new(),
            bytes: 0,
            left_out: 0,
            told: None,
        }
    }

    /// What its story is told from, with the secrets that belong to it.
    pub(super) fn evidence(
        self,
        file: &str,
        told: &Connection,
        given: &Log,
        inside: &Log,
        keys: &[Key],
    ) -> Evidence {
        let number = self.number;
        let randoms = told.tls.iter();
        let randoms = randoms.flat_map(|tls| tls.client_hellos.iter().map(|hello| &hello.random));
        let mut log = Log::default();
        for random in randoms {
            for known in [given, inside] {
                for (label, secret) in known.of(random) {
                    // Where two sources differ, the first is believed.
                    let _ = log.add(label, random, secret);
                }
            }
        }
        Evidence {
            title: Some(
                text!(en: "Connection {number} of {file}", ko: "{file} 파일의 {number}번 연결"),
            ),
            packets: self.frames,
            other_secrets: (given.len() + inside.len()).saturating_sub(log.len()),
            key_log: log.to_string(),
            rsa_keys: keys.to_vec(),
            ..Evidence::default()
        }
    }
}

impl Watcher for Single {
    fn connection(&mut self, mut told: Connection) {
        if told.number == self.number {
            Wanted::default().judge(&mut told);
            self.told = Some(told);
        }
    }
}

impl Reader for Single {
    fn frame(&mut self, connection: Option<u32>, frame: &Captured<'_>) -> Going {
        if connection == Some(self.number) {
            self.bytes = self.bytes.saturating_add(frame.bytes.len());
            match self.bytes <= MOST {
                true => self.frames.push(frame.keep()),
                false => self.left_out += 1,
            }
        }
        match self.told {
            Some(_) => Going::Enough,
            None => Going::On,
        }
    }
}

/// There is no connection of that number.
pub(super) fn no_such(number: u32, file: &str, connections: u32) -> Refusal {
    let what =
        text!(en: "{file} has no connection {number}", ko: "{file} 파일에 {number}번 연결이 없음");
    let hint = match connections {
        0 => Text::new("it has none at all", "연결이 하나도 없다"),
        1 => Text::new("it has one, number 1", "1번 연결 하나뿐이다"),
        last => {
            let file = quoted(Path::new(file));
            text!(en: "they are numbered from 1 to {last}; tlslab inspect {file} lists them", ko: "번호: 1~{last}. tlslab inspect {file} 로 목록을 본다")
        }
    };
    Refusal::usage(what, hint)
}

/// There are several connections to choose from, or none.
pub(super) fn which(file: &str, counting: &Counting) -> Refusal {
    let (all, tls) = (counting.all, counting.tls);
    let first = counting.first.unwrap_or(1);
    let again = quoted(Path::new(file));
    match all {
        0 => Refusal::input(
            text!(en: "{file} has no connection", ko: "{file} 파일에 연결이 없음"),
            text!(
                en: "tlslab inspect {again} says what is in it",
                ko: "tlslab inspect {again} 로 무엇이 들어 있는지 본다"
            ),
        ),
        _ => Refusal::usage(
            text!(
                en: "{file} has {all} connections, {tls} of them with TLS: which one is meant?",
                ko: "{file} 파일에 연결이 {all}개 있음(TLS {tls}개): 어느 것인지 알 수 없음"
            ),
            text!(
                en: "add its number: {again}#{first}; tlslab inspect {again} lists them",
                ko: "번호를 붙인다: {again}#{first}. tlslab inspect {again} 로 목록을 본다"
            ),
        ),
    }
}
