//! Rules on what a key may do: keyUsage and extKeyUsage (RFC 5280 §4.2.1.3 and §4.2.1.12; BR §7.1.2.7).

use crate::base::text::Text;
use crate::dissect::x509::oid;
use crate::text;
use crate::trust::lint::rule::Book::{Standard, Web};
use crate::trust::lint::rule::Scope::{All, Authority, Leaf, Server};
use crate::trust::lint::rule::{Found, Rule, own};
use crate::trust::lint::sheet::{EXTENDED_KEY_USAGE, KEY_USAGE, SERVER_AUTH, Sheet};
use crate::trust::reason::Levels;
use crate::trust::reasons;

/// The rules of this family.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    Rule { book: Standard, scope: Authority, check: missing, reason: &own("lint.ca-key-usage-missing", "RFC 5280 §4.2.1.3", Levels::ERROR, [
        ("an authority has no keyUsage", "인증 기관에 keyUsage가 없다"),
        ("Without it the key of an authority may do anything, and one that serves a site as well is in more danger.", "없으면 인증 기관의 키로 무엇이든 할 수 있다. 사이트 운영까지 하는 키는 더 위험하다."),
        ("issue it with keyCertSign and cRLSign", "keyCertSign과 cRLSign을 넣어 다시 발급한다"),
    ]) },
    Rule { book: Standard, scope: Authority, check: no_sign, reason: &reasons::authority::NO_CERT_SIGN },
    Rule { book: Standard, scope: Leaf, check: leaf_signs, reason: &reasons::usage::LEAF_CERT_SIGN },
    Rule { book: Standard, scope: All, check: not_critical, reason: &own("lint.key-usage-critical", "RFC 5280 §4.2.1.3", Levels::WARNING, [
        ("keyUsage is not critical", "keyUsage가 critical이 아니다"),
        ("A limit that may be skipped limits nobody.", "건너뛰어도 되는 제한은 아무도 제한하지 못한다."),
        ("mark it critical", "critical로 표시한다"),
    ]) },
    Rule { book: Standard, scope: All, check: nothing, reason: &own("lint.key-usage-empty", "RFC 5280 §4.2.1.3", Levels::ERROR, [
        ("keyUsage allows nothing", "keyUsage가 아무것도 허용하지 않는다"),
        ("A key that may do nothing is no use; a program may read an empty list as everything.", "아무것도 할 수 없는 키는 쓸모가 없고, 빈 목록을 모두 허용으로 읽는 프로그램도 있다."),
        ("set a bit, or leave the extension out", "비트를 켜거나 확장을 뺀다"),
    ]) },
    Rule { book: Standard, scope: All, check: unfit, reason: &own("lint.key-usage-unfit", "RFC 5480 §3", Levels::ERROR, [
        ("keyUsage allows what such a key cannot do", "그런 키로 할 수 없는 일을 keyUsage에서 허용한다"),
        ("A key on a curve cannot encrypt a key, and an Ed25519 key can only sign (RFC 9295 §3); such bits are copied from RSA.", "곡선 위의 키로는 키를 암호화할 수 없고 Ed25519 키로는 서명만 할 수 있다(RFC 9295 §3). RSA에서 베낀 비트이다."),
        ("drop the bit; for TLS digitalSignature is enough", "그 비트를 끈다. TLS에는 digitalSignature면 된다"),
    ]) },
    Rule { book: Standard, scope: All, check: only, reason: &own("lint.key-usage-only", "RFC 5280 §4.2.1.3", Levels::WARNING, [
        ("encipherOnly or decipherOnly stands without keyAgreement", "keyAgreement 없이 encipherOnly나 decipherOnly가 있다"),
        ("They narrow what may be done with an agreed key; without agreement they are not defined.", "합의한 키로 할 일을 좁히는 비트이다. 합의가 없으면 뜻이 정해져 있지 않다."),
        ("drop the bit", "그 비트를 끈다"),
    ]) },
    Rule { book: Standard, scope: Server, check: unsigned, reason: &own("lint.server-cannot-sign", "RFC 8446 §4.4.2.2", Levels::WARNING, [
        ("a server's key may not sign", "서버의 키로 서명할 수 없다"),
        ("TLS 1.3 has no way but a signature to prove the key; without digitalSignature only old RSA key transport is left.", "TLS 1.3에서 키를 증명하는 방법은 서명뿐이다. digitalSignature가 없으면 옛 RSA 키 전송만 남는다."),
        ("set digitalSignature", "digitalSignature를 켠다"),
    ]) },
    Rule { book: Web, scope: Leaf, check: no_purpose, reason: &reasons::usage::EKU_MISSING },
    Rule { book: Standard, scope: All, check: empty, reason: &reasons::usage::EKU_EMPTY },
    Rule { book: Standard, scope: All, check: anything, reason: &own("lint.any-purpose", "CA/B BR §7.1.2.7.10", Levels::WEB_WARNED, [
        ("anyExtendedKeyUsage is among the purposes", "용도에 anyExtendedKeyUsage가 있다"),
        ("Any purpose beside others makes the others pointless, and a mail certificate a server's.", "'모든 용도'가 있으면 다른 용도를 적은 것이 무의미해지고, 메일용 인증서도 서버용이 된다."),
        ("list the purposes that are meant", "실제로 쓸 용도만 적는다"),
    ]) },
    Rule { book: Standard, scope: All, check: twice, reason: &own("lint.purpose-twice", "RFC 5280 §4.2.1.12", Levels::WARNING, [
        ("a purpose stands twice", "같은 용도가 두 번 나온다"),
        ("It does no harm, and shows that nobody looked at the list.", "해는 없지만 목록을 아무도 들여다보지 않았다는 뜻이다."),
        ("keep one of them", "하나만 남긴다"),
    ]) },
    Rule { book: Standard, scope: All, check: mixed, reason: &own("lint.purposes-mixed", "CA/B BR §7.1.2.7.10", Levels::WEB_WARNED, [
        ("serverAuth stands with a purpose of another kind", "serverAuth가 다른 종류의 용도와 함께 있다"),
        ("A key on a server that talks with everyone should not also sign programs, mail or answers about revocation; under an authority all below it could.", "누구하고나 통신하는 서버의 키가 프로그램이나 메일, 폐기 응답에까지 서명해서는 안 된다. 인증 기관이라면 그 아래 모두가 그럴 수 있게 된다."),
        ("issue one certificate, or one authority, a purpose", "용도마다 인증서나 인증 기관을 따로 발급한다"),
    ]) },
    Rule { book: Web, scope: Authority, check: root, reason: &own("lint.root-purposes", "CA/B BR §7.1.2.1.2", Levels::WEB, [
        ("a root has extKeyUsage", "루트에 extKeyUsage가 있다"),
        ("What a root is trusted for is decided by the store that holds it, not by the root.", "루트를 어디에 믿을지는 루트가 아니라 루트를 담은 저장소가 정한다."),
        ("leave it out of the root", "루트에서는 뺀다"),
    ]) },
];

/// The names of the bits of keyUsage, counted from the front.
const BITS: [&str; 9] = [
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
];
const ANY: &str = "2.5.29.37.0";
/// codeSigning, emailProtection, timeStamping and OCSPSigning.
const OTHERS: [&str; 4] = [
    "1.3.6.1.5.5.7.3.3",
    "1.3.6.1.5.5.7.3.4",
    "1.3.6.1.5.5.7.3.8",
    "1.3.6.1.5.5.7.3.9",
];

/// A finding at the extension with this path, where it is there.
fn at(sheet: &Sheet<'_>, path: &str, says: Text) -> Vec<Found> {
    let found = sheet.extension(path);
    let found = found.map(|one| Found::new(one.whole.at(), says));
    found.into_iter().collect()
}

fn missing(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.extension(KEY_USAGE).is_some() {
        return Vec::new();
    }
    Found::alone(
        sheet.gap(),
        Text::new(
            "the authority has no keyUsage",
            "인증 기관에 keyUsage가 없다",
        ),
    )
}

fn no_sign(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.uses().is_none() || sheet.may(5) {
        return Vec::new();
    }
    let says = Text::new(
        "keyUsage of the authority lacks keyCertSign",
        "인증 기관의 keyUsage에 keyCertSign이 없다",
    );
    at(sheet, KEY_USAGE, says)
}

fn leaf_signs(sheet: &Sheet<'_>) -> Vec<Found> {
    if !sheet.may(5) {
        return Vec::new();
    }
    let says = Text::new(
        "keyCertSign is set, and basicConstraints do not say that it is an authority",
        "keyCertSign이 켜져 있지만 basicConstraints에 인증 기관이라고 적혀 있지 않다",
    );
    at(sheet, KEY_USAGE, says)
}

fn not_critical(sheet: &Sheet<'_>) -> Vec<Found> {
    let usage = sheet.extension(KEY_USAGE);
    if usage.is_none_or(|usage| usage.is_critical()) {
        return Vec::new();
    }
    let says = Text::new("keyUsage is not critical", "keyUsage가 critical이 아니다");
    at(sheet, KEY_USAGE, says)
}

fn nothing(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.uses() != Some(0) {
        return Vec::new();
    }
    let says = Text::new(
        "keyUsage allows nothing",
        "keyUsage가 아무것도 허용하지 않는다",
    );
    at(sheet, KEY_USAGE, says)
}

fn unfit(sheet: &Sheet<'_>) -> Vec<Found> {
    let kind = sheet.key_kind();
    let forbidden: &[u32] = match kind.as_str() {
        "1.2.840.10045.2.1" => &[2, 3],
        "1.3.101.112" | "1.3.101.113" => &[2, 3, 4, 7, 8],
        "1.3.101.110" | "1.3.101.111" => &[0, 1, 2, 3, 5, 6],
        "1.2.840.113549.1.1.1" => &[4, 7, 8],
        _ => &[],
    };
    let wrong = forbidden.iter().filter(|bit| sheet.may(**bit));
    let names = wrong.filter_map(|bit| BITS.get(usize::try_from(*bit).ok()?).copied());
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        return Vec::new();
    }
    let (names, kind) = (names.join(", "), oid::name(&kind));
    let says = text!(en: "{names} is set for a key of the kind {kind}", ko: "키의 종류 {kind}, 켜진 비트 {names}: 할 수 없는 일이다");
    at(sheet, KEY_USAGE, says)
}

fn only(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.may(4) || !(sheet.may(7) || sheet.may(8)) {
        return Vec::new();
    }
    let says = Text::new(
        "encipherOnly or decipherOnly is set without keyAgreement",
        "keyAgreement 없이 encipherOnly나 decipherOnly가 켜져 있다",
    );
    at(sheet, KEY_USAGE, says)
}

fn unsigned(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.may(0) || sheet.uses().is_none() {
        return Vec::new();
    }
    let says = Text::new(
        "digitalSignature is not set",
        "digitalSignature가 켜져 있지 않다",
    );
    at(sheet, KEY_USAGE, says)
}

fn no_purpose(sheet: &Sheet<'_>) -> Vec<Found> {
    if sheet.extension(EXTENDED_KEY_USAGE).is_some() {
        return Vec::new();
    }
    Found::alone(
        sheet.gap(),
        Text::new("there is no extKeyUsage", "extKeyUsage가 없다"),
    )
}

fn empty(sheet: &Sheet<'_>) -> Vec<Found> {
    match sheet.value(EXTENDED_KEY_USAGE) {
        Some(list) if list.content.is_empty() => Found::alone(
            list.at(),
            Text::new("extKeyUsage lists no purpose", "extKeyUsage에 용도가 없다"),
        ),
        Some(_) | None => Vec::new(),
    }
}

fn anything(sheet: &Sheet<'_>) -> Vec<Found> {
    if !sheet.purposes().iter().any(|path| path == ANY) {
        return Vec::new();
    }
    let says = Text::new(
        "anyExtendedKeyUsage is among the purposes",
        "용도에 anyExtendedKeyUsage가 있다",
    );
    at(sheet, EXTENDED_KEY_USAGE, says)
}

fn twice(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = sheet.purposes();
    let mut seen = std::collections::BTreeSet::new();
    let Some(again) = all.iter().find(|path| !seen.insert(path.as_str())) else {
        return Vec::new();
    };
    let name = oid::name(again);
    let says = text!(en: "the purpose {name} stands there twice", ko: "두 번 나오는 용도: {name}");
    at(sheet, EXTENDED_KEY_USAGE, says)
}

fn mixed(sheet: &Sheet<'_>) -> Vec<Found> {
    let all = sheet.purposes();
    let others = all.iter().filter(|path| OTHERS.contains(&path.as_str()));
    let others: Vec<&str> = others.map(|path| oid::name(path)).collect();
    if others.is_empty() || !all.iter().any(|path| path == SERVER_AUTH) {
        return Vec::new();
    }
    let others = others.join(", ");
    let says =
        text!(en: "serverAuth stands with {others}", ko: "serverAuth와 함께 든 용도: {others}");
    at(sheet, EXTENDED_KEY_USAGE, says)
}

fn root(sheet: &Sheet<'_>) -> Vec<Found> {
    if !sheet.is_self_issued() {
        return Vec::new();
    }
    let says = Text::new("the root has extKeyUsage", "루트에 extKeyUsage가 있다");
    at(sheet, EXTENDED_KEY_USAGE, says)
}
