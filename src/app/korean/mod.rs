//! The help in Korean: the words of each command, and how they take the place of the English ones.

mod ca;
mod ca_services;
mod cert;
mod demo;
mod demo_tools;
mod exercise;
mod exercise_class;
mod page;
mod pages;
pub mod spoken;
