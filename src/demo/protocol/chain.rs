//! The walk up a chain of certificates (RFC 5280 §6), check by check, and verifiers that leave one out.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::base::verdict::Verdict;
use crate::demo::asked::{Asked, Input, Recording};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::protocol::lenient::{EXPIRED, Gap, LEAF_AS_CA, OUTSIDE, asked as ask, believes};
use crate::demo::protocol::look_alike::NOW;
use crate::demo::protocol::refusal::{unmade, unseen};
use crate::demo::protocol::stages::{STAGES, staged};
use crate::demo::scene::{Part, Scene};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::keys::certificate::{date, summary};
use crate::pki::gallery::case::Case;
use crate::pki::gallery::list::find;
use crate::pki::gallery::workshop::{Below, Workshop};
use crate::story::certificate::culprit::Culprits;
use crate::story::model::{Step, Story, Value};
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
            Knows::Wire,
        ));
    let question = ask(&pair.broken);
    let verification = verify(&question);
    let culprits = Culprits::new(&question, &verification);
    let mut step = Step::desk(words.name.into(), "")
        .saying(words.repair)
        .with(Value::new(
            text!(en: "with \"{left_out}\"", ko: "\"{left_out}\" 검사까지"),
            said(Instance::Fixed),
            Knows::Wire,
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
