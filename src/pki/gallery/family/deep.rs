//! Chains that go round in a circle or do not end: an attack on whoever follows them.

use crate::base::text::Doc;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::der;
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::workshop::Workshop;

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 54,
        name: "cross-signed-loop",
        fault: Doc::new(
            "two CAs vouch for each other, and no root for either",
            "두 CA가 서로를 보증하고 어느 쪽도 루트에 닿지 않는다",
        ),
        lesson: Doc::new(
            "CAs sign each other so that clients of either find a path. If a verifier does not remember where it has been, it walks this circle until its stack ends; with many CAs that sign one another there are more ways than can ever be tried (RFC 4158).",
            "CA들은 어느 쪽의 클라이언트든 경로를 찾도록 서로 서명한다. 지나온 곳을 기억하지 않는 검증기는 스택이 다할 때까지 이 원을 돈다. 여러 CA가 서로 서명하면 다 시험할 수 없을 만큼 많은 길이 생긴다(RFC 4158).",
        ),
        repair: Doc::new(
            "the root vouches for one of them",
            "루트가 그중 하나를 보증한다",
        ),
        reason: Some("chain.loop"),
        place: Place::Path,
        openssl: Said::Refuses("20: unable to get local issuer certificate"),
        strict: Said::Refuses("20: unable to get local issuer certificate"),
        rustls: Said::Refuses("UnknownIssuer"),
        mint: going_round,
    },
    Entry {
        number: 54,
        name: "chain-of-hundred",
        fault: Doc::new(
            "more than a hundred intermediates between leaf and root",
            "서버 인증서와 루트 사이에 중간 CA가 백 개 넘게 있다",
        ),
        lesson: Doc::new(
            "Every step costs the client a signature check, and the server nothing: it made them once. Verifiers set a bound (rustls six intermediates, OpenSSL a hundred), and say so; RFC 5280 has none.",
            "한 걸음마다 클라이언트는 서명을 검사해야 하지만 서버는 한 번 만들어 두면 그만이다. 그래서 검증기는 한계를 두고(rustls는 중간 CA 6개, OpenSSL은 100개) 그렇게 말한다. RFC 5280에는 한계가 없다.",
        ),
        repair: Doc::new("two intermediates", "중간 CA가 두 개이다"),
        reason: Some("chain.budget"),
        place: Place::Path,
        openssl: Said::Refuses("22: certificate chain too long"),
        strict: Said::Refuses("22: certificate chain too long"),
        rustls: Said::Refuses("MaximumPathDepthExceeded"),
        mint: |shop| {
            let broken = stairs(shop, 101)?;
            let fixed = stairs(shop, 2)?;
            Ok(Pair { broken, fixed })
        },
    },
];

fn going_round(shop: &mut Workshop) -> Result<Pair, Fault> {
    const HOST: &str = "cross-signed-loop.test";
    let (one_key, other_key, key) = (shop.key()?, shop.key()?, shop.key()?);
    let named = |name, key| Issuer {
        name: der::name(name),
        key,
        certificate: Vec::new(),
    };
    let (one, other) = (named("this CA", one_key), named("that CA", other_key));
    let root = shop.root.clone();
    let mut vouch = |below: u8, subject: &str, of: &Issuer, by: &Issuer| {
        shop.authority(subject, &of.key, Some(below), by)
            .sign(&by.key)
    };
    let round = vec![
        vouch(2, "this CA", &one, &other)?,
        vouch(2, "that CA", &other, &one)?,
    ];
    let out = vouch(2, "that CA", &other, &root)?;
    let leaf = shop.leaf(HOST, &key, &one).sign(&one.key)?;
    let broken = Case {
        sent: round,
        ..shop.case(HOST, leaf, key)
    };
    let mut fixed = broken.clone();
    // Before the other of its name: OpenSSL takes the first and does not come back for the second.
    fixed.sent.insert(1, out);
    Ok(Pair { broken, fixed })
}

/// A server below `n` intermediates.
fn stairs(shop: &mut Workshop, n: u8) -> Result<Case, Fault> {
    const HOST: &str = "chain-of-hundred.test";
    let mut above = shop.root.clone();
    let mut sent = Vec::new();
    for step in 1..=n {
        let key = shop.key()?;
        let name = format!("step {step} of {n}");
        let plan = shop.authority(&name, &key, None, &above);
        let certificate = plan.sign(&above.key)?;
        sent.insert(0, certificate.clone());
        above = Issuer {
            name: plan.subject,
            key,
            certificate,
        };
    }
    let key = shop.key()?;
    let leaf = shop.leaf(HOST, &key, &above).sign(&above.key)?;
    Ok(Case {
        sent,
        ..shop.case(HOST, leaf, key)
    })
}
