//! What is the same, how many bytes were sent, and what is not known.

use crate::base::text::Text;
use crate::story::compare::facts::Facts;
use crate::story::compare::headlines::case::{Case, say};
use crate::story::compare::model::{Headline, Likeness, Place};
use crate::text;

/// Nothing differs in meaning.
pub(super) fn alike(case: &Case<'_>) -> Option<Headline> {
    let [same, must, differs, left, right] = Likeness::ALL.map(|likeness| case.all.count(likeness));
    if differs + left + right > 0 {
        return None;
    }
    let n = same + must;
    let says = match must {
        0 => text!(
            en: "Both runs are the same, to the byte: {n} steps, and nothing differs.",
            ko: "두 실행은 바이트까지 똑같다: 단계 {n}개, 다른 것이 없다."
        ),
        _ => text!(
            en: "Both runs say the same: of {n} steps {must} differ, and only in what is fresh in every run or follows from it.",
            ko: "두 실행은 같은 말을 한다: 단계 {n}개 가운데 {must}개가 다르고, 실행마다 새로운 값과 거기서 따라 나오는 값만 다르다."
        ),
    };
    let why = match must {
        0 => Text::EMPTY,
        _ => Text::new(
            "Random values, key shares and numbers of bytes are drawn anew for every connection. Were they not, an old connection could be played back, and one stolen key would open all.",
            "난수, 키 교환의 몫, 바이트 번호는 연결마다 새로 뽑는다. 그러지 않으면 지난 연결을 되풀이할 수 있고, 키 하나가 새면 모두 열린다.",
        ),
    };
    say("alike", says, why, "")
}

/// One of the two, or both, is no TLS over TCP.
pub(super) fn unopened(case: &Case<'_>) -> Option<Headline> {
    let mut told = Vec::new();
    for (name, facts) in [(case.l, case.left), (case.r, case.right)] {
        if let Some(what) = &facts.unopened {
            let (en, ko) = (&what.en, &what.ko);
            told.push(text!(en: "{name} is {en}", ko: "{name}: {ko}"));
        }
    }
    let (en, ko) = match told.is_empty() {
        true => return None,
        false => (Text::join(&told, ", and ").en, Text::join(&told, ", ").ko),
    };
    let says = text!(
        en: "{en}, which is recognised but not opened: its messages cannot be compared.",
        ko: "{ko}. 알아보기는 하지만 풀지 않으므로 메시지는 비교할 수 없다."
    );
    let why = Text::new(
        "What is missing below is not missing on the way. Only frames stand here, and of each only addresses, ports and length.",
        "아래에 없는 것이 실제로 없었던 것은 아니다. 여기에는 프레임만 있고, 그 주소와 포트와 길이만 보인다.",
    );
    say("not_opened", says, why, "RFC 9001 §4")
}

/// Who sent how much.
pub(super) fn bytes(case: &Case<'_>) -> Option<Headline> {
    let (l, r) = (case.l, case.r);
    let ([a, b], [x, y]) = (case.left.bytes, case.right.bytes);
    let (left, right) = (a + b, x + y);
    if left == 0 || right == 0 || [a, b] == [x, y] {
        return None;
    }
    let says = text!(
        en: "Bytes in the frames of this connection: {l} {left} (client {a}, server {b}), {r} {right} (client {x}, server {y}).",
        ko: "이 연결의 프레임에 든 바이트: {l} {left} (클라이언트 {a}, 서버 {b}), {r} {right} (클라이언트 {x}, 서버 {y})."
    );
    say("bytes", says, Text::EMPTY, "")
}

/// There are connections beside the two that are compared.
pub(super) fn earlier(case: &Case<'_>) -> Option<Headline> {
    let counted = |side: usize| {
        let pairs = case.all.pairs.iter();
        let others = pairs.filter(|pair| pair.place != Place::Compared);
        others
            .filter(|pair| pair.steps.get(side).is_some_and(Option::is_some))
            .count()
    };
    let mut said = Vec::new();
    for (name, n, facts) in [
        (case.l, counted(0), case.left),
        (case.r, counted(1), case.right),
    ] {
        let resumes = facts.resumes.yes() || facts.offers_to_resume;
        match (n, resumes) {
            (0, _) => {}
            (_, true) => said.push(text!(
                en: "{name} has another connection before it ({n} steps), from which it resumes.",
                ko: "{name}: 그 앞에 다른 연결이 있고(단계 {n}개) 거기서 재개한다."
            )),
            (_, false) => said.push(text!(
                en: "{name} has another connection beside it ({n} steps).",
                ko: "{name}: 그 밖에 다른 연결이 있다(단계 {n}개)."
            )),
        }
    }
    if said.is_empty() {
        return None;
    }
    let says = Text::new(
        "One connection of each is compared.",
        "각각 연결 하나씩을 비교한다.",
    );
    let why = Text::new(
        "Where there are several, it is the last, for whose sake the others were made; #1 behind a name takes the first.",
        "연결이 여럿이면 마지막 것이다. 나머지는 그것을 위해 있다. 이름 뒤에 #1 을 붙이면 첫째를 고른다.",
    );
    say(
        "one_of_several",
        says.then(&Text::join(&said, " ")),
        why,
        "",
    )
}

/// Only one of the two shows what its ends computed in secret.
pub(super) fn on_paper(case: &Case<'_>) -> Option<Headline> {
    let [left, right] = [0, 1].map(|side: usize| {
        let pairs = case.all.pairs.iter();
        let compared = pairs.filter(|pair| pair.place == Place::Compared);
        let mut steps = compared.filter_map(|pair| *case.all.steps(pair).get(side)?);
        steps.any(|step| SECRETS.contains(&step.name.en.as_ref()))
    });
    // Who never chose a version did not come to a shared secret, and who resumes a session needs none.
    let fresh = |facts: &Facts| facts.version.is_some() && facts.group.is_some();
    if left == right || !fresh(case.left) || !fresh(case.right) {
        return None;
    }
    let (with, without) = match left {
        true => (case.l, case.r),
        false => (case.r, case.l),
    };
    let says = text!(
        en: "Key pairs and the shared secret are shown of {with} only: in {without} they were there as well, but no capture holds what never travelled.",
        ko: "키 쌍과 공유 비밀은 {with} 쪽에서만 보인다. {without} 쪽에도 있었지만, 선로를 지나지 않은 것은 캡처에 없다."
    );
    say("not_captured", says, Text::EMPTY, "")
}

/// Steps that hold what each end keeps to itself.
const SECRETS: &[&str] = &["shared secret", "premaster secret"];

/// Records stay shut.
pub(super) fn unknown(case: &Case<'_>) -> Option<Headline> {
    let shut = |facts: &Facts| facts.shut && !facts.tampered;
    let names = match (shut(case.left), shut(case.right)) {
        (false, false) => return None,
        (true, false) => Text::same(case.l.to_owned()),
        (false, true) => Text::same(case.r.to_owned()),
        (true, true) => Text::join(
            &[Text::same(case.l.to_owned()), Text::same(case.r.to_owned())],
            ", ",
        ),
    };
    let (en, ko) = (&names.en, &names.ko);
    let says = text!(
        en: "What stands in the encrypted records is not known here: {en}. Nothing is said of it.",
        ko: "암호화된 레코드 안에 무엇이 있는지 여기서는 알 수 없다: {ko}. 그것에 대해서는 말하지 않는다."
    );
    let why = Text::new(
        "Give the secrets with --keys: then the messages inside are compared too.",
        "--keys 로 비밀을 주면 그 안의 메시지도 비교한다.",
    );
    say("not_known", says, why, "")
}
