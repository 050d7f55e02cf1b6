//! A report: sections of words, tables and bars, for people, as text and as a page.
//!
//! Knows nothing of what is reported. [`plain`] writes it for a terminal; the page is [`html::report`](crate::view::html::report).

pub mod model;
pub mod plain;
