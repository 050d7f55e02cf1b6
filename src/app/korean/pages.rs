//! The words of every command; those of `ca`, `cert`, `demo` and its tools, `exercise` stand in files of their own.

use crate::app::korean::ca::CA;
use crate::app::korean::ca_services::CA_SERVICES;
use crate::app::korean::cert::CERT;
use crate::app::korean::demo::DEMO;
use crate::app::korean::demo_tools::DEMO_TOOLS;
use crate::app::korean::exercise::EXERCISE;
use crate::app::korean::exercise_class::EXERCISE_CLASS;
use crate::app::korean::page::{Page, Words, words};

/// All pages, from all files.
pub(super) static PAGES: &[&[Page]] = &[
    GENERAL,
    CA,
    CA_SERVICES,
    CERT,
    DEMO,
    DEMO_TOOLS,
    EXERCISE,
    EXERCISE_CLASS,
];

static GENERAL: &[Page] = &[
    Page {
        command: "tlslab",
        about: "TLS 연결의 모든 바이트를 설명하고 증명한다",
        more: "",
        // Flags every command takes.
        arguments: &[
            words(
                "help",
                "도움말을 보여 준다 (-h 는 간단하게, --help 는 자세하게)",
            ),
            words("version", "버전을 보여 준다"),
            Words {
                id: "lang",
                help: "언어. 지정하지 않으면 로캘을 따른다",
                values: &[("en", "영어 (English)"), ("ko", "한국어")],
            },
            Words {
                id: "color",
                help: "색. auto: 터미널이고 NO_COLOR가 없을 때만 쓴다",
                values: &[
                    ("auto", "터미널에서만"),
                    ("always", "언제나"),
                    ("never", "쓰지 않음"),
                ],
            },
            Words {
                id: "depth",
                help: "얼마나 깊이 볼 것인가: 단계마다 한 줄, 한 문단, 모든 필드, 모든 바이트",
                values: &[
                    ("line", "단계마다 한 줄"),
                    ("block", "한 문장과 중요한 값과 증명"),
                    ("field", "모든 필드와 그 쓰임"),
                    ("byte", "필드 옆에 모든 바이트까지"),
                ],
            },
            Words {
                id: "form",
                help: "사람이 읽을 글, 전체 화면, 프로그램이 읽을 JSON, 또는 브라우저로 볼 페이지",
                values: &[
                    ("plain", "사람이 읽을 글"),
                    ("tui", "터미널 전체 화면: 키와 마우스로 살펴본다"),
                    ("json", "프로그램이 읽을 JSON"),
                    ("html", "브라우저로 볼 페이지, 파일 하나: 이야기 하나"),
                ],
            },
            words("step", "단계마다 멈추고 키를 기다린다"),
            words(
                "blanks",
                "--as html 과 함께: 답 대신 번호 붙은 빈칸을 둔 나누어 줄 페이지. 답은 그 파일에 없다",
            ),
            words(
                "answers",
                "--blanks 와 함께: 정답을 이 파일에 쓴다. 이것도 페이지이다",
            ),
            words("output", "터미널 대신 파일에 쓴다"),
        ],
    },
    Page {
        command: "diff",
        about: "두 연결을 나란히 놓고 무엇이 왜 다른지 말한다",
        more: "시나리오 이름(`tlslab handshake` 와 같다)이나 캡처 파일을 둘 준다. 캡처에 연결이 여럿이면 번호를 붙인다: FILE#2. \
               시나리오의 연결도 그렇게 고른다: resumption#1. 번호가 없으면 마지막 연결이다. 시나리오와 이름이 같은 파일은 ./full 처럼 \
               경로로 준다. 두 시나리오는 같은 시드로 돌리므로 다른 점은 우연이 아니다. 다른 점이 있든 없든 비교했으면 종료 코드는 0이다.",
        arguments: &[
            words("left", "시나리오나 캡처. - 는 표준 입력의 캡처"),
            words("right", "그것과 견줄 시나리오나 캡처"),
            words("keys", "SSLKEYLOGFILE 형식의 비밀 파일. 여러 번 줄 수 있다"),
            words(
                "rsa_key",
                "서버의 RSA 개인 키(PEM이나 DER). 여러 번 줄 수 있다",
            ),
            words(
                "seed",
                "시나리오의 무작위 값을 모두 이 수에서 뽑는다. 양쪽에 같다",
            ),
            words(
                "all",
                "접힌 단계와, 비교하지 않는 다른 연결의 단계도 보여 준다",
            ),
        ],
    },
    Page {
        command: "handshake",
        about: "클라이언트와 서버가 전용 선로에서 만나는 과정을 본다. 단계마다 해독하고 증명한다",
        more: "실제 실행이다. tlslab이 직접 이어 준 두 호스트가 TCP와 TLS로 대화하며, 아무것도 이 컴퓨터 밖으로 나가지 않는다. \
               시나리오가 말한 대로 끝나면 종료 코드는 0, 아니면 1이다.",
        arguments: &[
            words(
                "scenario",
                "무엇을 볼 것인가. `tlslab scenarios` 로 목록을 본다",
            ),
            words("tls", "양 끝이 쓸 유일한 버전"),
            words("group", "양 끝이 키 교환에 쓸 유일한 그룹"),
            words("suite", "양 끝이 쓸 유일한 암호 모음"),
            words("key", "인증서에 담을 키의 종류"),
            Words {
                id: "wire",
                help: "어느 선로를 쓸 것인가: 네트워크 네임스페이스 두 개 속 커널의 TCP, 또는 건너뛰는 시계를 쓰는 메모리 속 TCP 스택 두 개",
                values: &[
                    ("auto", "커널 선로를 쓸 수 있으면 커널, 아니면 가상 선로"),
                    ("kernel", "커널 선로"),
                    ("virtual", "가상 선로"),
                ],
            },
            words(
                "delay",
                "프레임마다 길에서 붙잡아 둘 시간(밀리초), 최대 1000",
            ),
            words("loss", "TCP를 담은 프레임 가운데 사라질 비율(%), 최대 90"),
            words("mtu", "가장 큰 IP 패킷의 바이트 수, 68부터 9000까지"),
            words(
                "seed",
                "모든 무작위 값을 이 수에서 뽑아, 실행이 바이트까지 똑같이 되풀이되게 한다. 가상 선로를 쓴다",
            ),
            words("ipv6", "IPv6로 연결한다"),
            words(
                "hold",
                "선로를 붙잡는다: 프레임마다 전체 화면에서 멈추어 어떻게 할지 묻는다. 가상 선로를 쓴다",
            ),
            words(
                "deeds",
                "프레임을 어떻게 할 것인가. 보기: '4 drop'. deliver 전달, drop 버림, twice 두 번, wait 밀리초 늦춤, flip 바이트.비트 또는 flip 필드.비트 뒤집음, 그 뒤에 noise 를 붙이면 체크섬은 그대로. 프레임마다 한 번",
            ),
            words(
                "force",
                "함께 쓸 수 없는 선택도 실행하여 실패하는 모습을 본다",
            ),
            words(
                "all",
                "접어 둔 단계도 보여 준다: 확인 응답만 담은 것, 쓰이지 않는 나머지 티켓의 키",
            ),
            words(
                "save",
                "프레임을 Wireshark용으로 저장한다. 비밀과 프레임마다의 설명도 함께 담는다",
            ),
            words("keylog", "비밀만 SSLKEYLOGFILE 형식으로 저장한다"),
        ],
    },
    Page {
        command: "inspect",
        about: "캡처 안의 TLS를 본다. 모든 연결을 나열하고 설명하며, 비밀이 있으면 복호화한다",
        more: "TLS 연결이 하나이면 바로 한 단계씩 설명한다. 연결이 여럿이거나 캡처가 여럿이면 누가 누구와 말했는지, 무엇을 합의했는지, 어떻게 끝났는지, \
               무엇을 살펴볼지를 표로 보인다. 모두 읽었으면 종료 코드는 0, 파일이 손상되었거나 캡처가 아니면 3, Ctrl-C 로 끝냈으면 \
               130이다. 손상된 곳 앞의 내용은 어느 경우에나 보인다.",
        arguments: &[
            words(
                "files",
                "캡처: pcap이나 pcapng. gzip이나 zstd로 압축되어 있어도 된다. - 는 표준 입력",
            ),
            words(
                "keys",
                "비밀이 담긴 파일. SSLKEYLOGFILE 형식이며, 여러 번 줄 수 있다",
            ),
            words(
                "rsa_key",
                "서버의 RSA 개인 키(PEM이나 DER). RSA로 키를 교환한 연결을 연다. 여러 번 줄 수 있다",
            ),
            words(
                "connection",
                "이 연결을 한 단계씩 설명한다. 번호는 표에 있다. 페이지에는 3,7 처럼 여럿도 된다",
            ),
            words("follow", "이 연결이 TLS 안에서 한 말을 대화로 보여 준다"),
            words(
                "export",
                "--follow 와 함께: 주고받은 말을 이 폴더의 번호-client.bin 과 번호-server.bin 에 쓴다",
            ),
            words(
                "query",
                "이 조건에 맞는 연결만. 예: 'sni=*.example and version<1.2'. 틀리면 쓸 수 있는 것을 알려 준다",
            ),
            words(
                "sort",
                "표의 순서. 예: -bytes,sni. --where 의 필드를 쓰며, 앞에 - 를 붙이면 역순이다",
            ),
            words(
                "summary",
                "버전, 암호 모음, 그룹, 이름, 지문, 살필 점을 모든 연결에 걸쳐 센다",
            ),
            words(
                "limit",
                "표의 최대 행 수. 주지 않으면 1000. 0이면 모두, 나오는 대로",
            ),
            words("all", "이야기에서 접어 둔 단계도 보여 준다"),
        ],
    },
    Page {
        command: "scenarios",
        about: "`tlslab handshake` 로 볼 수 있는 것을 모두 보여 준다",
        more: "",
        arguments: &[],
    },
    Page {
        command: "completions",
        about: "셸 자동 완성 스크립트를 출력한다",
        more: "bash라면: tlslab completions bash > ~/.local/share/bash-completion/completions/tlslab",
        arguments: &[words("shell", "어느 셸인가")],
    },
    Page {
        command: "man",
        about: "설명서(man)를 출력한다",
        more: "읽으려면: tlslab man | man -l -",
        arguments: &[words(
            "command",
            "설명서를 볼 명령. `ca issue` 처럼 그 아래 명령까지 쓸 수 있다. 없으면 tlslab 자체의 설명서",
        )],
    },
    Page {
        command: "help",
        about: "명령으로 할 수 있는 것을 보여 준다",
        more: "",
        arguments: &[words(
            "command",
            "볼 명령. `ca issue` 처럼 그 아래 명령까지 쓸 수 있다. 없으면 모든 명령",
        )],
    },
];
