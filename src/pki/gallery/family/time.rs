//! Certificates outside their time (RFC 5280 §4.1.2.5).

use std::time::Duration;

use crate::base::text::Doc;
use crate::base::time::Time;
use crate::pki::gallery::case::{Case, Lasts, Pair};
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::workshop::{Fence, Workshop, after, before};

const EXPIRED: Said = Said::Refuses("10: certificate has expired");

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 1,
        name: "leaf-expired",
        fault: Doc::new(
            "the server's certificate has expired",
            "서버 인증서의 유효 기간이 지났다",
        ),
        lesson: Doc::new(
            "An end date bounds the harm of a key that was stolen unnoticed. Nothing else in a certificate fails so often, and always for everybody at once: in December 2018 an expired certificate in Ericsson's software cut off the phones of 32 million O2 customers for a day.",
            "끝나는 날짜는 들키지 않고 도난당한 키의 피해를 제한한다. 인증서에서 가장 자주, 그것도 모두에게 한꺼번에 문제를 일으키는 것이 만료이다. 2018년 12월 에릭슨 소프트웨어의 인증서 하나가 만료되어 O2 가입자 3,200만 명의 전화가 하루 동안 끊겼다.",
        ),
        repair: Doc::new("it is valid today", "오늘 유효하다"),
        reason: Some("time.expired"),
        place: Place::Leaf,
        openssl: EXPIRED,
        strict: EXPIRED,
        rustls: Said::Refuses("Expired"),
        mint: |shop| {
            let now = shop.now;
            shop.leaves("leaf-expired.test", |plan| {
                plan.not_before = before(now, 50);
                plan.not_after = before(now, 10);
            })
        },
    },
    Entry {
        number: 2,
        name: "leaf-not-yet-valid",
        fault: Doc::new(
            "the server's certificate is not valid yet",
            "서버 인증서의 유효 기간이 아직 시작되지 않았다",
        ),
        lesson: Doc::new(
            "Nearly always it is a clock that is wrong: a device without a battery wakes up in 1970 and trusts nobody, not even the server that would tell it the time. CAs therefore let a certificate begin an hour before they sign it.",
            "거의 언제나 시계가 틀린 경우이다. 배터리 없는 기기는 1970년에 깨어나, 시각을 알려 줄 서버까지 아무도 믿지 못한다. 그래서 CA는 서명하는 때보다 한 시간쯤 앞서 유효 기간을 시작한다.",
        ),
        repair: Doc::new(
            "its validity began yesterday",
            "유효 기간이 어제 시작되었다",
        ),
        reason: Some("time.not-yet"),
        place: Place::Leaf,
        openssl: Said::Refuses("9: certificate is not yet valid"),
        strict: Said::Refuses("9: certificate is not yet valid"),
        rustls: Said::Refuses("NotValidYet"),
        mint: |shop| {
            let now = shop.now;
            shop.leaves("leaf-not-yet-valid.test", |plan| {
                plan.not_before = after(now, 7);
                plan.not_after = after(now, 46);
            })
        },
    },
    Entry {
        number: 15,
        name: "intermediate-expired",
        fault: Doc::new(
            "the intermediate CA has expired",
            "중간 CA의 유효 기간이 지났다",
        ),
        lesson: Doc::new(
            "A path is valid only while all of it is. In May 2020 AddTrust External CA Root expired together with the CAs it had cross-signed, and servers that still sent those broke for clients that did not look for another path.",
            "경로는 그 모두가 유효한 동안만 유효하다. 2020년 5월 AddTrust External CA Root가 교차 서명해 준 CA들과 함께 만료되자, 그 인증서를 계속 보내던 서버는 다른 경로를 찾지 않는 클라이언트에게 막혔다.",
        ),
        repair: Doc::new(
            "the intermediate is valid for years",
            "중간 CA가 여러 해 더 유효하다",
        ),
        reason: Some("time.expired"),
        place: Place::Issuer(1),
        openssl: EXPIRED,
        strict: EXPIRED,
        rustls: Said::Refuses("Expired"),
        mint: |shop| {
            let now = shop.now;
            shop.authorities(
                "intermediate-expired.test",
                |plan| plan.not_after = before(now, 3),
                |_| (),
            )
        },
    },
    Entry {
        number: 16,
        name: "root-expired",
        fault: Doc::new("the root has expired", "루트의 유효 기간이 지났다"),
        lesson: Doc::new(
            "RFC 5280 takes of a root only name and key (§6.1.1 d), so that its dates are the business of whoever trusts it: OpenSSL looks at them, rustls does not. When DST Root CA X3 expired in September 2021, old Androids went on accepting it and old OpenSSLs stopped.",
            "RFC 5280은 루트에서 이름과 키만 쓴다(§6.1.1 d). 그래서 루트의 날짜는 믿는 쪽이 정할 일이다. OpenSSL은 날짜를 보고 rustls는 보지 않는다. 2021년 9월 DST Root CA X3이 만료되었을 때 오래된 안드로이드는 계속 받아들였고 오래된 OpenSSL은 멈추었다.",
        ),
        repair: Doc::new("the root is valid for years", "루트가 여러 해 더 유효하다"),
        reason: Some("time.expired"),
        place: Place::Root,
        openssl: EXPIRED,
        strict: EXPIRED,
        rustls: Said::Accepts,
        mint: |shop| {
            let end = before(shop.now, 3);
            aged_root(shop, "root-expired.test", end)
        },
    },
    Entry {
        number: 46,
        name: "leaf-outlives-issuer",
        fault: Doc::new(
            "the certificate ends after its issuer",
            "인증서가 발급자보다 늦게 끝난다",
        ),
        lesson: Doc::new(
            "It will die before its own date, on the day its issuer does, and nobody's calendar says so. CAs clip a lifetime to their own.",
            "자기 날짜보다 먼저, 발급자가 만료되는 날 함께 못 쓰게 되지만 누구의 달력에도 적혀 있지 않다. CA는 수명을 자신의 수명에 맞추어 자른다.",
        ),
        repair: Doc::new("the issuer ends long after it", "발급자가 훨씬 늦게 끝난다"),
        reason: Some("lint.outlives-issuer"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: |shop| {
            let now = shop.now;
            shop.authorities(
                "leaf-outlives-issuer.test",
                |plan| plan.not_after = after(now, 10),
                |_| (),
            )
        },
    },
    Entry {
        number: 43,
        name: "ten-year-leaf",
        fault: Doc::new(
            "a server's certificate for ten years",
            "10년 동안 유효한 서버 인증서",
        ),
        lesson: Doc::new(
            "A long life makes a stolen key useful for long. Browsers took ever shorter ones of public CAs: 825 days in 2018, 398 in 2020, 200 from March 2026, 100 in 2027, 47 in 2029. RFC 5280 knows no bound, and neither do OpenSSL and rustls.",
            "수명이 길면 도난당한 키도 오래 쓸모 있다. 브라우저가 공개 CA에 허용하는 수명은 계속 짧아졌다. 2018년 825일, 2020년 398일, 2026년 3월부터 200일, 2027년 100일, 2029년 47일. RFC 5280에는 한계가 없고 OpenSSL과 rustls도 보지 않는다.",
        ),
        repair: Doc::new("it is valid for forty days", "40일 동안 유효하다"),
        reason: Some("lint.validity"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: |shop| {
            let now = shop.now;
            shop.leaves("ten-year-leaf.test", |plan| {
                plan.not_after = after(now, 3650)
            })
        },
    },
    Entry {
        number: 49,
        name: "last-second",
        fault: Doc::new(
            "control: judged exactly at notAfter, which is still valid",
            "대조: 정확히 notAfter 시각에 판정한다. 아직 유효하다",
        ),
        lesson: Doc::new(
            "notAfter is the last moment of the validity, not the first after it (RFC 5280 §4.1.2.5: inclusive). OpenSSL refuses a second too early, rustls does not.",
            "notAfter는 유효 기간의 마지막 순간이지 그다음 순간이 아니다(RFC 5280 §4.1.2.5: 양 끝 포함). OpenSSL은 1초 일찍 거절하고 rustls는 그러지 않는다.",
        ),
        repair: Doc::new(
            "judged one second before notAfter",
            "notAfter 1초 전에 판정한다",
        ),
        reason: None,
        place: Place::Leaf,
        openssl: EXPIRED,
        strict: EXPIRED,
        rustls: Said::Accepts,
        mint: |shop| boundary(shop, "last-second.test", 0),
    },
    Entry {
        number: 50,
        name: "one-second-late",
        fault: Doc::new(
            "judged one second after notAfter",
            "notAfter 1초 뒤에 판정한다",
        ),
        lesson: Doc::new(
            "A boundary is only understood when both of its sides are. This is the same certificate as that of `last-second`, one second on.",
            "경계는 양쪽을 다 보아야 이해된다. `last-second` 항목과 같은 조건에서 1초만 더 지났다.",
        ),
        repair: Doc::new(
            "judged one second before notAfter",
            "notAfter 1초 전에 판정한다",
        ),
        reason: Some("time.expired"),
        place: Place::Leaf,
        openssl: EXPIRED,
        strict: EXPIRED,
        rustls: Said::Refuses("Expired"),
        mint: |shop| boundary(shop, "one-second-late.test", 1),
    },
];

/// A root that ends at `end`, and the same with years to go, above the same chain.
fn aged_root(shop: &mut Workshop, host: &str, end: Time) -> Result<Pair, Fault> {
    let root = shop.new_root("root that grows old", Fence::Around)?;
    let mut old = shop.authority("root that grows old", &root.key, None, &root);
    old.set(Workshop::fence());
    old.not_after = end;
    let (ca_key, key) = (shop.key()?, shop.key()?);
    let plan = shop.authority("intermediate below it", &ca_key, Some(0), &root);
    let issuer = Issuer {
        name: plan.subject.clone(),
        certificate: plan.sign(&root.key)?,
        key: ca_key,
    };
    let leaf = shop.leaf(host, &key, &issuer).sign(&issuer.key)?;
    let case = |trusted: Vec<u8>| Case {
        sent: vec![issuer.certificate.clone()],
        roots: vec![trusted],
        ..shop.case(host, leaf.clone(), key.clone())
    };
    Ok(Pair {
        broken: case(old.sign(&root.key)?),
        fixed: case(root.certificate.clone()),
    })
}

/// The same certificate judged `late` seconds after its end, and a second before it.
fn boundary(shop: &mut Workshop, host: &str, late: u64) -> Result<Pair, Fault> {
    let (key, issuer, now) = (shop.key()?, shop.intermediate.clone(), shop.now);
    let mut plan = shop.leaf(host, &key, &issuer);
    plan.not_after = Time::seconds(now.as_seconds());
    let broken = Case {
        at: plan.not_after + Duration::from_secs(late),
        lasts: Lasts::OneSecond,
        ..shop.case(host, plan.sign(&issuer.key)?, key)
    };
    let fixed = Case {
        at: Time::seconds(now.as_seconds().saturating_sub(1)),
        ..broken.clone()
    };
    Ok(Pair { broken, fixed })
}
