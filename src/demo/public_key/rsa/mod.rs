//! Textbook RSA and eight ways in which it breaks: what is wrong with the messages, and what is wrong with the keys.

mod attacks;
mod broken;
pub mod demo;
mod mounted;
mod sealing;
