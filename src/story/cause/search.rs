//! The search: which connection failed, and the first of the rooms' answers to why.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::book::Book;
use crate::story::cause::finding::Finding;
use crate::story::cause::{captured, certificates, offers, outcome, reach, wire};
use crate::story::connection::Connection;
use crate::story::model::{Cause, Said};
use crate::text;

/// The cause of the failure, if the evidence shows one. The last connection that failed counts.
pub(crate) fn find(book: &Book<'_>, connections: &[Connection]) -> Option<Cause> {
    let Some(connection) = connections
        .iter()
        .rev()
        .find(|connection| failed(book, connection))
    else {
        return reach::unreached(book).filter(|_| connections.is_empty());
    };
    let finding = wire::changed(book, connection)
        .or_else(|| reach::transport(book, connection))
        .or_else(|| certificates::refused(book, connection))
        .or_else(|| offers::compare(book, connection))
        .or_else(|| wire::lost(book, connection))
        .or_else(|| captured::refused(connection).filter(|_| book.evidence.is_captured()))
        .unwrap_or_else(|| unknown(connection));
    let said = Side::BOTH.map(|side| match ending(book, connection, side) {
        Some(error) => Said::Error(error),
        None if book.evidence.is_captured() => Said::Unknown,
        None => Said::Content,
    });
    Some(Cause {
        key: finding.key,
        sentence: finding.sentence,
        client: finding.client,
        server: finding.server,
        said,
        alert: outcome::alert(connection),
        outsider: outcome::outsider(connection),
        repair: finding.repair,
    })
}

fn failed(book: &Book<'_>, connection: &Connection) -> bool {
    let session = &connection.talk.session;
    let fatal = session.has_failed();
    let unhappy = Side::BOTH
        .iter()
        .any(|side| ending(book, connection, *side).is_some());
    fatal || unhappy || session.unopened.is_some() || connection.talk.strange.contains(&true)
}

fn ending(book: &Book<'_>, connection: &Connection, side: Side) -> Option<String> {
    let mut endings = book.evidence.endings.iter();
    endings
        .find(|ending| ending.side == side && ending.connection == connection.number)?
        .error
        .clone()
}

fn unknown(connection: &Connection) -> Finding {
    let failed = connection.talk.session.failed.unwrap_or("nothing");
    Finding {
        key: "unknown",
        sentence: text!(en: "The frames and secrets at hand do not show the cause (failed proof: {failed}); what the ends and the alert say stands below.", ko: "지금 있는 프레임과 비밀만으로는 원인이 드러나지 않는다(실패한 증명: {failed}). 양 끝과 경보가 말하는 것은 아래에 있다."),
        client: Text::new("not known", "알 수 없음"),
        server: Text::new("not known", "알 수 없음"),
        repair: Text::new(
            "look at the proofs that fail, and at the logs of both ends",
            "실패한 증명과 양 끝의 로그를 살핀다",
        ),
    }
}
