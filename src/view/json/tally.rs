//! What was counted over the connections of a capture, as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::survey::tally::Tally;
use crate::view::json::safely::write_safely;
use crate::view::json::words::Both;

/// Writes `{"format": "tlslab-summary", "version": 1, "file", "connections", "secure", "packets", "bytes", "counts": [{"of", "title",
/// "exact", "total", "values": [{"value", "count"}]}]}` and a line end.
///
/// # Errors
/// Only those of `out`.
pub fn write(file: &str, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    let counts = tally.counts().map(|(dimension, counts)| CountsOut {
        of: dimension.name,
        title: Both::from(dimension.title),
        exact: counts.is_exact(),
        total: counts.total,
        values: counts
            .top(usize::MAX)
            .into_iter()
            .map(|(value, count)| ValueOut { value, count })
            .collect(),
    });
    let summary = SummaryOut {
        format: "tlslab-summary",
        version: 1,
        file,
        connections: tally.connections,
        secure: tally.secure,
        packets: tally.packets,
        bytes: tally.bytes,
        counts: counts.collect(),
    };
    write_safely(&summary, out)
}

#[derive(Serialize)]
struct SummaryOut<'t> {
    format: &'static str,
    version: u32,
    file: &'t str,
    connections: u64,
    secure: u64,
    packets: u64,
    bytes: u64,
    counts: Vec<CountsOut<'t>>,
}

#[derive(Serialize)]
struct CountsOut<'t> {
    of: &'static str,
    title: Both<'static>,
    exact: bool,
    total: u64,
    values: Vec<ValueOut<'t>>,
}

#[derive(Serialize)]
struct ValueOut<'t> {
    value: &'t str,
    count: u64,
}
