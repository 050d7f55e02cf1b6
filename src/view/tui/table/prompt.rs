//! A line that is typed: a filter or a word to look for, and what is wrong with it.

use crate::base::text::{Lang, Text};
use crate::survey::query::error::QueryError;
use crate::survey::query::fields::FIELDS;
use crate::view::layout::{Ink, Row, Span, head, width, wrap};
use crate::view::look::Look;
use crate::view::tui::input::Key;

/// A line that is being typed.
#[derive(Clone, Debug)]
pub(super) struct Prompt {
    pub(super) what: What,
    pub(super) text: String,
    /// The character where it goes wrong, from 1, what is wrong there, and what to try.
    wrong: Option<(usize, Text, Text)>,
}

/// What is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Which connections to show, as `--where` has it.
    Filter,
    /// A word to look for in what is shown.
    Search,
}

/// What a key made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// It goes on.
    On,
    /// It is done.
    Done,
    /// It is given up.
    Never,
}

impl Prompt {
    /// Begins with `text`.
    pub(super) fn new(what: What, text: &str) -> Self {
        Self {
            what,
            text: text.to_owned(),
            wrong: None,
        }
    }

    /// Takes a key.
    pub(super) fn take(&mut self, key: Key) -> Typed {
        match key {
            Key::Char(c) if !c.is_control() => self.text.push(c),
            Key::Backspace => {
                self.text.pop();
            }
            Key::Enter => return Typed::Done,
            Key::Escape => return Typed::Never,
            _ => return Typed::On,
        }
        self.wrong = None;
        Typed::On
    }

    /// It cannot be read.
    pub(super) fn refuse(&mut self, error: &QueryError) {
        self.wrong = Some((error.column, error.text(), error.hint()));
    }

    /// What it is called.
    pub(super) fn title(&self, look: &Look) -> &'static str {
        match (self.what, look.lang) {
            (What::Filter, Lang::En) => "filter",
            (What::Filter, Lang::Ko) => "거르기",
            (What::Search, Lang::En) => "search",
            (What::Search, Lang::Ko) => "찾기",
        }
    }

    /// The line, what is wrong with it, and what can be typed.
    pub(super) fn rows(&self, look: &Look, columns: usize) -> Vec<Row> {
        const SIGN: &str = "> ";
        let room = columns.saturating_sub(width(SIGN) + 1);
        let mut seen = self.text.as_str();
        let mut hidden = 0;
        while width(seen) > room {
            let mut letters = seen.chars();
            letters.next();
            seen = letters.as_str();
            hidden += 1;
        }
        let line = Row(vec![
            Span::new(SIGN, Ink::Strong),
            Span::plain(seen),
            Span::new("_", Ink::Strong),
        ]);
        let mut rows = vec![line];
        if let Some((column, wrong, hint)) = &self.wrong {
            let before: String = seen
                .chars()
                .take(column.saturating_sub(1 + hidden))
                .collect();
            let mut caret = Row::indented(width(SIGN) + width(head(&before, room)));
            caret.0.push(Span::new("^", Ink::Bad));
            rows.push(caret);
            rows.extend(wrap(&[Span::new(look.say(wrong), Ink::Bad)], columns, 0, 2));
            rows.extend(wrap(&[Span::plain(look.say(hint))], columns, 0, 2));
            return rows;
        }
        let say = match self.what {
            What::Filter => look.word(
                "Enter shows what it holds for, an empty line everything; Esc gives up. Such as: sni=*.example and version<1.2",
                "Enter: 맞는 연결만 보기, 빈 줄: 모두 보기, Esc: 그만두기. 예: sni=*.example and version<1.2",
            ),
            What::Search => look.word(
                "Enter goes to the next row that says this; Esc gives up.",
                "Enter: 이 글자가 든 다음 행으로 가기, Esc: 그만두기.",
            ),
        };
        rows.extend(wrap(&[Span::new(say, Ink::Faint)], columns, 0, 2));
        if self.what == What::Filter {
            for field in FIELDS {
                let said = [
                    Span::new(field.name, Ink::Name),
                    Span::plain("  "),
                    Span::plain(field.doc.say(look.lang)),
                ];
                rows.extend(wrap(&said, columns, 0, 4));
            }
        }
        rows
    }
}

/// The keys while something is typed.
pub(super) fn brief(look: &Look) -> Row {
    Row(vec![
        Span::new("Enter", Ink::Strong),
        Span::new(look.word(" done  ", " 끝내기  "), Ink::Faint),
        Span::new("Esc", Ink::Strong),
        Span::new(look.word(" give up", " 그만두기"), Ink::Faint),
    ])
}
