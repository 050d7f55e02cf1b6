//! Why a connection failed: found from what stood on the wire and from how the ends were set up, never from a scenario's name.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::dissect::tls::codes::alert::{Alert, AlertLevel};
use crate::keys::path::Fault;
use crate::story::book::Book;
use crate::story::connection::Connection;
use crate::story::evidence::{Done, Setup};
use crate::story::finding::Finding;
use crate::story::model::{Cause, Cover, Step};
use crate::story::offers;
use crate::story::tls::identity;
use crate::text;

/// The cause of the failure, if the evidence shows one. The last connection that failed counts.
pub(crate) fn find(book: &Book<'_>, connections: &[Connection]) -> Option<Cause> {
    let Some(connection) = connections
        .iter()
        .rev()
        .find(|connection| failed(book, connection))
    else {
        return unreached(book).filter(|_| connections.is_empty());
    };
    let finding = changed(book, connection)
        .or_else(|| transport(book, connection))
        .or_else(|| certificates(book, connection))
        .or_else(|| offers::compare(book, connection))
        .or_else(|| losses(book, connection))
        .unwrap_or_else(|| unknown(connection));
    let said = Side::BOTH.map(|side| ending(book, connection, side));
    Some(Cause {
        key: finding.key,
        sentence: finding.sentence,
        client: finding.client,
        server: finding.server,
        said,
        alert: alert(connection),
        outsider: outsider(connection),
        repair: finding.repair,
    })
}

/// No TCP segment was ever sent, although an end wanted to: its neighbour's hardware address came too late or never.
fn unreached(book: &Book<'_>) -> Option<Cause> {
    let said = Side::BOTH.map(|side| {
        let mut endings = book.evidence.endings.iter();
        endings
            .find(|ending| ending.side == side)
            .and_then(|ending| ending.error.clone())
    });
    said.iter().any(Option::is_some).then(|| Cause {
        key: "unreached",
        sentence: Text::new(
            "The client never learned in time which card has the server's address, so not even a SYN was sent.",
            "서버 주소를 가진 카드가 어느 것인지 제때 알아내지 못해 SYN조차 보내지 못했다.",
        ),
        client: Text::new(
            "needs: an answer to its question for the hardware address",
            "필요: 하드웨어 주소를 묻는 질문의 답",
        ),
        server: Text::new("offers: none that came in time", "제공: 제때 도착한 답 없음"),
        said,
        alert: Text::new("none was sent", "보내지 않음"),
        outsider: Text::new(
            "everything: the questions and answers of the link are in the clear",
            "모든 것: 링크의 질문과 답은 평문이다",
        ),
        repair: Text::new(
            "look for what delays or drops frames on the link; here a smaller --delay helps",
            "링크에서 프레임을 늦추거나 버리는 것을 찾는다. 여기서는 --delay 값을 줄인다",
        ),
    })
}

fn failed(book: &Book<'_>, connection: &Connection) -> bool {
    let session = &connection.talk.session;
    let fatal = session.has_failed();
    let unhappy = Side::BOTH
        .iter()
        .any(|side| ending(book, connection, *side).is_some());
    fatal || unhappy || session.unopened.is_some() || connection.talk.strange.contains(&true)
}

fn ending(book: &Book<'_>, connection: &Connection, side: Side) -> Option<String> {
    let mut endings = book.evidence.endings.iter();
    endings
        .find(|ending| ending.side == side && ending.connection == connection.number)?
        .error
        .clone()
}

fn setup<'b>(book: &'b Book<'_>, side: Side) -> Option<&'b Setup> {
    book.evidence.setups.iter().find(|setup| setup.side == side)
}

/// Bytes that the wire changed.
fn changed(book: &Book<'_>, connection: &Connection) -> Option<Finding> {
    let steps = book.steps.iter().filter(|step| {
        matches!(
            &step.kind,
            crate::story::model::Kind::Wire {
                fate: crate::story::model::Fate::Changed,
                ..
            }
        )
    });
    let steps: Vec<&Step> = steps.collect();
    let (number, how) = book
        .evidence
        .done
        .iter()
        .find_map(|(number, done)| match done {
            Done::Changed { how, .. } => Some((*number, how)),
            Done::Lost => None,
        })?;
    let held = connection.talk.session.unopened_held.clone();
    let what = held
        .or_else(|| around_change(book, number, &steps))
        .unwrap_or_else(|| Text::new("a message", "메시지"));
    let (how_en, how_ko, what_en, what_ko) = (&how.en, &how.ko, &what.en, &what.ko);
    let sentence = text!(
        en: "Frame {number}, which carried {what_en}, was changed between the ends: {how_en}.",
        ko: "프레임 {number} ({what_ko}) 내용이 도중에 바뀌었다: {how_ko}."
    );
    let sent = Text::new(
        "needs: what arrives is what was sent",
        "필요: 보낸 그대로 도착할 것",
    );
    let (client, server) = match connection.talk.session.unopened {
        Some((Side::Server, _)) => (
            Text::new(
                "needs: records that its keys open; got one whose tag does not verify",
                "필요: 자기 키로 열리는 레코드. 받은 것: 태그가 맞지 않는 레코드",
            ),
            sent,
        ),
        Some((Side::Client, _)) => (
            sent,
            Text::new(
                "needs: records that its keys open; got one whose tag does not verify",
                "필요: 자기 키로 열리는 레코드. 받은 것: 태그가 맞지 않는 레코드",
            ),
        ),
        None if connection.talk.session.failed.is_some() && !connection.talk.session.tls13() => {
            let same = Text::new(
                "needs: the same messages as the other end; what was signed is not what arrived",
                "필요: 상대와 같은 메시지. 서명된 것과 도착한 것이 다르다",
            );
            (same.clone(), same)
        }
        None if connection.talk.session.failed.is_some() => {
            let same = Text::new(
                "needs: the same messages as the other end; the transcript hashes differ, so the keys do",
                "필요: 상대와 같은 메시지. 대화 기록 해시가 달라 키도 다르다",
            );
            (same.clone(), same)
        }
        None => (sent.clone(), sent),
    };
    Some(Finding {
        key: "changed_on_the_wire",
        sentence,
        client,
        server,
        repair: Text::new(
            "nothing to repair at the ends: they did right to stop. Look for what changes bytes on the path; TCP's checksum was made right again, so this was no accident of the line",
            "양 끝에는 고칠 것이 없다. 연결을 멈춘 것이 옳다. 경로에서 바이트를 바꾸는 것이 무엇인지 찾아야 한다. TCP 체크섬까지 다시 맞춰 놓았으니 회선의 사고가 아니다",
        ),
    })
}

/// The name of the message in which the changed byte stands, else of the first that travelled in the frame.
fn around_change(book: &Book<'_>, number: u32, steps: &[&Step]) -> Option<Text> {
    const ENOUGH: usize = 16;
    let arrived = &book.packet(number)?.bytes;
    let sent = match book.evidence.done.get(&number)? {
        Done::Changed { sent, .. } => sent,
        Done::Lost => return None,
    };
    // The wire made the checksum right as well: the last byte that differs is the one in the payload.
    let at = sent.iter().zip(arrived).rposition(|(was, is)| was != is)?;
    let around = arrived.get(at.checked_sub(ENOUGH)?..=at)?;
    let holds = |step: &&&Step| {
        let message = step.exhibits.last();
        message.is_some_and(|exhibit| exhibit.bytes.windows(around.len()).any(|run| run == around))
    };
    let step = steps.iter().find(holds).or(steps.first())?;
    Some(step.name.clone())
}

/// Nobody listened, nobody answered, or what was spoken is no TLS.
fn transport(book: &Book<'_>, connection: &Connection) -> Option<Finding> {
    let (_, port) = connection.end(Side::Server);
    let speaks = |side| {
        setup(book, side)
            .map(|setup| setup.speaks.clone())
            .unwrap_or_else(|| Text::new("not known", "알 수 없음"))
    };
    if let Some(side) = Side::BOTH
        .into_iter()
        .find(|side| connection.talk.strange.get(*side as usize) == Some(&true))
    {
        let who = side.text();
        return Some(Finding {
            key: "not_tls",
            sentence: Text {
                en: format!(
                    "The {} does not speak TLS: its first bytes are no TLS record.",
                    who.en
                )
                .into(),
                ko: format!(
                    "{} 쪽이 TLS로 말하지 않는다. 첫 바이트가 TLS 레코드가 아니다.",
                    who.ko
                )
                .into(),
            },
            client: offer(&speaks(Side::Client)),
            server: offer(&speaks(Side::Server)),
            repair: text!(en: "use https:// (TLS) for port {port}, or send plain HTTP to the port that serves it, usually 80", ko: "{port}번 포트에는 https://(TLS)를 쓰거나, 평문 HTTP는 그것을 제공하는 포트(보통 80)로 보낸다"),
        });
    }
    if connection
        .reset
        .is_some_and(|(from, _)| from == Side::Server)
        && !connection.established
    {
        return Some(Finding {
            key: "refused",
            sentence: text!(en: "Nobody listens on port {port} of the server: its TCP answered the SYN with RST. TLS was never reached.", ko: "서버의 {port}번 포트에서 듣는 프로그램이 없다. 서버의 TCP는 SYN에 RST로 답했고, TLS는 시작하지도 못했다."),
            client: text!(en: "needs: a program on port {port}", ko: "필요: {port}번 포트의 프로그램"),
            server: text!(en: "offers: none on port {port}", ko: "제공: {port}번 포트에 프로그램 없음"),
            repair: Text::new(
                "start the server, or check the port number",
                "서버를 시작하거나 포트 번호를 확인한다",
            ),
        });
    }
    let session = &connection.talk.session;
    let silent = !session.client_hello.is_empty()
        && session.server_hello.is_empty()
        && session.alerts.is_empty()
        && !session.retried
        && !(speaks_tls(book, Side::Server) && loses(book));
    if silent {
        return Some(Finding {
            key: "silent",
            sentence: Text::new(
                "The server's TCP acknowledged the ClientHello, but no program ever answered it.",
                "서버의 TCP는 ClientHello를 확인했지만, 어떤 프로그램도 답하지 않았다.",
            ),
            client: Text::new("needs: a ServerHello", "필요: ServerHello"),
            server: offer(&speaks(Side::Server)),
            repair: Text::new(
                "an ACK comes from the kernel, an answer from the program: look whether the server program hangs, or waits for the client to speak another protocol first",
                "ACK는 커널이 보내고 답은 프로그램이 보낸다. 서버 프로그램이 멈췄는지, 클라이언트가 다른 프로토콜로 먼저 말하기를 기다리는지 살핀다",
            ),
        });
    }
    None
}

fn loses(book: &Book<'_>) -> bool {
    let mut done = book.evidence.done.values();
    done.any(|done| matches!(done, Done::Lost))
}

fn speaks_tls(book: &Book<'_>, side: Side) -> bool {
    setup(book, side).is_some_and(|setup| !setup.versions.is_empty())
}

/// Frames were lost, and an end ran out of patience; no end complained of the other.
fn losses(book: &Book<'_>, connection: &Connection) -> Option<Finding> {
    if !loses(book) || connection.talk.session.has_failed() {
        return None;
    }
    let lost = book.evidence.done.len();
    let needs = Text::new(
        "needs: every byte of the other end, in time",
        "필요: 상대가 보낸 모든 바이트를 제때",
    );
    Some(Finding {
        key: "lost",
        sentence: text!(en: "Too much was lost ({lost} frames): TCP was still sending again when an end stopped waiting.", ko: "손실이 너무 많았다(프레임 {lost}개). TCP가 아직 재전송하는 동안 한쪽이 기다리기를 그만두었다."),
        client: needs.clone(),
        server: needs,
        repair: Text::new(
            "look for what loses frames on the path; here take a smaller --loss, or another --seed",
            "경로에서 프레임을 잃는 곳을 찾는다. 여기서는 --loss 값을 줄이거나 --seed 값을 바꾼다",
        ),
    })
}

/// A certificate that the other end must refuse.
fn certificates(book: &Book<'_>, connection: &Connection) -> Option<Finding> {
    let session = &connection.talk.session;
    let name = identity::wanted(&connection.talk, book);
    let [client_chain, server_chain] = &session.certificates;
    if let Some(chain) = server_chain
        .as_ref()
        .filter(|_| !book.evidence.roots.is_empty())
    {
        let path = identity::examine(book, Side::Server, chain, name.as_deref());
        if let Some(fault) = path.faults.first() {
            return Some(fault_finding(fault, Side::Server));
        }
    }
    let empty = client_chain.as_ref().is_some_and(Vec::is_empty);
    let wants = setup(book, Side::Server).is_some_and(|setup| setup.wants_certificate);
    let required = session.alerts.iter().any(|alert| {
        alert.from == Side::Server && alert.description == Alert::CERTIFICATE_REQUIRED.0
    });
    if empty && session.certificate_wanted && (wants || required) {
        return Some(Finding {
            key: "client_certificate_missing",
            sentence: Text::new(
                "The server insists on a client certificate, and the client has none: it answered with an empty list.",
                "서버는 클라이언트 인증서를 반드시 요구하지만 클라이언트는 가진 것이 없어 빈 목록으로 답했다.",
            ),
            client: Text::new("offers: no certificate", "제공: 인증서 없음"),
            server: Text::new(
                "needs: a certificate signed by an authority it trusts",
                "필요: 신뢰하는 인증 기관이 서명한 인증서",
            ),
            repair: Text::new(
                "give the client a certificate and its private key, issued by the authority the server trusts",
                "서버가 신뢰하는 인증 기관이 발급한 인증서와 개인 키를 클라이언트에게 준다",
            ),
        });
    }
    if let Some(chain) = client_chain
        .as_ref()
        .filter(|chain| !chain.is_empty() && !book.evidence.roots.is_empty())
    {
        let path = identity::examine(book, Side::Client, chain, None);
        if let Some(fault) = path.faults.first() {
            return Some(fault_finding(fault, Side::Client));
        }
    }
    None
}

fn fault_finding(fault: &Fault, shown_by: Side) -> Finding {
    let key = match fault {
        Fault::Expired { .. } => "certificate_expired",
        Fault::NotYetValid { .. } => "certificate_not_yet_valid",
        Fault::WrongName { .. } => "wrong_host",
        Fault::SelfSigned { .. } => "self_signed",
        Fault::UnknownIssuer { .. } => "unknown_authority",
        Fault::MissingIntermediate { .. } => "missing_intermediate",
        Fault::BadSignature { .. } => "certificate_signature",
        Fault::NotAuthority { .. } => "not_an_authority",
        Fault::WrongPurpose { .. } => "wrong_purpose",
        Fault::Malformed { .. } => "malformed_certificate",
        Fault::NameConstraint { .. } => "name_constraint",
    };
    let [needs, offers, repair] = offers::certificate(fault);
    let (client, server) = match shown_by {
        Side::Server => (needs, offers),
        Side::Client => (offers, needs),
    };
    let why = fault.text();
    let who = shown_by.text();
    let sentence = Text {
        en: format!(
            "The {}'s certificate cannot be accepted: {}.",
            who.en, why.en
        )
        .into(),
        ko: format!("{} 쪽 인증서를 받아들일 수 없다: {}.", who.ko, why.ko).into(),
    };
    Finding {
        key,
        sentence,
        client,
        server,
        repair,
    }
}

fn unknown(connection: &Connection) -> Finding {
    let failed = connection.talk.session.failed.unwrap_or("nothing");
    Finding {
        key: "unknown",
        sentence: text!(en: "The frames and secrets at hand do not show the cause (failed proof: {failed}); what the ends and the alert say stands below.", ko: "지금 있는 프레임과 비밀만으로는 원인이 드러나지 않는다(실패한 증명: {failed}). 양 끝과 경보가 말하는 것은 아래에 있다."),
        client: Text::new("not known", "알 수 없음"),
        server: Text::new("not known", "알 수 없음"),
        repair: Text::new(
            "look at the proofs that fail, and at the logs of both ends",
            "실패한 증명과 양 끝의 로그를 살핀다",
        ),
    }
}

fn offer(what: &Text) -> Text {
    let (en, ko) = (&what.en, &what.ko);
    text!(en: "speaks: {en}", ko: "말하는 것: {ko}")
}

fn alert(connection: &Connection) -> Text {
    let seen: Vec<Text> = connection
        .talk
        .session
        .alerts
        .iter()
        .filter(|alert| alert.description != Alert::CLOSE_NOTIFY.0)
        .map(|alert| {
            let (who, name) = (alert.from.text(), Alert(alert.description));
            let level = AlertLevel(alert.level);
            let (cover_en, cover_ko) = match alert.cover {
                Cover::Clear => ("in the clear", "평문"),
                Cover::Opened | Cover::Sealed => ("encrypted", "암호화"),
            };
            Text {
                en: format!("{name} ({level}) from the {}, {cover_en}", who.en).into(),
                ko: format!("{} 쪽에서 보낸 {name} ({level}), {cover_ko}", who.ko).into(),
            }
        })
        .collect();
    if seen.is_empty() {
        let sealed = connection.talk.session.unopened.is_some();
        return if sealed {
            Text::new(
                "none that could be read: records after the fault do not open",
                "읽을 수 있는 경보가 없다: 오류 뒤의 레코드가 열리지 않는다",
            )
        } else {
            Text::new("none was sent", "보내지 않음")
        };
    }
    Text::join(&seen, "; ")
}

/// What someone on the path without keys could see of the failure.
fn outsider(connection: &Connection) -> Text {
    let session = &connection.talk.session;
    if !connection.established {
        return Text::new(
            "everything: the SYN and its answer are in the clear",
            "모든 것: SYN과 그 답은 평문이다",
        );
    }
    let clear = session
        .alerts
        .iter()
        .any(|alert| alert.cover == Cover::Clear && alert.description != Alert::CLOSE_NOTIFY.0);
    if connection.talk.strange.contains(&true) {
        return Text::new(
            "everything: the bytes are in the clear",
            "모든 것: 바이트가 평문이다",
        );
    }
    if clear {
        return Text::new(
            "the messages so far and the alert, in the clear: that it failed, and the alert's word, not always the cause",
            "평문인 앞선 메시지들과 경보: 실패했다는 사실과 경보의 이름은 보이지만 원인까지 보이는 것은 아니다",
        );
    }
    if session.alerts.is_empty() && !session.server_hello.is_empty() {
        return Text::new(
            "the hello messages, then protected records of certain sizes, and the silence between: not why",
            "헬로 메시지, 그 뒤 크기만 보이는 보호된 레코드, 그리고 그 사이의 침묵. 까닭은 보이지 않는다",
        );
    }
    if session.alerts.is_empty() && session.unopened.is_none() {
        return Text::new(
            "a ClientHello, and no TLS answer to it",
            "확인 응답을 받은 ClientHello, 그리고 침묵",
        );
    }
    Text::new(
        "after the hellos only protected records of certain sizes, then the end: not that there was an alert, let alone which. A small record followed by FIN or RST is the only hint",
        "헬로 뒤에는 크기만 보이는 보호된 레코드, 그리고 끝. 경보가 있었는지도, 어떤 경보인지도 알 수 없다. 작은 레코드에 이어지는 FIN이나 RST가 유일한 단서이다",
    )
}
