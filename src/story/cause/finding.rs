//! A cause of failure, as the searches for it hand it on.

use crate::base::text::Text;

/// What was found: the key, the sentence, what each end needed or offered, and the repair.
pub(crate) struct Finding {
    pub(crate) key: &'static str,
    pub(crate) sentence: Text,
    pub(crate) client: Text,
    pub(crate) server: Text,
    pub(crate) repair: Text,
}
