//! The steps between the two hosts: two lifelines, arrows for what is sent, dots at the end that computes. Where nobody speaks to
//! anybody the steps are a list. A row a step, each made for itself, so that only those in sight are made.

use crate::base::level::Level;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::story::model::{Cover, Fate, Kind, Step, Story, Who};
use crate::text;
use crate::view::header;
use crate::view::layout::{Ink, Row, Span, cut, width};
use crate::view::look::{Look, Marks};
use crate::view::proofs::tally;
use crate::view::tui::story::hidden::Hidden;
use crate::view::tui::story::outline::{Chapter, Line, Outline};

/// The columns of a row.
#[derive(Clone, Copy, Debug)]
struct Grid {
    /// Of the whole.
    whole: usize,
    /// Of the number and the mark behind it.
    number: usize,
    /// Of the moment; 0 where there is no room for it.
    moment: usize,
    /// Between the lifelines.
    between: usize,
    /// Of what proofs say, right of the lifelines; 0 where there is no room for it.
    verdict: usize,
}

impl Grid {
    fn new(story: &Story, columns: usize) -> Self {
        let number = story.steps.len().to_string().len().max(2) + 1;
        let moment = if columns >= 62 { 12 } else { 0 };
        let verdict = if columns >= 78 { 18 } else { 0 };
        Self {
            whole: columns,
            number,
            moment,
            between: columns.saturating_sub(number + moment + verdict + 2),
            verdict,
        }
    }
}

/// A story's steps as they are drawn in `columns`.
pub(super) struct Diagram<'a> {
    story: &'a Story,
    outline: &'a Outline,
    hidden: Option<&'a Hidden>,
    look: &'a Look,
    grid: Grid,
}

impl<'a> Diagram<'a> {
    /// Those of `story`, where some of it may be hidden.
    pub(super) fn new(
        story: &'a Story,
        outline: &'a Outline,
        hidden: Option<&'a Hidden>,
        look: &'a Look,
        columns: usize,
    ) -> Self {
        Self {
            story,
            outline,
            hidden,
            look,
            grid: Grid::new(story, columns),
        }
    }

    /// The hosts over their lifelines; none where there are none.
    pub(super) fn hosts(&self) -> Option<Row> {
        if !self.story.has_hosts() {
            return None;
        }
        let room = self.grid.between + 2;
        let [all, names] = [true, false].map(|all| {
            let [client, server] = &self.story.hosts;
            [(Side::Client, client), (Side::Server, server)].map(|(side, host)| {
                let word = side.text();
                let word = self.look.say(&word);
                match (host.name.as_str(), host.address.as_str()) {
                    ("", "") => word.to_owned(),
                    ("", address) if all => format!("{word} {address}"),
                    ("", address) => address.to_owned(),
                    (name, "") => name.to_owned(),
                    (name, address) if all => format!("{name} {address}"),
                    (name, _) => name.to_owned(),
                }
            })
        });
        let fits = |[client, server]: &[String; 2]| width(client) + width(server) + 2 <= room;
        let [client, server] = match fits(&all) {
            true => all,
            false => names.map(|name| cut(&name, room.saturating_sub(2) / 2)),
        };
        let mut row = Row::indented(self.grid.number + self.grid.moment);
        row.0.push(Span::new(&client, Ink::Client));
        let gap = room.saturating_sub(width(&client) + width(&server));
        row.0.push(Span::blank(gap));
        row.0.push(Span::new(&server, Ink::Server));
        Some(row.fit(self.grid.whole))
    }

    /// The row of `line`, as wide as there is room.
    pub(super) fn row(&self, line: Line) -> Row {
        let row = match line {
            Line::Opening => {
                let words = self.look.word("about this story", "이 이야기에 대하여");
                self.beside(Span::new(words, Ink::Faint))
            }
            Line::Closing => {
                let (words, ink) = match self.story.cause {
                    _ if self.outline.waits => (self.look.word("so far", "여기까지"), Ink::Faint),
                    Some(_) => (
                        self.look.word("the end: why it failed", "끝: 실패한 까닭"),
                        Ink::Bad,
                    ),
                    None => (
                        self.look.word("the end: the account", "끝: 정리"),
                        Ink::Faint,
                    ),
                };
                self.beside(Span::new(words, ink))
            }
            Line::Chapter(number) => match self.outline.chapters.get(number) {
                Some(chapter) => self.chapter(chapter),
                None => Row::default(),
            },
            Line::Step(n) => match self.story.steps.get(n) {
                Some(step) => self.step(n, step),
                None => Row::default(),
            },
        };
        row.fit(self.grid.whole).padded(self.grid.whole)
    }

    fn beside(&self, span: Span) -> Row {
        let mut row = Row::indented(self.grid.number);
        row.0.push(span);
        row
    }

    /// The heading of a chapter: since when, how many round trips, as far as there is room.
    fn chapter(&self, chapter: &Chapter) -> Row {
        let name = self.look.say(&chapter.name);
        let mut row = Row(vec![Span::new(name, Ink::Strong)]);
        let n = chapter.round_trips;
        let trips = match n {
            0 => None,
            1 => Some(text!(en: "1 round trip", ko: "왕복 1번")),
            _ => Some(text!(en: "{n} round trips", ko: "왕복 {n}번")),
        };
        let began = chapter
            .began
            .map(|at| Text::same(header::moment(Some(at)).trim().to_owned()));
        let both = began.iter().chain(&trips).map(|text| self.look.say(text));
        let both = Vec::from_iter(both).join(", ");
        let few = trips.as_ref().map_or("", |trips| self.look.say(trips));
        let short = match n {
            0 => String::new(),
            n => format!("{n} RTT"),
        };
        let room = self.grid.whole.saturating_sub(row.width() + 2);
        let fits = [both.as_str(), few, short.as_str()];
        let said = fits.into_iter().find(|said| width(said) <= room);
        if let Some(said) = said.filter(|said| !said.is_empty()) {
            row.0.push(Span::blank(room + 2 - width(said)));
            row.0.push(Span::new(said, Ink::Faint));
        }
        row
    }

    fn step(&self, n: usize, step: &Step) -> Row {
        let digits = self.grid.number.saturating_sub(1);
        let mark = match self.hides(n) {
            true => Span::new("?", Ink::Maybe),
            false => mark(step, self.look),
        };
        let number = Span::new(format!("{:>digits$}", n + 1), Ink::Faint);
        let mut row = Row(vec![number, mark]);
        if !self.story.has_hosts() {
            row.0.push(Span::blank(1));
            row.0.extend(self.name(n, step, self.grid.whole));
            return self.judged(row, n, step);
        }
        if self.grid.moment > 0 {
            row.0.push(Span::new(header::moment(step.time), Ink::Faint));
            row.0.push(Span::blank(1));
        }
        row.0.extend(self.between(n, step));
        match self.grid.verdict {
            0 => row,
            _ => self.judged(row, n, step),
        }
    }

    /// Whether something of step `n` is hidden.
    fn hides(&self, n: usize) -> bool {
        let hidden = self.hidden;
        hidden.is_some_and(|hidden| hidden.hides(n, self.story))
    }

    /// What proofs say, where it fits behind `row`: the worst of it.
    fn judged(&self, mut row: Row, n: usize, step: &Step) -> Row {
        if self.hides(n) {
            return row;
        }
        let worst = [Verdict::Fails, Verdict::NotReached, Verdict::Holds];
        let said = worst.map(|verdict| tally(&step.proofs, verdict, self.look));
        if let Some(said) = said.into_iter().flatten().next() {
            row.0.push(Span::blank(2));
            row.0.push(said);
        }
        row
    }

    /// Its name, its lock and what became of it, in `room`: only the name is cut.
    fn name(&self, n: usize, step: &Step, room: usize) -> Vec<Span> {
        let mut after = Vec::new();
        if let Kind::Wire { cover, .. } = &step.kind {
            if let Some(lock) = lock(*cover, self.look) {
                after.push(Span::plain(" "));
                after.push(lock);
            }
            if let Some(fate) = header::fate(step) {
                after.push(Span::plain(" "));
                after.push(Span::new(self.look.say(&fate), Ink::Maybe));
            }
        }
        let taken = Row(after.clone()).width();
        let name = match self
            .hidden
            .is_some_and(|hidden| hidden.hides_name(n, self.story))
        {
            true => "?",
            false => self.look.say(&step.name),
        };
        let mut spans = vec![Span::new(
            cut(name, room.saturating_sub(taken)),
            Ink::Strong,
        )];
        spans.append(&mut after);
        spans
    }

    /// The lifelines with what the step is between them.
    fn between(&self, n: usize, step: &Step) -> Vec<Span> {
        let inner = self.grid.between;
        let [left, right] = Side::BOTH.map(|side| Span::new("│", Ink::from(side)));
        let dot = |side: Side| Span::new(dot(self.look), Ink::from(side));
        match &step.kind {
            Kind::Wire {
                from, cover, fate, ..
            } => {
                let mut spans = vec![left];
                spans.extend(self.arrow(n, step, (*from, *cover, fate)));
                spans.push(right);
                spans
            }
            Kind::Computation { by: Who::Client } => {
                let name = self.name(n, step, inner.saturating_sub(1));
                let row = Row(vec![dot(Side::Client), Span::blank(1)]);
                self.filled(row, name, right)
            }
            Kind::Computation { by: Who::Server } => {
                let name = self.name(n, step, inner.saturating_sub(1));
                let gap = inner.saturating_sub(Row(name.clone()).width() + 1);
                let row = Row(vec![left, Span::blank(gap)]);
                let mut spans = row.0;
                spans.extend(name);
                spans.extend([Span::blank(1), dot(Side::Server)]);
                spans
            }
            Kind::Computation { by: Who::Both } => {
                let name = self.name(n, step, inner.saturating_sub(4));
                let dots = inner.saturating_sub(Row(name.clone()).width() + 3);
                let mut spans = vec![dot(Side::Client), Span::blank(1)];
                spans.extend(name);
                spans.push(Span::blank(1));
                spans.push(Span::new("·".repeat(dots), Ink::Faint));
                spans.extend([Span::blank(1), dot(Side::Server)]);
                spans
            }
            Kind::Remark | Kind::Desk => {
                let name = self.name(n, step, inner.saturating_sub(2));
                self.filled(Row(vec![left, Span::blank(2)]), name, right)
            }
        }
    }

    /// `row`, then `name`, then blanks up to the lifeline `right`.
    fn filled(&self, mut row: Row, name: Vec<Span>, right: Span) -> Vec<Span> {
        row.0.extend(name);
        let mut row = row.padded(self.grid.between + 1);
        row.0.push(right);
        row.0
    }

    /// An arrow with the name on it: a single line in the clear, a double one under encryption; what is lost ends midway.
    fn arrow(&self, n: usize, step: &Step, wire: (Side, Cover, &Fate)) -> Vec<Span> {
        let (from, cover, fate) = wire;
        let inner = self.grid.between;
        let ink = Ink::from(from);
        let line = match cover {
            Cover::Clear => "─",
            Cover::Opened | Cover::Sealed => "═",
        };
        let shaft = |columns: usize| Span::new(line.repeat(columns), ink);
        // Two of the shaft and a blank before the name, a blank, one of the shaft and the head behind it.
        const AROUND: usize = 6;
        let mut name = self.name(n, step, inner.saturating_sub(AROUND));
        let wide = Row(name.clone()).width();
        let rest = inner.saturating_sub(wide + AROUND - 1);
        let mut spans = vec![shaft(2), Span::blank(1)];
        let head = match (fate, from) {
            (Fate::Lost | Fate::Damaged, _) => "✗",
            (Fate::Waiting, _) => "…",
            (_, Side::Client) => "▶",
            (_, Side::Server) => "◀",
        };
        let ink = match fate {
            Fate::Lost | Fate::Damaged => Ink::Bad,
            Fate::Waiting => Ink::Strong,
            _ => ink,
        };
        let head = Span::new(head, ink);
        let mut tail = match fate {
            // It does not come as far as the other's line.
            Fate::Lost | Fate::Damaged | Fate::Waiting => {
                let gone = (inner / 3).min(rest.saturating_sub(1));
                vec![shaft(rest - gone), head, Span::blank(gone)]
            }
            Fate::Delivered | Fate::Changed | Fate::Twice | Fate::Late(_) | Fate::Again(_) => {
                vec![shaft(rest), head]
            }
        };
        if let Side::Server = from {
            // The same, mirrored: the head stands left.
            tail.reverse();
            tail.push(Span::blank(1));
            tail.append(&mut name);
            tail.extend([Span::blank(1), shaft(2)]);
            return tail;
        }
        spans.append(&mut name);
        spans.push(Span::blank(1));
        spans.append(&mut tail);
        spans
    }
}

fn dot(look: &Look) -> &'static str {
    match look.marks {
        Marks::Unicode => "•",
        Marks::Ascii => "*",
    }
}

fn lock(cover: Cover, look: &Look) -> Option<Span> {
    let (mark, ink) = match (cover, look.marks) {
        (Cover::Clear, _) => return None,
        (Cover::Opened, Marks::Unicode) => ("🔒", Ink::Good),
        (Cover::Opened, Marks::Ascii) => ("[enc]", Ink::Good),
        (Cover::Sealed, Marks::Unicode) => ("🔒?", Ink::Maybe),
        (Cover::Sealed, Marks::Ascii) => ("[enc?]", Ink::Maybe),
    };
    Some(Span::new(mark, ink))
}

/// The worst of what proofs and faults say of a step: one column.
fn mark(step: &Step, look: &Look) -> Span {
    let has = |verdict| step.proofs.iter().any(|proof| proof.verdict == verdict);
    let wrong = step.faults.iter().any(|fault| fault.level != Level::Note);
    let (unicode, ascii, ink) = match (has(Verdict::Fails), wrong) {
        (true, _) => ("✗", "x", Ink::Bad),
        (false, true) => ("!", "!", Ink::Bad),
        (false, false) if has(Verdict::NotReached) => ("○", "o", Ink::Maybe),
        (false, false) if has(Verdict::Holds) => ("✔", "+", Ink::Good),
        (false, false) => (" ", " ", Ink::Plain),
    };
    match look.marks {
        Marks::Unicode => Span::new(unicode, ink),
        Marks::Ascii => Span::new(ascii, ink),
    }
}
