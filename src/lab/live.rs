//! A run on the kernel's wire, watched while it goes on: what it has come to can be had at any moment.
//!
//! The wire runs in a thread of its own and hands each frame over as it passes; nothing else is shared but the witness, to whom both ends
//! tell their secrets anyway.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::base::time::Time;
use crate::capture::packet::Packet;
use crate::lab::knobs::{CannotWork, Knobs};
use crate::lab::run::{Book, Plan, evidence, kernel_wire, plan};
use crate::lab::scenario::Scenario;
use crate::lab::wire::kernel;
use crate::lab::wire::kernel::refused::Refused;
use crate::lab::wire::mischief::Mischief;
use crate::lab::wire::visit::Recording;
use crate::story::evidence::{Done, Evidence, Progress};

/// A run under way.
pub struct Live {
    book: Book,
    recording: Recording,
    passing: Receiver<Passing>,
}

/// What comes from the wire's thread.
enum Passing {
    Frame(Packet, Option<Done>),
    Over(Result<Recording, Refused>),
}

/// What a run has come to.
#[derive(Debug)]
pub enum Now {
    /// Nothing new.
    Same,
    /// Frames passed, and it goes on.
    Further(Evidence),
    /// It is over.
    Over(Evidence),
    /// The system does not allow this wire.
    Refused(Refused),
}

impl Live {
    /// Begins `scenario` on the kernel wire; the process must have [entered](kernel::enter) it, and `now` is the present.
    ///
    /// # Errors
    /// The choices cannot work together, and are not forced.
    pub fn begin(scenario: &Scenario, knobs: &Knobs, now: Time) -> Result<Self, CannotWork> {
        let Plan {
            visits,
            conditions,
            book,
        } = plan(scenario, knobs, now)?;
        let (to_watcher, passing) = channel();
        thread::spawn(move || {
            let mut mischief = Mischief::new(&conditions);
            // Nobody need listen: who left the screen has seen enough.
            let mut watch = |packet: &Packet, done: Option<&Done>| {
                let _ = to_watcher.send(Passing::Frame(packet.clone(), done.cloned()));
            };
            let over = kernel::watched(visits, &conditions, &mut mischief, &mut watch);
            let _ = to_watcher.send(Passing::Over(over));
        });
        Ok(Self {
            book,
            recording: Recording::default(),
            passing,
        })
    }

    /// What it has come to; waits for that for so long at most.
    pub fn now(&mut self, patience: Duration) -> Now {
        let mut patience = patience;
        let mut any = false;
        loop {
            match self.passing.recv_timeout(patience) {
                Ok(Passing::Frame(packet, done)) => {
                    if let Some(done) = done {
                        self.recording.done.insert(packet.number, done);
                    }
                    self.recording.packets.push(packet);
                    any = true;
                    patience = Duration::ZERO;
                }
                Ok(Passing::Over(Ok(recording))) => {
                    let over = evidence(self.book.clone(), recording, kernel_wire());
                    return Now::Over(over);
                }
                Ok(Passing::Over(Err(refused))) => return Now::Refused(refused),
                Err(RecvTimeoutError::Timeout) if any => {
                    let so_far = self.recording.clone();
                    return Now::Further(Evidence {
                        progress: Progress::UnderWay,
                        ..evidence(self.book.clone(), so_far, kernel_wire())
                    });
                }
                Err(RecvTimeoutError::Timeout) => return Now::Same,
                // The wire's thread is gone without a word: what was seen is all there is.
                Err(RecvTimeoutError::Disconnected) => {
                    let seen = std::mem::take(&mut self.recording);
                    return Now::Over(evidence(self.book.clone(), seen, kernel_wire()));
                }
            }
        }
    }
}
