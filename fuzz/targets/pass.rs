//! A whole capture file through the pass: every connection is told once, whatever stands in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlslab::capture::source::{Found, Source};
use tlslab::keys::log::Log;
use tlslab::survey::connection::Connection;
use tlslab::survey::pass::Pass;
use tlslab::survey::watcher::Watcher;

#[derive(Default)]
struct Told(Vec<u32>);

impl Watcher for Told {
    fn connection(&mut self, connection: Connection) {
        assert!(connection.first_packet <= connection.last_packet);
        assert_eq!(connection.protocol.is_some(), connection.tls.is_some());
        self.0.push(connection.number);
    }

    fn wants(&self, _connection: u32) -> bool {
        true
    }
}

fuzz_target!(|bytes: &[u8]| {
    let (mut pass, mut told) = (Pass::new(Log::default()).digesting(), Told::default());
    let mut source = Source::new(Box::new(bytes));
    while let Ok(Some(found)) = source.next() {
        match found {
            Found::Packet(frame) => drop(pass.packet(&frame, &mut told)),
            Found::Secrets(lines) => pass.secrets(&lines),
        }
    }
    let closing = pass.finish(&mut told);
    told.0.sort_unstable();
    assert!(told.0.iter().copied().eq(1..=closing.connections));
});
