//! A promise that is not kept (RFC 7633).

use crate::base::text::Doc;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::extension::Extension;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::revocation;
use crate::pki::gallery::workshop::{Workshop, after, before};

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[Entry {
    number: 47,
    name: "staple-missing",
    fault: Doc::new(
        "it promises a stapled OCSP answer, and none comes",
        "OCSP 응답을 함께 보내겠다고 약속했지만 보내지 않는다",
    ),
    lesson: Doc::new(
        "Whoever cannot ask the CA lets the certificate pass, and an attacker can always see to that. With this extension (must-staple) the server has to bring the answer itself, and silence is a refusal. Few servers did it reliably; Let's Encrypt ended OCSP in 2025.",
        "CA에 물을 수 없으면 인증서를 통과시키기 마련이고, 공격자는 언제든 묻지 못하게 막을 수 있다. 이 확장(must-staple)이 있으면 서버가 응답을 직접 가져와야 하고 침묵은 거절이 된다. 제대로 해내는 서버가 드물었고 Let's Encrypt는 2025년에 OCSP를 끝냈다.",
    ),
    repair: Doc::new(
        "the server sends the answer: good",
        "서버가 '정상'이라는 응답을 함께 보낸다",
    ),
    reason: Some("rev.staple-missing"),
    place: Place::Leaf,
    openssl: Said::Accepts,
    strict: Said::Accepts,
    rustls: Said::Accepts,
    mint: staple_missing,
}];

fn staple_missing(shop: &mut Workshop) -> Result<Pair, Fault> {
    const HOST: &str = "staple-missing.test";
    let (key, issuer, now) = (shop.key()?, shop.intermediate.clone(), shop.now);
    let mut plan = shop.leaf(HOST, &key, &issuer);
    plan.set(Extension::must_staple());
    let answer = revocation::good(&issuer, &plan.serial, before(now, 1), after(now, 6))?;
    let broken = shop.case(HOST, plan.sign(&issuer.key)?, key);
    let fixed = Case {
        staple: Some(answer),
        ..broken.clone()
    };
    Ok(Pair { broken, fixed })
}
