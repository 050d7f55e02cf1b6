//! Two stories side by side on one page: what is said first, then the pairs with what differs in a table.
//!
//! Like every page it loads nothing and holds both languages.

use std::io::{self, Write};

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::compare::model::{Comparison, Difference, Likeness, Nature, Pair, Place};
use crate::story::model::{Kind, Step, Who};
use crate::text;
use crate::view::compare::headlines::meaning;
use crate::view::compare::pair::mark;
use crate::view::header::fate;
use crate::view::html::lock;
use crate::view::html::markup::Markup;
use crate::view::html::opening;
use crate::view::html::page::around;
use crate::view::look::Look;

/// Writes `comparison` as a page.
///
/// # Errors
/// Only those of `out`.
pub fn write(comparison: &Comparison<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let [left, right] = &comparison.names;
    let title = text!(en: "{left} and {right}", ko: "{left} 대 {right}");
    let page = around(Markup::default(), &title, look, |m| {
        m.tag("header", &[("class", "opening")], |m| {
            m.tag("div", &[("class", "switches")], |m| {
                opening::switches(m, look);
            });
            m.said("h1", &[], &title);
            for (name, story) in comparison.names.iter().zip(&comparison.stories) {
                m.tag("p", &[("class", "preface")], |m| {
                    m.with("b", &[], name);
                    m.ours(": ");
                    m.say(&story.title);
                });
            }
        });
        m.tag("div", &[("class", "abreast"), ("id", "steps")], |m| {
            said(m, comparison);
            legend(m, comparison);
            pairs(m, comparison);
        });
    });
    out.write_all(page.as_bytes())
}

fn said(m: &mut Markup, comparison: &Comparison<'_>) {
    m.tag("section", &[("class", "headlines")], |m| {
        m.tag("h2", &[], |m| m.word("What differs", "무엇이 다른가"));
        m.tag("ol", &[], |m| {
            for headline in &comparison.headlines {
                m.tag("li", &[], |m| {
                    m.tag("p", &[("class", "sentence")], |m| {
                        m.say(&headline.says);
                        m.rfc(headline.rfc);
                    });
                    m.said("p", &[("class", "reason")], &headline.why);
                });
            }
        });
    });
}

fn legend(m: &mut Markup, comparison: &Comparison<'_>) {
    m.tag("section", &[("class", "marks")], |m| {
        m.tag("h2", &[], |m| m.word("The steps, in pairs", "짝지은 단계"));
        m.tag("ul", &[], |m| {
            for likeness in Likeness::ALL {
                let count = comparison.count(likeness);
                if count == 0 {
                    continue;
                }
                m.tag("li", &[], |m| {
                    sign(m, likeness);
                    m.ours(" ");
                    m.say(&meaning(comparison, likeness));
                    m.ours(" ");
                    m.text(&count.to_string());
                });
            }
        });
    });
}

/// The mark of a likeness.
fn sign(m: &mut Markup, likeness: Likeness) {
    m.with(
        "span",
        &[("class", "mark"), ("aria-hidden", "true")],
        mark(likeness),
    );
}

fn pairs(m: &mut Markup, comparison: &Comparison<'_>) {
    m.tag("section", &[("id", "pairs")], |m| {
        m.tag("div", &[("class", "names")], |m| {
            for name in &comparison.names {
                m.with("b", &[], name);
            }
        });
        let numbered: Vec<(u32, &Pair)> = (1..).zip(&comparison.pairs).collect();
        for part in numbered.chunk_by(|(_, a), (_, b)| a.place == b.place) {
            match part.first() {
                None => {}
                Some((1, first)) if first.place == Place::Compared => under(m, comparison, part),
                Some((_, first)) if first.place == Place::Compared => {
                    m.said("h2", &[], &placed(first.place));
                    under(m, comparison, part);
                }
                // What is not compared stands shut, as the text leaves it out.
                Some((_, first)) => m.tag("details", &[("class", "beside")], |m| {
                    m.said("summary", &[], &placed(first.place));
                    under(m, comparison, part);
                }),
            }
        }
    });
}

/// Pairs of one connection, under their headings.
fn under(m: &mut Markup, comparison: &Comparison<'_>, part: &[(u32, &Pair)]) {
    let mut chapter = Text::EMPTY;
    for (number, this) in part {
        let [a, b] = comparison.steps(this);
        if let Some(step) = a.or(b)
            && step.chapter != chapter
            && !step.chapter.is_empty()
        {
            chapter = step.chapter.clone();
            m.said("h3", &[("class", "chapter")], &chapter);
        }
        pair(m, comparison, this, *number);
    }
}

fn placed(place: Place) -> Text {
    match place {
        Place::Before => Text::new("An earlier connection", "앞선 연결"),
        Place::Compared => Text::new("The connections compared", "비교하는 연결"),
        Place::After => Text::new("A later connection", "뒤따르는 연결"),
    }
}

/// A pair: both steps beside each other, and what differs below them.
fn pair(m: &mut Markup, comparison: &Comparison<'_>, this: &Pair, number: u32) {
    let likeness = this.likeness();
    let class = match likeness {
        Likeness::Same => "pair same",
        Likeness::AsItMust => "pair must",
        Likeness::Differs => "pair differs",
        Likeness::OnlyLeft => "pair only-left",
        Likeness::OnlyRight => "pair only-right",
    };
    let id = format!("pair-{number}");
    m.tag("article", &[("class", class), ("id", &id)], |m| {
        m.tag("div", &[("class", "both")], |m| {
            m.tag(
                "a",
                &[("class", "number"), ("href", &format!("#{id}"))],
                |m| {
                    sign(m, likeness);
                    m.tag("span", &[("class", "hidden")], |m| {
                        m.say(&meaning(comparison, likeness));
                        m.ours(" ");
                        m.text(&number.to_string());
                    });
                },
            );
            let steps = comparison.steps(this).into_iter().zip(this.steps);
            for (step, n) in steps {
                m.tag("div", &[("class", "side")], |m| {
                    side(m, step, n, likeness);
                });
            }
        });
        let telling: Vec<&Difference> = this.telling().collect();
        let quiet: Vec<&Difference> = this.quiet().collect();
        if !telling.is_empty() {
            table(m, comparison, &telling);
        }
        if !quiet.is_empty() {
            m.tag("details", &[("class", "quiet")], |m| {
                let n = quiet.len();
                m.said(
                    "summary",
                    &[],
                    &text!(
                        en: "fresh in every run, or following from the rest: {n}",
                        ko: "실행마다 새롭거나 나머지에서 따라 나오는 것: {n}"
                    ),
                );
                table(m, comparison, &quiet);
            });
        }
    });
}

/// A step of a pair; of steps that are alike the name is enough.
fn side(m: &mut Markup, step: Option<&Step>, number: Option<usize>, likeness: Likeness) {
    let (Some(step), Some(number)) = (step, number) else {
        return m.tag("span", &[("class", "fact")], |m| {
            m.word("no such step", "해당 단계 없음")
        });
    };
    m.with("span", &[("class", "fact")], &(number + 1).to_string());
    m.ours(" ");
    m.said("b", &[], &step.name);
    m.ours(" ");
    m.tag("span", &[("class", "facts")], |m| {
        let [client, server] = Side::BOTH.map(Side::text);
        match &step.kind {
            Kind::Wire { from, cover, .. } => {
                m.said("span", &[("class", "client")], &client);
                m.ours(match from {
                    Side::Client => " → ",
                    Side::Server => " ← ",
                });
                m.said("span", &[("class", "server")], &server);
                lock::cover(m, *cover);
            }
            Kind::Computation { by: Who::Both } => {
                m.said("span", &[("class", "client")], &client);
                m.ours(" · ");
                m.said("span", &[("class", "server")], &server);
            }
            Kind::Computation { by: Who::Client } => {
                m.said("span", &[("class", "client")], &client);
            }
            Kind::Computation { by: Who::Server } => {
                m.said("span", &[("class", "server")], &server);
            }
            Kind::Remark | Kind::Desk => {}
        }
        if let Some(fate) = fate(step) {
            m.ours(" ");
            m.said("em", &[], &fate);
        }
    });
    match likeness {
        Likeness::Same | Likeness::AsItMust => {}
        Likeness::Differs | Likeness::OnlyLeft | Likeness::OnlyRight => {
            m.said("p", &[("class", "sentence")], &step.sentence);
        }
    }
}

fn table(m: &mut Markup, comparison: &Comparison<'_>, differences: &[&Difference]) {
    m.tag("div", &[("class", "held")], |m| {
        m.tag("table", &[], |m| {
            m.tag("tr", &[], |m| {
                m.tag("th", &[("scope", "col")], |m| m.word("what", "무엇"));
                for name in &comparison.names {
                    m.with("th", &[("scope", "col")], name);
                }
            });
            for difference in differences {
                m.tag("tr", &[], |m| {
                    m.tag("th", &[("scope", "row")], |m| {
                        m.say(&difference.name);
                        if difference.nature != Nature::Meant {
                            m.ours(" ");
                            m.said("span", &[("class", "tag")], &difference.nature.text());
                        }
                    });
                    let [left, right] = &difference.says;
                    for (own, other) in [(left, right), (right, left)] {
                        m.tag("td", &[], |m| match (own, other) {
                            (None, _) => m.word("(absent)", "(없음)"),
                            (Some(own), Some(other)) if difference.nature.tells() => {
                                marked(m, own, other);
                            }
                            (Some(own), _) => m.say(own),
                        });
                    }
                });
            }
        });
    });
}

/// A value; of one in hexadecimal that is as long as the other, the bytes that differ are marked.
fn marked(m: &mut Markup, own: &Text, other: &Text) {
    const SHORTEST: usize = 8;
    let digits = |text: &str| text.len() >= SHORTEST && text.bytes().all(|b| b.is_ascii_hexdigit());
    let (one, two) = (own.en.as_ref(), other.en.as_ref());
    if !digits(one) || !digits(two) || one.len() != two.len() {
        return m.say(own);
    }
    m.tag("code", &[], |m| {
        let (mut one, mut two) = (one, two);
        while let (Some((byte, rest)), Some((theirs, left))) =
            (one.split_at_checked(2), two.split_at_checked(2))
        {
            match byte == theirs {
                true => m.text(byte),
                false => m.with("mark", &[], byte),
            }
            (one, two) = (rest, left);
        }
        m.text(one);
    });
}
