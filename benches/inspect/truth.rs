//! What is in a capture, counted while it was made; and the same counts as `tlslab inspect --as json` gives them.

use std::fmt;
use std::io::BufRead;

use serde::Deserialize;

/// Counts over a whole capture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Truth {
    /// Connections over TCP.
    pub(crate) connections: u64,
    /// Their frames.
    pub(crate) packets: u64,
    /// Bytes of their streams, each once.
    pub(crate) payload: u64,
    /// Connections with TLS.
    pub(crate) tls: u64,
    /// Those that agreed on TLS 1.2, and on TLS 1.3.
    pub(crate) versions: [u64; 2],
    pub(crate) client_hellos: u64,
    /// With HelloRetryRequest.
    pub(crate) server_hellos: u64,
    /// Connections whose ClientHello names a server.
    pub(crate) names: u64,
    /// All those names in one number, in whatever order they come.
    pub(crate) names_sum: u64,
    /// Records with the outer type application_data.
    pub(crate) records: u64,
    /// Application bytes, for who has the secrets.
    pub(crate) application: u64,
    /// Connections of which every record opens.
    pub(crate) opened: u64,
}

impl Truth {
    /// A connection asks for the server called `name`.
    pub(crate) fn asks_for(&mut self, name: &str) {
        self.names += 1;
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        self.names_sum = self.names_sum.wrapping_add(hash);
    }

    /// Adds up what `tlslab inspect --as json` says.
    pub(crate) fn told(lines: impl BufRead) -> Self {
        let mut sum = Self::default();
        for line in lines.lines() {
            let line = line.expect("tlslab's output is text");
            sum.add(&serde_json::from_str(&line).expect("every line is the JSON of a connection"));
        }
        sum
    }

    fn add(&mut self, line: &Line) {
        self.connections += 1;
        self.packets += line.packets;
        self.payload += line.tcp.as_ref().map_or(0, |tcp| {
            tcp.payload_bytes.client.unwrap_or(0) + tcp.payload_bytes.server.unwrap_or(0)
        });
        let Some(tls) = &line.tls else { return };
        self.tls += 1;
        match tls.version_code {
            Some(0x0303) => self.versions[0] += 1,
            Some(0x0304) => self.versions[1] += 1,
            Some(_) | None => {}
        }
        self.client_hellos += tls.client_hellos.len() as u64;
        self.server_hellos += tls.server_hellos.len() as u64;
        if let Some(name) = &tls.sni {
            self.asks_for(name);
        }
        self.records += tls.records.application_data;
        let bytes = &tls.decryption.application_bytes;
        self.application += bytes.client.unwrap_or(0) + bytes.server.unwrap_or(0);
        self.opened += u64::from(tls.decryption.status == "full");
    }

    fn rows(&self) -> [(&'static str, u64); 12] {
        [
            ("connections", self.connections),
            ("packets", self.packets),
            ("payload bytes", self.payload),
            ("TLS connections", self.tls),
            ("TLS 1.2", self.versions[0]),
            ("TLS 1.3", self.versions[1]),
            ("ClientHellos", self.client_hellos),
            ("ServerHellos", self.server_hellos),
            ("server names", self.names),
            ("application records", self.records),
            ("application bytes", self.application),
            ("all opened", self.opened),
        ]
    }

    /// Where `told` differs from the truth: nothing, if it does not.
    pub(crate) fn against(&self, told: &Self) -> Vec<String> {
        let mut wrong: Vec<String> = (self.rows().iter().zip(told.rows()))
            .filter(|(is, said)| is.1 != said.1)
            .map(|(is, said)| format!("{}: {} in the file, tlslab says {}", is.0, is.1, said.1))
            .collect();
        if self.names_sum != told.names_sum {
            wrong.push("the server names are others than those in the file".to_owned());
        }
        wrong
    }
}

/// The counts that are not 0.
impl fmt::Display for Truth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.rows().into_iter().filter(|row| row.1 > 0);
        let said: Vec<String> = rows.map(|(what, n)| format!("{n} {what}")).collect();
        f.write_str(&said.join(", "))
    }
}

#[derive(Deserialize)]
struct Line {
    packets: u64,
    tcp: Option<Tcp>,
    tls: Option<Tls>,
}

#[derive(Deserialize)]
struct Tcp {
    payload_bytes: Both,
}

#[derive(Deserialize)]
struct Both {
    client: Option<u64>,
    server: Option<u64>,
}

#[derive(Deserialize)]
struct Tls {
    version_code: Option<u16>,
    sni: Option<String>,
    client_hellos: Vec<serde::de::IgnoredAny>,
    server_hellos: Vec<serde::de::IgnoredAny>,
    records: Records,
    decryption: Decryption,
}

#[derive(Deserialize)]
struct Records {
    application_data: u64,
}

#[derive(Deserialize)]
struct Decryption {
    status: String,
    application_bytes: Both,
}
