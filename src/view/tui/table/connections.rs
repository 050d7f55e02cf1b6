//! The table: which connection is chosen, what input changes about it, and what comes from whoever reads.

use std::borrow::Cow;
use std::time::Duration;

use ratatui::Frame;

use crate::base::text::{Lang, Text};
use crate::story::model::Story;
use crate::survey::query::Query;
use crate::view::look::Look;
use crate::view::table::line::Column;
use crate::view::tui::input::{Cell, Input, Key};
use crate::view::tui::screen::{Screen, Then};
use crate::view::tui::story::reader::Reader;
use crate::view::tui::table::keys::{self, Wish};
use crate::view::tui::table::news::{Far, Id, News, Over, Source};
use crate::view::tui::table::picture::Picture;
use crate::view::tui::table::prompt::{Prompt, Typed, What};
use crate::view::tui::table::rows::{By, Direction, Rows};
use crate::view::tui::table::search::{Search, Step, Way};
use crate::view::tui::table::state::{Below, Reading, State};

/// News that are taken in between two pictures.
const NEWS: usize = 4096;
/// How long it waits for keys while something goes on.
const PATIENCE: Duration = Duration::from_millis(50);
/// The same while much comes.
const SHORT: Duration = Duration::from_millis(5);

/// The connections of one capture or several.
pub struct Connections<'s> {
    source: Box<dyn Source + 's>,
    state: State,
    picture: Picture,
    /// The connection that was chosen before everything was read anew.
    sought: Option<Id>,
    /// Whether much came the last time.
    busy: bool,
    after: After,
}

/// What follows when the story is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Table,
    /// Nothing: there was nothing to choose.
    Leave,
}

/// What a table begins with.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// What the captures are called.
    pub names: Vec<String>,
    /// The filter, as it was given, and as it was read.
    pub filter: Option<(String, Query)>,
    /// Whether rows come with a place in an order that was asked for.
    pub ordered: bool,
    /// The most rows.
    pub most: usize,
}

impl<'s> Connections<'s> {
    /// An empty table, which begins to fill from `source`.
    pub fn new(mut source: Box<dyn Source + 's>, beginning: Beginning, look: Look) -> Self {
        let by = match beginning.ordered {
            true => By::Asked,
            false => By::Column(Column::Number, Direction::Up),
        };
        let (filter, query) = beginning.filter.unzip();
        source.list(query);
        Self {
            source,
            state: State {
                look,
                names: beginning.names,
                filter: filter.unwrap_or_default(),
                rows: Rows::new(by, beginning.most),
                reading: Reading::Going(Far::default()),
                opening: None,
                chosen: None,
                search: None,
                prompt: None,
                below: Below::Connection,
                says: None,
            },
            picture: Picture::default(),
            sought: None,
            busy: false,
            after: After::Table,
        }
    }

    /// Chooses the row at `position`, or the last.
    fn choose(&mut self, position: usize) {
        let last = self.state.rows.shown().saturating_sub(1);
        let row = self.state.rows.at(position.min(last)).map(|(row, _)| row);
        if row.is_some() {
            self.state.chosen = row;
        }
        self.sought = None;
        self.picture.follow();
    }

    /// So many rows on, or back.
    fn walk(&mut self, rows: isize) {
        self.choose(self.state.position().saturating_add_signed(rows));
    }

    /// Takes in what came; a story that came lies on the table from now on.
    fn drain(&mut self) -> Then {
        let mut taken = 0;
        while taken < NEWS
            && let Some(news) = self.source.news()
        {
            taken += 1;
            match news {
                News::Far(far) => {
                    if let Reading::Going(known) = &mut self.state.reading {
                        *known = far;
                    }
                }
                News::Found(found) => {
                    let id = Id {
                        file: found.file,
                        number: found.line.number(),
                    };
                    let row = self.state.rows.add(found);
                    if self.sought == Some(id) {
                        self.state.chosen = row;
                    }
                }
                News::Anew => {
                    self.sought = self.sought.or(self.state.chosen_id());
                    self.state.chosen = None;
                    self.state.rows.clear();
                }
                News::Over(over) => self.over(over),
                News::Opening(far) => {
                    if let Some((_, known)) = &mut self.state.opening {
                        *known = far;
                    }
                }
                News::Story(story) => return self.lay(*story),
                News::NoStory(why) => {
                    self.state.opening = None;
                    self.state.says = Some(why);
                }
            }
        }
        self.busy = taken == NEWS || taken >= NEWS / 4;
        Then::Stay
    }

    fn over(&mut self, over: Over) {
        if let Some(id) = over.only {
            self.after = match over.far.connections {
                1 => After::Leave,
                _ => After::Table,
            };
            self.open(id);
        }
        if self.state.rows.len() == 0
            && self.state.filter.is_empty()
            && self.state.below == Below::Connection
        {
            self.state.below = Below::Capture;
        }
        self.state.reading = Reading::Over(over);
        self.sought = None;
    }

    /// The story lies on the table.
    fn lay(&mut self, story: Story) -> Then {
        self.state.opening = None;
        Then::Open(Box::new(Reader::new(
            Cow::Owned(story),
            self.state.look.clone(),
        )))
    }

    fn open(&mut self, id: Id) {
        self.source.give_up();
        self.source.open(id);
        self.state.opening = Some((id, Far::default()));
        self.state.says = None;
    }

    /// A step of everything that is done between two pictures.
    fn work(&mut self) {
        self.state.rows.arrange();
        let Some(search) = self.state.search.as_mut().filter(|search| search.going()) else {
            return;
        };
        match search.step(&self.state.rows, &self.state.look) {
            Step::Here(position) => self.choose(position),
            Step::Going => {}
            Step::Nowhere => {
                self.state.says = Some(Text::new("No row says this.", "이 글자가 든 행이 없다."));
            }
        }
    }

    fn wish(&mut self, wish: Wish) -> Then {
        let page = self.picture.page();
        match wish {
            Wish::Down => self.walk(1),
            Wish::Up => self.walk(-1),
            Wish::PageDown => self.walk(page),
            Wish::PageUp => self.walk(-page),
            Wish::First => self.choose(0),
            Wish::Last => self.choose(usize::MAX),
            Wish::Open => {
                if let Some(id) = self.state.chosen_id() {
                    self.after = After::Table;
                    self.open(id);
                }
            }
            Wish::Sort => self.sort(self.next_column()),
            Wish::Turn => {
                if let By::Column(column, direction) = self.state.rows.by() {
                    self.order_by(By::Column(column, direction.turned()));
                }
            }
            Wish::Filter => self.state.prompt = Some(Prompt::new(What::Filter, &self.state.filter)),
            Wish::Search => self.state.prompt = Some(Prompt::new(What::Search, "")),
            Wish::Again => self.seek(Way::On),
            Wish::AgainBack => self.seek(Way::Back),
            Wish::About => {
                self.state.below = match self.state.below {
                    Below::Capture => Below::Connection,
                    Below::Connection | Below::Help => Below::Capture,
                };
                self.picture.rewind();
            }
            Wish::Room => self.picture.other_room(),
            Wish::DetailsDown => self.picture.scroll(1),
            Wish::DetailsUp => self.picture.scroll(-1),
            Wish::Language => {
                self.state.look.lang = match self.state.look.lang {
                    Lang::En => Lang::Ko,
                    Lang::Ko => Lang::En,
                };
            }
            Wish::Help => self.state.below = Below::Help,
            Wish::Escape => return self.escape(),
            Wish::Leave => return Then::Leave,
        }
        Then::Stay
    }

    /// Ends what goes on; where nothing does, the table is left.
    fn escape(&mut self) -> Then {
        if self.state.opening.take().is_some() {
            self.source.give_up();
            self.state.says = Some(Text::new("The story was given up.", "이야기를 그만두었다."));
            return Then::Stay;
        }
        match self.state.reading {
            Reading::Going(_) => {
                self.source.stop();
                Then::Stay
            }
            Reading::Over(_) if self.state.search.take().is_some() => {
                let said = Text::new("The search is over.", "찾기를 끝냈다.");
                self.state.says = Some(said);
                Then::Stay
            }
            Reading::Over(_) if !self.state.filter.is_empty() => {
                self.list(String::new(), None);
                Then::Stay
            }
            Reading::Over(_) => Then::Leave,
        }
    }

    fn next_column(&self) -> Column {
        let here = match self.state.rows.by() {
            By::Asked => None,
            By::Column(column, _) => Column::ALL.iter().position(|one| *one == column),
        };
        let next = here.map_or(0, |here| here + 1);
        Column::ALL.get(next).copied().unwrap_or(Column::Number)
    }

    /// By what stands in `column`; the other way round where it was so already. What is weighty comes first.
    fn sort(&mut self, column: Column) {
        let direction = match (self.state.rows.by(), column) {
            (By::Column(sorted, direction), _) if sorted == column => direction.turned(),
            (_, Column::Findings) => Direction::Down,
            (_, _) => Direction::Up,
        };
        self.order_by(By::Column(column, direction));
    }

    fn order_by(&mut self, by: By) {
        self.state.rows.order_by(by);
        // Who orders anew wants to see what comes first now.
        self.state.chosen = None;
        self.picture.follow();
    }

    fn seek(&mut self, way: Way) {
        let position = self.state.position();
        match &mut self.state.search {
            Some(search) => {
                search.begin(position, way, &self.state.rows);
                self.state.says = None;
            }
            None => {
                self.state.says = Some(Text::new(
                    "Nothing was looked for yet: / begins.",
                    "아직 찾은 것이 없다. / 로 시작한다.",
                ));
            }
        }
    }

    /// A key for the line that is typed.
    fn typed(&mut self, mut prompt: Prompt, key: Key) {
        match prompt.take(key) {
            Typed::On => self.state.prompt = Some(prompt),
            Typed::Never => {}
            Typed::Done => match prompt.what {
                What::Filter => self.filter(prompt),
                What::Search if prompt.text.is_empty() => {}
                What::Search => {
                    let mut search = Search::new(&prompt.text);
                    search.begin_here(self.state.position(), &self.state.rows);
                    self.state.search = Some(search);
                    self.state.says = None;
                }
            },
        }
    }

    /// Reads anew for what was typed, if it can be understood.
    fn filter(&mut self, mut prompt: Prompt) {
        let text = prompt.text.trim().to_owned();
        let query = match text.is_empty() {
            true => None,
            false => match Query::parse(&prompt.text) {
                Ok(query) => Some(query),
                Err(error) => {
                    prompt.refuse(&error);
                    self.state.prompt = Some(prompt);
                    return;
                }
            },
        };
        if text != self.state.filter {
            self.list(text, query);
        }
    }

    /// Reads anew, for those that `filter` holds for.
    fn list(&mut self, filter: String, query: Option<Query>) {
        self.state.filter = filter;
        self.sought = self.sought.or(self.state.chosen_id());
        self.state.chosen = None;
        self.state.rows.clear();
        self.state.reading = Reading::Going(Far::default());
        self.state.opening = None;
        self.state.says = None;
        self.source.give_up();
        self.source.list(query);
        self.picture.follow();
    }

    fn click(&mut self, cell: Cell) {
        if let Some(column) = self.picture.column(cell) {
            return self.sort(column);
        }
        let Some(position) = self.picture.row(cell) else {
            return;
        };
        if position >= self.state.rows.shown() {
            return;
        }
        if self.state.chosen.is_some() && position == self.state.position() {
            self.wish(Wish::Open);
            return;
        }
        self.choose(position);
    }

    fn key(&mut self, key: Key) -> Then {
        if let Some(prompt) = self.state.prompt.take() {
            self.typed(prompt, key);
            return Then::Stay;
        }
        let key = key.command();
        if self.state.below == Below::Help {
            self.state.below = Below::Connection;
            return Then::Stay;
        }
        if let Some(column) = keys::column(key) {
            self.sort(column);
            return Then::Stay;
        }
        self.state.says = None;
        keys::wish(key).map_or(Then::Stay, |wish| self.wish(wish))
    }
}

impl Screen for Connections<'_> {
    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.picture.draw(&self.state, frame);
    }

    fn take(&mut self, input: Input) -> Then {
        if self.after == After::Leave && self.state.opening.is_none() {
            return Then::Leave;
        }
        let then = match input {
            Input::Key(key) => self.key(key),
            Input::Click(cell) if self.state.prompt.is_none() => {
                self.click(cell);
                Then::Stay
            }
            Input::Scroll(cell, rows) => {
                self.picture.wheel(cell, rows.into());
                Then::Stay
            }
            Input::Click(_) | Input::Size | Input::Tick => Then::Stay,
            Input::Stop => Then::Quit,
        };
        if !matches!(then, Then::Stay) {
            return then;
        }
        let then = self.drain();
        self.work();
        then
    }

    fn patience(&self) -> Option<Duration> {
        let leaving = self.after == After::Leave && self.state.opening.is_none();
        if !self.state.rows.settled() || self.state.searching() || leaving {
            return Some(Duration::ZERO);
        }
        match (&self.state.reading, &self.state.opening) {
            (Reading::Over(_), None) => None,
            _ if self.busy => Some(SHORT),
            (_, _) => Some(PATIENCE),
        }
    }
}
