//! The examples that stand in the standards themselves.
