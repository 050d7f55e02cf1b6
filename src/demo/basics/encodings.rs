//! One secret in five dresses: UTF-8, hexadecimal, base64, DER, PEM. None of them hides anything.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::side::Knows;
use crate::base::text::{Doc, Text, plural};
use crate::demo::asked::{Asked, Input};
use crate::demo::attack::{Attack, Instance};
use crate::demo::basics::decoder::{BASIC, Found, undress};
use crate::demo::chance::Chance;
use crate::demo::demonstration::{Demo, Exercise, Takes};
use crate::demo::glass::base_64;
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::scene::{Part, Scene};
use crate::demo::show::{same, words};
use crate::demo::sizes::Sizes;
use crate::demo::topic::Topic;
use crate::demo::wrong::Wrong;
use crate::dissect::x509::der;
use crate::dissect::x509::tag;
use crate::pki::armor;
use crate::story::model::{Step, Story, Value};
use crate::story::quiz::Question;
use crate::text;

/// The demonstration.
pub static DEMO: Demo = Demo {
    name: "encodings",
    topic: Topic::Basics,
    title: Doc::new(
        "Encodings, and the encoding taken for encryption",
        "인코딩, 그리고 암호화로 오해받은 인코딩",
    ),
    line: Doc::new(
        "One secret in five dresses, and who takes them off without a key.",
        "다섯 가지 옷을 입은 비밀 하나, 그리고 키 없이 그 옷을 벗기는 사람.",
    ),
    takes: &[Takes {
        input: Input::Message,
        sizes: Sizes::Between(1, 64),
        means: Doc::new(
            "the secret; any text or bytes",
            "비밀. 어떤 글이나 바이트든",
        ),
    }],
    exercise: Exercise {
        number: 1,
        title: Doc::new("Bytes in five dresses", "다섯 벌의 옷을 입은 바이트"),
    },
    tell,
    attacks: &[Attack {
        name: "decode",
        wins: decode_wins,
    }],
};

/// What people take for passwords.
static PASSWORDS: &[&str] = &[
    "열려라참깨",
    "하늘바람별시",
    "초록빛도서관",
    "눈오는밤기차",
    "고양이책상",
    "바다건너섬",
];

/// Whose password it is.
const USER: &str = "minji";

/// The tag of UTF8String.
const UTF8_STRING: u8 = 0x0c;

fn tell(asked: &Asked) -> Result<Story, Wrong> {
    let mut scene = Scene::new(&DEMO, asked);
    let secret = asked.own.or(Input::Message, || password(&mut scene.chance));
    let n = secret.len();
    scene.step(Part::Works, as_text(&secret));
    scene.step(Part::Works, as_hex(&secret));
    scene.step(Part::Works, as_base64(&secret));
    scene.step(Part::Works, as_der(&secret));
    scene.step(Part::Works, as_pem(&secret));

    let header = basic(&secret);
    scene.step(
        Part::Breaks,
        Step::desk(Text::new("a password in a request", "요청에 실린 비밀번호"), "RFC 7617 §2")
            .saying(Text::new(
                "HTTP Basic sends user and password with every request, in base64: it looks like nonsense, and many take that for protection.",
                "HTTP Basic은 요청마다 사용자 이름과 비밀번호를 base64로 보낸다. 뜻 모를 글자로 보이므로 보호되었다고 여기기 쉽다.",
            ))
            .because(Text::new(
                "The base64 is there for another reason: a header may hold printable characters only, and a password may hold anything. Over TLS this is sound, because then TLS encrypts the header; over plain HTTP the password is public.",
                "base64를 쓰는 까닭은 따로 있다. 헤더에는 인쇄되는 문자만 넣을 수 있는데 비밀번호에는 무엇이든 들어갈 수 있기 때문이다. TLS 위에서는 TLS가 헤더를 암호화하므로 문제없지만, 평문 HTTP에서는 비밀번호가 공개된다.",
            ))
            .with(Value::plain(Text::new("header", "헤더"), &header, Knows::Wire)),
    );
    let found = undress(header.as_bytes());
    scene.step(Part::Breaks, undressed(&found, &secret));
    let mut tries = found.tries;
    let mut step = Step::desk(Text::new("all five dresses", "다섯 벌 모두"), "").saying(Text::new(
        "The same decoder, which has no key, is given the secret in every dress, one after the other.",
        "키가 없는 같은 복호기에 비밀을 옷마다 갈아입혀 차례로 준다.",
    ));
    let mut open = 0;
    for (name, dressed) in dresses(&secret) {
        let found = undress(&dressed);
        tries += found.tries;
        let layer = found.layer(&secret);
        open += usize::from(layer.is_some());
        let says = match layer {
            Some(layer) => text!(
                en: "{path} → the secret",
                ko: "{path} → 비밀",
                path = layer.path.join(" → "),
            ),
            None => Text::new("not read", "읽지 못했다"),
        };
        step = step.with(Value::new(name, says, Knows::Attacker));
    }
    let all = dresses(&secret).len();
    scene.step(
        Part::Breaks,
        step.because(Text::new(
            "An encoding is an agreement on how to write bytes, and the agreement is public: whoever can read it for the right reader can read it for the wrong one. What hides is not how unreadable something looks, but a key that the other does not have. Secrets in base64 stand in source code, in configuration files and in the Secret objects of Kubernetes, and are found there by programs like this one.",
            "인코딩은 바이트를 어떻게 적을지에 대한 약속이고, 그 약속은 공개되어 있다. 맞는 사람이 읽을 수 있으면 엉뚱한 사람도 읽을 수 있다. 숨겨 주는 것은 얼마나 읽기 어려워 보이느냐가 아니라 상대에게 없는 키이다. 소스 코드, 설정 파일, Kubernetes의 Secret 객체에 base64로 적힌 비밀을 이런 프로그램이 찾아낸다.",
        )),
    );
    scene.cost(
        Part::Breaks,
        "decoders",
        Text::new("decoders tried", "시도한 복호기"),
        tries,
    );
    scene.cost(
        Part::Breaks,
        "keys",
        Text::new("keys needed", "필요했던 키"),
        0,
    );

    let sealed = sealed(&mut scene.chance, &secret)?;
    let letter = base_64::encode(&sealed);
    let found = undress(letter.as_bytes());
    let (layers, readable) = (found.layers.len(), found.readable());
    let in_it = found.layer(&secret).is_some();
    scene.step(
        Part::Repair,
        Step::desk(Text::new("encrypt first, then encode", "먼저 암호화하고 그다음 인코딩"), "RFC 5116")
            .saying(Text::new(
                "The secret is encrypted with AES-128-GCM under a random key; base64 only carries the ciphertext.",
                "비밀을 무작위 키로 AES-128-GCM 암호화한다. base64는 암호문을 나르기만 한다.",
            ))
            .because(Text::new(
                "The order matters for size as well: ciphertext looks random and does not compress, and base64 makes it a third longer. TLS therefore sends its records as plain bytes.",
                "순서는 크기에도 영향을 준다. 암호문은 무작위처럼 보여 압축되지 않고, base64를 거치면 3분의 1이 길어진다. 그래서 TLS는 레코드를 바이트 그대로 보낸다.",
            ))
            .with(Value::hex(Text::new("ciphertext and tag", "암호문과 태그"), &sealed, Knows::Wire))
            .with(Value::plain(Text::new("in base64", "base64로"), &letter, Knows::Wire)),
    );
    scene.step(
        Part::Repair,
        Step::desk(Text::new("the same decoder", "같은 복호기"), "")
            .saying(match in_it {
                false => text!(
                    en: "It takes off the base64 ({layers} layer{s} of bytes, {readable} of them readable) and stands before the ciphertext: the secret is not in it without the key.",
                    ko: "base64는 벗기지만(바이트 층 {layers}개, 그중 읽을 수 있는 것 {readable}개) 암호문 앞에서 멈춘다. 키 없이는 그 안에서 비밀을 찾을 수 없다.",
                    s = plural(layers),
                ),
                true => Text::new(
                    "By chance the ciphertext holds these few bytes; nothing tells the attacker that they are the secret.",
                    "우연히 암호문에 이 몇 바이트가 들어 있다. 그것이 비밀이라고 알려 주는 것은 아무것도 없다.",
                ),
            })
            .with(Value::plain(Text::new("decoders tried", "시도한 복호기"), found.tries, Knows::Attacker)),
    );

    let turn = scene.chance.below(4);
    let (digits, padding) = (n.div_ceil(3) * 4, (3 - n % 3) % 3);
    let first = secret.first().copied().unwrap_or(0);
    Ok(scene.finish(
        Text::new(
            "An encoding changes how bytes are written, not who can read them. If no key is needed to read it, it is not encrypted.",
            "인코딩은 바이트를 적는 방법을 바꿀 뿐, 누가 읽을 수 있는지는 바꾸지 않는다. 읽는 데 키가 필요 없으면 암호화가 아니다.",
        ),
        [
            Question::word(
                text!(
                    en: "The secret has {n} byte{s}. How many characters does it have in base64, with padding?",
                    ko: "비밀은 {n}바이트이다. base64로는 패딩까지 몇 글자인가?",
                    s = plural(n),
                ),
                digits,
                text!(
                    en: "Every three bytes, and what is left over, become four characters: {digits}, of which {padding} are =.",
                    ko: "세 바이트마다, 그리고 남은 것도 네 글자가 된다. 모두 {digits}자이고 그중 = 는 {padding}개이다.",
                ),
            ),
            Question::word(
                text!(
                    en: "The first byte of the secret is the number {first}. What is it in hexadecimal?",
                    ko: "비밀의 첫 바이트는 수로 {first} 이다. 16진수로는 무엇인가?",
                ),
                format!("{first:02x}"),
                text!(
                    en: "{first} = {high} × 16 + {low}: one hexadecimal digit for each half of the byte.",
                    ko: "{first} = {high} × 16 + {low}. 바이트의 반쪽마다 16진수 한 자리이다.",
                    high = first / 16,
                    low = first % 16,
                ),
            ),
            Question::choice(
                text!(
                    en: "{open} of {all} dresses were taken off. What did the attacker need for that?",
                    ko: "{all}벌 가운데 {open}벌이 벗겨졌다. 공격자에게 무엇이 필요했는가?",
                ),
                Text::new("only the public rules of writing", "공개된 표기 규칙뿐"),
                [
                    Text::new("a key that was guessed", "추측한 키"),
                    Text::new("a fast computer", "빠른 컴퓨터"),
                    Text::new("a fault in the program that encoded", "인코딩한 프로그램의 결함"),
                ],
                turn,
                Text::new(
                    "All of them are described in public standards (RFC 3629, RFC 4648, RFC 7468, X.690), and are meant to be undone.",
                    "모두 공개 표준(RFC 3629, RFC 4648, RFC 7468, X.690)에 적혀 있고, 되돌리라고 만든 것이다.",
                ),
            ),
        ],
    ))
}

fn as_text(secret: &[u8]) -> Step {
    let n = secret.len();
    let step = Step::desk(Text::new("text: UTF-8", "글: UTF-8"), "RFC 3629 §3").because(Text::new(
        "Before Unicode the same two bytes were one syllable in EUC-KR and two letters of Western Europe in Latin-1: bytes do not say which agreement they follow, and the wrong one shows nonsense. Even UTF-8 leaves a choice: a syllable may be one character (NFC) or its letters one after the other (NFD), which look the same and are other bytes. A password typed on one system can so be refused on another.",
        "유니코드 이전에는 같은 두 바이트가 EUC-KR에서는 음절 하나, Latin-1에서는 서유럽 글자 둘이었다. 바이트는 어느 약속을 따르는지 말하지 않으므로 약속을 틀리면 글자가 깨진다. UTF-8에도 선택이 남아 있다. 음절은 한 글자(NFC)일 수도, 자모를 늘어놓은 것(NFD)일 수도 있고, 보기에는 같아도 바이트가 다르다. 그래서 한 시스템에서 친 비밀번호가 다른 시스템에서 거부되기도 한다.",
    ));
    let Some(first) = str::from_utf8(secret)
        .ok()
        .and_then(|text| text.chars().next())
    else {
        return step
            .saying(text!(
                en: "What was given ({n} byte{s}) is not UTF-8: no text stands for it, and the dresses that follow carry it all the same.",
                ko: "이 {n}바이트는 UTF-8이 아니다. 나타내는 글은 없지만, 뒤에 나오는 옷들은 그대로 실어 나른다.",
                s = plural(n),
            ))
            .with(Value::hex(Text::new("bytes", "바이트"), secret, Knows::Secret));
    };
    let chars = words(secret).chars().count();
    step.saying(text!(
        en: "A text is numbers (code points), and UTF-8 writes each number in one to four bytes: here {chars} character{cs} in {n} byte{s}.",
        ko: "글은 수(코드 포인트)의 나열이고, UTF-8은 수 하나를 1~4바이트로 적는다. 여기서는 {chars}글자가 {n}바이트이다.",
        cs = plural(chars),
        s = plural(n),
    ))
    .with(Value::plain(Text::new("secret", "비밀"), words(secret), Knows::Secret))
    .with(Value::plain(
        Text::new("first character", "첫 글자"),
        format!("{first} = U+{:04X}", u32::from(first)),
        Knows::Secret,
    ))
    .with(Value::new(
        Text::new("its bytes, in bits", "그 바이트를 비트로"),
        text!(
            en: "{bits} (marker | number)",
            ko: "{bits} (표식 | 수)",
            bits = spread(first),
        ),
        Knows::Secret,
    ))
}

/// The bytes of `c` in bits, a bar between the marker and what carries the number.
fn spread(c: char) -> String {
    let mut room = [0; 4];
    let bytes = c.encode_utf8(&mut room).as_bytes();
    let one = |byte: &u8| {
        let bits = format!("{byte:08b}");
        let marker = match byte.leading_ones() {
            0 => 1,
            ones => ones as usize + 1,
        };
        let (marker, number) = bits.split_at(marker.min(8));
        format!("{marker}|{number}")
    };
    bytes.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn as_hex(secret: &[u8]) -> Step {
    let (n, digits) = (secret.len(), secret.len() * 2);
    Step::desk(Text::new("hexadecimal", "16진수"), "RFC 4648 §8")
        .saying(text!(
            en: "Each byte is two digits of base 16, one for each half of four bits: {n} byte{s}, {digits} digits.",
            ko: "바이트마다 4비트씩 반으로 나누어 16진수 두 자리로 적는다. {n}바이트가 {digits}자리이다.",
            s = plural(n),
        ))
        .with(Value::plain("hex", hex::encode(secret), Knows::Secret))
}

fn as_base64(secret: &[u8]) -> Step {
    let three = secret.get(..3.min(secret.len())).unwrap_or_default();
    let bits: Vec<String> = base_64::groups(three)
        .iter()
        .map(|group| format!("{group:06b}"))
        .collect();
    let digits = base_64::encode(secret);
    let start = digits.get(..4).unwrap_or_default();
    let back = base_64::decode(&digits).unwrap_or_default();
    Step::desk(Text::new("base64", "base64"), "RFC 4648 §4")
        .saying(Text::new(
            "The bits are cut into groups of six, and each group is one of 64 printable characters: three bytes become four.",
            "비트를 여섯 개씩 끊어 묶음마다 인쇄되는 문자 64개 가운데 하나로 적는다. 세 바이트가 네 글자가 된다.",
        ))
        .because(Text::new(
            "Made for mail, which once carried 7-bit text only (PEM in 1987, MIME in 1992). URLs have a variant of their own, with - and _ for + and / (RFC 4648 §5): JSON Web Tokens use it, without padding.",
            "한때 7비트 글만 나르던 전자 우편을 위해 만들었다(1987년 PEM, 1992년 MIME). URL에는 + 와 / 대신 - 와 _ 를 쓰는 변형이 있고(RFC 4648 §5), JSON Web Token은 그것을 패딩 없이 쓴다.",
        ))
        .with(Value::plain(
            Text::new("first groups", "첫 묶음"),
            format!("{} = {start}", bits.join(" ")),
            Knows::Secret,
        ))
        .with(Value::plain("base64", &digits, Knows::Secret))
        .proving(same(
            Text::new("nothing is lost", "잃은 것이 없다"),
            "base64_back",
            "decode(encode(m)) = m",
            &back,
            secret,
            Text::new("the bytes are back", "바이트가 그대로 돌아온다"),
        ))
}

fn as_der(secret: &[u8]) -> Step {
    let bytes = element(secret);
    let exhibit = Exhibit::read(
        Text::new("the secret in DER", "DER로 적은 비밀"),
        Origin::Computed,
        &bytes,
        |r| {
            der::nest(r, &ACCOUNT, tag::SEQUENCE, |r| {
                der::value(r, &NAME, UTF8_STRING)?;
                der::value(r, &PASSWORD, tag::OCTET_STRING).map(drop)
            })
        },
    );
    Step::desk(Text::new("DER", "DER"), "X.690")
        .saying(Text::new(
            "A structure: every element says its type (tag) and its length, then comes the content. Certificates and keys are written so.",
            "구조를 적는다. 요소마다 유형(태그)과 길이를 밝히고 내용이 뒤따른다. 인증서와 키를 이렇게 적는다.",
        ))
        .because(Text::new(
            "DER is the one way of writing among those of BER: one value, one sequence of bytes. Only so can a signature be over a value. Most faults in certificate readers are lengths: one that reaches beyond its parent, one written longer than it must be.",
            "DER은 BER의 여러 표기 가운데 하나만 허용한 것이다. 값 하나에 바이트열도 하나이고, 그래야 값에 서명할 수 있다. 인증서 해석기의 결함은 대개 길이에서 나온다. 바깥 요소를 넘어서는 길이, 필요보다 길게 적은 길이가 그렇다.",
        ))
        .with(Value::hex("DER", &bytes, Knows::Secret))
        .exhibiting(exhibit)
}

fn as_pem(secret: &[u8]) -> Step {
    let text = armored(secret);
    let mut step = Step::desk(Text::new("PEM", "PEM"), "RFC 7468 §2").saying(Text::new(
        "The DER in base64 between two lines that say what it is, so that it can be pasted and mailed.",
        "DER을 base64로 적고, 무엇인지 밝히는 두 줄 사이에 넣는다. 붙여 넣고 우편으로 보낼 수 있다.",
    ));
    for (n, line) in (1..).zip(text.lines()) {
        let name = text!(en: "line {n}", ko: "{n}번째 줄");
        step = step.with(Value::plain(name, line, Knows::Secret));
    }
    step.because(Text::new(
        "Privacy Enhanced Mail, for which it was made (RFC 1421, 1993), is forgotten; its dress is on every certificate and key file. \"BEGIN PRIVATE KEY\" is not encrypted, \"BEGIN ENCRYPTED PRIVATE KEY\" is: look before you send one.",
        "이 옷을 만든 Privacy Enhanced Mail(RFC 1421, 1993년)은 잊혔지만 옷은 인증서와 키 파일마다 남았다. \"BEGIN PRIVATE KEY\"는 암호화되지 않은 것이고 \"BEGIN ENCRYPTED PRIVATE KEY\"는 암호화된 것이다. 보내기 전에 살펴볼 일이다.",
    ))
}

fn undressed(found: &Found, secret: &[u8]) -> Step {
    let step = Step::desk(Text::new("read without a key", "키 없이 읽는다"), "");
    let Some(layer) = found.layer(secret) else {
        return step.saying(Text::new(
            "The decoder did not come to the secret.",
            "복호기가 비밀에 이르지 못했다.",
        ));
    };
    let (path, tries) = (layer.path.join(" → "), found.tries);
    step.saying(text!(
        en: "Whoever sees the request tries every decoder there is ({tries} tries) and has the password by way of {path}.",
        ko: "요청을 본 사람이 있는 복호기를 모두 써 보면(시도 {tries}번) 비밀번호가 나온다. 거친 길: {path}.",
    ))
    .with(Value::plain(Text::new("password, read", "읽어 낸 비밀번호"), words(&layer.bytes), Knows::Attacker))
    .proving(same(
        Text::new("it is the password", "바로 그 비밀번호이다"),
        "decoded",
        "decode(header) = password",
        &layer.bytes,
        secret,
        Text::new("what was read is the secret, byte for byte", "읽어 낸 것이 바이트까지 비밀과 같다"),
    ))
}

/// The secret in DER: a sequence of the user's name and the password. Less than 128 bytes, so that a length is one byte.
fn element(secret: &[u8]) -> Vec<u8> {
    let one = |tag: u8, content: &[u8]| {
        let length = u8::try_from(content.len()).unwrap_or(0x7f);
        [&[tag, length], content].concat()
    };
    let inside = [
        one(UTF8_STRING, USER.as_bytes()),
        one(tag::OCTET_STRING, secret),
    ]
    .concat();
    one(tag::SEQUENCE, &inside)
}

fn armored(secret: &[u8]) -> String {
    armor::armored("SAMPLE PASSWORD", &element(secret))
}

fn basic(secret: &[u8]) -> String {
    let pair = [USER.as_bytes(), b":", secret].concat();
    format!("{BASIC}{}", base_64::encode(&pair))
}

/// The secret in every dress but its own.
fn dresses(secret: &[u8]) -> [(&'static str, Vec<u8>); 5] {
    [
        ("hex", hex::encode(secret).into()),
        ("base64", base_64::encode(secret).into()),
        ("DER", element(secret)),
        ("PEM", armored(secret).into()),
        ("HTTP Basic", basic(secret).into()),
    ]
}

/// Encrypted under a key and a nonce that are drawn and forgotten.
fn sealed(chance: &mut Chance, secret: &[u8]) -> Result<Vec<u8>, Wrong> {
    let (key, nonce) = (chance.bytes::<16>(), chance.bytes::<12>());
    AES_128_GCM.seal(&key, &nonce, &[], secret)
}

fn decode_wins(chance: &mut Chance, instance: Instance) -> bool {
    let secret = password(chance);
    let inner = match instance {
        Instance::Weak => secret.clone(),
        Instance::Fixed => sealed(chance, &secret).unwrap_or_default(),
    };
    let dresses = dresses(&inner);
    let seen = chance.pick(&dresses).map(|(_, bytes)| bytes.clone());
    undress(&seen.unwrap_or_default()).layer(&secret).is_some()
}

fn password(chance: &mut Chance) -> Vec<u8> {
    let word = chance.pick(PASSWORDS).copied().unwrap_or_default();
    let number = chance.below(10_000);
    format!("{word}-{number:04}").into()
}

static ACCOUNT: Field = Field::group(
    "account",
    "X.690 §8.9",
    "A sequence: its elements one after the other.",
    "SEQUENCE: 요소를 차례로 늘어놓은 것.",
);
static NAME: Field = Field::utf8(
    "user",
    "X.690 §8.23",
    "The user's name, as text.",
    "사용자 이름. 글이다.",
);
static PASSWORD: Field = Field::hex(
    "password",
    "X.690 §8.7",
    "The password, as bytes: an OCTET STRING does not say what they mean.",
    "비밀번호. 바이트열이다. OCTET STRING은 그 뜻을 말하지 않는다.",
);
