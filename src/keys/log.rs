//! Key logs: the lines that SSLKEYLOGFILE collects, `LABEL client_random secret` in hex, found by the client's random.
//!
//! The form is that of NSS, which browsers and libraries share (draft-ietf-tls-keylogfile). No file is opened here: text
//! comes in. A line that cannot be read is reported and skipped, for logs are often written by several programs at once.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::text::{Doc, Text};
use crate::text;

/// What one kind of line holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Label {
    /// The first word of the line.
    pub name: &'static str,
    /// Length in bytes of what the line is found by: the client's random, or for `RSA` a piece of the ClientKeyExchange.
    pub random: usize,
    /// Lengths in bytes that the secret may have.
    pub secret: &'static [usize],
    /// What the secret opens.
    pub doc: Doc,
}

/// Secrets known from elsewhere, by client random and label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    lines: Vec<Line>,
    by_random: BTreeMap<Vec<u8>, Vec<usize>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    label: String,
    random: Vec<u8>,
    secret: Vec<u8>,
}

/// A line of a key log that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the text, from 1.
    pub line: usize,
    /// What is wrong with it. No secret is repeated in it.
    pub why: Text,
}

impl Log {
    /// Reads a key log. Comments (`#`) and empty lines are passed over; lines with labels that are not in the table below
    /// are kept if they have the form.
    pub fn parse(text: &str) -> (Self, Vec<BadLine>) {
        let mut log = Self::default();
        let mut bad = Vec::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (n, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let added = read(line).and_then(|(label, random, secret)| {
                log.add(label, &random, &secret)
                    .map_err(|Contradiction| Text::new(
                        "It gives another secret for the same label and random than an earlier line; the earlier one is used.",
                        "레이블과 random이 같은 앞선 줄과 비밀이 다르다. 앞선 줄을 쓴다.",
                    ))
            });
            if let Err(why) = added {
                bad.push(BadLine { line: n + 1, why });
            }
        }
        (log, bad)
    }

    /// Adds a secret; one that is there already is not added again.
    pub fn add(
        &mut self,
        label: &str,
        client_random: &[u8],
        secret: &[u8],
    ) -> Result<(), Contradiction> {
        match self.find(label, client_random) {
            Some(known) if known == secret => return Ok(()),
            Some(_) => return Err(Contradiction),
            None => {}
        }
        let places = self.by_random.entry(client_random.to_vec()).or_default();
        places.push(self.lines.len());
        self.lines.push(Line {
            label: label.to_owned(),
            random: client_random.to_vec(),
            secret: secret.to_vec(),
        });
        Ok(())
    }

    /// Adds every secret of another log; where both know one and differ, this log's stays.
    pub fn extend(&mut self, other: &Self) {
        for line in &other.lines {
            // The first log is the nearer one, such as a file that was named against secrets inside a capture.
            let _: Result<(), Contradiction> = self.add(&line.label, &line.random, &line.secret);
        }
    }

    /// The secret with this label for the connection whose ClientHello had this random, 32 bytes.
    pub fn find(&self, label: &str, client_random: &[u8]) -> Option<&[u8]> {
        self.of(client_random)
            .find(|(found, _)| *found == label)
            .map(|(_, secret)| secret)
    }

    /// All secrets for the connection with this random, label and secret, in the order of the log.
    pub fn of(&self, client_random: &[u8]) -> impl Iterator<Item = (&str, &[u8])> {
        self.by_random
            .get(client_random)
            .into_iter()
            .flatten()
            .filter_map(|place| self.lines.get(*place))
            .map(|line| (line.label.as_str(), line.secret.as_slice()))
    }

    /// How many secrets.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is no secret.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// The text of a key log, one line a secret, each with its line end.
impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| {
            let (random, secret) = (hex::encode(&line.random), hex::encode(&line.secret));
            writeln!(f, "{} {random} {secret}", line.label)
        })
    }
}

/// Another secret is known already for the same label and random.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("another secret is known for this label and client random")]
pub struct Contradiction;

fn read(line: &str) -> Result<(&str, Vec<u8>, Vec<u8>), Text> {
    let words: Vec<&str> = line.split_ascii_whitespace().collect();
    let &[label, random, secret] = words.as_slice() else {
        let n = words.len();
        return Err(text!(
            en: "A line has three words, label, client random and secret; this one has {n}.",
            ko: "한 줄은 레이블, 클라이언트 random, 비밀의 세 단어로 이루어지는데, 이 줄에는 {n}개가 있다."
        ));
    };
    let (Ok(random), Ok(secret)) = (hex::decode(random), hex::decode(secret)) else {
        return Err(Text::new(
            "The client random and the secret must be pairs of hexadecimal digits.",
            "클라이언트 random과 비밀은 16진수 두 자리씩으로 적어야 한다.",
        ));
    };
    if !label
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'_')
    {
        return Err(Text::new(
            "The label may have letters, digits and underscores only.",
            "레이블에는 영문자, 숫자, 밑줄만 쓸 수 있다.",
        ));
    }
    if let Some(known) = LABELS.iter().find(|known| known.name == label) {
        let (have, need) = (random.len(), known.random);
        if have != need {
            return Err(text!(
                en: "The word after the label must have {need} bytes, this one has {have}.",
                ko: "레이블 다음 단어의 길이는 {need}바이트여야 하는데 {have}바이트이다."
            ));
        }
        let have = secret.len();
        if !known.secret.contains(&have) {
            let need: Vec<String> = known.secret.iter().map(ToString::to_string).collect();
            return Err(text!(
                en: "The secret has {have} bytes, where {need} belong.",
                ko: "비밀의 길이가 {have}바이트이다. 올바른 길이: {need}바이트.",
                need = need.join(" / "),
            ));
        }
    }
    Ok((label, random, secret))
}

const RANDOM: usize = 32;
/// A traffic secret is as long as the hash of the suite: SHA-256 or SHA-384.
const HASHES: &[usize] = &[32, 48];
const MASTER: &[usize] = &[48];
/// 48 bytes with RSA, else as long as a coordinate of the curve: X25519 and P-256, P-384, X448, P-521.
const PREMASTER: &[usize] = &[32, 48, 56, 66];

const fn label(
    name: &'static str,
    random: usize,
    secret: &'static [usize],
    en: &'static str,
    ko: &'static str,
) -> Label {
    Label {
        name,
        random,
        secret,
        doc: Doc::new(en, ko),
    }
}

/// The kinds of lines, TLS 1.2 first.
static LABELS: [Label; 10] = [
    label(
        "RSA",
        8,
        MASTER,
        "TLS up to 1.2 with RSA key exchange: the premaster secret, found by the first 8 bytes of its encrypted form.",
        "RSA 키 교환을 쓰는 TLS 1.2까지: 프리마스터 비밀. 암호화된 형태의 첫 8바이트로 찾는다.",
    ),
    label(
        "CLIENT_RANDOM",
        RANDOM,
        MASTER,
        "TLS up to 1.2: the master secret, from which all keys of both sides follow.",
        "TLS 1.2까지: 마스터 비밀. 양쪽의 모든 키가 여기서 나온다.",
    ),
    label(
        "PMS_CLIENT_RANDOM",
        RANDOM,
        PREMASTER,
        "TLS up to 1.2: the premaster secret, which the key exchange gave and the master secret is made from.",
        "TLS 1.2까지: 키 교환이 내놓은 프리마스터 비밀. 마스터 비밀을 만드는 재료이다.",
    ),
    label(
        "CLIENT_EARLY_TRAFFIC_SECRET",
        RANDOM,
        HASHES,
        "TLS 1.3: opens the client's 0-RTT data.",
        "TLS 1.3: 클라이언트의 0-RTT 데이터를 연다.",
    ),
    label(
        "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
        RANDOM,
        HASHES,
        "TLS 1.3: opens the client's handshake messages and proves its Finished.",
        "TLS 1.3: 클라이언트의 핸드셰이크 메시지를 열고 그 Finished를 증명한다.",
    ),
    label(
        "SERVER_HANDSHAKE_TRAFFIC_SECRET",
        RANDOM,
        HASHES,
        "TLS 1.3: opens the server's handshake messages, its certificate too, and proves its Finished.",
        "TLS 1.3: 인증서를 비롯한 서버의 핸드셰이크 메시지를 열고 그 Finished를 증명한다.",
    ),
    label(
        "CLIENT_TRAFFIC_SECRET_0",
        RANDOM,
        HASHES,
        "TLS 1.3: opens the client's application data, and by counting on also what follows a KeyUpdate.",
        "TLS 1.3: 클라이언트의 응용 데이터를 연다. 다음 비밀을 계산해 가면 KeyUpdate 이후의 데이터도 열 수 있다.",
    ),
    label(
        "SERVER_TRAFFIC_SECRET_0",
        RANDOM,
        HASHES,
        "TLS 1.3: opens the server's application data and tickets, and by counting on also what follows a KeyUpdate.",
        "TLS 1.3: 서버의 응용 데이터와 티켓을 연다. 다음 비밀을 계산해 가면 KeyUpdate 이후의 데이터도 열 수 있다.",
    ),
    label(
        "EARLY_EXPORTER_SECRET",
        RANDOM,
        HASHES,
        "TLS 1.3: gives keys to other protocols during 0-RTT; it opens no record.",
        "TLS 1.3: 0-RTT 동안 다른 프로토콜에 키를 준다. 레코드를 여는 데는 쓰이지 않는다.",
    ),
    label(
        "EXPORTER_SECRET",
        RANDOM,
        HASHES,
        "TLS 1.3: gives keys to other protocols; it opens no record.",
        "TLS 1.3: 다른 프로토콜에 키를 준다. 레코드를 여는 데는 쓰이지 않는다.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::secret::SECRETS;

    fn line(label: &str, random: usize, secret: usize) -> String {
        format!("{label} {} {}\n", "ab".repeat(random), "CD".repeat(secret))
    }

    #[test]
    fn every_kind_is_read_and_written_back() {
        let text: String = LABELS
            .iter()
            .map(|label| line(label.name, label.random, label.secret[0]))
            .collect();
        let (log, bad) = Log::parse(&text);
        assert_eq!(bad, []);
        assert_eq!(log.len(), LABELS.len());
        assert_eq!(log.to_string(), text.replace("CDCD", "cdcd"));
        assert_eq!(
            log.find("CLIENT_RANDOM", &[0xab; 32]),
            Some(&[0xcd; 48][..])
        );
        assert_eq!(log.find("CLIENT_RANDOM", &[0xac; 32]), None);
        assert_eq!(log.of(&[0xab; 32]).count(), LABELS.len() - 1);
        assert_eq!(log.of(&[0xab; 8]).next(), Some(("RSA", &[0xcd; 48][..])));
    }

    #[test]
    fn every_secret_that_is_logged_has_its_label() {
        for name in SECRETS.iter().filter_map(|secret| secret.log) {
            assert!(LABELS.iter().any(|label| label.name == name), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_and_skipped() {
        let good = line("SERVER_TRAFFIC_SECRET_0", 32, 48);
        let text = [
            "\u{feff}# made by a browser\r\n\r\n",
            "CLIENT_RANDOM\n",
            "CLIENT_RANDOM zz zz\n",
            "CLIENT_RANDOM abc abc\n",
            &line("CLIENT_RANDOM", 31, 48),
            &line("CLIENT_RANDOM", 32, 47),
            &line("CLIENT RANDOM", 32, 48),
            &line("\u{1b}[2J", 32, 48),
            "\u{ac00} \u{ac00} \u{ac00}\n",
            &good,
            &good,
            &line("SERVER_TRAFFIC_SECRET_0", 32, 32),
            "FUTURE_SECRET 01 02",
        ];
        let (log, bad) = Log::parse(&text.concat());
        let lines: Vec<usize> = bad.iter().map(|bad| bad.line).collect();
        assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10, 13]);
        assert!(bad.iter().all(|bad| !bad.why.is_empty()));
        assert_eq!(log.len(), 2);
        assert_eq!(log.find("FUTURE_SECRET", &[1]), Some(&[2][..]));
        assert_eq!(
            log.find("SERVER_TRAFFIC_SECRET_0", &[0xab; 32])
                .unwrap()
                .len(),
            48
        );
    }

    #[test]
    fn the_first_of_two_logs_is_believed() {
        let (mut first, _) = Log::parse(&line("EXPORTER_SECRET", 32, 32));
        let (second, _) =
            Log::parse(&[line("EXPORTER_SECRET", 32, 48), line("RSA", 8, 48)].concat());
        first.extend(&second);
        assert_eq!(first.len(), 2);
        assert_eq!(
            first.find("EXPORTER_SECRET", &[0xab; 32]).unwrap().len(),
            32
        );
        assert!(Log::default().is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text: String, words: [String; 3]) {
            Log::parse(&text);
            let (log, bad) = Log::parse(&words.join(" "));
            assert!(log.len() + bad.len() <= words.join(" ").lines().count());
            let (again, bad) = Log::parse(&log.to_string());
            assert_eq!((again, bad), (log, vec![]));
        }
    }
}
