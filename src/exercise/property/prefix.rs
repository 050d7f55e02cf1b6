//! Two files whose hashes begin alike.

use crate::base::text::Text;
use crate::demo::primitive::hash::sha256;
use crate::exercise::property::test::{Case, Found, Test};
use crate::text;

/// The file and the one called `other` differ, both begin with `prefix`, and the first `bits` of their SHA-256 are the same.
pub static COLLISION: Test = Test {
    name: "collision",
    look,
};

fn look(case: &Case<'_>) -> Found {
    let (name, other) = (case.name, case.with.text("other"));
    let Some(second) = case.handed.get(other) else {
        return Found::Unreadable(text!(
            en: "{other} is missing beside {name}",
            ko: "{name} 옆에 있어야 할 파일이 없다: {other}",
        ));
    };
    let prefix = case.with.text("prefix").as_bytes();
    let wanted = u32::try_from(case.with.number("bits").unwrap_or(256)).unwrap_or(256);
    if case.file == second {
        return Found::Slip(
            "same",
            Text::new("both files are the same", "두 파일이 같다"),
        );
    }
    for (name, file) in [(name, case.file), (other, second)] {
        if !file.starts_with(prefix) {
            let seen = text!(en: "{name} begins otherwise", ko: "{name} 파일의 시작이 다르다");
            return Found::Slip("prefix", seen);
        }
    }
    let agree = alike(case.file, second);
    let seen = text!(
        en: "the first {agree} bits of the two hashes agree",
        ko: "두 해시의 처음 {agree}비트가 같다",
    );
    if agree >= wanted {
        return Found::Holds(seen);
    }
    let bare = |file: &[u8]| file.strip_suffix(b"\n").unwrap_or(file).to_vec();
    if alike(&bare(case.file), &bare(second)) >= wanted {
        return Found::Slip("newline", seen);
    }
    Found::Slip("few_bits", seen)
}

/// How many bits from the first on agree in the hashes of both.
fn alike(one: &[u8], other: &[u8]) -> u32 {
    let mut agree = 0;
    for (a, b) in sha256(one).iter().zip(sha256(other)) {
        let zeros = (a ^ b).leading_zeros();
        agree += zeros;
        if zeros < 8 {
            break;
        }
    }
    agree
}
