//! Collisions that were found: two documents with one MD5, two with one SHA-1, and a signature that moves from one to the other.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::bits::picture;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::sha256::{self as glass, BLOCK, ROUNDS};
use crate::demo::hash::blocks::{MD5, Opening, SHA1};
use crate::demo::hash::documents::{self, documents, harmful, harmless, shown};
use crate::demo::hash::signer::Signer;
use crate::demo::primitive::hash;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "collision",
    topic: Topic::Hash,
    title: Doc::new(
        "Collisions of MD5 and SHA-1: one signature, two documents",
        "MD5와 SHA-1의 충돌: 서명 하나, 문서 둘",
    ),
    line: Doc::new(
        "A published pair of blocks becomes two documents that say different things and share a signature.",
        "공개된 블록 한 쌍으로, 내용은 다른데 서명은 같은 두 문서를 만든다.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(0, 200),
        means: Doc::new("what the victim is to sign", "피해자가 서명할 내용"),
    }],
    exercise: Exercise {
        number: 5,
        title: Doc::new("Avalanche and birthday", "눈사태와 생일"),
    },
    tell,
    attacks: &[
        Attack {
            name: "md5",
            wins: |chance, instance| documents::signature_moves(chance, instance, &MD5),
        },
        Attack {
            name: "sha1",
            wins: |chance, instance| documents::signature_moves(chance, instance, &SHA1),
        },
    ],
};

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let fair = asked.own.or(Input::Message, || harmless(&mut scene.chance));
    let unfair = harmful(&mut scene.chance);
    let signer = Signer::new(&mut scene.chance, MD5.hash);
    let [good, bad] = documents(&MD5, &fair, &unfair);
    let signature = signer.sign(&good);

    scene.step(Part::Works, signing(&signer, &fair));
    scene.step(Part::Works, iterated(&good));
    scene.step(Part::Breaks, blocks());
    scene.step(
        Part::Breaks,
        two_documents(&good, &bad, &signer, [fair.len(), unfair.len()]),
    );
    let moved = signer.accepts(&bad, &signature);
    scene.step(Part::Breaks, moves(&good, &bad, &signature, moved));
    let [first, other] = documents(&SHA1, &fair, &unfair);
    scene.step(Part::Breaks, sha1(&first, &other));

    scene.cost(
        Part::Breaks,
        "searched",
        Text::new(
            "hashes searched by this attacker",
            "이 공격자가 탐색한 해시",
        ),
        0,
    );

    let better = Signer::new(&mut scene.chance, "sha256");
    let kept = better.accepts(&bad, &better.sign(&good));
    scene.step(Part::Repair, repaired(&good, &bad, &better, kept));
    let serial = scene.chance.bytes::<8>();
    scene.step(Part::Repair, unforeseen(&good, &bad, &serial));
    Ok(finish(scene))
}

fn signing(signer: &Signer, fair: &[u8]) -> Step {
    let signature = signer.sign(fair);
    let (bytes, length) = (fair.len(), signer.digest(fair).len());
    Step::desk(Text::new("what is signed is a hash", "서명하는 것은 해시"), "RFC 8017 §9")
        .saying(text!(
            en: "A signature is made over the hash of a document: {length} bytes stand for its {bytes}.",
            ko: "서명은 문서의 해시에 한다. 해시 {length}바이트가 문서 {bytes}바이트를 대신한다.",
        ))
        .because(Text::new(
            "RSA and ECDSA can sign only as much as fits into one number. So everything a signature promises hangs on the hash: who finds two documents with one hash has one signature for both, and never touched the key.",
            "RSA와 ECDSA는 수 하나에 들어갈 만큼만 서명할 수 있다. 그래서 서명이 약속하는 모든 것이 해시에 달렸다. 해시가 같은 두 문서를 찾은 사람은 키를 건드리지 않고도 서명 하나를 두 문서에 쓴다.",
        ))
        .with(Value::plain(Text::new("document", "문서"), words(fair), Knows::Wire))
        .with(Value::hex("MD5", &signer.digest(fair), Knows::Wire))
        .with(Value::hex(Text::new("signature", "서명"), &signature, Knows::Wire))
}

fn iterated(document: &[u8]) -> Step {
    let padded = [document, &glass::padding(document.len())].concat();
    let (first, rest) = padded.split_at(BLOCK.min(padded.len()));
    let state = glass::absorb(glass::INITIAL, first, ROUNDS);
    let end = glass::bytes(glass::absorb(state, rest, ROUNDS));
    Step::desk(Text::new("block after block", "블록을 하나씩"), "RFC 1321 §3")
        .saying(Text::new(
            "MD5, SHA-1 and SHA-256 take in a document block by block of 64 bytes; of all that went before only the state is left.",
            "MD5, SHA-1, SHA-256은 문서를 64바이트 블록씩 받아들인다. 앞의 모든 것 가운데 남는 것은 상태뿐이다.",
        ))
        .because(Text::new(
            "So two openings that reach the same state stay together for ever: whatever is put behind both, the hashes are the same. One collision, found once at great cost, makes as many pairs of documents as one likes, for free.",
            "그래서 같은 상태에 이른 두 앞부분은 끝까지 함께 간다. 뒤에 같은 것을 붙이면 해시는 늘 같다. 큰 비용으로 한 번 찾은 충돌 하나로 문서 쌍을 얼마든지 공짜로 만든다.",
        ))
        .with(Value::hex(
            Text::new("SHA-256, state after one block", "SHA-256, 한 블록 뒤의 상태"),
            &glass::bytes(state),
            Knows::Wire,
        ))
        .proving(same(
            Text::new("the state is all that counts", "상태만 있으면 된다"),
            "iterated",
            "state(block 1) ⇢ rest = SHA-256(document)",
            &end,
            &hash::sha256(document),
            Text::new(
                "carried on from the state, without the first block",
                "첫 블록 없이 상태에서 이어 계산했다",
            ),
        ))
}

/// Which bytes of the two openings differ, from `from` on.
fn differences(opening: &Opening, from: usize) -> (Vec<bool>, usize) {
    let [one, other] = opening.both();
    let cells: Vec<bool> = one
        .iter()
        .zip(&other)
        .skip(from)
        .map(|(a, b)| a != b)
        .collect();
    let count = cells.iter().filter(|cell| **cell).count();
    (cells, count)
}

fn blocks() -> Step {
    let [one, other] = MD5.both();
    let (cells, count) = differences(&MD5, 0);
    let [a, b] = [&one, &other].map(|o| o.get(MD5.at).copied().unwrap_or(0));
    let digest = |bytes: &[u8]| hash::named("md5").map_or_else(Vec::new, |md5| md5.digest(bytes));
    Step::desk(Text::new("the pair of 2004", "2004년의 한 쌍"), "RFC 6151 §2")
        .saying(text!(
            en: "Two openings of 128 bytes, published in 2004, that differ in {count} bytes and have one MD5.",
            ko: "2004년에 공개된 128바이트 앞부분 한 쌍이다. {count}바이트가 다르지만 MD5는 같다.",
        ))
        .because(Text::new(
            "Wang, Feng, Lai and Yu found it by steering differences: changes in three words of the first block leave a known difference in the state, and the second block takes it away again. An hour on a large computer then; today a second on a laptop (some 2^16 computations).",
            "Wang, Feng, Lai, Yu는 차이를 몰고 가는 방법으로 찾았다. 첫 블록의 세 워드를 바꾸어 상태에 정해진 차이를 남기고, 둘째 블록이 그 차이를 다시 지운다. 당시 큰 컴퓨터로 한 시간, 지금은 노트북으로 1초(계산 2^16번쯤)이다.",
        ))
        .picturing(picture(
            Text::new("bytes that differ", "다른 바이트"),
            text!(en: "{count} of 128, three in each block", ko: "128개 중 {count}개, 블록마다 셋"),
            16,
            &cells,
            [Text::new("differs", "다름"), Text::new("same", "같음")],
        ))
        .with(Value::plain(Text::new("byte 19 of the first", "첫째의 19번 바이트"), format!("{a:02x}"), Knows::Wire))
        .with(Value::plain(Text::new("byte 19 of the second", "둘째의 19번 바이트"), format!("{b:02x}"), Knows::Wire))
        .proving(same(
            Text::new("two openings, one MD5", "앞부분 둘, MD5 하나"),
            "md5_pair",
            "MD5(o1) = MD5(o2)",
            &digest(&one),
            &digest(&other),
            Text::new("after both blocks the states are equal", "두 블록을 지나면 상태가 같다"),
        ))
}

fn two_documents(good: &[u8], bad: &[u8], signer: &Signer, lengths: [usize; 2]) -> Step {
    let [fair, _] = lengths;
    let see = |document| words(shown(&MD5, document).unwrap_or_default());
    Step::desk(Text::new("two documents", "문서 둘"), "")
        .saying(Text::new(
            "Behind each opening stand both texts; the viewer looks at one bit of the opening and shows one of them.",
            "두 앞부분 뒤에 두 글이 모두 들어 있다. 뷰어는 앞부분의 비트 하나를 보고 그중 하나를 보여 준다.",
        ))
        .because(Text::new(
            "This works with every format that can look at its own bytes: PostScript, programs, PDF by way of its images, firmware. Daum and Lucks showed it in 2005 with a letter of recommendation and an order, in PostScript.",
            "자기 바이트를 들여다볼 수 있는 형식이면 모두 된다. PostScript, 실행 파일, 그림을 이용한 PDF, 펌웨어가 그렇다. Daum과 Lucks가 2005년에 PostScript로 된 추천서와 명령서로 보였다.",
        ))
        .with(Value::plain(Text::new("the first shows", "첫째가 보여 주는 글"), see(good), Knows::Wire))
        .with(Value::plain(Text::new("the second shows", "둘째가 보여 주는 글"), see(bad), Knows::Wire))
        .proving(same(
            Text::new("two documents, one MD5", "문서 둘, MD5 하나"),
            "md5_documents",
            "MD5(o1 | texts) = MD5(o2 | texts)",
            &signer.digest(good),
            &signer.digest(bad),
            Text::new("what follows equal states alike, stays alike", "같은 상태 뒤에 같은 것이 오면 계속 같다"),
        ))
        .exhibiting(Exhibit::read(
            Text::new("the second document", "둘째 문서"),
            Origin::Computed,
            bad,
            |r| {
                r.bytes(&OPENING, 128)?;
                r.u16(&LENGTH)?;
                r.bytes(&FIRST, fair)?;
                r.rest(&SECOND)?;
                Ok(())
            },
        ))
}

fn moves(good: &[u8], bad: &[u8], signature: &[u8], moved: bool) -> Step {
    let (fair, unfair) = (shown(&MD5, good), shown(&MD5, bad));
    let alike = fair == unfair;
    Step::desk(Text::new("the signature moves", "서명이 옮겨 간다"), "")
        .saying(match (moved, alike) {
            (true, false) => Text::new(
                "The victim reads the first document and signs it; the attacker puts the same signature under the second, and everyone accepts it.",
                "피해자는 첫째 문서를 읽고 서명한다. 공격자가 같은 서명을 둘째 문서에 붙이면 누구나 받아들인다.",
            ),
            (true, true) => Text::new(
                "The signature of the first document is accepted under the second; this time both show the same text.",
                "첫째 문서의 서명이 둘째 문서에서도 받아들여진다. 이번에는 두 문서가 같은 글을 보여 준다.",
            ),
            (false, _) => Text::new(
                "The signature of the first document is refused under the second.",
                "첫째 문서의 서명이 둘째 문서에서는 거부된다.",
            ),
        })
        .because(Text::new(
            "In 2008 Sotirov, Stevens and others had a harmless certificate signed with MD5 by a public authority, and moved the signature onto a certificate authority of their own. In 2012 the spy program Flame carried a certificate made the same way, and came as an update of Windows.",
            "2008년 Sotirov, Stevens 등은 공인 인증 기관이 MD5로 서명한 평범한 인증서의 서명을 자기네가 만든 인증 기관 인증서로 옮겼다. 2012년 첩보 프로그램 Flame은 같은 방법으로 만든 인증서를 지니고 윈도 업데이트로 들어왔다.",
        ))
        .because(Text::new(
            "Those needed more than the pair shown here: a chosen-prefix collision, where the two documents may begin as differently as one likes (some 2^39 computations for MD5 today).",
            "그 일에는 여기 나온 쌍 이상이 필요했다. 두 문서의 앞부분이 제각각이어도 되는 선택 접두 충돌이다(지금 MD5라면 계산 2^39번쯤).",
        ))
        .with(Value::hex(Text::new("signature", "서명"), signature, Knows::Wire))
        .with(Value::new(
            Text::new("under the second document", "둘째 문서에서"),
            verdict(moved),
            Knows::Wire,
        ))
}

/// What a check of a signature says.
fn verdict(accepted: bool) -> Text {
    match accepted {
        true => Text::new("accepted", "받아들임"),
        false => Text::new("refused", "거부"),
    }
}

fn sha1(first: &[u8], other: &[u8]) -> Step {
    let digest =
        |bytes: &[u8]| hash::named("sha1").map_or_else(Vec::new, |sha1| sha1.digest(bytes));
    let (cells, count) = differences(&SHA1, SHA1.at);
    Step::desk(Text::new("SHA-1, thirteen years later", "13년 뒤의 SHA-1"), "")
        .saying(text!(
            en: "The openings of the two SHAttered PDF files (2017) differ in {count} of their last 128 bytes; the same two texts behind them have one SHA-1.",
            ko: "SHAttered PDF 두 개(2017)의 앞부분은 마지막 128바이트 중 {count}바이트가 다르다. 그 뒤에 같은 두 글을 붙이면 SHA-1이 같다.",
        ))
        .because(Text::new(
            "Stevens, Bursztein, Karpman, Albertini and Markov spent some 2^63 computations, 110 years of one graphics card, 100,000 times less than the birthday bound. In 2020 Leurent and Peyrin made a chosen-prefix collision with work worth some 45,000 dollars. TLS 1.3 does not sign with SHA-1 in handshakes at all; git looks for the traces of this attack.",
            "Stevens, Bursztein, Karpman, Albertini, Markov가 계산 2^63번쯤, 그래픽 카드 한 장으로 110년치를 들였다. 생일 한계보다 십만 배 적다. 2020년 Leurent와 Peyrin은 4만 5천 달러쯤의 계산으로 선택 접두 충돌을 만들었다. TLS 1.3은 핸드셰이크 서명에 SHA-1을 아예 쓰지 않고, git은 이 공격의 흔적을 찾아낸다.",
        ))
        .picturing(picture(
            Text::new("bytes that differ", "다른 바이트"),
            text!(en: "{count} of 128", ko: "128개 중 {count}개"),
            16,
            &cells,
            [Text::new("differs", "다름"), Text::new("same", "같음")],
        ))
        .proving(same(
            Text::new("two documents, one SHA-1", "문서 둘, SHA-1 하나"),
            "sha1_documents",
            "SHA-1(o1 | texts) = SHA-1(o2 | texts)",
            &digest(first),
            &digest(other),
            Text::new("and one signature for both", "서명도 하나로 둘에 통한다"),
        ))
}

fn repaired(good: &[u8], bad: &[u8], signer: &Signer, accepted: bool) -> Step {
    Step::desk(Text::new("the same documents under SHA-256", "같은 문서를 SHA-256으로"), "RFC 9155")
        .saying(Text::new(
            "The two MD5 documents have different SHA-256 hashes: the victim's signature stays where it was put.",
            "두 MD5 문서의 SHA-256 해시는 다르다. 피해자의 서명은 붙인 자리에 머문다.",
        ))
        .because(Text::new(
            "Nothing is known against SHA-256 in full. A broken hash is not mended by hashing twice or by gluing MD5 to SHA-1: Joux showed in 2004 that gluing two such hashes is hardly stronger than the better one.",
            "온전한 SHA-256에 대해서는 알려진 공격이 없다. 깨진 해시는 두 번 돌리거나 MD5와 SHA-1을 이어 붙여도 낫지 않는다. Joux가 2004년에, 이런 해시 둘을 이어 붙여도 더 나은 쪽보다 거의 세지지 않음을 보였다.",
        ))
        .with(Value::hex(Text::new("first document", "첫째 문서"), &signer.digest(good), Knows::Wire))
        .with(Value::hex(Text::new("second document", "둘째 문서"), &signer.digest(bad), Knows::Wire))
        .with(Value::new(
            Text::new("signature under the second", "둘째에 붙인 서명"),
            verdict(accepted),
            Knows::Wire,
        ))
}

fn unforeseen(good: &[u8], bad: &[u8], serial: &[u8]) -> Step {
    let digest = |bytes: &[u8]| hash::named("md5").map_or_else(Vec::new, |md5| md5.digest(bytes));
    let [first, second] = [good, bad].map(|document| digest(&[serial, document].concat()));
    Step::desk(Text::new("something unforeseen in front", "앞에 예측할 수 없는 것"), "")
        .saying(Text::new(
            "The second line of defence: the signer puts 8 random bytes in front. The openings were made for one state, no longer start there, and fall apart even under MD5.",
            "두 번째 방어선이다. 서명하는 쪽이 앞에 무작위 8바이트를 넣는다. 앞부분은 정해진 상태에서 시작하도록 만들어졌으므로 어긋나고, MD5에서조차 갈라진다.",
        ))
        .because(Text::new(
            "This is why certificates carry serial numbers with at least 64 random bits: in 2008 the serial number could be predicted, and that made the attack possible.",
            "그래서 인증서 일련번호에는 적어도 64비트의 난수가 들어간다. 2008년에는 일련번호를 예측할 수 있었기에 공격이 가능했다.",
        ))
        .with(Value::hex(Text::new("put in front", "앞에 넣은 값"), serial, Knows::Wire))
        .with(Value::hex(Text::new("MD5 of the first", "첫째의 MD5"), &first, Knows::Wire))
        .with(Value::hex(Text::new("MD5 of the second", "둘째의 MD5"), &second, Knows::Wire))
}

fn finish(mut scene: Scene) -> Story {
    let (_, count) = differences(&MD5, 0);
    let at = MD5.at;
    let [one, other] = MD5.both().map(|o| o.get(at).copied().unwrap_or(0));
    let turn = scene.chance.below(3);
    scene.finish(
        Text::new(
            "A signature signs a hash. Where two documents can share a hash, they share every signature.",
            "서명은 해시에 한다. 두 문서의 해시가 같을 수 있으면 모든 서명을 나누어 갖는다.",
        ),
        [
            Question::word(
                Text::new("In how many of their 128 bytes do the two MD5 openings differ?", "두 MD5 앞부분은 128바이트 중 몇 바이트가 다른가?"),
                count,
                text!(en: "{count}: three in each block. The second block undoes what the first did to the state.", ko: "{count}바이트, 블록마다 셋이다. 첫 블록이 상태에 남긴 차이를 둘째 블록이 지운다."),
            ),
            Question::word(
                text!(
                    en: "The viewer looks at the highest bit of byte {at}, which is {one:02x} in the first document. What is this byte in the second, where only that bit differs?",
                    ko: "뷰어는 {at}번 바이트의 최상위 비트를 본다. 첫째 문서에서는 {one:02x} 이다. 그 비트만 다른 둘째 문서에서 이 바이트는 무엇인가?",
                ),
                format!("{other:02x}"),
                text!(en: "{one:02x} ⊕ 80 = {other:02x}.", ko: "{one:02x} ⊕ 80 = {other:02x}."),
            ),
            Question::choice(
                Text::new(
                    "The attacker puts the same further page behind both documents. What of their MD5?",
                    "공격자가 두 문서 뒤에 똑같은 쪽을 하나 더 붙인다. 두 MD5는 어떻게 되는가?",
                ),
                Text::new("it changes, and both still have the same", "값은 바뀌지만 둘은 여전히 같다"),
                [
                    Text::new("they now differ", "이제 서로 다르다"),
                    Text::new("it stays what it was", "전과 같은 값이다"),
                ],
                turn,
                Text::new("The states were equal before the page, so they are equal behind it.", "쪽을 붙이기 전의 상태가 같았으니 붙인 뒤에도 같다."),
            ),
        ],
    )
}

static OPENING: Field = Field::hex(
    "opening",
    "",
    "Two blocks whose state another opening reaches as well.",
    "다른 앞부분도 같은 상태에 이르는 두 블록.",
);
static LENGTH: Field = Field::dec(
    "length",
    "",
    "How long the first text is.",
    "첫째 글의 길이.",
);
static FIRST: Field = Field::utf8(
    "first text",
    "",
    "Shown where the bit in the opening is set.",
    "앞부분의 비트가 1일 때 보여 주는 글.",
);
static SECOND: Field = Field::utf8(
    "second text",
    "",
    "Shown where it is not.",
    "그 비트가 0일 때 보여 주는 글.",
);
