//! Typing what is to be searched for: one stands where it is found first while typing goes on.

use crate::view::tui::input::Key;
use crate::view::tui::story::place::At;
use crate::view::tui::story::reading::{Mode, Reading};

impl Reading<'_> {
    /// What is typed is searched for at once; Enter stays where it was found, Escape goes back.
    pub(super) fn type_query(&mut self, key: Key, mut typed: String, from: At) {
        let found = match key {
            Key::Enter => {
                let found = self.at;
                if found != from {
                    self.stand(from);
                    self.jump(found);
                }
                if self.search.count() == 0 && !self.search.is_busy(&self.story) {
                    self.to_match(None);
                }
                return;
            }
            Key::Escape => {
                self.ask("");
                return self.stand(from);
            }
            Key::Down => self.search.after(self.step()),
            Key::Up => self.search.before(self.step()),
            Key::Char(c) => {
                typed.push(c);
                return self.seek_for(typed, from);
            }
            Key::Backspace => {
                typed.pop();
                return self.seek_for(typed, from);
            }
            Key::Tab
            | Key::BackTab
            | Key::Left
            | Key::Right
            | Key::PageUp
            | Key::PageDown
            | Key::Home
            | Key::End => None,
        };
        self.mode = Mode::Search { typed, from };
        if let Some(n) = found {
            self.stand_at_match(n);
        }
    }

    fn seek_for(&mut self, typed: String, from: At) {
        self.stand(from);
        self.ask(&typed);
        self.mode = Mode::Search { typed, from };
        self.seek();
    }

    /// While it is being typed, one stands where it is found first.
    pub(super) fn seek(&mut self) {
        let Mode::Search { from, .. } = self.mode else {
            return;
        };
        if self.at != from {
            return;
        }
        let before = from.place().and_then(|place| place.step.checked_sub(1));
        if let Some(n) = self.search.after(before) {
            self.stand_at_match(n);
        }
    }

    fn stand_at_match(&mut self, n: usize) {
        let place = self.search.place(n, &self.story);
        self.stand(At::Step(place));
    }
}
