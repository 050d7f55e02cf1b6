//! The online certificate status protocol (RFC 6960): a question by serial number, a signed answer.
//!
//! Bytes and moments in, bytes out. What was issued and what became of it is asked of whoever keeps the books; no network here.

pub mod answer;
pub mod books;
pub mod get;
pub mod question;
pub mod responder;
