//! What a key may be used for (RFC 5280 §4.2.1.3, §4.2.1.12).

use crate::base::text::Doc;
use crate::trust::reason::{Levels, Reason};

/// The reasons of this family.
pub static ALL: &[&Reason] = &[
    &EKU,
    &EKU_EMPTY,
    &EKU_MISSING,
    &EKU_CHAIN,
    &CA_AS_LEAF,
    &KEY_USAGE,
    &LEAF_CERT_SIGN,
];

/// The certificate is for other uses.
pub static EKU: Reason = Reason::new(
    "usage.eku",
    "RFC 5280 §4.2.1.12",
    Some("unsupported_certificate"),
    Levels::ERROR,
    [
        Doc::new("the certificate is for other uses", "다른 용도의 인증서다"),
        Doc::new(
            "A certificate to sign programs, or of a client, must not pass for a server's.",
            "프로그램 서명용이나 클라이언트용 인증서가 서버의 인증서로 통해서는 안 된다.",
        ),
        Doc::new(
            "issue it with the purpose in extendedKeyUsage",
            "extendedKeyUsage에 그 용도를 넣어 다시 발급한다",
        ),
    ],
);

/// ExtendedKeyUsage lists no use.
pub static EKU_EMPTY: Reason = Reason::new(
    "usage.eku-empty",
    "RFC 5280 §4.2.1.12",
    Some("unsupported_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "extendedKeyUsage lists no use",
            "extendedKeyUsage에 용도가 하나도 없다",
        ),
        Doc::new(
            "The extension says what the key may do: with nothing in it, it may do nothing.",
            "이 확장은 키가 할 수 있는 일을 적는다. 비어 있으면 아무것도 할 수 없다.",
        ),
        Doc::new(
            "list at least one purpose, or leave the extension out",
            "용도를 하나 이상 적거나 확장을 뺀다",
        ),
    ],
);

/// The certificate does not say what it is for.
pub static EKU_MISSING: Reason = Reason::new(
    "usage.eku-missing",
    "CA/B BR §7.1.2.7.6",
    Some("unsupported_certificate"),
    Levels::WEB,
    [
        Doc::new(
            "the certificate does not say what it is for",
            "무슨 용도인지 적혀 있지 않은 인증서다",
        ),
        Doc::new(
            "On the web every leaf must name its purpose, so that none can be turned to another.",
            "웹에서는 모든 말단 인증서에 용도를 적어야 한다. 다른 용도로 돌려쓰지 못하게 하기 위해서다.",
        ),
        Doc::new(
            "issue it with extendedKeyUsage",
            "extendedKeyUsage를 넣어 다시 발급한다",
        ),
    ],
);

/// An authority of the path may not issue for this use.
pub static EKU_CHAIN: Reason = Reason::new(
    "usage.eku-chain",
    "CA/B BR §7.1.2.10.6",
    Some("unsupported_certificate"),
    Levels::WEB_WARNED,
    [
        Doc::new(
            "an authority of the path may not issue for this use",
            "경로의 인증 기관이 이 용도로 발급할 수 없다",
        ),
        Doc::new(
            "Browsers read extendedKeyUsage of an intermediate as a limit on everything below it.",
            "브라우저는 중간 인증서의 extendedKeyUsage를 그 아래 모든 것에 대한 한도로 읽는다.",
        ),
        Doc::new(
            "issue it from an authority whose extendedKeyUsage has the purpose, or has none",
            "extendedKeyUsage에 그 용도가 있거나 아예 없는 인증 기관에서 발급한다",
        ),
    ],
);

/// An authority's certificate is used as a leaf.
pub static CA_AS_LEAF: Reason = Reason::new(
    "usage.ca-as-leaf",
    "CA/B BR §7.1.2.7.8",
    Some("unsupported_certificate"),
    Levels::WEB_WARNED,
    [
        Doc::new(
            "an authority's certificate is used as a leaf",
            "인증 기관의 인증서를 말단으로 쓴다",
        ),
        Doc::new(
            "The key of an authority belongs in a safe, not on a server that talks with everyone.",
            "인증 기관의 키는 누구하고나 통신하는 서버가 아니라 금고에 있어야 한다.",
        ),
        Doc::new(
            "issue a leaf of its own for the server",
            "서버를 위한 말단 인증서를 따로 발급한다",
        ),
    ],
);

/// KeyUsage does not allow what TLS would do with the key.
pub static KEY_USAGE: Reason = Reason::new(
    "usage.key-usage",
    "RFC 5280 §4.2.1.3",
    Some("unsupported_certificate"),
    Levels::ERROR,
    [
        Doc::new(
            "keyUsage does not allow what TLS would do with the key",
            "keyUsage에 따르면 TLS가 할 일에 이 키를 쓸 수 없다",
        ),
        Doc::new(
            "In TLS the leaf's key signs the handshake, or with RSA key transport decrypts a secret; keyUsage must allow one of them.",
            "TLS에서 말단의 키는 핸드셰이크에 서명하거나, RSA 키 전송이라면 비밀을 복호화한다. keyUsage에서 그중 하나를 허용해야 한다.",
        ),
        Doc::new(
            "issue it with digitalSignature in keyUsage",
            "keyUsage에 digitalSignature를 넣어 다시 발급한다",
        ),
    ],
);

/// KeyCertSign is set though basicConstraints do not say cA.
pub static LEAF_CERT_SIGN: Reason = Reason::new(
    "usage.leaf-cert-sign",
    "RFC 5280 §4.2.1.9",
    Some("unsupported_certificate"),
    Levels::STRICT,
    [
        Doc::new(
            "keyCertSign is set though basicConstraints do not say cA",
            "basicConstraints에 cA가 없는데 keyCertSign이 켜져 있다",
        ),
        Doc::new(
            "The two must agree on whether this is an authority.",
            "인증 기관인지에 대해 두 확장이 같은 말을 해야 한다.",
        ),
        Doc::new(
            "take keyCertSign away, or make it an authority",
            "keyCertSign을 빼거나 인증 기관으로 만든다",
        ),
    ],
);
