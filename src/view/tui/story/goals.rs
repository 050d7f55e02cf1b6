//! Going to what one looks for: a number, a proof, what is wrong, where something was found.

use crate::text;
use crate::view::tui::story::place::At;
use crate::view::tui::story::reading::Reading;

impl Reading<'_> {
    /// To the step with this number, from 1.
    pub(super) fn go_to_number(&mut self, number: usize) {
        let last = self.story.steps.len();
        match number.checked_sub(1).filter(|n| *n < last) {
            Some(n) => self.jump(self.step_at(n)),
            None => {
                self.told =
                    Some(text!(en: "steps go from 1 to {last}", ko: "단계 번호의 범위: 1~{last}"));
            }
        }
    }

    /// The next step with a proof.
    pub(super) fn seek_proof(&mut self) {
        let from = self.after();
        let mut later = self.story.steps.iter().enumerate().skip(from);
        match later.find(|(_, step)| !step.proofs.is_empty()) {
            Some((n, _)) => self.jump(self.step_at(n)),
            None => self.tell("no proof after this step", "이 뒤로는 증명이 없다"),
        }
    }

    /// The step before with a proof.
    pub(super) fn seek_proof_before(&mut self) {
        let until = match self.at {
            At::Opening => 0,
            At::Step(place) => place.step,
            At::Closing => self.story.steps.len(),
        };
        let mut earlier = self.story.steps.iter().enumerate().take(until);
        match earlier.rfind(|(_, step)| !step.proofs.is_empty()) {
            Some((n, _)) => self.jump(self.step_at(n)),
            None => self.tell("no proof before this step", "이 앞에는 증명이 없다"),
        }
    }

    /// The next step where something is wrong, then the cause, then the first again.
    pub(super) fn seek_failure(&mut self) {
        let (from, wrong) = (self.after(), &self.outline.wrong);
        let next = wrong.get(wrong.partition_point(|n| *n < from));
        match (next, &self.story.cause) {
            (Some(n), _) => self.jump(self.step_at(*n)),
            (None, Some(_)) if self.at != At::Closing => self.jump(At::Closing),
            (None, _) => match wrong.first() {
                Some(n) => self.jump(self.step_at(*n)),
                None => self.tell("nothing is wrong here", "잘못된 것이 없다"),
            },
        }
    }

    /// The first step after the one one is at.
    fn after(&self) -> usize {
        match self.at {
            At::Opening => 0,
            At::Step(place) => place.step + 1,
            At::Closing => self.story.steps.len(),
        }
    }

    /// To where it is found next, or to `found` while that is being typed.
    pub(super) fn go_to_match(&mut self, found: Option<usize>) {
        match found {
            Some(n) => {
                let place = self.search.place(n, &self.story);
                self.show_found(place);
                self.jump(At::Step(place));
            }
            None if self.search.query().is_empty() => {
                self.tell(
                    "nothing was searched for yet: / asks",
                    "아직 찾은 것이 없다. / 로 찾는다",
                );
            }
            None => {
                let query = self.search.query();
                self.told = Some(text!(en: "not found: {query}", ko: "찾지 못함: {query}"));
            }
        }
    }
}
