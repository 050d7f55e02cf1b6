//! What `tlslab` says when it is asked for nothing: what it is, and a few commands to try.

use std::io::{self, Write};

use crate::base::text::Text;
use crate::view::layout::{Ink, Row, Span, width, wrap};
use crate::view::look::Look;

static WHAT: Text = Text::new(
    "tlslab: every byte of a TLS connection, explained and proven.",
    "tlslab: TLS 연결의 모든 바이트를 설명하고 증명한다.",
);

static TRY: &[(&str, Text)] = &[
    (
        "tlslab handshake",
        Text::new(
            "watch a client and a server meet, step by step",
            "클라이언트와 서버가 만나는 과정을 한 단계씩 본다",
        ),
    ),
    (
        "tlslab handshake --step",
        Text::new("the same, at your own pace", "같은 것을, 내 속도로"),
    ),
    (
        "tlslab handshake expired",
        Text::new(
            "a connection that fails, and why",
            "실패하는 연결과 그 까닭",
        ),
    ),
    (
        "tlslab inspect x.pcap",
        Text::new(
            "what TLS is in a capture, and who said what",
            "캡처에 어떤 TLS가 있고 누가 무엇을 말했는지",
        ),
    ),
    (
        "tlslab diff full tls12",
        Text::new(
            "two connections side by side, and what differs",
            "두 연결을 나란히 놓고 다른 점을 본다",
        ),
    ),
    (
        "tlslab ca init",
        Text::new(
            "be a certificate authority, on a folder of your own",
            "내 폴더에서 인증 기관이 되어 본다",
        ),
    ),
    (
        "tlslab cert show x.pem",
        Text::new(
            "what is in a certificate, down to the byte",
            "인증서에 무엇이 들어 있는지 바이트까지",
        ),
    ),
    (
        "tlslab demo",
        Text::new(
            "cryptography at work, broken and repaired",
            "암호가 동작하고, 무너지고, 고쳐지는 모습",
        ),
    ),
    (
        "tlslab exercise",
        Text::new(
            "tasks with data of your own, judged at once",
            "내 자료로 문제를 풀고 바로 판정받는다",
        ),
    ),
    (
        "tlslab scenarios",
        Text::new("everything that can be watched", "볼 수 있는 모든 것"),
    ),
    (
        "tlslab --help",
        Text::new("all commands and flags", "모든 명령과 옵션"),
    ),
];

/// Writes the welcome.
///
/// # Errors
/// Those of `out`.
pub fn write(look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let columns = look.columns();
    for row in wrap(&[Span::new(look.say(&WHAT), Ink::Strong)], columns, 0, 2) {
        row.write(look, out)?;
    }
    Row::default().write(look, out)?;
    let commands = TRY.iter().map(|(command, text)| (*command, look.say(text)));
    columns_of(commands, look, out)
}

/// Names on the left, what they are on the right.
///
/// # Errors
/// Those of `out`.
pub fn columns_of<'t>(
    lines: impl Iterator<Item = (&'t str, &'t str)> + Clone,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widest = lines.clone().map(|(name, _)| width(name)).max();
    let edge = 2 + widest.unwrap_or(0) + 2;
    for (name, text) in lines {
        let said = wrap(&[Span::plain(text)], look.columns(), edge, edge);
        for (n, row) in said.into_iter().enumerate() {
            if n > 0 {
                row.write(look, out)?;
                continue;
            }
            let name = Row(vec![Span::blank(2), Span::new(name, Ink::Name)]);
            let mut first = name.padded(edge);
            first.0.extend(row.0.into_iter().skip(1));
            first.write(look, out)?;
        }
    }
    Ok(())
}
