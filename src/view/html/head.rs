//! What stands before the page itself: its policy, its title, its style.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::base::text::Text;
use crate::keys::hash::Hash;
use crate::view::html::markup::Markup;
use crate::view::look::Look;

/// Nothing is loaded, and nothing runs but the page's own script, known by its hash (CSP 3 §6.7.3.3): style that stands in the
/// page, and images that stand in it, are all there is.
const POLICY: &str = include_str!("policy.txt");

/// What adds comfort for the reader; it stands at the end of the page.
pub(super) const SCRIPT: &str = include_str!("script.js");

/// The head.
pub(super) fn write(m: &mut Markup, title: &Text, look: &Look) {
    let hash = STANDARD.encode(Hash::Sha256.digest(SCRIPT.as_bytes()));
    let policy = POLICY.trim_end().replace("{hash}", &hash);
    m.tag("head", &[], |m| {
        m.void("meta", &[("charset", "utf-8")]);
        m.void(
            "meta",
            &[
                ("http-equiv", "Content-Security-Policy"),
                ("content", &policy),
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
    include_str!("compare.css"),
    include_str!("report.css"),
];
