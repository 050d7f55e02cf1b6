//! Record now, steal the server's key later: what opens where the premaster secret was sent under that key, and what stays shut
//! where it only signed (RFC 5246 §7.4.7.1, RFC 8446 appendix E.1).

use rsa::pkcs1v15::Pkcs1v15Sign;
use rsa::sha2::Sha256;
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BigUint, Pkcs1v15Encrypt, RsaPrivateKey};

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::primitive::hash::sha256;
use crate::demo::show::words;
use crate::keys::curve::{Curve, Private};
use crate::keys::hash::Hash;
use crate::keys::prf::Prf;

/// What stood on the wire, and what an eavesdropper keeps.
#[derive(Clone, Debug)]
pub(super) struct Recording {
    /// ClientHello.random, ServerHello.random.
    pub(super) randoms: [[u8; 32]; 2],
    /// The bytes of the key exchange: the encrypted premaster secret; or both shares and the signature on the server's.
    pub(super) exchange: Vec<Vec<u8>>,
    /// A record of the client: eight bytes of explicit nonce, ciphertext, tag.
    pub(super) record: Vec<u8>,
}

/// A connection: what was recorded, what was secret.
pub(super) struct Session {
    pub(super) recording: Recording,
    pub(super) premaster: Vec<u8>,
    pub(super) message: Vec<u8>,
}

/// What the thief makes of a recording.
#[derive(Clone, Debug, Default)]
pub(super) struct Read {
    /// The premaster secret that opened the record.
    pub(super) premaster: Option<Vec<u8>>,
    /// The message.
    pub(super) message: Option<Vec<u8>>,
    /// Premaster secrets tried.
    pub(super) tries: u64,
}

/// A connection to a server whose key is `key`: static RSA where weak, ephemeral X25519 where repaired.
pub(super) fn session(
    chance: &mut Chance,
    key: &RsaPrivateKey,
    instance: Instance,
) -> Option<Session> {
    let randoms = [chance.bytes(), chance.bytes()];
    let message = format!(
        "transfer {} to account {}",
        10 + chance.below(990),
        chance.below(100_000)
    );
    let (premaster, exchange) = match instance {
        Instance::Weak => {
            let premaster = [&[3, 3][..], &chance.bytes::<46>()].concat();
            let sent = key
                .to_public_key()
                .encrypt(chance, Pkcs1v15Encrypt, &premaster)
                .ok()?;
            (premaster, vec![sent])
        }
        Instance::Fixed => {
            let [client, server] = [chance.bytes::<32>(), chance.bytes::<32>()]
                .map(|own| Private::of(Curve::X25519, &own));
            let (client, server) = (client?, server?);
            let signed = sha256(&[&randoms.concat(), &server.share()[..]].concat());
            let signature = key.sign(Pkcs1v15Sign::new::<Sha256>(), &signed).ok()?;
            let premaster = client.agree(&server.share())?;
            (premaster, vec![client.share(), server.share(), signature])
        }
    };
    let [key, iv] = write_keys(&premaster, &randoms)?;
    let explicit = [0; 8];
    let nonce = [&iv[..], &explicit].concat();
    let aad = header(message.len());
    let sealed = AES_128_GCM
        .seal(&key, &nonce, &aad, message.as_bytes())
        .ok()?;
    Some(Session {
        recording: Recording {
            randoms,
            exchange,
            record: [&explicit[..], &sealed].concat(),
        },
        premaster,
        message: message.into_bytes(),
    })
}

/// What a thief of the server's key reads of a recording: everything in the key exchange is tried as the premaster secret, as
/// it stands and put through the private key.
pub(super) fn read_later(recording: &Recording, stolen: &RsaPrivateKey) -> Read {
    let mut read = Read::default();
    for seen in &recording.exchange {
        let mut candidates = vec![seen.clone()];
        if seen.len() == stolen.size() {
            candidates.extend(stolen.decrypt(Pkcs1v15Encrypt, seen));
            let power = BigUint::from_bytes_be(seen).modpow(stolen.d(), stolen.n());
            candidates.push(power.to_bytes_be());
        }
        for premaster in candidates {
            read.tries += 1;
            if let Some(message) = open(recording, &premaster) {
                read.premaster = Some(premaster);
                read.message = Some(message);
                return read;
            }
        }
    }
    read
}

/// Whether the thief of the server's key reads the message.
pub(super) fn wins(chance: &mut Chance, instance: Instance) -> bool {
    // 512 bits, the least that holds a padded premaster secret: the attack is the same at any size.
    let tried = |chance: &mut Chance| {
        let key = RsaPrivateKey::new(chance, 512).ok()?;
        let session = session(chance, &key, instance)?;
        let read = read_later(&session.recording, &key);
        Some(read.message? == session.message)
    };
    tried(chance).unwrap_or(false)
}

/// The message as text.
pub(super) fn said(read: &Read) -> String {
    read.message.as_deref().map_or_else(String::new, words)
}

fn open(recording: &Recording, premaster: &[u8]) -> Option<Vec<u8>> {
    let [key, iv] = write_keys(premaster, &recording.randoms)?;
    let (explicit, sealed) = recording.record.split_at_checked(8)?;
    let nonce = [&iv, explicit].concat();
    let aad = header(sealed.len().checked_sub(16)?);
    AES_128_GCM.open(&key, &nonce, &aad, sealed).ok()?
}

/// The client's key and the fixed part of its nonces (RFC 5246 §6.3, RFC 5288 §3).
pub(super) fn write_keys(premaster: &[u8], randoms: &[[u8; 32]; 2]) -> Option<[Vec<u8>; 2]> {
    let [client, server] = randoms;
    let master = Prf::Tls12(Hash::Sha256).master(premaster, client, server);
    let block = Prf::Tls12(Hash::Sha256).key_block(&master, server, client, 40);
    // client_write_key, server_write_key, client_write_IV, server_write_IV: 16, 16, 4 and 4 bytes.
    Some([block.get(..16)?.to_vec(), block.get(32..36)?.to_vec()])
}

/// Sequence number 0, application data, TLS 1.2, length (RFC 5246 §6.2.3.3).
fn header(length: usize) -> Vec<u8> {
    let length = u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes();
    [&[0; 8][..], &[23, 3, 3], &length].concat()
}
