//! Reading an input, whatever it is.

use std::path::Path;

use anyhow::Result;

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::item::Found;
use crate::app::cert::input::place::Place;
use crate::app::cert::input::{bytes, capture, opening, server};
use crate::base::text::Lang;

/// Everything that the input called `input` holds.
///
/// # Errors
/// A refusal that says why nothing can be had from it, and what to try.
pub(in crate::app) fn read(input: &Path, source: &Source, lang: Lang) -> Result<Found> {
    Ok(match Place::new(input) {
        Place::Standard => opening::open("-", &bytes::of_standard()?, source, lang)?,
        Place::Server { host, port } => server::of(&host, port, source)?,
        Place::File(place) if capture::is_one(&bytes::head(&place)) => {
            capture::of(&place, source, lang)?
        }
        Place::File(place) => {
            let name = place.display().to_string();
            opening::open(&name, &bytes::of_file(&place)?, source, lang)?
        }
    })
}
