//! HPKE (RFC 9180): a letter sealed for a public key, step by step; who sealed it is another question.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::Attack;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::hpke::{
    Mode, Pair, Schedule, Shared, decapsulate, derive, encapsulate, nonce, schedule,
};
use crate::demo::primitive::seal;
use crate::demo::public_key::envelope::{
    INFO, Letter, SUITE, Trust, crate_opens, impostor, impostor_wins, open, open_by_hand,
    open_under, relabel_wins, relabelled, seal_by_hand, seal_under,
};
use crate::demo::public_key::hpke_inputs::{read_context, read_labeled};
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
    name: "hpke",
    topic: Topic::PublicKey,
    title: Doc::new(
        "Hybrid encryption, and the letter from nobody",
        "하이브리드 암호화, 그리고 보낸 이 없는 편지",
    ),
    line: Doc::new(
        "HPKE from ephemeral key to ciphertext: only the recipient can read it, and anyone can have written it.",
        "임시 키에서 암호문까지 HPKE를 한 걸음씩. 받는 이만 읽을 수 있지만 쓴 이는 누구든 될 수 있다.",
    ),
    takes: &[
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(0, 64),
            means: Doc::new("the letter", "편지"),
        },
        Takes {
            input: Input::Aad,
            sizes: Sizes::Between(0, 64),
            means: Doc::new(
                "what stands outside the letter, readable and bound to it",
                "편지 밖에 적혀 읽히지만 편지에 묶인 것",
            ),
        },
    ],
    exercise: Exercise {
        number: 25,
        title: Doc::new("Letter in a box", "상자 속의 편지"),
    },
    tell,
    attacks: &[
        Attack {
            name: "impostor",
            wins: impostor_wins,
        },
        Attack {
            name: "relabel",
            wins: relabel_wins,
        },
    ],
};

static LETTERS: &[&str] = &[
    "the key is under the third stone",
    "i accept the offer of 4000",
    "meet me after the lecture",
    "the test of monday is about AEAD",
];

/// What the impostor writes.
static GOAL: &[u8] = b"please pay mallory 100";

/// Everything about one letter.
struct Sent<'a> {
    recipient: Pair,
    ephemeral: Pair,
    /// What the ephemeral pair was derived from.
    start: [u8; 32],
    aad: &'a [u8],
    message: &'a [u8],
}

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let letter = scene.chance.pick(LETTERS).copied().unwrap_or_default();
    let own = &asked.own;
    let (message, aad) = (own.message.as_deref(), own.aad.as_deref());
    let [recipient, start]: [[u8; 32]; 2] = [(); 2].map(|()| scene.chance.bytes());
    let sent = Sent {
        recipient: derive(&recipient),
        ephemeral: derive(&start),
        start,
        aad: aad.unwrap_or(b"from: alice"),
        message: message.unwrap_or(letter.as_bytes()),
    };
    let shared = agreed(&mut scene, &sent);
    let (keys, letter) = sealed(&mut scene, &sent, &shared)?;
    anyone(&mut scene, &sent);
    unbound(&mut scene, &sent);
    vouched(&mut scene, &sent);
    bound(&mut scene, &sent, &letter);
    Ok(finish(scene, &keys, &letter))
}

fn agreed(scene: &mut Scene, sent: &Sent<'_>) -> Shared {
    let (ephemeral, recipient) = (&sent.ephemeral, &sent.recipient);
    scene.step(
        Part::Works,
        Step::desk(Text::new("a key pair for one letter", "편지 하나를 위한 키 한 쌍"), "RFC 9180 §7.1.3")
            .saying(Text::new(
                "The sender knows only the recipient's public key, and makes a fresh X25519 pair for this letter; its public half, enc, travels with the letter.",
                "보내는 이가 아는 것은 받는 이의 공개 키뿐이다. 이 편지를 위해 X25519 키 한 쌍을 새로 만들고, 공개하는 절반 enc를 편지에 붙여 보낸다.",
            ))
            .because(Text::new(
                "Public-key operations take short inputs and are slow, AEAD takes any length and is fast: hybrid encryption agrees on a key with the one and encrypts with the other. It is in TLS Encrypted Client Hello, in MLS (RFC 9420) and in Oblivious DoH (RFC 9230).",
                "공개 키 연산은 입력이 짧고 느리며, AEAD는 길이에 매이지 않고 빠르다. 하이브리드 암호화는 앞의 것으로 키를 정하고 뒤의 것으로 암호화한다. TLS의 Encrypted Client Hello, MLS(RFC 9420), Oblivious DoH(RFC 9230)가 HPKE를 쓴다.",
            ))
            .with(Value::hex("pkR", &recipient.public, Knows::Wire))
            .with(Value::hex("skE", &ephemeral.private, Knows::Secret))
            .with(Value::hex("enc = pkE", &ephemeral.public, Knows::Wire)),
    );
    let shared = encapsulate(ephemeral, &recipient.public, None);
    let theirs = decapsulate(&ephemeral.public, recipient, None);
    scene.step(
        Part::Works,
        Step::desk(Text::new("encapsulate", "캡슐화"), "RFC 9180 §4.1")
            .saying(Text::new(
                "X25519 of skE and pkR gives dh; the shared secret is made of dh and of both public keys as they stand in bytes.",
                "skE와 pkR의 X25519가 dh이다. 공유 비밀은 dh와 두 공개 키의 바이트를 함께 넣어 만든다.",
            ))
            .because(Text::new(
                "Every call of HKDF is labelled with version, suite and purpose, so that no output of one step, suite or protocol can ever stand for another's.",
                "HKDF를 부를 때마다 버전과 스위트와 용도를 적는다. 그래서 어떤 단계나 스위트나 프로토콜의 출력도 다른 것을 대신할 수 없다.",
            ))
            .with(Value::hex("dh", &shared.dh, Knows::Secret))
            .with(Value::hex("shared_secret", &shared.secret, Knows::Secret))
            .exhibiting(Exhibit::read(
                Text::new("what the shared secret is expanded from", "공유 비밀을 펼치는 입력"),
                Origin::Computed,
                &shared.labeled,
                read_labeled,
            ))
            .proving(same(
                Text::new("the recipient has it too", "받는 이도 같은 것을 얻는다"),
                "decapsulated",
                "Decap(enc, skR) = Encap(pkR)",
                &theirs.secret,
                &shared.secret,
                Text::new("skR and enc lead to the same secret", "skR과 enc에서 같은 비밀이 나온다"),
            )),
    );
    shared
}

fn sealed(
    scene: &mut Scene,
    sent: &Sent<'_>,
    shared: &Shared,
) -> Result<(Schedule, Letter), Wrong> {
    let keys = schedule(Mode::Base, &shared.secret, INFO);
    scene.step(
        Part::Works,
        Step::desk(Text::new("key schedule", "키 일정"), "RFC 9180 §5.1")
            .saying(Text::new(
                "From the shared secret come a key and a nonce, bound to the mode and to info, which says what the letter is for.",
                "공유 비밀에서 키와 논스가 나온다. 모드와, 편지의 용도를 말하는 info에 묶여 있다.",
            ))
            .with(Value::plain("info", words(INFO), Knows::Wire))
            .with(Value::hex("key", &keys.key, Knows::Secret))
            .with(Value::hex("base_nonce", &keys.base_nonce, Knows::Secret))
            .exhibiting(Exhibit::read(
                Text::new("key_schedule_context", "key_schedule_context"),
                Origin::Computed,
                &keys.context,
 read_context,
            )),
    );
    let (public, start) = (&sent.recipient.public, sent.start);
    let real = seal::named(SUITE)
        .map(|suite| suite.seal_from(public, INFO, sent.aad, sent.message, start))
        .transpose()?;
    let ciphertext = seal_under(Mode::Base, shared, sent.aad, sent.message).unwrap_or_default();
    let letter = Letter {
        encapsulated: sent.ephemeral.public,
        ciphertext,
    };
    let [first, second] = [0, 1].map(|sequence| nonce(&keys, sequence));
    scene.step(
        Part::Works,
        Step::desk(Text::new("seal", "봉하기"), "RFC 9180 §5.2")
            .saying(Text::new(
                "AES-128-GCM encrypts the letter and authenticates what stands outside. A further message would take the nonce with 1 added in (XOR), then 2, so that none comes twice.",
                "AES-128-GCM이 편지를 암호화하고 밖에 적힌 것까지 인증한다. 다음 메시지는 논스에 1을, 그다음은 2를 XOR하므로 같은 논스가 다시 오지 않는다.",
            ))
            .with(Value::plain(Text::new("letter", "편지"), words(sent.message), Knows::Secret))
            .with(Value::plain(Text::new("outside (aad)", "밖에 적힌 것(aad)"), words(sent.aad), Knows::Wire))
            .with(Value::hex(Text::new("nonce of message 0", "메시지 0의 논스"), &first, Knows::Secret))
            .with(Value::hex(Text::new("nonce of message 1", "메시지 1의 논스"), &second, Knows::Secret))
            .with(Value::hex(Text::new("ciphertext", "암호문"), &letter.ciphertext, Knows::Wire))
            .proving(same(
                Text::new("the hpke crate's letter", "hpke 라이브러리의 편지"),
                "sealed",
                "enc || ciphertext",
                &[&letter.encapsulated[..], &letter.ciphertext].concat(),
                &real.map_or_else(Vec::new, |real| real.bytes()),
                Text::new("the reviewed crate seals to the same bytes", "검토된 라이브러리도 같은 바이트로 봉한다"),
            )),
    );
    let theirs = decapsulate(&letter.encapsulated, &sent.recipient, None);
    let read = open_under(Mode::Base, &theirs, sent.aad, &letter.ciphertext).unwrap_or_default();
    scene.step(
        Part::Works,
        Step::desk(Text::new("open", "열기"), "RFC 9180 §5.2")
            .saying(Text::new(
                "The recipient goes the same way from enc and skR; nobody else can, not even the sender after throwing skE away.",
                "받는 이는 enc와 skR에서 같은 길을 걷는다. 다른 누구도 할 수 없고, skE를 버린 뒤에는 보낸 이도 할 수 없다.",
            ))
            .because(Text::new(
                "Whoever steals skR reads every letter ever sent to it: there is no forward secrecy on the recipient's side. TLS 1.3 has it because both ends make ephemeral keys.",
                "skR을 훔치면 그 키로 온 모든 편지를 읽는다. 받는 쪽에는 순방향 비밀성이 없다. TLS 1.3에 그것이 있는 것은 양 끝이 모두 임시 키를 만들기 때문이다.",
            ))
            .proving(same(
                Text::new("the recipient reads it", "받는 이가 읽는다"),
                "opened",
                "Open(Decap(enc, skR), aad, ciphertext)",
                &read,
                sent.message,
                Text::new("the letter is back, byte for byte", "편지가 바이트까지 그대로 돌아온다"),
            )),
    );
    Ok((keys, letter))
}

fn anyone(scene: &mut Scene, sent: &Sent<'_>) {
    let alice = derive(&scene.chance.bytes());
    let letters = impostor(
        &mut scene.chance,
        &sent.recipient.public,
        &alice.public,
        sent.aad,
        GOAL,
    );
    let Some(letter) = letters.first() else {
        return;
    };
    let read = crate_opens(&sent.recipient, sent.aad, letter).unwrap_or_default();
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("a letter from anybody", "누구의 편지든"), "RFC 9180 §9.1")
            .saying(Text::new(
                "Mallory seals another letter under the same words outside, with the public key alone. It opens, the tag is right, and nothing says that it is not from the first sender.",
                "맬러리가 공개 키만으로, 밖에 같은 말을 적은 다른 편지를 봉한다. 편지는 열리고 태그도 맞으며, 처음 보낸 이의 것이 아니라고 말해 주는 것이 없다.",
            ))
            .because(Text::new(
                "A tag says that nobody changed the letter since it was sealed, not who sealed it: with a shared key that is nearly the same, with a public key it is not. \"Encrypted, therefore genuine\" is one of the most common mistakes.",
                "태그는 봉한 뒤로 아무도 편지를 바꾸지 않았음을 말할 뿐 누가 봉했는지는 말하지 않는다. 공유 키라면 그 둘이 거의 같지만 공개 키라면 그렇지 않다. '암호화되었으니 진짜다'는 아주 흔한 착각이다.",
            ))
            .with(Value::plain(Text::new("outside (aad)", "밖에 적힌 것(aad)"), words(sent.aad), Knows::Wire))
            .with(Value::hex("enc", &letter.encapsulated, Knows::Wire))
            .with(Value::plain(Text::new("what the recipient reads", "받는 이가 읽은 것"), words(&read), Knows::Secret))
            .proving(same(
                Text::new("the impostor's letter opens", "사칭한 편지가 열린다"),
                "impostor",
                "Open(Decap(enc, skR), aad, ciphertext)",
                &read,
                GOAL,
                Text::new("the hpke crate opens it: it is a perfectly good letter", "hpke 라이브러리가 연다. 흠 없는 편지이다"),
            )),
    );
}

fn unbound(scene: &mut Scene, sent: &Sent<'_>) {
    let by_hand = seal_by_hand(
        &sent.ephemeral,
        &sent.recipient.public,
        sent.aad,
        sent.message,
    );
    let Some(letter) = by_hand else { return };
    let other = relabelled(&letter);
    let read = open_by_hand(&sent.recipient, sent.aad, &other).unwrap_or_default();
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("a home-made envelope", "손으로 만든 봉투"), "RFC 7748 §5")
            .saying(Text::new(
                "Somebody makes the key from dh alone. Mallory flips the highest bit of enc, which X25519 does not look at: other bytes, the same dh, and the letter opens a second time as a new one.",
                "누군가 dh만으로 키를 만든다. 맬러리가 enc의 맨 위 비트를 뒤집는다. X25519는 이 비트를 보지 않으므로 바이트는 달라도 dh는 같고, 편지는 새 편지로 한 번 더 열린다.",
            ))
            .because(Text::new(
                "Who keeps a list of letters already seen is deceived, and a proof of security that speaks of bytes no longer holds. Points of small order added to enc do the same to seven more encodings. The cure is to hash what was sent, not only what came out.",
                "이미 본 편지의 목록을 두는 쪽이 속고, 바이트에 대해 말하는 안전성 증명도 더는 맞지 않는다. enc에 위수가 작은 점을 더해도 같은 일이 생긴다. 나온 값만이 아니라 보낸 것을 함께 해시하면 고쳐진다.",
            ))
            .with(Value::hex(Text::new("enc", "enc"), &letter.encapsulated, Knows::Wire))
            .with(Value::hex(Text::new("enc, highest bit flipped", "맨 위 비트를 뒤집은 enc"), &other.encapsulated, Knows::Attacker))
            .proving(same(
                Text::new("the changed letter opens", "바꾼 편지가 열린다"),
                "relabelled",
                "AES-GCM-Open(KDF(dh), ciphertext)",
                &read,
                sent.message,
                Text::new("the same letter under another enc", "다른 enc를 단 같은 편지이다"),
            )),
    );
}

fn vouched(scene: &mut Scene, sent: &Sent<'_>) {
    let alice = derive(&scene.chance.bytes());
    let recipient = &sent.recipient;
    let shared = encapsulate(&sent.ephemeral, &recipient.public, Some(&alice));
    let genuine =
        seal_under(Mode::Auth, &shared, sent.aad, sent.message).map(|ciphertext| Letter {
            encapsulated: sent.ephemeral.public,
            ciphertext,
        });
    let trust = Trust::Key(alice.public);
    let read = genuine.and_then(|letter| open(recipient, trust, sent.aad, &letter));
    let forged = impostor(
        &mut scene.chance,
        &recipient.public,
        &alice.public,
        sent.aad,
        GOAL,
    );
    let tried = forged.len();
    let opened = forged
        .iter()
        .filter(|letter| open(recipient, trust, sent.aad, letter).is_some())
        .count();
    scene.step(
        Part::Repair,
        Step::desk(Text::new("mode auth: the sender's key takes part", "auth 모드: 보낸 이의 키가 함께한다"), "RFC 9180 §5.1.3")
            .saying(text!(
                en: "A second X25519, of the sender's long-term key and pkR, goes into the secret. The sender's letter opens; of Mallory's {tried} attempts without that key, {opened} open.",
                ko: "보낸 이의 장기 키와 pkR의 X25519를 하나 더 비밀에 넣는다. 보낸 이의 편지는 열린다. 그 키 없이 맬러리가 시도한 {tried}통 가운데 열린 것은 {opened}통이다.",
            ))
            .because(Text::new(
                "Only the recipient is convinced: with skR one can make such letters oneself, so it proves nothing to a third person, and a thief of skR can write to its owner in anybody's name. Who needs more signs the letter inside, together with the recipient's name.",
                "확신하는 것은 받는 이뿐이다. skR이 있으면 그런 편지를 스스로 만들 수 있으므로 제삼자에게는 증거가 되지 않고, skR을 훔친 도둑은 주인에게 누구의 이름으로든 편지를 쓸 수 있다. 그 이상이 필요하면 받는 이의 이름까지 넣어 편지 안에 서명한다.",
            ))
            .with(Value::hex("pkS", &alice.public, Knows::Wire))
            .with(Value::hex(Text::new("both dh, 64 bytes", "두 dh, 64바이트"), &shared.dh, Knows::Secret))
            .proving(same(
                Text::new("the true sender's letter opens", "진짜 보낸 이의 편지가 열린다"),
                "authenticated",
                "AuthOpen(enc, skR, pkS, aad, ciphertext)",
                &read.unwrap_or_default(),
                sent.message,
                Text::new("equals what was sealed", "봉한 것과 같다"),
            )),
    );
    scene.cost(
        Part::Repair,
        "letters_tried",
        Text::new("impostor's letters tried", "시도한 사칭 편지"),
        u64::try_from(tried).unwrap_or(u64::MAX),
    );
}

fn bound(scene: &mut Scene, sent: &Sent<'_>, letter: &Letter) {
    let other = relabelled(letter);
    let shared =
        [letter, &other].map(|letter| decapsulate(&letter.encapsulated, &sent.recipient, None));
    let [mine, theirs] = &shared;
    let opened = crate_opens(&sent.recipient, sent.aad, &other);
    scene.step(
        Part::Repair,
        Step::desk(Text::new("the envelope is part of the key", "봉투도 키의 일부이다"), "RFC 9180 §4.1")
            .saying(match opened {
                None => Text::new(
                    "In HPKE enc itself is hashed into the secret: with the bit flipped dh is the same, the shared secret is not, and the hpke crate refuses the letter.",
                    "HPKE에서는 enc 자체를 비밀에 해시해 넣는다. 비트를 뒤집으면 dh는 같아도 공유 비밀이 달라지고, hpke 라이브러리는 편지를 거부한다.",
                ),
                Some(_) => Text::new(
                    "In HPKE enc itself is hashed into the secret; the hpke crate opens this letter all the same.",
                    "HPKE에서는 enc 자체를 비밀에 해시해 넣는다. 그래도 hpke 라이브러리가 이 편지를 연다.",
                ),
            })
            .because(Text::new(
                "TLS 1.3 does the same on a larger scale: its keys depend on a hash of the whole handshake, so that no byte of it can be changed unnoticed.",
                "TLS 1.3은 같은 일을 더 크게 한다. 키가 핸드셰이크 전체의 해시에 달려 있어 한 바이트도 몰래 바꿀 수 없다.",
            ))
            .with(Value::hex("shared_secret", &mine.secret, Knows::Secret))
            .with(Value::hex(Text::new("shared_secret, bit flipped", "비트를 뒤집은 shared_secret"), &theirs.secret, Knows::Recomputed))
            .proving(same(
                Text::new("dh alone would not notice", "dh만으로는 알아채지 못한다"),
                "dh_is_blind",
                "X25519(skR, enc') = X25519(skR, enc)",
                &theirs.dh,
                &mine.dh,
                Text::new("the same dh from both", "둘에서 같은 dh가 나온다"),
            )),
    );
}

fn finish(mut scene: Scene, keys: &Schedule, letter: &Letter) -> Story {
    let turn = scene.chance.below(3);
    let sequence = 1 + scene.chance.below(200);
    let last = |nonce: &[u8]| nonce.last().copied().unwrap_or(0);
    let (base, next) = (last(&keys.base_nonce), last(&nonce(keys, sequence)));
    let length = letter.ciphertext.len();
    let plain = length.saturating_sub(16);
    let whole = length + letter.encapsulated.len();
    scene.finish(
        Text::new(
            "Sealing hides a letter from everyone but its reader; it says nothing about its writer.",
            "봉한 편지는 읽을 사람 말고는 누구에게도 보이지 않는다. 쓴 사람에 대해서는 아무것도 말하지 않는다.",
        ),
        [
            Question::word(
                text!(
                    en: "The base nonce ends in {base:02x}. In which byte does the nonce of message {sequence} end, in hexadecimal?",
                    ko: "base_nonce의 마지막 바이트는 {base:02x} 이다. 메시지 {sequence}의 논스는 16진수로 어떤 바이트로 끝나는가?",
                ),
                format!("{next:02x}"),
                text!(
                    en: "{sequence} is {sequence:02x} in hexadecimal, and {base:02x} ⊕ {sequence:02x} = {next:02x}.",
                    ko: "{sequence}의 16진수는 {sequence:02x}, 그리고 {base:02x} ⊕ {sequence:02x} = {next:02x}.",
                ),
            ),
            Question::word(
                text!(
                    en: "The letter has {plain} bytes. How many bytes travel, enc and ciphertext together?",
                    ko: "편지는 {plain}바이트이다. enc와 암호문을 합해 몇 바이트가 전해지는가?",
                ),
                whole,
                text!(
                    en: "32 of enc, {plain} of the letter, 16 of the tag: {whole}. The length of the letter is not hidden.",
                    ko: "enc 32바이트, 편지 {plain}바이트, 태그 16바이트: {whole}. 편지의 길이는 숨겨지지 않는다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "A letter in mode base opens and its tag is right. What does the recipient know?",
                    "base 모드의 편지가 열렸고 태그도 맞다. 받는 이는 무엇을 아는가?",
                ),
                Text::new(
                    "that it is as its writer sealed it, whoever that was",
                    "누구인지는 몰라도 쓴 이가 봉한 그대로라는 것",
                ),
                [
                    Text::new("that it is from the sender named outside", "밖에 적힌 이가 보냈다는 것"),
                    Text::new("that nobody sent it before", "전에 온 적이 없는 편지라는 것"),
                ],
                turn,
                Text::new(
                    "Anyone has the public key, so anyone can seal; and a letter can be sent again as it is.",
                    "공개 키는 누구에게나 있으니 누구나 봉할 수 있다. 편지를 그대로 다시 보낼 수도 있다.",
                ),
            ),
        ],
    )
}
