//! A strict walk over DER (ITU-T X.690 §10) that keeps the place of everything it passes.
//!
//! Beside [`dissect::x509::der`](crate::dissect::x509::der), which explains whatever it is given and forgives, this one judges:
//! one way to write each thing, and an error names the bytes of the culprit.

use std::ops::Range;

use crate::base::text::{Doc, Text};
use crate::dissect::x509::tag;
use crate::text;

/// An element: tag, length, content, and where they stand in the whole.
#[derive(Clone, Copy, Debug)]
pub struct Element<'d> {
    /// Its tag.
    pub tag: u8,
    data: &'d [u8],
    start: usize,
    body: usize,
    end: usize,
}

impl<'d> Element<'d> {
    /// Where it stands, header included.
    pub fn at(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Where its content stands.
    pub fn inside(&self) -> Range<usize> {
        self.body..self.end
    }

    /// Its bytes, header included.
    pub fn raw(&self) -> &'d [u8] {
        self.data.get(self.at()).unwrap_or_default()
    }

    /// Its content.
    pub fn content(&self) -> &'d [u8] {
        self.data.get(self.inside()).unwrap_or_default()
    }

    /// A walk over the elements in its content.
    pub fn walk(&self) -> Walk<'d> {
        Walk {
            data: self.data,
            at: self.body,
            end: self.end,
        }
    }

    /// A walk over what a BIT STRING or OCTET STRING wraps.
    pub fn unwrapped(&self) -> Result<Walk<'d>, Wrong> {
        if self.tag != tag::BIT_STRING {
            return Ok(self.walk());
        }
        match self.content() {
            [0, ..] => Ok(Walk {
                at: self.body.saturating_add(1),
                ..self.walk()
            }),
            _ => Err(self.wrong(Problem::Bits)),
        }
    }

    /// The bytes of a BIT STRING that has no unused bits.
    pub fn whole_bits(&self) -> Result<&'d [u8], Wrong> {
        match self.content() {
            [0, bytes @ ..] => Ok(bytes),
            _ => Err(self.wrong(Problem::Bits)),
        }
    }

    /// A number from 0 to 2^64, in its shortest form.
    pub fn number(&self) -> Result<u64, Wrong> {
        let wrong = Err(self.wrong(Problem::Number));
        match self.content() {
            [0, next, ..] if *next < 0x80 => wrong,
            [] | [0x80..=0xff, ..] => wrong,
            bytes => {
                let bytes = bytes.strip_prefix(&[0]).unwrap_or(bytes);
                if bytes.len() > 8 {
                    return wrong;
                }
                Ok(bytes.iter().fold(0, |n, byte| n << 8 | u64::from(*byte)))
            }
        }
    }

    /// The truth, written as DER does.
    pub fn truth(&self) -> Result<bool, Wrong> {
        match self.content() {
            [0xff] => Ok(true),
            [0x00] => Ok(false),
            _ => Err(self.wrong(Problem::Boolean)),
        }
    }

    /// The path of numbers of an object identifier.
    pub fn dotted(&self) -> Result<String, Wrong> {
        let path = crate::dissect::x509::oid::dotted(self.content());
        path.ok_or_else(|| self.wrong(Problem::Identifier))
    }

    /// This element is not what it should be.
    pub fn wrong(&self, problem: Problem) -> Wrong {
        Wrong {
            at: self.at(),
            problem,
        }
    }
}

/// A cursor over elements that stand one behind the other.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'d> {
    data: &'d [u8],
    at: usize,
    end: usize,
}

impl<'d> Walk<'d> {
    /// Over the whole of `data`.
    pub fn over(data: &'d [u8]) -> Self {
        Self {
            data,
            at: 0,
            end: data.len(),
        }
    }

    /// What is left.
    pub fn rest(&self) -> Range<usize> {
        self.at..self.end
    }

    /// Whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.at >= self.end
    }

    /// The tag of the next element.
    pub fn peek(&self) -> Option<u8> {
        let left = self.data.get(self.rest())?;
        left.first().copied()
    }

    /// The next element, whatever it is.
    #[expect(
        clippy::should_implement_trait,
        reason = "an error does not move the walk on, so that an iterator would never end"
    )]
    pub fn next(&mut self) -> Result<Element<'d>, Wrong> {
        let left = self.data.get(self.rest()).unwrap_or_default();
        let wrong = |problem| Wrong {
            at: self.rest(),
            problem,
        };
        let [tag, first, more @ ..] = left else {
            return Err(wrong(Problem::Ends));
        };
        if tag & 0x1f == 0x1f {
            return Err(wrong(Problem::LongTag));
        }
        let (octets, length) = match first {
            0..=0x7f => (0, usize::from(*first)),
            0x81..=0x84 => {
                let octets = usize::from(first & 0x7f);
                let Some(length) = more.get(..octets) else {
                    return Err(wrong(Problem::Ends));
                };
                let value = length
                    .iter()
                    .fold(0, |n: usize, byte| n << 8 | usize::from(*byte));
                if value < 0x80 || length.first() == Some(&0) {
                    return Err(wrong(Problem::Length));
                }
                (octets, value)
            }
            _ => return Err(wrong(Problem::Length)),
        };
        let body = self.at.saturating_add(2 + octets);
        let end = body.saturating_add(length);
        if end > self.end {
            return Err(wrong(Problem::Beyond {
                need: length,
                have: self.end.saturating_sub(body),
            }));
        }
        let element = Element {
            tag: *tag,
            data: self.data,
            start: self.at,
            body,
            end,
        };
        self.at = end;
        Ok(element)
    }

    /// The next element, which must have this tag.
    pub fn take(&mut self, tag: u8) -> Result<Element<'d>, Wrong> {
        let element = self.next()?;
        if element.tag == tag {
            return Ok(element);
        }
        Err(element.wrong(Problem::Tag {
            want: tag,
            found: element.tag,
        }))
    }

    /// The next element if it has this tag.
    pub fn maybe(&mut self, tag: u8) -> Result<Option<Element<'d>>, Wrong> {
        match self.peek() {
            Some(found) if found == tag => self.next().map(Some),
            Some(_) | None => Ok(None),
        }
    }

    /// Nothing may be left.
    pub fn done(&self) -> Result<(), Wrong> {
        if self.is_done() {
            return Ok(());
        }
        Err(Wrong {
            at: self.rest(),
            problem: Problem::Trailing {
                left: self.rest().len(),
            },
        })
    }
}

/// Bytes that are not DER, or not the DER that should stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The culprit's bytes.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub problem: Problem,
}

/// What is wrong with some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// An element should begin, and there is nothing left for its header.
    Ends,
    /// The length reaches beyond what holds it.
    Beyond {
        /// Bytes of content it claims.
        need: usize,
        /// Bytes there are.
        have: usize,
    },
    /// A tag of several bytes.
    LongTag,
    /// A length that is indefinite, not the shortest, or absurd.
    Length,
    /// Another element than expected.
    Tag {
        /// The tag that should stand there.
        want: u8,
        /// The tag that does.
        found: u8,
    },
    /// Bytes left over.
    Trailing {
        /// How many.
        left: usize,
    },
    /// A number that is negative, too large or not in its shortest form.
    Number,
    /// A BOOLEAN that is neither 00 nor ff.
    Boolean,
    /// An object identifier that is none.
    Identifier,
    /// A bit string with unused bits where whole bytes belong, or without its first byte.
    Bits,
    /// Something else, which the rules of the structure say.
    Rule(Doc),
}

impl Wrong {
    /// What is wrong, as a phrase that names the place.
    pub fn text(&self) -> Text {
        let at = self.at.start;
        match &self.problem {
            Problem::Ends => {
                text!(en: "the bytes end at {at} where an element should begin", ko: "요소가 시작해야 할 {at}번째 바이트에서 끝난다")
            }
            Problem::Beyond { need, have } => {
                text!(en: "the element at byte {at} claims {need} bytes, and {have} are left", ko: "{at}번째 바이트의 요소: 길이 {need}바이트, 남은 것은 {have}바이트")
            }
            Problem::LongTag => {
                text!(en: "the element at byte {at} has a tag of several bytes", ko: "{at}번째 바이트의 요소: 태그가 여러 바이트이다")
            }
            Problem::Length => {
                text!(en: "the element at byte {at} has a length that DER does not allow", ko: "{at}번째 바이트의 요소: DER에서 허용하지 않는 길이 표기이다")
            }
            Problem::Tag { want, found } => {
                text!(en: "the element at byte {at} has tag 0x{found:02x}, not 0x{want:02x}", ko: "{at}번째 바이트의 요소: 태그 0x{found:02x}, 기대값 0x{want:02x}")
            }
            Problem::Trailing { left } => {
                text!(en: "{left} bytes are left over at byte {at}", ko: "{at}번째 바이트부터 {left}바이트가 남는다")
            }
            Problem::Number => {
                text!(en: "the number at byte {at} is negative, too large, or not in its shortest form", ko: "{at}번째 바이트의 수: 음수이거나 너무 크거나 가장 짧은 꼴이 아니다")
            }
            Problem::Boolean => {
                text!(en: "the BOOLEAN at byte {at} is neither 00 nor ff", ko: "{at}번째 바이트의 BOOLEAN: 00도 ff도 아니다")
            }
            Problem::Identifier => {
                text!(en: "the object identifier at byte {at} is none", ko: "{at}번째 바이트의 객체 식별자: 올바른 꼴이 아니다")
            }
            Problem::Bits => {
                text!(en: "the bit string at byte {at} is not made of whole bytes", ko: "{at}번째 바이트의 비트열: 온전한 바이트로 이루어지지 않았다")
            }
            Problem::Rule(rule) => Text {
                en: format!("at byte {at}: {}", rule.en).into(),
                ko: format!("{at}번째 바이트: {}", rule.ko).into(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<Range<usize>, Problem>) {
        let found = Walk::over(bytes).next();
        assert_eq!(
            found.map(|e| e.inside()).map_err(|w| w.problem),
            expected,
            "{bytes:02x?}"
        );
    }

    #[test]
    fn only_one_way_to_write_a_length() {
        check(&[0x30, 1, 5], Ok(2..3));
        check(&[0x30, 0x81, 1, 5], Err(Problem::Length));
        check(&[0x30, 0x80, 0, 0], Err(Problem::Length));
        check(&[0x30, 0x85, 0, 0, 0, 0, 1, 5], Err(Problem::Length));
        check(&[0x3f, 0x81, 1, 5], Err(Problem::LongTag));
        check(
            &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
            Err(Problem::Beyond {
                need: 0xffff_ffff,
                have: 0,
            }),
        );
        check(&[0x30], Err(Problem::Ends));
    }

    #[test]
    fn numbers_are_positive_and_short() {
        let number = |bytes: &[u8]| Walk::over(bytes).next().unwrap().number().ok();
        assert_eq!(number(&[2, 1, 5]), Some(5));
        assert_eq!(number(&[2, 2, 0, 0x80]), Some(128));
        assert_eq!(number(&[2, 2, 0, 5]), None);
        assert_eq!(number(&[2, 1, 0x80]), None);
        assert_eq!(number(&[2, 0]), None);
    }
}
