//! The servers' private RSA keys that were given.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::app::inspect::input::unreadable;
use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::keys::rsa::Key;
use crate::text;

/// Bytes of a file with keys that are read: what is longer holds something else.
const LONGEST: u64 = 1 << 20;

/// RSA keys, with where each stood.
#[derive(Debug, Default)]
pub(super) struct Private {
    pub(super) keys: Vec<Key>,
    places: Vec<usize>,
    files: Vec<PathBuf>,
}

impl Private {
    /// Reads the keys in `files`.
    ///
    /// # Errors
    /// A [`Refusal`] if one cannot be read, or holds no RSA key.
    pub(super) fn read(files: &[PathBuf]) -> Result<Self, Refusal> {
        let mut private = Self {
            files: files.to_vec(),
            ..Self::default()
        };
        for (n, place) in files.iter().enumerate() {
            let name = place.display();
            if place.metadata().is_ok_and(|kind| kind.len() > LONGEST) {
                return Err(Refusal::input(
                    text!(en: "{name}: it is too long to hold a key", ko: "{name}: 키가 들어 있기에는 너무 길다"),
                    Text::new(
                        "name the PEM file with the server's private key",
                        "서버의 개인 키가 든 PEM 파일을 준다",
                    ),
                ));
            }
            let bytes = fs::read(place).map_err(|why| unreadable(place, &why))?;
            let found = Key::read(&bytes).map_err(|why| {
                Refusal::input(
                    text!(en: "{name}: no RSA key can be had from it", ko: "{name}: RSA 키를 얻을 수 없음"),
                    why.text(),
                )
            })?;
            private.places.extend(found.iter().map(|_| n));
            private.keys.extend(found);
        }
        Ok(private)
    }

    /// What is said of keys that had no use, by their places among all keys.
    pub(super) fn idle(&self, keys: impl Fn(usize) -> bool) -> Vec<Text> {
        let mut said = Vec::new();
        for (n, file) in self.files.iter().enumerate() {
            let mut of = (0..).zip(&self.places).filter(|(_, place)| **place == n);
            if of.all(|(key, _)| keys(key)) {
                let name = file.display();
                said.push(text!(
                    en: "the key in {name} fits no certificate shown in a connection here, and opened nothing: is it another server's, or an older one?",
                    ko: "{name} 파일의 키에 맞는 인증서가 여기 어느 연결에도 없고, 이 키로 열린 것도 없다. 다른 서버의 키이거나 예전 키일 수 있다"
                ));
            }
        }
        said
    }
}
