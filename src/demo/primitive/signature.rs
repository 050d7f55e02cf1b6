//! Signatures: Ed25519 (RFC 8032), ECDSA (FIPS 186-5, made as RFC 6979 says), RSA (RFC 8017), ML-DSA (FIPS 204).
//!
//! Signatures are checked by [`crate::keys::signature`], which checks those of connections and certificates too; a few forms
//! of keys and signatures more are taken here.

use ml_dsa::{MlDsa44, MlDsa65, MlDsa87};

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::primitive::ed25519::Pair;
use crate::demo::primitive::ml_dsa_set::{self, Set};
use crate::demo::primitive::rsa_key::{self, Padding};
use crate::demo::primitive::{ecdsa_key, spki};
use crate::demo::sizes::Sizes;
use crate::demo::wrong::Wrong;
use crate::keys::algorithm::Digest;
use crate::keys::public::KeyKind;
use crate::keys::signature::{self as checked, Why};
use crate::text;

/// A way to sign.
#[derive(Debug)]
pub struct Scheme {
    /// Its name: `ecdsa-p256-sha256`.
    pub name: &'static str,
    /// Where it is specified.
    pub standard: &'static str,
    /// Sizes of a private key: a seed, a scalar, or for RSA a PKCS #8 or PKCS #1 key in DER.
    pub private: Sizes,
    /// Sizes of a public key: raw (a point, 32 bytes, an RSAPublicKey) or a SubjectPublicKeyInfo in DER.
    pub public: Sizes,
    kind: Kind,
}

/// What a scheme is made of, with the TLS SignatureScheme that checks the same.
#[derive(Debug)]
enum Kind {
    Ed25519,
    Ecdsa(ecdsa_key::Curve, u16, Form),
    Rsa(Padding, Digest, u16),
    MlDsa(Set),
}

/// How the two numbers of an ECDSA signature are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A SEQUENCE of two INTEGERs.
    Der,
    /// One after the other, each as long as the order (IEEE P1363).
    Fixed,
}

/// Sizes of a public key in DER, or raw.
const PUBLIC: Sizes = Sizes::Between(16, 4096);
/// Sizes of a private RSA key in DER.
const RSA_PRIVATE: Sizes = Sizes::Between(64, 16384);

const fn ecdsa(
    name: &'static str,
    private: &'static [usize],
    curve: ecdsa_key::Curve,
    scheme: u16,
    form: Form,
) -> Scheme {
    Scheme {
        name,
        standard: "FIPS 186-5, RFC 6979",
        private: Sizes::OneOf(private),
        public: PUBLIC,
        kind: Kind::Ecdsa(curve, scheme, form),
    }
}

const fn rsa(name: &'static str, padding: Padding, digest: Digest, scheme: u16) -> Scheme {
    Scheme {
        name,
        standard: "RFC 8017",
        private: RSA_PRIVATE,
        public: PUBLIC,
        kind: Kind::Rsa(padding, digest, scheme),
    }
}

const fn ml_dsa(name: &'static str, set: Set) -> Scheme {
    Scheme {
        name,
        standard: "FIPS 204",
        private: Sizes::OneOf(&[32]),
        public: PUBLIC,
        kind: Kind::MlDsa(set),
    }
}

/// All of them.
pub static SCHEMES: &[Scheme] = &[
    Scheme {
        name: "ed25519",
        standard: "RFC 8032",
        private: Sizes::OneOf(&[32]),
        public: PUBLIC,
        kind: Kind::Ed25519,
    },
    ecdsa(
        "ecdsa-p256-sha256",
        &[32],
        ecdsa_key::Curve::P256,
        0x0403,
        Form::Der,
    ),
    ecdsa(
        "ecdsa-p256-sha256-p1363",
        &[32],
        ecdsa_key::Curve::P256,
        0x0403,
        Form::Fixed,
    ),
    ecdsa(
        "ecdsa-p384-sha384",
        &[48],
        ecdsa_key::Curve::P384,
        0x0503,
        Form::Der,
    ),
    ecdsa(
        "ecdsa-p384-sha384-p1363",
        &[48],
        ecdsa_key::Curve::P384,
        0x0503,
        Form::Fixed,
    ),
    ecdsa(
        "ecdsa-p521-sha512",
        &[66],
        ecdsa_key::Curve::P521,
        0x0603,
        Form::Der,
    ),
    ecdsa(
        "ecdsa-p521-sha512-p1363",
        &[66],
        ecdsa_key::Curve::P521,
        0x0603,
        Form::Fixed,
    ),
    rsa("rsa-pkcs1-sha1", Padding::Pkcs1, Digest::Sha1, 0x0201),
    rsa("rsa-pkcs1-sha256", Padding::Pkcs1, Digest::Sha256, 0x0401),
    rsa("rsa-pkcs1-sha384", Padding::Pkcs1, Digest::Sha384, 0x0501),
    rsa("rsa-pkcs1-sha512", Padding::Pkcs1, Digest::Sha512, 0x0601),
    rsa("rsa-pss-sha256", Padding::Pss, Digest::Sha256, 0x0804),
    rsa("rsa-pss-sha384", Padding::Pss, Digest::Sha384, 0x0805),
    rsa("rsa-pss-sha512", Padding::Pss, Digest::Sha512, 0x0806),
    ml_dsa(
        "ml-dsa-44",
        ml_dsa_set::set::<MlDsa44>("2.16.840.1.101.3.4.3.17"),
    ),
    ml_dsa(
        "ml-dsa-65",
        ml_dsa_set::set::<MlDsa65>("2.16.840.1.101.3.4.3.18"),
    ),
    ml_dsa(
        "ml-dsa-87",
        ml_dsa_set::set::<MlDsa87>("2.16.840.1.101.3.4.3.19"),
    ),
];

/// The way to sign called `name`.
pub fn named(name: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.name == name)
}

impl Scheme {
    /// The public key of `private`: 32 bytes of Ed25519, a point of ECDSA, a SubjectPublicKeyInfo of RSA, a raw ML-DSA key.
    ///
    /// # Errors
    /// A private key that is none.
    pub fn public_of(&self, private: &[u8]) -> Result<Vec<u8>, Wrong> {
        Wrong::unless(self.private, "--private", private)?;
        let public = match &self.kind {
            Kind::Ed25519 => Pair::of(private).map(|pair| pair.public()),
            Kind::Ecdsa(curve, ..) => curve.public(private),
            Kind::Rsa(..) => rsa_key::public(private),
            Kind::MlDsa(set) => (set.public)(private),
        };
        public.ok_or_else(|| self.no_key("--private"))
    }

    /// A signature on `message`. Only PSS draws anything (its salt) from `chance`; the others sign the same message the same way.
    ///
    /// # Errors
    /// A private key that is none; SHA-1, with which nothing should be signed any more.
    pub fn sign(
        &self,
        private: &[u8],
        message: &[u8],
        chance: &mut Chance,
    ) -> Result<Vec<u8>, Wrong> {
        self.sign_in(&[], private, message, chance)
    }

    /// The same within a context: up to 255 bytes that say what the signature is for. Only ML-DSA has one (FIPS 204 §5.2).
    ///
    /// # Errors
    /// Those of [`Scheme::sign`]; a context where there is none.
    pub fn sign_in(
        &self,
        context: &[u8],
        private: &[u8],
        message: &[u8],
        chance: &mut Chance,
    ) -> Result<Vec<u8>, Wrong> {
        Wrong::unless(self.private, "--private", private)?;
        self.context(context)?;
        let signature = match &self.kind {
            Kind::Ed25519 => Pair::of(private).map(|pair| pair.sign(message)),
            Kind::Ecdsa(curve, _, Form::Der) => {
                let fixed = curve.sign(private, message);
                fixed.and_then(|fixed| curve.der(&fixed))
            }
            Kind::Ecdsa(curve, _, Form::Fixed) => curve.sign(private, message),
            Kind::Rsa(_, Digest::Sha1, _) => return Err(no_sha1()),
            Kind::Rsa(padding, digest, _) => {
                rsa_key::sign(*padding, *digest, private, message, chance)
            }
            Kind::MlDsa(set) => (set.sign)(private, context, message),
        };
        signature.ok_or_else(|| self.no_key("--private"))
    }

    /// Whether `signature` is one on `message` with the key `public`.
    ///
    /// # Errors
    /// A public key that is none, or one that is not for this.
    pub fn verify(&self, public: &[u8], message: &[u8], signature: &[u8]) -> Result<bool, Wrong> {
        self.verify_in(&[], public, message, signature)
    }

    /// The same within a context; see [`Scheme::sign_in`].
    ///
    /// # Errors
    /// Those of [`Scheme::verify`]; a context where there is none.
    pub fn verify_in(
        &self,
        context: &[u8],
        public: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, Wrong> {
        Wrong::unless(self.public, "--public", public)?;
        self.context(context)?;
        let (scheme, signature) = match &self.kind {
            Kind::MlDsa(set) => {
                let raw = spki::raw(public, set.oid);
                return (set.verify)(&raw, context, message, signature)
                    .ok_or_else(|| self.no_key("--public"));
            }
            Kind::Ed25519 => (0x0807, signature.to_vec()),
            Kind::Rsa(_, _, scheme) | Kind::Ecdsa(_, scheme, Form::Der) => {
                (*scheme, signature.to_vec())
            }
            Kind::Ecdsa(curve, scheme, Form::Fixed) => match curve.der(signature) {
                Some(der) => (*scheme, der),
                None => return Ok(false),
            },
        };
        let key = spki::of(public, &self.key_kind());
        match checked::verify(
            scheme,
            &key.ok_or_else(|| self.no_key("--public"))?,
            message,
            &signature,
        ) {
            Ok(()) => Ok(true),
            Err(Why::Fails) => Ok(false),
            Err(Why::Key | Why::KeyKind { .. }) => Err(self.no_key("--public")),
            Err(why @ Why::Unsupported(_)) => Err(Wrong::unfit(
                "--public",
                why.text(),
                Text::new("take a key of another size", "다른 크기의 키를 쓴다"),
            )),
        }
    }

    fn key_kind(&self) -> KeyKind {
        match &self.kind {
            Kind::Ed25519 => KeyKind::Ed25519,
            Kind::Ecdsa(ecdsa_key::Curve::P256, ..) => KeyKind::P256,
            Kind::Ecdsa(ecdsa_key::Curve::P384, ..) => KeyKind::P384,
            Kind::Ecdsa(ecdsa_key::Curve::P521, ..) => KeyKind::P521,
            Kind::Rsa(..) => KeyKind::Rsa,
            Kind::MlDsa(set) => KeyKind::Other(set.oid.to_owned()),
        }
    }

    fn context(&self, context: &[u8]) -> Result<(), Wrong> {
        match (&self.kind, context) {
            (_, []) => Ok(()),
            (Kind::MlDsa(_), _) => Wrong::unless(Sizes::Between(0, 255), "--info", context),
            (Kind::Ed25519 | Kind::Ecdsa(..) | Kind::Rsa(..), _) => Err(Wrong::Unused {
                input: "--info",
                takes: vec!["--private", "--public", "--message", "--signature"],
            }),
        }
    }

    fn no_key(&self, input: &'static str) -> Wrong {
        let name = self.name;
        let hint = match &self.kind {
            Kind::Rsa(..) => Text::new(
                "RSA keys are given in DER, or in a file in PEM too (file:NAME): PKCS #8 or PKCS #1, a public one also as SubjectPublicKeyInfo",
                "RSA 키는 DER로, 또는 PEM 파일(file:이름)로 준다: PKCS #8 또는 PKCS #1, 공개 키는 SubjectPublicKeyInfo도 된다",
            ),
            Kind::Ed25519 | Kind::Ecdsa(..) | Kind::MlDsa(_) => Text::new(
                "a private key is its bare bytes, a public one raw or a SubjectPublicKeyInfo in DER",
                "개인 키는 바이트 그대로, 공개 키는 그대로 또는 DER로 된 SubjectPublicKeyInfo로 준다",
            ),
        };
        Wrong::unfit(
            input,
            text!(en: "it is no key for {name}", ko: "다음에 쓸 수 있는 키가 아님: {name}"),
            hint,
        )
    }
}

fn no_sha1() -> Wrong {
    Wrong::unfit(
        "--algorithm",
        Text::new(
            "nothing is signed with SHA-1 any more: others can make two messages with one hash",
            "SHA-1로는 더 이상 서명하지 않음. 해시가 같은 두 메시지를 누구나 만들 수 있다",
        ),
        Text::new("take rsa-pkcs1-sha256", "rsa-pkcs1-sha256 을 쓴다"),
    )
}
