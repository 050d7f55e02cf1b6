//! What a tool found, and how it is told.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::primitive::hash::sha256;
use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;
use crate::story::model::{Line, Step, Story, Value};
use crate::text;

/// What a tool found, and its story.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it found.
    pub outcome: Outcome,
    /// How it came about.
    pub story: Story,
}

/// What a tool found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Bytes; mostly one string of them.
    Bytes(Vec<Vec<u8>>),
    /// Yes, in one word.
    Yes(&'static str),
    /// No, in one word.
    No(&'static str),
    /// Nothing: a tag, a signature or a padding is not right. The reason.
    Refused(Text),
}

impl Outcome {
    /// In words: bytes in hexadecimal, whole, since people came for them; of very many, how to get them.
    fn text(&self) -> Text {
        match self {
            Self::Bytes(all) => {
                let n: usize = all.iter().map(Vec::len).sum();
                let all: Vec<String> = all.iter().map(hex::encode).collect();
                match n {
                    0 => Text::new("empty", "비어 있음"),
                    1..=WHOLE => Text::same(all.join(" ")),
                    _ => {
                        text!(en: "{n} bytes; --raw shows them all", ko: "{n}바이트. --raw 로 모두 볼 수 있다")
                    }
                }
            }
            Self::Yes(word) | Self::No(word) => Text::new(
                word,
                match *word {
                    "valid" => "맞음",
                    "prime" => "소수",
                    "composite" => "합성수",
                    "neither" => "소수도 합성수도 아님",
                    other => other,
                },
            ),
            Self::Refused(why) => why.clone(),
        }
    }
}

/// Bytes of a result that are shown whole.
const WHOLE: usize = 256;

/// A tool at work.
pub(super) struct Telling {
    story: Story,
    inputs: Step,
}

impl Telling {
    /// Begins with what is done by which algorithm.
    pub(super) fn new(title: Text, algorithm: &str, standard: &'static str) -> Self {
        let (en, ko) = (&title.en, &title.ko);
        Self {
            story: Story::on_paper(text!(en: "{algorithm}: {en}", ko: "{algorithm}: {ko}")),
            inputs: Step::desk(Text::new("what goes in", "들어가는 것"), standard),
        }
    }

    /// The same with an input more.
    pub(super) fn given(mut self, name: Text, bytes: &[u8], knows: Knows) -> Self {
        self.inputs = self.inputs.with(sized(name, bytes, knows));
        self
    }

    /// The same with a number more.
    pub(super) fn counted(mut self, name: Text, number: impl ToString) -> Self {
        let value = Value::plain(name, number, Knows::Wire);
        self.inputs = self.inputs.with(value);
        self
    }

    /// The same with what the algorithm does with it, in a sentence.
    pub(super) fn saying(mut self, sentence: Text) -> Self {
        self.inputs = self.inputs.saying(sentence);
        self
    }

    /// Ends with what came out; and what that promises, and what it does not.
    pub(super) fn told(self, outcome: Outcome, result: Step, promise: Text, limit: Text) -> Told {
        let Self { mut story, inputs } = self;
        story.steps = vec![inputs, result];
        story.summary = vec![
            Line {
                label: Text::new("result", "결과"),
                key: "result",
                text: outcome.text(),
            },
            Line {
                label: Text::new("promises", "약속하는 것"),
                key: "promises",
                text: promise,
            },
            Line {
                label: Text::new("does not", "약속하지 않는 것"),
                key: "does_not_promise",
                text: limit,
            },
        ];
        Told { outcome, story }
    }
}

/// What comes out, to be filled in.
pub(super) fn result(standard: &'static str) -> Step {
    Step::desk(Text::new("what comes out", "나오는 것"), standard)
}

/// Bytes with their number; of many, their hash instead.
pub(super) fn sized(name: Text, bytes: &[u8], knows: Knows) -> Value {
    let n = bytes.len();
    if n == 0 {
        return Value::new(name, Text::new("empty", "비어 있음"), knows);
    }
    if n > SHOWN {
        let hash = hex::encode(sha256(bytes));
        return Value::new(
            name,
            text!(en: "{n} bytes, SHA-256 {hash}", ko: "{n}바이트, SHA-256 {hash}"),
            knows,
        );
    }
    Value::hex(counting(&name, n), bytes, knows)
}

/// A name with a number of bytes.
fn counting(name: &Text, n: usize) -> Text {
    let (en, ko) = (&name.en, &name.ko);
    match n {
        1 => text!(en: "{en}, 1 byte", ko: "{ko}, 1바이트"),
        _ => text!(en: "{en}, {n} bytes", ko: "{ko}, {n}바이트"),
    }
}

/// Bytes of a value that are shown; of more only the hash.
const SHOWN: usize = 4096;

/// What was given as `input`.
///
/// # Errors
/// If nothing was.
pub fn needed<'b>(
    input: &'static str,
    given: Option<&'b [u8]>,
    need: Sizes,
) -> Result<&'b [u8], Wrong> {
    given.ok_or(Wrong::Missing { input, need })
}
