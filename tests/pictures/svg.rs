//! A screen as a picture: text stays text, each run of one style stands on the grid of cells, colours are those of a dark terminal.

use std::fmt::Write;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use tlslab::base::text::Lang;
use tlslab::view::tui::screen::Screen;
use unicode_width::UnicodeWidthStr;

/// A cell, in hundredths of the picture's unit, so that sums are exact.
const WIDE: u32 = 840;
const HIGH: u32 = 1640;
/// Around all of it.
const EDGE: u32 = 800;
/// From the top of a cell down to the line that letters stand on.
const DOWN: u32 = 1270;

const PAPER: &str = "#0d1117";
const INK: &str = "#d0d7de";

/// Cells beside each other that look the same.
struct Run {
    from: u16,
    columns: u32,
    text: String,
    look: Look,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    ink: String,
    paper: String,
    bold: bool,
    /// Wide characters come from another font, so they stand alone.
    wide: bool,
}

/// What `screen` looks like at this size.
pub(crate) fn draw(screen: &mut dyn Screen, (columns, rows): (u16, u16), lang: Lang) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| screen.draw(frame)).unwrap();
    picture(terminal.backend().buffer(), lang)
}

fn picture(buffer: &Buffer, lang: Lang) -> String {
    let size = |cells: u16, one: u32| units(u32::from(cells) * one + 2 * EDGE);
    let (width, height) = (
        size(buffer.area.width, WIDE),
        size(buffer.area.height, HIGH),
    );
    let lang = match lang {
        Lang::En => "en",
        Lang::Ko => "ko",
    };
    let mut drawn = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         lang=\"{lang}\">\n<style>text{{font:14px 'DejaVu Sans Mono','Menlo','Consolas','Nanum Gothic Coding',monospace;\
         white-space:pre;fill:{INK}}}.b{{font-weight:bold}}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{PAPER}\"/>\n"
    );
    for y in buffer.area.top()..buffer.area.bottom() {
        for run in runs(buffer, y) {
            write(&run, y, &mut drawn);
        }
    }
    drawn.push_str("</svg>\n");
    drawn
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = buffer.area.left();
    while x < buffer.area.right() {
        let cell = &buffer[(x, y)];
        let columns = u16::try_from(cell.symbol().width()).unwrap().max(1);
        let look = look(cell, columns);
        match runs.last_mut() {
            Some(run) if run.look == look => {
                run.text.push_str(cell.symbol());
                run.columns += u32::from(columns);
            }
            Some(_) | None => runs.push(Run {
                from: x,
                columns: columns.into(),
                text: cell.symbol().to_owned(),
                look,
            }),
        }
        x += columns;
    }
    runs
}

fn look(cell: &Cell, columns: u16) -> Look {
    let (mut ink, mut paper) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
    if cell.modifier.contains(Modifier::REVERSED) {
        (ink, paper) = (paper, ink);
    }
    Look {
        ink,
        paper,
        bold: cell.modifier.contains(Modifier::BOLD),
        wide: columns > 1,
    }
}

fn write(run: &Run, y: u16, drawn: &mut String) {
    let x = EDGE + u32::from(run.from) * WIDE;
    let y = EDGE + u32::from(y) * HIGH;
    let (left, width) = (units(x), units(run.columns * WIDE));
    if run.look.paper != PAPER {
        let (top, height) = (units(y), units(HIGH));
        let paper = &run.look.paper;
        writeln!(
            drawn,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>"
        )
        .unwrap();
    }
    let text = run.text.trim_end();
    if text.is_empty() {
        return;
    }
    let blanks = u32::try_from(run.text.width() - text.width()).unwrap();
    let width = units((run.columns - blanks) * WIDE);
    let base = units(y + DOWN);
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let bold = if run.look.bold { " class=\"b\"" } else { "" };
    let fill = match run.look.ink.as_str() {
        INK => String::new(),
        ink => format!(" style=\"fill:{ink}\""),
    };
    writeln!(
        drawn,
        "<text x=\"{left}\" y=\"{base}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"{bold}{fill}>{text}</text>"
    )
    .unwrap();
}

/// Hundredths as a number with what is needed behind the point.
fn units(hundredths: u32) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        _ => format!("{whole}.{rest:02}")
            .trim_end_matches('0')
            .to_owned(),
    }
}

fn colour(colour: Color, usual: &str) -> String {
    let named = match colour {
        Color::Reset => usual,
        Color::Black => "#010409",
        Color::Red | Color::LightRed => "#ff7b72",
        Color::Green | Color::LightGreen => "#7ee787",
        Color::Yellow | Color::LightYellow => "#e3b341",
        Color::Blue | Color::LightBlue => "#79c0ff",
        Color::Magenta | Color::LightMagenta => "#d2a8ff",
        Color::Cyan | Color::LightCyan => "#56d4dd",
        Color::Gray => "#b1bac4",
        Color::DarkGray => "#8b949e",
        Color::White => "#ffffff",
        Color::Rgb(r, g, b) => return format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(n) => panic!("no screen uses colour {n} of the 256"),
    };
    named.to_owned()
}
