//! Checking an ECDSA signature with every number in hand (FIPS 186-5 §6.4.2), on P-256 and P-384.

/// The numbers of one check, big-endian, as long as the curve's coordinates.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    /// The curve: `P-256`.
    pub(super) curve: &'static str,
    /// First number of the signature.
    pub(super) r: Vec<u8>,
    /// Second number of the signature.
    pub(super) s: Vec<u8>,
    /// The hash as a number.
    pub(super) e: Vec<u8>,
    /// e / s mod n.
    pub(super) u1: Vec<u8>,
    /// r / s mod n.
    pub(super) u2: Vec<u8>,
    /// The point u1·G + u2·Q: its x coordinate, zeros if it is the point at infinity.
    pub(super) x: Vec<u8>,
    /// Its y coordinate.
    pub(super) y: Vec<u8>,
    /// x mod n, which must be r.
    pub(super) v: Vec<u8>,
}

/// The same sum on each curve.
macro_rules! opened {
    ($curve:ident, $name:literal, $uint:ty, $length:literal, $point:expr, $digest:expr, $signature:expr) => {{
        use $curve::elliptic_curve::ops::Reduce;
        use $curve::elliptic_curve::sec1::ToEncodedPoint;

        let key = $curve::PublicKey::from_sec1_bytes($point).ok()?;
        let signature = $curve::ecdsa::Signature::from_der($signature).ok()?;
        let (r, s) = signature.split_scalars();
        let number = leftmost($digest, $length);
        let reduce = |bytes: &[u8]| {
            let mut number = $curve::FieldBytes::default();
            number
                .iter_mut()
                .zip(bytes)
                .for_each(|(to, byte)| *to = *byte);
            <$curve::Scalar as Reduce<$uint>>::reduce_bytes(&number)
        };
        let e = reduce(&number);
        let inverse = Option::<$curve::Scalar>::from(s.as_ref().invert())?;
        let (u1, u2) = (e * inverse, *r.as_ref() * inverse);
        let point = $curve::ProjectivePoint::GENERATOR * u1 + key.to_projective() * u2;
        let point = point.to_affine().to_encoded_point(false);
        let zeros = vec![0; $length];
        let x = point.x().map_or_else(|| zeros.clone(), |x| x.to_vec());
        let y = point.y().map_or(zeros, |y| y.to_vec());
        Some(Numbers {
            curve: $name,
            r: r.to_bytes().to_vec(),
            s: s.to_bytes().to_vec(),
            e: e.to_bytes().to_vec(),
            u1: u1.to_bytes().to_vec(),
            u2: u2.to_bytes().to_vec(),
            v: reduce(&x).to_bytes().to_vec(),
            x,
            y,
        })
    }};
}

/// The numbers of checking `signature` (DER) over `digest` with the key `point` (SEC 1) on `curve` (object identifier); none if
/// the curve is not done here or something cannot be read.
pub(super) fn open(curve: &str, point: &[u8], digest: &[u8], signature: &[u8]) -> Option<Numbers> {
    match curve {
        P256 => opened!(p256, "P-256", p256::U256, 32, point, digest, signature),
        P384 => opened!(p384, "P-384", p384::U384, 48, point, digest, signature),
        _ => None,
    }
}

const P256: &str = "1.2.840.10045.3.1.7";
const P384: &str = "1.3.132.0.34";

/// The hash as a number of `length` bytes: the rest of a longer one is left out, zeros stand before a shorter one.
fn leftmost(digest: &[u8], length: usize) -> Vec<u8> {
    let kept = digest.get(..length).unwrap_or(digest);
    let mut number = vec![0; length.saturating_sub(kept.len())];
    number.extend_from_slice(kept);
    number
}
