//! tlslab: every byte of a TLS connection, explained and proven.
//!
//! The pipeline, and the floors of the house: a room names only rooms above it in this list.
//!
//! ```text
//! base      text in two languages, fields, the reader that notes them, exhibits
//! capture   packets in and out (pcap, pcapng with the secrets inside)
//! dissect   bytes to fields: links and tunnels, IP, TCP, TLS, X.509
//! keys      secrets to plaintext and proof
//! trust     whether a certificate should be believed: paths, checks, reasons
//! survey    a whole capture in one pass: a summary a connection
//! story     events to explained steps
//! view      a story to eyes: plain, json, pages, stepping   pki   the toy CA
//! lab       hosts, the wire between them, client, server, scenarios
//! demo      primitives at work, breaking when misused, repaired
//! exercise  tasks with data of one's own, checked, graded
//! app       one file a command, a folder for inspect
//! ```

pub mod app;
pub mod base;
pub mod capture;
pub mod demo;
pub mod dissect;
pub mod exercise;
pub mod keys;
pub mod lab;
pub mod pki;
pub mod story;
pub mod survey;
pub mod trust;
pub mod view;
