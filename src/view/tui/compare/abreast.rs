//! The screen itself: where one is among the pairs, and what input changes about it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Paragraph;

use crate::base::text::Lang;
use crate::story::compare::model::{Comparison, Likeness, Place};
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::{Depth, Folded, Look};
use crate::view::tui::compare::keys::{Wish, wish};
use crate::view::tui::compare::rows;
use crate::view::tui::input::{Cell, Input, Key};
use crate::view::tui::leaf::{Leaf, Window};
use crate::view::tui::paint::{self, HasKeys};
use crate::view::tui::screen::{Screen, Then};

/// Two stories, compared on the screen.
pub struct Abreast<'c> {
    comparison: &'c Comparison<'c>,
    look: Look,
    /// The pairs that are shown.
    shown: Vec<usize>,
    /// Where one stands, counted among all pairs.
    here: usize,
    same: Same,
    panel: Panel,
    pairs: Window,
    below: (Leaf<usize>, Window),
}

/// Whether pairs that do not differ are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Same {
    Shown,
    Hidden,
}

/// What stands below the pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Panel {
    /// What is said first.
    Headlines,
    /// What differs in the chosen pair.
    Pair,
    /// What the keys do.
    Help,
}

impl<'c> Abreast<'c> {
    /// Stands at the first pair of the compared connections, with the headlines below.
    pub fn new(comparison: &'c Comparison<'c>, look: Look) -> Self {
        let mut pairs = comparison.pairs.iter();
        let here = pairs.position(|pair| pair.place == Place::Compared);
        let depth = match look.depth {
            Depth::Line => Depth::Block,
            depth => depth,
        };
        let mut screen = Self {
            comparison,
            look: Look { depth, ..look },
            shown: Vec::new(),
            here: here.unwrap_or_default(),
            same: Same::Shown,
            panel: Panel::Headlines,
            pairs: Default::default(),
            below: Default::default(),
        };
        screen.choose();
        screen
    }

    /// Which pairs are shown; one that no longer is gives its place to the next that is.
    fn choose(&mut self) {
        let pairs = self.comparison.pairs.iter().enumerate();
        let compared = pairs
            .filter(|(_, pair)| self.look.folded == Folded::Show || pair.place == Place::Compared);
        let same = self.same;
        self.shown = compared
            .filter(|(_, pair)| {
                same == Same::Shown
                    || !matches!(pair.likeness(), Likeness::Same | Likeness::AsItMust)
            })
            .map(|(n, _)| n)
            .collect();
        let here = self.here;
        let next = self.shown.iter().copied().find(|n| *n >= here);
        self.here = next.or(self.shown.last().copied()).unwrap_or(here);
    }

    /// So many of the shown pairs on, or back.
    fn walk(&mut self, by: isize) {
        let at = self.shown.iter().position(|n| *n == self.here);
        let there = at.unwrap_or_default().saturating_add_signed(by);
        let there = there.min(self.shown.len().saturating_sub(1));
        if let Some(pair) = self.shown.get(there).copied() {
            self.go(pair);
        }
    }

    fn go(&mut self, pair: usize) {
        self.here = pair;
        self.panel = Panel::Pair;
        self.below.1.rewind();
    }

    fn differs(&self, n: usize) -> bool {
        let pair = self.comparison.pairs.get(n);
        pair.is_some_and(|pair| !matches!(pair.likeness(), Likeness::Same | Likeness::AsItMust))
    }

    fn wish(&mut self, wish: Wish) -> Then {
        match wish {
            Wish::Forward => self.walk(1),
            Wish::Back => self.walk(-1),
            Wish::Next => {
                // From the headlines, the pair one stands at may be the next already.
                let least = match self.panel {
                    Panel::Pair => self.here + 1,
                    Panel::Headlines | Panel::Help => self.here,
                };
                let mut later = self.shown.iter().copied().filter(|n| *n >= least);
                if let Some(n) = later.find(|n| self.differs(*n)) {
                    self.go(n);
                }
            }
            Wish::Before => {
                let mut earlier = self.shown.iter().rev().copied();
                if let Some(n) = earlier.find(|n| *n < self.here && self.differs(*n)) {
                    self.go(n);
                }
            }
            Wish::First => self.walk(isize::MIN),
            Wish::Last => self.walk(isize::MAX),
            Wish::PanelDown => self.below.1.scroll(self.page()),
            Wish::PanelUp => self.below.1.scroll(-self.page()),
            Wish::Hide => {
                self.same = match self.same {
                    Same::Shown => Same::Hidden,
                    Same::Hidden => Same::Shown,
                };
                self.choose();
            }
            Wish::Deeper => {
                self.look.depth = rows::deeper(self.look.depth);
                self.panel = Panel::Pair;
            }
            Wish::Headlines => self.turn(Panel::Headlines),
            Wish::Language => {
                self.look.lang = match self.look.lang {
                    Lang::En => Lang::Ko,
                    Lang::Ko => Lang::En,
                };
            }
            Wish::Help => self.turn(Panel::Help),
            Wish::Leave => match self.panel {
                Panel::Help => self.turn(Panel::Help),
                Panel::Headlines | Panel::Pair => return Then::Leave,
            },
        }
        Then::Stay
    }

    /// To a panel, or from it back to the pair.
    fn turn(&mut self, panel: Panel) {
        self.panel = match self.panel == panel {
            true => Panel::Pair,
            false => panel,
        };
        self.below.1.rewind();
    }

    /// Most of a panel's height.
    fn page(&self) -> isize {
        self.below.1.height().max(2).cast_signed() - 1
    }

    fn click(&mut self, cell: Cell) {
        let found = self.pairs.at(cell).and_then(|(row, _)| self.shown.get(row));
        if let Some(pair) = found.copied() {
            self.go(pair);
        }
    }

    fn draw_pairs(&mut self, area: Rect, frame: &mut Frame<'_>) {
        let look = &self.look;
        let [left, right] = &self.comparison.names;
        let title = format!("{left} | {right}");
        let title = Row(vec![Span::plain(title)]);
        let title = title.fit(usize::from(area.width).saturating_sub(4));
        let title: String = title.0.iter().map(|span| span.shown(look.marks)).collect();
        let block = paint::frame(&title, HasKeys::Yes, look);
        let inner = block.inner(area);
        let columns = inner.width.into();
        if self.panel == Panel::Pair {
            let at = self.shown.partition_point(|n| *n < self.here);
            self.pairs.reveal(at, inner.height.into());
        }
        // However many there are, rows are made for those in sight.
        let top = self.pairs.place_in(area, &block, self.shown.len());
        let seen = self.shown.iter().skip(top).take(inner.height.into());
        let lines = seen.map(|n| {
            let row = match self.comparison.pairs.get(*n) {
                Some(pair) => rows::pair_row(self.comparison, pair, look, columns),
                None => Row::default(),
            };
            match *n == self.here {
                true => paint::chosen(&row, look),
                false => paint::line(&row, look),
            }
        });
        let lines = Paragraph::new(Vec::from_iter(lines)).block(block);
        frame.render_widget(lines, area);
    }

    fn draw_below(&mut self, area: Rect, frame: &mut Frame<'_>) {
        let look = &self.look;
        let title = match self.panel {
            Panel::Headlines => look.word("what differs", "무엇이 다른가"),
            Panel::Pair => look.word("in this pair", "이 쌍에서"),
            Panel::Help => look.word("keys", "키"),
        };
        let block = paint::frame(title, HasKeys::No, look);
        let columns = block.inner(area).width.into();
        let mut leaf = Leaf::default();
        leaf.say(match (self.panel, self.comparison.pairs.get(self.here)) {
            (Panel::Headlines, _) | (_, None) => rows::said(self.comparison, look, columns),
            (Panel::Pair, Some(this)) => rows::differing(self.comparison, this, look, columns),
            (Panel::Help, Some(_)) => rows::help(self.comparison, look, columns),
        });
        let (kept, window) = &mut self.below;
        *kept = leaf;
        window.draw(kept, None, (area, block), look, frame);
    }
}

impl Screen for Abreast<'_> {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        // What is said first is read, not searched: it has more room.
        let room = match self.panel {
            Panel::Headlines | Panel::Help => Constraint::Fill(2),
            Panel::Pair => Constraint::Fill(1),
        };
        let halves = [Constraint::Fill(1), room, Constraint::Length(1)];
        let [above, below, status] = Layout::vertical(halves).areas(frame.area());
        self.draw_pairs(above, frame);
        self.draw_below(below, frame);
        let hidden = match self.same {
            Same::Shown => Row::default(),
            Same::Hidden => Row(vec![Span::new(
                self.look
                    .word("(the same is hidden)  ", "(같은 것은 숨김)  "),
                Ink::Maybe,
            )]),
        };
        let mut line = hidden;
        let room = usize::from(status.width).saturating_sub(line.width());
        line.0.extend(rows::keys(&self.look, room).0);
        let line = paint::line(&line.fit(status.width.into()), &self.look);
        frame.render_widget(line, status);
    }

    fn take(&mut self, input: Input) -> Then {
        match input {
            Input::Key(key) => {
                let key = key.command();
                // What is open over the pair is closed by the key that leaves.
                if key == Key::Escape && self.panel == Panel::Headlines {
                    self.turn(Panel::Headlines);
                    return Then::Stay;
                }
                return wish(key).map_or(Then::Stay, |wish| self.wish(wish));
            }
            Input::Click(cell) => self.click(cell),
            Input::Scroll(cell, rows) => {
                for window in [&mut self.pairs, &mut self.below.1] {
                    if window.at(cell).is_some() {
                        window.scroll(rows.into());
                    }
                }
            }
            Input::Size | Input::Tick => {}
            Input::Stop => return Then::Quit,
        }
        Then::Stay
    }
}
