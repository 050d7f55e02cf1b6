//! One entry, told: what is wrong, why it matters, what others say of it, and the certificate itself.

use anyhow::Result;

use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Knows;
use crate::base::text::Text;
use crate::dissect::x509::certificate;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::entry::{Entry, Said};
use crate::pki::gallery::workshop::Workshop;
use crate::story::model::{Step, Story, Value};
use crate::text;
use crate::view::look::Folded;

/// Tells `entry`.
pub(super) fn tell(entry: &Entry, shop: &mut Workshop, ui: &Ui) -> Result<Answer> {
    ui.check()?;
    let pair = entry.make(shop)?;
    let next = vec![
        format!("tlslab cert gallery {} --to gallery", entry.name),
        format!("tlslab cert gallery {} --serve", entry.name),
    ];
    ui.story(&story(entry, &pair), Folded::Hide, next)?;
    Ok(Answer::Good)
}

fn story(entry: &Entry, pair: &Pair) -> Story {
    let (number, name) = (entry.number, entry.name);
    let mut story = Story::on_paper(text!(
        en: "Gallery, number {number}: {name}",
        ko: "갤러리 {number}번: {name}"
    ));
    story.preface.push(entry.lesson.into());
    let broken = Text::new("the broken one", "깨진 것");
    story.steps.push(judged(entry, &pair.broken, broken));
    story.steps.push(
        judged(
            entry,
            &pair.fixed,
            Text::new("its repaired twin", "고친 짝"),
        )
        .saying(entry.repair),
    );
    story.steps.push(others(entry));
    story
}

fn judged(entry: &Entry, case: &Case, name: Text) -> Step {
    let mut step = Step::desk(name, "RFC 5280 §6").saying(entry.fault);
    let public = Knows::Wire;
    step.values
        .push(Value::plain("wanted", &case.wanted, public));
    if !case.leaf.is_empty() {
        let title = Text::new("the certificate", "인증서");
        let exhibit = Exhibit::read(title, Origin::Document, &case.leaf, certificate::read);
        step.exhibits.push(exhibit);
    }
    step
}

fn others(entry: &Entry) -> Step {
    let mut step = Step::desk(
        Text::new("what others say of the broken one", "다른 검증기의 판정"),
        "RFC 5280 §6",
    )
    .saying(Text::new(
        "Measured with OpenSSL 3.0 and rustls-webpki 0.103.",
        "OpenSSL 3.0과 rustls-webpki 0.103으로 재었다.",
    ));
    for (who, said) in [
        ("openssl verify", entry.openssl),
        ("openssl verify -x509_strict -auth_level 2", entry.strict),
        ("rustls", entry.rustls),
    ] {
        let words = match said {
            Said::Accepts => Text::new("accepts", "받아들임"),
            Said::Refuses(words) => Text::same(words),
            Said::AtHandshake => {
                Text::new("only the handshake can show it", "핸드셰이크에서만 드러남")
            }
        };
        step.values.push(Value::new(who, words, Knows::Wire));
    }
    step
}
