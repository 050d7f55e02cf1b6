//! From a wish to a certificate.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::thread;

use rcgen::PublicKeyData;

use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::date;
use crate::pki::authority::admission;
use crate::pki::authority::chance::Chance;
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::folder::{Folder, Held};
use crate::pki::authority::keyring;
use crate::pki::authority::office::Office;
use crate::pki::authority::profile::Leaf;
use crate::pki::authority::publish::{self, Draft};
use crate::pki::authority::purpose::Purpose;
use crate::pki::authority::serial::Serial;
use crate::pki::authority::validity::Validity;
use crate::pki::key::{Key, KeyKind};
use crate::pki::names::Name;
use crate::text;

/// What a certificate is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Whom it is for, at least one.
    pub names: Vec<Name>,
    /// What it may be used for, at least one.
    pub purposes: Vec<Purpose>,
    /// How many days it is to live.
    pub days: u32,
    /// What it is to be called here; else after its first name.
    pub label: Option<String>,
    /// The certificate it takes the place of.
    pub renews: Option<Serial>,
}

/// Whose key a certificate is for.
#[derive(Debug)]
pub enum Subject<'k> {
    /// A new one of this kind.
    New(KeyKind),
    /// One that is here already.
    Kept(&'k Key),
    /// That of whoever asked.
    Theirs(&'k PublicKey),
}

/// A public key that somebody asked a certificate for.
#[derive(Clone, Debug)]
pub struct PublicKey {
    /// Its kind.
    pub kind: KeyKind,
    /// The subjectPublicKey.
    pub bytes: Vec<u8>,
}

impl PublicKeyData for PublicKey {
    fn der_bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn algorithm(&self) -> &'static rcgen::SignatureAlgorithm {
        self.kind.algorithm()
    }
}

/// What was issued.
#[derive(Clone, Debug)]
pub struct Made {
    /// What it is called here.
    pub label: String,
    /// Its number.
    pub serial: Serial,
    /// From when to when it is valid.
    pub validity: Validity,
    /// What was done otherwise than wished.
    pub note: Option<Text>,
    /// The certificate.
    pub der: Vec<u8>,
}

/// Issues one certificate.
///
/// # Errors
/// What policy refuses, those of keys and of the file system; then nothing is issued.
pub fn issue(
    held: &mut Held,
    office: &Office,
    now: Time,
    wish: &Wish,
    subject: Subject<'_>,
) -> Result<Made> {
    let settings = &held.folder.register.settings;
    admission::check(&wish.names, &wish.purposes, settings)?;
    standing(&held.folder, office)?;
    let (validity, note) = office.lifetime(now, wish.days)?;
    let label = Labels::of(&held.folder).give(wish)?;
    let ready = Ready {
        wish,
        label,
        number: held.next_number(),
        validity,
    };
    let draft = sign(office, ready, subject)?;
    let made = Made {
        label: draft.label.clone(),
        serial: draft.serial.clone(),
        validity,
        note,
        der: draft.der.clone(),
    };
    publish::certificates(held, now, vec![draft])?;
    Ok(made)
}

/// Issues a certificate with a new key of `kind` for each of `wishes`, a thousand at a time: each thousand is issued or not as a
/// whole, unless the process dies meanwhile. `told` hears of each thousand.
///
/// # Errors
/// As for [`issue`]; the thousands before stay issued.
pub fn issue_many(
    held: &mut Held,
    office: &Office,
    now: Time,
    (wishes, kind): (&[Wish], KeyKind),
    told: &mut dyn FnMut(&[Made]),
) -> Result<()> {
    standing(&held.folder, office)?;
    for chunk in wishes.chunks(TOGETHER) {
        let mut labels = Labels::of(&held.folder);
        let mut work = Vec::with_capacity(chunk.len());
        for (number, wish) in (held.next_number()..).zip(chunk) {
            admission::check(&wish.names, &wish.purposes, &held.folder.register.settings)?;
            let (validity, note) = office.lifetime(now, wish.days)?;
            let label = labels.give(wish)?;
            let ready = Ready {
                wish,
                label,
                number,
                validity,
            };
            work.push((ready, note));
        }
        drop(labels);
        let (drafts, made): (Vec<Draft>, Vec<Made>) =
            sign_all(office, work, kind)?.into_iter().unzip();
        publish::certificates(held, now, drafts)?;
        told(&made);
    }
    Ok(())
}

/// That whoever signs was not revoked: clients that look at the list above refuse all that it signs.
fn standing(folder: &Folder, office: &Office) -> Result<()> {
    let register = &folder.register;
    let member = register.member(&office.label);
    let revoked = member.and_then(|member| register.revoked.get(&member.serial));
    let Some(revoked) = revoked else {
        return Ok(());
    };
    let (name, at) = (&office.name, date(revoked.at));
    Err(Fault::refused(
        text!(en: "{name} was revoked, {at}: nobody who looks at the list would accept what it signs", ko: "폐기된 인증 기관이 서명한 것은, 목록을 보는 쪽은 아무도 받아들이지 않는다: {name} ({at})"),
        Text::new(
            "make a new one with `tlslab ca rollover --keep-root`",
            "`tlslab ca rollover --keep-root` 로 새로 만든다",
        ),
    ))
}

/// How many certificates share the flushes.
const TOGETHER: usize = 1000;

/// A wish that is granted.
struct Ready<'w> {
    wish: &'w Wish,
    label: String,
    /// The line of the log that will hold it.
    number: u64,
    validity: Validity,
}

/// Makes keys and signs, on every processor there is.
fn sign_all(
    office: &Office,
    work: Vec<(Ready<'_>, Option<Text>)>,
    kind: KeyKind,
) -> Result<Vec<(Draft, Made)>> {
    let one = |(ready, note): (Ready<'_>, Option<Text>)| {
        let validity = ready.validity;
        let draft = sign(office, ready, Subject::New(kind))?;
        let made = Made {
            label: draft.label.clone(),
            serial: draft.serial.clone(),
            validity,
            note,
            der: draft.der.clone(),
        };
        Ok((draft, made))
    };
    let hands = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let share = work.len().div_ceil(hands).max(1);
    let mut rest = work.into_iter();
    thread::scope(|scope| {
        let mut shares = Vec::new();
        loop {
            let own: Vec<_> = rest.by_ref().take(share).collect();
            if own.is_empty() {
                break;
            }
            let one = &one;
            shares.push(scope.spawn(move || own.into_iter().map(one).collect::<Result<Vec<_>>>()));
        }
        let mut all = Vec::new();
        for share in shares {
            all.extend(share.join().unwrap_or(Err(Fault::NoKey))?);
        }
        Ok(all)
    })
}

fn sign(office: &Office, ready: Ready<'_>, subject: Subject<'_>) -> Result<Draft> {
    let wish = ready.wish;
    let leaf = |key| Leaf {
        names: wish.names.clone(),
        purposes: wish.purposes.clone(),
        key,
    };
    let mut generator = office.chance().generator(ready.number)?;
    let serial = Chance::serial(&mut generator);
    let validity = ready.validity;
    let (der, key) = match subject {
        Subject::New(kind) => {
            let key = office.chance().key(kind, &mut generator)?;
            let der = office.leaf(&leaf(kind), &serial, validity, &key.pair)?;
            (der, Some(keyring::written(&key, None, &mut generator)?))
        }
        Subject::Kept(key) => {
            let der = office.leaf(&leaf(key.kind), &serial, validity, &key.pair)?;
            (der, Some(keyring::written(key, None, &mut generator)?))
        }
        Subject::Theirs(key) => {
            let der = office.leaf(&leaf(key.kind), &serial, validity, key)?;
            (der, None)
        }
    };
    Ok(Draft {
        label: ready.label,
        by: office.label.clone(),
        serial,
        key,
        renews: wish.renews.clone(),
        der,
    })
}

/// Labels that are taken: in the log, or by what is about to be issued with it.
struct Labels<'f> {
    folder: &'f Folder,
    given: HashSet<String>,
}

impl<'f> Labels<'f> {
    fn of(folder: &'f Folder) -> Self {
        Self {
            folder,
            given: HashSet::new(),
        }
    }

    /// The label of what `wish` becomes: the one wished, if it is free, or one after its first name.
    fn give(&mut self, wish: &Wish) -> Result<String> {
        let taken = |label: &str| {
            let register = &self.folder.register;
            let there = register.labelled(label).is_some() || register.member(label).is_some();
            there || self.given.contains(label)
        };
        let label = match &wish.label {
            Some(label) => wished(label, &taken)?,
            None => {
                let first = wish.names.first().map(ToString::to_string);
                let base = plain(&first.unwrap_or_default());
                let mut label = base.clone();
                let mut number = 2u64;
                while taken(&label) {
                    label = format!("{base}-{number}");
                    number += 1;
                }
                label
            }
        };
        self.given.insert(label.clone());
        Ok(label)
    }
}

/// A label that was asked for.
fn wished(label: &str, taken: &dyn Fn(&str) -> bool) -> Result<String> {
    if label.is_empty() || plain(label) != label {
        return Err(Fault::refused(
            text!(en: "{label:?} cannot be the name of a folder here", ko: "폴더 이름으로 쓸 수 없음: {label:?}"),
            Text::new(
                "use letters, digits, dots, hyphens and underscores, at most 100, no dot or hyphen first",
                "영문자, 숫자, 점, 붙임표, 밑줄만 최대 100자로 쓰고, 점이나 붙임표로 시작하지 않는다",
            ),
        ));
    }
    if taken(label) {
        return Err(Fault::refused(
            text!(en: "there is a certificate called {label} already", ko: "같은 이름의 인증서가 이미 있음: {label}"),
            Text::new(
                "choose another --label, or renew it: `tlslab ca renew LABEL`",
                "--label 로 다른 이름을 주거나 `tlslab ca renew 이름` 으로 갱신한다",
            ),
        ));
    }
    Ok(label.to_owned())
}

/// A name as the name of a folder. It begins with no hyphen, or other programs, and this one, would take it for a flag: `::1`
/// is written `0::1` first, which is the same address.
fn plain(name: &str) -> String {
    let name = match (name.strip_prefix("*."), name.starts_with("::")) {
        (Some(rest), _) => format!("wildcard.{rest}"),
        (None, true) => format!("0{name}"),
        (None, false) => name.to_owned(),
    };
    let safe = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' | '@' => c,
        _ => '-',
    };
    let safe: String = name.chars().map(safe).take(100).collect();
    let safe = safe.trim_start_matches(['.', '-']);
    match safe.is_empty() {
        true => "certificate".to_owned(),
        false => safe.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_never_taken_for_a_flag() {
        assert_eq!(plain("::1"), "0--1");
        assert_eq!(plain("fd00::1"), "fd00--1");
        assert_eq!(plain("*.lab.test"), "wildcard.lab.test");
        assert_eq!(plain("-x@lab.test"), "x@lab.test");
        assert_eq!(plain("..-."), "certificate");
    }
}
