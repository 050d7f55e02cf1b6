//! The language of queries, told to people: what help, documentation and hints print.

use crate::base::text::{Doc, Lang, Text};
use crate::survey::query::fields::FIELDS;

/// One line of the grammar: how it is written, and what it means.
#[derive(Debug)]
pub struct Line {
    /// How it is written.
    pub written: &'static str,
    /// What it means.
    pub doc: Doc,
}

const fn line(written: &'static str, en: &'static str, ko: &'static str) -> Line {
    Line {
        written,
        doc: Doc::new(en, ko),
    }
}

/// How a query is put together.
pub static GRAMMAR: &[Line] = &[
    line(
        "FIELD=VALUE",
        "equal; in words * stands for any letters and ? for one, and case does not count",
        "같다. 단어에서 *는 아무 글자들을, ?는 한 글자를 대신하며 대소문자는 가리지 않는다",
    ),
    line(
        "FIELD!=VALUE",
        "known, and not equal",
        "값을 알며, 그 값이 같지 않다",
    ),
    line(
        "FIELD<VALUE  <=  >  >=",
        "less, or more: numbers, bytes, times, versions by age, levels by weight",
        "작거나 크다. 수, 바이트, 시간, 버전(오래된 것이 작다), 수준(가벼운 것이 작다)에 쓴다",
    ),
    line(
        "FIELD~VALUE  !~",
        "the value stands somewhere in it, or nowhere",
        "값이 그 안 어딘가에 있거나, 어디에도 없다",
    ),
    line(
        "FIELD in (A, B)  not in",
        "one of these, or none of these",
        "이 가운데 하나이거나, 아무것도 아니다",
    ),
    line(
        "FIELD",
        "it is so (resumed), or it is there at all (sni)",
        "그렇다(resumed). 또는 값이 있다(sni)",
    ),
    line(
        "not A, A and B, A or B, (A)",
        "not binds most tightly, then and, then or; !, && and || are the same",
        "not이 가장 먼저 묶이고 and, or 순이다. !, &&, ||로도 쓴다",
    ),
    line(
        "\"VALUE\"",
        "quotes hold values with spaces or signs",
        "빈칸이나 기호가 든 값은 따옴표로 묶는다",
    ),
];

/// What holds for all of it.
pub const UNKNOWN: Doc = Doc::new(
    "A comparison with something unknown is false, != as well; only not turns it round: not sni=*.example is true of a connection without a name.",
    "모르는 것과의 비교는 !=까지도 거짓이며, not만이 이를 뒤집는다. 이름이 없는 연결에 대해 not sni=*.example은 참이다.",
);

/// Queries worth trying.
pub static EXAMPLES: &[Line] = &[
    line(
        "sni=*.example and version<1.2",
        "old versions spoken to one domain",
        "한 도메인과 낡은 버전으로 나눈 연결",
    ),
    line(
        "finding in (weak_suite, no_forward_secrecy)",
        "where a recording can be opened later",
        "나중에 기록을 열 수 있는 연결",
    ),
    line(
        "client=10.0.0.0/8 and not outcome=completed",
        "which handshakes of the inside failed",
        "내부에서 시작해 실패한 핸드셰이크",
    ),
    line(
        "level>=warning and bytes>1MB",
        "what matters, where much was sent",
        "많이 주고받은 연결 가운데 중요한 것",
    ),
];

/// All of it as one text: a line each, the fields with what they mean.
pub fn text() -> Text {
    let mut out = [String::new(), String::new()];
    for (lang, out) in [Lang::En, Lang::Ko].into_iter().zip(&mut out) {
        for Line { written, doc } in GRAMMAR {
            out.push_str(&format!("  {written:<28}{}\n", doc.say(lang)));
        }
        out.push_str(&format!("\n{}\n\n", UNKNOWN.say(lang)));
        for field in FIELDS {
            out.push_str(&format!("  {:<17}{}", field.name, field.doc.say(lang)));
            let choices = (field.choices)();
            if (1..=12).contains(&choices.len()) {
                out.push_str(&format!(" ({})", choices.join(", ")));
            }
            out.push('\n');
        }
        out.push('\n');
        for Line { written, doc } in EXAMPLES {
            out.push_str(&format!("  {written}\n      {}\n", doc.say(lang)));
        }
    }
    let [en, ko] = out;
    Text {
        en: en.into(),
        ko: ko.into(),
    }
}
