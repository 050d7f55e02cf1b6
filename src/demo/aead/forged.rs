//! What comes of a repeated nonce, as steps: H, a forgery, every later message.

use crate::base::side::Knows;
use crate::base::text::{Text, plural};
use crate::demo::aead::reuse::{Forgery, Seen, amend};
use crate::demo::primitive::aead::Aead;
use crate::demo::show::{same, words};
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Value};
use crate::text;

/// Turns the case of the first four letters.
pub(super) const CASE: [u8; 4] = [0x20; 4];

pub(super) fn solved(forgery: &Forgery, h: &[u8]) -> Step {
    let roots = forgery.candidates.len();
    let step = Step::desk(Text::new("the roots", "근"), "")
        .saying(text!(
            en: "Factoring over GF(2^128) gives {roots} root{s}; each is tried with a forgery, and the one that is accepted is H.",
            ko: "GF(2^128)에서 인수분해하면 근이 {roots}개 나온다. 하나씩 위조에 써 보고, 수락되는 것이 H이다.",
            s = plural(roots),
        ))
        .because(Text::new(
            "Berlekamp's trace algorithm: z^(2^128) - z is the product of all z - a, so its common divisor with the polynomial keeps one factor for each root; traces then divide the roots into halves until each stands alone. It takes milliseconds. Where the two messages have one block each and equal lengths, a division and a square root are enough.",
            "벌리캠프의 대각합 알고리즘이다. z^(2^128) - z는 모든 z - a의 곱이므로, 다항식과의 최대공약수에는 근마다 인수가 하나씩 남는다. 대각합으로 근을 반씩 갈라 하나가 될 때까지 나눈다. 수 밀리초면 된다. 두 메시지가 길이가 같은 한 블록이면 나눗셈 한 번과 제곱근 하나로 충분하다.",
        ));
    match &forgery.accepted {
        None => step,
        Some((found, _)) => step
            .with(Value::hex(
                Text::new("H, found", "찾아낸 H"),
                &found.bytes(),
                Knows::Attacker,
            ))
            .proving(same(
                Text::new("it is AES(0) under the key", "바로 키로 암호화한 0이다"),
                "h_recovered",
                "root = AES(K, 0)",
                &found.bytes(),
                h,
                Text::new("found without the key", "키 없이 찾아냈다"),
            )),
    }
}

pub(super) fn accepted(
    forgery: &Forgery,
    gcm: &Aead,
    key: &[u8],
    wanted: &[u8],
) -> Result<Step, Wrong> {
    let step = Step::desk(Text::new("a forgery", "위조"), "");
    let Some((_, forged)) = &forgery.accepted else {
        return Ok(step.saying(Text::new(
            "No forgery was accepted.",
            "위조가 수락되지 않았다.",
        )));
    };
    let opened = gcm.open(key, &forged.nonce, &forged.aad, &forged.sealed)?;
    let opened = opened.unwrap_or_default();
    let wanted = wanted.get(..opened.len()).unwrap_or(wanted);
    let tag = forged.parts().1;
    Ok(step
        .saying(Text::new(
            "The attacker writes a message, encrypts it with the known keystream and computes its tag with H. The receiver, with the real key and a reviewed library, opens it.",
            "공격자가 메시지를 써서 아는 키스트림으로 암호화하고 H로 태그를 계산한다. 진짜 키와 검토된 라이브러리를 쓰는 받는 쪽이 그것을 연다.",
        ))
        .with(Value::hex(Text::new("forged tag", "위조한 태그"), tag, Knows::Attacker))
        .with(Value::plain(Text::new("what the receiver reads", "받는 쪽이 읽은 것"), words(&opened), Knows::Secret))
        .proving(same(
            Text::new("the receiver accepts it", "받는 쪽이 수락한다"),
            "forgery_accepted",
            "open(k, n, A, c' ‖ t')",
            &opened,
            wanted,
            Text::new("and reads what the attacker wrote", "공격자가 쓴 글을 읽는다"),
        )))
}

pub(super) fn amended(
    forgery: &Forgery,
    gcm: &Aead,
    key: &[u8],
    later: &Seen,
) -> Result<Step, Wrong> {
    let step = Step::desk(Text::new("every later message", "이후의 모든 메시지"), "");
    let Some((h, _)) = &forgery.accepted else {
        return Ok(step.saying(Text::new(
            "H is not known, and later messages are safe.",
            "H를 모르므로 이후 메시지는 안전하다.",
        )));
    };
    let other = amend(*h, later, &CASE);
    let open = |seen: &Seen| gcm.open(key, &seen.nonce, &seen.aad, &seen.sealed);
    let before = open(later)?.unwrap_or_default();
    let after = open(&other)?.unwrap_or_default();
    Ok(step
        .saying(Text::new(
            "H belongs to the key, not to the nonce: a message under a fresh nonce, which the attacker cannot read, is changed where it pleases, and its tag is mended.",
            "H는 논스가 아니라 키에 딸린 값이다. 새 논스로 보낸, 공격자가 읽지도 못하는 메시지를 원하는 곳에서 바꾸고 태그를 고친다.",
        ))
        .with(Value::plain(Text::new("sent under a fresh nonce", "새 논스로 보낸 것"), words(&before), Knows::Secret))
        .with(Value::plain(Text::new("what the receiver reads", "받는 쪽이 읽은 것"), words(&after), Knows::Secret))
        .proving(same(
            Text::new("the receiver accepts it", "받는 쪽이 수락한다"),
            "amended_accepted",
            "t ⊕ GHASH(H, c) ⊕ GHASH(H, c')",
            other.parts().1,
            gcm.seal(key, &later.nonce, &later.aad, &after)?.get(after.len()..).unwrap_or_default(),
            Text::new("the mended tag is the one that the key gives", "고친 태그가 키로 만든 태그와 같다"),
        )))
}
