//! The entries, a file a family.

pub(super) mod chain;
pub(super) mod constraints;
pub(super) mod damage;
pub(super) mod deep;
pub(super) mod form;
pub(super) mod key;
pub(super) mod name;
pub(super) mod number;
pub(super) mod odd;
pub(super) mod revoked;
pub(super) mod rights;
pub(super) mod secret;
pub(super) mod time;
pub(super) mod usage;
pub(super) mod wildcard;
