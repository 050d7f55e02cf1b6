//! One shared key: block ciphers, modes of operation, stream ciphers.
