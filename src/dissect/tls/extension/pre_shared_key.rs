//! `pre_shared_key` and `psk_key_exchange_modes` (RFC 8446 §4.2.11, §4.2.9): resumption.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::OfferedPsks;
use crate::dissect::tls::extension::fact::Place;

/// An offer in a ClientHello, an index in a ServerHello.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    if place != Place::ClientHello {
        return Ok(Fact::SelectedPsk(r.u16(&SELECTED)?));
    }
    let identities = r.vector(&IDENTITIES, 2, |r| {
        let mut identities = Vec::new();
        while r.left() > 0 {
            identities.push(r.group(&PSK_IDENTITY, |r| {
                let identity = r.vector(&IDENTITY, 2, |r| r.rest(&TICKET))?;
                Ok((identity, r.u32(&AGE)?))
            })?);
        }
        Ok(identities)
    })?;
    let binders_length = r.left();
    let binders = r.vector(&BINDERS, 2, |r| {
        let mut binders = Vec::new();
        while r.left() > 0 {
            binders.push(r.vector(&BINDER_ENTRY, 1, |r| r.rest(&BINDER))?);
        }
        Ok(binders)
    })?;
    Ok(Fact::OfferedPsks(OfferedPsks {
        identities,
        binders,
        binders_length,
    }))
}

/// `PskKeyExchangeMode ke_modes<1..255>`.
pub(super) fn modes<'a>(r: &mut Reader<'a, '_>, _: Place) -> Result<Fact<'a>> {
    r.vector(&MODES, 1, |r| {
        let mut modes = Vec::new();
        while r.left() > 0 {
            modes.push(r.u8(&MODE)?);
        }
        Ok(Fact::PskModes(modes))
    })
}

static IDENTITIES: Field = Field::group(
    "identities",
    "RFC 8446 §4.2.11",
    "Keys the client has from earlier, each by its name.",
    "클라이언트가 예전부터 가진 키들을 이름으로 적은 것이다.",
);
static PSK_IDENTITY: Field = Field::group(
    "PskIdentity",
    "RFC 8446 §4.2.11",
    "One key that could be used again.",
    "다시 쓸 수 있는 키 하나이다.",
);
static IDENTITY: Field = Field::group(
    "identity",
    "RFC 8446 §4.2.11",
    "The name of the key, never the key itself.",
    "키 자체가 아니라 키의 이름이다.",
);
static TICKET: Field = Field::hex(
    "ticket",
    "RFC 8446 §4.2.11",
    "The ticket the server once gave: to the client just a label, to the server often the session itself, encrypted.",
    "서버가 예전에 준 티켓이다. 클라이언트에게는 이름표일 뿐이고, 서버에게는 흔히 암호화된 세션 그 자체이다.",
);
static AGE: Field = Field::dec(
    "obfuscated_ticket_age",
    "RFC 8446 §4.2.11.1",
    "The ticket's age in milliseconds plus a secret number, modulo 2^32: the server can spot replays, an observer cannot link two connections.",
    "티켓의 나이(밀리초)에 비밀 수를 더해 2^32로 나눈 나머지이다. 서버는 재생 공격을 알아챌 수 있고, 지켜보는 사람은 두 연결을 잇지 못한다.",
);
static BINDERS: Field = Field::group(
    "binders",
    "RFC 8446 §4.2.11.2",
    "A proof for each identity that the client really holds the key; computed over everything before this list.",
    "identity마다 하나씩, 클라이언트가 정말 그 키를 가졌다는 증명이다. 이 목록 앞의 모든 것에 대해 계산한다.",
);
static BINDER_ENTRY: Field = Field::group(
    "PskBinderEntry",
    "RFC 8446 §4.2.11.2",
    "The proof for one identity.",
    "identity 하나에 대한 증명이다.",
);
static BINDER: Field = Field::hex(
    "binder",
    "RFC 8446 §4.2.11.2",
    "An HMAC over the hello up to here, under a key made from the pre-shared key: it binds the key to this very handshake.",
    "여기까지의 헬로에 사전 공유 키에서 만든 키로 계산한 HMAC이다. 키를 바로 이 핸드셰이크에 묶는다.",
);
static SELECTED: Field = Field::dec(
    "selected_identity",
    "RFC 8446 §4.2.11",
    "Which of the offered keys the server uses, counted from 0; no certificate follows, the key itself proves who is there.",
    "제안된 키 가운데 서버가 쓰는 것으로, 0부터 센다. 키 자체가 상대를 증명하므로 인증서는 오지 않는다.",
);
static MODE_CODES: Codes = Codes::new(&[
    Code::new(
        0,
        "psk_ke",
        "The pre-shared key alone: cheap, without forward secrecy.",
        "사전 공유 키만 쓴다. 값싸지만 순방향 비밀성이 없다.",
    ),
    Code::new(
        1,
        "psk_dhe_ke",
        "The pre-shared key and a fresh (EC)DHE exchange: forward secret.",
        "사전 공유 키와 새 (EC)DHE 교환을 함께 쓴다. 순방향 비밀성이 있다.",
    ),
    Code::plain(0x0b, "GREASE (0x0b)"),
    Code::plain(0x2a, "GREASE (0x2a)"),
    Code::plain(0x49, "GREASE (0x49)"),
    Code::plain(0x68, "GREASE (0x68)"),
    Code::plain(0x87, "GREASE (0x87)"),
    Code::plain(0xa6, "GREASE (0xa6)"),
    Code::plain(0xc5, "GREASE (0xc5)"),
    Code::plain(0xe4, "GREASE (0xe4)"),
]);
static MODES: Field = Field::group(
    "ke_modes",
    "RFC 8446 §4.2.9",
    "How the client would use a pre-shared key; without this list no ticket may be used.",
    "클라이언트가 사전 공유 키를 쓰려는 방식이다. 이 목록이 없으면 티켓을 쓸 수 없다.",
);
static MODE: Field = Field::code(
    "ke_mode",
    &MODE_CODES,
    "RFC 8446 §4.2.9",
    "One way to use a pre-shared key.",
    "사전 공유 키를 쓰는 한 방식이다.",
);
