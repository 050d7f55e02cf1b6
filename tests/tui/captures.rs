//! Stories of captures that nobody here made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tlslab::base::reader::Reader;
use tlslab::capture::source::read;
use tlslab::dissect::inside::{Carries, Inside};
use tlslab::dissect::link;
use tlslab::story::evidence::Evidence;
use tlslab::story::model::Story;
use tlslab::story::tell::tell;

/// The story of each TCP connection of every capture in the test data, with its key log where it has one.
pub(crate) fn captured() -> Vec<(String, Story)> {
    let mut all = Vec::new();
    for file in files(Path::new("tests/data/captures")) {
        let reading = read(&fs::read(&file).unwrap());
        let mut log = reading.secrets.clone();
        let beside = PathBuf::from(format!("{}.keylog.txt", file.display()));
        log.push_str(&fs::read_to_string(beside).unwrap_or_default());
        let mut by_ends: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for packet in &reading.packets {
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
            let mut ends = [
                (ip.source, segment.source),
                (ip.destination, segment.destination),
            ];
            ends.sort();
            by_ends.entry(ends).or_default().push(packet.clone());
        }
        for (n, packets) in by_ends.into_values().enumerate() {
            let evidence = Evidence {
                packets,
                key_log: log.clone(),
                ..Evidence::default()
            };
            all.push((format!("{} {n}", file.display()), tell(&evidence)));
        }
    }
    all
}

fn files(dir: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(dir).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end == "pcap" || end == "pcapng")
        })
        .collect()
}
