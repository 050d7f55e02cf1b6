//! AES round by round: how each byte comes to depend on every other, and what is left of it without mixing or with four rounds.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::bits::apart;
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::aes::{
    Aes, Block, Mixing, Round, add, at, constant, rewind, sub, words_of,
};
use crate::demo::primitive::cipher::{AES_KEY, Padding, ecb_encrypt};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::same;
use crate::demo::sizes::Sizes;
use crate::demo::symmetric::codebook::{self, Codebook};
use crate::demo::symmetric::device::Device;
use crate::demo::symmetric::reach::Reach;
use crate::demo::symmetric::square::{self, Square};
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Drawing, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "aes-rounds",
    topic: Topic::Symmetric,
    title: Doc::new(
        "AES round by round, and what too few rounds leave",
        "라운드별로 보는 AES, 그리고 라운드가 모자랄 때",
    ),
    line: Doc::new(
        "How one byte comes to reach all sixteen, and two attacks where it does not.",
        "한 바이트가 열여섯 바이트 전체로 번지는 과정, 그리고 번지지 않을 때의 두 공격.",
    ),
    takes: &[
        Takes {
            input: Input::Key,
            sizes: AES_KEY,
            means: Doc::new("the key", "키"),
        },
        Takes {
            input: Input::Message,
            sizes: Sizes::OneOf(&[16]),
            means: Doc::new("the block to encrypt", "암호화할 블록"),
        },
    ],
    exercise: Exercise {
        number: 5,
        title: Doc::new("Avalanche and birthday", "눈사태와 생일"),
    },
    tell,
    attacks: &[
        Attack {
            name: "codebook",
            wins: codebook_wins,
        },
        Attack {
            name: "square",
            wins: square_wins,
        },
    ],
};

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let key = asked.own.or(Input::Key, || scene.chance.vec(16));
    let input: Block = match asked.own.message.as_deref().map(TryInto::try_into) {
        Some(Ok(own)) => own,
        Some(Err(_)) | None => scene.chance.bytes(),
    };
    let aes = Aes::new(&key)?;
    let trace = aes.trace(&input);
    let theirs = ecb_encrypt(&key, &input, Padding::None)?;
    let start = add(&input, &aes.key(0));
    scene.step(Part::Works, block_and_key(&key, &input, &aes));
    scene.step(Part::Works, schedule(&key, &aes));
    if let Some(first) = trace.first() {
        scene.step(Part::Works, one_round(first));
    }
    scene.step(Part::Works, all_rounds(&trace, &theirs));
    let [one, two] = [1, 2].map(|round| Reach::of(&aes, &input, round));
    scene.step(Part::Works, spread(&one, &two));
    scene.step(Part::Works, avalanche(&aes, &input));

    let bare = aes.clone().mixing(Mixing::Never);
    let alone = Reach::of(&bare, &input, bare.rounds());
    let secret: Block = *b"pay 100 to alice";
    let book = Codebook::ask(&mut Device::new(bare.clone()), aes.rounds());
    scene.step(Part::Breaks, unmixed(&alone, aes.rounds()));
    scene.step(
        Part::Breaks,
        codebook::read(&book, &bare.encrypt(&secret), &secret),
    );
    scene.cost(
        Part::Breaks,
        "codebook_queries",
        Text::new("blocks for the codebook", "코드북에 쓴 블록"),
        book.queries,
    );

    let victim: Block = scene.chance.bytes();
    let aes = Aes::new(&victim)?;
    let short = aes.clone().cut(square::ROUNDS);
    let rest = scene.chance.bytes();
    scene.step(Part::Breaks, square::balanced(&short, &rest));
    let mut device = Device::new(short);
    let found = square::attack(&mut device, &mut scene.chance);
    scene.step(
        Part::Breaks,
        square::key_found(&found, &victim, device.queries()),
    );
    for (name, label, count) in [
        (
            "square_queries",
            Text::new("blocks for the square attack", "스퀘어 공격에 쓴 블록"),
            device.queries(),
        ),
        (
            "key_byte_guesses",
            Text::new("guesses of a key byte", "키 바이트 추측"),
            found.guesses,
        ),
    ] {
        scene.cost(Part::Breaks, name, label, count);
    }

    let book = Codebook::ask(&mut Device::new(aes.clone()), aes.rounds());
    let nothing = book.read(&aes.encrypt(&secret));
    let found = square::attack(&mut Device::new(aes), &mut scene.chance);
    scene.step(Part::Repair, neither(&nothing, &secret, &found));

    let turn = scene.chance.below(4);
    let (m, k) = (at(&input, 0), at(&start, 0) ^ at(&input, 0));
    let boxed = at(&start, 0);
    let four = one.from(0);
    Ok(scene.finish(
        Text::new(
            "A round only stirs. A cipher is enough rounds, each mixing what was stirred before.",
            "라운드 하나는 한 번 젓는 것일 뿐이다. 앞 라운드가 저은 것을 다시 섞는 라운드가 충분히 있어야 암호가 된다.",
        ),
        [
            Question::word(
                text!(
                    en: "The first byte of the block is {m:02x}, of the key {k:02x}. What goes into SubBytes of round 1, in hexadecimal?",
                    ko: "블록의 첫 바이트는 {m:02x}, 키의 첫 바이트는 {k:02x} 이다. 1라운드 SubBytes에 들어가는 바이트는 16진수로 무엇인가?",
                ),
                format!("{boxed:02x}"),
                text!(
                    en: "AddRoundKey comes before the first round: {m:02x} ⊕ {k:02x} = {boxed:02x}. Without it the first SubBytes would be no secret at all.",
                    ko: "첫 라운드 앞에 AddRoundKey가 있다. {m:02x} ⊕ {k:02x} = {boxed:02x}. 이것이 없으면 첫 SubBytes에는 비밀이 전혀 없다.",
                ),
            ),
            Question::word(
                Text::new(
                    "How many bytes of the state does byte 0 of the input reach after round 1?",
                    "입력의 바이트 0은 1라운드 뒤에 상태의 몇 바이트로 번지는가?",
                ),
                four,
                text!(
                    en: "MixColumns spreads it over its column: {four}. In round 2 ShiftRows carries those into four columns, and all sixteen are reached.",
                    ko: "MixColumns가 자기 열로 퍼뜨리므로 {four}바이트이다. 2라운드에서 ShiftRows가 그것들을 네 열로 나르고, 열여섯 바이트 모두에 닿는다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "With MixColumns taken out of all rounds, how many chosen blocks open every ciphertext?",
                    "모든 라운드에서 MixColumns를 빼면, 고른 블록 몇 개로 모든 암호문이 열리는가?",
                ),
                Text::same("256"),
                [
                    Text::same("16"),
                    Text::new("2 to the 128th", "2의 128제곱"),
                ],
                turn,
                Text::new(
                    "Each byte of the ciphertext then depends on one byte of the plaintext. Sixteen tables of 256 rows say everything, and one block fills a row in all of them at once.",
                    "그러면 암호문의 각 바이트가 평문의 한 바이트에만 달려 있다. 256줄짜리 표 열여섯 개가 전부를 말해 주고, 블록 하나가 모든 표의 한 줄씩을 채운다.",
                ),
            ),
        ],
    ))
}

fn block_and_key(key: &[u8], input: &Block, aes: &Aes) -> Step {
    let (bits, rounds) = (8 * key.len(), aes.rounds());
    Step::desk(Text::new("the block and the key", "블록과 키"), "FIPS 197 §3.4")
        .saying(text!(
            en: "AES-{bits} encrypts a block of 16 bytes, stood in a square column after column, in {rounds} rounds.",
            ko: "AES-{bits} 암호는 16바이트 블록을 열 순서로 네모나게 세우고 {rounds}라운드로 암호화한다.",
        ))
        .because(Text::new(
            "The design is Rijndael, by Joan Daemen and Vincent Rijmen: it won an open contest that ran from 1997 to 2000, and became FIPS 197 in 2001. The size of the key changes the number of rounds (10, 12, 14), never the size of the block.",
            "요안 다먼과 빈센트 레이먼의 레인달이다. 1997년부터 2000년까지 열린 공개 공모에서 뽑혀 2001년에 FIPS 197이 되었다. 키 길이에 따라 라운드 수(10, 12, 14)가 달라질 뿐, 블록 길이는 언제나 같다.",
        ))
        .because(Text::new(
            "A misunderstanding: AES does not encrypt messages. It encrypts one block; how blocks are made of a message is the mode's business, and most of what goes wrong goes wrong there.",
            "흔한 오해: AES는 메시지를 암호화하지 않는다. 블록 하나를 암호화할 뿐이다. 메시지를 블록으로 다루는 일은 운영 모드의 몫이고, 사고는 대부분 거기서 난다.",
        ))
        .with(Value::hex(Text::new("key", "키"), key, Knows::Secret))
        .with(Value::hex(Text::new("block", "블록"), input, Knows::Secret))
}

fn schedule(key: &[u8], aes: &Aes) -> Step {
    let size = key.len() / 4;
    let word = |n: usize| aes.words.get(n).copied().unwrap_or_default();
    let last = word(size - 1);
    let [a, b, c, d] = last;
    let rotated = [b, c, d, a];
    let end = aes.key(aes.rounds());
    let count = aes.rounds() + 1;
    let step = Step::desk(Text::new("key expansion", "키 확장"), "FIPS 197 §5.2")
        .saying(text!(
            en: "The key is drawn out into {count} round keys, word by word: the word before, now and then rotated and sent through SubBytes, added to the word one key length back.",
            ko: "키를 워드 단위로 늘려 라운드 키 {count}개를 만든다. 바로 앞 워드를 때때로 회전하고 SubBytes에 넣은 뒤, 키 길이만큼 앞선 워드에 더한다.",
        ))
        .because(Text::new(
            "The constants (1, 2, 4 and so on, powers of x in GF(2^8)) make the rounds differ: with equal rounds an attacker could slide one encryption along another.",
            "상수(1, 2, 4, …. GF(2^8)에서 x의 거듭제곱)가 라운드를 서로 다르게 만든다. 라운드가 모두 같으면 공격자가 한 암호화를 다른 암호화에 밀어 맞출 수 있다(슬라이드 공격).",
        ))
        .with(Value::hex(format!("w{}", size - 1), &last, Knows::Secret))
        .with(Value::hex("RotWord", &rotated, Knows::Secret))
        .with(Value::hex("SubWord", &rotated.map(sub), Knows::Secret))
        .with(Value::hex("Rcon", &[constant(1)], Knows::Constant))
        .with(Value::hex(format!("w{size}"), &word(size), Knows::Secret))
        .with(Value::hex(Text::new("last round key", "마지막 라운드 키"), &end, Knows::Secret));
    if key.len() != 16 {
        return step;
    }
    step.proving(same(
        Text::new("any round key is the key", "라운드 키 하나면 키를 안다"),
        "schedule_runs_backwards",
        "KeyExpansion⁻¹(k₁₀)",
        &rewind(&end, aes.rounds()),
        key,
        Text::new(
            "from the last round key the key itself comes back",
            "마지막 라운드 키에서 키가 그대로 나온다",
        ),
    ))
}

fn one_round(round: &Round) -> Step {
    let column = words_of(&round.shifted)[0];
    let mixed = words_of(&round.mixed.unwrap_or(round.shifted))[0];
    let (column, mixed) = (hex::encode(column), hex::encode(mixed));
    let step = Step::desk(Text::new("round 1", "1라운드"), "FIPS 197 §5.1")
        .saying(text!(
            en: "Four moves: each byte through a table, each row turned, each column mixed ({column} becomes {mixed}), the round key added.",
            ko: "네 동작이다. 바이트마다 표를 거치고, 행마다 돌리고, 열마다 섞고({column} → {mixed}), 라운드 키를 더한다.",
        ))
        .because(Text::new(
            "SubBytes is the only move that is not linear: without it the whole cipher would be a system of linear equations, solved in a moment. ShiftRows and MixColumns spread; only AddRoundKey knows the key.",
            "SubBytes만 선형이 아니다. 이것이 없으면 암호 전체가 선형 연립방정식이라 순식간에 풀린다. ShiftRows와 MixColumns는 퍼뜨리고, 키를 아는 것은 AddRoundKey뿐이다.",
        ))
        .because(Text::new(
            "Shannon called the two aims confusion and diffusion (1949).",
            "섀넌은 이 두 목표를 혼돈(confusion)과 확산(diffusion)이라고 불렀다(1949).",
        ))
        .with(Value::hex(Text::new("block ⊕ round key 0", "블록 ⊕ 라운드 키 0"), &round.start, Knows::Secret))
        .with(Value::hex("SubBytes", &round.substituted, Knows::Secret))
        .with(Value::hex("ShiftRows", &round.shifted, Knows::Secret));
    let step = match round.mixed {
        Some(mixed) => step.with(Value::hex("MixColumns", &mixed, Knows::Secret)),
        None => step,
    };
    step.with(Value::hex(
        Text::new("round key 1", "라운드 키 1"),
        &round.key,
        Knows::Secret,
    ))
    .with(Value::hex("AddRoundKey", &round.end, Knows::Secret))
}

fn all_rounds(trace: &[Round], theirs: &[u8]) -> Step {
    let last = trace.last().map_or([0; 16], |round| round.end);
    let mut step = Step::desk(Text::new("all rounds", "모든 라운드"), "FIPS 197 §5.1")
        .saying(Text::new(
            "Each round goes on where the last one ended; the final one leaves MixColumns out.",
            "각 라운드는 앞 라운드의 결과에서 이어진다. 마지막 라운드만 MixColumns를 뺀다.",
        ))
        .because(Text::new(
            "MixColumns in the last round would cost work and add nothing: whoever has the ciphertext could undo it without a key. Without it, decryption has the same shape as encryption.",
            "마지막 라운드의 MixColumns는 일만 늘리고 얻는 것이 없다. 암호문을 가진 누구나 키 없이 되돌릴 수 있기 때문이다. 빼 두면 복호화가 암호화와 같은 모양이 된다.",
        ));
    for round in trace {
        let (number, last) = (round.number, round.number == trace.len());
        let name = match last {
            true => Text::new("ciphertext", "암호문"),
            false => text!(en: "round {number}", ko: "{number}라운드"),
        };
        let knows = match last {
            true => Knows::Wire,
            false => Knows::Secret,
        };
        step = step.with(Value::hex(name, &round.end, knows));
    }
    step.proving(same(
        Text::new("these rounds are AES", "이 라운드들이 AES이다"),
        "glass_is_aes",
        "AES(k, block)",
        &last,
        theirs,
        Text::new(
            "equals what a reviewed AES computes",
            "검토된 AES 구현의 결과와 같다",
        ),
    ))
}

fn spread(one: &Reach, two: &Reach) -> Step {
    let (first, second) = (one.from(0), two.from(0));
    let on = one.on(0).join(", ");
    Step::desk(Text::new("how one byte spreads", "한 바이트가 번지는 모습"), "FIPS 197 §5.1")
        .saying(text!(
            en: "Byte 0 of the input reaches {first} bytes after round 1 and {second} after round 2; the other way round, byte 0 after round 1 depends on bytes {on} of the input.",
            ko: "입력의 바이트 0은 1라운드 뒤에 {first}바이트, 2라운드 뒤에 {second}바이트에 닿는다. 거꾸로 1라운드 뒤의 바이트 0은 입력의 바이트 {on} 에 달려 있다.",
        ))
        .because(Text::new(
            "Found by trying: each byte of the input (a row) is changed in four ways, and what changes in the state (the columns) is marked. ShiftRows brings the four bytes of a diagonal into one column, MixColumns makes each of that column depend on all four.",
            "직접 바꾸어 보고 찾은 것이다. 입력의 각 바이트(행)를 네 가지로 바꾸고 상태에서 달라지는 곳(열)을 표시했다. ShiftRows가 대각선의 네 바이트를 한 열에 모으고, MixColumns가 그 열의 각 바이트를 네 바이트 모두에 달려 있게 한다.",
        ))
        .picturing(one.picture(Text::new("after round 1", "1라운드 뒤")))
        .picturing(two.picture(Text::new("after round 2", "2라운드 뒤")))
}

/// Rounds after which changed bits are counted: what comes later looks the same.
const COUNTED: usize = 3;

fn avalanche(aes: &Aes, input: &Block) -> Step {
    let mut other = *input;
    other.iter_mut().take(1).for_each(|byte| *byte ^= 1);
    let pairs = aes.trace(input).into_iter().zip(aes.trace(&other));
    let counts: Vec<u32> = pairs.map(|(a, b)| apart(&a.end, &b.end)).collect();
    let last = counts.last().copied().unwrap_or(0);
    let bars = (1..)
        .zip(&counts)
        .take(COUNTED)
        .map(|(round, count): (u32, _)| Bar {
            label: text!(en: "round {round}", ko: "{round}라운드"),
            count: u64::from(*count),
        });
    let end = Bar {
        label: Text::new("ciphertext", "암호문"),
        count: u64::from(last),
    };
    Step::desk(Text::new("avalanche", "눈사태 효과"), "")
        .saying(text!(
            en: "One bit turned over in the block: {last} of 128 ciphertext bits differ.",
            ko: "블록의 비트 하나를 뒤집으면 암호문 128비트 가운데 {last}비트가 달라진다.",
        ))
        .because(Text::new(
            "About half is the goal, not all: if every bit turned over, the ciphertext of the one would say that of the other.",
            "목표는 절반쯤이지 전부가 아니다. 모든 비트가 뒤집힌다면 한쪽 암호문이 다른 쪽 암호문을 그대로 알려 준다.",
        ))
        .picturing(Picture::new(
            Text::new("bits that changed, of 128", "달라진 비트 수(128 가운데)"),
            Text::new(
                "From round 2 on about half of the bits differ.",
                "2라운드부터는 절반쯤의 비트가 다르다.",
            ),
            Drawing::Bars(bars.chain([end]).collect()),
        ))
}

fn unmixed(alone: &Reach, rounds: usize) -> Step {
    let reached = alone.from(0);
    let bytes = plural(reached);
    Step::desk(Text::new("MixColumns taken out", "MixColumns를 빼면"), "")
        .saying(text!(
            en: "The same key and all {rounds} rounds, but no column is ever mixed: byte 0 of the input reaches {reached} byte{bytes} of the ciphertext.",
            ko: "같은 키, 같은 {rounds}라운드지만 열을 한 번도 섞지 않는다. 입력의 바이트 0은 암호문의 {reached}바이트에만 닿는다.",
        ))
        .because(Text::new(
            "What is left is sixteen ciphers of one byte each, side by side. More rounds do not help: a table after a table is a table.",
            "남는 것은 한 바이트짜리 암호 열여섯 개가 나란히 선 것이다. 라운드를 늘려도 소용없다. 표를 거친 뒤 또 표를 거쳐도 표 하나와 같다.",
        ))
        .picturing(alone.picture(Text::new("without MixColumns, at the end", "MixColumns 없이, 끝에서")))
}

fn neither(nothing: &Block, secret: &Block, found: &Square) -> Step {
    let right = nothing.iter().zip(secret).filter(|(a, b)| a == b).count();
    let (sets, left) = (found.left.len(), found.left.last());
    let empty = left.map_or(0, |left| left.iter().filter(|left| **left == 0).count());
    let many = plural(sets);
    Step::desk(Text::new("all rounds, all moves", "모든 라운드, 모든 동작"), "FIPS 197 §5.1")
        .saying(text!(
            en: "Against all of AES-128 the codebook gets {right} of 16 bytes right; of the square attack's 16 key bytes {empty} have no guess left that fits after {sets} set{many} of 256 blocks, because nothing adds up to zero any more.",
            ko: "온전한 AES-128에서는 코드북이 16바이트 가운데 {right}바이트를 맞힌다. 스퀘어 공격은 256블록 {sets}묶음 뒤 키 16바이트 가운데 {empty}바이트에 맞는 추측이 하나도 남지 않는다. 합이 더는 0이 아니기 때문이다.",
        ))
        .because(Text::new(
            "The best attack known on all of AES-128 (biclique, 2011) saves a factor of about four against trying every key: nothing that matters. What breaks in practice is how AES is used, and that is what the next demonstrations show.",
            "AES-128 전체에 대해 알려진 가장 나은 공격(biclique, 2011)도 모든 키를 넣어 보는 것보다 네 배쯤 빠를 뿐이라 의미가 없다. 실제로 무너지는 것은 AES의 쓰임새이고, 다음 시연들이 그것을 보여 준다.",
        ))
}

fn codebook_wins(chance: &mut Chance, instance: Instance) -> bool {
    let (key, secret): (Block, Block) = (chance.bytes(), chance.bytes());
    let Ok(aes) = Aes::new(&key) else {
        return false;
    };
    let aes = match instance {
        Instance::Weak => aes.mixing(Mixing::Never),
        Instance::Fixed => aes,
    };
    let sealed = aes.encrypt(&secret);
    let rounds = aes.rounds();
    Codebook::ask(&mut Device::new(aes), rounds).read(&sealed) == secret
}

fn square_wins(chance: &mut Chance, instance: Instance) -> bool {
    let key: Block = chance.bytes();
    let Ok(aes) = Aes::new(&key) else {
        return false;
    };
    let aes = match instance {
        Instance::Weak => aes.cut(square::ROUNDS),
        Instance::Fixed => aes,
    };
    square::attack(&mut Device::new(aes), chance).key == Some(key)
}
