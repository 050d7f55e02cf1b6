//! What happens at an authority, and how a line of the log says it: a kind, then `key=value` fields.
//!
//! Values are text, escaped; bytes are in hexadecimal.

use std::fmt;

use crate::base::time::Time;
use crate::pki::authority::field::{escaped, plain};
use crate::pki::authority::log::Entry;
use crate::pki::authority::reason::Revocation;
use crate::pki::authority::serial::Serial;
use crate::pki::key::KeyKind;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The authority came to be.
    Began(Settings),
    /// A root or an intermediate was made.
    Authority {
        /// What it is called here, such as `root` or `intermediate`.
        label: String,
        /// Its common name.
        name: String,
        /// The kind of its key.
        key: KeyKind,
        /// The label of who signed it; none for a root.
        by: Option<String>,
        /// Its number.
        serial: Serial,
        /// Its certificate.
        der: Vec<u8>,
    },
    /// One authority vouched for another that has a certificate of its own already.
    Crossed {
        /// Whose name and key it carries.
        label: String,
        /// Who signed it.
        by: String,
        /// The certificate.
        der: Vec<u8>,
    },
    /// A certificate was issued.
    Issued {
        /// What it is called here: the name of its folder.
        label: String,
        /// Who signed it.
        by: String,
        /// Its number.
        serial: Serial,
        /// Where its private key is.
        key: Holder,
        /// The certificate it takes the place of.
        renews: Option<Serial>,
        /// The certificate.
        der: Vec<u8>,
    },
    /// A list of what was called back was signed. Calling back is one event with the list that says so: neither can happen
    /// without the other.
    Listed {
        /// Who signed it.
        by: String,
        /// Its number (crlNumber).
        number: u64,
        /// When the next is due.
        next: Time,
        /// SHA-256 of its DER.
        sha256: Vec<u8>,
        /// The certificate that was called back with it, and why.
        revokes: Option<(Serial, Revocation)>,
    },
}

/// What was decided when the authority began.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What it is called; its certificates are `NAME root` and so on.
    pub name: String,
    /// Whether its certificates say for which names it may vouch.
    pub fence: Fence,
    /// The number everything random is drawn from.
    pub seed: Option<u64>,
    /// Where its revocation lists can be fetched.
    pub crl_url: Option<String>,
    /// Where it answers for single certificates.
    pub ocsp_url: Option<String>,
    /// How many intermediates stand between root and leaves.
    pub intermediates: u8,
}

/// For which names an authority may vouch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fence {
    /// Only those reserved for tests, examples and private networks.
    #[default]
    Reserved,
    /// Any.
    None,
}

/// Where a private key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// It was made here and lies beside the certificate.
    Here,
    /// Whoever asked with a CSR has it.
    Requester,
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Began(settings) => {
                write!(f, "began name={}", escaped(&settings.name))?;
                let fence = match settings.fence {
                    Fence::Reserved => "reserved",
                    Fence::None => "none",
                };
                write!(f, " fence={fence} intermediates={}", settings.intermediates)?;
                optional(f, "seed", settings.seed.map(|seed| seed.to_string()))?;
                optional(f, "crl_url", settings.crl_url.clone())?;
                optional(f, "ocsp_url", settings.ocsp_url.clone())
            }
            Self::Authority {
                label,
                name,
                key,
                by,
                serial,
                der,
            } => {
                let (label, name) = (escaped(label), escaped(name));
                write!(f, "authority label={label} name={name} key={}", key.name())?;
                optional(f, "by", by.clone())?;
                write!(f, " serial={serial} der={}", hex::encode(der))
            }
            Self::Crossed { label, by, der } => {
                let (label, by) = (escaped(label), escaped(by));
                write!(f, "crossed label={label} by={by} der={}", hex::encode(der))
            }
            Self::Issued {
                label,
                by,
                serial,
                key,
                renews,
                der,
            } => {
                let (label, by) = (escaped(label), escaped(by));
                let key = match key {
                    Holder::Here => "here",
                    Holder::Requester => "requester",
                };
                write!(f, "issued label={label} by={by} serial={serial} key={key}")?;
                optional(f, "renews", renews.as_ref().map(ToString::to_string))?;
                write!(f, " der={}", hex::encode(der))
            }
            Self::Listed {
                by,
                number,
                next,
                sha256,
                revokes,
            } => {
                let (by, next) = (escaped(by), next.as_seconds());
                write!(f, "listed by={by} number={number} next={next}")?;
                write!(f, " sha256={}", hex::encode(sha256))?;
                match revokes {
                    Some((serial, reason)) => {
                        write!(f, " revokes={serial} reason={}", reason.name())
                    }
                    None => Ok(()),
                }
            }
        }
    }
}

impl Entry for Event {
    fn read(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let kind = words.next()?;
        let fields: Vec<(&str, &str)> = words
            .map(|word| word.split_once('='))
            .collect::<Option<_>>()?;
        let raw = |key: &str| {
            let found = fields.iter().find(|(name, _)| *name == key);
            found.map(|(_, value)| *value)
        };
        let text = |key: &str| raw(key).and_then(plain);
        // A label is the name of a folder here, and must not lead out of it.
        let label = |key: &str| text(key).filter(|label| harmless(label));
        let bytes = |key: &str| raw(key).and_then(|value| hex::decode(value).ok());
        let serial = |key: &str| raw(key).and_then(Serial::read);
        Some(match kind {
            "began" => Self::Began(Settings {
                name: text("name")?,
                fence: match raw("fence")? {
                    "reserved" => Fence::Reserved,
                    "none" => Fence::None,
                    _ => return None,
                },
                seed: match raw("seed") {
                    Some(seed) => Some(seed.parse().ok()?),
                    None => None,
                },
                crl_url: text("crl_url"),
                ocsp_url: text("ocsp_url"),
                intermediates: raw("intermediates")?.parse().ok()?,
            }),
            "authority" => Self::Authority {
                label: label("label")?,
                name: text("name")?,
                key: KeyKind::named(raw("key")?)?,
                by: match raw("by") {
                    Some(_) => Some(label("by")?),
                    None => None,
                },
                serial: serial("serial")?,
                der: bytes("der")?,
            },
            "crossed" => Self::Crossed {
                label: label("label")?,
                by: label("by")?,
                der: bytes("der")?,
            },
            "issued" => Self::Issued {
                label: label("label")?,
                by: label("by")?,
                serial: serial("serial")?,
                key: match raw("key")? {
                    "here" => Holder::Here,
                    "requester" => Holder::Requester,
                    _ => return None,
                },
                renews: match raw("renews") {
                    Some(renews) => Some(Serial::read(renews)?),
                    None => None,
                },
                der: bytes("der")?,
            },
            "listed" => Self::Listed {
                by: label("by")?,
                number: raw("number")?.parse().ok()?,
                next: Time::seconds(raw("next")?.parse().ok()?),
                sha256: bytes("sha256")?,
                revokes: match raw("revokes") {
                    Some(revokes) => {
                        Some((Serial::read(revokes)?, Revocation::named(raw("reason")?)?))
                    }
                    None => None,
                },
            },
            _ => return None,
        })
    }
}

/// Whether `label` can be the name of a folder, and of nothing outside.
fn harmless(label: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_@".contains(c);
    !label.is_empty() && !label.starts_with('.') && label.chars().all(plain)
}

fn optional(f: &mut fmt::Formatter<'_>, key: &str, value: Option<String>) -> fmt::Result {
    match value {
        Some(value) => write!(f, " {key}={}", escaped(&value)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let serial = Serial::read("0011ff").unwrap();
        let check = |event: Event| {
            let text = event.to_string();
            assert!(text.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
            assert_eq!(Event::read(&text), Some(event), "{text}");
        };
        check(Event::Began(Settings {
            name: "우리 CA 100%=\n".to_owned(),
            seed: Some(7),
            crl_url: Some("http://a.test/x y".to_owned()),
            ..Settings::default()
        }));
        check(Event::Authority {
            label: "root".to_owned(),
            name: "x root".to_owned(),
            key: KeyKind::Rsa3072,
            by: None,
            serial: serial.clone(),
            der: vec![1, 2],
        });
        check(Event::Crossed {
            label: "root".to_owned(),
            by: "root-g2".to_owned(),
            der: vec![],
        });
        check(Event::Issued {
            label: "a.test".to_owned(),
            by: "intermediate".to_owned(),
            serial: serial.clone(),
            key: Holder::Requester,
            renews: Some(serial.clone()),
            der: vec![0x30],
        });
        check(Event::Listed {
            by: "root".to_owned(),
            number: 3,
            next: Time::seconds(5),
            sha256: vec![9; 32],
            revokes: Some((serial, Revocation::KeyCompromise)),
        });
        check(Event::Listed {
            by: "root".to_owned(),
            number: 4,
            next: Time::seconds(5),
            sha256: vec![],
            revokes: None,
        });
        assert_eq!(Event::read("issued label=a"), None);
        assert_eq!(Event::read("nonsense"), None);
        let outside = "issued label=../x by=root serial=01 key=here der=30";
        assert_eq!(Event::read(outside), None);
        assert!(Event::read(&outside.replace("../x", "x")).is_some());
    }
}
