//! Learning with errors at a size for paper (Regev 2005): a bit hidden in a sum of noisy equations, all numbers below q.

use crate::demo::chance::Chance;
use crate::demo::glass::modular::inverse;

/// Sizes of a toy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Unknowns: numbers in the secret.
    pub n: usize,
    /// The modulus, a prime.
    pub q: i64,
    /// Equations in the public key.
    pub m: usize,
    /// Errors lie between -bound and bound, each equally likely.
    pub bound: i64,
}

/// A key pair with its errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What everybody knows.
    pub public: Public,
    /// s.
    pub secret: Vec<i64>,
    /// e, one an equation: forgotten once the key is made.
    pub errors: Vec<i64>,
}

/// The public key: b = A·s + e mod q.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Public {
    /// q.
    pub q: i64,
    /// The rows of A.
    pub rows: Vec<Vec<i64>>,
    /// b.
    pub sums: Vec<i64>,
}

/// A bit, encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ciphertext {
    /// The sum of the chosen rows.
    pub u: Vec<i64>,
    /// The sum of their right sides, and q/2 if the bit is 1.
    pub v: i64,
}

impl Key {
    /// A key pair drawn from chance.
    pub fn new(chance: &mut Chance, sizes: Sizes) -> Self {
        let Sizes { n, q, m, bound } = sizes;
        let secret = numbers(chance, n, q);
        let rows: Vec<Vec<i64>> = (0..m).map(|_| numbers(chance, n, q)).collect();
        let errors: Vec<i64> = (0..m)
            .map(|_| drawn(chance, 2 * bound + 1) - bound)
            .collect();
        let sums = rows
            .iter()
            .zip(&errors)
            .map(|(row, error)| (dot(row, &secret) + error).rem_euclid(q))
            .collect();
        Self {
            public: Public { q, rows, sums },
            secret,
            errors,
        }
    }

    /// v − u·s mod q, between −q/2 and q/2: near 0 for a bit 0, near q/2 for a bit 1.
    pub fn phase(&self, sealed: &Ciphertext) -> i64 {
        centred(sealed.v - dot(&sealed.u, &self.secret), self.public.q)
    }

    /// The bit: whichever of 0 and q/2 is nearer.
    pub fn decrypt(&self, sealed: &Ciphertext) -> bool {
        4 * self.phase(sealed).abs() > self.public.q
    }
}

impl Public {
    /// Encrypts `bit` with the rows that `chosen` marks.
    pub fn encrypt(&self, bit: bool, chosen: &[bool]) -> Ciphertext {
        let mut u = vec![0; self.rows.first().map_or(0, Vec::len)];
        let mut v = i64::from(bit) * (self.q / 2);
        let rows = self.rows.iter().zip(&self.sums).zip(chosen);
        for ((row, sum), _) in rows.filter(|(_, chosen)| **chosen) {
            u.iter_mut()
                .zip(row)
                .for_each(|(u, a)| *u = (*u + a).rem_euclid(self.q));
            v += sum;
        }
        Ciphertext {
            u,
            v: v.rem_euclid(self.q),
        }
    }

    /// Some of the rows, at random.
    pub fn choose(&self, chance: &mut Chance) -> Vec<bool> {
        self.rows.iter().map(|_| chance.below(2) == 1).collect()
    }

    /// Solves A·x = b mod q by elimination as if there were no errors, with as many rows as it takes; none if they do not
    /// settle every unknown. Also how many multiplications that took.
    pub fn eliminate(&self) -> Option<(Vec<i64>, u64)> {
        let q = self.q;
        let mut system: Vec<Vec<i64>> = self
            .rows
            .iter()
            .zip(&self.sums)
            .map(|(row, sum)| [&row[..], &[*sum]].concat())
            .collect();
        let n = self.rows.first()?.len();
        let mut work = 0;
        for column in 0..n {
            let pivot = (column..system.len())
                .find(|row| system.get(*row).and_then(|row| row.get(column)) != Some(&0))?;
            system.swap(column, pivot);
            let row = system.get_mut(column)?;
            let inverse = inverted(*row.get(column)?, q)?;
            row.iter_mut()
                .for_each(|x| *x = (*x * inverse).rem_euclid(q));
            let row = row.clone();
            for (number, other) in system.iter_mut().enumerate() {
                let factor = *other.get(column)?;
                if number == column || factor == 0 {
                    continue;
                }
                work += row.len() as u64;
                other
                    .iter_mut()
                    .zip(&row)
                    .for_each(|(x, y)| *x = (*x - factor * y).rem_euclid(q));
            }
        }
        let solved = system.iter().take(n).map(|row| row.get(n).copied());
        Some((solved.collect::<Option<_>>()?, work))
    }

    /// b − A·x, each between −q/2 and q/2: the errors there would have to be if x were the secret.
    pub fn residues(&self, x: &[i64]) -> Vec<i64> {
        let rows = self.rows.iter().zip(&self.sums);
        rows.map(|(row, sum)| centred(sum - dot(row, x), self.q))
            .collect()
    }
}

/// The sum of products.
pub fn dot(a: &[i64], b: &[i64]) -> i64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// `x` mod q, between −q/2 and q/2.
pub fn centred(x: i64, q: i64) -> i64 {
    let x = x.rem_euclid(q);
    if 2 * x > q { x - q } else { x }
}

/// The number that gives 1 when multiplied by `x` mod q.
fn inverted(x: i64, q: i64) -> Option<i64> {
    let inverse = inverse(u64::try_from(x).ok()?, u64::try_from(q).ok()?)?;
    i64::try_from(inverse).ok()
}

fn numbers(chance: &mut Chance, n: usize, q: i64) -> Vec<i64> {
    (0..n).map(|_| drawn(chance, q)).collect()
}

fn drawn(chance: &mut Chance, end: i64) -> i64 {
    i64::try_from(chance.below(u64::try_from(end).unwrap_or(0))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Sizes = Sizes {
        n: 6,
        q: 101,
        m: 10,
        bound: 2,
    };

    #[test]
    fn every_bit_comes_back_while_the_noise_fits() {
        let mut chance = Chance::new(1, "lwe");
        for _ in 0..500 {
            let key = Key::new(&mut chance, SMALL);
            for bit in [false, true] {
                let chosen = key.public.choose(&mut chance);
                let sealed = key.public.encrypt(bit, &chosen);
                assert_eq!(key.decrypt(&sealed), bit);
            }
        }
    }

    #[test]
    fn the_errors_are_the_residues_of_the_secret_and_of_nothing_else() {
        let mut chance = Chance::new(2, "lwe");
        for _ in 0..100 {
            let key = Key::new(&mut chance, SMALL);
            assert_eq!(key.public.residues(&key.secret), key.errors);
            let exact = Key::new(&mut chance, Sizes { bound: 0, ..SMALL });
            if let Some((found, _)) = exact.public.eliminate() {
                assert_eq!(found, exact.secret);
            }
        }
    }

    #[test]
    fn one_equation_by_hand() {
        // 3x + 5y = 0 and 2x + 4y = 3 mod 7: x = 3, y = 1.
        let public = Public {
            q: 7,
            rows: vec![vec![3, 5], vec![2, 4]],
            sums: vec![0, 3],
        };
        assert_eq!(public.eliminate().unwrap().0, [3, 1]);
        assert_eq!([centred(4, 7), centred(3, 7)], [-3, 3]);
        assert_eq!(inverted(3, 7), Some(5));
    }
}
