//! Finding a secret key by asking whether a key exchange came about: capsules that open to one bit or the other, by one number of
//! the key each (the reaction attack that the transform in ML-KEM is there to stop).

use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::glass::lwe::{Ciphertext, Key, Sizes};
use crate::demo::glass::lwe_kem::{Capsule, Checks, Owner, secret_of};

/// The toy.
pub(super) const TOY: Sizes = Sizes {
    n: 6,
    q: 101,
    m: 10,
    bound: 2,
};

/// A server that keeps its key: it takes a capsule and the client's proof of the secret, and goes on or breaks off.
pub(super) struct Server {
    owner: Owner,
    /// Handshakes that were tried.
    pub(super) asked: u64,
}

/// What the attacker asked of one number of the key.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// v, and whether the handshake went on.
    pub(super) answers: Vec<(i64, bool)>,
    /// What the attacker makes of them.
    pub(super) number: i64,
}

impl Server {
    /// A server with a new key.
    pub(super) fn new(chance: &mut Chance, instance: Instance) -> Self {
        let key = Key::new(chance, TOY);
        let checks = match instance {
            Instance::Weak => Checks::Nothing,
            Instance::Fixed => Checks::EncryptsAgain,
        };
        Self {
            owner: Owner::new(key, checks, chance),
            asked: 0,
        }
    }

    /// Whether the handshake goes on: the server's secret is the client's.
    fn goes_on(&mut self, capsule: &Capsule, secret: &[u8]) -> bool {
        self.asked += 1;
        self.owner.decapsulate(capsule) == secret
    }

    /// The secret key, to hold the attacker's against.
    pub(super) fn key(&self) -> &[i64] {
        &self.owner.key.secret
    }
}

/// All numbers of the key, by questions to `server` alone.
pub(super) fn recover(server: &mut Server) -> Vec<Asked> {
    (0..TOY.n).map(|place| number(server, place)).collect()
}

/// One number s of the key. A capsule whose first bit has u = (0 … 1 … 0) decrypts to 0 there exactly if v is within q/4 of s:
/// the upper edge of that window is found by halving, and s lies q/4 below it.
fn number(server: &mut Server, place: usize) -> Asked {
    let mut asked = Asked::default();
    let (q, quarter) = (TOY.q, TOY.q / 4);
    let mut within = |v: i64| {
        let capsule = crafted(place, v);
        // If the first bit is 0, so is the whole byte: that is the secret to guess.
        let guess = secret_of(0, &capsule);
        let answer = server.goes_on(&capsule, &guess);
        asked.answers.push((v, answer));
        answer
    };
    // Somewhere in each half of the circle the window begins or ends, and 0 or q/2 is inside it.
    let mut low = if within(0) { 0 } else { q / 2 };
    let mut high = low + q / 2 + 1;
    while high - low > 1 {
        let middle = (low + high) / 2;
        match within(middle) {
            true => low = middle,
            false => high = middle,
        }
    }
    asked.number = (low - quarter).rem_euclid(q);
    asked
}

/// A capsule that opens to a byte of 0, but for its first bit, which says whether v is far from the number at `place`.
fn crafted(place: usize, v: i64) -> Capsule {
    let zero = Ciphertext {
        u: vec![0; TOY.n],
        v: 0,
    };
    let mut u = vec![0; TOY.n];
    if let Some(one) = u.get_mut(place) {
        *one = 1;
    }
    let first = Ciphertext {
        u,
        v: v.rem_euclid(TOY.q),
    };
    let mut all = vec![zero; 8];
    if let Some(place) = all.first_mut() {
        *place = first;
    }
    Capsule(all)
}

/// Whether the attacker ends up with the server's key.
pub(super) fn wins(chance: &mut Chance, instance: Instance) -> bool {
    let mut server = Server::new(chance, instance);
    let found = recover(&mut server);
    found
        .iter()
        .map(|one| one.number)
        .eq(server.key().iter().copied())
}
