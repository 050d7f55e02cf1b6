//! The toy CA.
