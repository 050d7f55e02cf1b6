//! Certificates for somebody else (RFC 9525, RFC 5280 §4.2.1.6).

use std::net::{IpAddr, Ipv4Addr};

use crate::base::text::Doc;
use crate::pki::gallery::case::{Case, Pair};
use crate::pki::gallery::der;
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::extension::{ALTERNATIVE, Extension, Name};
use crate::pki::gallery::issuer::Issuer;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::workshop::{Fence, Workshop};

const HOST_MISMATCH: Said = Said::Refuses("62: hostname mismatch");
const ADDRESS_MISMATCH: Said = Said::Refuses("64: IP address mismatch");
const NOT_VALID_FOR_NAME: Said = Said::Refuses("NotValidForName");

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 3,
        name: "name-mismatch",
        fault: Doc::new(
            "the certificate is for another host",
            "다른 호스트의 인증서이다",
        ),
        lesson: Doc::new(
            "A certificate proves a name, and only the client knows which name it wanted. A path without this check proves merely that somebody has a certificate: in 2012 a study (The Most Dangerous Code in the World) found banking and shopping software by the dozen that left it out.",
            "인증서는 이름을 증명하고, 어떤 이름을 원했는지는 클라이언트만 안다. 이 검사가 없으면 누군가 인증서를 가졌다는 사실만 증명된다. 2012년의 한 연구(The Most Dangerous Code in the World)는 이 검사를 빠뜨린 은행과 쇼핑 소프트웨어를 수십 개 찾아냈다.",
        ),
        repair: Doc::new(
            "the host's own name stands in it",
            "호스트 자신의 이름이 담겨 있다",
        ),
        reason: Some("name.mismatch"),
        place: Place::Leaf,
        openssl: HOST_MISMATCH,
        strict: HOST_MISMATCH,
        rustls: NOT_VALID_FOR_NAME,
        mint: |shop| {
            shop.leaves("name-mismatch.test", |plan| {
                plan.subject = der::name("other.test");
                plan.set(Extension::names(&[
                    Name::host("other.test"),
                    Name::host("www.other.test"),
                ]));
            })
        },
    },
    Entry {
        number: 7,
        name: "ip-as-dns-name",
        fault: Doc::new(
            "an IP address written as if it were a host name",
            "IP 주소를 호스트 이름처럼 적었다",
        ),
        lesson: Doc::new(
            "An address belongs into iPAddress, as its four or sixteen octets; as dNSName it is text that matches nothing. Both look the same when printed, which is why people search for hours.",
            "주소는 iPAddress에 4옥텟이나 16옥텟 그대로 넣어야 한다. dNSName에 넣으면 아무것과도 맞지 않는 글자일 뿐이다. 출력하면 둘이 똑같아 보여서 사람들은 몇 시간씩 헤맨다.",
        ),
        repair: Doc::new(
            "the address stands as iPAddress",
            "주소가 iPAddress로 담겨 있다",
        ),
        reason: Some("name.ip-as-dns"),
        place: Place::Leaf,
        openssl: ADDRESS_MISMATCH,
        strict: ADDRESS_MISMATCH,
        rustls: NOT_VALID_FOR_NAME,
        mint: |shop| unfenced(shop, "127.0.0.1", &[Name::host("127.0.0.1")], &[LOOPBACK]),
    },
    Entry {
        number: 8,
        name: "no-san",
        fault: Doc::new(
            "the host's name only as common name, no subjectAltName",
            "호스트 이름이 일반 이름(CN)에만 있고 subjectAltName이 없다",
        ),
        lesson: Doc::new(
            "The common name is free text and was never meant for machines; since RFC 2818 (2000) it counts only if there is nothing better, since RFC 9525 not at all. Chrome stopped reading it in 2017, Go in 2020, OpenSSL still does.",
            "일반 이름은 자유로운 글이고 기계가 읽으라고 만든 것이 아니다. RFC 2818(2000년) 이후로는 더 나은 것이 없을 때만 쓰였고, RFC 9525에서는 전혀 쓰지 않는다. Chrome은 2017년에, Go는 2020년에 읽기를 그만두었지만 OpenSSL은 아직 읽는다.",
        ),
        repair: Doc::new(
            "the name stands in subjectAltName too",
            "이름이 subjectAltName에도 있다",
        ),
        reason: Some("name.no-san"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: NOT_VALID_FOR_NAME,
        mint: |shop| shop.leaves("no-san.test", |plan| plan.without(ALTERNATIVE)),
    },
    Entry {
        number: 9,
        name: "nameless",
        fault: Doc::new(
            "neither subject nor subjectAltName",
            "주체도 subjectAltName도 없다",
        ),
        lesson: Doc::new(
            "It binds a key to nobody. RFC 5280 §4.1.2.6 lets the subject be empty only if subjectAltName is there, and critical.",
            "키를 아무에게도 묶지 않는 인증서이다. RFC 5280 §4.1.2.6은 subjectAltName이 있고 critical일 때만 주체를 비울 수 있게 한다.",
        ),
        repair: Doc::new("it has both", "둘 다 있다"),
        reason: Some("name.none"),
        place: Place::Leaf,
        openssl: HOST_MISMATCH,
        strict: Said::Refuses("84: Subject name empty"),
        rustls: NOT_VALID_FOR_NAME,
        mint: |shop| {
            shop.leaves("nameless.test", |plan| {
                plan.subject = der::nobody();
                plan.without(ALTERNATIVE);
            })
        },
    },
    Entry {
        number: 10,
        name: "embedded-nul",
        fault: Doc::new(
            "a NUL byte inside a host name",
            "호스트 이름 안에 NUL 바이트가 있다",
        ),
        lesson: Doc::new(
            "In 2009 Moxie Marlinspike and Dan Kaminsky bought certificates for names like `bank.com\\0.attacker.com`: the CA read to the end and asked attacker.com, browsers in C read to the NUL and saw bank.com.",
            "2009년 목시 말린스파이크와 댄 카민스키는 `bank.com\\0.attacker.com` 같은 이름의 인증서를 샀다. CA는 끝까지 읽고 attacker.com에 물었고, C로 쓰인 브라우저는 NUL까지만 읽고 bank.com으로 보았다.",
        ),
        repair: Doc::new(
            "the name stands there without the NUL and what followed it",
            "NUL과 그 뒤가 없는 이름이 담겨 있다",
        ),
        reason: Some("name.embedded-nul"),
        place: Place::Leaf,
        openssl: HOST_MISMATCH,
        strict: HOST_MISMATCH,
        rustls: Said::Refuses("MalformedDnsIdentifier"),
        mint: |shop| {
            shop.leaves("embedded-nul.test", |plan| {
                plan.subject = der::owner();
                plan.set(Extension::names(&[Name::host(
                    "embedded-nul.test\0.attacker.test",
                )]));
            })
        },
    },
    Entry {
        number: 41,
        name: "ip-missing",
        fault: Doc::new(
            "reached by its address, but only its name stands in the certificate",
            "주소로 접속했지만 인증서에는 이름만 있다",
        ),
        lesson: Doc::new(
            "Whoever types an address wants that address proven: that the name resolves to it counts for nothing, since whoever answers DNS could say so too.",
            "주소를 입력한 사람은 그 주소의 증명을 원한다. 이름이 그 주소로 풀린다는 사실은 소용없다. DNS에 답하는 누구나 그렇게 말할 수 있기 때문이다.",
        ),
        repair: Doc::new(
            "the address stands in it beside the name",
            "이름 옆에 주소도 담겨 있다",
        ),
        reason: Some("name.ip-missing"),
        place: Place::Leaf,
        openssl: ADDRESS_MISMATCH,
        strict: ADDRESS_MISMATCH,
        rustls: NOT_VALID_FOR_NAME,
        mint: |shop| {
            shop.unlike_leaves(
                "127.0.0.1",
                |plan| {
                    plan.subject = der::name("ip-missing.test");
                    plan.set(Extension::names(&[Name::host("ip-missing.test")]));
                },
                |plan| {
                    plan.subject = der::name("ip-missing.test");
                    plan.set(Extension::names(&[Name::host("ip-missing.test"), LOOPBACK]));
                },
            )
        },
    },
    Entry {
        number: 45,
        name: "look-alike",
        fault: Doc::new(
            "a name that looks like another: its а is Cyrillic",
            "다른 이름처럼 보이는 이름: а가 키릴 문자이다",
        ),
        lesson: Doc::new(
            "The certificate is right, the reader is deceived: `аpple.test` with a Cyrillic а is another name, written `xn--pple-43d.test` on the wire. In 2017 Xudong Zheng showed an all-Cyrillic `аррӏе.com` that Chrome and Firefox drew as the real one. No CA and no TLS library can help here.",
            "인증서는 옳고 읽는 사람이 속는다. 키릴 문자 а를 쓴 `аpple.test`는 다른 이름이며 선로에서는 `xn--pple-43d.test`로 적힌다. 2017년 쉬둥 정은 모두 키릴 문자인 `аррӏе.com`을 Chrome과 Firefox가 진짜처럼 보여 주는 것을 공개했다. CA도 TLS 라이브러리도 도울 수 없다.",
        ),
        repair: Doc::new("a name in one script", "한 가지 문자로 된 이름"),
        reason: Some("warn.homograph"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Accepts,
        mint: |shop| {
            let broken = shop.leaves("xn--pple-43d.test", |_| ())?.broken;
            let fixed = shop.leaves("apple.test", |_| ())?.fixed;
            Ok(Pair { broken, fixed })
        },
    },
    Entry {
        number: 48,
        name: "mail-san-only",
        fault: Doc::new(
            "a mail address is the only subjectAltName",
            "subjectAltName에 메일 주소만 있다",
        ),
        lesson: Doc::new(
            "A certificate for signing mail in the hands of a server. OpenSSL finds no dNSName and falls back to the common name, which here is the host; RFC 9525 has no such fallback.",
            "메일 서명용 인증서를 서버가 쓰고 있다. OpenSSL은 dNSName이 없으면 일반 이름을 보는데, 여기서는 그것이 호스트 이름이다. RFC 9525에는 그런 대안이 없다.",
        ),
        repair: Doc::new(
            "the host stands in it beside the mailbox",
            "메일 주소 옆에 호스트 이름도 있다",
        ),
        reason: Some("name.no-dns"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: NOT_VALID_FOR_NAME,
        mint: |shop| {
            shop.unlike_leaves(
                "mail-san-only.test",
                |plan| plan.set(Extension::names(&[MAILBOX])),
                |plan| {
                    plan.set(Extension::names(&[
                        Name::host("mail-san-only.test"),
                        MAILBOX,
                    ]))
                },
            )
        },
    },
];

const LOOPBACK: Name = Name::Address(IpAddr::V4(Ipv4Addr::LOCALHOST));
const MAILBOX: Name = Name::Mail("teacher@mail-san-only.test");

/// Two servers below a root without a fence, which would notice first what is to be shown.
fn unfenced(
    shop: &mut Workshop,
    host: &str,
    broken: &[Name],
    fixed: &[Name],
) -> Result<Pair, Fault> {
    let root = shop.new_root("root without a fence", Fence::Missing)?;
    let (ca_key, key) = (shop.key()?, shop.key()?);
    let plan = shop.authority("intermediate without a fence", &ca_key, Some(0), &root);
    let issuer = Issuer {
        name: plan.subject.clone(),
        certificate: plan.sign(&root.key)?,
        key: ca_key,
    };
    let mut case = |names: &[Name]| -> Result<Case, Fault> {
        let mut plan = shop.leaf(host, &key, &issuer);
        plan.set(Extension::names(names));
        Ok(Case {
            sent: vec![issuer.certificate.clone()],
            roots: vec![root.certificate.clone()],
            ..shop.case(host, plan.sign(&issuer.key)?, key.clone())
        })
    };
    Ok(Pair {
        broken: case(broken)?,
        fixed: case(fixed)?,
    })
}
