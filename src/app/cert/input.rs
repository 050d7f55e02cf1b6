//! Where certificates come from.

use std::fs;
use std::path::Path;

use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::text;

/// The certificates in the file at `place`, DER.
///
/// # Errors
/// If it cannot be read or holds none.
pub(super) fn read(place: &Path) -> Result<Vec<Vec<u8>>, Refusal> {
    let name = place.display();
    let bytes = fs::read(place).map_err(|why| {
        Refusal::input(
            text!(en: "{name}: it cannot be read ({why})", ko: "{name}: 읽을 수 없음 ({why})"),
            Text::EMPTY,
        )
    })?;
    Ok(vec![bytes])
}
