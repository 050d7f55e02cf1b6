//! Whether a certificate should be believed (RFC 5280 §6, RFC 9525): what it says, the paths that lead to a root, every check on
//! them with its verdict, and every fault with its reason, place, clause and repair.
//!
//! No clock, no I/O, no chance: bytes, names and the moment come in.
