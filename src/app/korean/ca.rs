//! The words of `tlslab ca` and what stands under it; those of export, ocsp and trust stand in a file of their own.

use crate::app::korean::page::{Page, Words, words};

const DIR: Words = words("dir", "인증 기관의 폴더");
const AT: Words = words(
    "at",
    "지금 대신 이 시각에 일한다: 2026-11-28T00:00:00Z, 2026-11-28, @초",
);
const PASSPHRASE_FILE: Words = words(
    "passphrase_file",
    "인증 기관의 키를 여는 암호 문구(passphrase)가 첫 줄에 있는 파일. 없으면 물어본다",
);
const WHICH: Words = words("which", "어느 것인가: 이름표, 일련번호, 또는 인증서 파일");
const EXPLAIN: Words = words(
    "explain",
    "무엇을 왜 담았는지 설명하고 바이트까지 보여 준다",
);
const DAYS: Words = words("days", "며칠 동안 유효한가. 발급자보다 길 수 없다");
const LABEL: Words = words("label", "여기서 부를 이름표. 없으면 첫 이름을 쓴다");
const TO: Words = words(
    "to",
    "인증서와 체인을, 여기서 만든 키가 있으면 키도 이 폴더에 함께 복사한다",
);
const SERVER: Words = words("server", "TLS 서버용. 기본값이다");
const CLIENT: Words = words("client", "TLS 클라이언트용");
const MAIL: Words = words("mail", "메일의 서명과 암호화용");
const CODE: Words = words("code", "프로그램 서명용");
const EKU: Words = words(
    "eku",
    "다른 쓰임: timeStamping 같은 이름이나, 점으로 이은 객체 식별자",
);

pub(super) static CA: &[Page] = &[
    Page {
        command: "ca",
        about: "인증 기관이 되어 본다. 만들고, 발급하고, 폐기하고, 갱신하며, 바이트 하나하나가 왜 거기 있는지 본다",
        more: "",
        arguments: &[],
    },
    Page {
        command: "ca init",
        about: "인증 기관을 만든다. 루트와, 그 아래에서 서명하는 중간 인증 기관",
        more: "실제 웹처럼 중간 인증 기관 하나를 기본으로 둔다. 루트는 한 번 서명한 뒤 금고에 넣어 둘 수 있고, 서버는 중간 인증서를 함께 보내야 한다. \
               이것을 빠뜨리는 것이 가장 흔한 실수이다. --unconstrained 를 주지 않으면 시험, 예시, 사설 네트워크에 예약된 이름과 주소만 보증할 수 있다.",
        arguments: &[
            DIR,
            AT,
            words("name", "인증 기관의 이름. 인증서는 `이름 root` 처럼 불린다"),
            words("key", "키의 종류"),
            words(
                "intermediates",
                "루트와 발급할 인증서 사이에 둘 인증 기관의 수, 0부터 5까지",
            ),
            words(
                "days",
                "루트가 유효한 날수. 아래의 기관은 그 절반 동안 유효하다",
            ),
            words(
                "unconstrained",
                "남의 이름을 포함해 어떤 이름이든 보증하게 한다",
            ),
            words("passphrase", "물어본 암호 문구로 키를 잠근다"),
            words("passphrase_file", "파일 첫 줄의 암호 문구로 키를 잠근다"),
            words(
                "seed",
                "모든 무작위 값을 이 수에서 뽑아, 같은 명령이 같은 바이트를 내게 한다. 수업용이며, 신뢰해서는 안 된다",
            ),
            words(
                "crl_url",
                "폐기 목록을 받을 수 있는 곳. 모든 인증서에 적는다",
            ),
            words(
                "ocsp_url",
                "인증서 하나하나의 상태를 답하는 곳(OCSP). 모든 인증서에 적는다",
            ),
            EXPLAIN,
        ],
    },
    Page {
        command: "ca issue",
        about: "주어진 이름에 대해 새 키와 인증서를 발급한다",
        more: "이름의 종류는 모양으로 안다. www.lab.test 와 *.lab.test 는 DNS 이름, 10.0.0.7 은 주소, kim@lab.test 는 메일함, \
               spiffe://lab.test/web 은 URI이다. 쓰임을 주지 않으면 서버용이다.",
        arguments: &[
            words("names", "인증서에 담을 이름"),
            DIR,
            AT,
            PASSPHRASE_FILE,
            SERVER,
            CLIENT,
            MAIL,
            CODE,
            EKU,
            words("key", "키의 종류"),
            DAYS,
            LABEL,
            TO,
            words(
                "batch",
                "파일의 줄마다 인증서를 하나씩 발급한다. 한 줄에 이름들을 빈칸으로 나누어 쓰고, # 뒤는 주석이다",
            ),
            words(
                "keep_going",
                "--batch 와 함께: 발급할 수 없는 줄이 있어도 나머지를 발급한다",
            ),
            EXPLAIN,
        ],
    },
    Page {
        command: "ca sign",
        about: "인증서 서명 요청(CSR)에 서명한다",
        more: "요청은 바람일 뿐이다. 요청의 서명으로 만든 사람이 키를 가졌음을 확인하고, 나머지는 받아들이거나 뺀다. 뺀 것은 까닭과 함께 모두 알린다.",
        arguments: &[
            words("request", "요청 파일. PEM이나 DER. - 는 표준 입력"),
            DIR,
            AT,
            PASSPHRASE_FILE,
            SERVER,
            CLIENT,
            MAIL,
            CODE,
            EKU,
            words("names", "요청의 이름에 더할 이름"),
            DAYS,
            LABEL,
            TO,
            EXPLAIN,
        ],
    },
    Page {
        command: "ca revoke",
        about: "인증서를 폐기하고, 그 사실을 담은 폐기 목록에 새로 서명한다",
        more: "인증서 자체는 달라지지 않는다. 목록을 보지 않는 쪽은 만료될 때까지 계속 받아들인다.",
        arguments: &[
            WHICH,
            DIR,
            AT,
            PASSPHRASE_FILE,
            Words {
                id: "reason",
                help: "폐기하는 까닭. RFC 5280 §5.3.1의 이름을 쓴다",
                values: &[
                    ("unspecified", "까닭을 밝히지 않음"),
                    (
                        "keyCompromise",
                        "다른 사람이 개인 키를 가졌거나 가졌을 수 있음",
                    ),
                    (
                        "cACompromise",
                        "다른 사람이 인증 기관의 개인 키를 가졌거나 가졌을 수 있음",
                    ),
                    ("affiliationChanged", "소유자의 이름이나 소속이 바뀜"),
                    ("superseded", "다른 인증서가 대신하게 됨"),
                    ("cessationOfOperation", "더는 필요하지 않음"),
                    ("certificateHold", "효력을 잠시 멈춤"),
                    ("privilegeWithdrawn", "소유자에게 주었던 권한을 거둠"),
                ],
            },
            EXPLAIN,
        ],
    },
    Page {
        command: "ca crl",
        about: "폐기 목록에 새로 서명한다",
        more: "목록은 nextUpdate까지 유효하다. 그 뒤에는 신중한 클라이언트가 그 기관의 것을 아무것도 받아들이지 않으므로, 폐기한 것이 없어도 새로 서명한다.",
        arguments: &[
            words(
                "label",
                "intermediate 같은, 이 인증 기관의 목록만. 없으면 모두",
            ),
            DIR,
            AT,
            PASSPHRASE_FILE,
            words("days", "목록이 유효한 날수"),
            EXPLAIN,
        ],
    },
    Page {
        command: "ca list",
        about: "발급한 것과 그 뒤의 상태를 모두 보여 준다",
        more: "",
        arguments: &[DIR, AT],
    },
    Page {
        command: "ca show",
        about: "인증서 하나에 대해 여기서 아는 것을 보여 준다",
        more: "",
        arguments: &[WHICH, DIR, AT, EXPLAIN],
    },
    Page {
        command: "ca renew",
        about: "같은 이름과 쓰임의 인증서를 새로 발급한다",
        more: "옛 인증서는 만료될 때까지 유효하다. 키가 더는 안전하지 않다면 폐기한다. 새 키를 쓰는 편이 좋다. 그러면 예전에 훔친 키는 옛 인증서와 함께 끝난다.",
        arguments: &[
            WHICH,
            DIR,
            AT,
            PASSPHRASE_FILE,
            words("new_key", "옛 키를 그대로 쓰지 않고 새로 만든다"),
            words("key", "새 키의 종류. 없으면 옛 키와 같은 종류"),
            words("days", "며칠 동안 유효한가. 없으면 옛 인증서만큼"),
            TO,
            EXPLAIN,
        ],
    },
    Page {
        command: "ca rollover",
        about: "인증 기관의 키를 바꾼다. 새 루트와 그 아래의 기관을 만든다",
        more: "옛 루트와 새 루트가 서로를 보증하므로, 둘 가운데 하나만 믿는 클라이언트도 양쪽의 인증서에 이르는 경로를 찾는다. \
               그 뒤로는 새 중간 인증 기관이 서명하며, 서버는 옛 루트가 새 루트를 보증한 인증서도 함께 보낸다.",
        arguments: &[
            DIR,
            AT,
            PASSPHRASE_FILE,
            words(
                "keep_root",
                "루트는 그대로 두고 중간 인증 기관만 새로 만든다",
            ),
            words("key", "새 키의 종류. 없으면 옛 루트와 같은 종류"),
            words(
                "days",
                "새 루트가 유효한 날수. 아래의 기관은 그 절반 동안 유효하다",
            ),
            EXPLAIN,
        ],
    },
    Page {
        command: "ca check",
        about: "인증 기관의 폴더를 로그와 견주어 확인하고, 고칠 수 있는 것은 고친다",
        more: "없어지거나 바뀐 파일은 로그에서 다시 만들고, 다른 사용자가 읽을 수 있는 것은 닫는다. 사람이 살펴야 할 것이 남으면 종료 코드는 1이다.",
        arguments: &[
            DIR,
            AT,
            PASSPHRASE_FILE,
            words("repair", "로그에 없는 파일을 지운다"),
        ],
    },
];
