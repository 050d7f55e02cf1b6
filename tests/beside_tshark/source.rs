//! What mutants are made of: who said what in which order, out of captures and of runs on the virtual wire.

use std::fs;
use std::path::Path;

use tlslab::base::reader::Reader;
use tlslab::capture::packet::Packet;
use tlslab::capture::source::read;
use tlslab::dissect::inside::{Carries, Inside};
use tlslab::dissect::link;

/// A connection without its segments.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) port: u16,
    /// Bytes said in turn; 0 is the client.
    pub(crate) turns: Vec<(usize, Vec<u8>)>,
    pub(crate) keys: String,
}

/// The first connection among `packets`: its bytes in order, what came again left out.
///
/// `None` where a byte is missing or the beginning is.
pub(crate) fn of(name: &str, packets: &[Packet], keys: String) -> Option<Source> {
    let mut next: [Option<u32>; 2] = [None; 2];
    let mut ends = None;
    let mut turns: Vec<(usize, Vec<u8>)> = Vec::new();
    for packet in packets {
        let Ok(frame) = link::frame(&mut Reader::quiet(&packet.bytes), packet.link) else {
            continue;
        };
        let Inside::Ip(ip) = &frame.inside else {
            continue;
        };
        let ip = ip.innermost();
        let Carries::Tcp(segment) = &ip.carries else {
            continue;
        };
        let [source, destination] = [
            (ip.source, segment.source),
            (ip.destination, segment.destination),
        ];
        let (client, server) = *ends.get_or_insert((source, destination));
        let from = match (source, destination) {
            pair if pair == (client, server) => 0,
            pair if pair == (server, client) => 1,
            _ => continue,
        };
        if segment.length > segment.payload.len() {
            return None;
        }
        if segment.flags.0 & 2 != 0 {
            next[from] = Some(segment.sequence.wrapping_add(1));
            continue;
        }
        let expected = next[from]?;
        if segment.payload.is_empty() || segment.sequence != expected {
            if segment.sequence.wrapping_sub(expected) < 1 << 31 && !segment.payload.is_empty() {
                return None;
            }
            continue;
        }
        next[from] = Some(expected.wrapping_add(u32::try_from(segment.payload.len()).unwrap()));
        match turns.last_mut() {
            Some((last, bytes)) if *last == from => bytes.extend(segment.payload),
            _ => turns.push((from, segment.payload.to_vec())),
        }
    }
    let ((_, _), (_, port)) = ends?;
    (!turns.is_empty()).then(|| Source {
        name: name.to_owned(),
        port,
        turns,
        keys,
    })
}

/// A run on the virtual wire: its name, its frames, its secrets.
pub(crate) type Run = (&'static str, Vec<Packet>, String);

/// The captures and these runs.
pub(crate) fn all(runs: &[Run]) -> Vec<Source> {
    let told = |(name, packets, keys): &Run| of(name, packets, keys.clone());
    let mut all = captures();
    all.extend(runs.iter().filter_map(told));
    all
}

/// The captures of the test data, those without a whole connection left out.
pub(crate) fn captures() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/captures");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end == "pcap" || end == "pcapng")
        })
        .collect();
    files.sort();
    let source = |file: &std::path::PathBuf| {
        let reading = read(&fs::read(file).unwrap());
        let beside = format!("{}.keylog.txt", file.display());
        let keys = reading.secrets.clone() + &fs::read_to_string(beside).unwrap_or_default();
        let name = file.file_name().unwrap().to_str().unwrap();
        of(name, &reading.packets, keys)
    };
    files.iter().filter_map(source).collect()
}
