//! The rules of the house: a file names its own room and the rooms on lower floors, nothing else; a crate of the outside
//! world stays in the room it was let into; below the story nobody looks at a clock; no file names another that names it.
//!
//! Read as text, not compiled: a rule that is broken names file and line. Code after `#[cfg(test)]` may use any crate,
//! but no room above its own.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const FLOORS: &[&[&str]] = &[
    &["base"],
    &["capture"],
    &["dissect"],
    &["keys"],
    &["trust"],
    &["survey"],
    &["story"],
    &["view", "pki"],
    &["lab", "demo"],
    &["exercise"],
    &["app"],
];

/// Floors that take bytes and time as values: no clock, randomness, environment or thread.
const STILL: &[&str] = &[
    "base", "capture", "dissect", "keys", "trust", "survey", "story", "demo",
];

const RESTLESS: &[&str] = &[
    "SystemTime",
    "Instant::now",
    "std::env",
    "std::thread",
    "thread::",
    "OsRng",
    "SystemRandom",
    "rand::",
    "tokio::",
];

/// Crates, and the only places (paths below `src`) that may name them.
const GUESTS: &[(&str, &[&str])] = &[
    ("aes", &["demo/primitive", "keys"]),
    ("aes_gcm", &["demo/primitive/gcm.rs"]),
    ("aes_gcm_siv", &["demo/primitive/sealing.rs"]),
    ("aes_siv", &["demo/primitive/sealing.rs"]),
    ("anyhow", &["app", "main.rs"]),
    ("argon2", &["demo/primitive/kdf.rs"]),
    (
        "base64",
        &["app/demo/own.rs", "exercise", "pki", "view/html"],
    ),
    ("brotli_decompressor", &["dissect/tls/handshake", "view"]),
    ("cbc", &["demo/primitive/cipher.rs", "keys"]),
    ("ccm", &["demo/primitive/sealing.rs", "keys"]),
    ("chacha20", &["demo/primitive/cipher.rs"]),
    ("chacha20poly1305", &["demo/primitive/sealing.rs"]),
    ("clap", &["app", "main.rs"]),
    ("clap_complete", &["app"]),
    ("clap_mangen", &["app"]),
    ("cmac", &["demo/primitive/mac.rs"]),
    ("colored", &["view", "app"]),
    ("crossterm", &["view", "app"]),
    ("csv", &["exercise/class"]),
    ("ctr", &["demo/primitive/cipher.rs"]),
    (
        "curve25519_dalek",
        &["demo/glass/ed25519.rs", "demo/public_key"],
    ),
    ("des", &["keys"]),
    ("ecb", &["demo/primitive/cipher.rs"]),
    (
        "flate2",
        &["capture", "dissect/tls/handshake", "keys", "view"],
    ),
    // ring has a module of that name, which the keys room uses.
    (
        "hmac",
        &["demo/primitive", "exercise/pack.rs", "keys/hash.rs"],
    ),
    ("hpke", &["demo/primitive/seal.rs"]),
    ("idna", &["pki", "trust"]),
    ("include_dir", &["exercise/set.rs"]),
    ("indicatif", &["app"]),
    ("libc", &["lab"]),
    (
        "md5",
        &["demo/primitive", "dissect/tls/fingerprint", "keys"],
    ),
    ("ml_dsa", &["demo/primitive"]),
    ("ml_kem", &["demo/primitive/kem.rs", "keys"]),
    ("nix", &["lab", "pki/authority/disk.rs", "view/raw.rs"]),
    (
        "num_bigint_dig",
        &[
            "demo/equal.rs",
            "demo/glass",
            "demo/primitive/prime.rs",
            "demo/protocol/link.rs",
            "demo/public_key",
            "demo/tool/prime.rs",
            "exercise/kinds",
            "exercise/property/shared_prime.rs",
            "pki",
            "trust",
        ],
    ),
    ("p12_keystore", &["pki"]),
    (
        "p256",
        &[
            "demo/glass/ecdsa.rs",
            "demo/primitive",
            "demo/protocol",
            "demo/public_key",
            "exercise/kinds",
            "keys",
            "pki",
        ],
    ),
    (
        "p384",
        &["demo/primitive", "demo/protocol/ecdsa.rs", "keys", "pki"],
    ),
    ("p521", &["demo/primitive", "keys"]),
    ("pcap_file", &["capture"]),
    ("pem", &["pki"]),
    ("pkcs8", &["pki"]),
    ("png", &["view/html/picture/grid.rs"]),
    ("rand_chacha", &["demo/chance.rs", "lab", "pki"]),
    ("rcgen", &["pki"]),
    ("ratatui", &["view/tui"]),
    (
        "ring",
        &[
            "app/seed.rs",
            "demo/chance.rs",
            "demo/glass/ed25519.rs",
            "demo/primitive",
            "demo/public_key",
            "dissect/tls/fingerprint",
            "exercise",
            "keys",
            "lab",
            "pki",
            "story/certificate",
            "survey",
            "trust",
        ],
    ),
    ("rpassword", &["app"]),
    (
        "rsa",
        &[
            "demo/primitive/rsa_key.rs",
            "demo/protocol",
            "demo/public_key",
            "demo/tour/keys.rs",
            "keys",
            "pki",
        ],
    ),
    ("rustls", &["lab"]),
    ("ruzstd", &["capture"]),
    ("scrypt", &["demo/primitive/kdf.rs"]),
    ("serde", &["view/json", "exercise"]),
    ("serde_json", &["view/json", "exercise"]),
    ("sha1", &["demo/primitive/rsa_key.rs"]),
    ("sha2", &["demo/primitive"]),
    ("sha3", &["demo/primitive"]),
    ("signal_hook", &["app", "view/raw.rs"]),
    ("smoltcp", &["lab"]),
    ("tempfile", &["app"]),
    ("tokio", &["lab"]),
    ("toml", &["exercise"]),
    ("unicode_width", &["view", "app"]),
    (
        "x25519_dalek",
        &[
            "demo/glass/hpke.rs",
            "demo/primitive/dh.rs",
            "demo/public_key",
            "keys",
        ],
    ),
    ("x509_parser", &["keys", "lab", "pki", "trust"]),
    ("yasna", &["pki"]),
];

const NO_NAMES: &[&str] = &["utils", "util", "common", "helpers", "helper", "misc"];

const FACES: &[&str] = &["mod.rs", "lib.rs", "main.rs"];

#[test]
fn the_house_stands() {
    let mut wrong = Vec::new();
    let mut unsafe_files = Vec::new();
    for file in sources(Path::new("src")) {
        let page = Page::open(file);
        page.check_shape(&mut wrong);
        page.check_guests(&mut wrong);
        page.check_uses(&mut wrong);
        if !["lib.rs", "main.rs"].contains(&page.room.as_str()) {
            page.check_floor(&mut wrong);
        }
        if page.lines().any(|(_, code)| has_word(code, "unsafe")) {
            unsafe_files.push(page.inside.clone());
        }
    }
    if unsafe_files.len() > 1 || unsafe_files.iter().any(|file| !file.starts_with("lab")) {
        wrong.push(format!(
            "unsafe belongs in one file of lab, found in {unsafe_files:?}"
        ));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// One source file.
struct Page {
    path: PathBuf,
    /// Its path below `src`.
    inside: PathBuf,
    /// The first part of that path.
    room: String,
    text: String,
}

impl Page {
    fn open(path: PathBuf) -> Self {
        let inside = path.strip_prefix("src").unwrap().to_path_buf();
        let room = inside.iter().next().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        Self {
            path,
            inside,
            room,
            text,
        }
    }

    fn say(&self, wrong: &mut Vec<String>, line: usize, what: &str) {
        wrong.push(format!("{}:{line}: {what}", self.path.display()));
    }

    /// Lines without their comments, numbered from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate();
        lines.map(|(n, line)| (n + 1, line.split("//").next().unwrap()))
    }

    /// The lines before the tests; none of a file of tests.
    fn body(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.inside.ends_with("tests.rs");
        self.lines()
            .take_while(move |(_, code)| !tests && code.trim() != "#[cfg(test)]")
    }

    fn check_shape(&self, wrong: &mut Vec<String>) {
        let stem = self.path.file_stem().unwrap().to_str().unwrap();
        if self.text.lines().count() > 500 {
            self.say(wrong, 500, "a file is a page: split it");
        }
        if !self.text.starts_with("//!") {
            self.say(wrong, 1, "a file opens with `//!`: what it is");
        }
        if NO_NAMES.contains(&stem) {
            self.say(wrong, 1, &format!("`{stem}` is no name for a thing"));
        }
        let (dir, name) = match stem {
            "lib" | "main" => return,
            "mod" => {
                let room = self.path.parent().unwrap();
                (room.parent().unwrap(), room.file_name().unwrap())
            }
            _ => (self.path.parent().unwrap(), self.path.file_stem().unwrap()),
        };
        let line = format!("mod {};", name.to_str().unwrap());
        let above = [dir.with_extension("rs")].into_iter();
        let faces = above.chain(FACES.iter().map(|face| dir.join(face)));
        let faces = faces.map(fs::read_to_string);
        if !faces.flatten().any(|face| face.contains(&line)) {
            self.say(wrong, 1, "no `mod` line names this file");
        }
    }

    fn check_floor(&self, wrong: &mut Vec<String>) {
        let Some(here) = floor(&self.room) else {
            self.say(wrong, 1, &format!("no floor is called {}", self.room));
            return;
        };
        for (n, code) in self.lines() {
            for there in names(code, "crate::") {
                if there != self.room && floor(there).is_some_and(|there| there >= here) {
                    self.say(wrong, n, &format!("{} may not name {there}", self.room));
                }
            }
        }
        for (n, code) in self.body() {
            if names(code, "super::").any(|name| name.starts_with(char::is_lowercase)) {
                let what = "a path begins at `crate::`: one through `super::` hides a circle";
                self.say(wrong, n, what);
            }
            if names(code, "super::").any(|name| name.starts_with(char::is_uppercase)) {
                let what = "a child does not use what its mod.rs defines: give it a file";
                self.say(wrong, n, what);
            }
            if !STILL.contains(&self.room.as_str()) {
                continue;
            }
            for word in RESTLESS.iter().filter(|word| has_word(code, word)) {
                let what = format!("`{word}`: below the story, time and chance come in as values");
                self.say(wrong, n, &what);
            }
        }
    }

    fn check_guests(&self, wrong: &mut Vec<String>) {
        // A module of the file's own may be called as a crate is.
        let own = |guest: &str| self.text.contains(&format!("mod {guest};"));
        let guests = GUESTS.iter().filter(|(guest, _)| !own(guest));
        let strangers: Vec<_> = guests
            .filter(|(_, homes)| !homes.iter().any(|home| self.lives_in(home)))
            .collect();
        for (n, code) in self.body() {
            for (guest, homes) in &strangers {
                if begins_path(code, guest) {
                    let what = format!("`{guest}` belongs in {}", homes.join(", "));
                    self.say(wrong, n, &what);
                }
            }
        }
    }

    /// Whether the file is `home`, `home.rs`, or below the folder `home`.
    fn lives_in(&self, home: &str) -> bool {
        self.inside.starts_with(home) || self.inside.with_extension("") == Path::new(home)
    }

    fn check_uses(&self, wrong: &mut Vec<String>) {
        let mut statement = String::new();
        for (n, code) in self.body() {
            let code = code.trim();
            if statement.is_empty() && !code.starts_with("use ") && !code.starts_with("pub") {
                continue;
            }
            let public = code.starts_with("pub use ") || code.starts_with("pub(crate) use ");
            if statement.is_empty() && code.starts_with("pub") && !public {
                continue;
            }
            if public && self.room != "lib.rs" {
                self.say(wrong, n, "no re-export: a thing has one path");
            }
            statement.push_str(code);
            if !code.ends_with(';') {
                continue;
            }
            let inner = statement.split_once('{').map_or("", |(_, inner)| inner);
            if statement.contains("crate::{") || inner.contains("::") {
                self.say(wrong, n, "one module a `use`");
            }
            if statement.ends_with("*;") {
                self.say(wrong, n, "no glob but in tests");
            }
            statement.clear();
        }
    }
}

/// What two files share lives in a file below both.
#[test]
fn files_name_each_other_in_no_circle() {
    let pages: Vec<Page> = sources(Path::new("src"))
        .into_iter()
        .map(Page::open)
        .collect();
    let all: BTreeSet<String> = pages.iter().map(Page::module).collect();
    let mut left: BTreeMap<String, BTreeSet<String>> = pages
        .iter()
        .map(|page| (page.module(), page.named(&all)))
        .collect();
    // Whoever names nobody, or is named by nobody, is in no circle; take them away until nobody is left.
    loop {
        let before = left.len();
        let named: BTreeSet<String> = left.values().flatten().cloned().collect();
        left.retain(|file, names| !names.is_empty() && named.contains(file));
        let here: BTreeSet<String> = left.keys().cloned().collect();
        left.values_mut()
            .for_each(|names| names.retain(|name| here.contains(name)));
        if left.len() == before {
            break;
        }
    }
    assert!(left.is_empty(), "in a circle: {left:#?}");
}

impl Page {
    /// Its path in the crate, such as `survey::query::error`; empty for the roots.
    fn module(&self) -> String {
        let path = self.inside.with_extension("");
        let parts = path.iter().map(|part| part.to_str().unwrap());
        let parts = parts.filter(|part| !["mod", "lib", "main"].contains(part));
        parts.collect::<Vec<_>>().join("::")
    }

    /// Other files of `all` that its code names.
    fn named(&self, all: &BTreeSet<String>) -> BTreeSet<String> {
        let code: Vec<&str> = self.body().map(|(_, code)| code).collect();
        let code = code.join(" ");
        let mut found = BTreeSet::new();
        for rest in code.split("crate::").skip(1) {
            let end = rest.find(|c| !part_of_word(c) && c != ':');
            let (path, rest) = rest.split_at(end.unwrap_or(rest.len()));
            let list = rest.strip_prefix('{').and_then(|list| list.split_once('}'));
            for item in list.map_or("", |(list, _)| list).split(',') {
                let whole = format!("{path}{}", item.trim());
                let mut module = whole.trim_end_matches(':');
                while !all.contains(module)
                    && let Some((shorter, _)) = module.rsplit_once("::")
                {
                    module = shorter;
                }
                if all.contains(module) && module != self.module() {
                    found.insert(module.to_owned());
                }
            }
        }
        found
    }
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// What follows each `before`, up to the end of the word.
fn names<'t>(code: &'t str, before: &'static str) -> impl Iterator<Item = &'t str> {
    code.split(before)
        .skip(1)
        .map(|rest| rest.split(|c| !part_of_word(c)).next().unwrap_or(""))
}

/// Whether `word` stands in `code`, and not as the end or the beginning of a longer word.
fn has_word(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let open = word.ends_with(':') || !after.is_some_and(part_of_word);
        open && !before.is_some_and(part_of_word)
    })
}

/// Whether a path in `code` begins with the crate `guest`: a room or file may have the same name further on in a path.
fn begins_path(code: &str, guest: &str) -> bool {
    let path = format!("{guest}::");
    let mut places = code.match_indices(&path);
    places.any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| part_of_word(c) || c == ':')
    })
}

fn part_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn sources(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| match path.is_dir() {
        true => sources(&path),
        false => vec![path],
    };
    let files = entries.flat_map(below);
    files
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect()
}

#[test]
fn the_rule_sees_words_not_parts_of_words() {
    assert!(has_word("use rustls::client;", "rustls::"));
    assert!(!has_word("use tokio_rustls::client;", "rustls::"));
    assert!(begins_path("use rsa::RsaPublicKey;", "rsa"));
    assert!(!begins_path("use crate::keys::rsa::Key;", "rsa"));
    assert!(has_word("unsafe { }", "unsafe"));
    assert!(!has_word("#![deny(unsafe_code)]", "unsafe"));
}
