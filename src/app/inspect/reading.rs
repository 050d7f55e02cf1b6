//! One reading of one capture: from its bytes to the pass, until the end, the damage, or Ctrl-C.

use std::io::Read;

use crate::app::inspect::stopping::Stopping;
use crate::base::reader::Malformed;
use crate::capture::item::Item;
use crate::capture::packet::Captured;
use crate::capture::source::items;
use crate::keys::log::Log;
use crate::survey::pass::{Closing, Pass};
use crate::survey::watcher::Watcher;

/// How a reading ended.
#[derive(Debug)]
pub(super) struct Ended {
    /// What the pass knows at its end.
    pub(super) closing: Closing,
    /// What is wrong with the file.
    pub(super) broken: Option<Malformed>,
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
    mut bytes: Box<dyn Read + Send>,
    log: Log,
    reader: &mut dyn Reader,
    stopping: &Stopping,
) -> Ended {
    let mut pass = Pass::new(log);
    let mut inside = Log::default();
    let mut broken = None;
    let mut cut_short = None;
    let mut number = 0;
    let mut whole = Vec::new();
    let _ = bytes.read_to_end(&mut whole);
    for item in items(&whole) {
        if stopping.asked() {
            cut_short = Some(number);
            break;
        }
        match item {
            Ok(Item::Packet(packet)) => {
                number = packet.number.into();
                let frame = Captured {
                    number: packet.number,
                    time: packet.time,
                    digits: 6,
                    link: packet.link,
                    bytes: &packet.bytes,
                    original: packet.original,
                };
                let connection = pass.packet(&frame, reader);
                if reader.frame(connection, &frame) == Going::Enough || reader.failed() {
                    break;
                }
            }
            Ok(Item::Secrets(lines)) => {
                pass.secrets(&lines);
                inside.extend(&Log::parse(&lines).0);
            }
            Err(why) => broken = Some(why),
        }
    }
    Ended {
        closing: pass.finish(reader),
        broken,
        cut_short,
        inside,
    }
}
