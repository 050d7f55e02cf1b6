//! Rules on the labels of keys: subjectKeyIdentifier and authorityKeyIdentifier (RFC 5280 §4.2.1.1 and §4.2.1.2).

use ring::digest;

use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::text;
use crate::trust::lint::element::Element;
use crate::trust::lint::rule::Book::{Standard, Web};
use crate::trust::lint::rule::Scope::{All, Authority, Leaf};
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::{
    AUTHORITY_KEY_IDENTIFIER, DISTRIBUTION_POINTS, INFORMATION_ACCESS, SUBJECT_KEY_IDENTIFIER,
    Sheet,
};
use crate::trust::reason::Levels;
use crate::trust::reasons;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Standard, scope: Authority, check: unlabelled, reason: &reasons::extension::NO_SUBJECT_KEY },
    Rule { book: Standard, scope: Leaf, check: unlabelled, reason: &own("lint.leaf-key-unlabelled", "RFC 5280 §4.2.1.2", Levels::NOTE, [
        ("a leaf has no subjectKeyIdentifier", "말단에 subjectKeyIdentifier가 없다"),
        ("RFC 5280 advises it for finding certificates by key; the Baseline Requirements advise against it, to save bytes.", "RFC 5280은 키로 인증서를 찾도록 넣기를 권하고, CA/B 기본 요구 사항은 바이트를 아끼려고 넣지 않기를 권한다."),
        ("nothing to repair", "고칠 것은 없다"),
    ]) },
    Rule { book: Standard, scope: All, check: strange, reason: &own("lint.key-label-method", "RFC 5280 §4.2.1.2", Levels::NOTE, [
        ("subjectKeyIdentifier is no hash of the key", "subjectKeyIdentifier가 키의 해시가 아니다"),
        ("Any label that differs from others will do; a hash of the key is the same for everyone who makes it.", "남과 다르기만 하면 어떤 이름표든 되지만, 키의 해시는 누가 만들어도 같다."),
        ("nothing to repair, if labels are different", "이름표가 서로 다르다면 고칠 것은 없다"),
    ]) },
    Rule { book: Standard, scope: All, check: no_pointer, reason: &reasons::extension::NO_AUTHORITY_KEY },
    Rule { book: Web, scope: All, check: pointer_form, reason: &reasons::extension::AUTHORITY_KEY_FORM },
    Rule { book: Standard, scope: All, check: differs, reason: &own("lint.key-label-differs", "RFC 5280 §4.2.1.1", Levels::WARNING, [
        ("authorityKeyIdentifier is not the issuer's label", "authorityKeyIdentifier가 발급자의 이름표와 다르다"),
        ("Programs that build paths follow the label; a wrong one leads them to another certificate, or nowhere.", "경로를 만드는 프로그램은 이 이름표를 따라간다. 틀리면 다른 인증서로 가거나 길을 잃는다."),
        ("copy the issuer's label", "발급자의 이름표를 그대로 옮겨 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: critical, reason: &reasons::extension::EXT_CRITICAL },
];

/// Extensions that must not be critical: they help to find things.
const GUIDES: [&str; 6] = [
    SUBJECT_KEY_IDENTIFIER,
    AUTHORITY_KEY_IDENTIFIER,
    INFORMATION_ACCESS,
    DISTRIBUTION_POINTS,
    "2.5.29.46",
    "1.3.6.1.5.5.7.1.11",
];

/// The label of the certificate's own key.
fn label<'d>(sheet: &Sheet<'d>) -> Option<Element<'d>> {
    sheet.value(SUBJECT_KEY_IDENTIFIER)
}

/// The label of the issuer's key.
fn pointer<'d>(sheet: &Sheet<'d>) -> Option<Element<'d>> {
    sheet.value(AUTHORITY_KEY_IDENTIFIER)?.tagged(0x80)
}

fn unlabelled(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.extension(SUBJECT_KEY_IDENTIFIER).is_some() {
        return Vec::new();
    }
    Found::alone(
        sheet.gap(),
        Text::new(
            "there is no subjectKeyIdentifier",
            "subjectKeyIdentifier가 없다",
        ),
    )
}

fn strange(sheet: &Sheet<'_>) -> Vec<Found> {
    let (Some(label), Some(bits)) = (label(sheet), sheet.key.part(1)) else {
        return Vec::new();
    };
    // RFC 5280 hashes the key alone, RFC 7093 may hash the whole SubjectPublicKeyInfo and cuts the hash.
    let alone = bits.content.get(1..).unwrap_or_default();
    let whole = sheet.der.get(sheet.key.at()).unwrap_or_default();
    let sha1 = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, alone);
    let known = [&digest::SHA256, &digest::SHA384, &digest::SHA512]
        .into_iter()
        .flat_map(|hash| [alone, whole].map(|input| digest::digest(hash, input)))
        .chain([
            sha1,
            digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, whole),
        ])
        .any(|hash| label.content.len() >= 20 && hash.as_ref().starts_with(label.content));
    // The second method of RFC 5280: four bits 0100 and the last 60 bits of the SHA-1.
    let short = match (label.content, sha1.as_ref().get(12..)) {
        ([first, rest @ ..], Some([last, tail @ ..])) => {
            rest == tail && *first == (0x40 | last & 0x0f)
        }
        _ => false,
    };
    if known || short {
        return Vec::new();
    }
    Found::alone(
        label.at(),
        Text::new(
            "the label of the key is no hash of it that RFC 5280 or RFC 7093 describes",
            "키의 이름표가 RFC 5280이나 RFC 7093에 나온 해시가 아니다",
        ),
    )
}

fn no_pointer(sheet: &Sheet<'_>) -> Vec<Found> {
    if pointer(sheet).is_some() || sheet.is_self_issued() {
        return Vec::new();
    }
    let says = Text::new(
        "there is no keyIdentifier of the issuer's key",
        "발급자 키의 keyIdentifier가 없다",
    );
    let there = sheet.extension(AUTHORITY_KEY_IDENTIFIER);
    let at = there.map_or(sheet.gap(), |one| one.whole.at());
    Found::alone(at, says)
}

fn pointer_form(sheet: &Sheet<'_>) -> Vec<Found> {
    let value = sheet.value(AUTHORITY_KEY_IDENTIFIER);
    let extra = value.filter(|value| value.parts().any(|part| part.tag != 0x80));
    let found = extra.map(|value| {
        let says = Text::new(
            "authorityKeyIdentifier gives issuer and serial number too",
            "authorityKeyIdentifier에 발급자와 일련번호까지 적혀 있다",
        );
        Found::new(value.at(), says)
    });
    found.into_iter().collect()
}

fn differs(sheet: &Sheet<'_>) -> Vec<Found> {
    let issuer = match &sheet.above {
        Some(above) => above,
        None if sheet.is_self_issued() && sheet.is_authority() => sheet,
        None => return Vec::new(),
    };
    let (Some(pointer), Some(label)) = (pointer(sheet), label(issuer)) else {
        return Vec::new();
    };
    if pointer.content == label.content {
        return Vec::new();
    }
    let [want, have] = [label, pointer].map(|one| hex::encode(one.content));
    Found::alone(
        pointer.at(),
        text!(en: "it points at the key {have}, while the issuer's is {want}", ko: "가리키는 키 {have}, 발급자의 키 {want}: 서로 다르다"),
    )
}

fn critical(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = sheet.extensions.iter();
    let wrong = all.filter(|one| GUIDES.contains(&one.path.as_str()) && one.is_critical());
    wrong
        .map(|one| {
            let name = oid::name(&one.path);
            let says = text!(en: "{name} is critical", ko: "critical로 표시된 확장: {name}");
            Found::new(one.whole.at(), says)
        })
        .collect()
}
