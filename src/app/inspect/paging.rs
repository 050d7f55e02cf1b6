//! A capture as a page: a table of its connections, and those that were chosen told in full below it.

use std::io::Write;

use anyhow::Result;

use crate::app::inspect::abreast::Seat;
use crate::app::inspect::desk::{All, Desk, Digests, Manner, Which, report};
use crate::app::inspect::input::Input;
use crate::app::inspect::listing::Listing;
use crate::app::inspect::reading::Ended;
use crate::app::inspect::remarks;
use crate::app::inspect::report::Report;
use crate::app::inspect::single::{Single, no_such};
use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::story::model::Story;
use crate::story::tell::tell;
use crate::text;
use crate::view::html::capture::Capture;

/// Stories on one page, at most: each has its bytes in it.
const MOST: usize = 20;

/// Writes the page of `input`, whose connections are in `listing`.
///
/// # Errors
/// If there is no connection that was asked for, or they are too many; those of `out`.
pub(super) fn write(
    desk: &Desk<'_>,
    input: &Input,
    mut listing: Listing<'_>,
    ended: Ended,
    out: &mut dyn Write,
) -> Result<Report> {
    let mut chosen = desk.asked.connections.clone();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.len() > MOST {
        let n = chosen.len();
        return Err(Refusal::usage(
            text!(en: "{n} stories are too many for one page: it has room for {MOST}", ko: "페이지 하나에 이야기 {n}개는 너무 많다. {MOST}개까지 담는다"),
            Text::new("choose fewer, or make several pages", "적게 고르거나 페이지를 여럿 만든다"),
        )
        .into());
    }
    let mut stories = Vec::new();
    for number in chosen {
        stories.push((number, story(desk, input, number, &ended)?));
    }
    input.once();
    let counting = std::mem::take(&mut listing.counting);
    let matching = counting.matching;
    let mut said = remarks::connections(&counting, &ended.closing);
    said.extend(remarks::remarks(&ended.closing));
    let mut next = Vec::new();
    if let (Some(again), Some(first)) = (desk.again(input), counting.first) {
        next.push(format!(
            "{again} --connection {first} --as html -o page.html"
        ));
        next.push(format!("{again} --as tui"));
    }
    let page = Capture {
        name: input.name(),
        matching,
        lines: listing.lines(),
        said,
        stories,
        next,
    };
    desk.ui.capture(&page, out)?;
    Ok(report(input, ended, All::Read))
}

/// The story of connection `number`, with what there is to say of how it was read.
fn story(desk: &Desk<'_>, input: &Input, number: u32, ended: &Ended) -> Result<Story> {
    let manner = Manner {
        which: Which::Second,
        digests: Digests::Unwanted,
        seat: Seat::Aside,
        more: &ended.inside,
    };
    let mut single = Single::new(number);
    let second = desk.read(input, &manner, &mut single)?;
    let Some(told) = single.told.take() else {
        return Err(no_such(number, &input.name(), ended.closing.connections).into());
    };
    let mut before: Vec<Text> = remarks::long(single.left_out).into_iter().collect();
    before.extend(remarks::untold(&told));
    let evidence = desk.evidence(input, single, &told, &second, manner.more);
    let mut story = tell(&evidence);
    story.preface.extend(before);
    Ok(story)
}
