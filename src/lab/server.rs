//! The server's program: it answers each request with a small page, and leaves after the last.

use std::io::{Read, Write};

use rustls::Connection;

use crate::lab::speaker::{Next, Program};

/// The page every request gets.
pub const PAGE: &str = "Hello from the other end of the wire.\n";

/// The server's program.
pub struct Server {
    page: String,
    /// Bytes of requests that were answered.
    answered: usize,
}

impl Server {
    /// One that answers with `page`.
    pub fn new(page: &str) -> Self {
        Self {
            page: page.to_owned(),
            answered: 0,
        }
    }
}

impl Program for Server {
    fn act(&mut self, connection: &mut Connection, heard: &[u8]) -> Result<Next, rustls::Error> {
        if connection.is_handshaking() {
            return Ok(Next::Listen);
        }
        while let Some((request, rest)) = heard.get(self.answered..).and_then(request) {
            self.answered = heard.len() - rest.len();
            let last = contains(request, b"Connection: close");
            let page = &self.page;
            let (length, way) = (page.len(), if last { "close" } else { "keep-alive" });
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\nConnection: {way}\r\n\r\n{page}"
            );
            // It is far below rustls' limit of 64 KiB.
            let _ = connection.writer().write_all(answer.as_bytes());
            if last {
                connection.send_close_notify();
                return Ok(Next::Close);
            }
        }
        Ok(Next::Listen)
    }

    fn early(&mut self, connection: &mut Connection) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Connection::Server(server) = connection
            && let Some(mut early) = server.early_data()
        {
            // It reads from memory; what is not there yet comes later.
            let _ = early.read_to_end(&mut bytes);
        }
        bytes
    }
}

/// The first whole request, and what follows it.
fn request(heard: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = heard.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    heard.split_at_checked(end)
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|part| part == what)
}
