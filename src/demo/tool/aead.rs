//! The tool `aead`: sealing with an authenticated cipher, and opening.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::primitive::aead::{Aead, Layout, Reuse};
use crate::demo::show::same;
use crate::demo::tool::told::{Outcome, Telling, Told, needed, result, sized};
use crate::demo::wrong::Wrong;
use crate::text;

/// What goes in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'b> {
    /// The key.
    pub key: Option<&'b [u8]>,
    /// The nonce.
    pub nonce: Option<&'b [u8]>,
    /// Associated data.
    pub aad: &'b [u8],
    /// The message, or what is sealed.
    pub message: &'b [u8],
}

/// Seals a message.
///
/// # Errors
/// A key or a nonce that is missing or has another size.
pub fn seal(aead: &Aead, input: Input<'_>) -> Result<Told, Wrong> {
    let key = needed("--key", input.key, aead.key)?;
    let nonce = needed("--nonce", input.nonce, aead.nonce)?;
    let sealed = aead.seal(key, nonce, input.aad, input.message)?;
    let back = aead.open(key, nonce, input.aad, &sealed)?;
    let (name, tag) = (aead.name, aead.tag);
    let telling = Telling::new(Text::new("a message is sealed", "메시지를 봉한다"), name, aead.standard)
        .saying(text!(
            en: "The message is encrypted, and a tag of {tag} bytes is made over it and the associated data.",
            ko: "메시지를 암호화하고, 그것과 연관 데이터에 대한 {tag}바이트 태그를 만든다.",
        ))
        .given(Text::new("key", "키"), key, Knows::Secret)
        .given(Text::new("nonce", "논스"), nonce, Knows::Wire)
        .given(Text::new("associated data", "연관 데이터"), input.aad, Knows::Wire)
        .given(Text::new("message", "메시지"), input.message, Knows::Secret);
    let (cut, place) = match aead.layout {
        Layout::TagBehind => (sealed.len().saturating_sub(tag), Layout::TagBehind),
        Layout::TagInFront => (tag.min(sealed.len()), Layout::TagInFront),
    };
    let (front, behind) = sealed.split_at(cut);
    let (ciphertext, tag) = match place {
        Layout::TagBehind => (front, behind),
        Layout::TagInFront => (behind, front),
    };
    let step = result(aead.standard)
        .saying(match aead.layout {
            Layout::TagBehind => Text::new(
                "Ciphertext, then the tag: together they are what is sent.",
                "암호문 다음에 태그가 온다. 둘을 함께 보낸다.",
            ),
            Layout::TagInFront => Text::new(
                "The tag, then the ciphertext: the tag is also what the encryption starts from.",
                "태그 다음에 암호문이 온다. 태그는 암호화의 출발점이기도 하다.",
            ),
        })
        .with(sized(
            Text::new("ciphertext", "암호문"),
            ciphertext,
            Knows::Wire,
        ))
        .with(sized(Text::new("tag", "태그"), tag, Knows::Wire))
        .with(sized(Text::new("sealed", "봉한 것"), &sealed, Knows::Wire))
        .proving(same(
            Text::new("the way back", "되돌리기"),
            "opens_again",
            format!("open(key, nonce, aad, seal(…)) [{name}]"),
            &back.unwrap_or_default(),
            input.message,
            Text::new(
                "opening gives the message back",
                "열면 메시지가 다시 나온다",
            ),
        ));
    let outcome = Outcome::Bytes(vec![sealed]);
    Ok(telling.told(outcome, step, promise(), limit(aead)))
}

/// Opens what is sealed.
///
/// # Errors
/// A key or a nonce that is missing or has another size.
pub fn open(aead: &Aead, input: Input<'_>) -> Result<Told, Wrong> {
    let key = needed("--key", input.key, aead.key)?;
    let nonce = needed("--nonce", input.nonce, aead.nonce)?;
    let opened = aead.open(key, nonce, input.aad, input.message)?;
    let telling = Telling::new(
        Text::new("a message is opened", "봉한 메시지를 연다"),
        aead.name,
        aead.standard,
    )
    .saying(Text::new(
        "The tag is checked first; only if it is right does a message come out.",
        "먼저 태그를 검사한다. 맞을 때에만 메시지가 나온다.",
    ))
    .given(Text::new("key", "키"), key, Knows::Secret)
    .given(Text::new("nonce", "논스"), nonce, Knows::Wire)
    .given(
        Text::new("associated data", "연관 데이터"),
        input.aad,
        Knows::Wire,
    )
    .given(Text::new("sealed", "봉한 것"), input.message, Knows::Wire);
    let step = result(aead.standard);
    let Some(message) = opened else {
        let why = Text::new(
            "the tag is not right: another key or nonce, other associated data, or changed bytes",
            "태그가 맞지 않음. 키, 논스, 연관 데이터가 다르거나 바이트가 바뀌었다",
        );
        let step = step.saying(Text::new(
            "Nothing: the tag is not right. Which of key, nonce, associated data and bytes is wrong nobody can tell, and nobody should.",
            "아무것도 나오지 않는다. 태그가 맞지 않는다. 키, 논스, 연관 데이터, 바이트 가운데 무엇이 틀렸는지는 알 수 없고, 알려 주어서도 안 된다.",
        ));
        return Ok(telling.told(Outcome::Refused(why), step, promise(), limit(aead)));
    };
    let again = aead.seal(key, nonce, input.aad, &message)?;
    let step = step
        .saying(Text::new(
            "The tag is right: this is what the owner of the key sealed.",
            "태그가 맞다. 키를 가진 사람이 봉한 그대로이다.",
        ))
        .with(sized(
            Text::new("message", "메시지"),
            &message,
            Knows::Secret,
        ))
        .proving(same(
            Text::new("the way back", "되돌리기"),
            "seals_again",
            "seal(key, nonce, aad, open(…))",
            &again,
            input.message,
            Text::new(
                "sealing gives the same bytes again",
                "봉하면 같은 바이트가 다시 나온다",
            ),
        ));
    Ok(telling.told(Outcome::Bytes(vec![message]), step, promise(), limit(aead)))
}

fn promise() -> Text {
    Text::new(
        "whoever lacks the key neither reads the message nor changes a bit of it, or of the associated data, unnoticed",
        "키가 없으면 메시지를 읽을 수 없고, 메시지나 연관 데이터의 한 비트도 들키지 않고 바꿀 수 없다",
    )
}

fn limit(aead: &Aead) -> Text {
    match aead.reuse {
        Reuse::Fatal => Text::new(
            "hold once a nonce is used twice with one key; hide how long the message is; notice a message sent twice",
            "한 키로 논스를 두 번 쓰면 아무것도 약속하지 않는다. 메시지의 길이를 숨기지 않고, 두 번 보낸 메시지를 알아채지 못한다",
        ),
        Reuse::ShowsEquality => Text::new(
            "hide, once a nonce is used twice, that two messages are the same; hide how long the message is; notice a message sent twice",
            "논스를 두 번 쓰면 두 메시지가 같다는 사실은 숨기지 못한다. 메시지의 길이를 숨기지 않고, 두 번 보낸 메시지를 알아채지 못한다",
        ),
    }
}
