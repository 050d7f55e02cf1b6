//! Things to watch: hosts and the wire between them, client, server, scenarios.
//!
//! A scenario draws a [`Blueprint`](blueprint::Blueprint); the choices of the command line change it; it becomes
//! [visits](wire::visit::Visit), a wire carries them, and what is left is evidence for a story. What went wrong is not
//! handed on: the story finds it in the bytes and in what the ends said.

pub mod blueprint;
pub mod client;
pub mod clock;
pub mod credentials;
pub mod dice;
pub mod exchange;
pub mod fetch;
pub mod gallery;
pub mod knobs;
pub mod live;
pub mod meddler;
pub mod offer;
pub mod parrot;
pub mod plain;
pub mod provider;
pub mod responder;
pub mod run;
pub mod scenario;
pub mod scenarios;
pub mod server;
pub mod setup;
pub mod speaker;
pub mod wire;
pub mod witness;
