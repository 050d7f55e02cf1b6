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
            words("at", AT),
            words(
                "all",
                "접어 둔 단계도 보여 준다: 인증서가 많을 때 각각의 필드",
            ),
            words("servername", SERVERNAME),
            words("timeout", TIMEOUT),
            words("connection", CONNECTION),
            words("keys", KEYS),
            words("password_file", PASSWORD_FILE),
        ],
    },
    Page {
        command: "cert verify",
        about: "인증서를 판정한다. 모든 경로와 모든 검사를 보이고, 결함마다 자리와 고치는 법을 알려 준다",
        more: "첫 입력의 첫 인증서를 판정한다. 나머지는 루트에 이르는 데 쓴다. --roots 가 없으면 certs/ca 의 인증 기관이 있을 때 그것을 신뢰한다. \
               받아들이면 종료 코드는 0, 거부하면 1이다.",
        arguments: &[
            words(
                "inputs",
                "판정할 인증서와 뒤따르는 인증서가 든 파일, host:port, 캡처. - 는 표준 입력",
            ),
            words("roots", "신뢰할 인증서가 든 파일. 여러 번 줄 수 있다"),
            words(
                "intermediates",
                "루트에 이르는 데 쓸 인증서가 든 파일. 여러 번 줄 수 있다",
            ),
            words("at", AT),
            words("host", "인증서에 있어야 할 호스트 이름"),
            words("ip", "인증서에 있어야 할 주소"),
            words("mail", "인증서에 있어야 할 메일 주소"),
            words("purpose", "무엇에 쓸 것인가"),
            words("crl", "폐기한 인증서의 목록(CRL). 여러 번 줄 수 있다"),
            words("ocsp", "OCSP 응답. 여러 번 줄 수 있다"),
            words(
                "max_depth",
                "경로에 둘 수 있는 중간 인증서의 최대 수 (--depth 는 설명의 깊이)",
            ),
            words("profile", "어느 규칙을 따를 것인가"),
            words("servername", SERVERNAME),
            words("timeout", TIMEOUT),
            words("connection", CONNECTION),
            words("keys", KEYS),
            words("password_file", PASSWORD_FILE),
        ],
    },
    Page {
        command: "cert lint",
        about: "인증서가 어긴 규칙을 알려 준다. RFC 5280과, 웹에서 더 요구하는 것",
        more: "검증을 통과해도 그렇게 발급하지 말았어야 할 인증서가 있다. 여러 장이면 발급자가 그 가운데 있을 때 발급자에 비추어 본다. \
               오류가 없으면 종료 코드는 0, 있으면 1이다. 주의와 참고는 치지 않는다.",
        arguments: &[
            words(
                "inputs",
                "인증서가 든 파일, host:port, 캡처. - 는 표준 입력",
            ),
            words("profile", "어느 규칙을 따를 것인가"),
            words(
                "only",
                "이 규칙만 본다. lint.serial 같은 코드나 key 같은 종류. 여러 번 줄 수 있다",
            ),
            words("skip", "이 규칙이나 종류를 뺀다. 여러 번 줄 수 있다"),
            words(
                "rules",
                "규칙의 목록을 보여 준다. --depth field 를 더하면 까닭과 고치는 법까지",
            ),
            words("servername", SERVERNAME),
            words("timeout", TIMEOUT),
            words("connection", CONNECTION),
            words("keys", KEYS),
            words("password_file", PASSWORD_FILE),
        ],
    },
    Page {
        command: "cert diff",
        about: "두 인증서가 어떻게 다른지, 서로 무슨 관계인지 알려 준다",
        more: "바이트가 아니라 부분끼리 견준다. 폐기 목록, 요청, OCSP 응답도 된다. 문서가 여럿 든 입력에서는 첫째를 쓴다. \
               둘이 같으면 종료 코드는 0, 다르면 1이다.",
        arguments: &[
            words("a", "첫째가 든 파일, host:port, 캡처. - 는 표준 입력"),
            words("b", "둘째가 든 파일"),
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

const AT: &str = "지금이 아닌 다른 시각을 기준으로 본다: 2026-11-28T00:00:00Z, 날짜, 또는 @ 뒤에 1970년부터의 초";
// How inputs are read: the same words wherever an input is named.
const SERVERNAME: &str = "host:port 와 함께: 서버에 요청할 이름. 주지 않으면 호스트의 이름";
const TIMEOUT: &str = "host:port 와 함께: 연결과 핸드셰이크를 각각 기다릴 시간(초)";
const CONNECTION: &str = "캡처와 함께: 어느 연결인가. 번호는 tlslab inspect 에 있다";
const KEYS: &str = "캡처와 함께: 비밀이 담긴 파일(SSLKEYLOGFILE 형식). TLS 1.3은 인증서를 숨긴다";
const PASSWORD_FILE: &str =
    "PKCS#12과 함께: 첫 줄이 암호인 파일. 주지 않으면 빈 암호를 써 보고, 안 되면 묻는다";
