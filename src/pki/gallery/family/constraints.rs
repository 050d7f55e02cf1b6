//! Names outside the fence of their CA (RFC 5280 §4.2.1.10).

use crate::base::text::Doc;
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::extension::{Extension, Subtree};

const OUTSIDE: Said = Said::Refuses("47: permitted subtree violation");
const INSIDE: Said = Said::Refuses("48: excluded subtree violation");

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 21,
        name: "outside-permitted-names",
        fault: Doc::new(
            "the name is outside those the CA may vouch for",
            "이름이 CA에 허용된 범위 밖에 있다",
        ),
        lesson: Doc::new(
            "Name constraints make a CA that cannot do harm elsewhere. When in 2013 a CA of the French state signed for Google's names, Chrome fenced it in to French domains, in code, since its certificate did not.",
            "이름 제약은 다른 곳에 해를 끼칠 수 없는 CA를 만든다. 2013년 프랑스 정부의 CA가 구글의 이름에 서명하자, 인증서에 제약이 없었으므로 Chrome은 코드로 그 CA를 프랑스 도메인에 가두었다.",
        ),
        repair: Doc::new(
            "the CA may vouch for that name",
            "CA가 그 이름을 보증할 수 있다",
        ),
        reason: Some("nc.not-permitted"),
        place: Place::Leaf,
        openssl: OUTSIDE,
        strict: OUTSIDE,
        rustls: Said::Refuses("NameConstraintViolation"),
        mint: |shop| {
            shop.authorities(
                "outside-permitted-names.test",
                |plan| plan.set(Extension::constraints(&[Subtree::Hosts("staff.test")], &[])),
                |plan| {
                    let zones = [
                        Subtree::Hosts("staff.test"),
                        Subtree::Hosts("outside-permitted-names.test"),
                    ];
                    plan.set(Extension::constraints(&zones, &[]));
                },
            )
        },
    },
    Entry {
        number: 22,
        name: "inside-excluded-names",
        fault: Doc::new(
            "the name is among those the CA must not vouch for",
            "이름이 CA에 금지된 범위 안에 있다",
        ),
        lesson: Doc::new(
            "An exclusion weighs more than any permission (RFC 5280 §4.2.1.10). It is the weaker tool: whoever forgets a name has permitted it.",
            "금지는 어떤 허용보다 앞선다(RFC 5280 §4.2.1.10). 그러나 더 약한 도구이다. 잊고 적지 않은 이름은 허용된 것이기 때문이다.",
        ),
        repair: Doc::new("another name is excluded", "다른 이름이 금지되어 있다"),
        reason: Some("nc.excluded"),
        place: Place::Leaf,
        openssl: INSIDE,
        strict: INSIDE,
        rustls: Said::Refuses("NameConstraintViolation"),
        mint: |shop| {
            shop.authorities(
                "inside-excluded-names.test",
                |plan| {
                    let zone = [Subtree::Hosts("inside-excluded-names.test")];
                    plan.set(Extension::constraints(&[], &zone));
                },
                |plan| {
                    plan.set(Extension::constraints(
                        &[],
                        &[Subtree::Hosts("payroll.test")],
                    ))
                },
            )
        },
    },
    Entry {
        number: 23,
        name: "outside-permitted-network",
        fault: Doc::new(
            "the address is outside the CA's network",
            "주소가 CA에 허용된 네트워크 밖에 있다",
        ),
        lesson: Doc::new(
            "Networks are fenced like names, as address and mask: eight octets for IPv4. To constrain only names leaves every address free, so a fence has both.",
            "네트워크도 이름처럼 제한한다. 주소와 마스크를 함께 적으며 IPv4에서는 8옥텟이다. 이름만 제한하면 모든 주소가 자유로우므로 울타리에는 둘 다 있어야 한다.",
        ),
        repair: Doc::new("the network holds the address", "네트워크 안에 주소가 있다"),
        reason: Some("nc.ip-not-permitted"),
        place: Place::Leaf,
        openssl: OUTSIDE,
        strict: OUTSIDE,
        rustls: Said::Refuses("NameConstraintViolation"),
        mint: |shop| {
            shop.authorities(
                "127.0.0.1",
                |plan| {
                    let network = [Subtree::Network([127, 1, 0, 0], [255, 255, 0, 0])];
                    plan.set(Extension::constraints(&network, &[]));
                },
                |plan| {
                    let network = [Subtree::Network([127, 0, 0, 0], [255, 255, 0, 0])];
                    plan.set(Extension::constraints(&network, &[]));
                },
            )
        },
    },
];
