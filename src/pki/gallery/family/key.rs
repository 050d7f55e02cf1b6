//! Keys and hashes that are too weak (NIST SP 800-57, CA/Browser Baseline Requirements §6.1.5).

use crate::base::text::Doc;
use crate::pki::gallery::algorithm::Algorithm;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::key::{Fault, Key};
use crate::pki::gallery::workshop::Workshop;

const KEY_TOO_SMALL: Said = Said::Refuses("66: EE certificate key too weak");
const HASH_TOO_WEAK: Said = Said::Refuses("68: CA signature digest algorithm too weak");

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 33,
        name: "rsa-1024",
        fault: Doc::new("an RSA key of 1024 bits", "1024비트 RSA 키"),
        lesson: Doc::new(
            "829 bits were factored in 2020 by people who published it; 1024 is within the reach of states. Public CAs stopped in 2013. OpenSSL judges the strength of a key only when asked to; rustls accepts the certificate, and then has no way to check what such a key signs in the handshake.",
            "2020년에 829비트가 소인수분해되어 공개되었고 1024비트는 국가라면 할 수 있는 범위에 있다. 공개 CA는 2013년에 그만두었다. OpenSSL은 요청받았을 때만 키의 강도를 따진다. rustls는 인증서를 받아들이지만, 그런 키가 핸드셰이크에서 한 서명을 검사할 방법이 없다.",
        ),
        repair: Doc::new(
            "a P-256 key, as strong as RSA with 3072 bits",
            "P-256 키: RSA 3072비트만큼 강하다",
        ),
        reason: Some("key.too-small"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: KEY_TOO_SMALL,
        rustls: Said::Accepts,
        mint: |shop| {
            let weak = Key::rsa(&mut shop.rng, 1024)?;
            with_keys(shop, "rsa-1024.test", weak)
        },
    },
    Entry {
        number: 34,
        name: "sha-1-signature",
        fault: Doc::new("signed with SHA-1", "SHA-1로 서명되었다"),
        lesson: Doc::new(
            "Who can make two texts with the same hash gets one signed and uses the other. For SHA-1 this was done in 2017 (SHAttered), and in 2020 for 45,000 dollars with a beginning of one's choice, which is what forging certificates needs. Browsers refuse it since 2017.",
            "해시가 같은 글 두 개를 만들 수 있으면 하나에 서명을 받아 다른 하나에 쓴다. SHA-1에서는 2017년에 이루어졌고(SHAttered), 2020년에는 앞부분을 마음대로 고르는 충돌을 4만 5천 달러로 만들었다. 인증서 위조에 필요한 것이 바로 그것이다. 브라우저는 2017년부터 거절한다.",
        ),
        repair: Doc::new("signed with SHA-256", "SHA-256으로 서명되었다"),
        reason: Some("sig.weak-hash"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: HASH_TOO_WEAK,
        rustls: Said::Refuses("UnsupportedSignatureAlgorithm"),
        mint: |shop| hashed(shop, "sha-1-signature.test", Algorithm::RsaSha1),
    },
    Entry {
        number: 35,
        name: "md5-signature",
        fault: Doc::new("signed with MD5", "MD5로 서명되었다"),
        lesson: Doc::new(
            "In 2008 Sotirov, Stevens and others had RapidSSL sign a harmless certificate, whose MD5 was also that of a CA certificate they had made: with 200 game consoles they became a CA the whole world trusted.",
            "2008년 소티로프와 스티븐스 등은 RapidSSL에서 해롭지 않은 인증서에 서명을 받았다. 그 MD5는 그들이 만든 CA 인증서의 MD5와 같았다. 게임기 200대로 온 세상이 믿는 CA가 된 것이다.",
        ),
        repair: Doc::new("signed with SHA-256", "SHA-256으로 서명되었다"),
        reason: Some("sig.weak-hash"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: HASH_TOO_WEAK,
        rustls: Said::Refuses("UnsupportedSignatureAlgorithm"),
        mint: |shop| hashed(shop, "md5-signature.test", Algorithm::RsaMd5),
    },
    Entry {
        number: 36,
        name: "p-192",
        fault: Doc::new(
            "a key on P-192, a curve too small",
            "너무 작은 곡선 P-192의 키",
        ),
        lesson: Doc::new(
            "96 bits of strength, below every bound of today, and no browser speaks it. A verifier must also look at how a curve is named: in CVE-2020-0601 Windows took a curve with parameters of the attacker's choice for the one it knew.",
            "강도가 96비트라 오늘날의 모든 기준에 못 미치고, 이 곡선을 쓰는 브라우저도 없다. 검증기는 곡선을 어떻게 지정했는지도 보아야 한다. CVE-2020-0601에서 윈도우는 공격자가 고른 매개변수의 곡선을 자기가 아는 곡선으로 받아들였다.",
        ),
        repair: Doc::new("a key on P-256", "P-256의 키"),
        reason: Some("key.curve"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: KEY_TOO_SMALL,
        rustls: Said::Accepts,
        mint: |shop| {
            let weak = Key::p192(&mut shop.rng);
            with_keys(shop, "p-192.test", weak)
        },
    },
];

/// Two servers `host`: one with the `weak` key, one with a key as keys should be.
pub(super) fn with_keys(shop: &mut Workshop, host: &str, weak: Key) -> Result<Pair, Fault> {
    let issuer = shop.intermediate.clone();
    let mut case = |key: Key| -> Result<Case, Fault> {
        let plan = shop.leaf(host, &key, &issuer);
        Ok(shop.case(host, plan.sign(&issuer.key)?, key))
    };
    let broken = case(weak)?;
    let good = shop.key()?;
    let plan = shop.leaf(host, &good, &issuer);
    Ok(Pair {
        broken,
        fixed: shop.case(host, plan.sign(&issuer.key)?, good),
    })
}

/// Two servers `host` with the same body: one signed with `weak`, one as it should be.
fn hashed(shop: &mut Workshop, host: &str, weak: Algorithm) -> Result<Pair, Fault> {
    let (key, issuer) = (shop.key()?, shop.rsa_intermediate()?);
    let plan = shop.leaf(host, &key, &issuer);
    let case = |leaf| Case {
        sent: vec![issuer.certificate.clone()],
        ..shop.case(host, leaf, key.clone())
    };
    Ok(Pair {
        broken: case(plan.sign_with(&issuer.key, weak)?),
        fixed: case(plan.sign(&issuer.key)?),
    })
}
