//! How a failure looked: the alert that was sent, and what someone without keys could see.

use crate::base::text::Text;
use crate::dissect::tls::codes::alert::{Alert, AlertLevel};
use crate::story::connection::Connection;
use crate::story::model::Cover;

/// The alerts of the connection but close_notify; else why none can be told.
pub(crate) fn alert(connection: &Connection) -> Text {
    let seen: Vec<Text> = connection
        .talk
        .session
        .alerts
        .iter()
        .filter(|alert| alert.description != Alert::CLOSE_NOTIFY.0)
        .map(|alert| {
            let (who, name) = (alert.from.text(), Alert(alert.description));
            let level = AlertLevel(alert.level);
            let (cover_en, cover_ko) = match alert.cover {
                Cover::Clear => ("in the clear", "평문"),
                Cover::Opened | Cover::Sealed => ("encrypted", "암호화"),
            };
            Text {
                en: format!("{name} ({level}) from the {}, {cover_en}", who.en).into(),
                ko: format!("{} 쪽에서 보낸 {name} ({level}), {cover_ko}", who.ko).into(),
            }
        })
        .collect();
    if seen.is_empty() {
        let sealed = connection.talk.session.unopened.is_some();
        return if sealed {
            Text::new(
                "none that could be read: records after the fault do not open",
                "읽을 수 있는 경보가 없다: 오류 뒤의 레코드가 열리지 않는다",
            )
        } else {
            Text::new("none was sent", "보내지 않음")
        };
    }
    Text::join(&seen, "; ")
}

/// What someone on the path without keys could see of the failure.
pub(crate) fn outsider(connection: &Connection) -> Text {
    let session = &connection.talk.session;
    if !connection.established {
        return Text::new(
            "everything: the SYN and its answer are in the clear",
            "모든 것: SYN과 그 답은 평문이다",
        );
    }
    let clear = session
        .alerts
        .iter()
        .any(|alert| alert.cover == Cover::Clear && alert.description != Alert::CLOSE_NOTIFY.0);
    if connection.talk.strange.contains(&true) {
        return Text::new(
            "everything: the bytes are in the clear",
            "모든 것: 바이트가 평문이다",
        );
    }
    if clear {
        return Text::new(
            "the messages so far and the alert, in the clear: that it failed, and the alert's word, not always the cause",
            "평문인 앞선 메시지들과 경보: 실패했다는 사실과 경보의 이름은 보이지만 원인까지 보이는 것은 아니다",
        );
    }
    if session.alerts.is_empty() && !session.server_hello.is_empty() {
        return Text::new(
            "the hello messages, then protected records of certain sizes, and the silence between: not why",
            "헬로 메시지, 그 뒤 크기만 보이는 보호된 레코드, 그리고 그 사이의 침묵. 까닭은 보이지 않는다",
        );
    }
    if session.alerts.is_empty() && session.unopened.is_none() {
        return Text::new(
            "a ClientHello, and no TLS answer to it",
            "ClientHello, 그리고 그에 대한 TLS 응답이 없다는 것",
        );
    }
    Text::new(
        "after the hellos only protected records of certain sizes, then the end: not that there was an alert, let alone which. A small record followed by FIN or RST is the only hint",
        "헬로 뒤에는 크기만 보이는 보호된 레코드, 그리고 끝. 경보가 있었는지도, 어떤 경보인지도 알 수 없다. 작은 레코드에 이어지는 FIN이나 RST가 유일한 단서이다",
    )
}
