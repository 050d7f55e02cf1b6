//! What a command did, as data.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::base::text::Text;
use crate::view::json::safely::write_safely;
use crate::view::json::words::Both;
use crate::view::sheet::{Datum, Sheet};

/// Writes `sheet` as `{"format": "tlslab-NAME", …}` and a line end.
///
/// # Errors
/// Only those of `out`.
pub fn write(name: &str, sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    write_safely(&Whole { name, sheet }, out)
}

struct Whole<'s> {
    name: &'s str,
    sheet: &'s Sheet,
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", &format!("tlslab-{}", self.name))?;
        map.serialize_entry("version", &1)?;
        entries(self.sheet, &mut map)?;
        map.end()
    }
}

struct Inner<'s>(&'s Sheet);

impl Serialize for Inner<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        entries(self.0, &mut map)?;
        map.end()
    }
}

fn entries<M: SerializeMap>(sheet: &Sheet, map: &mut M) -> Result<(), M::Error> {
    for entry in &sheet.entries {
        map.serialize_entry(entry.key, &Value(&entry.value))?;
    }
    if !sheet.notes.is_empty() {
        let notes: Vec<Both<'_>> = sheet.notes.iter().map(Both::from).collect();
        map.serialize_entry("notes", &notes)?;
    }
    Ok(())
}

struct Value<'v>(&'v Datum);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Datum::Nothing => serializer.serialize_none(),
            Datum::Words(Text { en, ko }) if en == ko => serializer.serialize_str(en),
            Datum::Words(words) => Both::from(words).serialize(serializer),
            Datum::Number(number) => serializer.serialize_u64(*number),
            Datum::Flag(flag) => serializer.serialize_bool(*flag),
            Datum::Moment(_, said) => serializer.serialize_str(&said.replace(' ', "T")),
            Datum::List(words) => words.serialize(serializer),
            Datum::Sheets(sheets) => {
                let sheets: Vec<Inner<'_>> = sheets.iter().map(Inner).collect();
                sheets.serialize(serializer)
            }
        }
    }
}
