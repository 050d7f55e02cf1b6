//! Private keys under a passphrase: `EncryptedPrivateKeyInfo` (PKCS#8, RFC 5958 §3) with PBES2 (RFC 8018 §6.2).
//!
//! What is written: PBKDF2 with HMAC-SHA-256, 600 000 rounds, then AES-256-CBC. scrypt would cost a guesser more, yet OpenSSL
//! refuses scrypt keys of this size for their memory; a key that only its maker can open is of no use.
//! What is read may come from a stranger: parameters that would take minutes or gigabytes are refused before any work.

use std::fmt;

use pkcs8::der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use pkcs8::der::{Encode, Reader, SliceReader};
use pkcs8::pkcs5;
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::{Kdf, Parameters};
use pkcs8::{EncryptedPrivateKeyInfo, PrivateKeyInfo};
use rand_chacha::rand_core::RngCore;

use crate::base::text::Text;
use crate::pki::armor;
use crate::text;

/// Rounds of PBKDF2 in what is written: about half a second of a guesser's processor for each guess.
pub const ROUNDS: u32 = 600_000;

/// The label of a sealed key in PEM (RFC 7468 §11).
pub const LABEL: &str = "ENCRYPTED PRIVATE KEY";

/// Seals the PKCS#8 key in `pkcs8` with `passphrase`; salt and initialisation vector are drawn from `rng`. Gives PEM.
///
/// # Errors
/// If `pkcs8` is no key, or the passphrase is empty.
pub fn seal(pkcs8: &[u8], passphrase: &str, rng: &mut dyn RngCore) -> Result<String, KeyFault> {
    if passphrase.is_empty() {
        return Err(KeyFault::EmptyPassphrase);
    }
    let key = PrivateKeyInfo::try_from(pkcs8).map_err(|_| KeyFault::NoKey)?;
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    rng.fill_bytes(&mut salt);
    rng.fill_bytes(&mut iv);
    let parameters = Parameters::pbkdf2_sha256_aes256cbc(ROUNDS, &salt, &iv);
    let sealed = parameters.and_then(|parameters| {
        let wrong = |_| pkcs5::Error::EncryptFailed;
        let whole = key.to_der().map_err(wrong)?;
        let data = parameters.encrypt(passphrase, &whole)?;
        let sealed = EncryptedPrivateKeyInfo {
            encryption_algorithm: EncryptionScheme::Pbes2(parameters),
            encrypted_data: &data,
        };
        sealed.to_der().map_err(wrong)
    });
    let der = sealed.map_err(|_| KeyFault::NoKey)?;
    Ok(armor::armored(LABEL, &der))
}

/// Opens the `EncryptedPrivateKeyInfo` in `der` with `passphrase`. Gives the PKCS#8 key in DER.
///
/// # Errors
/// A passphrase that is not the right one, or a seal this cannot open.
pub fn open(der: &[u8], passphrase: &str) -> Result<Vec<u8>, KeyFault> {
    let Ok(sealed) = EncryptedPrivateKeyInfo::try_from(der) else {
        // Of its own kind, such as the schemes of PKCS#12, or no seal at all.
        return Err(scheme(der).map_or(KeyFault::NoKey, KeyFault::Scheme));
    };
    let parameters = match &sealed.encryption_algorithm {
        EncryptionScheme::Pbes2(parameters) => parameters,
        EncryptionScheme::Pbes1(_) => return Err(KeyFault::Scheme("PBES1".to_owned())),
        other => return Err(KeyFault::Scheme(other.oid().to_string())),
    };
    affordable(parameters)?;
    let opened = parameters.decrypt(passphrase, sealed.encrypted_data);
    let key = opened.map_err(|fault| match fault {
        pkcs5::Error::UnsupportedAlgorithm { oid } => KeyFault::Scheme(oid.to_string()),
        pkcs5::Error::AlgorithmParametersInvalid { oid } => KeyFault::Scheme(oid.to_string()),
        // Wrong padding is how a wrong passphrase shows in CBC.
        _ => KeyFault::Passphrase,
    })?;
    // One wrong passphrase in some 256 gives right padding by chance; what is inside is then no key.
    match PrivateKeyInfo::try_from(key.as_slice()) {
        Ok(_) => Ok(key),
        Err(_) => Err(KeyFault::Passphrase),
    }
}

/// The object identifier of the scheme that a key is sealed with; none if `der` has not that shape.
pub fn scheme(der: &[u8]) -> Option<String> {
    let mut reader = SliceReader::new(der).ok()?;
    let read = reader.sequence(|r| {
        let scheme: AnyRef<'_> = r.decode()?;
        let sealed: OctetStringRef<'_> = r.decode()?;
        Ok((scheme, sealed))
    });
    let (algorithm, _) = read.ok()?;
    let oid = algorithm.sequence(|r| {
        let oid: ObjectIdentifier = r.decode()?;
        let _parameters: Option<AnyRef<'_>> = r.decode()?;
        Ok(oid)
    });
    Some(match oid.ok()?.to_string().as_str() {
        "1.2.840.113549.1.12.1.3" => "pbeWithSHAAnd3-KeyTripleDES-CBC".to_owned(),
        "1.2.840.113549.1.12.1.6" => "pbeWithSHAAnd40BitRC2-CBC".to_owned(),
        other => other.to_owned(),
    })
}

/// Whether the work that a seal asks for is bounded: a file may ask for days of it.
fn affordable(parameters: &Parameters<'_>) -> Result<(), KeyFault> {
    let fits = match &parameters.kdf {
        Kdf::Pbkdf2(kdf) => kdf.iteration_count <= MOST_ROUNDS,
        Kdf::Scrypt(kdf) => {
            let block = 128 * u64::from(kdf.block_size);
            let memory = kdf.cost_parameter.checked_mul(block);
            memory.is_some_and(|memory| memory <= MOST_MEMORY) && kdf.parallelization <= MOST_LANES
        }
        _ => return Err(KeyFault::Scheme(parameters.kdf.oid().to_string())),
    };
    match fits {
        true => Ok(()),
        false => Err(KeyFault::Costly),
    }
}

/// Most rounds of PBKDF2 that are done for a file.
const MOST_ROUNDS: u32 = 5_000_000;
/// Most memory that scrypt gets for a file.
const MOST_MEMORY: u64 = 256 << 20;
/// Most lanes of scrypt, which are run one after the other.
const MOST_LANES: u16 = 4;

/// Why bytes give no private key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// Neither PEM nor DER of a private key.
    NoKey,
    /// PEM, but of other things; their labels.
    OtherThings(Vec<String>),
    /// It is sealed, and no passphrase was given.
    Sealed,
    /// The passphrase is not the one it was sealed with.
    Passphrase,
    /// An empty passphrase seals nothing.
    EmptyPassphrase,
    /// Sealed in a way that is not opened here; how.
    Scheme(String),
    /// The seal asks for more work or memory than a key is worth.
    Costly,
    /// Its kind is not among those a certificate gets here; which.
    Kind(String),
    /// The numbers in it do not belong together, or its form is damaged inside.
    Damaged,
}

impl KeyFault {
    /// What is wrong, for a person.
    pub fn text(&self) -> Text {
        match self {
            Self::NoKey => Text::new(
                "neither PEM nor DER of a private key",
                "개인 키의 PEM도 DER도 아니다",
            ),
            Self::OtherThings(labels) => {
                text!(en: "no private key in it, only: {labels}", ko: "개인 키는 없고 다음만 들어 있다: {labels}", labels = labels.join(", "))
            }
            Self::Sealed => Text::new(
                "the key is sealed with a passphrase, and none was given",
                "암호 문구로 잠긴 키인데 암호 문구를 주지 않았다",
            ),
            Self::Passphrase => Text::new(
                "the passphrase does not open this key",
                "이 암호 문구로는 키가 열리지 않는다",
            ),
            Self::EmptyPassphrase => Text::new(
                "an empty passphrase seals nothing",
                "빈 암호 문구로는 잠글 수 없다",
            ),
            Self::Scheme(how) => {
                text!(en: "the key is sealed with {how}, which is not opened here", ko: "여기서 열지 못하는 방식으로 잠긴 키이다: {how}")
            }
            Self::Costly => Text::new(
                "the seal asks for more work or memory than a key is worth",
                "키 하나를 여는 데 지나치게 많은 계산이나 메모리를 요구한다",
            ),
            Self::Kind(kind) => {
                text!(en: "a key of the kind {kind}, which is not used here", ko: "여기서 쓰지 않는 종류의 키이다: {kind}")
            }
            Self::Damaged => Text::new(
                "a private key whose inside is damaged",
                "안쪽이 손상된 개인 키이다",
            ),
        }
    }

    /// What to try.
    pub fn hint(&self) -> Text {
        match self {
            Self::NoKey | Self::OtherThings(_) => Text::new(
                "a key file begins with -----BEGIN PRIVATE KEY-----; `openssl pkey -in FILE` reads most others",
                "키 파일은 -----BEGIN PRIVATE KEY----- 로 시작한다. 다른 형식은 대개 `openssl pkey -in 파일` 로 읽을 수 있다",
            ),
            Self::Sealed => Text::new(
                "give the passphrase in a file: --passphrase-file FILE",
                "암호 문구를 파일로 준다: --passphrase-file 파일",
            ),
            Self::Passphrase => Text::new(
                "only the first line of a passphrase file counts; is it the right key?",
                "암호 문구 파일은 첫 줄만 읽는다. 맞는 키인지도 확인한다",
            ),
            Self::EmptyPassphrase => Text::new(
                "take some words that nobody else would put together",
                "남이 떠올리지 못할 낱말 몇 개를 이어 쓴다",
            ),
            Self::Scheme(_) | Self::Costly => Text::new(
                "seal it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW",
                "새로 잠근다: openssl pkcs8 -topk8 -v2 aes-256-cbc -in 옛것 -out 새것",
            ),
            Self::Kind(_) => Text::new(
                "kinds used here: ECDSA on P-256 and P-384, Ed25519, RSA of 2048, 3072 and 4096 bits",
                "여기서 쓰는 종류: P-256과 P-384의 ECDSA, Ed25519, 2048·3072·4096비트 RSA",
            ),
            Self::Damaged => Text::new(
                "`openssl pkey -check -noout -in FILE` says more",
                "`openssl pkey -check -noout -in 파일` 로 더 자세히 알 수 있다",
            ),
        }
    }
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for KeyFault {}
