//! Reading an input, whatever it is.

use std::path::Path;

use anyhow::Result;

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::item::Found;
use crate::app::cert::input::place::Place;
use crate::app::cert::input::{bytes, capture, opening, server};
use crate::app::refusal::Refusal;
use crate::base::text::{Lang, Text};
use crate::text;

/// Everything that the input called `input` holds.
///
/// # Errors
/// A [`Refusal`] that says why nothing can be had from it, and what to try.
pub(in crate::app) fn read(input: &Path, source: &Source, lang: Lang) -> Result<Found> {
    let password = |bytes: &[u8], name: &str| sealed(bytes, name);
    Ok(match Place::new(input) {
        Place::Standard => opening::open("-", &bytes::of_standard()?, &password)?,
        Place::Server { host, port } => server::of(&host, port, source)?,
        Place::File(place) if capture::is_one(&bytes::head(&place)) => {
            capture::of(&place, source, lang)?
        }
        Place::File(place) => {
            let name = place.display().to_string();
            opening::open(&name, &bytes::of_file(&place)?, &password)?
        }
    })
}

fn sealed(_bytes: &[u8], name: &str) -> Result<Vec<Vec<u8>>, Refusal> {
    Err(Refusal::input(
        text!(en: "{name}: PKCS#12 cannot be opened yet", ko: "{name}: PKCS#12은 아직 열 수 없음"),
        Text::EMPTY,
    ))
}
