//! The client's program: it asks for a page as soon as it can, and leaves when the server does.

use std::io::Write;

use rustls::Connection;

use crate::lab::speaker::{Next, Program};

/// One thing the client asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// For a page, as the last thing on this connection.
    Last,
    /// For a page, with another question to come.
    More,
    /// For new traffic keys on both sides (KeyUpdate with update_requested, RFC 8446 section 4.6.3), and then for a
    /// page as the last thing.
    WithNewKeys,
}

/// When the client first asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// When the handshake is done.
    InTurn,
    /// With its first flight, as early data (RFC 8446 section 2.3), if it holds a ticket that allows it.
    Early,
}

/// The client's program.
pub struct Client {
    name: String,
    path: String,
    asks: Vec<Ask>,
    next: usize,
    early: Early,
}

/// What became of early data.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Early {
    No,
    Wanted,
    Sent,
}

impl Client {
    /// A client that wants the page at `path` of the server called `name`.
    pub fn new(name: &str, path: &str, asks: &[Ask], moment: Moment) -> Self {
        Self {
            name: name.to_owned(),
            path: path.to_owned(),
            asks: asks.to_vec(),
            next: 0,
            early: match moment {
                Moment::InTurn => Early::No,
                Moment::Early => Early::Wanted,
            },
        }
    }

    /// The request for `ask`.
    fn request(&self, ask: Ask) -> String {
        let connection = match ask {
            Ask::Last | Ask::WithNewKeys => "close",
            Ask::More => "keep-alive",
        };
        let (name, path) = (&self.name, &self.path);
        format!(
            "GET {path} HTTP/1.1\r\nHost: {name}\r\nUser-Agent: tlslab\r\nConnection: {connection}\r\n\r\n"
        )
    }

    /// Sends the first request early; false if no ticket allows it.
    fn ask_early(&mut self, connection: &mut Connection) -> Early {
        let request = self.asks.first().map(|ask| self.request(*ask));
        let (Connection::Client(client), Some(request)) = (connection, request) else {
            return Early::No;
        };
        let Some(mut early) = client.early_data() else {
            return Early::No;
        };
        match early.write_all(request.as_bytes()) {
            Ok(()) => Early::Sent,
            Err(_) => Early::No,
        }
    }
}

impl Program for Client {
    fn act(&mut self, connection: &mut Connection, heard: &[u8]) -> Result<Next, rustls::Error> {
        if self.early == Early::Wanted {
            self.early = self.ask_early(connection);
        }
        if self.early == Early::Sent {
            if connection.is_handshaking() {
                return Ok(Next::Listen);
            }
            self.early = Early::No;
            if let Connection::Client(client) = connection
                && client.is_early_data_accepted()
            {
                self.next = 1;
            }
        }
        while let Some(ask) = self.asks.get(self.next).copied()
            && pages(heard) >= self.next
        {
            self.next += 1;
            if ask == Ask::WithNewKeys {
                connection.refresh_traffic_keys()?;
            }
            let request = self.request(ask);
            // rustls keeps it until the handshake allows application data; it is far below its limit of 64 KiB.
            let _ = connection.writer().write_all(request.as_bytes());
        }
        Ok(Next::Listen)
    }
}

/// How many whole pages were heard: each has a head, an empty line, and as many bytes as the head says.
fn pages(mut heard: &[u8]) -> usize {
    let mut count = 0;
    while let Some((length, rest)) = page(heard)
        && let Some(after) = rest.get(length..)
    {
        heard = after;
        count += 1;
    }
    count
}

/// The length of a page's body, and what follows its head.
fn page(heard: &[u8]) -> Option<(usize, &[u8])> {
    let end = heard.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(heard.get(..end)?).ok()?;
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("Content-Length: "))?;
    Some((length.parse().ok()?, heard.get(end + 4..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_pages_are_counted() {
        let page = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
        let two = [page, page].concat();
        let counts =
            [0, 20, page.len(), page.len() + 5, two.len()].map(|n| pages(&two.as_bytes()[..n]));
        assert_eq!(counts, [0, 0, 1, 1, 2]);
    }
}
