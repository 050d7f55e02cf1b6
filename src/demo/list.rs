//! The demonstrations, in the order of the learning path.

use crate::demo::basics::one_time_pad;
use crate::demo::demo::Demo;

/// All of them. A number on the command line is a place in this list, from 1.
pub static DEMOS: &[&Demo] = &[&one_time_pad::DEMO];

/// The demonstration called `name`, or at the place `name` in the list.
pub fn named(name: &str) -> Option<&'static Demo> {
    let by_number = || DEMOS.get(name.parse::<usize>().ok()?.checked_sub(1)?);
    let by_name = DEMOS.iter().find(|demo| demo.name == name);
    by_name.or_else(by_number).copied()
}
