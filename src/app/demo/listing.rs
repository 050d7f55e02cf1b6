//! `tlslab demo` alone: the learning path.

use std::io::{self, Write};

use clap::{Command, Subcommand};

use crate::app::demo::tools::tool::Tool;
use crate::demo::demonstration::Demo;
use crate::demo::list::all;
use crate::demo::topic::Topic;
use crate::demo::tour::tell::TOUR;
use crate::text;
use crate::view::json::path::{self, Stop, Stretch, Taken};
use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;

/// Longer lines are hard to read.
const READABLE: usize = 100;

/// The demonstrations as they stand on the path.
pub(super) fn stretches() -> Vec<Stretch> {
    Topic::ALL
        .into_iter()
        .map(|topic| Stretch {
            key: topic.key(),
            title: topic.title(),
            promise: topic.promise(),
            stops: (1..)
                .zip(all())
                .filter(|(_, demo)| demo.topic == topic)
                .map(|(number, demo)| stop(number, demo))
                .collect(),
        })
        .filter(|stretch| !stretch.stops.is_empty())
        .collect()
}

fn stop(number: usize, demo: &Demo) -> Stop {
    Stop {
        number,
        name: demo.name,
        title: demo.title,
        line: demo.line,
        takes: demo
            .takes
            .iter()
            .map(|takes| Taken {
                flag: takes.input.flag(),
                means: takes.means,
                sizes: takes.sizes.text(),
            })
            .collect(),
        exercise: (demo.exercise.number, demo.exercise.title),
    }
}

/// Writes the learning path: topics in the order in which each needs only those before it, with what one can answer after each.
///
/// # Errors
/// Those of `out`.
pub(super) fn write(path: &[Stretch], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let columns = look.columns();
    let readable = columns.min(READABLE);
    let intro = look.word(
        "Each demonstration shows a primitive at work, how it breaks when misused, and the repair. They build on each other in this order:",
        "시연마다 기본 요소가 동작하는 모습, 잘못 써서 무너지는 모습, 고치는 법을 보인다. 다음 순서대로 앞의 것 위에 쌓인다:",
    );
    let tour = text!(
        en: "First an overview, shared and public keys side by side: tlslab demo {name}",
        ko: "먼저 공유 키와 공개 키를 나란히 훑어보려면: tlslab demo {name}",
        name = TOUR.name,
    );
    for words in [intro, look.say(&tour)] {
        for row in wrap(&[Span::plain(words)], readable, 0, 0) {
            row.write(look, out)?;
        }
    }
    let names = path.iter().flat_map(|stretch| &stretch.stops);
    let widest = names.map(|stop| width(stop.name)).max();
    let edge = (6 + widest.unwrap_or(0) + 2).min(columns / 2);
    for stretch in path {
        Row::default().write(look, out)?;
        let title = [Span::new(stretch.title.say(look.lang), Ink::Strong)];
        let promise = [Span::new(stretch.promise.say(look.lang), Ink::Faint)];
        let heading = wrap(&title, columns, 0, 2);
        for row in heading.into_iter().chain(wrap(&promise, readable, 2, 2)) {
            row.write(look, out)?;
        }
        for stop in &stretch.stops {
            let line = [Span::plain(stop.line.say(look.lang))];
            let said = wrap(&line, columns.min(edge + READABLE), edge, edge);
            let name = Row(vec![
                Span::new(format!("{:>4}  ", stop.number), Ink::Faint),
                Span::new(stop.name, Ink::Name),
            ]);
            // On the narrowest screens a long name has a row of its own.
            let apart = name.width() + 2 > edge;
            if apart {
                name.clone().write(look, out)?;
            }
            for (n, row) in said.into_iter().enumerate() {
                if n > 0 || apart {
                    row.write(look, out)?;
                    continue;
                }
                let mut first = name.clone().padded(edge);
                first.0.extend(row.0.into_iter().skip(1));
                first.write(look, out)?;
            }
        }
    }
    Row::default().write(look, out)?;
    let tools = text!(
        en: "With messages and keys of your own: tlslab demo and one of {tools}",
        ko: "직접 고른 메시지와 키로 써 보려면 tlslab demo 뒤에: {tools}",
        tools = tools(),
    );
    for row in wrap(&[Span::plain(look.say(&tools))], readable, 0, 2) {
        row.write(look, out)?;
    }
    let next = look.word(
        "Next:  tlslab demo NAME, or its number; --quiz asks about it, --step goes through it",
        "다음:  tlslab demo 이름 또는 번호. --quiz 로 문제를 풀고 --step 으로 한 단계씩 본다",
    );
    for row in wrap(&[Span::new(next, Ink::Faint)], columns, 0, 7) {
        row.write(look, out)?;
    }
    Ok(())
}

/// The plain tools, by name.
fn tools() -> String {
    let all = Tool::augment_subcommands(Command::new("demo"));
    let names: Vec<&str> = all.get_subcommands().map(Command::get_name).collect();
    names.join(", ")
}

/// Writes the same as data.
///
/// # Errors
/// Those of `out`.
pub(super) fn json(out: &mut dyn Write) -> io::Result<()> {
    path::write(&stretches(), out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::{Doc, Lang, Text};

    /// Thirty-six demonstrations with names and lines of every length.
    fn long() -> Vec<Stretch> {
        let names = [
            "ecb",
            "birthday-collisions",
            "length-extension",
            "hkdf",
            "post-quantum-key-exchange",
        ];
        let lines = [
            Doc::new("Short.", "짧다."),
            Doc::new(
                "One key for every message, and the picture that shines through because equal blocks stay equal.",
                "모든 메시지에 키 하나, 그리고 같은 블록은 같은 채로 남아 비쳐 보이는 그림.",
            ),
        ];
        let mut number = 0;
        let mut stop = |_| {
            number += 1;
            Stop {
                number,
                name: names[number % names.len()],
                title: Doc::new("A title", "제목"),
                line: lines[number % lines.len()],
                takes: vec![Taken {
                    flag: "--key",
                    means: Doc::new("the key", "키"),
                    sizes: Text::same("16"),
                }],
                exercise: (7, Doc::new("An exercise", "연습")),
            }
        };
        let topics = Topic::ALL.into_iter().enumerate();
        topics
            .map(|(n, topic)| Stretch {
                key: topic.key(),
                title: topic.title(),
                promise: topic.promise(),
                stops: (0..if n < 4 { 5 } else { 4 }).map(&mut stop).collect(),
            })
            .collect()
    }

    #[test]
    fn a_long_path_fits_every_screen() {
        for lang in [Lang::En, Lang::Ko] {
            for columns in [40, 60, 80, 140] {
                let look = Look {
                    lang,
                    width: columns,
                    ..Look::default()
                };
                let mut out = Vec::new();
                write(&long(), &look, &mut out).unwrap();
                let text = String::from_utf8(out).unwrap();
                for row in text.lines() {
                    assert!(width(row) <= columns && !row.contains('…'), "{row}");
                }
                assert!(text.contains("  36  "), "{text}");
                let most = if columns < 80 { 260 } else { 110 };
                assert!(text.lines().count() < most, "{columns}\n{text}");
            }
        }
    }

    #[test]
    fn the_path_is_data() {
        let mut out = Vec::new();
        path::write(&long(), &mut out).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(json["format"], "tlslab-demos");
        assert_eq!(json["topics"].as_array().unwrap().len(), 8);
        assert_eq!(json["demos"].as_array().unwrap().len(), 36);
        let last = &json["demos"][35];
        assert_eq!(last["number"], 36);
        assert_eq!(last["topic"], "protocol");
        assert_eq!(last["takes"][0]["flag"], "--key");
        assert_eq!(last["exercise"]["number"], 7);
    }
}
