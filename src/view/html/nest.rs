//! A protected record as a box that opens inwards: the header that stays readable, in it ciphertext and tag; opened, with what it was
//! opened, and the plaintext: content, true type, padding; in the content the messages.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::reader::Note;
use crate::base::side::Side;
use crate::base::verdict::Verdict;
use crate::story::model::{Cover, Given, Kind, Proof, Step, What};
use crate::text;
use crate::view::html::given;
use crate::view::html::lock::lock;
use crate::view::html::markup::Markup;
use crate::view::html::place::Place;
use crate::view::html::value;
use crate::view::layout::bytes_told;

/// Bytes of a part that are shown here; all of them stand in the exhibit.
const SHOWN: usize = 32;

/// A protected record of a step.
struct Nest<'s> {
    /// Its bytes as they stood on the wire.
    sealed: &'s Exhibit,
    /// The place of that exhibit in its step.
    e: usize,
    /// What was inside, where it has a form of its own (TLS 1.3).
    opened: Option<&'s Exhibit>,
    /// That it opens, and with what.
    proof: Option<&'s Proof>,
}

/// The protected records of step `n`.
pub(super) fn write(m: &mut Markup, place: &Place<'_>, n: usize, step: &Step) {
    for nest in nests(step) {
        m.tag("figure", &[("class", "nest")], |m| {
            outside(m, place, n, &nest)
        });
    }
}

/// Whether what went into `proof` is shown with its record.
pub(super) fn shows(proof: &Proof) -> bool {
    proof.key == "record_opens" && proof.verdict == Verdict::Holds
}

fn nests(step: &Step) -> Vec<Nest<'_>> {
    let Kind::Wire {
        cover: Cover::Opened | Cover::Sealed,
        ..
    } = step.kind
    else {
        return Vec::new();
    };
    let mut proofs = step.proofs.iter().filter(|proof| shows(proof));
    let is_record = |exhibit: &Exhibit| {
        let on_wire = matches!(exhibit.origin, Origin::Stream { .. });
        on_wire && (exhibit.find("TLSCiphertext").is_some() || exhibit.find("fragment").is_some())
    };
    step.exhibits
        .iter()
        .enumerate()
        .filter(|(_, exhibit)| is_record(exhibit))
        .map(|(e, sealed)| Nest {
            sealed,
            e,
            opened: step
                .exhibits
                .get(e + 1)
                .filter(|next| next.find("TLSInnerPlaintext").is_some()),
            proof: proofs.next(),
        })
        .collect()
}

fn outside(m: &mut Markup, place: &Place<'_>, n: usize, nest: &Nest<'_>) {
    let sealed = nest.sealed;
    m.tag("div", &[("class", "shell wire")], |m| {
        m.tag("p", &[("class", "layer")], |m| {
            m.said("b", &[], &sealed.title);
            m.ours(" ");
            m.said(
                "span",
                &[("class", "faint")],
                &bytes_told(sealed.bytes.len()),
            );
            m.ours(" ");
            let link = format!("#{}", place.bytes(n, nest.e));
            m.tag("a", &[("href", &link)], |m| {
                m.word("all bytes", "모든 바이트")
            });
        });
        m.tag("dl", &[("class", "parts")], |m| {
            for note in header(sealed) {
                part(m, sealed, note);
            }
        });
        m.tag("div", &[("class", "shell sealed")], |m| {
            m.tag("p", &[("class", "layer")], |m| {
                lock(m);
                m.tag("b", &[], |m| {
                    m.word(
                        "encrypted: this is what stood on the path",
                        "암호화된 부분: 경로에 있던 것",
                    )
                });
            });
            m.tag("dl", &[("class", "parts")], |m| {
                for note in body(sealed) {
                    part(m, sealed, note);
                }
            });
            if let Some(proof) = nest.proof {
                m.tag("details", &[("class", "shell key")], |m| {
                    m.tag("summary", &[], |m| {
                        m.word(
                            "open it: with what, and what is inside",
                            "열기: 무엇으로 열리고 안에는 무엇이 있나",
                        );
                    });
                    key(m, place, n, proof);
                    inside(m, place, n, nest);
                });
            }
        });
    });
}

/// The leaves of the five bytes in front.
fn header(sealed: &Exhibit) -> impl Iterator<Item = &Note> {
    sealed.leaves().filter(|note| note.range().end <= 5)
}

/// The leaves behind them.
fn body(sealed: &Exhibit) -> impl Iterator<Item = &Note> {
    sealed.leaves().filter(|note| note.range().start >= 5)
}

fn part(m: &mut Markup, exhibit: &Exhibit, note: &Note) {
    let bytes = note.of(&exhibit.bytes);
    m.with("dt", &[], note.field.name);
    m.tag("dd", &[], |m| {
        digits(m, bytes);
        if let Some(meaning) = note.field.value(bytes)
            && bytes.len() < 8
        {
            m.ours(" ");
            m.said("span", &[("class", "faint")], &meaning);
        }
    });
}

/// The first bytes, spaced, and how many there are of more.
fn digits(m: &mut Markup, bytes: &[u8]) {
    let first = bytes.get(..SHOWN).unwrap_or(bytes);
    let spaced: Vec<String> = first.iter().map(|byte| format!("{byte:02x}")).collect();
    m.with("code", &[], &spaced.join(" "));
    if first.len() < bytes.len() {
        m.ours(" … ");
        m.said("span", &[("class", "faint")], &bytes_told(bytes.len()));
    }
}

/// Key, nonce and associated data; where the nonce is made by XOR, one below the other.
fn key(m: &mut Markup, place: &Place<'_>, n: usize, proof: &Proof) {
    let xor: Vec<&Given> = ["write_iv", "sequence_number", "nonce"]
        .iter()
        .filter_map(|name| {
            proof
                .inputs
                .iter()
                .find(|given| given.value.name.en == *name)
        })
        .collect();
    let [iv, sequence, nonce] = xor.as_slice() else {
        return all(m, place, n, proof);
    };
    let made = [iv, sequence, nonce].map(|given| bytes_of(given));
    if !is_xor(made) {
        return all(m, place, n, proof);
    }
    let rest: Vec<&Given> = proof
        .inputs
        .iter()
        .filter(|given| !xor.iter().any(|one| std::ptr::eq(*one, *given)))
        .collect();
    m.tag("dl", &[("class", "values computed")], |m| {
        for given in &rest {
            given::write(m, place, n, given);
        }
    });
    m.tag("dl", &[("class", "xor")], |m| {
        let [_, _, whole] = made;
        for (given, sign) in [(iv, ""), (sequence, "⊕"), (nonce, "=")] {
            m.tag("dt", &[], |m| {
                m.with("span", &[("class", "sign")], sign);
                m.ours(" ");
                m.say(&given.value.name);
            });
            m.tag("dd", &[], |m| {
                let bytes = bytes_of(given);
                let mut padded = vec![0; whole.len().saturating_sub(bytes.len())];
                padded.extend(bytes);
                digits(m, &padded);
                value::tag(m, given.value.knows);
            });
        }
    });
}

fn all(m: &mut Markup, place: &Place<'_>, n: usize, proof: &Proof) {
    m.tag("dl", &[("class", "values computed")], |m| {
        for given in &proof.inputs {
            given::write(m, place, n, given);
        }
        if let Some(result) = &proof.result {
            m.tag("dt", &[("class", "part")], |m| {
                m.word("= MAC, as it came", "= MAC, 온 것과 같다")
            });
            m.tag("dd", &[], |m| value::digits(m, result));
        }
    });
}

fn bytes_of(given: &Given) -> &[u8] {
    match &given.value.what {
        What::Bytes(bytes) => bytes,
        What::Words(_) => &[],
    }
}

/// Whether the last is the XOR of the two others, the shorter filled up with zeros in front.
fn is_xor([one, other, both]: [&[u8]; 3]) -> bool {
    let at = |bytes: &[u8], back: usize| {
        let place = bytes.len().checked_sub(back + 1);
        place
            .and_then(|place| bytes.get(place))
            .copied()
            .unwrap_or(0)
    };
    let fits = one.len() <= both.len() && other.len() <= both.len();
    fits && !both.is_empty() && (0..both.len()).all(|n| at(one, n) ^ at(other, n) == at(both, n))
}

/// What was inside, and the messages in it.
fn inside(m: &mut Markup, place: &Place<'_>, n: usize, nest: &Nest<'_>) {
    m.tag("div", &[("class", "shell plain")], |m| {
        m.tag("p", &[("class", "layer")], |m| {
            m.tag("b", &[], |m| m.word("plaintext", "평문"));
            if let Some(opened) = nest.opened {
                m.ours(" ");
                m.said(
                    "span",
                    &[("class", "faint")],
                    &bytes_told(opened.bytes.len()),
                );
                m.ours(" ");
                let link = format!("#{}", place.bytes(n, nest.e + 1));
                m.tag("a", &[("href", &link)], |m| {
                    m.word("all bytes", "모든 바이트")
                });
            }
        });
        m.tag("dl", &[("class", "parts")], |m| {
            let Some(opened) = nest.opened else {
                m.tag("dt", &[], |m| m.word("content", "내용"));
                return m.tag("dd", &[], |m| messages(m, place, n));
            };
            let mut padded = false;
            for note in opened.leaves() {
                padded |= note.field.name == "zeros";
                part(m, opened, note);
                if note.field.name == "content" {
                    m.tag("dd", &[], |m| messages(m, place, n));
                }
            }
            if !padded {
                m.with("dt", &[], "zeros");
                m.tag("dd", &[], |m| {
                    m.tag("span", &[("class", "faint")], |m| {
                        m.word("no padding", "패딩 없음")
                    });
                });
            }
        });
    });
}

/// The messages that came out of the record that step `n` is the first of.
fn messages(m: &mut Markup, place: &Place<'_>, n: usize) {
    let steps = &place.story.steps;
    let Some(record) = steps.get(n).and_then(opened_by) else {
        return;
    };
    let mut found = false;
    for (k, step) in steps.iter().enumerate().skip(n) {
        let Kind::Wire { .. } = step.kind else {
            continue;
        };
        // Under the next key records are counted from 0 again: one that brings its own record is of another.
        if opened_by(step) != Some(record) || (k != n && !nests(step).is_empty()) {
            break;
        }
        for (e, exhibit) in step.exhibits.iter().enumerate() {
            if !is_message(exhibit) {
                continue;
            }
            m.ours(if found {
                " <span class=\"faint\">·</span> "
            } else {
                ""
            });
            found = true;
            let link = format!("#{}", place.bytes(k, e));
            m.tag("a", &[("class", "message"), ("href", &link)], |m| {
                m.say(&exhibit.title)
            });
            if k != n {
                let number = k + 1;
                m.ours(" ");
                m.said(
                    "span",
                    &[("class", "faint")],
                    &text!(en: "step {number}", ko: "{number}단계"),
                );
            }
        }
    }
}

fn is_message(exhibit: &Exhibit) -> bool {
    matches!(exhibit.origin, Origin::Opened { .. }) && exhibit.find("TLSInnerPlaintext").is_none()
}

/// Which record the messages of a step came out of: its sender, its number, the frame it began in.
fn opened_by(step: &Step) -> Option<(Side, u64, Option<u32>)> {
    step.exhibits
        .iter()
        .find_map(|exhibit| match &exhibit.origin {
            Origin::Opened {
                from,
                record,
                packets,
            } => Some((*from, *record, packets.first().copied())),
            Origin::Packet(_)
            | Origin::Stream { .. }
            | Origin::Computed
            | Origin::Document
            | Origin::Part { .. } => None,
        })
}
