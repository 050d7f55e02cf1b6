//! PEM (RFC 7468): DER in base64 between two lines that say what it is, so that it survives mail and copying.

/// The label of a certificate.
pub const CERTIFICATE: &str = "CERTIFICATE";
/// The label of a certificate revocation list.
pub const REVOCATION_LIST: &str = "X509 CRL";
/// The label of a bag of certificates.
pub const BUNDLE: &str = "PKCS7";
/// The label of a private key without a passphrase.
pub const PRIVATE_KEY: &str = "PRIVATE KEY";

/// One block, in lines of 64 characters that end in LF.
pub fn block(label: &str, der: impl Into<Vec<u8>>) -> String {
    let config = pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF);
    pem::encode_config(&pem::Pem::new(label, der), config)
}

/// Certificates one after the other, in the order given: that of TLS is leaf first (RFC 8446 §4.4.2).
pub fn certificates(chain: &[Vec<u8>]) -> String {
    let blocks = chain.iter();
    blocks
        .map(|der| block(CERTIFICATE, der.as_slice()))
        .collect()
}
