//! The tool `kem`: a key pair, a secret wrapped for its owner, and the secret unwrapped.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::bits::last_flipped;
use crate::demo::chance::Chance;
use crate::demo::primitive::kem::Kem;
use crate::demo::show::same;
use crate::demo::tool::told::{Outcome, Telling, Told, result, sized};
use crate::demo::wrong::Wrong;

/// A key pair out of a seed: the public key comes out.
///
/// # Errors
/// A seed of another size.
pub fn keygen(kem: &Kem, seed: &[u8], chance: &mut Chance) -> Result<Told, Wrong> {
    let pair = kem.keygen(seed)?;
    let wrapped = kem.encaps(&pair.public, &chance.bytes::<32>())?;
    let unwrapped = kem.decaps(seed, &wrapped.ciphertext)?;
    let telling = Telling::new(Text::new("a key pair", "키 쌍"), kem.name, kem.standard)
        .saying(Text::new(
            "Out of the seed come a public matrix and small secret numbers; the public key is their product, with small errors added.",
            "시드에서 공개 행렬과 작은 비밀 수들이 나온다. 공개 키는 둘을 곱하고 작은 오차를 더한 것이다.",
        ))
        .given(Text::new("seed d | z", "시드 d | z"), seed, Knows::Secret);
    let step = result(kem.standard)
        .saying(Text::new(
            "The public key goes to whoever wants to wrap a secret; the seed is the private key.",
            "공개 키는 비밀을 감쌀 사람에게 준다. 시드가 곧 개인 키이다.",
        ))
        .with(sized(
            Text::new("public key", "공개 키"),
            &pair.public,
            Knows::Wire,
        ))
        .with(sized(
            Text::new("private key, expanded", "펼친 개인 키"),
            &pair.private,
            Knows::Secret,
        ))
        .proving(same(
            Text::new("it opens", "열린다"),
            "opens",
            "decaps(private, encaps(public).ciphertext) = encaps(public).secret",
            &unwrapped,
            &wrapped.secret,
            Text::new(
                "a secret wrapped for this proof comes out again",
                "이 증명을 위해 감싼 비밀이 다시 나온다",
            ),
        ));
    Ok(telling.told(Outcome::Bytes(vec![pair.public]), step, promise(), limit()))
}

/// A fresh secret for the owner of `public`: ciphertext and secret come out.
///
/// # Errors
/// A key or randomness of another size; a key that is none.
pub fn encaps(kem: &Kem, public: &[u8], random: &[u8]) -> Result<Told, Wrong> {
    let wrapped = kem.encaps(public, random)?;
    let telling = Telling::new(
        Text::new("a secret is wrapped", "비밀을 감싼다"),
        kem.name,
        kem.standard,
    )
    .saying(Text::new(
        "Randomness and public key give the secret and, with fresh errors, the ciphertext.",
        "난수와 공개 키에서 비밀이 나오고, 새 오차를 더해 암호문이 나온다.",
    ))
    .given(Text::new("public key", "공개 키"), public, Knows::Wire)
    .given(Text::new("randomness m", "난수 m"), random, Knows::Secret);
    let step = result(kem.standard)
        .saying(Text::new(
            "The ciphertext is sent; the secret stays, and the owner of the private key gets the same one.",
            "암호문은 보내고 비밀은 간직한다. 개인 키를 가진 사람이 같은 비밀을 얻는다.",
        ))
        .with(sized(Text::new("ciphertext", "암호문"), &wrapped.ciphertext, Knows::Wire))
        .with(sized(Text::new("secret", "공유 비밀"), &wrapped.secret, Knows::Secret));
    let outcome = Outcome::Bytes(vec![wrapped.ciphertext, wrapped.secret]);
    Ok(telling.told(outcome, step, promise(), limit()))
}

/// The secret in `ciphertext`.
///
/// # Errors
/// A key or a ciphertext of another size; a key that is none.
pub fn decaps(kem: &Kem, private: &[u8], ciphertext: &[u8]) -> Result<Told, Wrong> {
    let secret = kem.decaps(private, ciphertext)?;
    let other = kem.decaps(private, &last_flipped(ciphertext))?;
    let telling = Telling::new(Text::new("a secret is unwrapped", "감싼 비밀을 꺼낸다"), kem.name, kem.standard)
        .saying(Text::new(
            "The private key takes the errors away, and the result is wrapped again to see whether the ciphertext is the same.",
            "개인 키로 오차를 걷어 내고, 나온 값을 다시 감싸 암호문이 같은지 본다.",
        ))
        .given(Text::new("private key", "개인 키"), private, Knows::Secret)
        .given(Text::new("ciphertext", "암호문"), ciphertext, Knows::Wire);
    let step = result(kem.standard)
        .saying(Text::new(
            "A secret comes out in any case: of a ciphertext that was changed another one, which nobody has (implicit rejection).",
            "어느 경우에나 비밀이 나온다. 암호문이 바뀌었으면 아무도 갖지 않은 다른 비밀이 나온다(암묵적 거부).",
        ))
        .with(sized(Text::new("secret", "공유 비밀"), &secret, Knows::Secret))
        .with(sized(
            Text::new("with one bit of the ciphertext flipped", "암호문의 한 비트를 뒤집으면"),
            &other,
            Knows::Recomputed,
        ));
    Ok(telling.told(Outcome::Bytes(vec![secret]), step, promise(), limit()))
}

fn promise() -> Text {
    Text::new(
        "who sees public key and ciphertext does not learn the secret, not even with a quantum computer, as far as anybody knows",
        "공개 키와 암호문을 보아도 비밀은 알 수 없다. 알려진 한, 양자 컴퓨터로도",
    )
}

fn limit() -> Text {
    Text::new(
        "say who wrapped it, or whose public key that was",
        "누가 감쌌는지, 그 공개 키가 누구의 것인지는 말해 주지 않는다",
    )
}
