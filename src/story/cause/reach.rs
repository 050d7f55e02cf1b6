//! The other end was not reached, or did not speak TLS.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::book::Book;
use crate::story::cause::finding::Finding;
use crate::story::connection::Connection;
use crate::story::model::{Cause, Said};
use crate::text;

/// No TCP segment was ever sent, although an end wanted to: its neighbour's hardware address came too late or never.
pub(crate) fn unreached(book: &Book<'_>) -> Option<Cause> {
    let said = Side::BOTH.map(|side| {
        let mut endings = book.evidence.endings.iter();
        endings
            .find(|ending| ending.side == side)
            .and_then(|ending| ending.error.clone())
            .map_or(Said::Content, Said::Error)
    });
    said.iter().any(|said| said.error().is_some()).then(|| Cause {
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

/// Nobody listened, nobody answered, or what was spoken is no TLS.
pub(crate) fn transport(book: &Book<'_>, connection: &Connection) -> Option<Finding> {
    let (_, port) = connection.end(Side::Server);
    let speaks = |side| {
        book.setup(side)
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
        && !(speaks_tls(book, Side::Server) && book.lost() > 0);
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

fn speaks_tls(book: &Book<'_>, side: Side) -> bool {
    book.setup(side)
        .is_some_and(|setup| !setup.versions.is_empty())
}

fn offer(what: &Text) -> Text {
    let (en, ko) = (&what.en, &what.ko);
    text!(en: "speaks: {en}", ko: "말하는 것: {ko}")
}
