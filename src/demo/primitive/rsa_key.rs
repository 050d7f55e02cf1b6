//! RSA keys (RFC 8017): signing, encrypting and decrypting with them.
//!
//! The library has a timing leak (RUSTSEC-2023-0071, Marvin): who can send a server many messages and time its answers may
//! decrypt with its key. Here nobody answers anybody; never put this in the path of a server.

use rsa::pkcs1::{DecodeRsaPrivateKey as _, DecodeRsaPublicKey as _};
use rsa::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _, EncodePublicKey as _};
use rsa::traits::PublicKeyParts as _;
use rsa::{Oaep, Pkcs1v15Encrypt, Pkcs1v15Sign, Pss, RsaPrivateKey, RsaPublicKey};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::demo::chance::Chance;
use crate::keys::algorithm::Digest;

/// How a hash is padded before it is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Padding {
    /// PKCS #1 v1.5 (§8.2).
    Pkcs1,
    /// PSS with a salt as long as the hash (§8.1).
    Pss,
}

/// How a message is padded before it is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Envelope {
    /// PKCS #1 v1.5 (§7.2).
    Pkcs1,
    /// OAEP (§7.1): the hash of the label, and that of the mask.
    Oaep(OaepHash, OaepHash),
}

/// A hash of OAEP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OaepHash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// Above this many bits a key is not worked with: it would take minutes.
const MOST_BITS: usize = 8192;

/// The private key in DER: PKCS #8 or PKCS #1.
fn private_key(der: &[u8]) -> Option<RsaPrivateKey> {
    RsaPrivateKey::from_pkcs8_der(der)
        .ok()
        .or_else(|| RsaPrivateKey::from_pkcs1_der(der).ok())
        .filter(|key| key.n().bits() <= MOST_BITS)
}

/// The public key in DER: SubjectPublicKeyInfo or PKCS #1.
fn public_key(der: &[u8]) -> Option<RsaPublicKey> {
    RsaPublicKey::from_public_key_der(der)
        .ok()
        .or_else(|| RsaPublicKey::from_pkcs1_der(der).ok())
}

/// The public key of a private one, as a SubjectPublicKeyInfo in DER.
pub(super) fn public(private: &[u8]) -> Option<Vec<u8>> {
    let public = private_key(private)?.to_public_key();
    Some(public.to_public_key_der().ok()?.as_bytes().to_vec())
}

/// A signature, as long as the modulus. Only PSS draws from `chance`.
pub(super) fn sign(
    padding: Padding,
    digest: Digest,
    private: &[u8],
    message: &[u8],
    chance: &mut Chance,
) -> Option<Vec<u8>> {
    let key = private_key(private)?;
    let hash = match digest {
        Digest::Sha1 => return None,
        Digest::Sha256 => Sha256::digest(message).to_vec(),
        Digest::Sha384 => Sha384::digest(message).to_vec(),
        Digest::Sha512 => Sha512::digest(message).to_vec(),
    };
    let signature = match (padding, digest) {
        (_, Digest::Sha1) => return None,
        (Padding::Pkcs1, Digest::Sha256) => key.sign(Pkcs1v15Sign::new::<Sha256>(), &hash),
        (Padding::Pkcs1, Digest::Sha384) => key.sign(Pkcs1v15Sign::new::<Sha384>(), &hash),
        (Padding::Pkcs1, Digest::Sha512) => key.sign(Pkcs1v15Sign::new::<Sha512>(), &hash),
        (Padding::Pss, Digest::Sha256) => key.sign_with_rng(chance, Pss::new::<Sha256>(), &hash),
        (Padding::Pss, Digest::Sha384) => key.sign_with_rng(chance, Pss::new::<Sha384>(), &hash),
        (Padding::Pss, Digest::Sha512) => key.sign_with_rng(chance, Pss::new::<Sha512>(), &hash),
    };
    signature.ok()
}

/// Why nothing is encrypted or decrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// The key is none.
    Key,
    /// The label is not UTF-8, which is all that the library takes.
    Label,
    /// The message is too long for the key.
    Long,
}

/// `message` for the owner of `public`, as long as the modulus.
pub(super) fn encrypt(
    envelope: Envelope,
    public: &[u8],
    label: &[u8],
    message: &[u8],
    chance: &mut Chance,
) -> Result<Vec<u8>, Closed> {
    let key = public_key(public).ok_or(Closed::Key)?;
    let encrypted = match envelope {
        Envelope::Pkcs1 => key.encrypt(chance, Pkcs1v15Encrypt, message),
        Envelope::Oaep(hash, mask) => key.encrypt(chance, oaep(hash, mask, label)?, message),
    };
    encrypted.map_err(|_| Closed::Long)
}

/// The message in `sealed`; none where the padding is not right.
pub(super) fn decrypt(
    envelope: Envelope,
    private: &[u8],
    label: &[u8],
    sealed: &[u8],
) -> Result<Option<Vec<u8>>, Closed> {
    let key = private_key(private).ok_or(Closed::Key)?;
    if sealed.len() != key.size() {
        return Ok(None);
    }
    let opened = match envelope {
        Envelope::Pkcs1 => key.decrypt(Pkcs1v15Encrypt, sealed),
        Envelope::Oaep(hash, mask) => key.decrypt(oaep(hash, mask, label)?, sealed),
    };
    Ok(opened.ok())
}

fn oaep(hash: OaepHash, mask: OaepHash, label: &[u8]) -> Result<Oaep, Closed> {
    use OaepHash as H;
    let label = std::str::from_utf8(label).map_err(|_| Closed::Label)?;
    let mut padding = match (hash, mask) {
        (H::Sha1, _) => Oaep::new::<sha1::Sha1>(),
        (H::Sha256, H::Sha1) => Oaep::new_with_mgf_hash::<Sha256, sha1::Sha1>(),
        (H::Sha256, _) => Oaep::new::<Sha256>(),
        (H::Sha384, H::Sha1) => Oaep::new_with_mgf_hash::<Sha384, sha1::Sha1>(),
        (H::Sha384, _) => Oaep::new::<Sha384>(),
        (H::Sha512, H::Sha1) => Oaep::new_with_mgf_hash::<Sha512, sha1::Sha1>(),
        (H::Sha512, _) => Oaep::new::<Sha512>(),
    };
    // No label and an empty one are the same (§7.1.1).
    padding.label = (!label.is_empty()).then(|| label.to_owned());
    Ok(padding)
}
