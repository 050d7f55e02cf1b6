//! A certificate's signature, checked byte by byte with the issuer's key (RFC 5280 §4.1.1.3), and a verifier that does not look.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::base::verdict::Verdict;
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::primitive::hash::sha256;
use crate::demo::protocol::curve_ball::{self, Made, Shown};
use crate::demo::protocol::link::{self, Link, Opened};
use crate::demo::protocol::look_alike::{self, NOW, Verifier};
use crate::demo::protocol::refusal::{unmade, unseen};
use crate::demo::protocol::told_link::{called, flipped, opened, unopened, what_is_signed};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::same;
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::dissect::x509::certificate;
use crate::keys::certificate::summary;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::workshop::{Below, Workshop};
use crate::story::model::{Proof, Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "certificate-signature",
    topic: Topic::Protocol,
    title: Doc::new(
        "The signature on a certificate, and a verifier that reads only names",
        "인증서의 서명, 그리고 이름만 읽는 검증자",
    ),
    line: Doc::new(
        "A certificate's signature checked byte by byte with the issuer's key, and a self-made certificate that bears the issuer's name.",
        "발급자의 키로 인증서 서명을 바이트 단위로 검사하고, 발급자의 이름을 베낀 자작 인증서를 만난다.",
    ),
    takes: &[Takes {
        input: Input::Recording,
        sizes: Sizes::OneOf(&[]),
        means: Doc::new(
            "a connection of a capture: the certificates its server showed",
            "캡처의 연결. 서버가 보인 인증서",
        ),
    }],
    exercise: Exercise {
        number: 7,
        title: Doc::new("Read a certificate", "인증서 읽기"),
    },
    tell,
    attacks: &[
        Attack {
            name: "same_name",
            wins: look_alike::wins,
        },
        Attack {
            name: "own_generator",
            wins: curve_ball::wins,
        },
    ],
};

/// Links of a chain that are opened.
const MOST: usize = 3;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let made = made(&mut scene).map_err(unmade)?;
    let chain = match &asked.recording {
        Some(own) if own.certificates.is_empty() => return Err(unseen()),
        Some(own) => {
            let (file, number, n) = (&own.file, own.connection, own.certificates.len());
            scene.remark(text!(
                en: "From connection {number} of {file}: {n} certificate{s} its server showed. How it breaks and the repair are told with certificates made here.",
                ko: "{file} 파일의 {number}번 연결에서 서버가 보인 인증서 {n}개를 쓴다. 무너지는 모습과 고치는 법은 여기서 만든 인증서로 보인다.",
                s = plural(n),
            ));
            own.certificates.clone()
        }
        None => {
            scene.remark(Text::new(
                "The RSA key here has 1024 bits, so that it is made at once; authorities have 2048 or more.",
                "여기의 RSA 키는 바로 만들 수 있도록 1024비트이다. 실제 기관의 키는 2048비트 이상이다.",
            ));
            made.clone()
        }
    };
    let links = links(&chain);
    let alone = chain.first().and_then(|leaf| Link::alone(leaf));
    let Some(first) = links.first().or(alone.as_ref()) else {
        return Err(unseen());
    };
    let signed = first.subject.tbs.raw().len();
    scene.step(Part::Works, what_is_signed(first));
    if links.is_empty() {
        scene.step(Part::Works, unopened(first));
    }
    for (n, link) in links.iter().enumerate() {
        scene.step(Part::Works, opened(n, link));
    }
    scene.step(Part::Works, flipped(&mut scene.chance.clone(), first));

    let root = made.last().map_or(&[][..], Vec::as_slice);
    let forged = look_alike::forge(&mut scene.chance, root, HOST).map_err(unmade)?;
    let Some(fake) = Link::between(&forged, root) else {
        return Err(unmade(Fault::Make));
    };
    scene.step(Part::Breaks, self_made(&fake, &forged));
    scene.step(Part::Breaks, believed(&forged, root));
    let hash = sha256(fake.subject.tbs.raw());
    let point = link::point(&fake.issuer).unwrap_or_default();
    let ball = curve_ball::forge(&mut scene.chance, point, &hash);
    let (shown, own) = ball.ok_or_else(|| unmade(Fault::Make))?;
    scene.step(Part::Breaks, own_generator(point, &shown, &own, &hash));
    scene.cost(
        Part::Breaks,
        "keys_made",
        Text::new("keys the attacker made", "공격자가 만든 키"),
        3,
    );
    scene.step(Part::Repair, refused(&fake, &forged, root));
    scene.step(Part::Repair, known_curve(point, &shown, &hash));
    scene.step(Part::Repair, where_it_ends());

    let (turn, other) = (scene.chance.below(3), scene.chance.below(3));
    let whole = first.subject.der.len();
    Ok(scene.finish(
        Text::new(
            "A name in a certificate is a claim. Only the signature, opened with a key you already trust, makes it evidence.",
            "인증서의 이름은 주장일 뿐이다. 이미 믿는 키로 열어 본 서명만이 그것을 증거로 만든다.",
        ),
        [
            Question::word(
                text!(
                    en: "The first certificate has {whole} bytes. How many of them go into the hash that is signed?",
                    ko: "첫 인증서는 {whole}바이트이다. 그 가운데 서명되는 해시에 들어가는 것은 몇 바이트인가?",
                ),
                signed,
                text!(
                    en: "tbsCertificate, its own header included: {signed}. The algorithm written outside and the signature are not covered.",
                    ko: "자기 헤더를 포함한 tbsCertificate, 곧 {signed}바이트이다. 바깥에 적힌 알고리즘과 서명은 들어가지 않는다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "The self-made certificate has the right issuer's name. What gives it away?",
                    "자작 인증서에 적힌 발급자의 이름은 맞다. 무엇이 가짜임을 드러내는가?",
                ),
                Text::new(
                    "opened with the real issuer's key, its signature fits no hash",
                    "진짜 발급자의 키로 열면 서명이 해시와 맞지 않는다",
                ),
                [
                    Text::new(
                        "its own signature is broken under every key",
                        "서명 자체가 어떤 키로도 열리지 않는다",
                    ),
                    Text::new(
                        "its serial number is not in a public list",
                        "일련번호가 공개 목록에 없다",
                    ),
                ],
                turn,
                Text::new(
                    "Its signature is perfectly good, under the attacker's key. That is why the verifier must bring the issuer's key itself and never take it from the one who wants to be believed.",
                    "공격자의 키로는 완벽하게 맞는 서명이다. 그래서 검증자는 발급자의 키를 스스로 가져와야 하고, 믿어 달라는 쪽에게서 받으면 안 된다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "A root signs itself. What does its signature prove?",
                    "루트는 자기 자신에게 서명한다. 그 서명은 무엇을 증명하는가?",
                ),
                Text::new(
                    "only that its maker had the private key",
                    "만든 이가 개인 키를 가졌다는 것뿐",
                ),
                [
                    Text::new(
                        "that it belongs to who it says",
                        "적힌 이름의 주인 것이라는 것",
                    ),
                    Text::new(
                        "that an authority above looked at it",
                        "더 위의 기관이 확인했다는 것",
                    ),
                ],
                other,
                Text::new(
                    "Anyone can make a certificate that signs itself under any name. A root is trusted because it stands in your store, not because of its signature.",
                    "어떤 이름으로든 스스로 서명한 인증서는 누구나 만든다. 루트를 믿는 까닭은 서명이 아니라 저장소에 들어 있기 때문이다.",
                ),
            ),
        ],
    ))
}

const HOST: &str = "bank.test";

/// A server's certificate, the RSA intermediate that signed it, and the root that signed that with ECDSA.
fn made(scene: &mut Scene) -> Result<Vec<Vec<u8>>, Fault> {
    let mut shop = Workshop::open(Some(scene.chance.below(u64::MAX)), NOW)?;
    let case = shop.sound("shop.test", Below::ShortRsa)?;
    let mut chain = case.chain();
    chain.extend(case.roots);
    Ok(chain)
}

/// Each certificate with the one that bears its issuer's name.
fn links(chain: &[Vec<u8>]) -> Vec<Link<'_>> {
    let issuer = |n: usize, der: &[u8]| {
        let wanted = summary(der)?.distinguished;
        let after = chain.iter().skip(n + 1).chain(chain.iter().take(n + 1));
        let named = |one: &&Vec<u8>| {
            summary(one).is_some_and(|said| said.distinguished.first() == wanted.get(1))
        };
        after.into_iter().find(named)
    };
    let pairs = chain
        .iter()
        .enumerate()
        .filter_map(|(n, der)| Link::between(der, issuer(n, der)?));
    pairs.take(MOST).collect()
}

fn self_made(fake: &Link<'_>, forged: &[u8]) -> Step {
    let issuer = called(fake.issuer.der);
    Step::desk(Text::new("a certificate out of nowhere", "난데없는 인증서"), "RFC 5280 §4.1.2.4")
        .saying(text!(
            en: "The attacker makes a certificate for {HOST} with an own key, and writes as issuer what stands in the root: \"{issuer}\".",
            ko: "공격자가 자기 키로 {HOST} 인증서를 만들고, 발급자 자리에 루트에 적힌 이름을 그대로 쓴다: \"{issuer}\".",
        ))
        .because(Text::new(
            "Nothing stops it: the name of an authority is public and not protected. One command of any CA tool does it.",
            "막을 방법은 없다. 인증 기관의 이름은 공개되어 있고 보호되지도 않는다. 어떤 CA 도구로든 명령 한 줄이면 된다.",
        ))
        .exhibiting(Exhibit::read(
            text!(en: "the attacker's certificate for {HOST}", ko: "공격자의 {HOST} 인증서"),
            Origin::Computed,
            forged,
            certificate::read,
        ))
        .with(Value::hex(
            Text::new("its signature", "그 서명"),
            fake.subject.signature_bytes(),
            Knows::Wire,
        ))
}

fn believed(forged: &[u8], root: &[u8]) -> Step {
    let accepted = Verifier::Names.accepts(forged, root, HOST);
    let yes = |yes: bool| match yes {
        true => Text::new("accepts it", "받아들인다"),
        false => Text::new("refuses it", "거부한다"),
    };
    let said = yes(accepted);
    let (en, ko) = (said.en, said.ko);
    Step::desk(Text::new("a verifier that reads names", "이름만 읽는 검증자"), "RFC 5280 §6.1.3")
        .saying(text!(
            en: "A verifier that compares the issuer's name with the root's, the host name and the dates, and stops there, {en}.",
            ko: "발급자와 루트의 이름, 호스트 이름, 날짜만 비교하고 끝내는 검증자는 이 인증서를 {ko}.",
        ))
        .because(Text::new(
            "It sounds too stupid to happen. In 2012 Georgiev and others found dozens of programs that checked nothing or half (\"The most dangerous code in the world\"); apps that override a callback with \"return true\" are still found every year.",
            "너무 어리석어 보이지만 실제로 있다. 2012년 게오르기예프 등은 아무것도 검사하지 않거나 절반만 검사하는 프로그램을 수십 개 찾았다(\"세상에서 가장 위험한 코드\"). 콜백을 \"return true\"로 덮어쓴 앱은 지금도 해마다 나온다.",
        ))
        .because(Text::new(
            "Half checks are as bad. In 2014 Apple's \"goto fail\" (CVE-2014-1266) jumped over the check of the signature in the handshake; in 2020 Windows (CVE-2020-0601) compared a root's public key but not the curve it was on, so that anyone could make a fitting private key for another generator.",
            "반쪽 검사도 마찬가지이다. 2014년 애플의 \"goto fail\"(CVE-2014-1266)은 핸드셰이크의 서명 검사를 건너뛰었고, 2020년 윈도(CVE-2020-0601)는 루트의 공개 키만 비교하고 곡선은 보지 않아 누구나 다른 생성원으로 맞는 개인 키를 만들 수 있었다.",
        ))
        .with(Value::new(Text::new("by names", "이름만 보면"), yes(accepted), Knows::Wire))
}

fn refused(fake: &Link<'_>, forged: &[u8], root: &[u8]) -> Step {
    let accepted = Verifier::Signatures.accepts(forged, root, HOST);
    let step = Step::desk(
        Text::new("the key decides", "키가 결정한다"),
        "RFC 5280 §6.1.3 (a)(1)",
    )
    .saying(match accepted {
        false => Text::new(
            "Opened with the root's real key, the self-made signature gives a point whose x is not r: refused.",
            "루트의 진짜 키로 열면 자작 서명에서 x가 r이 아닌 점이 나온다. 거부된다.",
        ),
        true => Text::new("The signature fits the root's key.", "서명이 루트의 키와 맞는다."),
    });
    let step = match &fake.opened {
        Opened::Ecdsa(numbers) => {
            step.with(Value::hex("r", &numbers.r, Knows::Wire))
                .with(Value::hex(
                    "(u1·G + u2·Q).x mod n",
                    &numbers.v,
                    Knows::Recomputed,
                ))
        }
        Opened::Rsa { block, .. } => step.with(Value::hex("s^e mod n", block, Knows::Recomputed)),
        Opened::Closed => step,
    };
    let agree = match fake.by_hand() == fake.library() {
        true => Verdict::Holds,
        false => Verdict::Fails,
    };
    step.proving(Proof::new(
        Text::new("two verifiers agree", "두 검증자가 같은 말을 한다"),
        "library_agrees",
        agree,
        Text::new(
            "the sum by hand and the reviewed code say the same of this certificate",
            "손으로 한 계산과 검토된 코드가 이 인증서를 똑같이 판정한다",
        ),
        "RFC 5280 §6.1.3",
    ))
}

/// A private key for the root's public key, for another generator.
fn own_generator(point: &[u8], shown: &Shown, made: &Made, hash: &[u8; 32]) -> Step {
    let accepted = curve_ball::believes(Instance::Weak, point, shown, hash);
    Step::desk(
        Text::new("a generator of one's own", "직접 고른 생성원"),
        "CVE-2020-0601",
    )
    .saying(match accepted {
        true => Text::new(
            "The attacker picks d' and the generator G' = Q/d': now d' is the private key of the root's own Q. A verifier that compares only Q and takes G' from the certificate accepts.",
            "공격자가 d'과 생성원 G' = Q/d' 을 고른다. 이제 d'은 루트의 Q에 맞는 개인 키이다. Q만 비교하고 G'은 인증서에서 읽는 검증자는 받아들인다.",
        ),
        false => Text::new("The verifier refuses it.", "검증자가 거부한다."),
    })
    .because(Text::new(
        "Windows kept roots it had seen by their public key, and X.509 lets a certificate write its curve out in full, generator included. In January 2020 the NSA reported it (\"CurveBall\"); until the patch anybody could sign programs as Microsoft.",
        "윈도는 본 적 있는 루트를 공개 키로 기억했고, X.509는 생성원까지 곡선 전체를 인증서에 적을 수 있게 한다. 2020년 1월 NSA가 알렸다(\"CurveBall\"). 고치기 전에는 누구나 마이크로소프트의 이름으로 프로그램에 서명할 수 있었다.",
    ))
    .with(Value::hex("d'", &made.private, Knows::Attacker))
    .with(Value::hex("G'", &shown.generator, Knows::Wire))
    .proving(same(
        Text::new("it is the root's public key", "루트의 공개 키이다"),
        "own_generator",
        "d'·G' = Q",
        &made.product,
        point,
        Text::new(
            "without the root's private key, which nobody touched",
            "아무도 손대지 않은 루트의 개인 키 없이도",
        ),
    ))
}

/// The same with the generator of the standard.
fn known_curve(point: &[u8], shown: &Shown, hash: &[u8; 32]) -> Step {
    let step = Step::desk(
        Text::new("the curve by its name", "이름으로 정해진 곡선"),
        "RFC 5480 §2.1.1",
    );
    step.saying(match curve_ball::believes(Instance::Fixed, point, shown, hash) {
        false => Text::new(
            "With the generator of P-256 the same signature fits nothing: refused. Certificates must name their curve, and not write it out.",
            "P-256의 생성원을 쓰면 같은 서명이 맞지 않아 거부된다. 인증서는 곡선을 풀어 적지 않고 이름으로만 가리켜야 한다.",
        ),
        true => Text::new("The signature fits.", "서명이 맞는다."),
    })
}

fn where_it_ends() -> Step {
    Step::desk(Text::new("where the key comes from", "키는 어디서 오는가"), "RFC 5280 §6.1.1 (d)")
        .saying(Text::new(
            "The key that opens the last signature comes from the verifier's own store, never from the other end.",
            "마지막 서명을 여는 키는 검증자 자신의 저장소에서 오며, 결코 상대에게서 오지 않는다.",
        ))
        .because(Text::new(
            "Signatures only move the question upwards: who signed the signer? At the top somebody must have decided. Browsers and operating systems ship some 150 roots and throw out those that break the rules.",
            "서명은 질문을 위로 옮길 뿐이다. 서명한 쪽에는 누가 서명했는가? 맨 위에서는 누군가 정해 두어야 한다. 브라우저와 운영 체제는 루트를 150개쯤 넣어 두고 규칙을 어긴 것은 빼낸다.",
        ))
}
