//! A story to eyes.
