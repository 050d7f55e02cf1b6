//! What stands around the steps: title and hosts before them, cause, account and next commands after.

use crate::base::side::Side;
use crate::story::model::{Cause, Said, Step, Story, Weight};
use crate::text;
use crate::view::layout::{Ink, Row, Span, ends, flow, grouped, width, wrap};
use crate::view::look::{Folded, Look};
use crate::view::quiz;

/// Title, wire and hosts.
pub fn opening(story: &Story, look: &Look) -> Vec<Row> {
    let columns = look.columns();
    let title = [Span::new(look.say(&story.title), Ink::Strong)];
    let mut rows = wrap(&title, columns, 0, 2);
    for line in &story.preface {
        rows.extend(wrap(
            &[Span::new(look.say(line), Ink::Faint)],
            columns,
            0,
            2,
        ));
    }
    if !story.has_hosts() {
        return rows;
    }
    let legend = look.word(
        "Values without a tag stood on the wire, where anyone can read them.",
        "꼬리표 없는 값은 선로에 있어 누구나 읽을 수 있다.",
    );
    rows.extend(wrap(&[Span::new(legend, Ink::Faint)], columns, 0, 2));
    let [client, server] = Side::BOTH.map(|side| {
        let host = side.of(&story.hosts[0], &story.hosts[1]);
        let word = side.text();
        let word = look.say(&word);
        let name = Some(host.name.as_str()).filter(|name| !name.is_empty() && *name != word);
        let words: Vec<&str> = [Some(word), name, Some(&host.address)]
            .into_iter()
            .flatten()
            .collect();
        Row(vec![Span::new(words.join(" "), Ink::from(side))])
    });
    rows.extend(ends(client, server, columns));
    rows
}

/// Cause, account, folded steps, next commands.
pub fn closing(story: &Story, look: &Look) -> Vec<Row> {
    let columns = look.columns();
    let mut rows = Vec::new();
    let hidden = match look.folded {
        Folded::Hide => {
            let folded = |step: &&Step| step.weight == Weight::Folded;
            story.steps.iter().filter(folded).count()
        }
        Folded::Show => 0,
    };
    if hidden > 0 {
        let words = match hidden {
            1 => {
                text!(en: "1 step is folded; --all shows it", ko: "{hidden}단계를 접어 두었다. --all 로 펼친다")
            }
            _ => {
                text!(en: "{hidden} steps are folded; --all shows them", ko: "{hidden}단계를 접어 두었다. --all 로 펼친다")
            }
        };
        rows.extend(wrap(
            &[Span::new(look.say(&words), Ink::Faint)],
            columns,
            0,
            2,
        ));
    }
    if let Some(cause) = &story.cause {
        rows.push(Row::default());
        rows.extend(told(cause, look));
    }
    let account = account(story, look);
    if !account.is_empty() {
        rows.push(Row::default());
        rows.extend(table(account, Ink::Name, columns, 0));
    }
    if !story.quiz.is_empty() {
        rows.push(Row::default());
        let heading = look.word("Did it stick?", "이해했는지 스스로 묻기");
        rows.push(Row(vec![Span::new(heading, Ink::Strong)]));
        for (n, question) in story.quiz.iter().enumerate() {
            rows.extend(quiz::asked(question, n + 1, look));
        }
    }
    if !look.next.is_empty() {
        let label = look.word("Next:", "다음:");
        let edge = width(label) + 2;
        let pieces: Vec<Vec<Span>> = look
            .next
            .iter()
            .map(|next| vec![Span::plain(next)])
            .collect();
        rows.push(Row::default());
        for (n, row) in flow(&pieces, columns, edge).into_iter().enumerate() {
            if n > 0 {
                rows.push(row);
                continue;
            }
            let mut first = Row(vec![Span::new(label, Ink::Strong)]).padded(edge);
            first.0.extend(row.0.into_iter().skip(1));
            rows.push(first);
        }
    }
    rows
}

/// What is said at the end, and what the work cost.
fn account(story: &Story, look: &Look) -> Vec<(String, Span)> {
    let said = story.summary.iter().map(|line| {
        let words = Span::plain(look.say(&line.text));
        (look.say(&line.label).to_owned(), words)
    });
    let costs = story.costs.iter().map(|cost| {
        let count = Span::plain(grouped(cost.count));
        (look.say(&cost.label).to_owned(), count)
    });
    said.chain(costs).collect()
}

/// Why it failed: offer against need, what the ends said, the alert, the outsider's view, the repair.
pub fn told(cause: &Cause, look: &Look) -> Vec<Row> {
    let columns = look.columns();
    let [client, server] = Side::BOTH.map(|side| look.say(&side.text()).to_owned());
    let mut rows = wrap(
        &[
            Span::new(look.word("Why it failed: ", "실패한 까닭: "), Ink::Bad),
            Span::new(look.say(&cause.sentence), Ink::Strong),
        ],
        columns,
        0,
        2,
    );
    let said = |side: &str| match look.word("en", "ko") {
        "en" => format!("{side} says"),
        _ => format!("{side} 쪽 보고"),
    };
    let mut lines = vec![
        (
            client.clone(),
            Span::new(look.say(&cause.client), Ink::Client),
        ),
        (
            server.clone(),
            Span::new(look.say(&cause.server), Ink::Server),
        ),
    ];
    for (side, words) in [client, server].iter().zip(&cause.said) {
        let words = match words {
            Said::Error(error) => error.as_str(),
            Said::Content => look.word("nothing is wrong", "문제없음"),
            Said::Unknown => look.word("not known", "알 수 없음"),
        };
        lines.push((said(side), Span::plain(words)));
    }
    for (en, ko, text) in [
        ("alert", "경보", &cause.alert),
        ("outsider saw", "바깥에서 본 것", &cause.outsider),
        ("repair", "고치는 법", &cause.repair),
    ] {
        lines.push((look.word(en, ko).to_owned(), Span::plain(look.say(text))));
    }
    rows.extend(table(lines, Ink::Name, columns, 2));
    rows
}

/// Labels on the left in one column, what is said wrapped beside them. Empty lines are left out.
fn table(lines: Vec<(String, Span)>, ink: Ink, columns: usize, indent: usize) -> Vec<Row> {
    let widest = lines.iter().map(|(label, _)| width(label)).max();
    let edge = (indent + widest.unwrap_or(0) + 2).min(columns / 2);
    let mut rows = Vec::new();
    for (label, words) in lines {
        let said = wrap(&[words], columns, edge, edge);
        // A name as wide as that has rows of its own: cut, it would say less than it must.
        if indent + width(&label) + 2 > edge && !said.is_empty() {
            rows.extend(wrap(&[Span::new(&label, ink)], columns, indent, indent));
            rows.extend(said);
            continue;
        }
        for (n, row) in said.into_iter().enumerate() {
            if n > 0 {
                rows.push(row);
                continue;
            }
            let mut first = Row::indented(indent);
            first.0.push(Span::new(&label, ink));
            let mut first = first.padded(edge);
            first.0.extend(row.0.into_iter().skip(1));
            rows.push(first);
        }
    }
    rows
}
