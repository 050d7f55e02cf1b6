//! The list of extensions at the end of a message (RFC 8446 §4.2).

use crate::base::field::Field;
use crate::base::field::is_grease;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::extension::EXTENSION_TYPES;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;
use crate::dissect::tls::extension::registry;
use crate::dissect::tls::lenient;

/// One extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension<'a> {
    /// Which one.
    pub kind: ExtensionType,
    /// Its body, as it stands.
    pub body: &'a [u8],
    /// What it says.
    pub fact: Fact<'a>,
}

/// `Extension extensions<0..2^16-1>`.
pub fn extensions<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Vec<Extension<'a>>> {
    r.vector(&EXTENSIONS, 2, |r| {
        // Hellos have ten to twenty; an empty one takes four bytes.
        let mut list = Vec::with_capacity((r.left() / 4).min(20));
        while r.left() > 0 {
            list.push(extension(r, place)?);
        }
        Ok(list)
    })
}

/// The first extension of `kind`; a block may hold one of each at most (RFC 8446 §4.2).
pub fn find<'e, 'a>(
    extensions: &'e [Extension<'a>],
    kind: ExtensionType,
) -> Option<&'e Extension<'a>> {
    extensions.iter().find(|extension| extension.kind == kind)
}

/// The list where it may be missing altogether, as in hellos before TLS 1.3 (RFC 5246 §7.4.1.2).
pub fn optional<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Vec<Extension<'a>>> {
    if r.left() == 0 {
        return Ok(Vec::new());
    }
    extensions(r, place)
}

fn extension<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Extension<'a>> {
    let kind = match r.peek() {
        [high, low, ..] => ExtensionType(u16::from_be_bytes([*high, *low])),
        _ => ExtensionType(u16::MAX),
    };
    let entry = registry::entry(kind);
    let field = match entry {
        Some(entry) => &entry.field,
        None if is_grease(kind.0.into()) => &GREASE,
        None if EXTENSION_TYPES.row(kind.0.into()).is_some() => &NAMED,
        None => &UNKNOWN,
    };
    r.group(field, |r| {
        r.u16(&TYPE)?;
        r.vector(&DATA, 2, |r| {
            let body = r.peek();
            let Some(entry) = entry else {
                return unknown(r, kind).map(|fact| Extension { kind, body, fact });
            };
            let fact = lenient::rest(r, &UNREADABLE, |r| (entry.read)(r, place))?
                .unwrap_or_else(Fact::Malformed);
            Ok(Extension { kind, body, fact })
        })
    })
}

fn unknown<'a>(r: &mut Reader<'a, '_>, kind: ExtensionType) -> Result<Fact<'a>> {
    if r.left() == 0 {
        return Ok(Fact::Present);
    }
    let grease = is_grease(kind.0.into());
    Ok(Fact::Opaque(r.rest(if grease {
        &GREASE_BODY
    } else {
        &UNKNOWN_BODY
    })?))
}

static EXTENSIONS: Field = Field::group(
    "extensions",
    "RFC 8446 §4.2",
    "Everything that came after the message's original fields: each side ignores what it does not know, and answers only what was asked.",
    "메시지의 원래 필드 뒤에 더해진 모든 것이다. 모르는 것은 무시하고, 물어본 것에만 대답한다.",
);
static TYPE: Field = Field::code(
    "extension_type",
    &EXTENSION_TYPES,
    "RFC 8446 §4.2",
    "Which extension this is.",
    "어떤 확장인지 나타낸다.",
);
static DATA: Field = Field::group(
    "extension_data",
    "RFC 8446 §4.2",
    "What it says; the length in front lets a receiver skip an extension it does not know.",
    "확장의 내용이다. 앞의 길이 덕분에 받는 쪽은 모르는 확장을 건너뛸 수 있다.",
);
static NAMED: Field = Field::group(
    "extension",
    "RFC 8446 §4.2",
    "A registered extension, rare enough that its content is not taken apart here.",
    "등록된 확장이지만 드물어서 여기서는 내용을 풀지 않는다.",
);
static UNKNOWN: Field = Field::group(
    "unknown extension",
    "RFC 8446 §4.2",
    "An extension that tlslab does not know; a TLS server would skip it just the same.",
    "tlslab이 모르는 확장이다. TLS 서버도 똑같이 건너뛴다.",
);
static UNKNOWN_BODY: Field = Field::hex(
    "extension content",
    "RFC 8446 §4.2",
    "The content, as it stands.",
    "여기서 풀지 않고 적힌 그대로 둔 내용이다.",
);
static UNREADABLE: Field = Field::hex(
    "malformed data",
    "RFC 8446 §6.2",
    "Content that does not have the shape its standard gives; a strict receiver answers with decode_error.",
    "표준이 정한 모양이 아닌 내용이다. 엄격하게 검사하는 쪽은 decode_error로 답한다.",
);
static GREASE: Field = Field::group(
    "GREASE extension",
    "RFC 8701 §2",
    "A made-up extension, sent on purpose: servers that fail on unknown extensions are found before a real one needs to be added.",
    "일부러 보내는 가짜 확장이다. 모르는 확장을 만나면 고장 나는 서버를, 진짜 새 확장이 필요해지기 전에 찾아낸다.",
);
static GREASE_BODY: Field = Field::hex(
    "GREASE data",
    "RFC 8701 §2",
    "Bytes without meaning.",
    "뜻이 없는 바이트이다.",
);
