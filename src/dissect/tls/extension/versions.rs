//! `supported_versions` (RFC 8446 §4.2.1).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::version::VERSIONS;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;

/// A list in a ClientHello, one version in an answer.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    if place != Place::ClientHello {
        return Ok(Fact::Version(Version(r.u16(&SELECTED)?)));
    }
    r.vector(&LIST, 1, |r| {
        let mut versions = Vec::with_capacity(r.left() / 2);
        while r.left() > 0 {
            versions.push(Version(r.u16(&VERSION)?));
        }
        Ok(Fact::Versions(versions))
    })
}

static LIST: Field = Field::group(
    "versions",
    "RFC 8446 §4.2.1",
    "Versions the client speaks, the favourite first: the real offer, unlike legacy_version.",
    "클라이언트가 쓰는 버전들로, 선호하는 것이 먼저 온다. legacy_version과 달리 이것이 진짜 제안이다.",
);
static VERSION: Field = Field::code(
    "version",
    &VERSIONS,
    "RFC 8446 §4.2.1",
    "A version the client is ready to speak.",
    "클라이언트가 쓸 준비가 된 버전이다.",
);
static SELECTED: Field = Field::code(
    "selected_version",
    &VERSIONS,
    "RFC 8446 §4.2.1",
    "The version the server chose: if this extension is here, it counts, and the old field does not.",
    "서버가 고른 버전이다. 이 확장이 있으면 옛 필드가 아니라 이것이 효력을 갖는다.",
);
