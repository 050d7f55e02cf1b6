//! DER (ITU-T X.690): tag, length, content, on top of [`Reader`].
//!
//! Strict about what decides where things are (definite lengths, tags of one byte, contents that fit), lenient about what
//! does not: a length written longer than needed is read, and its header says so.

use crate::base::field::{Field, printable};
use crate::base::reader::{Fault, Reader, Result};
use crate::base::text::{Doc, Text};
use crate::dissect::x509::tag;
use crate::text;

/// A parser of everything that is left in a structure.
pub(super) type Read = fn(&mut Reader<'_, '_>) -> Result<()>;

/// Tag and length of an element.
struct Header {
    tag: u8,
    /// Bytes of tag and length.
    bytes: usize,
    /// Bytes of the content.
    content: usize,
}

impl Header {
    /// The header of the next element, without reading it. Errors name `field`.
    fn peek(r: &Reader<'_, '_>, field: &Field) -> Result<Self> {
        let short = |need| Fault::Short {
            need,
            have: r.left(),
        };
        let wrong = |found: u8, want: Doc| Fault::Value {
            found: found.into(),
            want,
        };
        let (tag, first, rest) = match r.peek() {
            [tag, first, rest @ ..] => (*tag, *first, rest),
            _ => return r.fail(field, short(2)),
        };
        if tag & 0x1f == 0x1f {
            return r.fail(
                field,
                wrong(tag, Doc::new("a tag of one byte", "한 바이트 태그")),
            );
        }
        let n = match first {
            0..=0x7f => {
                return Ok(Self {
                    tag,
                    bytes: 2,
                    content: first.into(),
                });
            }
            0x81..=0x84 => usize::from(first & 0x7f),
            _ => {
                return r.fail(
                    field,
                    wrong(
                        first,
                        Doc::new("a definite length below 2^32", "2^32보다 작은 정해진 길이"),
                    ),
                );
            }
        };
        let Some(length) = rest.get(..n) else {
            return r.fail(field, short(2 + n));
        };
        Ok(Self {
            tag,
            bytes: 2 + n,
            content: length
                .iter()
                .fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
        })
    }

    fn expect(self, r: &Reader<'_, '_>, field: &Field, tag: u8) -> Result<Self> {
        if self.tag == tag {
            return Ok(self);
        }
        let name = header_field(tag).name.trim_end_matches(" header");
        let want = Doc::new(name, name);
        r.fail(
            field,
            Fault::Value {
                found: self.tag.into(),
                want,
            },
        )
    }

    /// Notes tag and length as one leaf.
    fn read(&self, r: &mut Reader<'_, '_>) -> Result<()> {
        r.bytes(header_field(self.tag), self.bytes).map(drop)
    }
}

/// The tag of the next element; none at the end of the structure.
pub fn next(r: &Reader<'_, '_>) -> Option<u8> {
    r.peek().first().copied()
}

/// Bytes of the next element's tag, length and content together. Errors name `field`.
pub fn size(r: &Reader<'_, '_>, field: &Field) -> Result<usize> {
    let header = Header::peek(r, field)?;
    Ok(header.bytes.saturating_add(header.content))
}

/// An element with parts: its header, then what `body` reads, which must leave nothing. Where the content is cut short,
/// `body` still reads what is there, and the result is the error.
pub fn nest<'a, 'n, T>(
    r: &mut Reader<'a, 'n>,
    field: &'static Field,
    tag: u8,
    body: impl FnOnce(&mut Reader<'a, 'n>) -> Result<T>,
) -> Result<T> {
    let header = Header::peek(r, field)?.expect(r, field, tag)?;
    let (need, have) = (header.bytes.saturating_add(header.content), r.left());
    r.fenced(field, need.min(have), |r| {
        header.read(r)?;
        let out = body(r)?;
        if need > have {
            return r.fail(field, Fault::Short { need, have });
        }
        Ok(out)
    })
}

/// An element that lists elements of one kind, each read by `item`.
pub fn list<'a, 'n>(
    r: &mut Reader<'a, 'n>,
    field: &'static Field,
    tag: u8,
    mut item: impl FnMut(&mut Reader<'a, 'n>) -> Result<()>,
) -> Result<()> {
    nest(r, field, tag, |r| {
        while r.left() > 0 {
            item(r)?;
        }
        Ok(())
    })
}

/// An element without parts: its header, then its content as `field`. An empty content leaves no note.
pub fn value<'a>(r: &mut Reader<'a, '_>, field: &'static Field, tag: u8) -> Result<&'a [u8]> {
    let header = Header::peek(r, field)?.expect(r, field, tag)?;
    content(r, field, &header)
}

/// An element of whatever kind, its content as `field`, unopened.
pub fn any<'a>(r: &mut Reader<'a, '_>, field: &'static Field) -> Result<&'a [u8]> {
    let header = Header::peek(r, field)?;
    content(r, field, &header)
}

/// A BIT STRING: header, the count of unused bits, then what `body` reads.
pub fn bits<'a, 'n, T>(
    r: &mut Reader<'a, 'n>,
    field: &'static Field,
    body: impl FnOnce(&mut Reader<'a, 'n>) -> Result<T>,
) -> Result<T> {
    nest(r, field, tag::BIT_STRING, |r| {
        r.u8(&UNUSED)?;
        body(r)
    })
}

/// Everything left, as `read` understands it; where it does not, unopened, as `opaque`.
pub(super) fn attempt(
    r: &mut Reader<'_, '_>,
    opaque: &'static Field,
    read: fn(&mut Reader<'_, '_>) -> Result<()>,
) -> Result<()> {
    let mut trial = Reader::quiet(r.peek());
    if read(&mut trial).is_ok() && trial.left() == 0 {
        read(r)
    } else {
        r.rest(opaque).map(drop)
    }
}

fn content<'a>(r: &mut Reader<'a, '_>, field: &'static Field, header: &Header) -> Result<&'a [u8]> {
    header.read(r)?;
    match header.content {
        0 => Ok(&[]),
        n => r.bytes(field, n),
    }
}

/// Says a BOOLEAN.
pub(super) fn say_boolean(bytes: &[u8]) -> Text {
    match bytes {
        [0] => Text::new("FALSE: no", "FALSE: 아니오"),
        [0xff] => Text::new("TRUE: yes", "TRUE: 예"),
        _ => {
            text!(en: "{raw}: yes, but DER writes TRUE as ff", ko: "{raw}: 예 (DER에서는 TRUE를 ff로 쓴다)", raw = hex::encode(bytes))
        }
    }
}

/// Says UTF-16 in big-endian order.
pub(super) fn say_bmp(bytes: &[u8]) -> Text {
    let units = bytes
        .chunks(2)
        .map(|unit| unit.iter().fold(0, |n, byte| n << 8 | u16::from(*byte)));
    let text: String = char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    Text::same(printable(text.as_bytes()))
}

fn say_header(bytes: &[u8]) -> Text {
    let (tag, length) = match bytes {
        [tag, length @ ..] => (*tag, length),
        [] => return Text::EMPTY,
    };
    let (n, padded) = match length {
        [n] => (u64::from(*n), false),
        [_, long @ ..] => {
            let n = long.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
            (n, n < 0x80 || long.first() == Some(&0))
        }
        [] => (0, false),
    };
    let kind = match tag {
        0xa0..=0xbf => format!("[{}]", tag & 0x1f),
        0x80..=0x9f => format!("[{}]", tag & 0x1f),
        _ => {
            let name = header_field(tag).name.trim_end_matches(" header");
            match name {
                "element" => format!("tag 0x{tag:02x}"),
                name => name.to_owned(),
            }
        }
    };
    if padded {
        return text!(en: "{kind}, {n} bytes (length not in its shortest form, as DER asks)", ko: "{kind}, {n}바이트 (길이가 DER이 요구하는 가장 짧은 꼴이 아니다)");
    }
    let s = if n == 1 { "" } else { "s" };
    Text {
        en: format!("{kind}, {n} byte{s}").into(),
        ko: format!("{kind}, {n}바이트").into(),
    }
}

fn header_field(tag: u8) -> &'static Field {
    match tag {
        0xa0..=0xbf => &CONTEXT_OF,
        0x80..=0x9f => &CONTEXT,
        _ => HEADERS
            .iter()
            .find(|(known, _)| *known == tag)
            .map_or(&OTHER, |(_, field)| field),
    }
}

const fn header(
    name: &'static str,
    rfc: &'static str,
    en: &'static str,
    ko: &'static str,
) -> Field {
    Field::with(name, say_header, rfc, en, ko)
}

#[rustfmt::skip]
static HEADERS: &[(u8, Field)] = &[
    (tag::BOOLEAN, header("BOOLEAN header", "X.690 §8.2", "Tag 1 and a length of one byte: a yes or no follows.", "태그 1과 길이 1바이트. 예 또는 아니오가 뒤따른다.")),
    (tag::INTEGER, header("INTEGER header", "X.690 §8.3", "Tag 2 and the length of a whole number; it is signed, so a positive number whose top bit is set gets a 00 in front.", "태그 2와 정수의 길이. 부호가 있는 수라서 맨 위 비트가 켜진 양수 앞에는 00이 붙는다.")),
    (tag::BIT_STRING, header("BIT STRING header", "X.690 §8.6", "Tag 3 and a length: a string of bits follows, its first byte counting the bits left unused at the end.", "태그 3과 길이. 비트열이 뒤따르며, 그 첫 바이트는 끝에서 쓰지 않는 비트 수이다.")),
    (tag::OCTET_STRING, header("OCTET STRING header", "X.690 §8.7", "Tag 4 and a length: plain bytes follow, often a further structure wrapped so that readers who do not know it can skip it.", "태그 4와 길이. 바이트열이 뒤따르며, 모르는 쪽이 건너뛸 수 있도록 감싼 다른 구조일 때가 많다.")),
    (tag::NULL, header("NULL header", "X.690 §8.8", "Tag 5 and length 0: nothing, said explicitly, because some algorithms want their parameters present but empty.", "태그 5와 길이 0. 매개변수를 비운 채로라도 적어야 하는 알고리즘이 있어 '없음'을 일부러 적은 것이다.")),
    (tag::OID, header("OBJECT IDENTIFIER header", "X.690 §8.19", "Tag 6 and a length: a worldwide unique name follows, a path of numbers in a tree of authorities.", "태그 6과 길이. 전 세계에서 유일한 이름, 곧 등록 기관의 트리를 따라 내려가는 숫자 경로가 뒤따른다.")),
    (0x0a, header("ENUMERATED header", "X.690 §8.4", "Tag 10 and a length: one choice from a numbered list follows.", "태그 10과 길이. 번호 매긴 목록에서 고른 하나가 뒤따른다.")),
    (0x0c, header("UTF8String header", "X.690 §8.23", "Tag 12 and a length: text in UTF-8 follows, so a name may be in any script.", "태그 12와 길이. UTF-8 글이 뒤따르므로 어떤 문자로도 이름을 쓸 수 있다.")),
    (0x12, header("NumericString header", "X.690 §8.23", "Tag 18 and a length: digits and spaces follow.", "태그 18과 길이. 숫자와 빈칸이 뒤따른다.")),
    (0x13, header("PrintableString header", "X.690 §8.23", "Tag 19 and a length: text of letters, digits and a few signs follows, the form older than UTF-8.", "태그 19와 길이. 영문자, 숫자와 몇몇 기호만 쓰는, UTF-8 이전부터 쓰던 글이 뒤따른다.")),
    (0x14, header("TeletexString header", "X.690 §8.23", "Tag 20 and a length: text in a telegraph alphabet, in practice Latin-1; new certificates must not use it.", "태그 20과 길이. 전신용 문자표로 쓴 글이며 실제로는 대개 Latin-1이다. 새 인증서에는 쓰지 않는다.")),
    (0x16, header("IA5String header", "X.690 §8.23", "Tag 22 and a length: ASCII text follows, as mail addresses and URLs use it.", "태그 22와 길이. 메일 주소와 URL에 쓰는 ASCII 글이 뒤따른다.")),
    (tag::UTC_TIME, header("UTCTime header", "RFC 5280 §4.1.2.5.1", "Tag 23 and a length: a time with a two-digit year follows; 50 to 99 mean 1950 to 1999, the rest 2000 to 2049.", "태그 23과 길이. 연도가 두 자리인 시각이 뒤따른다. 50~99는 1950~1999년, 나머지는 2000~2049년이다.")),
    (0x18, header("GeneralizedTime header", "RFC 5280 §4.1.2.5.2", "Tag 24 and a length: a time with a four-digit year follows; certificates must use it from 2050 on.", "태그 24와 길이. 연도가 네 자리인 시각이 뒤따른다. 2050년부터는 반드시 이 꼴을 쓴다.")),
    (0x1a, header("VisibleString header", "X.690 §8.23", "Tag 26 and a length: printable ASCII text follows.", "태그 26과 길이. 인쇄 가능한 ASCII 글이 뒤따른다.")),
    (0x1c, header("UniversalString header", "X.690 §8.23", "Tag 28 and a length: text with four bytes a character follows.", "태그 28과 길이. 글자마다 4바이트인 글이 뒤따른다.")),
    (tag::BMP_STRING, header("BMPString header", "X.690 §8.23", "Tag 30 and a length: text in UTF-16 follows.", "태그 30과 길이. UTF-16 글이 뒤따른다.")),
    (tag::SEQUENCE, header("SEQUENCE header", "X.690 §8.9", "Tag 0x30 and a length: parts in a fixed order follow, and the length says where they end, so a reader can skip them all.", "태그 0x30과 길이. 정해진 순서의 부분들이 뒤따르고, 길이가 그 끝을 알려 주므로 통째로 건너뛸 수 있다.")),
    (tag::SET, header("SET header", "X.690 §8.11", "Tag 0x31 and a length: parts whose order means nothing follow; DER sorts them so that there is only one way to write them.", "태그 0x31과 길이. 순서에 뜻이 없는 부분들이 뒤따른다. DER은 표기가 하나만 되도록 이를 정렬한다.")),
];
static CONTEXT: Field = header(
    "context tag header",
    "X.690 §8.14",
    "A tag whose number means something only inside this structure, here telling which optional part follows, and the part's length.",
    "번호의 뜻이 이 구조 안에서만 정해지는 태그와 길이. 어느 선택적 부분이 뒤따르는지 알려 준다.",
);
static CONTEXT_OF: Field = header(
    "context tag header (constructed)",
    "X.690 §8.14",
    "A tag whose number means something only inside this structure, and a length; further elements with their own tags follow.",
    "번호의 뜻이 이 구조 안에서만 정해지는 태그와 길이. 저마다 태그를 지닌 다른 요소들이 뒤따른다.",
);
static OTHER: Field = header(
    "element header",
    "X.690 §8.1",
    "A tag that certificates do not use, and the length of what follows.",
    "인증서에서 쓰지 않는 태그와, 뒤따르는 내용의 길이.",
);
static UNUSED: Field = Field::dec(
    "unused bits",
    "X.690 §8.6.2.2",
    "How many bits at the end of the last byte do not count; 0 where the string is really made of bytes.",
    "마지막 바이트의 끝에서 쓰지 않는 비트 수. 실제로는 바이트열이면 0이다.",
);

#[cfg(test)]
mod tests {
    use super::*;

    static LIST: Field = Field::group("list", "", "", "");
    static ITEM: Field = Field::hex("item", "", "", "");

    fn check(bytes: &[u8], expected: &str) {
        let mut notes = Vec::new();
        let mut r = Reader::noting(bytes, &mut notes);
        let end = list(&mut r, &LIST, tag::SEQUENCE, |r| {
            value(r, &ITEM, tag::INTEGER).map(drop)
        });
        let seen: Vec<String> = notes
            .iter()
            .filter_map(|note| note.field.value(note.of(bytes)))
            .map(|said| said.en.into_owned())
            .collect();
        let end = end.map_or_else(|broken| broken.to_string(), |()| "fine".to_owned());
        assert_eq!(format!("{}; {end}", seen.join("; ")), expected);
    }

    #[test]
    fn elements_nest() {
        check(
            &[0x30, 6, 2, 1, 5, 2, 1, 6],
            "SEQUENCE, 6 bytes; INTEGER, 1 byte; 05; INTEGER, 1 byte; 06; fine",
        );
        check(
            &[0x30, 0x81, 3, 2, 1, 5],
            "SEQUENCE, 3 bytes (length not in its shortest form, as DER asks); INTEGER, 1 byte; 05; fine",
        );
    }

    #[test]
    fn what_is_cut_short_still_teaches() {
        check(
            &[0x30, 6, 2, 1, 5, 2, 1],
            "SEQUENCE, 6 bytes; INTEGER, 1 byte; 05; INTEGER, 1 byte; item at byte 7 needs 1 bytes, 0 left",
        );
        check(
            &[0x30, 6, 2, 1, 5],
            "SEQUENCE, 6 bytes; INTEGER, 1 byte; 05; list at byte 5 needs 8 bytes, 5 left",
        );
    }

    #[test]
    fn what_der_forbids_is_named() {
        check(
            &[0x30, 0x80, 0, 0],
            "; list at byte 0 is 128, not a definite length below 2^32",
        );
        check(&[0x31, 0], "; list at byte 0 is 49, not SEQUENCE");
        check(
            &[0x3f, 0x81, 0],
            "; list at byte 0 is 63, not a tag of one byte",
        );
        check(
            &[0x30, 2, 2, 0x85],
            "SEQUENCE, 2 bytes; item at byte 2 is 133, not a definite length below 2^32",
        );
    }
}
