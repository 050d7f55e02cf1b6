//! What a file is that is no capture: its first bytes tell, and a hint says what to try.

use crate::base::text::Text;
use crate::text;

/// What a file that begins with `head` looks like, and what to try with it.
pub(super) fn looks_like(head: &[u8], name: &str) -> (Text, Text) {
    let known = KINDS.iter().find(|kind| {
        head.get(kind.at..)
            .is_some_and(|from| from.starts_with(kind.magic))
    });
    if head.is_empty() {
        return (
            Text::new("it is empty", "빈 파일임"),
            Text::new(
                "was the capture stopped before its header was written? tcpdump -U writes each packet at once",
                "헤더를 쓰기 전에 캡처를 멈춘 것은 아닌지 확인한다. tcpdump -U 는 패킷마다 바로 쓴다",
            ),
        );
    }
    if let Some(kind) = known {
        return (kind.what.clone(), kind.hint.clone());
    }
    let text = head.iter().take(512).all(|b| matches!(b, 9..=13 | 32..));
    if !text {
        return (
            Text::new("it is neither pcap nor pcapng", "pcap도 pcapng도 아님"),
            text!(en: "what does `file {name}` say?", ko: "`file {name}` 이 무엇이라 하는지 본다"),
        );
    }
    let said = String::from_utf8_lossy(head);
    let mut lines = said.lines().map(str::trim_start);
    let log = lines.any(|line| LABELS.iter().any(|label| line.starts_with(label)));
    match log {
        true => (
            Text::new("it is a key log, not a capture", "캡처가 아니라 키 로그임"),
            text!(en: "give the capture too: tlslab inspect CAPTURE --keys {name}", ko: "캡처도 함께 준다: tlslab inspect 캡처 --keys {name}"),
        ),
        false => (
            Text::new("it is text, not a capture", "캡처가 아니라 텍스트임"),
            Text::new(
                "tcpdump -w FILE and Wireshark write captures; what tcpdump prints is only a description of one",
                "tcpdump -w 파일 이나 Wireshark 로 캡처를 만든다. tcpdump 가 화면에 쓰는 것은 캡처의 설명일 뿐이다",
            ),
        ),
    }
}

/// How lines of a key log begin.
static LABELS: [&str; 6] = [
    "CLIENT_RANDOM ",
    "CLIENT_HANDSHAKE_TRAFFIC_SECRET ",
    "SERVER_HANDSHAKE_TRAFFIC_SECRET ",
    "CLIENT_TRAFFIC_SECRET_0 ",
    "EXPORTER_SECRET ",
    "RSA ",
];

/// A kind of file that people take for a capture.
struct Kind {
    at: usize,
    magic: &'static [u8],
    what: Text,
    hint: Text,
}

const fn kind(magic: &'static [u8], what: Text, hint: Text) -> Kind {
    Kind {
        at: 0,
        magic,
        what,
        hint,
    }
}

const UNPACK: Text = Text::new("unpack it first", "먼저 압축을 푼다");

static KINDS: [Kind; 12] = [
    kind(
        b"-----BEGIN",
        Text::new(
            "it is a PEM file: a key or a certificate",
            "PEM 파일임: 키나 인증서",
        ),
        Text::new(
            "a server's RSA key goes with --rsa-key, beside a capture",
            "서버의 RSA 키라면 캡처와 함께 --rsa-key 로 준다",
        ),
    ),
    kind(
        b"\x7fELF",
        Text::new("it is a program (ELF)", "실행 파일(ELF)임"),
        Text::new("name the capture instead", "대신 캡처를 지정한다"),
    ),
    kind(
        b"MZ",
        Text::new("it is a program for Windows", "Windows 실행 파일임"),
        Text::new("name the capture instead", "대신 캡처를 지정한다"),
    ),
    kind(
        b"PK\x03\x04",
        Text::new("it is a zip archive", "zip 압축 파일임"),
        UNPACK,
    ),
    kind(
        b"BZh",
        Text::new("it is compressed with bzip2", "bzip2로 압축되어 있음"),
        Text::new("bunzip2 it first", "먼저 bunzip2 로 푼다"),
    ),
    kind(
        b"\xfd7zXZ\0",
        Text::new("it is compressed with xz", "xz로 압축되어 있음"),
        Text::new("unxz it first", "먼저 unxz 로 푼다"),
    ),
    kind(
        b"\x04\x22\x4d\x18",
        Text::new("it is compressed with lz4", "lz4로 압축되어 있음"),
        Text::new("unlz4 it first", "먼저 unlz4 로 푼다"),
    ),
    kind(
        b"7z\xbc\xaf\x27\x1c",
        Text::new("it is a 7-Zip archive", "7-Zip 압축 파일임"),
        UNPACK,
    ),
    kind(
        b"snoop\0\0\0",
        Text::new("it is a snoop capture of Solaris", "Solaris의 snoop 캡처임"),
        Text::new(
            "turn it into pcapng: editcap IN OUT.pcapng",
            "pcapng로 바꾼다: editcap 입력 출력.pcapng",
        ),
    ),
    kind(
        b"GMBU",
        Text::new(
            "it is a capture of Microsoft Network Monitor",
            "Microsoft 네트워크 모니터의 캡처임",
        ),
        Text::new(
            "turn it into pcapng: editcap IN OUT.pcapng",
            "pcapng로 바꾼다: editcap 입력 출력.pcapng",
        ),
    ),
    kind(
        b"SQLite format 3",
        Text::new("it is a SQLite database", "SQLite 데이터베이스임"),
        Text::new("name the capture instead", "대신 캡처를 지정한다"),
    ),
    Kind {
        at: 257,
        magic: b"ustar",
        what: Text::new("it is a tar archive", "tar 묶음 파일임"),
        hint: UNPACK,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], en: &str, hint: &str) {
        let (what, try_this) = looks_like(head, "x");
        assert!(what.en.contains(en), "{what:?}");
        assert!(try_this.en.contains(hint), "{try_this:?}");
        assert!(!what.ko.is_empty() && !try_this.ko.is_empty());
    }

    #[test]
    fn strangers_are_called_by_their_names() {
        check(b"", "empty", "tcpdump -U");
        check(b"# log\nCLIENT_RANDOM 00 11\n", "key log", "--keys x");
        check(b"-----BEGIN RSA PRIVATE KEY-----", "PEM", "--rsa-key");
        check(b"\x7fELF\x02", "program", "capture");
        check(b"12:00 IP a > b", "text", "tcpdump -w");
        check(&[0, 1, 2], "neither", "file x");
    }
}
