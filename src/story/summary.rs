//! The closing account: round trips, bytes each way, proofs, and what an eavesdropper learned.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::story::book::Book;
use crate::story::connection::Connection;
use crate::story::model::Line;
use crate::story::tls::session::EarlyData;
use crate::text;

/// The lines under the story.
pub(crate) fn close(book: &Book<'_>, connections: &[Connection]) -> Vec<Line> {
    let mut lines = Vec::new();
    for connection in connections {
        if connection.talk.is_tls() {
            lines.push(Line {
                label: label(connection, connections, Text::new("round trips", "왕복")),
                key: "round_trips",
                text: round_trips(book, connection),
            });
        }
    }
    lines.push(Line {
        label: Text::new("bytes", "바이트"),
        key: "bytes",
        text: bytes(connections),
    });
    let [holds, fails, open] =
        [Verdict::Holds, Verdict::Fails, Verdict::NotReached].map(|verdict| book.count(verdict));
    let proofs = text!(en: "{holds} hold, {fails} fail, {open} not reached", ko: "성립 {holds}, 불성립 {fails}, 도달 못 함 {open}");
    lines.push(Line {
        label: Text::new("proofs", "증명"),
        key: "proofs",
        text: proofs,
    });
    let again: usize = connections.iter().map(|connection| connection.again).sum();
    let lost = book.lost();
    if again + lost > 0 {
        let frames = if lost == 1 { "frame" } else { "frames" };
        let text = text!(en: "{lost} {frames} lost, {again} sent again", ko: "손실 {lost}개, 재전송 {again}개");
        lines.push(Line {
            label: Text::new("losses", "손실"),
            key: "losses",
            text,
        });
    }
    if let [first, .., last] = connections
        && let Some(text) = compared(first, last)
    {
        lines.push(Line {
            label: Text::new("compared", "비교"),
            key: "compared",
            text,
        });
    }
    let learned = eavesdropper(connections);
    lines.push(Line {
        label: Text::new("an eavesdropper learned", "엿듣는 사람이 알게 된 것"),
        key: "eavesdropper_learned",
        text: learned,
    });
    if connections
        .iter()
        .any(|connection| connection.talk.is_tls())
    {
        lines.push(Line {
            label: Text::new("and did not learn", "알지 못한 것"),
            key: "eavesdropper_missed",
            text: missed(connections),
        });
    }
    lines
}

fn label(connection: &Connection, all: &[Connection], plain: Text) -> Text {
    if all.len() < 2 {
        return plain;
    }
    let n = connection.number + 1;
    plain.then(&text!(en: "(connection {n})", ko: "({n}번 연결)"))
}

/// How often the client had to wait for the server's TLS messages before it could send its first data.
fn turns(connection: &Connection) -> usize {
    let session = &connection.talk.session;
    if session.early_data == EarlyData::Accepted {
        return 0;
    }
    session
        .turns
        .windows(2)
        .filter(|pair| matches!(pair, [Side::Client, Side::Server]))
        .count()
}

fn round_trips(book: &Book<'_>, connection: &Connection) -> Text {
    let session = &connection.talk.session;
    if session.first_data.is_none() && connection.talk.strange.contains(&true) {
        return Text::new(
            "1, for TCP: then an application spoke at once, without TLS",
            "1번, TCP뿐: 그 뒤 응용 프로그램이 TLS 없이 바로 말했다",
        );
    }
    if session.first_data.is_none() && session.dark.iter().any(Option::is_some) {
        let tls = turns(connection);
        return text!(en: "{tls} for the messages in the clear; when the first application byte came is not known, because records stay dark", ko: "평문 메시지까지 {tls}번. 열리지 않는 레코드가 있어 첫 응용 바이트가 언제 갔는지는 알 수 없다");
    }
    if session.first_data.is_none() && book.evidence.is_captured() && !session.has_failed() {
        return Text::new(
            "not known: no application byte stands in the capture",
            "알 수 없음: 응용 바이트가 캡처에 없다",
        );
    }
    if session.first_data.is_none() && book.evidence.is_under_way() {
        return Text::new(
            "not known yet: no application byte was sent so far",
            "아직 알 수 없음: 응용 바이트를 아직 보내지 않았다",
        );
    }
    if session.first_data.is_none() {
        return Text::new(
            "none was enough: no application byte was sent",
            "응용 바이트를 하나도 보내지 못했다",
        );
    }
    let tls = turns(connection);
    let all = tls + 1;
    text!(en: "{all} before the first application byte: 1 for TCP, {tls} for TLS", ko: "첫 응용 바이트까지 {all}번: TCP 1번, TLS {tls}번")
}

fn bytes(connections: &[Connection]) -> Text {
    let sum = |side: Side| {
        connections
            .iter()
            .map(|connection| {
                connection
                    .bytes
                    .get(side as usize)
                    .copied()
                    .unwrap_or_default()
            })
            .sum::<usize>()
    };
    let frames = |side: Side| {
        connections
            .iter()
            .map(|connection| {
                connection
                    .frames
                    .get(side as usize)
                    .copied()
                    .unwrap_or_default()
            })
            .sum::<usize>()
    };
    let (client, server) = (sum(Side::Client), sum(Side::Server));
    let (from_client, from_server) = (frames(Side::Client), frames(Side::Server));
    text!(
        en: "the client sent {client} in {from_client} TCP {frames}, the server {server} in {from_server}",
        ko: "클라이언트: TCP 프레임 {from_client}개에 {client}바이트, 서버: {from_server}개에 {server}바이트",
        frames = if from_client == 1 { "frame" } else { "frames" },
    )
}

fn compared(first: &Connection, last: &Connection) -> Option<Text> {
    last.talk.session.first_data?;
    let sum = |connection: &Connection| connection.bytes.iter().sum::<usize>();
    let (before, after) = (sum(first), sum(last));
    let (slow, fast) = (turns(first) + 1, turns(last) + 1);
    let resumed = last.talk.session.resumes.is_some();
    Some(if resumed {
        let trips = match (fast == slow, fast) {
            (true, _) => text!(en: "{fast} round trips as before", ko: "왕복은 그대로 {fast}번"),
            (false, 1) => {
                text!(en: "1 round trip instead of {slow}", ko: "왕복 {slow}번 대신 1번")
            }
            (false, _) => {
                text!(en: "{fast} round trips instead of {slow}", ko: "왕복 {slow}번 대신 {fast}번")
            }
        };
        let (en, ko) = (&trips.en, &trips.ko);
        text!(
            en: "resumed: {after} bytes instead of {before}, {en}, no certificate sent or checked",
            ko: "재개: {before}바이트 대신 {after}바이트, {ko}, 인증서를 보내지도 검사하지도 않음"
        )
    } else if let [Some((asked, got)), Some((then, other))] = [first, last].map(named)
        && asked != then
    {
        text!(
            en: "asked for {asked}, the server showed the certificate of {got}; asked for {then}, that of {other}",
            ko: "{asked} 이름을 요청하자 {got} 인증서를, {then} 이름을 요청하자 {other} 인증서를 보였다"
        )
    } else {
        text!(en: "first connection {before} bytes and {slow} round trips, last one {after} and {fast}", ko: "첫 연결 {before}바이트와 왕복 {slow}번, 마지막 연결 {after}바이트와 왕복 {fast}번")
    })
}

/// The name that was asked for, and the one on the certificate that was shown.
fn named(connection: &Connection) -> Option<(String, String)> {
    let session = &connection.talk.session;
    let [_, leaf] = &session.leaves;
    let name = leaf.as_ref()?.names.first()?.clone();
    Some((session.server_name.clone()?, name))
}

fn eavesdropper(connections: &[Connection]) -> Text {
    let mut known = vec![Text::new("both addresses and ports", "양쪽 주소와 포트")];
    let sessions = || {
        connections
            .iter()
            .map(|connection| &connection.talk.session)
    };
    let mut names: Vec<&str> = sessions()
        .filter_map(|session| session.server_name.as_deref())
        .collect();
    names.dedup();
    match names.as_slice() {
        [] => {}
        [name] => known.push(text!(en: "the name {name}", ko: "{name} 이름")),
        names => {
            let names = names.join(", ");
            known.push(text!(en: "the names {names}", ko: "{names} 이름"));
        }
    }
    if sessions().any(|session| !session.client_hello.is_empty()) {
        known.push(Text::new(
            "all that the client can do (its suites, groups, signature algorithms)",
            "클라이언트가 할 수 있는 모든 것(암호 모음, 그룹, 서명 알고리즘)",
        ));
    }
    if sessions().any(|session| session.version.is_some()) {
        known.push(Text::new(
            "the version and suite chosen",
            "선택된 버전과 암호 모음",
        ));
    }
    let open_certificate = sessions()
        .any(|session| !session.tls13() && session.certificates.iter().any(Option::is_some));
    if open_certificate {
        known.push(Text::new(
            "the certificate (TLS 1.2 sends it in the clear)",
            "인증서 (TLS 1.2는 평문으로 보낸다)",
        ));
    }
    if connections
        .iter()
        .any(|connection| connection.talk.strange.contains(&true))
    {
        known.push(Text::new(
            "every byte that was not TLS",
            "TLS가 아닌 모든 바이트",
        ));
    }
    known.push(Text::new(
        "sizes and times of all packets",
        "모든 패킷의 크기와 시각",
    ));
    Text::join(&known, ", ")
}

fn missed(connections: &[Connection]) -> Text {
    let mut dark = Vec::new();
    let sessions = || {
        connections
            .iter()
            .map(|connection| &connection.talk.session)
    };
    if sessions().any(|session| session.tls13() && session.certificates.iter().any(Option::is_some))
    {
        dark.push(Text::new("the certificate", "인증서"));
    }
    if sessions().any(|session| session.tls13() && session.protocol.is_some()) {
        dark.push(Text::new(
            "the protocol chosen (ALPN)",
            "선택된 프로토콜 (ALPN)",
        ));
    }
    let said = |side: Side| {
        sessions().any(|session| {
            let [client, server] = session.application;
            side.of(client, server) > 0
        })
    };
    match (said(Side::Client), said(Side::Server)) {
        (true, true) => dark.push(Text::new("request and answer", "요청과 응답")),
        (true, false) => dark.push(Text::new("the request", "요청")),
        (false, true) => dark.push(Text::new("the answer", "응답")),
        (false, false) => {}
    }
    dark.push(Text::new("any key", "모든 키"));
    Text::join(&dark, ", ")
}
