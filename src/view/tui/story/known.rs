//! Who knows what when the step has happened: a row a value, a column each for client, server and eavesdropper. First what that means
//! for the eavesdropper, and what is new.

use crate::base::text::Text;
use crate::story::known::Ledger;
use crate::story::known::entry::{Entry, Holder};
use crate::story::model::What;
use crate::text;
use crate::view::layout::{Ink, Row, Span, middle, width, wrap};
use crate::view::look::Look;
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::place::{Place, Target};

/// Values of earlier steps that are listed: the newest.
const MOST: usize = 200;

/// What is known at `place`.
pub(super) fn leaf(ledger: &Ledger, place: Place, look: &Look, columns: usize) -> Leaf<Target> {
    let mut leaf = Leaf::default();
    let at = place.step;
    let says = ledger.outsider(at);
    leaf.say(wrap(&[Span::plain(look.say(&says))], columns, 0, 0));
    let (news, old): (Vec<&Entry>, Vec<&Entry>) =
        ledger.known(at).partition(|entry| entry.is_news(at));
    if news.is_empty() && old.is_empty() {
        let words = look.word("No value is shown up to here.", "여기까지 나온 값이 없다.");
        leaf.say([Row::default(), Row(vec![Span::new(words, Ink::Faint)])]);
        return leaf;
    }
    let table = Table::new(ledger, at, look, columns);
    let parts = [
        (Text::new("new in this step", "이 단계에서 새로"), news),
        (Text::new("before", "앞서"), old),
    ];
    let parts = parts.into_iter().filter(|(_, entries)| !entries.is_empty());
    for (n, (title, entries)) in parts.enumerate() {
        leaf.say([Row::default()]);
        if let Some(letters) = table.letters().filter(|_| n == 0) {
            leaf.say([letters.fit(columns)]);
        }
        leaf.say([table.head(&title)]);
        let over = entries.len().saturating_sub(MOST);
        if over > 0 {
            let words = text!(en: "{over} older ones stand at their steps", ko: "더 오래된 {over}개는 그 단계에 있다");
            let words = [Span::new(look.say(&words), Ink::Faint)];
            leaf.say(wrap(&words, columns, 0, 0));
        }
        for entry in entries.into_iter().skip(over) {
            leaf.lead(Target::Step(entry.step), [table.row(entry)]);
        }
    }
    leaf
}

/// The columns of the table.
struct Table<'l> {
    holders: Vec<(Holder, Text, Ink)>,
    at: usize,
    look: &'l Look,
    columns: usize,
}

impl<'l> Table<'l> {
    fn new(ledger: &Ledger, at: usize, look: &'l Look, columns: usize) -> Self {
        let holders = match ledger.has_hosts() {
            true => vec![
                (
                    Holder::Client,
                    Text::new("client", "클라이언트"),
                    Ink::Client,
                ),
                (Holder::Server, Text::new("server", "서버"), Ink::Server),
                (
                    Holder::Outsider,
                    Text::new("eavesdropper", "엿듣는 사람"),
                    Ink::Bad,
                ),
            ],
            false => vec![
                (Holder::Client, Text::new("owner", "주인"), Ink::Maybe),
                (Holder::Outsider, Text::new("attacker", "공격자"), Ink::Bad),
            ],
        };
        Self {
            holders,
            at,
            look,
            columns,
        }
    }

    /// Whether there is room for whole words over the columns.
    fn is_wide(&self) -> bool {
        const WIDE: usize = 72;
        self.columns >= WIDE
    }

    /// The name over a column.
    fn name(&self, name: &Text) -> String {
        let name = self.look.say(name);
        match self.is_wide() {
            true => name.to_owned(),
            false => name.chars().take(1).flat_map(char::to_uppercase).collect(),
        }
    }

    /// What the letters over the columns stand for, where there is no room for words.
    fn letters(&self) -> Option<Row> {
        let names = self.holders.iter();
        let names =
            names.map(|(_, name, _)| format!("{} {}", self.name(name), self.look.say(name)));
        let said = names.collect::<Vec<_>>().join("  ");
        (!self.is_wide()).then(|| Row(vec![Span::new(said, Ink::Faint)]))
    }

    /// The title of a part of the table, over its columns the names of those who know.
    fn head(&self, title: &Text) -> Row {
        let mut row = Row::default();
        for (_, name, ink) in &self.holders {
            row.0.push(Span::new(self.name(name), *ink));
            row.0.push(Span::plain(" "));
        }
        row.0.push(Span::plain(" "));
        row.0.push(Span::new(self.look.say(title), Ink::Strong));
        row.fit(self.columns)
    }

    fn row(&self, entry: &Entry) -> Row {
        let mut row = Row::default();
        for (holder, name, _) in &self.holders {
            let wide = width(&self.name(name));
            let (mark, ink) = match entry.is_known(*holder, self.at) {
                true => ("✔", Ink::Good),
                false => ("·", Ink::Faint),
            };
            row.0.push(Span::blank(wide / 2));
            row.0.push(Span::new(mark, ink));
            row.0
                .push(Span::blank((wide - wide / 2).saturating_sub(1) + 1));
        }
        row.0.push(Span::plain(" "));
        row.0.push(Span::new(self.look.say(&entry.name), Ink::Name));
        row.0.push(Span::plain(" "));
        let value = match &entry.what {
            What::Bytes(bytes) => middle(&hex::encode(bytes)),
            What::Words(words) => self.look.say(words).to_owned(),
        };
        row.0.push(Span::plain(value));
        if entry.differs {
            let words = self.look.word("  (the ends differ)", "  (양 끝이 다름)");
            row.0.push(Span::new(words, Ink::Bad));
        }
        let step = entry.step + 1;
        let from = text!(en: "step {step}", ko: "{step}단계");
        let from = Span::new(format!("  {}", self.look.say(&from)), Ink::Faint);
        let room = self.columns.saturating_sub(Row(vec![from.clone()]).width());
        let mut row = row.fit(room).padded(room);
        row.0.push(from);
        row.fit(self.columns)
    }
}
