//! The tool `seal`: sealing for the owner of a public key, and opening.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::primitive::seal::Suite;
use crate::demo::show::same;
use crate::demo::tool::told::{Outcome, Telling, Told, needed, result, sized};
use crate::demo::wrong::Wrong;

/// What goes in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'b> {
    /// The recipient's public key; if it is not given, that of the private one.
    pub public: Option<&'b [u8]>,
    /// The recipient's private key. To seal it is not needed, but for the proof.
    pub private: Option<&'b [u8]>,
    /// What it is for; the label of OAEP.
    pub info: &'b [u8],
    /// Associated data.
    pub aad: &'b [u8],
    /// The message, or what is sealed.
    pub message: &'b [u8],
}

/// Seals a message. `ephemeral` are the bytes the sender's key is made of; without them `chance` makes them.
///
/// # Errors
/// A key that is missing or is none; a message that is too long for it.
pub fn seal(
    suite: &Suite,
    input: Input<'_>,
    ephemeral: Option<[u8; 32]>,
    chance: &mut Chance,
) -> Result<Told, Wrong> {
    let made = match (input.public, input.private) {
        (None, Some(private)) => Some(suite.public_of(private)?),
        _ => None,
    };
    let public = needed("--public", made.as_deref().or(input.public), suite.public)?;
    let sealed = match ephemeral {
        Some(start) => suite.seal_from(public, input.info, input.aad, input.message, start)?,
        None => suite.seal(public, input.info, input.aad, input.message, chance)?,
    };
    let bytes = sealed.bytes();
    let telling = Telling::new(Text::new("a message is sealed", "메시지를 봉한다"), suite.name, suite.standard)
        .saying(match sealed.encapsulated.is_empty() {
            false => Text::new(
                "A key pair is made for this one message; its private key and the recipient's public key agree on the key that encrypts.",
                "이 메시지만을 위한 키 쌍을 만든다. 그 개인 키와 받는 사람의 공개 키가 암호화할 키를 합의한다.",
            ),
            true => Text::new(
                "The message is padded with random bytes and raised to the public exponent.",
                "메시지에 무작위 바이트를 채워 공개 지수로 거듭제곱한다.",
            ),
        })
        .given(Text::new("recipient's public key", "받는 사람의 공개 키"), public, Knows::Wire)
        .given(Text::same("info"), input.info, Knows::Wire)
        .given(Text::new("associated data", "연관 데이터"), input.aad, Knows::Wire)
        .given(Text::new("message", "메시지"), input.message, Knows::Secret);
    let mut step = result(suite.standard);
    if !sealed.encapsulated.is_empty() {
        step = step.with(sized(
            Text::new("sender's ephemeral public key", "보낸 사람의 임시 공개 키"),
            &sealed.encapsulated,
            Knows::Wire,
        ));
    }
    step = step
        .saying(Text::new(
            "Only the owner of the private key opens it; whoever sealed it cannot.",
            "개인 키를 가진 사람만 열 수 있다. 봉한 사람도 열지 못한다.",
        ))
        .with(sized(
            Text::new("ciphertext", "암호문"),
            &sealed.ciphertext,
            Knows::Wire,
        ));
    if let Some(private) = input.private {
        let back = suite.open(private, input.info, input.aad, &bytes)?;
        step = step.proving(same(
            Text::new("the way back", "되돌리기"),
            "opens_again",
            "open(private key, info, aad, seal(…))",
            &back.unwrap_or_default(),
            input.message,
            Text::new(
                "opening gives the message back",
                "열면 메시지가 다시 나온다",
            ),
        ));
    }
    Ok(telling.told(Outcome::Bytes(vec![bytes]), step, promise(), limit()))
}

/// Opens what is sealed.
///
/// # Errors
/// A key that is missing or is none.
pub fn open(suite: &Suite, input: Input<'_>) -> Result<Told, Wrong> {
    let private = needed("--private", input.private, suite.private)?;
    let opened = suite.open(private, input.info, input.aad, input.message)?;
    let telling = Telling::new(
        Text::new("a message is opened", "봉한 메시지를 연다"),
        suite.name,
        suite.standard,
    )
    .saying(Text::new(
        "The private key gets the key back, or the padded message; what was changed is refused.",
        "개인 키로 키 또는 패딩된 메시지를 되찾는다. 바뀐 것은 거부한다.",
    ))
    .given(Text::new("private key", "개인 키"), private, Knows::Secret)
    .given(Text::same("info"), input.info, Knows::Wire)
    .given(
        Text::new("associated data", "연관 데이터"),
        input.aad,
        Knows::Wire,
    )
    .given(Text::new("sealed", "봉한 것"), input.message, Knows::Wire);
    let step = result(suite.standard);
    let Some(message) = opened else {
        let why = Text::new(
            "it was not sealed for this key with this info and associated data, or bytes were changed",
            "이 키, 이 info, 이 연관 데이터로 봉한 것이 아니거나 바이트가 바뀜",
        );
        let step = step.saying(Text::new(
            "Nothing: it was sealed for another key, with other info or associated data, or bytes were changed.",
            "아무것도 나오지 않는다. 다른 키, 다른 info, 다른 연관 데이터로 봉했거나 바이트가 바뀌었다.",
        ));
        return Ok(telling.told(Outcome::Refused(why), step, promise(), limit()));
    };
    let step = step
        .saying(Text::new(
            "It was sealed for this key, by whomever.",
            "이 키를 위해 봉한 것이 맞다. 누가 봉했는지는 알 수 없다.",
        ))
        .with(sized(
            Text::new("message", "메시지"),
            &message,
            Knows::Secret,
        ));
    Ok(telling.told(Outcome::Bytes(vec![message]), step, promise(), limit()))
}

fn promise() -> Text {
    Text::new(
        "only the owner of the private key reads the message",
        "개인 키를 가진 사람만 메시지를 읽는다",
    )
}

fn limit() -> Text {
    Text::new(
        "say who sealed it: everyone who has the public key can. A private key that is stolen later opens it too",
        "누가 봉했는지는 말해 주지 않는다. 공개 키를 가진 누구나 봉할 수 있다. 개인 키를 나중에 도둑맞으면 그것으로도 열린다",
    )
}
