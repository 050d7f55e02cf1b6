//! The words of one command, and of its arguments.

/// The words of one command.
pub(super) struct Page {
    /// The command, with those it stands under: `ca issue`.
    pub(super) command: &'static str,
    /// What it does.
    pub(super) about: &'static str,
    /// Said after it in the long help; empty: nothing.
    pub(super) more: &'static str,
    /// Its arguments.
    pub(super) arguments: &'static [Words],
}

/// The words of one argument.
pub(super) struct Words {
    /// As clap knows it.
    pub(super) id: &'static str,
    /// What it is.
    pub(super) help: &'static str,
    /// Values that have words of their own.
    pub(super) values: &'static [(&'static str, &'static str)],
}

/// An argument whose values need no words.
pub(super) const fn words(id: &'static str, help: &'static str) -> Words {
    Words {
        id,
        help,
        values: &[],
    }
}
