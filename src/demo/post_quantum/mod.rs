//! Lattices: learning with errors by hand, and ML-KEM.
