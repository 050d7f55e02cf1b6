//! The forms in which certificates and keys leave the CA, and come back from other programs.
//!
//! Values in, bytes out: no file is opened here, and no passphrase is asked for.

pub mod jwk;
pub mod pkcs12;
pub mod pkcs7;
