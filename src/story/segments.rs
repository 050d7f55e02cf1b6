//! The steps of TCP itself: the three-way handshake, acknowledgements, retransmissions, FIN and RST (RFC 9293).

use crate::base::reader::Reader;
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::inside::Carries;
use crate::dissect::link;
use crate::dissect::sum::Soundness;
use crate::dissect::tcp::{Flags, Segment};
use crate::story::book::Book;
use crate::story::connection::{Connection, Sent};
use crate::story::model::{Fate, Given, Proof, Step, Value, Weight};
use crate::story::repeats::{More, Repeats};
use crate::story::tls::data::closing_chapter;
use crate::text;

/// The client's SYN.
pub(crate) fn syn(of: &Connection, book: &mut Book<'_>, sent: &Sent<'_>) {
    let segment = sent.segment;
    let mut step = begin(of, book, sent, Text::same("SYN"), "RFC 9293 §3.5");
    let (port, sequence) = (segment.destination, segment.sequence);
    step.sentence = text!(en: "I want to talk to port {port}; I number my bytes from {sequence}.", ko: "{port}번 포트와 이야기하고 싶다. 내 바이트의 번호는 {sequence} 값에서 시작한다.");
    step.why.push(Text::new(
        "The number is chosen at random, so that a stranger who cannot see the packets cannot guess it and push bytes into the connection. The SYN itself counts as one byte.",
        "이 번호는 무작위로 고른다. 패킷을 볼 수 없는 외부인이 번호를 알아맞혀 연결에 바이트를 끼워 넣지 못하게 하려는 것이다. SYN 자신도 한 바이트로 센다.",
    ));
    if of.opener.is_some_and(|opener| opener != sent.from) {
        step.why.push(Text::new(
            "The other end has sent a SYN of its own: both open at once. TCP allows it (simultaneous open); each answers the other's SYN and one connection comes of it, not two.",
            "상대도 자기 SYN을 보냈다. 양쪽이 동시에 연결을 연다. TCP는 이것을 허용하며(동시 열기), 서로 상대의 SYN에 답해 연결은 두 개가 아니라 하나가 된다.",
        ));
    }
    options(&mut step, segment);
    book.push(step);
}

/// The server's SYN, ACK.
pub(crate) fn syn_ack(of: &Connection, book: &mut Book<'_>, sent: &Sent<'_>) {
    let segment = sent.segment;
    let mut step = begin(of, book, sent, Text::same("SYN, ACK"), "RFC 9293 §3.5");
    let (sequence, expects) = (segment.sequence, segment.acknowledgment);
    step.sentence = text!(en: "I agree; I number mine from {sequence}, and expect your byte {expects} next.", ko: "동의한다. 내 번호는 {sequence} 값에서 시작하고, 다음에는 상대의 {expects}번 바이트를 기다린다.");
    step.why.push(Text::new(
        "Only someone who saw the SYN can acknowledge its number: the client now knows that someone on the way to the server answers, not yet who. The server in turn learns from the next ACK that the client's address is real.",
        "SYN을 본 쪽만 그 번호를 확인해 줄 수 있다. 클라이언트는 이제 서버로 가는 길에서 누군가 답한다는 것은 알지만 그것이 누구인지는 아직 모른다. 서버는 다음 ACK를 보고서야 클라이언트의 주소가 진짜임을 안다.",
    ));
    options(&mut step, segment);
    step.proofs.extend(acknowledges(of, sent.from, segment));
    book.push(step);
}

/// The client's ACK that ends the three-way handshake.
pub(crate) fn established(of: &Connection, book: &mut Book<'_>, sent: &Sent<'_>) {
    let segment = sent.segment;
    let mut step = begin(of, book, sent, Text::same("ACK"), "RFC 9293 §3.5");
    let expects = segment.acknowledgment;
    step.sentence = text!(en: "Both numbers are known on both sides: the connection stands. I expect your byte {expects} next.", ko: "양쪽이 두 번호를 모두 안다. 연결이 이루어졌다. 다음에는 상대의 {expects}번 바이트를 기다린다.");
    if book.is_lost(sent.packet) {
        step.sentence = text!(en: "The client knows both numbers and may send. That this ACK is lost does no harm: every later segment carries the same acknowledgement of byte {expects}.", ko: "클라이언트는 두 번호를 모두 알아 데이터를 보낼 수 있다. 이 ACK가 사라져도 괜찮다. 이후의 모든 세그먼트가 같은 확인 번호 {expects} 값을 싣는다.");
    }
    step.why.push(Text::new(
        "Three segments, one round trip: the client may send data right behind this one. Nothing so far is secret or authenticated.",
        "세그먼트 세 개, 왕복 한 번이다. 클라이언트는 바로 뒤이어 데이터를 보낼 수 있다. 여기까지는 비밀도 인증도 없다.",
    ));
    step.proofs.extend(acknowledges(of, sent.from, segment));
    book.push(step);
}

/// An acknowledgement that carries nothing else.
pub(crate) fn acknowledgement(of: &Connection, book: &mut Book<'_>, sent: &Sent<'_>) {
    let segment = sent.segment;
    let closing = of.finished.iter().any(Option::is_some);
    let shut = segment.window == 0 && book.evidence.is_captured();
    let again = match shut {
        true => Repeats::Shut(sent.from),
        false => Repeats::Ack(sent.from),
    };
    if book.counts(again) && !closing {
        let (packets, bytes) = (&[sent.packet][..], 0);
        return book.count_more(again, &Text::EMPTY, &More { packets, bytes });
    }
    let mut step = begin(of, book, sent, Text::same("ACK"), "RFC 9293 §3.4");
    let expects = segment.acknowledgment;
    step.sentence = text!(en: "I have everything before your byte {expects}.", ko: "상대의 {expects}번 바이트 앞까지 모두 받았다.");
    step.why.push(Text::new(
        "TCP promises delivery: what is not acknowledged in time is sent again.",
        "TCP는 전달을 약속한다. 제때 확인되지 않은 것은 다시 보낸다.",
    ));
    if closing {
        step.chapter = ending(of);
    } else {
        step.chapter = Text::EMPTY;
        // A lost one explains why something comes again.
        if !book.is_lost(sent.packet) {
            step.weight = Weight::Folded;
        }
    }
    let sack = segment.options().sack;
    if sack.iter().any(Option::is_some) {
        let blocks: Vec<_> = sack
            .iter()
            .flatten()
            .map(|(start, end)| format!("{start}–{end}"))
            .collect();
        step.values
            .push(Value::plain("SACK", blocks.join(", "), Knows::Wire));
        step.why.push(Text::new("With SACK it also names what it has beyond a gap, so that only the gap need be sent again.", "빈틈 뒤에 받은 것도 SACK으로 알린다. 그래서 상대는 빈틈만 다시 보내면 된다."));
        step.weight = Weight::Main;
    }
    if shut {
        step.name = Text::new("ACK, zero window", "ACK, 윈도 0");
        step.weight = Weight::Main;
        step.sentence = step.sentence.then(&Text::new(
            "But stop: I have no room for more.",
            "그러나 더 담을 자리가 없으니 멈추라.",
        ));
        step.why.push(Text::new(
            "The window says how many bytes the receiver can hold. At zero the sender waits and probes until the program there reads again: the slow part is that program, not the network.",
            "윈도는 받는 쪽이 더 담을 수 있는 바이트 수이다. 0이면 보내는 쪽은 받는 쪽 프로그램이 다시 읽을 때까지 기다리며 이따금 확인한다. 느린 것은 네트워크가 아니라 그 프로그램이다.",
        ));
    }
    book.push_repeating(again, step);
}

/// A keep-alive probe.
pub(crate) fn keep_alive(of: &Connection, book: &mut Book<'_>, sent: &Sent<'_>) {
    let mut step = begin(
        of,
        book,
        sent,
        Text::new("keep-alive", "연결 유지 확인"),
        "RFC 9293 §3.8.4",
    );
    step.sentence = Text::new("Are you still there?", "아직 거기 있는가?");
    step.weight = Weight::Folded;
    step.chapter = Text::EMPTY;
    book.push_repeating(Repeats::Ack(sent.from), step);
}

/// A FIN.
pub(crate) fn fin(of: &Connection, book: &mut Book<'_>, sent: &Sent<'_>) {
    let segment = sent.segment;
    let mut step = begin(
        of,
        book,
        sent,
        Text::same(segment.flags.to_string()),
        "RFC 9293 §3.6",
    );
    step.chapter = ending(of);
    let [client, server] = of.finished;
    let second = sent.from.peer().of(client, server).is_some();
    step.sentence = match (sent.from, second) {
        (Side::Client, false) => Text::new(
            "The client will send no more bytes; it still listens.",
            "클라이언트가 더 보낼 바이트가 없다. 듣기는 계속한다.",
        ),
        (Side::Server, false) => Text::new(
            "The server will send no more bytes; it still listens.",
            "서버가 더 보낼 바이트가 없다. 듣기는 계속한다.",
        ),
        (Side::Client, true) => Text::new(
            "The client has nothing more to send either: with the answer to this the connection is over.",
            "클라이언트도 더 보낼 바이트가 없다. 이것이 확인되면 연결이 끝난다.",
        ),
        (Side::Server, true) => Text::new(
            "The server has nothing more to send either: with the answer to this the connection is over.",
            "서버도 더 보낼 바이트가 없다. 이것이 확인되면 연결이 끝난다.",
        ),
    };
    step.why.push(Text::new(
        "Each direction is closed on its own, and FIN, like SYN, counts as one byte that must be acknowledged. Anyone on the path could forge it; that is why TLS says goodbye with close_notify first.",
        "방향마다 따로 닫고, FIN도 SYN처럼 확인받아야 하는 한 바이트로 센다. 경로의 누구나 위조할 수 있으므로 TLS가 먼저 close_notify로 작별한다.",
    ));
    book.push(step);
}

/// A RST.
pub(crate) fn reset(of: &Connection, book: &mut Book<'_>, sent: &Sent<'_>) {
    let segment = sent.segment;
    let mut step = begin(
        of,
        book,
        sent,
        Text::same(segment.flags.to_string()),
        "RFC 9293 §3.5.2",
    );
    let refused = !of.established && of.opened.iter().flatten().count() == 1;
    let port = segment.source;
    if refused {
        step.sentence = text!(en: "Nobody listens on port {port}: the connection is refused.", ko: "{port}번 포트에서 듣는 프로그램이 없다. 연결이 거부된다.");
        step.why.push(Text::new(
            "The host is there and its TCP answers; there is just no program behind this port. A firewall that drops the SYN looks different: no answer at all.",
            "호스트는 있고 그 TCP가 답했다. 다만 이 포트에서 기다리는 프로그램이 없다. SYN을 버리는 방화벽이라면 다르게 보인다. 아무 답도 오지 않는다.",
        ));
    } else {
        step.chapter = ending(of);
        step.sentence = Text::new(
            "The connection is cut off at once; what was still under way is thrown away.",
            "연결을 곧바로 끊는다. 오가던 데이터는 버려진다.",
        );
        step.why.push(Text::new(
            "RST says: I know nothing (any more) of this connection. It is not a polite end; an application that sees it may have lost data.",
            "RST는 이 연결을 모른다거나 더는 알지 못한다는 뜻이다. 정상적인 끝이 아니며, 이것을 받은 응용 프로그램은 데이터를 잃었을 수 있다.",
        ));
    }
    book.push(step);
}

/// A segment whose bytes never became a whole record.
pub(crate) fn partial(of: &Connection, book: &mut Book<'_>, packet: u32, from: Side) {
    let mut step = book.wire(
        from,
        &[packet],
        Text::new("part of a record", "레코드의 일부"),
        "RFC 8446 §5.1",
    );
    let told = of.talk.told(from);
    let missing = of.stream(from).missing();
    step.sentence = match missing {
        _ if book.evidence.is_under_way() => Text::new(
            "Its bytes begin a record whose rest is still to come.",
            "이 바이트는 레코드의 앞부분이다. 나머지는 아직 오지 않았다.",
        ),
        Some(gap) => {
            let (start, end) = (gap.start, gap.end);
            text!(en: "Its bytes cannot be read: bytes {start} to {end} before them never came.", ko: "이 바이트는 읽을 수 없다. 앞의 {start}번부터 {end}번까지의 바이트가 오지 않았다.")
        }
        None => {
            text!(en: "Its bytes belong to a record that never became whole: the stream was told up to byte {told}.", ko: "이 바이트는 끝내 완성되지 않은 레코드에 속한다. 스트림은 {told}번 바이트까지 읽었다.")
        }
    };
    book.push_repeating(Repeats::Part(from), step);
}

pub(crate) fn begin(
    of: &Connection,
    book: &mut Book<'_>,
    sent: &Sent<'_>,
    name: Text,
    rfc: &'static str,
) -> Step {
    let segment = sent.segment;
    let mut step = book
        .wire(sent.from, &[sent.packet], name, rfc)
        .under(heading(of.number));
    step.values
        .push(Value::plain("seq", segment.sequence, Knows::Wire));
    if segment.flags.has(Flags::ACK) {
        step.values
            .push(Value::plain("ack", segment.acknowledgment, Knows::Wire));
    }
    step.values
        .push(Value::plain("window", segment.window, Knows::Wire));
    step.proofs.extend(match book.fate(sent.packet) {
        Some(Fate::Damaged) => as_arrived(book, sent.packet),
        _ => checksum(book, segment),
    });
    step
}

/// What the receiver's TCP finds: the segment is told as it was sent, and this is what became of it.
fn as_arrived(book: &mut Book<'_>, packet: u32) -> Option<Proof> {
    let packet = book.packet(packet)?;
    let frame = link::frame(&mut Reader::quiet(&packet.bytes), packet.link).ok()?;
    let Carries::Tcp(segment) = &frame.ip()?.carries else {
        return None;
    };
    checksum(book, segment)
}

/// The heading for the end of this connection: TLS is named only where it said goodbye.
fn ending(of: &Connection) -> Text {
    match of.talk.session.closed.contains(&true) {
        true => closing_chapter(),
        false => Text::new(
            "Closing: TCP ends the connection",
            "닫기: TCP가 연결을 끝낸다",
        ),
    }
}

fn heading(connection: usize) -> Text {
    if connection == 0 {
        return Text::new("TCP: a connection is opened", "TCP: 연결을 연다");
    }
    let n = connection + 1;
    text!(en: "TCP: connection {n} is opened", ko: "TCP: {n}번 연결을 연다")
}

fn options(step: &mut Step, segment: &Segment<'_>) {
    let options = segment.options();
    if let Some(mss) = options.mss {
        step.values.push(Value::plain("MSS", mss, Knows::Wire));
    }
    if options.sack_permitted {
        step.values.push(Value::new(
            "SACK",
            Text::new("permitted", "허용"),
            Knows::Wire,
        ));
    }
    if let Some(shift) = options.window_scale {
        let factor = 1u32.checked_shl(shift.into()).unwrap_or_default();
        step.values.push(Value::plain(
            "window scale",
            format!("x{factor}"),
            Knows::Wire,
        ));
    }
    if let Some((value, _)) = options.timestamps {
        step.values
            .push(Value::plain("timestamp", value, Knows::Wire));
    }
}

/// That the checksum over pseudo header, header and payload is right.
fn checksum(book: &mut Book<'_>, segment: &Segment<'_>) -> Option<Proof> {
    let checksum = segment.checksum();
    let computed = checksum.computed?;
    let says = [
        Text::new(
            "the sum fits, so no damage shows; it protects against accidents, not against attackers, who simply compute it anew",
            "합이 맞으니 손상이 보이지 않는다. 체크섬은 사고를 찾아낼 뿐 공격자는 막지 못한다. 공격자는 새로 계산하면 그만이다",
        ),
        Text::new(
            "the segment was damaged and must be thrown away",
            "세그먼트가 손상되어 버려야 한다",
        ),
    ];
    let written = checksum.written;
    let proof = Proof::equal(
        Text::new("TCP checksum", "TCP 체크섬"),
        "tcp_checksum",
        "~Σ16(pseudo header ‖ TCP header ‖ payload)",
        &computed.to_be_bytes(),
        &written.to_be_bytes(),
        says,
        "RFC 9293 §3.1",
    );
    let (verdict, says) = match checksum.verdict() {
        Soundness::Right => (Verdict::Holds, proof.says.clone()),
        Soundness::Wrong | Soundness::Offloaded
            if book.evidence.is_captured() && std::mem::replace(&mut book.doubted, true) =>
        {
            // Said once: with the network card at work it is so for every frame of one end.
            return None;
        }
        Soundness::Wrong if book.evidence.is_captured() => (
            Verdict::NotReached,
            Text::new(
                "it does not fit. Damage is the rarer reason: frames are captured before the network card fills it in, or addresses were changed in the file. What the other end answers shows whether it arrived",
                "맞지 않는다. 손상은 오히려 드문 까닭이다. 네트워크 카드가 값을 채우기 전에 캡처했거나 파일에서 주소를 바꾼 것일 수 있다. 제대로 도착했는지는 상대의 답이 보여 준다",
            ),
        ),
        Soundness::Wrong => (Verdict::Fails, proof.says.clone()),
        Soundness::Unchecked => return None,
        Soundness::Offloaded => (
            Verdict::NotReached,
            Text::new(
                "only the pseudo header is summed yet: captured at the sender, before its network card did the rest",
                "아직 의사 헤더만 더해져 있다: 네트워크 카드가 나머지를 계산하기 전에 보낸 쪽에서 캡처했다",
            ),
        ),
    };
    Some(Proof {
        verdict,
        says,
        ..proof
    })
}

/// That an acknowledgement is the other end's initial number plus one.
fn acknowledges(of: &Connection, from: Side, segment: &Segment<'_>) -> Option<Proof> {
    let [client, server] = of.opened;
    let theirs = from.peer().of(client, server)?;
    let (initial, packet) = (theirs.sequence, theirs.packet);
    let expected = initial.wrapping_add(1);
    let says = [
        text!(en: "{initial} + 1: the SYN counts as one byte", ko: "{initial} + 1: SYN은 한 바이트로 센다"),
        text!(en: "it should be {initial} + 1", ko: "올바른 값: {initial} + 1"),
    ];
    let claim = Text::new("acknowledges the other's SYN", "상대의 SYN을 확인");
    let (verdict, says) = match (expected == segment.acknowledgment, says) {
        (true, [good, _]) => (Verdict::Holds, good),
        (false, [_, bad]) => (Verdict::Fails, bad),
    };
    let mut proof = Proof::new(claim, "acknowledgment", verdict, says, "RFC 9293 §3.4");
    let acknowledged = segment.acknowledgment;
    proof.formula = format!("ack = seq(SYN) + 1 = {expected}");
    proof.inputs.push(Given {
        value: Value::plain("seq", initial, Knows::Wire),
        seen: text!(en: "frame {packet}", ko: "프레임 {packet}"),
    });
    proof.inputs.push(Given {
        value: Value::plain("ack", acknowledged, Knows::Wire),
        seen: Text::new("this frame", "이 프레임"),
    });
    Some(proof)
}
