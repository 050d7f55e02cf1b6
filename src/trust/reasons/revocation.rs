//! Revocation: lists (RFC 5280 §5, §6.3), OCSP (RFC 6960) and must-staple (RFC 7633).

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[
    &REVOKED,
    &CRL_STALE,
    &CRL_NOT_YET,
    &CRL_SIGNATURE,
    &CRL_USAGE,
    &CRL_EXTENSION,
    &CRL_MALFORMED,
    &CRL_SCOPE,
    &OCSP_SIGNATURE,
    &OCSP_RESPONDER,
    &OCSP_STALE,
    &OCSP_UNKNOWN,
    &OCSP_MALFORMED,
    &OCSP_REFUSED,
    &OCSP_OTHER,
    &STAPLE_MISSING,
];

/// The issuer has taken the certificate back.
pub static REVOKED: Reason = Reason::new(
    "rev.revoked",
    "RFC 5280 §5.3.1",
    Some("certificate_revoked"),
    Levels::ERROR,
    [
        Doc::new(
            "the issuer has taken the certificate back",
            "발급자가 인증서를 폐기했다",
        ),
        Doc::new(
            "A certificate cannot be unsaid before its end, so the issuer publishes which ones no longer count.",
            "인증서는 기간이 끝나기 전에 없던 일로 할 수 없다. 그래서 발급자는 더는 유효하지 않은 것을 공표한다.",
        ),
        Doc::new(
            "issue a new one, with a new key if the old key may have leaked",
            "새로 발급한다. 키가 샜을 수 있다면 키도 새로 만든다",
        ),
    ],
);

/// The revocation list is out of date.
pub static CRL_STALE: Reason = Reason::new(
    "rev.crl-stale",
    "RFC 5280 §6.3.3",
    Some("certificate_unknown"),
    Levels::ERROR,
    [
        Doc::new("the revocation list is out of date", "폐기 목록이 낡았다"),
        Doc::new(
            "An old list says nothing about today: who can hold back the new one hides a revocation.",
            "옛 목록은 오늘에 대해 말해 주지 않는다. 새 목록을 가로막으면 폐기를 숨길 수 있다.",
        ),
        Doc::new(
            "fetch the current list; if there is none, the issuer must publish one",
            "현재 목록을 받는다. 없다면 발급자가 공표해야 한다",
        ),
    ],
);

/// The revocation list is from the future.
pub static CRL_NOT_YET: Reason = Reason::new(
    "rev.crl-not-yet",
    "RFC 5280 §5.1.2.4",
    Some("certificate_unknown"),
    Levels::ERROR,
    [
        Doc::new(
            "the revocation list is from the future",
            "폐기 목록이 미래의 것이다",
        ),
        Doc::new(
            "A list cannot know what was revoked before it was made; most often a clock is wrong.",
            "목록은 만들어지기 전의 폐기를 알 수 없다. 대개는 시계가 틀린 것이다.",
        ),
        Doc::new("check the clocks", "양쪽 시계를 확인한다"),
    ],
);

/// The revocation list is not signed by the issuer.
pub static CRL_SIGNATURE: Reason = Reason::new(
    "rev.crl-bad-signature",
    "RFC 5280 §6.3.3",
    Some("certificate_unknown"),
    Levels::ERROR,
    [
        Doc::new(
            "the revocation list is not signed by the issuer",
            "폐기 목록의 서명이 발급자의 것이 아니다",
        ),
        Doc::new(
            "Else anyone could revoke the certificates of others, or hide that theirs are revoked.",
            "그렇지 않으면 누구나 남의 인증서를 폐기하거나 자기 것이 폐기된 사실을 숨길 수 있다.",
        ),
        Doc::new(
            "fetch the list again from the issuer",
            "발급자에게서 목록을 다시 받는다",
        ),
    ],
);

/// The issuer's key is not meant to sign revocation lists.
pub static CRL_USAGE: Reason = Reason::new(
    "rev.crl-no-crl-sign",
    "RFC 5280 §4.2.1.3",
    Some("certificate_unknown"),
    Levels::ERROR,
    [
        Doc::new(
            "the issuer's key is not meant to sign revocation lists",
            "발급자의 키가 폐기 목록 서명용이 아니다",
        ),
        Doc::new(
            "keyUsage tells each key its work: cRLSign for lists.",
            "keyUsage는 키마다 할 일을 정한다. 목록에는 cRLSign이 필요하다.",
        ),
        Doc::new(
            "issue the authority's certificate with cRLSign in keyUsage",
            "keyUsage에 cRLSign을 넣어 인증 기관의 인증서를 다시 발급한다",
        ),
    ],
);

/// The revocation list has an extension that is not allowed so or not known.
pub static CRL_EXTENSION: Reason = Reason::new(
    "rev.crl-extension",
    "RFC 5280 §5.2",
    Some("certificate_unknown"),
    Levels::ERROR,
    [
        Doc::new(
            "the revocation list has an extension that is not allowed so or not known",
            "폐기 목록의 확장이 허용되지 않은 꼴이거나 모르는 것이다",
        ),
        Doc::new(
            "A critical extension may change which certificates the list speaks of; a list that is not understood decides nothing.",
            "중요 확장은 목록이 어느 인증서에 관한 것인지를 바꿀 수 있다. 이해하지 못한 목록으로는 아무것도 정할 수 없다.",
        ),
        Doc::new(
            "publish a list with the extensions of RFC 5280 §5.2, marked as it says",
            "RFC 5280 §5.2의 확장을 거기 적힌 대로 표시하여 목록을 공표한다",
        ),
    ],
);

/// The revocation list cannot be read.
pub static CRL_MALFORMED: Reason = Reason::new(
    "rev.crl-malformed",
    "RFC 5280 §5.1",
    Some("certificate_unknown"),
    Levels::ERROR,
    [
        Doc::new(
            "the revocation list cannot be read",
            "폐기 목록을 읽을 수 없다",
        ),
        Doc::new(
            "A list that cannot be read may hold the very certificate.",
            "읽을 수 없는 목록에 바로 이 인증서가 들어 있을 수도 있다.",
        ),
        Doc::new("fetch the list again", "목록을 다시 받는다"),
    ],
);

/// The revocation list speaks of other certificates.
pub static CRL_SCOPE: Reason = Reason::new(
    "rev.crl-scope",
    "RFC 5280 §6.3.3",
    None,
    Levels::NOTE,
    [
        Doc::new(
            "the revocation list speaks of other certificates",
            "폐기 목록이 다른 인증서들에 관한 것이다",
        ),
        Doc::new(
            "A list may cover only leaves, only authorities, only some reasons, or only changes since another list.",
            "목록은 말단만, 인증 기관만, 일부 사유만, 또는 다른 목록 이후의 변경만 다룰 수 있다.",
        ),
        Doc::new(
            "fetch the list that covers this certificate",
            "이 인증서를 다루는 목록을 받는다",
        ),
    ],
);

/// The OCSP response is not signed by the issuer or its delegate.
pub static OCSP_SIGNATURE: Reason = Reason::new(
    "rev.ocsp-bad-signature",
    "RFC 6960 §3.2",
    Some("bad_certificate_status_response"),
    Levels::ERROR,
    [
        Doc::new(
            "the OCSP response is not signed by the issuer or its delegate",
            "OCSP 응답의 서명이 발급자나 그 위임자의 것이 아니다",
        ),
        Doc::new(
            "Else anyone could declare a revoked certificate good.",
            "그렇지 않으면 누구나 폐기된 인증서를 유효하다고 선언할 수 있다.",
        ),
        Doc::new(
            "fetch the response again from the issuer's responder",
            "발급자의 응답 서버에서 응답을 다시 받는다",
        ),
    ],
);

/// The one who signed the OCSP response was not delegated.
pub static OCSP_RESPONDER: Reason = Reason::new(
    "rev.ocsp-responder",
    "RFC 6960 §4.2.2.2",
    Some("bad_certificate_status_response"),
    Levels::ERROR,
    [
        Doc::new(
            "the one who signed the OCSP response was not delegated",
            "OCSP 응답에 서명한 쪽이 위임받지 않았다",
        ),
        Doc::new(
            "A delegate needs a certificate of the issuer itself, with id-kp-OCSPSigning in it.",
            "위임자에게는 발급자가 직접 발급하고 id-kp-OCSPSigning이 든 인증서가 필요하다.",
        ),
        Doc::new(
            "issue the responder's certificate with OCSPSigning in extendedKeyUsage",
            "extendedKeyUsage에 OCSPSigning을 넣어 응답 서버의 인증서를 발급한다",
        ),
    ],
);

/// The OCSP response is out of date.
pub static OCSP_STALE: Reason = Reason::new(
    "rev.ocsp-stale",
    "RFC 6960 §4.2.2.1",
    Some("bad_certificate_status_response"),
    Levels::ERROR,
    [
        Doc::new("the OCSP response is out of date", "OCSP 응답이 낡았다"),
        Doc::new(
            "An old answer can be replayed after the certificate was revoked.",
            "인증서가 폐기된 뒤에도 옛 응답을 다시 보일 수 있다.",
        ),
        Doc::new(
            "fetch a fresh response; a server that staples must renew it in time",
            "새 응답을 받는다. 응답을 붙여 보내는 서버는 제때 갱신해야 한다",
        ),
    ],
);

/// The responder does not know the certificate.
pub static OCSP_UNKNOWN: Reason = Reason::new(
    "rev.ocsp-unknown",
    "RFC 6960 §2.2",
    Some("certificate_unknown"),
    Levels::ERROR,
    [
        Doc::new(
            "the responder does not know the certificate",
            "응답 서버가 이 인증서를 모른다",
        ),
        Doc::new(
            "A certificate the issuer's responder never heard of may be forged.",
            "발급자의 응답 서버가 들어 본 적 없는 인증서는 위조일 수 있다.",
        ),
        Doc::new(
            "ask the responder of the right issuer; else the certificate is not in its records",
            "맞는 발급자의 응답 서버에 묻는다. 그래도 모른다면 기록에 없는 인증서이다",
        ),
    ],
);

/// The OCSP response cannot be read.
pub static OCSP_MALFORMED: Reason = Reason::new(
    "rev.ocsp-malformed",
    "RFC 6960 §4.2.1",
    Some("bad_certificate_status_response"),
    Levels::ERROR,
    [
        Doc::new(
            "the OCSP response cannot be read",
            "OCSP 응답을 읽을 수 없다",
        ),
        Doc::new(
            "An answer that cannot be read is no answer.",
            "읽을 수 없는 응답은 응답이 아니다.",
        ),
        Doc::new("fetch the response again", "응답을 다시 받는다"),
    ],
);

/// The responder gave an error instead of an answer.
pub static OCSP_REFUSED: Reason = Reason::new(
    "rev.ocsp-refused",
    "RFC 6960 §2.3",
    Some("bad_certificate_status_response"),
    Levels::WARNING,
    [
        Doc::new(
            "the responder gave an error instead of an answer",
            "응답 서버가 답 대신 오류를 보냈다",
        ),
        Doc::new(
            "Errors are not signed: anyone on the path can send one, so they prove nothing in either direction.",
            "오류에는 서명이 없다. 경로의 누구나 보낼 수 있으므로 어느 쪽으로도 증명되는 것이 없다.",
        ),
        Doc::new("ask again later", "나중에 다시 묻는다"),
    ],
);

/// The OCSP response is about another certificate.
pub static OCSP_OTHER: Reason = Reason::new(
    "rev.ocsp-other",
    "RFC 6960 §4.1.1",
    None,
    Levels::NOTE,
    [
        Doc::new(
            "the OCSP response is about another certificate",
            "OCSP 응답이 다른 인증서에 관한 것이다",
        ),
        Doc::new(
            "An answer names its certificate by the hash of the issuer's name and key, and the serial number.",
            "응답은 발급자 이름과 키의 해시, 일련번호로 인증서를 가리킨다.",
        ),
        Doc::new("ask for this certificate", "이 인증서에 대해 묻는다"),
    ],
);

/// The certificate demands a stapled OCSP response, and there is none.
pub static STAPLE_MISSING: Reason = Reason::new(
    "rev.staple-missing",
    "RFC 7633 §4.2.3.1",
    Some("bad_certificate_status_response"),
    Levels::STRICT,
    [
        Doc::new(
            "the certificate demands a stapled OCSP response, and there is none",
            "OCSP 응답을 붙여 보내라는 인증서인데 응답이 없다",
        ),
        Doc::new(
            "Must-staple takes from a thief the way out of simply not sending the answer that says revoked.",
            "must-staple은 훔친 쪽이 폐기되었다는 응답을 그냥 안 보내는 길을 막는다.",
        ),
        Doc::new(
            "configure the server to staple an OCSP response",
            "서버가 OCSP 응답을 붙여 보내도록 설정한다",
        ),
    ],
);
