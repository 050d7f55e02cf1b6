//! ECDSA over P-256 with every number in sight (FIPS 186-5 §6.4), and the nonce drawn from key and message (RFC 6979 §3.2).
//! The arithmetic of the curve is that of a reviewed crate; not in constant time here, and never protects anything.

use p256::elliptic_curve::PrimeField;
use p256::elliptic_curve::ops::Reduce;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::{FieldBytes, ProjectivePoint, Scalar, U256};

use crate::demo::primitive::hash::sha256;
use crate::demo::primitive::mac::hmac_sha256;

/// A signature: two numbers below the order of the group, neither of them 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The nonce's point, reduced to its x.
    pub r: Scalar,
    /// What ties nonce, message and key together.
    pub s: Scalar,
}

impl Signature {
    /// `r || s`, 32 bytes each, as ring and IEEE P1363 have it.
    pub fn bytes(&self) -> Vec<u8> {
        [bytes(self.r), bytes(self.s)].concat()
    }
}

/// A number drawn as RFC 6979 §3.2 says, and what it went through.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// K after step f: 32 bytes.
    pub key: Vec<u8>,
    /// V after step g: 32 bytes.
    pub value: Vec<u8>,
    /// The nonce.
    pub k: Scalar,
}

/// The hash of a message as a number modulo the order: z.
pub fn hashed(message: &[u8]) -> Scalar {
    reduced(&sha256(message))
}

/// 32 bytes as a number modulo the order.
pub fn reduced(bytes: &[u8; 32]) -> Scalar {
    <Scalar as Reduce<U256>>::reduce_bytes(&FieldBytes::from(*bytes))
}

/// A number as 32 bytes, most significant first.
pub fn bytes(number: Scalar) -> Vec<u8> {
    number.to_repr().to_vec()
}

/// The public key of `d`: `d·G`.
pub fn public(d: Scalar) -> ProjectivePoint {
    ProjectivePoint::GENERATOR * d
}

/// A point as `04 || x || y`, 65 bytes; one byte for the point at infinity.
pub fn encoded(point: ProjectivePoint) -> Vec<u8> {
    point
        .to_affine()
        .to_encoded_point(false)
        .as_bytes()
        .to_vec()
}

/// The x of a point modulo the order; none for the point at infinity.
pub fn x(point: ProjectivePoint) -> Option<Scalar> {
    let encoded = point.to_affine().to_encoded_point(false);
    let x: [u8; 32] = (*encoded.x()?).into();
    Some(reduced(&x))
}

/// `a / b`; none where b is 0.
pub fn quotient(a: Scalar, b: Scalar) -> Option<Scalar> {
    let inverse: Option<Scalar> = b.invert().into();
    Some(a * inverse?)
}

/// Signs the hash `z` with the key `d` and the nonce `k`; none where a number comes out as 0.
pub fn sign(d: Scalar, z: Scalar, k: Scalar) -> Option<Signature> {
    let r = x(public(k))?;
    let s = quotient(z + r * d, k)?;
    let zero = Scalar::ZERO;
    (r != zero && s != zero).then_some(Signature { r, s })
}

/// What a verifier compares with r: the x of `(z/s)·G + (r/s)·Q`.
pub fn seen_by_verifier(
    public: ProjectivePoint,
    z: Scalar,
    signature: &Signature,
) -> Option<Scalar> {
    let [u1, u2] = [
        quotient(z, signature.s)?,
        quotient(signature.r, signature.s)?,
    ];
    x(ProjectivePoint::GENERATOR * u1 + public * u2)
}

/// The nonce for signing `message` with `d`, with SHA-256 (RFC 6979 §3.2, steps a to h).
pub fn drawn(d: Scalar, message: &[u8]) -> Drawn {
    let (secret, hash) = (bytes(d), bytes(hashed(message)));
    let mut key = vec![0; 32];
    let mut value = vec![1; 32];
    for step in [0, 1] {
        let input = [&value, &[step][..], &secret, &hash].concat();
        key = hmac_sha256(&key, &input);
        value = hmac_sha256(&key, &value);
    }
    let (first_key, first_value) = (key.clone(), value.clone());
    loop {
        value = hmac_sha256(&key, &value);
        // A number that is not below the order is thrown away, not reduced: reducing would favour small ones.
        let mut repr = FieldBytes::default();
        repr.copy_from_slice(&value);
        let candidate: Option<Scalar> = Scalar::from_repr(repr).into();
        match candidate {
            Some(k) if k != Scalar::ZERO => {
                return Drawn {
                    key: first_key,
                    value: first_value,
                    k,
                };
            }
            Some(_) | None => {
                key = hmac_sha256(&key, &[&value, &[0][..]].concat());
                value = hmac_sha256(&key, &value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::signature::{Signer, Verifier};
    use p256::ecdsa::{Signature as Real, SigningKey};

    use super::*;
    use crate::demo::chance::Chance;

    fn scalar(digits: &str) -> Scalar {
        let bytes: [u8; 32] = hex::decode(digits).unwrap().try_into().unwrap();
        reduced(&bytes)
    }

    /// RFC 6979 A.2.5, with SHA-256: message, k, r, s.
    static VECTORS: &[[&str; 4]] = &[
        [
            "sample",
            "A6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60",
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
            "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        ],
        [
            "test",
            "D16B6AE827F17175E040871A1C7EC3500192C4C92677336EC2537ACAEE0008E0",
            "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
            "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
        ],
    ];

    #[test]
    fn the_published_nonces_and_signatures_come_out() {
        let d = scalar("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
        let u = encoded(public(d));
        assert_eq!(
            hex::encode_upper(&u[1..33]),
            "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
        );
        for [message, k, r, s] in VECTORS {
            let drawn = drawn(d, message.as_bytes());
            assert_eq!(drawn.k, scalar(k));
            let signature = sign(d, hashed(message.as_bytes()), drawn.k).unwrap();
            assert_eq!([signature.r, signature.s], [scalar(r), scalar(s)]);
        }
    }

    #[test]
    fn it_signs_as_the_reviewed_crate_does() {
        let mut chance = Chance::new(1, "glass ecdsa");
        for n in 0..100 {
            let d = reduced(&chance.bytes());
            let message = chance.vec(n);
            let ours = sign(d, hashed(&message), drawn(d, &message).k).unwrap();
            let key = SigningKey::from_slice(&bytes(d)).unwrap();
            let real: Real = key.sign(&message);
            assert_eq!(ours.bytes(), real.to_bytes().to_vec());
            let seen = seen_by_verifier(public(d), hashed(&message), &ours);
            assert_eq!(seen, Some(ours.r));
            let other = Signature {
                s: ours.s + Scalar::ONE,
                ..ours
            };
            let seen = seen_by_verifier(public(d), hashed(&message), &other);
            assert_ne!(seen, Some(other.r));
            let other = Real::from_slice(&other.bytes()).unwrap();
            assert!(key.verifying_key().verify(&message, &other).is_err());
        }
    }
}
