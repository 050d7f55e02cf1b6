//! A patch of colour, and what colours mean.

use crate::story::picture::Swatch;
use crate::view::html::markup::Markup;

/// The colour alone: printers leave backgrounds out, but print drawings.
pub(super) fn patch(m: &mut Markup, rgb: [u8; 3]) {
    let fill = format!("#{}", hex::encode(rgb));
    m.tag(
        "svg",
        &[
            ("class", "patch"),
            ("viewBox", "0 0 10 10"),
            ("aria-hidden", "true"),
        ],
        |m| {
            m.void(
                "rect",
                &[("width", "10"), ("height", "10"), ("fill", &fill)],
            )
        },
    );
}

/// The swatches that mean something.
pub(super) fn legend(m: &mut Markup, swatches: &[Swatch]) {
    if swatches.iter().all(|swatch| swatch.word.is_empty()) {
        return;
    }
    m.tag("ul", &[("class", "legend")], |m| {
        for swatch in swatches.iter().filter(|swatch| !swatch.word.is_empty()) {
            m.tag("li", &[], |m| {
                patch(m, swatch.rgb);
                m.ours(" ");
                m.say(&swatch.word);
            });
        }
    });
}
