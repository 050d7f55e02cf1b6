//! The public key of a certificate (RFC 5280 §4.1.2.7): of which kind, how large, and where its parts stand.

use std::ops::Range;

use num_bigint_dig::BigUint;

use crate::dissect::x509::oid;
use crate::dissect::x509::tag;
use crate::keys::named_curve;
use crate::trust::der::{self, Element, Wrong};

/// A SubjectPublicKeyInfo.
#[derive(Clone, Debug)]
pub struct Key<'d> {
    /// The whole.
    pub element: Element<'d>,
    /// The object identifier of its algorithm.
    pub algorithm: String,
    /// Where the algorithm with its parameters stands.
    pub algorithm_at: Range<usize>,
    /// What it is made of.
    pub shape: Shape<'d>,
}

/// What a key is made of.
#[derive(Clone, Debug)]
pub enum Shape<'d> {
    /// RSA.
    Rsa(Rsa<'d>),
    /// A point on a named curve.
    Point {
        /// The object identifier of the curve.
        curve: String,
    },
    /// A point on a curve that is described, not named.
    Explicit,
    /// Ed25519, Ed448, X25519 and X448, and any other kind: only the bytes.
    Bytes(&'d [u8]),
    /// It cannot be read.
    Broken(Wrong),
}

/// An RSA key.
#[derive(Clone, Debug)]
pub struct Rsa<'d> {
    /// n.
    pub modulus: Element<'d>,
    /// e.
    pub exponent: Element<'d>,
}

impl Rsa<'_> {
    /// n as a number.
    pub fn n(&self) -> BigUint {
        BigUint::from_bytes_be(self.modulus.content())
    }

    /// e as a number.
    pub fn e(&self) -> BigUint {
        BigUint::from_bytes_be(self.exponent.content())
    }

    /// Bits of n.
    pub fn bits(&self) -> usize {
        let digits = self.modulus.content();
        let zeros = digits.iter().take_while(|byte| **byte == 0).count();
        let top = digits.get(zeros).map_or(0, |byte| byte.leading_zeros());
        (digits.len() - zeros) * 8 - usize::try_from(top).unwrap_or_default()
    }
}

impl<'d> Key<'d> {
    /// Reads a SubjectPublicKeyInfo. What stands inside may be broken and is still a key, of the shape [`Shape::Broken`].
    pub fn read(element: Element<'d>) -> Result<Self, Wrong> {
        let mut walk = element.walk();
        let id = walk.take(tag::SEQUENCE)?;
        let bits = walk.take(tag::BIT_STRING)?;
        walk.done()?;
        let mut inside = id.walk();
        let algorithm = inside.take(tag::OID)?.dotted()?;
        let shape = match algorithm.as_str() {
            RSA | RSA_PSS => rsa(bits),
            EC => curve(inside),
            _ => bits.whole_bits().map(Shape::Bytes),
        };
        Ok(Self {
            element,
            algorithm,
            algorithm_at: id.at(),
            shape: shape.unwrap_or_else(Shape::Broken),
        })
    }

    /// Its kind for a sentence: `RSA 2048`, `P-256`, `Ed25519`; what is not known, by its object identifier.
    pub fn name(&self) -> String {
        match &self.shape {
            Shape::Rsa(rsa) => format!("RSA {}", rsa.bits()),
            Shape::Point { curve } => named_curve::name(curve).to_owned(),
            Shape::Explicit => "EC, explicit".to_owned(),
            Shape::Bytes(_) | Shape::Broken(_) => match self.algorithm.as_str() {
                "1.3.101.112" => "Ed25519".to_owned(),
                "1.3.101.113" => "Ed448".to_owned(),
                DSA => "DSA".to_owned(),
                other => oid::name(other).to_owned(),
            },
        }
    }

    /// Its strength in bits of its own kind: of the modulus, of the curve.
    pub fn bits(&self) -> Option<usize> {
        match &self.shape {
            Shape::Rsa(rsa) => Some(rsa.bits()),
            Shape::Point { curve } => named_curve::bits(curve),
            Shape::Bytes(bytes) if self.algorithm == "1.3.101.112" => Some(bytes.len() * 8),
            Shape::Explicit | Shape::Bytes(_) | Shape::Broken(_) => None,
        }
    }

    /// The RSA key, if it is one.
    pub fn rsa(&self) -> Option<&Rsa<'d>> {
        match &self.shape {
            Shape::Rsa(rsa) => Some(rsa),
            Shape::Point { .. } | Shape::Explicit | Shape::Bytes(_) | Shape::Broken(_) => None,
        }
    }
}

const RSA: &str = "1.2.840.113549.1.1.1";
const RSA_PSS: &str = "1.2.840.113549.1.1.10";
const EC: &str = "1.2.840.10045.2.1";
/// The object identifier of DSA keys.
pub const DSA: &str = "1.2.840.10040.4.1";

fn rsa(bits: Element<'_>) -> Result<Shape<'_>, Wrong> {
    let mut outer = bits.unwrapped()?;
    let whole = outer.take(tag::SEQUENCE)?;
    outer.done()?;
    let mut walk = whole.walk();
    let modulus = walk.take(tag::INTEGER)?;
    let exponent = walk.take(tag::INTEGER)?;
    walk.done()?;
    for number in [modulus, exponent] {
        if matches!(number.content(), [] | [0x80..=0xff, ..]) {
            return Err(number.wrong(der::Problem::Number));
        }
    }
    Ok(Shape::Rsa(Rsa { modulus, exponent }))
}

fn curve(mut parameters: der::Walk<'_>) -> Result<Shape<'_>, Wrong> {
    if parameters.peek() == Some(tag::SEQUENCE) {
        return Ok(Shape::Explicit);
    }
    let curve = parameters.take(tag::OID)?.dotted()?;
    parameters.done()?;
    Ok(Shape::Point { curve })
}
