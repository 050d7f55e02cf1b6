//! The parts of GCM as steps: the counter that encrypts, GHASH turn by turn, the tag.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::Field;
use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::glass::ghash::{Element, Turn, blocks, turns};
use crate::demo::primitive::cipher::{self, Padding};
use crate::demo::show::{same, words, xor};
use crate::demo::wrong::Wrong;
use crate::story::model::{Step, Value};
use crate::text;

/// What GCM computes on its way.
pub(super) struct Parts {
    pub(super) h: Element,
    pub(super) j0: Vec<u8>,
    /// The counter block that the message begins with: J0 and one.
    pub(super) first: Vec<u8>,
    /// AES of J0, added to the result of GHASH.
    mask: Vec<u8>,
    turns: Vec<Turn>,
}

impl Parts {
    pub(super) fn of(key: &[u8], nonce: &[u8], aad: &[u8], text: &[u8]) -> Result<Self, Wrong> {
        let h = Element::read(&cipher::ecb_encrypt(key, &[0; 16], Padding::None)?);
        let j0 = [nonce, &[0, 0, 0, 1]].concat();
        Ok(Self {
            h,
            mask: cipher::ecb_encrypt(key, &j0, Padding::None)?,
            first: [nonce, &[0, 0, 0, 2]].concat(),
            j0,
            turns: turns(h, &blocks(aad, text)),
        })
    }

    /// J0, taken apart.
    pub(super) fn first_block(&self) -> Exhibit {
        Exhibit::read(Text::same("J0"), Origin::Computed, &self.j0, |r| {
            r.bytes(&NONCE, 12)?;
            r.u32(&COUNTER).map(drop)
        })
    }

    fn hash(&self) -> Element {
        self.turns.last().map_or(Element::ZERO, |turn| turn.after)
    }
}

pub(super) fn encrypted(message: &[u8], parts: &Parts, text: &[u8]) -> Step {
    let stream = xor(message, text);
    let count = message.len().div_ceil(16);
    let mut step = Step::desk(Text::new("the counter encrypts", "카운터가 암호화한다"), "SP 800-38D §6.5")
        .saying(text!(
            en: "AES of the counter blocks from 2 on ({count} here) is the keystream; added to the message it gives the ciphertext, cut where the message ends.",
            ko: "2번부터 카운터 블록 {count}개를 AES로 암호화한 것이 키스트림이고, 메시지에 더하면 암호문이 된다. 메시지가 끝나는 곳에서 자른다.",
        ))
        .with(Value::plain(Text::new("message", "메시지"), words(message), Knows::Secret))
        .with(Value::hex(Text::new("message bytes", "메시지 바이트"), message, Knows::Secret))
        .with(Value::hex(Text::new("counter block 2", "카운터 블록 2"), &parts.first, Knows::Wire))
        .with(Value::hex(Text::new("keystream", "키스트림"), &stream, Knows::Secret))
        .with(Value::hex(Text::new("ciphertext", "암호문"), text, Knows::Wire));
    step = step.because(Text::new(
        "No padding: a message of n bytes has n bytes of ciphertext. The blocks do not depend on each other, so that many are computed at once; and decryption needs AES in the forward direction only.",
        "패딩이 없다. n바이트 메시지의 암호문은 n바이트이다. 블록끼리 얽히지 않아 여럿을 한꺼번에 계산하고, 복호화에도 AES의 정방향만 쓴다.",
    ));
    step
}

pub(super) fn hashed(parts: &Parts, aad: &[u8], text: &[u8]) -> Step {
    let lengths = parts.turns.last().map(|turn| turn.block.bytes());
    let (a, c) = (aad.chunks(16).count(), text.chunks(16).count());
    let mut step = Step::desk(Text::new("GHASH, block by block", "블록마다 GHASH"), "SP 800-38D §6.4")
        .saying(Text::new(
            "Associated data, ciphertext, and a block of their lengths: each block is added to what is there, and the sum is multiplied by H in GF(2^128).",
            "연관 데이터, 암호문, 그리고 길이 블록. 블록마다 지금까지의 값에 더하고, 그 합에 GF(2^128)에서 H를 곱한다.",
        ))
        .because(Text::new(
            "It is Horner's rule: the blocks are the coefficients of a polynomial, and GHASH is its value at H. Two different messages agree at few points only (a polynomial of degree n has at most n roots), and H is one of 2^128 points that the attacker does not know.",
            "호너의 방법이다. 블록은 다항식의 계수이고 GHASH는 H에서의 값이다. 서로 다른 두 메시지의 값이 같아지는 점은 몇 개뿐이고(n차 다항식의 근은 많아야 n개), H는 공격자가 모르는 2^128개 점 가운데 하나이다.",
        ))
        .because(Text::new(
            "The lengths close it, so that a byte cannot move from the associated data into the ciphertext. In GF(2^128) adding is XOR and the product is reduced by x^128 + x^7 + x^2 + x + 1; GCM writes the bits in reverse, the first bit of a block being x^0.",
            "길이로 닫으므로 연관 데이터의 바이트를 암호문 쪽으로 옮길 수 없다. GF(2^128)에서 덧셈은 XOR이고, 곱은 x^128 + x^7 + x^2 + x + 1로 줄인다. GCM은 비트를 거꾸로 적어 블록의 첫 비트가 x^0이다.",
        ));
    for (n, turn) in parts.turns.iter().enumerate() {
        let place = n + 1;
        let name = if n < a {
            text!(en: "Y{place}, associated data", ko: "Y{place}, 연관 데이터")
        } else if n < a + c {
            text!(en: "Y{place}, ciphertext", ko: "Y{place}, 암호문")
        } else {
            text!(en: "Y{place}, lengths", ko: "Y{place}, 길이")
        };
        step = step.with(Value::hex(name, &turn.after.bytes(), Knows::Secret));
    }
    let lengths = lengths.unwrap_or_default();
    step.exhibiting(Exhibit::read(
        Text::new("the block of lengths", "길이 블록"),
        Origin::Computed,
        &lengths,
        |r| {
            r.uint(&AAD_BITS, 8)?;
            r.uint(&TEXT_BITS, 8).map(drop)
        },
    ))
}

pub(super) fn tagged(parts: &Parts, tag: &[u8]) -> Step {
    let glass = xor(&parts.hash().bytes(), &parts.mask);
    Step::desk(Text::new("the tag", "태그"), "SP 800-38D §7.1")
        .saying(Text::new(
            "AES of J0 is added to the result of GHASH, so that the tag does not show it.",
            "GHASH 결과에 J0을 AES로 암호화한 값을 더해, 태그에 그 결과가 드러나지 않게 한다.",
        ))
        .because(Text::new(
            "This is the design of Wegman and Carter (1981): a hash with a secret point, masked anew for each message. The mask is a one-time pad, and like a pad it must not be used twice. Without the mask a single tag would give H away: it would be an equation with one unknown.",
            "웨그먼과 카터(1981)의 설계이다. 비밀 점을 쓰는 해시를 메시지마다 새로 가린다. 가리개는 일회용 패드이고, 패드처럼 두 번 쓰면 안 된다. 가리개가 없다면 태그 하나가 곧 미지수 하나짜리 방정식이어서 H가 드러난다.",
        ))
        .with(Value::hex("AES(J0)", &parts.mask, Knows::Secret))
        .with(Value::hex(Text::new("tag", "태그"), tag, Knows::Wire))
        .proving(same(
            Text::new("computed by hand, it is the tag of a reviewed library", "손으로 계산한 값이 검토된 라이브러리의 태그와 같다"),
            "gcm_tag",
            "GHASH(H, A, C) ⊕ AES(J0)",
            &glass,
            tag,
            Text::new("every one of the 16 bytes is right", "16바이트가 모두 맞다"),
        ))
}

static NONCE: Field = Field::hex(
    "nonce",
    "SP 800-38D §7.1",
    "Different for every message under one key; not secret.",
    "키 하나에서 메시지마다 달라야 한다. 비밀은 아니다.",
);
static COUNTER: Field = Field::dec(
    "counter",
    "SP 800-38D §6.2",
    "Counts the blocks of this message, from 1.",
    "이 메시지의 블록을 1부터 센다.",
);
static AAD_BITS: Field = Field::dec(
    "len(A)",
    "SP 800-38D §7.1",
    "Bits of associated data.",
    "연관 데이터의 비트 수.",
);
static TEXT_BITS: Field = Field::dec(
    "len(C)",
    "SP 800-38D §7.1",
    "Bits of ciphertext.",
    "암호문의 비트 수.",
);
