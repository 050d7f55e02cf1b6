//! Everything that was counted over the connections of a capture, each count with a bar beside it.

use std::io::{self, Write};

use crate::base::text::{Text, plural};
use crate::survey::tally::{Counts, Dimension, Tally};
use crate::text;
use crate::view::layout::{Ink, Row, Span, cut, width, wrap};
use crate::view::look::{Depth, Look, Marks};

/// Columns of the longest bar.
const BAR: usize = 24;

/// Writes the counts of `tally`, those that anything was counted in.
///
/// # Errors
/// Those of `out`.
pub fn write(tally: &Tally, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let (all, secure) = (tally.connections, tally.secure);
    let (packets, bytes) = (tally.packets, tally.bytes);
    let (cs, ps) = (plural(all), plural(packets));
    let seconds = tally
        .span
        .map_or(0.0, |[from, to]| to.since(from).as_secs_f64());
    let heading = text!(
        en: "{all} connection{cs}, {secure} with TLS, DTLS or QUIC; {packets} packet{ps} and {bytes} bytes over TCP in {seconds:.3} s",
        ko: "연결 {all}개, 그 가운데 TLS, DTLS, QUIC {secure}개. {seconds:.3}초 동안 패킷 {packets}개, TCP로 {bytes}바이트"
    );
    for row in wrap(&[Span::plain(look.say(&heading))], look.columns(), 0, 2) {
        row.write(look, out)?;
    }
    for (dimension, counts) in tally.counts().filter(|(_, counts)| counts.total > 0) {
        writeln!(out)?;
        chart(dimension, counts, look, out)?;
    }
    Ok(())
}

/// Values shown of one dimension.
fn most(look: &Look) -> usize {
    match look.depth {
        Depth::Line => 3,
        Depth::Block => 8,
        Depth::Field => 40,
        Depth::Byte => usize::MAX,
    }
}

fn chart(
    dimension: &Dimension,
    counts: &Counts,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = Text::from(dimension.title);
    Row(vec![Span::new(look.say(&title), Ink::Strong)]).write(look, out)?;
    let top = counts.top(most(look));
    let largest = top.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let digits = largest.to_string().len();
    let room = look.columns().saturating_sub(2 + 2 + BAR + 2 + digits);
    let names: Vec<String> = top
        .iter()
        .map(|(value, _)| cut(look.say(&dimension.say(value)), room))
        .collect();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    for ((_, count), name) in top.iter().zip(names) {
        let mut row = Row(vec![Span::blank(2), Span::plain(name)]).padded(2 + widest + 2);
        row.0.push(Span::plain(format!("{count:>digits$}  ")));
        row.0
            .push(Span::new(bar(*count, largest, look.marks), Ink::Name));
        row.write(look, out)?;
    }
    let beyond = counts.beyond(top.len());
    let distinct = counts.distinct().saturating_sub(top.len());
    if beyond > 0 {
        let more = match counts.is_exact() {
            true => {
                text!(en: "{beyond} more in {distinct} other values", ko: "그 밖의 값 {distinct}가지에 {beyond}번")
            }
            false => text!(
                en: "{beyond} more in other values; there are so many that the rarest were let go, and counts may be a little low",
                ko: "그 밖의 값에 {beyond}번. 값이 너무 많아 드문 것은 버렸으므로 수가 조금 적을 수 있다"
            ),
        };
        for row in wrap(
            &[Span::new(look.say(&more), Ink::Faint)],
            look.columns(),
            2,
            4,
        ) {
            row.write(look, out)?;
        }
    }
    Ok(())
}

/// A bar as long as `count` is of `largest`; the last block may be a part of one.
fn bar(count: u64, largest: u64, marks: Marks) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let scale = BAR as u64 * 8;
    let eighths = count
        .saturating_mul(scale)
        .checked_div(largest)
        .unwrap_or_default()
        .clamp(1, scale);
    let blocks = usize::try_from(eighths / 8).unwrap_or(BAR);
    match marks {
        Marks::Unicode => {
            let rest = usize::try_from(eighths % 8).unwrap_or_default();
            let part = EIGHTHS.get(rest).copied().unwrap_or_default();
            format!("{}{part}", "█".repeat(blocks))
        }
        Marks::Ascii => "#".repeat(blocks.max(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(width(&bar(10, 10, Marks::Unicode)), BAR);
        assert_eq!(width(&bar(5, 10, Marks::Unicode)), BAR / 2);
        assert_eq!(bar(1, 1_000_000, Marks::Unicode), "▏");
        assert_eq!(bar(1, 1_000_000, Marks::Ascii), "#");
    }
}
