//! Encryption that notices tampering: what the tag promises, and what a repeated nonce breaks.
