//! Things to watch: hosts and the wire between them, client, server, scenarios.

pub mod wire;
