//! SHA-256 opened: padding, schedule, rounds, feed-forward, avalanche; then with a quarter of its rounds, and beside a checksum.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::bits::{apart, differs, flipped, picture};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::sha256::{self as glass, BLOCK, INITIAL, ROUNDS, State};
use crate::demo::hash::checksum::{self, crc32, patch, short, with_patch};
use crate::demo::hash::few_rounds::{self, FEW, OWN, claim, debt, second};
use crate::demo::people::somebody;
use crate::demo::primitive::hash;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::Picture;
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "sha256",
    topic: Topic::Hash,
    title: Doc::new(
        "SHA-256 opened, and what its rounds are for",
        "SHA-256을 열어 보기, 그리고 라운드가 있는 까닭",
    ),
    line: Doc::new(
        "Every stage of the hash, one flipped bit spreading, and a quarter of the rounds forged for free.",
        "해시의 모든 단계, 비트 하나가 퍼지는 모습, 그리고 라운드를 4분의 1만 쓰면 공짜로 위조되는 모습.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(0, 1000),
        means: Doc::new("what is hashed", "해시할 메시지"),
    }],
    exercise: Exercise {
        number: 5,
        title: Doc::new("Avalanche and birthday", "눈사태와 생일"),
    },
    tell,
    attacks: &[
        Attack {
            name: "few_rounds",
            wins: few_rounds::few_rounds_wins,
        },
        Attack {
            name: "checksum",
            wins: checksum::checksum_wins,
        },
    ],
};

/// Cells of an avalanche picture, across and down.
const SIDE: usize = 24;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let message = asked.own.or(Input::Message, || note(&mut scene.chance));
    let padding = glass::padding(message.len());
    let padded = [message.as_slice(), &padding].concat();
    let block = padded.get(..BLOCK).unwrap_or(&padded).to_vec();
    let blocks = padded.len() / BLOCK;
    let run = glass::compress(INITIAL, &block, ROUNDS);
    scene.step(Part::Works, padded_step(&message, &padded, padding.len()));
    scene.step(Part::Works, schedule_step(&run.schedule));
    scene.step(Part::Works, rounds_step(&run.working));
    scene.step(Part::Works, result_step(&message, &run.after, blocks));
    let (avalanche, average) = avalanche_step(&block);
    scene.step(Part::Works, avalanche);

    let owed = debt(&mut scene.chance);
    let own = claim(&mut scene.chance);
    let forged = second(INITIAL, &owed, &own);
    let tails = forged.get(OWN..).unwrap_or_default();
    let few = glass::digest(&owed, FEW);
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("sixteen rounds instead of 64", "64라운드 대신 16라운드"), "")
            .saying(Text::new(
                "With 16 rounds every round takes in one word of the block itself: the attacker writes 32 bytes of their own, and computes the other 32 so that the state ends where the real note took it.",
                "16라운드뿐이면 라운드마다 블록의 워드 하나가 그대로 들어간다. 공격자는 앞의 32바이트에 자기 글을 쓰고, 나머지 32바이트는 진짜 쪽지와 같은 상태에서 끝나도록 계산한다.",
            ))
            .because(Text::new(
                "Eight rounds move eight words into eight variables, so eight chosen words reach any state there is. No guess is needed: each word is one subtraction. This is why the schedule goes on after the sixteenth word: from then on every word depends on all that came before, and no word can be chosen freely.",
                "여덟 라운드는 여덟 워드를 여덟 변수로 옮긴다. 그래서 워드 여덟 개를 고르면 어떤 상태에든 닿는다. 추측은 필요 없고 워드마다 뺄셈 한 번이면 된다. 열여섯째 워드 뒤로도 스케줄이 이어지는 까닭이 이것이다. 그때부터는 모든 워드가 앞의 워드에 매여 있어 어느 것도 마음대로 고를 수 없다.",
            ))
            .because(Text::new(
                "Published attacks on SHA-256 reach collisions up to 31 of 64 rounds, with far more work; the full function stands. Rounds are a safety margin, and cutting them to be faster spends it.",
                "공개된 공격은 훨씬 많은 계산을 들여 64라운드 중 31라운드까지 충돌에 이르렀고, 온전한 함수는 버티고 있다. 라운드는 안전 여유이다. 빠르게 하려고 줄이면 그 여유를 쓰는 것이다.",
            ))
            .with(Value::plain(Text::new("real note", "진짜 쪽지"), words(&owed).trim_end(), Knows::Wire))
            .with(Value::plain(Text::new("attacker's words", "공격자의 글"), words(&own).trim_end(), Knows::Attacker))
            .with(Value::hex(Text::new("and 32 bytes to make it fit", "맞추는 32바이트"), tails, Knows::Attacker))
            .proving(same(
                Text::new("two notes, one hash", "쪽지 둘, 해시 하나"),
                "second_preimage",
                "SHA-256/16(m′) = SHA-256/16(m)",
                &glass::digest(&forged, FEW),
                &few,
                Text::new("the forged note has the hash of the real one", "위조한 쪽지의 해시가 진짜의 해시와 같다"),
            )),
    );
    scene.step(Part::Breaks, checksum_step(&owed, &own));
    scene.cost(
        Part::Breaks,
        "guesses",
        Text::new("guesses the attacker needed", "공격자가 한 추측"),
        0,
    );

    let (real, fake) = (glass::digest(&owed, ROUNDS), glass::digest(&forged, ROUNDS));
    let distance = apart(&real, &fake);
    scene.step(
        Part::Repair,
        Step::desk(Text::new("all 64 rounds", "64라운드 모두"), "FIPS 180-4 §6.2.2")
            .saying(text!(
                en: "The same two notes under all 64 rounds: {distance} of 256 bits differ, as between any two messages.",
                ko: "같은 두 쪽지를 64라운드로 해시하면 256비트 중 {distance}비트가 다르다. 아무 두 메시지 사이와 다를 바 없다.",
            ))
            .with(Value::hex(Text::new("hash of the real note", "진짜 쪽지의 해시"), &real, Knows::Wire))
            .with(Value::hex(Text::new("hash of the forged note", "위조한 쪽지의 해시"), &fake, Knows::Wire)),
    );
    scene.step(Part::Repair, instead_of_checksum(&owed, &own));
    Ok(finish(scene, &message, padding.len(), average))
}

fn finish(mut scene: Scene, message: &[u8], padding: usize, average: u32) -> Story {
    let turn = scene.chance.below(3);
    let moved = scene.chance.below(3);
    let n = message.len();
    let zeros = padding.saturating_sub(9);
    let h0 = format!("{:08x}", INITIAL.first().copied().unwrap_or(0));
    let (rounds, letter) = match moved {
        0 => (1, "b"),
        1 => (2, "c"),
        _ => (3, "d"),
    };
    scene.finish(
        Text::new(
            "A hash is a mixer run long enough: what goes in last decides as much as what went in first, and nothing in it can be chosen backwards.",
            "해시는 충분히 오래 돌린 혼합기이다. 마지막에 들어간 것도 처음에 들어간 것만큼 결과를 좌우하며, 거꾸로 골라낼 수 있는 것이 없다.",
        ),
        [
            Question::word(
                text!(en: "How many bytes of padding stand behind this message of {n} byte{s}?", ko: "길이 {n}바이트인 이 메시지 뒤에 붙는 패딩은 몇 바이트인가?", s = plural(n)),
                padding,
                text!(en: "One byte 80, {zeros} zeros, 8 bytes of length: then the blocks of 64 are whole.", ko: "80 한 바이트, 0이 {zeros}바이트, 길이 8바이트. 그러면 64바이트 블록으로 나누어떨어진다."),
            ),
            Question::word(
                text!(
                    en: "Before the first round, a is {h0}. Which of a to h holds this value after {rounds} round{s}?",
                    ko: "첫 라운드 전에 a는 {h0} 이다. 라운드 {rounds}번 뒤에는 a부터 h 중 어느 변수가 이 값을 갖는가?",
                    s = plural(rounds),
                ),
                letter,
                Text::new("Every round moves each variable one place on; only a and e are made anew.", "라운드마다 변수는 한 자리씩 옮겨 간다. 새로 만들어지는 것은 a와 e뿐이다."),
            ),
            Question::choice(
                text!(
                    en: "One flipped bit of the block changed {average} of 256 bits of the hash on average. Why is about half the best there is?",
                    ko: "블록의 비트 하나를 뒤집자 해시 256비트 중 평균 {average}비트가 바뀌었다. 왜 절반쯤이 가장 좋은가?",
                ),
                Text::new("each bit then changes as by a coin, and nothing can be predicted", "그래야 비트마다 동전 던지기처럼 바뀌어 아무것도 예측할 수 없다"),
                [
                    Text::new("changing all of them would take too long", "전부 바꾸면 시간이 너무 오래 걸린다"),
                    Text::new("the other half is needed for the length", "나머지 절반은 길이를 담는 데 쓴다"),
                ],
                turn,
                Text::new("If all bits always changed, the new hash would be the old one turned over: known without computing it.", "늘 모든 비트가 바뀐다면 새 해시는 옛 해시를 뒤집은 것이다. 계산하지 않아도 안다."),
            ),
        ],
    )
}

fn padded_step(message: &[u8], padded: &[u8], padding: usize) -> Step {
    let (n, blocks) = (message.len(), padded.len() / BLOCK);
    Step::desk(Text::new("padding", "패딩"), "FIPS 180-4 §5.1.1")
        .saying(text!(
            en: "{n} byte{more} and {padding} of padding make {blocks} block{s} of 64: a bit 1, zeros, and the length in bits.",
            ko: "{n}바이트에 패딩 {padding}바이트를 더해 64바이트 블록 {blocks}개가 된다. 비트 1, 0들, 그리고 비트 단위의 길이이다.",
            s = plural(blocks),
            more = plural(n),
        ))
        .because(Text::new(
            "The bit 1 keeps two messages apart that differ only in zeros at their end. The length makes the proof work that the whole is as good as the compression of one block (Merkle and Damgård, 1989). The padding holds no secret: everyone can compute it, and length extension does.",
            "비트 1은 끝의 0만 다른 두 메시지를 구별한다. 길이는 한 블록의 압축이 안전하면 전체도 안전하다는 증명(Merkle과 Damgård, 1989)을 성립하게 한다. 패딩에는 비밀이 없다. 누구나 계산할 수 있고, 길이 확장 공격이 바로 그렇게 한다.",
        ))
        .with(Value::plain(Text::new("message", "메시지"), words(message), Knows::Wire))
        .exhibiting(Exhibit::read(
            Text::new("the padded message", "패딩한 메시지"),
            Origin::Computed,
            padded,
            |r| {
                r.bytes(&MESSAGE, n)?;
                r.bytes(&ONE, 1)?;
                r.bytes(&ZEROS, padding.saturating_sub(9))?;
                r.rest(&LENGTH)?;
                Ok(())
            },
        ))
}

fn schedule_step(schedule: &[u32]) -> Step {
    let word = |at: usize| format!("{:08x}", schedule.get(at).copied().unwrap_or(0));
    let mut step = Step::desk(Text::new("message schedule", "메시지 스케줄"), "FIPS 180-4 §6.2.2")
        .saying(Text::new(
            "The first block is 16 words; 48 more are made, each from four earlier ones: Wt = σ1(Wt-2) + Wt-7 + σ0(Wt-15) + Wt-16.",
            "첫 블록은 워드 16개이다. 여기에 48개를 더 만들며, 하나하나가 앞의 네 워드에서 나온다: Wt = σ1(Wt-2) + Wt-7 + σ0(Wt-15) + Wt-16.",
        ))
        .because(Text::new(
            "σ0 and σ1 turn and shift a word and add the results bit by bit. A bit that is flipped in one word of the block is in nearly all words a dozen rounds later.",
            "σ0과 σ1은 워드를 돌리고 밀어 낸 값들을 비트끼리 더한다. 블록의 워드 하나에서 뒤집힌 비트는 열두어 라운드 뒤에는 거의 모든 워드에 들어 있다.",
        ));
    for (name, at) in [
        ("W0", 0),
        ("W1", 1),
        ("W15", 15),
        ("W16", 16),
        ("W17", 17),
        ("W63", 63),
    ] {
        step = step.with(Value::plain(name, word(at), Knows::Wire));
    }
    step
}

fn rounds_step(working: &[State]) -> Step {
    let mut step = Step::desk(Text::new("64 rounds", "64라운드"), "FIPS 180-4 §6.2.2")
        .saying(Text::new(
            "Each round takes in one word and one constant, makes a and e anew and moves the rest one place on. After so many rounds, a to h:",
            "라운드마다 워드 하나와 상수 하나가 들어가 a와 e가 새로 만들어지고 나머지는 한 자리씩 옮겨 간다. 라운드 수에 따른 a~h:",
        ))
        .because(Text::new(
            "T1 = h + Σ1(e) + Ch(e, f, g) + Kt + Wt and T2 = Σ0(a) + Maj(a, b, c); the new a is T1 + T2, the new e is d + T1. Ch lets e choose between f and g, Maj takes the vote of a, b, c: both bend what would otherwise be a sum that one could solve.",
            "T1 = h + Σ1(e) + Ch(e, f, g) + Kt + Wt, T2 = Σ0(a) + Maj(a, b, c). 새 a는 T1 + T2, 새 e는 d + T1이다. Ch는 e가 f와 g 중에서 고르게 하고 Maj는 a, b, c의 다수결이다. 둘 다 풀 수 있는 합에 그쳤을 식을 휘게 한다.",
        ))
        .because(Text::new(
            "The constants come from the cube roots of the first 64 primes, the start values from the square roots of the first eight (32 bits behind the point each): numbers that nobody can have picked for a purpose.",
            "상수는 처음 소수 64개의 세제곱근, 시작값은 처음 소수 8개의 제곱근에서 온다(저마다 소수점 아래 32비트). 누구도 속셈을 가지고 골랐을 수 없는 수이다.",
        ));
    for t in ["0", "1", "2", "3", "16", "64"] {
        let at = t.parse().unwrap_or(0);
        let row: Vec<String> = working
            .get(at)
            .map(|state: &State| state.iter().map(|word| format!("{word:08x}")).collect())
            .unwrap_or_default();
        step = step.with(Value::plain(t, row.join(" "), Knows::Wire));
    }
    step
}

fn result_step(message: &[u8], first: &State, blocks: usize) -> Step {
    let whole = glass::digest(message, ROUNDS);
    Step::desk(Text::new("feed-forward", "앞먹임 덧셈"), "FIPS 180-4 §6.2.2")
        .saying(text!(
            en: "What the block started from is added to what came out; after {blocks} block{s} that state is the hash.",
            ko: "블록을 시작할 때의 상태를 나온 값에 더한다. 블록 {blocks}개를 거친 뒤의 상태가 곧 해시이다.",
            s = plural(blocks),
        ))
        .because(Text::new(
            "The rounds alone could be run backwards by anyone who knows the block. The addition is what cannot be undone: it makes the block cipher inside a one-way function (Davies and Meyer).",
            "라운드만이라면 블록을 아는 사람은 누구나 거꾸로 돌릴 수 있다. 되돌릴 수 없게 하는 것은 이 덧셈이다. 안에 든 블록 암호가 이로써 일방향 함수가 된다(Davies-Meyer).",
        ))
        .with(Value::hex(Text::new("after the first block", "첫 블록 뒤"), &glass::bytes(*first), Knows::Wire))
        .with(Value::hex(Text::new("hash", "해시"), &whole, Knows::Wire))
        .proving(same(
            Text::new("the glass hash is the real one", "속이 보이는 해시가 진짜와 같다"),
            "glass_is_real",
            "glass SHA-256(m) = SHA-256(m)",
            &whole,
            &hash::sha256(message),
            Text::new("equals what a reviewed implementation computes", "검토된 구현이 계산한 값과 같다"),
        ))
}

/// Which bits of the state change, for each of the first bits of the block flipped; and how many of 256 on average at the end.
fn avalanche_step(block: &[u8]) -> (Step, u32) {
    let after = |block: &[u8], rounds| glass::bytes(glass::compress(INITIAL, block, rounds).after);
    let grid = |rounds: usize| -> Picture {
        let plain = after(block, rounds);
        let mut cells = Vec::new();
        for row in 0..SIDE {
            let other = after(&flipped(block, row), rounds);
            cells.extend((0..SIDE).map(|at| differs(&plain, &other, at)));
        }
        let changed = cells.iter().filter(|cell| **cell).count();
        let of = cells.len();
        picture(
            text!(en: "{rounds} round{s}", ko: "{rounds}라운드", s = plural(rounds)),
            text!(en: "{changed} of {of} change", ko: "{of}칸 중 {changed}칸이 바뀜"),
            SIDE,
            &cells,
            [Text::new("changes", "바뀜"), Text::new("stays", "그대로")],
        )
    };
    let plain = after(block, ROUNDS);
    let rows = u32::try_from(SIDE).unwrap_or(1);
    let sum: u32 = (0..SIDE)
        .map(|at| apart(&plain, &after(&flipped(block, at), ROUNDS)))
        .sum();
    let average = sum / rows.max(1);
    let step = Step::desk(Text::new("avalanche", "눈사태"), "")
        .saying(text!(
            en: "Each row flips another bit of the block; dark is each bit of the state that changes. After 64 rounds {average} of 256 bits change on average.",
            ko: "줄마다 블록의 다른 비트 하나를 뒤집는다. 짙은 칸이 상태에서 바뀌는 비트이다. 64라운드 뒤에는 256비트 중 평균 {average}비트가 바뀐다.",
        ))
        .because(Text::new(
            "After one round a flipped bit is seen in its own place, and beside it where a sum carried. A few rounds later it is everywhere, and the pictures of any two messages look alike: nothing says any more which bit was flipped.",
            "한 라운드 뒤에는 뒤집힌 비트가 제자리에, 그리고 덧셈의 올림이 난 옆자리에 보인다. 몇 라운드만 지나면 어디에나 있고, 어떤 메시지의 그림이든 똑같아 보인다. 어느 비트를 뒤집었는지 알려 주는 것이 없다.",
        ))
        .picturing(grid(1))
        .picturing(grid(2))
        .picturing(grid(ROUNDS));
    (step, average)
}

fn checksum_step(owed: &[u8], own: &[u8]) -> Step {
    let real = crc32(owed);
    let four = patch(own, real);
    let fake = with_patch(own, real);
    Step::desk(Text::new("a checksum is no hash", "체크섬은 해시가 아니다"), "")
        .saying(Text::new(
            "CRC-32, the checksum of Ethernet, ZIP and PNG, run backwards: four bytes behind the attacker's words give them the checksum of the real note.",
            "이더넷, ZIP, PNG의 체크섬인 CRC-32를 거꾸로 돌린다. 공격자의 글 뒤에 네 바이트를 붙이면 진짜 쪽지의 체크섬이 된다.",
        ))
        .because(Text::new(
            "WEP, the first encryption of wireless networks, kept messages intact with CRC-32: whoever flipped bits of the ciphertext could flip the right bits of the encrypted checksum as well.",
            "첫 무선 랜 암호화인 WEP는 CRC-32로 변조를 막으려 했다. 암호문의 비트를 뒤집는 사람은 암호화된 체크섬에서도 맞는 비트를 뒤집을 수 있었다.",
        ))
        .with(Value::hex(Text::new("four bytes", "네 바이트"), &four, Knows::Attacker))
        .proving(same(
            Text::new("one checksum", "체크섬 하나"),
            "checksum",
            "CRC-32(m′ | x) = CRC-32(m)",
            &crc32(&fake).to_be_bytes(),
            &real.to_be_bytes(),
            Text::new("a checksum finds accidents, not people", "체크섬은 사고를 찾을 뿐 사람을 막지 못한다"),
        ))
}

/// The four bytes again, where the checksum is the head of a hash.
fn instead_of_checksum(owed: &[u8], own: &[u8]) -> Step {
    let [real, fake] = [owed, &with_patch(own, short(owed))].map(short);
    let step = Step::desk(
        Text::new("a hash where the checksum was", "체크섬 자리에 해시를"),
        "",
    );
    match real == fake {
        false => step.saying(Text::new(
            "The same four bytes against the first 32 bits of SHA-256: the sum is another one. Nothing can be run backwards; guessing would take some 2^32 tries.",
            "같은 네 바이트를 SHA-256의 앞 32비트에 대고 써 본다. 값이 다르다. 거꾸로 돌릴 수 있는 것이 없고, 추측하려면 2^32번쯤 걸린다.",
        )),
        true => step.saying(Text::new(
            "The same four bytes against the first 32 bits of SHA-256: by a chance of one in 2^32 they fit.",
            "같은 네 바이트를 SHA-256의 앞 32비트에 대고 써 본다. 2^32분의 1의 우연으로 맞았다.",
        )),
    }
    .because(Text::new(
        "Against a person a hash must stand where the person cannot change it as well: printed, signed, or made with a key (HMAC). A hash sent along with the message protects from nobody.",
        "사람을 막으려면 해시가 그 사람이 함께 고칠 수 없는 곳에 있어야 한다. 인쇄하거나 서명하거나 키로 만든다(HMAC). 메시지와 함께 보낸 해시는 아무도 막지 못한다.",
    ))
    .with(Value::plain(Text::new("real note", "진짜 쪽지"), format!("{real:08x}"), Knows::Wire))
    .with(Value::plain(Text::new("forged note", "위조한 쪽지"), format!("{fake:08x}"), Knows::Wire))
}

fn note(chance: &mut Chance) -> Vec<u8> {
    let name = somebody(chance);
    let hour = 1 + chance.below(12);
    format!("meet {name} at {hour} by the gate").into_bytes()
}

static MESSAGE: Field = Field::utf8(
    "message",
    "FIPS 180-4 §5.1.1",
    "What is hashed.",
    "해시할 내용이다.",
);
static ONE: Field = Field::hex(
    "1",
    "FIPS 180-4 §5.1.1",
    "A bit 1, then seven zeros: it marks where the message ends.",
    "비트 1과 0 일곱 개. 메시지가 끝난 자리를 표시한다.",
);
static ZEROS: Field = Field::hex(
    "0",
    "FIPS 180-4 §5.1.1",
    "As many zeros as are needed for whole blocks.",
    "블록이 꽉 차도록 필요한 만큼 넣은 0.",
);
static LENGTH: Field = Field::dec(
    "length in bits",
    "FIPS 180-4 §5.1.1",
    "The length of the message in bits, 8 bytes.",
    "비트 단위의 메시지 길이, 8바이트.",
);
