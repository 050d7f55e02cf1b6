//! Diffie-Hellman on curves: X25519 (RFC 7748) and the NIST curves (SP 800-56A §5.7.1.2).

use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::pkcs8::DecodePublicKey as _;
use x25519_dalek::{PublicKey, StaticSecret};

use crate::base::text::Text;
use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;
use crate::keys::public::PublicKey as Spki;

/// A curve to agree on a secret with.
#[derive(Debug)]
pub struct Dh {
    /// Its name: `x25519`.
    pub name: &'static str,
    /// Where it is specified.
    pub standard: &'static str,
    /// Bytes of a private key, and of the secret.
    pub length: usize,
    /// Sizes of a private key.
    pub private: Sizes,
    /// Sizes of a peer's key: raw, or a SubjectPublicKeyInfo in DER.
    pub peer: Sizes,
    public: fn(&[u8]) -> Option<Vec<u8>>,
    agree: Agree,
}

/// Private key and peer's key in, secret out.
type Agree = fn(&[u8], &[u8]) -> Result<Vec<u8>, Refused>;

/// Why two keys agree on nothing.
enum Refused {
    Private,
    Peer,
    Zero,
}

/// The row of a NIST curve: its crate, the bytes of a coordinate, the sizes of its points and of keys that hold one.
macro_rules! nist {
    ($name:literal, $curve:ident, $length:literal) => {
        Dh {
            name: $name,
            standard: "NIST SP 800-56A, SEC 1",
            length: $length,
            private: Sizes::OneOf(&[$length]),
            // A point, compressed or not, bare or in a SubjectPublicKeyInfo, which with a curve written out is long.
            peer: Sizes::Between(1, 1024),
            public: |private| {
                let private = $curve::SecretKey::from_slice(private).ok()?;
                let point = private.public_key().to_encoded_point(false);
                Some(point.as_bytes().to_vec())
            },
            agree: |private, peer| {
                let private =
                    $curve::SecretKey::from_slice(private).map_err(|_| Refused::Private)?;
                let peer = match peer.first() {
                    Some(0x30) => $curve::PublicKey::from_public_key_der(peer).ok(),
                    _ => $curve::PublicKey::from_sec1_bytes(peer).ok(),
                };
                let peer = peer.ok_or(Refused::Peer)?;
                let secret = $curve::ecdh::diffie_hellman(
                    private.to_nonzero_scalar(),
                    peer.as_affine(),
                );
                Ok(secret.raw_secret_bytes().to_vec())
            },
        }
    };
}

/// All of them.
pub static DHS: &[Dh] = &[
    Dh {
        name: "x25519",
        standard: "RFC 7748",
        length: 32,
        private: Sizes::OneOf(&[32]),
        peer: Sizes::OneOf(&[32, 44]),
        public: |private| {
            let private = <[u8; 32]>::try_from(private).ok()?;
            let public = PublicKey::from(&StaticSecret::from(private));
            Some(public.as_bytes().to_vec())
        },
        agree: x25519,
    },
    nist!("p256", p256, 32),
    nist!("p384", p384, 48),
    nist!("p521", p521, 66),
];

/// The curve called `name`.
pub fn named(name: &str) -> Option<&'static Dh> {
    DHS.iter().find(|dh| dh.name == name)
}

impl Dh {
    /// The public key of `private`: 32 bytes with X25519, else an uncompressed point.
    ///
    /// # Errors
    /// A key of another size, or with the NIST curves zero or not below the group's order.
    pub fn public(&self, private: &[u8]) -> Result<Vec<u8>, Wrong> {
        Wrong::unless(self.private, "--private", private)?;
        (self.public)(private).ok_or_else(no_scalar)
    }

    /// The secret of `private` and the owner of `peer`: [`Dh::length`] bytes. A peer's key is raw or a SubjectPublicKeyInfo in DER.
    ///
    /// # Errors
    /// A key of another size; a private key that is no scalar; a peer's key that is no point of the curve, or one of those few of
    /// X25519 with which every private key gives zero (RFC 7748 §6.1).
    pub fn agree(&self, private: &[u8], peer: &[u8]) -> Result<Vec<u8>, Wrong> {
        Wrong::unless(self.private, "--private", private)?;
        Wrong::unless(self.peer, "--peer", peer)?;
        (self.agree)(private, peer).map_err(|refused| match refused {
            Refused::Private => no_scalar(),
            Refused::Peer => Wrong::unfit(
                "--peer",
                Text::new(
                    "it is no point of this curve; whoever went on would answer an attacker who wants the private key",
                    "이 곡선의 점이 아님. 그래도 계산하면 개인 키를 노리는 공격자에게 답을 주는 셈이다",
                ),
                Text::new(
                    "give the other side's public key: tlslab demo dh --private BYTES shows one",
                    "상대의 공개 키를 준다. 공개 키는 tlslab demo dh --private 바이트 로 볼 수 있다",
                ),
            ),
            Refused::Zero => Wrong::unfit(
                "--peer",
                Text::new(
                    "it is a point of small order: with it every private key gives a secret of zeros",
                    "위수가 작은 점임. 어떤 개인 키로도 공유 비밀이 0이 된다",
                ),
                Text::new(
                    "refuse such a peer, as RFC 7748 §6.1 and TLS 1.3 do",
                    "RFC 7748 §6.1과 TLS 1.3처럼 그런 상대를 거부한다",
                ),
            ),
        })
    }
}

fn no_scalar() -> Wrong {
    Wrong::unfit(
        "--private",
        Text::new(
            "it is zero, or not below the order of the group",
            "0이거나 군의 위수보다 작지 않음",
        ),
        Text::new("take another number", "다른 수를 쓴다"),
    )
}

fn x25519(private: &[u8], peer: &[u8]) -> Result<Vec<u8>, Refused> {
    let private = <[u8; 32]>::try_from(private).map_err(|_| Refused::Private)?;
    let peer = match peer.len() {
        32 => peer.to_vec(),
        _ => Spki::read(peer)
            .filter(|key| key.kind.name() == X25519)
            .map(|key| key.bytes)
            .ok_or(Refused::Peer)?,
    };
    let peer = <[u8; 32]>::try_from(peer).map_err(|_| Refused::Peer)?;
    let secret = StaticSecret::from(private).diffie_hellman(&PublicKey::from(peer));
    match secret.was_contributory() {
        true => Ok(secret.as_bytes().to_vec()),
        false => Err(Refused::Zero),
    }
}

/// The object identifier of X25519 (RFC 8410 §3).
const X25519: &str = "1.3.101.110";
