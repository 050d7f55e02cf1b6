//! What a certificate and its key may be used for (RFC 5280 §4.2.1.3, §4.2.1.9, §4.2.1.12).

use crate::base::text::Text;
use crate::exercise::property::reading::with_first;
use crate::exercise::property::test::{Case, Found, Test};
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::extension::Usage;

/// The first certificate is no authority's: not CA:TRUE, and without keyCertSign.
pub static END_ENTITY: Test = Test {
    name: "end_entity",
    look: |case| with_first(case, end_entity),
};

fn end_entity(certificate: &Certificate<'_>) -> Found {
    if certificate.is_authority() {
        return Found::Slip(
            "ca",
            Text::new(
                "basicConstraints says CA:TRUE",
                "basicConstraints가 CA:TRUE이다",
            ),
        );
    }
    let usage = certificate.values.usage.as_ref();
    if let Some(usage) = usage.filter(|usage| usage.value.any(&[Usage::CERT_SIGN, Usage::CRL_SIGN]))
    {
        let names = usage.value.names();
        return Found::Slip(
            "cert_sign",
            text!(en: "keyUsage {names}", ko: "keyUsage {names}"),
        );
    }
    Found::Holds(Text::new("no authority", "인증 기관이 아니다"))
}

/// keyUsage has all of `with` and none of `without`; where `exactly` is told, these and no other.
pub static KEY_USAGE: Test = Test {
    name: "key_usage",
    look: |case| {
        with_first(case, |certificate| {
            let names = match &certificate.values.usage {
                Some(usage) => usage.value.names(),
                None => return Found::Slip("none", Text::new("no keyUsage", "keyUsage가 없다")),
            };
            let have: Vec<&str> = names.split(", ").filter(|name| !name.is_empty()).collect();
            compared(case, &have)
        })
    },
};

/// extendedKeyUsage, in the same way: `serverAuth`, `clientAuth`, …
pub static PURPOSES: Test = Test {
    name: "purposes",
    look: |case| {
        with_first(case, |certificate| {
            let Some(extended) = &certificate.values.extended else {
                let seen = Text::new("no extendedKeyUsage", "extendedKeyUsage가 없다");
                return Found::Slip("none", seen);
            };
            let names = extended.value.iter();
            let have: Vec<&str> = names.map(|purpose| short(&purpose.oid)).collect();
            compared(case, &have)
        })
    },
};

fn short(oid: &str) -> &str {
    match oid {
        "1.3.6.1.5.5.7.3.1" => "serverAuth",
        "1.3.6.1.5.5.7.3.2" => "clientAuth",
        "1.3.6.1.5.5.7.3.3" => "codeSigning",
        "1.3.6.1.5.5.7.3.4" => "emailProtection",
        "1.3.6.1.5.5.7.3.8" => "timeStamping",
        "1.3.6.1.5.5.7.3.9" => "OCSPSigning",
        "2.5.29.37.0" => "anyExtendedKeyUsage",
        other => other,
    }
}

fn compared(case: &Case<'_>, have: &[&str]) -> Found {
    let seen = Text::same(have.join(", "));
    let exactly = case.with.list("exactly");
    let need = [case.with.list("with"), exactly.clone()].concat();
    if !need.iter().all(|name| have.contains(name)) {
        return Found::Slip("missing", seen);
    }
    let refused = case.with.list("without");
    if have.iter().any(|name| refused.contains(name)) {
        return Found::Slip("more", seen);
    }
    match exactly.is_empty() || have.iter().all(|name| exactly.contains(name)) {
        true => Found::Holds(seen),
        false => Found::Slip("more", seen),
    }
}
