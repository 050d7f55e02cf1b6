//! AES-GCM with one nonce for two messages: both are read, H is found, anything is forged; GCM-SIV loses only what it must.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::aead::forged::{CASE, accepted, amended, solved};
use crate::demo::aead::reuse::{Forgery, Seen, amend, attack, equation};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::primitive::aead::{AES_128_GCM, AES_128_GCM_SIV, Aead};
use crate::demo::primitive::cipher::{self, Padding};
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, signs, words, xor};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "gcm-nonce-reuse",
    topic: Topic::Aead,
    title: Doc::new(
        "AES-GCM, and one nonce for two messages",
        "AES-GCM, 그리고 두 메시지에 쓴 논스 하나",
    ),
    line: Doc::new(
        "Two messages under one nonce give the key of the tag away: an equation is solved, a forgery accepted.",
        "논스 하나로 보낸 두 메시지에서 태그의 키가 드러난다. 방정식을 풀어 위조를 통과시킨다.",
    ),
    takes: &[
        Takes {
            input: Input::Key,
            sizes: Sizes::OneOf(&[16]),
            means: Doc::new("the key", "키"),
        },
        Takes {
            input: Input::Nonce,
            sizes: Sizes::OneOf(&[12]),
            means: Doc::new("the nonce that is used twice", "두 번 쓰는 논스"),
        },
        Takes {
            input: Input::Message,
            sizes: Sizes::Between(1, 64),
            means: Doc::new(
                "the first message, which the attacker knows",
                "공격자가 아는 첫 메시지",
            ),
        },
    ],
    exercise: Exercise {
        number: 21,
        title: Doc::new("One nonce, two messages", "논스 하나, 메시지 둘"),
    },
    tell,
    attacks: &[
        Attack {
            name: "forge_after_reuse",
            wins: forge_wins,
        },
        Attack {
            name: "amend_after_reuse",
            wins: amend_wins,
        },
    ],
};

/// What everyone may know: the attacker knows it.
static PUBLIC: &[&str] = &[
    "GET /index.html HTTP/1.1 Host: bank",
    "GET /notice.txt HTTP/1.1 Host: bank",
    "GET /weather/seoul HTTP/1.1 Host: b",
    "GET /favicon.ico HTTP/1.1 Host: ban",
];

/// What is nobody's business.
static PRIVATE: &[&str] = &[
    "POST /pay 50000 won to minji today",
    "POST /vote candidate 3 by junho lee",
    "POST /login soyeon spring-rain-77",
    "POST /note the key is under the pot",
];

/// What the attacker wants to be read.
const WANTED: &[u8] = b"POST /pay 9999999 won to mallory, and do it before anyone looks!";

/// The same for those who know the first already: a forgery is another message than the one that was seen.
const INSTEAD: &[u8] = b"GET /everything that is nobody's business, and send it to me now";

/// What is sent along in the clear.
const AAD: &[u8] = b"v1";

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let key = asked
        .own
        .key
        .clone()
        .unwrap_or_else(|| scene.chance.vec(16));
    let nonce = asked
        .own
        .nonce
        .clone()
        .unwrap_or_else(|| scene.chance.vec(12));
    let first = asked
        .own
        .or(Input::Message, || line(&mut scene.chance, PUBLIC));
    // A message that is sent again under its nonce is the same ciphertext again, and tells nothing.
    let private = PRIVATE.iter().copied();
    let others: Vec<&str> = private.filter(|other| other.as_bytes() != first).collect();
    let second = line(&mut scene.chance, &others);
    let fresh = scene.chance.vec(12);
    let wanted = match WANTED.starts_with(&first) {
        true => INSTEAD,
        false => WANTED,
    };
    let gcm = &AES_128_GCM;
    let send = |cipher: &Aead, nonce: &[u8], message: &[u8]| {
        let sealed = cipher.seal(&key, nonce, AAD, message)?;
        Ok(Seen {
            nonce: nonce.to_vec(),
            aad: AAD.to_vec(),
            sealed,
        })
    };
    let takes = |cipher: &'static Aead| {
        let key = key.clone();
        move |seen: &Seen| {
            let opened = cipher.open(&key, &seen.nonce, &seen.aad, &seen.sealed);
            opened.is_ok_and(|opened| opened.is_some())
        }
    };
    let one = send(gcm, &nonce, &first)?;
    let right = send(gcm, &fresh, &second)?;
    let opened = gcm
        .open(&key, &nonce, AAD, &one.sealed)?
        .unwrap_or_default();
    scene.step(
        Part::Works,
        Step::desk(Text::new("one nonce, one message", "논스 하나에 메시지 하나"), "RFC 5116 §3.1")
            .saying(Text::new(
                "Two messages under one key, each with a nonce of its own: a nonce is not secret, it must only be new.",
                "키 하나로 두 메시지를 보내되 논스는 따로 쓴다. 논스는 비밀이 아니며, 새 값이기만 하면 된다.",
            ))
            .because(Text::new(
                "Random nonces of 12 bytes meet after about 2^48 messages, and SP 800-38D §8.3 allows 2^32 of them under one key. A counter never meets itself, unless a machine is copied or restored from a backup.",
                "무작위 12바이트 논스는 2^48개쯤에서 겹치고, SP 800-38D §8.3은 키 하나에 2^32개까지 허용한다. 카운터는 스스로 겹치지 않지만, 기계를 복제하거나 백업에서 되살리면 겹친다.",
            ))
            .with(Value::hex(Text::new("key", "키"), &key, Knows::Secret))
            .with(Value::plain(Text::new("first message", "첫 메시지"), words(&first), Knows::Secret))
            .with(Value::hex(Text::new("first nonce", "첫 논스"), &nonce, Knows::Wire))
            .with(Value::hex(Text::new("first ciphertext and tag", "첫 암호문과 태그"), &one.sealed, Knows::Wire))
            .with(Value::plain(Text::new("second message", "둘째 메시지"), words(&second), Knows::Secret))
            .with(Value::hex(Text::new("second nonce", "둘째 논스"), &fresh, Knows::Wire))
            .with(Value::hex(Text::new("second ciphertext and tag", "둘째 암호문과 태그"), &right.sealed, Knows::Wire))
            .proving(same(
                Text::new("it opens", "열린다"),
                "opens",
                "open(seal(m)) = m",
                &opened,
                &first,
                Text::new("the message is back, and its tag was right", "메시지가 돌아왔고 태그도 맞았다"),
            )),
    );

    let two = send(gcm, &nonce, &second)?;
    let read = xor(&xor(one.parts().0, two.parts().0), &first);
    let overlap = read.len();
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("the same nonce again", "같은 논스를 다시"), "")
            .saying(text!(
                en: "The second message goes out under the nonce of the first: the same keystream. Who knows the first reads {overlap} byte{s} of the second.",
                ko: "둘째 메시지를 첫 메시지의 논스로 보낸다. 키스트림이 같으므로 첫 메시지를 아는 사람은 둘째 메시지를 {overlap}바이트 읽는다.",
                s = plural(overlap),
            ))
            .because(Text::new(
                "Known text is nothing rare: the first line of a request, the start of a file format, a greeting. This half is the one-time pad used twice, and CTR and ChaCha20 lose it just so.",
                "아는 글은 드물지 않다. 요청의 첫 줄, 파일 형식의 시작, 인사말이 그렇다. 여기까지는 두 번 쓴 일회용 패드와 같고, CTR과 ChaCha20도 똑같이 잃는다.",
            ))
            .with(Value::hex(Text::new("second ciphertext and tag", "둘째 암호문과 태그"), &two.sealed, Knows::Wire))
            .with(Value::plain(Text::new("second message, read", "읽어 낸 둘째 메시지"), words(&read), Knows::Attacker))
            .proving(same(
                Text::new("it is the second message", "바로 둘째 메시지이다"),
                "second_read",
                "c1 ⊕ c2 ⊕ m1",
                &read,
                second.get(..overlap).unwrap_or(&second),
                Text::new("as far as both reach", "둘이 겹치는 데까지 같다"),
            )),
    );
    let polynomial = equation(&one, &two);
    let degree = polynomial.degree().unwrap_or(0);
    let mut step = Step::desk(Text::new("an equation for H", "H의 방정식"), "Joux 2006")
        .saying(text!(
            en: "The mask AES(J0) is the same in both tags: their sum has only H left in it, as the root of a polynomial of degree {degree} whose coefficients everyone can see.",
            ko: "가리개 AES(J0)이 두 태그에서 같으므로 더하면 H만 남는다. H는 누구나 볼 수 있는 계수를 가진 {degree}차 다항식의 근이다.",
        ))
        .because(Text::new(
            "Joux wrote to NIST about it while the standard was still a draft, and called it the forbidden attack. In 2016 Böck, Zauner, Devlin, Somorovsky and Jovanovic found 184 HTTPS servers on the Internet that repeated GCM nonces.",
            "GCM 표준이 초안이던 때 Joux가 NIST에 알리며 금지된 공격이라 불렀다. 2016년 Böck, Zauner, Devlin, Somorovsky, Jovanovic은 GCM 논스를 되풀이하는 인터넷의 HTTPS 서버 184대를 찾아냈다.",
        ));
    for (n, coefficient) in polynomial.coefficients().iter().enumerate().rev() {
        let name = text!(en: "times H^{n}", ko: "H^{n}의 계수");
        step = step.with(Value::hex(name, &coefficient.bytes(), Knows::Attacker));
    }
    scene.step(Part::Breaks, step);
    let forgery = attack(&one, &two, &first, wanted, takes(gcm));
    let h = cipher::ecb_encrypt(&key, &[0; 16], Padding::None)?;
    scene.step(Part::Breaks, solved(&forgery, &h));
    scene.step(Part::Breaks, accepted(&forgery, gcm, &key, wanted)?);
    scene.step(Part::Breaks, amended(&forgery, gcm, &key, &right)?);
    scene.cost(
        Part::Breaks,
        "roots",
        Text::new("values H could have", "H일 수 있는 값"),
        size(&forgery),
    );
    scene.cost(
        Part::Breaks,
        "forgeries",
        Text::new("forgeries sent", "보낸 위조"),
        forgery.sent,
    );

    let vain = attack(&one, &right, &first, wanted, takes(gcm));
    let (roots, sent) = (vain.candidates.len(), vain.sent);
    scene.step(
        Part::Repair,
        Step::desk(Text::new("a nonce of its own", "메시지마다 새 논스"), "SP 800-38D §8.2")
            .saying(match vain.accepted {
                None => text!(
                    en: "The same equation on the two messages with nonces of their own: {roots} root{s}, {sent} forged and sent, none accepted. The two masks differ and do not cancel.",
                    ko: "논스를 따로 쓴 두 메시지로 같은 방정식을 푼다. 근 {roots}개, 위조해 보낸 것 {sent}개, 수락 0개. 두 가리개가 달라 사라지지 않는다.",
                    s = plural(roots),
                ),
                Some(_) => Text::new("A forgery was accepted.", "위조가 수락되었다."),
            })
            .because(Text::new(
                "TLS 1.2 left eight of the twelve bytes of the nonce to the implementation (RFC 5288 §3), and those were repeated. TLS 1.3 leaves no choice: the record number, added to a secret of the connection (RFC 8446 §5.3).",
                "TLS 1.2는 논스 12바이트 가운데 8바이트를 구현에 맡겼고(RFC 5288 §3) 바로 그 부분이 되풀이되었다. TLS 1.3은 선택의 여지를 두지 않는다. 레코드 번호를 연결의 비밀 값에 더해 쓴다(RFC 8446 §5.3).",
            )),
    );
    let siv = &AES_128_GCM_SIV;
    let [a, b] = [send(siv, &nonce, &first)?, send(siv, &nonce, &second)?];
    let misread = xor(&xor(a.parts().0, b.parts().0), &first);
    let against = attack(&a, &b, &first, wanted, takes(siv));
    let (roots, sent) = (against.candidates.len(), against.sent);
    let repeated = send(siv, &nonce, &first)?;
    scene.step(
        Part::Repair,
        Step::desk(Text::new("AES-GCM-SIV, and the nonce twice after all", "AES-GCM-SIV, 그래도 논스를 두 번"), "RFC 8452 §4")
            .saying(match (&against.accepted, misread == second) {
                (None, false) => text!(
                    en: "Its counter begins with the tag, and the tag depends on the whole message: another message, another keystream. Same nonce, same attack: the second message stays hidden. Forgeries sent: {sent}, accepted: none.",
                    ko: "카운터가 태그에서 시작하고 태그는 메시지 전체에 달려 있다. 메시지가 다르면 키스트림도 다르다. 같은 논스에 같은 공격을 해도 둘째 메시지는 가려진 채이다. 보낸 위조 {sent}개, 수락 0개.",
                ),
                (Some(_), _) | (_, true) => Text::new("The attack went through.", "공격이 통했다."),
            })
            .because(text!(
                en: "Here the equation had {roots} root{s}. GCM-SIV also makes new keys from key and nonce for each message. Its price: two passes over the message, so nothing can be sent before its end is known.",
                ko: "여기서 방정식의 근은 {roots}개였다. GCM-SIV는 키와 논스에서 메시지마다 새 키도 만든다. 대가는 메시지를 두 번 훑는 것이어서, 끝을 알기 전에는 아무것도 보낼 수 없다.",
                s = plural(roots),
            ))
            .with(Value::hex(Text::new("first, in GCM-SIV", "GCM-SIV의 첫째"), &a.sealed, Knows::Wire))
            .with(Value::hex(Text::new("second, in GCM-SIV", "GCM-SIV의 둘째"), &b.sealed, Knows::Wire))
            .with(Value::plain(Text::new("second message, as the attacker reads it", "공격자가 읽은 둘째 메시지"), signs(&misread), Knows::Attacker)),
    );
    scene.step(
        Part::Repair,
        Step::desk(Text::new("what it still shows", "그래도 드러나는 것"), "RFC 8452 §9")
            .saying(Text::new(
                "The same message under the same nonce gives the same ciphertext: a repeated nonce shows which messages are equal, and no more.",
                "같은 논스로 같은 메시지를 보내면 암호문이 같다. 논스가 겹치면 어느 메시지가 같은지만 드러난다.",
            ))
            .proving(same(
                Text::new("sent again, it is the same", "다시 보내도 같다"),
                "siv_is_deterministic",
                "GCM-SIV(k, n, m)",
                &repeated.sealed,
                &a.sealed,
                Text::new("nothing random is in it", "무작위인 것이 들어 있지 않다"),
            )),
    );

    let turn = scene.chance.below(3);
    let (c1, c2) = (byte(one.parts().0), byte(two.parts().0));
    let (m1, m2) = (byte(&first), byte(&second));
    Ok(scene.finish(
        Text::new(
            "One nonce twice under AES-GCM: both messages are open, and the tag of every later message can be forged.",
            "AES-GCM에서 논스가 한 번이라도 겹치면 두 메시지가 열리고, 이후 모든 메시지의 태그가 위조된다.",
        ),
        [
            Question::word(
                text!(
                    en: "Under one nonce the two ciphertexts begin with {c1:02x} and {c2:02x}, the first message with {m1:02x}. With which byte does the second message begin?",
                    ko: "논스 하나로 보낸 두 암호문의 첫 바이트는 {c1:02x}, {c2:02x}, 첫 메시지의 첫 바이트는 {m1:02x} 이다. 둘째 메시지의 첫 바이트는 무엇인가?",
                ),
                format!("{m2:02x}"),
                text!(en: "{c1:02x} ⊕ {c2:02x} ⊕ {m1:02x}: the keystream is in both ciphertexts and cancels.", ko: "{c1:02x} ⊕ {c2:02x} ⊕ {m1:02x}. 키스트림은 두 암호문에 모두 들어 있어 사라진다."),
            ),
            Question::word(
                Text::new(
                    "What is the degree of the equation for H?",
                    "H의 방정식은 몇 차인가?",
                ),
                degree,
                text!(
                    en: "Counted from the end, the block of lengths being the first, the two messages differ as far back as block {degree}. So at most {degree} values of 2^128 are left for H.",
                    ko: "길이 블록을 1번으로 뒤에서부터 세면 두 메시지는 {degree}번 블록까지 다르다. H일 수 있는 값이 2^128개에서 많아야 {degree}개로 줄어든다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "After the nonce was repeated once, the sender uses fresh nonces again. What can the attacker do?",
                    "논스를 한 번 되풀이한 뒤로는 다시 새 논스를 쓴다. 공격자는 무엇을 할 수 있는가?",
                ),
                Text::new("change any later message and mend its tag", "이후 어떤 메시지든 바꾸고 태그를 고친다"),
                [
                    Text::new("nothing more: new nonces are safe", "더는 없다. 새 논스는 안전하다"),
                    Text::new("read every later message", "이후의 모든 메시지를 읽는다"),
                ],
                turn,
                Text::new(
                    "H belongs to the key: a change of the ciphertext changes the tag by what H says. The keystream of new nonces stays unknown, so only a new key helps.",
                    "H는 키에 딸린 값이다. 암호문을 바꾸면 태그가 얼마나 바뀌는지 H로 안다. 새 논스의 키스트림은 모르므로 읽지는 못한다. 키를 바꾸어야 한다.",
                ),
            ),
        ],
    ))
}

fn size(forgery: &Forgery) -> u64 {
    u64::try_from(forgery.candidates.len()).unwrap_or(u64::MAX)
}

fn byte(bytes: &[u8]) -> u8 {
    bytes.first().copied().unwrap_or(0)
}

fn line(chance: &mut Chance, of: &[&str]) -> Vec<u8> {
    let line = chance.pick(of).copied().unwrap_or_default();
    line.as_bytes().to_vec()
}

fn forge_wins(chance: &mut Chance, instance: Instance) -> bool {
    mount(chance, instance, |gcm, key, seen, known| {
        let [one, two, _] = seen;
        let receiver = |forged: &Seen| {
            let opened = gcm.open(key, &forged.nonce, &forged.aad, &forged.sealed);
            let read = opened.ok().flatten();
            read.is_some_and(|read| WANTED.starts_with(&read))
        };
        attack(one, two, known, WANTED, receiver).accepted.is_some()
    })
}

fn amend_wins(chance: &mut Chance, instance: Instance) -> bool {
    mount(chance, instance, |gcm, key, seen, _| {
        let [one, two, later] = seen;
        equation(one, two).roots().into_iter().any(|h| {
            let other = amend(h, later, &CASE);
            let opened = gcm.open(key, &other.nonce, &other.aad, &other.sealed);
            opened.ok().flatten().is_some()
        })
    })
}

/// What an attack does with three messages on the wire, the first of which is known. The key is for the receiver alone.
type Mounted = fn(&Aead, &[u8], &[Seen; 3], &[u8]) -> bool;

/// Three messages, two of them under one nonce if the instance is weak.
fn mount(chance: &mut Chance, instance: Instance, attacker: Mounted) -> bool {
    let gcm = &AES_128_GCM;
    let key = chance.vec(16);
    let [first_nonce, fresh, third_nonce] = [(); 3].map(|()| chance.vec(12));
    let second_nonce = match instance {
        Instance::Weak => first_nonce.clone(),
        Instance::Fixed => fresh,
    };
    let (first, second, third) = (
        line(chance, PUBLIC),
        line(chance, PRIVATE),
        line(chance, PRIVATE),
    );
    let send = |nonce: Vec<u8>, message: &[u8]| {
        let sealed = gcm.seal(&key, &nonce, AAD, message).unwrap_or_default();
        Seen {
            nonce,
            aad: AAD.to_vec(),
            sealed,
        }
    };
    let seen = [
        send(first_nonce, &first),
        send(second_nonce, &second),
        send(third_nonce, &third),
    ];
    attacker(gcm, &key, &seen, &first)
}
