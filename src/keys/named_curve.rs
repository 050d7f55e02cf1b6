//! Curves by their object identifiers (RFC 5480 §2.1.1.1), with the names that people know.

/// Curves that may stand in certificates, good and bad, with their bits.
static CURVES: [(&str, &str, usize); 7] = [
    ("1.2.840.10045.3.1.1", "P-192", 192),
    ("1.3.132.0.33", "P-224", 224),
    ("1.2.840.10045.3.1.7", "P-256", 256),
    ("1.3.132.0.34", "P-384", 384),
    ("1.3.132.0.35", "P-521", 521),
    ("1.3.132.0.10", "secp256k1", 256),
    ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1", 256),
];

/// The bits of a curve, where it has a name here.
pub fn bits(curve: &str) -> Option<usize> {
    let known = CURVES.iter().find(|(oid, ..)| *oid == curve);
    known.map(|(_, _, bits)| *bits)
}

/// The name of a curve; its object identifier if it has none here.
pub fn name(curve: &str) -> &str {
    let known = CURVES.iter().find(|(oid, ..)| *oid == curve);
    known.map_or(curve, |(_, name, _)| name)
}
