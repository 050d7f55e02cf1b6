//! The tool `cipher`: encrypting without authentication, and decrypting.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::demo::primitive::cipher::{self, AES_KEY, Padding};
use crate::demo::show::same;
use crate::demo::sizes::Sizes;
use crate::demo::tool::told::{Outcome, Telling, Told, needed, result, sized};
use crate::demo::wrong::Wrong;

/// A cipher.
#[derive(Debug)]
pub struct Cipher {
    /// Its name: `aes-cbc`.
    pub name: &'static str,
    standard: &'static str,
    mode: Mode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Ecb,
    Cbc,
    Ctr,
    ChaCha20,
}

/// All of them.
pub static CIPHERS: &[Cipher] = &[
    Cipher {
        name: "aes-ecb",
        standard: "FIPS 197, NIST SP 800-38A §6.1",
        mode: Mode::Ecb,
    },
    Cipher {
        name: "aes-cbc",
        standard: "FIPS 197, NIST SP 800-38A §6.2",
        mode: Mode::Cbc,
    },
    Cipher {
        name: "aes-ctr",
        standard: "FIPS 197, NIST SP 800-38A §6.5",
        mode: Mode::Ctr,
    },
    Cipher {
        name: "chacha20",
        standard: "RFC 8439 §2.4",
        mode: Mode::ChaCha20,
    },
];

/// What goes in.
#[derive(Clone, Copy, Debug)]
pub struct Input<'b> {
    /// The key.
    pub key: Option<&'b [u8]>,
    /// The IV, the first counter block, or the nonce.
    pub nonce: Option<&'b [u8]>,
    /// The first block counter of ChaCha20.
    pub counter: u32,
    /// Whether the last block is filled up, where there are blocks.
    pub padding: Padding,
    /// The message, or the ciphertext.
    pub message: &'b [u8],
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From message to ciphertext.
    Encrypt,
    /// And back.
    Decrypt,
}

impl Way {
    fn back(self) -> Self {
        match self {
            Self::Encrypt => Self::Decrypt,
            Self::Decrypt => Self::Encrypt,
        }
    }
}

/// Encrypts or decrypts.
///
/// # Errors
/// A key or a nonce that is missing, of another size, or not used; a message that is not whole blocks where it must be.
pub fn run(cipher: &Cipher, way: Way, input: Input<'_>) -> Result<Told, Wrong> {
    let key = needed("--key", input.key, cipher.key())?;
    let nonce = match (cipher.nonce(), input.nonce) {
        (Some(sizes), given) => needed("--nonce", given, sizes)?,
        (None, None) => &[],
        (None, Some(_)) => {
            return Err(Wrong::Unused {
                input: "--nonce",
                takes: vec!["--key", "--message"],
            });
        }
    };
    let came = cipher.apply(way, key, nonce, input, input.message)?;
    let title = match way {
        Way::Encrypt => Text::new("a message is encrypted", "메시지를 암호화한다"),
        Way::Decrypt => Text::new("a ciphertext is decrypted", "암호문을 복호화한다"),
    };
    let mut telling = Telling::new(title, cipher.name, cipher.standard)
        .saying(cipher.does())
        .given(Text::new("key", "키"), key, Knows::Secret);
    if cipher.nonce().is_some() {
        telling = telling.given(cipher.nonce_name(), nonce, Knows::Wire);
    }
    if cipher.mode == Mode::ChaCha20 {
        telling = telling.counted(Text::new("block counter", "블록 카운터"), input.counter);
    }
    let (from, to) = match way {
        Way::Encrypt => (
            Text::new("message", "메시지"),
            Text::new("ciphertext", "암호문"),
        ),
        Way::Decrypt => (
            Text::new("ciphertext", "암호문"),
            Text::new("message", "메시지"),
        ),
    };
    let (knows, known) = match way {
        Way::Encrypt => (Knows::Secret, Knows::Wire),
        Way::Decrypt => (Knows::Wire, Knows::Secret),
    };
    let telling = telling.given(from, input.message, knows);
    let Some(came) = came else {
        let why = Text::new(
            "the padding is not right: another key or IV, or changed bytes",
            "패딩이 맞지 않음. 키나 IV가 다르거나 바이트가 바뀌었다",
        );
        let step = result(cipher.standard).saying(Text::new(
            "Nothing: the last bytes are no padding. Never say so to a stranger: who may ask often enough reads the message by it.",
            "아무것도 나오지 않는다. 마지막 바이트들이 패딩이 아니다. 남에게 이 사실을 알려 주면 안 된다. 충분히 여러 번 물을 수 있으면 메시지를 읽어 낸다.",
        ));
        return Ok(telling.told(Outcome::Refused(why), step, promise(), limit()));
    };
    let back = cipher.apply(way.back(), key, nonce, input, &came)?;
    let step = result(cipher.standard)
        .with(sized(to, &came, known))
        .proving(same(
            Text::new("the way back", "되돌리기"),
            "way_back",
            match way {
                Way::Encrypt => "decrypt(encrypt(message))",
                Way::Decrypt => "encrypt(decrypt(ciphertext))",
            },
            &back.unwrap_or_default(),
            input.message,
            Text::new(
                "the way back leads to the same bytes",
                "되돌리면 같은 바이트가 나온다",
            ),
        ));
    Ok(telling.told(Outcome::Bytes(vec![came]), step, promise(), limit()))
}

impl Cipher {
    fn key(&self) -> Sizes {
        match self.mode {
            Mode::Ecb | Mode::Cbc | Mode::Ctr => AES_KEY,
            Mode::ChaCha20 => Sizes::OneOf(&[32]),
        }
    }

    fn nonce(&self) -> Option<Sizes> {
        match self.mode {
            Mode::Ecb => None,
            Mode::Cbc | Mode::Ctr => Some(Sizes::OneOf(&[16])),
            Mode::ChaCha20 => Some(Sizes::OneOf(&[12])),
        }
    }

    fn nonce_name(&self) -> Text {
        match self.mode {
            Mode::Ecb | Mode::Cbc => Text::same("IV"),
            Mode::Ctr => Text::new("first counter block", "첫 카운터 블록"),
            Mode::ChaCha20 => Text::new("nonce", "논스"),
        }
    }

    fn does(&self) -> Text {
        match self.mode {
            Mode::Ecb => Text::new(
                "Every block of 16 bytes is encrypted for itself: equal blocks stay equal.",
                "16바이트 블록마다 따로 암호화한다. 같은 블록은 암호문도 같다.",
            ),
            Mode::Cbc => Text::new(
                "Every block is mixed with the ciphertext before it, the first one with the IV.",
                "블록마다 앞의 암호문을 섞는다. 첫 블록에는 IV를 섞는다.",
            ),
            Mode::Ctr => Text::new(
                "A counter is encrypted block by block; the result is added to the message.",
                "카운터를 블록 단위로 암호화하고 그 결과를 메시지에 더한다.",
            ),
            Mode::ChaCha20 => Text::new(
                "Key, nonce and counter are stirred into 64 bytes at a time, which are added to the message.",
                "키와 논스와 카운터를 휘저어 64바이트씩 만들고 메시지에 더한다.",
            ),
        }
    }

    fn apply(
        &self,
        way: Way,
        key: &[u8],
        nonce: &[u8],
        input: Input<'_>,
        bytes: &[u8],
    ) -> Result<Option<Vec<u8>>, Wrong> {
        let padding = input.padding;
        match (self.mode, way) {
            (Mode::Ecb, Way::Encrypt) => cipher::ecb_encrypt(key, bytes, padding).map(Some),
            (Mode::Ecb, Way::Decrypt) => cipher::ecb_decrypt(key, bytes, padding),
            (Mode::Cbc, Way::Encrypt) => cipher::cbc_encrypt(key, nonce, bytes, padding).map(Some),
            (Mode::Cbc, Way::Decrypt) => cipher::cbc_decrypt(key, nonce, bytes, padding),
            (Mode::Ctr, _) => cipher::ctr(key, nonce, bytes).map(Some),
            (Mode::ChaCha20, _) => cipher::chacha20(key, nonce, input.counter, bytes).map(Some),
        }
    }
}

fn promise() -> Text {
    Text::new(
        "whoever lacks the key does not read the message, as long as IV or nonce are used as the standard says",
        "IV나 논스를 표준대로 쓰는 한, 키가 없으면 메시지를 읽을 수 없다",
    )
}

fn limit() -> Text {
    Text::new(
        "notice changes: bits of the message can be flipped through the ciphertext. For messages take aead",
        "변경을 알아채지 못한다. 암호문을 통해 메시지의 비트를 뒤집을 수 있다. 메시지에는 aead 를 쓴다",
    )
}
