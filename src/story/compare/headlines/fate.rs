//! How it ended: what was changed on the way and who noticed, and which of the two fails for which cause.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Side;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::story::compare::facts::{Facts, the};
use crate::story::compare::headlines::case::{Case, say};
use crate::story::compare::model::{Aspect, Difference, Headline, Likeness, Nature, Pair, Place};
use crate::story::model::{Cause, Cover, Fate, Kind, Step, Story};
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
    let well = pair.steps.get(1 - side).copied().flatten();
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
    let told = match lies(case.all.stories.get(1 - side)?, well?, at) {
        Some((step, place)) if field == "ciphertext" && step.name != sent.name => {
            let (en, ko, name, name_ko) = (&told.en, &told.ko, &step.name.en, &step.name.ko);
            text!(
                en: "{en} (inside lies byte {place} of {name}, as {good} opens it)",
                ko: "{ko}(그 안은 {good} 쪽에서 열어 보면 {name_ko} 메시지의 {place}번 바이트)"
            )
        }
        _ => told,
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
    say("changed_on_the_way", says, why, "RFC 9293 §3.1")
}

/// In which message of an opened record a byte of its ciphertext lies, and where in it: every byte is encrypted in its own place.
fn lies(story: &Story, sent: usize, at: usize) -> Option<(&Step, usize)> {
    let opened = |step: &Step| {
        step.exhibits.iter().find_map(|e| match e.origin {
            Origin::Opened { from, record, .. } => Some((from, record, e.bytes.len())),
            _ => None,
        })
    };
    let steps = story.steps.get(sent..)?;
    let (side, number, size) = opened(steps.first()?)?;
    let mut start = 0;
    for step in steps {
        let Kind::Wire { length, .. } = step.kind else {
            continue;
        };
        if start >= size {
            return None;
        }
        if opened(step).is_none_or(|(from, record, _)| (from, record) != (side, number)) {
            continue;
        }
        if (start..start + length).contains(&at) {
            return Some((step, at - start));
        }
        start += length;
    }
    None
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
    let refuted = refuted(case, side, alert.map(|alert| alert.side));
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

/// The first claim that holds in the good run and fails in the other: rather of the secret of the other side than `notices`, for
/// that is what whoever notices cannot open.
fn refuted(case: &Case<'_>, bad: usize, notices: Option<Side>) -> Option<Text> {
    let mut first = None;
    for pair in &case.all.pairs {
        let [left, right] = case.all.steps(pair);
        let (Some(ill), Some(well)) = (match bad {
            1 => (right, left),
            _ => (left, right),
        }) else {
            continue;
        };
        let refuted = ill.proofs.iter().filter(|proof| {
            let mut others = well.proofs.iter();
            proof.verdict == Verdict::Fails
                && proof.seen.is_some()
                && others.any(|o| o.key == proof.key && o.verdict != Verdict::Fails)
        });
        for proof in refuted {
            let opens = match notices {
                Some(Side::Client) => "server_",
                Some(Side::Server) => "client_",
                None => return Some(proof.claim.clone()),
            };
            if proof.claim.en.starts_with(opens) {
                return Some(proof.claim.clone());
            }
            first.get_or_insert(&proof.claim);
        }
    }
    first.cloned()
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
                text!(en: "In {good} nothing shows a failure", ko: "{good} 쪽에는 실패가 보이지 않는다")
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
        return say("outcome", says, why, ended(facts));
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
    say("outcome", says, why, ended(case.left))
}

/// Where it is defined how such a connection ends.
fn ended(facts: &Facts) -> &'static str {
    let mut messages = facts.messages.iter();
    let alert = messages.any(|m| m.name.starts_with("alert ") && m.name != "alert close_notify");
    match (alert, facts.messages.is_empty()) {
        (true, _) if facts.is_older() => "RFC 5246 §7.2.2",
        (true, _) => "RFC 8446 §6.2",
        // It came to an end before anything was said over it.
        (false, true) => "RFC 9293 §3.5",
        (false, false) => "RFC 8446 §2",
    }
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
