//! The walk up a chain of certificates (RFC 5280 §6), check by check, and verifiers that leave one out.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::base::verdict::Verdict;
use crate::demo::asked::{Asked, Input, Recording};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demo::{Demo, Exercise, Takes};
use crate::demo::protocol::lenient::{EXPIRED, Gap, LEAF_AS_CA, OUTSIDE, asked as ask, believes};
use crate::demo::protocol::look_alike::NOW;
use crate::demo::protocol::refusal::{unmade, unseen};
use crate::demo::scene::{Part, Scene};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::keys::certificate::{date, summary};
use crate::pki::gallery::case::Case;
use crate::pki::gallery::list::find;
use crate::pki::gallery::workshop::{Below, Workshop};
use crate::story::certificate::culprit::{Culprits, told};
use crate::story::model::{Proof, Step, Story, Value};
use crate::story::quiz::Question as Asks;
use crate::text;
use crate::trust::question::{Question, Wanted};
use crate::trust::verify::{Candidate, verify};

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "chain",
    topic: Topic::Protocol,
    title: Doc::new(
        "Up the chain to a root, and the check that was left out",
        "사슬을 따라 루트까지, 그리고 빠뜨린 검사",
    ),
    line: Doc::new(
        "Every check of RFC 5280 on a good chain; then three bad chains, each believed by a verifier that leaves one check out.",
        "올바른 사슬에 RFC 5280의 검사를 모두 해 보고, 검사 하나를 빠뜨린 검증자가 믿어 버리는 나쁜 사슬 셋을 만난다.",
    ),
    takes: &[Takes {
        input: Input::Recording,
        sizes: Sizes::OneOf(&[]),
        means: Doc::new(
            "a connection of a capture: the chain its server showed",
            "캡처의 연결. 서버가 보인 사슬",
        ),
    }],
    exercise: Exercise {
        number: 13,
        title: Doc::new("Which link is broken?", "어느 고리가 끊어졌는가?"),
    },
    tell,
    attacks: &[
        Attack {
            name: "leaf_signs_leaf",
            wins: |chance, instance| LEAF_AS_CA.wins(chance, instance),
        },
        Attack {
            name: "outside_its_fence",
            wins: |chance, instance| OUTSIDE.wins(chance, instance),
        },
        Attack {
            name: "expired",
            wins: |chance, instance| EXPIRED.wins(chance, instance),
        },
    ],
};

/// A step of the walk: checks that belong together.
struct Stage {
    checks: &'static [&'static str],
    rfc: &'static str,
    name: Doc,
    says: Doc,
    why: Doc,
}

static STAGES: &[Stage] = &[
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
            "The root of this run may vouch for .test, localhost and 127.0.0.0/8 only. Fences add up on the way down: what an authority excludes, none below it brings back.",
            "이 실행의 루트는 .test, localhost, 127.0.0.0/8 만 보증할 수 있다. 울타리는 내려갈수록 더해진다. 위에서 뺀 것을 아래에서 되살릴 수 없다.",
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

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let mut shop = Workshop::open(Some(scene.chance.below(u64::MAX)), NOW).map_err(unmade)?;
    let sound = shop.sound("shop.test", Below::P256).map_err(unmade)?;
    let judged = match &asked.recording {
        Some(own) => {
            let (remark, chain) = Shown::of(own)?;
            scene.remark(remark);
            walk(&mut scene, &chain.question(own))
        }
        None => walk(&mut scene, &ask(&sound)),
    };
    let mut repairs = Vec::new();
    for (gap, told) in [
        (&LEAF_AS_CA, &SIGNED_BY_SHOP),
        (&OUTSIDE, &BEYOND),
        (&EXPIRED, &STALE),
    ] {
        let [weak, fixed] = gapped(gap, told, &mut scene.chance)?;
        scene.step(Part::Breaks, weak);
        repairs.push(fixed);
    }
    scene.cost(
        Part::Breaks,
        "checks_left_out",
        Text::new("checks left out, one a chain", "빠뜨린 검사(사슬마다 하나)"),
        3,
    );
    for step in repairs {
        scene.step(Part::Repair, step);
    }
    let turn = scene.chance.below(3);
    let other = scene.chance.below(3);
    let (members, made) = judged;
    Ok(scene.finish(
        Text::new(
            "A chain is as good as the check you forgot. Signatures say who signed; only the other checks say whether they were allowed to.",
            "사슬의 강도는 빠뜨린 검사에 달려 있다. 서명은 누가 서명했는지를, 나머지 검사만이 그래도 되는지를 말해 준다.",
        ),
        [
            Asks::word(
                Text::new(
                    "How many certificates does the path of the first steps have?",
                    "첫 단계들의 경로에는 인증서가 몇 개 있는가?",
                ),
                members,
                text!(
                    en: "{members}; {made} checks were made on them and on the path as a whole.",
                    ko: "{members}개이다. 이들과 경로 전체에 검사 {made}개를 했다.",
                ),
            ),
            Asks::choice(
                Text::new(
                    "A shop's own certificate signs one for a bank. Which check refuses the chain?",
                    "가게의 인증서로 은행 인증서에 서명했다. 어떤 검사가 사슬을 거부하는가?",
                ),
                Text::new("basicConstraints of the signer", "서명한 쪽의 basicConstraints"),
                [
                    Text::new("the signature", "서명"),
                    Text::new("the host name", "호스트 이름"),
                ],
                turn,
                Text::new(
                    "The signature fits, since the shop has its key, and the host name is right. Only cA in basicConstraints says whether the key may sign certificates.",
                    "가게가 키를 가졌으니 서명은 맞고 호스트 이름도 맞다. 그 키로 인증서에 서명해도 되는지는 basicConstraints의 cA만이 말해 준다.",
                ),
            ),
            Asks::choice(
                Text::new(
                    "What is checked of the root's own signature?",
                    "루트 자신의 서명에 대해서는 무엇을 검사하는가?",
                ),
                Text::new("nothing: it is trusted already", "아무것도. 이미 믿는 것이다"),
                [
                    Text::new("that it opens with its own key", "자기 키로 열리는지"),
                    Text::new("that another root signed it", "다른 루트가 서명했는지"),
                ],
                other,
                Text::new(
                    "A trust anchor is a name and a key (RFC 5280 §6.1.1 d). Why it is trusted lies outside the chain.",
                    "신뢰의 뿌리는 이름과 키이다(RFC 5280 §6.1.1 d). 왜 믿는지는 사슬 밖의 일이다.",
                ),
            ),
        ],
    ))
}

/// The chain of a recording: the topmost certificate taken as trusted, the rest as sent.
struct Shown {
    leaf: Vec<u8>,
    sent: Vec<Vec<u8>>,
    roots: Vec<Vec<u8>>,
}

impl Shown {
    fn of(own: &Recording) -> Result<(Text, Self), Wrong> {
        let [leaf, between @ ..] = own.certificates.as_slice() else {
            return Err(unseen());
        };
        let (file, number, at) = (&own.file, own.connection, date(own.at));
        let begun = text!(
            en: "From connection {number} of {file}, judged for {at}, when it began. No store of roots is asked here; tlslab cert verify does.",
            ko: "{file} 파일의 {number}번 연결에서 왔고, 연결이 시작된 {at} 시점으로 판정한다. 루트 저장소는 보지 않는다(tlslab cert verify 가 본다).",
        );
        let (roots, sent, trusted) = match between.split_last() {
            Some((top, sent)) => {
                let root = summary(top).map_or_else(String::new, |said| said.subject);
                let trusted = text!(
                    en: "The topmost certificate sent ({root}) is taken as trusted. The bad chains are made here.",
                    ko: "보낸 것 가운데 맨 위 인증서({root})를 믿는 것으로 친다. 나쁜 사슬은 여기서 만든 것이다.",
                );
                (vec![top.clone()], sent.to_vec(), trusted)
            }
            None => {
                let trusted = Text::new(
                    "The server sent one certificate, and nothing above it: nothing is trusted. The bad chains are made here.",
                    "서버가 인증서 하나만 보내고 그 위의 것은 보내지 않았다. 믿는 것이 없다. 나쁜 사슬은 여기서 만든 것이다.",
                );
                (Vec::new(), Vec::new(), trusted)
            }
        };
        let remark = begun.then(&trusted);
        let shown = Self {
            leaf: leaf.clone(),
            sent,
            roots,
        };
        Ok((remark, shown))
    }

    fn question(&self, own: &Recording) -> Question<'_> {
        Question {
            intermediates: &self.sent,
            roots: &self.roots,
            wanted: own.host.iter().map(|host| Wanted::host(host)).collect(),
            ..Question::new(&self.leaf, own.at)
        }
    }
}

/// Tells every stage of the judgement; how many certificates the path has, and how many checks were made.
fn walk(scene: &mut Scene, question: &Question<'_>) -> (usize, usize) {
    let verification = verify(question);
    let Some(path) = verification.path() else {
        return (0, 0);
    };
    let culprits = Culprits::new(question, &verification);
    let names: Vec<String> = (0..path.members.len()).map(|n| culprits.label(n)).collect();
    scene.step(Part::Works, way(path, &names));
    for stage in STAGES {
        scene.step(Part::Works, staged(stage, path, &culprits));
    }
    (path.members.len(), path.checks.len())
}

fn way(path: &Candidate, names: &[String]) -> Step {
    let n = path.members.len();
    let named = names.iter().enumerate();
    let named: Vec<String> = named.map(|(n, name)| format!("{n} {name}")).collect();
    let row = named.join(" ← ");
    let mut step = Step::desk(Text::new("the path", "경로"), "RFC 5280 §6.1").saying(text!(
        en: "From the leaf up by the names of the issuers: {n} certificate{s}. What the server sent need not be in order, or needed.",
        ko: "말단에서 발급자의 이름을 따라 올라간 인증서 {n}개. 서버가 보낸 순서대로일 필요도, 모두 쓰일 필요도 없다.",
        s = plural(n),
    ));
    step.values
        .push(Value::plain(Text::new("path", "경로"), row, Knows::Wire));
    step
}

/// One stage: what each of its checks says of each certificate.
fn staged(stage: &Stage, path: &Candidate, culprits: &Culprits<'_>) -> Step {
    let mut step = Step::desk(stage.name.into(), stage.rfc)
        .saying(stage.says)
        .because(stage.why);
    let checks = path
        .checks
        .iter()
        .filter(|check| stage.checks.contains(&check.key));
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
            Verdict::Holds => Text::new(
                "on every certificate it concerns",
                "해당하는 모든 인증서에서",
            ),
            Verdict::Fails => Text::new("the path is refused", "경로를 거부한다"),
            Verdict::NotReached => {
                Text::new("not everything could be checked", "모두 검사하지는 못했다")
            }
        },
        stage.rfc,
    ))
}

/// How a gap is told.
struct Told {
    name: Doc,
    breaks: Doc,
    repair: Doc,
}

static SIGNED_BY_SHOP: Told = Told {
    name: Doc::new("a shop signs for anybody", "가게가 아무 이름에나 서명한다"),
    breaks: Doc::new(
        "A certificate that is no authority signed another. Without the check of basicConstraints the chain is believed.",
        "기관이 아닌 인증서가 다른 인증서에 서명했다. basicConstraints를 보지 않으면 이 사슬을 믿게 된다.",
    ),
    repair: Doc::new(
        "With the check the signer's own words refuse it.",
        "검사를 하면 서명한 쪽 인증서에 적힌 말이 사슬을 거부한다.",
    ),
};
static BEYOND: Told = Told {
    name: Doc::new("beyond the fence", "울타리 너머"),
    breaks: Doc::new(
        "An authority for one zone signed for a name outside it. A verifier that does not know name constraints believes it.",
        "한 구역만 맡은 기관이 그 밖의 이름에 서명했다. 이름 제약을 모르는 검증자는 믿는다.",
    ),
    repair: Doc::new(
        "With the check the name is held against the fence of every authority above.",
        "검사를 하면 위의 모든 기관의 울타리와 이름을 견주어 본다.",
    ),
};
static STALE: Told = Told {
    name: Doc::new("after its last day", "마지막 날이 지난 뒤"),
    breaks: Doc::new(
        "The certificate's last day is over. A device without a clock, or a hurried \"ignore dates\", believes it, with a key that may have been stolen since.",
        "인증서의 마지막 날이 지났다. 시계 없는 기기나 급한 \"날짜 무시\" 설정은 그사이 도난당했을지 모르는 키와 함께 믿어 버린다.",
    ),
    repair: Doc::new(
        "With the check the date refuses it.",
        "검사를 하면 날짜가 거부한다.",
    ),
};

/// A chain that gets past a verifier with `gap`, and that does not get past one without.
fn gapped(gap: &Gap, words: &Told, chance: &mut Chance) -> Result<[Step; 2], Wrong> {
    let pair = gap.pair(chance).map_err(unmade)?;
    let said = |instance| {
        let without: &[&str] = match instance {
            Instance::Weak => &[gap.check],
            Instance::Fixed => &[],
        };
        match believes(&ask(&pair.broken), without) {
            true => Text::new("believed", "믿는다"),
            false => Text::new("refused", "거부한다"),
        }
    };
    let lesson = find(gap.entry).map_or(Doc::EMPTY, |entry| entry.lesson);
    let left_out = gap.check;
    let weak = Step::desk(words.name.into(), "")
        .saying(words.breaks)
        .because(lesson)
        .with(Value::plain(
            Text::new("chain", "사슬"),
            chain_of(&pair.broken),
            Knows::Wire,
        ))
        .with(Value::new(
            text!(en: "without \"{left_out}\"", ko: "\"{left_out}\" 검사 없이"),
            said(Instance::Weak),
            Knows::Attacker,
        ));
    let question = ask(&pair.broken);
    let verification = verify(&question);
    let culprits = Culprits::new(&question, &verification);
    let mut step = Step::desk(words.name.into(), "")
        .saying(words.repair)
        .with(Value::new(
            text!(en: "with \"{left_out}\"", ko: "\"{left_out}\" 검사까지"),
            said(Instance::Fixed),
            Knows::Recomputed,
        ));
    let failed = verification
        .path()
        .into_iter()
        .flat_map(|path| &path.checks);
    for check in failed.filter(|check| check.verdict == Verdict::Fails) {
        step.rfc = check.rfc;
        step.values.push(Value::new(
            Text::new("because", "까닭"),
            check.says.clone(),
            Knows::Wire,
        ));
        let places = check.faults.iter().filter(|fault| fault.refuses());
        step.exhibits
            .extend(places.filter_map(|fault| culprits.exhibit(&fault.place)));
    }
    Ok([weak, step])
}

/// The names of a chain, the leaf first.
fn chain_of(case: &Case) -> String {
    let all = case.chain().into_iter().chain(case.roots.iter().cloned());
    let names: Vec<String> = all
        .filter_map(|der| summary(&der))
        .map(|said| said.subject)
        .collect();
    names.join(" ← ")
}
