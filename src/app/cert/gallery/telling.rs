//! One entry, told: why it matters, what tlslab finds in the broken one and its twin, what others say, and the certificate itself.

use anyhow::Result;

use crate::app::cert::gallery::minting;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Knows;
use crate::base::text::Text;
use crate::dissect::x509::certificate;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::entry::{Entry, Said};
use crate::pki::gallery::workshop::Workshop;
use crate::story::certificate::verified::{self, Setting};
use crate::story::model::{Step, Story, Value};
use crate::text;
use crate::trust::profile::Profile;
use crate::trust::verify::verify;
use crate::view::look::Folded;

/// Tells `entry`.
pub(super) fn tell(entry: &Entry, shop: &mut Workshop, ui: &Ui) -> Result<Answer> {
    ui.check()?;
    let pair = minting::make(entry, shop)?;
    let next = vec![
        format!("tlslab cert gallery {} --to gallery", entry.name),
        format!("tlslab cert gallery {} --serve", entry.name),
    ];
    ui.story(&story(entry, &pair), Folded::Hide, next)?;
    Ok(Answer::Good)
}

fn story(entry: &Entry, pair: &Pair) -> Story {
    let (number, name) = (entry.number, entry.name);
    let (fault, fault_ko) = (entry.fault.en, entry.fault.ko);
    let mut story = Story::on_paper(text!(
        en: "Gallery {number}, {name}: {fault}",
        ko: "갤러리 {number}, {name}: {fault_ko}"
    ));
    story.preface.push(entry.lesson.into());
    let original = std::slice::from_ref(&pair.fixed.leaf);
    let question = pair.broken.question(original, Profile::Rfc5280);
    story.clock = Some(question.at);
    if !question.leaf.is_empty() {
        story.certificates.push(question.leaf.to_vec());
    }
    story.certificates.extend_from_slice(question.intermediates);
    let broken = Text::new("The broken one", "깨진 것");
    story
        .steps
        .extend(judged(&pair.broken, original, &broken, None));
    let twin = Text::new("Its repaired twin", "고친 짝");
    let repair = Some(entry.repair.into());
    story.steps.extend(judged(&pair.fixed, &[], &twin, repair));
    story.steps.push(others(entry));
    story
}

/// What tlslab says of `case`: the verdict, then each check that found something.
fn judged(case: &Case, known: &[Vec<u8>], chapter: &Text, repair: Option<Text>) -> Vec<Step> {
    let question = case.question(known, Profile::Rfc5280);
    let verification = verify(&question);
    let setting = Setting {
        roots: "root.pem".to_owned(),
        ..Setting::default()
    };
    let told = verified::tell(&question, &verification, &setting);
    let mut first = desk(chapter, told.title);
    first.sentence = repair
        .or_else(|| told.preface.into_iter().next())
        .unwrap_or(Text::EMPTY);
    first
        .values
        .push(Value::plain("host", &case.wanted, Knows::Wire));
    if !case.leaf.is_empty() {
        first.exhibits.push(Exhibit::read(
            Text::same("Certificate"),
            Origin::Document,
            &case.leaf,
            certificate::read,
        ));
    }
    let found = told
        .steps
        .into_iter()
        .filter(|step| !step.faults.is_empty());
    let found = found.map(|step| Step {
        chapter: chapter.clone(),
        ..step
    });
    std::iter::once(first).chain(found).collect()
}

fn others(entry: &Entry) -> Step {
    let chapter = Text::new(
        "What others say of the broken one",
        "깨진 것에 대한 다른 검증기의 말",
    );
    let mut step = desk(&chapter, Text::same("OpenSSL, rustls"));
    step.sentence = Text::new(
        "Measured with OpenSSL 3.0 and rustls-webpki 0.103.",
        "OpenSSL 3.0과 rustls-webpki 0.103으로 재었다.",
    );
    for (who, said) in [
        ("openssl verify", entry.openssl),
        ("openssl verify -x509_strict -auth_level 2", entry.strict),
        ("rustls", entry.rustls),
    ] {
        let words = match said {
            Said::Accepts => Text::new("accepts", "받아들임"),
            Said::Refuses(words) => Text::same(words),
            Said::AtHandshake => {
                Text::new("only the handshake shows it", "핸드셰이크에서만 드러남")
            }
        };
        step.values.push(Value::new(who, words, Knows::Wire));
    }
    step
}

fn desk(chapter: &Text, name: Text) -> Step {
    Step::desk(name, "RFC 5280 §6.1").under(chapter.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Lang;
    use crate::base::time::Time;
    use crate::pki::gallery::list::GALLERY;
    use crate::view::layout::width;
    use crate::view::look::Look;
    use crate::view::plain;

    #[test]
    fn every_entry_is_told_with_its_reason_in_both_languages() {
        let now = Time::seconds(1_795_867_200);
        let mut shop = Workshop::open(Some(1), now).unwrap();
        for entry in GALLERY.iter() {
            let story = story(entry, &entry.make(&mut shop).unwrap());
            for lang in [Lang::En, Lang::Ko] {
                let look = Look {
                    lang,
                    ..Look::default()
                };
                let mut out = Vec::new();
                plain::write(&story, &look, &mut out).unwrap();
                let text = String::from_utf8(out).unwrap();
                assert!(text.lines().all(|line| width(line) <= 80), "{text}");
                assert!(text.contains(entry.reason.unwrap_or_default()), "{text}");
                // The twin is accepted, and so is a control.
                let word = match lang {
                    Lang::En => "Accepted: ",
                    Lang::Ko => "수락: ",
                };
                assert!(text.contains(word), "{text}");
            }
        }
    }
}
