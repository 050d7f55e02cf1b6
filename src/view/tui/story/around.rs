//! What stands around the steps: before the first what the story is about, after the last why it failed and the account.

use crate::base::text::plural;
use crate::story::model::Story;
use crate::text;
use crate::view::closing;
use crate::view::header;
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::{Folded, Look};
use crate::view::tui::leaf::Leaf;
use crate::view::tui::story::hang::hang;
use crate::view::tui::story::outline::{Line, Outline};
use crate::view::tui::story::place::Target;

/// Steps that are listed at the end.
const MOST: usize = 12;
/// Chapters that are listed at the beginning.
const CHAPTERS: usize = 100;

/// Title, wire and hosts; then the chapters, each leading to its first step.
pub(super) fn opening(
    story: &Story,
    outline: &Outline,
    look: &Look,
    columns: usize,
) -> Leaf<Target> {
    let mut leaf = Leaf::default();
    let rows = closing::opening(story, &narrow(look, columns));
    leaf.say(rows.into_iter().map(|row| row.fit(columns)));
    let count = story.steps.len();
    if outline.steps.is_empty() && count > 0 {
        let (s, them) = (plural(count), if count == 1 { "it" } else { "them" });
        let words = text!(en: "{count} step{s}, folded; a shows {them}", ko: "{count}단계를 접어 두었다. a 키로 펼친다");
        leaf.say([Row::default()]);
        leaf.say(wrap(&[Span::plain(look.say(&words))], columns, 0, 0));
    }
    let shown = outline.lines.iter().filter_map(|line| match line {
        Line::Chapter(number) => outline.chapters.get(*number),
        Line::Opening | Line::Step(_) | Line::Closing => None,
    });
    let mut shown = shown.peekable();
    if shown.peek().is_none() {
        return leaf;
    }
    leaf.say([
        Row::default(),
        Row(vec![Span::new(look.word("Chapters", "차례"), Ink::Strong)]),
    ]);
    for chapter in shown.by_ref().take(CHAPTERS) {
        let number = Span::new(format!("{:>3}", chapter.first + 1), Ink::Faint);
        let mut words = vec![Span::plain(look.say(&chapter.name))];
        if let Some(at) = chapter.began {
            let at = header::moment(Some(at));
            words.push(Span::tight(format!("  {}", at.trim()), Ink::Faint));
        }
        leaf.lead(
            Target::Step(chapter.first),
            hang(number, &words, columns, 5),
        );
    }
    if let more @ 1.. = shown.count() {
        let words =
            text!(en: "and {more} more, among the steps", ko: "그 밖에 {more}개. 단계 목록에 있다");
        let words = [Span::new(look.say(&words), Ink::Faint)];
        leaf.say(wrap(&words, columns, 5, 5));
    }
    leaf
}

/// Cause, account, questions, commands worth trying next; before them the steps where something is wrong.
pub(super) fn closing(story: &Story, wrong: &[usize], look: &Look, columns: usize) -> Leaf<Target> {
    let mut leaf = Leaf::default();
    // What is folded is told where it is unfolded: by a key.
    let look = Look {
        folded: Folded::Show,
        ..narrow(look, columns)
    };
    if !wrong.is_empty() {
        let words = look.word("Where something is wrong", "잘못된 곳");
        leaf.say([Row(vec![Span::new(words, Ink::Strong)])]);
    }
    for &n in wrong.iter().take(MOST) {
        if let Some(step) = story.steps.get(n) {
            let number = Span::new(format!("{:>3}", n + 1), Ink::Faint);
            let words = [Span::plain(look.say(&step.name))];
            leaf.lead(Target::Step(n), hang(number, &words, columns, 5));
        }
    }
    if let more @ 1.. = wrong.len().saturating_sub(MOST) {
        let words = text!(en: "and {more} more; ! goes to the next", ko: "그 밖에 {more}곳. ! 키로 하나씩 간다");
        leaf.say(wrap(
            &[Span::new(look.say(&words), Ink::Faint)],
            columns,
            5,
            5,
        ));
    }
    let rows = closing::closing(story, &look);
    let blank = |row: &Row| row.width() == 0;
    let begins = rows.iter().position(|row| !blank(row)).unwrap_or(0);
    let from = if wrong.is_empty() { begins } else { 0 };
    leaf.say(rows.into_iter().skip(from).map(|row| row.fit(columns)));
    leaf
}

fn narrow(look: &Look, columns: usize) -> Look {
    Look {
        width: columns,
        ..look.clone()
    }
}
