//! A comparison that stops at the first wrong byte tells how many were right; work is counted, not timed, so that a run repeats.

use std::hint::black_box;
use std::time::Duration;

use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::bits::{flipped, last_flipped};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::hash::comparison::{
    self, Answer, Compare, Server, TAG, everything, order, recover, until_wrong,
};
use crate::demo::primitive::mac::hmac_sha256;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::picture::{Bar, Drawing, Picture};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "timing",
    topic: Topic::Hash,
    title: Doc::new(
        "Comparing a tag: the first wrong byte, and constant time",
        "태그 비교: 처음 틀린 바이트, 그리고 상수 시간",
    ),
    line: Doc::new(
        "A tag nobody can guess is found byte by byte, because the server stops comparing early.",
        "추측할 수 없는 태그가 한 바이트씩 드러난다. 서버가 비교를 일찍 멈추기 때문이다.",
    ),
    takes: &[
        Takes {
            input: Input::Key,
            sizes: Sizes::Between(1, 64),
            means: Doc::new("the key of the server", "서버의 키"),
        },
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(0, 200),
            means: Doc::new(
                "the message the attacker wants a tag for",
                "공격자가 태그를 얻고 싶은 메시지",
            ),
        },
    ],
    exercise: Exercise {
        number: 20,
        title: Doc::new("Padding oracle", "패딩 오라클"),
    },
    tell,
    attacks: &[Attack {
        name: "timing",
        wins: comparison::timing_wins,
    }],
};

/// Guesses that are shown beside each other.
const SHOWN: u8 = 16;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let key = asked.own.or(Input::Key, || scene.chance.vec(32));
    let message = asked.own.or(Input::Message, || order(&mut scene.chance));
    let tag = hmac_sha256(&key, &message);
    let wrong = scene.chance.vec(TAG);
    scene.step(Part::Works, tagged(&message, &tag));

    scene.step(Part::Works, odds(&tag));
    let mut hasty = Server::new(&tag, Compare::UntilWrong);
    let early = hasty.answer(&wrong);
    scene.step(Part::Breaks, stops_early(&wrong, &early));
    scene.step(Part::Breaks, first_byte(&mut hasty));
    let mut hasty = Server::new(&tag, Compare::UntilWrong);
    let found = recover(&mut hasty);
    scene.step(Part::Breaks, recovered(&found, hasty.queries, &tag));
    scene.cost(
        Part::Breaks,
        "queries",
        Text::new("guesses sent", "보낸 추측"),
        hasty.queries,
    );
    let noisy = noise(&mut scene.chance, &tag);
    scene.step(Part::Breaks, noisy);
    if let Some(clock) = asked.clock {
        scene.step(Part::Breaks, really(clock, &tag));
    }

    let mut even = Server::new(&tag, Compare::Everything);
    let answer = even.answer(&wrong);
    scene.step(Part::Repair, constant(answer.compared));
    let mut even = Server::new(&tag, Compare::Everything);
    let nothing = recover(&mut even);
    scene.step(Part::Repair, in_vain(&nothing, even.queries, &tag));
    scene.cost(
        Part::Repair,
        "refused",
        Text::new("guesses sent in vain", "헛되이 보낸 추측"),
        even.queries,
    );
    Ok(finish(scene, &tag, hasty.queries))
}

fn tagged(message: &[u8], tag: &[u8]) -> Step {
    Step::desk(Text::new("a tag that cannot be guessed", "추측할 수 없는 태그"), "RFC 2104 §2")
        .saying(Text::new(
            "The server accepts a message if its HMAC tag is right. A blind guess is right once in 2^256.",
            "서버는 HMAC 태그가 맞으면 메시지를 받아들인다. 아무렇게나 추측해서는 2^256번에 한 번 맞는다.",
        ))
        .because(Text::new(
            "The attacker writes the message; the server computes the tag that it would have, in order to compare. So the right answer is in the server's memory, and the question is only whether anything of it gets out.",
            "메시지는 공격자가 쓴다. 서버는 비교하려고 그 메시지의 태그를 계산한다. 그래서 정답이 서버의 메모리에 있고, 문제는 그중 무엇이 새어 나가느냐뿐이다.",
        ))
        .with(Value::plain(Text::new("message", "메시지"), words(message), Knows::Wire))
        .with(Value::hex(Text::new("tag", "태그"), tag, Knows::Secret))
}

/// How the tag and a wrong one are answered where nothing but yes and no comes out.
fn odds(tag: &[u8]) -> Step {
    let near = last_flipped(tag);
    let mut server = Server::new(tag, Compare::Everything);
    let says = [tag, &near].map(|guess| match server.answer(guess).right {
        true => Text::new("yes", "예"),
        false => Text::new("no", "아니오"),
    });
    let [right, wrong] = says;
    Step::desk(Text::new("yes or no, and nothing else", "예 아니면 아니오, 그뿐"), "")
        .saying(Text::new(
            "A tag that differs in its very last bit gets the same answer as one that differs everywhere: so guesses do not add up.",
            "마지막 한 비트만 다른 태그도, 전부 다른 태그도 같은 대답을 듣는다. 그래서 추측은 쌓이지 않는다.",
        ))
        .because(Text::new(
            "That is the assumption under which 2^256 is counted. It is an assumption about the program, not about HMAC.",
            "2^256이라는 셈은 이 가정 위에 서 있다. HMAC에 대한 가정이 아니라 프로그램에 대한 가정이다.",
        ))
        .with(Value::new(Text::new("the right tag", "맞는 태그"), right, Knows::Wire))
        .with(Value::new(
            Text::new("one bit wrong", "한 비트 틀린 태그"),
            wrong,
            Knows::Wire,
        ))
}

fn stops_early(wrong: &[u8], answer: &Answer) -> Step {
    Step::desk(Text::new("it stops at the first wrong byte", "처음 틀린 바이트에서 멈춘다"), "")
        .saying(text!(
            en: "An ordinary comparison goes byte by byte and stops where one is wrong: for this guess after {compared} of {TAG}.",
            ko: "보통의 비교는 한 바이트씩 보다가 틀린 곳에서 멈춘다. 이 추측에서는 {TAG}바이트 중 {compared}번째에서 멈췄다.",
            compared = answer.compared,
        ))
        .because(Text::new(
            "This is not a fault of the programmer's: comparing is meant to be fast. What an attacker sees is time, and a byte more is a few nanoseconds. Here bytes compared are counted, so that the run is the same on every machine.",
            "프로그래머의 실수가 아니다. 비교는 빠르라고 있는 것이다. 공격자가 보는 것은 시간이고, 한 바이트는 몇 나노초이다. 여기서는 비교한 바이트를 세므로 어느 기계에서든 결과가 같다.",
        ))
        .with(Value::hex(Text::new("guess", "추측"), wrong, Knows::Attacker))
        .with(Value::plain(Text::new("bytes compared", "비교한 바이트"), answer.compared, Knows::Attacker))
}

/// Guesses for the first byte around the right one, and how long each was compared.
fn first_byte(server: &mut Server<'_>) -> Step {
    let mut guess = vec![0; TAG];
    let counts: Vec<(u8, u64)> = (0..=u8::MAX)
        .map(|value| {
            if let Some(byte) = guess.first_mut() {
                *byte = value;
            }
            (value, server.answer(&guess).compared)
        })
        .collect();
    let longest = counts.iter().max_by_key(|(_, compared)| *compared);
    let right = longest.map_or(0, |(value, _)| *value);
    let from = right & !(SHOWN - 1);
    let beside = counts
        .iter()
        .filter(|(value, _)| value & !(SHOWN - 1) == from);
    let bars = beside
        .map(|(value, compared)| Bar {
            label: Text::same(format!("{value:02x}")),
            count: *compared,
        })
        .collect();
    let last = from | (SHOWN - 1);
    Step::desk(Text::new("one byte sticks out", "한 바이트가 튄다"), "")
        .saying(text!(
            en: "All 256 values are tried for the first byte, the rest is zero: only {right:02x} is compared any further.",
            ko: "첫 바이트에 256가지 값을 모두 넣고 나머지는 0으로 둔다. 더 비교되는 값은 {right:02x} 하나뿐이다.",
        ))
        .picturing(Picture::new(
            text!(en: "bytes compared, first byte {from:02x} to {last:02x}", ko: "비교한 바이트, 첫 바이트 {from:02x}~{last:02x}"),
            text!(en: "{right:02x} is longer than all others", ko: "{right:02x} 값이 다른 모든 값보다 길다"),
            Drawing::Bars(bars),
        ))
        .with(Value::plain(Text::new("first byte", "첫 바이트"), format!("{right:02x}"), Knows::Attacker))
}

/// The same guesses with a pause of random length behind each answer, and the sum over many.
fn noise(chance: &mut Chance, tag: &[u8]) -> Step {
    const PAUSE: u64 = 8;
    const TIMES: u64 = 600;
    let mut server = Server::new(tag, Compare::UntilWrong);
    let right = tag.first().copied().unwrap_or(0);
    let from = right & !(SHOWN - 1);
    let mut guess = vec![0; TAG];
    let mut sums = Vec::new();
    for value in from..=from | (SHOWN - 1) {
        if let Some(byte) = guess.first_mut() {
            *byte = value;
        }
        let once = |_| server.answer(&guess).compared + chance.below(PAUSE + 1);
        sums.push((value, (0..TIMES).map(once).sum::<u64>()));
    }
    let longest = sums.iter().max_by_key(|(_, sum)| *sum);
    let found = longest.map_or(0, |(value, _)| *value);
    let least = sums.iter().map(|(_, sum)| *sum).min().unwrap_or(0);
    let bars = sums.iter().map(|(value, sum)| Bar {
        label: Text::same(format!("{value:02x}")),
        count: sum - least,
    });
    let bars = bars.collect();
    let step = Step::desk(
        Text::new(
            "a random pause hides nothing",
            "무작위로 쉬어도 숨겨지지 않는다",
        ),
        "",
    );
    let step = match found == right {
        true => step.saying(text!(
            en: "Now each answer waits a random while, up to {PAUSE} times as long as a byte takes. The sum of {TIMES} answers for each guess: {found:02x} sticks out again.",
            ko: "이제 대답마다 바이트 하나의 {PAUSE}배까지 무작위로 쉰다. 추측마다 대답 {TIMES}번을 더하면 다시 {found:02x} 값이 튄다.",
        )),
        false => step.saying(text!(
            en: "Now each answer waits a random while, up to {PAUSE} times as long as a byte takes. {TIMES} answers for each guess were too few this time: {found:02x} came out.",
            ko: "이제 대답마다 바이트 하나의 {PAUSE}배까지 무작위로 쉰다. 이번에는 추측마다 대답 {TIMES}번으로 모자라 {found:02x} 값이 나왔다.",
        )),
    };
    step.because(Text::new(
        "Noise has a mean, and the mean does not depend on the secret; what the secret adds stays in the sum. Twice the noise costs the attacker four times the answers, no more.",
        "잡음에는 평균이 있고 그 평균은 비밀과 상관이 없다. 비밀이 보태는 것은 합에 남는다. 잡음을 두 배로 하면 공격자는 대답을 네 배 모으면 그만이다.",
    ))
    .picturing(Picture::new(
        text!(en: "sums above the least, first byte {from:02x} and on", ko: "가장 작은 합을 뺀 값, 첫 바이트 {from:02x}부터"),
        text!(en: "{found:02x} is the largest", ko: "{found:02x} 값이 가장 크다"),
        Drawing::Bars(bars),
    ))
    .with(Value::plain(
        Text::new("first byte", "첫 바이트"),
        format!("{found:02x}"),
        Knows::Attacker,
    ))
    .with(Value::plain(
        Text::new("answers it took", "들은 대답"),
        server.queries,
        Knows::Wire,
    ))
}

fn recovered(found: &[u8], queries: u64, tag: &[u8]) -> Step {
    let most = TAG * 256;
    Step::desk(Text::new("the whole tag, byte by byte", "한 바이트씩 태그 전체를"), "")
        .saying(text!(
            en: "Then the second byte, the third …: after {queries} guesses, at most {TAG} times 256 = {most}, the server accepts.",
            ko: "다음은 둘째, 셋째 …. 추측 {queries}번 만에 서버가 받아들인다. 많아야 {TAG} × 256 = {most}번이다.",
        ))
        .because(Text::new(
            "2^256 has become 32 times 2^8: a product turned into a sum, because each byte is answered by itself. The same happens in a padding oracle, and in every password check that says which half was wrong.",
            "2^256이 32 × 2^8이 되었다. 바이트마다 따로 대답을 듣기 때문에 곱이 합으로 바뀌었다. 패딩 오라클에서도, 어느 쪽이 틀렸는지 알려 주는 모든 비밀번호 확인에서도 같은 일이 일어난다.",
        ))
        .because(Text::new(
            "In 2009 Lawson found such comparisons in Google's Keyczar and in other libraries, and in 2007 the check of the boot loader's hash in the Xbox 360 was passed this way, on the board itself.",
            "2009년 Lawson은 구글의 Keyczar와 다른 라이브러리에서 이런 비교를 찾아냈다. 2007년에는 Xbox 360의 부트 로더 해시 검사가 기판에서 이 방법으로 뚫렸다.",
        ))
        .with(Value::hex(Text::new("tag, worked out", "알아낸 태그"), found, Knows::Attacker))
        .proving(same(
            Text::new("it is the right one", "맞는 태그이다"),
            "recovered_tag",
            "tag from counts = HMAC-SHA-256(k, m)",
            found,
            tag,
            Text::new("found without the key, from how long it took", "키 없이, 걸린 시간만으로 찾았다"),
        ))
}

/// The same with a real clock.
fn really(clock: fn() -> Duration, tag: &[u8]) -> Step {
    const ROUNDS: u32 = 200_000;
    let near = last_flipped(tag);
    let far = flipped(tag, 7);
    let measure = |compare: fn(&[u8], &[u8]) -> Answer, guess: &[u8]| {
        let start = clock();
        for _ in 0..ROUNDS {
            black_box(compare(black_box(tag), black_box(guess)));
        }
        let each = clock().saturating_sub(start).as_nanos() / u128::from(ROUNDS);
        format!("{each} ns")
    };
    Step::desk(Text::new("with a real clock", "진짜 시계로"), "")
        .saying(text!(
            en: "Each is the mean of {ROUNDS} comparisons on this machine; another run gives other numbers.",
            ko: "이 기계에서 {ROUNDS}번 비교한 평균이다. 다시 실행하면 다른 수가 나온다.",
        ))
        .because(Text::new(
            "The difference is some nanoseconds among microseconds and milliseconds of noise: other programs, caches, the network. An attacker takes many measurements for each byte and compares their lower ends, where the noise is least. Crosby, Wallach and Riedi (2009) told 100 nanoseconds apart across a local network. That it is hard is no protection: it only costs patience. One comparison of a few nanoseconds is more than a busy network shows, but nobody can promise that.",
            "차이는 몇 나노초이고, 다른 프로그램과 캐시와 네트워크의 잡음은 마이크로초와 밀리초이다. 공격자는 바이트마다 여러 번 재고 잡음이 가장 적은 아래쪽 값을 비교한다. Crosby, Wallach, Riedi(2009)는 근거리 통신망 너머에서 100나노초 차이를 가려냈다. 어렵다는 것은 보호가 아니라 참을성의 값일 뿐이다. 바쁜 네트워크에서는 몇 나노초가 묻히겠지만 아무도 장담하지 못한다.",
        ))
        .with(Value::plain(Text::new("stops early, first byte wrong", "일찍 멈춤, 첫 바이트가 틀림"), measure(until_wrong, &far), Knows::Attacker))
        .with(Value::plain(Text::new("stops early, last byte wrong", "일찍 멈춤, 끝 바이트가 틀림"), measure(until_wrong, &near), Knows::Attacker))
        .with(Value::plain(Text::new("all bytes, first byte wrong", "모두 비교, 첫 바이트가 틀림"), measure(everything, &far), Knows::Attacker))
        .with(Value::plain(Text::new("all bytes, last byte wrong", "모두 비교, 끝 바이트가 틀림"), measure(everything, &near), Knows::Attacker))
}

fn constant(compared: u64) -> Step {
    Step::desk(Text::new("compare everything", "끝까지 비교한다"), "")
        .saying(text!(
            en: "The differences of all bytes are gathered (OR of XORs) and looked at once: always {compared} bytes, whatever the guess.",
            ko: "모든 바이트의 차이를 모아(XOR의 OR) 마지막에 한 번 본다. 추측이 무엇이든 늘 {compared}바이트이다.",
        ))
        .because(Text::new(
            "Write it with what a library has for it (`ConstantTimeEq` of subtle, `hmac.compare_digest`, `CRYPTO_memcmp`): a clever compiler may turn a loop of one's own back into one that stops early. The rule reaches further: no branch and no place in memory may hang on a secret.",
            "라이브러리에 있는 것을 쓴다(subtle의 `ConstantTimeEq`, `hmac.compare_digest`, `CRYPTO_memcmp`). 직접 쓴 반복문은 똑똑한 컴파일러가 일찍 멈추는 것으로 되돌릴 수 있다. 규칙은 더 멀리 미친다. 어떤 분기도 메모리 위치도 비밀에 따라 달라지면 안 된다.",
        ))
        .because(Text::new(
            "Another repair needs no constant time: compare HMACs of both values under a fresh random key. What leaks then is of values the attacker cannot choose.",
            "상수 시간 없이도 되는 방법이 있다. 두 값을 새 난수 키로 HMAC한 것끼리 비교한다. 그러면 새어 나가는 것은 공격자가 고를 수 없는 값의 이야기이다.",
        ))
        .with(Value::plain(Text::new("bytes compared", "비교한 바이트"), compared, Knows::Wire))
}

fn in_vain(found: &[u8], queries: u64, tag: &[u8]) -> Step {
    let says = match found == tag {
        true => {
            text!(en: "The attacker found the tag after {queries} guesses.", ko: "공격자가 추측 {queries}번 만에 태그를 찾았다.")
        }
        false => text!(
            en: "The same attack hears the same number every time: after {queries} guesses it holds what it would have without asking.",
            ko: "같은 공격이 매번 같은 수만 듣는다. 추측 {queries}번 뒤에 손에 남은 것은 묻지 않고도 쓸 수 있었을 값이다.",
        ),
    };
    Step::desk(Text::new("nothing sticks out", "아무것도 튀지 않는다"), "")
        .saying(says)
        .with(Value::hex(
            Text::new("what the attacker ends with", "공격자에게 남은 값"),
            found,
            Knows::Attacker,
        ))
}

fn finish(mut scene: Scene, tag: &[u8], queries: u64) -> Story {
    let right = 1 + scene.chance.below(20);
    let compared = right + 1;
    let turn = scene.chance.below(3);
    let first = tag.first().copied().unwrap_or(0);
    let most = 16 * 256;
    scene.finish(
        Text::new(
            "Compare secrets to the end. What stops early answers a question nobody meant to answer.",
            "비밀은 끝까지 비교한다. 일찍 멈추는 비교는 아무도 답하려 하지 않은 물음에 답한다.",
        ),
        [
            Question::word(
                text!(
                    en: "A guess has its first {right} byte{s} right and the next one wrong. After how many bytes does the hasty comparison stop?",
                    ko: "추측의 처음 {right}바이트가 맞고 그다음 바이트가 틀렸다. 일찍 멈추는 비교는 몇 바이트를 비교하고 멈추는가?",
                    s = plural(right),
                ),
                compared,
                text!(en: "{right} right ones and the wrong one: {compared}.", ko: "맞은 {right}바이트와 틀린 1바이트, 모두 {compared}바이트이다."),
            ),
            Question::word(
                text!(
                    en: "This run took {queries} guesses for 32 bytes. How many are needed at most for a tag of 16 bytes?",
                    ko: "이번 실행은 32바이트에 추측 {queries}번이 걸렸다. 16바이트 태그라면 많아야 몇 번인가?",
                ),
                most,
                text!(en: "16 times 256 = {most}: bytes are added, not multiplied.", ko: "16 × 256 = {most}. 바이트마다 더할 뿐 곱하지 않는다."),
            ),
            Question::choice(
                text!(
                    en: "The first byte of the tag is {first:02x}. Somebody adds a random pause to each answer. Does that hide it?",
                    ko: "태그의 첫 바이트는 {first:02x} 이다. 누군가 대답마다 무작위로 쉬게 한다. 그러면 숨겨지는가?",
                ),
                Text::new("no: more measurements average the pause away", "아니다. 여러 번 재면 쉬는 시간은 평균되어 사라진다"),
                [
                    Text::new("yes: no answer has a fixed time any more", "그렇다. 대답 시간이 더는 일정하지 않다"),
                    Text::new("yes, if the pause is longer than the comparison", "그렇다. 비교보다 오래 쉬기만 하면 된다"),
                ],
                turn,
                Text::new(
                    "Noise makes the attack slower, not impossible: the mean of many answers still differs.",
                    "잡음은 공격을 느리게 할 뿐 막지 못한다. 여러 대답의 평균은 여전히 다르다.",
                ),
            ),
        ],
    )
}
