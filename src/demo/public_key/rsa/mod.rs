//! Textbook RSA and eight ways in which it breaks: what is wrong with the messages, and what is wrong with the keys.

pub mod attacks;
mod broken;
pub mod demo;
pub mod mounted;
mod sealing;
