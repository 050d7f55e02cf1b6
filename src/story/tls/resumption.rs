//! Coming back: tickets offered and taken, binders, and data sent before the handshake is done (RFC 8446 §4.2.10, §4.2.11).

use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::tls::handshake::client_hello::ClientHello;
use crate::dissect::tls::handshake::server_hello::ServerHello;
use crate::keys::cipher::Cipher;
use crate::keys::secret;
use crate::keys::tls13;
use crate::keys::tls13::PskKind;
use crate::story::book::Book;
use crate::story::model::{Proof, Step, Value, Who};
use crate::story::proof::Against;
use crate::story::tls::door::Epoch;
use crate::story::tls::schedule;
use crate::story::tls::session::EarlyData;
use crate::story::tls::talk::Talk;
use crate::text;

/// A ClientHello that offers a ticket: the binder proves that the client knows its key.
pub(crate) fn offered(talk: &mut Talk, book: &mut Book<'_>, body: &ClientHello<'_>, bytes: &[u8]) {
    talk.session.offered_psk = None;
    let Some(psks) = body.psk() else { return };
    let known = psks
        .identities
        .iter()
        .zip(&psks.binders)
        .find_map(|((identity, age), binder)| {
            let ticket = book
                .tickets
                .iter()
                .find(|ticket| ticket.identity == *identity)?;
            Some((ticket, *age, *binder))
        });
    let Some((ticket, age, binder)) = known else {
        let mut step = Step::computation(Who::Client, Text::same("binder"), "RFC 8446 §4.2.11.2")
            .under(talk.session.chapter_now());
        step.sentence = Text::new(
            "The client offers a ticket from a connection that is not in this story.",
            "클라이언트가 이 이야기에 없는 연결의 티켓을 제시한다.",
        );
        let says = Text::new(
            "the key of this ticket is not known here",
            "이 티켓의 키를 여기서는 모른다",
        );
        step.proofs.push(Proof::new(
            Text::same("binder"),
            "binder",
            Verdict::NotReached,
            says,
            "RFC 8446 §4.2.11.2",
        ));
        return book.push(step);
    };
    let Some(cipher) = Cipher::of(ticket.suite) else {
        return;
    };
    let Some(truncated) = bytes
        .len()
        .checked_sub(psks.binders_length)
        .and_then(|end| bytes.get(..end))
    else {
        return;
    };
    let hash = talk.session.transcript.hash_with(cipher.hash, truncated);
    let chain = tls13::binder(cipher.hash, &ticket.psk, PskKind::Resumption, &hash);
    let earlier = ticket.connection + 1;
    let real_age = age.wrapping_sub(ticket.age_add);

    let mut step = Step::computation(Who::Client, Text::same("binder"), "RFC 8446 §4.2.11.2")
        .under(talk.session.chapter_now());
    step.sentence = text!(en: "The client takes the key of the ticket from connection {earlier} and signs this ClientHello with it: a MAC called binder.", ko: "클라이언트가 {earlier}번 연결에서 받은 티켓의 키로 이 ClientHello에 MAC을 붙인다. 이것을 바인더라 한다.");
    step.why.push(Text::new(
        "A ticket travels in the clear, so whoever sees it could send it. The binder shows that the sender also knows the key behind it, and ties the ticket to this very hello. It covers the message up to the binders themselves.",
        "티켓은 평문으로 가므로 본 사람은 누구나 보낼 수 있다. 바인더는 보낸 이가 티켓에 딸린 키도 안다는 것을 보이고, 티켓을 바로 이 헬로에 묶는다. 바인더 목록 바로 앞까지의 메시지를 대상으로 계산한다.",
    ));
    step.why.push(text!(en: "obfuscated_ticket_age minus the ticket's age_add gives its age: {real_age} ms. Hidden so, an eavesdropper cannot link the two connections by it.", ko: "obfuscated_ticket_age에서 티켓의 age_add를 빼면 나이가 나온다: {real_age} ms. 이렇게 감추어, 엿듣는 사람이 나이를 보고 두 연결을 이어 볼 수 없게 한다."));
    let last = chain.len().saturating_sub(1);
    let good = chain.last().is_some_and(|made| made.output == binder);
    for (n, derived) in chain.iter().enumerate() {
        if n == last {
            let place = Text::new("in pre_shared_key", "pre_shared_key 안");
            step.proofs
                .push(Proof::of(derived, "binder", &Against::Wire(binder, place)));
            step.values
                .push(Value::hex("binder", &derived.output, Knows::Wire));
        } else {
            let verdict = if good { Verdict::Holds } else { Verdict::Fails };
            let says = Text::new(
                "never sent, so nothing to compare it with; it counts as right if the binder, made from it, is right",
                "전송되지 않아 직접 비교할 것이 없다. 이것으로 만든 바인더가 맞으면 이 값도 맞다",
            );
            let key = if n == 0 { "early_secret" } else { "binder_key" };
            step.proofs
                .push(Proof::of(derived, key, &Against::Heir(verdict, says)));
        }
    }
    step.values
        .push(Value::hex("PSK", &ticket.psk, Knows::Both));
    step.values.push(Value::new(
        "ticket age",
        text!(en: "{real_age} ms", ko: "{real_age} ms"),
        Knows::Recomputed,
    ));
    talk.session.offered_psk = Some(ticket.psk.clone());
    talk.session.resumes = Some(ticket.connection);
    talk.session.early_secret = chain
        .first()
        .map(|early| early.output.clone())
        .unwrap_or_default();
    talk.session.cipher = Some(cipher);
    if good {
        let psk = talk.session.offered_psk.clone().unwrap_or_default();
        book.settle(
            "resumption_psk",
            &psk,
            &Text::new(
                "a later connection's binder is made from it",
                "이후 연결의 바인더가 이것으로 만들어졌다",
            ),
        );
    } else {
        talk.session.failed.get_or_insert("binder");
    }
    book.push(step);
}

/// The connection that a ClientHello asks to resume, by ticket or by session id, if this story has it.
pub(crate) fn wished(talk: &Talk, book: &Book<'_>, body: &ClientHello<'_>) -> Option<usize> {
    if body.psk().is_some() {
        return talk.session.resumes;
    }
    let id = body.session_id;
    let mut known = book.sessions.iter().rev();
    Some(
        known
            .find(|known| !id.is_empty() && known.id == id)?
            .connection,
    )
}

/// The key for data sent right after the ClientHello.
pub(crate) fn early_keys(talk: &mut Talk, book: &mut Book<'_>) {
    let Some(hash) = talk.session.hash() else {
        return;
    };
    let which = &secret::CLIENT_EARLY_TRAFFIC;
    if talk.session.offered_psk.is_none() {
        return schedule::admit(talk, book, Side::Client, Epoch::Early, which, &[]);
    }
    let transcript = talk.session.transcript.hash(hash);
    let derived = tls13::secret(hash, which, &talk.session.early_secret, &transcript);
    let mut step = Step::computation(Who::Client, Text::same(which.name), "RFC 8446 §7.1")
        .under(talk.session.chapter(Epoch::Early));
    step.sentence = Text::from(which.doc);
    step.why.push(Text::new(
        "0-RTT data has no forward secrecy against the ticket's key, and a recorded copy can be sent to the server again (replay): only requests that may safely happen twice belong here.",
        "0-RTT 데이터는 티켓 키에 대해 순방향 비밀성이 없고, 기록해 둔 사본을 누군가 서버에 다시 보낼 수 있다(재생 공격). 두 번 일어나도 안전한 요청만 여기에 넣어야 한다.",
    ));
    step.values
        .push(Value::hex(which.name, &derived.output, Knows::Both));
    let exporter = tls13::secret(
        hash,
        &secret::EARLY_EXPORTER,
        &talk.session.early_secret,
        &transcript,
    );
    step.values.push(Value::hex(
        secret::EARLY_EXPORTER.name,
        &exporter.output,
        Knows::Both,
    ));
    step.proofs.push(schedule::against_log(
        talk,
        book,
        which,
        &derived,
        "traffic_secret",
    ));
    step.proofs.push(schedule::against_log(
        talk,
        book,
        &secret::EARLY_EXPORTER,
        &exporter,
        "early_exporter_secret",
    ));
    book.push(step);
    schedule::admit(
        talk,
        book,
        Side::Client,
        Epoch::Early,
        which,
        &derived.output,
    );
}

/// A ServerHello that takes the ticket or session, or does not.
pub(crate) fn answered(
    talk: &mut Talk,
    book: &mut Book<'_>,
    step: &mut Step,
    body: &ServerHello<'_>,
) {
    if body.version().is_tls13() {
        talk.session.psk = body
            .selected_psk()
            .and_then(|_| talk.session.offered_psk.clone());
        let offered = talk.session.offered_psk.is_some();
        if talk.session.psk.is_none() {
            talk.session.resumes = None;
        }
        if let Some(index) = body.selected_psk() {
            step.values
                .push(Value::plain("pre_shared_key", index, Knows::Wire));
            step.sentence = step.sentence.then(&Text::new(
                "It takes the ticket, so no certificate will follow.",
                "티켓을 받아들였으므로 인증서는 뒤따르지 않는다.",
            ));
            step.why.push(Text::new(
                "The server takes the ticket: it proves itself by knowing the ticket's key, so no certificate follows. The new key exchange still gives forward secrecy.",
                "서버가 티켓을 받아들인다. 티켓의 키를 안다는 것으로 신원이 증명되므로 인증서는 뒤따르지 않는다. 새 키 교환이 있어 순방향 비밀성은 유지된다.",
            ));
        } else if offered {
            step.sentence = step.sentence.then(&Text::new(
                "The server does not take the ticket: a full handshake follows.",
                "서버가 티켓을 받아들이지 않는다. 전체 핸드셰이크가 이어진다.",
            ));
            if talk.session.early_data == EarlyData::Offered {
                talk.session.early_data = EarlyData::Rejected;
            }
        }
        return;
    }
    talk.session.resumes = None;
    if body.session_id.is_empty() || body.session_id != offered_session(talk).as_slice() {
        if !body.session_id.is_empty() || !book.evidence.is_captured() {
            step.values
                .push(Value::hex("session_id", body.session_id, Knows::Wire));
        }
        return;
    }
    let ticket = offered_ticket(talk);
    let remembered = book.sessions.iter().rev().find(|known| {
        known.id == body.session_id || (!ticket.is_empty() && known.ticket == ticket)
    });
    step.values
        .push(Value::hex("session_id", body.session_id, Knows::Wire));
    step.sentence = step.sentence.then(&Text::new(
        "It repeats the session's id: the two go on where they left off, without certificate and key exchange.",
        "세션 ID를 되풀이했다. 인증서와 키 교환 없이 지난번 세션을 이어 간다.",
    ));
    step.why.push(Text::new(
        "It repeats the client's session_id: the server still knows this session, so neither certificate nor key exchange is needed. Both go straight to ChangeCipherSpec with the old master secret and new randoms.",
        "클라이언트의 session_id를 되풀이한다. 서버가 이 세션을 아직 기억하므로 인증서도 키 교환도 필요 없다. 양 끝은 옛 마스터 비밀과 새 random을 써서 곧장 ChangeCipherSpec으로 넘어간다.",
    ));
    match remembered {
        Some(known) => {
            talk.session.resumes = Some(known.connection);
            talk.session.master_secret.clone_from(&known.master);
        }
        None => talk.session.resumes = Some(talk.connection),
    }
}

fn offered_session(talk: &Talk) -> Vec<u8> {
    with_hello(talk, |hello| hello.session_id.to_vec())
}

fn offered_ticket(talk: &Talk) -> Vec<u8> {
    with_hello(talk, |hello| {
        hello.session_ticket().unwrap_or_default().to_vec()
    })
}

fn with_hello(talk: &Talk, pick: impl FnOnce(&ClientHello<'_>) -> Vec<u8>) -> Vec<u8> {
    use crate::base::reader::Reader;
    use crate::dissect::tls::handshake::message::{Message, message};
    match message(
        &mut Reader::quiet(&talk.session.client_hello),
        &talk.session.setting(),
    )
    .map(|handshake| handshake.body)
    {
        Ok(Message::ClientHello(hello)) => pick(&hello),
        _ => Vec::new(),
    }
}
