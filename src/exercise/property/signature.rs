//! A signature under a key that was given.

use crate::base::text::Text;
use crate::demo::primitive::hash::sha256;
use crate::demo::primitive::signature::named;
use crate::exercise::property::test::{Case, Found, Test};
use crate::pki::armor;
use crate::text;

/// The file is a signature on `text`, by the way `scheme`, that the public key in the given file `key` (DER or PEM) accepts. `fixed` is
/// the scheme of the same signature in another form, if it has one; `log` a given file of lines `number r s text`, whose texts the key
/// signed already.
pub static SIGNATURE: Test = Test {
    name: "signature",
    look,
};

fn look(case: &Case<'_>) -> Found {
    let key = case.with.text("key");
    let Some(key) = case.given.get(key) else {
        return Found::Unreadable(
            text!(en: "{key} was not given", ko: "주어지지 않은 파일: {key}"),
        );
    };
    let block = armor::blocks(key).into_iter().next();
    let key = block
        .and_then(Result::ok)
        .map_or(key.clone(), |block| block.bytes);
    let verifies = |scheme: &str, text: &[u8], signature: &[u8]| {
        let verified = named(scheme).map(|scheme| scheme.verify(&key, text, signature));
        verified.is_some_and(|verified| verified.is_ok_and(|good| good))
    };
    let (scheme, text) = (case.with.text("scheme"), case.with.text("text"));
    let good = |text: &[u8]| verifies(scheme, text, case.file);
    if good(text.as_bytes()) {
        return Found::Holds(text!(
            en: "it verifies under the public key over `{text}`",
            ko: "공개 키로 검증된다. 서명된 문구: `{text}`",
        ));
    }
    let n = case.file.len();
    let refused = text!(
        en: "{n} bytes, which do not verify over `{text}`",
        ko: "{n}바이트, 이 문구의 서명으로 검증되지 않는다: `{text}`",
    );
    if verifies(case.with.text("fixed"), text.as_bytes(), case.file) {
        return Found::Slip("fixed", refused);
    }
    let digits = std::str::from_utf8(case.file).ok();
    let decoded = digits.and_then(|digits| hex::decode(digits.trim()).ok());
    if let Some(decoded) = decoded {
        let schemes = [scheme, case.with.text("fixed")];
        if schemes
            .iter()
            .any(|scheme| verifies(scheme, text.as_bytes(), &decoded))
        {
            return Found::Slip("digits", refused);
        }
    }
    let hash = sha256(text.as_bytes());
    let digits = hex::encode(hash);
    if good(format!("{text}\n").as_bytes()) {
        return Found::Slip("newline", refused);
    }
    if [
        &hash[..],
        digits.as_bytes(),
        format!("{digits}\n").as_bytes(),
    ]
    .map(good)
    .contains(&true)
    {
        return Found::Slip("hash_twice", refused);
    }
    let log = case.given.get(case.with.text("log"));
    let log = String::from_utf8_lossy(log.map(Vec::as_slice).unwrap_or_default());
    let mut signed = log.lines().filter_map(|line| line.splitn(4, ' ').nth(3));
    match signed.find(|text| good(text.as_bytes())) {
        Some(text) => Found::Slip(
            "copied",
            text!(en: "a signature on `{text}`", ko: "다음 문구의 서명이다: `{text}`"),
        ),
        None if n == 0 => Found::Not(Text::new("the file is empty", "파일이 비어 있다")),
        None => Found::Not(refused),
    }
}
