//! A parameter set of ML-DSA (FIPS 204), as functions on bytes.

use ml_dsa::{ExpandedSigningKey, MlDsaParams, Signature, VerifyingKey};

/// Seed in, public key out.
type Public = fn(&[u8]) -> Option<Vec<u8>>;
/// Seed, context and message in, signature out.
type Sign = fn(&[u8], &[u8], &[u8]) -> Option<Vec<u8>>;
/// Public key, context, message and signature in; whether it holds. None where the key is none.
type Verify = fn(&[u8], &[u8], &[u8], &[u8]) -> Option<bool>;

/// A parameter set.
#[derive(Debug)]
pub(super) struct Set {
    /// Its object identifier.
    pub(super) oid: &'static str,
    pub(super) public: Public,
    pub(super) sign: Sign,
    pub(super) verify: Verify,
}

/// The parameter set `P` with the object identifier `oid`.
pub(super) const fn set<P: MlDsaParams>(oid: &'static str) -> Set {
    Set {
        oid,
        public: public::<P>,
        sign: sign::<P>,
        verify: verify::<P>,
    }
}

fn public<P: MlDsaParams>(seed: &[u8]) -> Option<Vec<u8>> {
    let key = ExpandedSigningKey::<P>::from_seed(&seed.try_into().ok()?);
    Some(key.verifying_key().encode().to_vec())
}

/// The deterministic variant (§3.4): 32 zero bytes where the other draws randomness.
fn sign<P: MlDsaParams>(seed: &[u8], context: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    let key = ExpandedSigningKey::<P>::from_seed(&seed.try_into().ok()?);
    let signature = key.sign_deterministic(message, context).ok()?;
    Some(signature.encode().to_vec())
}

fn verify<P: MlDsaParams>(
    public: &[u8],
    context: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Option<bool> {
    let key = VerifyingKey::<P>::decode(&public.try_into().ok()?);
    let signature = signature.try_into().ok();
    let signature = signature.and_then(|signature| Signature::<P>::decode(&signature));
    Some(signature.is_some_and(|signature| key.verify_with_context(message, context, &signature)))
}
