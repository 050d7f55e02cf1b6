//! Keys from keys, and keys from passwords.
