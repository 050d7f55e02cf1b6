//! The application bytes of one connection as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::view::follow::Conversation;
use crate::view::json::by_side::BySide;
use crate::view::json::moment::Hex;
use crate::view::json::safely::write_safely;
use crate::view::json::words::side;

/// Writes `{"format": "tlslab-conversation", "version": 1, "file", "connection", "bytes": {client, server}, "turns": [{"from",
/// "packet", "length", "bytes"}]}` and a line end; bytes are hexadecimal, and fewer than `length` where the connection is very long.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    file: &str,
    connection: u32,
    talk: &Conversation,
    out: &mut dyn Write,
) -> io::Result<()> {
    let turns = talk.turns.iter().map(|turn| TurnOut {
        from: side(turn.from),
        packet: turn.packet,
        length: turn.length,
        bytes: Hex(&turn.bytes),
    });
    let talk = TalkOut {
        format: "tlslab-conversation",
        version: 1,
        file,
        connection,
        bytes: BySide::from(talk.bytes),
        turns: turns.collect(),
    };
    write_safely(&talk, out)
}

#[derive(Serialize)]
struct TalkOut<'c> {
    format: &'static str,
    version: u32,
    file: &'c str,
    connection: u32,
    bytes: BySide<u64>,
    turns: Vec<TurnOut<'c>>,
}

#[derive(Serialize)]
struct TurnOut<'c> {
    from: &'static str,
    packet: u32,
    length: u64,
    bytes: Hex<'c>,
}
