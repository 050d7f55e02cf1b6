//! A report as a page: what a text says too, with bars, a map with grounds, and what is for whoever wants all folded away.

use std::io::{self, Write};

use crate::view::html::closing;
use crate::view::html::markup::Markup;
use crate::view::html::opening;
use crate::view::html::page;
use crate::view::html::picture;
use crate::view::layout::Ink;
use crate::view::look::Look;
use crate::view::report::model::{Cell, Kind, Part, Report, Section, Table, Weight};

/// Writes `report`. Of `look`, the language is the one it opens in.
///
/// # Errors
/// Only those of `out`.
pub fn write(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let page = page::around(Markup::default(), &report.title, look, |m| {
        m.tag("header", &[("class", "opening")], |m| {
            m.tag("div", &[("class", "switches")], |m| {
                opening::switches(m, look)
            });
            m.said("h1", &[], &report.title);
            for line in &report.preface {
                m.said("p", &[("class", "preface")], line);
            }
        });
        m.tag("div", &[("id", "steps"), ("class", "report")], |m| {
            for (n, section) in report.sections.iter().enumerate() {
                told(m, n, section);
            }
        });
        closing::next(m, &report.next);
    });
    out.write_all(page.as_bytes())
}

fn told(m: &mut Markup, n: usize, section: &Section) {
    let id = format!("part-{n}");
    m.tag("section", &[("id", &id)], |m| {
        m.said("h2", &[], &section.heading);
        match section.weight {
            Weight::Main => parts(m, n, section),
            Weight::More => m.tag("details", &[("class", "more")], |m| {
                m.tag("summary", &[], |m| m.word("all of them", "모두 보기"));
                parts(m, n, section);
            }),
        }
    });
}

fn parts(m: &mut Markup, section: usize, whole: &Section) {
    for (n, part) in whole.parts.iter().enumerate() {
        let id = format!("part-{section}-{n}");
        match part {
            Part::Heading(heading) => m.said("h3", &[], heading),
            Part::Words(words, ink) => m.said("p", &[("class", class(*ink))], words),
            Part::Table(inner) => table(m, inner, &id),
            Part::Bars(bars) => picture::write(m, bars, &id),
        }
    }
}

/// A table that scrolls in itself where it is wider than the window, by keys too.
fn table(m: &mut Markup, table: &Table, id: &str) {
    let around = [
        ("class", "wide"),
        ("role", "region"),
        ("tabindex", "0"),
        ("aria-labelledby", id),
    ];
    let kind = match table.kind {
        Kind::List => "list",
        Kind::Map => "map",
    };
    m.tag("div", &around, |m| {
        m.tag("table", &[("class", kind)], |m| {
            m.tag("caption", &[("id", id)], |m| m.say(&table.caption));
            m.tag("thead", &[], |m| {
                m.tag("tr", &[], |m| {
                    for (n, (name, means)) in table.columns.iter().enumerate() {
                        let class = if n < table.heads { "head" } else { "column" };
                        m.tag("th", &[("scope", "col"), ("class", class)], |m| {
                            m.say(name);
                            if !means.is_empty() {
                                m.ours(" ");
                                m.said("span", &[("class", "heard")], means);
                            }
                        });
                    }
                });
            });
            m.tag("tbody", &[], |m| {
                for row in &table.rows {
                    m.tag("tr", &[], |m| cells(m, table, row));
                }
            });
        });
    });
}

fn cells(m: &mut Markup, table: &Table, row: &[Cell]) {
    for (n, cell) in row.iter().enumerate() {
        if n < table.heads {
            m.tag("th", &[("scope", "row")], |m| m.say(&cell.says));
            continue;
        }
        let class = class(cell.ink);
        m.tag("td", &[("class", class)], |m| {
            m.say(&cell.says);
            if !cell.means.is_empty() {
                m.ours(" ");
                m.said("span", &[("class", "means")], &cell.means);
            }
        });
    }
}

fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Good => "good",
        Ink::Bad => "bad",
        Ink::Maybe => "maybe",
        Ink::Faint => "faint",
        Ink::Plain | Ink::Strong | Ink::Client | Ink::Server | Ink::Name | Ink::Pixels(..) => {
            "words"
        }
    }
}
