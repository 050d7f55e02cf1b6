//! What can be wished for in the table, and the keys for it: help, the line of keys and the table's own ears are made from one list.

use crate::base::text::Doc;
use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;
use crate::view::table::line::Column;
use crate::view::tui::input::Key;
use crate::view::tui::key_line::{Entry, Room, key_line};
use crate::view::tui::keys::{every, first};

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

/// A wish, its keys, what it is in a word or two, and in a sentence for help.
struct Binding {
    wish: Wish,
    keys: &'static [Key],
    word: Doc,
    help: Doc,
}

const fn binding(
    wish: Wish,
    keys: &'static [Key],
    word: (&'static str, &'static str),
    help: (&'static str, &'static str),
) -> Binding {
    Binding {
        wish,
        keys,
        word: Doc::new(word.0, word.1),
        help: Doc::new(help.0, help.1),
    }
}

/// Every wish but the digits, which order by the column of that number.
#[rustfmt::skip] // one row a line
static KEYS: &[Binding] = &[
    binding(Wish::Open, &[Key::Enter, Key::Right], ("open", "열기"), ("open the story of the chosen connection", "고른 연결의 이야기를 연다")),
    binding(Wish::Sort, &[Key::Char('s')], ("sort", "정렬"), ("sort by the next column", "다음 열로 정렬한다")),
    binding(Wish::Turn, &[Key::Char('r')], ("reverse", "역순"), ("sort the other way round", "거꾸로 정렬한다")),
    binding(Wish::Filter, &[Key::Char('f')], ("filter", "거르기"), ("show only connections for which something holds, in the language of --where", "조건에 맞는 연결만 본다. --where 와 같은 언어이다")),
    binding(Wish::Search, &[Key::Char('/')], ("search", "찾기"), ("search the rows for a word", "행에서 글자를 찾는다")),
    binding(Wish::Help, &[Key::Char('?'), Key::Char('h')], ("keys", "키"), ("these keys", "이 도움말을 본다")),
    binding(Wish::Leave, &[Key::Char('q')], ("leave", "나가기"), ("leave", "나간다")),
    binding(Wish::About, &[Key::Char('i'), Key::Tab], ("capture", "캡처"), ("what there is to say of the capture; again: of the connection", "캡처에 대해 말할 것을 본다. 다시 누르면 고른 연결을 본다")),
    binding(Wish::Room, &[Key::Char('d')], ("details", "상세"), ("more room for what stands below, then none", "아래쪽을 넓힌다. 다시 누르면 숨긴다")),
    binding(Wish::Language, &[Key::Char('l')], ("한국어", "English"), ("한국어", "English")),
    binding(Wish::Again, &[Key::Char('n')], ("next", "다음"), ("next row with the word searched for", "찾던 글자가 든 다음 행으로 간다")),
    binding(Wish::AgainBack, &[Key::Char('N')], ("before", "이전"), ("row before with that word", "찾던 글자가 든 이전 행으로 간다")),
    binding(Wish::Escape, &[Key::Escape], ("end", "끝"), ("end the reading that goes on, else the search, else the filter; else leave", "진행 중인 읽기를, 없으면 찾기를, 없으면 거르기를 끝낸다. 다 없으면 나간다")),
    binding(Wish::Down, &[Key::Down, Key::Char('j')], ("down", "아래"), ("next row", "다음 행으로 간다")),
    binding(Wish::Up, &[Key::Up, Key::Char('k')], ("up", "위"), ("row before", "이전 행으로 간다")),
    binding(Wish::PageDown, &[Key::PageDown, Key::Char(' ')], ("page on", "다음 쪽"), ("page on", "다음 쪽으로 간다")),
    binding(Wish::PageUp, &[Key::PageUp, Key::Char('b')], ("page back", "이전 쪽"), ("page back", "이전 쪽으로 간다")),
    binding(Wish::First, &[Key::Home, Key::Char('g')], ("first", "처음"), ("first row", "첫 행으로 간다")),
    binding(Wish::Last, &[Key::End, Key::Char('G')], ("last", "끝"), ("last row", "마지막 행으로 간다")),
    binding(Wish::DetailsDown, &[Key::Char('J')], ("details on", "상세 아래"), ("what stands below: on", "아래쪽 내용을 아래로 움직인다")),
    binding(Wish::DetailsUp, &[Key::Char('K')], ("details back", "상세 위"), ("what stands below: back", "아래쪽 내용을 위로 움직인다")),
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
    let entries = KEYS.iter().map(|binding| Entry {
        key: first(binding.keys, look),
        word: binding.word.say(look.lang),
        room: match binding.wish {
            Wish::Help | Wish::Language | Wish::Leave => Room::Always,
            _ => Room::IfAny,
        },
    });
    key_line(&Vec::from_iter(entries), columns)
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
        let what = one.help.say(look.lang).to_owned();
        (every(one.keys, look), what)
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
