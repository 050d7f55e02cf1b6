//! Choosing a bit of the frame that waits: first a field, then the bit, then what becomes of the checksums.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::base::text::Lang;
use crate::story::aim::{Aim, Target};
use crate::story::deed::{Bit, Checksum};
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::Look;
use crate::view::tui::input::{Cell, Input, Key};
use crate::view::tui::leaf::{Leaf, Window};
use crate::view::tui::paint::{self, HasKeys};

/// The choice under way.
pub(super) struct Chooser {
    frame: u32,
    aims: Vec<Aim>,
    /// Which aim is chosen.
    chosen: usize,
    stage: Stage,
    /// Whether the last key meant nothing.
    stray: bool,
    list: (Leaf<usize>, Window),
}

/// How far it has come.
enum Stage {
    Field,
    /// Bit of the chosen field, 0 its lowest.
    Bit(usize),
    Checksum(usize),
}

/// What comes of input.
pub(super) enum Choice {
    /// It goes on.
    Open,
    /// It was given up.
    Left,
    /// This bit.
    Made(Bit),
}

impl Chooser {
    /// Begins at the first TLS message: at its fields if it is in the clear, at its record if not; at the frame if it has none.
    pub(super) fn new(frame: u32, aims: Vec<Aim>) -> Self {
        let titles = aims.iter().enumerate();
        let titles = titles.filter(|(_, aim)| matches!(aim, Aim::Of(_)));
        let titles = Vec::from_iter(titles.map(|(n, _)| n));
        let place = |title: usize| match aims.get(title + 1) {
            Some(Aim::At(target)) => target.at.clone(),
            Some(Aim::Of(_)) | None => 0..0,
        };
        let title = match titles.as_slice() {
            [_, record, message, ..] if place(*message).end <= place(*record).end => *message,
            [_, record, ..] => *record,
            [frame] => *frame,
            [] => 0,
        };
        let mut chooser = Self {
            frame,
            aims,
            chosen: title,
            stage: Stage::Field,
            stray: false,
            list: Default::default(),
        };
        chooser.walk(1);
        chooser
    }

    /// What to do about it, for the bar.
    pub(super) fn prompt(&self, look: &Look, columns: usize) -> Vec<Row> {
        let (Stage::Bit(n) | Stage::Checksum(n)) = self.stage else {
            return self.about(look, columns);
        };
        let Some((target, bit)) = self.target().and_then(|target| {
            let bit = target.bit(n, Checksum::Repaired)?;
            Some((target, bit))
        }) else {
            return Vec::new();
        };
        let place = bit.at.saturating_sub(target.at.start);
        let byte = target.bytes.get(place).copied().unwrap_or_default();
        let becomes = byte ^ 1_u8.checked_shl(bit.bit.into()).unwrap_or_default();
        let mut digits = String::new();
        for n in (0..8_u32).rev() {
            let digit = u32::from(byte.checked_shr(n).unwrap_or_default() & 1);
            match n == u32::from(bit.bit) {
                true => digits.push_str(&format!("[{digit}]")),
                false => digits.push_str(&digit.to_string()),
            }
        }
        let of = target.bytes.len();
        let at = bit.at;
        let words = match look.lang {
            Lang::En => format!(
                "{}, byte {place} of {of} (byte {at} of the frame): {digits}, {byte:#04x} becomes {becomes:#04x}",
                target.field.name
            ),
            Lang::Ko => format!(
                "{}, {of}바이트 가운데 {place}번(프레임의 {at}번 바이트): {digits}, {byte:#04x} → {becomes:#04x}",
                target.field.name
            ),
        };
        let mut rows = wrap(&[Span::new(words, Ink::Strong)], columns, 0, 2);
        let ask = match self.stage {
            Stage::Field => "",
            Stage::Bit(_) => look.word(
                "left, right: another bit; up, down: another byte; Enter: this one; Esc: back",
                "왼쪽, 오른쪽: 다른 비트. 위, 아래: 다른 바이트. Enter: 이 비트. Esc: 뒤로",
            ),
            Stage::Checksum(_) => look.word(
                "And the checksums? a, Enter: computed anew, as an attacker does; n: left, as noise on the line; Esc: back",
                "체크섬은? a, Enter: 공격자처럼 다시 계산한다. n: 회선의 잡음처럼 그대로 둔다. Esc: 뒤로",
            ),
        };
        rows.extend(self.asked(ask, look, columns));
        rows
    }

    /// What can be pressed, after a word on a key that could not be.
    fn asked(&self, ask: &str, look: &Look, columns: usize) -> Vec<Row> {
        let mut words = vec![Span::plain(ask)];
        if self.stray {
            let stray = look.word("That key does nothing here. ", "여기서는 쓰지 않는 키다. ");
            words.insert(0, Span::new(stray, Ink::Maybe));
        }
        wrap(&words, columns, 0, 2)
    }

    /// The chosen field: what it is for, and the keys.
    fn about(&self, look: &Look, columns: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        if let Some(target) = self.target() {
            let doc = look.word(target.field.doc.en, target.field.doc.ko);
            let words = [
                Span::new(target.field.name, Ink::Name),
                Span::plain("  "),
                Span::plain(doc),
            ];
            rows.extend(wrap(&words, columns, 0, 2));
        }
        let ask = look.word(
            "up, down, PgUp, PgDn: another field; Enter: flip a bit of this one; Esc: back",
            "위, 아래, PgUp, PgDn: 다른 필드. Enter: 이 필드의 비트를 뒤집는다. Esc: 뒤로",
        );
        rows.extend(self.asked(ask, look, columns));
        rows
    }

    pub(super) fn draw(&mut self, area: Rect, look: &Look, frame: &mut Frame<'_>) {
        let number = self.frame;
        let title = match look.lang {
            Lang::En => format!("frame {number}: flip a bit of"),
            Lang::Ko => format!("프레임 {number}: 어느 필드의 비트를 뒤집을까"),
        };
        let block = paint::frame(&title, HasKeys::Yes, look);
        let inner = block.inner(area);
        let columns = inner.width.into();
        let mut leaf = Leaf::default();
        for (n, aim) in self.aims.iter().enumerate() {
            match aim {
                Aim::Of(title) => leaf.say([Row(vec![Span::new(look.say(title), Ink::Strong)])]),
                Aim::At(target) => leaf.lead(n, [row(target, look).fit(columns)]),
            }
        }
        let (_, window) = &mut self.list;
        if let Some(row) = leaf.place(&self.chosen) {
            window.reveal(row, inner.height.into());
        }
        window.draw(&leaf, Some(&self.chosen), (area, block), look, frame);
        self.list.0 = leaf;
    }

    pub(super) fn take(&mut self, input: Input) -> Choice {
        self.stray &= input == Input::Tick;
        match (input, &self.stage) {
            (Input::Key(key), Stage::Field) => return self.field(key.command()),
            (Input::Key(key), Stage::Bit(n)) => return self.bit(key.command(), *n),
            (Input::Key(key), Stage::Checksum(n)) => return self.checksum(key.command(), *n),
            (Input::Click(cell), _) => self.click(cell),
            (Input::Scroll(_, rows), Stage::Field) => self.walk(rows.into()),
            (Input::Scroll(..) | Input::Size | Input::Tick | Input::Stop, _) => {}
        }
        Choice::Open
    }

    fn field(&mut self, key: Key) -> Choice {
        match key {
            Key::Down | Key::Char('j' | ' ') => self.walk(1),
            Key::Up | Key::Char('k') => self.walk(-1),
            Key::PageDown => self.walk(10),
            Key::PageUp => self.walk(-10),
            Key::Home | Key::Char('g') => self.walk(isize::MIN),
            Key::End | Key::Char('G') => self.walk(isize::MAX),
            Key::Enter | Key::Right if self.target().is_some() => self.stage = Stage::Bit(0),
            Key::Escape | Key::Char('q') => return Choice::Left,
            _ => self.stray = true,
        }
        Choice::Open
    }

    fn bit(&mut self, key: Key, n: usize) -> Choice {
        let most = self.target().map_or(0, Target::bits).saturating_sub(1);
        let there = match key {
            Key::Left | Key::Char('h') => n + 1,
            Key::Right | Key::Char('l') => n.saturating_sub(1),
            Key::Up | Key::Char('k') => n + 8,
            Key::Down | Key::Char('j') => n.checked_sub(8).unwrap_or(n),
            Key::Enter => {
                self.stage = Stage::Checksum(n);
                return Choice::Open;
            }
            Key::Escape | Key::Char('q') => {
                self.stage = Stage::Field;
                return Choice::Open;
            }
            _ => {
                self.stray = true;
                n
            }
        };
        if there <= most {
            self.stage = Stage::Bit(there);
        }
        Choice::Open
    }

    fn checksum(&mut self, key: Key, n: usize) -> Choice {
        let checksum = match key {
            Key::Char('a') | Key::Enter => Checksum::Repaired,
            Key::Char('n') => Checksum::Left,
            Key::Escape | Key::Char('q') => {
                self.stage = Stage::Bit(n);
                return Choice::Open;
            }
            _ => {
                self.stray = true;
                return Choice::Open;
            }
        };
        let bit = self.target().and_then(|target| target.bit(n, checksum));
        bit.map_or(Choice::Left, Choice::Made)
    }

    fn click(&mut self, cell: Cell) {
        let (leaf, window) = &self.list;
        if let Some(n) = window.at(cell).and_then(|(row, _)| leaf.target(row)) {
            self.chosen = *n;
            self.stage = Stage::Field;
        }
    }

    fn target(&self) -> Option<&Target> {
        match self.aims.get(self.chosen)? {
            Aim::At(target) => Some(target),
            Aim::Of(_) => None,
        }
    }

    /// So many fields on, or back; titles are passed over.
    fn walk(&mut self, by: isize) {
        let aims = self.aims.iter().enumerate();
        let fields: Vec<usize> = aims
            .filter(|(_, aim)| matches!(aim, Aim::At(_)))
            .map(|(n, _)| n)
            .collect();
        let here = fields.partition_point(|n| *n < self.chosen);
        let on_field = fields.get(here) == Some(&self.chosen);
        // From a title the first step on leads to the field right after it.
        let by = if !on_field && by > 0 { by - 1 } else { by };
        let last = fields.len().saturating_sub(1);
        if let Some(n) = fields.get(here.saturating_add_signed(by).min(last)) {
            self.chosen = *n;
        }
    }
}

fn row(target: &Target, look: &Look) -> Row {
    let mut row = Row::indented(2 + 2 * usize::from(target.depth));
    row.0.push(Span::new(target.field.name, Ink::Name));
    if let Some(value) = target.field.value(&target.bytes) {
        row.0.push(Span::plain("  "));
        row.0.push(Span::plain(look.say(&value)));
    }
    row
}
