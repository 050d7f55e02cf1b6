//! Messages of one field or none: HelloRequest, EndOfEarlyData, ServerHelloDone, Finished, CertificateStatus, KeyUpdate.

use crate::base::field::Code;
use crate::base::field::Codes;
use crate::base::field::Field;
use crate::base::reader::Reader;
use crate::base::reader::Result;
use crate::dissect::tls::extension::status as extension_status;

/// Finished: 12 bytes in TLS 1.2, as many as the hash has in TLS 1.3.
pub(super) fn finished<'a>(r: &mut Reader<'a, '_>) -> Result<&'a [u8]> {
    r.rest(&VERIFY_DATA)
}

/// CertificateStatus (RFC 6066 §8): the DER-encoded OCSPResponse.
pub(super) fn status<'a>(r: &mut Reader<'a, '_>) -> Result<&'a [u8]> {
    extension_status::response(r)
}

/// KeyUpdate: whether the other end is asked to follow.
pub(super) fn key_update(r: &mut Reader<'_, '_>) -> Result<u8> {
    r.u8(&REQUEST_UPDATE)
}

/// message_hash: as many bytes as the hash has.
pub(super) fn message_hash<'a>(r: &mut Reader<'a, '_>) -> Result<&'a [u8]> {
    r.rest(&HASH)
}

pub(super) static HELLO_REQUEST: Field = Field::group(
    "HelloRequest",
    "RFC 5246 §7.4.1.1",
    "The server would like to negotiate anew inside this connection; dropped in TLS 1.3, where renegotiation is gone.",
    "서버가 이 연결 안에서 새로 협상하자고 한다. 재협상이 없어진 TLS 1.3에서는 사라졌다.",
);
pub(super) static END_OF_EARLY_DATA: Field = Field::group(
    "EndOfEarlyData",
    "RFC 8446 §4.5",
    "The client's early data ends here: what follows is under the handshake keys.",
    "클라이언트의 조기 데이터가 여기서 끝난다. 이 뒤는 핸드셰이크 키로 보호된다.",
);
pub(super) static SERVER_HELLO_DONE: Field = Field::group(
    "ServerHelloDone",
    "RFC 5246 §7.4.5",
    "The server has said everything; without it the client could not know whether a CertificateRequest is still to come.",
    "서버가 할 말을 다 했다. 이것이 없으면 클라이언트는 CertificateRequest가 더 올지 알 수 없다.",
);
pub(super) static FINISHED: Field = Field::group(
    "Finished",
    "RFC 8446 §4.4.4",
    "The handshake seals itself: a MAC over every message so far, under the new keys. If anyone changed a byte on the way, the two ends disagree here.",
    "핸드셰이크가 스스로를 봉인한다. 지금까지의 모든 메시지에 새 키로 계산한 MAC이다. 도중에 누가 한 바이트라도 바꿨다면 여기서 양 끝이 어긋난다.",
);
static VERIFY_DATA: Field = Field::hex(
    "verify_data",
    "RFC 8446 §4.4.4",
    "HMAC over the transcript hash in TLS 1.3, 12 bytes of the PRF in TLS 1.2: only who knows the secrets can compute it.",
    "TLS 1.3에서는 대화 기록 해시에 대한 HMAC이고, TLS 1.2에서는 PRF의 12바이트이다. 비밀을 아는 쪽만 계산할 수 있다.",
);
pub(super) static CERTIFICATE_STATUS: Field = Field::group(
    "CertificateStatus",
    "RFC 6066 §8",
    "The authority's recent word that the certificate is not revoked, stapled by the server (TLS 1.2).",
    "인증서가 폐기되지 않았다는 인증 기관의 최근 확인으로, 서버가 붙여 보낸다(TLS 1.2).",
);
pub(super) static KEY_UPDATE: Field = Field::group(
    "KeyUpdate",
    "RFC 8446 §4.6.3",
    "From the next record on, the sender uses fresh keys derived from the old ones; who later steals the new keys cannot read what came before.",
    "보내는 쪽은 다음 레코드부터 이전 키에서 유도한 새 키를 쓴다. 나중에 새 키를 훔쳐도 그 전의 것은 읽을 수 없다.",
);
static UPDATES: Codes = Codes::new(&[
    Code::new(
        0,
        "update_not_requested",
        "Only the sender changes its keys.",
        "보내는 쪽만 키를 바꾼다.",
    ),
    Code::new(
        1,
        "update_requested",
        "The other end should change its keys too.",
        "상대도 키를 바꿔야 한다.",
    ),
]);
static REQUEST_UPDATE: Field = Field::code(
    "request_update",
    &UPDATES,
    "RFC 8446 §4.6.3",
    "Whether the other end should follow with new keys of its own.",
    "상대도 뒤따라 새 키로 바꿔야 하는지 나타낸다.",
);
pub(super) static MESSAGE_HASH: Field = Field::group(
    "message_hash",
    "RFC 8446 §4.4.1",
    "Never on the wire: it stands in the transcript for the first ClientHello after a HelloRetryRequest, so that a server need remember only its hash.",
    "선로에는 나타나지 않는다. HelloRetryRequest 뒤에 대화 기록에서 첫 ClientHello를 대신하여, 서버가 그 해시만 기억하면 되게 한다.",
);
static HASH: Field = Field::hex(
    "hash",
    "RFC 8446 §4.4.1",
    "The hash of the first ClientHello.",
    "첫 ClientHello의 해시이다.",
);
