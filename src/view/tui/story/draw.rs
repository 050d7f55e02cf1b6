//! A story on the screen: the parts, each in its place, and the lines above and below them.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Paragraph};

use crate::story::model::Story;
use crate::view::layout;
use crate::view::layout::{Ink, Row, Span};
use crate::view::look::Look;
use crate::view::tui::leaf::{Leaf, Window};
use crate::view::tui::paint::{self, HasKeys};
use crate::view::tui::story::arrange::{Room, areas};
use crate::view::tui::story::diagram::Diagram;
use crate::view::tui::story::mark::mark;
use crate::view::tui::story::place::{At, Panel, Part, Target};
use crate::view::tui::story::reading::{Alone, Mode, Reading, Sight};
use crate::view::tui::story::{bars, bytes, help};

/// Draws all of it in `whole`.
pub(super) fn draw(reading: &mut Reading<'_>, whole: Rect, frame: &mut Frame<'_>) {
    reading.tabs.clear();
    let Some(areas) = areas(whole, reading.part, room(reading)) else {
        let words = reading.look.word("too small", "너무 작다");
        return frame.render_widget(words, whole);
    };
    // What is not drawn is not under the mouse either.
    for window in [
        &mut reading.diagram.0,
        &mut reading.page.0,
        &mut reading.bytes.0,
    ] {
        window.vanish();
    }
    if let Some(area) = areas.title {
        let row = bars::title(reading, area.width.into());
        frame.render_widget(paint::line(&row, &reading.look), area);
    }
    if let Some(area) = areas.diagram {
        diagram(reading, area, frame);
    }
    if let Some(area) = areas.page {
        page(reading, area, frame);
    }
    if let Some(area) = areas.bytes {
        draw_bytes(reading, area, frame);
    }
    let found = [areas.diagram, areas.page].into_iter().flatten();
    for area in found {
        mark(reading.search.query(), area, frame.buffer_mut());
    }
    if reading.mode == Mode::Help {
        overlay(reading, whole, frame);
    }
    if let Some(area) = areas.status {
        let row = bars::status(reading, area.width.into());
        frame.render_widget(paint::line(&row, &reading.look), area);
    }
}

/// Who gets the room: before the first step and after the last there are no bytes to see, and in many a demonstration nowhere.
fn room(reading: &Reading<'_>) -> Room {
    match (reading.alone, reading.at) {
        (Alone::Yes, _) => Room::Alone,
        (Alone::No, At::Step(_)) if reading.outline.exhibits > 0 => Room::All,
        (Alone::No, At::Step(_) | At::Opening | At::Closing) => Room::NoBytes,
    }
}

fn has_keys(reading: &Reading<'_>, part: Part) -> HasKeys {
    match part == reading.part {
        true => HasKeys::Yes,
        false => HasKeys::No,
    }
}

fn diagram(reading: &mut Reading<'_>, area: Rect, frame: &mut Frame<'_>) {
    let look = reading.look.clone();
    let block = paint::frame(
        look.word("steps", "단계"),
        has_keys(reading, Part::Diagram),
        &look,
    );
    let mut inner = block.inner(area);
    frame.render_widget(block, area);
    let here = reading.row();
    let (mut window, sight) = reading.diagram;
    let diagram = Diagram::new(
        &reading.story,
        &reading.outline,
        reading.hidden.as_ref(),
        &look,
        inner.width.into(),
    );
    if let Some(hosts) = diagram.hosts().filter(|_| inner.height > 2) {
        frame.render_widget(paint::line(&hosts, &look), Rect { height: 1, ..inner });
        inner.y += 1;
        inner.height -= 1;
    }
    if sight == Sight::Follows {
        window.reveal(here, inner.height.into());
    }
    let rows = reading.outline.lines.len();
    let top = window.place_in(inner, &Block::new(), rows);
    let lines = reading.outline.lines.iter().enumerate().skip(top);
    let lines = lines.take(inner.height.into()).map(|(n, line)| {
        let row = diagram.row(*line);
        match n == here {
            true => paint::chosen(&row, &look),
            false => paint::line(&row, &look),
        }
    });
    frame.render_widget(Paragraph::new(Vec::from_iter(lines)), inner);
    more(&window, rows, area, &look, frame);
    reading.diagram.0 = window;
}

fn page(reading: &mut Reading<'_>, area: Rect, frame: &mut Frame<'_>) {
    let look = reading.look.clone();
    let block = paint::frame("", has_keys(reading, Part::Page), &look);
    let inner = block.inner(area);
    let leaf = reading.leaf(inner.width.into());
    let stops = leaf.stops();
    let chosen = chosen_rows(reading, &leaf, &stops);
    let (window, sight) = &mut reading.page;
    if *sight == Sight::Follows
        && let Some(rows) = &chosen
    {
        // What is opened below it comes into sight too, as far as there is room for both.
        let next = stops.iter().find(|(other, _)| other.start >= rows.end);
        let end = next.map_or(leaf.len(), |(next, _)| next.start);
        window.reveal(end.saturating_sub(1), inner.height.into());
        window.reveal(rows.start, inner.height.into());
    }
    // What was searched for and is no field comes into sight where it stands.
    let query = reading.search.query();
    if *sight == Sight::Follows
        && chosen.is_none()
        && !query.is_empty()
        && let Some(row) = leaf.says(query)
    {
        window.reveal(row, inner.height.into());
    }
    let chosen = chosen.unwrap_or(0..0);
    let is_chosen = |n: usize| chosen.contains(&n);
    window.draw_rows(&leaf, is_chosen, (area, block), &look, frame);
    more(window, leaf.len(), area, &look, frame);
    tabs(reading, area, frame);
}

/// The rows of the page that are chosen.
fn chosen_rows(
    reading: &Reading<'_>,
    leaf: &Leaf<Target>,
    stops: &[(Range<usize>, Target)],
) -> Option<Range<usize>> {
    let stop = match (reading.at, reading.has_fields()) {
        (At::Step(place), true) => {
            let first = leaf.place(&Target::Note {
                exhibit: place.exhibit,
                note: place.note?,
            })?;
            stops.iter().position(|(rows, _)| rows.start == first)
        }
        _ => reading.cursor().and_then(|cursor| cursor.stop(stops)),
    };
    stops.get(stop?).map(|(rows, _)| rows.clone())
}

/// The names of the panels on the frame of the page, that of the one shown turned round; before the first step and after the last
/// there is one alone.
fn tabs(reading: &mut Reading<'_>, area: Rect, frame: &mut Frame<'_>) {
    let look = &reading.look;
    let mut left = area.width.saturating_sub(2);
    let mut x = area.x + 1;
    let mut put = |row: Row, is_chosen: bool| {
        let wide = u16::try_from(row.width()).unwrap_or(left);
        if wide > left {
            return None;
        }
        let place = Rect {
            x,
            y: area.y,
            width: wide,
            height: 1,
        };
        let line = match is_chosen {
            true => paint::chosen(&row, look),
            false => paint::line(&row, look),
        };
        frame.render_widget(line, place);
        x += wide;
        left -= wide;
        Some(place)
    };
    let title = match reading.at {
        At::Opening => look.word("about this story", "이 이야기에 대하여"),
        At::Closing if reading.outline.waits => look.word("so far", "여기까지"),
        At::Closing => look.word("the end", "끝"),
        At::Step(_) if reading.hidden_here() > 0 => {
            look.word("what do you expect?", "무엇을 예상하는가?")
        }
        At::Step(_) => {
            for (panel, key, en, ko) in Panel::ALL {
                let row = Row(vec![
                    Span::new(format!(" {key} "), Ink::Faint),
                    Span::new(format!("{} ", look.word(en, ko)), Ink::Strong),
                ]);
                if let Some(place) = put(row, panel == reading.panel) {
                    reading.tabs.push((place, panel));
                }
            }
            return;
        }
    };
    put(
        Row(vec![Span::new(format!(" {title} "), Ink::Strong)]),
        false,
    );
}

fn draw_bytes(reading: &mut Reading<'_>, area: Rect, frame: &mut Frame<'_>) {
    let look = &reading.look;
    let place = reading.at.place();
    let exhibit = place.and_then(|place| place.exhibit(&reading.story));
    let title = match (exhibit, reading.hidden_here()) {
        (Some(_), 1..) => look.word("bytes are hidden", "바이트 숨김").to_owned(),
        (Some(exhibit), 0) => bytes_title(&reading.story, reading.at, look.say(&exhibit.title)),
        (None, _) => look.word("no bytes", "바이트 없음").to_owned(),
    };
    let room = usize::from(area.width).saturating_sub(4);
    let title = Row(vec![Span::plain(&title)]).fit(room).text();
    let block = paint::frame(&title, has_keys(reading, Part::Bytes), look);
    let inner = block.inner(area);
    let (Some(exhibit), Some(place), 0) = (exhibit, place, reading.hidden_here()) else {
        return frame.render_widget(block, area);
    };
    let columns = usize::from(inner.width);
    let abreast = bytes::on_a_row(columns).max(1);
    let (mut window, sight) = reading.bytes;
    if sight == Sight::Follows
        && let Some(spot) = bytes::spot(exhibit, place)
    {
        window.reveal(spot / abreast, inner.height.into());
    }
    // The numbers of the rows in sight stand at its right end.
    let told = bytes::told(exhibit, place, look, columns.saturating_sub(16));
    let block = block.title_bottom(paint::line(&told, look));
    let rows = exhibit.bytes.len().div_ceil(abreast);
    let top = window.place_in(area, &block, rows);
    let seen = (top, usize::from(inner.height));
    let lines = bytes::rows(exhibit, place, seen, columns, look);
    frame.render_widget(Paragraph::new(lines).block(block), area);
    more(&window, rows, area, look, frame);
    reading.bytes.0 = window;
}

/// The exhibit's title, and which of how many it is where there are others.
fn bytes_title(story: &Story, at: At, title: &str) -> String {
    let place = at.place();
    let count = place.and_then(|place| place.step(story));
    match (place, count.map_or(0, |step| step.exhibits.len())) {
        (Some(place), count @ 2..) => format!("{title}  {}/{count} (x)", place.exhibit + 1),
        (_, _) => title.to_owned(),
    }
}

/// On the lower frame, which rows are in sight, where that is not all of them.
fn more(window: &Window, rows: usize, area: Rect, look: &Look, frame: &mut Frame<'_>) {
    let (first, seen) = (window.top() + 1, window.height());
    if rows <= seen || seen == 0 {
        return;
    }
    let last = (window.top() + seen).min(rows);
    let said = Row(vec![Span::new(
        format!(" {first}-{last}/{rows} "),
        Ink::Faint,
    )]);
    let wide = u16::try_from(said.width()).unwrap_or(u16::MAX);
    let Some(x) = (area.x + area.width).checked_sub(wide.saturating_add(2)) else {
        return;
    };
    let place = Rect {
        x,
        y: area.y + area.height.saturating_sub(1),
        width: wide,
        height: 1,
    };
    if x > area.x {
        frame.render_widget(paint::line(&said, look), place);
    }
}

/// What the keys do, over everything else.
fn overlay(reading: &mut Reading<'_>, whole: Rect, frame: &mut Frame<'_>) {
    const WIDEST: u16 = 76;
    let look = &reading.look;
    let status = u16::from(whole.height >= 4);
    let width = whole.width.min(WIDEST);
    let room = whole.height.saturating_sub(status);
    let leaf = help::leaf(&reading.around, look, usize::from(width).saturating_sub(2));
    let height = u16::try_from(leaf.len() + 2).unwrap_or(room).min(room);
    let area = Rect {
        x: whole.x + (whole.width - width) / 2,
        y: whole.y + (room - height) / 2,
        width,
        height,
    };
    let block = paint::frame(look.word("keys", "키"), HasKeys::Yes, look);
    // A wide letter whose right half would be covered covers the frame instead.
    for y in area.y..area.y + area.height {
        let left = area.x.checked_sub(1);
        let cell = left.and_then(|x| frame.buffer_mut().cell_mut((x, y)));
        if let Some(cell) = cell.filter(|cell| layout::width(cell.symbol()) > 1) {
            cell.set_symbol(" ");
        }
    }
    frame.render_widget(Clear, area);
    reading.help.draw(&leaf, None, (area, block), look, frame);
    more(&reading.help, leaf.len(), area, look, frame);
}
