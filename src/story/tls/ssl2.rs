//! SSL 2.0 as it is told: a hello in its old form that offers newer versions, or a whole conversation of 1995.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::printable;
use crate::base::side::{Knows, Side};
use crate::base::text::{Text, plural};
use crate::dissect::stream::Stream;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::ssl2;
use crate::dissect::tls::ssl2::{ClientHello2, Message};
use crate::keys::certificate;
use crate::story::book::Book;
use crate::story::model::{Cover, Step, Value};
use crate::story::repeats::{More, Repeats};
use crate::story::tls::talk::{Speech, Talk, set};
use crate::text;

/// Where SSL 2.0 is described today: why nobody may speak it.
const RFC: &str = "RFC 6176";

impl Talk {
    /// Whether a conversation of SSL 2.0 begins or goes on in what `from` sends.
    pub(crate) fn is_ssl2(&self, from: Side, rest: &[u8]) -> bool {
        match self.speaks(from) {
            Speech::Ssl2 => true,
            Speech::Unknown => {
                let answer = matches!(rest, [high, _, 4, ..] if high & 0x80 != 0);
                let answered = self.speaks(from.peer()) == Speech::Ssl2 && answer;
                answered || ssl2::looks_like_hello(rest)
            }
            Speech::Clear | Speech::Tls | Speech::Lost => false,
        }
    }

    /// Tells the next record of SSL 2.0. False: more bytes are needed.
    pub(crate) fn ssl2(
        &mut self,
        book: &mut Book<'_>,
        from: Side,
        stream: &Stream,
        rest: &[u8],
    ) -> bool {
        let mut quiet = crate::base::reader::Reader::quiet(rest);
        let Ok(header) = ssl2::header(&mut quiet) else {
            return false;
        };
        let Some(bytes) = rest.get(..header.size + header.length) else {
            return false;
        };
        let start = self.told(from);
        let at = start..start + bytes.len() as u64;
        let packets = stream.packets(at.clone());
        set(&mut self.cut, from, at.end);
        let [client, server] = &mut self.records;
        *from.of(client, server) += 1;
        self.strange = [false; 2];
        set(&mut self.speech, from, Speech::Ssl2);
        if self.changed_cipher == [true; 2] {
            self.dark2(book, from, &packets, bytes, at);
            return true;
        }
        let origin = Origin::Stream {
            from,
            at,
            packets: packets.clone(),
        };
        let title = Text::new("SSL 2.0 record", "SSL 2.0 레코드");
        let (exhibit, parsed) = Exhibit::told(title, origin, bytes, ssl2::opening);
        let mut step = book
            .wire(from, &packets, Text::same("SSL 2.0"), RFC)
            .measuring(bytes.len());
        step.exhibits.push(exhibit);
        match parsed {
            Ok(message) => self.message2(book, step, message, bytes),
            Err(broken) => {
                let what = broken.text();
                let (en, ko) = (&what.en, &what.ko);
                step.sentence = text!(en: "This record of SSL 2.0 is broken: {en}.", ko: "이 SSL 2.0 레코드는 손상되었다: {ko}.");
                book.push(step);
            }
        }
        true
    }

    fn message2(
        &mut self,
        book: &mut Book<'_>,
        mut step: Step,
        message: Message<'_>,
        bytes: &[u8],
    ) {
        step.chapter = Text::new(
            "SSL 2.0: the first of the family, forbidden since 2011",
            "SSL 2.0: 이 계열의 첫 프로토콜, 2011년부터 금지",
        );
        match message {
            Message::ClientHello(hello) => return self.hello2(book, step, &hello, bytes),
            Message::ServerHello(hello) => {
                step.name = Text::same("SERVER-HELLO");
                let n = hello.specs.len();
                let s = plural(n);
                step.sentence = text!(en: "The server shows its certificate and {n} cipher kind{s} that both know; the client will choose.", ko: "서버가 인증서와 양쪽이 모두 아는 암호 종류 {n}개를 보인다. 고르는 것은 클라이언트이다.");
                step.why.push(Text::new(
                    "Nothing ever checks these messages afterwards: an attacker on the path could strike out the strong ciphers, and both ends would settle for a weak one. That is one reason why SSL 3.0 came within a year.",
                    "이 메시지들은 나중에도 검사되지 않는다. 경로의 공격자가 강한 암호를 지워 버리면 양 끝은 약한 것으로 합의하고 만다. 한 해 만에 SSL 3.0이 나온 까닭 가운데 하나이다.",
                ));
                if let Some(leaf) = certificate::summary(hello.certificate) {
                    let subject = leaf.subject;
                    step.values
                        .push(Value::plain("subject", subject, Knows::Wire));
                }
                let id = hello.connection_id;
                step.values
                    .push(Value::hex("connection_id", id, Knows::Wire));
                self.session.server_hello = bytes.to_vec();
                self.session.version = Some(Version(0x0002));
            }
            Message::ClientMasterKey(key) => {
                step.name = Text::same("CLIENT-MASTER-KEY");
                step.sentence = Text::new(
                    "The client chooses a cipher and sends the master key itself, encrypted with the server's RSA key.",
                    "클라이언트가 암호를 고르고, 마스터 키 자체를 서버의 RSA 키로 암호화해 보낸다.",
                );
                let clear = key.clear.len();
                if clear > 0 {
                    step.why.push(text!(en: "Bytes of the key that travel in the clear: {clear}. This is an export cipher, weakened on purpose, by law.", ko: "키 가운데 {clear}바이트는 평문으로 간다. 법 때문에 일부러 약하게 만든 수출용 암호이다."));
                }
                let kind = key.kind;
                step.values.push(Value::plain(
                    "cipher kind",
                    format!("0x{kind:06x}"),
                    Knows::Wire,
                ));
                self.changed_cipher = [true; 2];
            }
            Message::Error(code) => {
                step.name = Text::same("ERROR");
                step.sentence = text!(en: "Something failed; the code is {code}.", ko: "무언가 실패했다. 오류 번호: {code}.");
            }
            Message::ClientFinished(_)
            | Message::ServerVerify(_)
            | Message::ServerFinished(_)
            | Message::RequestCertificate(..)
            | Message::ClientCertificate(..) => {
                step.name = Text::new("SSL 2.0 message", "SSL 2.0 메시지");
                step.sentence = Text::new(
                    "A later message of SSL 2.0; its fields are listed.",
                    "SSL 2.0의 이후 메시지이다. 필드를 나열한다.",
                );
            }
        }
        book.push(step);
    }

    fn hello2(&mut self, book: &mut Book<'_>, mut step: Step, hello: &ClientHello2, bytes: &[u8]) {
        let n = hello.specs.len();
        let s = plural(n);
        step.name = Text::same("CLIENT-HELLO");
        let newer = hello.version >= Version::SSL3.0;
        let version = Version(hello.version);
        step.sentence = match newer {
            true => {
                text!(en: "A ClientHello in the old form of SSL 2.0 that offers {version} and {n} cipher{s}: a server that knows only SSL 2.0 can answer it too.", ko: "SSL 2.0의 옛 형식으로 쓴 ClientHello이며 {version} 버전과 암호 {n}개를 제안한다. 그래서 SSL 2.0만 아는 서버도 답할 수 있다.")
            }
            false => {
                text!(en: "The client opens with SSL 2.0 and offers {n} cipher{s}.", ko: "클라이언트가 SSL 2.0으로 시작하며 암호 {n}개를 제안한다.")
            }
        };
        step.why.push(Text::new(
            "SSL 2.0 does not protect its own handshake, uses one key for secrecy and for authenticity, and cannot tell an end from a cut line. Keys used with it could even be turned against newer versions of the same server (DROWN, 2016).",
            "SSL 2.0은 자기 핸드셰이크를 보호하지 않고, 기밀성과 인증에 같은 키를 쓰며, 정상적인 끝과 끊긴 선로를 구별하지 못한다. 여기에 쓰인 서버 키로 같은 서버의 새 버전까지 공격할 수 있었다(DROWN, 2016).",
        ));
        let first = hello.specs.first().copied().unwrap_or_default();
        step.values
            .push(Value::plain("version", version, Knows::Wire));
        step.values
            .push(Value::hex("challenge", &hello.challenge, Knows::Wire));
        let first = printable(format!("0x{first:06x}").as_bytes());
        let more = n.saturating_sub(1);
        step.values.push(Value::new(
            "cipher_specs",
            text!(en: "{first} and {more} more", ko: "{first} 외 {more}개"),
            Knows::Wire,
        ));
        if newer {
            // The challenge stands in for the random, with zeros in front (RFC 5246 §E.2).
            let zeros = 32usize.saturating_sub(hello.challenge.len());
            let mut random = vec![0; zeros];
            random.extend(&hello.challenge);
            self.session.client_random_sent.clone_from(&random);
            self.session.client_random = random;
            self.session.offered = hello.version;
            let message = bytes.get(2..).unwrap_or_default();
            self.session.client_hello = message.to_vec();
            self.session.transcript.add(message);
            step.chapter = self.session.chapter_now();
            set(&mut self.speech, Side::Client, Speech::Tls);
        }
        self.session.turns.push(Side::Client);
        book.push(step);
    }

    fn dark2(
        &mut self,
        book: &mut Book<'_>,
        from: Side,
        packets: &[u32],
        bytes: &[u8],
        at: std::ops::Range<u64>,
    ) {
        let run = Repeats::Dark(from);
        let chapter = Text::new(
            "SSL 2.0: protected, and not opened here",
            "SSL 2.0: 보호된 부분, 여기서는 열지 않는다",
        );
        if book.counts(run) {
            let bytes = bytes.len();
            return book.count_more(run, &chapter, &More { packets, bytes });
        }
        let name = Text::new("protected record", "보호된 레코드");
        let mut step = book
            .wire(from, packets, name, RFC)
            .covered(Cover::Sealed)
            .measuring(bytes.len())
            .under(chapter);
        step.sentence = Text::new(
            "This record stays dark: tlslab tells the hellos of SSL 2.0, and does not open its ciphers.",
            "이 레코드는 열리지 않는다. tlslab은 SSL 2.0의 헬로만 설명하고 그 암호는 열지 않는다.",
        );
        let origin = Origin::Stream {
            from,
            at,
            packets: packets.to_vec(),
        };
        let title = Text::new("SSL 2.0 record", "SSL 2.0 레코드");
        step.exhibits.push(Exhibit::read(title, origin, bytes, |r| {
            ssl2::record(r).map(drop)
        }));
        book.push_repeating(run, step);
    }
}
