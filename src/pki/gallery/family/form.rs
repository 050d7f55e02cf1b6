//! Certificates that are not built as they should be (RFC 5280 §4.1, §4.2).

use crate::base::text::Doc;
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::extension::{Extension, Name};
use crate::pki::gallery::plan::Version;

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 52,
        name: "duplicate-extension",
        fault: Doc::new("the same extension twice", "같은 확장이 두 번 있다"),
        lesson: Doc::new(
            "Which of two subjectAltNames counts? One program reads the first, another the last, a third both. RFC 5280 §4.2 forbids the question. Tests with generated certificates (Frankencerts, 2014) found libraries to differ in just such places.",
            "subjectAltName이 둘이면 어느 것이 맞는가? 어떤 프로그램은 첫 번째를, 어떤 것은 마지막을, 또 다른 것은 둘 다 읽는다. RFC 5280 §4.2는 이 물음 자체를 금지한다. 만들어 낸 인증서로 한 시험(Frankencerts, 2014년)은 바로 이런 곳에서 라이브러리들이 갈라지는 것을 보였다.",
        ),
        repair: Doc::new("one subjectAltName", "subjectAltName이 하나이다"),
        reason: Some("ext.duplicate"),
        place: Place::Leaf,
        openssl: Said::Refuses("20: unable to get local issuer certificate"),
        strict: Said::Refuses("20: unable to get local issuer certificate"),
        rustls: Said::Refuses("ExtensionValueInvalid"),
        mint: |shop| {
            shop.leaves("duplicate-extension.test", |plan| {
                let second = Extension::names(&[Name::host("second.duplicate-extension.test")]);
                plan.extensions.push(second);
            })
        },
    },
    Entry {
        number: 53,
        name: "version-1",
        fault: Doc::new(
            "it claims version 1, yet has extensions",
            "버전 1이라면서 확장이 있다",
        ),
        lesson: Doc::new(
            "Version 1 (1988) has no extensions: it cannot say whether it is a CA or for which hosts. Who takes such a certificate by its word passes over them; who reads them believes a form that does not exist.",
            "버전 1(1988년)에는 확장이 없어서 CA인지, 어떤 호스트의 것인지 말할 수 없다. 버전을 믿는 프로그램은 확장을 지나치고, 확장을 읽는 프로그램은 있을 수 없는 형식을 믿는 셈이다.",
        ),
        repair: Doc::new("version 3", "버전 3이다"),
        reason: Some("der.version"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Refuses("93: Using cert extension requires at least X509v3"),
        rustls: Said::Refuses("UnsupportedCertVersion"),
        mint: |shop| shop.leaves("version-1.test", |plan| plan.version = Version::One),
    },
    Entry {
        number: 44,
        name: "ten-thousand-names",
        fault: Doc::new(
            "ten thousand names in one certificate",
            "인증서 하나에 이름이 만 개 있다",
        ),
        lesson: Doc::new(
            "Nothing forbids it, and everybody pays: a quarter of a megabyte before the first byte of the page, and a name compared ten thousand times. webpki reads no certificate of more than 64 kB and calls it trailing data.",
            "금지하는 규칙은 없지만 모두가 값을 치른다. 페이지의 첫 바이트보다 먼저 수백 킬로바이트가 오가고 이름을 만 번 비교한다. webpki는 64 kB가 넘는 인증서를 읽지 않고 그것을 남은 데이터라고 부른다.",
        ),
        repair: Doc::new("two names", "이름이 두 개이다"),
        reason: Some("lint.size"),
        place: Place::Leaf,
        openssl: Said::Accepts,
        strict: Said::Accepts,
        rustls: Said::Refuses("BadEncoding"),
        mint: |shop| {
            let named = |n: u32| {
                let own = Name::host("ten-thousand-names.test");
                let others =
                    (1..n).map(|n| Name::host(format!("host-{n}.ten-thousand-names.test")));
                Extension::names(&std::iter::once(own).chain(others).collect::<Vec<_>>())
            };
            shop.unlike_leaves(
                "ten-thousand-names.test",
                |plan| plan.set(named(10_000)),
                |plan| plan.set(named(2)),
            )
        },
    },
];
