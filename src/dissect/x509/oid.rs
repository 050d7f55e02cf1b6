//! Object identifiers: the registry of those that certificates use, and how they are said.

use crate::base::text::{Doc, Text};

/// An object identifier and what it stands for.
#[derive(Debug)]
pub struct Oid {
    /// The path of numbers, such as `2.5.29.15`.
    pub dotted: &'static str,
    /// Its name in the standard that defines it.
    pub name: &'static str,
    /// What it means, as a phrase; empty where the name says it all.
    pub doc: Doc,
}

/// The path of numbers of the content bytes of an OBJECT IDENTIFIER; none if they are not one (X.690 §8.19).
pub fn dotted(bytes: &[u8]) -> Option<String> {
    if bytes.len() > LONGEST {
        return None;
    }
    let mut arcs: Vec<String> = Vec::new();
    let mut arc: u64 = 0;
    for byte in bytes {
        arc = arc.checked_mul(128)?.checked_add(u64::from(byte & 0x7f))?;
        if byte & 0x80 != 0 {
            continue;
        }
        if arcs.is_empty() {
            let top = (arc / 40).min(2);
            arcs.push(top.to_string());
            arc -= top * 40;
        }
        arcs.push(arc.to_string());
        arc = 0;
    }
    let ended = bytes.last().is_some_and(|byte| byte & 0x80 == 0);
    ended.then(|| arcs.join("."))
}

/// Bytes of an identifier that is read: real ones have a dozen.
const LONGEST: usize = 256;

/// The registered identifier with this path of numbers.
pub fn find(dotted: &str) -> Option<&'static Oid> {
    OIDS.iter().find(|oid| oid.dotted == dotted)
}

/// The name of the identifier with this path; the path itself if it is not registered.
pub fn name(dotted: &str) -> &str {
    find(dotted).map_or(dotted, |oid| oid.name)
}

/// Says the content bytes of an OBJECT IDENTIFIER: name, path, and a phrase on what it means.
pub fn say(bytes: &[u8]) -> Text {
    let Some(path) = dotted(bytes) else {
        let digits = hex::encode(bytes.get(..LONGEST).unwrap_or(bytes));
        let more = if bytes.len() > LONGEST { "…" } else { "" };
        return Text::same(format!("{digits}{more}"));
    };
    let Some(oid) = find(&path) else {
        return Text::same(path);
    };
    let head = format!("{} ({path})", oid.name);
    if oid.doc.is_empty() {
        return Text::same(head);
    }
    Text {
        en: format!("{head}: {}", oid.doc.en).into(),
        ko: format!("{head}: {}", oid.doc.ko).into(),
    }
}

const fn row(dotted: &'static str, name: &'static str, en: &'static str, ko: &'static str) -> Oid {
    Oid {
        dotted,
        name,
        doc: Doc::new(en, ko),
    }
}

/// Everything that certificates on the web name, grouped as the standards are.
#[rustfmt::skip]
static OIDS: &[Oid] = &[
    // Keys.
    row("1.2.840.10045.2.1", "id-ecPublicKey", "an elliptic curve key; the curve is in the parameters", "타원 곡선 키. 곡선은 매개변수에 있다"),
    row("1.2.840.113549.1.1.1", "rsaEncryption", "an RSA key", "RSA 키"),
    row("1.2.840.113549.1.1.10", "id-RSASSA-PSS", "RSA with PSS padding; the hash is in the parameters", "PSS 패딩을 쓰는 RSA. 해시는 매개변수에 있다"),
    row("1.3.101.110", "id-X25519", "a key for key exchange on Curve25519", "Curve25519 키 교환용 키"),
    row("1.3.101.111", "id-X448", "a key for key exchange on Curve448", "Curve448 키 교환용 키"),
    row("1.3.101.112", "id-Ed25519", "Edwards-curve signatures on Curve25519; key and signature share the name", "Curve25519의 에드워즈 곡선 서명. 키와 서명이 같은 이름을 쓴다"),
    row("1.3.101.113", "id-Ed448", "Edwards-curve signatures on Curve448", "Curve448의 에드워즈 곡선 서명"),
    row("1.2.840.10040.4.1", "id-dsa", "a DSA key, retired", "DSA 키. 이제 쓰지 않는다"),
    row("2.16.840.1.101.3.4.3.17", "id-ml-dsa-44", "post-quantum lattice signatures", "양자 내성 격자 서명"),
    row("2.16.840.1.101.3.4.3.18", "id-ml-dsa-65", "post-quantum lattice signatures", "양자 내성 격자 서명"),
    row("2.16.840.1.101.3.4.3.19", "id-ml-dsa-87", "post-quantum lattice signatures", "양자 내성 격자 서명"),
    // Curves.
    row("1.2.840.10045.3.1.1", "secp192r1", "NIST P-192, too small today", "NIST P-192. 오늘날에는 너무 작다"),
    row("1.2.840.10045.3.1.7", "secp256r1", "NIST P-256, about 128 bits of strength", "NIST P-256. 강도 약 128비트"),
    row("1.3.132.0.34", "secp384r1", "NIST P-384, about 192 bits of strength", "NIST P-384. 강도 약 192비트"),
    row("1.3.132.0.35", "secp521r1", "NIST P-521, about 256 bits of strength", "NIST P-521. 강도 약 256비트"),
    row("1.3.132.0.10", "secp256k1", "the curve of Bitcoin, not used in TLS", "비트코인의 곡선. TLS에서는 쓰지 않는다"),
    // Signatures.
    row("1.2.840.10045.4.1", "ecdsa-with-SHA1", "ECDSA over a SHA-1 hash, which can be forged today", "SHA-1 해시에 대한 ECDSA. 오늘날에는 위조할 수 있다"),
    row("1.2.840.10045.4.3.2", "ecdsa-with-SHA256", "ECDSA over a SHA-256 hash", "SHA-256 해시에 대한 ECDSA"),
    row("1.2.840.10045.4.3.3", "ecdsa-with-SHA384", "ECDSA over a SHA-384 hash", "SHA-384 해시에 대한 ECDSA"),
    row("1.2.840.10045.4.3.4", "ecdsa-with-SHA512", "ECDSA over a SHA-512 hash", "SHA-512 해시에 대한 ECDSA"),
    row("1.2.840.113549.1.1.4", "md5WithRSAEncryption", "RSA over an MD5 hash, forged in practice since 2008", "MD5 해시에 대한 RSA. 2008년에 실제로 위조되었다"),
    row("1.2.840.113549.1.1.5", "sha1WithRSAEncryption", "RSA over a SHA-1 hash, which can be forged today", "SHA-1 해시에 대한 RSA. 오늘날에는 위조할 수 있다"),
    row("1.2.840.113549.1.1.11", "sha256WithRSAEncryption", "RSA PKCS#1 v1.5 over a SHA-256 hash", "SHA-256 해시에 대한 RSA PKCS#1 v1.5"),
    row("1.2.840.113549.1.1.12", "sha384WithRSAEncryption", "RSA PKCS#1 v1.5 over a SHA-384 hash", "SHA-384 해시에 대한 RSA PKCS#1 v1.5"),
    row("1.2.840.113549.1.1.13", "sha512WithRSAEncryption", "RSA PKCS#1 v1.5 over a SHA-512 hash", "SHA-512 해시에 대한 RSA PKCS#1 v1.5"),
    row("1.2.840.10040.4.3", "dsa-with-SHA1", "DSA over a SHA-1 hash, retired", "SHA-1 해시에 대한 DSA. 이제 쓰지 않는다"),
    row("2.16.840.1.101.3.4.3.2", "dsa-with-SHA256", "DSA over a SHA-256 hash, retired", "SHA-256 해시에 대한 DSA. 이제 쓰지 않는다"),
    row("1.2.840.113549.1.1.8", "id-mgf1", "the mask generator of RSA PSS", "RSA PSS의 마스크 생성 함수"),
    row("1.3.14.3.2.26", "id-sha1", "", ""),
    row("2.16.840.1.101.3.4.2.1", "id-sha256", "", ""),
    row("2.16.840.1.101.3.4.2.2", "id-sha384", "", ""),
    row("2.16.840.1.101.3.4.2.3", "id-sha512", "", ""),
    // Attributes of names.
    row("2.5.4.3", "commonName", "", ""),
    row("2.5.4.4", "surname", "", ""),
    row("2.5.4.5", "serialNumber", "", ""),
    row("2.5.4.6", "countryName", "", ""),
    row("2.5.4.7", "localityName", "", ""),
    row("2.5.4.8", "stateOrProvinceName", "", ""),
    row("2.5.4.9", "streetAddress", "", ""),
    row("2.5.4.10", "organizationName", "", ""),
    row("2.5.4.11", "organizationalUnitName", "", ""),
    row("2.5.4.12", "title", "", ""),
    row("2.5.4.15", "businessCategory", "", ""),
    row("2.5.4.17", "postalCode", "", ""),
    row("2.5.4.42", "givenName", "", ""),
    row("2.5.4.97", "organizationIdentifier", "", ""),
    row("0.9.2342.19200300.100.1.1", "userId", "", ""),
    row("0.9.2342.19200300.100.1.25", "domainComponent", "", ""),
    row("1.2.840.113549.1.9.1", "emailAddress", "", ""),
    row("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionLocalityName", "", ""),
    row("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionStateOrProvinceName", "", ""),
    row("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionCountryName", "", ""),
    // Extensions.
    row("2.5.29.9", "subjectDirectoryAttributes", "", ""),
    row("2.5.29.14", "subjectKeyIdentifier", "", ""),
    row("2.5.29.15", "keyUsage", "", ""),
    row("2.5.29.16", "privateKeyUsagePeriod", "", ""),
    row("2.5.29.17", "subjectAltName", "", ""),
    row("2.5.29.18", "issuerAltName", "", ""),
    row("2.5.29.19", "basicConstraints", "", ""),
    row("2.5.29.20", "cRLNumber", "", ""),
    row("2.5.29.21", "reasonCode", "", ""),
    row("2.5.29.24", "invalidityDate", "", ""),
    row("2.5.29.27", "deltaCRLIndicator", "", ""),
    row("2.5.29.28", "issuingDistributionPoint", "", ""),
    row("2.5.29.29", "certificateIssuer", "", ""),
    row("2.5.29.30", "nameConstraints", "", ""),
    row("2.5.29.31", "cRLDistributionPoints", "", ""),
    row("2.5.29.32", "certificatePolicies", "", ""),
    row("2.5.29.33", "policyMappings", "", ""),
    row("2.5.29.35", "authorityKeyIdentifier", "", ""),
    row("2.5.29.36", "policyConstraints", "", ""),
    row("2.5.29.37", "extKeyUsage", "", ""),
    row("2.5.29.46", "freshestCRL", "", ""),
    row("2.5.29.54", "inhibitAnyPolicy", "", ""),
    row("1.3.6.1.5.5.7.1.1", "authorityInfoAccess", "", ""),
    row("1.3.6.1.5.5.7.1.3", "qcStatements", "", ""),
    row("1.3.6.1.5.5.7.1.11", "subjectInfoAccess", "", ""),
    row("1.3.6.1.5.5.7.1.24", "tlsFeature", "", ""),
    row("1.3.6.1.4.1.11129.2.4.2", "signedCertificateTimestampList", "", ""),
    row("1.3.6.1.4.1.11129.2.4.3", "ctPoison", "", ""),
    row("1.3.6.1.5.5.7.48.1.2", "id-pkix-ocsp-nonce", "", ""),
    row("1.3.6.1.5.5.7.48.1.4", "id-pkix-ocsp-response", "", ""),
    row("1.3.6.1.5.5.7.48.1.5", "id-pkix-ocsp-nocheck", "", ""),
    row("2.16.840.1.113730.1.1", "netscapeCertType", "", ""),
    row("2.16.840.1.113730.1.13", "netscapeComment", "", ""),
    // Attributes of requests, kinds of OCSP answer.
    row("1.2.840.113549.1.9.2", "unstructuredName", "", ""),
    row("1.2.840.113549.1.9.7", "challengePassword", "", ""),
    row("1.2.840.113549.1.9.14", "extensionRequest", "", ""),
    row("1.3.6.1.4.1.311.2.1.14", "certExtensions", "Microsoft's number for extensionRequest", "Microsoft가 extensionRequest에 붙인 번호"),
    row("1.2.840.113549.1.7.1", "id-data", "plain bytes", "바이트열"),
    row("1.2.840.113549.1.7.2", "id-signedData", "something signed, and certificates", "서명된 것과 인증서"),
    row("1.3.6.1.5.5.7.48.1.1", "id-pkix-ocsp-basic", "the basic kind of OCSP answer", "기본형 OCSP 응답"),
    // Purposes of a key.
    row("2.5.29.37.0", "anyExtendedKeyUsage", "any purpose", "모든 용도"),
    row("1.3.6.1.5.5.7.3.1", "id-kp-serverAuth", "may be a TLS server", "TLS 서버로 쓸 수 있다"),
    row("1.3.6.1.5.5.7.3.2", "id-kp-clientAuth", "may be a TLS client", "TLS 클라이언트로 쓸 수 있다"),
    row("1.3.6.1.5.5.7.3.3", "id-kp-codeSigning", "may sign programs", "프로그램에 서명할 수 있다"),
    row("1.3.6.1.5.5.7.3.4", "id-kp-emailProtection", "may protect mail", "메일을 보호할 수 있다"),
    row("1.3.6.1.5.5.7.3.8", "id-kp-timeStamping", "may witness that bytes existed at a time", "어느 시각에 바이트가 있었음을 증언할 수 있다"),
    row("1.3.6.1.5.5.7.3.9", "id-kp-OCSPSigning", "may answer whether certificates are revoked", "인증서 폐기 여부에 답할 수 있다"),
    // Ways to reach more.
    row("1.3.6.1.5.5.7.48.1", "id-ad-ocsp", "ask here whether the certificate is revoked", "여기서 인증서 폐기 여부를 물을 수 있다"),
    row("1.3.6.1.5.5.7.48.2", "id-ad-caIssuers", "fetch the issuer's certificate here", "여기서 발급자의 인증서를 받을 수 있다"),
    // Policies.
    row("2.5.29.32.0", "anyPolicy", "any policy", "모든 정책"),
    row("2.23.140.1.1", "extended-validation", "the legal identity of the owner was checked thoroughly", "소유자의 법적 신원을 엄격히 확인했다"),
    row("2.23.140.1.2.1", "domain-validated", "only control over the name was checked", "이름을 다루는 권한만 확인했다"),
    row("2.23.140.1.2.2", "organization-validated", "the owner's organization was checked", "소유자의 조직을 확인했다"),
    row("2.23.140.1.2.3", "individual-validated", "the owner's person was checked", "소유자 개인을 확인했다"),
    row("1.3.6.1.5.5.7.2.1", "id-qt-cps", "where the authority's rules can be read", "인증 기관의 운영 규칙을 읽을 수 있는 곳"),
    row("1.3.6.1.5.5.7.2.2", "id-qt-unotice", "a notice to show to a person", "사람에게 보여 줄 알림"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Option<&str>) {
        assert_eq!(dotted(bytes).as_deref(), expected);
    }

    #[test]
    fn bytes_become_paths() {
        check(&[0x55, 0x1d, 0x0f], Some("2.5.29.15"));
        check(&[0x2b, 0x65, 0x70], Some("1.3.101.112"));
        check(
            &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1],
            Some("1.2.840.10045.2.1"),
        );
        check(&[0x88, 0x37], Some("2.999"));
        check(&[0x2a, 0x86], None);
        check(&[], None);
        check(&[0xff; 20], None);
    }

    #[test]
    fn a_known_path_is_said_with_its_name() {
        assert_eq!(
            say(&[0x2b, 0x81, 0x04, 0x00, 0x22]).en,
            "secp384r1 (1.3.132.0.34): NIST P-384, about 192 bits of strength"
        );
        assert_eq!(say(&[0x55, 0x1d, 0x7f]).en, "2.5.29.127");
    }

    #[test]
    fn no_path_stands_twice() {
        let mut paths: Vec<_> = OIDS.iter().map(|oid| oid.dotted).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), OIDS.len());
    }
}
