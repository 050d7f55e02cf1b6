//! ChaCha with something cut away: all rounds but one, or the last addition. Each time somebody gets in.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::glass::chacha::{self, BLOCK, CONSTANTS, ROUNDS, start, unrounds, write};
use crate::demo::show::{same, words, xor};
use crate::story::model::{Step, Value};
use crate::story::picture::{Drawing, Grid, Picture, Swatch};
use crate::text;

/// How many of the 16 words of two blocks are the same.
pub(super) fn same_words([a, b]: &[[u8; BLOCK]; 2]) -> usize {
    let pairs = a.as_chunks::<4>().0.iter().zip(b.as_chunks::<4>().0);
    pairs.filter(|(a, b)| a == b).count()
}

/// Which of the 16 words of two blocks differ; each word is two cells wide and high.
pub(super) fn differing(title: Text, [a, b]: &[[u8; BLOCK]; 2]) -> Picture {
    let pairs = a.as_chunks::<4>().0.iter().zip(b.as_chunks::<4>().0);
    let words: Vec<u8> = pairs.map(|(a, b)| u8::from(a != b)).collect();
    let rows = words.chunks(4).flat_map(|row| {
        let wide: Vec<u8> = row.iter().flat_map(|word| [*word; 2]).collect();
        [wide.clone(), wide].concat()
    });
    let grid = Grid {
        columns: 8,
        cells: rows.collect(),
        swatches: vec![
            Swatch::new([226, 232, 240], '.', Text::new("the same", "같음")),
            Swatch::new([29, 78, 216], '#', Text::new("differs", "다름")),
        ],
    };
    let count = words.iter().filter(|word| **word == 1).count();
    let says = text!(en: "{count} of 16 words differ.", ko: "16워드 가운데 {count}워드가 다르다.");
    Picture::new(title, says, Drawing::Grid(grid))
}

/// Bytes of the second, third and fourth column: those that one round on the columns keeps apart from the counter.
pub(super) fn untouched(bytes: &[u8]) -> Vec<u8> {
    let words = bytes.chunks(4).enumerate();
    let apart = words.filter(|(place, _)| place % 4 != 0);
    apart.flat_map(|(_, word)| word.iter().copied()).collect()
}

/// What somebody reads of the second block who knows the first and takes its keystream for that of the second.
pub(super) fn read_second(known: &[u8], [first, second]: &[Vec<u8>; 2]) -> Vec<u8> {
    untouched(&xor(&xor(known, first), second))
}

/// Tells how most of the second block is read where there is but one round.
pub(super) fn one_round(
    key: &[u8; 32],
    nonce: &[u8; 12],
    [known, secret]: [&[u8; BLOCK]; 2],
    sealed: &[Vec<u8>; 2],
) -> Step {
    let blocks = [1, 2].map(|counter| chacha::block(&start(key, counter, nonce), 1));
    let read = read_second(known, sealed);
    let n = read.len();
    Step::desk(Text::new("one round only", "라운드 하나뿐이라면"), "")
        .saying(text!(
            en: "After one round of columns two neighbouring blocks of keystream differ in the counter's column only: who knows the first 64 bytes of a message reads {n} of the next 64.",
            ko: "열(column) 안에서만 섞는 라운드 하나만 거치면 이웃한 키스트림 블록은 카운터가 든 열만 다르다. 메시지의 첫 64바이트를 아는 사람은 다음 64바이트 가운데 {n}바이트를 읽는다.",
        ))
        .with(Value::plain(Text::new("read, column 1 left out", "1열을 빼고 읽은 것"), words(&read), Knows::Attacker))
        .picturing(differing(Text::new("blocks 1 and 2, one round", "블록 1과 2, 1라운드"), &blocks))
        .proving(same(
            Text::new("three quarters read", "4분의 3을 읽었다"),
            "one_round_reads",
            "m1 ⊕ c1 ⊕ c2",
            &read,
            &untouched(secret),
            Text::new("they are those of the second block", "둘째 블록의 바이트와 같다"),
        ))
}

/// What somebody finds who runs all rounds backwards from a block of keystream.
#[derive(Debug)]
pub(super) struct Found {
    /// Whether the constants stand where they should.
    pub(super) constants: bool,
    /// What stands where the key should.
    pub(super) key: Vec<u8>,
}

/// Runs all rounds backwards from a block of `keystream`.
pub(super) fn backwards(keystream: &[u8]) -> Found {
    let block = keystream.first_chunk().copied().unwrap_or([0; BLOCK]);
    let bytes = write(&unrounds(&chacha::read(&block), ROUNDS));
    Found {
        constants: bytes.starts_with(CONSTANTS),
        key: bytes.get(16..48).unwrap_or_default().to_vec(),
    }
}

/// Tells how the key is found where the end of the rounds is the keystream.
pub(super) fn key_falls_out(bare: &[u8], found: &Found, key: &[u8]) -> Step {
    let constants = match found.constants {
        true => Text::new(
            "\"expand 32-byte k\" stands at the front",
            "맨 앞에 \"expand 32-byte k\" 글귀가 나타난다",
        ),
        false => Text::new(
            "nothing known stands at the front",
            "맨 앞에 아는 것이 없다",
        ),
    };
    let (en, ko) = (&constants.en, &constants.ko);
    Step::desk(Text::new("no last addition", "마지막 덧셈이 없다면"), "")
        .saying(text!(
            en: "All twenty rounds, but their end is sent as keystream. One block of known text gives it to the attacker, who runs the rounds backwards: {en}, and behind it the key.",
            ko: "스무 라운드를 다 하되 그 끝을 그대로 키스트림으로 쓴다. 아는 글 한 블록이면 공격자가 키스트림을 얻고 라운드를 거꾸로 돌린다. {ko}. 그 뒤에 키가 있다.",
        ))
        .because(Text::new(
            "No guess is made and nothing is broken: the rounds are a permutation that everybody can run both ways. More rounds would change nothing.",
            "추측하는 것도 깨지는 것도 없다. 라운드는 누구나 양쪽으로 돌릴 수 있는 순열이다. 라운드를 늘려도 달라지지 않는다.",
        ))
        .with(Value::hex(Text::new("keystream", "키스트림"), bare, Knows::Attacker))
        .with(Value::hex(Text::new("key found", "찾아낸 키"), &found.key, Knows::Attacker))
        .proving(same(
            Text::new("the key is found", "키를 찾았다"),
            "key_falls_out",
            "rounds⁻¹(m ⊕ c)[16..48]",
            &found.key,
            key,
            Text::new("it is the key, all 32 bytes of it", "32바이트 모두 그 키이다"),
        ))
}
