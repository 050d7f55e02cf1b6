//! What is in a certificate.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::text::Text;
use crate::dissect::x509::certificate;
use crate::story::model::{Step, Story};

/// Tells what is in `certificates`, each DER.
pub fn tell(certificates: &[Vec<u8>]) -> Story {
    let mut story = Story::on_paper(Text::new("A certificate", "인증서"));
    for der in certificates {
        let mut step = Step::desk(Text::same("Certificate"), "RFC 5280 §4.1");
        step.exhibits.push(Exhibit::read(
            Text::same("Certificate"),
            Origin::Document,
            der,
            certificate::read,
        ));
        story.steps.push(step);
    }
    story
}
