//! Certificates as cards, the leaf first, each with an arrow to whoever vouches for it, up to the root.
//!
//! Of a handshake they stand in the step that shows them, of a story about certificates above its steps. Whether one is signed by the
//! next is computed here again; whether to believe it is what the story's own checks say.

use crate::base::exhibit::Exhibit;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::base::verdict::Verdict;
use crate::keys::certificate::{self, Summary, date};
use crate::story::model::{Kind, Step};
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::extension::Extension;
use crate::view::html::markup::Markup;
use crate::view::html::place::Place;
use crate::view::layout::cut;

/// Cards of one chain, at most.
const MOST: usize = 12;
/// Names on a card, at most.
const NAMES: usize = 6;

/// The certificates that step `n` shows, if it shows any.
pub(super) fn write(m: &mut Markup, place: &Place<'_>, n: usize, step: &Step) {
    if place.is_blank() || !matches!(step.kind, Kind::Wire { .. }) {
        return;
    }
    let chain: Vec<&[u8]> = step.exhibits.iter().flat_map(within).collect();
    if !chain.is_empty() {
        let now = place.story.clock;
        cards(m, &chain, now, &mut |m| trusted(m, place, n, &chain));
    }
}

/// The certificates that the whole story is about.
pub(super) fn whole(m: &mut Markup, place: &Place<'_>) {
    let story = place.story;
    let chain: Vec<&[u8]> = story.certificates.iter().map(Vec::as_slice).collect();
    if chain.is_empty() || place.is_blank() {
        return;
    }
    let id = place.named("certificates");
    m.tag("section", &[("id", &id)], |m| {
        m.tag("h2", &[], |m| {
            m.word("Who vouches for whom", "누가 누구를 보증하나")
        });
        cards(m, &chain, story.clock, &mut |_| {});
    });
}

/// The certificates in a Certificate message.
fn within(exhibit: &Exhibit) -> impl Iterator<Item = &[u8]> {
    /// The length in front of each (RFC 8446 §4.4.2).
    const LENGTH: usize = 3;
    let fields = exhibit.notes.iter();
    let fields = fields.filter(|note| note.field.name == "cert_data");
    fields.filter_map(|note| note.of(&exhibit.bytes).get(LENGTH..))
}

fn cards(m: &mut Markup, chain: &[&[u8]], now: Option<Time>, end: &mut dyn FnMut(&mut Markup)) {
    let read: Vec<Option<Summary>> = chain
        .iter()
        .take(MOST)
        .map(|der| certificate::summary(der))
        .collect();
    m.tag("div", &[("class", "chain")], |m| {
        for (n, der) in chain.iter().enumerate().take(MOST) {
            let Some(Some(one)) = read.get(n) else {
                m.tag("div", &[("class", "card")], |m| {
                    m.tag("p", &[], |m| {
                        m.word("a certificate that cannot be read", "읽을 수 없는 인증서")
                    });
                });
                continue;
            };
            let itself = one.distinguished[0] == one.distinguished[1];
            let issuer = match itself {
                true => Some((n, one)),
                false => issuer(one, der, &read),
            };
            m.tag("div", &[("class", "card")], |m| card(m, one, der, now));
            signed(m, n, one, der, issuer);
        }
        let more = chain.len().saturating_sub(MOST);
        if more > 0 {
            m.said(
                "p",
                &[("class", "faint")],
                &text!(en: "and {more} more certificates", ko: "이 밖에 인증서 {more}개"),
            );
        }
        end(m);
    });
}

/// Whoever of `all` has the name of the issuer of `one`: of several the one whose key signed it, else the first.
fn issuer<'a>(
    one: &Summary,
    der: &[u8],
    all: &'a [Option<Summary>],
) -> Option<(usize, &'a Summary)> {
    let all = all.iter().enumerate();
    let named = all.filter_map(|(n, other)| Some((n, other.as_ref()?)));
    let named = named.filter(|(_, other)| other.distinguished[0] == one.distinguished[1]);
    let signed = |other: &Summary| certificate::signed_by(der, &other.spki).is_ok();
    let mut signer = named.clone().filter(|(_, other)| signed(other));
    signer.next().or_else(|| named.clone().next())
}

fn card(m: &mut Markup, one: &Summary, der: &[u8], now: Option<Time>) {
    m.tag("p", &[("class", "title")], |m| {
        m.text(&one.subject);
        m.ours(" ");
        let (class, word) = match one.is_authority {
            true => ("tag name", Text::new("authority (CA)", "인증 기관 (CA)")),
            false => ("tag", Text::new("no authority", "인증 기관 아님")),
        };
        m.said("span", &[("class", class)], &word);
    });
    m.tag("dl", &[("class", "parts")], |m| {
        row(m, "subject", &one.distinguished[0]);
        row(m, "issuer", &one.distinguished[1]);
        if !one.names.is_empty() {
            m.with("dt", &[], "subjectAltName");
            m.tag("dd", &[], |m| names(m, &one.names));
        }
        row(m, "subjectPublicKey", &one.key);
        row(m, "serialNumber", &cut(&one.serial, 60));
        m.with("dt", &[], "validity");
        m.tag("dd", &[], |m| validity(m, one, now));
        if let Ok(read) = Certificate::read(der) {
            m.with("dt", &[], "extensions");
            m.tag("dd", &[], |m| extensions(m, &read.extensions));
        }
    });
}

fn row(m: &mut Markup, name: &str, value: &str) {
    m.with("dt", &[], name);
    m.with("dd", &[], value);
}

fn names(m: &mut Markup, names: &[String]) {
    let first = names.get(..NAMES).unwrap_or(names).join(", ");
    m.text(&first);
    let more = names.len().saturating_sub(NAMES);
    if more > 0 {
        m.ours(" ");
        m.said(
            "span",
            &[("class", "faint")],
            &text!(en: "and {more} more", ko: "외 {more}개"),
        );
    }
}

fn extensions(m: &mut Markup, extensions: &[Extension<'_>]) {
    if extensions.is_empty() {
        return m.word("none", "없음");
    }
    for (n, extension) in extensions.iter().enumerate() {
        m.ours(if n > 0 { ", " } else { "" });
        m.text(extension.name());
        if extension.critical {
            m.ours(" ");
            m.tag("span", &[("class", "tag")], |m| m.ours("critical"));
        }
    }
}

/// From when until when, and where now stands between.
fn validity(m: &mut Markup, one: &Summary, now: Option<Time>) {
    let (from, until) = (date(one.not_before), date(one.not_after));
    m.tag("span", &[("class", "dates")], |m| {
        m.with("span", &[], &from);
        m.ours(" – ");
        m.with("span", &[], &until);
    });
    let Some(now) = now else {
        return;
    };
    let (class, says) = match now {
        _ if now < one.not_before => ("bad", Text::new("not yet valid", "아직 유효하지 않음")),
        _ if now > one.not_after => ("bad", Text::new("expired", "만료됨")),
        _ => ("good", Text::new("valid", "유효")),
    };
    bar(m, one, now);
    let moment = date(now);
    m.tag("span", &[("class", class)], |m| {
        m.ours(match class {
            "good" => "✔ ",
            _ => "✗ ",
        });
        m.say(&says);
        m.ours(" ");
        m.say(&text!(en: "at {moment}", ko: "({moment} 기준)"));
    });
}

/// The time that is valid as a bar, now as a mark.
fn bar(m: &mut Markup, one: &Summary, now: Time) {
    const WIDE: u64 = 296;
    let (first, last) = (one.not_before.min(now), one.not_after.max(now));
    let whole = last.0.saturating_sub(first.0).max(1);
    let place = |time: Time| {
        let part =
            u128::from(time.0.saturating_sub(first.0)) * u128::from(WIDE) / u128::from(whole);
        u64::try_from(part).unwrap_or(WIDE).min(WIDE) + 2
    };
    let (start, end) = (place(one.not_before), place(one.not_after));
    let width = end.saturating_sub(start).max(2).to_string();
    let mark = format!("M{0} 1V15m-4 0h8m-8-14h8", place(now));
    m.tag(
        "svg",
        &[
            ("class", "valid"),
            ("viewBox", "0 0 300 16"),
            ("aria-hidden", "true"),
        ],
        |m| {
            m.ours("<path class=\"axes\" d=\"M0 8H300\"/>");
            let start = start.to_string();
            m.void(
                "rect",
                &[
                    ("x", &start),
                    ("y", "4"),
                    ("width", &width),
                    ("height", "8"),
                    ("rx", "2"),
                ],
            );
            m.void("path", &[("class", "now"), ("d", &mark)]);
        },
    );
}

/// The arrow from a card: who signed it, and whether the signature verifies.
fn signed(m: &mut Markup, n: usize, one: &Summary, der: &[u8], issuer: Option<(usize, &Summary)>) {
    m.tag("p", &[("class", "vouches")], |m| {
        let Some((place, issuer)) = issuer else {
            m.ours("<span aria-hidden=\"true\">↓</span> ");
            let name = one.issuer.as_str();
            return m.say(&text!(en: "signed by {name}, whose certificate is not here", ko: "서명: {name} (인증서는 여기 없음)"));
        };
        m.ours(if place == n { "<span aria-hidden=\"true\">↺</span> " } else { "<span aria-hidden=\"true\">↓</span> " });
        let algorithm = one.signature_algorithm.as_str();
        let name = issuer.subject.as_str();
        m.say(&match place == n {
            true => text!(en: "signed with its own key ({algorithm}):", ko: "자기 키로 서명({algorithm}):"),
            false => text!(en: "signed by {name} ({algorithm}):", ko: "서명: {name} ({algorithm}):"),
        });
        m.ours(" ");
        let (class, says) = match certificate::signed_by(der, &issuer.spki) {
            Ok(()) => ("good", Text::new("✔ the signature verifies", "✔ 서명이 맞는다")),
            Err(_) => ("bad", Text::new("✗ the signature does not verify", "✗ 서명이 맞지 않는다")),
        };
        m.said("span", &[("class", class)], &says);
    });
}

/// Whether the chain of step `n` ends at a root that the other end trusts, as the check behind it found.
fn trusted(m: &mut Markup, place: &Place<'_>, n: usize, chain: &[&[u8]]) {
    let last = chain.last().and_then(|der| certificate::summary(der));
    let Some(last) = last else {
        return;
    };
    let steps = place.story.steps.iter().enumerate().skip(n + 1);
    let mut found = steps.filter_map(|(k, step)| {
        let mut proofs = step.proofs.iter();
        let proof = proofs.find(|proof| proof.key == "trusted_root")?;
        Some((k, proof.verdict))
    });
    let verdict = found.next();
    m.tag("div", &[("class", "card root")], |m| {
        let itself = last.distinguished[0] == last.distinguished[1];
        let name = if itself { &last.subject } else { &last.issuer };
        let sent = match itself {
            true => Text::new("signed by itself, and sent", "스스로 서명했고, 전송됨"),
            false => Text::new(
                "root: not sent, whoever trusts it has it",
                "루트: 전송되지 않음, 신뢰하는 쪽이 이미 가지고 있음",
            ),
        };
        m.tag("p", &[("class", "title")], |m| {
            m.text(name);
            m.ours(" ");
            m.said("span", &[("class", "tag")], &sent);
        });
        let Some((k, verdict)) = verdict else {
            return;
        };
        let (class, says) = match verdict {
            Verdict::Holds => (
                "good",
                Text::new("✔ trusted by the other end", "✔ 상대가 신뢰함"),
            ),
            Verdict::Fails => (
                "bad",
                Text::new("✗ not trusted by the other end", "✗ 상대가 신뢰하지 않음"),
            ),
            Verdict::NotReached => (
                "maybe",
                Text::new(
                    "○ whether the other end trusts it is not known",
                    "○ 상대가 신뢰하는지 알 수 없음",
                ),
            ),
        };
        m.tag("p", &[], |m| {
            m.said("span", &[("class", class)], &says);
            m.ours(" ");
            let number = k + 1;
            let link = format!("#{}", place.step(k));
            m.tag("a", &[("href", &link)], |m| {
                m.say(&text!(en: "step {number}", ko: "{number}단계"))
            });
        });
    });
}
