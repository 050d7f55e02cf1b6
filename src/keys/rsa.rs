//! The server's private RSA key: what it opens of a recording whose key exchange was RSA (RFC 5246 §7.4.7.1).
//!
//! That a key can do this years later is the lesson: such connections have no forward secrecy. The library under it has a
//! timing leak (RUSTSEC-2023-0071, Marvin): who can send a server many messages and time its answers may decrypt with its
//! key. Here no one can: files are read, nothing is answered. Only this and the primitives of the demonstrations decrypt with
//! it, and neither may ever stand in the path of a server.

use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, PrivateKeyInfo};
use rsa::traits::PublicKeyParts;
use rsa::{BigUint, Pkcs1v15Encrypt, RsaPrivateKey};
use x509_parser::pem::Pem;

use crate::base::text::Text;
use crate::keys::public::{KeyKind, PublicKey};
use crate::text;

/// A private RSA key.
#[derive(Clone)]
pub struct Key {
    private: RsaPrivateKey,
}

/// The key is not printed, only its size.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RSA key of {} bits", self.bits())
    }
}

/// Length of a premaster secret in bytes, the version in front of it included.
const PREMASTER: usize = 48;

impl Key {
    /// Reads every private RSA key in a file: PEM with one or several keys (PKCS #1 or PKCS #8; certificates beside a key are
    /// passed over), or one key in DER. At least one comes out, or the reason why none does.
    pub fn read(file: &[u8]) -> Result<Vec<Self>, Unreadable> {
        let is_pem = file.windows(11).any(|run| run == b"-----BEGIN ");
        if !is_pem {
            return Ok(vec![Self::from_der(file)?]);
        }
        let encrypted = file.windows(9).any(|run| run == b"ENCRYPTED");
        let mut keys = Vec::new();
        let mut why = Unreadable::Nothing;
        for block in Pem::iter_from_buffer(file) {
            let Ok(block) = block else {
                why = Unreadable::Malformed;
                break;
            };
            let found = match block.label.as_str() {
                "PRIVATE KEY" | "RSA PRIVATE KEY" => Self::from_der(&block.contents),
                "ENCRYPTED PRIVATE KEY" => Err(Unreadable::Encrypted),
                "EC PRIVATE KEY" => Err(Unreadable::NotRsa("EC".to_owned())),
                "DSA PRIVATE KEY" => Err(Unreadable::NotRsa("DSA".to_owned())),
                "CERTIFICATE" => Err(Unreadable::Certificate),
                "PUBLIC KEY" | "RSA PUBLIC KEY" => Err(Unreadable::Public),
                _ => continue,
            };
            match found {
                Ok(key) => keys.push(key),
                // A certificate that stands beside something better is not the reason.
                Err(Unreadable::Certificate) if why != Unreadable::Nothing => {}
                Err(other) => why = other,
            }
        }
        match keys.is_empty() {
            false => Ok(keys),
            true if encrypted => Err(Unreadable::Encrypted),
            true => Err(why),
        }
    }

    fn from_der(der: &[u8]) -> Result<Self, Unreadable> {
        if let Ok(info) = PrivateKeyInfo::try_from(der) {
            let oid = info.algorithm.oid.to_string();
            if oid != "1.2.840.113549.1.1.1" {
                let name = match oid.as_str() {
                    "1.2.840.10045.2.1" => "EC",
                    "1.3.101.112" => "Ed25519",
                    "1.2.840.10040.4.1" => "DSA",
                    "1.2.840.113549.1.1.10" => "RSASSA-PSS",
                    other => other,
                };
                return Err(Unreadable::NotRsa(name.to_owned()));
            }
        }
        let private = RsaPrivateKey::from_pkcs8_der(der)
            .ok()
            .or_else(|| RsaPrivateKey::from_pkcs1_der(der).ok());
        if let Some(private) = private {
            return Ok(Self { private });
        }
        match x509_parser::parse_x509_certificate(der) {
            Ok(_) => Err(Unreadable::Certificate),
            Err(_) => Err(Unreadable::Malformed),
        }
    }

    /// Length of the modulus in bits.
    pub fn bits(&self) -> usize {
        self.private.n().bits()
    }

    /// Whether it is the private half of the public key in a SubjectPublicKeyInfo, that is, belongs to this certificate.
    pub fn fits(&self, spki_der: &[u8]) -> bool {
        let Some(public) = PublicKey::read(spki_der).filter(|key| key.kind == KeyKind::Rsa) else {
            return false;
        };
        rsa::pkcs1::RsaPublicKey::try_from(public.bytes.as_slice()).is_ok_and(|public| {
            let number = |part: rsa::pkcs1::UintRef<'_>| BigUint::from_bytes_be(part.as_bytes());
            number(public.modulus) == *self.private.n()
                && number(public.public_exponent) == *self.private.e()
        })
    }

    /// The premaster secret, 48 bytes, from what the client encrypted: the ClientKeyExchange without its length field.
    /// `offered_version` is the `legacy_version` of the ClientHello, which the client writes in front of the secret so that
    /// nobody can talk both ends down to an older version.
    ///
    /// A receiver on a network would go on with random bytes instead of an error, lest an attacker learn from the difference
    /// (Bleichenbacher, RFC 5246 §7.4.7.1). Here a wrong key is an error: nobody listens.
    pub fn premaster(&self, encrypted: &[u8], offered_version: u16) -> Result<Vec<u8>, Why> {
        let (need, have) = (self.private.size(), encrypted.len());
        if need != have {
            return Err(Why::Length { need, have });
        }
        let secret = self
            .private
            .decrypt(Pkcs1v15Encrypt, encrypted)
            .map_err(|_| Why::OtherKey)?;
        let have = secret.len();
        match *secret {
            [major, minor, ..] if have == PREMASTER => {
                let found = u16::from_be_bytes([major, minor]);
                let offered = offered_version;
                match found == offered {
                    true => Ok(secret),
                    false => Err(Why::Version { found, offered }),
                }
            }
            _ => Err(Why::NoPremaster { have }),
        }
    }
}

/// Why no private key could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is protected by a password.
    #[error("the private key is encrypted")]
    Encrypted,
    /// It is a key of another kind.
    #[error("the private key is {0}, not RSA")]
    NotRsa(String),
    /// It is a certificate, which holds only the public half.
    #[error("this is a certificate, not a private key")]
    Certificate,
    /// It is the public half.
    #[error("this is a public key, not a private key")]
    Public,
    /// Nothing in it says that it is a key.
    #[error("there is no private key in the file")]
    Nothing,
    /// It should be a key and cannot be read.
    #[error("the private key is malformed")]
    Malformed,
}

impl Unreadable {
    /// The reason and what to try, in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Encrypted => Text::new(
                "The private key is encrypted with a password. Decrypt it first: openssl pkey -in key.pem -out plain.pem",
                "개인 키가 비밀번호로 암호화되어 있다. 먼저 풀어야 한다: openssl pkey -in key.pem -out plain.pem",
            ),
            Self::NotRsa(kind) => text!(
                en: "The private key is of the kind {kind}. Only RSA keys ever encrypted a premaster secret; with other keys the server signs, and no recording can be opened with them.",
                ko: "개인 키의 종류: {kind}. 프리마스터 비밀을 암호화하는 데 쓰인 것은 RSA 키뿐이다. 다른 키로는 서버가 서명만 하므로, 그 키로 기록을 열 수 없다."
            ),
            Self::Certificate => Text::new(
                "This is a certificate: it holds the public half of the key, which everyone has seen on the wire. The private half stands in a file of its own on the server.",
                "이것은 인증서이다. 누구나 선로에서 볼 수 있는 공개 키만 들어 있다. 개인 키는 서버에 별도의 파일로 있다.",
            ),
            Self::Public => Text::new(
                "This is a public key, which everyone may have. What opens a recording is the private one.",
                "이것은 누구나 가질 수 있는 공개 키이다. 기록을 여는 것은 개인 키이다.",
            ),
            Self::Nothing => Text::new(
                "There is no private key in it: a line BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY is expected.",
                "개인 키가 들어 있지 않다. BEGIN PRIVATE KEY 또는 BEGIN RSA PRIVATE KEY 줄이 있어야 한다.",
            ),
            Self::Malformed => Text::new(
                "The private key cannot be read: it is damaged, or in a form other than PEM or DER of PKCS #1 or PKCS #8.",
                "개인 키를 읽을 수 없다. 손상되었거나, PKCS #1이나 PKCS #8의 PEM 또는 DER 형식이 아니다.",
            ),
        }
    }
}

/// Why no premaster secret came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It is not as long as the key, so it was encrypted to another one.
    #[error("{have} bytes are encrypted, the key takes {need}")]
    Length {
        /// Bytes the key takes.
        need: usize,
        /// Bytes there are.
        have: usize,
    },
    /// What comes out has not the form of something encrypted to this key.
    #[error("it was not encrypted to this key")]
    OtherKey,
    /// Something comes out, but no premaster secret.
    #[error("{have} bytes come out where a premaster secret has 48")]
    NoPremaster {
        /// Bytes that come out.
        have: usize,
    },
    /// A premaster secret comes out, but it names another version than the client offered.
    #[error("the premaster secret names version 0x{found:04x}, the client offered 0x{offered:04x}")]
    Version {
        /// The version it names.
        found: u16,
        /// The version the client offered.
        offered: u16,
    },
}

impl Why {
    /// The reason in both languages, as a sentence for a student.
    pub fn text(&self) -> Text {
        match self {
            Self::Length { need, have } => text!(
                en: "The encrypted premaster secret has {have} bytes, this key would make {need}: it was encrypted to another key.",
                ko: "암호화된 프리마스터 비밀은 {have}바이트인데 이 키라면 {need}바이트가 된다. 다른 키로 암호화된 것이다."
            ),
            Self::OtherKey => Text::new(
                "Decrypted with this key, the padding is not that of PKCS #1: it was encrypted to another key, or bytes were changed on the way.",
                "이 키로 복호화하면 PKCS #1 패딩이 나오지 않는다. 다른 키로 암호화되었거나 전송 중에 바이트가 바뀌었다.",
            ),
            Self::NoPremaster { have } => text!(
                en: "What comes out has {have} bytes; a premaster secret has 48, the version and 46 random bytes.",
                ko: "복호화 결과는 {have}바이트이다. 프리마스터 비밀은 버전과 난수 46바이트로 이루어진 48바이트여야 한다."
            ),
            Self::Version { found, offered } => text!(
                en: "The secret names version 0x{found:04x} but the client offered 0x{offered:04x}: somebody may have talked the two ends down to an older version.",
                ko: "비밀에 적힌 버전: 0x{found:04x}. 클라이언트가 제안한 버전: 0x{offered:04x}. 누군가 양 끝을 더 낮은 버전으로 끌어내렸을 수 있다."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;
    use rsa::pkcs1::{EncodeRsaPrivateKey, LineEnding};
    use rsa::pkcs8::{EncodePrivateKey, EncodePublicKey};

    use super::*;

    fn made(seed: u64) -> RsaPrivateKey {
        RsaPrivateKey::new(&mut ChaCha20Rng::seed_from_u64(seed), 1024).unwrap()
    }

    #[test]
    fn keys_are_read_in_every_form() {
        let key = made(1);
        let spki = key.to_public_key().to_public_key_der().unwrap();
        let pkcs1 = key.to_pkcs1_pem(LineEnding::CRLF).unwrap();
        let pkcs8 = key.to_pkcs8_pem(LineEnding::LF).unwrap();
        let both = format!("some words\n{}{}", *pkcs1, *pkcs8);
        let der1 = key.to_pkcs1_der().unwrap();
        let der8 = key.to_pkcs8_der().unwrap();
        let count = |file: &[u8]| {
            let keys = Key::read(file).unwrap();
            assert!(keys.iter().all(|key| key.fits(spki.as_bytes())));
            keys.len()
        };
        assert_eq!(count(pkcs1.as_bytes()), 1);
        assert_eq!(count(both.as_bytes()), 2);
        assert_eq!(count(der1.as_bytes()), 1);
        assert_eq!(count(der8.as_bytes()), 1);
        let other = made(2).to_public_key().to_public_key_der().unwrap();
        let read = Key::read(der8.as_bytes()).unwrap();
        assert!(!read[0].fits(other.as_bytes()) && !read[0].fits(b""));
        assert_eq!(format!("{read:?}"), "[RSA key of 1024 bits]");
    }

    #[test]
    fn what_is_no_key_says_what_it_is() {
        let check = |file: &[u8], expected: Unreadable| {
            assert!(!expected.text().is_empty());
            assert_eq!(Key::read(file).unwrap_err(), expected);
        };
        let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
        let ec = Unreadable::NotRsa("EC".to_owned());
        check(pair.serialize_pem().as_bytes(), ec.clone());
        check(&pair.serialize_der(), ec);
        let names = rcgen::CertificateParams::new(["a.test".to_owned()]).unwrap();
        let certificate = names.self_signed(&pair).unwrap();
        check(certificate.pem().as_bytes(), Unreadable::Certificate);
        check(certificate.der(), Unreadable::Certificate);
        check(b"", Unreadable::Malformed);
        check(
            b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            Unreadable::Malformed,
        );
        check(
            b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
            Unreadable::Encrypted,
        );
        check(b"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n", Unreadable::Encrypted);
    }

    #[test]
    fn a_premaster_secret_comes_out_or_a_reason() {
        let private = made(3);
        let key = Key {
            private: private.clone(),
        };
        let mut rng = ChaCha20Rng::seed_from_u64(4);
        let mut encrypt = |bytes: &[u8]| {
            let public = private.to_public_key();
            public.encrypt(&mut rng, Pkcs1v15Encrypt, bytes).unwrap()
        };
        let secret = [&[3, 3][..], &[7; 46]].concat();
        let sent = encrypt(&secret);
        assert_eq!(key.premaster(&sent, 0x0303), Ok(secret));
        let (found, offered) = (0x0303, 0x0301);
        let wrong = [
            (
                key.premaster(&sent, 0x0301),
                Why::Version { found, offered },
            ),
            (
                key.premaster(&sent[1..], 0x0303),
                Why::Length {
                    need: 128,
                    have: 127,
                },
            ),
            (
                key.premaster(&encrypt(&[3, 3, 1]), 0x0303),
                Why::NoPremaster { have: 3 },
            ),
            (
                Key { private: made(5) }.premaster(&sent, 0x0303),
                Why::OtherKey,
            ),
        ];
        for (found, expected) in wrong {
            assert!(!expected.text().is_empty());
            assert_eq!(found, Err(expected));
        }
    }
}
