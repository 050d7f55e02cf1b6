//! Curves as a drawing with two axes from 0; lines are told apart by dashes, not by colour alone.

use crate::base::text::Text;
use crate::story::picture::{Curves, Line};
use crate::view::html::markup::Markup;
use crate::view::layout::short;

/// The drawing's own measures.
const WIDE: f64 = 600.0;
const HIGH: f64 = 260.0;
/// Room for the numbers at the axes.
const LEFT: f64 = 60.0;
const ABOVE: f64 = 14.0;

/// The plot, its axes and what its lines are. `says` is the place where it is told what there is to see.
pub(super) fn write(m: &mut Markup, curves: &Curves, says: &str) {
    let points = || curves.lines.iter().flat_map(|line| line.points.iter());
    let right = points().map(|(x, _)| *x).fold(0.0, f64::max);
    let top = points().map(|(_, y)| *y).fold(0.0, f64::max);
    m.said("p", &[("class", "axis")], &curves.up);
    m.tag(
        "svg",
        &[
            ("class", "curves"),
            ("viewBox", "0 0 680 300"),
            ("role", "img"),
            ("aria-labelledby", says),
        ],
        |m| {
            let axis = format!("M{LEFT} {ABOVE}V{}H{}", ABOVE + HIGH, LEFT + WIDE);
            m.void("path", &[("class", "axes"), ("d", &axis)]);
            for (x, y, anchor, number) in [
                (LEFT - 6.0, ABOVE + 6.0, "end", top),
                (LEFT - 6.0, ABOVE + HIGH, "end", 0.0),
                (LEFT + WIDE, ABOVE + HIGH + 22.0, "end", right),
                (LEFT, ABOVE + HIGH + 22.0, "middle", 0.0),
            ] {
                let place = [x, y].map(|n| format!("{n:.0}"));
                let [x, y] = &place;
                m.with(
                    "text",
                    &[("x", x), ("y", y), ("text-anchor", anchor)],
                    &short(number),
                );
            }
            // The first is the one that is meant: it lies on top.
            for (n, line) in curves.lines.iter().enumerate().rev() {
                let path = path(line, right, top);
                m.void("path", &[("class", class(n)), ("d", &path)]);
            }
        },
    );
    m.said("p", &[("class", "axis across")], &curves.across);
    m.tag("ul", &[("class", "legend")], |m| {
        for (n, line) in curves.lines.iter().enumerate() {
            m.tag("li", &[], |m| sample(m, n, &line.label));
        }
    });
}

fn path(line: &Line, right: f64, top: f64) -> String {
    let share = |n: f64, most: f64| if most > 0.0 { n / most } else { 0.0 };
    let mut path = String::new();
    for (n, (x, y)) in line.points.iter().enumerate() {
        let letter = if n == 0 { 'M' } else { 'L' };
        let x = LEFT + share(*x, right) * WIDE;
        let y = ABOVE + HIGH - share(*y, top) * HIGH;
        path.push_str(&format!("{letter}{x:.1} {y:.1}"));
    }
    path
}

fn sample(m: &mut Markup, n: usize, label: &Text) {
    m.tag(
        "svg",
        &[
            ("class", "curves sample"),
            ("viewBox", "0 0 40 10"),
            ("aria-hidden", "true"),
        ],
        |m| m.void("path", &[("class", class(n)), ("d", "M0 5H40")]),
    );
    m.ours(" ");
    m.say(label);
}

fn class(n: usize) -> &'static str {
    match n {
        0 => "line first",
        1 => "line second",
        _ => "line third",
    }
}
