//! One reading of one capture: from its bytes to the pass, until the end, the damage, or Ctrl-C.

use std::io::Read;

use crate::app::inspect::progress::Progress;
use crate::app::inspect::stopping::Stopping;
use crate::capture::packet::Captured;
use crate::capture::source::{Found, Source, Stop};
use crate::keys::log::Log;
use crate::survey::pass::{Closing, Pass};
use crate::survey::watcher::Watcher;

/// How a reading ended.
#[derive(Debug)]
pub(super) struct Ended {
    /// What the pass knows at its end.
    pub(super) closing: Closing,
    /// Bytes read.
    pub(super) bytes: u64,
    /// What is wrong with the file.
    pub(super) broken: Option<Stop>,
    /// The last packet read, where Ctrl-C cut the reading short.
    pub(super) cut_short: Option<u64>,
    /// Secrets that stood in the capture.
    pub(super) inside: String,
}

/// Who watches a reading, beside what the pass tells.
pub(super) trait Reader: Watcher {
    /// A frame was read that belongs to this connection.
    fn frame(&mut self, _connection: Option<u32>, _frame: &Captured<'_>) -> Going {
        Going::On
    }

    /// Whether what it finds can no longer be told, so that there is no use in going on.
    fn failed(&self) -> bool {
        false
    }
}

/// Whether the reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Going {
    On,
    Enough,
}

/// Reads `bytes` to their end with `pass`.
pub(super) fn read(
    bytes: Box<dyn Read + Send>,
    mut pass: Pass,
    reader: &mut dyn Reader,
    stopping: &Stopping,
    progress: &Progress<'_>,
) -> Ended {
    /// Longer logs inside a capture are not kept a second time: the pass has them.
    const MOST: usize = 16 << 20;
    let mut source = Source::new(bytes);
    let mut inside = String::new();
    let mut packets = 0;
    let broken = loop {
        match source.next() {
            Ok(Some(Found::Packet(frame))) => {
                packets += 1;
                let connection = pass.packet(&frame, reader);
                if reader.frame(connection, &frame) == Going::Enough || reader.failed() {
                    break None;
                }
            }
            Ok(Some(Found::Secrets(lines))) => {
                pass.secrets(&lines);
                if inside.len() + lines.len() <= MOST {
                    inside.push_str(&lines);
                    inside.push('\n');
                }
            }
            Ok(None) => break None,
            Err(why) => break Some(why),
        }
        if stopping.asked() {
            break None;
        }
        progress.at(packets, || source.read_so_far());
    };
    let cut_short = stopping.asked().then_some(packets);
    Ended {
        bytes: source.read_so_far(),
        closing: pass.finish(reader),
        // What Ctrl-C cut off is not damaged.
        broken: broken.filter(|_| cut_short.is_none()),
        cut_short,
        inside,
    }
}

/// Secrets that stand in a capture, found without looking at a packet, so that those that stand late serve all of it.
pub(super) fn secrets(bytes: Box<dyn Read + Send>, stopping: &Stopping) -> Log {
    let mut source = Source::new(bytes);
    let mut log = Log::default();
    // What is wrong with the file is said by the reading proper.
    while let Ok(Some(found)) = source.next() {
        match found {
            Found::Packet(_) if stopping.asked() => break,
            Found::Packet(_) => {}
            Found::Secrets(lines) => log.extend(&Log::parse(&lines).0),
        }
    }
    log
}
