//! Several pieces of work two at a time, their output in the order asked for.
//!
//! The first unfinished piece writes straight to the output, so that nothing waits that need not; what is done before its turn is
//! held in memory up to [`IN_MEMORY`] bytes and beyond that in a file without a name.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use tempfile::SpooledTempFile;

/// Bytes of one output that wait in memory.
const IN_MEMORY: usize = 256 << 10;
/// Outputs that wait for their turn; then the second hand waits too.
const MOST: usize = 32;

/// How many work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hands {
    One,
    Two,
}

/// Where a piece of work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seat {
    /// Its turn has come: it writes to the output itself.
    Front,
    /// Before its turn: what it writes is held.
    Aside,
}

/// Does a piece of work, by its number from 0.
pub(super) type Job<'j, T> = dyn Fn(usize, Seat, &mut dyn Write) -> T + Sync + 'j;

/// Is told of each piece in order, when its output is written; whether to go on.
pub(super) type Done<'d, T> = dyn FnMut(T, &mut dyn Write) -> io::Result<Going> + 'd;

/// Whether the next piece is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Going {
    On,
    Enough,
}

/// Does `pieces` pieces of work and writes their output in order.
///
/// # Errors
/// Those of `out`, of `done`, and of the files that hold output.
pub(super) fn each<T: Send>(
    pieces: usize,
    hands: Hands,
    job: &Job<'_, T>,
    out: &mut dyn Write,
    done: &mut Done<'_, T>,
) -> io::Result<()> {
    if pieces < 2 || hands == Hands::One {
        for piece in 0..pieces {
            let result = job(piece, Seat::Front, out);
            if done(result, out)? == Going::Enough {
                break;
            }
        }
        return Ok(());
    }
    let table = Table {
        state: Mutex::new(State {
            next: 0,
            shown: 0,
            end: pieces,
            ready: BTreeMap::new(),
        }),
        changed: Condvar::new(),
    };
    thread::scope(|scope| {
        scope.spawn(|| table.help(job));
        let shown = table.lead(job, out, done);
        table.stop();
        shown
    })
}

/// What both hands share.
struct Table<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    /// The next piece that nobody has begun.
    next: usize,
    /// Pieces whose output is written.
    shown: usize,
    end: usize,
    ready: BTreeMap<usize, Ready<T>>,
}

/// A piece that is done, with what it wrote.
struct Ready<T> {
    result: T,
    held: io::Result<SpooledTempFile>,
}

/// What the first hand does next.
enum Turn<T> {
    Show(Ready<T>),
    Work(usize, Seat),
    Over,
}

impl<T: Send> Table<T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first hand: writes what is ready, and works while nothing is.
    fn lead(
        &self,
        job: &Job<'_, T>,
        out: &mut dyn Write,
        done: &mut Done<'_, T>,
    ) -> io::Result<()> {
        loop {
            let result = match self.turn() {
                Turn::Over => return Ok(()),
                Turn::Work(piece, Seat::Aside) => {
                    self.aside(piece, job);
                    continue;
                }
                Turn::Work(piece, Seat::Front) => job(piece, Seat::Front, out),
                Turn::Show(ready) => {
                    let mut held = ready.held?;
                    held.seek(SeekFrom::Start(0))?;
                    io::copy(&mut held, out)?;
                    ready.result
                }
            };
            self.state().shown += 1;
            self.changed.notify_all();
            if done(result, out)? == Going::Enough {
                return Ok(());
            }
        }
    }

    fn turn(&self) -> Turn<T> {
        let mut state = self.state();
        loop {
            let shown = state.shown;
            if let Some(ready) = state.ready.remove(&shown) {
                return Turn::Show(ready);
            }
            if shown >= state.end {
                return Turn::Over;
            }
            if state.may_begin() {
                let piece = state.begin();
                self.changed.notify_all();
                let seat = match piece == shown {
                    true => Seat::Front,
                    false => Seat::Aside,
                };
                return Turn::Work(piece, seat);
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The second hand: works ahead.
    fn help(&self, job: &Job<'_, T>) {
        loop {
            let mut state = self.state();
            // The piece whose turn it is belongs to the first hand, which writes it as it comes.
            while state.next < state.end && !(state.may_begin() && state.next > state.shown) {
                state = self
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            if state.next >= state.end {
                return;
            }
            let piece = state.begin();
            drop(state);
            self.aside(piece, job);
        }
    }

    fn aside(&self, piece: usize, job: &Job<'_, T>) {
        let mut held = BufWriter::new(SpooledTempFile::new(IN_MEMORY));
        let result = job(piece, Seat::Aside, &mut held);
        let held = held.into_inner().map_err(io::IntoInnerError::into_error);
        self.state().ready.insert(piece, Ready { result, held });
        self.changed.notify_all();
    }

    /// Nothing more is begun.
    fn stop(&self) {
        let mut state = self.state();
        state.end = state.end.min(state.next);
        drop(state);
        self.changed.notify_all();
    }
}

impl<T> State<T> {
    fn may_begin(&self) -> bool {
        self.next < self.end && self.ready.len() < MOST
    }

    fn begin(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// Runs pieces that take so many milliseconds, and gives what was written and what was told.
    fn check(pauses: &[u64], hands: Hands, enough: usize) -> (String, Vec<usize>) {
        let job = |piece: usize, _: Seat, out: &mut dyn Write| {
            thread::sleep(Duration::from_millis(pauses[piece]));
            writeln!(out, "piece {piece}").unwrap();
            piece
        };
        let (mut out, mut told) = (Vec::new(), Vec::new());
        each(pauses.len(), hands, &job, &mut out, &mut |piece, out| {
            told.push(piece);
            writeln!(out, "done {piece}")?;
            Ok(match told.len() == enough {
                true => Going::Enough,
                false => Going::On,
            })
        })
        .unwrap();
        (String::from_utf8(out).unwrap(), told)
    }

    #[test]
    fn output_comes_in_order_however_long_a_piece_takes() {
        let mut many = vec![0; 100];
        many[0] = 20;
        for pauses in [&[][..], &[0], &[9, 0, 5, 0, 0, 7, 1], &many] {
            let expected: String = (0..pauses.len())
                .map(|piece| format!("piece {piece}\ndone {piece}\n"))
                .collect();
            for hands in [Hands::One, Hands::Two] {
                let (out, told) = check(pauses, hands, usize::MAX);
                assert_eq!(out, expected);
                assert_eq!(told.len(), pauses.len());
            }
        }
    }

    #[test]
    fn enough_is_enough() {
        for hands in [Hands::One, Hands::Two] {
            assert_eq!(check(&[1; 20], hands, 3).1, [0, 1, 2]);
        }
    }

    #[test]
    fn what_cannot_be_written_ends_it() {
        let job = |_: usize, _: Seat, out: &mut dyn Write| out.write_all(b"x").is_ok();
        let mut refused = 0;
        let ended = each(9, Hands::Two, &job, &mut io::sink(), &mut |_, _| {
            refused += 1;
            Err(io::Error::other("full"))
        });
        assert!(ended.is_err() && refused == 1);
    }
}
