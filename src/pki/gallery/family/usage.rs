//! Certificates for another purpose (RFC 5280 §4.2.1.12), and extensions nobody knows (§4.2).

use crate::base::text::Doc;
use crate::pki::gallery::entry::{Entry, Place, Said};
use crate::pki::gallery::extension::{Extension, Weight, purpose};

const UNSUITABLE: Said = Said::Refuses("26: unsuitable certificate purpose");

pub(in crate::pki::gallery) static ENTRIES: &[Entry] = &[
    Entry {
        number: 24,
        name: "client-auth-only",
        fault: Doc::new(
            "a client's certificate in the hands of a server",
            "클라이언트용 인증서를 서버가 쓰고 있다",
        ),
        lesson: Doc::new(
            "extendedKeyUsage keeps roles apart: an employee's certificate must not let its owner pose as the company's server.",
            "extendedKeyUsage는 역할을 나눈다. 직원의 인증서로 회사 서버 행세를 할 수 있어서는 안 된다.",
        ),
        repair: Doc::new("its purpose is serverAuth", "용도가 serverAuth이다"),
        reason: Some("usage.eku"),
        place: Place::Leaf,
        openssl: UNSUITABLE,
        strict: UNSUITABLE,
        rustls: Said::Refuses("InvalidPurpose"),
        mint: |shop| {
            shop.leaves("client-auth-only.test", |plan| {
                plan.set(Extension::purposes(&[purpose::CLIENT_AUTH]));
            })
        },
    },
    Entry {
        number: 25,
        name: "code-signing-only",
        fault: Doc::new(
            "a certificate for signing programs in the hands of a server",
            "프로그램 서명용 인증서를 서버가 쓰고 있다",
        ),
        lesson: Doc::new(
            "The same the other way round would be worse: in 2012 the makers of Flame turned a certificate for licences into one that signed Windows updates, because its purpose was not narrow enough.",
            "거꾸로라면 더 나쁘다. 2012년 Flame을 만든 자들은 용도가 충분히 좁지 않은 라이선스용 인증서로 윈도우 업데이트에 서명했다.",
        ),
        repair: Doc::new("its purpose is serverAuth", "용도가 serverAuth이다"),
        reason: Some("usage.eku"),
        place: Place::Leaf,
        openssl: UNSUITABLE,
        strict: UNSUITABLE,
        rustls: Said::Refuses("InvalidPurpose"),
        mint: |shop| {
            shop.leaves("code-signing-only.test", |plan| {
                plan.set(Extension::purposes(&[purpose::CODE_SIGNING]));
            })
        },
    },
    Entry {
        number: 27,
        name: "unknown-critical",
        fault: Doc::new(
            "a critical extension that nobody knows",
            "아무도 모르는 critical 확장이 있다",
        ),
        lesson: Doc::new(
            "critical means: who does not understand this must not accept me. So a CA can add a restriction later without old software passing it over. This one stands below 2.999, the arc for examples.",
            "critical은 '이것을 이해하지 못하면 나를 받아들이지 말라'는 뜻이다. 그래서 CA가 나중에 제한을 더해도 옛 소프트웨어가 그냥 지나치지 못한다. 이 확장은 예시용 가지인 2.999 아래에 있다.",
        ),
        repair: Doc::new(
            "the same extension is not critical",
            "같은 확장이 critical이 아니다",
        ),
        reason: Some("ext.unknown-critical"),
        place: Place::Leaf,
        openssl: Said::Refuses("34: unhandled critical extension"),
        strict: Said::Refuses("34: unhandled critical extension"),
        rustls: Said::Refuses("UnsupportedCriticalExtension"),
        mint: |shop| {
            shop.unlike_leaves(
                "unknown-critical.test",
                |plan| plan.set(Extension::unheard_of(Weight::Critical)),
                |plan| plan.set(Extension::unheard_of(Weight::Optional)),
            )
        },
    },
];
