//! Wildcards that match less than people think (RFC 9525 §6.3).

use crate::base::text::Doc;
use crate::pki::gallery::der;
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::extension::{Extension, Name};
use crate::pki::gallery::plan::Plan;

const HOST_MISMATCH: Said = Said::Refuses("62: hostname mismatch");
const NOT_VALID_FOR_NAME: Said = Said::Refuses("NotValidForName");

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 4,
        name: "wildcard-depth",
        fault: Doc::new(
            "the wildcard stands one level too high for this host",
            "와일드카드가 이 호스트보다 한 단계 위에 있다",
        ),
        lesson: Doc::new(
            "`*` stands for exactly one label: `*.example.test` is `www.example.test` and never `a.b.example.test`. Else whoever runs one department could speak for all of them.",
            "`*`는 정확히 한 레이블을 대신한다. `*.example.test`는 `www.example.test`에 맞고 `a.b.example.test`에는 결코 맞지 않는다. 그렇지 않으면 한 부서를 맡은 사람이 모든 부서를 대신해 말할 수 있다.",
        ),
        repair: Doc::new(
            "the wildcard stands at the level of the host",
            "와일드카드가 호스트와 같은 단계에 있다",
        ),
        reason: Some("name.wildcard-depth"),
        place: Place::Leaf,
        openssl: HOST_MISMATCH,
        strict: HOST_MISMATCH,
        rustls: NOT_VALID_FOR_NAME,
        mint: |shop| {
            shop.unlike_leaves(
                "a.b.wildcard-depth.test",
                |plan| named(plan, &["*.wildcard-depth.test"]),
                |plan| named(plan, &["*.b.wildcard-depth.test"]),
            )
        },
    },
    Entry {
        number: 5,
        name: "wildcard-apex",
        fault: Doc::new(
            "the wildcard does not cover the domain itself",
            "와일드카드에는 도메인 자신이 들지 않는다",
        ),
        lesson: Doc::new(
            "`*.example.test` needs a label where the star stands, and `example.test` has none. So certificates name both.",
            "`*.example.test`는 별표 자리에 레이블이 있어야 하는데 `example.test`에는 없다. 그래서 인증서에는 둘을 다 적는다.",
        ),
        repair: Doc::new(
            "the domain stands beside the wildcard",
            "와일드카드 옆에 도메인도 있다",
        ),
        reason: Some("name.wildcard-apex"),
        place: Place::Leaf,
        openssl: HOST_MISMATCH,
        strict: HOST_MISMATCH,
        rustls: NOT_VALID_FOR_NAME,
        mint: |shop| {
            shop.unlike_leaves(
                "wildcard-apex.test",
                |plan| named(plan, &["*.wildcard-apex.test"]),
                |plan| named(plan, &["*.wildcard-apex.test", "wildcard-apex.test"]),
            )
        },
    },
    Entry {
        number: 6,
        name: "wildcard-partial",
        fault: Doc::new(
            "the star is only part of a label",
            "별표가 레이블의 일부에만 있다",
        ),
        lesson: Doc::new(
            "`w*w.example.test` was allowed once (RFC 2818) and read differently by everybody. RFC 9525 §6.3 wants the star to be the whole of the first label, and nothing else.",
            "`w*w.example.test` 같은 이름은 한때 허용되었고(RFC 2818) 프로그램마다 다르게 읽었다. RFC 9525 §6.3에 따르면 별표는 첫 레이블 전체여야 한다.",
        ),
        repair: Doc::new("the star is a whole label", "별표가 레이블 전체이다"),
        reason: Some("name.wildcard-partial"),
        place: Place::Leaf,
        openssl: HOST_MISMATCH,
        strict: HOST_MISMATCH,
        rustls: Said::Refuses("MalformedDnsIdentifier"),
        mint: |shop| {
            shop.unlike_leaves(
                "www.wildcard-partial.test",
                |plan| named(plan, &["w*w.wildcard-partial.test"]),
                |plan| named(plan, &["*.wildcard-partial.test"]),
            )
        },
    },
];

/// Gives it these names, the first as common name too.
fn named(plan: &mut Plan, names: &[&str]) {
    plan.subject = der::name(names.first().copied().unwrap_or_default());
    let names: Vec<Name> = names.iter().map(Name::host).collect();
    plan.set(Extension::names(&names));
}
