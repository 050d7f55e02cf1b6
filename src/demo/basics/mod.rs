//! Bytes and chance: how bytes are written, what randomness is, and the one cipher that is proven.

pub mod one_time_pad;
