//! The TLS 1.3 key schedule (RFC 8446 §7.1), computed again as the messages come.

use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::keys::derived::Derived;
use crate::keys::secret;
use crate::keys::secret::Secret;
use crate::keys::tls13;
use crate::story::book::Book;
use crate::story::model::{Proof, Step, Value, Who};
use crate::story::proof::Against;
use crate::story::tls::agreement;
use crate::story::tls::agreement::Exchanges;
use crate::story::tls::door::{Epoch, Source};
use crate::story::tls::talk::{Talk, set};
use crate::text;

/// After the ServerHello: shared secret, early and handshake secret, and the handshake traffic secrets.
pub(crate) fn after_server_hello(talk: &mut Talk, book: &mut Book<'_>) {
    let Some(hash) = talk.session.hash() else {
        return;
    };
    shared_secret(talk, book);
    if talk.session.shared.is_empty() && talk.session.psk.is_none() {
        return logged_handshake(talk, book);
    }
    let transcript = talk.session.transcript.hash(hash);
    let early = tls13::early_secret(hash, talk.session.psk.as_deref());
    let [salt, handshake] = tls13::handshake_secret(hash, &early.output, &talk.session.shared);
    let traffic = Side::BOTH.map(|side| {
        let which = side.of(
            &secret::CLIENT_HANDSHAKE_TRAFFIC,
            &secret::SERVER_HANDSHAKE_TRAFFIC,
        );
        (
            which,
            tls13::secret(hash, which, &handshake.output, &transcript),
        )
    });
    talk.session.early_secret.clone_from(&early.output);
    talk.session.handshake_secret.clone_from(&handshake.output);
    let proofs = traffic
        .each_ref()
        .map(|(which, derived)| against_log(talk, book, which, derived, "traffic_secret"));
    let verdict = joint(&proofs);
    let heir = |name: &str| {
        Against::Heir(
            verdict,
            Text {
                en: format!("never sent, so nothing to compare it with; it counts as right if {name}, made from it, is right").into(),
                ko: format!("전송되지 않아 직접 비교할 것이 없다. 이것으로 만든 값이 맞으면 이 값도 맞다: {name}").into(),
            },
        )
    };

    let mut step = Step::computation(Who::Both, Text::same("handshake_secret"), "RFC 8446 §7.1")
        .under(talk.session.chapter_now());
    step.sentence = if talk.session.psk.is_some() {
        Text::new(
            "Both ends mix the pre-shared key of the ticket and the new shared secret into the handshake secret.",
            "양 끝이 티켓의 사전 공유 키와 새 공유 비밀을 섞어 핸드셰이크 비밀을 만든다.",
        )
    } else {
        Text::new(
            "Both ends mix the shared secret into the key schedule; without a ticket the early secret starts from zeros.",
            "양 끝이 공유 비밀을 키 일정에 섞는다. 티켓이 없으므로 early secret은 0에서 시작한다.",
        )
    };
    step.why.push(Text::new(
        "HKDF-Extract is a funnel: it squeezes input that is secret but not evenly random into a key that is. HKDF-Expand-Label then makes many keys from it, each with its own label, so that no two uses share a key.",
        "HKDF-Extract는 깔때기이다. 비밀이지만 고르게 무작위하지는 않은 입력을 고르게 무작위한 키로 짜낸다. HKDF-Expand-Label은 그 키에서 저마다 이름표가 다른 여러 키를 만든다. 그래서 용도가 다르면 키도 다르다.",
    ));
    step.values.push(Value::hex(
        "handshake_secret",
        &handshake.output,
        Knows::Both,
    ));
    step.proofs
        .push(Proof::of(&early, "early_secret", &heir("handshake_secret")));
    step.proofs.push(Proof::of(
        &salt,
        "derived_secret",
        &heir("handshake_secret"),
    ));
    step.proofs.push(Proof::of(
        &handshake,
        "handshake_secret",
        &heir("client_handshake_traffic_secret"),
    ));
    book.push(step);

    let mut step = traffic_step(talk, "ClientHello…ServerHello", &transcript);
    step.chapter = talk.session.chapter_now();
    step.sentence = Text::new(
        "From the handshake secret and the hash of both hellos come two secrets, one for each direction of the encrypted handshake.",
        "핸드셰이크 비밀과 두 헬로의 해시에서 비밀 두 개가 나온다. 암호화된 핸드셰이크의 방향마다 하나씩이다.",
    );
    if talk.session.retried {
        step.sentence = step.sentence.then(&Text::new(
            "The first ClientHello goes into the hash only as its own hash (message_hash), then HelloRetryRequest and the second.",
            "첫 ClientHello는 자신의 해시(message_hash)로만 들어가고, HelloRetryRequest와 두 번째 ClientHello가 그 뒤를 잇는다.",
        ));
    }
    step.proofs.extend(proofs);
    for (which, derived) in &traffic {
        step.values
            .push(Value::hex(which.name, &derived.output, Knows::Both));
    }
    book.push(step);
    for (side, (which, derived)) in Side::BOTH.into_iter().zip(&traffic) {
        set(
            &mut talk.session.handshake_traffic,
            side,
            derived.output.clone(),
        );
        admit(talk, book, side, Epoch::Handshake, which, &derived.output);
    }
}

/// After the server's Finished: master secret, application traffic secrets, exporter secret.
pub(crate) fn after_server_finished(talk: &mut Talk, book: &mut Book<'_>) {
    let Some(hash) = talk.session.hash() else {
        return;
    };
    if talk.session.handshake_secret.is_empty() {
        return logged_application(talk, book);
    }
    let transcript = talk.session.transcript.hash(hash);
    let [salt, master] = tls13::master_secret(hash, &talk.session.handshake_secret);
    let made = [
        &secret::CLIENT_APPLICATION_TRAFFIC,
        &secret::SERVER_APPLICATION_TRAFFIC,
        &secret::EXPORTER,
    ]
    .map(|which| {
        (
            which,
            tls13::secret(hash, which, &master.output, &transcript),
        )
    });
    let proofs = made
        .each_ref()
        .map(|(which, derived)| against_log(talk, book, which, derived, "traffic_secret"));
    let verdict = joint(proofs.get(..2).unwrap_or_default());
    let heir = Against::Heir(
        verdict,
        Text::new(
            "never sent, so nothing to compare it with; it counts as right if the traffic secrets, made from it, are right",
            "전송되지 않아 직접 비교할 것이 없다. 이것으로 만든 트래픽 비밀이 맞으면 이 값도 맞다",
        ),
    );
    let chapter = talk.session.chapter_now();

    let mut step = Step::computation(Who::Both, Text::same("master_secret"), "RFC 8446 §7.1")
        .under(chapter.clone());
    step.sentence = Text::new(
        "The last turn of the key schedule: no new secret goes in, but the keys of the handshake and of the data are now apart.",
        "키 일정의 마지막 단계이다. 새 비밀은 들어가지 않지만, 핸드셰이크의 키와 데이터의 키가 여기서 갈라진다.",
    );
    step.values
        .push(Value::hex("master_secret", &master.output, Knows::Both));
    step.proofs.push(Proof::of(&salt, "derived_secret", &heir));
    step.proofs.push(Proof::of(&master, "master_secret", &heir));
    book.push(step);

    let mut step = traffic_step(talk, "ClientHello…server Finished", &transcript).under(chapter);
    step.sentence = Text::new(
        "From the master secret and the hash of the whole handshake up to the server's Finished come the secrets for the data, and one for other uses (exporter).",
        "마스터 비밀과 서버 Finished까지의 전체 핸드셰이크 해시에서 데이터용 비밀이 나온다. 다른 용도를 위한 것(exporter)도 하나 나온다.",
    );
    step.proofs.extend(proofs);
    for (which, derived) in &made {
        step.values
            .push(Value::hex(which.name, &derived.output, Knows::Both));
    }
    book.push(step);
    talk.session.master_secret.clone_from(&master.output);
    for (side, (which, derived)) in Side::BOTH.into_iter().zip(&made) {
        admit(
            talk,
            book,
            side,
            Epoch::Application(0),
            which,
            &derived.output,
        );
    }
}

/// After the client's Finished: the secret that tickets are made from.
pub(crate) fn after_client_finished(talk: &mut Talk, book: &mut Book<'_>) {
    let Some(hash) = talk.session.hash() else {
        return;
    };
    if talk.session.master_secret.is_empty() {
        return;
    }
    let transcript = talk.session.transcript.hash(hash);
    let derived = tls13::secret(
        hash,
        &secret::RESUMPTION,
        &talk.session.master_secret,
        &transcript,
    );
    let says = Text::new(
        "neither sent nor logged; it counts as right if the master secret it is made from is right",
        "전송도 기록도 되지 않는 값이다. 이것을 만든 마스터 비밀이 맞으면 이 값도 맞다",
    );
    let verdict = book
        .steps
        .iter()
        .rev()
        .flat_map(|step| &step.proofs)
        .find(|proof| proof.key == "master_secret")
        .map_or(Verdict::NotReached, |proof| proof.verdict);
    let mut step = Step::computation(
        Who::Both,
        Text::same("resumption_master_secret"),
        "RFC 8446 §7.1",
    )
    .under(talk.session.chapter_now());
    step.sentence = Text::from(secret::RESUMPTION.doc);
    step.values.push(Value::hex(
        "resumption_master_secret",
        &derived.output,
        Knows::Both,
    ));
    step.proofs.push(Proof::of(
        &derived,
        "resumption_master_secret",
        &Against::Heir(verdict, says),
    ));
    talk.session.resumption_secret.clone_from(&derived.output);
    book.push(step);
}

/// Adds the keys of a traffic secret to a side's door; and those the ends logged, where they differ.
pub(crate) fn admit(
    talk: &mut Talk,
    book: &Book<'_>,
    side: Side,
    epoch: Epoch,
    which: &'static Secret,
    computed: &[u8],
) {
    let Some(cipher) = talk.session.cipher else {
        return;
    };
    let logged = which
        .log
        .map(|label| book.logged(label, &talk.session.client_random))
        .unwrap_or_default();
    let computed = (!computed.is_empty()).then(|| (computed.to_vec(), Source::Computed));
    let source = match computed {
        Some(_) => Source::Logged,
        None => Source::Given,
    };
    let others = logged.into_iter().map(|secret| (secret, source));
    for (secret, source) in computed.into_iter().chain(others) {
        let derived = tls13::traffic_keys(cipher, which.name, &secret).to_vec();
        talk.door(side)
            .add13(epoch, cipher, which.name, &secret, derived, source);
    }
}

fn shared_secret(talk: &mut Talk, book: &mut Book<'_>) {
    let [_, server_share] = &talk.session.shares;
    let exchanges = Exchanges {
        client: book
            .evidence
            .exchanges
            .iter()
            .find(|exchange| exchange.side == Side::Client && &exchange.peer == server_share),
        server: book.exchange(Side::Server, server_share),
    };
    let mut step = Step::computation(
        Who::Both,
        Text::new("shared secret", "공유 비밀"),
        "RFC 8446 §7.4",
    );
    step.why.push(Text::new(
        "An eavesdropper has both public values and still cannot compute it: for that it would have to solve the hard problem the group is built on.",
        "엿듣는 사람은 두 공개 값을 모두 가져도 이 비밀을 계산할 수 없다. 그룹이 바탕으로 삼은 어려운 문제를 풀어야 하기 때문이다.",
    ));
    agreement::shared(talk, book, &exchanges, step);
}

/// A step for traffic secrets, with the transcript hash that goes into them.
fn traffic_step(talk: &Talk, messages: &str, transcript: &[u8]) -> Step {
    let mut step = Step::computation(
        Who::Both,
        Text::new("traffic secrets", "트래픽 비밀"),
        "RFC 8446 §7.1",
    );
    let bytes = talk.session.transcript.bytes().len();
    step.why.push(text!(en: "The hash of {messages} ({bytes} bytes of messages, without record headers) goes into them: had anyone changed a byte, the ends would now hold different keys.", ko: "{messages} 해시({bytes}바이트, 레코드 헤더 제외)가 들어간다. 누군가 한 바이트라도 바꾸었다면 양 끝은 지금 서로 다른 키를 가졌을 것이다."));
    step.values
        .push(Value::hex("transcript hash", transcript, Knows::Recomputed));
    step
}

/// Holds a computed secret against the lines of the key log.
pub(crate) fn against_log(
    talk: &mut Talk,
    book: &Book<'_>,
    which: &'static Secret,
    derived: &Derived,
    key: &'static str,
) -> Proof {
    let logged = which
        .log
        .map(|label| book.logged(label, &talk.session.client_random))
        .unwrap_or_default();
    let proof = Proof::of(derived, key, &Against::Log(&logged));
    if proof.verdict == Verdict::Fails {
        talk.session.failed.get_or_insert(key);
    }
    proof
}

/// Without a shared secret the key log alone opens the handshake.
fn logged_handshake(talk: &mut Talk, book: &mut Book<'_>) {
    let mut known = Vec::new();
    for side in Side::BOTH {
        let which = side.of(
            &secret::CLIENT_HANDSHAKE_TRAFFIC,
            &secret::SERVER_HANDSHAKE_TRAFFIC,
        );
        if let Some(secret) = which.log.and_then(|label| {
            book.logged(label, &talk.session.client_random)
                .into_iter()
                .next()
        }) {
            known.push(Value::hex(which.name, &secret, Knows::Both));
            set(&mut talk.session.handshake_traffic, side, secret);
        }
        admit(talk, book, side, Epoch::Handshake, which, &[]);
    }
    logged_application(talk, book);
    if known.is_empty() || !book.evidence.is_captured() {
        return;
    }
    let mut step = Step::computation(
        Who::Both,
        Text::new("traffic secrets", "트래픽 비밀"),
        "RFC 8446 §7.1",
    )
    .under(talk.session.chapter_now());
    step.sentence = Text::new(
        "Both ends compute the traffic secrets of the handshake from the shared secret and the hash of both hellos. The key log gives them; the shared secret is not known here, so they are not computed again.",
        "양 끝은 공유 비밀과 두 헬로의 해시에서 핸드셰이크의 트래픽 비밀을 계산한다. 여기서는 키 로그가 그 값을 알려 준다. 공유 비밀은 알 수 없어 다시 계산하지는 못한다.",
    );
    step.why.push(Text::new(
        "The key schedule runs one way only: from a traffic secret nobody gets back to the secret it was made of, so whoever has this log can read this connection, and no other.",
        "키 일정은 한 방향으로만 흐른다. 트래픽 비밀에서 그것을 만든 비밀로 거슬러 올라갈 수 없다. 그래서 이 로그를 가진 사람은 이 연결만 읽을 수 있고 다른 연결은 읽지 못한다.",
    ));
    step.values = known;
    step.proofs.push(Proof::new(
        Text::new("the traffic secrets", "트래픽 비밀"),
        "traffic_secret",
        Verdict::NotReached,
        Text::new(
            "the shared secret is not known, so the key schedule cannot be computed again; that records open and Finished fits shows that the log is right",
            "공유 비밀을 몰라 키 일정을 다시 계산할 수 없다. 레코드가 열리고 Finished가 맞는 것이 키 로그가 옳음을 보여 준다",
        ),
        "RFC 8446 §7.1",
    ));
    book.push(step);
}

fn logged_application(talk: &mut Talk, book: &Book<'_>) {
    for side in Side::BOTH {
        let which = side.of(
            &secret::CLIENT_APPLICATION_TRAFFIC,
            &secret::SERVER_APPLICATION_TRAFFIC,
        );
        admit(talk, book, side, Epoch::Application(0), which, &[]);
    }
}

fn joint(proofs: &[Proof]) -> Verdict {
    if proofs.iter().any(|proof| proof.verdict == Verdict::Fails) {
        Verdict::Fails
    } else if proofs.iter().all(|proof| proof.verdict == Verdict::Holds) {
        Verdict::Holds
    } else {
        Verdict::NotReached
    }
}
