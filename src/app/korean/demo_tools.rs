//! The words of the tools below `demo`.

use crate::app::korean::page::{Page, Words, words};

/// Arguments that most tools have.
const RAW: Words = words("raw", "결과만 16진수 한 줄로 쓴다");
const SEED: Words = words(
    "seed",
    "무작위 값을 이 수에서 뽑아 실행을 되풀이할 수 있게 한다",
);
const MESSAGE: Words = words("message", "메시지: 16진수, 또는 text:글");
const MESSAGE_FILE: Words = words("message_file", "메시지를 파일에서 읽는다. - 는 표준 입력");

pub(super) static DEMO_TOOLS: &[Page] = &[
    Page {
        command: "demo aead",
        about: "메시지를 읽지도 바꾸지도 못하게 봉하거나, 봉한 것을 연다",
        more: "봉한 것은 암호문 뒤에 태그가 붙은 것이다(aes-siv는 앞에 붙는다). 태그가 맞지 않으면 종료 코드는 1이다.",
        arguments: &[
            words("algorithm", "어느 암호인가"),
            words("key", "키"),
            words("nonce", "논스. 한 키로 두 번 쓰면 안 된다"),
            words("aad", "연관 데이터. 인증하지만 암호화하지 않는다"),
            MESSAGE,
            MESSAGE_FILE,
            words("open", "봉하지 않고 연다. 메시지는 봉한 것이다"),
            words("tag", "--open 과 함께: 암호문과 따로 있는 태그"),
            RAW,
        ],
    },
    Page {
        command: "demo cipher",
        about: "인증 없이 암호화하거나 복호화한다. 운영 모드를 살펴볼 때 쓰며, 메시지에 쓰는 것이 아니다",
        more: "AES는 키의 길이에 따라 AES-128, AES-192, AES-256이 된다. 패딩이 맞지 않으면 종료 코드는 1이다.",
        arguments: &[
            words("algorithm", "어느 암호인가"),
            words("key", "키"),
            words("nonce", "IV, 첫 카운터 블록, 또는 논스"),
            words("counter", "chacha20: 첫 블록의 번호"),
            words(
                "no_padding",
                "aes-ecb와 aes-cbc: 패딩 없이 온전한 블록만 받는다",
            ),
            MESSAGE,
            MESSAGE_FILE,
            words("decrypt", "복호화한다. 메시지는 암호문이다"),
            RAW,
        ],
    },
    Page {
        command: "demo hash",
        about: "메시지, 또는 크기에 상관없이 파일의 해시를 구한다",
        more: "",
        arguments: &[
            words("algorithm", "어느 해시 함수인가"),
            MESSAGE,
            MESSAGE_FILE,
            words("length", "shake128과 shake256: 결과의 바이트 수"),
            RAW,
        ],
    },
    Page {
        command: "demo mac",
        about: "키로 메시지나 파일의 태그를 만들거나 검사한다. 파일 크기에는 제한이 없다",
        more: "태그가 맞지 않으면 종료 코드는 1이다.",
        arguments: &[
            words("algorithm", "어느 인증 코드인가"),
            words("key", "키"),
            MESSAGE,
            MESSAGE_FILE,
            words("tag", "만드는 대신 이 태그, 또는 태그의 앞부분을 검사한다"),
            words("length", "태그를 이만큼의 바이트만"),
            RAW,
        ],
    },
    Page {
        command: "demo kdf",
        about: "비밀(HKDF)이나 비밀번호(PBKDF2, scrypt, Argon2)에서 키를 유도한다",
        more: "몇 시간이 걸리거나 메모리를 1 GiB 넘게 쓸 일은 거절한다.",
        arguments: &[
            words("algorithm", "어느 방법인가"),
            words("hash", "HKDF와 PBKDF2: 해시 함수"),
            words("key", "비밀 또는 비밀번호"),
            words("salt", "솔트"),
            words("info", "HKDF: 키의 쓰임새"),
            words("rounds", "PBKDF2: 해시를 되풀이할 횟수"),
            words("log_n", "scrypt: N의 밑 2 로그"),
            words("r", "scrypt: 블록의 크기. 메모리를 128 r N 바이트 쓴다"),
            words("p", "scrypt: 몇 번 하는가"),
            words("memory", "Argon2: 메모리(KiB)"),
            words("passes", "Argon2: 메모리를 몇 번 훑는가"),
            words("lanes", "Argon2: 레인의 수"),
            words("secret", "Argon2: 해시와 따로 보관하는 비밀"),
            words("aad", "Argon2: 연관 데이터"),
            words(
                "length",
                "키의 바이트 수. hkdf-extract는 언제나 해시 길이이다",
            ),
            RAW,
        ],
    },
    Page {
        command: "demo dh",
        about: "공개 키를 만들거나, 다른 공개 키의 주인과 비밀을 합의한다",
        more: "--peer 가 없으면 공개 키가, 있으면 공유 비밀이 나온다.",
        arguments: &[
            words("algorithm", "어느 곡선인가"),
            words(
                "private",
                "개인 키: 32바이트, p384는 48바이트, p521은 66바이트",
            ),
            words(
                "peer",
                "상대의 공개 키: 그대로, 또는 DER로 된 SubjectPublicKeyInfo. file:이름 은 파일에서 읽는다",
            ),
            SEED,
            RAW,
        ],
    },
    Page {
        command: "demo kem",
        about: "ML-KEM 키 쌍을 만들거나, 그 주인에게 비밀을 감싸거나, 감싼 비밀을 꺼낸다",
        more: "--private 시드 는 공개 키를, --public 키 는 암호문과 비밀을, --ciphertext 를 더한 --private 키 는 비밀을 낸다.",
        arguments: &[
            words("algorithm", "어느 매개변수 집합인가"),
            words(
                "private",
                "개인 키: 64바이트 시드 d | z, 또는 펼친 것. file:이름 은 파일에서 읽는다",
            ),
            words(
                "public",
                "비밀을 감쌀 공개 키. file:이름 은 파일에서 읽는다",
            ),
            words("random", "--public 과 함께: 난수 m 32바이트. 없으면 뽑는다"),
            words("ciphertext", "--private 과 함께: 꺼낼 암호문"),
            SEED,
            RAW,
        ],
    },
    Page {
        command: "demo sign",
        about: "메시지에 서명한다",
        more: "같은 키와 메시지에서 같은 서명이 나온다(ECDSA는 RFC 6979를 따른다). 솔트를 뽑는 PSS만 예외이다.",
        arguments: &[
            words("algorithm", "어느 방식인가"),
            words(
                "private",
                "개인 키: 바이트 그대로, RSA는 DER이나 PEM. file:이름 은 파일에서 읽는다",
            ),
            MESSAGE,
            MESSAGE_FILE,
            words("info", "ML-DSA: 맥락, 255바이트까지"),
            SEED,
            RAW,
        ],
    },
    Page {
        command: "demo verify",
        about: "메시지의 서명을 검증한다",
        more: "맞지 않으면 종료 코드는 1이다.",
        arguments: &[
            words("algorithm", "어느 방식인가"),
            words(
                "public",
                "공개 키: 그대로, 또는 DER이나 PEM으로 된 SubjectPublicKeyInfo. file:이름 은 파일에서 읽는다",
            ),
            MESSAGE,
            MESSAGE_FILE,
            words("signature", "서명. file:이름 은 파일에서 읽는다"),
            words("info", "ML-DSA: 맥락, 255바이트까지"),
            RAW,
        ],
    },
    Page {
        command: "demo seal",
        about: "공개 키의 주인에게 메시지를 봉하거나(HPKE, RSA), 봉한 것을 연다",
        more: "HPKE에서는 보낸 사람의 임시 공개 키가 암호문 앞에 온다. RSA-OAEP에서 --info 는 레이블이다. 열리지 않으면 종료 코드는 1이다.",
        arguments: &[
            words("algorithm", "어느 암호 모음인가"),
            words(
                "public",
                "받는 사람의 공개 키: 그대로, RSA는 DER이나 PEM. file:이름 은 파일에서 읽는다",
            ),
            words(
                "private",
                "받는 사람의 개인 키: 그대로, RSA는 DER이나 PEM. file:이름 은 파일에서 읽는다",
            ),
            words("info", "쓰임새. 양쪽이 같은 값을 말해야 한다"),
            words("aad", "HPKE: 연관 데이터"),
            MESSAGE,
            MESSAGE_FILE,
            words("open", "봉하지 않고 연다. 메시지는 봉한 것이다"),
            words("ephemeral", "HPKE: 임시 키를 만들 32바이트. 없으면 뽑는다"),
            SEED,
            RAW,
        ],
    },
    Page {
        command: "demo prime",
        about: "수가 소수인지 말한다",
        more: "소수가 아니면 종료 코드는 1이다.",
        arguments: &[
            words("number", "수: 10진수, 또는 0x 뒤에 16진수. 1024바이트까지"),
            RAW,
        ],
    },
];
