//! Whoever finds encoded bytes: every way of writing is tried, again and again, without any key.

use crate::base::field::Field;
use crate::base::reader::{Reader, Result};
use crate::demo::glass::base_64;
use crate::dissect::x509::der;
use crate::pki::armor;

/// What stands before the credentials in a request over HTTP (RFC 7617 §2).
pub(super) const BASIC: &str = "Authorization: Basic ";

/// Layers that are looked at before giving up: bytes of chance may be written in many ways.
const MOST: usize = 64;

/// Bytes that were found under others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layer {
    /// How they were found: the ways of writing that were undone, the outermost first.
    pub(super) path: Vec<&'static str>,
    /// The bytes.
    pub(super) bytes: Vec<u8>,
}

/// Everything that lies under some bytes, and how often a decoder was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Each layer once; what was given is not among them.
    pub(super) layers: Vec<Layer>,
    /// Decoders tried.
    pub(super) tries: u64,
}

impl Found {
    /// The layer that is `bytes`.
    pub(super) fn layer(&self, bytes: &[u8]) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.bytes == bytes)
    }

    /// Layers that a person can read.
    pub(super) fn readable(&self) -> usize {
        let read = |layer: &&Layer| {
            let text = str::from_utf8(&layer.bytes).unwrap_or_default();
            !text.is_empty() && !text.chars().any(char::is_control)
        };
        self.layers.iter().filter(read).count()
    }
}

type Undo = fn(&[u8]) -> Vec<Vec<u8>>;

/// Ways of writing, each with what undoes it.
static DECODERS: &[(&str, Undo)] = &[
    ("HTTP Basic", after_basic),
    ("PEM", in_armor),
    ("hex", from_hex),
    ("base64", from_base64),
    ("DER", in_elements),
    ("user:password", behind_colon),
];

/// Undoes every way of writing that fits `seen`, and what lies under it, until nothing new comes up.
pub(super) fn undress(seen: &[u8]) -> Found {
    let mut found = Found {
        layers: Vec::new(),
        tries: 0,
    };
    let given = Layer {
        path: Vec::new(),
        bytes: seen.to_vec(),
    };
    let mut open = vec![given];
    while let Some(layer) = open.pop() {
        for (name, undo) in DECODERS {
            found.tries += 1;
            for bytes in undo(&layer.bytes) {
                let known = bytes == seen || found.layer(&bytes).is_some();
                if known || bytes.is_empty() || found.layers.len() >= MOST {
                    continue;
                }
                let mut path = layer.path.clone();
                path.push(name);
                let next = Layer { path, bytes };
                found.layers.push(next.clone());
                open.push(next);
            }
        }
    }
    found
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_default().trim()
}

fn after_basic(bytes: &[u8]) -> Vec<Vec<u8>> {
    let rest = text(bytes).strip_prefix(BASIC);
    rest.into_iter().map(|rest| rest.into()).collect()
}

fn behind_colon(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = bytes.splitn(2, |byte| *byte == b':').skip(1);
    parts.next().map(<[u8]>::to_vec).into_iter().collect()
}

fn in_armor(bytes: &[u8]) -> Vec<Vec<u8>> {
    let blocks = armor::blocks(bytes).into_iter().flatten();
    blocks.map(|block| block.bytes).collect()
}

fn from_hex(bytes: &[u8]) -> Vec<Vec<u8>> {
    hex::decode(text(bytes)).into_iter().collect()
}

fn from_base64(bytes: &[u8]) -> Vec<Vec<u8>> {
    base_64::decode(text(bytes)).into_iter().collect()
}

/// The contents of the elements that `bytes` consist of; nothing unless they are elements to the last byte.
fn in_elements(bytes: &[u8]) -> Vec<Vec<u8>> {
    elements(bytes).unwrap_or_default()
}

fn elements(bytes: &[u8]) -> Result<Vec<Vec<u8>>> {
    let mut r = Reader::quiet(bytes);
    let mut all = Vec::new();
    while r.left() > 0 {
        all.push(der::any(&mut r, &CONTENT)?.to_vec());
    }
    Ok(all)
}

static CONTENT: Field = Field::hex(
    "content",
    "X.690 §8.1.4",
    "What the element holds.",
    "요소에 담긴 내용.",
);
