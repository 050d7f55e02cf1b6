//! Signatures: Ed25519 (RFC 8032), ECDSA (FIPS 186-5, made as RFC 6979 says), RSA (RFC 8017), ML-DSA (FIPS 204).
//!
//! What a connection or a certificate is checked with checks here too, see [`crate::keys::signature`]; a few forms of signatures
//! and keys more are taken, and signatures are made.

use p256::pkcs8::DecodePrivateKey as _;
use ring::signature::{self as ring_signature, KeyPair as _, UnparsedPublicKey};
use rsa::pkcs1::DecodeRsaPrivateKey as _;
use rsa::traits::PublicKeyParts as _;
use rsa::{BigUint, Pkcs1v15Sign, Pss, RsaPrivateKey};

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;
use crate::keys::public::{KeyKind, PublicKey};
use crate::keys::signature as checked;
use crate::text;
