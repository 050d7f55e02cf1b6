//! The captures on the whole screen: threads read them, and the table takes what they find.
//!
//! One thread reads for the table, from the beginning whenever the filter changes; another for the story of a connection. What they
//! find comes over a channel that holds few, so that a reading waits for the screen rather than fill the memory.

use std::borrow::Cow;
use std::sync::PoisonError;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, Scope};

use anyhow::Result;

use crate::app::inspect::abreast::Seat;
use crate::app::inspect::desk::{All, Desk, Manner, report};
use crate::app::inspect::finder::{Begun, Shared, list, open};
use crate::app::inspect::input::Input;
use crate::app::inspect::remarks;
use crate::app::inspect::report::Report;
use crate::app::inspect::single::{Single, no_such};
use crate::app::inspect::stopping::Stopping;
use crate::app::inspect::wanted::Wanted;
use crate::app::output::unwritten;
use crate::base::text::Text;
use crate::story::tell::tell;
use crate::survey::query::{Order, Query};
use crate::view::look::{Folded, Look};
use crate::view::tui::screen::Screen;
use crate::view::tui::story::reader::Reader;
use crate::view::tui::table::connections::{Beginning, Connections};
use crate::view::tui::table::news::{Id, News, Source};
use crate::view::tui::table::rows::MOST;
use crate::view::tui::terminal::{self, End};

/// News on their way: some connections with all that was learned of them.
const WAITING: usize = 4096;

/// What came of it: how the captures went, as far as they were read, and how the screen was left.
pub(super) type Shown = (Vec<Report>, End);

/// Shows the table of all connections.
///
/// # Errors
/// If the only capture cannot be read; those of the terminal.
pub(super) fn table(desk: &Desk<'_>, wanted: Wanted, inputs: &[Input]) -> Result<Shown> {
    if let [Input::File(_)] = inputs {
        inputs.iter().try_for_each(|input| input.open().map(drop))?;
    }
    let (query, order) = wanted.parts();
    let shared = Shared::default();
    let end = thread::scope(|scope| {
        let hands = Hands {
            scope,
            desk,
            inputs,
            shared: &shared,
            order: order.clone(),
            begun: Begun::First,
            listing: None,
            opening: None,
        };
        let beginning = Beginning {
            names: inputs.iter().map(Input::name).collect(),
            filter: desk.asked.query.clone().zip(query),
            ordered: !order.is_by_number(),
            most: MOST,
        };
        show(Box::new(Connections::new(
            Box::new(hands),
            beginning,
            look(desk),
        )))
    })?;
    let mut reports = shared.reports;
    let reports = reports.get_mut().unwrap_or_else(PoisonError::into_inner);
    Ok((std::mem::take(reports), end))
}

/// Shows the story of one connection.
///
/// # Errors
/// If the capture cannot be read, or has no such connection; those of the terminal.
pub(super) fn story(desk: &Desk<'_>, input: &Input, number: u32) -> Result<Shown> {
    let manner = Manner::first(Seat::Front);
    let mut single = Single::new(number);
    let ended = desk.read(input, &manner, &mut single)?;
    let Some(told) = single.told.take() else {
        if ended.broken.is_some() {
            return Ok((vec![report(input, ended, All::NotRead)], End::Left));
        }
        return Err(no_such(number, &input.name(), ended.closing.connections).into());
    };
    let mut before = Vec::from_iter(remarks::long(single.left_out));
    before.extend(remarks::untold(&told));
    let mut story = tell(&desk.evidence(input, single, &told, &ended, ""));
    story.preface.extend(before);
    let end = show(Box::new(Reader::new(Cow::Owned(story), look(desk))))?;
    Ok((vec![report(input, ended, All::NotRead)], end))
}

fn show(screen: Box<dyn Screen + '_>) -> Result<End> {
    terminal::show(screen).map_err(|why| unwritten(&Text::new("the terminal", "터미널"), why))
}

fn look(desk: &Desk<'_>) -> Look {
    let folded = match desk.asked.all {
        true => Folded::Show,
        false => Folded::Hide,
    };
    Look {
        folded,
        ..desk.ui.look().clone()
    }
}

/// Whoever reads for the table.
struct Hands<'scope, 'env> {
    scope: &'scope Scope<'scope, 'env>,
    desk: &'env Desk<'env>,
    inputs: &'env [Input],
    shared: &'env Shared,
    order: Order,
    begun: Begun,
    listing: Option<Errand>,
    opening: Option<Errand>,
}

/// A reading that goes on in a thread; it ends when this is dropped.
struct Errand {
    news: Receiver<News>,
    stopping: Stopping,
}

impl Drop for Errand {
    fn drop(&mut self) {
        self.stopping.ask();
    }
}

impl Source for Hands<'_, '_> {
    fn list(&mut self, query: Option<Query>) {
        let (send, news) = sync_channel(WAITING);
        let stopping = Stopping::default();
        self.listing = Some(Errand {
            news,
            stopping: stopping.clone(),
        });
        let begun = std::mem::replace(&mut self.begun, Begun::Again);
        let wanted = Wanted::asking(query, self.order.clone());
        let (desk, inputs, shared) = (self.desk, self.inputs, self.shared);
        self.scope
            .spawn(move || list(desk, inputs, &wanted, begun, shared, &send, &stopping));
    }

    fn stop(&mut self) {
        if let Some(listing) = &self.listing {
            listing.stopping.ask();
        }
    }

    fn open(&mut self, id: Id) {
        let Some(input) = self.inputs.get(usize::from(id.file)) else {
            return;
        };
        let (send, news) = sync_channel(WAITING);
        let stopping = Stopping::default();
        self.opening = Some(Errand {
            news,
            stopping: stopping.clone(),
        });
        let (desk, shared) = (self.desk, self.shared);
        self.scope
            .spawn(move || open(desk, input, id.number, shared, &send, &stopping));
    }

    fn give_up(&mut self) {
        self.opening = None;
    }

    fn news(&mut self) -> Option<News> {
        let opening = self.opening.as_ref();
        if let Some(news) = opening.and_then(|errand| errand.news.try_recv().ok()) {
            return Some(news);
        }
        self.listing.as_ref()?.news.try_recv().ok()
    }
}
