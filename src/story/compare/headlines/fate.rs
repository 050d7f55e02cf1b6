//! How it ended: what was changed on the way and who noticed, and which of the two fails for which cause.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Side;
use crate::base::text::{Text, plural};
use crate::base::verdict::Verdict;
use crate::story::compare::facts::{Facts, the};
use crate::story::compare::headlines::case::{Case, say};
use crate::story::compare::model::{Aspect, Difference, Headline, Likeness, Nature, Pair, Place};
use crate::story::model::{Cause, Cover, Fate, Kind, Step};
use crate::text;

/// A frame was changed on the way in one of the two: where, and what.
pub(super) fn changed(case: &Case<'_>) -> Option<Headline> {
    let [(bad, _), (good, _)] = case.one(|facts| facts.tampered)?;
    let side = usize::from(bad == case.r);
    let found = case.all.pairs.iter().find_map(|pair| {
        let mut differences = pair.differences.iter();
        let difference = differences
            .find(|d| d.nature == Nature::Changed && d.spots.iter().all(Option::is_some))?;
        Some((pair, difference))
    });
    let Some((pair, difference)) = found else {
        // The runs drew their own values: byte against byte says nothing, and the story itself knows what was changed.
        let cause = cause(case, bad)?;
        let (en, ko) = (&cause.sentence.en, &cause.sentence.ko);
        let says = text!(en: "In {bad}, something was changed on the way. {en}", ko: "{bad}: 도중에 바뀐 것이 있다. {ko}");
        return say("changed_on_the_way", says, Text::EMPTY, "");
    };
    let steps = case.all.steps(pair);
    let [left, right] = steps;
    let sent = match side {
        1 => left?,
        _ => right?,
    };
    let number = pair.steps.get(side).copied().flatten()? + 1;
    let change = byte(difference, steps, side)?;
    let same = same_before(case, pair);
    let message = sent.name.en.to_string();
    let from = the(sent.sender()?);
    let (from_en, from_ko) = (&from.en, &from.ko);
    let field = difference.name.en.rsplit(" › ").next().unwrap_or_default();
    let (at, was, is) = change;
    let told = match (inside(sent), message.as_str()) {
        (Cover::Clear, _) => text!(
            en: "byte {at} of the field {field} of {message} from {from_en}",
            ko: "{message} 메시지({from_ko})의 {field} 필드 {at}번 바이트"
        ),
        (Cover::Opened | Cover::Sealed, _) => text!(
            en: "byte {at} of the {field} of the record from {from_en} that begins with {message}",
            ko: "{message} 메시지로 시작하는 레코드({from_ko})의 {field} {at}번 바이트"
        ),
    };
    let (en, ko) = (&told.en, &told.ko);
    let says = text!(
        en: "Until step {number} of {bad}, both runs are the same{same_en}. There one byte was changed on the way: {en}, counted from 0, was 0x{was:02x} when sent, as {good} has it, and arrived as 0x{is:02x}.",
        ko: "{bad} 단계 {number} 앞까지 두 실행은 {same_ko}같다. 거기서 도중에 바이트 하나가 바뀌었다: {ko}(0부터 셈). 보낼 때는 {good} 쪽과 같은 0x{was:02x}, 도착했을 때는 0x{is:02x}.",
        same_en = same.en.as_ref(), same_ko = same.ko.as_ref()
    );
    let bits = (was ^ is).count_ones();
    let why = text!(
        en: "It is {bits} of the 8 bits. The checksums of TCP were made right again, so that neither TCP nor IP could notice: against intent, only cryptography helps.",
        ko: "8비트 가운데 {bits}비트이다. TCP 체크섬을 다시 맞추었으므로 TCP도 IP도 알아챌 수 없다. 일부러 바꾼 것은 암호로만 알아챈다."
    );
    say("changed_on_the_way", says, why, "")
}

/// The first byte of a field that differs: its place from 0, what it was and what it became.
fn byte(difference: &Difference, steps: [Option<&Step>; 2], bad: usize) -> Option<(usize, u8, u8)> {
    let bytes = |which: usize| -> Option<Vec<u8>> {
        let spot = difference.spots.get(which)?.as_ref()?;
        let step = steps.get(which).copied().flatten()?;
        let exhibit: &Exhibit = step.exhibits.get(spot.exhibit)?;
        Some(exhibit.bytes.get(spot.at.clone())?.to_vec())
    };
    let (is, was) = (bytes(bad)?, bytes(1 - bad)?);
    let at = is.iter().zip(&was).position(|(a, b)| a != b)?;
    Some((at, *was.get(at)?, *is.get(at)?))
}

/// Whether every pair before is the same to the byte.
fn same_before(case: &Case<'_>, here: &Pair) -> Text {
    let pairs = case.all.pairs.iter();
    let mut before = pairs
        .filter(|pair| pair.place == Place::Compared)
        .take_while(|pair| pair.steps != here.steps);
    // A message may share its frame with the change: then the frame differs, and the message does not.
    let of_frame = |pair: &Pair, difference: &Difference| {
        let [spot, _] = &difference.spots;
        let [step, _] = case.all.steps(pair);
        let exhibit = spot
            .as_ref()
            .and_then(|spot| step?.exhibits.get(spot.exhibit));
        let frame = exhibit.is_some_and(|e| matches!(e.origin, Origin::Packet(_)));
        difference.nature == Nature::Follows && (frame || difference.aspect == Aspect::Fate)
    };
    let same = |pair: &Pair| match pair.likeness() {
        Likeness::Same => true,
        Likeness::AsItMust => pair.differences.iter().all(|d| of_frame(pair, d)),
        Likeness::Differs | Likeness::OnlyLeft | Likeness::OnlyRight => false,
    };
    match before.all(same) {
        true => Text::new(", to the byte", "바이트까지 "),
        false => Text::EMPTY,
    }
}

fn inside(step: &Step) -> Cover {
    match step.kind {
        Kind::Wire { cover, .. } => cover,
        Kind::Computation { .. } | Kind::Remark | Kind::Desk => Cover::Clear,
    }
}

/// Who noticed the change, and how.
pub(super) fn noticed(case: &Case<'_>) -> Option<Headline> {
    let [(bad, facts), _] = case.one(|facts| facts.tampered)?;
    let alert = facts
        .messages
        .iter()
        .find(|m| m.name.starts_with("alert ") && m.name != "alert close_notify");
    let side = usize::from(bad == case.r);
    let story = case.all.stories.get(side)?;
    let dark = facts
        .messages
        .iter()
        .find(|m| m.name == "protected record" && story.steps.get(m.step).is_some_and(hurt));
    let refuted = refuted(case, side);
    let how = match (dark, &refuted) {
        (Some(message), _) => {
            let who = the(message.side.peer());
            let (en, ko) = (&who.en, &who.ko);
            text!(
                en: "{en} notices at once: the authentication tag (AEAD) of the changed record no longer fits its bytes, so the record does not open, and nothing of it is used",
                ko: "{ko} 쪽이 곧바로 알아챈다: 바뀐 레코드의 인증 태그(AEAD)가 바이트와 맞지 않아 레코드가 열리지 않고, 그 안의 어느 것도 쓰지 않는다"
            )
        }
        (None, Some(claim)) => {
            let (en, ko) = (&claim.en, &claim.ko);
            text!(
                en: "the change is in the clear and looks like any other value, but both ends hash every message: they hashed different bytes, and what is computed from that no longer agrees ({en})",
                ko: "바뀐 것은 평문이고 여느 값과 다를 바 없어 보인다. 그러나 양 끝은 모든 메시지를 해시한다. 서로 다른 바이트를 해시했으므로 거기서 계산한 것이 맞지 않는다 ({ko})"
            )
        }
        (None, None) => return None,
    };
    let (en, ko) = (&how.en, &how.ko);
    let end = match alert {
        Some(alert) => {
            let word = alert.name.trim_start_matches("alert ").to_owned();
            match alert.side {
                Side::Client => text!(
                    en: "The client ends it with the alert {word}.",
                    ko: "클라이언트가 경고로 끝낸다: {word}."
                ),
                Side::Server => text!(
                    en: "The server ends it with the alert {word}.",
                    ko: "서버가 경고로 끝낸다: {word}."
                ),
            }
        }
        None => Text::new("No alert is seen.", "경고는 보이지 않는다."),
    };
    let says = text!(en: "In {bad}, {en}.", ko: "{bad}: {ko}.");
    let why = match dark {
        Some(_) => Text::new(
            "The tag is a MAC over all of the record under a key that only the ends have. One bit is enough, and it does not matter which.",
            "태그는 레코드 전체에 대한 MAC이며 그 키는 양 끝만 가졌다. 한 비트면 충분하고, 어느 비트인지는 상관없다.",
        ),
        None => Text::new(
            "The keys of TLS 1.3 come from the hash of both hellos, and Finished and the signature cover all messages; that is why nobody can change a hello unseen, although it is in the clear.",
            "TLS 1.3의 키는 두 헬로 메시지의 해시에서 나오고, Finished와 서명은 모든 메시지를 덮는다. 그래서 평문인데도 헬로 메시지를 몰래 바꿀 수 없다.",
        ),
    };
    say("noticed", says.then(&end), why, "RFC 8446 §5.2")
}

/// A record that was changed, and whose tag therefore does not verify.
fn hurt(step: &Step) -> bool {
    let changed = matches!(
        step.kind,
        Kind::Wire {
            fate: Fate::Changed,
            ..
        }
    );
    changed
        && step
            .proofs
            .iter()
            .any(|proof| proof.verdict == Verdict::Fails)
}

/// The first claim that holds in the good run and fails in the other.
fn refuted(case: &Case<'_>, bad: usize) -> Option<Text> {
    case.all.pairs.iter().find_map(|pair| {
        let [left, right] = case.all.steps(pair);
        let (ill, well) = match bad {
            1 => (right?, left?),
            _ => (left?, right?),
        };
        let mut proofs = ill.proofs.iter();
        let found = proofs.find(|proof| {
            let mut others = well.proofs.iter();
            proof.verdict == Verdict::Fails
                && proof.seen.is_some()
                && others.any(|o| o.key == proof.key && o.verdict != Verdict::Fails)
        })?;
        Some(found.claim.clone())
    })
}

fn cause<'c>(case: &Case<'c>, name: &str) -> Option<&'c Cause> {
    let side = usize::from(name == case.r);
    let story = *case.all.stories.get(side)?;
    story.cause.as_ref()
}

/// One ends well and the other fails, or both fail for other causes.
pub(super) fn outcome(case: &Case<'_>) -> Option<Headline> {
    let fails = |facts: &Facts| facts.fails;
    let told = |name: &str, facts: &Facts| match cause(case, name) {
        Some(cause) => cause.sentence.clone(),
        None => {
            let alert = facts.messages.iter().find(|m| m.name.starts_with("alert "));
            let word = alert.map_or("", |m| m.name.trim_start_matches("alert "));
            text!(en: "It ends with the alert {word}.", ko: "경고로 끝난다: {word}.")
        }
    };
    if let Some([(bad, facts), (good, other)]) = case.one(fails) {
        let sentence = told(bad, facts);
        let (en, ko) = (&sentence.en, &sentence.ko);
        let data = other
            .messages
            .iter()
            .any(|m| m.name.ends_with("application data"));
        let well = match data {
            true => text!(en: "{good} ends well", ko: "{good} 쪽은 성공한다"),
            false => {
                text!(en: "in {good} nothing shows a failure", ko: "{good} 쪽에는 실패가 보이지 않는다")
            }
        };
        let (well, well_ko) = (&well.en, &well.ko);
        // What was changed on the way has been said by then.
        let says = match facts.tampered && !other.tampered {
            true => text!(en: "{well}; {bad} fails.", ko: "{well_ko}. {bad} 쪽은 실패한다."),
            false => text!(
                en: "{well}; {bad} fails. {en}",
                ko: "{well_ko}. {bad} 쪽은 실패한다. {ko}"
            ),
        };
        let why = cause(case, bad).map_or(Text::EMPTY, both_ends);
        return say("outcome", says, why, "");
    }
    if !case.left.fails {
        return None;
    }
    let (a, b) = (cause(case, case.l)?, cause(case, case.r)?);
    if a.sentence == b.sentence && a.key == b.key {
        return None;
    }
    let (l, r) = (case.l, case.r);
    let (x, y) = (&a.sentence, &b.sentence);
    let (x_ko, y_ko) = (&x.ko, &y.ko);
    let (x, y) = (&x.en, &y.en);
    let says = text!(
        en: "Both fail. {l}: {x} {r}: {y}",
        ko: "둘 다 실패한다. {l}: {x_ko} {r}: {y_ko}"
    );
    let alerts = Text::join([&a.alert, &b.alert], "; ");
    let (en, ko) = (&alerts.en, &alerts.ko);
    let why = text!(en: "Alerts: {en}.", ko: "경고: {ko}.");
    say("outcome", says, why, "")
}

/// Up to where the one that fails is like the other.
pub(super) fn parted(case: &Case<'_>) -> Option<Headline> {
    let [(bad, facts), (good, other)] = case.one(|facts| facts.fails)?;
    if facts.tampered || other.tampered {
        return None;
    }
    let side = usize::from(bad == case.r);
    let compared = || {
        let pairs = case.all.pairs.iter();
        pairs.filter(|pair| pair.place == Place::Compared)
    };
    let differs = |pair: &&Pair| !matches!(pair.likeness(), Likeness::Same | Likeness::AsItMust);
    let first = compared().find(differs)?;
    let before = compared()
        .take_while(|pair| pair.steps != first.steps)
        .count();
    let [a, b] = case.all.steps(first);
    let (own, well) = match side {
        1 => (b, a),
        _ => (a, b),
    };
    let step = own.or(well)?;
    let number = first
        .steps
        .get(usize::from(own.is_none()) ^ side)
        .copied()
        .flatten()?
        + 1;
    let holder = match own {
        Some(_) => bad,
        None => good,
    };
    let (name, name_ko) = (&step.name.en, &step.name.ko);
    if before == 0 {
        return None;
    }
    let steps = plural(before);
    let says = text!(
        en: "For {before} step{steps} nothing differs in meaning; the first difference is step {number} of {holder}, {name}.",
        ko: "처음 {before}단계에서는 뜻이 다른 것이 없다. 처음 다른 것: {holder} 단계 {number}, {name_ko}."
    );
    say("parted", says, Text::EMPTY, "")
}

/// What each end needed, and the alert.
fn both_ends(cause: &Cause) -> Text {
    let (client, server, alert) = (&cause.client, &cause.server, &cause.alert);
    let (client_ko, server_ko, alert_ko) = (&client.ko, &server.ko, &alert.ko);
    let (client, server, alert) = (&client.en, &server.en, &alert.en);
    text!(
        en: "The client {client}. The server {server}. Alert: {alert}.",
        ko: "클라이언트 쪽 {client_ko}. 서버 쪽 {server_ko}. 경고: {alert_ko}."
    )
}
