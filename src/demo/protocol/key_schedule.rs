//! The key schedule of TLS 1.3 and its record nonces, on the published trace of RFC 8448 or on one's own connection; then what a
//! server's key opens that is stolen later.

use rsa::RsaPrivateKey;

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::protocol::stolen_key::{self, read_later};
use crate::demo::protocol::{own_schedule, published};
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
    name: "key-schedule",
    topic: Topic::Protocol,
    title: Doc::new(
        "The key schedule of TLS 1.3, and a key that is stolen later",
        "TLS 1.3의 키 일정, 그리고 나중에 도난당한 키",
    ),
    line: Doc::new(
        "From one shared secret to every key and nonce, held against RFC 8448; then what a stolen server key opens, and what it does not.",
        "공유 비밀 하나에서 모든 키와 논스가 나오는 과정을 RFC 8448과 견주고, 도난당한 서버 키로 무엇이 열리고 무엇이 안 열리는지 본다.",
    ),
    takes: &[Takes {
        input: Input::Recording,
        sizes: Sizes::OneOf(&[]),
        means: Doc::new(
            "a TLS 1.3 connection of a capture, with its secrets",
            "캡처의 TLS 1.3 연결과 그 비밀",
        ),
    }],
    exercise: Exercise {
        number: 33,
        title: Doc::new("The key schedule", "키 일정"),
    },
    tell,
    attacks: &[Attack {
        name: "stolen_key",
        wins: stolen_key::wins,
    }],
};

/// Bits of the server's key in the story: short, so that it is made at once.
const BITS: usize = 1024;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let steps = match &asked.recording {
        Some(own) => {
            let (file, number) = (&own.file, own.connection);
            scene.remark(text!(
                en: "The key schedule is that of connection {number} of {file}. The stolen key is shown with connections made here.",
                ko: "키 일정은 {file} 파일의 {number}번 연결의 것이다. 도난당한 키는 여기서 만든 연결로 보인다.",
            ));
            own_schedule::steps(own)?
        }
        None => published::steps(),
    };
    for step in steps {
        scene.step(Part::Works, step);
    }

    let key = RsaPrivateKey::new(&mut scene.chance, BITS).map_err(|_| Wrong::no_key())?;
    let weak =
        stolen_key::session(&mut scene.chance, &key, Instance::Weak).ok_or_else(Wrong::no_key)?;
    let fixed =
        stolen_key::session(&mut scene.chance, &key, Instance::Fixed).ok_or_else(Wrong::no_key)?;
    let read = read_later(&weak.recording, &key);
    scene.step(Part::Breaks, recorded(&weak));
    scene.step(Part::Breaks, years_later(&weak, &read));
    scene.step(Part::Breaks, read_it(&weak, &read));
    scene.cost(
        Part::Breaks,
        "premasters_tried",
        Text::new("premaster secrets tried", "넣어 본 프리마스터 비밀"),
        read.tries,
    );
    let shut = read_later(&fixed.recording, &key);
    scene.step(Part::Repair, ephemeral(&fixed));
    scene.step(Part::Repair, stays_shut(&shut));
    scene.cost(
        Part::Repair,
        "premasters_tried_in_vain",
        Text::new("tried in vain", "헛되이 넣어 본 것"),
        shut.tries,
    );

    let (turn, other) = (scene.chance.below(3), scene.chance.below(3));
    let (iv, sequence) = (scene.chance.bytes::<12>(), 1 + scene.chance.below(255));
    let last = iv.last().copied().unwrap_or(0);
    let byte = u8::try_from(sequence).unwrap_or(u8::MAX);
    let iv = hex::encode(iv);
    Ok(scene.finish(
        Text::new(
            "A key that only signs cannot be made to read the past. What opens the past must not exist any more.",
            "서명만 하는 키로는 과거를 읽을 수 없다. 과거를 여는 것은 이제 세상에 없어야 한다.",
        ),
        [
            Question::word(
                text!(
                    en: "The write IV is {iv}. What is the last byte of the nonce of record {sequence} (counted from 0), in hexadecimal?",
                    ko: "쓰기 IV는 {iv} 이다. (0부터 센) {sequence}번 레코드의 논스는 마지막 바이트가 16진수로 무엇인가?",
                ),
                format!("{:02x}", last ^ byte),
                text!(
                    en: "{last:02x} ⊕ {byte:02x}: the number of the record is added to the end of the IV, bit by bit.",
                    ko: "{last:02x} ⊕ {byte:02x}. 레코드 번호를 IV의 끝에 비트 단위로 더한다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "Why does the hash of all messages go into the traffic secrets?",
                    "왜 트래픽 비밀에 모든 메시지의 해시가 들어가는가?",
                ),
                Text::new(
                    "if anyone changed a byte on the way, the two ends get different keys",
                    "누가 도중에 한 바이트라도 바꾸면 양 끝의 키가 달라진다",
                ),
                [
                    Text::new(
                        "so that the keys are longer",
                        "키가 더 길어지도록",
                    ),
                    Text::new(
                        "so that an eavesdropper cannot see the messages",
                        "도청자가 메시지를 보지 못하도록",
                    ),
                ],
                turn,
                Text::new(
                    "The hellos travel in the clear; the hash does not hide them, it binds the keys to them.",
                    "헬로는 평문으로 오간다. 해시는 그것을 숨기는 것이 아니라 키를 그것에 묶는다.",
                ),
            ),
            Question::choice(
                Text::new(
                    "A thief has the server's private key and a recording with ephemeral X25519. What can the thief do?",
                    "도둑이 서버의 개인 키와, 임시 X25519를 쓴 연결의 녹화를 가졌다. 무엇을 할 수 있는가?",
                ),
                Text::new(
                    "pretend to be the server from now on, but not read the recording",
                    "앞으로 서버 행세를 할 수는 있어도 녹화를 읽지는 못한다",
                ),
                [
                    Text::new("read the recording", "녹화를 읽을 수 있다"),
                    Text::new("nothing at all", "아무것도 못 한다"),
                ],
                other,
                Text::new(
                    "The key signs: with it new connections can be intercepted. The secret of the old one came from two numbers that both ends threw away.",
                    "그 키는 서명한다. 새 연결은 가로챌 수 있다. 옛 연결의 비밀은 양 끝이 버린 두 수에서 나왔다.",
                ),
            ),
        ],
    ))
}

fn recorded(session: &stolen_key::Session) -> Step {
    let sent = session.recording.exchange.first();
    Step::desk(
        Text::new("static RSA, recorded", "고정 RSA, 녹화되다"),
        "RFC 5246 §7.4.7.1",
    )
    .saying(text!(
        en: "Until TLS 1.2 a client could send the premaster secret under the server's RSA key ({BITS} bits here). Somebody records it all.",
        ko: "TLS 1.2까지는 클라이언트가 프리마스터 비밀을 서버의 RSA 키(여기서는 {BITS}비트)로 암호화해 보낼 수 있었다. 누군가 모두 녹화하지만 읽지는 못한다.",
    ))
    .because(Text::new(
        "Storage is cheap and lawful interception stores for years. What is recorded today waits for a burglary, a court order, a discarded disk, or a quantum computer.",
        "저장은 싸고, 감청 기관은 여러 해를 보관한다. 오늘 녹화한 것은 침입, 법원 명령, 버려진 디스크, 또는 양자 컴퓨터를 기다린다.",
    ))
    .with(Value::hex(
        Text::new("encrypted premaster secret", "암호화된 프리마스터 비밀"),
        sent.map_or(&[][..], Vec::as_slice),
        Knows::Wire,
    ))
    .with(Value::hex(
        Text::new("a record", "레코드"),
        &session.recording.record,
        Knows::Wire,
    ))
    .with(Value::plain(
        Text::new("message in it", "그 속의 메시지"),
        words(&session.message),
        Knows::Both,
    ))
}

fn years_later(session: &stolen_key::Session, read: &stolen_key::Read) -> Step {
    let premaster = read.premaster.clone().unwrap_or_default();
    Step::desk(Text::new("the key is stolen", "키가 도난당하다"), "RFC 8017 §7.2.2")
        .saying(Text::new(
            "Years later the server's private key gets out. It decrypts the premaster secret of every connection recorded so.",
            "몇 해 뒤 서버의 개인 키가 새어 나간다. 녹화된 모든 연결의 프리마스터 비밀이 그것으로 풀린다.",
        ))
        .because(Text::new(
            "In April 2014 Heartbleed (CVE-2014-0160) let anyone read pieces of a server's memory, and private keys were among them: with static RSA the past of those servers lay open, with ephemeral keys only their future.",
            "2014년 4월 하트블리드(CVE-2014-0160)로 누구나 서버 메모리의 조각을 읽을 수 있었고 개인 키도 그 안에 있었다. 고정 RSA를 쓰던 서버는 과거가 드러났고, 임시 키를 쓰던 서버는 미래만 드러났다.",
        ))
        .with(Value::hex(
            Text::new("premaster secret", "프리마스터 비밀"),
            &premaster,
            Knows::Attacker,
        ))
        .proving(same(
            Text::new("it is the client's", "클라이언트의 것이다"),
            "premaster",
            "RSAES-PKCS1-v1_5-DECRYPT(d, c)",
            &premaster,
            &session.premaster,
            Text::new(
                "the thief holds the client's premaster secret",
                "도둑이 클라이언트의 프리마스터 비밀을 쥐었다",
            ),
        ))
}

fn read_it(session: &stolen_key::Session, read: &stolen_key::Read) -> Step {
    let premaster = read.premaster.clone().unwrap_or_default();
    let keys = stolen_key::write_keys(&premaster, &session.recording.randoms);
    let [key, _] = keys.unwrap_or_default();
    let message = stolen_key::said(read);
    Step::desk(Text::new("the past is read", "과거가 읽히다"), "RFC 5246 §8.1, §6.3")
        .saying(text!(
            en: "The two randoms went in the clear, so every key follows. The record says: \"{message}\".",
            ko: "두 난수는 평문으로 오갔으므로 모든 키가 따라 나온다. 레코드의 내용: \"{message}\".",
        ))
        .with(Value::hex("client_write_key", &key, Knows::Attacker))
        .proving(same(
            Text::new("it is what was sent", "보낸 그대로이다"),
            "message_read",
            "AES-128-GCM",
            read.message.as_deref().unwrap_or_default(),
            &session.message,
            Text::new("the message, years later, byte for byte", "몇 해 뒤에 바이트까지 그대로 읽은 메시지"),
        ))
}

fn ephemeral(session: &stolen_key::Session) -> Step {
    let mut step = Step::desk(
        Text::new("ephemeral keys", "임시 키"),
        "RFC 8422 §2.2, RFC 8446 appendix E.1",
    )
    .saying(Text::new(
        "The same server, the same key, but the key only signs. The secret comes from two numbers made for this connection and thrown away after it.",
        "같은 서버, 같은 키이지만 키는 서명만 한다. 비밀은 이 연결을 위해 만들고 끝나면 버리는 두 수에서 나온다.",
    ))
    .because(Text::new(
        "TLS 1.3 took static RSA out altogether (RFC 8446 §1.2). Banks protested, since their own monitoring lived on it; those boxes now get session secrets instead, as SSLKEYLOGFILE gives them.",
        "TLS 1.3은 고정 RSA를 아예 없앴다(RFC 8446 §1.2). 자체 감시 장비가 여기에 기대던 은행들이 반대했고, 이제 그런 장비는 SSLKEYLOGFILE처럼 세션 비밀을 따로 받는다.",
    ))
    .because(Text::new(
        "Forward secrecy is lost again where secrets live on: a ticket key kept for months, a session cache on disk, an \"ephemeral\" key used for a week.",
        "비밀이 오래 남으면 전방향 안전성은 다시 사라진다. 몇 달씩 쓰는 티켓 키, 디스크의 세션 캐시, 한 주 내내 쓰는 \"임시\" 키가 그렇다.",
    ));
    let names = [
        Text::new("client's share", "클라이언트의 몫"),
        Text::new("server's share", "서버의 몫"),
        Text::new("signature on it", "그에 대한 서명"),
    ];
    for (name, seen) in names.into_iter().zip(&session.recording.exchange) {
        step = step.with(Value::hex(name, seen, Knows::Wire));
    }
    step
}

fn stays_shut(shut: &stolen_key::Read) -> Step {
    let tries = shut.tries;
    let step = Step::desk(
        Text::new("the thief tries everything", "도둑이 모두 넣어 본다"),
        "",
    );
    let step = match &shut.message {
        None => step.saying(text!(
            en: "The thief tries everything recorded as premaster secret, as it stands and put through the stolen key, {tries} in all. The record stays shut.",
            ko: "도둑이 녹화된 것을 있는 그대로, 또 훔친 키로 풀어 프리마스터 비밀로 넣어 본다. 모두 {tries}가지. 레코드는 열리지 않는다.",
        )),
        Some(_) => step.saying(Text::new("The record opens.", "레코드가 열린다.")),
    };
    step.with(Value::new(
        Text::new("opened", "열림"),
        match shut.message {
            None => Text::new("no", "아니오"),
            Some(_) => Text::new("yes", "예"),
        },
        Knows::Wire,
    ))
}
