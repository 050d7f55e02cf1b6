//! Whether everything in the folder is as the log says, and the making good of what is not.
//!
//! What can be made again from the log is made again, what others can read is closed, at once: neither can do harm. What the log
//! does not know is removed only if asked for, since it may be somebody's. What cannot be made good, such as a lost key, is
//! said.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rcgen::PublicKeyData;
use ring::digest::{SHA256, digest};

use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::{date, signed_by, summary};
use crate::pki::armor::armored;
use crate::pki::authority::contents;
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::Holder;
use crate::pki::authority::folder::{Folder, Held};
use crate::pki::authority::keyring;
use crate::pki::authority::publish;
use crate::pki::authority::recovery::entries;
use crate::pki::private;
use crate::text;

/// What is done about what the log does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strays {
    /// They are said.
    Left,
    /// They are removed.
    Removed,
}

/// Something that was not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub what: Text,
    /// What was done about it; none: it is still so.
    pub done: Option<Text>,
}

/// Checks everything, and makes good what can be. `passphrase` opens the authorities' keys; without it sealed ones are not
/// looked into.
///
/// # Errors
/// Those of the file system.
pub fn check(
    held: &Held,
    now: Time,
    strays: Strays,
    passphrase: Option<&str>,
) -> Result<Vec<Finding>> {
    let mut desk = Desk {
        held,
        folder: &held.folder,
        strays,
        expected: BTreeSet::new(),
        findings: Vec::new(),
    };
    desk.modes(held.folder.place())?;
    desk.authorities(passphrase)?;
    desk.certificates()?;
    desk.lists(now)?;
    desk.strangers()?;
    Ok(desk.findings)
}

struct Desk<'h> {
    held: &'h Held,
    folder: &'h Folder,
    strays: Strays,
    /// What should be there.
    expected: BTreeSet<PathBuf>,
    findings: Vec<Finding>,
}

impl Desk<'_> {
    fn done(&mut self, what: Text, done: Text) {
        self.findings.push(Finding {
            what,
            done: Some(done),
        });
    }

    fn left(&mut self, what: Text) {
        self.findings.push(Finding { what, done: None });
    }

    /// Closes what others can read.
    fn modes(&mut self, path: &Path) -> Result<()> {
        let found = path.symlink_metadata().map_err(Fault::at(path))?;
        let place = path.display();
        if found.file_type().is_symlink() {
            self.left(text!(en: "{place} is a symbolic link", ko: "심볼릭 링크임: {place}"));
            return Ok(());
        }
        if let Some(mode) = private::open_to_others(&found) {
            let closed = self.held.disk.close(path, &found);
            let closed = closed.map_err(Fault::at(path))?;
            let key = path.file_name().is_some_and(|name| name == "key.pem");
            let what = match key {
                true => {
                    text!(en: "{place}, a private key, could be read by others (mode {mode:04o}); if somebody did, revoke its certificate", ko: "다른 사용자가 읽을 수 있던 개인 키(모드 {mode:04o}). 누가 읽었다면 인증서를 폐기한다: {place}")
                }
                false => {
                    text!(en: "{place} was open to others (mode {mode:04o})", ko: "다른 사용자에게 열려 있었음(모드 {mode:04o}): {place}")
                }
            };
            self.done(
                what,
                text!(en: "closed: mode {closed:04o}", ko: "닫았다: 모드 {closed:04o}"),
            );
        }
        if found.is_dir() {
            for entry in entries(path)? {
                self.modes(&entry)?;
            }
        }
        Ok(())
    }

    /// Makes a file again from the log, if it is not as it should be.
    fn made(&mut self, path: PathBuf, text: &[u8]) -> Result<()> {
        let place = path.display().to_string();
        let what = match fs::read(&path) {
            Ok(found) if found == text => None,
            Ok(_) => Some(
                text!(en: "{place} was not what the log says", ko: "로그와 다른 내용이었음: {place}"),
            ),
            Err(_) => Some(text!(en: "{place} was missing", ko: "없었음: {place}")),
        };
        if let Some(what) = what {
            self.folders(&path)?;
            let disk = &self.held.disk;
            disk.replace(&path, text).map_err(Fault::at(&path))?;
            self.done(
                what,
                Text::new("made again from the log", "로그에서 다시 만들었다"),
            );
        }
        self.expected.insert(path);
        Ok(())
    }

    /// Makes the folders above `path` that are missing.
    fn folders(&self, path: &Path) -> Result<()> {
        let Some(above) = path.parent() else {
            return Ok(());
        };
        if above.exists() {
            return Ok(());
        }
        self.folders(above)?;
        self.held.disk.make_folder(above).map_err(Fault::at(above))
    }

    fn authorities(&mut self, passphrase: Option<&str>) -> Result<()> {
        let register = &self.folder.register;
        for member in &register.authorities {
            let label = &member.label;
            let folder = self.folder.of_authority(label);
            let text = armored("CERTIFICATE", member.der.as_slice());
            self.made(folder.join("cert.pem"), text.as_bytes())?;
            let issuer = member.by.as_ref().unwrap_or(label);
            self.signature(label, &member.der, issuer);
            self.expected.insert(folder.join("key.pem"));
            match keyring::sealed(self.folder, label) {
                Ok(true) if passphrase.is_none() => continue,
                Ok(_) => {}
                Err(fault) => {
                    self.refused(&fault);
                    continue;
                }
            }
            if let Err(fault) = keyring::of_authority(self.folder, label, passphrase) {
                self.refused(&fault);
            }
        }
        for cross in &register.crosses {
            let text = armored("CERTIFICATE", cross.der.as_slice());
            self.made(self.folder.cross_file(cross), text.as_bytes())?;
            self.signature(&cross.label, &cross.der, &cross.by);
        }
        Ok(())
    }

    /// A key that cannot be used, with what to try.
    fn refused(&mut self, fault: &Fault) {
        self.left(Text::join([&fault.says(), &fault.hint()], "; "));
    }

    /// Whether a certificate bears the signature of the authority called `by`.
    fn signature(&mut self, label: &str, der: &[u8], by: &str) {
        let issuer = self.folder.register.member(by);
        let key = issuer.and_then(|issuer| summary(&issuer.der));
        if key.is_none_or(|issuer| signed_by(der, &issuer.spki).is_err()) {
            self.left(text!(en: "the certificate of {label} is not signed by {by}", ko: "발급자의 서명이 없는 인증서: {label} (발급자 {by})"));
        }
    }

    fn certificates(&mut self) -> Result<()> {
        for issued in &self.folder.register.issued {
            let label = &issued.label;
            let folder = self.folder.of_issued(label);
            for (name, text) in publish::files(self.folder, issued, None) {
                self.made(folder.join(name), text.as_bytes())?;
            }
            let contents = contents::read(&issued.der);
            if contents.is_none_or(|contents| contents.serial != issued.serial.bytes()) {
                self.left(text!(en: "the certificate of {label} in the log has another serial number than its line", ko: "로그 줄의 일련번호와 인증서의 일련번호가 다름: {label}"));
            }
            self.signature(label, &issued.der, &issued.by);
            if issued.key == Holder::Requester {
                continue;
            }
            let key = folder.join("key.pem");
            self.expected.insert(key.clone());
            let spki = summary(&issued.der).map(|known| known.spki);
            match keyring::read(&key, None) {
                Ok(read) if spki == Some(read.pair.subject_public_key_info()) => {}
                Ok(_) => self.refused(&Fault::OtherKey(key)),
                Err(_) if !key.exists() => {
                    self.left(text!(en: "{place} is lost; get a new key with `tlslab ca renew {label} --new-key`", ko: "잃어버린 키: {place}. `tlslab ca renew {label} --new-key` 로 새 키를 받는다", place = key.display()));
                }
                Err(fault) => self.left(fault.says()),
            }
        }
        Ok(())
    }

    fn lists(&mut self, now: Time) -> Result<()> {
        let register = &self.folder.register;
        for member in &register.authorities {
            let label = &member.label;
            let place = self.folder.crl_file(label);
            let Some(list) = register.lists.get(label) else {
                self.left(text!(en: "{label} has no revocation list; make one with `tlslab ca crl`", ko: "폐기 목록이 없음: {label}. `tlslab ca crl` 로 만든다"));
                continue;
            };
            self.expected.insert(place.clone());
            match fs::read(&place) {
                Ok(der) if digest(&SHA256, &der).as_ref() == list.sha256 => {
                    let text = armored("X509 CRL", der.as_slice());
                    self.made(place.with_extension("pem"), text.as_bytes())?;
                }
                _ => {
                    self.expected.insert(place.with_extension("pem"));
                    self.left(text!(en: "{place} is not the list that was signed; make a new one with `tlslab ca crl`", ko: "서명했던 목록이 아님: {place}. `tlslab ca crl` 로 새로 만든다", place = place.display()));
                }
            }
            let newest = register.revoked_by(label);
            if newest
                .last()
                .is_some_and(|(_, revoked)| revoked.at > list.at)
            {
                self.left(text!(en: "the revocation list of {label} lacks what was revoked since; make a new one with `tlslab ca crl`", ko: "그 뒤에 폐기한 것이 빠진 목록: {label}. `tlslab ca crl` 로 새로 만든다"));
            }
            if list.next < now {
                self.left(text!(en: "the revocation list of {label} was good until {next}; make a new one with `tlslab ca crl`", ko: "기한이 지난 폐기 목록: {label} ({next} 까지). `tlslab ca crl` 로 새로 만든다", next = date(list.next)));
            }
        }
        Ok(())
    }

    /// What the log does not know.
    fn strangers(&mut self) -> Result<()> {
        let place = self.folder.place().to_path_buf();
        for name in ["log", "lock"] {
            self.expected.insert(place.join(name));
        }
        for name in ["authorities", "issued", "crl", "staging"] {
            let folder = place.join(name);
            self.folders(&folder.join("x"))?;
            self.expected.insert(folder);
        }
        let folders: Vec<PathBuf> = self
            .expected
            .iter()
            .filter_map(|path| path.parent().map(Path::to_path_buf))
            .collect();
        self.expected.extend(folders);
        self.strange(&place)
    }

    fn strange(&mut self, folder: &Path) -> Result<()> {
        for path in entries(folder)? {
            if self.expected.contains(&path) {
                if path.is_dir() {
                    self.strange(&path)?;
                }
                continue;
            }
            let what = text!(en: "{place} is not in the log", ko: "로그에 없음: {place}", place = path.display());
            match self.strays {
                Strays::Left => {
                    let (en, ko) = (&what.en, &what.ko);
                    self.left(text!(en: "{en}; if it was issued here, the log was cut short: bring it back from a backup; if not, `tlslab ca check --repair` removes it", ko: "{ko}. 여기서 발급한 것이라면 로그가 잘린 것이므로 백업에서 되살리고, 아니라면 `tlslab ca check --repair` 로 지운다"));
                }
                Strays::Removed => {
                    self.held.disk.remove(&path).map_err(Fault::at(&path))?;
                    self.done(what, Text::new("removed", "지웠다"));
                }
            }
        }
        Ok(())
    }
}
