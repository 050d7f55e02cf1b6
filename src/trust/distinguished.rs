//! A distinguished name (RFC 5280 §4.1.2.4) with the places of its parts, and how two of them are compared (§7.1).

use std::ops::Range;

use x509_parser::prelude::FromDer;
use x509_parser::x509::X509Name;

use crate::base::field::printable;
use crate::base::text::Doc;
use crate::dissect::x509::tag;
use crate::keys::distinguished;
use crate::trust::der::{Element, Problem, Wrong};

/// Whom a certificate names as subject or issuer.
#[derive(Clone, Debug)]
pub struct Name<'d> {
    /// The whole name.
    pub element: Element<'d>,
    /// Its parts in order, each a set of attributes, mostly of one.
    pub parts: Vec<Vec<Attribute<'d>>>,
    /// Each part in a form in which equal ones have equal text.
    key: Vec<String>,
}

/// One attribute of a name.
#[derive(Clone, Debug)]
pub struct Attribute<'d> {
    /// What it is, such as `2.5.4.3`.
    pub oid: String,
    /// Its value.
    pub value: Element<'d>,
}

impl Attribute<'_> {
    /// Its value as characters; none if it is no string.
    pub fn words(&self) -> Option<String> {
        distinguished::words(self.value.tag.into(), self.value.content())
    }
}

impl<'d> Name<'d> {
    /// Reads a Name.
    pub fn read(element: Element<'d>) -> Result<Self, Wrong> {
        let mut parts = Vec::new();
        let mut key = Vec::new();
        let mut walk = element.walk();
        while !walk.is_done() {
            let set = walk.take(tag::SET)?;
            let mut part = Vec::new();
            let mut inner = set.walk();
            while !inner.is_done() {
                let pair = inner.take(tag::SEQUENCE)?;
                let mut pair = pair.walk();
                let oid = pair.take(tag::OID)?.dotted()?;
                let value = pair.next()?;
                pair.done()?;
                part.push(Attribute { oid, value });
            }
            if part.is_empty() {
                let rule = "a part of a name has at least one attribute";
                let rule = Doc::new(rule, "이름의 각 부분에는 속성이 하나 이상 있어야 한다");
                return Err(set.wrong(Problem::Rule(rule)));
            }
            key.push(comparable(&part));
            parts.push(part);
        }
        Ok(Self {
            element,
            parts,
            key,
        })
    }

    /// Whether it names nobody.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Where it stands.
    pub fn at(&self) -> Range<usize> {
        self.element.at()
    }

    /// Whether the two name the same: case and runs of spaces do not count (RFC 5280 §7.1).
    pub fn same(&self, other: &Self) -> bool {
        self.element.raw() == other.element.raw() || self.key == other.key
    }

    /// Whether this name lies in the subtree that begins at `base` (RFC 5280 §4.2.1.10).
    pub fn below(&self, base: &Self) -> bool {
        self.key.starts_with(&base.key)
    }

    /// The values of the attributes of this kind.
    pub fn all<'n>(&'n self, oid: &'n str) -> impl Iterator<Item = &'n Attribute<'d>> {
        let attributes = self.parts.iter().flatten();
        attributes.filter(move |attribute| attribute.oid == oid)
    }

    /// The common names, which are for people only.
    pub fn common_names(&self) -> impl Iterator<Item = &Attribute<'d>> {
        self.all("2.5.4.3")
    }

    /// The whole name as RFC 4514 writes it.
    pub fn string(&self) -> String {
        match X509Name::from_der(self.element.raw()) {
            Ok((_, name)) => distinguished::string(&name),
            Err(_) => hex::encode(self.element.raw()),
        }
    }

    /// A short form for a sentence: the common name, else the whole.
    pub fn short(&self) -> String {
        let common = self.common_names().next().and_then(Attribute::words);
        let said = match common {
            Some(common) => common,
            None if self.is_empty() => return "(no name)".to_owned(),
            None => self.string(),
        };
        let mut said = printable(said.as_bytes());
        if said.chars().count() > LONGEST {
            said = said.chars().take(LONGEST).chain(['…']).collect();
        }
        said
    }
}

/// Characters of a name that a sentence shows: some certificates have thousands.
const LONGEST: usize = 120;

/// Attributes of a set in an order of their own, each as its identifier and its folded value.
fn comparable(part: &[Attribute<'_>]) -> String {
    let one = |attribute: &Attribute<'_>| match attribute.words() {
        Some(words) => {
            let folded: Vec<&str> = words.split_whitespace().collect();
            format!("{}={}", attribute.oid, folded.join(" ").to_lowercase())
        }
        None => format!("{}#{}", attribute.oid, hex::encode(attribute.value.raw())),
    };
    let mut all: Vec<String> = part.iter().map(one).collect();
    all.sort();
    all.join("+")
}
