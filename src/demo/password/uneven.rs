//! What a Diffie-Hellman secret looks like before and after it is extracted: counted on a toy, where one can see it.

use crate::base::text::Text;
use crate::demo::chance::Chance;
use crate::demo::glass::modular::power;
use crate::demo::password::label::extract;
use crate::demo::wrong::Wrong;
use crate::story::model::Step;
use crate::story::picture::{Bar, Drawing, Picture};
use crate::text;

/// A prime of 16 bits, small enough to see that its numbers do not fill their bits, and a number whose powers are all of them.
const PRIME: u64 = 40_961;
const ROOT: u64 = 3;

/// How many secrets the picture counts.
const COUNTED: u64 = 3200;

/// What is made of a secret before it is used as a key.
#[derive(Clone, Copy, Debug)]
pub(super) enum Taken {
    /// Nothing.
    Raw,
    /// HKDF-Extract.
    Extracted,
}

/// How often the highest three bits of a small Diffie-Hellman secret have each value.
pub(super) fn uneven(chance: &mut Chance, taken: Taken) -> Result<Step, Wrong> {
    let mut counts = [0u64; 8];
    for _ in 0..COUNTED {
        let shared = power(ROOT, chance.below(PRIME - 1), PRIME);
        let bytes = u16::try_from(shared).unwrap_or(u16::MAX).to_be_bytes();
        let first = match taken {
            Taken::Raw => bytes.first().copied(),
            Taken::Extracted => extract(b"", &bytes)?.first().copied(),
        };
        let high = usize::from(first.unwrap_or(0) >> 5);
        if let Some(count) = counts.get_mut(high) {
            *count += 1;
        }
    }
    let bars = counts.iter().enumerate().map(|(n, count)| Bar {
        label: Text::same(format!("{n:03b}")),
        count: *count,
    });
    let never = counts.iter().filter(|count| **count == 0).count();
    let picture = Picture::new(
        Text::new("highest three bits", "위쪽 세 비트"),
        text!(en: "{never} of 8 values never occur", ko: "8가지 값 중 {never}가지는 나오지 않음"),
        Drawing::Bars(bars.collect()),
    );
    let step = match taken {
        Taken::Raw => Step::desk(Text::new("a raw secret as a key", "날것의 비밀을 키로"), "RFC 7748 §6.1")
            .saying(text!(
                en: "Secrets of a toy Diffie-Hellman modulo {PRIME} fill 16 bits unevenly: of {COUNTED}, the highest three bits never had {never} of their 8 values.",
                ko: "법이 {PRIME}인 장난감 디피-헬먼 비밀은 16비트를 고르게 채우지 않는다. {COUNTED}개에서 위쪽 세 비트는 8가지 값 중 {never}가지를 한 번도 갖지 않았다.",
            ))
            .because(Text::new(
                "A real secret is large, and its unevenness is smaller; but part of it may be a key of its own (the first 16 bytes, say), and structure in a key is an attacker's foothold. Leading zeros were stripped in TLS 1.2, which made the length of the secret visible in time (Raccoon, 2020).",
                "진짜 비밀은 크고 치우침은 더 작다. 그러나 그 일부(이를테면 앞의 16바이트)를 키로 쓰기도 하고, 키에 구조가 있으면 공격자의 발판이 된다. TLS 1.2는 앞의 0을 떼어 냈고, 그래서 비밀의 길이가 시간으로 드러났다(Raccoon, 2020).",
            )),
        Taken::Extracted => Step::desk(Text::new("extracted first", "추출한 다음에"), "RFC 5869 §3.3")
            .saying(match never {
                0 => text!(
                    en: "The same kind of secrets after HKDF-Extract: {COUNTED} of them take all 8 values of the highest three bits.",
                    ko: "같은 종류의 비밀을 HKDF로 추출했다. {COUNTED}개의 위쪽 세 비트에 8가지 값이 모두 나온다.",
                ),
                _ => text!(
                    en: "The same kind of secrets after HKDF-Extract: of {COUNTED}, {never} of the 8 values never occur.",
                    ko: "같은 종류의 비밀을 HKDF로 추출했다. {COUNTED}개에서 8가지 값 중 {never}가지가 나오지 않는다.",
                ),
            })
            .because(Text::new(
                "What is unpredictable is spread over all bits. It has not become more: whoever tries all 40960 secrets of this toy finds the key.",
                "예측할 수 없는 것이 모든 비트에 퍼졌다. 늘어나지는 않았다. 이 장난감의 비밀 40960가지를 모두 시도하면 키가 나온다.",
            )),
    };
    Ok(step.picturing(picture))
}
