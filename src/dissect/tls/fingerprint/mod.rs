//! Fingerprints: short names for the way a program says hello, which stay the same whatever site it visits.
//!
//! JA3 and JA3S (Salesforce, BSD) and JA4 (FoxIO, BSD) for clients. The rest of JA4+ (JA4S, JA4H, JA4X and so on) is left
//! out on purpose: it is under a licence of its own that this project does not take on. A fingerprint names software, never
//! a person, and any program can imitate another's.
//!
//! Making one is quiet and cheap. How it was made is told from its own text, and only when asked.

pub mod ja3;
pub mod ja4;
pub mod step;
