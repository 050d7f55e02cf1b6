//! The forms of `tlslab ca export`: one row a form.

use crate::base::text::Doc;

/// A form in which something leaves the authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The certificate, PEM.
    Pem,
    /// The certificate, DER.
    Der,
    /// The certificate and the intermediates above it, PEM.
    Chain,
    /// Key and chain, PKCS#12.
    Pkcs12,
    /// The chain alone, PKCS#7.
    Pkcs7,
    /// The public key, JSON Web Key.
    Jwk,
    /// The private key under a passphrase, PKCS#8.
    Key,
}

impl Form {
    /// Each with its name on the command line and what it is.
    pub(super) const ALL: [(Self, &'static str, Doc); 7] = [
        (
            Self::Pem,
            "pem",
            Doc::new("the certificate alone, as text", "인증서만, 글자로"),
        ),
        (
            Self::Der,
            "der",
            Doc::new("the certificate alone, as bytes", "인증서만, 바이트로"),
        ),
        (
            Self::Chain,
            "chain",
            Doc::new(
                "the certificate and the intermediates above it, as a server sends them: without the root, which the other end has or does not believe",
                "인증서와 그 위의 중간 인증서들. 서버가 보내는 그대로이다. 루트는 상대가 이미 갖고 있거나 믿지 않으므로 넣지 않는다",
            ),
        ),
        (
            Self::Pkcs12,
            "p12",
            Doc::new(
                "key, certificate and everything above it in one file under a password (PKCS#12)",
                "키와 인증서와 그 위의 모든 것을 암호로 잠근 파일 하나 (PKCS#12)",
            ),
        ),
        (
            Self::Pkcs7,
            "p7b",
            Doc::new(
                "certificate and everything above it, without a key (PKCS#7)",
                "인증서와 그 위의 모든 것. 키는 없다 (PKCS#7)",
            ),
        ),
        (
            Self::Jwk,
            "jwk",
            Doc::new(
                "the public key as JSON, named by its thumbprint (RFC 7517, RFC 7638)",
                "JSON으로 쓴 공개 키. 지문이 이름이다 (RFC 7517, RFC 7638)",
            ),
        ),
        (
            Self::Key,
            "key",
            Doc::new(
                "the private key under a passphrase (PKCS#8, PBES2)",
                "암호 문구로 잠근 개인 키 (PKCS#8, PBES2)",
            ),
        ),
    ];

    /// That of `name`.
    pub(super) fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, known, _)| *known == name)
            .map(|(form, ..)| *form)
    }

    /// Its name and what it is.
    pub(super) fn row(self) -> (&'static str, Doc) {
        let mut all = Self::ALL.iter();
        all.find(|(form, ..)| *form == self)
            .map_or(("", Doc::EMPTY), |(_, name, doc)| (*name, *doc))
    }

    /// Whether a terminal would garble it.
    pub(super) fn is_binary(self) -> bool {
        match self {
            Self::Der | Self::Pkcs12 | Self::Pkcs7 => true,
            Self::Pem | Self::Chain | Self::Jwk | Self::Key => false,
        }
    }
}
