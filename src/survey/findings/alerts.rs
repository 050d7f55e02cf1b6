//! Alerts, with their likely cause as offer against need.

use crate::base::text::Text;
use crate::dissect::tls::codes::alert;
use crate::survey::findings::cause::cause;
use crate::survey::findings::kind::{Found, Kind};
use crate::survey::findings::scene::Scene;
use crate::survey::outcome::is_fatal;
use crate::survey::seen::Alert;
use crate::text;

#[rustfmt::skip] // one argument a line
pub(super) static KINDS: &[Kind] = &[
    Kind::error(
        "alert", ("fatal alert", "치명적 경보"), "RFC 8446 §6.2", fatal,
        "A fatal alert ended the connection: one end says what it could not accept, and the hellos show what was offered.",
        "치명적 경보가 연결을 끝냈다. 한쪽이 무엇을 받아들일 수 없었는지 말하고, 헬로들은 무엇이 제안되었는지 보여 준다.",
    ),
    Kind::note(
        "alert_warning", ("warning alert", "경고 수준의 경보"), "RFC 5246 §7.2", warning,
        "An alert that warns: the sender would go on, and leaves the choice to the other end.",
        "주의만 주는 경보이다. 보낸 쪽은 계속할 뜻이 있고 선택을 상대에게 맡긴다.",
    ),
];

fn fatal(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls?;
    let alert = tls.alerts.iter().find(|alert| is_fatal(tls, alert))?;
    Some(Found::at(
        alert.packet,
        told(alert).then(&cause(scene, alert)),
    ))
}

fn warning(scene: &Scene<'_>) -> Option<Found> {
    let tls = scene.tls?;
    let mut alerts = tls.alerts.iter();
    let alert = alerts.find(|alert| alert.code != 0 && !is_fatal(tls, alert))?;
    Some(Found::at(
        alert.packet,
        told(alert).then(&cause(scene, alert)),
    ))
}

/// Who sent which alert.
fn told(one: &Alert) -> Text {
    let who = one.from.text();
    let name = alert::Alert(one.code).name();
    let (en, ko) = (who.en, who.ko);
    let code = one.code;
    text!(en: "The {en} sent the alert {name} ({code}).", ko: "{ko} 쪽에서 {name} 경보({code})를 보냈다.")
}
