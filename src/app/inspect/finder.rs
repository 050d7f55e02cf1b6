//! What the threads behind the table do: they read captures for all their connections, or for one, and say what they find.

use std::cell::Cell;
use std::sync::mpsc::SyncSender;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Error, Result};

use crate::app::inspect::abreast::Seat;
use crate::app::inspect::counting::Counting;
use crate::app::inspect::desk::{All, Desk, Digests, Manner, Which, report};
use crate::app::inspect::input::Input;
use crate::app::inspect::progress::Progress;
use crate::app::inspect::reading::{Ended, Reader};
use crate::app::inspect::remarks;
use crate::app::inspect::report::Report;
use crate::app::inspect::single::{Single, no_such};
use crate::app::inspect::stopping::Stopping;
use crate::app::inspect::wanted::Wanted;
use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::story::tell::tell;
use crate::survey::connection::Connection;
use crate::survey::watcher::Watcher;
use crate::text;
use crate::view::table::line::Line;
use crate::view::tui::table::news::{Far, Found, Id, News, Over};

/// Whether a capture was read before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begun {
    First,
    Again,
}

/// What the threads leave for others.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// How the captures went, of the last reading that was not given up.
    pub(super) reports: Mutex<Vec<Report>>,
    /// Secrets that stood in the captures.
    inside: Mutex<String>,
}

/// Says how far a reading has come, every now and then.
struct Milestones<'n> {
    news: &'n SyncSender<News>,
    /// Which news it is.
    as_news: fn(Far) -> News,
    last: Cell<Instant>,
    /// What was read before, of other captures.
    before: Cell<Far>,
    /// Bytes of all captures, where that is known.
    whole: Option<u64>,
    connections: Cell<u32>,
}

impl<'n> Milestones<'n> {
    fn new(news: &'n SyncSender<News>, as_news: fn(Far) -> News, inputs: &[Input]) -> Self {
        let sizes: Option<Vec<u64>> = inputs.iter().map(Input::size).collect();
        Self {
            news,
            as_news,
            last: Cell::new(Instant::now()),
            before: Cell::default(),
            whole: sizes.map(|sizes| sizes.iter().sum()),
            connections: Cell::new(0),
        }
    }

    fn far(&self, packets: u64, bytes: u64) -> Far {
        let before = self.before.get();
        let bytes = before.bytes.saturating_add(bytes);
        let percent = self.whole.filter(|whole| *whole > 0).map(|whole| {
            // What is compressed is longer than its file.
            let percent = bytes.saturating_mul(100) / whole;
            u8::try_from(percent.min(99)).unwrap_or(99)
        });
        Far {
            percent,
            packets: before.packets.saturating_add(packets),
            bytes,
            connections: self.connections.get(),
        }
    }

    fn at(&self, packets: u64, bytes: &dyn Fn() -> u64) {
        const OFTEN: Duration = Duration::from_millis(50);
        const PACKETS: u64 = 64;
        // What comes slowly is told at once.
        let look = self.whole.is_none() || packets.is_multiple_of(PACKETS);
        if look && self.last.get().elapsed() >= OFTEN {
            self.last.set(Instant::now());
            // Where nobody listens any more, the reading is about to end.
            let _ = self.news.send((self.as_news)(self.far(packets, bytes())));
        }
    }
}

/// Reads all captures and says which connections are wanted, and how it ended.
pub(super) fn list(
    desk: &Desk<'_>,
    inputs: &[Input],
    wanted: &Wanted,
    begun: Begun,
    shared: &Shared,
    news: &SyncSender<News>,
    stopping: &Stopping,
) {
    let miles = Milestones::new(news, News::Far, inputs);
    let mut over = Over::default();
    let mut reports = Vec::new();
    for (file, input) in (0..).zip(inputs) {
        let lister = Lister {
            desk,
            input,
            alone: inputs.len() == 1,
            wanted,
            begun,
            shared,
            stopping,
        };
        match lister.read(file, &miles, &mut over) {
            Ok(report) => reports.extend(report),
            Err(why) => over.damage.push(said(&why)),
        }
        if stopping.asked() {
            break;
        }
    }
    over.far = Far {
        percent: None,
        ..miles.far(0, 0)
    };
    if news.send(News::Over(over)).is_ok() {
        let mut left = shared
            .reports
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *left = reports;
    }
}

/// The reading of one capture for all of its connections.
struct Lister<'l> {
    desk: &'l Desk<'l>,
    input: &'l Input,
    /// Whether it is the only capture.
    alone: bool,
    wanted: &'l Wanted,
    begun: Begun,
    shared: &'l Shared,
    stopping: &'l Stopping,
}

impl Lister<'_> {
    fn read(&self, file: u16, miles: &Milestones<'_>, over: &mut Over) -> Result<Option<Report>> {
        if self.begun == Begun::First {
            self.input.keep();
        }
        let before = miles.connections.get();
        let known = inside(self.shared);
        let which = match self.begun {
            Begun::First => Which::First,
            Begun::Again => Which::Second,
        };
        let (mut ended, mut counting) = self.pass(file, which, &known, miles)?;
        keep(self.shared, &ended.inside);
        if ended.closing.late_secrets && ended.cut_short.is_none() && self.alone {
            let _ = miles.news.send(News::Anew);
            miles.connections.set(before);
            let known = inside(self.shared);
            (ended, counting) = self.pass(file, Which::Second, &known, miles)?;
        }
        let far = miles.far(ended.closing.packets, ended.bytes);
        miles.before.set(far);
        if counting.all > 0 {
            over.said
                .extend(remarks::connections(&counting, &ended.closing));
        }
        over.said.extend(remarks::remarks(&ended.closing));
        if let Some(packet) = ended.cut_short {
            let name = self.input.name();
            over.said.insert(
                0,
                text!(en: "{name}: the reading was ended at packet {packet}, as you asked.", ko: "{name}: 요청에 따라 패킷 {packet}에서 읽기를 그만두었다."),
            );
            return Ok(None);
        }
        let report = report(self.input, ended, All::Read);
        if let Some(refusal) = &report.refusal {
            over.damage.push(refused(refusal));
        } else if self.begun == Begun::First && self.alone && self.plain() {
            over.only = counting.only().map(|number| Id { file, number });
        }
        Ok(Some(report))
    }

    /// Whether nothing was asked for that needs a table.
    fn plain(&self) -> bool {
        self.wanted.all() && self.desk.asked.sort.is_none() && self.desk.asked.limit.is_none()
    }

    fn pass(
        &self,
        file: u16,
        which: Which,
        more: &str,
        miles: &Milestones<'_>,
    ) -> Result<(Ended, Counting)> {
        let mut finder = Finder {
            file,
            wanted: self.wanted,
            news: miles.news,
            connections: &miles.connections,
            counting: Counting::default(),
            gone: false,
        };
        let manner = Manner {
            which,
            digests: Digests::Unwanted,
            seat: Seat::Aside,
            more,
        };
        let told = |packets: u64, bytes: &dyn Fn() -> u64| miles.at(packets, bytes);
        let progress = Progress::told(&told);
        let ended =
            self.desk
                .read_until(self.input, &manner, &mut finder, self.stopping, &progress)?;
        Ok((ended, finder.counting))
    }
}

/// Says each connection that is wanted.
struct Finder<'f> {
    file: u16,
    wanted: &'f Wanted,
    news: &'f SyncSender<News>,
    connections: &'f Cell<u32>,
    counting: Counting,
    /// Whether nobody listens any more.
    gone: bool,
}

impl Watcher for Finder<'_> {
    fn connection(&mut self, mut told: Connection) {
        self.counting.all += 1;
        self.connections
            .set(self.connections.get().saturating_add(1));
        if self.gone || !self.wanted.settle(&mut told) {
            return;
        }
        self.wanted.judge(&mut told);
        self.counting.matching(&told);
        let order = &self.wanted.order;
        let found = Found {
            file: self.file,
            line: Line::new(&told),
            key: (!order.is_by_number()).then(|| order.key(&told)),
            connection: Box::new(told),
        };
        self.gone = self.news.send(News::Found(found)).is_err();
    }
}

impl Reader for Finder<'_> {
    fn failed(&self) -> bool {
        self.gone
    }
}

/// Reads for one connection and says its story.
pub(super) fn open(
    desk: &Desk<'_>,
    input: &Input,
    number: u32,
    shared: &Shared,
    news: &SyncSender<News>,
    stopping: &Stopping,
) {
    let miles = Milestones::new(news, News::Opening, std::slice::from_ref(input));
    let told = |packets: u64, bytes: &dyn Fn() -> u64| miles.at(packets, bytes);
    let known = inside(shared);
    let manner = Manner {
        which: Which::Second,
        digests: Digests::Unwanted,
        seat: Seat::Aside,
        more: &known,
    };
    let mut single = Single::new(number);
    let progress = Progress::told(&told);
    let ended = desk.read_until(input, &manner, &mut single, stopping, &progress);
    let what = match ended {
        _ if stopping.asked() => return,
        Err(why) => News::NoStory(said(&why)),
        Ok(ended) => match single.told.take() {
            None => News::NoStory(refused(&no_such(
                number,
                &input.name(),
                ended.closing.connections,
            ))),
            Some(told) => {
                let evidence = desk.evidence(input, single, &told, &ended, &known);
                News::Story(Box::new(tell(&evidence)))
            }
        },
    };
    // Where nobody listens any more, the story was given up.
    let _ = news.send(what);
}

fn inside(shared: &Shared) -> String {
    let inside = shared.inside.lock();
    inside.unwrap_or_else(PoisonError::into_inner).clone()
}

fn keep(shared: &Shared, secrets: &str) {
    let mut inside = shared.inside.lock().unwrap_or_else(PoisonError::into_inner);
    if !inside.contains(secrets) {
        inside.push_str(secrets);
    }
}

/// What is wrong, and what to try.
fn refused(refusal: &Refusal) -> Text {
    let (what, hint) = (&refusal.what, &refusal.hint);
    let (en, ko) = (&what.en, &what.ko);
    text!(en: "{en}.", ko: "{ko}.").then(&sentence(hint))
}

/// What to try begins small, for it stands after a word as a rule.
fn sentence(hint: &Text) -> Text {
    let (en, ko) = (&hint.en, &hint.ko);
    match hint.is_empty() {
        true => Text::EMPTY,
        false => text!(en: "({en})", ko: "({ko})"),
    }
}

fn said(error: &Error) -> Text {
    match error.downcast_ref::<Refusal>() {
        Some(refusal) => refused(refusal),
        None => Text::same(format!("{error:#}")),
    }
}
