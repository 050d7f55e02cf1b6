//! Messages under encryption in TLS 1.3, and Finished in both versions.

use crate::base::field::printable;
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::tls::handshake::encrypted_extensions::EncryptedExtensions;
use crate::keys::prf::Prf;
use crate::keys::tls12;
use crate::keys::tls13;
use crate::story::book::{Book, Remembered};
use crate::story::model::{Proof, Step, Value};
use crate::story::proof::Against;
use crate::story::tls::schedule;
use crate::story::tls::session::EarlyData;
use crate::story::tls::talk::{Talk, set};
use crate::story::tls::told::Told;
use crate::text;

/// Tells EncryptedExtensions (RFC 8446 §4.3.1).
pub(crate) fn encrypted_extensions(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &EncryptedExtensions<'_>,
) {
    talk.session.transcript.add(told.bytes);
    let mut step = told
        .step(book, Text::same("EncryptedExtensions"), "RFC 8446 §4.3.1")
        .under(talk.session.chapter_now());
    let n = body.extensions.len();
    step.sentence = match n {
        0 => Text::new(
            "The first message under encryption. It is the place for the server's answers to extensions that the keys do not need; here there is none.",
            "암호화된 첫 메시지이다. 키를 만드는 데 필요하지 않은 확장에 서버가 답하는 자리인데, 여기서는 답이 없다.",
        ),
        n => {
            text!(en: "The first message under encryption: the server's answers to extensions that are not needed for the keys ({n} here).", ko: "암호화된 첫 메시지이다. 키를 만드는 데 필요하지 않은 확장에 대한 서버의 답 {n}개가 있다.")
        }
    };
    step.why.push(Text::new(
        "In TLS 1.2 these answers stood in the ServerHello for all to read. TLS 1.3 hides whatever need not be seen.",
        "TLS 1.2에서는 이 답들이 ServerHello에 있어 누구나 읽었다. TLS 1.3은 보일 필요가 없는 것은 모두 감춘다.",
    ));
    if let Some(protocol) = body.alpn() {
        let protocol = printable(protocol);
        step.values
            .push(Value::plain("alpn", &protocol, Knows::Both));
        talk.session.protocol = Some(protocol);
    }
    if talk.session.early_data == EarlyData::Offered {
        talk.session.early_data = if body.early_data() {
            talk.session.first_data.get_or_insert(Side::Client);
            EarlyData::Accepted
        } else {
            EarlyData::Rejected
        };
        let (said, why) = if body.early_data() {
            (
                Text::new("accepted", "받아들임"),
                Text::new(
                    "The server says early_data: it took what the client sent before this answer.",
                    "서버가 early_data 확장으로 답한다. 이 답보다 먼저 온 데이터를 받아들였다는 뜻이다.",
                ),
            )
        } else {
            (
                Text::new("rejected", "거절"),
                Text::new(
                    "The server does not say early_data: it threw away, unread, what came before. The client must send it again after the handshake.",
                    "서버의 답에 early_data 확장이 없다. 먼저 온 데이터를 읽지 않고 버렸으므로, 클라이언트는 핸드셰이크 뒤에 다시 보내야 한다.",
                ),
            )
        };
        step.values
            .push(Value::new("early_data", said, Knows::Both));
        step.sentence = step.sentence.then(&why);
    }
    book.push(step);
}

/// Tells EndOfEarlyData (RFC 8446 §4.5).
pub(crate) fn end_of_early_data(talk: &mut Talk, book: &mut Book<'_>, told: Told<'_>) {
    talk.session.transcript.add(told.bytes);
    let step = told
        .step(book, Text::same("EndOfEarlyData"), "RFC 8446 §4.5")
        .under(talk.session.chapter_now())
        .saying(Text::new("The client says that its early data ends here; what follows is under the handshake keys.", "클라이언트가 조기 데이터의 끝을 알린다. 이후는 핸드셰이크 키로 보호된다."))
        .because(Text::new(
            "Without this mark an attacker on the path could cut the early data short, and nobody would notice.",
            "이 표시가 없으면 경로의 공격자가 조기 데이터의 뒷부분을 잘라도 아무도 모른다.",
        ));
    book.push(step);
}

/// Tells a Finished, checks it, and takes the key schedule a step further.
pub(crate) fn finished(talk: &mut Talk, book: &mut Book<'_>, told: Told<'_>, verify_data: &[u8]) {
    let from = told.from;
    let bytes = told.bytes;
    let chapter = talk.session.chapter_now();
    let checked = check(talk, from, verify_data);
    let mut step = told
        .step(
            book,
            Text::same("Finished"),
            if talk.session.tls13() {
                "RFC 8446 §4.4.4"
            } else {
                "RFC 5246 §7.4.9"
            },
        )
        .under(chapter.clone());
    let messages = talk.session.transcript.messages().count();
    step.sentence = match from {
        Side::Client => {
            text!(en: "The client confirms all {messages} messages so far, sent and received, with one MAC.", ko: "클라이언트가 지금까지 주고받은 메시지 {messages}개 전부를 MAC 하나로 확인한다.")
        }
        Side::Server => {
            text!(en: "The server confirms all {messages} messages so far, sent and received, with one MAC.", ko: "서버가 지금까지 주고받은 메시지 {messages}개 전부를 MAC 하나로 확인한다.")
        }
    };
    step.why.push(Text::new(
        "A change of a single bit in any earlier message, even in the open hellos, is found out here. The certificate's signature alone would not show that both ends hold the same keys; Finished does.",
        "앞선 어느 메시지든, 평문이던 헬로에서도, 비트 하나만 바뀌었다면 여기서 드러난다. 인증서의 서명만으로는 양 끝이 같은 키를 가졌음을 보일 수 없다. Finished는 그것을 보인다.",
    ));
    step.values
        .push(Value::hex("verify_data", verify_data, Knows::Both));
    book.push(step);

    let verifier = from.peer();
    let mut step = Step::computation(
        verifier.into(),
        Text::new("check of Finished", "Finished 검사"),
        match talk.session.tls13() {
            true => "RFC 8446 §4.4.4",
            false => "RFC 5246 §7.4.9",
        },
    )
    .under(chapter);
    step.sentence = match verifier {
        Side::Client => Text::new(
            "The client computes the server's MAC itself and compares.",
            "클라이언트가 서버의 MAC을 스스로 계산해 비교한다.",
        ),
        Side::Server => Text::new(
            "The server computes the client's MAC itself and compares.",
            "서버가 클라이언트의 MAC을 스스로 계산해 비교한다.",
        ),
    };
    if let Some(transcript) =
        talk.session.hash().map(
            |hash| match talk.session.prf().filter(|_| !talk.session.tls13()) {
                Some(prf) => prf.transcript_hash(talk.session.transcript.bytes()),
                None => talk.session.transcript.hash(hash),
            },
        )
    {
        step.values.push(Value::hex(
            "transcript hash",
            &transcript,
            Knows::Recomputed,
        ));
    }
    if checked.iter().any(|proof| proof.verdict == Verdict::Fails) {
        talk.session.failed.get_or_insert("finished");
    }
    let holds = checked.iter().all(|proof| proof.verdict == Verdict::Holds);
    step.proofs = checked;
    book.push(step);
    if holds && !talk.session.tls13() {
        let says = Text::new(
            "Finished, made from it, is right: this is the master secret the ends had",
            "이것으로 만든 Finished가 맞으므로, 양 끝이 가진 마스터 비밀이 맞다",
        );
        book.settle("master_secret", &talk.session.master_secret, &says);
    }

    talk.session.transcript.add(bytes);
    set(&mut talk.session.finished, from, true);
    if talk.session.tls13() {
        match from {
            Side::Server => schedule::after_server_finished(talk, book),
            Side::Client => schedule::after_client_finished(talk, book),
        }
    } else if talk.session.finished == [true, true] {
        remember(talk, book);
    }
}

fn check(talk: &Talk, from: Side, verify_data: &[u8]) -> Vec<Proof> {
    let key = from.of("client_finished", "server_finished");
    let place = Text::new("in this message", "이 메시지 안");
    let missing = |says: Text| {
        vec![Proof::new(
            Text::same("verify_data"),
            key,
            Verdict::NotReached,
            says,
            "RFC 8446 §4.4.4",
        )]
    };
    if talk.session.is_torn() {
        return missing(torn());
    }
    let Some(hash) = talk.session.hash() else {
        return missing(Text::new(
            "the hash of this suite is not known here",
            "이 암호 모음의 해시를 여기서는 모른다",
        ));
    };
    let transcript = talk.session.transcript.hash(hash);
    if !talk.session.tls13() {
        if talk.session.master_secret.is_empty() {
            return missing(Text::new(
                "the master secret is not known",
                "마스터 비밀을 모른다",
            ));
        }
        let messages = talk.session.transcript.bytes();
        let master = &talk.session.master_secret;
        let derived = match talk.session.prf() {
            Some(Prf::Ssl3) => tls12::ssl3_finished(from, master, messages),
            Some(prf) => tls12::verify_data(prf, from, master, &prf.transcript_hash(messages)),
            None => tls12::verify_data(hash, from, master, &transcript),
        };
        return vec![Proof::of(&derived, key, &Against::Wire(verify_data, place))];
    }
    let [client, server] = &talk.session.handshake_traffic;
    let base = from.of(client, server);
    if base.is_empty() {
        return missing(Text::new(
            "the handshake traffic secret is not known",
            "핸드셰이크 트래픽 비밀을 모른다",
        ));
    }
    let name = from.of(
        "client_handshake_traffic_secret",
        "server_handshake_traffic_secret",
    );
    let [finished_key, derived] = tls13::finished(hash, name, base, &transcript);
    let verdict = if derived.output == verify_data {
        Verdict::Holds
    } else {
        Verdict::Fails
    };
    let says = Text::new(
        "never sent, so nothing to compare it with; it counts as right if verify_data, made from it, is right",
        "전송되지 않아 직접 비교할 것이 없다. 이것으로 만든 verify_data가 맞으면 이 값도 맞다",
    );
    vec![
        Proof::of(&finished_key, "finished_key", &Against::Heir(verdict, says)),
        Proof::of(&derived, key, &Against::Wire(verify_data, place)),
    ]
}

/// Why nothing is proven that takes every message.
pub(crate) fn torn() -> Text {
    Text::new(
        "messages before it may be missing in the capture, and one is enough to change the hash of all of them",
        "앞선 메시지가 캡처에서 빠졌을 수 있다. 하나만 빠져도 전체의 해시가 달라진다",
    )
}

/// A TLS 1.2 session that a later connection may resume.
fn remember(talk: &Talk, book: &mut Book<'_>) {
    use crate::base::reader::Reader;
    use crate::dissect::tls::handshake::message::{Message, message};
    let parsed = message(
        &mut Reader::quiet(&talk.session.server_hello),
        &talk.session.setting(),
    );
    let id = match parsed.map(|handshake| handshake.body) {
        Ok(Message::ServerHello(hello)) => hello.session_id.to_vec(),
        _ => Vec::new(),
    };
    if id.is_empty() {
        return;
    }
    let (master, connection) = (talk.session.master_secret.clone(), talk.connection);
    book.sessions.push(Remembered {
        id,
        ticket: Vec::new(),
        master,
        connection,
    });
}
