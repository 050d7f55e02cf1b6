//! What the log amounts to: the authorities, and every certificate with what became of it.

use std::collections::{BTreeMap, HashMap};

use crate::base::time::Time;
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::{Event, Holder, Settings};
use crate::pki::authority::log::Line;
use crate::pki::authority::reason::Revocation;
use crate::pki::authority::serial::Serial;
use crate::pki::key::KeyKind;

/// The sum of a log.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// What was decided at the beginning.
    pub settings: Settings,
    /// Roots and intermediates, in the order they were made.
    pub authorities: Vec<Member>,
    /// Certificates by which one authority vouches for another.
    pub crosses: Vec<Cross>,
    /// Certificates issued, in order.
    pub issued: Vec<Issued>,
    /// What was revoked: certificates and authorities.
    pub revoked: HashMap<Serial, Revoked>,
    /// The newest revocation list of each authority that has signed one, by label.
    pub lists: BTreeMap<String, List>,
    serials: HashMap<Serial, usize>,
    labels: HashMap<String, usize>,
}

/// A root or an intermediate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// What it is called here.
    pub label: String,
    /// Its common name.
    pub name: String,
    /// The kind of its key.
    pub key: KeyKind,
    /// The label of who signed it; none for a root.
    pub by: Option<String>,
    /// Its number.
    pub serial: Serial,
    /// Its certificate.
    pub der: Vec<u8>,
    /// When it was made.
    pub at: Time,
}

/// A certificate by which one authority vouches for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cross {
    /// Whose name and key it carries.
    pub label: String,
    /// Who signed it.
    pub by: String,
    /// The certificate.
    pub der: Vec<u8>,
}

/// A certificate that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// What it is called here.
    pub label: String,
    /// The label of who signed it.
    pub by: String,
    /// Its number.
    pub serial: Serial,
    /// Where its private key is.
    pub key: Holder,
    /// The certificate it took the place of.
    pub renews: Option<Serial>,
    /// The certificate that took its place.
    pub renewed: Option<Serial>,
    /// The certificate.
    pub der: Vec<u8>,
    /// When it was issued.
    pub at: Time,
}

/// That something was revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// When.
    pub at: Time,
    /// Why.
    pub reason: Revocation,
}

/// A revocation list that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its number (crlNumber).
    pub number: u64,
    /// When it was signed.
    pub at: Time,
    /// When the next is due.
    pub next: Time,
    /// SHA-256 of its DER.
    pub sha256: Vec<u8>,
}

impl Register {
    /// The sum of `lines`.
    ///
    /// # Errors
    /// If they cannot all be true.
    pub fn of(lines: Vec<Line<Event>>) -> Result<Self> {
        let mut register = Self::default();
        for line in lines {
            register.add(line)?;
        }
        Ok(register)
    }

    /// Adds what one line says.
    ///
    /// # Errors
    /// If it contradicts what stands.
    pub fn add(&mut self, line: Line<Event>) -> Result<()> {
        let at = line.at;
        match line.event {
            Event::Began(settings) => self.settings = settings,
            Event::Authority {
                label,
                name,
                key,
                by,
                serial,
                der,
            } => self.authorities.push(Member {
                label,
                name,
                key,
                by,
                serial,
                der,
                at,
            }),
            Event::Crossed { label, by, der } => self.crosses.push(Cross { label, by, der }),
            Event::Issued {
                label,
                by,
                serial,
                key,
                renews,
                der,
            } => {
                let place = self.issued.len();
                if self.serials.insert(serial.clone(), place).is_some() {
                    return Err(Fault::Story(format!(
                        "two certificates have serial {serial}"
                    )));
                }
                if self.labels.insert(label.clone(), place).is_some() {
                    return Err(Fault::Story(format!("two certificates are called {label}")));
                }
                let before = renews.as_ref().and_then(|serial| self.serials.get(serial));
                if let Some(before) = before.and_then(|place| self.issued.get_mut(*place)) {
                    before.renewed = Some(serial.clone());
                }
                self.issued.push(Issued {
                    label,
                    by,
                    serial,
                    key,
                    renews,
                    renewed: None,
                    der,
                    at,
                });
            }
            Event::Listed {
                by,
                number,
                next,
                sha256,
                revokes,
            } => {
                if let Some((serial, reason)) = revokes {
                    self.revoked.insert(serial, Revoked { at, reason });
                }
                let list = List {
                    number,
                    at,
                    next,
                    sha256,
                };
                self.lists.insert(by, list);
            }
        }
        Ok(())
    }

    /// The certificate called `label`.
    pub fn labelled(&self, label: &str) -> Option<&Issued> {
        self.issued.get(*self.labels.get(label)?)
    }

    /// The certificate with that number.
    pub fn numbered(&self, serial: &Serial) -> Option<&Issued> {
        self.issued.get(*self.serials.get(serial)?)
    }

    /// The authority called `label`.
    pub fn member(&self, label: &str) -> Option<&Member> {
        self.authorities.iter().find(|member| member.label == label)
    }

    /// The root in use: the newest.
    pub fn root(&self) -> Option<&Member> {
        self.authorities.iter().rfind(|member| member.by.is_none())
    }

    /// Who signs leaves: the newest authority.
    pub fn signer(&self) -> Option<&Member> {
        self.authorities.last()
    }

    /// The authorities above one called `label` and itself, up to but without the root; then the certificates by which older
    /// roots vouch for that root, so that who trusts only an older one finds a path too.
    pub fn path(&self, label: &str) -> Vec<&[u8]> {
        let mut path = Vec::new();
        let mut next = self.member(label);
        // A log that was made up could go round in a circle.
        for _ in 0..self.authorities.len() {
            let Some(member) = next else { break };
            match &member.by {
                Some(by) => {
                    path.push(member.der.as_slice());
                    next = self.member(by);
                }
                None => {
                    path.extend(self.vouchers(member));
                    next = None;
                }
            }
        }
        path
    }

    /// Certificates in which roots that are older than `root` vouch for it, newest first.
    fn vouchers<'r>(&'r self, root: &'r Member) -> impl Iterator<Item = &'r [u8]> {
        let age = |label: &str| {
            let mut all = self.authorities.iter();
            all.position(|member| member.label == label)
        };
        let own = age(&root.label);
        self.crosses
            .iter()
            .rev()
            .filter(move |cross| cross.label == root.label && age(&cross.by) < own)
            .map(|cross| cross.der.as_slice())
    }

    /// What was revoked of what `label` signed, in order of time, with the numbers.
    pub fn revoked_by(&self, label: &str) -> Vec<(&Serial, Revoked)> {
        let leaves = self
            .issued
            .iter()
            .filter(|issued| issued.by == label)
            .map(|issued| &issued.serial);
        let authorities = self
            .authorities
            .iter()
            .filter(|member| member.by.as_deref() == Some(label))
            .map(|member| &member.serial);
        let mut all: Vec<(&Serial, Revoked)> = leaves
            .chain(authorities)
            .filter_map(|serial| self.revoked.get(serial).map(|revoked| (serial, *revoked)))
            .collect();
        all.sort_by(|(a, x), (b, y)| (x.at, a).cmp(&(y.at, b)));
        all
    }
}
