//! Two keys: agreement, RSA, signatures, sealed letters.
