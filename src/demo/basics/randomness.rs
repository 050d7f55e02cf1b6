//! Random numbers: those that look so, and those that nobody can predict.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::basics::predict::{clone_and_predict, seed_of};
use crate::demo::basics::statistics::{BYTES, Tested, noise};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::congruence::Congruence;
use crate::demo::glass::mersenne::{Mersenne, WORDS, untempered};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::same;
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Drawing, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "randomness",
    topic: Topic::Basics,
    title: Doc::new(
        "Random numbers, and the ones that can be predicted",
        "난수, 그리고 예측되는 난수",
    ),
    line: Doc::new(
        "Three generators sit the same tests of randomness; two of them are read like an open book.",
        "같은 무작위성 시험을 치른 생성기 셋, 그 가운데 훤히 읽히는 둘.",
    ),
    takes: &[Takes {
        input: Input::Key,
        sizes: Sizes::OneOf(&[32]),
        means: Doc::new("the seed of the good generator", "좋은 생성기의 시드"),
    }],
    exercise: Exercise {
        number: 6,
        title: Doc::new("Password shelf", "비밀번호 선반"),
    },
    tell,
    attacks: &[
        Attack {
            name: "time_seed",
            wins: time_seed_wins,
        },
        Attack {
            name: "mersenne_clone",
            wins: mersenne_clone_wins,
        },
    ],
};

/// Bytes of a token.
const TOKEN: usize = 16;
/// Numbers that are predicted.
const PREDICTED: usize = 8;
/// Seconds the attacker tries: an hour.
const HOUR: u32 = 3600;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let seed: [u8; 32] = match asked.own.key.as_deref().map(<[u8; 32]>::try_from) {
        Some(Ok(own)) => own,
        Some(Err(_)) | None => scene.chance.bytes(),
    };
    let good = chacha(&seed).vec(BYTES);
    scene.step(Part::Works, stretched(&seed, &good));
    let tested = Tested::of(&good);
    scene.step(
        Part::Works,
        scored(
            Step::desk(Text::new("it looks random", "무작위로 보인다"), "FIPS 140-2 §4.9.1")
                .saying(text!(
                    en: "20 000 of its bits are counted in four ways; it passes {passed} of 4 tests.",
                    ko: "20,000비트를 네 가지로 세어 본다. 시험 4개 중 {passed}개를 통과한다.",
                    passed = tested.passed(),
                ))
                .because(Text::new(
                    "Ones among all bits (9726 to 10274 pass); groups of four bits by chi-squared (2.16 to 46.17); runs of equal bits of each length; no run of 26. A generator that is too even fails as well: real chance is uneven. The standard had these tests run at every start, to find a source that is stuck, and dropped them in 2002.",
                    "전체 비트 중 1의 개수(9726~10274면 통과), 4비트 묶음의 카이제곱(2.16~46.17), 길이별 연속 구간의 수, 26비트 이상 연속 없음. 지나치게 고른 것도 탈락한다. 진짜 우연은 고르지 않다. 표준은 멈춰 버린 난수원을 찾으려고 시작할 때마다 이 시험을 하게 했다가 2002년에 뺐다.",
                )),
            &[("ChaCha20".into(), &tested)],
        )
        .picturing(histogram(&tested)),
    );

    let start = u32::try_from(1_700_000_000 + scene.chance.below(100_000_000)).unwrap_or(0);
    let second = start + u32::try_from(scene.chance.below(HOUR.into())).unwrap_or(0);
    let mut rand = Congruence::new(second);
    let token = rand.bytes(TOKEN);
    let next = rand.bytes(TOKEN);
    let twister = Mersenne::new(u32::from_be_bytes(scene.chance.bytes()));
    let by_second = Congruence::new(second).bytes(BYTES);
    let by_rand = Tested::of(&by_second);
    let by_twister = Tested::of(&twister.clone().bytes(BYTES));
    scene.step(
        Part::Breaks,
        scored(
            Step::desk(Text::new("so do two others", "다른 둘도 그렇다"), "")
                .saying(text!(
                    en: "The rand() of C passes {rand} of the 4 tests and the Mersenne Twister {twister}: the tests see whether bits are spread evenly, not whether somebody knows them.",
                    ko: "C의 rand()는 4개 중 {rand}개, 메르센 트위스터는 {twister}개를 통과한다. 이 시험은 비트가 고르게 퍼졌는지를 볼 뿐, 누군가 그것을 아는지는 보지 못한다.",
                    rand = by_rand.passed(),
                    twister = by_twister.passed(),
                ))
                .because(Text::new(
                    "The digits of π would pass too. A test can show that bits are bad; none can show that they are secret. That takes a reason: a cipher nobody can break, and a seed nobody can guess.",
                    "원주율의 숫자도 통과할 것이다. 시험은 비트가 나쁘다는 것은 보일 수 있어도 비밀이라는 것은 보일 수 없다. 그러려면 근거가 있어야 한다. 아무도 깨지 못하는 암호와 아무도 추측하지 못하는 시드이다.",
                )),
            &[("rand()".into(), &by_rand), (Text::new("Mersenne Twister", "메르센 트위스터"), &by_twister)],
        )
        .picturing(noise("rand()".into(), &by_second))
        .picturing(noise(Text::new("Mersenne Twister", "메르센 트위스터"), &twister.clone().bytes(BYTES)))
        .picturing(noise("ChaCha20".into(), &good)),
    );
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("seeded with the clock", "시계를 시드로"), "")
            .saying(Text::new(
                "A server calls srand(time(NULL)) when it starts, and sends session tokens of rand(): 16 random bytes, it seems.",
                "서버가 시작할 때 srand(time(NULL))을 부르고 rand()로 만든 세션 토큰을 보낸다. 무작위 16바이트처럼 보인다.",
            ))
            .because(Text::new(
                "16 bytes have 2^128 values, but there are only as many tokens as seeds. Netscape's first SSL seeded its keys from the time of day and two process numbers; Goldberg and Wagner broke it in 1995, in less than a minute.",
                "16바이트의 값은 2^128개이지만, 토큰은 시드의 수만큼만 있다. 넷스케이프의 첫 SSL은 시각과 프로세스 번호 둘로 키를 만들었고, 1995년 골드버그와 와그너가 1분도 안 걸려 깼다.",
            ))
            .with(Value::plain(Text::new("second it started", "시작한 초"), second, Knows::Secret))
            .with(Value::hex(Text::new("first token", "첫 토큰"), &token, Knows::Wire)),
    );
    let found = seed_of(&token, start..start + HOUR, |second, n| {
        Congruence::new(second).bytes(n)
    });
    scene.step(
        Part::Breaks,
        seed_found(&found.next, found.seed, found.tries, &next),
    );
    let clocked = |second: u32, n: usize| chacha(&widened(second)).vec(n);
    let again = seed_of(&clocked(second, TOKEN), start..start + HOUR, clocked);
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("a good generator, the same seed", "좋은 생성기, 같은 시드"), "")
            .saying(match again.seed {
                Some(_) => text!(
                    en: "ChaCha20 seeded with the second falls to the same search after {tries} seeds: not the generator was guessed but the seed.",
                    ko: "그 초를 시드로 쓴 ChaCha20도 같은 탐색에 시드 {tries}개 만에 무너진다. 추측된 것은 생성기가 아니라 시드이다.",
                    tries = again.tries,
                ),
                None => Text::new("ChaCha20 seeded with the second withstood the search.", "그 초를 시드로 쓴 ChaCha20은 탐색을 견뎠다."),
            })
            .because(Text::new(
                "In 2008 it was found that Debian had taken out, two years before, the line of OpenSSL that mixed in the entropy: only the process number was left, some 32 768 keys for each kind and size. All of them can be listed.",
                "2008년, 데비안이 2년 전에 OpenSSL에서 엔트로피를 섞는 줄을 빼 버린 사실이 드러났다. 남은 것은 프로세스 번호뿐이어서 키 종류와 크기마다 32,768개 정도뿐이었다. 모두 나열할 수 있다.",
            )),
    );
    scene.cost(
        Part::Breaks,
        "seeds",
        Text::new("seeds tried", "시도한 시드"),
        found.tries + again.tries,
    );

    let mut source = twister;
    for _ in 0..scene.chance.below(1000) {
        source.word();
    }
    let seen: Vec<u32> = (0..WORDS).map(|_| source.word()).collect();
    let real: Vec<u32> = (0..PREDICTED).map(|_| source.word()).collect();
    let predicted = clone_and_predict(&seen, PREDICTED);
    scene.step(Part::Breaks, cloned(&seen, &predicted, &real));
    scene.cost(
        Part::Breaks,
        "outputs",
        Text::new("numbers seen", "관찰한 출력"),
        u64::try_from(seen.len()).unwrap_or(u64::MAX),
    );

    let mut stream = chacha(&scene.chance.bytes());
    let safe = stream.vec(TOKEN);
    let tries = seed_of(&safe, start..start + HOUR, |second, n| {
        Congruence::new(second).bytes(n)
    });
    let tries_too = seed_of(&safe, start..start + HOUR, clocked);
    scene.step(
        Part::Repair,
        Step::desk(Text::new("a seed nobody can guess", "아무도 추측 못 하는 시드"), "RFC 4086")
            .saying(match (tries.seed, tries_too.seed) {
                (None, None) => text!(
                    en: "The seed is 32 bytes that nobody knows: in earnest from the operating system, here drawn from --seed. The same search ({n} seeds, for rand() and for ChaCha20) finds nothing; there are 2^256 to try.",
                    ko: "시드는 아무도 모르는 32바이트이다. 실제로는 운영 체제에서 받고, 여기서는 --seed에서 뽑았다. 같은 탐색(rand()와 ChaCha20에 시드 {n}개)으로는 아무것도 찾지 못한다. 시드는 2^256개나 된다.",
                    n = tries.tries + tries_too.tries,
                ),
                (Some(_), _) | (_, Some(_)) => Text::new("Against all odds, one of the seconds gives this token.", "믿기 어려운 우연으로 어느 초가 이 토큰을 낸다."),
            })
            .because(Text::new(
                "Ask the system: getrandom() on Linux, SecRandomCopyBytes on Apple's systems, BCryptGenRandom on Windows, crypto.getRandomValues in a browser, secrets in Python, the crate getrandom in Rust. Never Math.random, rand() or Python's random for a secret: the last is a Mersenne Twister.",
                "시스템에 청한다. 리눅스 getrandom(), 애플 SecRandomCopyBytes, 윈도우 BCryptGenRandom, 브라우저 crypto.getRandomValues, 파이썬 secrets, 러스트 getrandom 크레이트. 비밀에는 Math.random, rand(), 파이썬 random을 절대 쓰지 않는다. 파이썬 random이 바로 메르센 트위스터이다.",
            ))
            .with(Value::hex(Text::new("token", "토큰"), &safe, Knows::Wire)),
    );
    let words = |stream: &mut Chance, n: usize| -> Vec<u32> {
        (0..n).map(|_| u32::from_le_bytes(stream.bytes())).collect()
    };
    let seen = words(&mut stream, WORDS);
    let real = words(&mut stream, PREDICTED);
    let guessed = clone_and_predict(&seen, PREDICTED);
    let right = right(&guessed, &real);
    scene.step(
        Part::Repair,
        Step::desk(Text::new("no memory to read", "읽어 낼 기억이 없다"), "RFC 8439 §2.3")
            .saying(text!(
                en: "624 numbers of ChaCha20 go through the same cloning: {right} of the next {PREDICTED} are predicted. Its output is not its memory: between them stand 20 rounds and an addition that nobody can undo without the key.",
                ko: "ChaCha20의 수 624개로 똑같이 복제해 본다. 다음 {PREDICTED}개 중 {right}개를 맞힌다. 출력은 기억이 아니다. 그 사이에 20라운드와 덧셈이 있어 키 없이는 되돌릴 수 없다.",
            ))
            .because(Text::new(
                "Good generators also forget: after every request the key is replaced by output, so that whoever steals the memory today does not learn what came yesterday (fast key erasure).",
                "좋은 생성기는 잊기도 한다. 요청마다 출력으로 키를 갈아 끼워, 오늘 메모리를 훔친 사람도 어제 나온 값을 알 수 없게 한다(fast key erasure).",
            ))
            .with(Value::hex(Text::new("predicted", "예측"), &bytes_of(&guessed), Knows::Attacker))
            .with(Value::hex(Text::new("next numbers", "다음 수"), &bytes_of(&real), Knows::Secret)),
    );

    let turn = scene.chance.below(3);
    let (later, tests) = (second - start, by_rand.passed());
    let ones = tested.ones;
    Ok(scene.finish(
        Text::new(
            "Random means: nobody can predict it. No test of the output shows that; only the seed and the generator do.",
            "무작위란 아무도 예측할 수 없다는 뜻이다. 출력을 시험해서는 알 수 없고, 시드와 생성기를 보아야 안다.",
        ),
        [
            Question::word(
                text!(
                    en: "The attacker begins at second {start}, and the server started at {second}. How many seeds are tried until the token fits?",
                    ko: "공격자는 {start}초부터 시작하고, 서버는 {second}초에 시작했다. 토큰이 맞을 때까지 시드를 몇 개 시도하는가?",
                ),
                later + 1,
                text!(
                    en: "{later} that do not fit, then the one that does. For a whole hour there are 3600; a laptop tries millions a second.",
                    ko: "맞지 않는 {later}개 다음에 맞는 하나. 한 시간 전체가 3600개이고, 노트북은 1초에 수백만 개를 시도한다.",
                ),
            ),
            Question::word(
                text!(
                    en: "Of the 20 000 bits of ChaCha20, {ones} are ones. How many are zeros?",
                    ko: "ChaCha20의 20,000비트 중 1은 {ones}개이다. 0은 몇 개인가?",
                ),
                20_000 - ones,
                Text::new(
                    "Half of them, nearly: with 10 000 of each exactly, every time, it would be no chance.",
                    "거의 절반이다. 매번 정확히 10,000개씩이라면 그것은 우연이 아니다.",
                ),
            ),
            Question::choice(
                text!(
                    en: "rand() passed {tests} of 4 tests. What does that say about its tokens?",
                    ko: "rand()는 시험 4개 중 {tests}개를 통과했다. 그 토큰에 대해 무엇을 말해 주는가?",
                ),
                Text::new("nothing about whether they can be predicted", "예측되는지에 대해서는 아무것도 말하지 않는다"),
                [
                    Text::new("they are safe as long as all tests are passed", "모든 시험을 통과하는 한 안전하다"),
                    Text::new("they are safe if the code is kept secret", "코드를 숨기면 안전하다"),
                ],
                turn,
                Text::new(
                    "The tests look at the bits alone. The attacker knows the program, and tries its seeds.",
                    "시험은 비트만 본다. 공격자는 프로그램을 알고, 그 시드를 시도한다.",
                ),
            ),
        ],
    ))
}

fn stretched(seed: &[u8; 32], stream: &[u8]) -> Step {
    let again = chacha(seed).vec(stream.len());
    Step::desk(Text::new("a seed becomes a stream", "시드가 스트림이 된다"), "RFC 8439 §2.4")
        .saying(Text::new(
            "ChaCha20 makes of 32 secret bytes as many more as are wanted: who knows the seed can repeat them, who does not cannot tell them from chance.",
            "ChaCha20은 비밀 32바이트에서 원하는 만큼의 바이트를 만든다. 시드를 알면 똑같이 되풀이할 수 있고, 모르면 우연과 구별할 수 없다.",
        ))
        .because(Text::new(
            "Such a generator is called cryptographically secure (CSPRNG). Everything random in these demonstrations is drawn so, from --seed: that makes a run repeatable, and is why no key here is worth anything.",
            "이런 생성기를 암호학적으로 안전하다고 한다(CSPRNG). 이 시연의 모든 난수는 --seed에서 이렇게 뽑는다. 그래서 실행을 그대로 되풀이할 수 있고, 여기 나온 키는 아무 가치가 없다.",
        ))
        .with(Value::hex(Text::new("seed", "시드"), seed, Knows::Secret))
        .with(Value::hex(Text::new("stream", "스트림"), stream.get(..32).unwrap_or_default(), Knows::Secret))
        .proving(same(
            Text::new("the same seed, the same stream", "시드가 같으면 스트림도 같다"),
            "stream_again",
            "stream(seed)",
            again.get(..32).unwrap_or_default(),
            stream.get(..32).unwrap_or_default(),
            Text::new("every byte is the same again", "모든 바이트가 다시 같다"),
        ))
}

/// The values of what was tested, a row a generator.
fn scored(mut step: Step, all: &[(Text, &Tested)]) -> Step {
    for (name, tested) in all {
        let Tested {
            ones,
            chi_squared,
            longest,
            ..
        } = tested;
        let single = tested.single();
        step = step.with(Value::new(
            name.clone(),
            text!(
                en: "{ones} ones, χ² = {chi_squared:.1}, {single} bits alone, longest run {longest}",
                ko: "1이 {ones}개, χ² = {chi_squared:.1}, 홀로 선 비트 {single}개, 최장 연속 {longest}",
            ),
            Knows::Recomputed,
        ));
    }
    step
}

fn histogram(tested: &Tested) -> Picture {
    let bar = |(value, count): (usize, &u32)| Bar {
        label: Text::same(format!("{value:04b}")),
        count: u64::from(*count),
    };
    Picture::new(
        Text::new("groups of four bits among 5000", "4비트 묶음 5000개"),
        Text::new(
            "Each of the 16 groups comes up about 312 times, none exactly so.",
            "묶음 16가지가 저마다 312번쯤 나오며, 꼭 그만큼은 아니다.",
        ),
        Drawing::Bars(tested.nibbles.iter().enumerate().map(bar).collect()),
    )
}

fn seed_found(predicted: &[u8], seed: Option<u32>, tries: u64, next: &[u8]) -> Step {
    let step = Step::desk(Text::new("an hour of seeds", "한 시간치 시드"), "");
    let Some(seed) = seed else {
        return step.saying(text!(
            en: "The attacker tries {tries} seconds, and none gives this token.",
            ko: "공격자가 {tries}초를 시도하지만 어느 것도 이 토큰을 내지 않는다.",
        ));
    };
    step.saying(text!(
        en: "The attacker knows that it started within the hour, and tries one second after the other: {tries} tries. The next token is known before it is sent.",
        ko: "공격자는 그 한 시간 안에 시작한 것을 알고 1초씩 시도한다. 시도 {tries}번. 다음 토큰을 보내기도 전에 안다.",
    ))
    .with(Value::plain(Text::new("seed, found", "찾아낸 시드"), seed, Knows::Attacker))
    .with(Value::hex(Text::new("next token, predicted", "예측한 다음 토큰"), predicted, Knows::Attacker))
    .proving(same(
        Text::new("the next token", "다음 토큰"),
        "time_seed",
        "rand(seed), bytes 17 … 32",
        predicted,
        next,
        Text::new("is the one the server will send", "서버가 보낼 것과 같다"),
    ))
}

fn cloned(seen: &[u32], predicted: &[u32], real: &[u32]) -> Step {
    let first = seen.first().copied().unwrap_or(0);
    let inside = untempered(first);
    Step::desk(Text::new("the Mersenne Twister, cloned", "메르센 트위스터 복제"), "")
        .saying(Text::new(
            "Its memory is 624 words, and each number put out is one of them, mixed by four steps that can be undone. 624 numbers are the memory.",
            "기억은 624워드이고, 내놓는 수는 그중 하나를 되돌릴 수 있는 네 단계로 섞은 것이다. 수 624개가 곧 기억이다.",
        ))
        .because(Text::new(
            "No seed is guessed here: a seed of 624 random words would fall just so. MT19937 is very good at what it was made for, simulations: its period is 2^19937 - 1. It is the default generator of Python, Ruby, PHP's mt_rand and R. A long period is no secret.",
            "여기서는 시드를 추측하지 않는다. 무작위 624워드로 시드를 삼아도 똑같이 무너진다. MT19937은 본래 목적인 시뮬레이션에는 아주 좋다. 주기가 2^19937 - 1이다. 파이썬, 루비, PHP mt_rand, R의 기본 생성기이다. 주기가 길다고 비밀인 것은 아니다.",
        ))
        .with(Value::plain(Text::new("first number seen", "처음 본 수"), format!("{first:08x}"), Knows::Wire))
        .with(Value::plain(Text::new("the word behind it", "그 뒤의 워드"), format!("{inside:08x}"), Knows::Attacker))
        .with(Value::hex(Text::new("next numbers, predicted", "예측한 다음 수"), &bytes_of(predicted), Knows::Attacker))
        .proving(same(
            text!(en: "the next {PREDICTED} numbers", ko: "다음 수 {PREDICTED}개"),
            "mersenne_clone",
            "twist(untemper(624 numbers))",
            &bytes_of(predicted),
            &bytes_of(real),
            Text::new("the clone goes on as the original does", "복제본이 원본과 똑같이 이어 간다"),
        ))
}

/// ChaCha20 as a stream, from 32 bytes.
fn chacha(seed: &[u8; 32]) -> Chance {
    Chance::of(*seed)
}

/// A second as a seed of 32 bytes, as programs do that fill up with zeros.
fn widened(second: u32) -> [u8; 32] {
    let mut seed = [0; 32];
    for (to, from) in seed.iter_mut().zip(second.to_le_bytes()) {
        *to = from;
    }
    seed
}

fn bytes_of(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn right(guessed: &[u32], real: &[u32]) -> usize {
    guessed.iter().zip(real).filter(|(a, b)| a == b).count()
}

fn time_seed_wins(chance: &mut Chance, instance: Instance) -> bool {
    let start = u32::try_from(1_700_000_000 + chance.below(100_000_000)).unwrap_or(0);
    let second = start + u32::try_from(chance.below(HOUR.into())).unwrap_or(0);
    let (token, next) = match instance {
        Instance::Weak => {
            let mut rand = Congruence::new(second);
            (rand.bytes(TOKEN), rand.bytes(TOKEN))
        }
        Instance::Fixed => {
            let mut stream = chacha(&chance.bytes());
            (stream.vec(TOKEN), stream.vec(TOKEN))
        }
    };
    let found = seed_of(&token, start..start + HOUR, |second, n| {
        Congruence::new(second).bytes(n)
    });
    found.next == next
}

fn mersenne_clone_wins(chance: &mut Chance, instance: Instance) -> bool {
    let mut twister = Mersenne::new(u32::from_be_bytes(chance.bytes()));
    let mut stream = chacha(&chance.bytes());
    let mut word = || match instance {
        Instance::Weak => twister.word(),
        Instance::Fixed => u32::from_le_bytes(stream.bytes()),
    };
    let seen: Vec<u32> = (0..WORDS).map(|_| word()).collect();
    let real: Vec<u32> = (0..PREDICTED).map(|_| word()).collect();
    clone_and_predict(&seen, PREDICTED) == real
}
