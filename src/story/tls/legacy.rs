//! TLS 1.2: the key exchange in messages of its own, the master secret and the keys made from it (RFC 5246).

use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::dissect::tls::handshake::client_key_exchange::ClientKeyExchange;
use crate::dissect::tls::handshake::server_key_exchange::ServerKeyExchange;
use crate::keys::prf::md5_sha1;
use crate::keys::tls12;
use crate::story::book::Book;
use crate::story::model::Value;
use crate::story::tls::agreement;
use crate::story::tls::master;
use crate::story::tls::premaster;
use crate::story::tls::signed;
use crate::story::tls::signed::Signed;
use crate::story::tls::talk::{Talk, set};
use crate::story::tls::told::Told;
use crate::text;

/// Tells a ServerKeyExchange (RFC 8422 §5.4) and checks its signature.
pub(crate) fn server_key_exchange(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &ServerKeyExchange<'_>,
) {
    talk.session.transcript.add(told.bytes);
    let chapter = talk.session.chapter_now();
    let public = body.public;
    if let Some(group) = body.group {
        talk.session.group = Some(group);
        set(&mut talk.session.shares, Side::Server, public.to_vec());
        if let Some(step) = agreement::key_pair(book, Side::Server, group, public) {
            book.push(step.under(chapter.clone()));
        }
    }
    let mut step = told
        .step(book, Text::same("ServerKeyExchange"), "RFC 8422 §5.4")
        .under(chapter.clone());
    step.sentence = match body.group {
        Some(group) => {
            text!(en: "The server sends its half of the key exchange ({group}), signed with its certificate's key.", ko: "서버가 키 교환의 자기 몫({group})을 인증서의 키로 서명해 보낸다.")
        }
        None => Text::new(
            "The server sends its half of the key exchange, signed with its certificate's key.",
            "서버가 키 교환의 자기 몫을 인증서의 키로 서명해 보낸다.",
        ),
    };
    step.why.push(Text::new(
        "The signature also covers both randoms, so a recorded one cannot be used in another connection.",
        "두 random도 서명 대상에 들어가므로, 기록해 둔 서명을 다른 연결에 쓸 수 없다.",
    ));
    step.values.push(Value::hex("public", public, Knows::Wire));
    if let Some(scheme) = body.scheme {
        step.values
            .push(Value::plain("signature algorithm", scheme, Knows::Wire));
    }
    book.push(step);
    if body.signature.is_empty() {
        return;
    }
    // It is the client that checks, with the random it sent: the server may have got another.
    let (client, server) = (
        &talk.session.client_random_sent,
        &talk.session.server_random,
    );
    let both = !client.is_empty() && !server.is_empty();
    let (content, formula) = match body.scheme {
        _ if !both => (Vec::new(), ""),
        Some(_) => (
            tls12::server_key_exchange_content(client, server, body.parameters),
            "Verify(server's public key, client_random ‖ server_random ‖ params)",
        ),
        None => (
            md5_sha1(&[client, server, body.parameters]),
            "Verify(server's public key, MD5(client_random ‖ server_random ‖ params) ‖ SHA-1(the same))",
        ),
    };
    let signature = Signed {
        signer: Side::Server,
        scheme: body.scheme,
        signature: body.signature,
        content: &content,
        missing: Text::new(
            "the randoms of both hellos are signed too, and are not in the capture",
            "두 헬로의 random도 서명 대상인데 캡처에 없다",
        ),
        formula,
        key: "server_key_exchange",
        rfc: match body.scheme {
            Some(_) => "RFC 8422 §5.4",
            None => "RFC 2246 §7.4.3",
        },
    };
    signed::check(talk, book, &signature);
}

/// Tells ServerHelloDone (RFC 5246 §7.4.5).
pub(crate) fn server_hello_done(talk: &mut Talk, book: &mut Book<'_>, told: Told<'_>) {
    talk.session.transcript.add(told.bytes);
    let step = told
        .step(book, Text::same("ServerHelloDone"), "RFC 5246 §7.4.5")
        .under(talk.session.chapter_now())
        .saying(Text::new("The server has said all it has to say; now it is the client's turn.", "서버가 할 말을 다 했다. 이제 클라이언트의 차례이다."))
        .because(Text::new(
            "An empty message, there only because in TLS 1.2 the client cannot know otherwise how many messages the server sends.",
            "빈 메시지이다. TLS 1.2에서는 이것이 없으면 서버가 메시지를 몇 개 보낼지 클라이언트가 알 수 없다.",
        ));
    book.push(step);
}

/// Tells a ClientKeyExchange (RFC 8422 §5.7) and computes the master secret.
pub(crate) fn client_key_exchange(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &ClientKeyExchange<'_>,
) {
    talk.session.transcript.add(told.bytes);
    let chapter = talk.session.chapter_now();
    let public = match *body {
        ClientKeyExchange::Ecdhe(public)
        | ClientKeyExchange::Dhe(public)
        | ClientKeyExchange::Rsa(public)
        | ClientKeyExchange::Other(public) => public,
    };
    set(&mut talk.session.shares, Side::Client, public.to_vec());
    if let Some(step) = talk
        .session
        .group
        .and_then(|group| agreement::key_pair(book, Side::Client, group, public))
    {
        book.push(step.under(chapter.clone()));
    }
    let mut step = told
        .step(book, Text::same("ClientKeyExchange"), "RFC 8422 §5.7")
        .under(chapter.clone());
    step.sentence = match body {
        ClientKeyExchange::Rsa(_) => Text::new(
            "The client sends the premaster secret, encrypted with the server's public key.",
            "클라이언트가 프리마스터 비밀을 서버의 공개 키로 암호화해 보낸다.",
        ),
        _ => Text::new(
            "The client answers with its half of the key exchange.",
            "클라이언트가 키 교환의 자기 몫으로 답한다.",
        ),
    };
    if matches!(body, ClientKeyExchange::Rsa(_)) {
        step.why.push(Text::new(
            "No forward secrecy: whoever gets the server's private key, even years later, opens a recording of this connection. TLS 1.3 removed this exchange.",
            "순방향 비밀성이 없다. 서버의 개인 키를 얻은 사람은 몇 년 뒤에라도 기록해 둔 이 통신을 열 수 있다. TLS 1.3은 이 교환 방식을 없앴다.",
        ));
    } else {
        step.why.push(Text::new(
            "It is not signed: at this point anyone may be the client. Only the Finished messages tie it to the rest.",
            "서명이 없다. 이 시점에서는 누구나 클라이언트일 수 있다. Finished 메시지만이 이것을 나머지와 묶는다.",
        ));
    }
    step.values.push(Value::hex("public", public, Knows::Wire));
    book.push(step);
    master::shared(talk, book, public);
    let encrypted = match body {
        ClientKeyExchange::Rsa(encrypted) => Some(*encrypted),
        ClientKeyExchange::Ecdhe(_) | ClientKeyExchange::Dhe(_) | ClientKeyExchange::Other(_) => {
            None
        }
    };
    premaster::logged(talk, book, encrypted, &chapter);
    if let Some(encrypted) = encrypted {
        premaster::opened(talk, book, encrypted, &chapter);
    }
    master::master(talk, book, chapter);
}
