//! After the handshake: tickets for the next connection, and new keys for this one (RFC 8446 §4.6).

use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::tls::handshake::ticket::NewSessionTicket;
use crate::keys::tls13;
use crate::story::book::{Book, Remembered, Ticket};
use crate::story::model::{Proof, Step, Value, Weight, Who};
use crate::story::proof::Against;
use crate::story::tls::door::{Epoch, Source};
use crate::story::tls::talk::Talk;
use crate::story::tls::told::Told;
use crate::text;

/// Tells a NewSessionTicket and computes the pre-shared key it stands for.
pub(crate) fn new(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &NewSessionTicket<'_>,
) {
    if !talk.session.tls13() {
        return legacy(talk, book, told, body);
    }
    let chapter = talk.session.chapter_now();
    let mut step = told
        .step(book, Text::same("NewSessionTicket"), "RFC 8446 §4.6.1")
        .under(chapter.clone());
    let (lifetime, bytes) = (body.lifetime, body.ticket.len());
    step.sentence = text!(en: "The server hands out a ticket of {bytes} bytes, good for {lifetime} seconds: with it the next handshake needs no certificate.", ko: "서버가 {bytes}바이트 티켓을 준다. {lifetime}초 동안 유효하며, 이것이 있으면 다음 핸드셰이크에는 인증서가 필요 없다.");
    step.why.push(Text::new(
        "The ticket itself is only a name or a sealed note of the server's; the key it stands for never travels. Tickets come after the handshake and are no anomaly: a server sends as many as it likes, each meant for one use.",
        "티켓 자체는 서버가 붙인 이름이거나 봉해 둔 메모일 뿐이고, 그것이 가리키는 키는 전송되지 않는다. 티켓은 핸드셰이크 뒤에 오며 이상한 일이 아니다. 서버는 원하는 만큼 보내고, 티켓 하나는 한 번만 쓰는 것이 원칙이다.",
    ));
    step.values
        .push(Value::hex("ticket", body.ticket, Knows::Both));
    if let Some(limit) = body.max_early_data {
        step.values
            .push(Value::plain("max_early_data_size", limit, Knows::Both));
    }
    book.push(step);
    let Some(hash) = talk.session.hash() else {
        return;
    };
    if talk.session.resumption_secret.is_empty() {
        return;
    }
    let derived = tls13::resumption_psk(hash, &talk.session.resumption_secret, body.nonce);
    let mut step = Step::computation(
        Who::Both,
        Text::new("the ticket's key", "티켓의 키"),
        "RFC 8446 §4.6.1",
    )
    .under(chapter);
    step.sentence = Text::new(
        "Both ends compute the pre-shared key of this ticket for the next connection.",
        "양 끝이 다음 연결에 쓸 이 티켓의 사전 공유 키를 계산한다.",
    );
    step.values
        .push(Value::hex("PSK", &derived.output, Knows::Both));
    let later = offered_later(book, body.ticket);
    let mut tickets = book.tickets.iter();
    if !later && tickets.any(|ticket| ticket.connection == talk.connection) {
        // The same again for a ticket that nobody uses.
        step.weight = Weight::Folded;
    }
    let (verdict, says) = if later {
        (
            Verdict::NotReached,
            Text::new(
                "it counts as right if the binder of the connection that uses it is right",
                "이것을 쓰는 연결의 바인더로 판단",
            ),
        )
    } else {
        (
            Verdict::NotReached,
            Text::new(
                "no later connection in this story uses it",
                "이 이야기에서 이것을 쓰는 연결이 없다",
            ),
        )
    };
    step.proofs.push(Proof::of(
        &derived,
        "resumption_psk",
        &Against::Heir(verdict, says),
    ));
    book.push(step);
    let (suite, connection) = (
        talk.session.suite.map(|suite| suite.0).unwrap_or_default(),
        talk.connection,
    );
    let age_add = body.age_add.unwrap_or_default();
    book.tickets.push(Ticket {
        identity: body.ticket.to_vec(),
        psk: derived.output,
        age_add,
        suite,
        connection,
    });
}

/// Whether a later frame carries the ticket, in the clear as it must.
fn offered_later(book: &Book<'_>, ticket: &[u8]) -> bool {
    let Some(first) = ticket.first().filter(|_| ticket.len() >= 8) else {
        return false;
    };
    let mut packets = book.evidence.packets.iter();
    packets.any(|packet| {
        let mut windows = packet.bytes.windows(ticket.len());
        windows.any(|window| window.first() == Some(first) && window == ticket)
    })
}

fn legacy(talk: &mut Talk, book: &mut Book<'_>, told: Told<'_>, body: &NewSessionTicket<'_>) {
    talk.session.transcript.add(told.bytes);
    let chapter = talk.session.chapter_now();
    let mut step = told
        .step(book, Text::same("NewSessionTicket"), "RFC 5077 §3.3")
        .under(chapter);
    step.sentence = Text::new(
        "The server hands the client the session, sealed so that only the server can read it: it need not remember anything.",
        "서버가 세션을 자기만 읽을 수 있게 봉해 클라이언트에게 맡긴다. 서버는 아무것도 기억하지 않아도 된다.",
    );
    step.values
        .push(Value::hex("ticket", body.ticket, Knows::Wire));
    let (master, connection) = (talk.session.master_secret.clone(), talk.connection);
    book.sessions.push(Remembered {
        id: Vec::new(),
        ticket: body.ticket.to_vec(),
        master,
        connection,
    });
    book.push(step);
}

/// Tells a KeyUpdate (RFC 8446 §4.6.3) and computes the sender's next keys.
pub(crate) fn key_update(talk: &mut Talk, book: &mut Book<'_>, told: Told<'_>, request: u8) {
    let from = told.from;
    let chapter = talk.session.chapter_now();
    let who = from.text();
    let mut step = told
        .step(book, Text::same("KeyUpdate"), "RFC 8446 §4.6.3")
        .under(chapter.clone());
    step.sentence = Text {
        en: format!(
            "From its next record on, the {} sends under new keys.",
            who.en
        )
        .into(),
        ko: format!("{} 쪽은 다음 레코드부터 새 키로 보낸다.", who.ko).into(),
    };
    step.why.push(Text::new(
        "A key may protect only so many records before its cipher weakens. That is why TLS can change keys in the middle. The new secret is made from the old one by a one-way step: who learns the new one cannot go back.",
        "한 키로 너무 많은 레코드를 보호하면 암호가 약해진다. 그래서 TLS는 도중에 키를 바꿀 수 있다. 새 비밀은 옛 비밀에서 일방향 함수로 만든다. 새것을 알아내도 옛것을 되찾을 수는 없다.",
    ));
    let asks = if request == 1 {
        Text::new(
            "update_requested: you too",
            "update_requested: 상대도 바꿀 것",
        )
    } else {
        Text::new(
            "update_not_requested",
            "update_not_requested: 상대에게 요구하지 않음",
        )
    };
    step.values
        .push(Value::new("request_update", asks, Knows::Both));
    book.push(step);

    let [client, server] = &mut talk.session.updates;
    let updates = from.of(client, server);
    *updates += 1;
    let generation = *updates;
    let Some((hash, cipher)) = talk.session.hash().zip(talk.session.cipher) else {
        return;
    };
    let Some(old) = talk.door(from).application().map(|key| key.secret.clone()) else {
        return;
    };
    let names: [&'static str; 2] = match from {
        Side::Client => [
            "client_application_traffic_secret",
            "client_application_traffic_secret (next)",
        ],
        Side::Server => [
            "server_application_traffic_secret",
            "server_application_traffic_secret (next)",
        ],
    };
    let [stem, next] = names;
    let before = generation - 1;
    let derived = tls13::next_traffic_secret(hash, &format!("{stem}_{before}"), &old);
    let mut step = Step::computation(Who::Both, Text::same(derived.name.clone()), "RFC 8446 §7.2")
        .under(chapter);
    step.sentence = text!(en: "Both ends take the next step of the sender's secret: generation {generation}.", ko: "양 끝이 보내는 쪽의 비밀을 다음 세대로 바꾼다: {generation}세대.");
    step.values.push(Value::hex(
        derived.name.clone(),
        &derived.output,
        Knows::Both,
    ));
    let says = Text::new(
        "never sent; the sender's next record opens only with keys made from it (see there)",
        "전송되지 않는 값: 보내는 쪽의 다음 레코드는 이것으로 만든 키로만 열린다(해당 단계 참고)",
    );
    step.proofs.push(Proof::of(
        &derived,
        "next_traffic_secret",
        &Against::Heir(Verdict::NotReached, says),
    ));
    book.push(step);
    let keys = tls13::traffic_keys(cipher, &derived.name, &derived.output).to_vec();
    talk.door(from).add13(
        Epoch::Application(generation),
        cipher,
        next,
        &derived.output,
        keys,
        Source::Computed,
    );
}
