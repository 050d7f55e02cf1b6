//! Hashes, message authentication and trees of hashes.
