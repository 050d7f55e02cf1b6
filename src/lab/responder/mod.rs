//! A small HTTP server on this host, for what a CA publishes: answers on revocation, lists, certificates.
//!
//! What is served is asked of a [`Service`](service::Service). Everything a stranger may use up is bounded: connections, bytes, time.

pub mod http;
pub mod serve;
pub mod service;
