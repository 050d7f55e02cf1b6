//! HPKE with every value in sight (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM; modes base and auth.

use x25519_dalek::{X25519_BASEPOINT_BYTES, x25519};

use crate::demo::primitive::mac::hmac_sha256;
use crate::demo::show::xor;

/// The key encapsulation in labels: `KEM` and its number 0x0020 (RFC 9180 §4.1).
pub static KEM_SUITE: [u8; 5] = [b'K', b'E', b'M', 0x00, 0x20];

/// The whole suite in labels: `HPKE` and the numbers of KEM, KDF and AEAD (RFC 9180 §5.1).
pub static SUITE: [u8; 10] = [b'H', b'P', b'K', b'E', 0x00, 0x20, 0x00, 0x01, 0x00, 0x01];

/// What stands at the front of every label.
pub static VERSION: &[u8] = b"HPKE-v1";

/// Two halves of an X25519 key pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The private half, as it is before clamping.
    pub private: [u8; 32],
    /// The public half.
    pub public: [u8; 32],
}

/// What vouches for the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nothing.
    Base = 0,
    /// A second Diffie-Hellman, with the sender's long-term key.
    Auth = 2,
}

/// What the encapsulation went through (RFC 9180 §4.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// What X25519 gave: 32 bytes, in mode auth 64.
    pub dh: Vec<u8>,
    /// The public keys that take part: the ephemeral one, the recipient's, in mode auth the sender's.
    pub context: Vec<u8>,
    /// What is expanded: length, version, suite, label, context.
    pub labeled: Vec<u8>,
    /// The shared secret: 32 bytes.
    pub secret: Vec<u8>,
}

/// What the key schedule gave (RFC 9180 §5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Mode, hash of the identity of a pre-shared key, hash of `info`.
    pub context: Vec<u8>,
    /// What the other three are expanded from: 32 bytes.
    pub secret: Vec<u8>,
    /// The key of the AEAD: 16 bytes.
    pub key: Vec<u8>,
    /// The nonce of message 0: 12 bytes.
    pub base_nonce: Vec<u8>,
    /// What further secrets would be exported from: 32 bytes.
    pub exporter: Vec<u8>,
}

/// A pair out of 32 random bytes (RFC 9180 §7.1.3).
pub fn derive(start: &[u8; 32]) -> Pair {
    let root = labeled_extract(&KEM_SUITE, &[], b"dkp_prk", start);
    let (_, bytes) = labeled_expand(&KEM_SUITE, &root, b"sk", &[], 32);
    let mut private = [0; 32];
    private.copy_from_slice(&bytes);
    Pair {
        private,
        public: x25519(private, X25519_BASEPOINT_BYTES),
    }
}

/// The shared secret as the sender has it; in mode auth with the sender's long-term key.
pub fn encapsulate(ephemeral: &Pair, recipient: &[u8; 32], sender: Option<&Pair>) -> Shared {
    let dh = [Some(ephemeral), sender].into_iter().flatten();
    let dh = dh
        .flat_map(|pair| x25519(pair.private, *recipient))
        .collect();
    shared(
        dh,
        &ephemeral.public,
        recipient,
        sender.map(|pair| &pair.public),
    )
}

/// The shared secret as the recipient has it; in mode auth with the public key of whoever is said to be the sender.
pub fn decapsulate(encapsulated: &[u8; 32], recipient: &Pair, sender: Option<&[u8; 32]>) -> Shared {
    let dh = [Some(encapsulated), sender].into_iter().flatten();
    let dh = dh
        .flat_map(|public| x25519(recipient.private, *public))
        .collect();
    shared(dh, encapsulated, &recipient.public, sender)
}

/// The shared secret out of what X25519 gave and the keys that took part.
pub fn shared(
    dh: Vec<u8>,
    encapsulated: &[u8; 32],
    recipient: &[u8; 32],
    sender: Option<&[u8; 32]>,
) -> Shared {
    let sender = sender.map(<[u8; 32]>::as_slice).unwrap_or_default();
    let context = [&encapsulated[..], recipient, sender].concat();
    let root = labeled_extract(&KEM_SUITE, &[], b"eae_prk", &dh);
    let (labeled, secret) = labeled_expand(&KEM_SUITE, &root, b"shared_secret", &context, 32);
    Shared {
        dh,
        context,
        labeled,
        secret,
    }
}

/// The keys out of the shared secret, without a pre-shared key.
pub fn schedule(mode: Mode, shared: &[u8], info: &[u8]) -> Schedule {
    let identity = labeled_extract(&SUITE, &[], b"psk_id_hash", &[]);
    let info = labeled_extract(&SUITE, &[], b"info_hash", info);
    let context = [&[mode as u8][..], &identity, &info].concat();
    let secret = labeled_extract(&SUITE, shared, b"secret", &[]);
    let out = |label, length| labeled_expand(&SUITE, &secret, label, &context, length).1;
    let (key, base_nonce, exporter) = (out(b"key", 16), out(b"base_nonce", 12), out(b"exp", 32));
    Schedule {
        context,
        secret,
        key,
        base_nonce,
        exporter,
    }
}

/// The nonce of message `sequence` (RFC 9180 §5.2).
pub fn nonce(schedule: &Schedule, sequence: u64) -> Vec<u8> {
    let number = [&[0; 4][..], &sequence.to_be_bytes()].concat();
    xor(&schedule.base_nonce, &number)
}

/// `LabeledExtract` (RFC 9180 §4): HKDF-Extract of version, suite, label and input.
fn labeled_extract(suite: &[u8], salt: &[u8], label: &[u8], input: &[u8]) -> Vec<u8> {
    hmac_sha256(salt, &[VERSION, suite, label, input].concat())
}

/// `LabeledExpand` (RFC 9180 §4) of at most 32 bytes: what goes in, and the bytes.
fn labeled_expand(
    suite: &[u8],
    secret: &[u8],
    label: &[u8],
    info: &[u8],
    length: u8,
) -> (Vec<u8>, Vec<u8>) {
    let input = [&[0, length][..], VERSION, suite, label, info].concat();
    // 32 bytes are one block of HKDF-Expand; the 1 behind the input is its number.
    let mut out = hmac_sha256(secret, &[&input[..], &[1]].concat());
    out.truncate(usize::from(length));
    (input, out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Chance;
    use crate::demo::primitive::{aead, seal};

    fn bytes<const N: usize>(digits: &str) -> [u8; N] {
        hex::decode(digits).unwrap().try_into().unwrap()
    }

    static INFO: &[u8] = b"Ode on a Grecian Urn";
    static POEM: &[u8] = b"Beauty is truth, truth beauty";

    fn sealed(schedule: &Schedule, sequence: u64) -> String {
        let aead = aead::named("aes-128-gcm").unwrap();
        let aad = format!("Count-{sequence}");
        let nonce = nonce(schedule, sequence);
        let sealed = aead.seal(&schedule.key, &nonce, aad.as_bytes(), POEM);
        hex::encode(sealed.unwrap())
    }

    /// RFC 9180 A.1.1.
    #[test]
    fn the_published_values_come_out_in_mode_base() {
        let ephemeral = derive(&bytes(
            "7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234",
        ));
        let recipient = derive(&bytes(
            "6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037",
        ));
        let check = |ours: &[u8], published: &str| assert_eq!(hex::encode(ours), published);
        check(
            &ephemeral.private,
            "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
        );
        check(
            &ephemeral.public,
            "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
        );
        check(
            &recipient.public,
            "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d",
        );
        let shared = encapsulate(&ephemeral, &recipient.public, None);
        check(
            &shared.secret,
            "fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc",
        );
        assert_eq!(decapsulate(&ephemeral.public, &recipient, None), shared);
        let schedule = schedule(Mode::Base, &shared.secret, INFO);
        check(
            &schedule.context,
            "00725611c9d98c07c03f60095cd32d400d8347d45ed67097bbad50fc56da742d07\
             cb6cffde367bb0565ba28bb02c90744a20f5ef37f30523526106f637abb05449",
        );
        check(
            &schedule.secret,
            "12fff91991e93b48de37e7daddb52981084bd8aa64289c3788471d9a9712f397",
        );
        check(&schedule.key, "4531685d41d65f03dc48f6b8302c05b0");
        check(&schedule.base_nonce, "56d890e5accaaf011cff4b7d");
        check(
            &schedule.exporter,
            "45ff1c2e220db587171952c0592d5f5ebe103f1561a2614e38f2ffd47e99e3f8",
        );
        check(&nonce(&schedule, 1), "56d890e5accaaf011cff4b7c");
        assert_eq!(
            sealed(&schedule, 0),
            "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
        );
        assert_eq!(
            sealed(&schedule, 1),
            "af2d7e9ac9ae7e270f46ba1f975be53c09f8d875bdc8535458c2494e8a6eab251c03d0c22a56b8ca42c2063b84"
        );
    }

    /// RFC 9180 A.1.3.
    #[test]
    fn the_published_values_come_out_in_mode_auth() {
        let ephemeral = derive(&bytes(
            "6e6d8f200ea2fb20c30b003a8b4f433d2f4ed4c2658d5bc8ce2fef718059c9f7",
        ));
        let recipient = derive(&bytes(
            "f1d4a30a4cef8d6d4e3b016e6fd3799ea057db4f345472ed302a67ce1c20cdec",
        ));
        let sender = derive(&bytes(
            "94b020ce91d73fca4649006c7e7329a67b40c55e9e93cc907d282bbbff386f58",
        ));
        let check = |ours: &[u8], published: &str| assert_eq!(hex::encode(ours), published);
        let shared = encapsulate(&ephemeral, &recipient.public, Some(&sender));
        check(
            &shared.secret,
            "2d6db4cf719dc7293fcbf3fa64690708e44e2bebc81f84608677958c0d4448a7",
        );
        assert_eq!(
            decapsulate(&ephemeral.public, &recipient, Some(&sender.public)),
            shared
        );
        let schedule = schedule(Mode::Auth, &shared.secret, INFO);
        check(&schedule.key, "b062cb2c4dd4bca0ad7c7a12bbc341e6");
        check(&schedule.base_nonce, "a1bc314c1942ade7051ffed0");
        assert_eq!(
            sealed(&schedule, 0),
            "5fd92cc9d46dbf8943e72a07e42f363ed5f721212cd90bcfd072bfd9f44e06b80fd17824947496e21b680c141b"
        );
    }

    #[test]
    fn it_seals_as_the_reviewed_crate_does() {
        let suite = seal::named("hpke-x25519-aes-128-gcm").unwrap();
        let aead = aead::named("aes-128-gcm").unwrap();
        let mut chance = Chance::new(1, "glass hpke");
        for n in 0..100 {
            let [start, recipient] = [(); 2].map(|()| chance.bytes());
            let (info, aad, message) = (chance.vec(n), chance.vec(n), chance.vec(n));
            let [ephemeral, recipient] = [derive(&start), derive(&recipient)];
            let shared = encapsulate(&ephemeral, &recipient.public, None);
            let schedule = schedule(Mode::Base, &shared.secret, &info);
            let nonce = nonce(&schedule, 0);
            let ours = aead.seal(&schedule.key, &nonce, &aad, &message).unwrap();
            let real = suite.seal_from(&recipient.public, &info, &aad, &message, start);
            let real = real.unwrap();
            assert_eq!(real.encapsulated, ephemeral.public);
            assert_eq!(real.ciphertext, ours);
        }
    }
}
