//! A page of Markdown as rows for a terminal: headings, paragraphs, lists, commands that stand as they are.

use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::Look;

/// Longer lines are hard to read.
const READABLE: usize = 100;

/// The rows of `page`.
pub(super) fn rows(page: &str, look: &Look) -> Vec<Row> {
    let columns = look.columns().min(READABLE);
    let mut rows = Vec::new();
    // Columns before an item, columns before what follows of it, the text.
    let mut open: Option<(usize, usize, String)> = None;
    let close = |open: &mut Option<(usize, usize, String)>, rows: &mut Vec<Row>| {
        if let Some((first, indent, text)) = open.take() {
            rows.extend(wrap(&spans(&text), columns, first, first + indent));
        }
    };
    let mut fenced = false;
    for line in page.lines() {
        let bare = line.trim();
        if bare.starts_with("```") {
            close(&mut open, &mut rows);
            fenced = !fenced;
        } else if fenced {
            rows.push(Row(vec![
                Span::blank(4),
                Span::new(line.trim_end(), Ink::Name),
            ]));
        } else if bare.is_empty() {
            close(&mut open, &mut rows);
            rows.push(Row::default());
        } else if let Some(heading) = bare.strip_prefix('#') {
            close(&mut open, &mut rows);
            let heading = heading.trim_start_matches('#').trim();
            rows.extend(wrap(&[Span::new(heading, Ink::Strong)], columns, 0, 2));
        } else if line.starts_with("    ") && open.is_none() {
            // Never broken: a command is there to be copied.
            rows.push(Row(vec![Span::new(line.trim_end(), Ink::Name)]));
        } else if let Some(indent) = item(bare) {
            close(&mut open, &mut rows);
            let first = line.len() - line.trim_start().len();
            open = Some((first, indent, bare.to_owned()));
        } else {
            match &mut open {
                Some((_, _, text)) => {
                    text.push(' ');
                    text.push_str(bare);
                }
                None => open = Some((0, 0, bare.to_owned())),
            }
        }
    }
    close(&mut open, &mut rows);
    rows
}

/// How far the text of an item of a list is indented, if `line` begins one.
fn item(line: &str) -> Option<usize> {
    let (mark, _) = line.split_once(' ')?;
    let number = mark.strip_suffix('.');
    let counted = number.is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    (mark == "-" || mark == "*" || counted).then_some(mark.len() + 1)
}

/// `text` with what is between `**` set off; what is between backquotes keeps them, so that a command is seen without colour.
fn spans(text: &str) -> Vec<Span> {
    let parts = text.split("**").enumerate();
    let inked = parts.map(|(n, part)| match n % 2 {
        0 => Span::plain(part),
        _ => Span::new(part, Ink::Strong),
    });
    inked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_joined_and_commands_stay() {
        let page = "# 1. Title\n\nOne **two**\nthree.\n\n1. first\n   goes on\n- other\n\n```\n a  b\n```\n    tlslab exercise check 1 a=…\n";
        let rows = rows(page, &Look::default());
        let texts: Vec<String> = rows.iter().map(Row::text).collect();
        assert_eq!(
            texts,
            [
                "1. Title",
                "",
                "One two three.",
                "",
                "1. first goes on",
                "- other",
                "",
                "     a  b",
                "    tlslab exercise check 1 a=…"
            ]
        );
    }
}
