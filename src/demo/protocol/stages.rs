//! The walk up a chain in stages: which checks belong together, and why each is made.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::base::verdict::Verdict;
use crate::story::certificate::culprit::{Culprits, told};
use crate::story::model::{Proof, Step, Value};
use crate::trust::verify::Candidate;

/// A step of the walk: checks that belong together.
pub(super) struct Stage {
    checks: &'static [&'static str],
    rfc: &'static str,
    name: Doc,
    says: Doc,
    why: Doc,
}

/// The stages, in order.
pub(super) static STAGES: &[Stage] = &[
    Stage {
        checks: &["trust"],
        rfc: "RFC 5280 §6.1",
        name: Doc::new("a root that is trusted", "믿는 루트"),
        says: Doc::new(
            "The path must end at a certificate that the verifier trusts already.",
            "경로는 검증자가 이미 믿는 인증서에서 끝나야 한다.",
        ),
        why: Doc::new(
            "A chain proves nothing by itself: whoever can make a leaf can make a root above it. What counts is that the root was there before.",
            "사슬 자체는 아무것도 증명하지 않는다. 말단을 만들 수 있으면 그 위의 루트도 만들 수 있다. 중요한 것은 루트가 전부터 있었다는 것이다.",
        ),
    },
    Stage {
        checks: &["signature", "issuer"],
        rfc: "RFC 5280 §6.1.3 (a)(1), (4)",
        name: Doc::new("signed by the next", "다음 인증서의 서명"),
        says: Doc::new(
            "Each certificate must name the next as its issuer, and the next one's key must open its signature. The root is trusted, not checked.",
            "각 인증서는 다음 인증서를 발급자로 적어야 하고, 다음 인증서의 키로 서명이 열려야 한다. 루트는 검사하지 않고 믿는다.",
        ),
        why: Doc::new(
            "Names lead the way up, keys prove it. Two authorities may bear one name, so that a verifier may have to try several; that is why chains also carry key identifiers, which are hints and prove nothing.",
            "이름은 길을 안내하고 키가 증명한다. 이름이 같은 기관이 둘일 수 있어 여럿을 시도해야 할 때도 있다. 그래서 사슬에는 키 식별자도 있지만 귀띔일 뿐 증명은 아니다.",
        ),
    },
    Stage {
        checks: &["validity"],
        rfc: "RFC 5280 §6.1.3 (a)(2)",
        name: Doc::new("within its time", "유효 기간 안인가"),
        says: Doc::new(
            "The moment must lie within the validity of every certificate.",
            "지금이 모든 인증서의 유효 기간 안에 있어야 한다.",
        ),
        why: Doc::new(
            "An end date bounds the harm of a key stolen unnoticed, and of facts that change: domains are sold, companies close. Both ends of the span count, to the second.",
            "끝나는 날짜는 들키지 않고 도난당한 키와, 도메인이 팔리고 회사가 문을 닫는 것 같은 변화의 피해를 제한한다. 기간의 양 끝은 초까지 포함된다.",
        ),
    },
    Stage {
        checks: &["authority"],
        rfc: "RFC 5280 §6.1.4 (k) to (n)",
        name: Doc::new("allowed to sign", "서명할 권한"),
        says: Doc::new(
            "Who signs must say cA in basicConstraints, have keyCertSign in keyUsage, and have few enough authorities below.",
            "서명하는 쪽은 basicConstraints에 cA, keyUsage에 keyCertSign이 있어야 하고 아래의 기관 수가 한도 안이어야 한다.",
        ),
        why: Doc::new(
            "The signature of a shop's certificate is as good as that of an authority: mathematics does not know who may sign. Only these bits tell.",
            "가게 인증서의 서명도 수학으로는 기관의 서명과 똑같이 맞는다. 누가 서명해도 되는지 수학은 모른다. 이 비트들만이 말해 준다.",
        ),
    },
    Stage {
        checks: &["name-constraints"],
        rfc: "RFC 5280 §6.1.3 (b), (c), §6.1.4 (g)",
        name: Doc::new("inside the fence", "울타리 안인가"),
        says: Doc::new(
            "Every name below an authority must lie within the names it may vouch for.",
            "기관 아래의 모든 이름이 그 기관이 보증할 수 있는 이름에 들어야 한다.",
        ),
        why: Doc::new(
            "A company's authority may be held to the names of the company, the root of a test to names that exist nowhere. Fences add up on the way down: what an authority excludes, none below it brings back.",
            "회사의 기관은 회사의 이름으로, 시험용 루트는 세상에 없는 이름으로 제한할 수 있다. 울타리는 내려갈수록 더해진다. 위에서 뺀 것을 아래에서 되살릴 수 없다.",
        ),
    },
    Stage {
        checks: &["key-usage", "critical"],
        rfc: "RFC 5280 §6.1.4 (o), §6.1.5 (f)",
        name: Doc::new("nothing critical unknown", "모르는 중요 확장"),
        says: Doc::new(
            "Every extension marked critical must be understood, and every key must be one for this use.",
            "중요로 표시된 확장을 모두 이해해야 하고, 모든 키가 그 용도의 것이어야 한다.",
        ),
        why: Doc::new(
            "Critical means: who does not understand this must refuse. So new limits can be added that old verifiers do not overlook.",
            "중요 표시는 이해하지 못하면 거부하라는 뜻이다. 덕분에 새 제한을 더해도 옛 검증자가 지나치지 않는다.",
        ),
    },
    Stage {
        checks: &["host", "purpose"],
        rfc: "RFC 9525 §6, RFC 5280 §4.2.1.12",
        name: Doc::new("for whom it was asked", "찾던 상대인가"),
        says: Doc::new(
            "The leaf must be for the host that was wanted, and for servers.",
            "말단 인증서가 찾던 호스트의 것이며 서버용이어야 한다.",
        ),
        why: Doc::new(
            "A perfect chain to somebody else is worth nothing: without this check anyone with a certificate for any name stands in the middle. RFC 5280 leaves it to the protocol above.",
            "남의 이름으로 된 완벽한 사슬은 아무 가치가 없다. 이 검사가 없으면 어떤 이름의 인증서든 가진 사람이 가운데에 설 수 있다. RFC 5280은 이것을 위 프로토콜에 맡긴다.",
        ),
    },
];

/// One stage: what each of its checks says of each certificate.
pub(super) fn staged(stage: &Stage, path: &Candidate, culprits: &Culprits<'_>) -> Step {
    let mut step = Step::desk(stage.name.into(), stage.rfc)
        .saying(stage.says)
        .because(stage.why);
    // What a root above others says of itself is not looked at, and need not be said.
    let root = path.members.len().checked_sub(1).filter(|top| *top > 0);
    let checks = path
        .checks
        .iter()
        .filter(|check| stage.checks.contains(&check.key))
        .filter(|check| {
            check.verdict != Verdict::Holds
                || check.index != root
                || check.key != "signature" && check.key != "issuer" && check.key != "purpose"
        });
    let mut verdict = Verdict::Holds;
    for check in checks {
        let name = check.index.map_or_else(
            || Text::new("path", "경로"),
            |index| Text::same(index.to_string()),
        );
        match check.verdict {
            Verdict::Fails => {
                verdict = Verdict::Fails;
                step.faults
                    .extend(check.faults.iter().map(|fault| told(fault, culprits)));
            }
            Verdict::NotReached if verdict == Verdict::Holds => verdict = Verdict::NotReached,
            Verdict::Holds | Verdict::NotReached => {}
        }
        step.values
            .push(Value::new(name, check.says.clone(), Knows::Wire));
    }
    step.proving(Proof::new(
        stage.name.into(),
        "stage",
        verdict,
        match verdict {
            Verdict::Holds => Text::new("nothing speaks against it", "어긋나는 것이 없다"),
            Verdict::Fails => Text::new("the path is refused", "경로를 거부한다"),
            Verdict::NotReached => {
                Text::new("not everything could be checked", "모두 검사하지는 못했다")
            }
        },
        stage.rfc,
    ))
}
