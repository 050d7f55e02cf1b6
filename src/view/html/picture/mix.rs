//! Mixed colours, a line a mix.

use crate::story::picture::{Mix, Swatch};
use crate::view::html::markup::Markup;
use crate::view::html::picture::patch::patch;

/// The mixes.
pub(super) fn write(m: &mut Markup, mixes: &[Mix]) {
    m.tag("ul", &[("class", "mixes")], |m| {
        for mix in mixes {
            m.tag("li", &[], |m| {
                m.said("b", &[], &mix.label);
                for (n, part) in mix.parts.iter().enumerate() {
                    m.ours(if n == 0 { " " } else { " + " });
                    swatch(m, part);
                }
                m.ours(" = ");
                swatch(m, &mix.gives);
            });
        }
    });
}

fn swatch(m: &mut Markup, swatch: &Swatch) {
    m.tag("span", &[("class", "swatch")], |m| {
        patch(m, swatch.rgb);
        m.ours(" ");
        m.say(&swatch.word);
    });
}
