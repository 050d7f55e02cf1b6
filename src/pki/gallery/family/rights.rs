//! Certificates that sign without the right to (RFC 5280 §4.2.1.3, §4.2.1.9).

use crate::base::text::Doc;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::extension::{BASIC, EXTENDED_KEY_USAGE, Extension, KEY_USAGE, usage};
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::workshop::Workshop;

const INVALID_CA: Said = Said::Refuses("79: invalid CA certificate");

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 17,
        name: "leaf-signs-leaf",
        fault: Doc::new(
            "a server's certificate signed another one",
            "서버 인증서가 다른 인증서에 서명했다",
        ),
        lesson: Doc::new(
            "Whoever buys one certificate could sign for the whole world if this went unseen. It did: Internet Explorer in 2002 (Moxie Marlinspike) and iOS in 2011 (CVE-2011-0228) did not look at basicConstraints.",
            "이것을 보지 않으면 인증서 하나를 산 누구나 온 세상의 이름에 서명할 수 있다. 실제로 그랬다. 2002년 인터넷 익스플로러(목시 말린스파이크)와 2011년 iOS(CVE-2011-0228)가 basicConstraints를 보지 않았다.",
        ),
        repair: Doc::new("the one that signs is a CA", "서명한 쪽이 CA이다"),
        reason: Some("ca.not-a-ca"),
        place: Place::Issuer(1),
        openssl: INVALID_CA,
        strict: INVALID_CA,
        rustls: Said::Refuses("EndEntityUsedAsCa"),
        mint: |shop| {
            shop.authorities(
                "leaf-signs-leaf.test",
                |plan| {
                    plan.set(Extension::no_ca());
                    // Without keyUsage, which would refuse it a second time.
                    plan.without(KEY_USAGE);
                },
                |_| (),
            )
        },
    },
    Entry {
        number: 18,
        name: "no-basic-constraints",
        fault: Doc::new(
            "the issuer has no basicConstraints",
            "발급자에 basicConstraints가 없다",
        ),
        lesson: Doc::new(
            "In version 3 a certificate is a CA only if it says so. Old ones (version 1) could not say it, which is why software guessed; a guess is what the attack on `leaf-signs-leaf` lives on.",
            "버전 3에서는 스스로 CA라고 밝힌 인증서만 CA이다. 오래된 것(버전 1)은 그렇게 밝힐 수 없어 소프트웨어가 짐작했고, `leaf-signs-leaf`의 공격은 그 짐작을 파고든다.",
        ),
        repair: Doc::new("the issuer says that it is a CA", "발급자가 CA임을 밝힌다"),
        reason: Some("ca.no-basic-constraints"),
        place: Place::Issuer(1),
        openssl: INVALID_CA,
        strict: INVALID_CA,
        rustls: Said::Refuses("EndEntityUsedAsCa"),
        mint: |shop| {
            shop.authorities(
                "no-basic-constraints.test",
                |plan| plan.without(BASIC),
                |_| (),
            )
        },
    },
    Entry {
        number: 19,
        name: "path-too-long",
        fault: Doc::new(
            "more CAs below an intermediate than it may have",
            "중간 CA 아래에 허용된 것보다 많은 CA가 있다",
        ),
        lesson: Doc::new(
            "pathLenConstraint 0 lets a CA sign leaves but make no further CAs: so a customer's CA cannot hand its power on. In 2012 Trustwave admitted to have sold just such a power, to read a company's traffic.",
            "pathLenConstraint 0인 CA는 최종 인증서에는 서명하지만 CA를 더 만들지는 못한다. 그래서 고객의 CA는 권한을 넘겨줄 수 없다. 2012년 트러스트웨이브는 회사 통신을 들여다보도록 바로 그런 권한을 팔았다고 인정했다.",
        ),
        repair: Doc::new(
            "it may have one CA below it",
            "그 아래에 CA 하나가 허용된다",
        ),
        reason: Some("ca.pathlen"),
        place: Place::Issuer(2),
        openssl: Said::Refuses("25: path length constraint exceeded"),
        strict: Said::Refuses("25: path length constraint exceeded"),
        rustls: Said::Refuses("PathLenConstraintViolated"),
        mint: path_too_long,
    },
    Entry {
        number: 20,
        name: "no-cert-sign",
        fault: Doc::new(
            "the issuer's keyUsage does not let it sign certificates",
            "발급자의 keyUsage가 인증서 서명을 허용하지 않는다",
        ),
        lesson: Doc::new(
            "Two extensions must agree before a key may sign certificates: cA in basicConstraints, keyCertSign in keyUsage (RFC 5280 §6.1.4 n). webpki does not look at the second.",
            "키가 인증서에 서명하려면 확장 두 개가 다 허용해야 한다. basicConstraints의 cA와 keyUsage의 keyCertSign이다(RFC 5280 §6.1.4 n). webpki는 두 번째를 보지 않는다.",
        ),
        repair: Doc::new("keyCertSign is set", "keyCertSign이 있다"),
        reason: Some("ca.no-cert-sign"),
        place: Place::Issuer(1),
        openssl: INVALID_CA,
        strict: INVALID_CA,
        rustls: Said::Accepts,
        mint: |shop| {
            shop.authorities(
                "no-cert-sign.test",
                |plan| {
                    plan.set(Extension::ca(None));
                    plan.set(Extension::key_usage(&[
                        usage::DIGITAL_SIGNATURE,
                        usage::CRL_SIGN,
                    ]));
                },
                |plan| plan.set(Extension::ca(None)),
            )
        },
    },
    Entry {
        number: 26,
        name: "ca-as-server",
        fault: Doc::new(
            "a CA certificate serves a web page",
            "CA 인증서를 서버가 쓰고 있다",
        ),
        lesson: Doc::new(
            "The key that signs certificates lies on the machine everybody talks to: whoever breaks into the server can make certificates. A CA's key belongs where nothing listens.",
            "인증서에 서명하는 키가 누구나 접속하는 컴퓨터에 있다. 서버에 침입한 사람은 인증서를 만들 수 있다. CA의 키는 아무것도 듣고 있지 않은 곳에 두어야 한다.",
        ),
        repair: Doc::new(
            "the server has a certificate that is no CA",
            "서버의 인증서가 CA가 아니다",
        ),
        reason: Some("usage.ca-as-leaf"),
        place: Place::Leaf,
        openssl: Said::Refuses("26: unsuitable certificate purpose"),
        strict: Said::Refuses("26: unsuitable certificate purpose"),
        rustls: Said::Refuses("CaUsedAsEndEntity"),
        mint: |shop| {
            shop.leaves("ca-as-server.test", |plan| {
                plan.set(Extension::ca(Some(0)));
                plan.set(Extension::key_usage(&[usage::CERT_SIGN, usage::CRL_SIGN]));
                plan.without(EXTENDED_KEY_USAGE);
            })
        },
    },
];

fn path_too_long(shop: &mut Workshop) -> Result<Pair, Fault> {
    const HOST: &str = "path-too-long.test";
    let (upper_key, lower_key, key) = (shop.key()?, shop.key()?, shop.key()?);
    let root = shop.root.clone();
    let upper = |shop: &mut Workshop, below| {
        shop.authority("customer's CA", &upper_key, Some(below), &root)
    };
    let (narrow, wide) = (upper(shop, 0), upper(shop, 1));
    let issuer = Issuer {
        name: wide.subject.clone(),
        certificate: wide.sign(&root.key)?,
        key: upper_key.clone(),
    };
    let plan = shop.authority(
        "CA of the customer's customer",
        &lower_key,
        Some(0),
        &issuer,
    );
    let lower = Issuer {
        name: plan.subject.clone(),
        certificate: plan.sign(&issuer.key)?,
        key: lower_key,
    };
    let leaf = shop.leaf(HOST, &key, &lower).sign(&lower.key)?;
    let case = |upper: Vec<u8>| Case {
        sent: vec![lower.certificate.clone(), upper],
        ..shop.case(HOST, leaf.clone(), key.clone())
    };
    Ok(Pair {
        broken: case(narrow.sign(&root.key)?),
        fixed: case(issuer.certificate),
    })
}
