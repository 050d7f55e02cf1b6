//! NewSessionTicket (RFC 8446 §4.6.1, RFC 5077 §3.3).

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::block;
use crate::dissect::tls::extension::block::Extension;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;
use crate::dissect::tls::handshake::setting::Setting;

/// A ticket for later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSessionTicket<'a> {
    /// Seconds it may be used; in TLS 1.2 a hint, where 0 says nothing.
    pub lifetime: u32,
    /// Milliseconds the client adds to its age, modulo 2^32 (TLS 1.3).
    pub age_add: Option<u32>,
    /// Makes the ticket's key differ from that of other tickets (TLS 1.3; else empty).
    pub nonce: &'a [u8],
    /// The ticket itself.
    pub ticket: &'a [u8],
    /// Bytes of early data the server will take (TLS 1.3).
    pub max_early_data: Option<u32>,
    /// Extensions in the order sent (TLS 1.3).
    pub extensions: Vec<Extension<'a>>,
}

/// The body of a NewSessionTicket.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, setting: Setting) -> Result<NewSessionTicket<'a>> {
    if !setting.is_tls13() {
        return Ok(NewSessionTicket {
            lifetime: r.u32(&LIFETIME_HINT)?,
            age_add: None,
            nonce: &[],
            ticket: r.vector(&TICKET, 2, |r| r.rest(&TICKET_VALUE))?,
            max_early_data: None,
            extensions: Vec::new(),
        });
    }
    let lifetime = r.u32(&LIFETIME)?;
    let age_add = Some(r.u32(&AGE_ADD)?);
    let bare = setting.draft().is_some_and(|draft| draft < 21);
    let nonce = if bare {
        &[]
    } else {
        r.vector(&NONCE, 1, |r| r.rest(&NONCE_VALUE))?
    };
    let ticket = r.vector(&TICKET, 2, |r| r.rest(&TICKET_VALUE))?;
    let extensions = block::extensions(r, Place::NewSessionTicket)?;
    let max_early_data = extensions
        .iter()
        .find_map(|extension| match extension.fact {
            Fact::MaxEarlyData(limit) => Some(limit),
            _ => None,
        });
    Ok(NewSessionTicket {
        lifetime,
        age_add,
        nonce,
        ticket,
        max_early_data,
        extensions,
    })
}

pub(super) static NEW_SESSION_TICKET: Field = Field::group(
    "NewSessionTicket",
    "RFC 8446 §4.6.1",
    "A ticket for next time: with it the client can resume without certificates, and even send data at once.",
    "다음을 위한 티켓이다. 클라이언트는 이것으로 인증서 없이 재개하고, 곧바로 데이터를 보낼 수도 있다.",
);
static LIFETIME: Field = Field::dec(
    "ticket_lifetime",
    "RFC 8446 §4.6.1",
    "Seconds the ticket is good for, at most seven days: old secrets should not live on.",
    "티켓을 쓸 수 있는 시간(초)으로, 길어야 7일이다. 오래된 비밀이 계속 살아 있어서는 안 된다.",
);
static LIFETIME_HINT: Field = Field::dec(
    "ticket_lifetime_hint",
    "RFC 5077 §3.3",
    "Seconds the server means to accept the ticket; only a hint.",
    "서버가 티켓을 받아 줄 생각인 시간(초)으로, 참고일 뿐이다.",
);
static AGE_ADD: Field = Field::dec(
    "ticket_age_add",
    "RFC 8446 §4.6.1",
    "A random number that the client adds to the ticket's age when it uses it, so that an observer cannot link the two connections.",
    "클라이언트가 티켓을 쓸 때 그 나이에 더하는 난수이다. 지켜보는 사람이 두 연결을 잇지 못하게 한다.",
);
static NONCE: Field = Field::group(
    "ticket_nonce",
    "RFC 8446 §4.6.1",
    "A number for this ticket among those of this connection.",
    "이 연결에서 받은 티켓 가운데 이 티켓의 번호이다.",
);
static NONCE_VALUE: Field = Field::hex(
    "nonce",
    "RFC 8446 §4.6.1",
    "Goes into the derivation of the ticket's pre-shared key, so that each ticket has its own.",
    "티켓의 사전 공유 키를 유도할 때 들어가서, 티켓마다 키가 다르게 한다.",
);
static TICKET: Field = Field::group(
    "ticket",
    "RFC 8446 §4.6.1",
    "What the client has to show again, with its length.",
    "클라이언트가 다시 내보일 것으로, 길이가 붙어 있다.",
);
static TICKET_VALUE: Field = Field::hex(
    "ticket value",
    "RFC 8446 §4.6.1",
    "Opaque to the client: a name for the session, or the session itself encrypted under a key only the server has.",
    "클라이언트에게는 뜻 모를 값이다. 세션의 이름이거나, 서버만 가진 키로 암호화한 세션 자체이다.",
);
