//! PKCS#12 (RFC 7292): a key with its chain in one file under a password, `.p12` or `.pfx`.
//!
//! Two seals. [`Seal::Compatible`] is what OpenSSL 3 (without its legacy provider), macOS, Windows, Java and NSS all open: the Keychain of
//! macOS long failed at a MAC with SHA-256 and says "wrong password", and Windows before 10 (1709) and Server 2019 knows no other.
//! [`Seal::Modern`] is what RFC 8018 recommends; where it is opened, it is the better one. 3DES is not what breaks here: both stand or fall
//! with the password, since anybody who has the file may guess, and SHA-1 makes each guess cheaper.
//! A password may be in any script of the Basic Multilingual Plane, though Java takes only ASCII.

use std::fmt;

use p12_keystore::error::Error;
use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, Pkcs12Archive,
    PrivateKey, PrivateKeyChain,
};
use ring::digest;

use crate::base::text::{Doc, Text};

/// How the file is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// PBE-SHA1-3DES, and a MAC with SHA-1: opened everywhere.
    Compatible,
    /// PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA-256, and a MAC with SHA-256.
    Modern,
}

impl Seal {
    /// What it is made of, as `openssl pkcs12 -info` names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Compatible => "pbeWithSHA1And3-KeyTripleDES-CBC, MAC: sha1",
            Self::Modern => "PBES2, PBKDF2, AES-256-CBC, hmacWithSHA256, MAC: sha256",
        }
    }

    /// Who opens it, and what to know.
    pub const fn advice(self) -> Doc {
        match self {
            Self::Compatible => Doc::new(
                "Opened by OpenSSL 1 and 3, macOS and iOS, every Windows, Java, Firefox. The price: SHA-1 and 3DES make a guess at the password cheap, so take a long one, and delete the file when it has been imported. --modern seals with AES-256 and SHA-256.",
                "OpenSSL 1과 3, macOS와 iOS, 모든 Windows, Java, Firefox가 연다. 대신 SHA-1과 3DES라서 암호를 추측하는 데 드는 비용이 싸다. 긴 암호를 쓰고, 가져온 뒤에는 파일을 지운다. --modern 을 주면 AES-256과 SHA-256으로 잠근다.",
            ),
            Self::Modern => Doc::new(
                "Opened by OpenSSL 3 and 1.1, Windows 10 (1709) and Server 2019 and later, Java 8u301 and later, Firefox. Many versions of macOS and iOS refuse it and say that the password is wrong: leave --modern out for those.",
                "OpenSSL 3과 1.1, Windows 10(1709)과 Server 2019 이후, Java 8u301 이후, Firefox가 연다. 여러 버전의 macOS와 iOS는 이것을 거절하며 암호가 틀렸다고 말한다. 그런 곳에 쓸 때는 --modern 을 뺀다.",
            ),
        }
    }
}

/// Rounds of the key derivation, for each of the two boxes and the MAC. .NET refuses files that ask for more than 600 000 in all.
const ROUNDS: u32 = 100_000;

/// A key, its certificate and those above it, sealed with `password`. `name` is the friendlyName of the key, the
/// certificates' are their subjects; the localKeyId, SHA-1
/// of the certificate, ties key and certificate together.
///
/// # Errors
/// If the password is empty, or something in it cannot be written.
pub fn write(
    pkcs8: &[u8],
    chain: &[Vec<u8>],
    name: &str,
    password: &str,
    seal: Seal,
) -> Result<Vec<u8>, BundleFault> {
    check_password(password)?;
    let certificates: Result<Vec<Certificate>, Error> =
        chain.iter().map(|der| Certificate::from_der(der)).collect();
    let certificates = certificates.map_err(|_| BundleFault::Damaged)?;
    let leaf = chain.first().ok_or(BundleFault::Damaged)?;
    let id = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, leaf);
    let key = PrivateKey::from_der(pkcs8).map_err(|_| BundleFault::Damaged)?;
    let entry = PrivateKeyChain::new(id.as_ref(), key, certificates);
    let mut store = KeyStore::new();
    store.add_entry(&shown(name), KeyStoreEntry::PrivateKeyChain(entry));
    let (cipher, mac) = match seal {
        Seal::Compatible => (
            EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc,
            MacAlgorithm::HmacSha1,
        ),
        Seal::Modern => (
            EncryptionAlgorithm::PbeWithHmacSha256AndAes256,
            MacAlgorithm::HmacSha256,
        ),
    };
    let writer = store.writer(password).encryption_algorithm(cipher);
    let writer = writer.encryption_iterations(ROUNDS).mac_algorithm(mac);
    let file = writer.mac_iterations(ROUNDS).write();
    file.map_err(|_| BundleFault::Damaged)
}

/// A password that every reader derives the same key from: PKCS#12 writes it as UTF-16, and readers differ beyond U+FFFF.
fn check_password(password: &str) -> Result<(), BundleFault> {
    if password.is_empty() {
        return Err(BundleFault::EmptyPassword);
    }
    let wide = password.chars().any(|c| u32::from(c) > 0xffff);
    match wide {
        true => Err(BundleFault::WidePassword),
        false => Ok(()),
    }
}

/// A friendlyName is a BMPString, which ends at U+FFFF too.
fn shown(name: &str) -> String {
    let narrow = |c: char| if u32::from(c) > 0xffff { '\u{fffd}' } else { c };
    name.chars().map(narrow).collect()
}

/// What is in a PKCS#12 file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Its certificates, in the order they stand, each with its friendlyName.
    pub certificates: Vec<(Vec<u8>, Option<String>)>,
    /// Its private keys as PKCS#8.
    pub keys: Vec<Vec<u8>>,
}

impl Contents {
    /// Whether there is a private key in it.
    pub fn has_key(&self) -> bool {
        !self.keys.is_empty()
    }
}

/// Opens the PKCS#12 file in `der` with `password`.
///
/// # Errors
/// If it is none, the password is wrong, or it is sealed in a way that is not opened here.
pub fn read(der: &[u8], password: &str) -> Result<Contents, BundleFault> {
    let archive = Pkcs12Archive::from_pkcs12(der, password).map_err(|error| match error {
        Error::MacError(_) => BundleFault::Password,
        // Without a MAC, a wrong password shows in the padding.
        Error::UnpadError => BundleFault::Password,
        Error::UnsupportedEncryptionScheme | Error::UnsupportedMacAlgorithm => BundleFault::Scheme,
        Error::InvalidParameters | Error::Pkcs5Error(_) => BundleFault::Scheme,
        _ => BundleFault::Damaged,
    })?;
    let certificates = archive.certs.into_iter();
    let keys = archive.keys.into_iter();
    Ok(Contents {
        certificates: certificates
            .map(|bag| (bag.cert.as_der().to_vec(), bag.friendly_name))
            .collect(),
        keys: keys.map(|bag| bag.key.as_der().to_vec()).collect(),
    })
}

/// Whether `der` has the shape of a PKCS#12 file: a sequence that begins with version 3 (RFC 7292 §4).
pub fn looks_like(der: &[u8]) -> bool {
    let inside = match der {
        [0x30, 0x80..=0x84, rest @ ..] => {
            let n = usize::from(der.get(1).map_or(0, |first| first & 0x7f));
            rest.get(n..)
        }
        [0x30, _, rest @ ..] => Some(rest),
        _ => None,
    };
    inside.is_some_and(|inside| inside.starts_with(&[0x02, 0x01, 0x03]))
}

/// Why a PKCS#12 file cannot be written or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleFault {
    /// An empty password: readers do not agree on what it means.
    EmptyPassword,
    /// A password with characters beyond U+FFFF.
    WidePassword,
    /// The password is not the one it was sealed with.
    Password,
    /// Sealed in a way that is not opened here.
    Scheme,
    /// It has not the form of PKCS#12, or what is in it is damaged.
    Damaged,
}

impl BundleFault {
    /// What is wrong, for a person.
    pub fn text(self) -> Text {
        match self {
            Self::EmptyPassword => Text::new(
                "an empty password: programs do not agree on what it means in PKCS#12",
                "빈 암호는 PKCS#12에서 프로그램마다 뜻이 다르다",
            ),
            Self::WidePassword => Text::new(
                "the password has characters beyond U+FFFF, such as emoji, which programs write differently in PKCS#12",
                "암호에 이모지 같은 U+FFFF를 넘는 문자가 있다. PKCS#12에서 프로그램마다 다르게 쓴다",
            ),
            Self::Password => Text::new(
                "the password does not open this PKCS#12 file",
                "이 암호로는 PKCS#12 파일이 열리지 않는다",
            ),
            Self::Scheme => Text::new(
                "this PKCS#12 file is sealed in a way that is not opened here",
                "여기서 열지 못하는 방식으로 잠긴 PKCS#12 파일이다",
            ),
            Self::Damaged => Text::new(
                "not a PKCS#12 file, or a damaged one",
                "PKCS#12 파일이 아니거나 손상되었다",
            ),
        }
    }

    /// What to try.
    pub fn hint(self) -> Text {
        match self {
            Self::EmptyPassword | Self::WidePassword => Text::new(
                "take a long password of ordinary letters",
                "보통 글자로 된 긴 암호를 쓴다",
            ),
            Self::Password => Text::new(
                "give the password in a file: --password-file FILE; only its first line counts",
                "암호를 파일로 준다: --password-file 파일. 첫 줄만 읽는다",
            ),
            Self::Scheme | Self::Damaged => Text::new(
                "`openssl pkcs12 -info -noout -in FILE` says how it is sealed",
                "`openssl pkcs12 -info -noout -in 파일` 로 어떻게 잠겼는지 볼 수 있다",
            ),
        }
    }
}

impl fmt::Display for BundleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for BundleFault {}
