//! Items that work on what was given, as a student does with openssl and an editor.
//!
//! ```toml
//! { kind = "path", file = "chain.pem", from = ["chain.pem", "found.pem"], root = "root.pem", host = "{host}",
//!   keep = ["root"], skip = "1", turned = "yes" }
//! { kind = "match", file = "key.pem", from = ["a.pem", "b.pem"], certificate = "chain.pem", other = "yes" }
//! { kind = "edit", file = "server.conf", set = { min_version = "1.2" } }
//! ```

use std::time::Duration;

use crate::exercise::kind::Unfit;
use crate::exercise::property::reading::{Sort, documents, public_key};
use crate::exercise::property::test::With;
use crate::exercise::recipe::moment;
use crate::exercise::recipe::shelf::Shelf;
use crate::pki::armor::armored;
use crate::trust::certificate::Certificate;
use crate::trust::question::{Question, Wanted};
use crate::trust::verify::verify;

/// The path from the certificate for `host` to the root, out of all certificates in the files `from`; without the root unless it is
/// kept, and without those at the places of `skip`.
///
/// # Errors
/// There is none.
pub fn path(shelf: &dyn Shelf, with: &With) -> Result<Vec<u8>, Unfit> {
    let read = |name: &str| {
        documents(name, shelf.file(name)?, Sort::Certificate).map_err(|why| Unfit::new(why.en))
    };
    let mut all = Vec::new();
    for name in with.list("from") {
        all.extend(read(name)?);
    }
    let roots = read(with.text("root"))?;
    let found = all.iter().find_map(|der| {
        let certificate = Certificate::read(der).ok()?;
        let at = match moment::read(with.text("at")) {
            Some(at) => at,
            None => certificate.not_before.moment?.time() + Duration::from_secs(60),
        };
        let question = Question {
            intermediates: &all,
            roots: &roots,
            wanted: vec![Wanted::host(with.text("host"))],
            ..Question::new(der, at)
        };
        let verification = verify(&question);
        let members = verification.path()?.members.clone();
        verification.accepted().then_some(members)
    });
    let members =
        found.ok_or_else(|| Unfit::new("no certificate for that host leads to the root"))?;
    let mut ders: Vec<Vec<u8>> = members.into_iter().map(|member| member.der).collect();
    if !with.list("keep").contains(&"root") {
        ders.pop();
    }
    let skip: Vec<usize> = with
        .list("skip")
        .iter()
        .filter_map(|place| place.parse().ok())
        .collect();
    if with.text("turned") == "yes" && !ders.is_empty() {
        ders.rotate_left(1);
    }
    for name in with.list("and") {
        ders.extend(read(name)?.into_iter().take(1));
    }
    let kept = ders
        .iter()
        .enumerate()
        .filter(|(place, _)| !skip.contains(place));
    let blocks = kept.map(|(_, der)| armored("CERTIFICATE", der));
    Ok(blocks.collect::<String>().into_bytes())
}

/// The first of the keys in the files `from` that is the certificate's; with `other`, the first that is not.
///
/// # Errors
/// None is.
pub fn matching(shelf: &dyn Shelf, with: &With) -> Result<Vec<u8>, Unfit> {
    let key = |name: &str| -> Result<Vec<u8>, Unfit> {
        public_key(name, shelf.file(name)?).map_err(|why| Unfit::new(why.en))
    };
    let wanted = key(with.text("certificate"))?;
    for name in with.list("from") {
        if (key(name)? == wanted) != (with.text("other") == "yes") {
            return Ok(shelf.file(name)?.to_vec());
        }
    }
    Err(Unfit::new("no key among them fits"))
}

/// The file with the values of `set` in the place of those it has.
///
/// # Errors
/// There is no such file.
pub fn edit(shelf: &dyn Shelf, with: &With) -> Result<Vec<u8>, Unfit> {
    let text = String::from_utf8_lossy(shelf.file(with.text("file"))?).into_owned();
    let set = with.value("set").and_then(toml::Value::as_table);
    let lines = text.lines().map(|line| {
        let name = line.split('=').next().unwrap_or_default().trim();
        match set.and_then(|set| set.get(name)?.as_str()) {
            Some(value) => format!("{name} = {value}\n"),
            None => format!("{line}\n"),
        }
    });
    Ok(lines.collect::<String>().into_bytes())
}
