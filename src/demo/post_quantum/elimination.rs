//! Elimination against the toy: without errors it gives the secret, with them rubbish.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::equal::equal;
use crate::demo::glass::lwe::{Key, Public, Sizes as Toy};
use crate::story::model::{Step, Value};
use crate::text;

/// The toy of this demonstration.
pub(super) const TOY: Toy = Toy {
    n: 6,
    q: 101,
    m: 10,
    bound: 2,
};

/// Numbers in columns.
pub(super) fn list(numbers: &[i64]) -> String {
    let digits: Vec<String> = numbers.iter().map(|x| format!("{x:>3}")).collect();
    digits.join(" ")
}

/// Numbers one after the other, as a sentence has them.
pub(super) fn row(numbers: &[i64]) -> String {
    let digits: Vec<String> = numbers.iter().map(i64::to_string).collect();
    digits.join(" ")
}

pub(super) fn no_noise(key: &Key) -> Step {
    let mut step = Step::desk(Text::new("a key without errors", "오류 없는 키"), "")
        .saying(Text::new(
            "Somebody finds the errors untidy and leaves them out: b = row·s exactly. Bits still come back, always.",
            "누군가 오류가 지저분하다며 뺐다. b = 행·s 가 정확하다. 비트는 언제나 잘 돌아온다.",
        ))
        .because(Text::new(
            "Nothing an honest user tries will show the difference: it encrypts, it decrypts, it never fails. The same happens when the random generator behind the errors is stuck.",
            "정직한 사용자가 무엇을 해 보아도 차이가 없다. 암호화되고 복호화되며 실패하지도 않는다. 오류를 만드는 난수 생성기가 멈추어도 똑같은 일이 생긴다.",
        ));
    let rows = key.public.rows.iter().zip(&key.public.sums);
    for (number, (row, sum)) in (1..=3).zip(rows) {
        step = step.with(Value::plain(
            text!(en: "row {number}", ko: "행 {number}"),
            format!("{} · s = {sum}", list(row)),
            Knows::Wire,
        ));
    }
    step
}

pub(super) fn solved_for(key: &Key, solved: Option<&(Vec<i64>, u64)>) -> Step {
    let (found, work) = solved.cloned().unwrap_or_default();
    Step::desk(Text::new("solve for the key", "키를 풀어내다"), "")
        .saying(text!(
            en: "Anyone solves {n} equations in {n} unknowns as at school, by elimination, with {work} multiplications: that is s.",
            ko: "미지수 {n}개, 방정식 {n}개는 누구나 학교에서 배운 소거법으로 푼다. 곱셈 {work}번이면 s가 나온다.",
            n = TOY.n,
        ))
        .because(Text::new(
            "It takes n³ multiplications: for the 768 unknowns of ML-KEM-768 half a billion, a second of work. All of the security is in the errors.",
            "n³번쯤 곱하면 된다. ML-KEM-768의 미지수 768개라면 5억 번, 1초 거리이다. 안전은 모두 오류에 달려 있다.",
        ))
        .with(Value::plain("s", list(&found), Knows::Attacker))
        .proving(equal(
            Text::new("the secret key", "비밀 키"),
            "secret_found",
            "A·x = b",
            [&found, &key.secret].map(|numbers| row(numbers)),
            Text::new(
                "out of the public key alone: the secret, number by number",
                "공개 키만으로 얻은 비밀, 수 하나까지 같다",
            ),
        ))
}

pub(super) fn rubbish(key: &Key) -> Step {
    let found = key
        .public
        .eliminate()
        .map(|(found, _)| found)
        .unwrap_or_default();
    let right = found == key.secret;
    let residues = key.public.residues(&found);
    let worst = residues.iter().map(|x| x.abs()).max().unwrap_or(0);
    let bound = TOY.bound;
    Step::desk(Text::new("the same with errors", "오류가 있으면"), "Regev 2005")
        .saying(match right {
            false => text!(
                en: "On the key with errors the same elimination gives other numbers: put in, they miss an equation by {worst}, not by {bound}.",
                ko: "오류가 있는 키에 같은 소거법을 쓰면 다른 수가 나온다. 넣어 보면 {bound} 이 아니라 {worst} 만큼 어긋나는 방정식이 있다.",
            ),
            true => Text::new(
                "By a stroke of luck the equations used had no errors, and elimination found the secret: at this size that can happen.",
                "운 좋게도 쓰인 방정식에 오류가 없어 소거법이 비밀을 찾았다. 이 크기에서는 그럴 수 있다.",
            ),
        })
        .because(Text::new(
            "Elimination multiplies rows, and the errors with them. After one step they are spread over all of q, and what is solved is a system of random numbers.",
            "소거법은 행에 수를 곱하고 오류도 함께 곱한다. 한 단계만 지나도 오류가 q 전체로 퍼지고, 푸는 것은 무작위 수의 방정식이 된다.",
        ))
        .because(Text::new(
            "At this size it is a toy all the same: five possible errors in six equations are 15625 systems to solve, no work at all.",
            "그래도 이 크기는 장난감이다. 방정식 여섯 개에 가능한 오류 다섯 가지이면 15625가지만 풀어 보면 된다.",
        ))
        .with(Value::plain(Text::new("elimination says", "소거법의 답"), list(&found), Knows::Attacker))
        .with(Value::plain("s", list(&key.secret), Knows::Secret))
        .with(Value::plain(Text::new("misses by", "어긋난 값"), list(&residues), Knows::Attacker))
}

pub(super) fn real_sizes() -> Step {
    Step::desk(Text::new("in earnest", "실제 크기"), "FIPS 203 §8")
        .saying(Text::new(
            "ML-KEM-768 has 768 unknowns, q = 3329, and errors between −2 and 2: the errors are as small as here, the number of unknowns does it.",
            "ML-KEM-768은 미지수 768개, q = 3329, 오류는 −2에서 2 사이이다. 오류는 여기만큼 작고, 미지수의 수가 안전을 만든다.",
        ))
        .because(Text::new(
            "The best attacks look for a short vector in a lattice made of A and b; their cost grows exponentially with the number of unknowns, for quantum computers too as far as anyone knows.",
            "가장 좋은 공격은 A와 b로 만든 격자에서 짧은 벡터를 찾는다. 비용은 미지수의 수에 따라 지수로 늘며, 알려진 바로는 양자 컴퓨터에서도 그렇다.",
        ))
}

/// What the attacker makes of a public key.
fn solve(public: &Public) -> Option<Vec<i64>> {
    public.eliminate().map(|(found, _)| found)
}

/// Whether elimination gives the secret.
pub(super) fn wins(chance: &mut Chance, instance: Instance) -> bool {
    let bound = match instance {
        Instance::Weak => 0,
        Instance::Fixed => TOY.bound,
    };
    let key = Key::new(chance, Toy { bound, ..TOY });
    solve(&key.public).is_some_and(|found| found == key.secret)
}
