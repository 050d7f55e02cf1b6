//! What can be wished for in the table, and the keys for it: help, the line of keys and the table's own ears are made from one list.

use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;
use crate::view::table::line::Column;
use crate::view::tui::input::Key;

/// Something that can be wished for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Down,
    Up,
    PageDown,
    PageUp,
    First,
    Last,
    /// The story of the chosen connection.
    Open,
    /// Order by the next column.
    Sort,
    /// Order the other way round.
    Turn,
    Filter,
    Search,
    Again,
    AgainBack,
    /// What there is to say of the capture, or of the chosen connection again.
    About,
    /// More room for what stands below, or none.
    Room,
    /// The rows below, on and back.
    DetailsDown,
    DetailsUp,
    Language,
    Help,
    /// End what goes on; else leave.
    Escape,
    Leave,
}

/// A wish, its keys, how they are written, and what it is in English and in Korean.
pub(super) struct Binding {
    wish: Wish,
    keys: &'static [Key],
    written: &'static str,
    en: &'static str,
    ko: &'static str,
}

const fn binding(
    wish: Wish,
    keys: &'static [Key],
    written: &'static str,
    en: &'static str,
    ko: &'static str,
) -> Binding {
    Binding {
        wish,
        keys,
        written,
        en,
        ko,
    }
}

/// Every wish but the digits, which order by the column of that number.
#[rustfmt::skip] // one row a line
static KEYS: &[Binding] = &[
    binding(Wish::Open, &[Key::Enter, Key::Right], "Enter", "open its story", "이야기 열기"),
    binding(Wish::Sort, &[Key::Char('s')], "s", "sort by the next column", "다음 열로 정렬"),
    binding(Wish::Turn, &[Key::Char('r')], "r", "other way round", "역순"),
    binding(Wish::Filter, &[Key::Char('f')], "f", "filter", "거르기"),
    binding(Wish::Search, &[Key::Char('/')], "/", "search", "찾기"),
    binding(Wish::Again, &[Key::Char('n')], "n", "next found", "다음 결과"),
    binding(Wish::AgainBack, &[Key::Char('N')], "N", "found before", "이전 결과"),
    binding(Wish::About, &[Key::Char('i'), Key::Tab], "i", "about the capture", "캡처 정보"),
    binding(Wish::Room, &[Key::Char('d')], "d", "more or no details", "상세 넓게·숨기기"),
    binding(Wish::Language, &[Key::Char('l')], "l", "한국어", "English"),
    binding(Wish::Help, &[Key::Char('?'), Key::Char('h')], "?", "keys", "키"),
    binding(Wish::Leave, &[Key::Char('q')], "q", "leave", "나가기"),
    binding(Wish::Escape, &[Key::Escape], "Esc", "end the reading, or leave", "읽기 그만두기, 또는 나가기"),
    binding(Wish::Down, &[Key::Down, Key::Char('j')], "Down j", "next row", "다음 행"),
    binding(Wish::Up, &[Key::Up, Key::Char('k')], "Up k", "row before", "이전 행"),
    binding(Wish::PageDown, &[Key::PageDown, Key::Char(' ')], "PageDown Space", "page on", "다음 쪽"),
    binding(Wish::PageUp, &[Key::PageUp, Key::Char('b')], "PageUp b", "page back", "이전 쪽"),
    binding(Wish::First, &[Key::Home, Key::Char('g')], "Home g", "first row", "첫 행"),
    binding(Wish::Last, &[Key::End, Key::Char('G')], "End G", "last row", "마지막 행"),
    binding(Wish::DetailsDown, &[Key::Char('J')], "J", "details on", "상세 아래로"),
    binding(Wish::DetailsUp, &[Key::Char('K')], "K", "details back", "상세 위로"),
];

/// What `key` asks for.
pub(super) fn wish(key: Key) -> Option<Wish> {
    let found = KEYS.iter().find(|binding| binding.keys.contains(&key));
    found.map(|binding| binding.wish)
}

/// The column that a digit stands for.
pub(super) fn column(key: Key) -> Option<Column> {
    let Key::Char(c) = key else {
        return None;
    };
    let n = usize::try_from(c.to_digit(10)?).ok()?.checked_sub(1)?;
    Column::ALL.get(n).copied()
}

/// As many keys as fit in a line.
pub(super) fn brief(look: &Look, columns: usize) -> Row {
    let mut row = Row::default();
    for binding in KEYS {
        let (key, what) = (binding.written, look.word(binding.en, binding.ko));
        if row.width() + width(key) + 1 + width(what) > columns {
            continue;
        }
        row.0.extend([
            Span::new(key, Ink::Strong),
            Span::new(format!(" {what}  "), Ink::Faint),
        ]);
    }
    row
}

/// What every key does.
pub(super) fn help(look: &Look, columns: usize) -> Vec<Row> {
    const EDGE: usize = 18;
    let mut rows = Vec::new();
    let columns_of = Column::ALL.iter().enumerate();
    let names = columns_of.map(|(n, column)| format!("{} {}", n + 1, column.doc().say(look.lang)));
    let names = Vec::from_iter(names).join(", ");
    let digits = look.word("sort by a column", "그 열로 정렬");
    let mouse = look.word(
        "click a row to choose it, once more to open it; a column's name sorts by it; the wheel moves",
        "행을 누르면 고르고 한 번 더 누르면 연다. 열 이름을 누르면 그 열로 정렬한다. 휠로 움직인다",
    );
    let all = KEYS.iter().map(|one| {
        let what = look.word(one.en, one.ko).to_owned();
        (one.written.to_owned(), what)
    });
    let more = [
        ("1-9".to_owned(), format!("{digits}: {names}")),
        (look.word("mouse", "마우스").to_owned(), mouse.to_owned()),
    ];
    for (key, what) in all.chain(more) {
        let said = [
            Span::new(&key, Ink::Strong),
            Span::blank(EDGE.saturating_sub(width(&key))),
            Span::plain(what),
        ];
        rows.extend(wrap(&said, columns, 0, EDGE));
    }
    rows
}
