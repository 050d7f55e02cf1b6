//! Alerts (RFC 8446 §6) and change_cipher_spec (RFC 5246 §7.1): the two protocols of one message each.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::codes::alert::ALERT_LEVELS;
use crate::dissect::tls::codes::alert::ALERTS;
use crate::dissect::tls::codes::alert::Alert;
use crate::dissect::tls::codes::alert::AlertLevel;

/// An alert: two bytes, level and description.
pub fn alert(r: &mut Reader<'_, '_>) -> Result<(AlertLevel, Alert)> {
    r.group(&ALERT, |r| {
        let level = AlertLevel(r.u8(&LEVEL)?);
        let description = Alert(r.u8(&DESCRIPTION)?);
        Ok((level, description))
    })
}

/// A change_cipher_spec message: one byte.
pub fn change_cipher_spec(r: &mut Reader<'_, '_>) -> Result<()> {
    r.group(&CHANGE, |r| r.u8(&CHANGE_TYPE).map(drop))
}

static ALERT: Field = Field::group(
    "Alert",
    "RFC 8446 §6",
    "The only words TLS has for trouble: two bytes that say how bad it is and why.",
    "TLS가 문제를 알리는 유일한 말이다. 얼마나 심각하고 왜 그런지를 두 바이트로 말한다.",
);
static LEVEL: Field = Field::code(
    "level",
    &ALERT_LEVELS,
    "RFC 8446 §6",
    "How serious it is; in TLS 1.3 the receiver goes by the description alone.",
    "얼마나 심각한지 나타낸다. TLS 1.3에서는 받는 쪽이 description만 보고 판단한다.",
);
static DESCRIPTION: Field = Field::code(
    "description",
    &ALERTS,
    "RFC 8446 §6",
    "What happened, in one number: enough for a peer to react, too little for an attacker to learn from.",
    "무슨 일인지 숫자 하나로 말한다. 상대가 대응하기에는 넉넉하고 공격자에게 단서가 되기에는 모자란다.",
);
static CHANGES: Codes = Codes::new(&[Code::new(
    1,
    "change_cipher_spec",
    "The only value there is.",
    "쓸 수 있는 값은 이것뿐이다.",
)]);
static CHANGE: Field = Field::group(
    "ChangeCipherSpec",
    "RFC 5246 §7.1",
    "In TLS 1.2 the switch to the new keys; in TLS 1.3 an empty gesture that makes the connection look like TLS 1.2 to middleboxes (RFC 8446 §D.4).",
    "TLS 1.2에서는 새 키로 바꾼다는 신호이다. TLS 1.3에서는 중간 장비에 TLS 1.2처럼 보이려는 시늉일 뿐이다(RFC 8446 §D.4).",
);
static CHANGE_TYPE: Field = Field::code(
    "type",
    &CHANGES,
    "RFC 5246 §7.1",
    "Always 1; the message is not part of the handshake transcript.",
    "언제나 1이다. 이 메시지는 핸드셰이크의 대화 기록에 들지 않는다.",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alert_is_two_bytes() {
        let read = alert(&mut Reader::quiet(&[2, 40]));
        assert_eq!(read, Ok((AlertLevel::FATAL, Alert::HANDSHAKE_FAILURE)));
        assert!(alert(&mut Reader::quiet(&[2])).is_err());
        assert_eq!(Alert(40).to_string(), "handshake_failure");
        assert_eq!(change_cipher_spec(&mut Reader::quiet(&[1])), Ok(()));
    }
}
