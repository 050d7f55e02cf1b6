//! What is said of a connection that somebody else captured: who is who, and what on the page is seen, computed or not known.

use crate::base::reader::Reader;
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::time::Time;
use crate::capture::packet::Packet;
use crate::dissect::inside::{Carries, Inside, Ip};
use crate::dissect::link;
use crate::dissect::tcp::Flags;
use crate::keys::certificate::date;
use crate::story::book::Book;
use crate::story::connection::Connection;
use crate::story::end::End;
use crate::story::evidence::Evidence;
use crate::story::model::{Host, Step, Value};
use crate::text;

/// Frames that are looked at to find out who is the client.
const FEW: usize = 2_000;

/// Who is the client: who sent a ClientHello, else whom a ServerHello was sent to, else who opened the TCP connection.
pub(crate) fn client(evidence: &Evidence) -> Option<End> {
    let mut opener = None;
    for packet in evidence.packets.iter().take(FEW) {
        let Some((ends, flags, payload)) = ends(packet) else {
            continue;
        };
        let [source, destination] = ends;
        match (flags.has(Flags::SYN), flags.has(Flags::ACK)) {
            (true, false) => _ = opener.get_or_insert(source),
            (true, true) => _ = opener.get_or_insert(destination),
            (false, _) => {}
        }
        match payload.as_slice() {
            [22, 3, _, _, _, 1, ..] => return Some(source),
            [22, 3, _, _, _, 2, ..] => return Some(destination),
            [high, _, 1, 0 | 3, 0..=4, ..] if high & 0x80 != 0 => return Some(source),
            _ => {}
        }
    }
    opener
}

/// Sender and receiver of a TCP segment, its flags, and how its payload begins.
fn ends(packet: &Packet) -> Option<([End; 2], Flags, Vec<u8>)> {
    let frame = link::frame(&mut Reader::quiet(&packet.bytes), packet.link).ok()?;
    let Inside::Ip(ip) = &frame.inside else {
        return None;
    };
    let ip = ip.innermost();
    let (source, destination) = (ip.source, ip.destination);
    let Carries::Tcp(segment) = &ip.carries else {
        return None;
    };
    let ends = [(source, segment.source), (destination, segment.destination)];
    let begins = segment.payload.get(..6).unwrap_or(segment.payload).to_vec();
    Some((ends, segment.flags, begins))
}

/// The heading of the page.
pub(crate) fn title(hosts: &[Host; 2]) -> Text {
    let [client, server] = hosts;
    let (client, server) = (&client.address, &server.address);
    if server.is_empty() {
        return Text::new("a capture", "캡처");
    }
    text!(en: "a captured connection, {client} to {server}", ko: "캡처한 연결: {client} → {server}")
}

/// The moment at which it happened, as far as somebody knows; a clock that stands near 1970 knows nothing.
pub(crate) fn clock(evidence: &Evidence) -> Option<Time> {
    let first = evidence.packets.first().map(|packet| packet.time);
    let told = match evidence.now {
        Time(0) => first,
        now => Some(now),
    };
    told.filter(|time| *time >= Time::seconds(631_152_000))
}

/// What is said before the first step.
pub(crate) fn preface(evidence: &Evidence) -> Vec<Text> {
    let (Some(first), Some(last)) = (evidence.packets.first(), evidence.packets.last()) else {
        return Vec::new();
    };
    let n = evidence.packets.len();
    let (from, to, start) = (first.number, last.number, date(first.time));
    let mut lines = vec![match n {
        1 => text!(
            en: "Captured: one frame of this connection, number {from} in the file, seen at {start}.",
            ko: "캡처한 것: 이 연결의 프레임 하나(파일의 {from}번). 본 때: {start}."
        ),
        _ => text!(
            en: "Captured: {n} frames of this connection, {from} to {to} in the file; the first was seen at {start}, and times count from it.",
            ko: "캡처한 것: 이 연결의 프레임 {n}개(파일의 {from}번부터 {to}번까지). 첫 프레임을 본 때: {start}. 시각은 여기서부터 센다."
        ),
    }];
    lines.push(Text::new(
        "Computed here: checksums, transcript hashes, keys, signatures. Not known: what the ends were set up with, what they said of themselves, and secrets beyond those you gave.",
        "여기서 계산한 것: 체크섬, 대화 기록 해시, 키, 서명. 알 수 없는 것: 양 끝의 설정, 양 끝이 스스로 남긴 말, 주어지지 않은 비밀.",
    ));
    let cut = |packet: &&Packet| packet.bytes.len() < packet.original as usize;
    let cut = evidence.packets.iter().filter(cut).count();
    if cut > 0 {
        lines.push(text!(
            en: "Frames cut short when they were captured (snap length): {cut}. What they carried beyond the cut is not known.",
            ko: "프레임 {cut}개는 캡처할 때 잘렸다(길이 제한, snaplen). 잘린 뒤에 무엇이 있었는지는 알 수 없다."
        ));
    }
    lines
}

/// Says that the connection was under way before the first frame.
pub(crate) fn midway(book: &mut Book<'_>, connection: &Connection) {
    let (_, port) = connection.end(Side::Server);
    let step = Step::new(
        Text::new("the capture begins in the middle", "캡처가 중간에서 시작된다"),
        "RFC 9293 §3.5",
    )
    .under(Text::new(
        "TCP: the connection is under way",
        "TCP: 연결이 이미 이루어져 있다",
    ))
    .saying(text!(
        en: "No SYN stands before the first segment: the connection was there already. Who opened it is guessed; the end at port {port} is taken for the server.",
        ko: "첫 세그먼트 앞에 SYN이 없다. 연결은 이미 있었다. 누가 열었는지는 짐작할 뿐이며, {port}번 포트 쪽을 서버로 본다."
    ))
    .because(Text::new(
        "What was said before cannot be brought back: without the hellos no secret of a key log can be matched to this connection, and without the first sequence numbers nobody knows how many bytes went before.",
        "앞서 오간 것은 되살릴 수 없다. 헬로 메시지가 없으면 키 로그의 비밀을 이 연결과 맞출 수 없고, 처음 순서 번호가 없으면 앞에 몇 바이트가 갔는지도 알 수 없다.",
    ));
    book.push(step);
}

/// Says that the end that opened the TCP connection is not the one that speaks as TLS client.
pub(crate) fn swapped(book: &mut Book<'_>) {
    let step = Step::new(
        Text::new("the roles are swapped", "역할이 바뀌어 있다"),
        "RFC 8446 §2",
    )
    .under(Text::new("TCP: a connection is opened", "TCP: 연결을 연다"))
    .saying(Text::new(
        "The end that waited for the TCP connection will say ClientHello: it is the client of TLS, and is called client here.",
        "TCP 연결을 기다리던 쪽이 ClientHello를 보낸다. TLS에서는 그쪽이 클라이언트이므로 여기서도 클라이언트라고 부른다.",
    ))
    .because(Text::new(
        "TLS does not care who opened the connection below it. FTP's data connections, for one, are often opened by the server.",
        "TLS는 아래의 연결을 누가 열었는지 따지지 않는다. 예컨대 FTP의 데이터 연결은 서버가 여는 일이 많다.",
    ));
    book.push(step);
}

/// Says once that the connection travels inside other packets.
pub(crate) fn tunnelled(book: &mut Book<'_>, outermost: &Ip<'_>) {
    let mut names = Vec::new();
    let mut ip = outermost;
    while let Carries::Tunnel(tunnel, inside) = &ip.carries {
        names.push(tunnel.name());
        let Inside::Ip(inner) = &**inside else { break };
        ip = inner;
    }
    if names.is_empty() || book.tunnelled {
        return;
    }
    book.tunnelled = true;
    let (name, depth) = (names.join(" / "), names.len());
    let (source, destination) = (outermost.source, outermost.destination);
    let mut step = Step::new(
        Text::new("inside a tunnel", "터널 안"),
        "RFC 2003 §1",
    )
    .under(Text::new("TCP: a connection is opened", "TCP: 연결을 연다"))
    .saying(text!(
        en: "The segments travel inside other packets ({name}), which go from {source} to {destination} and back. What follows is told of the inner packets.",
        ko: "세그먼트가 다른 패킷에 담겨 간다({name}). 바깥 패킷은 {source}, {destination} 사이를 오간다. 아래 이야기는 안쪽 패킷에 관한 것이다."
    ))
    .because(Text::new(
        "A tunnel joins two networks over a third. It hides nothing by itself: whoever sees the outer packet reads the inner one too. It takes room for its headers, so that segments which filled a packet before must now be cut, or be made smaller.",
        "터널은 다른 네트워크를 거쳐 두 네트워크를 잇는다. 터널만으로는 아무것도 숨기지 못한다. 바깥 패킷을 보는 사람은 안쪽 패킷도 읽는다. 헤더만큼 자리를 차지하므로, 패킷을 꽉 채우던 세그먼트는 이제 나뉘거나 작아져야 한다.",
    ));
    step.values.push(Value::plain("depth", depth, Knows::Wire));
    book.push(step);
}
