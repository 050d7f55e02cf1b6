//! Who signed it, and whose key it is about.

use crate::base::text::Text;
use crate::exercise::property::reading::{beside, is_told, public_key, with_first};
use crate::exercise::property::test::{Case, Found, Test};
use crate::keys::signature;
use crate::text;
use crate::trust::certificate::Certificate;

/// The first certificate signed itself: issuer and subject are one, and the signature holds with its own key.
pub static SELF_SIGNED: Test = Test {
    name: "self_signed",
    look: |case| with_first(case, self_signed),
};

fn self_signed(certificate: &Certificate<'_>) -> Found {
    let (issuer, subject) = (certificate.issuer.short(), certificate.subject.short());
    let seen =
        text!(en: "subject {subject}, issuer {issuer}", ko: "소유자 {subject}, 발급자 {issuer}");
    if !certificate.is_self_issued() {
        return Found::Slip("other_issuer", seen);
    }
    let signed = signature::certificate(
        &certificate.algorithm.oid,
        certificate.key.element.raw(),
        certificate.tbs.raw(),
        certificate.signature_bytes(),
    );
    match signed {
        Ok(()) => Found::Holds(seen),
        Err(_) => Found::Slip(
            "broken",
            Text::new("its signature does not hold", "서명이 맞지 않는다"),
        ),
    }
}

/// The key of the file is that of the file `of`: certificates, requests and private keys, in any pairing. Where `not` is told, it is
/// not the key of that file.
pub static SAME_KEY: Test = Test {
    name: "same_key",
    look: same_key,
};

fn same_key(case: &Case<'_>) -> Found {
    let key = match public_key(case.name, case.file) {
        Ok(key) => key,
        Err(why) => return Found::Unreadable(why),
    };
    for told in ["of", "not"] {
        if !is_told(case, told) {
            continue;
        }
        let other = beside(case, told).and_then(|(name, file)| Ok((name, public_key(name, file)?)));
        let (name, other) = match other {
            Ok(other) => other,
            Err(why) => return Found::Unreadable(why),
        };
        if (key == other) != (told == "of") {
            let seen = match told {
                "of" => {
                    text!(en: "another key than that of {name}", ko: "{name} 파일의 키와 다르다")
                }
                _ => text!(en: "the key of {name}", ko: "{name} 파일의 키와 같다"),
            };
            return Found::Slip(
                if told == "of" {
                    "other_key"
                } else {
                    "that_key"
                },
                seen,
            );
        }
    }
    Found::Holds(Text::new("the keys fit", "키가 맞다"))
}
