//! Chains that lead nowhere, or to the wrong place (RFC 5280 §6.1).

use crate::base::text::Doc;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::der;
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::extension::ISSUER_KEY;
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::workshop::{Fence, Workshop};

const UNKNOWN_ISSUER: Said = Said::Refuses("UnknownIssuer");

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 11,
        name: "self-signed",
        fault: Doc::new(
            "the certificate is signed by its own key",
            "자기 키로 서명한 인증서이다",
        ),
        lesson: Doc::new(
            "It says of itself what only another could prove: anybody can make one for any name in a second. To trust it after all, its fingerprint has to come by another way.",
            "남이 증명해야 할 것을 스스로 말한다. 누구나 어떤 이름으로든 1초 만에 만들 수 있다. 그래도 믿으려면 지문을 다른 길로 받아야 한다.",
        ),
        repair: Doc::new("the intermediate signed it", "중간 CA가 서명했다"),
        reason: Some("chain.self-signed"),
        place: Place::Leaf,
        openssl: Said::Refuses("18: self-signed certificate"),
        strict: Said::Refuses("18: self-signed certificate"),
        rustls: UNKNOWN_ISSUER,
        mint: self_signed,
    },
    Entry {
        number: 12,
        name: "untrusted-root",
        fault: Doc::new(
            "the chain is whole, but nobody trusts its root",
            "사슬은 온전하지만 그 루트를 아무도 믿지 않는다",
        ),
        lesson: Doc::new(
            "Trust does not come from the wire. Whoever can sign a leaf can sign a root and send both; what counts is what the client had before. A company's own CA looks like this on every machine it was not installed on.",
            "신뢰는 선로에서 오지 않는다. 서버 인증서에 서명할 수 있는 사람은 루트도 만들어 함께 보낼 수 있다. 중요한 것은 클라이언트가 전부터 가지고 있던 것이다. 회사 자체의 CA는 설치하지 않은 컴퓨터에서 모두 이렇게 보인다.",
        ),
        repair: Doc::new(
            "the client trusts that root",
            "클라이언트가 그 루트를 믿는다",
        ),
        reason: Some("chain.untrusted-root"),
        place: Place::Root,
        openssl: Said::Refuses("19: self-signed certificate in certificate chain"),
        strict: Said::Refuses("19: self-signed certificate in certificate chain"),
        rustls: UNKNOWN_ISSUER,
        mint: untrusted_root,
    },
    Entry {
        number: 13,
        name: "intermediate-missing",
        fault: Doc::new(
            "the server does not send its intermediate",
            "서버가 중간 CA 인증서를 보내지 않는다",
        ),
        lesson: Doc::new(
            "The most frequent mistake in setting up a server, and hard to see: browsers have the intermediate from elsewhere or fetch it, so the page opens, while curl, phones and other servers fail. A server sends everything but the root (RFC 8446 §4.4.2).",
            "서버 설정에서 가장 흔하고 알아차리기 어려운 실수이다. 브라우저는 중간 CA를 다른 데서 얻었거나 내려받으므로 페이지가 열리지만, curl과 휴대폰과 다른 서버는 실패한다. 서버는 루트만 빼고 모두 보낸다(RFC 8446 §4.4.2).",
        ),
        repair: Doc::new("it sends the intermediate too", "중간 CA 인증서도 보낸다"),
        reason: Some("chain.missing-issuer"),
        place: Place::Leaf,
        openssl: Said::Refuses("20: unable to get local issuer certificate"),
        strict: Said::Refuses("20: unable to get local issuer certificate"),
        rustls: UNKNOWN_ISSUER,
        mint: |shop| {
            let mut pair = shop.leaves("intermediate-missing.test", |_| ())?;
            pair.broken.sent.clear();
            Ok(pair)
        },
    },
    Entry {
        number: 14,
        name: "issuer-key-differs",
        fault: Doc::new(
            "the issuer has the right name but another key",
            "발급자의 이름은 맞지만 키가 다르다",
        ),
        lesson: Doc::new(
            "A CA that takes a new key and keeps its name has two certificates that look alike; the server sends the wrong one. rustls calls it a bad signature, as if somebody had tampered, OpenSSL a missing issuer, as if nothing had been sent; the key identifiers (RFC 5280 §4.2.1.1) tell what really happened.",
            "이름은 그대로 두고 키를 바꾼 CA에는 똑같아 보이는 인증서가 둘 있다. 서버가 그중 틀린 것을 보냈다. rustls는 누군가 변조한 것처럼 잘못된 서명이라 하고, OpenSSL은 아무것도 받지 못한 것처럼 발급자가 없다고 한다. 실제로 일어난 일은 키 식별자(RFC 5280 §4.2.1.1)가 알려 준다.",
        ),
        repair: Doc::new(
            "it sends the certificate of the key that signed",
            "서명한 키의 인증서를 보낸다",
        ),
        reason: Some("chain.issuer-key-differs"),
        place: Place::Leaf,
        openssl: Said::Refuses("20: unable to get local issuer certificate"),
        strict: Said::Refuses("20: unable to get local issuer certificate"),
        rustls: Said::Refuses("BadSignature"),
        mint: issuer_key_differs,
    },
    Entry {
        number: 42,
        name: "wrong-order",
        fault: Doc::new(
            "the chain is sent in the wrong order",
            "사슬을 틀린 순서로 보낸다",
        ),
        lesson: Doc::new(
            "TLS 1.2 wants each certificate to certify the one before it (RFC 5246 §7.4.2); so many servers get it wrong that clients sort for themselves, and TLS 1.3 asks them to (RFC 8446 §4.4.2). Small clients do not.",
            "TLS 1.2는 각 인증서가 바로 앞의 것을 보증하기를 요구한다(RFC 5246 §7.4.2). 틀리는 서버가 워낙 많아 클라이언트가 스스로 정렬하고, TLS 1.3은 그렇게 하라고 한다(RFC 8446 §4.4.2). 작은 클라이언트는 하지 않는다.",
        ),
        repair: Doc::new(
            "each certificate is followed by its issuer's",
            "각 인증서 다음에 그 발급자의 인증서가 온다",
        ),
        reason: Some("warn.order"),
        place: Place::Path,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: wrong_order,
    },
];

fn self_signed(shop: &mut Workshop) -> Result<Pair, Fault> {
    const HOST: &str = "self-signed.test";
    let (key, issuer) = (shop.key()?, shop.intermediate.clone());
    let itself = Issuer {
        name: der::name(HOST),
        key: key.clone(),
        certificate: Vec::new(),
    };
    let mut alone = shop.leaf(HOST, &key, &itself);
    alone.without(ISSUER_KEY);
    let signed = shop.leaf(HOST, &key, &issuer);
    Ok(Pair {
        broken: Case {
            sent: Vec::new(),
            ..shop.case(HOST, alone.sign(&key)?, key.clone())
        },
        fixed: shop.case(HOST, signed.sign(&issuer.key)?, key),
    })
}

fn untrusted_root(shop: &mut Workshop) -> Result<Pair, Fault> {
    const HOST: &str = "untrusted-root.test";
    let root = shop.new_root("root that nobody knows", Fence::Around)?;
    let (ca_key, key) = (shop.key()?, shop.key()?);
    let plan = shop.authority("intermediate that nobody knows", &ca_key, Some(0), &root);
    let issuer = Issuer {
        name: plan.subject.clone(),
        certificate: plan.sign(&root.key)?,
        key: ca_key,
    };
    let leaf = shop.leaf(HOST, &key, &issuer).sign(&issuer.key)?;
    let broken = Case {
        sent: vec![issuer.certificate, root.certificate.clone()],
        ..shop.case(HOST, leaf, key)
    };
    let fixed = Case {
        roots: vec![root.certificate],
        ..broken.clone()
    };
    Ok(Pair { broken, fixed })
}

fn issuer_key_differs(shop: &mut Workshop) -> Result<Pair, Fault> {
    let mut pair = shop.authorities("issuer-key-differs.test", |_| (), |_| ())?;
    let (key, root) = (shop.key()?, shop.root.clone());
    let other = shop.authority(
        "intermediate of issuer-key-differs.test",
        &key,
        Some(0),
        &root,
    );
    pair.broken.sent = vec![other.sign(&root.key)?];
    Ok(pair)
}

fn wrong_order(shop: &mut Workshop) -> Result<Pair, Fault> {
    const HOST: &str = "wrong-order.test";
    let (upper_key, lower_key, key) = (shop.key()?, shop.key()?, shop.key()?);
    let root = shop.root.clone();
    let plan = shop.authority("upper intermediate", &upper_key, Some(1), &root);
    let upper = Issuer {
        name: plan.subject.clone(),
        certificate: plan.sign(&root.key)?,
        key: upper_key,
    };
    let plan = shop.authority("lower intermediate", &lower_key, Some(0), &upper);
    let lower = Issuer {
        name: plan.subject.clone(),
        certificate: plan.sign(&upper.key)?,
        key: lower_key,
    };
    let leaf = shop.leaf(HOST, &key, &lower).sign(&lower.key)?;
    let (upper, lower) = (upper.certificate, lower.certificate);
    let case = |sent| Case {
        sent,
        ..shop.case(HOST, leaf.clone(), key.clone())
    };
    Ok(Pair {
        broken: case(vec![upper.clone(), lower.clone()]),
        fixed: case(vec![lower, upper]),
    })
}
