//! The whole screen: what is shown there, and what keys and mouse do with it.
//!
//! A [`Screen`](screen::Screen) draws itself and takes input; it knows no terminal, so that tests can put it before one that is none. Screens lie
//! on one another: a table of connections opens the story of one, and leaving the story uncovers the table. A panel is made of the
//! same [`Row`](crate::view::layout::Row)s as plain text; each row may lead somewhere, for the mouse and for the keys.

pub mod compare;
pub mod hold;
pub mod input;
mod key_line;
mod keys;
mod leaf;
pub mod live;
mod paint;
pub mod screen;
pub mod story;
pub mod table;
pub mod terminal;
