//! Revocation: lists, and what is wrong with them (RFC 5280 §5, §6.3).

use crate::base::text::Doc;
use crate::base::time::Time;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::revocation::{Crl, KEY_COMPROMISE, Revoked};
use crate::pki::gallery::workshop::{Workshop, after, before};

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 37,
        name: "revoked",
        fault: Doc::new("the certificate was revoked", "폐기된 인증서이다"),
        lesson: Doc::new(
            "Its key was stolen and its CA says so, to whoever asks. In 2011 DigiNotar could not say which certificates its intruder had made, so the whole CA had to be taken out of every system. After Heartbleed (2014) hundreds of thousands were revoked, and one CRL grew to megabytes.",
            "키가 도난당했고 CA는 묻는 이에게 그렇게 말한다. 2011년 디지노타르는 침입자가 어떤 인증서를 만들었는지 말하지 못해 CA 전체를 모든 시스템에서 빼야 했다. 하트블리드(2014년) 뒤에는 수십만 장이 폐기되어 CRL 하나가 수 메가바이트로 커졌다.",
        ),
        repair: Doc::new(
            "another certificate is on the list",
            "목록에 다른 인증서가 있다",
        ),
        reason: Some("rev.revoked"),
        place: Place::Crl,
        openssl: Said::Refuses("23: certificate revoked"),
        strict: Said::Refuses("23: certificate revoked"),
        rustls: Said::Refuses("Revoked"),
        mint: |shop| {
            listed(shop, "revoked.test", |stage| {
                let own = stage.serial.clone();
                let broken = stage
                    .list(vec![own], 1, 7)
                    .sign(stage.issuer, &stage.issuer.key)?;
                Ok([broken, stage.others()?])
            })
        },
    },
    Entry {
        number: 38,
        name: "crl-stale",
        fault: Doc::new(
            "the list is past its nextUpdate",
            "목록의 nextUpdate가 지났다",
        ),
        lesson: Doc::new(
            "An attacker who holds back today's list and shows last month's makes a revoked certificate good again. So a list has an end too. Fail open or fail closed? OpenSSL and rustls refuse when asked to check; browsers mostly did not.",
            "오늘의 목록을 막고 지난달 것을 보여 주는 공격자는 폐기된 인증서를 되살린다. 그래서 목록에도 끝이 있다. 열어 둘 것인가 닫을 것인가? 검사하라고 하면 OpenSSL과 rustls는 거절하고, 브라우저는 대개 그러지 않았다.",
        ),
        repair: Doc::new("a list of today", "오늘의 목록"),
        reason: Some("rev.crl-stale"),
        place: Place::Crl,
        openssl: Said::Refuses("12: CRL has expired"),
        strict: Said::Refuses("12: CRL has expired"),
        rustls: Said::Refuses("ExpiredRevocationList"),
        mint: |shop| {
            listed(shop, "crl-stale.test", |stage| {
                let other = stage.other.clone();
                let mut list = stage.list(vec![other], 30, 7);
                list.next_update = Some(before(stage.now, 23));
                Ok([list.sign(stage.issuer, &stage.issuer.key)?, stage.others()?])
            })
        },
    },
    Entry {
        number: 39,
        name: "crl-bad-signature",
        fault: Doc::new(
            "the list was signed by another key",
            "목록에 다른 키가 서명했다",
        ),
        lesson: Doc::new(
            "Lists come over plain HTTP, because they are signed: whoever changes one must not be believed. OpenSSL, which looks for a list by the key that should have signed it, reports that there is none.",
            "목록은 서명되어 있으므로 암호화 없는 HTTP로 받는다. 바꾼 것을 믿어서는 안 된다. 서명했어야 할 키로 목록을 찾는 OpenSSL은 목록이 없다고 말한다.",
        ),
        repair: Doc::new(
            "the issuer's own key signed it",
            "발급자 자신의 키가 서명했다",
        ),
        reason: Some("rev.crl-bad-signature"),
        place: Place::Crl,
        openssl: Said::Refuses("3: unable to get certificate CRL"),
        strict: Said::Refuses("3: unable to get certificate CRL"),
        rustls: Said::Refuses("BadSignature"),
        mint: |shop| {
            let stranger = shop.key()?;
            listed(shop, "crl-bad-signature.test", |stage| {
                let other = stage.other.clone();
                let broken = stage
                    .list(vec![other], 1, 7)
                    .sign(stage.issuer, &stranger)?;
                Ok([broken, stage.others()?])
            })
        },
    },
    Entry {
        number: 40,
        name: "crl-of-others",
        fault: Doc::new(
            "control: the list revokes somebody else",
            "대조: 목록이 다른 인증서를 폐기한다",
        ),
        lesson: Doc::new(
            "A list is about the serial numbers on it and about nobody else. A test that only ever sees revoked certificates would not notice a verifier that refuses everybody.",
            "목록은 거기 적힌 일련번호에만 해당한다. 폐기된 인증서만 보는 시험은 모두를 거절하는 검증기를 알아차리지 못한다.",
        ),
        repair: Doc::new("nobody is on the list", "목록이 비어 있다"),
        reason: None,
        place: Place::Crl,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: |shop| {
            listed(shop, "crl-of-others.test", |stage| {
                let empty = stage.list(Vec::new(), 1, 7);
                Ok([
                    stage.others()?,
                    empty.sign(stage.issuer, &stage.issuer.key)?,
                ])
            })
        },
    },
];

/// What a list is made of.
struct Stage<'s> {
    issuer: &'s Issuer,
    now: Time,
    /// The serial number of the server's certificate.
    serial: Vec<u8>,
    /// One of somebody else.
    other: Vec<u8>,
}

impl Stage<'_> {
    /// A list of `age` days that is good for another `days`.
    fn list(&self, serials: Vec<Vec<u8>>, age: u64, days: u64) -> Crl {
        let since = before(self.now, age + 2);
        Crl {
            this_update: before(self.now, age),
            next_update: Some(after(self.now, days)),
            revoked: serials
                .into_iter()
                .map(|serial| Revoked {
                    serial,
                    since,
                    reason: Some(KEY_COMPROMISE),
                })
                .collect(),
        }
    }

    /// A good list with somebody else on it.
    fn others(&self) -> Result<Vec<u8>, Fault> {
        let list = self.list(vec![self.other.clone()], 1, 7);
        list.sign(self.issuer, &self.issuer.key)
    }
}

/// One server, judged with the first of the lists and with the second.
fn listed(
    shop: &mut Workshop,
    host: &str,
    lists: impl Fn(&Stage<'_>) -> Result<[Vec<u8>; 2], Fault>,
) -> Result<Pair, Fault> {
    let (key, issuer) = (shop.key()?, shop.intermediate.clone());
    let plan = shop.leaf(host, &key, &issuer);
    let [first, second] = lists(&Stage {
        issuer: &issuer,
        now: shop.now,
        serial: plan.serial.clone(),
        other: shop.serial(),
    })?;
    let leaf = plan.sign(&issuer.key)?;
    // For clients that want to know it of every CA too, as curl does.
    let root = shop.root.clone();
    let above = Crl {
        this_update: before(shop.now, 1),
        next_update: Some(after(shop.now, 30)),
        revoked: Vec::new(),
    };
    let above = above.sign(&root, &root.key)?;
    let case = |crl| Case {
        crls: vec![crl, above.clone()],
        ..shop.case(host, leaf.clone(), key.clone())
    };
    Ok(Pair {
        broken: case(first),
        fixed: case(second),
    })
}
