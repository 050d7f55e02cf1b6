//! How far a long reading has come: a bar on standard error for a person at a terminal, or told to whoever draws it.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use crate::base::text::Lang;

/// Files shorter than this are read before a bar could be looked at.
const LONG: u64 = 20 << 20;
/// Packets between two looks at the bar.
const EVERY: u64 = 8192;

/// The bar, where there is one, or who is told.
#[derive(Default)]
pub(super) struct Progress<'t> {
    bar: Option<(ProgressBar, Lang)>,
    told: Option<&'t Told<'t>>,
}

/// Is told after every packet how many there were, and can ask how many bytes.
pub(super) type Told<'t> = dyn Fn(u64, &dyn Fn() -> u64) + 't;

impl<'t> Progress<'t> {
    /// Tells `told`, which finds out by itself when to look.
    pub(super) fn told(told: &'t Told<'t>) -> Self {
        Self {
            bar: None,
            told: Some(told),
        }
    }

    /// A bar for a file of `size` bytes, if it is long and somebody looks.
    pub(super) fn of(size: Option<u64>, lang: Lang) -> Self {
        let Some(size) = size.filter(|size| *size >= LONG && io::stderr().is_terminal()) else {
            return Self::default();
        };
        let template = "{bar:30} {percent:>3} %  {bytes_per_sec}  {msg}";
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(size).with_style(style);
        Self {
            bar: Some((bar, lang)),
            told: None,
        }
    }

    /// So many packets are read, and so many bytes.
    pub(super) fn at(&self, packets: u64, bytes: impl Fn() -> u64) {
        if let Some(told) = self.told {
            told(packets, &bytes);
        }
        if !packets.is_multiple_of(EVERY) {
            return;
        }
        if let Some((bar, lang)) = &self.bar {
            bar.set_position(bytes());
            bar.set_message(match lang {
                Lang::En => format!("{packets} packets"),
                Lang::Ko => format!("패킷 {packets}개"),
            });
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some((bar, _)) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
