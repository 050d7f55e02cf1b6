//! What is said of a capture beside its connections: how much there was, what stays dark, what was let go, what to try next.

use std::io::{self, Write};
use std::path::Path;

use crate::app::inspect::counting::Counting;
use crate::base::text::{Text, plural};
use crate::survey::connection::{Connection, Protocol};
use crate::survey::pass::Closing;
use crate::text;
use crate::view::dark;
use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;

/// Writes what a capture is called and how much is in it: in one line, or with the name above.
///
/// # Errors
/// Those of `out`.
pub(super) fn heading(
    name: &str,
    closing: &Closing,
    counting: &Counting,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (packets, all) = (closing.packets, closing.connections);
    let [ps, cs] = [packets, u64::from(all)].map(plural);
    let mut parts = vec![
        text!(en: "{packets} packet{ps}", ko: "패킷 {packets}개"),
        text!(en: "{all} connection{cs}", ko: "연결 {all}개"),
    ];
    let (matching, tls) = (counting.matching, counting.tls);
    if matching != counting.all {
        parts.push(text!(en: "{matching} match", ko: "조건에 맞는 것 {matching}개"));
    }
    parts.push(text!(en: "{tls} with TLS", ko: "TLS {tls}개"));
    for (count, name) in [(counting.dtls, "DTLS"), (counting.quic, "QUIC")] {
        if count > 0 {
            parts.push(text!(en: "{count} {name}", ko: "{name} {count}개"));
        }
    }
    let counts = Text::join(&parts, ", ");
    let (name, counts) = (Span::new(name, Ink::Strong), Span::plain(look.say(&counts)));
    let line = Row(vec![name.clone(), Span::plain("  "), counts.clone()]);
    if line.width() <= look.columns() {
        return line.write(look, out);
    }
    for row in wrap(&[name], look.columns(), 0, 2) {
        row.write(look, out)?;
    }
    for row in wrap(&[counts], look.columns(), 2, 2) {
        row.write(look, out)?;
    }
    Ok(())
}

/// Writes what a capture is called.
///
/// # Errors
/// Those of `out`.
pub(super) fn named(name: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for row in wrap(&[Span::new(name, Ink::Strong)], look.columns(), 0, 2) {
        row.write(look, out)?;
    }
    Ok(())
}

/// What is said of its connections below their table: why none has TLS, what is not told, why something stays dark.
pub(super) fn connections(counting: &Counting, closing: &Closing) -> Vec<Text> {
    let mut said = Vec::new();
    let (all, matching) = (counting.all, counting.matching);
    let s = plural(all);
    if all == 0 {
        return said;
    }
    if matching == 0 {
        said.push(text!(
            en: "No connection matches --where; there are {all}. tlslab help inspect has the grammar.",
            ko: "--where 에 맞는 연결이 없다. 연결은 모두 {all}개이다. 문법은 tlslab help inspect 에 있다."
        ));
        return said;
    }
    if counting.tls == 0 && matching == all {
        said.push(match counting.dtls + counting.quic {
            0 => text!(
                en: "No TLS here: among {all} connection{s} none has a hello or record of TLS, on any port and at any point of it. SSH and VPNs have encryption of their own; if TLS was expected, was the filter too narrow, or the interface the wrong one?",
                ko: "TLS가 없다. 연결 {all}개의 어느 포트, 어느 지점에도 TLS의 헬로나 레코드가 없다. SSH나 VPN은 TLS가 아닌 나름의 암호화를 쓴다. TLS가 있어야 한다면 필터가 너무 좁았거나 다른 인터페이스에서 잡았을 수 있다."
            ),
            _ => Text::new(
                "No TLS over TCP here, only its relatives over UDP, DTLS or QUIC.",
                "TCP 위의 TLS는 없고 UDP를 쓰는 DTLS나 QUIC뿐이다.",
            ),
        });
    }
    said.extend(relatives(counting));
    for (reason, count, example) in &counting.dark {
        let (why, light) = (dark::why(*reason), dark::light(*reason));
        let (why_en, light_en, why_ko, light_ko) = (why.en, light.en, why.ko, light.ko);
        said.push(match count {
            1 => text!(
                en: "Connection {example} stays dark: {why_en}. What would light it: {light_en}.",
                ko: "{example}번 연결은 열리지 않는다: {why_ko}. 열려면: {light_ko}."
            ),
            _ => text!(
                en: "{count} connections stay dark, such as {example}: {why_en}. What would light them: {light_en}.",
                ko: "연결 {count}개가 열리지 않는다(예: {example}번): {why_ko}. 열려면: {light_ko}."
            ),
        });
    }
    if closing.late_secrets {
        said.push(Text::new(
            "Some secrets stood in the capture after the records they open.",
            "일부 비밀이 캡처 안에서 그 비밀로 여는 레코드보다 뒤에 있었다.",
        ));
    }
    said
}

/// DTLS and QUIC are seen, and not told.
fn relatives(counting: &Counting) -> Option<Text> {
    let name = match (counting.dtls, counting.quic) {
        (0, 0) => return None,
        (_, 0) => "DTLS",
        (0, _) => "QUIC",
        (_, _) => "DTLS, QUIC",
    };
    Some(text!(
        en: "{name}: TLS over UDP, recognised and counted here. Its handshake is not told yet, nor decrypted.",
        ko: "{name}: UDP 위의 TLS이다. 여기서는 알아보고 세기만 하며, 핸드셰이크를 설명하거나 복호화하는 일은 아직 하지 않는다."
    ))
}

/// What is said before the story of the only connection with TLS among others.
pub(super) fn beside(counting: &Counting, closing: &Closing, again: &Option<String>) -> Vec<Text> {
    let mut said = Vec::new();
    let others = counting.all.saturating_sub(1);
    if others > 0 {
        let all = counting.all;
        said.push(text!(
            en: "The only one with TLS among {all} connections, so it is told at once.",
            ko: "연결 {all}개 가운데 TLS는 이것 하나이므로 바로 설명한다."
        ));
        if let Some(again) = again {
            said.push(
                text!(en: "The table of all: {again} --limit 0", ko: "전체 표: {again} --limit 0"),
            );
        }
        said.extend(relatives(counting));
    }
    said.extend(remarks(closing));
    said
}

/// A connection is too long to be told whole.
pub(super) fn long(left_out: u32) -> Option<Text> {
    (left_out > 0).then(|| {
        text!(
            en: "It is long: frames left out here at its end: {left_out}.",
            ko: "긴 연결이다. 마지막 프레임 {left_out}개는 여기서 뺐다."
        )
    })
}

/// A connection is of a kind that is not told.
pub(super) fn untold(told: &Connection) -> Option<Text> {
    match told.protocol? {
        Protocol::Tls => None,
        Protocol::Dtls => Some(Text::new(
            "DTLS: TLS over UDP. It is recognised; its handshake is not told yet, nor decrypted.",
            "DTLS: UDP 위의 TLS이다. 알아보기는 하지만 핸드셰이크를 설명하거나 복호화하는 일은 아직 하지 않는다.",
        )),
        Protocol::Quic => Some(Text::new(
            "QUIC: TLS 1.3 inside a transport of its own over UDP. It is recognised; its handshake is not told yet, nor decrypted.",
            "QUIC: UDP 위의 전송 프로토콜 안에 든 TLS 1.3이다. 알아보기는 하지만 핸드셰이크를 설명하거나 복호화하는 일은 아직 하지 않는다.",
        )),
    }
}

/// Secrets stood behind the records they open, and what was read is gone.
pub(super) fn late(name: &str) -> Text {
    text!(
        en: "{name}: secrets stood after the records they open, and it cannot be read a second time. Save it to a file and inspect that: all its secrets are read first",
        ko: "{name}: 비밀이 그 비밀로 여는 레코드보다 뒤에 있었고, 이 입력은 두 번 읽을 수 없다. 파일로 저장해 그 파일을 살핀다. 파일에서는 모든 비밀을 먼저 읽는다"
    )
}

/// What there was, in sentences: for a capture without connections, and for what did not fit.
pub(super) fn remarks(closing: &Closing) -> Vec<Text> {
    let mut said = Vec::new();
    let packets = closing.packets;
    if packets == 0 {
        said.push(Text::new(
            "The capture is in order, and empty: not one packet stands in it. Was the filter too narrow, or the interface the wrong one?",
            "캡처는 온전하지만 비어 있다. 패킷이 하나도 없다. 필터가 너무 좁았거나 다른 인터페이스에서 잡았을 수 있다.",
        ));
        return said;
    }
    let unread = closing.unread;
    let [ps, us] = [packets, unread].map(plural);
    if closing.connections == 0 && unread < packets {
        said.push(text!(
            en: "No TCP connection, DTLS or QUIC in {packets} packet{ps}. TLS travels over TCP: what is here is something else, such as DNS, ICMP or ARP.",
            ko: "패킷 {packets}개 가운데 TCP 연결도 DTLS도 QUIC도 없다. TLS는 TCP 위에서 오간다. 여기 있는 것은 DNS, ICMP, ARP 같은 다른 것이다."
        ));
    }
    if unread > 0 {
        said.push(match closing.unknown_link {
            Some(link) => {
                let number = link.0;
                let name = link.name().map_or_else(String::new, |name| format!(" ({name})"));
                text!(
                    en: "{unread} packet{us} could not be read: frames of link type {number}{name} are not read here. Ethernet, Wi-Fi, PPP, Linux cooked and raw IP are; capture on such an interface.",
                    ko: "읽지 못한 패킷이 {unread}개 있다. 여기서 읽지 않는 링크 유형: {number}{name}. 이더넷, Wi-Fi, PPP, Linux cooked, 링크 헤더 없는 IP는 읽으므로 그런 인터페이스에서 잡는다."
                )
            }
            None => text!(
                en: "{unread} packet{us} could not be read: cut inside a header, or damaged.",
                ko: "읽지 못한 패킷이 {unread}개 있다. 헤더 안에서 잘렸거나 손상되었다."
            ),
        });
    }
    let early = closing.told_early;
    if early > 0 {
        said.push(text!(
            en: "Connections told before their end, to stay inside the memory of one pass: {early}. Later frames of them count as new connections.",
            ko: "한 번에 읽는 메모리를 지키려고 연결 {early}개를 끝나기 전에 정리했다. 그 뒤의 프레임은 새 연결로 센다."
        ));
    }
    let let_go = closing.let_go;
    if let_go > 0 {
        said.push(text!(
            en: "Bytes out of order that were let go, to stay inside the memory of one pass: {let_go}.",
            ko: "한 번에 읽는 메모리를 지키려고, 순서가 어긋나 온 {let_go}바이트를 버렸다."
        ));
    }
    said
}

/// Writes sentences, each from a new row.
///
/// # Errors
/// Those of `out`.
pub(super) fn say(said: &[Text], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for text in said {
        for row in wrap(&[Span::plain(look.say(text))], look.columns(), 0, 2) {
            row.write(look, out)?;
        }
    }
    Ok(())
}

/// Writes commands worth trying next, if there are any, each from a new row.
///
/// # Errors
/// Those of `out`.
pub(super) fn next(commands: &[String], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if commands.is_empty() {
        return Ok(());
    }
    let label = look.word("Next:", "다음:");
    let edge = width(label) + 2;
    Row::default().write(look, out)?;
    for (n, command) in commands.iter().enumerate() {
        let label = match n {
            0 => Row(vec![Span::new(label, Ink::Strong)]),
            _ => Row::default(),
        };
        for (n, row) in wrap(&[Span::plain(command)], look.columns(), edge, edge + 2)
            .into_iter()
            .enumerate()
        {
            if n > 0 {
                row.write(look, out)?;
                continue;
            }
            let mut first = label.clone().padded(edge);
            first.0.extend(row.0.into_iter().skip(1));
            first.write(look, out)?;
        }
    }
    Ok(())
}

/// The name of a file as a shell takes it.
pub(in crate::app) fn quoted(place: &Path) -> String {
    let name = place.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:@%=#".contains(c);
    match !name.is_empty() && !name.starts_with('#') && name.chars().all(plain) {
        true => name,
        false => format!("'{}'", name.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_for_the_shell() {
        for (name, quoted_name) in [
            ("a/b-1.pcap", "a/b-1.pcap"),
            ("한국.pcap", "한국.pcap"),
            ("a b", "'a b'"),
            ("x.pcap#2", "x.pcap#2"),
            ("#2", "'#2'"),
            ("it's", r"'it'\''s'"),
        ] {
            assert_eq!(quoted(Path::new(name)), quoted_name);
        }
    }
}
