//! Certificates on paper: what one says, whether to believe it, what rules it breaks. No host and no moment.

pub mod shown;
