//! What only the handshake can see.

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[&CLIENT_CERT];

/// No certificate was shown.
pub static CLIENT_CERT: Reason = Reason::new(
    "tls.client-cert",
    "RFC 8446 §4.4.2.4",
    Some("certificate_required"),
    Levels::ERROR,
    [
        Doc::new("no certificate was shown", "인증서를 보이지 않았다"),
        Doc::new(
            "A server that asked for a certificate and insists gets an empty list from a client that has none.",
            "인증서를 반드시 요구하는 서버에, 가진 것이 없는 클라이언트는 빈 목록을 보낸다.",
        ),
        Doc::new(
            "give the client a certificate and its private key, issued by the authority the server trusts",
            "서버가 신뢰하는 인증 기관이 발급한 인증서와 개인 키를 클라이언트에게 준다",
        ),
    ],
);
