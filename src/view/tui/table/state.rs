//! How the table stands: what was found, what is chosen, what goes on. Whoever draws it needs no more.

use crate::base::text::{Text, plural};
use crate::text;
use crate::view::look::Look;
use crate::view::tui::table::news::{Far, Id, Over};
use crate::view::tui::table::prompt::Prompt;
use crate::view::tui::table::rows::Rows;
use crate::view::tui::table::search::Search;

/// How the table stands.
#[derive(Debug)]
pub(super) struct State {
    pub(super) look: Look,
    /// What the captures are called.
    pub(super) names: Vec<String>,
    /// The filter, as it was typed.
    pub(super) filter: String,
    pub(super) rows: Rows,
    pub(super) reading: Reading,
    pub(super) opening: Option<(Id, Far)>,
    /// The row that is chosen; none: the first.
    pub(super) chosen: Option<u32>,
    pub(super) search: Option<Search>,
    pub(super) prompt: Option<Prompt>,
    pub(super) below: Below,
    pub(super) says: Option<Text>,
}

/// How the reading stands.
#[derive(Clone, Debug)]
pub(super) enum Reading {
    Going(Far),
    Over(Over),
}

/// What stands below the rows, or instead of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Below {
    Connection,
    Capture,
    /// What the keys do, instead of everything.
    Help,
}

impl State {
    /// Where the chosen row stands.
    pub(super) fn position(&self) -> usize {
        let position = self.chosen.and_then(|row| self.rows.position(row));
        position.unwrap_or(0)
    }

    /// The connection that is chosen.
    pub(super) fn chosen_id(&self) -> Option<Id> {
        let row = match self.chosen {
            Some(row) => self.rows.row(row),
            None => self.rows.at(0).map(|(_, row)| row),
        };
        row.map(|row| row.id())
    }

    /// Whether rows are being looked at for a word.
    pub(super) fn searching(&self) -> bool {
        self.search.as_ref().is_some_and(Search::going)
    }

    /// What there is to say of the moment, beside what was said.
    pub(super) fn moment(&self) -> Option<Text> {
        if let Some((id, far)) = &self.opening {
            let (number, packets) = (id.number, far.packets);
            let percent = far.percent.unwrap_or(0);
            return Some(text!(
                en: "Reading for the story of connection {number}: {percent} %, packet {packets}. Esc gives up.",
                ko: "{number}번 연결의 이야기를 위해 읽는 중: {percent} %, 패킷 {packets}. Esc 로 그만둔다."
            ));
        }
        if let Some(said) = &self.says {
            return Some(said.clone());
        }
        if self.searching() {
            return Some(Text::new("Searching …", "찾는 중 …"));
        }
        let beyond = self.rows.beyond;
        if beyond > 0 {
            return Some(text!(
                en: "{beyond} more connections found no room in the table; f chooses which to show.",
                ko: "표에 다 담지 못한 연결이 {beyond}개 더 있다. f 로 볼 것을 고른다."
            ));
        }
        match &self.reading {
            // What there is to say of the capture begins with it.
            Reading::Over(over) if self.below != Below::Capture => over.damage.first().cloned(),
            Reading::Over(_) | Reading::Going(_) => None,
        }
    }
}

/// What a capture is called that was given as `name`.
pub(super) fn called<'n>(name: &'n str, look: &Look) -> &'n str {
    match name {
        "-" => look.word("standard input", "표준 입력"),
        name => name,
    }
}

/// How far a reading has come, in words.
pub(super) fn told(far: &Far) -> Text {
    const KILO: u64 = 1 << 10;
    let (packets, connections) = (far.packets, far.connections);
    let (size, unit) = match far.bytes / KILO {
        kilobytes @ 0..10_240 => (kilobytes, "KiB"),
        more => (more / KILO, "MiB"),
    };
    let done = far
        .percent
        .map(|percent| text!(en: "{percent} %, ", ko: "{percent} %, "));
    let done = done.unwrap_or(Text::EMPTY);
    let (en, ko) = (done.en, done.ko);
    text!(
        en: "{en}{packets} packet{s}, {size} {unit}, {connections} connection{more}",
        ko: "{ko}패킷 {packets}개, {size} {unit}, 연결 {connections}개",
        s = plural(packets), more = plural(connections)
    )
}
