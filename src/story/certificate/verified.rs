//! Whether to believe a certificate: what was asked, the paths that were found, every check, and the account.

use crate::base::level::Level;
use crate::base::side::Knows;
use crate::base::text::{Text, plural};
use crate::base::verdict::Verdict;
use crate::keys::certificate::date;
use crate::story::certificate::culprit::{Culprits, told};
use crate::story::model::{Line, Proof, Step, Story, Value};
use crate::text;
use crate::trust::check::Check;
use crate::trust::question::{Origin, Purpose, Question};
use crate::trust::verify::{Candidate, Verification};

/// What stands around a question: who is asked about, in words.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// What is worth saying of how the inputs were read.
    pub remarks: Vec<Text>,
    /// Where the roots come from; empty: there are none.
    pub roots: String,
    /// Whether the server signed the handshake with the key of its certificate, where one was asked.
    pub holds_key: Option<Verdict>,
}

impl Setting {
    /// Whether what was seen of the server speaks against it.
    pub fn refuses(&self) -> bool {
        self.holds_key == Some(Verdict::Fails)
    }
}

/// Tells how `verification` answers `question`.
pub fn tell(question: &Question<'_>, verification: &Verification, setting: &Setting) -> Story {
    let accepted = verification.accepted() && !setting.refuses();
    let culprits = Culprits::new(question, verification);
    let label = culprits.label(0);
    let mut story = Story::on_paper(match accepted {
        true => text!(en: "Accepted: {label}", ko: "수락: {label}"),
        false => text!(en: "Refused: {label}", ko: "거부: {label}"),
    });
    story
        .preface
        .push(first_words(verification, setting, accepted));
    story.preface.push(asked(question, setting));
    story.clock = Some(question.at);
    story.certificates = chain(verification);
    story.preface.extend(setting.remarks.iter().cloned());
    story.steps.push(paths(verification, &culprits));
    story.steps.extend(setting.holds_key.map(key_held));
    // What is asked of the path, then of each of its certificates: a reader looks at one at a time.
    let checks = verification
        .path()
        .into_iter()
        .flat_map(|path| &path.checks);
    let mut checks: Vec<&Check> = checks.collect();
    checks.sort_by_key(|check| check.index);
    for check in checks {
        let step = step(check, &culprits).under(culprits.chapter(check.index));
        story.steps.push(step);
    }
    story.summary = account(verification, &culprits, setting, accepted);
    story
}

/// The certificates of the path that is judged.
fn chain(verification: &Verification) -> Vec<Vec<u8>> {
    let members = verification.path().into_iter();
    let members = members.flat_map(|path| &path.members);
    members.map(|member| member.der.clone()).collect()
}

/// The verdict with its foremost reason, for whoever reads no further.
fn first_words(verification: &Verification, setting: &Setting, accepted: bool) -> Text {
    let refusing: Vec<_> = verification
        .faults()
        .filter(|fault| fault.refuses())
        .collect();
    let remarks = verification.faults().count() - refusing.len();
    let s = plural(remarks);
    match (accepted, refusing.as_slice()) {
        (true, _) if remarks == 0 => Text::new(
            "Every check holds: a peer that trusts the root believes this certificate.",
            "모든 검사가 성립한다. 이 루트를 신뢰하는 상대는 이 인증서를 믿는다.",
        ),
        (true, _) => text!(
            en: "Nothing refuses it: a peer that trusts the root believes this certificate. {remarks} remark{s} below.",
            ko: "거부할 까닭이 없다. 이 루트를 신뢰하는 상대는 이 인증서를 믿는다. 덧붙일 점 {remarks}개는 아래에 있다."
        ),
        (false, []) if setting.refuses() => Text::new(
            "The server did not sign the handshake with the key of this certificate: it may be a copy.",
            "서버가 이 인증서의 키로 핸드셰이크에 서명하지 않았다. 베낀 인증서일 수 있다.",
        ),
        (false, []) => Text::new(
            "No path to a trusted root was found.",
            "신뢰하는 루트로 가는 경로를 찾지 못했다.",
        ),
        (false, [only]) => {
            let says = ended(&only.says);
            let (en, ko) = (says.en, says.ko);
            text!(en: "Why: {en}", ko: "까닭: {ko}")
        }
        (false, [first, rest @ ..]) => {
            let (says, more) = (ended(&first.says), rest.len());
            let (en, ko) = (says.en, says.ko);
            let s = plural(more);
            text!(
                en: "Why: {en} And {more} more fault{s}, all below.",
                ko: "까닭: {ko} 그 밖의 결함 {more}개도 모두 아래에 있다."
            )
        }
    }
}

/// A phrase as a sentence, with its full stop.
fn ended(phrase: &Text) -> Text {
    let one = |phrase: &str| match phrase.ends_with(['.', '!', '?']) {
        true => phrase.to_owned(),
        false => format!("{phrase}."),
    };
    Text {
        en: one(&phrase.en).into(),
        ko: one(&phrase.ko).into(),
    }
}

/// What was asked, in one sentence.
fn asked(question: &Question<'_>, setting: &Setting) -> Text {
    let purpose = match question.purpose {
        Purpose::Server => Text::new("as a TLS server", "TLS 서버로서"),
        Purpose::Client => Text::new("as a TLS client", "TLS 클라이언트로서"),
        Purpose::Mail => Text::new("for mail", "메일용으로"),
        Purpose::Code => Text::new("for signing programs", "프로그램 서명용으로"),
        Purpose::Any => Text::new("for any purpose", "용도를 묻지 않고"),
    };
    let names: Vec<String> = question.wanted.iter().map(ToString::to_string).collect();
    let names = names.join(", ");
    let (at, profile) = (date(question.at), question.profile.name());
    let (en, ko) = (purpose.en, purpose.ko);
    let whom = match names.is_empty() {
        true => Text::new(
            "names not looked at (--host NAME asks for one)",
            "이름은 보지 않음 (--host 이름 으로 볼 수 있음)",
        ),
        false => text!(en: "for the name {names}", ko: "찾는 이름 {names}"),
    };
    let (whom_en, whom_ko) = (whom.en, whom.ko);
    let first = text!(
        en: "asked: {en}, {whom_en}, at {at}, by the rules of {profile}",
        ko: "물음: {ko}, {whom_ko}, 시각 {at}, 규칙 {profile}"
    );
    let (n, roots) = (question.roots.len(), &setting.roots);
    let trusted = match n {
        0 => Text::new("; trusted: nothing", "; 신뢰하는 루트 없음"),
        1 => text!(en: "; trusted: 1 root from {roots}", ko: "; 신뢰하는 루트 1개: {roots}"),
        _ => text!(en: "; trusted: {n} roots from {roots}", ko: "; 신뢰하는 루트 {n}개: {roots}"),
    };
    Text {
        en: format!("{}{}", first.en, trusted.en).into(),
        ko: format!("{}{}", first.ko, trusted.ko).into(),
    }
}

/// All candidate paths.
fn paths(verification: &Verification, culprits: &Culprits<'_>) -> Step {
    const MOST: usize = 16;
    let mut step = Step::desk(
        Text::new("candidate paths", "후보 경로"),
        "RFC 5280 §6.1, RFC 4158 §2.4",
    )
    .under(Text::new("The way to a root", "루트로 가는 길"));
    let all = &verification.candidates;
    let n = all.len();
    step.sentence = match n {
        0 => Text::new("No path could be begun.", "어떤 경로도 시작할 수 없었다."),
        1 => Text::new(
            "From the certificate upwards there is one way, by the names of the issuers.",
            "발급자의 이름을 따라 올라가면 길이 하나 있다.",
        ),
        _ => text!(
            en: "By the names of the issuers there are {n} ways upwards; one that holds is enough.",
            ko: "발급자의 이름을 따라 올라가는 길이 {n}개 있다. 하나만 성립하면 된다."
        ),
    };
    step.why.push(Text::new(
        "A path begins at the certificate asked about; each certificate must be signed by the next, and the last must be one that is trusted already. Which certificates belong in it is not told, it has to be found: several may bear the issuer's name, and authorities sign each other crosswise.",
        "경로는 물어본 인증서에서 시작한다. 각 인증서에는 다음 인증서의 서명이 있어야 하고, 마지막은 이미 신뢰하는 것이어야 한다. 어떤 인증서로 이루어지는지는 적혀 있지 않아 찾아야 한다. 발급자와 이름이 같은 것이 여럿일 수 있고, 인증 기관끼리 교차 서명하기도 한다.",
    ));
    for (number, candidate) in all.iter().enumerate().take(MOST) {
        let says = way(candidate, number == verification.chosen, culprits);
        step.values
            .push(Value::new((number + 1).to_string(), says, Knows::Wire));
    }
    if n > MOST {
        let rest = n - MOST;
        step.values.push(Value::new(
            "…",
            text!(en: "{rest} more", ko: "{rest}개 더"),
            Knows::Wire,
        ));
    }
    step
}

/// A path in words: its members, and what came of it.
fn way(candidate: &Candidate, chosen: bool, culprits: &Culprits<'_>) -> Text {
    let members: Vec<String> = candidate
        .members
        .iter()
        .map(|member| culprits.name(&member.der))
        .collect();
    let members = members.join(" ← ");
    let rooted = candidate
        .members
        .last()
        .is_some_and(|last| matches!(last.origin, Origin::Root(_)));
    let open = match rooted {
        true => Text::EMPTY,
        false => Text::new("← (no trusted root)", "← (신뢰하는 루트 없음)"),
    };
    let refusing: Vec<&str> = candidate
        .faults()
        .filter(|fault| fault.refuses())
        .map(|fault| fault.reason.code)
        .collect();
    let codes = refusing.join(", ");
    let came = match refusing.is_empty() {
        true => Text::new("holds", "성립"),
        false => text!(en: "fails: {codes}", ko: "불성립: {codes}"),
    };
    let judged = match chosen {
        true => Text::new("(judged below)", "(아래에서 판정)"),
        false => Text::EMPTY,
    };
    Text::same(members)
        .then(&open)
        .then(&text!(en: "— {en}", ko: "— {ko}", en = came.en, ko = came.ko))
        .then(&judged)
}

/// Whether the server holds the key: seen in the handshake, not in the certificate.
fn key_held(verdict: Verdict) -> Step {
    let mut step = Step::desk(
        Text::new("the server holds the key", "서버가 키를 가졌음"),
        "RFC 8446 §4.4.3",
    )
    .under(Text::new("The server", "서버"));
    step.sentence = match verdict {
        Verdict::Holds => Text::new(
            "It signed the handshake, and the signature fits the key in its certificate.",
            "핸드셰이크에 서명했고, 그 서명이 인증서의 키에 맞는다.",
        ),
        Verdict::Fails => Text::new(
            "It signed the handshake, and the signature does not fit the key in its certificate: anyone can copy a certificate.",
            "핸드셰이크에 서명했지만 인증서의 키에 맞지 않는다. 인증서는 누구나 베낄 수 있다.",
        ),
        Verdict::NotReached => Text::new(
            "Its signature was not seen or cannot be checked here.",
            "서명을 보지 못했거나 여기서 검사할 수 없다.",
        ),
    };
    step.proofs
        .push(bare("holds_key", verdict, "RFC 8446 §4.4.3"));
    step
}

/// A verdict that its step has put into words already.
fn bare(key: &'static str, verdict: Verdict, rfc: &'static str) -> Proof {
    Proof::new(
        Text::new("this check", "이 검사"),
        key,
        verdict,
        Text::EMPTY,
        rfc,
    )
}

/// One check.
fn step(check: &Check, culprits: &Culprits<'_>) -> Step {
    let mut step = Step::desk(check.name.clone(), check.rfc);
    // A fault says itself what is wrong, with more around it.
    let said = check.faults.iter().any(|fault| fault.says == check.says);
    if !said {
        step.sentence = check.says.clone();
    }
    step.proofs.push(Proof {
        claim: check.name.clone(),
        ..bare(check.key, check.verdict, check.rfc)
    });
    for fault in &check.faults {
        step.faults.push(told(fault, culprits));
        step.exhibits.extend(culprits.exhibit(&fault.place));
    }
    step
}

fn account(
    verification: &Verification,
    culprits: &Culprits<'_>,
    setting: &Setting,
    accepted: bool,
) -> Vec<Line> {
    let mut lines = vec![Line {
        label: Text::new("verdict", "판정"),
        key: "verdict",
        text: match accepted {
            true => Text::new("accepted", "수락"),
            false => Text::new("refused", "거부"),
        },
    }];
    if let Some(path) = verification.path() {
        lines.push(Line {
            label: Text::new("path", "경로"),
            key: "path",
            text: way(path, false, culprits),
        });
    }
    let count = |level| {
        verification
            .faults()
            .filter(|fault| fault.level == level)
            .count()
    };
    let [notes, warnings, errors] = Level::ALL.map(count);
    lines.push(Line {
        label: Text::new("faults", "결함"),
        key: "faults",
        text: text!(
            en: "{errors} that refuse, {warnings} warnings, {notes} notes",
            ko: "거부할 결함 {errors}개, 주의 {warnings}개, 참고 {notes}개"
        ),
    });
    let checks = verification.path().map_or(&[][..], |path| &path.checks);
    let of = |verdict| {
        checks
            .iter()
            .filter(|check| check.verdict == verdict)
            .count()
    };
    let [good, bad, open] = [Verdict::Holds, Verdict::Fails, Verdict::NotReached].map(of);
    lines.push(Line {
        label: Text::new("checks", "검사"),
        key: "checks",
        text: text!(
            en: "{good} hold, {bad} fail, {open} not reached",
            ko: "{good}개 성립, {bad}개 불성립, {open}개 도달 못 함"
        ),
    });
    let alert = verification
        .faults()
        .filter(|fault| fault.refuses())
        .find_map(|fault| fault.reason.alert);
    if let Some(alert) = alert.or(setting.refuses().then_some("decrypt_error")) {
        lines.push(Line {
            label: Text::new("alert", "경보"),
            key: "alert",
            text: text!(en: "a TLS peer would send {alert}", ko: "TLS 상대가 보낼 경보: {alert}"),
        });
    }
    lines
}
