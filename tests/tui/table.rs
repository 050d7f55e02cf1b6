//! The table of connections: filled by hand, row by row, as a reading would; and by real captures.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::rc::Rc;

use insta::assert_snapshot;
use tlslab::base::text::{Lang, Text};
use tlslab::capture::source::{self, Source as Capture};
use tlslab::keys::log::Log;
use tlslab::survey::connection::Connection;
use tlslab::survey::findings::judge;
use tlslab::survey::pass::Pass;
use tlslab::survey::query::{Order, Query};
use tlslab::survey::watcher::Watcher;
use tlslab::view::look::{Look, Marks};
use tlslab::view::table::line::Line;
use tlslab::view::tui::input::{Cell, Input, Key};
use tlslab::view::tui::screen::{Screen, Then};
use tlslab::view::tui::table::connections::{Beginning, Connections};
use tlslab::view::tui::table::news::{Far, Found, Id, News, Over, Source};
use tlslab::view::tui::table::rows::MOST;

use crate::screen::{SIZES, look, press, seen, story};

/// What the table asked for, in order.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    List(bool),
    Stop,
    Open(Id),
    GiveUp,
}

/// The test's end of a source: what it hands over, and what it was asked.
#[derive(Clone, Default)]
struct Hand {
    news: Rc<RefCell<VecDeque<News>>>,
    asked: Rc<RefCell<Vec<Asked>>>,
    /// Read anew for each query; none: the test hands over everything.
    all: Rc<Vec<Connection>>,
}

impl Hand {
    fn give(&self, news: News) {
        self.news.borrow_mut().push_back(news);
    }

    fn found(&self, file: u16, connection: &Connection) {
        self.give(found(file, connection, &Order::default()));
    }

    fn over(&self, over: Over) {
        self.give(News::Over(over));
    }

    fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.borrow_mut())
    }
}

fn found(file: u16, connection: &Connection, order: &Order) -> News {
    News::Found(Found {
        file,
        line: Line::new(connection),
        key: (!order.is_by_number()).then(|| order.key(connection)),
        connection: Box::new(connection.clone()),
    })
}

impl Source for Hand {
    fn list(&mut self, query: Option<Query>) {
        self.asked.borrow_mut().push(Asked::List(query.is_some()));
        self.news.borrow_mut().clear();
        for connection in self.all.iter() {
            if query.as_ref().is_none_or(|query| query.matches(connection)) {
                self.found(0, connection);
            }
        }
        if !self.all.is_empty() {
            self.over(Over {
                far: far(self.all.len()),
                ..Over::default()
            });
        }
    }

    fn stop(&mut self) {
        self.asked.borrow_mut().push(Asked::Stop);
    }

    fn open(&mut self, id: Id) {
        self.asked.borrow_mut().push(Asked::Open(id));
    }

    fn give_up(&mut self) {
        self.asked.borrow_mut().push(Asked::GiveUp);
    }

    fn news(&mut self) -> Option<News> {
        self.news.borrow_mut().pop_front()
    }
}

fn far(connections: usize) -> Far {
    Far {
        percent: None,
        packets: 345,
        bytes: 123_456,
        connections: u32::try_from(connections).unwrap(),
    }
}

struct Gather(Vec<Connection>);

impl Watcher for Gather {
    fn connection(&mut self, mut told: Connection) {
        told.findings = judge(&told);
        self.0.push(told);
    }
}

/// All connections of a real capture, with the secrets beside it.
fn capture(name: &str) -> Vec<Connection> {
    let place = format!("tests/data/captures/{name}");
    let keys = fs::read_to_string(format!("{place}.keylog.txt")).unwrap_or_default();
    let mut pass = Pass::new(Log::parse(&keys).0);
    let mut gather = Gather(Vec::new());
    let mut capture = Capture::new(Box::new(File::open(place).unwrap()));
    while let Ok(Some(found)) = capture.next() {
        match found {
            source::Found::Packet(frame) => {
                pass.packet(&frame, &mut gather);
            }
            source::Found::Secrets(lines) => pass.secrets(&lines),
        }
    }
    pass.finish(&mut gather);
    gather.0
}

const CAPTURES: [&str; 9] = [
    "tls13.pcap",
    "tls12-ecdhe.pcap",
    "tls12-rsa-key.pcap",
    "ssl30.pcap",
    "alert-handshake-failure.pcap",
    "tls13-hello-retry-request.pcap",
    "smtp-starttls.pcap",
    "quic-v1.pcap",
    "single-records-malformed.pcap",
];

/// Connections of several captures as if they stood in one.
fn many() -> Vec<Connection> {
    let all = CAPTURES.iter().flat_map(|name| capture(name));
    (1..)
        .zip(all)
        .map(|(number, connection)| Connection {
            number,
            ..connection
        })
        .collect()
}

fn beginning(names: &[&str]) -> Beginning {
    Beginning {
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        filter: None,
        ordered: false,
        most: MOST,
    }
}

fn table(hand: &Hand, look: Look) -> Connections<'static> {
    Connections::new(Box::new(hand.clone()), beginning(&["class.pcap"]), look)
}

/// A table with all of `many`, read to its end.
fn full(look: Look) -> (Hand, Connections<'static>) {
    let hand = Hand {
        all: Rc::new(many()),
        ..Hand::default()
    };
    let mut table = table(&hand, look);
    settle(&mut table);
    hand.asked();
    (hand, table)
}

/// Ticks until there is nothing left to do.
fn settle(table: &mut Connections<'_>) {
    for _ in 0..10_000 {
        table.take(Input::Tick);
        if table.patience().is_none_or(|patience| !patience.is_zero()) {
            return;
        }
    }
    panic!("it never settles");
}

/// The numbers of the rows in sight, from above.
fn numbers(table: &mut Connections<'_>) -> Vec<u32> {
    let screen = seen(table, (80, 60));
    let rows = screen.lines().skip(3);
    let cells = rows.map_while(|row| row.strip_prefix('┃')?.split_whitespace().next());
    cells.map_while(|cell| cell.parse().ok()).collect()
}

#[test]
fn connections_of_real_captures_at_every_size_in_both_languages() {
    for lang in [Lang::En, Lang::Ko] {
        let (_, mut table) = full(look(lang));
        press(&mut table, "jj");
        for (columns, rows) in SIZES {
            let name = format!("table_{columns}x{rows}_{lang:?}").to_lowercase();
            assert_snapshot!(name, seen(&mut table, (columns, rows)));
        }
    }
}

#[test]
fn several_captures_in_one_table() {
    let hand = Hand::default();
    let names = ["a.pcap", "b.pcap"];
    let mut table = Connections::new(Box::new(hand.clone()), beginning(&names), look(Lang::En));
    for (file, name) in (0..).zip(["tls13.pcap", "tls12-rsa-key.pcap"]) {
        for connection in capture(name) {
            hand.found(file, &connection);
        }
    }
    hand.over(Over {
        far: far(4),
        ..Over::default()
    });
    settle(&mut table);
    press(&mut table, "G<Enter>");
    assert_eq!(
        hand.asked().last(),
        Some(&Asked::Open(Id { file: 1, number: 3 }))
    );
    assert_snapshot!(seen(&mut table, (100, 24)));
}

#[test]
fn nothing_but_ascii() {
    let look = Look {
        marks: Marks::Ascii,
        ..look(Lang::En)
    };
    let (_, mut table) = full(look);
    for keys in ["", "G", "ssr", "f", "x<Enter>", "<Esc>?", "q", "i"] {
        press(&mut table, keys);
        let screen = seen(&mut table, (120, 40));
        let names = screen.replace("한국어", "");
        assert!(names.is_ascii(), "{screen}");
    }
}

#[test]
fn no_size_is_too_small() {
    let (_, mut table) = full(look(Lang::Ko));
    for keys in ["", "?", "f", "x<Enter>", "<Esc>dG", "i"] {
        press(&mut table, keys);
        for columns in (1..130).step_by(3) {
            for rows in [1, 2, 3, 5, 9, 14, 17, 30] {
                seen(&mut table, (columns, rows));
            }
        }
    }
}

#[test]
fn help_has_every_key() {
    let (_, mut table) = full(look(Lang::En));
    press(&mut table, "?");
    assert_snapshot!(seen(&mut table, (100, 40)));
    press(&mut table, "q");
    assert!(seen(&mut table, (100, 40)).contains("TLS 1.3"));
}

#[test]
fn it_fills_while_it_is_read() {
    let hand = Hand::default();
    let mut table = table(&hand, look(Lang::En));
    assert_eq!(hand.asked(), [Asked::List(false)]);
    assert!(seen(&mut table, (80, 24)).contains("Nothing so far."));
    assert!(table.patience().is_some());
    let connections = many();
    // They come in the order in which they end, and stand by number.
    let (first, second, third) = (&connections[0], &connections[1], &connections[2]);
    hand.found(0, second);
    hand.give(News::Far(Far {
        percent: Some(37),
        ..far(1)
    }));
    table.take(Input::Tick);
    let screen = seen(&mut table, (80, 24));
    assert!(screen.contains("reading: 37 %, 345 packets"), "{screen}");
    assert_eq!(numbers(&mut table), [2]);
    // A key is enough to take in what came.
    hand.found(0, third);
    hand.found(0, first);
    press(&mut table, "j");
    settle(&mut table);
    assert_eq!(numbers(&mut table), [1, 2, 3]);
    // Esc ends the reading; what was found stays, and only then it is left.
    assert!(matches!(table.take(Input::Key(Key::Escape)), Then::Stay));
    assert_eq!(hand.asked(), [Asked::Stop]);
    hand.over(Over {
        far: far(3),
        said: vec![Text::same("ended at packet 345")],
        ..Over::default()
    });
    settle(&mut table);
    assert_eq!(table.patience(), None);
    press(&mut table, "i");
    assert!(seen(&mut table, (80, 24)).contains("ended at packet 345"));
    assert!(matches!(table.take(Input::Key(Key::Escape)), Then::Leave));
}

#[test]
fn columns_sort_up_and_down() {
    let (_, mut table) = full(look(Lang::En));
    let by_number = numbers(&mut table);
    assert!(by_number.is_sorted());
    let count = by_number.len();
    assert!(count > 15);
    press(&mut table, "r");
    settle(&mut table);
    let turned: Vec<u32> = by_number.iter().rev().copied().collect();
    assert_eq!(numbers(&mut table), turned);
    let connections = many();
    let named = |number: &u32| &connections[usize::try_from(number - 1).unwrap()];
    // By name: those that have none come last, up and down.
    press(&mut table, "4");
    settle(&mut table);
    for _ in 0..2 {
        let order = numbers(&mut table);
        let sni = order
            .iter()
            .map(|n| named(n).tls.as_ref().and_then(|tls| tls.sni()));
        let sni: Vec<Option<&str>> = sni.collect();
        let known = sni.iter().take_while(|name| name.is_some()).count();
        assert!(
            known > 2 && sni[known..].iter().all(Option::is_none),
            "{sni:?}"
        );
        assert!(sni[..known].is_sorted() || sni[..known].iter().rev().is_sorted());
        press(&mut table, "4");
        settle(&mut table);
    }
    // By findings: the gravest first.
    press(&mut table, "9");
    settle(&mut table);
    let order = numbers(&mut table);
    let worst = order
        .iter()
        .map(|n| named(n).findings.iter().map(|one| one.level).max());
    let worst: Vec<_> = worst.collect();
    assert!(worst.iter().rev().is_sorted(), "{worst:?}");
    // Every column, by its own key and by `s`, shows every connection.
    press(&mut table, "1");
    for _ in 0..9 {
        press(&mut table, "s");
        settle(&mut table);
        let mut order = numbers(&mut table);
        order.sort_unstable();
        assert_eq!(order, by_number);
    }
}

#[test]
fn the_order_of_the_command_line_is_where_it_starts() {
    let hand = Hand::default();
    let beginning = Beginning {
        ordered: true,
        ..beginning(&["class.pcap"])
    };
    let mut table = Connections::new(Box::new(hand.clone()), beginning, look(Lang::En));
    let order = Order::parse("-packets").unwrap();
    let connections = many();
    for connection in &connections {
        hand.give(found(0, connection, &order));
        table.take(Input::Tick);
    }
    settle(&mut table);
    let mut expected: Vec<&Connection> = connections.iter().collect();
    expected.sort_by_key(|one| (std::cmp::Reverse(one.packets), one.number));
    let expected: Vec<u32> = expected.iter().map(|one| one.number).collect();
    assert_eq!(numbers(&mut table), expected);
    assert!(seen(&mut table, (80, 24)).contains("as --sort asked"));
}

#[test]
fn a_filter_is_that_of_where() {
    let (hand, mut table) = full(look(Lang::En));
    let all = numbers(&mut table);
    press(&mut table, "jjjfversion=1.2<Enter>");
    settle(&mut table);
    assert_eq!(hand.asked(), [Asked::GiveUp, Asked::List(true)]);
    let query = Query::parse("version=1.2").unwrap();
    let expected = many().into_iter().filter(|one| query.matches(one));
    let expected: Vec<u32> = expected.map(|one| one.number).collect();
    assert!(expected.len() > 1 && expected.len() < all.len());
    assert_eq!(numbers(&mut table), expected);
    assert!(seen(&mut table, (80, 24)).contains("version=1.2"));
    // An empty one shows all, and the choice stays.
    let chosen = seen(&mut table, (80, 24));
    let chosen = chosen
        .lines()
        .find(|row| row.starts_with("│connection"))
        .unwrap()
        .to_owned();
    press(&mut table, "f");
    press(&mut table, &"<Backspace>".repeat(20));
    press(&mut table, "<Enter>");
    settle(&mut table);
    assert_eq!(numbers(&mut table), all);
    assert!(seen(&mut table, (80, 24)).contains(&chosen));
}

#[test]
fn a_wrong_filter_is_told_where_and_what_to_try() {
    for lang in [Lang::En, Lang::Ko] {
        let (hand, mut table) = full(look(lang));
        press(&mut table, "fsni=a and versio=1.2<Enter>");
        assert_eq!(hand.asked(), []);
        let name = format!("table_wrong_filter_{lang:?}").to_lowercase();
        assert_snapshot!(name, seen(&mut table, (80, 24)));
        // It can be mended, and given up.
        press(&mut table, "<Backspace><Esc>");
        assert_eq!(hand.asked(), []);
        assert!(!numbers(&mut table).is_empty());
    }
}

#[test]
fn a_filter_that_nothing_fits_says_so() {
    let (_, mut table) = full(look(Lang::Ko));
    press(&mut table, "fsni=nobody.example<Enter>");
    settle(&mut table);
    assert!(seen(&mut table, (80, 24)).contains("거르기에 맞는 연결이 없다"));
}

#[test]
fn a_word_is_searched_in_what_is_shown() {
    let (_, mut table) = full(look(Lang::En));
    let chosen = |table: &mut Connections<'_>| {
        let screen = seen(table, (120, 40));
        let row = screen.lines().find(|row| row.starts_with("│connection"));
        row.unwrap()
            .split_whitespace()
            .nth(1)
            .unwrap()
            .parse::<u32>()
            .unwrap()
    };
    let old = many().into_iter().filter(|one| {
        let line = Line::new(one);
        let said = line.says(tlslab::view::table::line::Column::Version, &look(Lang::En));
        said.0.contains("SSL 3.0")
    });
    let old: Vec<u32> = old.map(|one| one.number).collect();
    assert!(old.len() > 1, "{old:?}");
    press(&mut table, "/ssl 3.0<Enter>");
    settle(&mut table);
    assert_eq!(chosen(&mut table), old[0]);
    press(&mut table, "n");
    settle(&mut table);
    assert_eq!(chosen(&mut table), old[1]);
    press(&mut table, "N");
    settle(&mut table);
    assert_eq!(chosen(&mut table), old[0]);
    // Round the end, and back.
    press(&mut table, "N");
    settle(&mut table);
    assert_eq!(chosen(&mut table), *old.last().unwrap());
    press(&mut table, "/nobody says this<Enter>");
    settle(&mut table);
    assert!(seen(&mut table, (120, 40)).contains("No row says this."));
}

#[test]
fn a_story_is_opened_and_left() {
    let (hand, mut table) = full(look(Lang::En));
    press(&mut table, "jj");
    let before = seen(&mut table, (80, 24));
    press(&mut table, "<Enter>");
    let id = Id { file: 0, number: 3 };
    assert_eq!(hand.asked(), [Asked::GiveUp, Asked::Open(id)]);
    hand.give(News::Opening(Far {
        percent: Some(5),
        ..far(7)
    }));
    table.take(Input::Tick);
    let screen = seen(&mut table, (80, 24));
    assert!(screen.contains("story of connection 3: 5 %"), "{screen}");
    let told = story("full");
    let title = told.title.en.chars().take(30).collect::<String>();
    hand.give(News::Story(Box::new(told)));
    let Then::Open(mut reader) = table.take(Input::Tick) else {
        panic!("no story is opened");
    };
    assert!(seen(reader.as_mut(), (80, 24)).contains(&title));
    assert!(matches!(
        reader.take(Input::Key(Key::Char('q'))),
        Then::Leave
    ));
    assert_eq!(seen(&mut table, (80, 24)), before);
    assert_eq!(table.patience(), None);
}

#[test]
fn a_story_can_be_given_up_or_not_be_there() {
    let (hand, mut table) = full(look(Lang::En));
    press(&mut table, "<Enter>");
    hand.asked();
    assert!(matches!(table.take(Input::Key(Key::Escape)), Then::Stay));
    assert_eq!(hand.asked(), [Asked::GiveUp]);
    assert!(seen(&mut table, (80, 24)).contains("given up"));
    press(&mut table, "<Enter>");
    hand.give(News::NoStory(Text::same("the file is gone")));
    table.take(Input::Tick);
    assert!(seen(&mut table, (80, 24)).contains("the file is gone"));
}

#[test]
fn the_only_connection_is_told_at_once() {
    let hand = Hand::default();
    let mut table = table(&hand, look(Lang::En));
    hand.found(0, &capture("tls13.pcap")[0]);
    let only = Id { file: 0, number: 1 };
    hand.over(Over {
        far: far(1),
        only: Some(only),
        ..Over::default()
    });
    table.take(Input::Tick);
    assert_eq!(hand.asked().last(), Some(&Asked::Open(only)));
    hand.give(News::Story(Box::new(story("full"))));
    assert!(matches!(table.take(Input::Tick), Then::Open(_)));
    // There is nothing to choose: leaving the story leaves the table.
    assert!(matches!(table.take(Input::Tick), Then::Leave));
}

#[test]
fn damage_stands_on_the_screen() {
    let hand = Hand::default();
    let mut table = table(&hand, look(Lang::En));
    hand.found(0, &capture("tls13.pcap")[0]);
    hand.over(Over {
        far: far(1),
        damage: vec![Text::same("class.pcap: packet 7 is damaged.")],
        ..Over::default()
    });
    settle(&mut table);
    assert!(seen(&mut table, (80, 24)).contains("packet 7 is damaged"));
    assert_eq!(numbers(&mut table), [1]);
}

#[test]
fn the_mouse_chooses_opens_sorts_and_moves() {
    let (hand, mut table) = full(look(Lang::En));
    seen(&mut table, (80, 24));
    let cell = |column, row| Cell { column, row };
    table.take(Input::Click(cell(10, 5)));
    assert!(seen(&mut table, (80, 24)).contains("connection    3 "));
    table.take(Input::Click(cell(10, 5)));
    assert_eq!(
        hand.asked().last(),
        Some(&Asked::Open(Id { file: 0, number: 3 }))
    );
    press(&mut table, "<Esc>");
    table.take(Input::Scroll(cell(10, 5), 3));
    let moved = seen(&mut table, (80, 24));
    assert!(moved.lines().nth(3).unwrap().contains("  4  "), "{moved}");
    assert!(moved.contains("connection    3 "), "the choice stays");
    table.take(Input::Click(cell(5, 2)));
    settle(&mut table);
    let turned = seen(&mut table, (80, 24));
    assert!(turned.contains("#▼"), "{turned}");
}

#[test]
fn the_language_changes_in_place() {
    let (_, mut table) = full(look(Lang::En));
    press(&mut table, "l");
    let korean = seen(&mut table, (80, 24));
    assert!(korean.contains("고른 연결") && korean.contains("결과"));
}

#[test]
fn a_million_rows_stay_small_and_every_one_is_found() {
    const COUNT: u32 = 1_000_000;
    let mut connection = capture("tls13.pcap").remove(0);
    connection.tls = None;
    connection.protocol = None;
    connection.findings.clear();
    let hand = Hand::default();
    let mut table = table(&hand, look(Lang::En));
    let before = resident();
    // From the last to the first, so that every one has to find its place.
    for number in (1..=COUNT).rev() {
        connection.number = number;
        hand.found(0, &connection);
        if number % 2048 == 1 || number == 1 {
            table.take(Input::Tick);
        }
    }
    settle(&mut table);
    let each = resident().saturating_sub(before) / u64::from(COUNT);
    assert!(each < 400, "{each} bytes a row");
    let first = seen(&mut table, (80, 24));
    assert!(first.contains("of 1000000"), "{first}");
    assert!(
        first.lines().nth(3).unwrap().contains("     1  "),
        "{first}"
    );
    press(&mut table, "r");
    settle(&mut table);
    let screen = seen(&mut table, (80, 24));
    assert!(
        screen.lines().nth(3).unwrap().contains("1000000"),
        "{screen}"
    );
    // Beyond those kept whole, what the row knows is said, and that it is all.
    press(&mut table, "G");
    let last = seen(&mut table, (80, 40));
    assert!(last.contains("no more is kept"), "{last}");
}

#[test]
fn what_finds_no_room_is_counted() {
    let hand = Hand::default();
    let beginning = Beginning {
        most: 2,
        ..beginning(&["class.pcap"])
    };
    let mut table = Connections::new(Box::new(hand.clone()), beginning, look(Lang::En));
    for connection in many().iter().take(5) {
        hand.found(0, connection);
    }
    settle(&mut table);
    assert_eq!(numbers(&mut table), [1, 2]);
    assert!(seen(&mut table, (80, 24)).contains("3 more connections found no room"));
}

#[test]
fn secrets_that_came_late_fill_it_anew() {
    let hand = Hand::default();
    let mut table = table(&hand, look(Lang::En));
    let connections = many();
    hand.found(0, &connections[0]);
    hand.found(0, &connections[1]);
    settle(&mut table);
    press(&mut table, "j");
    hand.give(News::Anew);
    hand.found(0, &connections[0]);
    hand.found(0, &connections[1]);
    settle(&mut table);
    assert_eq!(numbers(&mut table), [1, 2]);
    assert!(seen(&mut table, (80, 24)).contains("connection    2 "));
}

/// Bytes this process has in memory; where that cannot be known, none.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

#[test]
fn escape_ends_the_search_then_the_filter_then_all() {
    let (hand, mut table) = full(look(Lang::En));
    press(&mut table, "fversion=1.2<Enter>");
    settle(&mut table);
    press(&mut table, "/TLS<Enter>");
    settle(&mut table);
    hand.asked();
    let escape = Input::Key(Key::Escape);
    assert!(matches!(table.take(escape), Then::Stay));
    assert!(seen(&mut table, (80, 24)).contains("The search is over."));
    assert!(hand.asked().is_empty());
    assert!(matches!(table.take(escape), Then::Stay));
    settle(&mut table);
    assert_eq!(hand.asked(), [Asked::GiveUp, Asked::List(false)]);
    assert!(!seen(&mut table, (80, 24)).contains("version=1.2"));
    assert!(matches!(table.take(escape), Then::Leave));
}

#[test]
fn numbers_of_several_captures_stand_capture_by_capture() {
    let hand = Hand::default();
    let names = ["a.pcap", "b.pcap"];
    let mut table = Connections::new(Box::new(hand.clone()), beginning(&names), look(Lang::En));
    let all = many();
    for (file, at) in [(1, 0), (0, 1), (1, 2), (0, 0)] {
        hand.found(file, &all[at]);
    }
    hand.over(Over {
        far: far(4),
        ..Over::default()
    });
    settle(&mut table);
    let order = |table: &mut Connections<'_>| {
        press(table, "g");
        let ids = (0..4).map(|_| {
            press(table, "<Enter>");
            let asked = hand.asked();
            press(table, "<Esc>j");
            match asked.last() {
                Some(Asked::Open(Id { file, number })) => (*file, *number),
                other => panic!("{other:?}"),
            }
        });
        Vec::from_iter(ids)
    };
    let mut sorted = vec![(0, 1), (0, 2), (1, 1), (1, 3)];
    assert_eq!(order(&mut table), sorted);
    press(&mut table, "r");
    settle(&mut table);
    sorted.reverse();
    assert_eq!(order(&mut table), sorted);
}

#[test]
fn a_capture_without_connections_says_why_at_once() {
    let hand = Hand::default();
    let mut table = Connections::new(Box::new(hand.clone()), beginning(&["-"]), look(Lang::Ko));
    let long = "a sentence that is far too long for a line of eighty columns, and that says only at its end what is the matter";
    hand.over(Over {
        far: far(0),
        damage: vec![Text::same(long)],
        ..Over::default()
    });
    settle(&mut table);
    let said = seen(&mut table, (80, 24));
    assert!(
        said.contains("the matter") && said.contains("표준 입력"),
        "{said}"
    );
}

#[test]
fn one_is_not_many() {
    let hand = Hand::default();
    let mut table = table(&hand, look(Lang::En));
    hand.found(0, &capture("tls13.pcap")[0]);
    hand.over(Over {
        far: far(1),
        ..Over::default()
    });
    settle(&mut table);
    assert!(!seen(&mut table, (80, 24)).contains("1 connections"));
}

#[test]
fn keys_stand_whole_on_their_line_or_not_at_all() {
    for lang in [Lang::En, Lang::Ko] {
        let (_, mut table) = full(look(lang));
        for columns in 40..170 {
            let said = seen(&mut table, (columns, 24));
            let last = said.lines().last().unwrap();
            let always = match lang {
                Lang::En => ["? keys", "l 한국어", "q leave"],
                Lang::Ko => ["? 키", "l English", "q 나가기"],
            };
            let there = always.iter().all(|key| last.contains(key));
            assert!(there && !last.contains('…'), "{columns}: {last}");
        }
    }
}
