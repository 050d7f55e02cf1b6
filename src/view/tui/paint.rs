//! Rows of inked text on the screen: ink becomes style, the chosen row is turned round.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders};

use crate::view::layout::{Ink, Row};
use crate::view::look::{Look, Marks, Paint};

/// A row as the screen takes it.
pub(super) fn line(row: &Row, look: &Look) -> Line<'static> {
    let spans = row.0.iter();
    let spans = spans.map(|span| Span::styled(span.shown(look.marks), style(span.ink(), look)));
    Line::from_iter(spans)
}

/// A row that is chosen: what tells it must be seen without colour too.
pub(super) fn chosen(row: &Row, look: &Look) -> Line<'static> {
    line(row, look).patch_style(CHOSEN)
}

/// What is chosen, turned round.
pub(super) const CHOSEN: Style = Style::new().add_modifier(Modifier::REVERSED);

/// How an ink looks. Without colour, weight alone tells.
pub(super) fn style(ink: Ink, look: &Look) -> Style {
    let weight = match ink {
        Ink::Strong | Ink::Bad => Style::new().add_modifier(Modifier::BOLD),
        Ink::Faint => match look.paint {
            Paint::Plain => Style::new().add_modifier(Modifier::DIM),
            Paint::Colour => Style::new(),
        },
        Ink::Plain
        | Ink::Client
        | Ink::Server
        | Ink::Name
        | Ink::Good
        | Ink::Maybe
        | Ink::Pixels(..) => Style::new(),
    };
    match look.paint {
        Paint::Plain => weight,
        Paint::Colour => match ink {
            Ink::Plain | Ink::Strong => weight,
            Ink::Faint => weight.fg(Color::DarkGray),
            Ink::Client => weight.fg(Color::Cyan),
            Ink::Server => weight.fg(Color::Magenta),
            Ink::Name => weight.fg(Color::Blue),
            Ink::Good => weight.fg(Color::Green),
            Ink::Bad => weight.fg(Color::Red),
            Ink::Maybe => weight.fg(Color::Yellow),
            Ink::Pixels([r, g, b], [under_r, under_g, under_b]) => weight
                .fg(Color::Rgb(r, g, b))
                .bg(Color::Rgb(under_r, under_g, under_b)),
        },
    }
}

/// A frame around a panel with its name; that of the panel which the keys speak to is heavier.
pub(super) fn frame(title: &str, has_keys: HasKeys, look: &Look) -> Block<'static> {
    let (title, set, ink) = match has_keys {
        HasKeys::Yes => (format!(" {title} "), border::THICK, Ink::Strong),
        HasKeys::No => (format!(" {title} "), border::PLAIN, Ink::Faint),
    };
    let set = match (look.marks, has_keys) {
        (Marks::Unicode, _) => set,
        (Marks::Ascii, HasKeys::Yes) => ASCII_HEAVY,
        (Marks::Ascii, HasKeys::No) => ASCII,
    };
    Block::new()
        .borders(Borders::ALL)
        .border_set(set)
        .border_style(style(ink, look))
        .title(Span::styled(title, style(Ink::Strong, look)))
}

/// Whether a panel is the one the keys speak to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HasKeys {
    Yes,
    No,
}

const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

const ASCII_HEAVY: border::Set<'static> = border::Set {
    top_left: "#",
    top_right: "#",
    bottom_left: "#",
    bottom_right: "#",
    vertical_left: "#",
    vertical_right: "#",
    horizontal_top: "=",
    horizontal_bottom: "=",
};
