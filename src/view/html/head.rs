//! What stands before the page itself: its policy, its title, its style.

use crate::base::text::Text;
use crate::view::html::markup::Markup;
use crate::view::look::Look;

/// Nothing is loaded and nothing runs: style that stands in the page, and images that stand in it, are all there is.
const POLICY: &str = include_str!("policy.txt");

/// The head.
pub(super) fn write(m: &mut Markup, title: &Text, look: &Look) {
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
            STYLES.iter().for_each(|style| m.ours(style))
        });
    });
}

/// How it looks, a file a part.
const STYLES: &[&str] = &[
    include_str!("style.css"),
    include_str!("sequence.css"),
    include_str!("bytes.css"),
    include_str!("record.css"),
    include_str!("certificate.css"),
    include_str!("handout.css"),
];
