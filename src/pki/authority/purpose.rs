//! What a certificate may be used for (RFC 5280 §4.2.1.12, ExtendedKeyUsage).

use rcgen::{ExtendedKeyUsagePurpose, KeyUsagePurpose};
use thiserror::Error;

use crate::base::text::Doc;
use crate::pki::key::KeyKind;

/// A purpose, by its object identifier.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Purpose(Vec<u64>);

/// A purpose with a name.
struct Known {
    name: &'static str,
    last: u64,
    doc: Doc,
}

/// Below `id-kp`, 1.3.6.1.5.5.7.3.
const ID_KP: [u64; 8] = [1, 3, 6, 1, 5, 5, 7, 3];

static KNOWN: [Known; 6] = [
    Known {
        name: "serverAuth",
        last: 1,
        doc: Doc::new("to be a TLS server", "TLS 서버"),
    },
    Known {
        name: "clientAuth",
        last: 2,
        doc: Doc::new("to be a TLS client", "TLS 클라이언트"),
    },
    Known {
        name: "codeSigning",
        last: 3,
        doc: Doc::new("to sign programs", "프로그램 서명"),
    },
    Known {
        name: "emailProtection",
        last: 4,
        doc: Doc::new("to sign and encrypt mail", "메일의 서명과 암호화"),
    },
    Known {
        name: "timeStamping",
        last: 8,
        doc: Doc::new("to vouch for moments", "시점 확인"),
    },
    Known {
        name: "OCSPSigning",
        last: 9,
        doc: Doc::new(
            "to say what was revoked, for its issuer",
            "발급자를 대신한 폐기 상태 응답",
        ),
    },
];

impl Purpose {
    /// To be a TLS server.
    pub fn server() -> Self {
        Self::below(1)
    }

    /// To be a TLS client.
    pub fn client() -> Self {
        Self::below(2)
    }

    /// To sign programs.
    pub fn code() -> Self {
        Self::below(3)
    }

    /// To sign and encrypt mail.
    pub fn mail() -> Self {
        Self::below(4)
    }

    /// To answer for its issuer what was revoked.
    pub fn responder() -> Self {
        Self::below(9)
    }

    fn below(last: u64) -> Self {
        let mut oid = ID_KP.to_vec();
        oid.push(last);
        Self(oid)
    }

    /// Reads a name of the standard or an object identifier with dots.
    pub fn read(text: &str) -> Option<Self> {
        let known = KNOWN
            .iter()
            .find(|known| known.name.eq_ignore_ascii_case(text));
        if let Some(known) = known {
            return Some(Self::below(known.last));
        }
        let arcs: Option<Vec<u64>> = text.split('.').map(|arc| arc.parse().ok()).collect();
        let arcs = arcs?;
        match arcs.as_slice() {
            // X.660: the first arc is 0, 1 or 2; below 0 and 1 the second is under 40.
            [0 | 1, second, ..] if *second < 40 && arcs.len() > 2 => Some(Self(arcs)),
            [2, second, ..] if *second < 1 << 32 && arcs.len() > 2 => Some(Self(arcs)),
            _ => None,
        }
    }

    /// Its name, or its object identifier with dots.
    pub fn name(&self) -> String {
        match self.known() {
            Some(known) => known.name.to_owned(),
            None => self.dotted(),
        }
    }

    /// What it means; nothing is known of most.
    pub fn doc(&self) -> Doc {
        self.known().map_or(Doc::EMPTY, |known| known.doc)
    }

    /// With dots.
    pub fn dotted(&self) -> String {
        let arcs: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        arcs.join(".")
    }

    fn known(&self) -> Option<&'static Known> {
        let last = self.0.strip_prefix(&ID_KP)?;
        KNOWN.iter().find(|known| [known.last] == last)
    }

    /// As the certificate library takes it.
    pub(super) fn extended(&self) -> ExtendedKeyUsagePurpose {
        ExtendedKeyUsagePurpose::Other(self.0.clone())
    }
}

/// What was given is no purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an object identifier with dots, or one of {}", known())]
pub struct NoPurpose;

impl NoPurpose {
    /// The same in Korean.
    pub fn korean(self) -> String {
        format!(
            "{} 가운데 하나나, 점으로 이은 객체 식별자가 필요하다",
            known()
        )
    }
}

/// The names of the standard, in a row.
fn known() -> String {
    let names: Vec<&str> = KNOWN.iter().map(|known| known.name).collect();
    names.join(", ")
}

/// What keyUsage must say for a key of `kind` that serves `purposes` (RFC 5280 §4.2.1.3): to sign; an RSA key of a server or a
/// mailbox also takes encrypted keys; an ECDSA key of a mailbox also agrees on them. Nobody signs programs or moments with a
/// key that also decrypts.
pub(super) fn usages(kind: KeyKind, purposes: &[Purpose]) -> Vec<KeyUsagePurpose> {
    let serves = |purpose: Purpose| purposes.contains(&purpose);
    let mut usages = vec![KeyUsagePurpose::DigitalSignature];
    match kind {
        KeyKind::Rsa2048 | KeyKind::Rsa3072 | KeyKind::Rsa4096 => {
            if serves(Purpose::server()) || serves(Purpose::mail()) {
                usages.push(KeyUsagePurpose::KeyEncipherment);
            }
        }
        KeyKind::EcdsaP256 | KeyKind::EcdsaP384 => {
            if serves(Purpose::mail()) {
                usages.push(KeyUsagePurpose::KeyAgreement);
            }
        }
        KeyKind::Ed25519 => {}
    }
    usages
}
