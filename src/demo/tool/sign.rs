//! The tools `sign` and `verify`.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::demo::bits::last_flipped;
use crate::demo::chance::Chance;
use crate::demo::primitive::signature::Scheme;
use crate::demo::tool::told::{Outcome, Telling, Told, result, sized};
use crate::demo::wrong::Wrong;
use crate::story::model::{Proof, Value};

/// Signs a message. `context` is empty but with ML-DSA.
///
/// # Errors
/// A private key that is none; a context where there is none.
pub fn sign(
    scheme: &Scheme,
    private: &[u8],
    context: &[u8],
    message: &[u8],
    chance: &mut Chance,
) -> Result<Told, Wrong> {
    let signature = scheme.sign_in(context, private, message, chance)?;
    let public = scheme.public_of(private)?;
    let holds = scheme.verify_in(context, &public, message, &signature)?;
    let mut telling = Telling::new(
        Text::new("a message is signed", "메시지에 서명한다"),
        scheme.name,
        scheme.standard,
    )
    .saying(Text::new(
        "The private key and the message make the signature; the public key checks it.",
        "개인 키와 메시지로 서명을 만들고, 공개 키로 검증한다.",
    ))
    .given(Text::new("private key", "개인 키"), private, Knows::Secret)
    .given(Text::new("message", "메시지"), message, Knows::Wire);
    if !context.is_empty() {
        telling = telling.given(Text::new("context", "맥락"), context, Knows::Wire);
    }
    let step = result(scheme.standard)
        .saying(Text::new(
            "The signature, and the public key that everyone may check it with.",
            "서명, 그리고 누구나 그것을 검증할 수 있는 공개 키이다.",
        ))
        .with(sized(
            Text::new("signature", "서명"),
            &signature,
            Knows::Wire,
        ))
        .with(sized(
            Text::new("public key", "공개 키"),
            &public,
            Knows::Wire,
        ))
        .proving(verified(holds));
    Ok(telling.told(Outcome::Bytes(vec![signature]), step, promise(), limit()))
}

/// Whether `signature` is one on `message`.
///
/// # Errors
/// A public key that is none; a context where there is none.
pub fn verify(
    scheme: &Scheme,
    public: &[u8],
    context: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<Told, Wrong> {
    let holds = scheme.verify_in(context, public, message, signature)?;
    let mut telling = Telling::new(
        Text::new("a signature is checked", "서명을 검증한다"),
        scheme.name,
        scheme.standard,
    )
    .saying(Text::new(
        "Public key, message and signature either fit together or do not; no secret is needed.",
        "공개 키와 메시지와 서명은 서로 맞거나 맞지 않는다. 비밀은 필요 없다.",
    ))
    .given(Text::new("public key", "공개 키"), public, Knows::Wire)
    .given(Text::new("message", "메시지"), message, Knows::Wire)
    .given(Text::new("signature", "서명"), signature, Knows::Wire);
    if !context.is_empty() {
        telling = telling.given(Text::new("context", "맥락"), context, Knows::Wire);
    }
    let step = result(scheme.standard);
    if !holds {
        let step = step.saying(Text::new(
            "It does not fit: another key made it, or another message, or bytes were changed.",
            "맞지 않는다. 다른 키나 다른 메시지로 만들었거나 바이트가 바뀌었다.",
        ));
        let why = Text::new(
            "the signature does not fit this message and this key",
            "서명이 이 메시지와 이 키에 맞지 않음",
        );
        return Ok(telling.told(Outcome::Refused(why), step, promise(), limit()));
    }
    let mut step = step
        .saying(Text::new(
            "It fits: the owner of the private key signed exactly this message.",
            "맞는다. 개인 키를 가진 사람이 바로 이 메시지에 서명했다.",
        ))
        .proving(verified(holds));
    if !message.is_empty() {
        let other = scheme.verify_in(context, public, &last_flipped(message), signature)?;
        step = step.with(Value::new(
            Text::new(
                "with one bit of the message flipped",
                "메시지의 한 비트를 뒤집으면",
            ),
            match other {
                true => Text::new("it still fits", "그래도 맞는다"),
                false => Text::new("it no longer fits", "더는 맞지 않는다"),
            },
            Knows::Recomputed,
        ));
    }
    Ok(telling.told(Outcome::Yes("valid"), step, promise(), limit()))
}

fn verified(holds: bool) -> Proof {
    let (verdict, says) = match holds {
        true => (
            Verdict::Holds,
            Text::new("the public key confirms it", "공개 키로 확인된다"),
        ),
        false => (
            Verdict::Fails,
            Text::new(
                "the public key does not confirm it",
                "공개 키로 확인되지 않는다",
            ),
        ),
    };
    let claim = Text::new("the signature fits", "서명이 맞는다");
    let mut proof = Proof::new(claim, "signature_fits", verdict, says, "");
    "verify(public key, message, signature)".clone_into(&mut proof.formula);
    proof
}

fn promise() -> Text {
    Text::new(
        "whoever lacks the private key signs nothing, and the owner cannot deny having signed",
        "개인 키가 없으면 아무것도 서명할 수 없고, 가진 사람은 서명한 사실을 부인할 수 없다",
    )
}

fn limit() -> Text {
    Text::new(
        "hide the message, say when it was signed, or whose key that is: certificates say that",
        "메시지를 숨기지 않고, 언제 서명했는지, 누구의 키인지도 말해 주지 않는다. 그것은 인증서가 말해 준다",
    )
}
