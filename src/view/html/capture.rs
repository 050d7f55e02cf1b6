//! A capture as a page: its connections as a table, each that was chosen with a way to its story, and those stories below.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::base::text::{Lang, Text};
use crate::story::model::Story;
use crate::text;
use crate::view::html::closing;
use crate::view::html::markup::Markup;
use crate::view::html::opening;
use crate::view::html::page;
use crate::view::html::place::Place;
use crate::view::layout::Ink;
use crate::view::look::Look;
use crate::view::table::line::{Column, Line};

/// What the page has of a capture.
#[derive(Debug)]
pub struct Capture {
    /// The file.
    pub name: String,
    /// How many connections there are that were asked for.
    pub matching: u32,
    /// As many of them as are listed.
    pub lines: Vec<Line>,
    /// What is said of all of them.
    pub said: Vec<Text>,
    /// Those that are told, each with its number.
    pub stories: Vec<(u32, Story)>,
    /// Commands to try next.
    pub next: Vec<String>,
}

impl Capture {
    /// Writes the page. Of `look`, the language is the one it opens in.
    ///
    /// # Errors
    /// Only those of `out`.
    pub fn write(&self, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let name = self.name.as_str();
        let title = text!(en: "The connections of {name}", ko: "{name} 파일의 연결");
        let page = page::around(Markup::default(), &title, look, |m| {
            m.tag("header", &[("class", "opening")], |m| {
                m.tag("div", &[("class", "switches")], |m| {
                    opening::switches(m, look)
                });
                m.said("h1", &[], &title);
            });
            m.tag("section", &[("id", "steps"), ("class", "index")], |m| {
                self.table(m, look);
                for line in &self.said {
                    m.said("p", &[("class", "preface")], line);
                }
            });
            for (number, story) in &self.stories {
                told(m, *number, story);
            }
            closing::next(m, &self.next);
        });
        out.write_all(page.as_bytes())
    }

    fn table(&self, m: &mut Markup, look: &Look) {
        let chosen: BTreeSet<u32> = self.stories.iter().map(|(number, _)| *number).collect();
        m.tag("table", &[], |m| {
            m.tag("thead", &[], |m| {
                m.tag("tr", &[], |m| {
                    for column in Column::ALL {
                        let name = Text::from(column.doc());
                        m.tag("th", &[("scope", "col")], |m| m.say(&name));
                    }
                });
            });
            m.tag("tbody", &[], |m| {
                for line in &self.lines {
                    row(m, line, look, chosen.contains(&line.number()));
                }
            });
        });
        let listed = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let more = self.matching.saturating_sub(listed);
        if more > 0 {
            m.said(
                "p",
                &[("class", "faint")],
                &text!(
                    en: "{more} more; --limit 0 lists all.",
                    ko: "{more}개가 더 있다. --limit 0 으로 모두 본다."
                ),
            );
        }
        // What is not in the table is told all the same.
        for number in chosen {
            if !self.lines.iter().any(|line| line.number() == number) {
                m.tag("p", &[], |m| link(m, number));
            }
        }
    }
}

fn row(m: &mut Markup, line: &Line, look: &Look, chosen: bool) {
    let [en, ko] = [Lang::En, Lang::Ko].map(|lang| Look {
        lang,
        ..look.clone()
    });
    let number = line.number();
    let id = format!("row-{number}");
    let class = if chosen { "chosen" } else { "row" };
    m.tag("tr", &[("id", &id), ("class", class)], |m| {
        for column in Column::ALL {
            if column == Column::Number {
                m.tag("td", &[("class", "number")], |m| match chosen {
                    true => link(m, number),
                    false => m.text(&number.to_string()),
                });
                continue;
            }
            let ((said, ink), (ko, _)) = (line.says(column, &en), line.says(column, &ko));
            let text = Text {
                en: said.into(),
                ko: ko.into(),
            };
            let class = match ink {
                Ink::Good => "good",
                Ink::Bad => "bad",
                Ink::Maybe => "maybe",
                Ink::Faint => "faint",
                Ink::Plain
                | Ink::Strong
                | Ink::Client
                | Ink::Server
                | Ink::Name
                | Ink::Pixels(..) => "plain",
            };
            m.tag("td", &[("class", class)], |m| m.say(&text));
        }
    });
}

fn link(m: &mut Markup, number: u32) {
    let link = format!("#{}story", prefix(number));
    m.tag("a", &[("href", &link)], |m| m.text(&number.to_string()));
}

fn told(m: &mut Markup, number: u32, story: &Story) {
    let prefix = prefix(number);
    let place = Place::new(story, &prefix);
    m.tag(
        "section",
        &[("class", "story"), ("id", &place.named("story"))],
        |m| {
            opening::heading(m, story);
            page::told(m, &place);
        },
    );
}

/// What stands before the names of a story's places.
fn prefix(number: u32) -> String {
    format!("c{number}-")
}
