//! The cipher suite and the key exchange: what a listener with time, money or a stolen key could do.

use std::sync::LazyLock;

use crate::base::level::Level;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::suite::{Exchange, SUITES, Signed, Suite};
use crate::survey::findings::kind::{Found, Kind};
use crate::survey::findings::quote::list;
use crate::survey::findings::scene::Scene;
use crate::survey::suite;
use crate::text;

#[rustfmt::skip] // one argument a line
pub(super) static KINDS: &[Kind] = &[
    Kind::warning(
        "weak_suite", ("weak suite", "약한 암호 모음"), "RFC 9325 §4.1", weak,
        "The cipher suite agreed on does not protect: no encryption, no authentication, keys that can be searched, or a cipher whose output leaks.",
        "합의한 암호 모음이 보호해 주지 못한다. 암호화나 인증이 없거나, 키를 모두 시도해 볼 수 있거나, 출력이 새는 암호이다.",
    ),
    Kind::note(
        "aging_suite", ("ageing suite", "낡아 가는 암호 모음"), "RFC 9325 §4.2", aging,
        "The cipher suite agreed on still holds, but has been replaced by something better for a reason.",
        "합의한 암호 모음은 아직 깨지지 않았지만, 이유가 있어 더 나은 것으로 대체되었다.",
    ),
    Kind::warning(
        "no_forward_secrecy", ("no forward secrecy", "순방향 비밀성 없음"), "RFC 9325 §4.1", no_forward_secrecy,
        "Keys come from a secret that stays: who records the traffic today and gets that secret later reads everything.",
        "키가 계속 남아 있는 비밀에서 나온다. 오늘 통신을 기록해 두고 나중에 그 비밀을 얻은 사람은 모두 읽을 수 있다.",
    ),
    Kind::warning(
        "weak_group", ("weak group", "약한 그룹"), "RFC 8422 §5.1.1", weak_group,
        "The group of the key exchange is too small or long abandoned: the shared secret can be computed from what stood on the wire.",
        "키 교환 그룹이 너무 작거나 오래전에 버려졌다. 선로에 보인 값에서 공유 비밀을 계산해 낼 수 있다.",
    ),
    Kind::warning(
        "small_prime", ("short prime", "짧은 소수"), "RFC 9325 §4.1", small_prime,
        "The prime of the Diffie-Hellman exchange is short: with one large computation for the prime, every exchange over it can be opened (Logjam, 2015).",
        "디피-헬먼 교환의 소수가 짧다. 그 소수에 대해 한 번 큰 계산을 해 두면 그 위의 모든 교환을 열 수 있다(2015년의 Logjam).",
    ),
    Kind::warning(
        "compression", ("TLS compression", "TLS 압축"), "RFC 9325 §3.3", compression,
        "Records are compressed before they are encrypted: their length tells what repeats in them, cookies included (CRIME, 2012).",
        "레코드를 암호화하기 전에 압축한다. 길이를 보면 무엇이 되풀이되는지 드러나며, 쿠키도 그렇게 샌다(2012년의 CRIME).",
    ),
    Kind::warning(
        "weak_suite_offered", ("weak suites offered", "약한 암호 모음 제안"), "RFC 9325 §4.1", weak_offered,
        "The client offers suites that protect nobody; a careless or hostile server may take one.",
        "클라이언트가 아무도 보호하지 못하는 암호 모음을 제안한다. 부주의하거나 악의를 품은 서버가 그것을 고를 수 있다.",
    ),
    Kind::note(
        "no_extended_master_secret", ("no extended master secret", "확장 마스터 비밀 없음"), "RFC 7627 §5", no_extended_master_secret,
        "The master secret is not bound to the handshake, which let attackers splice two connections into one (triple handshake).",
        "마스터 비밀이 핸드셰이크에 묶여 있지 않다. 공격자가 두 연결을 하나로 이어 붙일 수 있었던 까닭이다(삼중 핸드셰이크 공격).",
    ),
];

/// What is wrong with a suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weakness {
    Null,
    Anonymous,
    Export,
    Rc4,
    Des,
    SmallBlock,
    Md5,
}

impl Weakness {
    fn of(name: &str) -> Option<Self> {
        let has = |part| name.contains(part);
        if has("_NULL") || matches!(name, "TLS_SHA256_SHA256" | "TLS_SHA384_SHA384") {
            return Some(Self::Null);
        }
        if has("_anon_") {
            return Some(Self::Anonymous);
        }
        if has("EXPORT")
            || has("DES40")
            || has("RC4_40")
            || has("RC4_56")
            || has("_CBC_40")
            || has("RC2_CBC_56")
        {
            return Some(Self::Export);
        }
        if has("_RC4_") {
            return Some(Self::Rc4);
        }
        if has("_DES_CBC") || has("_DES_64_") {
            return Some(Self::Des);
        }
        if has("_3DES_") || has("IDEA") || has("RC2") || has("DES_192") || has("28147") {
            return Some(Self::SmallBlock);
        }
        name.ends_with("_MD5").then_some(Self::Md5)
    }

    fn rfc(self) -> &'static str {
        match self {
            Self::Null | Self::Anonymous | Self::Export => "RFC 9325 §4.1",
            Self::Rc4 => "RFC 7465 §2",
            Self::Des | Self::SmallBlock => "RFC 9325 §4.1",
            Self::Md5 => "RFC 6151 §2",
        }
    }

    fn level(self) -> Level {
        match self {
            Self::Null | Self::Anonymous | Self::Export => Level::Error,
            Self::Rc4 | Self::Des | Self::SmallBlock | Self::Md5 => Level::Warning,
        }
    }
}

/// Weak suites of two bytes, sorted: read from their names once.
static WEAK: LazyLock<Vec<(u32, Weakness)>> = LazyLock::new(|| {
    let rows = SUITES.rows.iter();
    let weak =
        rows.filter_map(|row| Some((u32::try_from(row.value).ok()?, Weakness::of(row.name)?)));
    weak.collect()
});

fn weakness(code: u32) -> Option<Weakness> {
    if code > 0xffff {
        return Weakness::of(&suite::name(code));
    }
    let at = WEAK.binary_search_by_key(&code, |(weak, _)| *weak).ok()?;
    WEAK.get(at).map(|(_, weakness)| *weakness)
}

fn weak(scene: &Scene<'_>) -> Option<Found> {
    let code = scene.tls?.suite?;
    let weakness = weakness(code)?;
    let name = suite::name(code);
    let text = match weakness {
        Weakness::Null => {
            text!(en: "{name} was agreed on, a suite without encryption: its data is checked against changes, and everyone on the path can read it.", ko: "암호화가 없는 암호 모음({name})에 합의했다. 데이터가 바뀌었는지는 확인하지만, 경로의 누구나 그대로 읽을 수 있다.")
        }
        Weakness::Anonymous => {
            text!(en: "{name} was agreed on, a suite without a certificate: nobody proved who they are, so a man in the middle can be both ends.", ko: "인증서가 없는 암호 모음({name})에 합의했다. 누구도 신원을 증명하지 않아, 중간에 낀 공격자가 양쪽 행세를 할 수 있다.")
        }
        Weakness::Export => {
            text!(en: "{name} was agreed on, weakened on purpose for the export rules of the 1990s: its keys can be found by trying them all.", ko: "1990년대 수출 규제에 맞춰 일부러 약하게 만든 암호 모음({name})에 합의했다. 키를 모두 시도해 찾아낼 수 있다.")
        }
        Weakness::Rc4 => {
            text!(en: "{name} was agreed on: the output of RC4 is measurably not random, so a secret sent often enough, such as a cookie, can be read.", ko: "RC4를 쓰는 암호 모음({name})에 합의했다. RC4의 출력은 치우쳐 있어, 쿠키처럼 여러 번 보내는 비밀은 읽어 낼 수 있다.")
        }
        Weakness::Des => {
            text!(en: "{name} was agreed on: a DES key has 56 bits, and trying all of them takes less than a day.", ko: "DES를 쓰는 암호 모음({name})에 합의했다. DES 키는 56비트라 모두 시도해도 하루가 걸리지 않는다.")
        }
        Weakness::SmallBlock => {
            text!(en: "{name} was agreed on: its blocks have 64 bits, so in a connection of some tens of gigabytes blocks repeat and leak text (Sweet32).", ko: "블록이 64비트인 암호 모음({name})에 합의했다. 수십 기가바이트를 보내는 연결에서는 같은 블록이 되풀이되어 내용이 샌다(Sweet32).")
        }
        Weakness::Md5 => {
            text!(en: "{name} was agreed on: it authenticates records with MD5, a hash that is broken elsewhere and has no margin left here.", ko: "MD5로 레코드를 인증하는 암호 모음({name})에 합의했다. MD5는 다른 쓰임에서는 이미 깨졌고 여기에서도 여유가 없다.")
        }
    };
    Some(
        Found::at(scene.hello_packet(), text)
            .rfc(weakness.rfc())
            .level(weakness.level()),
    )
}

fn aging(scene: &Scene<'_>) -> Option<Found> {
    let code = scene.tls?.suite?;
    if weakness(code).is_some() {
        return None;
    }
    let name = suite::name(code);
    if name.contains("_CCM_8") {
        let text = text!(en: "{name} was agreed on: its authentication tag is cut to 8 bytes to save room on radio links, so forging a record takes 2^64 tries instead of 2^128.", ko: "무선 구간의 바이트를 아끼려 인증 태그를 8바이트로 줄인 암호 모음({name})에 합의했다. 레코드 위조에 드는 시도가 2^128번이 아니라 2^64번이다.");
        return Some(Found::at(scene.hello_packet(), text).rfc("RFC 6655 §3"));
    }
    if !name.contains("_CBC_") {
        return None;
    }
    let etm = scene
        .answer
        .is_some_and(|hello| hello.extensions.contains(&22));
    let text = match (etm, name.ends_with("_SHA")) {
        (true, _) => {
            text!(en: "{name} was agreed on with encrypt_then_mac: CBC is safe from padding attacks this way, but every cipher of today encrypts and authenticates in one.", ko: "CBC를 쓰는 암호 모음({name})에 encrypt_then_mac과 함께 합의했다. 이렇게 하면 CBC도 패딩 공격에 안전하지만, 오늘날의 암호는 모두 암호화와 인증을 한 번에 한다.")
        }
        (false, true) => {
            text!(en: "{name} was agreed on: CBC with an HMAC-SHA1 inside the encryption, so every server must hide how long it looks at the padding (Lucky 13); AEAD suites have no padding to look at.", ko: "HMAC-SHA1을 암호화 안에 넣는 CBC 암호 모음({name})에 합의했다. 서버는 패딩을 보는 데 걸린 시간을 숨겨야 한다(Lucky 13). AEAD 암호 모음에는 볼 패딩이 없다.")
        }
        (false, false) => {
            text!(en: "{name} was agreed on: CBC with the MAC inside the encryption, so every server must hide how long it looks at the padding (Lucky 13); AEAD suites have no padding to look at.", ko: "MAC을 암호화 안에 넣는 CBC 암호 모음({name})에 합의했다. 서버는 패딩을 보는 데 걸린 시간을 숨겨야 한다(Lucky 13). AEAD 암호 모음에는 볼 패딩이 없다.")
        }
    };
    Some(Found::at(scene.hello_packet(), text))
}

fn no_forward_secrecy(scene: &Scene<'_>) -> Option<Found> {
    let code = scene.tls?.suite?;
    let name = suite::name(code);
    let exchange = match u16::try_from(code) {
        Ok(code) => Suite(code).exchange(),
        Err(_) => Exchange::Rsa, // SSL 2.0 has no other.
    };
    let (text, rfc) = match exchange {
        Exchange::Rsa => (
            text!(en: "Under {name} the client sends the secret encrypted to the server's RSA key: whoever gets that key, even years later, opens this recording.", ko: "{name} 방식에서는 클라이언트가 비밀을 서버의 RSA 키로 암호화해 보낸다. 몇 년 뒤에라도 그 키를 얻은 사람은 이 기록을 열 수 있다."),
            "RFC 9325 §4.1",
        ),
        Exchange::Fixed => (
            text!(en: "Under {name} the server's half of the key exchange is the fixed key of its certificate: whoever gets its private key opens this recording.", ko: "{name} 방식에서는 키 교환에 쓰는 서버의 몫이 인증서에 든 고정 키이다. 그 개인 키를 얻은 사람은 이 기록을 열 수 있다."),
            "RFC 9325 §4.1",
        ),
        Exchange::Psk if !name.contains("DHE_PSK") => (
            text!(en: "Under {name} the keys come from a key that both ends keep: whoever gets it later opens every recording made under it.", ko: "{name} 방식에서는 키가 양 끝이 간직한 사전 공유 키에서 나온다. 나중에 그 키를 얻은 사람은 그 키로 한 모든 통신의 기록을 열 수 있다."),
            "RFC 4279 §7.1",
        ),
        Exchange::Extension => {
            let answer = scene
                .answer
                .filter(|hello| hello.psk && hello.key_share_group.is_none())?;
            let text = text!(en: "The server took the pre-shared key without a fresh key share (psk_ke, {name}): whoever gets that key later opens this recording.", ko: "서버가 새 키 공유 없이 사전 공유 키만 받아들였다(psk_ke, {name}). 나중에 그 키를 얻은 사람은 이 기록을 열 수 있다.");
            return Some(Found::at(answer.packet, text).rfc("RFC 8446 §2.2"));
        }
        Exchange::Ecdhe(Signed::Yes | Signed::No)
        | Exchange::Dhe(Signed::Yes | Signed::No)
        | Exchange::Psk
        | Exchange::Unknown => return None,
    };
    Some(Found::at(scene.hello_packet(), text).rfc(rfc))
}

fn weak_group(scene: &Scene<'_>) -> Option<Found> {
    let group: Group = scene.tls?.group?;
    // Curves under 224 bits (RFC 8422 §5.1.1 has dropped all but five), in the order of their codes.
    matches!(group.0, 1..=8 | 15..=19).then(|| {
        let text = text!(en: "The key exchange ran over {group}, a curve of less than 224 bits that RFC 8422 has dropped: computing the shared secret from the wire is within reach.", ko: "키 교환에 쓴 {group} 곡선은 224비트에 못 미쳐 RFC 8422에서 제외되었다. 선로에 보인 값에서 공유 비밀을 계산할 수 있을 만하다.");
        Found::at(scene.hello_packet(), text)
    })
}

fn small_prime(scene: &Scene<'_>) -> Option<Found> {
    let bits = scene.tls?.prime.filter(|bits| *bits < 2048)?;
    let text = text!(en: "The Diffie-Hellman exchange ran over a prime of {bits} bits, where 2048 are the least: one large computation for that prime opens every exchange over it.", ko: "디피-헬먼 교환에 쓴 소수의 길이: {bits}비트. 적어도 2048비트는 되어야 한다. 그 소수에 대해 한 번 크게 계산해 두면 그 위의 모든 교환이 열린다.");
    Some(Found::at(scene.hello_packet(), text))
}

fn compression(scene: &Scene<'_>) -> Option<Found> {
    let method = scene.tls.map(|tls| tls.compression)?;
    (method != 0).then(|| {
        let text = text!(en: "The server chose compression method {method}: the length of each record tells how much of it repeats, so who can add guesses to a request finds its secrets letter by letter.", ko: "서버가 고른 압축 방식: {method}. 레코드마다 길이가 되풀이되는 양을 드러내므로, 요청에 추측을 덧붙일 수 있는 사람은 비밀을 한 글자씩 알아낸다.");
        Found::at(scene.hello_packet(), text)
    })
}

fn weak_offered(scene: &Scene<'_>) -> Option<Found> {
    let hello = scene.hello?;
    let mut weak = Vec::new();
    let mut worst = Level::Note;
    for code in &hello.suites {
        // 3DES is still in the list of many an honest client, at its end.
        let Some(found) = weakness(*code).filter(|found| *found != Weakness::SmallBlock) else {
            continue;
        };
        worst = worst.max(found.level());
        weak.push(suite::name(*code));
    }
    if weak.is_empty() {
        return None;
    }
    let (count, all, names) = (weak.len(), hello.suites.len(), list(&weak, 3));
    let v = if count == 1 { "s" } else { "" };
    let text = text!(en: "Of the {all} cipher suites the client offers, {count} protect{v} nobody ({names}): a server may take one, and an attacker may try to make it.", ko: "클라이언트가 제안하는 암호 모음 {all}개 가운데 {count}개는 아무도 보호하지 못한다({names}). 서버가 그것을 고를 수 있고, 공격자는 고르게 만들려 할 수 있다.");
    Some(Found::at(hello.packet, text).level(worst.min(Level::Warning)))
}

fn no_extended_master_secret(scene: &Scene<'_>) -> Option<Found> {
    let answer = scene.answer?;
    let version = scene
        .version
        .filter(|version| (0x0300..=0x0303).contains(&version.0))?;
    if answer.extensions.contains(&23) {
        return None;
    }
    let offered = scene
        .hello
        .is_some_and(|hello| hello.extensions.contains(&23));
    let text = if offered {
        text!(en: "The client offered extended_master_secret and the server of this {version} connection does not know it: the master secret is bound to two randoms only, not to the whole handshake.", ko: "클라이언트가 extended_master_secret을 제안했지만 이 {version} 연결의 서버는 모른다. 마스터 비밀이 핸드셰이크 전체가 아니라 두 random에만 묶인다.")
    } else {
        text!(en: "The client of this {version} connection does not offer extended_master_secret: the master secret is bound to two randoms only, not to the whole handshake.", ko: "이 {version} 연결의 클라이언트는 extended_master_secret을 제안하지 않는다. 마스터 비밀이 핸드셰이크 전체가 아니라 두 random에만 묶인다.")
    };
    Some(Found::at(answer.packet, text))
}
