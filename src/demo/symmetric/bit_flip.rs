//! The bit flip: encryption hides, it does not hold fast. Amounts and roles are changed without the key, until a tag notices.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::people::user;
use crate::demo::primitive::cipher::{BLOCK, ctr};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words, xor};
use crate::demo::sizes::Sizes;
use crate::demo::symmetric::order::{Cover, Sealed, Swap, open, seal};
use crate::demo::symmetric::ticket::{by_the_block, by_the_iv, limit, role, ticket};
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "bit-flip",
    topic: Topic::Symmetric,
    title: Doc::new(
        "The bit flip: encrypted, and changed all the same",
        "비트 뒤집기: 암호화했는데도 바뀐다",
    ),
    line: Doc::new(
        "An amount under CTR and a role under CBC are changed without the key; GCM refuses.",
        "CTR로 암호화한 금액과 CBC로 암호화한 역할이 키 없이 바뀐다. GCM은 거부한다.",
    ),
    takes: &[
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(1, 64),
            means: Doc::new(
                "the order that is changed under CTR and GCM",
                "CTR과 GCM에서 바뀌는 주문",
            ),
        },
        Takes {
            input: Input::Key,
            sizes: Sizes::OneOf(&[16]),
            means: Doc::new("the key", "키"),
        },
        Takes {
            input: Input::Nonce,
            sizes: Sizes::OneOf(&[BLOCK]),
            means: Doc::new("the first counter block", "첫 카운터 블록"),
        },
    ],
    exercise: Exercise {
        number: 4,
        title: Doc::new("Flip a bit", "비트 하나 뒤집기"),
    },
    tell,
    attacks: &[
        Attack {
            name: "ctr_amount",
            wins: |chance, instance| amount_wins(chance, instance, Cover::Ctr),
        },
        Attack {
            name: "cbc_role",
            wins: |chance, instance| role_wins(chance, instance, Cover::Cbc),
        },
    ],
};

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let key = asked.own.or(Input::Key, || scene.chance.vec(16));
    let start = asked.own.or(Input::Nonce, || scene.chance.vec(BLOCK));
    let order = asked.own.or(Input::Message, || order(&mut scene.chance));
    let sealed = seal(&key, &start, &order, Cover::Ctr)?;
    scene.step(Part::Works, encrypted(&key, &order, &sealed)?);
    scene.step(Part::Works, one_bit(&key, &order, &sealed)?);

    let swap = amount(&order);
    let changed = swap.on(&sealed);
    scene.step(Part::Breaks, aimed(&swap, &sealed, &changed));
    scene.step(Part::Breaks, taken(&key, &order, &swap, &changed)?);

    let name = user(&mut scene.chance);
    let ticket = ticket(&mut scene.chance, name);
    let iv = scene.chance.vec(BLOCK);
    let noted = seal(&key, &iv, &ticket, Cover::Cbc)?;
    let role = role();
    let promoted = role.on(&noted);
    scene.step(Part::Breaks, by_the_iv(&key, &role, [&noted, &promoted])?);
    let far = limit(&ticket);
    scene.step(
        Part::Breaks,
        by_the_block(&key, &ticket, &far, &far.on(&noted))?,
    );
    let flipped = |swap: &Swap| {
        swap.difference()
            .iter()
            .map(|bits| u64::from(bits.count_ones()))
            .sum::<u64>()
    };
    scene.cost(
        Part::Breaks,
        "bits_flipped",
        Text::new(
            "bits turned over, three changes",
            "뒤집은 비트, 세 번의 변경",
        ),
        flipped(&swap) + flipped(&role) + flipped(&far),
    );

    let tagged = seal(&key, &start, &order, Cover::Gcm)?;
    scene.step(Part::Repair, untouched(&key, &order, &tagged)?);
    scene.step(Part::Repair, refused(&key, &swap, &tagged)?);
    let (tried, accepted) = every_bit(&key, &tagged)?;
    scene.step(Part::Repair, no_bit(tried, accepted));
    scene.cost(
        Part::Repair,
        "bits_tried",
        Text::new(
            "single bits turned over under GCM",
            "GCM에서 하나씩 뒤집어 본 비트",
        ),
        tried,
    );

    let turn = scene.chance.below(3);
    let place = BLOCK + scene.chance.place(4 * BLOCK);
    let (front, block) = (place / BLOCK, place / BLOCK + 1);
    let (o, n, c) = (
        swap.old.first().copied().unwrap_or(0),
        swap.new.first().copied().unwrap_or(0),
        sealed.body.get(swap.at).copied().unwrap_or(0),
    );
    Ok(scene.finish(
        Text::new(
            "Encryption keeps others from reading, not from writing. Take nothing without a tag.",
            "암호화는 남이 읽지 못하게 할 뿐, 쓰지 못하게 하지는 않는다. 태그 없는 것은 받지 말라.",
        ),
        [
            Question::word(
                text!(
                    en: "Under CTR a byte {o:02x} became {c:02x}. What must it be on the wire to decrypt to {n:02x}, in hexadecimal?",
                    ko: "CTR에서 바이트 {o:02x} 값이 {c:02x} 값으로 암호화되었다. {n:02x} 값으로 복호화되게 하려면 선로에는 16진수로 무엇이 있어야 하는가?",
                ),
                format!("{:02x}", c ^ o ^ n),
                text!(
                    en: "{c:02x} ⊕ {o:02x} ⊕ {n:02x}: the first two give the keystream, and the keystream with {n:02x} is what the sender would have sent.",
                    ko: "{c:02x} ⊕ {o:02x} ⊕ {n:02x}. 앞의 둘을 더하면 키스트림이고, 거기에 {n:02x} 값을 더하면 보낸 사람이 보냈을 바로 그 값이다.",
                ),
            ),
            Question::word(
                text!(
                    en: "The attacker wants to change byte {place} of a CBC plaintext (from 0). In which block of the ciphertext, counted from 1, do they turn over bits? The IV would be 0.",
                    ko: "공격자가 CBC 평문의 바이트 {place} 자리(0부터)를 바꾸려 한다. 1부터 세어 몇 번째 암호문 블록의 비트를 뒤집는가? IV라면 0이다.",
                ),
                front,
                text!(
                    en: "Byte {place} is in block {block}, and what is added to it after AES is the ciphertext block before: {front}.",
                    ko: "바이트 {place} 자리는 {block}번 블록에 있고, AES를 거친 그 블록에 더해지는 것은 바로 앞 암호문 블록, 곧 {front}번이다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "A bank encrypts with CTR and adds a CRC-32 of the order before encrypting. Is the order safe from changes?",
                    "은행이 주문 뒤에 CRC-32를 붙여 CTR로 암호화한다. 주문이 바뀌지 않게 되었는가?",
                ),
                Text::new("no, the CRC can be changed along", "아니다. CRC도 함께 바꿀 수 있다"),
                [
                    Text::new("yes, the CRC is encrypted too", "그렇다. CRC도 암호화된다"),
                    Text::new("yes, 32 bits cannot be guessed in time", "그렇다. 32비트는 제때 추측할 수 없다"),
                ],
                turn,
                Text::new(
                    "A CRC is linear: how it changes depends on the change alone, not on the order. WEP protected Wi-Fi this way, and that is one of the ways it fell (2001).",
                    "CRC는 선형이라, 어떻게 달라지는지가 주문이 아니라 바꾼 내용에만 달려 있다. WEP이 와이파이를 이렇게 지켰고, 무너진 까닭 가운데 하나이다(2001).",
                ),
            ),
        ],
    ))
}

fn encrypted(key: &[u8], order: &[u8], sealed: &Sealed) -> Result<Step, Wrong> {
    let keystream = xor(order, &sealed.body);
    let zeros = vec![0; order.len()];
    Ok(Step::desk(
        Text::new("an order under CTR", "CTR로 암호화한 주문"),
        "SP 800-38A §6.5",
    )
    .saying(Text::new(
        "The order is added to a keystream that only the key can make, and goes to the bank.",
        "주문을 키로만 만들 수 있는 키스트림에 더해 은행으로 보낸다.",
    ))
    .with(Value::hex(Text::new("key", "키"), key, Knows::Secret))
    .with(Value::hex(
        Text::new("first counter", "첫 카운터"),
        &sealed.start,
        Knows::Wire,
    ))
    .with(Value::plain(
        Text::new("order", "주문"),
        words(order),
        Knows::Secret,
    ))
    .with(Value::hex(
        Text::new("ciphertext", "암호문"),
        &sealed.body,
        Knows::Wire,
    ))
    .proving(same(
        Text::new("what was added", "더한 것"),
        "keystream_of_counters",
        "m ⊕ c",
        &keystream,
        &ctr(key, &sealed.start, &zeros)?,
        Text::new(
            "equals the keystream: AES of the counters",
            "키스트림, 곧 카운터를 AES로 암호화한 것과 같다",
        ),
    )))
}

/// The lowest bit of the first byte.
fn one_bit(key: &[u8], order: &[u8], sealed: &Sealed) -> Result<Step, Wrong> {
    let mut hit = sealed.clone();
    hit.body.iter_mut().take(1).for_each(|byte| *byte ^= 1);
    let read = open(key, &hit)?.unwrap_or_default();
    let difference = xor(order, &read);
    let mut one = vec![0; order.len()];
    one.iter_mut().take(1).for_each(|byte| *byte = 1);
    let text = words(&read);
    Ok(
        Step::desk(Text::new("one bit turned over", "뒤집힌 비트 하나"), "SP 800-38A app. D")
            .saying(text!(
                en: "One bit of the ciphertext is turned over on the way: the same bit of the order turns over, and no other. The bank reads \"{text}\".",
                ko: "오는 길에 암호문의 비트 하나가 뒤집히면 주문의 같은 비트만 뒤집힌다. 은행은 \"{text}\" 라고 읽는다.",
            ))
            .because(Text::new(
                "A misunderstanding: that a changed ciphertext decrypts to garbage. It does in no stream mode, and only for a block in the block modes; and garbage is not noticed either, unless somebody looks.",
                "흔한 오해: 바뀐 암호문은 쓰레기로 복호화된다. 스트림 방식에서는 그렇지 않고, 블록 방식에서도 한 블록만 그렇다. 그리고 쓰레기도 누가 보지 않으면 아무도 모른다.",
            ))
            .proving(same(
                Text::new("what changed", "달라진 것"),
                "flip_is_copied",
                "m ⊕ m′",
                &difference,
                &one,
                Text::new("exactly that bit", "바로 그 비트뿐이다"),
            )),
    )
}

fn aimed(swap: &Swap, sealed: &Sealed, changed: &Sealed) -> Step {
    let (at, old, new) = (swap.at, words(&swap.old), words(&swap.new));
    let end = at + swap.old.len();
    let part = |sealed: &Sealed| sealed.body.get(at..end).unwrap_or_default().to_vec();
    Step::desk(Text::new("aimed at the amount", "금액을 겨냥한다"), "")
        .saying(text!(
            en: "The attacker knows the form of such orders: at byte {at} stands \"{old}\". They add \"{old}\" ⊕ \"{new}\" to the ciphertext there.",
            ko: "공격자는 이런 주문의 꼴을 안다. 바이트 {at} 자리에 \"{old}\" 값이 있다. 그 자리의 암호문에 \"{old}\" ⊕ \"{new}\" 값을 더한다.",
        ))
        .because(Text::new(
            "Forms, protocol headers and file formats are known; nobody has to read the message to change it.",
            "양식, 프로토콜 헤더, 파일 형식은 알려져 있다. 메시지를 읽지 못해도 바꿀 수 있다.",
        ))
        .with(Value::hex(Text::new("old ⊕ new", "옛 값 ⊕ 새 값"), &swap.difference(), Knows::Attacker))
        .with(Value::hex(Text::new("ciphertext there", "그 자리의 암호문"), &part(sealed), Knows::Wire))
        .with(Value::hex(Text::new("changed to", "바꾼 값"), &part(changed), Knows::Wire))
}

fn taken(key: &[u8], order: &[u8], swap: &Swap, changed: &Sealed) -> Result<Step, Wrong> {
    let read = open(key, changed)?.unwrap_or_default();
    Ok(
        Step::desk(Text::new("the bank takes it", "은행이 받아들인다"), "")
            .saying(text!(
                en: "The bank decrypts without complaint: \"{text}\".",
                ko: "은행은 아무 말 없이 복호화한다. \"{text}\"",
                text = words(&read),
            ))
            .proving(same(
                Text::new("the order that arrives", "도착한 주문"),
                "order_is_changed",
                "c ⊕ old ⊕ new ⊕ keystream",
                &read,
                &swap.wanted(order),
                Text::new(
                    "it is the one the attacker wanted",
                    "공격자가 바라던 그 주문이다",
                ),
            )),
    )
}

fn untouched(key: &[u8], order: &[u8], tagged: &Sealed) -> Result<Step, Wrong> {
    let tag = tagged.body.last_chunk::<16>().copied().unwrap_or_default();
    Ok(
        Step::desk(Text::new("the same order with a tag", "태그를 붙인 같은 주문"), "SP 800-38D §7.1")
            .saying(Text::new(
                "AES-GCM encrypts with counters as well and adds a tag over the ciphertext that only the key can make.",
                "AES-GCM도 카운터로 암호화하고, 키로만 만들 수 있는 태그를 암호문에 붙인다.",
            ))
            .with(Value::hex(Text::new("nonce", "논스"), &tagged.start, Knows::Wire))
            .with(Value::hex(Text::new("tag", "태그"), &tag, Knows::Wire))
            .proving(same(
                Text::new("untouched", "손대지 않으면"),
                "gcm_opens",
                "GCM⁻¹(k, nonce, c ‖ tag)",
                &open(key, tagged)?.unwrap_or_default(),
                order,
                Text::new("the bank reads the order", "은행이 주문을 읽는다"),
            )),
    )
}

fn refused(key: &[u8], swap: &Swap, tagged: &Sealed) -> Result<Step, Wrong> {
    let answer = match open(key, &swap.on(tagged))? {
        Some(read) => Text::same(words(&read)),
        None => Text::new(
            "refused, nothing is decrypted",
            "거부, 아무것도 복호화하지 않는다",
        ),
    };
    Ok(
        Step::desk(Text::new("the same change", "같은 변경"), "SP 800-38D §7.2")
            .saying(Text::new(
                "The attacker adds the same difference at the same place.",
                "공격자가 같은 자리에 같은 차이를 더한다.",
            ))
            .because(Text::new(
                "The keystream is still only added, and the bits would still turn over. But the tag depends on every bit of the ciphertext, and how it would have to change only the key tells.",
                "키스트림은 여전히 더해질 뿐이고 비트는 여전히 뒤집힐 것이다. 그러나 태그는 암호문의 모든 비트에 달려 있고, 태그를 어떻게 고쳐야 할지는 키만이 안다.",
            ))
            .with(Value::new(Text::new("the bank", "은행"), answer, Knows::Wire)),
    )
}

/// How many single bits of nonce, ciphertext and tag were turned over, and how many of those orders the bank took.
fn every_bit(key: &[u8], tagged: &Sealed) -> Result<(u64, u64), Wrong> {
    let (mut tried, mut accepted) = (0, 0);
    for bit in 0..8 * (tagged.start.len() + tagged.body.len()) {
        let mut hit = tagged.clone();
        let bytes = hit.start.iter_mut().chain(hit.body.iter_mut());
        bytes
            .skip(bit / 8)
            .take(1)
            .for_each(|byte| *byte ^= 1 << (bit % 8));
        tried += 1;
        accepted += u64::from(open(key, &hit)?.is_some());
    }
    Ok((tried, accepted))
}

fn no_bit(tried: u64, accepted: u64) -> Step {
    Step::desk(Text::new("every bit", "모든 비트"), "")
        .saying(text!(
            en: "Each of the {tried} bits of nonce, ciphertext and tag turned over alone: {accepted} of these orders are taken.",
            ko: "논스, 암호문, 태그의 {tried}비트를 하나씩 뒤집어 보냈다. 받아들여진 주문은 {accepted}개이다.",
        ))
        .because(Text::new(
            "That is what authenticated encryption promises: what opens is what was sealed. TLS 1.3 has nothing else (RFC 8446 §5.2).",
            "인증 암호의 약속이 이것이다. 열리는 것은 봉한 그것이다. TLS 1.3에는 이런 방식만 있다(RFC 8446 §5.2).",
        ))
}

/// `pay 000120 to alice`
fn order(chance: &mut Chance) -> Vec<u8> {
    let name = user(chance);
    let amount = chance.below(900) + 100;
    format!("pay {amount:06} to {name}").into_bytes()
}

/// The first run of digits becomes nines; without one, the first letters become others.
fn amount(order: &[u8]) -> Swap {
    let at = order.iter().position(u8::is_ascii_digit);
    let from = order.get(at.unwrap_or(0)..).unwrap_or_default();
    let (length, fills) = match at {
        Some(_) => (
            from.iter().take_while(|byte| byte.is_ascii_digit()).count(),
            b"98",
        ),
        None => (from.len().min(6), b"XY"),
    };
    let old = from.get(..length).unwrap_or_default().to_vec();
    // What stands there already would be no change.
    let mut new = fills.map(|fill| vec![fill; old.len()]).into_iter();
    Swap {
        at: at.unwrap_or(0),
        new: new.find(|new| *new != old).unwrap_or_default(),
        old,
    }
}

fn amount_wins(chance: &mut Chance, instance: Instance, weak: Cover) -> bool {
    let (key, start, order) = (chance.vec(16), chance.vec(BLOCK), order(chance));
    let swap = amount(&order);
    wins(&key, &start, &order, &swap, cover(instance, weak))
}

fn role_wins(chance: &mut Chance, instance: Instance, weak: Cover) -> bool {
    let name = user(chance);
    let (key, start, ticket) = (chance.vec(16), chance.vec(BLOCK), ticket(chance, name));
    wins(&key, &start, &ticket, &role(), cover(instance, weak))
}

fn cover(instance: Instance, weak: Cover) -> Cover {
    match instance {
        Instance::Weak => weak,
        Instance::Fixed => Cover::Gcm,
    }
}

/// Whether the bank takes what the attacker wants.
fn wins(key: &[u8], start: &[u8], text: &[u8], swap: &Swap, cover: Cover) -> bool {
    let Ok(sealed) = seal(key, start, text, cover) else {
        return false;
    };
    let read = open(key, &swap.on(&sealed));
    read.is_ok_and(|read| read == Some(swap.wanted(text)))
}
