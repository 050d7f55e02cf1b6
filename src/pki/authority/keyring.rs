//! The private keys of the authorities: read only if nobody else can read them, and only if they are the right ones.

use std::fs;
use std::io;
use std::path::Path;

use rand_chacha::ChaCha20Rng;
use rcgen::PublicKeyData;

use crate::base::text::Text;
use crate::keys::certificate::summary;
use crate::pki::armor::armored;
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::folder::Folder;
use crate::pki::key::Key;
use crate::pki::private;
use crate::pki::{key_file, sealed_key};

/// The private key of the authority called `label`; `passphrase` opens it if it is sealed.
///
/// # Errors
/// If others can read it, if it cannot be opened, if it is not that of the certificate.
pub fn of_authority(folder: &Folder, label: &str, passphrase: Option<&str>) -> Result<Key> {
    let path = folder.of_authority(label).join("key.pem");
    there(&path)?;
    let key = read(&path, passphrase)?;
    let member = folder.register.member(label);
    let known = member.and_then(|member| summary(&member.der));
    match known.is_some_and(|known| known.spki == key.pair.subject_public_key_info()) {
        true => Ok(key),
        false => Err(Fault::OtherKey(path)),
    }
}

/// The private key in the file at `path`.
///
/// # Errors
/// If others can read it, or it cannot be opened.
pub fn read(path: &Path, passphrase: Option<&str>) -> Result<Key> {
    private(path)?;
    let bytes = fs::read(path).map_err(Fault::at(path))?;
    key_file::read(&bytes, passphrase).map_err(|fault| Fault::Key {
        path: path.to_path_buf(),
        why: fault.text(),
        hint: fault.hint(),
    })
}

/// Whether the key of the authority called `label` takes a passphrase to open.
///
/// # Errors
/// If it cannot be read.
pub fn sealed(folder: &Folder, label: &str) -> Result<bool> {
    let path = folder.of_authority(label).join("key.pem");
    there(&path)?;
    private(&path)?;
    let bytes = fs::read(&path).map_err(Fault::at(&path))?;
    let label = sealed_key::LABEL.as_bytes();
    Ok(bytes.windows(label.len()).any(|window| window == label))
}

/// That the key of an authority was not lost.
fn there(path: &Path) -> Result<()> {
    match fs::metadata(path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Err(Fault::Key {
            path: path.to_path_buf(),
            why: Text::new(
                "the key of this authority is lost",
                "인증 기관의 키를 잃어버렸다",
            ),
            hint: Text::new(
                "bring it back from a backup; if there is none, make new authorities: `tlslab ca rollover`, or if it is the root's key, `tlslab ca init` in another folder",
                "백업에서 되살린다. 백업이 없으면 `tlslab ca rollover` 로, 루트의 키라면 다른 폴더에서 `tlslab ca init` 로 새 인증 기관을 만든다",
            ),
        }),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// That nobody but its owner can read what lies at `path`.
///
/// # Errors
/// If somebody can.
pub fn private(path: &Path) -> Result<()> {
    let found = fs::metadata(path).map_err(Fault::at(path))?;
    match private::open_to_others(&found) {
        None => Ok(()),
        Some(mode) => Err(Fault::Open {
            path: path.to_path_buf(),
            mode,
        }),
    }
}

/// `key` in PEM, sealed with `passphrase` if there is one.
///
/// # Errors
/// If it cannot be sealed.
pub(super) fn written(
    key: &Key,
    passphrase: Option<&str>,
    generator: &mut ChaCha20Rng,
) -> Result<String> {
    match passphrase {
        None => Ok(armored("PRIVATE KEY", key.pkcs8.as_slice())),
        Some(passphrase) => {
            sealed_key::seal(&key.pkcs8, passphrase, generator).map_err(|fault| Fault::Refused {
                what: fault.text(),
                hint: fault.hint(),
            })
        }
    }
}
