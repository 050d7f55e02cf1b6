//! The line above the parts and the line below them.

use crate::base::text::Lang;
use crate::text;
use crate::view::layout::{Ink, Row, Span, width};
use crate::view::look::Folded;
use crate::view::tui::story::help;
use crate::view::tui::story::keys::Wish;
use crate::view::tui::story::place::At;
use crate::view::tui::story::reading::{Mode, Reading};

/// The story's title; at the right edge the step and what is otherwise than usual, as far as there is room.
pub(super) fn title(reading: &Reading<'_>, columns: usize) -> Row {
    let look = &reading.look;
    let most = reading.story.steps.len();
    let at = match reading.at {
        At::Opening => text!(en: "{most} steps", ko: "{most}단계"),
        At::Step(place) => {
            let n = place.step + 1;
            text!(en: "step {n} of {most}", ko: "단계 {n}/{most}")
        }
        At::Closing => text!(en: "end of {most} steps", ko: "{most}단계 끝"),
    };
    let mut right = Row(vec![Span::new(look.say(&at), Ink::Strong)]);
    let playing = reading.play.stay().map(|_| reading.play.told());
    let playing = playing.as_ref().map(|told| look.say(told));
    let hidden = reading.hidden.as_ref();
    let modes = [
        hidden.map(|_| look.word("answers hidden", "답 숨김")),
        playing,
        (reading.shown.computations == Folded::Hide)
            .then(|| look.word("no computations", "계산 접음")),
    ];
    for mode in modes.into_iter().flatten() {
        let span = Span::new(format!("{mode}  "), Ink::Maybe);
        if right.width() + width(mode) + 2 <= columns / 2 {
            right.0.insert(0, span);
        }
    }
    let room = columns.saturating_sub(right.width() + 2);
    let name = Span::new(look.say(&reading.story.title), Ink::Strong);
    let mut row = Row(vec![name]).fit(room).padded(room + 2);
    row.0.extend(right.0);
    row.fit(columns)
}

/// The lowest line: what is being typed, or what there is to say, or the most useful keys.
pub(super) fn status(reading: &Reading<'_>, columns: usize) -> Row {
    let look = &reading.look;
    if let Mode::Search { typed, .. } = &reading.mode {
        return searching(reading, typed, columns);
    }
    if reading.mode == Mode::Help {
        let words = look.word(
            "Up, Down, PgUp, PgDn, Space, Home, End scroll; l: in Korean; Esc closes this",
            "Up, Down, PgUp, PgDn, Space, Home, End: 밀기. l: 영어로. Esc: 닫기",
        );
        return Row(vec![Span::new(words, Ink::Faint)]).fit(columns);
    }
    if !reading.typed.is_empty() {
        let typed = &reading.typed;
        let words =
            text!(en: "step {typed}: Enter goes there", ko: "단계 {typed}: Enter를 누르면 간다");
        return Row(vec![Span::new(look.say(&words), Ink::Strong)]).fit(columns);
    }
    if let Some(told) = &reading.told {
        return Row(vec![Span::new(look.say(told), Ink::Maybe)]).fit(columns);
    }
    let mut row = Row::default();
    if !reading.search.query().is_empty() {
        row.0.extend(found(reading));
        row.0.push(Span::plain("  "));
        let keys = look.word("n N go through", "n N 결과 이동");
        row.0.push(Span::new(keys, Ink::Faint));
        row.0.push(Span::plain("  "));
    }
    let useful = |wish: Wish| match wish {
        Wish::Reveal => reading.hidden_here() > 0,
        Wish::Panel(panel) => matches!(reading.at, At::Step(_)) && panel != reading.panel,
        _ => true,
    };
    let hides = reading.hidden.is_some();
    let word = |wish: Wish| {
        let shows = hides && wish == Wish::Hide;
        shows.then(|| look.word("show answers", "답 보임"))
    };
    let room = columns.saturating_sub(row.width());
    let keys = help::line(useful, word, look, room);
    row.0.extend(keys.0);
    row.fit(columns)
}

fn searching(reading: &Reading<'_>, typed: &str, columns: usize) -> Row {
    let mut row = Row(vec![
        Span::new("/", Ink::Strong),
        Span::new(typed, Ink::Strong),
        Span::new("_", Ink::Faint),
        Span::plain("  "),
    ]);
    match typed {
        "" => {
            let words = reading.look.word(
                "a name, a value, a field; Enter stays, Esc goes back",
                "이름, 값, 필드. Enter: 거기 머문다, Esc: 되돌아간다",
            );
            row.0.push(Span::new(words, Ink::Faint));
        }
        _ => row.0.extend(found(reading)),
    }
    row.fit(columns)
}

/// How often it was found and which of them this is.
fn found(reading: &Reading<'_>) -> Vec<Span> {
    let (look, search) = (&reading.look, &reading.search);
    let count = search.count();
    let step = reading.at.place().map(|place| place.step);
    let said = match (step.and_then(|step| search.rank(step)), count) {
        (_, 0) if search.is_busy(&reading.story) => text!(en: "searching", ko: "찾는 중"),
        (_, 0) => text!(en: "not found", ko: "찾지 못함"),
        (Some(rank), _) => text!(en: "{rank} of {count}", ko: "{count}개 중 {rank}"),
        (None, _) => text!(en: "{count} found", ko: "{count}개 찾음"),
    };
    let mut spans = vec![Span::new(look.say(&said), Ink::Maybe)];
    let other = match look.lang {
        Lang::En => Lang::Ko,
        Lang::Ko => Lang::En,
    };
    let elsewhere = step.is_some_and(|step| search.says_only_in(step, other, &reading.story));
    if elsewhere {
        let words = look.word(" (in Korean: l)", " (영어로: l)");
        spans.push(Span::new(words, Ink::Faint));
    }
    spans
}
