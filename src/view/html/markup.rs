//! Writing HTML that is well formed and says nothing that was not meant: what is opened is closed, what is text is escaped.

use crate::base::field::printable;
use crate::base::text::{Lang, Text};
use crate::story::handout::Veil;
use crate::view::html::veil;

/// Attributes of an element; their values are escaped.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// A page that is being written.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: String,
    /// Words that must not be seen, the longest first.
    veils: Vec<Veil>,
}

impl Markup {
    /// A page in which what `veils` hide is never written: in its place stands the number of the blank it belongs into.
    pub(super) fn veiled(veils: Vec<Veil>) -> Self {
        Self {
            out: String::new(),
            veils,
        }
    }

    /// The page as far as it is written.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Markup of our own: by its type it is known when the program is built.
    pub(super) fn ours(&mut self, markup: &'static str) {
        self.out.push_str(markup);
    }

    /// An element with what `inside` writes.
    pub(super) fn tag(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        self.out.push('>');
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        // A line a block keeps the source readable; inside a line a blank would be seen.
        if BLOCKS.contains(&name) {
            self.out.push('\n');
        }
    }

    /// An element that has nothing inside.
    pub(super) fn void(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.out.push_str("/>");
    }

    /// An element with text in both languages; none where there is nothing to say.
    pub(super) fn said(&mut self, name: &'static str, attributes: Attributes<'_>, text: &Text) {
        if !text.is_empty() {
            self.tag(name, attributes, |m| m.say(text));
        }
    }

    /// An element with a word or a number.
    pub(super) fn with(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.tag(name, attributes, |m| m.text(text));
    }

    /// Text in both languages, of which the style shows one.
    pub(super) fn say(&mut self, text: &Text) {
        self.both("span", text);
    }

    /// The same within a drawing.
    pub(super) fn both(&mut self, name: &'static str, text: &Text) {
        if text.en == text.ko {
            return self.text(&text.en);
        }
        for (code, lang) in [("en", Lang::En), ("ko", Lang::Ko)] {
            self.with(name, &[("lang", code)], text.say(lang));
        }
    }

    /// A word of our own in both languages.
    pub(super) fn word(&mut self, en: &'static str, ko: &'static str) {
        self.say(&Text::new(en, ko));
    }

    /// Where something is defined, as far as it is, after a blank.
    pub(super) fn rfc(&mut self, rfc: &str) {
        if !rfc.is_empty() {
            self.ours(" ");
            self.with("span", &[("class", "rfc")], rfc);
        }
    }

    /// Text, whoever wrote it: what could be taken for markup is escaped, and what could turn the direction of writing.
    pub(super) fn text(&mut self, text: &str) {
        match self.veils.is_empty() {
            true => self.escaped(text),
            false => {
                let text = veil::over(text, &self.veils);
                self.escaped(&text);
            }
        }
    }

    /// A name that stands there whatever the answer is, so that nothing of it is hidden.
    pub(super) fn label(&mut self, text: &str) {
        self.escaped(text);
    }

    fn escaped(&mut self, text: &str) {
        for c in printable(text.as_bytes()).chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                other => self.out.push(other),
            }
        }
    }

    fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            match WORDS.contains(key) {
                true => self.text(value),
                false => self.escaped(value),
            }
            self.out.push('"');
        }
    }
}

/// Attributes that hold words; the others hold names and measures of our own.
const WORDS: &[&str] = &["alt", "aria-label", "title"];

/// Elements that end a line of the source.
const BLOCKS: &[&str] = &[
    "article", "body", "dd", "details", "div", "dl", "figure", "footer", "h1", "h2", "h3", "head",
    "header", "html", "li", "main", "nav", "ol", "p", "section", "style", "summary", "svg",
    "table", "title", "tr", "ul",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(write: impl FnOnce(&mut Markup), expected: &str) {
        let mut markup = Markup::default();
        write(&mut markup);
        assert_eq!(markup.finish(), expected);
    }

    #[test]
    fn text_is_never_markup() {
        check(
            |m| m.text("<script>&\"'\u{202e}\u{1b}"),
            "&lt;script&gt;&amp;&quot;&#39;\\u{202e}\\u{1b}",
        );
        check(
            |m| m.void("img", &[("alt", "\"/><script>")]),
            "<img alt=\"&quot;/&gt;&lt;script&gt;\"/>",
        );
    }

    #[test]
    fn what_is_the_same_in_both_languages_is_said_once() {
        check(|m| m.say(&Text::same("SYN")), "SYN");
        check(
            |m| m.word("key", "키"),
            "<span lang=\"en\">key</span><span lang=\"ko\">키</span>",
        );
        check(|m| m.said("p", &[], &Text::EMPTY), "");
    }
}
