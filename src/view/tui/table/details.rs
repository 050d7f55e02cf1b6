//! What is known of the chosen connection, and what there is to say of the capture.

use crate::base::side::Side;
use crate::base::text::{Lang, Text};
use crate::dissect::tls::codes::suite::SUITES;
use crate::survey::connection::{Connection, Transport};
use crate::survey::outcome::outcome;
use crate::survey::tls::Tls;
use crate::text;
use crate::view::dark;
use crate::view::layout::{Ink, Row, Span, grouped, width, wrap};
use crate::view::look::Look;
use crate::view::table;
use crate::view::table::line::Column;
use crate::view::tui::table::news::Over;
use crate::view::tui::table::rows;
use crate::view::tui::table::state::called;

/// Columns of the names on the left.
const EDGE: usize = 14;

/// What is known of a connection; where not all that was learned is kept, what its row knows.
pub(super) fn connection(
    row: &rows::Row,
    known: Option<&Connection>,
    names: &[String],
    look: &Look,
    columns: usize,
) -> Vec<Row> {
    let mut page = Page::new(look, columns);
    let Some(known) = known else {
        for column in Column::ALL {
            let (said, ink) = row.line.says(column, page.look);
            page.say(column.doc().say(look.lang), &said, ink);
        }
        page.sentence(look.word(
            "There are so many connections that no more is kept of this one. Enter reads it again and tells its story; a filter keeps all of those that are left.",
            "연결이 너무 많아 이 연결의 나머지 내용은 남겨 두지 않았다. Enter 를 누르면 다시 읽어 이야기로 보여 준다. 걸러서 줄이면 남은 연결의 내용은 모두 남는다.",
        ));
        return page.rows;
    };
    let file = names.get(usize::from(row.file));
    page.ends(known, file.filter(|_| names.len() > 1));
    let tls = known.tls.as_deref();
    if let Some(tls) = tls {
        page.agreed(row, tls, known);
    }
    let came = outcome(known);
    let (word, doc) = (came.word().say(look.lang), came.doc().say(look.lang));
    page.say(
        Column::Outcome.doc().say(look.lang),
        &format!("{word}: {doc}"),
        Ink::Plain,
    );
    page.rows
        .extend(table::said(&known.findings, 0, &page.narrow));
    if let Some(tls) = tls {
        page.opened(row, tls);
        page.certificate(tls);
    }
    page.packets(known);
    if let Some(tls) = tls {
        page.prints(tls);
    }
    page.rows
}

/// What there is to say of what was read.
pub(super) fn capture(names: &[String], over: &Over, look: &Look, columns: usize) -> Vec<Row> {
    let mut page = Page::new(look, columns);
    for (n, name) in (1..).zip(names) {
        let label = match names.len() {
            1 => look.word("capture", "캡처").to_owned(),
            _ => format!("{n}:"),
        };
        page.say(&label, called(name, look), Ink::Strong);
    }
    for damage in &over.damage {
        let said = [Span::new(look.say(damage), Ink::Bad)];
        page.rows.extend(wrap(&said, columns, 0, 2));
    }
    for said in &over.said {
        page.sentence(look.say(said));
    }
    page.rows
}

/// Rows, each with a name before it.
struct Page<'l> {
    look: &'l Look,
    narrow: Look,
    columns: usize,
    rows: Vec<Row>,
}

impl<'l> Page<'l> {
    fn new(look: &'l Look, columns: usize) -> Self {
        let narrow = Look {
            width: columns,
            ..look.clone()
        };
        Self {
            look,
            narrow,
            columns,
            rows: Vec::new(),
        }
    }

    /// A name and what there is; nothing where there is nothing.
    fn say(&mut self, name: &str, said: &str, ink: Ink) {
        if said.is_empty() {
            return;
        }
        let words = [
            Span::new(name, Ink::Name),
            Span::blank(EDGE.saturating_sub(width(name)).max(1)),
            Span::new(said, ink),
        ];
        self.rows.extend(wrap(&words, self.columns, 0, EDGE));
    }

    fn sentence(&mut self, said: &str) {
        self.rows
            .extend(wrap(&[Span::plain(said)], self.columns, 0, 2));
    }

    fn ends(&mut self, known: &Connection, file: Option<&String>) {
        let look = self.look;
        let carrier = match known.transport {
            Transport::Tcp => "TCP",
            Transport::Udp => "UDP",
        };
        let (client, server, number) = (known.client, known.server, known.number);
        let of = file.map(|file| called(file, look));
        let of = of.map(|file| match look.lang {
            Lang::En => format!(" of {file}"),
            Lang::Ko => format!(" ({file})"),
        });
        let of = of.unwrap_or_default();
        let ends = format!("{number}{of}  {client} → {server}  {carrier}");
        self.say(look.word("connection", "연결"), &ends, Ink::Strong);
    }

    fn packets(&mut self, known: &Connection) {
        let look = self.look;
        let (first, last, count) = (known.first_packet, known.last_packet, known.packets);
        let took = known.end.since(known.start).as_secs_f64();
        let bytes = known.tcp.as_ref().map(|tcp| tcp.payload.map(grouped));
        let carried = bytes.map(|[there, back]| {
            text!(
                en: "; {there} bytes there, {back} back",
                ko: "; 보낸 것 {there}바이트, 받은 것 {back}바이트"
            )
        });
        let carried = carried.unwrap_or(Text::EMPTY);
        let (en, ko) = (carried.en, carried.ko);
        let packets = text!(
            en: "{count}, from {first} to {last}, in {took:.3} s{en}",
            ko: "{count}개, {first}번부터 {last}번까지, {took:.3}초{ko}"
        );
        self.say(look.word("packets", "패킷"), look.say(&packets), Ink::Plain);
    }

    /// Name, version, suite, group: what was agreed, or offered.
    fn agreed(&mut self, row: &rows::Row, tls: &Tls, known: &Connection) {
        let look = self.look;
        let line = |column: Column| row.line.says(column, look).0;
        let name = line(Column::Name);
        self.say(Column::Name.doc().say(look.lang), &name, Ink::Strong);
        let suite = tls.suite.map(|code| match SUITES.row(code.into()) {
            Some(row) => format!("{} ({code:#06x})", row.name),
            None => format!("{code:#06x}"),
        });
        let group = tls.group.map(|group| {
            let name = group.name();
            format!("{} {name}", look.word("group", "그룹"))
        });
        let alpn = tls.alpn.iter().map(|alpn| format!("ALPN {alpn}"));
        let turned = known.starttls.iter().map(|name| format!("STARTTLS {name}"));
        let resumed = tls.resumed.filter(|resumed| *resumed);
        let resumed = resumed.map(|_| look.word("resumed session", "재개한 세션").to_owned());
        let parts = [line(Column::Version)].into_iter().chain(suite);
        let parts = parts.chain(group).chain(alpn).chain(turned);
        let parts = Vec::from_iter(parts.chain(resumed)).join(", ");
        self.say(look.word("agreed", "합의"), &parts, Ink::Plain);
    }

    fn certificate(&mut self, tls: &Tls) {
        let mut chain = tls.chain(Side::Server);
        if let Some(leaf) = chain.next().filter(|leaf| leaf.readable) {
            let (subject, issuer, key) = (&leaf.subject, &leaf.issuer, &leaf.key);
            let said = format!("{subject} ← {issuer}  {key}");
            let name = self.look.word("certificate", "인증서");
            self.say(name, &said, Ink::Plain);
        }
    }

    fn opened(&mut self, row: &rows::Row, tls: &Tls) {
        let (word, ink) = row.line.says(Column::Opened, self.look);
        let why = tls.decryption.reason.map(|reason| {
            let (why, light) = (dark::why(reason), dark::light(reason));
            let (why_en, light_en, why_ko, light_ko) = (why.en, light.en, why.ko, light.ko);
            text!(
                en: ": {why_en}. What would light it: {light_en}.",
                ko: ": {why_ko}. 열려면: {light_ko}."
            )
        });
        let why = why.unwrap_or(Text::EMPTY);
        let said = format!("{word}{}", self.look.say(&why));
        self.say(Column::Opened.doc().say(self.look.lang), &said, ink);
    }

    fn prints(&mut self, tls: &Tls) {
        if let Some(hello) = tls.client_hello() {
            self.say("JA4", &hello.ja4, Ink::Faint);
            self.say("JA3", &hello.ja3, Ink::Faint);
        }
        if let Some(hello) = tls.server_hello() {
            self.say("JA3S", &hello.ja3s, Ink::Faint);
        }
    }
}
