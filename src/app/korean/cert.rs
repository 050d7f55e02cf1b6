//! The words of `tlslab cert` and what stands under it.

use crate::app::korean::page::{Page, words};

pub(super) static CERT: &[Page] = &[
    Page {
        command: "cert",
        about: "인증서를 살펴본다. 무엇이 들어 있고, 믿어도 되는지, 안 된다면 왜인지",
        more: "",
        arguments: &[],
    },
    Page {
        command: "cert show",
        about: "인증서에 무엇이 들어 있는지 설명한다. 모든 바이트까지 볼 수 있다",
        more: "",
        arguments: &[
            words(
                "inputs",
                "인증서가 든 파일, host:port, 캡처. - 는 표준 입력",
            ),
            words("servername", SERVERNAME),
            words("timeout", TIMEOUT),
            words("connection", CONNECTION),
            words("keys", KEYS),
            words("password_file", PASSWORD_FILE),
        ],
    },
];

// How inputs are read: the same words wherever an input is named.
const SERVERNAME: &str = "host:port 와 함께: 서버에 요청할 이름. 주지 않으면 호스트의 이름";
const TIMEOUT: &str = "host:port 와 함께: 연결과 핸드셰이크를 각각 기다릴 시간(초)";
const CONNECTION: &str = "캡처와 함께: 어느 연결인가. 번호는 tlslab inspect 에 있다";
const KEYS: &str = "캡처와 함께: 비밀이 담긴 파일(SSLKEYLOGFILE 형식). TLS 1.3은 인증서를 숨긴다";
const PASSWORD_FILE: &str =
    "PKCS#12과 함께: 첫 줄이 비밀번호인 파일. 주지 않으면 빈 비밀번호를 써 보고, 안 되면 묻는다";
