//! Recipes: what is drawn for a student and what files are made of it, told in `[settings]` of an exercise, so that another exercise
//! about certificates needs no program.
//!
//! ```text
//! moment     a moment in words: 2026-03-01T00:00:00Z+30d
//! drawing    [settings.draw], [settings.hide], [settings.say]: words
//! workshop   [[settings.give]], [[settings.make]]: keys, certificates, requests, lists, bundles, texts
//! shelf      where files are found by their names
//! mending    items that work on what was given: a path found, a key matched, a setting edited
//! cast       [settings.cast]: places to which roles are dealt, and a question about them
//! ```
//!
//! `[settings.slip.PROPERTY.MISTAKE.ITEM]` says what is made otherwise by whoever makes that mistake.

pub mod cast;
pub mod drawing;
pub mod mending;
pub mod moment;
pub mod shelf;
pub mod workshop;
