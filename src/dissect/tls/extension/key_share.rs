//! `key_share` (RFC 8446 §4.2.8): halves of the key exchange.

use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::base::side::Side;
use crate::dissect::tls::codes::group::GROUPS;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::extension::fact::Fact;
use crate::dissect::tls::extension::fact::Place;
use crate::dissect::tls::public;

/// Any number of shares in a ClientHello, a group in a HelloRetryRequest, one share in a ServerHello.
pub(super) fn read<'a>(r: &mut Reader<'a, '_>, place: Place) -> Result<Fact<'a>> {
    match place {
        Place::HelloRetryRequest => Ok(Fact::RetryGroup(Group(r.u16(&RETRY)?))),
        Place::ClientHello => r.vector(&CLIENT_SHARES, 2, |r| {
            let mut shares = Vec::new();
            while r.left() > 0 {
                shares.push(share(r, Side::Client)?);
            }
            Ok(Fact::KeyShares(shares))
        }),
        Place::ServerHello
        | Place::EncryptedExtensions
        | Place::Certificate
        | Place::CertificateRequest
        | Place::NewSessionTicket => Ok(Fact::KeyShares(vec![share(r, Side::Server)?])),
    }
}

fn share<'a>(r: &mut Reader<'a, '_>, from: Side) -> Result<(Group, &'a [u8])> {
    r.group(&ENTRY, |r| {
        let group = Group(r.u16(&GROUP)?);
        let key = r.vector(&KEY_EXCHANGE, 2, |r| public::read(r, group, from))?;
        Ok((group, key))
    })
}

static CLIENT_SHARES: Field = Field::group(
    "client_shares",
    "RFC 8446 §4.2.8",
    "Halves of key exchanges in groups the client guesses the server will like; a wrong guess costs a HelloRetryRequest.",
    "서버가 좋아하리라 짐작한 그룹마다 미리 만든 키 교환의 자기 몫들이다. 짐작이 틀리면 HelloRetryRequest로 왕복이 한 번 더 든다.",
);
static ENTRY: Field = Field::group(
    "KeyShareEntry",
    "RFC 8446 §4.2.8",
    "Half of a key exchange in one group.",
    "한 그룹에서 쓸 키 교환의 자기 몫이다.",
);
static GROUP: Field = Field::code(
    "group",
    &GROUPS,
    "RFC 8446 §4.2.8",
    "In which group this half is.",
    "이 몫이 속한 그룹이다.",
);
static KEY_EXCHANGE: Field = Field::group(
    "key_exchange",
    "RFC 8446 §4.2.8",
    "The public half: anyone may see it, and yet only the two ends can compute the shared secret.",
    "공개 값이다. 누구나 볼 수 있지만 공유 비밀은 양 끝만 계산할 수 있다.",
);
static RETRY: Field = Field::code(
    "selected_group",
    &GROUPS,
    "RFC 8446 §4.2.8",
    "The group the server wants instead: the client supports it, but sent no share in it.",
    "서버가 대신 원하는 그룹이다. 클라이언트가 지원하지만 그 그룹의 키 공유를 보내지 않았다.",
);
