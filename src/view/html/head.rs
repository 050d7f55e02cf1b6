//! What stands before the page itself: its policy, its title, its style.

use crate::base::text::Text;
use crate::story::model::Story;
use crate::view::html::markup::Markup;
use crate::view::look::Look;

/// Nothing is loaded and nothing runs: style that stands in the page, and images that stand in it, are all there is.
const POLICY: &str = include_str!("policy.txt");

/// The head.
pub(super) fn write(m: &mut Markup, story: &Story, look: &Look) {
    titled(m, &story.title, look, "");
}

/// The head of a page that has `more` style of its own.
pub(super) fn titled(m: &mut Markup, title: &Text, look: &Look, more: &'static str) {
    m.tag("head", &[], |m| {
        m.void("meta", &[("charset", "utf-8")]);
        m.void(
            "meta",
            &[
                ("http-equiv", "Content-Security-Policy"),
                ("content", POLICY.trim_end()),
            ],
        );
        for (name, content) in [
            ("viewport", "width=device-width, initial-scale=1"),
            ("color-scheme", "light dark"),
            ("referrer", "no-referrer"),
            ("generator", "tlslab"),
        ] {
            m.void("meta", &[("name", name), ("content", content)]);
        }
        m.with("title", &[], look.say(title));
        m.tag("style", &[], |m| {
            m.ours(include_str!("style.css"));
            m.ours(more);
        });
    });
}
