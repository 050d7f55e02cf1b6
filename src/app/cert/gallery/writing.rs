//! Writing the gallery into a folder.

use std::path::Path;

use anyhow::Result;

use crate::app::cert::gallery::row::row;
use crate::app::cert::gallery::{files, minting, readme};
use crate::app::everywhere::ListForm;
use crate::app::output::unwritten;
use crate::app::refusal::Answer;
use crate::app::ui::Ui;
use crate::base::text::{Text, plural};
use crate::pki::gallery::case::Pair;
use crate::pki::gallery::entry::Entry;
use crate::pki::gallery::workshop::Workshop;
use crate::text;
use crate::view::json::gallery;

/// Writes `entries` below `folder`, and says where.
pub(super) fn write(
    entries: &[&Entry],
    folder: &Path,
    shop: &mut Workshop,
    ui: &Ui,
) -> Result<Answer> {
    let mut rows = Vec::new();
    for entry in entries {
        let pair = minting::make(entry, shop)?;
        put(folder, entry, &pair, ui)?;
        let mut row = row(entry);
        row.folder = Some(files::folder_of(folder, entry).display().to_string());
        row.command = readme::openssl(&pair.broken);
        rows.push(row);
    }
    match ui.list_form()? {
        ListForm::Json => ui.write(&mut |out| gallery::write(&rows, out))?,
        ListForm::Plain => {
            let (n, place) = (entries.len(), folder.display());
            let s = plural(n);
            let said = text!(
                en: "{n} broken certificate{s} written to {place}, a folder each; the repaired twins in `fixed` below, the command to try in README.md",
                ko: "깨진 인증서 {n}개를 씀: {place}. 항목마다 폴더가 하나이고, 고친 짝은 그 안의 `fixed`에, 시험할 명령은 README.md에 있다"
            );
            ui.write(&mut |out| writeln!(out, "{}", ui.look().say(&said)))?;
        }
    }
    Ok(Answer::Good)
}

/// Writes one entry.
pub(super) fn put(folder: &Path, entry: &Entry, pair: &Pair, ui: &Ui) -> Result<()> {
    files::write(folder, entry, pair, ui.lang())
        .map_err(|(place, why)| unwritten(&Text::same(place.display().to_string()), why))
}
