//! A ticket under CBC, changed through the IV and through the block before: two ways, one clean, one with garbage.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::primitive::cipher::BLOCK;
use crate::demo::show::{same, words, xor};
use crate::demo::symmetric::order::{Sealed, Swap, open};
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Value};
use crate::text;

/// `role=user;note=lunch with alice.;limit=000500`: the second block is all note, the limit stands in the third.
pub(super) fn ticket(chance: &mut Chance, name: &str) -> Vec<u8> {
    let limit = chance.below(900) + 100;
    let note = format!("lunch with {name}");
    format!("role=user;note={note:.<17};limit={limit:06}").into_bytes()
}

/// The change that makes a user root.
pub(super) fn role() -> Swap {
    Swap {
        at: 5,
        old: b"user".to_vec(),
        new: b"root".to_vec(),
    }
}

/// The change that makes the limit the highest there is.
pub(super) fn limit(ticket: &[u8]) -> Swap {
    let at = ticket.len().saturating_sub(6);
    let old = ticket.get(at..).unwrap_or_default().to_vec();
    Swap {
        at,
        new: vec![b'9'; old.len()],
        old,
    }
}

/// Tells how the role is changed through the IV: `noted` on its way becomes `promoted`.
pub(super) fn by_the_iv(
    key: &[u8],
    role: &Swap,
    [noted, promoted]: [&Sealed; 2],
) -> Result<Step, Wrong> {
    let [before, after] = [open(key, noted)?, open(key, promoted)?].map(Option::unwrap_or_default);
    let (old, new) = (words(&before), words(&after));
    let end = role.at + role.old.len();
    let part = |sealed: &Sealed| sealed.start.get(role.at..end).unwrap_or_default().to_vec();
    Ok(
        Step::desk(Text::new("CBC: through the IV", "CBC: IV를 통해서"), "SP 800-38A §6.2")
            .saying(text!(
                en: "Under CBC \"{old}\" lies in an attacker's hands as well. Bits of the IV reach the first block as they are, and AES never sees them: \"{new}\".",
                ko: "CBC로 암호화한 \"{old}\" 역시 공격자 손에 있다. IV의 비트는 AES를 거치지 않고 첫 블록에 그대로 닿는다. \"{new}\"",
            ))
            .with(Value::hex(Text::new("IV there", "그 자리의 IV"), &part(noted), Knows::Wire))
            .with(Value::hex(Text::new("changed to", "바꾼 값"), &part(promoted), Knows::Attacker))
            .proving(same(
                Text::new("the role", "역할"),
                "role_is_changed",
                "D(k, c₁) ⊕ IV ⊕ old ⊕ new",
                &after,
                &role.wanted(&before),
                Text::new("is changed, and no other byte", "역할만 바뀌고 다른 바이트는 그대로이다"),
            )),
    )
}

/// Tells how the limit is changed through the block before it, which becomes garbage.
pub(super) fn by_the_block(
    key: &[u8],
    ticket: &[u8],
    far: &Swap,
    changed: &Sealed,
) -> Result<Step, Wrong> {
    let read = open(key, changed)?.unwrap_or_default();
    let (old, new) = (words(&far.old), words(&far.new));
    let at = far.at;
    let [garbled, block] = [at / BLOCK, at / BLOCK + 1];
    let start = garbled * BLOCK;
    let differs = xor(ticket, &read);
    let hit = differs
        .get(start.saturating_sub(BLOCK)..start)
        .unwrap_or_default();
    let lost = hit.iter().filter(|byte| **byte != 0).count();
    let tail = read.get(start..).unwrap_or_default();
    let aim = far.wanted(ticket);
    Ok(
        Step::desk(Text::new("CBC: through the block before", "CBC: 앞 블록을 통해서"), "SP 800-38A §6.2")
            .saying(text!(
                en: "Byte {at} is in block {block}: the attacker turns over bits of ciphertext block {garbled}. \"{old}\" becomes \"{new}\"; of the note, block {garbled}, {lost} of 16 bytes become garbage.",
                ko: "바이트 {at} 자리는 {block}번 블록에 있으므로 공격자는 {garbled}번 암호문 블록의 비트를 뒤집는다. \"{old}\" 값이 \"{new}\" 값이 되고, 메모가 든 {garbled}번 블록은 16바이트 가운데 {lost}바이트가 쓰레기가 된다.",
            ))
            .because(Text::new(
                "Where the garbage falls on a name or a comment, nobody looks. In 2018 this was used against encrypted mail (EFAIL): bits of CBC and CFB were turned over to write HTML around the secret.",
                "쓰레기가 이름이나 주석에 떨어지면 아무도 보지 않는다. 2018년 암호화된 메일이 이렇게 공격받았다(EFAIL). CBC와 CFB의 비트를 뒤집어 비밀 둘레에 HTML을 써 넣었다.",
            ))
            .with(Value::plain(text!(en: "block {block}, read", ko: "읽힌 {block}번 블록"), words(tail), Knows::Wire))
            .proving(same(
                Text::new("the limit", "한도"),
                "later_block_is_changed",
                "D(k, c₃) ⊕ c₂ ⊕ old ⊕ new",
                tail,
                aim.get(start..).unwrap_or_default(),
                Text::new("it is what the attacker wanted", "공격자가 바라던 그대로이다"),
            )),
    )
}
