//! `tlslab demo` alone: the learning path.

use std::io::{self, Write};

use crate::base::text::Text;
use crate::demo::list::all;
use crate::demo::topic::Topic;
use crate::view::json::list::{self, Entry};
use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;

/// Writes the learning path: topics in the order in which each needs only those before it, with what one can answer after each.
///
/// # Errors
/// Those of `out`.
pub(super) fn write(look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let columns = look.columns();
    let intro = look.word(
        "Each demonstration shows a primitive at work, how it breaks when misused, and the repair. They build on each other in this order:",
        "시연마다 기본 요소가 동작하는 모습, 잘못 써서 무너지는 모습, 고치는 법을 보인다. 다음 순서대로 앞의 것 위에 쌓인다:",
    );
    for row in wrap(&[Span::plain(intro)], columns, 0, 0) {
        row.write(look, out)?;
    }
    let names = all().map(|demo| width(demo.name)).max();
    let edge = 6 + names.unwrap_or(0) + 2;
    for topic in Topic::ALL {
        let demos: Vec<_> = (1..)
            .zip(all())
            .filter(|(_, demo)| demo.topic == topic)
            .collect();
        if demos.is_empty() {
            continue;
        }
        Row::default().write(look, out)?;
        let heading = [
            Span::new(topic.title().say(look.lang), Ink::Strong),
            Span::plain("  "),
            Span::new(topic.promise().say(look.lang), Ink::Faint),
        ];
        for row in wrap(&heading, columns, 0, 2) {
            row.write(look, out)?;
        }
        for (number, demo) in demos {
            let said = wrap(
                &[Span::plain(demo.line.say(look.lang))],
                columns,
                edge,
                edge,
            );
            for (n, row) in said.into_iter().enumerate() {
                if n > 0 {
                    row.write(look, out)?;
                    continue;
                }
                let name = Row(vec![
                    Span::new(format!("{number:>4}  "), Ink::Faint),
                    Span::new(demo.name, Ink::Name),
                ]);
                let mut first = name.padded(edge);
                first.0.extend(row.0.into_iter().skip(1));
                first.write(look, out)?;
            }
        }
    }
    Row::default().write(look, out)?;
    let next = look.word("Next:  tlslab demo NAME", "다음:  tlslab demo 이름");
    Row(vec![Span::new(next, Ink::Faint)]).write(look, out)
}

/// Writes the same as data.
///
/// # Errors
/// Those of `out`.
pub(super) fn json(out: &mut dyn Write) -> io::Result<()> {
    let entries: Vec<Entry> = all()
        .map(|demo| Entry {
            name: demo.name,
            text: Text::from(demo.line),
            expects: None,
        })
        .collect();
    list::write("demos", &entries, out)
}
