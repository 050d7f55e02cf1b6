//! One thing known, and by whom.

use crate::base::text::Text;
use crate::story::model::What;

/// Somebody who may know something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// The client; on paper whoever keeps the secrets.
    Client,
    /// The server.
    Server,
    /// Who sees everything on the wire and nothing else; on paper the attacker.
    Outsider,
}

/// Something known.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The step that first showed it.
    pub step: usize,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub what: What,
    /// Since which step each holder knows it, in the order of [`Holder`]; none: never.
    pub since: [Option<usize>; 3],
    /// Whether the ends hold different values for it.
    pub differs: bool,
}

impl Entry {
    /// Whether `holder` knows it when step `at` has happened.
    pub fn is_known(&self, holder: Holder, at: usize) -> bool {
        let [client, server, outsider] = self.since;
        let since = match holder {
            Holder::Client => client,
            Holder::Server => server,
            Holder::Outsider => outsider,
        };
        since.is_some_and(|since| since <= at)
    }

    /// Whether it was first shown in step `at`, or somebody came to know it there.
    pub fn is_news(&self, at: usize) -> bool {
        self.step == at || self.since.contains(&Some(at))
    }
}
