//! Runs: what happens over and over is told a few times, then counted. A long download is a page, not a book.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::story::book::Book;
use crate::story::model::{Kind, Step, Value, Weight};
use crate::story::repeats::{More, Repeats};

impl Book<'_> {
    /// Whether the next of this kind is only counted.
    pub(crate) fn counts(&self, what: Repeats) -> bool {
        self.runs
            .get(&what)
            .is_some_and(|run| run.told >= what.alone())
    }

    /// A step of a kind that may come over and over: unlike others it does not end the runs under way.
    pub(crate) fn push_repeating(&mut self, what: Repeats, step: Step) {
        self.runs.entry(what).or_default().told += 1;
        self.steps.push(step);
    }

    /// Counts one more of a run.
    pub(crate) fn count_more(&mut self, what: Repeats, chapter: &Text, more: &More<'_>) {
        let last = more.packets.last().copied().unwrap_or_default();
        let time = self.since_start(last);
        let run = self.runs.entry(what).or_default();
        run.count += 1;
        run.bytes = run.bytes.saturating_add(more.bytes as u64);
        let (counted, known) = (*run, run.step);
        let at = match known {
            Some(at) => at,
            None => {
                let weight = match what {
                    Repeats::Ack(_) => Weight::Folded,
                    _ => Weight::Main,
                };
                let mut step = self.wire(what.from(), &[], what.name(), what.rfc());
                step.chapter = chapter.clone();
                step.weight = weight;
                self.steps.push(step);
                self.steps.len() - 1
            }
        };
        for number in more.packets {
            self.mark_told(*number);
        }
        if let Some(run) = self.runs.get_mut(&what) {
            run.step = Some(at);
        }
        let Some(step) = self.steps.get_mut(at) else {
            return;
        };
        step.time = time.or(step.time);
        step.sentence = what.sentence(&counted);
        if let Kind::Wire {
            packets, length, ..
        } = &mut step.kind
        {
            *length += more.bytes;
            for number in more.packets {
                if let Err(place) = packets.binary_search(number) {
                    packets.insert(place, *number);
                }
            }
        }
        let (count, bytes) = (counted.count, counted.bytes);
        step.values = vec![
            Value::plain("count", count, Knows::Wire),
            Value::plain("bytes", bytes, Knows::Wire),
        ];
    }
}
