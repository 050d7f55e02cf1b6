//! Two stories side by side on the whole screen: pairs above, what differs in the chosen one below.

pub mod abreast;
mod keys;
mod rows;
