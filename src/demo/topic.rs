//! The learning path: topics in the order in which each needs only those before it.

use crate::base::text::Doc;

/// A stretch of the learning path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Encodings, chance, the one-time pad.
    Basics,
    /// Block ciphers, modes, stream ciphers.
    Symmetric,
    /// Encryption that notices tampering.
    Aead,
    /// Hashes, message authentication, trees.
    Hash,
    /// Keys from keys, keys from passwords.
    Password,
    /// Key agreement, RSA, signatures, sealed letters.
    PublicKey,
    /// Lattices and ML-KEM.
    PostQuantum,
    /// Certificates, chains, the key schedule.
    Protocol,
}

impl Topic {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Basics,
        Self::Symmetric,
        Self::Aead,
        Self::Hash,
        Self::Password,
        Self::PublicKey,
        Self::PostQuantum,
        Self::Protocol,
    ];

    /// A stable name for JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Symmetric => "symmetric",
            Self::Aead => "aead",
            Self::Hash => "hash",
            Self::Password => "password",
            Self::PublicKey => "public_key",
            Self::PostQuantum => "post_quantum",
            Self::Protocol => "protocol",
        }
    }

    /// Its heading.
    pub fn title(self) -> Doc {
        match self {
            Self::Basics => Doc::new("Bytes and chance", "바이트와 우연"),
            Self::Symmetric => Doc::new("One shared key", "공유 키 하나"),
            Self::Aead => Doc::new("Secret and unchanged: AEAD", "비밀이면서 바뀌지 않게: AEAD"),
            Self::Hash => Doc::new("Hashes and MACs", "해시와 MAC"),
            Self::Password => Doc::new(
                "Keys from keys, keys from passwords",
                "키에서 키를, 비밀번호에서 키를",
            ),
            Self::PublicKey => Doc::new(
                "Two keys: public and private",
                "두 개의 키: 공개 키와 개인 키",
            ),
            Self::PostQuantum => Doc::new("After the quantum computer", "양자 컴퓨터 이후"),
            Self::Protocol => Doc::new(
                "Put together: certificates and TLS",
                "모두 합치기: 인증서와 TLS",
            ),
        }
    }

    /// What one can answer after it.
    pub fn promise(self) -> Doc {
        match self {
            Self::Basics => Doc::new(
                "What is a secret made of, and why may it be used only once?",
                "비밀은 무엇으로 만들어지며, 왜 한 번만 써야 하는가?",
            ),
            Self::Symmetric => Doc::new(
                "Why is encrypting each block not encrypting the message?",
                "블록마다 암호화하는 것이 왜 메시지를 암호화하는 것이 아닌가?",
            ),
            Self::Aead => Doc::new(
                "What does the tag promise, and what breaks when a nonce comes twice?",
                "태그는 무엇을 약속하며, 논스가 두 번 쓰이면 무엇이 무너지는가?",
            ),
            Self::Hash => Doc::new(
                "What can be proven with a fingerprint, and what cannot?",
                "지문으로 무엇을 증명할 수 있고 무엇을 증명할 수 없는가?",
            ),
            Self::Password => Doc::new(
                "How does one secret become many, and a weak one costly to guess?",
                "비밀 하나가 어떻게 여럿이 되고, 약한 비밀은 어떻게 추측하기 비싸지는가?",
            ),
            Self::PublicKey => Doc::new(
                "How do strangers agree on a secret, and how does one know who they are?",
                "처음 만난 둘이 어떻게 비밀을 정하고, 상대가 누구인지 어떻게 아는가?",
            ),
            Self::PostQuantum => Doc::new(
                "What does TLS send today so that tomorrow's computer cannot read it?",
                "내일의 컴퓨터가 읽지 못하도록 오늘 TLS는 무엇을 보내는가?",
            ),
            Self::Protocol => Doc::new(
                "How do all of these become a certificate and a TLS connection?",
                "이 모두가 어떻게 인증서가 되고 TLS 연결이 되는가?",
            ),
        }
    }
}
