//! Ctrl-C: the first one ends the reading in order, a second one the program.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// Whether the user has asked for the end.
#[derive(Clone, Debug, Default)]
pub(super) struct Stopping(Arc<AtomicBool>);

impl Stopping {
    /// From now on Ctrl-C is noticed here instead of ending the program. Where that cannot be had, it ends the program as ever.
    pub(super) fn watch() -> Self {
        let stopping = Self::default();
        // In this order: a signal that finds the flag up ends the program, one that does not puts it up.
        let armed = flag::register_conditional_shutdown(
            SIGINT,
            i32::from(Self::CODE),
            Arc::clone(&stopping.0),
        );
        if armed.is_ok() {
            let _ = flag::register(SIGINT, Arc::clone(&stopping.0));
        }
        stopping
    }

    /// The exit code of what was cut short: 128 and the number of the signal.
    pub(super) const CODE: u8 = 130;

    /// Asks for the end, as Ctrl-C does.
    pub(super) fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was pressed, or asked for.
    pub(super) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
