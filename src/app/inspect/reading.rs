//! One reading of one capture: from its bytes to the pass, until the end, the damage, or Ctrl-C.

use std::io::Read;

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
    /// Why the file could not be read to its end.
    pub(super) broken: Option<Stop>,
    /// The last packet read, where Ctrl-C cut the reading short.
    pub(super) cut_short: Option<u64>,
    /// Secrets that stood in the capture.
    pub(super) inside: Log,
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

/// Reads `bytes` to its end.
pub(super) fn read(
    bytes: Box<dyn Read + Send>,
    log: Log,
    reader: &mut dyn Reader,
    stopping: &Stopping,
) -> Ended {
    let mut pass = Pass::new(log);
    let mut inside = Log::default();
    let mut broken = None;
    let mut cut_short = None;
    let mut number = 0;
    let mut source = Source::new(bytes);
    loop {
        if stopping.asked() {
            cut_short = Some(number);
            break;
        }
        match source.next() {
            Ok(Some(Found::Packet(frame))) => {
                number = frame.number.into();
                let connection = pass.packet(&frame, reader);
                if reader.frame(connection, &frame) == Going::Enough || reader.failed() {
                    break;
                }
            }
            Ok(Some(Found::Secrets(lines))) => {
                pass.secrets(&lines);
                inside.extend(&Log::parse(&lines).0);
            }
            Ok(None) => break,
            Err(why) => {
                broken = Some(why);
                break;
            }
        }
    }
    Ended {
        closing: pass.finish(reader),
        broken,
        cut_short,
        inside,
    }
}
