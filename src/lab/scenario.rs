//! A scenario: its name, what it shows, and how it draws its run.

use crate::base::text::Doc;
use crate::lab::blueprint::Blueprint;
use crate::lab::offer::Tls;

/// One thing to watch.
#[derive(Debug)]
pub struct Scenario {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it shows, in one line.
    pub line: Doc,
    /// The key of the cause its story must find; none: both ends are content.
    pub expects: Option<&'static str>,
    /// The version it is about, if it is about one.
    pub tls: Option<Tls>,
    /// What it chooses itself, so that a knob cannot.
    pub own: &'static [Knob],
    /// Changes a good run into this one. The versions of `--tls` are set already.
    pub draw: fn(&mut Blueprint),
}

/// What can be chosen on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knob {
    /// The version.
    Tls,
    /// The group of the key exchange.
    Group,
    /// The cipher suite.
    Suite,
}

impl Scenario {
    /// A scenario that both ends leave content.
    pub const fn good(name: &'static str, line: Doc, draw: fn(&mut Blueprint)) -> Self {
        Self {
            name,
            line,
            expects: None,
            tls: None,
            own: &[],
            draw,
        }
    }

    /// A scenario that fails for the cause of this key.
    pub const fn failing(
        name: &'static str,
        expects: &'static str,
        line: Doc,
        draw: fn(&mut Blueprint),
    ) -> Self {
        Self {
            expects: Some(expects),
            ..Self::good(name, line, draw)
        }
    }

    /// The same, about one version.
    pub const fn only(self, tls: Tls) -> Self {
        Self {
            tls: Some(tls),
            ..self
        }
    }

    /// The same, choosing these itself.
    pub const fn choosing(self, own: &'static [Knob]) -> Self {
        Self { own, ..self }
    }
}
