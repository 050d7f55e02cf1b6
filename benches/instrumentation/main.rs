//! What it costs to be watched: the same TLS 1.3 handshake bare, and with more and more of tlslab beside it.
//!
//! Client and server speak in memory, without sockets. Every row runs in turn, a slice of time each, round after round,
//! so that whatever else the machine does falls on all of them; the best slice of each counts. Trust the ratios.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bare;

use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tlslab::base::reader::Reader;
use tlslab::dissect::tls::codes::content::ContentType;
use tlslab::dissect::tls::handshake::message::message;
use tlslab::dissect::tls::handshake::setting::Setting;
use tlslab::dissect::tls::record;
use tlslab::lab::knobs::Knobs;
use tlslab::lab::offer::Group;
use tlslab::lab::run::{EPOCH, on_virtual};
use tlslab::lab::scenarios::list::named;
use tlslab::lab::witness::Witness;
use tlslab::story::tell::tell;

use crate::bare::Ends;

/// One way to do a handshake.
struct Row {
    name: &'static str,
    once: Box<dyn FnMut()>,
    /// Time a handshake takes, in the best slice.
    best: Duration,
}

impl Row {
    fn new(name: &'static str, once: impl FnMut() + 'static) -> Self {
        Self {
            name,
            once: Box::new(once),
            best: Duration::MAX,
        }
    }

    /// Does it again and again for `time`.
    fn slice(&mut self, time: Duration) {
        let start = Instant::now();
        let mut count = 0;
        while start.elapsed() < time {
            (self.once)();
            count += 1;
        }
        self.best = self.best.min(start.elapsed() / count);
    }
}

fn main() {
    // `cargo test --benches` runs this too, to see that it runs at all.
    let measured = std::env::args().any(|arg| arg == "--bench");
    let (rounds, slice) = match measured {
        true => (20, Duration::from_millis(200)),
        false => (1, Duration::from_millis(1)),
    };
    let mut rows = rows();
    for _ in 0..rounds {
        for row in &mut rows {
            row.slice(slice);
        }
    }
    print(&rows);
}

fn rows() -> Vec<Row> {
    let witness = Witness::default();
    let alone = Rc::new(Ends::alone());
    let watched = Rc::new(Ends::watched(&witness));
    let watch = move |seen: &mut dyn FnMut(&[u8])| {
        watched.handshake(seen);
        witness.forget();
    };
    let (watch_decoding, watch_telling) = (watch.clone(), watch.clone());
    let full = named("full").unwrap();
    let knobs = Knobs {
        group: Some(Group::X25519),
        ..Knobs::default()
    };
    let evidence = on_virtual(full, &knobs, EPOCH).unwrap();
    vec![
        Row::new("rustls alone", move || alone.handshake(&mut |_| {})),
        Row::new("with tlslab's key exchange, all recorded", move || {
            watch(&mut |_| {});
        }),
        Row::new("and records and messages decoded", move || {
            watch_decoding(&mut decode);
        }),
        Row::new("and the story told, every proof done again", move || {
            watch_telling(&mut decode);
            black_box(tell(&evidence));
        }),
        Row::new("tlslab handshake: CA, two TCP hosts, story", move || {
            black_box(tell(&on_virtual(full, &knobs, EPOCH).unwrap()));
        }),
    ]
}

/// Reads every record of `flight`, and the messages in those that are not encrypted.
fn decode(flight: &[u8]) {
    let mut records = Reader::quiet(flight);
    while records.left() > 0 {
        let record = record::record(&mut records).unwrap();
        if record.kind != ContentType::HANDSHAKE {
            continue;
        }
        let mut messages = Reader::quiet(record.body);
        while messages.left() > 0 {
            black_box(message(&mut messages, &Setting::default()).unwrap());
        }
    }
}

fn print(rows: &[Row]) {
    let first = rows.first().map_or(Duration::MAX, |row| row.best);
    println!("TLS 1.3, X25519, ECDSA P-256, full handshake, both ends, one thread");
    println!(
        "{:<44} {:>12} {:>10} {:>7}",
        "", "handshakes/s", "us each", "ratio"
    );
    for row in rows {
        let micros = row.best.as_secs_f64() * 1e6;
        let ratio = row.best.as_secs_f64() / first.as_secs_f64();
        println!(
            "{:<44} {:>12.0} {micros:>10.1} {ratio:>7.2}",
            row.name,
            1e6 / micros
        );
    }
}
