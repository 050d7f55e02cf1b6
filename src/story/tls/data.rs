//! What is not a handshake message: ChangeCipherSpec, alerts, application data, and bytes that are no TLS at all.

use std::ops::Range;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::{Field, printable};
use crate::base::reader::Reader;
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::dissect::tls::alert as dissect;
use crate::dissect::tls::codes::alert::{Alert, AlertLevel};
use crate::dissect::tls::codes::content::ContentType;
use crate::story::book::Book;
use crate::story::model::{Cover, Value};
use crate::story::repeats::{More, Repeats};
use crate::story::tls::door::Epoch;
use crate::story::tls::session::{EarlyData, Seen};
use crate::story::tls::talk::{Carried, Talk, set, small};
use crate::text;

/// Tells a ChangeCipherSpec: a switch in TLS 1.2, a decoy in TLS 1.3.
pub(crate) fn change_cipher_spec(
    talk: &mut Talk,
    book: &mut Book<'_>,
    content: &[u8],
    carried: Carried,
) {
    let from = carried.from;
    let tls13 = talk.session.tls13() || talk.session.version.is_none();
    if !tls13 {
        talk.ready_legacy(book);
    }
    let early = talk.session.early_data == EarlyData::Offered && from == Side::Client;
    let chapter = match (early, talk.session.has_failed()) {
        (true, _) => talk.session.chapter(Epoch::Early),
        (false, true) => failing_chapter(),
        (false, false) => talk.session.chapter_now(),
    };
    let exhibit = small(
        &carried,
        Text::same("ChangeCipherSpec"),
        content,
        ContentType::CHANGE_CIPHER_SPEC,
    );
    let rfc = if tls13 {
        "RFC 8446 §D.4"
    } else {
        "RFC 5246 §7.1"
    };
    let mut step = carried
        .step(book, Text::same("ChangeCipherSpec"), rfc, content.len())
        .under(chapter);
    step.exhibits.push(exhibit);
    let who = from.text();
    // With early data the client says TLS 1.3 before the server has chosen it.
    let unknown = talk.session.version.is_none() && !early;
    step.sentence = if unknown {
        Text::new(
            "Up to TLS 1.2 new keys begin here, in TLS 1.3 it means nothing; which of the two is not known, since the ServerHello cannot be read.",
            "TLS 1.2까지는 여기서부터 새 키를 쓰고, TLS 1.3에서는 아무 뜻이 없다. ServerHello를 읽을 수 없어 어느 쪽인지 알 수 없다.",
        )
    } else if tls13 {
        Text::new(
            "A dummy that means nothing in TLS 1.3: it makes the connection look like a resumed TLS 1.2 one.",
            "TLS 1.3에서는 아무 뜻이 없는 가짜 신호이다. 재개된 TLS 1.2 연결처럼 보이게 한다.",
        )
    } else {
        Text {
            en: format!(
                "From its next record on, the {} sends under the new keys.",
                who.en
            )
            .into(),
            ko: format!("{} 쪽은 다음 레코드부터 새 키로 보낸다.", who.ko).into(),
        }
    };
    step.why.push(if tls13 {
        Text::new("Devices on the path that check handshakes had been built around TLS 1.2; without this disguise some of them cut TLS 1.3 connections.", "핸드셰이크를 검사하는 경로의 장비들은 TLS 1.2에 맞춰 만들어졌다. 이 위장이 없으면 일부가 TLS 1.3 연결을 끊었다.")
    } else {
        Text::new("It is a record type of its own, not a handshake message, so it is not part of the transcript.", "핸드셰이크 메시지가 아니라 별도의 레코드 유형이어서 대화 기록에 들어가지 않는다.")
    });
    book.push(step);
}

/// Tells an alert.
pub(crate) fn alert(talk: &mut Talk, book: &mut Book<'_>, content: &[u8], carried: Carried) {
    let from = carried.from;
    let cover = carried.cover;
    let exhibit = small(
        &carried,
        Text::new("alert", "경보"),
        content,
        ContentType::ALERT,
    );
    let Ok((level, description)) = dissect::alert(&mut Reader::quiet(content)) else {
        let mut step = carried.step(
            book,
            Text::new("broken alert", "깨진 경보"),
            "RFC 8446 §6",
            content.len(),
        );
        step.exhibits.push(exhibit);
        return book.push(step);
    };
    let closing = description == Alert::CLOSE_NOTIFY;
    let name = text!(en: "alert {description}", ko: "경보 {description}");
    let rfc = match talk.session.version {
        Some(version) if !version.is_tls13() => "RFC 5246 §7.2",
        None | Some(_) => "RFC 8446 §6",
    };
    let mut step = carried.step(book, name, rfc, content.len());
    step.exhibits.push(exhibit);
    step.chapter = if closing {
        closing_chapter()
    } else {
        failing_chapter()
    };
    let who = from.text();
    step.sentence = if closing {
        Text {
            en: format!("The {} says that it will send no more.", who.en).into(),
            ko: format!("{} 쪽이 더 보낼 것이 없다고 알린다.", who.ko).into(),
        }
    } else {
        Text {
            en: format!(
                "The {} gives up and says why, in one word: {description}.",
                who.en
            )
            .into(),
            ko: format!(
                "{} 쪽이 포기하고 이유를 한마디로 말한다: {description}.",
                who.ko
            )
            .into(),
        }
    };
    if let Some(meaning) = Alert::meaning(description) {
        step.why.push(Text::from(meaning));
    }
    step.why.push(if closing {
        Text::new("Without it, an attacker who cuts the connection could make a shortened answer look whole: FIN is protected by no key.", "이것이 없으면 공격자가 연결을 중간에서 끊고도 잘린 응답을 온전한 것처럼 보이게 할 수 있다. FIN은 어떤 키로도 보호되지 않기 때문이다.")
    } else {
        Text::new("An alert names a class, not the cause: several different faults share the same word. The cause is told at the end.", "경보는 원인이 아니라 부류를 말한다. 서로 다른 여러 잘못에 같은 경보를 쓴다. 진짜 원인은 끝에 밝힌다.")
    });
    let knows = if cover == Cover::Clear {
        Knows::Wire
    } else {
        Knows::Both
    };
    step.values.push(Value::plain("level", level, knows));
    step.values
        .push(Value::plain("description", description, knows));
    let AlertLevel(level) = level;
    talk.session.alerts.push(Seen {
        from,
        level,
        description: description.0,
        cover,
    });
    if closing {
        set(&mut talk.session.closed, from, true);
    }
    book.push(step);
}

/// Tells application data, as text where it is text.
pub(crate) fn application(talk: &mut Talk, book: &mut Book<'_>, content: &[u8], carried: Carried) {
    let from = carried.from;
    let early = carried.epoch == Some(Epoch::Early);
    let resent = !early
        && talk.session.early_data == EarlyData::Rejected
        && talk.session.early_sent == content;
    if early {
        talk.session.early_sent.extend_from_slice(content);
    } else {
        talk.session.first_data.get_or_insert(from);
    }
    let [client, server] = &mut talk.session.application;
    *from.of(client, server) += content.len();
    let chapter = carried.epoch.map_or_else(
        || talk.session.chapter_now(),
        |epoch| match epoch {
            Epoch::Legacy => talk.session.chapter_now(),
            other => talk.session.chapter(other),
        },
    );
    let run = Repeats::Data(from);
    if !early && book.counts(run) {
        let (packets, bytes) = (&carried.packets[..], content.len());
        return book.count_more(run, &chapter, &More { packets, bytes });
    }
    let name = if early {
        Text::new("early application data", "조기 응용 데이터")
    } else {
        Text::new("application data", "응용 데이터")
    };
    let title = Text::new("what the application sent", "응용 프로그램이 보낸 것");
    let exhibit = Exhibit::read(title, carried.origin.clone(), content, lines);
    let mut step = carried
        .step(
            book,
            name,
            match (early, talk.session.tls13()) {
                (true, _) => "RFC 8446 §4.2.10",
                (false, true) => "RFC 8446 §5.2",
                (false, false) => "RFC 5246 §10",
            },
            content.len(),
        )
        .under(chapter);
    step.exhibits.push(exhibit);
    let bytes = content.len();
    step.sentence = if early {
        match talk.session.early_data {
            EarlyData::Rejected => Text::new(
                "Data sent before the handshake is done; the server throws it away.",
                "핸드셰이크가 끝나기 전에 보낸 데이터이다. 서버는 이것을 버린다.",
            ),
            _ => {
                text!(en: "{bytes} bytes for the application, sent without waiting for the server's first word.", ko: "서버의 첫 메시지를 기다리지 않고 보낸 응용 데이터 {bytes}바이트이다.")
            }
        }
    } else if resent {
        text!(en: "The same {bytes} bytes that the server threw away as early data, now sent again.", ko: "서버가 조기 데이터로 받지 않고 버린 바로 그 {bytes}바이트를 다시 보낸다.")
    } else {
        text!(en: "{bytes} bytes for the application; on the path only their length shows.", ko: "응용 데이터 {bytes}바이트이다. 경로에서는 길이만 보인다.")
    };
    step.values.push(beginning(content, Knows::Both));
    match early {
        true => book.push(step),
        false => book.push_repeating(Repeats::Data(from), step),
    }
}

/// How content begins: its first line where it is text, else its first bytes.
fn beginning(content: &[u8], knows: Knows) -> Value {
    match first_line(content) {
        Some(line) => Value::plain("first line", line, knows),
        None => {
            let first = content.get(..BYTES).unwrap_or(content);
            Value::hex("first bytes", first, knows)
        }
    }
}

/// The first line of text, cut where it is long; none if it is not text.
fn first_line(content: &[u8]) -> Option<String> {
    let line = content.split(|b| *b == b'\n').next()?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if !is_text(line) || (line.is_empty() && !is_text(content)) {
        return None;
    }
    let line = printable(line);
    match line.char_indices().nth(LETTERS) {
        Some((at, _)) => Some(format!("{}…", line.get(..at)?)),
        None => Some(line),
    }
}

/// Whether bytes read as text.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    let odd = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
    match std::str::from_utf8(bytes) {
        Ok(text) => !text.contains(odd),
        Err(why) if why.error_len().is_none() && why.valid_up_to() > 0 => true,
        Err(_) => false,
    }
}

/// Letters of a first line that are quoted, and bytes shown where it is not text.
const LETTERS: usize = 160;
const BYTES: usize = 16;

/// Tells bytes that are no TLS records; gives what it quotes of them.
pub(crate) fn not_tls(
    book: &mut Book<'_>,
    from: Side,
    bytes: &[u8],
    at: Range<u64>,
    packets: &[u32],
) -> String {
    let quote = first_line(bytes).unwrap_or_default();
    let mut step = book
        .wire(
            from,
            packets,
            Text::new("bytes that are not TLS", "TLS가 아닌 바이트"),
            "RFC 8446 §5.1",
        )
        .measuring(bytes.len());
    step.chapter = strange_chapter();
    step.sentence = match quote.is_empty() {
        true => Text::new(
            "These bytes do not begin as a TLS record does.",
            "이 바이트는 TLS 레코드처럼 시작하지 않는다.",
        ),
        false => {
            text!(en: "These bytes do not begin as a TLS record does: \"{quote}\"", ko: "이 바이트는 TLS 레코드처럼 시작하지 않는다: \"{quote}\"")
        }
    };
    step.why.push(Text::new(
        "A TLS record begins with its type (20 to 24) and version 3.x. Text begins with letters: 'G' is 71. A TLS server cannot even answer politely in the other's language.",
        "TLS 레코드는 유형(20~24)과 버전 3.x로 시작하지만 글은 글자로 시작한다. 'G'는 71이다. TLS 서버는 상대가 쓰는 프로토콜로 정중히 답할 수도 없다.",
    ));
    let origin = Origin::Stream {
        from,
        at,
        packets: packets.to_vec(),
    };
    step.exhibits.push(Exhibit::read(
        Text::new("the bytes", "바이트"),
        origin,
        bytes,
        lines,
    ));
    if quote.is_empty() {
        step.values.push(beginning(bytes, Knows::Wire));
    }
    book.push_repeating(Repeats::Plain(from), step);
    quote
}

/// The heading for what is not TLS.
pub(crate) fn strange_chapter() -> Text {
    Text::new("Something else than TLS", "TLS가 아닌 것")
}

/// The heading for the end of a connection that failed.
pub(crate) fn failing_chapter() -> Text {
    Text::new("The connection fails", "연결이 실패한다")
}

/// The heading for the end of a connection.
pub(crate) fn closing_chapter() -> Text {
    Text::new(
        "Closing: TLS says goodbye, then TCP",
        "닫기: TLS가, 이어서 TCP가 작별한다",
    )
}

/// Text in lines, each a field.
fn lines(r: &mut Reader<'_, '_>) -> crate::base::reader::Result<()> {
    while r.left() > 0 {
        let rest = r.peek();
        let n = rest
            .iter()
            .position(|b| *b == b'\n')
            .map_or(rest.len(), |at| at + 1);
        r.bytes(&LINE, n)?;
    }
    Ok(())
}

static LINE: Field = Field::utf8(
    "line",
    "RFC 9112 §2",
    "One line of what the application says; HTTP/1.1 ends each with CR LF.",
    "응용 프로그램이 하는 말의 한 줄. HTTP/1.1은 줄마다 CR LF로 끝낸다.",
);
