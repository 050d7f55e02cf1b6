//! The page of `tlslab ca trust`: for people, with commands that are never broken or cut, and for programs.

use std::io::{self, Write};

use crate::base::field::printable;
use crate::base::text::{Doc, Text};
use crate::keys::certificate::date;
use crate::pki::stores::root::Root;
use crate::pki::stores::system::{Act, Deed, System};
use crate::text;
use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;
use crate::view::sheet::{Datum, Sheet};

/// What is shown.
pub(super) struct Page<'p> {
    /// The root.
    pub(super) root: &'p Root,
    /// What to heed, the most important first.
    pub(super) notes: Vec<Text>,
    /// The systems, in order.
    pub(super) systems: &'p [&'static System],
}

/// What whoever trusts the root should know before.
pub(super) fn notes(root: &Root, seeded: bool) -> Vec<Text> {
    let mut notes = Vec::new();
    if seeded {
        notes.push(Text::new(
            "WARNING: this root's key follows from a number in its log (--seed). Whoever knows the number has the key. Do not trust it anywhere.",
            "경고: 이 루트의 키는 로그에 적힌 수(--seed)에서 나온다. 그 수를 아는 사람은 키를 가진 것과 같다. 어디에서도 신뢰하지 않는다.",
        ));
    }
    match &root.fence {
        None => notes.push(Text::new(
            "WARNING: THIS ROOT HAS NO NAME CONSTRAINTS. Where it is trusted, whoever reads its key file can pose as every site on earth: your bank, your mail, the updates of your computer. Trust it in a throw-away machine or browser profile, and nowhere else; or found a new authority without --unconstrained.",
            "경고: 이 루트에는 이름 제약이 없다. 이 루트를 신뢰하는 곳에서는, 키 파일을 읽은 사람이 은행과 메일과 컴퓨터의 업데이트까지 세상 모든 사이트를 사칭할 수 있다. 버릴 기계나 브라우저 프로필에서만 신뢰한다. 아니면 --unconstrained 없이 인증 기관을 새로 만든다.",
        )),
        Some(names) => {
            let list = names.join(", ");
            notes.push(text!(en: "This root carries name constraints (RFC 5280 §4.2.1.10): it can vouch only for {list}. Even with its key in hand nobody can pose as a public site, because OpenSSL, rustls, Go, Firefox and Chromium refuse a certificate outside the fence. RFC 5280 §6.1 leaves it to each program whether it reads the constraints of a root, so each intermediate here carries them too; yet whoever has the root's key can make one without. Keep the key safe all the same, and take the trust back when you are done.", ko: "이 루트에는 이름 제약이 있다(RFC 5280 §4.2.1.10). 보증할 수 있는 것은 다음뿐이다: {list}. OpenSSL, rustls, Go, Firefox, Chromium은 울타리 밖의 인증서를 거절하므로, 키를 손에 넣어도 공개 사이트를 사칭할 수 없다. 루트의 제약을 읽을지는 프로그램에 맡겨져 있어서(RFC 5280 §6.1) 여기서는 중간 인증서마다 제약을 함께 넣는다. 그래도 루트의 키를 가진 사람은 제약 없는 중간 인증서를 만들 수 있으므로 키를 안전하게 지키고, 다 쓰면 신뢰를 거둔다."));
        }
    }
    notes.push(Text::new(
        "Nothing was installed. The first entry reaches the least; take it if it will do.",
        "아무것도 설치하지 않았다. 맨 앞의 방법이 영향이 가장 작다. 그것으로 충분하면 그 방법을 쓴다.",
    ));
    notes
}

/// Writes it for people.
pub(super) fn write(page: &Page<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let root = page.root;
    paragraph(&root.name, Ink::Strong, 0, look, out)?;
    let rows = [
        (look.word("file", "파일"), root.file.clone()),
        ("SHA-256", root.sha256.clone()),
        ("SHA-1", root.sha1.clone()),
        (look.word("until", "유효 기한"), date(root.until)),
    ];
    let widest = rows.iter().map(|(name, _)| width(name)).max();
    for (name, value) in &rows {
        let mut head = format!("{name}{}", " ".repeat(widest.unwrap_or(0) - width(name)));
        // Never cut: these are compared letter by letter, or copied. A long fingerprint is told in two halves.
        for part in halves(value) {
            writeln!(out, "  {head}  {}", printable(part.as_bytes()))?;
            head = " ".repeat(widest.unwrap_or(0));
        }
    }
    for note in &page.notes {
        Row::default().write(look, out)?;
        paragraph(look.say(note), Ink::Maybe, 0, look, out)?;
    }
    for system in page.systems {
        Row::default().write(look, out)?;
        let title = format!(
            "{}  (--system {})",
            system.title.say(look.lang),
            system.name
        );
        paragraph(&title, Ink::Strong, 0, look, out)?;
        paragraph(system.reach.say(look.lang), Ink::Plain, 2, look, out)?;
        for (heading, acts) in parts(system) {
            paragraph(heading.say(look.lang), Ink::Name, 2, look, out)?;
            for act in acts {
                match act.filled(root) {
                    Deed::Run(command) => {
                        writeln!(out, "    {}", printable(command.as_bytes()))?;
                    }
                    Deed::Hand(words) => paragraph(look.say(&words), Ink::Plain, 4, look, out)?,
                }
            }
        }
        if !system.heed.is_empty() {
            paragraph(system.heed.say(look.lang), Ink::Faint, 2, look, out)?;
        }
    }
    Ok(())
}

/// A SHA-256 fingerprint with colons as two rows of sixteen bytes; anything else as it is.
fn halves(value: &str) -> Vec<&str> {
    const ROW: usize = 16 * 3;
    let long = value.len() == 2 * ROW - 1 && value.bytes().filter(|b| *b == b':').count() == 31;
    match value.split_at_checked(ROW) {
        Some((first, second)) if long => vec![first.trim_end_matches(':'), second],
        Some(_) | None => vec![value],
    }
}

fn paragraph(
    words: &str,
    ink: Ink,
    indent: usize,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    for row in wrap(&[Span::new(words, ink)], look.columns(), indent, indent) {
        row.write(look, out)?;
    }
    Ok(())
}

/// The three parts of what is done with a system.
fn parts(system: &System) -> [(Doc, &'static [Act]); 3] {
    [
        (Doc::new("trust", "신뢰하기"), system.trust),
        (
            Doc::new("see that it is trusted", "신뢰 확인"),
            system.check,
        ),
        (Doc::new("untrust", "신뢰 거두기"), system.untrust),
    ]
}

/// The same for programs.
pub(super) fn sheet(page: &Page<'_>) -> Sheet {
    let root = page.root;
    let fence = match &root.fence {
        Some(names) => Datum::List(names.clone()),
        None => Datum::Nothing,
    };
    let systems = page.systems.iter().map(|system| system_sheet(system, root));
    Sheet::new(Text::same(root.name.clone()))
        .also("name", Datum::word(root.name.clone()))
        .also("file", Datum::word(root.file.clone()))
        .also("sha256", Datum::word(root.sha256.clone()))
        .also("sha1", Datum::word(root.sha1.clone()))
        .also("not_after", Datum::Moment(root.until, date(root.until)))
        .also("permitted", fence)
        .also("systems", Datum::Sheets(systems.collect()))
        .note(page.notes.clone())
}

fn system_sheet(system: &System, root: &Root) -> Sheet {
    let deeds = |acts: &[Act]| {
        let filled = acts.iter().map(|act| act.filled(root));
        let said = filled.map(|deed| match deed {
            Deed::Run(command) => Sheet::new(Text::EMPTY).also("run", Datum::word(command)),
            Deed::Hand(words) => Sheet::new(Text::EMPTY).also("by_hand", Datum::Words(words)),
        });
        Datum::Sheets(said.collect())
    };
    Sheet::new(system.title.into())
        .also("name", Datum::word(system.name))
        .also("title", Datum::Words(system.title.into()))
        .also("reach", Datum::Words(system.reach.into()))
        .also("trust", deeds(system.trust))
        .also("check", deeds(system.check))
        .also("untrust", deeds(system.untrust))
        .also("heed", Datum::Words(system.heed.into()))
}
