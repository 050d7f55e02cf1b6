//! Two plain programs: a server that sends back what it gets, and a client that wants back what it sent.

use std::time::Duration;

use tlslab::base::side::Side;
use tlslab::base::time::Time;
use tlslab::lab::wire::visit::{Ended, Make, Speaker, Visit, Wants};

/// Sends `text` as TLS would frame it, and closes when it has it back; the server sends back what it gets.
pub(crate) struct Echo {
    side: Side,
    outgoing: Vec<u8>,
    expects: usize,
    received: Vec<u8>,
    ended: Option<Ended>,
    patience: Option<Duration>,
}

impl Speaker for Echo {
    fn receive(&mut self, bytes: &[u8], _now: Time) {
        assert_eq!(self.ended, None);
        self.received.extend(bytes);
        if self.side == Side::Server {
            self.outgoing.extend(bytes);
        }
    }
    fn ended(&mut self, how: Ended, _now: Time) {
        assert_eq!(self.ended, None);
        self.ended = Some(how);
    }
    fn transmit(&mut self, _now: Time) -> Vec<u8> {
        std::mem::take(&mut self.outgoing)
    }
    fn wants(&self) -> Wants {
        if self.side == Side::Client && self.received.len() >= self.expects {
            Wants::Close
        } else {
            Wants::Open
        }
    }
    fn patience(&self) -> Option<Duration> {
        self.patience
    }
    fn error(&self) -> Option<String> {
        match self.ended {
            Some(Ended::Finished) => None,
            other => Some(format!("{other:?}")),
        }
    }
    fn received(&self) -> Vec<u8> {
        self.received.clone()
    }
}

/// A record of `length` bytes of one kind.
pub(crate) fn record(byte: u8, length: u16) -> Vec<u8> {
    let [high, low] = length.to_be_bytes();
    let mut record = vec![23, 3, 3, high, low];
    record.resize(5 + usize::from(length), byte);
    record
}

/// A client that sends `text` and wants it back.
pub(crate) fn client(text: Vec<u8>, patience: Option<Duration>) -> Make {
    let expects = text.len();
    echo(Side::Client, text, expects, patience)
}

/// A client that says nothing, and waits.
pub(crate) fn silent(patience: Option<Duration>) -> Make {
    echo(Side::Client, vec![], 1, patience)
}

/// A server that sends back what it gets.
pub(crate) fn server() -> Make {
    echo(Side::Server, vec![], 0, None)
}

/// A client with all the patience in the world, and a server.
pub(crate) fn visit(text: Vec<u8>) -> Visit {
    Visit {
        client: client(text, None),
        server: Some(server()),
    }
}

fn echo(side: Side, outgoing: Vec<u8>, expects: usize, patience: Option<Duration>) -> Make {
    Box::new(move |_| {
        Box::new(Echo {
            side,
            outgoing,
            expects,
            received: vec![],
            ended: None,
            patience,
        })
    })
}
