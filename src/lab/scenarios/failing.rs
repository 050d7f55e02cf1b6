//! Connections that fail because the ends do not suit each other: a certificate, a version, a suite, a group, a name.

use crate::base::text::Doc;
use crate::lab::blueprint::{Credential, Insists, OTHER, SERVER, Sends, Signed, Term};
use crate::lab::offer::{Group, SUITES, Tls};
use crate::lab::scenario::{Knob, Scenario};

/// The certificate's time is over.
pub static EXPIRED: Scenario = Scenario::failing(
    "expired",
    "certificate_expired",
    Doc::new(
        "The server's certificate was good until yesterday",
        "서버의 인증서가 어제까지만 유효했다",
    ),
    |run| {
        run.server.shows = vec![Credential {
            term: Term::Over,
            ..Credential::good(SERVER)
        }];
    },
);

/// The certificate's time has not begun.
pub static NOT_YET_VALID: Scenario = Scenario::failing(
    "not-yet-valid",
    "certificate_not_yet_valid",
    Doc::new(
        "The server's certificate is good from tomorrow",
        "서버의 인증서가 내일부터 유효하다",
    ),
    |run| {
        run.server.shows = vec![Credential {
            term: Term::ToCome,
            ..Credential::good(SERVER)
        }];
    },
);

/// The certificate is another's.
pub static WRONG_HOST: Scenario = Scenario::failing(
    "wrong-host",
    "wrong_host",
    Doc::new(
        "The certificate is good, but it is for another name",
        "인증서는 유효하지만 다른 이름의 것이다",
    ),
    |run| run.server.shows = vec![Credential::good(OTHER)],
);

/// Nobody the client trusts signed it.
pub static UNKNOWN_CA: Scenario = Scenario::failing(
    "unknown-ca",
    "unknown_authority",
    Doc::new(
        "The certificate was signed by an authority the client does not know",
        "클라이언트가 모르는 인증 기관이 인증서에 서명했다",
    ),
    |run| {
        run.server.shows = vec![Credential {
            signed: Signed::ByStranger,
            ..Credential::good(SERVER)
        }];
    },
);

/// Its own key signed it.
pub static SELF_SIGNED: Scenario = Scenario::failing(
    "self-signed",
    "self_signed",
    Doc::new(
        "The certificate is signed by its own key: nobody vouches for it",
        "인증서가 자기 키로 서명되었다: 보증하는 이가 없다",
    ),
    |run| {
        run.server.shows = vec![Credential {
            signed: Signed::ByItself,
            ..Credential::good(SERVER)
        }];
    },
);

/// A link of the chain is not sent.
pub static MISSING_INTERMEDIATE: Scenario = Scenario::failing(
    "missing-intermediate",
    "missing_intermediate",
    Doc::new(
        "The server forgets to send the intermediate certificate, and the chain has a gap",
        "서버가 중간 인증서를 빠뜨려 인증서 사슬이 끊긴다",
    ),
    |run| {
        run.server.shows = vec![Credential {
            sends: Sends::LeafOnly,
            ..Credential::good(SERVER)
        }];
    },
);

/// No version in common.
pub static NO_COMMON_VERSION: Scenario = Scenario::failing(
    "no-common-version",
    "no_common_version",
    Doc::new(
        "The client speaks TLS 1.3 only, the server TLS 1.2 only",
        "클라이언트는 TLS 1.3만, 서버는 TLS 1.2만 말한다",
    ),
    |run| {
        run.client.offer.versions = vec![Tls::V13];
        run.server.offer.versions = vec![Tls::V12];
    },
)
.choosing(&[Knob::Tls, Knob::Suite]);

/// No suite in common.
pub static NO_COMMON_SUITE: Scenario = Scenario::failing(
    "no-common-suite",
    "no_common_suite",
    Doc::new(
        "The client offers AES only, the server has ChaCha20 only",
        "클라이언트는 AES만 제안하고 서버에는 ChaCha20만 있다",
    ),
    |run| {
        let (chacha, aes): (Vec<_>, Vec<_>) = SUITES
            .iter()
            .partition(|suite| suite.name.contains("CHACHA20"));
        run.client.offer.suites = aes;
        run.server.offer.suites = chacha;
    },
)
.choosing(&[Knob::Suite]);

/// No group in common.
pub static NO_COMMON_GROUP: Scenario = Scenario::failing(
    "no-common-group",
    "no_common_group",
    Doc::new(
        "The client can exchange keys over X25519 only, the server over P-384 only",
        "클라이언트는 X25519로만, 서버는 P-384로만 키를 교환할 수 있다",
    ),
    |run| {
        run.client.offer.groups = vec![Group::X25519];
        run.server.offer.groups = vec![Group::Secp384r1];
    },
)
.choosing(&[Knob::Group]);

/// No application protocol in common.
pub static NO_COMMON_ALPN: Scenario = Scenario::failing(
    "no-common-alpn",
    "no_common_alpn",
    Doc::new(
        "The client wants HTTP/2 only, the server speaks HTTP/1.1 only",
        "클라이언트는 HTTP/2만 원하고 서버는 HTTP/1.1만 말한다",
    ),
    |run| {
        run.client.offer.alpn = vec!["h2".into()];
        run.server.offer.alpn = vec!["http/1.1".into()];
    },
);

/// The client has no certificate.
pub static CLIENT_CERTIFICATE_MISSING: Scenario = Scenario::failing(
    "client-certificate-missing",
    "client_certificate_missing",
    Doc::new(
        "The server insists on a certificate of the client, which has none",
        "서버는 클라이언트 인증서를 꼭 요구하지만 클라이언트는 가진 것이 없다",
    ),
    |run| run.server.insists = Insists::OnCertificate,
);
