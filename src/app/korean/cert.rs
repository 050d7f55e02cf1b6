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
    Page {
        command: "cert gallery",
        about: "깨진 인증서와 그 고친 짝. 나열하고, 하나씩 배우고, 파일로 쓰고, 서버로 내놓는다",
        more: "인자가 없으면 목록을 보인다. 이름을 주면 그 항목을 설명한다. 무엇이 잘못인지, 왜 중요한지, tlslab과 OpenSSL과 rustls가 \
               무엇이라고 하는지. 인증서는 요청할 때마다 새로 만들며, 루트는 `test`와 이 컴퓨터만 보증할 수 있다.",
        arguments: &[
            words(
                "names",
                "항목의 이름(목록에 있다). --to 나 --serve 만 주면 모두",
            ),
            words(
                "to",
                "항목마다 폴더를 만들어 인증서와 고친 짝과 개인 키를 쓴다",
            ),
            words(
                "serve",
                "항목마다 127.0.0.1에 HTTPS 서버를 연다. Ctrl-C 로 끝낸다",
            ),
            words(
                "port",
                "--serve 와 함께: 첫 포트. 다음 항목들은 그다음 포트를 쓴다. 0이면 비어 있는 아무 포트",
            ),
            words("fixed", "--serve 와 함께: 깨진 것 대신 고친 짝을 내놓는다"),
            words(
                "seed",
                "모든 키와 번호를 이 수에서 뽑아, 같은 인증서가 다시 나오게 한다",
            ),
            words(
                "at",
                "이 시각에 맞추어 만들고 판정한다. 예: 2026-11-28, 2026-11-28T09:00:00Z. 주지 않으면 지금",
            ),
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
