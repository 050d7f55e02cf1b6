//! Our groups as rustls wants them, each exchange told to the witness.

use rustls::crypto::{ActiveKeyExchange, CompletedKeyExchange, SharedSecret, SupportedKxGroup};
use rustls::{Error, NamedGroup, PeerMisbehaved, ProtocolVersion};

use crate::base::side::Side;
use crate::keys::curve::{Curve, Private};
use crate::keys::hybrid;
use crate::keys::hybrid::Offered;
use crate::lab::dice::Dice;
use crate::lab::exchange::fresh;
use crate::lab::offer::{Group, Tls};
use crate::lab::witness::Witness;
use crate::story::evidence::Exchange;

/// What rustls says of a share that is no share.
const BAD_SHARE: Error = Error::PeerMisbehaved(PeerMisbehaved::InvalidKeyShare);

/// A group of one end.
#[derive(Clone, Debug)]
pub struct Observed {
    group: Group,
    side: Side,
    dice: &'static Dice,
    witness: Witness,
}

impl Observed {
    /// `group` for the end of `side`. It lives as long as the process, as rustls wants it.
    pub fn leaked(
        group: Group,
        side: Side,
        dice: &'static Dice,
        witness: &Witness,
    ) -> &'static dyn SupportedKxGroup {
        Box::leak(Box::new(Self {
            group,
            side,
            dice,
            witness: witness.clone(),
        }))
    }

    fn tell(&self, group: Group, ours: Ours, peer: &[u8]) {
        self.witness.exchange(Exchange {
            side: self.side,
            group: group.code(),
            private: Some(ours.private),
            public: ours.share,
            peer: peer.to_vec(),
            secret: ours.secret,
        });
    }
}

/// One end's part of a finished exchange.
struct Ours {
    private: Vec<u8>,
    share: Vec<u8>,
    secret: Vec<u8>,
}

impl SupportedKxGroup for Observed {
    fn start(&self) -> Result<Box<dyn ActiveKeyExchange>, Error> {
        let keys = match curve(self.group) {
            Some(curve) => Keys::Classical(fresh::private(curve, self.dice)?),
            None => Keys::Hybrid(Box::new(fresh::offered(self.dice)?)),
        };
        let (share, half) = match &keys {
            Keys::Classical(key) => (key.share(), None),
            Keys::Hybrid(offered) => (offered.share(), Some(offered.classical().share())),
        };
        Ok(Box::new(Started {
            of: self.clone(),
            keys,
            share,
            half,
        }))
    }

    fn start_and_complete(&self, peer: &[u8]) -> Result<CompletedKeyExchange, Error> {
        let Some(curve) = curve(self.group) else {
            let private = self.dice.bytes::<64>()?.to_vec();
            let answer = hybrid::answer(&private, peer).ok_or(BAD_SHARE)?;
            let done = CompletedKeyExchange {
                group: self.name(),
                pub_key: answer.share.clone(),
                secret: SharedSecret::from(&answer.secret[..]),
            };
            let ours = Ours {
                private,
                share: answer.share,
                secret: answer.secret,
            };
            self.tell(self.group, ours, peer);
            return Ok(done);
        };
        let key = fresh::private(curve, self.dice)?;
        let secret = key.agree(peer).ok_or(BAD_SHARE)?;
        let done = CompletedKeyExchange {
            group: self.name(),
            pub_key: key.share(),
            secret: SharedSecret::from(&secret[..]),
        };
        self.tell(self.group, ours(&key, secret), peer);
        Ok(done)
    }

    fn name(&self) -> NamedGroup {
        NamedGroup::from(self.group.code())
    }

    fn usable_for_version(&self, version: ProtocolVersion) -> bool {
        match version {
            ProtocolVersion::TLSv1_3 => self.group.fits(Tls::V13),
            _ => self.group.fits(Tls::V12),
        }
    }
}

/// A key exchange that waits for the other end's share.
struct Started {
    of: Observed,
    keys: Keys,
    share: Vec<u8>,
    /// The X25519 share inside a hybrid one.
    half: Option<Vec<u8>>,
}

enum Keys {
    Classical(Private),
    Hybrid(Box<Offered>),
}

impl ActiveKeyExchange for Started {
    fn complete(self: Box<Self>, peer: &[u8]) -> Result<SharedSecret, Error> {
        let ours = match &self.keys {
            Keys::Classical(key) => ours(key, key.agree(peer).ok_or(BAD_SHARE)?),
            Keys::Hybrid(offered) => Ours {
                private: offered.private(),
                share: self.share.clone(),
                secret: offered.agree(peer).ok_or(BAD_SHARE)?,
            },
        };
        let secret = SharedSecret::from(&ours.secret[..]);
        self.of.tell(self.of.group, ours, peer);
        Ok(secret)
    }

    fn hybrid_component(&self) -> Option<(NamedGroup, &[u8])> {
        let half = self.half.as_deref()?;
        Some((NamedGroup::X25519, half))
    }

    fn complete_hybrid_component(self: Box<Self>, peer: &[u8]) -> Result<SharedSecret, Error> {
        let key = match &self.keys {
            Keys::Classical(key) => key,
            Keys::Hybrid(offered) => offered.classical(),
        };
        let ours = ours(key, key.agree(peer).ok_or(BAD_SHARE)?);
        let secret = SharedSecret::from(&ours.secret[..]);
        self.of.tell(Group::X25519, ours, peer);
        Ok(secret)
    }

    fn pub_key(&self) -> &[u8] {
        &self.share
    }

    fn group(&self) -> NamedGroup {
        self.of.name()
    }
}

fn ours(key: &Private, secret: Vec<u8>) -> Ours {
    Ours {
        private: key.bytes(),
        share: key.share(),
        secret,
    }
}

/// The curve of a group that is nothing but a curve.
fn curve(group: Group) -> Option<Curve> {
    match group {
        Group::X25519 => Some(Curve::X25519),
        Group::Secp256r1 => Some(Curve::P256),
        Group::Secp384r1 => Some(Curve::P384),
        Group::X25519MlKem768 => None,
    }
}
