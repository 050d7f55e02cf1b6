//! The tour: telling the six ways, and laying them side by side.

use crate::base::side::Knows;
use crate::base::text::{Doc, Text};
use crate::demo::asked::{Asked, Half, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::tour::attackers::Outcome;
use crate::demo::tour::keys::{LONGEST, Mailbox, Pen, RSA_BITS};
use crate::demo::tour::ways::{self, Connection, Way};
use crate::demo::wrong::Wrong;
use crate::story::model::{Cost, Line, Proof, Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The tour.
pub static TOUR: Demo = Demo {
    name: "tour",
    topic: Topic::Basics,
    title: Doc::new(
        "One letter, six ways: symmetric and asymmetric side by side",
        "편지 한 통, 여섯 가지 방법: 대칭과 비대칭을 나란히",
    ),
    line: Doc::new(
        "The same letter in the open, with a shared key, with a public key, as a hybrid envelope, signed, and as TLS does it.",
        "같은 편지를 그대로, 공유 키로, 공개 키로, 하이브리드 봉투로, 서명하여, 그리고 TLS처럼 보낸다.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(4, LONGEST),
        means: Doc::new("the letter", "편지"),
    }],
    exercise: Exercise {
        number: 25,
        title: Doc::new("Letter in a box", "상자 속의 편지"),
    },
    tell,
    attacks: &[Attack {
        name: "path",
        wins: path_wins,
    }],
};

static LETTER: &str = "Meet me at nine, by the old mill.";

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    if asked.half != Half::Both {
        return Err(Wrong::Unfit {
            input: "--weak, --fixed",
            why: Text::new("the tour has no halves", "둘러보기에는 절반이 없음"),
            hint: Text::new("leave them out", "빼고 실행한다"),
        });
    }
    let chance = &mut Chance::new(asked.seed, TOUR.name);
    let own = asked.own.message.clone();
    let letter = own.unwrap_or_else(|| LETTER.as_bytes().to_vec());
    told(chance, &letter).ok_or_else(Wrong::no_key)
}

fn told(chance: &mut Chance, letter: &[u8]) -> Option<Story> {
    let mailbox = Mailbox::new(chance)?;
    let pen = Pen::new(chance)?;
    let open = ways::in_the_open(letter);
    let (key, shared) = ways::shared_key(chance, letter)?;
    let public = ways::public_key(chance, &mailbox, letter)?;
    let hybrid = ways::hybrid(chance, &mailbox, letter)?;
    let signed = ways::with_signature(chance, &pen, letter)?;
    let tls = ways::as_tls(chance, &pen, letter)?;

    let mut story = Story::on_paper(TOUR.title.into());
    story.preface.push(TOUR.line.into());
    story.preface.push(Text::new(
        "At each way four people try: an eavesdropper reads, a tamperer flips every byte's last bit in turn, an impostor sends another letter, and a thief steals the receiver's long-lived key later and reads the recording. What is said of them is what happened.",
        "방법마다 네 사람이 시도한다. 도청자는 읽고, 변조자는 바이트마다 마지막 비트를 차례로 뒤집고, 사칭자는 다른 편지를 보내며, 도둑은 나중에 받는 쪽이 오래 쓰는 키를 훔쳐 녹음을 읽는다. 여기 적힌 결과는 모두 실제로 일어난 일이다.",
    ));
    story.steps = vec![
        in_the_open(letter, &open),
        shared_key(letter, &key, &shared),
        public_key(letter, &public),
        hybrid_envelope(letter, &hybrid),
        with_signature(letter, &pen, &signed),
    ];
    story.steps.extend(as_tls(letter, &pen, &tls));
    let all = [
        (Text::new("in the open", "그대로"), &open),
        (Text::new("shared key", "공유 키"), &shared),
        (Text::new("public key", "공개 키"), &public),
        (Text::new("hybrid envelope", "하이브리드 봉투"), &hybrid),
        (Text::new("signed", "서명"), &signed),
        (Text::new("as TLS does it", "TLS처럼"), &tls.way),
    ];
    let tries = all.iter().map(|(_, way)| way.outcome.tries).sum();
    story.steps.push(side_by_side(&all));
    story.costs.push(Cost {
        key: "changes_tried",
        label: Text::new("changes tried", "시도한 변조"),
        count: tries,
    });
    story.summary.push(Line {
        label: Text::new("remember", "기억할 것"),
        key: "remember",
        text: Text::new(
            "Symmetric keys do the work, asymmetric keys bring strangers together: one agrees on a key, another says with whom.",
            "일은 대칭 키가 하고, 비대칭 키는 모르는 사이를 이어 준다. 하나는 키를 정하고, 다른 하나는 누구와 정했는지 말해 준다.",
        ),
    });
    story.summary.push(Line {
        label: Text::new("practise", "연습"),
        key: "exercise",
        text: exercise(),
    });
    let turn = chance.below(3);
    story.quiz = Vec::from(questions(letter, &shared, &hybrid, turn));
    Some(story)
}

fn exercise() -> Text {
    let (number, title) = (TOUR.exercise.number, TOUR.exercise.title);
    let (en, ko) = (title.en, title.ko);
    text!(en: "exercise {number}, {en}", ko: "연습 문제 {number}, {ko}")
}

fn in_the_open(letter: &[u8], way: &Way) -> Step {
    let n = letter.len();
    stage(
        Text::new("1 In the open", "1 그대로"),
        Text::new("a postcard", "엽서"),
        text!(
            en: "The letter travels as it is, {n} bytes: whoever carries it can read it, change it, or write another.",
            ko: "편지가 그대로 간다({n}바이트). 나르는 사람은 누구나 읽고, 고치고, 다른 것을 쓸 수 있다.",
        ),
        way,
    )
    .because(Text::new(
        "This is HTTP without TLS, and mail between servers that did not agree on STARTTLS. Every router on the way is such a carrier.",
        "TLS 없는 HTTP, STARTTLS에 합의하지 못한 메일 서버 사이가 이렇다. 길 위의 모든 라우터가 나르는 사람이다.",
    ))
}

fn shared_key(letter: &[u8], key: &[u8], way: &Way) -> Step {
    let more = way.wire.len().saturating_sub(letter.len());
    stage(
        Text::new("2 One shared key (symmetric)", "2 공유 키 하나(대칭)"),
        Text::new("AES-128-GCM", "AES-128-GCM"),
        text!(
            en: "Both hold one key of 16 bytes; the letter grows by {more} bytes (nonce and tag), and without the key it can be neither read nor changed.",
            ko: "둘이 16바이트 키 하나를 함께 가진다. 편지는 {more}바이트(논스와 태그)만 길어지고, 키가 없으면 읽지도 고치지도 못한다.",
        ),
        way,
    )
    .because(Text::new(
        "Where did both get the key? For each pair of people there must be one, brought beforehand in secret: a thousand people need 499500. And a letter under it proves nothing to a third person, since either of the two could have written it.",
        "둘은 키를 어디서 얻었는가? 사람 둘마다 하나씩, 미리 몰래 전해야 한다. 천 명이면 499500개이다. 또 이 편지는 제삼자에게 아무것도 증명하지 못한다. 둘 가운데 누구라도 쓸 수 있었기 때문이다.",
    ))
    .with(Value::hex(Text::new("shared key", "공유 키"), key, Knows::Both))
    .proving(received(letter, way, "open(key, wire)"))
}

fn public_key(letter: &[u8], way: &Way) -> Step {
    let (n, most) = (way.wire.len(), LONGEST);
    stage(
        Text::new("3 A public key (asymmetric)", "3 공개 키(비대칭)"),
        Text::new("RSA-OAEP", "RSA-OAEP"),
        text!(
            en: "The receiver gives one key to everybody and keeps the other: anyone seals, only the receiver opens. It takes {n} bytes, and no letter over {most} bytes goes in.",
            ko: "받는 사람이 키 하나는 모두에게 주고 하나는 간직한다. 누구나 봉하고 혼자만 연다. {n}바이트를 차지하며, {most}바이트보다 긴 편지는 들어가지 않는다.",
        ),
        way,
    )
    .because(text!(
        en: "\"Anyone seals\" is the price too: nothing says who did, so the impostor's letter is as good as yours. (This key has {RSA_BITS} bits so that the page appears at once; real ones have 2048 and more.)",
        ko: "\"누구나 봉한다\"는 것은 대가이기도 하다. 누가 봉했는지 알 수 없으니 사칭자의 편지도 똑같이 통한다. (이 키는 페이지가 바로 나타나도록 {RSA_BITS}비트이다. 실제로는 2048비트 이상을 쓴다.)",
    ))
    .proving(received(letter, way, "RSA-OAEP-decrypt(private key, wire)"))
}

fn hybrid_envelope(letter: &[u8], way: &Way) -> Step {
    let n = way.wire.len();
    stage(
        Text::new("4 Both together: a hybrid envelope", "4 둘을 함께: 하이브리드 봉투"),
        Text::new("RSA-OAEP carries an AES key", "RSA-OAEP가 AES 키를 나른다"),
        text!(
            en: "A fresh AES key for this letter alone is sealed with the public key, and the letter, of any length, with the AES key: {n} bytes.",
            ko: "이 편지만을 위한 새 AES 키를 공개 키로 봉하고, 길이에 상관없는 편지는 그 AES 키로 봉한다. 모두 {n}바이트이다.",
        ),
        way,
    )
    .because(Text::new(
        "So do PGP, S/MIME, HPKE, and TLS up to 1.2 with RSA key exchange: the story of \"the client encrypts a session key with the server's public key\". Its weakness is the thief: one private key opens every letter ever recorded. TLS 1.3 dropped it for that.",
        "PGP, S/MIME, HPKE, 그리고 RSA 키 교환을 쓰는 TLS 1.2까지가 이렇다. \"클라이언트가 세션 키를 서버의 공개 키로 암호화한다\"는 이야기가 바로 이것이다. 약점은 도둑이다. 개인 키 하나로 지금까지 녹음한 모든 편지가 열린다. 그래서 TLS 1.3에서는 없앴다.",
    ))
    .proving(received(letter, way, "open(RSA-OAEP-decrypt(private key, first 128 bytes), rest)"))
}

fn with_signature(letter: &[u8], pen: &Pen, way: &Way) -> Step {
    let signature = way.wire.get(letter.len()..).unwrap_or_default();
    stage(
        Text::new("5 Signed (asymmetric, the other way round)", "5 서명(비대칭, 거꾸로)"),
        Text::new("Ed25519", "Ed25519"),
        Text::new(
            "The sender's private key makes 64 bytes that anyone checks with the public key: nobody else could have made them, and they fit this letter only. It hides nothing.",
            "보내는 사람의 개인 키가 64바이트를 만들고, 누구나 공개 키로 확인한다. 다른 사람은 만들 수 없고 이 편지에만 맞는다. 숨기는 것은 없다.",
        ),
        way,
    )
    .because(Text::new(
        "Signing is not \"encrypting with the private key\": Ed25519 cannot encrypt at all. And all of it rests on one thing: that the public key is truly the sender's. That is what a certificate is for.",
        "서명은 \"개인 키로 암호화하는 것\"이 아니다. Ed25519는 아예 암호화를 할 수 없다. 그리고 모든 것은 공개 키가 정말 보내는 사람의 것이라는 데 달려 있다. 인증서가 있는 까닭이다.",
    ))
    .with(Value::hex(Text::new("public key", "공개 키"), &pen.pair.public(), Knows::Wire))
    .with(Value::hex(Text::new("signature", "서명"), signature, Knows::Wire))
}

fn as_tls(letter: &[u8], pen: &Pen, tls: &Connection) -> [Step; 3] {
    let chapter = Text::new(
        "6 As TLS does it: all of them, each for what it is good at",
        "6 TLS처럼: 모두 쓰되 저마다 잘하는 일에",
    );
    let agree = Step::desk(Text::new("agree on a key", "키를 정한다"), "RFC 8446 §7.4.2")
        .under(chapter.clone())
        .saying(Text::new(
            "Each end makes a key pair for this connection only and sends its public half; both compute one secret that never travels.",
            "양 끝이 이 연결에만 쓸 키 쌍을 만들어 공개하는 절반을 보낸다. 둘은 선로에 나온 적 없는 비밀 하나를 계산한다.",
        ))
        .with(Value::hex(Text::new("receiver's share", "받는 쪽의 몫"), &tls.receiver_share, Knows::Wire))
        .with(Value::hex(Text::new("sender's share", "보내는 쪽의 몫"), &tls.sender_share, Knows::Wire))
        .with(Value::hex(Text::new("shared secret", "공유 비밀"), &tls.secret, Knows::Both))
        .proving(same(
            Text::new("both ends have one secret", "양 끝의 비밀이 같다"),
            "one_secret",
            "X25519(sender's private, receiver's share) = X25519(receiver's private, sender's share)",
            &tls.secret,
            &tls.secret_again,
            Text::new("although only the shares stood on the wire", "선로에는 두 몫만 있었다"),
        ));
    let vouch = Step::desk(Text::new("say who one is", "누구인지 밝힌다"), "RFC 8446 §4.4.3")
        .under(chapter.clone())
        .saying(Text::new(
            "The sender signs the hash of all that was said so far with the key that the certificate names; a share that was switched on the way would not fit.",
            "보내는 쪽이 지금까지 오간 것의 해시에 인증서에 적힌 키로 서명한다. 도중에 바꿔치기한 몫은 들어맞지 않는다.",
        ))
        .because(Text::new(
            "Here all that was said is the two shares. In TLS it is every byte of every handshake message, in the order sent.",
            "여기서 오간 것은 두 몫뿐이다. TLS에서는 모든 핸드셰이크 메시지의 모든 바이트가 보낸 순서대로 들어간다.",
        ))
        .with(Value::hex(Text::new("transcript hash", "대화의 해시"), &tls.transcript, Knows::Recomputed))
        .with(Value::hex(Text::new("signature", "서명"), &tls.signature, Knows::Wire))
        .with(Value::hex(Text::new("public key", "공개 키"), &pen.pair.public(), Knows::Wire));
    let send = stage(
        chapter,
        Text::new("send under a key of the moment", "그 순간의 키로 보낸다"),
        Text::new(
            "From the secret and the transcript comes an AES key; the letter goes under it, and afterwards both ends forget it.",
            "비밀과 대화의 해시에서 AES 키가 나온다. 편지는 그 키로 가고, 끝나면 양 끝이 키를 잊는다.",
        ),
        &tls.way,
    )
    .because(Text::new(
        "The long-lived key only signs, so whoever steals it later can pose as its owner from then on but reads nothing recorded before: forward secrecy.",
        "오래 쓰는 키는 서명만 한다. 그래서 나중에 훔쳐도 그때부터 주인 행세를 할 수 있을 뿐, 전에 녹음한 것은 읽지 못한다. 이것이 순방향 비밀성이다.",
    ))
    .with(Value::hex(Text::new("key", "키"), &tls.key, Knows::Both))
    .proving(received(letter, &tls.way, "open(key, rest of the wire)"));
    [agree, vouch, send]
}

/// A way: what stood on the wire, and who succeeded.
fn stage(chapter: Text, name: Text, sentence: Text, way: &Way) -> Step {
    Step::desk(name, "")
        .under(chapter)
        .saying(sentence.then(&fates(way.outcome)))
        .with(Value::hex(
            Text::new("on the wire", "선로에"),
            &way.wire,
            Knows::Wire,
        ))
        .with(Value::plain(
            Text::new("received", "받은 편지"),
            words(&way.received),
            match way.outcome.read {
                true => Knows::Wire,
                false => Knows::Secret,
            },
        ))
}

/// What the four achieved, in sentences.
fn fates(outcome: Outcome) -> Text {
    let tries = outcome.tries;
    let read = match outcome.read {
        true => Text::new("The eavesdropper reads it;", "도청자는 읽는다."),
        false => Text::new(
            "The eavesdropper sees only its length;",
            "도청자는 길이만 본다.",
        ),
    };
    let changed = match outcome.changed {
        true => Text::new("a changed letter is taken;", "변조한 편지가 통한다."),
        false => {
            text!(en: "all {tries} changed letters are refused;", ko: "변조한 편지 {tries}통은 모두 거부된다.")
        }
    };
    let posed = match outcome.posed {
        true => Text::new("the impostor's letter is taken.", "사칭자의 편지가 통한다."),
        false => Text::new(
            "the impostor's letter is refused.",
            "사칭자의 편지는 거부된다.",
        ),
    };
    read.then(&changed).then(&posed)
}

fn received(letter: &[u8], way: &Way, formula: &str) -> Proof {
    same(
        Text::new("the letter arrives", "편지가 도착한다"),
        "letter_arrives",
        formula,
        &way.received,
        letter,
        Text::new("byte for byte", "바이트까지 그대로"),
    )
}

fn side_by_side(all: &[(Text, &Way)]) -> Step {
    let step = Step::desk(Text::new("all six", "여섯 가지"), "")
        .under(Text::new("Side by side", "나란히"))
        .saying(Text::new(
            "What each way let the four do, as it happened above; steal: read the recording with a key stolen later.",
            "방법마다 네 사람이 무엇을 할 수 있었는지, 위에서 일어난 그대로. 훔치기는 나중에 훔친 키로 녹음을 읽는 것이다.",
        ));
    all.iter().fold(step, |step, (name, way)| {
        let Outcome {
            read,
            changed,
            posed,
            read_later,
            ..
        } = way.outcome;
        let word = |yes: bool| match yes {
            true => ("YES", "됨"),
            false => ("no", "안 됨"),
        };
        let [(r, rk), (c, ck), (p, pk)] = [read, changed, posed].map(word);
        let (l, lk) = match read {
            true => ("needless", "필요 없음"),
            false => word(read_later),
        };
        step.with(Value::new(
            name.clone(),
            text!(
                en: "read {r} · change {c} · pose {p} · steal {l}",
                ko: "읽기 {rk} · 변조 {ck} · 사칭 {pk} · 훔치기 {lk}",
            ),
            Knows::Wire,
        ))
    })
}

fn questions(letter: &[u8], shared: &Way, hybrid: &Way, turn: u64) -> [Question; 3] {
    let (n, more) = (letter.len(), shared.wire.len().saturating_sub(letter.len()));
    let ten = n + 10 + hybrid.wire.len().saturating_sub(n);
    let now = hybrid.wire.len();
    [
        Question::word(
            text!(
                en: "The letter has {n} bytes; how many bytes stood on the wire under the shared key?",
                ko: "편지는 {n}바이트이다. 공유 키로 보냈을 때 선로에는 몇 바이트가 있었는가?",
            ),
            shared.wire.len(),
            text!(
                en: "A nonce of 12 bytes and a tag of 16 come to it, {more} together, whatever the length of the letter.",
                ko: "논스 12바이트와 태그 16바이트, 모두 {more}바이트가 붙는다. 편지의 길이와는 상관없다.",
            ),
        ),
        Question::word(
            text!(
                en: "The hybrid envelope took {now} bytes. How many does it take if the letter is 10 bytes longer?",
                ko: "하이브리드 봉투는 {now}바이트였다. 편지가 10바이트 길어지면 몇 바이트인가?",
            ),
            ten,
            Text::new(
                "RSA carries only the key, always 128 bytes here; the letter itself grows byte by byte under AES.",
                "RSA는 키만 나르므로 여기서는 언제나 128바이트이다. 편지는 AES 아래에서 한 바이트씩 늘어날 뿐이다.",
            ),
        ),
        Question::choice(
            Text::new(
                "A thief steals a TLS 1.3 server's private key today. What of last year's recordings can be read with it?",
                "오늘 도둑이 TLS 1.3 서버의 개인 키를 훔쳤다. 작년에 녹음한 것 가운데 무엇을 읽을 수 있는가?",
            ),
            Text::new("nothing", "아무것도 못 읽는다"),
            [
                Text::new("everything", "모두 읽는다"),
                Text::new("what the server sent", "서버가 보낸 것만 읽는다"),
            ],
            turn,
            Text::new(
                "That key signs and never carried a secret: the keys of the connections were agreed on the spot and forgotten.",
                "그 키는 서명만 하고 비밀을 나른 적이 없다. 연결의 키는 그 자리에서 정하고 잊었다.",
            ),
        ),
    ]
}

/// Whoever stands on the path wins if he may read, change or pose.
fn path_wins(chance: &mut Chance, instance: Instance) -> bool {
    let letter = chance.bytes::<24>();
    let outcome = match instance {
        Instance::Weak => Some(ways::in_the_open(&letter).outcome),
        Instance::Fixed => Pen::new(chance)
            .and_then(|pen| ways::as_tls(chance, &pen, &letter))
            .map(|connection| connection.way.outcome),
    };
    outcome.is_some_and(|outcome| {
        outcome.read || outcome.changed || outcome.posed || outcome.read_later
    })
}
