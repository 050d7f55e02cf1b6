//! What strangers write into names, certificates and messages stays text.
