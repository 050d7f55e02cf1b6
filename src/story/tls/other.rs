//! Handshake messages that only some connections have: the wish to begin again, stapled status, compressed chains.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::Knows;
use crate::base::text::Text;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::dissect::tls::handshake::compressed::CompressedCertificate;
use crate::dissect::tls::handshake::message;
use crate::dissect::tls::handshake::message::Message;
use crate::story::book::Book;
use crate::story::model::Value;
use crate::story::tls::identity;
use crate::story::tls::session::Session;
use crate::story::tls::talk::Talk;
use crate::story::tls::told::Told;
use crate::text;

/// Tells a HelloRequest (RFC 5246 §7.4.1.1). It is no part of the transcript.
pub(crate) fn hello_request(talk: &Talk, book: &mut Book<'_>, told: Told<'_>) {
    let step = told
        .step(book, Text::same("HelloRequest"), "RFC 5246 §7.4.1.1")
        .under(talk.session.chapter_now())
        .saying(Text::new(
            "The server asks the client to begin a new handshake inside this connection (renegotiation).",
            "서버가 이 연결 안에서 새 핸드셰이크를 시작하자고 청한다(재협상).",
        ))
        .because(Text::new(
            "It was used to ask for a client certificate late, or for fresh keys. TLS 1.3 has no renegotiation: it has KeyUpdate and post-handshake authentication instead.",
            "나중에 클라이언트 인증서를 요구하거나 키를 새로 만들 때 썼다. TLS 1.3에는 재협상이 없고, 대신 KeyUpdate와 핸드셰이크 후 인증이 있다.",
        ));
    book.push(step);
}

/// Tells a CertificateStatus (RFC 6066 §8).
pub(crate) fn status(talk: &mut Talk, book: &mut Book<'_>, told: Told<'_>, response: &[u8]) {
    talk.session.transcript.add(told.bytes);
    let bytes = response.len();
    let mut step = told
        .step(book, Text::same("CertificateStatus"), "RFC 6066 §8")
        .under(talk.session.chapter_now())
        .saying(text!(
            en: "The server staples what the authority says of its certificate today: an OCSP response of {bytes} bytes, signed by the authority.",
            ko: "서버가 자기 인증서에 대한 인증 기관의 오늘 자 답을 함께 보낸다. 인증 기관이 서명한 OCSP 응답 {bytes}바이트이다."
        ))
        .because(Text::new(
            "A certificate may be revoked before it ends. Stapled, the answer costs the client no connection to the authority, and the authority does not learn who visits whom.",
            "인증서는 기간이 끝나기 전에 폐기될 수 있다. 서버가 답을 함께 보내면 클라이언트는 인증 기관에 따로 물을 필요가 없고, 인증 기관은 누가 어디를 찾는지 알지 못한다.",
        ));
    let first = response.get(..16).unwrap_or(response);
    step.values
        .push(Value::hex("OCSPResponse", first, Knows::Wire));
    book.push(step);
}

/// Tells a CompressedCertificate (RFC 8879).
pub(crate) fn compressed(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &CompressedCertificate<'_>,
) {
    talk.session.transcript.add(told.bytes);
    let from = told.from;
    let (length, compressed) = (body.length, body.compressed.len());
    let who = from.text();
    let (en, ko) = (&who.en, &who.ko);
    let mut step = told
        .step(book, Text::same("CompressedCertificate"), "RFC 8879 §4")
        .under(talk.session.chapter_now())
        .saying(text!(
            en: "The {en} shows its certificate chain, compressed: {compressed} bytes that stand for {length}.",
            ko: "{ko} 쪽이 인증서 사슬을 압축해 보인다. {compressed}바이트가 원래 {length}바이트를 나타낸다."
        ))
        .because(Text::new(
            "The chain is the largest part of a handshake. Shorter, it fits into the packets a server may send before the client's address is proven, and saves a round trip. The transcript has the message as it was sent, compressed.",
            "사슬은 핸드셰이크에서 가장 큰 부분이다. 짧아지면 서버가 클라이언트의 주소를 확인하기 전에 보낼 수 있는 패킷 안에 들어가 왕복 한 번을 아낀다. 대화 기록에는 보낸 그대로, 압축된 메시지가 들어간다.",
        ));
    let algorithm = match body.algorithm {
        1 => "zlib".to_owned(),
        2 => "brotli".to_owned(),
        3 => "zstd".to_owned(),
        other => other.to_string(),
    };
    step.values
        .push(Value::plain("algorithm", algorithm, Knows::Both));
    let opened = match body.open() {
        Ok(opened) => opened,
        Err(why) => {
            let why = why.text();
            let (en, ko) = (&why.en, &why.ko);
            step.sentence = step.sentence.then(&text!(
                en: "It cannot be decompressed: {en}.",
                ko: "압축을 풀 수 없다: {ko}."
            ));
            return book.push(step);
        }
    };
    let [.., a, b, c] = opened.len().to_be_bytes();
    let whole = [&[HandshakeType::CERTIFICATE.0, a, b, c], opened.as_slice()].concat();
    let setting = talk.session.setting();
    let title = Text::new("Certificate, decompressed", "압축을 푼 Certificate");
    let (exhibit, parsed) = Exhibit::told(title, Origin::Computed, &whole, |r| {
        message::message(r, &setting)
    });
    step.exhibits.push(exhibit);
    match parsed.map(|parsed| parsed.body) {
        Ok(Message::Certificate(body)) => identity::present(talk, book, from, step, &body),
        Ok(_) => book.push(step),
        Err(broken) => {
            let what = broken.text();
            let (en, ko) = (&what.en, &what.ko);
            step.sentence = step.sentence.then(&text!(
                en: "What comes out is broken: {en}.",
                ko: "압축을 풀어 나온 것은 손상되어 있다: {ko}."
            ));
            book.push(step);
        }
    }
}

/// Tells a message that the story does not follow.
pub(crate) fn unfollowed(talk: &mut Talk, book: &mut Book<'_>, told: Told<'_>, name: Text) {
    talk.session.transcript.add(told.bytes);
    let step = told
        .step(book, name, "RFC 8446 §4")
        .under(talk.session.chapter_now())
        .saying(Text::new(
            "A handshake message that this story does not follow; its fields are listed.",
            "이 이야기에서 따라가지 않는 핸드셰이크 메시지이다. 필드는 나열한다.",
        ));
    book.push(step);
}

impl Session {
    /// A handshake begins inside an established connection of TLS 1.2 or earlier: what the first one agreed on no longer
    /// counts, what was seen of the connection stays.
    pub(crate) fn renew(&mut self) {
        let old = std::mem::take(self);
        *self = Self {
            version: old.version,
            renegotiated: true,
            alerts: old.alerts,
            closed: old.closed,
            unopened: old.unopened,
            unopened_held: old.unopened_held,
            failed: old.failed,
            turns: old.turns,
            application: old.application,
            first_data: old.first_data,
            dark: old.dark,
            deflate: old.deflate,
            ..Self::default()
        };
    }
}
