//! Bars as a table: label, bar, count. The table says all that the bars show.

use crate::story::picture::Bar;
use crate::view::html::markup::Markup;
use crate::view::layout::grouped;

/// The bars.
pub(super) fn write(m: &mut Markup, bars: &[Bar]) {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    m.tag("table", &[("class", "bars")], |m| {
        for bar in bars {
            m.tag("tr", &[], |m| {
                m.tag("th", &[("scope", "row")], |m| m.say(&bar.label));
                m.tag("td", &[], |m| drawn(m, bar.count, most));
                m.with("td", &[("class", "count")], &grouped(bar.count));
            });
        }
    });
}

fn drawn(m: &mut Markup, count: u64, most: u64) {
    let thousandths = u128::from(count) * 1000 / u128::from(most.max(1));
    let width = thousandths.max(u128::from(count > 0) * 4).to_string();
    m.tag(
        "svg",
        &[
            ("viewBox", "0 0 1000 10"),
            ("preserveAspectRatio", "none"),
            ("aria-hidden", "true"),
        ],
        |m| m.void("rect", &[("width", &width), ("height", "10")]),
    );
}
