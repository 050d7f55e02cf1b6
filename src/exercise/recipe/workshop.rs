//! Files made of what a recipe tells.
//!
//! An item has a `kind`, a `name` (else that of its file) and, where it is to be written, a `file`. `if = "x"` makes it only where the
//! hidden words have the mark `x`, `if = "!x"` only where not; so does ` ?x` or ` !x` behind an entry of a list.
//!
//! ```toml
//! { kind = "key", name = "k", curve = "P-384", file = "k.pem" }
//! { kind = "certificate", name = "root", file = "root.pem", subject = "O={org}, CN={cn}", from = "{from}", until = "{from}+{days}d",
//!   ca = "yes", length = "1", usage = ["keyCertSign"], purposes = ["serverAuth"], names = ["{host}"],
//!   permitted = ["{zone}"], excluded = [], basic_weight = "optional", constraints_weight = "optional",
//!   by = "root", by_key = "k", key = "k", copy = "wish.csr", serial = "0a0b" }
//! { kind = "request", file = "wish.csr", subject = "…", names = […], … }
//! { kind = "crl", file = "ca.crl", by = "root", this = "…", next = "…", revoked = ["leaf keyCompromise"] }
//! { kind = "bundle", file = "chain.pem", parts = ["leaf", "upper !missing"], turned = "order" }
//! { kind = "text", file = "server.conf", lines = ["key = key.pem"] }
//! ```
//!
//! `by`, `key`, `by_key` and `copy` name an item or a file that is at hand. A key that nobody made grows from its name.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::base::time::Time;
use crate::exercise::kind::Unfit;
use crate::exercise::property::reading::{Sort, documents, request};
use crate::exercise::property::test::With;
use crate::exercise::recipe::shelf::Shelf;
use crate::exercise::recipe::{mending, moment};
use crate::exercise::words::Words;
use crate::pki::armor::armored;
use crate::pki::gallery::bench::{self, Curve, Draft, List, Wish, Wishes};
use crate::pki::gallery::extension::Weight;
use crate::pki::gallery::key::Key;
use crate::pki::key_file;
use crate::trust::certificate::Certificate;

/// Where files are made.
#[derive(Debug)]
pub struct Workshop<'w> {
    /// Words for the places in items.
    pub words: &'w Words,
    /// Marks that conditions look for.
    pub marks: &'w [&'w str],
    /// What all keys and serial numbers grow from.
    pub seed: [u8; 32],
    /// Files that were there before.
    pub given: &'w BTreeMap<String, Vec<u8>>,
    /// Files that were made.
    pub made: BTreeMap<String, Vec<u8>>,
    /// Certificates and lists that were made, in DER, by their names.
    documents: BTreeMap<String, Vec<u8>>,
    /// Which keys items have, where that is not the one of their own name.
    keys: BTreeMap<String, Key>,
}

impl Shelf for Workshop<'_> {
    fn file(&self, name: &str) -> Result<&[u8], Unfit> {
        let file = self.made.get(name).or_else(|| self.given.get(name));
        file.map(Vec::as_slice)
            .ok_or_else(|| Unfit::new(format!("there is no file `{name}`")))
    }
}

impl<'w> Workshop<'w> {
    /// An empty one.
    pub fn new(
        words: &'w Words,
        marks: &'w [&'w str],
        seed: [u8; 32],
        given: &'w BTreeMap<String, Vec<u8>>,
    ) -> Self {
        Self {
            words,
            marks,
            seed,
            given,
            made: BTreeMap::new(),
            documents: BTreeMap::new(),
            keys: BTreeMap::new(),
        }
    }

    /// Makes what `item` tells.
    ///
    /// # Errors
    /// It tells what cannot be made.
    pub fn make(&mut self, item: &Table) -> Result<(), Unfit> {
        let mut item = item.clone();
        for value in item.iter_mut().map(|(_, value)| value) {
            if let Value::Array(entries) = value {
                *entries = self.chosen(entries);
            }
        }
        let with = With::new(&item, self.words);
        let condition = with.text("if");
        if !condition.is_empty() && !self.marked(condition) {
            return Ok(());
        }
        let name = name(&with).to_owned();
        let unfit = |why: &dyn std::fmt::Display| Unfit::new(format!("`{name}`: {why}"));
        let file = match with.text("kind") {
            "key" => {
                let curve = curve(with.text("curve"));
                let key = bench::key(&self.seed, &name, curve).map_err(|why| unfit(&why))?;
                let file = armored("PRIVATE KEY", &key.pkcs8);
                self.keys.insert(name.clone(), key);
                file.into_bytes()
            }
            "certificate" => {
                let der = self.certificate(&with)?;
                let file = armored("CERTIFICATE", &der);
                self.documents.insert(name.clone(), der);
                file.into_bytes()
            }
            "request" => {
                let key = self.key(&with, "key")?;
                let subject = bench::name(&parts(with.text("subject")));
                let wishes = wishes(&with, &key.spki, None);
                let der = bench::request(&subject, &key, &wishes).map_err(|why| unfit(&why))?;
                armored("CERTIFICATE REQUEST", &der).into_bytes()
            }
            "crl" => armored("X509 CRL", &self.list(&with)?).into_bytes(),
            "bundle" => self.bundle(&with)?,
            "text" => {
                let lines = entries(&with, "lines");
                let lines = lines.into_iter().map(|line| line + "\n");
                lines.collect::<String>().into_bytes()
            }
            "path" => mending::path(self, &with)?,
            "match" => mending::matching(self, &with)?,
            "edit" => mending::edit(self, &with)?,
            "copy" => self.file(with.text("of"))?.to_vec(),
            other => return Err(unfit(&format!("there is no kind `{other}` of items"))),
        };
        let place = with.text("file");
        if !place.is_empty() {
            self.made.insert(place.to_owned(), file);
        }
        Ok(())
    }

    fn marked(&self, condition: &str) -> bool {
        match condition.strip_prefix('!') {
            Some(mark) => !self.marks.contains(&mark),
            None => self.marks.contains(&condition.trim_start_matches('?')),
        }
    }

    /// Those entries of a list whose condition holds, without it.
    fn chosen(&self, entries: &[Value]) -> Vec<Value> {
        let chosen = entries.iter().filter_map(|entry| {
            let split = entry.as_str().and_then(|text| text.rsplit_once(' '));
            match split {
                Some((rest, last)) if last.starts_with(['?', '!']) && last.len() > 1 => self
                    .marked(last)
                    .then(|| Value::String(rest.trim_end().to_owned())),
                Some(_) | None => Some(entry.clone()),
            }
        });
        chosen.collect()
    }

    /// The key that the item names by `field`; else the one of its own name.
    fn key(&self, with: &With, field: &str) -> Result<Key, Unfit> {
        let named = with.text(field);
        let named = if named.is_empty() { name(with) } else { named };
        self.key_of(named, with.text("curve"))
    }

    fn key_of(&self, named: &str, told: &str) -> Result<Key, Unfit> {
        if let Some(key) = self.keys.get(named) {
            return Ok(key.clone());
        }
        if let Ok(file) = self.file(named) {
            let key = key_file::read(file, None)
                .map_err(|_| Unfit::new(format!("`{named}` is no key")))?;
            return bench::opened(&key.pkcs8).map_err(Unfit::new);
        }
        bench::key(&self.seed, named, curve(told)).map_err(Unfit::new)
    }

    /// A certificate that was made, or stands first in a file, in DER.
    fn document(&self, named: &str) -> Result<Vec<u8>, Unfit> {
        if let Some(der) = self.documents.get(named) {
            return Ok(der.clone());
        }
        let ders = documents(named, self.file(named)?, Sort::Certificate);
        let ders = ders.map_err(|why| Unfit::new(why.en))?;
        ders.into_iter()
            .next()
            .ok_or_else(|| Unfit::new(format!("`{named}` is empty")))
    }

    fn certificate(&mut self, with: &With) -> Result<Vec<u8>, Unfit> {
        let name = name(with);
        let by = with.text("by");
        let subject = bench::name(&parts(with.text("subject")));
        let spki = match with.text("copy") {
            "" => {
                let key = self.key(with, "key")?;
                self.keys.insert(name.to_owned(), key.clone());
                key.spki
            }
            wish => {
                let ders = documents(wish, self.file(wish)?, Sort::Request);
                let ders = ders.map_err(|why| Unfit::new(why.en))?;
                let key = ders.first().and_then(|der| request(der));
                key.ok_or_else(|| Unfit::new(format!("`{wish}` is no request")))?
                    .1
                    .to_vec()
            }
        };
        let (issuer, key) = match by {
            "" => (subject.clone(), self.key(with, "key")?),
            by => {
                let der = self.document(by)?;
                let above = Certificate::read(&der).map_err(|remark| Unfit::new(remark.says.en))?;
                let key = match with.text("by_key") {
                    "" => by,
                    key => key,
                };
                (above.subject.element.raw().to_vec(), self.key_of(key, "")?)
            }
        };
        let serial = hex::decode(with.text("serial"))
            .map_err(|why| Unfit::new(format!("`{name}`: serial: {why}")))?;
        let draft = Draft {
            serial: match serial.is_empty() {
                true => bench::serial(&self.seed, name),
                false => serial,
            },
            issuer,
            from: at(with, "from")?,
            until: at(with, "until")?,
            subject,
            wishes: wishes(with, &spki, Some(&key.spki)),
            spki,
        };
        draft.sign(&key).map_err(Unfit::new)
    }

    fn list(&self, with: &With) -> Result<Vec<u8>, Unfit> {
        let by = with.text("by");
        let der = self.document(by)?;
        let above = Certificate::read(&der).map_err(|remark| Unfit::new(remark.says.en))?;
        let this = at(with, "this")?;
        let mut revoked = Vec::new();
        for entry in entries(with, "revoked") {
            let (named, reason) = entry.split_once(' ').unwrap_or((&entry, ""));
            let der = self.document(named)?;
            let one = Certificate::read(&der).map_err(|remark| Unfit::new(remark.says.en))?;
            let reason =
                (0..=10_u8).find(|code| crate::trust::crl::reason_name(u64::from(*code)) == reason);
            revoked.push((one.serial.content().to_vec(), this, reason));
        }
        let list = List {
            issuer: above.subject.element.raw().to_vec(),
            this,
            next: moment::read(with.text("next")),
            revoked,
        };
        let key = match with.text("by_key") {
            "" => by,
            key => key,
        };
        list.sign(&self.key_of(key, "")?).map_err(Unfit::new)
    }

    fn bundle(&self, with: &With) -> Result<Vec<u8>, Unfit> {
        let mut parts = entries(with, "parts");
        let turned = with.text("turned");
        if !turned.is_empty() && self.marked(turned) && !parts.is_empty() {
            parts.rotate_left(1);
        }
        let mut file = String::new();
        for part in &parts {
            file.push_str(&armored("CERTIFICATE", &self.document(part)?));
        }
        Ok(file.into_bytes())
    }
}

fn name(with: &With) -> &str {
    match with.text("name") {
        "" => with.text("file"),
        name => name,
    }
}

/// The texts of a list, blanks in them and all.
pub fn entries(with: &With, key: &str) -> Vec<String> {
    let list = with.value(key).and_then(Value::as_array);
    let texts = list.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

fn at(with: &With, key: &str) -> Result<Time, Unfit> {
    let text = with.text(key);
    moment::read(text).ok_or_else(|| Unfit::new(format!("`{key}`: `{text}` is no moment")))
}

fn curve(name: &str) -> Curve {
    match name {
        "P-384" => Curve::P384,
        _ => Curve::P256,
    }
}

/// `O=…, CN=…`, taken apart.
fn parts(subject: &str) -> Vec<(&str, &str)> {
    let parts = subject
        .split(',')
        .filter_map(|part| part.trim().split_once('='));
    parts.collect()
}

static USES: [&str; 7] = [
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
];
static PURPOSES: [&str; 4] = ["serverAuth", "clientAuth", "codeSigning", "emailProtection"];

/// The numbers of `names` in `known`, which begins with `first`.
fn numbers(names: &[&str], known: &[&str], first: u8) -> Vec<u8> {
    let rows = (first..).zip(known);
    let rows = rows.filter(|(_, name)| names.contains(*name));
    rows.map(|(number, _)| number).collect()
}

/// A number, or several with `+` or `-` between; none if it is none.
fn sum(text: &str) -> Option<u8> {
    let text = text.replace('-', "+-");
    let parts = text.split('+').map(|part| part.trim().parse::<i16>().ok());
    u8::try_from(parts.sum::<Option<i16>>()?).ok()
}

/// The extensions that an item tells, in the usual order.
fn wishes(with: &With, own: &[u8], above: Option<&[u8]>) -> Wishes {
    let weight = |key: &str| match with.text(key) {
        "optional" => Some(Weight::Optional),
        "critical" => Some(Weight::Critical),
        _ => None,
    };
    let owned =
        |key: &str| -> Vec<String> { with.list(key).into_iter().map(str::to_owned).collect() };
    let mut wishes = Vec::new();
    match with.text("ca") {
        "yes" => {
            let length = sum(with.text("length"));
            wishes.push((Wish::Authority(length), weight("basic_weight")));
        }
        "no" => wishes.push((Wish::NoAuthority, None)),
        _ => {}
    }
    let (usage, purposes) = (with.list("usage"), with.list("purposes"));
    if !usage.is_empty() {
        wishes.push((Wish::Usage(numbers(&usage, &USES, 0)), None));
    }
    if !purposes.is_empty() {
        wishes.push((Wish::Purposes(numbers(&purposes, &PURPOSES, 1)), None));
    }
    let names = owned("names");
    if !names.is_empty() {
        wishes.push((Wish::Names(names), None));
    }
    let (permitted, excluded) = (owned("permitted"), owned("excluded"));
    if !permitted.is_empty() || !excluded.is_empty() {
        let constraints = Wish::Constraints(permitted, excluded);
        wishes.push((constraints, weight("constraints_weight")));
    }
    if let Some(above) = above {
        wishes.push((Wish::OwnKey(own.to_vec()), None));
        wishes.push((Wish::IssuerKey(above.to_vec()), None));
    }
    wishes
}
