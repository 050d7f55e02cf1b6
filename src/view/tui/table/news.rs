//! Between the table and whoever reads: what is wanted goes there, what was found comes back.

use crate::base::text::Text;
use crate::story::model::Story;
use crate::survey::connection::Connection;
use crate::survey::query::{Key, Query};
use crate::view::table::line::Line;

/// Whoever reads the captures. Nothing here waits: what is asked for is begun, and comes as [`News`].
pub trait Source {
    /// Reads all from the beginning for the connections for which `query` holds. What was found before does not come any more.
    fn list(&mut self, query: Option<Query>);

    /// Ends that reading; what was found by then still comes.
    fn stop(&mut self);

    /// Reads for the story of one connection.
    fn open(&mut self, id: Id);

    /// Ends that reading; its story does not come any more.
    fn give_up(&mut self);

    /// The next thing that happened; none: nothing so far.
    fn news(&mut self) -> Option<News>;
}

/// Which connection of which capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id {
    /// The capture, counted from 0.
    pub file: u16,
    /// The connection, as it is numbered in there.
    pub number: u32,
}

/// What happened.
#[derive(Debug)]
pub enum News {
    /// The reading has come so far.
    Far(Far),
    /// A connection was found.
    Found(Found),
    /// Everything is read again, with secrets that came late: what was found comes once more.
    Anew,
    /// The reading is over.
    Over(Over),
    /// The reading for a story has come so far.
    Opening(Far),
    /// The story that was asked for.
    Story(Box<Story>),
    /// There is no such story, and why.
    NoStory(Text),
}

/// A connection that was found.
#[derive(Debug)]
pub struct Found {
    /// In which capture.
    pub file: u16,
    /// What its row says.
    pub line: Line,
    /// Where it stands in the order that was asked for with `--sort`; none: nothing was.
    pub key: Option<Key>,
    /// All that was learned of it, judged.
    pub connection: Box<Connection>,
}

/// How far a reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Far {
    /// Parts of a hundred, where the end is known.
    pub percent: Option<u8>,
    /// Packets read.
    pub packets: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Connections found, those that are not wanted too.
    pub connections: u32,
}

/// How a reading ended.
#[derive(Clone, Debug, Default)]
pub struct Over {
    /// How far it came.
    pub far: Far,
    /// What is wrong with a capture: it is damaged, or no capture.
    pub damage: Vec<Text>,
    /// What else there is to say of what was read.
    pub said: Vec<Text>,
    /// The only connection with TLS, where its story is what was asked for.
    pub only: Option<Id>,
}
