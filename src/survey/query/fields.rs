//! The fields that a query or an order may name.

use std::borrow::Cow;

use crate::base::level::Level;
use crate::base::side::Side;
use crate::base::text::Doc;
use crate::dissect::tls::codes::alert::Alert;
use crate::dissect::tls::codes::group::Group;
use crate::survey::connection::{Connection, Transport};
use crate::survey::findings::registry;
use crate::survey::outcome::{Outcome, outcome};
use crate::survey::query::fact::{Fact, Field, Kind};
use crate::survey::query::rank::{age, weight};
use crate::survey::seen::Certificate;
use crate::survey::suite;
use crate::survey::tls::Tls;
use crate::survey::words;

const fn field(
    name: &'static str,
    kind: Kind,
    read: fn(&Connection) -> Option<Fact<'_>>,
    en: &'static str,
    ko: &'static str,
) -> Field {
    Field {
        name,
        doc: Doc::new(en, ko),
        kind,
        choices: Vec::new,
        read,
    }
}

impl Field {
    const fn one_of(mut self, choices: fn() -> Vec<&'static str>) -> Self {
        self.choices = choices;
        self
    }
}

/// Every field, in the order of help.
#[rustfmt::skip] // one row a line
pub static FIELDS: &[Field] = &[
    field("number", Kind::Number, |c| number(c.number), "The number of the connection in its file.", "파일 안에서 연결의 번호이다."),
    field("client", Kind::End, |c| Some(Fact::Ends([c.client; 2])), "Address and port of the client.", "클라이언트의 주소와 포트이다."),
    field("server", Kind::End, |c| Some(Fact::Ends([c.server; 2])), "Address and port of the server.", "서버의 주소와 포트이다."),
    field("host", Kind::End, |c| Some(Fact::Ends([c.client, c.server])), "Address and port of either end.", "어느 한쪽의 주소와 포트이다."),
    field("port", Kind::Number, |c| number(c.server.port()), "The server's port.", "서버의 포트이다."),
    field("transport", Kind::Words, |c| word(match c.transport { Transport::Tcp => "tcp", Transport::Udp => "udp" }), "What carries the connection.", "연결을 나르는 것이다.").one_of(|| vec!["tcp", "udp"]),
    field("protocol", Kind::Words, |c| word(words::protocol(c.protocol?)), "What was spoken, where it is one of these; unknown for anything else.", "어떤 프로토콜인지이다. 이 가운데 하나가 아니면 모르는 값이다.").one_of(|| vec!["tls", "dtls", "quic"]),
    field("starttls", Kind::Words, |c| word(c.starttls?), "The protocol that turned to TLS in the middle, such as smtp.", "smtp처럼 도중에 TLS로 바꾼 프로토콜이다."),
    field("version", Kind::Version, |c| number(age(c.tls.as_ref()?.version?)?), "The version agreed on; older is less, drafts of TLS 1.3 count as 1.3.", "합의한 버전이다. 오래된 것이 작고, TLS 1.3의 초안은 1.3으로 친다."),
    field("offered", Kind::Version, |c| number(age(c.tls.as_ref()?.version_offered?)?), "The highest version the client offered.", "클라이언트가 제안한 가장 높은 버전이다."),
    field("sni", Kind::Words, |c| word(c.tls.as_ref()?.sni()?), "The server name the client asked for.", "클라이언트가 찾은 서버 이름이다."),
    field("alpn", Kind::Words, |c| word(c.tls.as_ref()?.alpn.as_deref()?), "The application protocol agreed on.", "합의한 응용 프로토콜이다."),
    field("alpn_offered", Kind::Words, |c| Some(Fact::Words(c.tls.as_ref()?.client_hello()?.alpn.iter().map(|name| Cow::Borrowed(name.as_str())).collect())), "Any of the application protocols the client offered.", "클라이언트가 제안한 응용 프로토콜이다. 하나라도 맞으면 된다."),
    field("suite", Kind::Words, |c| Some(Fact::Words(suite_words(c.tls.as_ref()?.suite?))), "The cipher suite agreed on, by name or code (0x1301).", "합의한 암호 모음의 이름이나 번호(0x1301)이다."),
    field("suite_offered", Kind::Words, |c| Some(Fact::Words(c.tls.as_ref()?.client_hello()?.suites.iter().flat_map(|code| suite_words(*code)).collect())), "Any of the cipher suites the client offered.", "클라이언트가 제안한 암호 모음이다. 하나라도 맞으면 된다."),
    field("group", Kind::Words, |c| Some(Fact::Words(group_words(c.tls.as_ref()?.group?))), "The group of the key exchange, by name or code.", "키 교환 그룹의 이름이나 번호이다."),
    field("group_offered", Kind::Words, |c| Some(Fact::Words(c.tls.as_ref()?.client_hello()?.groups.iter().flat_map(|code| group_words(Group(*code))).collect())), "Any of the groups the client offered.", "클라이언트가 제안한 그룹이다. 하나라도 맞으면 된다."),
    field("outcome", Kind::Words, |c| word(outcome(c).code()), "How the connection came out.", "연결이 어떻게 되었는지이다.").one_of(|| Outcome::ALL.map(Outcome::code).to_vec()),
    field("resumed", Kind::Flag, |c| c.tls.as_ref()?.resumed.map(Fact::Flag), "Whether an earlier session was resumed.", "이전 세션을 재개했는지이다."),
    field("retry", Kind::Flag, |c| c.tls.as_ref()?.retry.map(Fact::Flag), "Whether the server asked for another ClientHello.", "서버가 ClientHello를 다시 달라고 했는지이다."),
    field("client_auth", Kind::Flag, |c| c.tls.as_ref()?.client_auth.map(Fact::Flag), "Whether the client showed a certificate.", "클라이언트가 인증서를 보였는지이다."),
    field("early_data", Kind::Words, |c| word(words::early_data(c.tls.as_ref()?.early_data)), "What became of 0-RTT data.", "0-RTT 데이터가 어떻게 되었는지이다.").one_of(|| vec!["none", "offered", "accepted", "rejected"]),
    field("ech", Kind::Words, |c| word(words::ech(c.tls.as_ref()?.ech)), "What became of Encrypted ClientHello.", "암호화된 ClientHello가 어떻게 되었는지이다.").one_of(|| vec!["none", "grease_or_outer", "accepted", "rejected"]),
    field("decrypted", Kind::Flag, |c| Some(Fact::Flag(words::is_open(c.tls.as_ref()?.decryption.status))), "Whether the secrets opened anything.", "비밀로 무엇이든 열었는지이다."),
    field("decryption", Kind::Words, |c| word(words::status(c.tls.as_ref()?.decryption.status)), "How much of what was protected was opened.", "보호된 것을 얼마나 열었는지이다.").one_of(|| vec!["not_needed", "full", "partial", "dark"]),
    field("reason", Kind::Words, |c| word(c.tls.as_ref()?.decryption.reason?.code()), "Why protected records stay dark, such as no_secrets.", "no_secrets처럼 보호된 레코드를 열지 못한 까닭이다.").one_of(words::reasons),
    field("finding", Kind::Words, |c| Some(Fact::Words(c.findings.iter().map(|one| Cow::Borrowed(one.code)).collect())), "Any of the findings, by its code.", "살필 점의 코드이다. 하나라도 맞으면 된다.").one_of(|| registry::kinds().map(|kind| kind.code).collect()),
    field("level", Kind::Level, |c| number(weight(c.findings.iter().map(|one| one.level).max()?)), "The weightiest finding; unknown where there is none.", "가장 심각한 살필 점의 수준이다. 살필 점이 없으면 모르는 값이다.").one_of(|| Level::ALL.map(Level::code).to_vec()),
    field("alert", Kind::Words, |c| Some(Fact::Words(c.tls.as_ref()?.alerts.iter().map(|one| Cow::Owned(Alert(one.code).name())).collect())), "Any of the alerts, by its name, such as handshake_failure.", "handshake_failure 같은 경보의 이름이다. 하나라도 맞으면 된다."),
    field("ja3", Kind::Words, |c| word(&c.tls.as_ref()?.client_hello()?.ja3), "The JA3 fingerprint of the client.", "클라이언트의 JA3 지문이다."),
    field("ja3s", Kind::Words, |c| word(&c.tls.as_ref()?.server_hello()?.ja3s), "The JA3S fingerprint of the server.", "서버의 JA3S 지문이다."),
    field("ja4", Kind::Words, |c| word(&c.tls.as_ref()?.client_hello()?.ja4), "The JA4 fingerprint of the client.", "클라이언트의 JA4 지문이다."),
    field("subject", Kind::Words, |c| leaf(c.tls.as_ref()?, |leaf| vec![Cow::Borrowed(leaf.subject.as_str())]), "The subject of the server's certificate.", "서버 인증서의 주체이다."),
    field("issuer", Kind::Words, |c| leaf(c.tls.as_ref()?, |leaf| vec![Cow::Borrowed(leaf.issuer.as_str())]), "The issuer of the server's certificate.", "서버 인증서의 발급자이다."),
    field("name", Kind::Words, |c| leaf(c.tls.as_ref()?, |leaf| leaf.names.iter().map(|name| Cow::Borrowed(name.as_str())).collect()), "Any of the names in the server's certificate.", "서버 인증서에 든 이름이다. 하나라도 맞으면 된다."),
    field("packets", Kind::Number, |c| number(c.packets), "How many packets the connection has.", "연결의 패킷 수이다."),
    field("packet", Kind::Number, |c| number(c.first_packet), "The number of its first packet.", "첫 패킷의 번호이다."),
    field("bytes", Kind::Bytes, |c| Some(Fact::Number(c.tcp.as_ref()?.payload.iter().sum())), "Bytes that TCP carried, both directions.", "TCP가 양방향으로 나른 바이트 수이다."),
    field("missing", Kind::Bytes, |c| Some(Fact::Number(c.tcp.as_ref()?.missing_bytes)), "Bytes that do not stand in the capture.", "캡처에 없는 바이트 수이다."),
    field("retransmissions", Kind::Number, |c| number(c.tcp.as_ref()?.retransmissions), "Segments sent again.", "다시 보낸 세그먼트 수이다."),
    field("start", Kind::Moment, |c| Some(Fact::Number(c.start.0)), "When its first packet was seen.", "첫 패킷을 본 시각이다."),
    field("duration", Kind::Span, |c| Some(Fact::Number(u64::try_from(c.end.since(c.start).as_nanos()).unwrap_or(u64::MAX))), "Time from its first packet to its last.", "첫 패킷부터 마지막 패킷까지의 시간이다."),
    field("close", Kind::Words, |c| word(words::close(c.tcp.as_ref()?.close)), "How TCP ended.", "TCP가 어떻게 끝났는지이다.").one_of(|| vec!["fin", "reset", "open"]),
];

#[expect(clippy::unnecessary_wraps, reason = "a field reads an option")]
fn number<'c>(number: impl Into<u64>) -> Option<Fact<'c>> {
    Some(Fact::Number(number.into()))
}

/// A word; an empty one is not known.
fn word(word: &str) -> Option<Fact<'_>> {
    (!word.is_empty()).then(|| Fact::Words(vec![Cow::Borrowed(word)]))
}

fn suite_words<'c>(code: u32) -> Vec<Cow<'c, str>> {
    vec![suite::name(code), Cow::Owned(format!("0x{code:04x}"))]
}

fn group_words<'c>(group: Group) -> Vec<Cow<'c, str>> {
    vec![
        Cow::Owned(group.name()),
        Cow::Owned(format!("0x{:04x}", group.0)),
    ]
}

fn leaf<'c>(tls: &'c Tls, read: fn(&'c Certificate) -> Vec<Cow<'c, str>>) -> Option<Fact<'c>> {
    Some(Fact::Words(read(tls.chain(Side::Server).next()?)))
}
