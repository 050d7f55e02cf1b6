//! The tlslab program.

fn main() {}
