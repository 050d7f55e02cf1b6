//! The sequence as a drawing (SVG): time at the left, two lifelines, a row a step, each row a link to its step.
//!
//! Colours come from classes, so that both themes and paper work. Nothing is said by colour alone: arrows point, what was lost ends
//! midway in a cross, what was changed has a kink and, thrown away for it, a cross before the other end, what waits ends midway in dots,
//! what came twice has two heads, what came late falls; what is encrypted has a lock, and where it broke a cross stands beside it.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::story::model::{Cover, Fate, Kind, Step, Weight, Who};
use crate::story::turns::asks;
use crate::view::header::{fate, moment};
use crate::view::html::markup::Markup;
use crate::view::html::place::Place;
use crate::view::layout::cut;

/// Columns of a name, at most: what fits between the lifelines.
const NAME: usize = 36;
/// Columns of a chapter's name.
const CHAPTER: usize = 54;

/// Height of the row of names at the top.
const HEAD: usize = 34;
const BAND: usize = 32;
const WIRE: usize = 40;
const THIN: usize = 27;

/// The drawing.
pub(super) fn write(m: &mut Markup, place: &Place<'_>) {
    let rows = rows(place);
    let height = rows.last().map_or(HEAD, |row| row.at + row.height) + 10;
    let view = format!("0 0 400 {height}");
    let line = |x: &str| format!("M{x} {HEAD}V{height}");
    m.tag(
        "svg",
        &[("class", "drawn"), ("viewBox", &view), ("role", "group")],
        |m| {
            for (side, x) in [(Side::Client, "72"), (Side::Server, "372")] {
                let class = side.of("life client", "life server");
                m.void("path", &[("class", class), ("d", &line(x))]);
            }
            for (side, x, left, wide) in [
                (Side::Client, "72", "30", "84"),
                (Side::Server, "372", "344", "56"),
            ] {
                let class = side.of("end client", "end server");
                m.tag("g", &[("class", class)], |m| {
                    let size = [
                        ("x", left),
                        ("width", wide),
                        ("y", "2"),
                        ("height", "26"),
                        ("rx", "5"),
                    ];
                    m.void("rect", &size);
                    label(
                        m,
                        &[("x", x), ("y", "20"), ("text-anchor", "middle")],
                        &side.text(),
                    );
                });
            }
            m.tag(
                "text",
                &[
                    ("class", "time"),
                    ("x", "26"),
                    ("y", "20"),
                    ("text-anchor", "end"),
                ],
                |m| {
                    m.ours("ms");
                },
            );
            turns(m, &rows);
            for row in &rows {
                match row.what {
                    What::Chapter(chapter) => band(m, chapter, row.at),
                    What::Step(n, step) => link(m, place, n, step, row),
                }
            }
        },
    );
}

/// A row of the drawing.
struct Row<'s> {
    at: usize,
    height: usize,
    what: What<'s>,
    /// The moment, where it is another than that of the row before.
    time: String,
}

enum What<'s> {
    Chapter(&'s Text),
    Step(usize, &'s Step),
}

fn rows<'s>(place: &Place<'s>) -> Vec<Row<'s>> {
    let mut rows: Vec<Row<'s>> = Vec::new();
    let mut chapter: Option<&Text> = None;
    let mut at = HEAD;
    let mut last = None;
    for (n, step) in place.story.steps.iter().enumerate() {
        if !step.chapter.is_empty() && chapter != Some(&step.chapter) {
            chapter = Some(&step.chapter);
            let row = Row {
                at: at + 6,
                height: BAND,
                what: What::Chapter(&step.chapter),
                time: String::new(),
            };
            at = row.at + row.height;
            rows.push(row);
        }
        let wire = matches!(step.kind, Kind::Wire { .. });
        let height = match wire && step.weight == Weight::Main {
            true => WIRE,
            false => THIN,
        };
        let new = wire && step.time.is_some() && step.time != last;
        let time = match new {
            true => moment(step.time).trim().trim_end_matches(" ms").to_owned(),
            false => String::new(),
        };
        if new {
            last = step.time;
        }
        rows.push(Row {
            at,
            height,
            what: What::Step(n, step),
            time,
        });
        at += height;
    }
    rows
}

fn band(m: &mut Markup, chapter: &Text, at: usize) {
    let shift = shift(at);
    m.tag("g", &[("class", "band"), ("transform", &shift)], |m| {
        m.void("rect", &[("width", "400"), ("height", "25"), ("rx", "4")]);
        let short = Text {
            en: cut(&chapter.en, CHAPTER).into(),
            ko: cut(&chapter.ko, CHAPTER).into(),
        };
        label(m, &[("x", "10"), ("y", "17")], &short);
    });
}

/// Round trips: from what the client sent to what came back, numbered.
fn turns(m: &mut Markup, rows: &[Row<'_>]) {
    let mut asked: Option<usize> = None;
    let mut number = 0;
    for row in rows {
        let What::Step(_, step) = &row.what else {
            continue;
        };
        let Kind::Wire { from, .. } = &step.kind else {
            continue;
        };
        if !asks(step) {
            continue;
        }
        let middle = row.at + row.height.saturating_sub(13);
        match (from, asked) {
            (Side::Client, _) => asked = Some(middle),
            (Side::Server, Some(top)) => {
                number += 1;
                let path = format!("M12 {top}H6V{middle}H12");
                m.void("path", &[("class", "turn"), ("d", &path)]);
                let y = (top + middle) / 2 + 4;
                let y = y.to_string();
                m.tag("text", &[("class", "turn"), ("x", "10"), ("y", &y)], |m| {
                    m.text(&number.to_string());
                });
                asked = None;
            }
            (Side::Server, None) => {}
        }
    }
}

fn link(m: &mut Markup, place: &Place<'_>, n: usize, step: &Step, row: &Row<'_>) {
    let mut class = match step.weight {
        Weight::Main => "row".to_owned(),
        Weight::Folded => "row minor".to_owned(),
    };
    let broke = place.broke() == Some(n);
    if broke {
        class.push_str(" broke");
    }
    let href = format!("#{}", place.step(n));
    let shift = shift(row.at);
    m.tag(
        "a",
        &[("href", &href), ("class", &class), ("transform", &shift)],
        |m| {
            let said = said(step, broke);
            if !said.is_empty() {
                let both = match said.en == said.ko {
                    true => said.en.into_owned(),
                    false => format!("{} · {}", said.en, said.ko),
                };
                m.with("title", &[], &both);
            }
            let height = row.height.to_string();
            m.void(
                "rect",
                &[("class", "hit"), ("width", "400"), ("height", &height)],
            );
            if broke {
                m.ours("<path class=\"cross\" d=\"M18 6l9 9m0-9l-9 9\"/>");
            }
            match &step.kind {
                Kind::Wire {
                    from, cover, fate, ..
                } => {
                    let y = row.height.saturating_sub(13);
                    // A folded step is one line: its name stands on the arrow.
                    let base = match row.height {
                        WIRE => "17",
                        _ => "11",
                    };
                    name(m, place, n, step, "222", base, "middle");
                    arrow(m, *from, fate, y);
                    if *cover != Cover::Clear {
                        lock(m, *from, *cover);
                    }
                    time(m, &row.time, &y.to_string());
                }
                Kind::Computation { by } => computation(m, place, n, step, *by),
                Kind::Remark | Kind::Desk => {
                    m.tag("g", &[("class", "remark")], |m| {
                        name(m, place, n, step, "222", "18", "middle");
                    });
                }
            }
        },
    );
}

/// What a row means, for those who do not see the drawing.
fn said(step: &Step, broke: bool) -> Text {
    let mut parts = Vec::new();
    match &step.kind {
        Kind::Wire { from, cover, .. } => {
            parts.push(match from {
                Side::Client => Text::new("client to server", "클라이언트에서 서버로"),
                Side::Server => Text::new("server to client", "서버에서 클라이언트로"),
            });
            match cover {
                Cover::Clear => {}
                Cover::Opened => {
                    parts.push(Text::new("encrypted, opened here", "암호화, 여기서 열림"))
                }
                Cover::Sealed => {
                    parts.push(Text::new("encrypted, stays shut", "암호화, 열지 못함"))
                }
            }
            parts.extend(fate(step));
        }
        Kind::Computation { by } => parts.push(match by {
            Who::Client => Text::new("computed at the client", "클라이언트에서 계산"),
            Who::Server => Text::new("computed at the server", "서버에서 계산"),
            Who::Both => Text::new("computed at both ends", "양 끝에서 계산"),
        }),
        Kind::Remark | Kind::Desk => {}
    }
    if broke {
        parts.push(Text::new("here it broke", "여기서 깨졌다"));
    }
    Text::join(&parts, ", ")
}

fn computation(m: &mut Markup, place: &Place<'_>, n: usize, step: &Step, by: Who) {
    let (class, x, anchor) = match by {
        Who::Client => ("client", "86", "start"),
        Who::Server => ("server", "358", "end"),
        Who::Both => ("both", "222", "middle"),
    };
    m.tag("g", &[("class", "made")], |m| {
        for (side, dot) in [
            ("client", "M67 14a5 5 0 1 0 10 0a5 5 0 1 0-10 0"),
            ("server", "M367 14a5 5 0 1 0 10 0a5 5 0 1 0-10 0"),
        ] {
            if class == side || by == Who::Both {
                m.void("path", &[("class", side), ("d", dot)]);
            }
        }
        name(m, place, n, step, x, "18", anchor);
    });
}

/// Number and name, what became of it, and what its proofs say unless that is asked.
fn name(m: &mut Markup, place: &Place<'_>, n: usize, step: &Step, x: &str, y: &str, anchor: &str) {
    let number = (n + 1).to_string();
    let room = NAME.saturating_sub(number.len() + 1);
    let fate = fate(step);
    let verdict = match place.is_blank() {
        true => None,
        false => verdict(step),
    };
    m.tag(
        "text",
        &[("x", x), ("y", y), ("text-anchor", anchor)],
        |m| {
            m.with("tspan", &[("class", "number")], &number);
            m.ours(" ");
            let room = room.saturating_sub(fate.as_ref().map_or(0, |_| 8));
            let short = Text {
                en: cut(&step.name.en, room).into(),
                ko: cut(&step.name.ko, room).into(),
            };
            m.both("tspan", &short);
            if let Some(fate) = &fate {
                m.ours(" ");
                m.tag("tspan", &[("class", "fate")], |m| m.both("tspan", fate));
            }
            if let Some((class, sign)) = verdict {
                m.ours(" ");
                m.tag("tspan", &[("class", class)], |m| m.ours(sign));
            }
        },
    );
}

/// What the proofs of a step say together.
fn verdict(step: &Step) -> Option<(&'static str, &'static str)> {
    let any = |verdict| step.proofs.iter().any(|proof| proof.verdict == verdict);
    if any(Verdict::Fails) {
        return Some(("fails", "✗"));
    }
    let computed = matches!(step.kind, Kind::Computation { .. });
    (computed && any(Verdict::Holds)).then_some(("holds", "✔"))
}

/// The arrow: whole, as long as the way between the lifelines, to the other end; what does not arrive ends before it.
fn arrow(m: &mut Markup, from: Side, fate: &Fate, y: usize) {
    const WHOLE: usize = 299;
    const HALF: usize = 168;
    /// How much lower a late frame arrives than it left.
    const LATE: usize = 9;
    let x = |part: usize| from.of(72 + part, 372 - part);
    let straight = |part: usize| format!("M{} {y}H{}", x(0), x(part));
    let kink = from.of("l5-7 8 14 8-14 5 7", "l-5-7-8 14-8-14-5 7");
    let kinked = |part: usize| format!("M{} {y}H{}{kink}H{}", x(0), x(134), x(part));
    let point = from.of("l-10-5v10z", "l10-5v10z");
    let tip = |part: usize, y: usize| format!("M{} {y}{point}", x(part));
    let cross = |part: usize| format!("M{} {y}m-6-6l12 12m0-12l-12 12", x(part));
    let dot = |part: usize| format!("M{} {y}m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0", x(part));
    let (class, line, end) = match fate {
        Fate::Delivered | Fate::Again(_) => ("line", straight(WHOLE - 7), tip(WHOLE, y)),
        Fate::Lost => ("lost", straight(HALF), cross(HALF)),
        Fate::Changed => ("line", kinked(WHOLE - 7), tip(WHOLE, y)),
        Fate::Damaged => ("line", kinked(WHOLE - 15), cross(WHOLE - 15)),
        Fate::Twice => (
            "line",
            straight(WHOLE - 17),
            tip(WHOLE, y) + &tip(WHOLE - 10, y),
        ),
        Fate::Late(_) => (
            "line",
            format!("M{} {y}L{} {}", x(0), x(WHOLE - 7), y + LATE),
            tip(WHOLE, y + LATE),
        ),
        Fate::Waiting => (
            "line",
            straight(HALF),
            dot(HALF + 10) + &dot(HALF + 20) + &dot(HALF + 30),
        ),
    };
    let head = match fate {
        Fate::Lost | Fate::Damaged => "cross",
        Fate::Delivered | Fate::Changed | Fate::Twice => "tip",
        Fate::Late(_) | Fate::Waiting | Fate::Again(_) => "tip",
    };
    let side = from.of("arrow client", "arrow server");
    m.tag("g", &[("class", side)], |m| {
        m.void("path", &[("class", class), ("d", &line)]);
        m.void("path", &[("class", head), ("d", &end)]);
    });
}

/// A lock at the sender's end; one that was opened has its bow open.
fn lock(m: &mut Markup, from: Side, cover: Cover) {
    let at = from.of("translate(80 5)", "translate(353 5)");
    m.tag("g", &[("class", "lock"), ("transform", at)], |m| {
        m.ours("<rect y=\"7\" width=\"11\" height=\"8\" rx=\"1.5\"/>");
        let bow = match cover {
            Cover::Sealed => "M2.5 7V4.5a3 3 0 0 1 6 0V7",
            Cover::Opened | Cover::Clear => "M2.5 7V3.5a3 3 0 0 1 5.6-1.4",
        };
        m.void("path", &[("d", bow)]);
    });
}

fn time(m: &mut Markup, time: &str, y: &str) {
    if !time.is_empty() {
        m.tag(
            "text",
            &[
                ("class", "time"),
                ("x", "64"),
                ("y", y),
                ("dy", "4"),
                ("text-anchor", "end"),
            ],
            |m| m.text(time),
        );
    }
}

fn label(m: &mut Markup, attributes: &[(&'static str, &str)], text: &Text) {
    m.tag("text", attributes, |m| m.both("tspan", text));
}

fn shift(at: usize) -> String {
    format!("translate(0 {at})")
}
