//! ECB, each block for itself: equal blocks stay equal, and a picture shows through its own encryption.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::primitive::cipher::{
    AES_KEY, BLOCK, Padding, cbc_decrypt, cbc_encrypt, ecb_decrypt, ecb_encrypt,
};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::symmetric::blocks::{Repeats, filled};
use crate::demo::symmetric::image::{CELLS, Image, painted};
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "ecb",
    topic: Topic::Symmetric,
    title: Doc::new(
        "ECB: the picture that shows through",
        "ECB: 암호문에 비쳐 보이는 그림",
    ),
    line: Doc::new(
        "A picture encrypted block by block is still the picture; chained with a fresh IV, or under GCM, it is noise.",
        "블록마다 따로 암호화한 그림은 여전히 그 그림이다. 새 IV로 이어 암호화하거나 GCM으로 하면 잡음이 된다.",
    ),
    takes: &[
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(0, 4096),
            means: Doc::new(
                "a message in which equal blocks are counted",
                "같은 블록을 세어 볼 메시지",
            ),
        },
        Takes {
            input: Input::Key,
            sizes: AES_KEY,
            means: Doc::new("the key", "키"),
        },
    ],
    exercise: Exercise {
        number: 3,
        title: Doc::new("The picture that shows through", "비쳐 보이는 그림"),
    },
    tell,
    attacks: &[
        Attack {
            name: "distinguish",
            wins: distinguish_wins,
        },
        Attack {
            name: "read_the_shape",
            wins: shape_wins,
        },
    ],
};

/// What is sent again and again where no message of one's own is given: its first block repeats.
static LETTERS: &[&str] = &[
    "role=user;id=01;role=user;id=01;role=user;id=02;role=user;id=03;",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, she said.",
    "yes, yes, yes!  yes, yes, yes!  no.             yes, yes, yes!  ",
    "0000000000000000000000000000000000000000000000000000000000000042",
];

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let key = asked.own.or(Input::Key, || scene.chance.vec(16));
    let message = match &asked.own.message {
        Some(own) => own.clone(),
        None => {
            let letter = scene.chance.pick(LETTERS).copied().unwrap_or_default();
            letter.as_bytes().to_vec()
        }
    };
    let sealed = ecb_encrypt(&key, &message, Padding::Pkcs7)?;
    let filled = filled(&message);
    scene.step(Part::Works, each_for_itself(&key, &message, &sealed)?);
    scene.step(Part::Works, padded(&message, &filled));
    let own = Repeats::of(&sealed);
    scene.step(Part::Breaks, counted(&filled, &own));

    let image = Image::draw(&mut scene.chance);
    let pixels = image.blocks();
    let ecb = ecb_encrypt(&key, &pixels, Padding::None)?;
    let iv: [u8; BLOCK] = scene.chance.bytes();
    let cbc = cbc_encrypt(&key, &iv, &pixels, Padding::None)?;
    scene.step(Part::Breaks, shows_through(&image, &ecb));
    scene.step(Part::Breaks, told_apart(&pixels, &ecb, &cbc));
    let drawn = traced(&ecb);
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("the shape is read", "모양을 읽는다"), "")
            .saying(text!(
                en: "The attacker takes the block that comes most often ({background} of {CELLS}) for the background: what is left are the shapes, without the key.",
                ko: "공격자는 가장 많이 나오는 블록({CELLS}개 가운데 {background}개)을 배경으로 본다. 남는 것이 모양이다. 키는 쓰지 않았다.",
                background = Repeats::of(&ecb).most.1,
            ))
            .because(Text::new(
                "The same happens to tables of a database, to disks, to records with fixed fields. Adobe lost more than a hundred million passwords in 2013 that stood encrypted under one key, block by block (3DES, ECB): equal passwords were equal in the file, and the hints people had written beside them said what they were.",
                "데이터베이스의 표, 디스크, 고정된 항목의 기록에서도 마찬가지이다. 2013년 Adobe에서 새어 나온 1억 개가 넘는 비밀번호는 키 하나로 블록마다 따로(3DES, ECB) 암호화되어 있었다. 같은 비밀번호는 파일에서도 같았고, 사람들이 옆에 적어 둔 힌트가 그 값을 알려 주었다.",
            ))
            .proving(same(
                Text::new("the shapes", "모양"),
                "shape_of_ciphertext",
                "cᵢ ≠ c_max",
                &drawn.iter().map(|cell| u8::from(*cell)).collect::<Vec<_>>(),
                &image.shape().iter().map(|cell| u8::from(*cell)).collect::<Vec<_>>(),
                Text::new("they are those of the picture, cell by cell", "그림의 모양과 칸마다 같다"),
            )),
    );
    scene.cost(
        Part::Breaks,
        "blocks_compared",
        Text::new("blocks compared", "비교한 블록"),
        CELLS as u64,
    );

    let key128 = scene.chance.vec(16);
    let nonce: [u8; 12] = scene.chance.bytes();
    let gcm = AES_128_GCM.seal(&key128, &nonce, &[], &pixels)?;
    let gcm = gcm.get(..pixels.len()).unwrap_or(&gcm);
    scene.step(Part::Repair, chained(&image, &cbc, gcm));
    let twice = fresh_iv(&key, &message, &mut scene.chance)?;
    scene.step(Part::Repair, twice);

    let turn = scene.chance.below(3);
    let (size, blocks) = (message.len(), sealed.len() / BLOCK);
    let kinds = Repeats::of(&pixels).kinds;
    Ok(scene.finish(
        Text::new(
            "Encrypting each block is not encrypting the message: what repeats inside must not be seen to repeat outside.",
            "블록을 하나씩 암호화하는 것은 메시지를 암호화하는 것이 아니다. 안에서 되풀이되는 것이 밖에서 되풀이되어 보이면 안 된다.",
        ),
        [
            Question::word(
                text!(
                    en: "The message has {size} byte{s}. How many blocks does its ciphertext have, padding included?",
                    ko: "메시지는 {size}바이트이다. 패딩까지 넣으면 암호문은 몇 블록인가?",
                    s = plural(size),
                ),
                blocks,
                text!(
                    en: "Padding adds 1 to 16 bytes, never none: {size} bytes become {all}, and that is {blocks} times 16.",
                    ko: "패딩은 1~16바이트를 더하며 0바이트인 경우는 없다. {size}바이트가 {all}바이트가 되고, 16바이트씩 {blocks}블록이다.",
                    all = sealed.len(),
                ),
            ),
            Question::word(
                text!(
                    en: "The picture has {cells} blocks in {kinds} colours. How many different blocks has its ECB encryption?",
                    ko: "그림은 {kinds}가지 색의 블록 {cells}개로 되어 있다. ECB로 암호화하면 서로 다른 블록은 몇 가지인가?",
                    cells = CELLS,
                ),
                kinds,
                text!(
                    en: "Under one key a block always becomes the same block, and two blocks never become one: {kinds} before, {kinds} after.",
                    ko: "키가 하나이면 한 블록은 언제나 같은 블록이 되고, 서로 다른 두 블록이 같은 블록이 되는 일도 없다. 전에도 후에도 {kinds}가지이다.",
                ),
            ),
            Question::choice(
                Text::new("Would a longer key have hidden the picture?", "키가 더 길었다면 그림이 가려졌을까?"),
                Text::new("no, equal blocks stay equal under any key", "아니다. 어떤 키에서든 같은 블록은 같다"),
                [
                    Text::new("yes, AES-256 has more rounds", "그렇다. AES-256은 라운드가 더 많다"),
                    Text::new("yes, if the key is really random", "그렇다. 키가 정말 무작위라면"),
                ],
                turn,
                Text::new(
                    "Nothing was broken in AES, and no key was found. The mode gave the picture away.",
                    "AES가 깨진 것도, 키가 드러난 것도 아니다. 운영 모드가 그림을 내준 것이다.",
                ),
            ),
        ],
    ))
}

fn each_for_itself(key: &[u8], message: &[u8], sealed: &[u8]) -> Result<Step, Wrong> {
    let opened = ecb_decrypt(key, sealed, Padding::Pkcs7)?.unwrap_or_default();
    let blocks = sealed.len() / BLOCK;
    let many = plural(blocks);
    Ok(
        Step::desk(Text::new("each block for itself", "블록마다 따로"), "SP 800-38A §6.1")
            .saying(text!(
                en: "The message is cut into {blocks} block{many} of 16 bytes, and AES encrypts each of them alone, under the same key.",
                ko: "메시지를 16바이트 블록 {blocks}개로 자르고, AES가 같은 키로 하나씩 따로 암호화한다.",
            ))
            .because(Text::new(
                "ECB means electronic codebook: as in a book of code words, the same word always has the same code. It is what a beginner writes first, and what some libraries still take when no mode is named.",
                "ECB는 전자 코드북이라는 뜻이다. 암호책처럼 같은 말은 언제나 같은 부호가 된다. 초보자가 맨 처음 쓰는 방식이고, 운영 모드를 적지 않으면 아직도 이것을 쓰는 라이브러리가 있다.",
            ))
            .with(Value::hex(Text::new("key", "키"), key, Knows::Secret))
            .with(Value::plain(Text::new("message", "메시지"), short(message), Knows::Secret))
            .with(Value::hex(Text::new("ciphertext", "암호문"), sealed, Knows::Wire))
            .proving(same(
                Text::new("decrypted again", "다시 복호화"),
                "ecb_opens",
                "D(k, c₁) ‖ D(k, c₂) ‖ …",
                &opened,
                message,
                Text::new("the message is back", "메시지가 그대로 돌아온다"),
            )),
    )
}

/// A message as text, cut where it is long.
fn short(message: &[u8]) -> String {
    let all = words(message);
    match all.char_indices().nth(48) {
        Some((end, _)) => format!("{}…", all.get(..end).unwrap_or_default()),
        None => all,
    }
}

fn padded(message: &[u8], filled: &[u8]) -> Step {
    let fill = filled.len() - message.len();
    let byte = filled.last().copied().unwrap_or(0);
    let last = filled.last_chunk::<BLOCK>().copied().unwrap_or_default();
    Step::desk(Text::new("the last block is filled up", "마지막 블록을 채운다"), "RFC 5652 §6.3")
        .saying(text!(
            en: "{fill} byte{s} of value {byte:02x} (hexadecimal) fill up the last block, so that whoever decrypts knows how many to take off.",
            ko: "마지막 블록을 값이 {byte:02x}(16진수)인 {fill}바이트로 채운다. 복호화하는 쪽이 몇 바이트를 떼어야 할지 알 수 있다.",
            s = plural(fill),
        ))
        .because(Text::new(
            "A message that ends with a block gets a whole block of padding: otherwise its own last byte would be taken for padding.",
            "메시지가 블록 끝에 딱 맞으면 한 블록을 통째로 덧붙인다. 그러지 않으면 메시지의 마지막 바이트를 패딩으로 읽게 된다.",
        ))
        .with(Value::hex(Text::new("last block, filled up", "채운 마지막 블록"), &last, Knows::Secret))
}

fn counted(filled: &[u8], own: &Repeats) -> Step {
    let (blocks, again) = (own.blocks, own.again());
    let s = plural(blocks);
    let before = Repeats::of(filled).again();
    let step = Step::desk(Text::new("blocks that repeat", "되풀이되는 블록"), "")
        .saying(match again {
            0 => text!(
                en: "An eavesdropper goes through the ciphertext, {blocks} block{s}: none comes twice. This message gives nothing away; the next may.",
                ko: "도청자가 암호문의 블록 {blocks}개를 비교한다. 두 번 나오는 것이 없다. 이 메시지는 아무것도 드러내지 않지만 다음 메시지는 모를 일이다.",
            ),
            _ => text!(
                en: "An eavesdropper compares the {blocks} blocks of the ciphertext: {again} of them were there before, and so were those of the message.",
                ko: "도청자가 암호문의 블록 {blocks}개를 비교한다. {again}개는 앞에 나왔던 것이고, 메시지에서도 그렇다.",
            ),
        })
        .with(Value::plain(Text::new("repeated in the message", "메시지에서 되풀이된 블록"), before, Knows::Secret))
        .with(Value::plain(Text::new("repeated in the ciphertext", "암호문에서 되풀이된 블록"), again, Knows::Attacker));
    match again {
        0 => step,
        _ => step.with(Value::hex(
            text!(en: "comes {n} times", ko: "{n}번 나온 블록", n = own.most.1),
            &own.most.0,
            Knows::Wire,
        )),
    }
}

fn shows_through(image: &Image, ecb: &[u8]) -> Step {
    let kinds = Repeats::of(ecb).kinds;
    Step::desk(Text::new("a picture under ECB", "ECB로 암호화한 그림"), "")
        .saying(text!(
            en: "A picture of {CELLS} cells, each a block of 16 equal bytes, encrypted block by block: {kinds} colours become {kinds} other colours, and nothing moves.",
            ko: "칸 하나가 같은 바이트 16개로 된 블록인 {CELLS}칸 그림을 블록마다 암호화한다. {kinds}가지 색이 다른 {kinds}가지 색이 될 뿐, 아무것도 움직이지 않는다.",
        ))
        .picturing(image.picture())
        .picturing(painted(
            Text::same("ECB"),
            Text::new("Every outline is still there.", "윤곽이 그대로 남아 있다."),
            ecb,
        ))
}

fn told_apart(pixels: &[u8], ecb: &[u8], cbc: &[u8]) -> Step {
    let [before, ecb, cbc] = [pixels, ecb, cbc].map(|bytes| Repeats::of(bytes).again());
    Step::desk(Text::new("the mode is recognised", "운영 모드를 알아본다"), "")
        .saying(text!(
            en: "Who only counts can tell the mode: of {CELLS} blocks {before} repeat an earlier one in the picture, {ecb} under ECB, {cbc} under CBC.",
            ko: "세기만 해도 운영 모드를 안다. {CELLS}블록 가운데 앞의 것을 되풀이하는 블록이 그림에서는 {before}개, ECB에서는 {ecb}개, CBC에서는 {cbc}개이다.",
        ))
        .because(Text::new(
            "A block has 128 bits: that two of a few hundred random blocks are equal by accident happens once in about 10^33 pictures. One repeated block is as good as a confession.",
            "블록은 128비트이다. 무작위 블록 수백 개 가운데 우연히 둘이 같을 일은 그림 10^33장쯤에 한 번이다. 되풀이된 블록 하나면 자백이나 다름없다.",
        ))
}

fn chained(image: &Image, cbc: &[u8], gcm: &[u8]) -> Step {
    let [cbc_again, gcm_again] = [cbc, gcm].map(|bytes| Repeats::of(bytes).again());
    Step::desk(Text::new("the same picture, another mode", "같은 그림, 다른 운영 모드"), "SP 800-38A §6.2, SP 800-38D")
        .saying(text!(
            en: "CBC adds the ciphertext block before, GCM adds the encryption of a counter: equal blocks become different ones. Repeated blocks: {cbc_again} and {gcm_again}.",
            ko: "CBC는 앞의 암호문 블록을 더하고, GCM은 카운터의 암호문을 더한다. 같은 블록이 서로 다른 블록이 된다. 되풀이된 블록: {cbc_again}개와 {gcm_again}개.",
        ))
        .because(Text::new(
            "GCM also adds a tag, so that nobody can change the picture unnoticed; CBC does not. In TLS 1.3 only authenticated modes are left.",
            "GCM은 태그까지 붙여 그림을 몰래 바꾸지 못하게 한다. CBC에는 그것이 없다. TLS 1.3에는 인증까지 하는 방식만 남았다.",
        ))
        .picturing(image.picture())
        .picturing(painted(
            Text::same("CBC"),
            Text::new("Noise.", "잡음이다."),
            cbc,
        ))
        .picturing(painted(
            Text::same("GCM"),
            Text::new("Noise.", "잡음이다."),
            gcm,
        ))
}

/// One message under two IVs: (IV, ciphertext) twice.
fn fresh_iv(key: &[u8], message: &[u8], chance: &mut Chance) -> Result<Step, Wrong> {
    let mut send = || -> Result<([u8; BLOCK], Vec<u8>), Wrong> {
        let iv = chance.bytes();
        let sealed = cbc_encrypt(key, &iv, message, Padding::Pkcs7)?;
        Ok((iv, sealed))
    };
    let [(iv, first), (other, second)] = [send()?, send()?];
    let common = Repeats::of(&[first.as_slice(), &second].concat()).again();
    Ok(
        Step::desk(Text::new("the same message twice", "같은 메시지를 두 번"), "SP 800-38A app. C")
            .saying(text!(
                en: "With a fresh IV even the same message sent again looks new: the two ciphertexts have {common} blocks in common.",
                ko: "IV를 새로 뽑으면 같은 메시지를 다시 보내도 새것으로 보인다. 두 암호문에 공통된 블록은 {common}개이다.",
            ))
            .with(Value::hex("IV 1", &iv, Knows::Wire))
            .with(Value::hex(Text::new("ciphertext 1", "암호문 1"), &first, Knows::Wire))
            .with(Value::hex("IV 2", &other, Knows::Wire))
            .with(Value::hex(Text::new("ciphertext 2", "암호문 2"), &second, Knows::Wire))
            .proving(same(
                Text::new("the receiver reads both", "받는 쪽은 둘 다 읽는다"),
                "cbc_opens",
                "CBC⁻¹(k, IV, c)",
                &cbc_decrypt(key, &iv, &first, Padding::Pkcs7)?.unwrap_or_default(),
                &cbc_decrypt(key, &other, &second, Padding::Pkcs7)?.unwrap_or_default(),
                Text::new("the same message comes out of both", "둘에서 같은 메시지가 나온다"),
            )),
    )
}

/// The attacker's drawing: the block that comes most often is background, everything else is shape.
fn traced(sealed: &[u8]) -> Vec<bool> {
    let background = Repeats::of(sealed).most.0;
    let blocks = sealed.chunks_exact(BLOCK);
    blocks.map(|block| block != background).collect()
}

/// Rounds of the guessing game: whoever has to guess wins them all once in four billion games.
const GAME: usize = 32;

/// The attacker hands over two messages, gets one of them back encrypted and says which, 32 times in a row.
fn distinguish_wins(chance: &mut Chance, instance: Instance) -> bool {
    let key = chance.vec(16);
    (0..GAME).all(|_| {
        let alike = chance.below(2) == 0;
        let message = match alike {
            true => [0; 2 * BLOCK].to_vec(),
            false => [[0; BLOCK], [1; BLOCK]].concat(),
        };
        let sealed = encrypted(&key, &message, chance, instance);
        let says_alike = Repeats::of(&sealed).again() > 0;
        says_alike == alike
    })
}

fn shape_wins(chance: &mut Chance, instance: Instance) -> bool {
    let key = chance.vec(16);
    let image = Image::draw(chance);
    let sealed = encrypted(&key, &image.blocks(), chance, instance);
    traced(&sealed) == image.shape()
}

fn encrypted(key: &[u8], message: &[u8], chance: &mut Chance, instance: Instance) -> Vec<u8> {
    let sealed = match instance {
        Instance::Weak => ecb_encrypt(key, message, Padding::None),
        Instance::Fixed => {
            let iv: [u8; BLOCK] = chance.bytes();
            cbc_encrypt(key, &iv, message, Padding::None)
        }
    };
    sealed.unwrap_or_default()
}
