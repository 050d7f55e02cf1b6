//! The words of what stands under `tlslab ca` and lets something out: `ocsp`, `export`, `trust`.

use crate::app::korean::page::{Page, Words, words};

const DIR: Words = words("dir", "인증 기관의 폴더");
const AT: Words = words(
    "at",
    "지금 대신 이 시각에 일한다: 2026-11-28T00:00:00Z, 2026-11-28, 또는 @초",
);

pub(super) static CA_SERVICES: &[Page] = &[
    Page {
        command: "ca ocsp",
        about: "인증서가 폐기되었는지 답한다(OCSP). 이 컴퓨터에서 서버로 답하거나, 인증서 하나에 대해 한 번 답하여 파일에 쓴다",
        more: "서버는 127.0.0.1에서만 기다리며, 폐기 목록도 /crl 에서 내준다. 서버가 도는 동안 폐기한 인증서는 바로 폐기된 것으로 답한다. \
               Ctrl-C 로 끝낸다. LABEL을 주면 서버를 시작하지 않고, 서버가 핸드셰이크에 붙일(stapling) 응답 하나에 서명한다.",
        arguments: &[
            words("label", "이 인증서에 대해 한 번만 답하여 -o 의 파일에 쓴다"),
            DIR,
            AT,
            words(
                "passphrase_file",
                "첫 줄에 인증 기관 키의 암호 문구가 든 파일. 없으면 물어본다",
            ),
            words(
                "port",
                "기다릴 포트. 이 컴퓨터에서만 열린다. 0이면 빈 포트를 쓴다",
            ),
            words("hours", "응답을 쓸 수 있는 시간"),
            words(
                "delegate",
                "발급자 자신의 키 대신, --eku OCSPSigning 으로 발급한 이 이름표의 인증서로 서명한다",
            ),
            words(
                "explain",
                "LABEL과 함께: 응답을 어떻게 만드는지, 바이트마다 무엇을 말하는지 설명한다",
            ),
        ],
    },
    Page {
        command: "ca export",
        about: "인증서나 사슬이나 키를 다른 프로그램이 원하는 형식으로 꺼낸다",
        more: "파일은 본인만 읽을 수 있게 쓴다. 개인 키는 암호로 잠가서만(p12, key) 내보내며, 키와 함께 발급한 인증서의 것만 내보낸다. \
               인증 기관 자체의 키는 내보내지 않는다.",
        arguments: &[
            words(
                "label",
                "어느 인증서인가. `tlslab ca list` 가 보여 주는 이름표, 또는 `root`, `intermediate`",
            ),
            DIR,
            AT,
            Words {
                id: "wanted",
                help: "어떤 형식으로",
                values: &[],
            },
            words(
                "modern",
                "p12와 함께: 3DES와 SHA-1 대신 AES-256과 SHA-256으로 잠근다. 여러 버전의 macOS와 옛 Windows는 이것을 거절한다",
            ),
            words(
                "password_file",
                "p12나 key와 함께: 첫 줄에 암호가 든 파일. 없으면 물어본다",
            ),
            words(
                "explain",
                "파일에 무엇이 들어 있고 무엇이 없으며 무엇이 지키는지 설명한다",
            ),
        ],
    },
    Page {
        command: "ca trust",
        about: "시스템마다 루트를 신뢰하게 하는 방법과 되돌리는 방법을 보여 준다. 아무것도 설치하지 않는다",
        more: "시스템마다 누가 루트를 믿게 되는지, 실제 경로와 이름과 지문이 적힌 명령, 되었는지 확인하는 방법, 흔적 없이 되돌리는 방법을 보여 준다.",
        arguments: &[
            DIR,
            AT,
            words("system", "이 시스템만"),
            words("root", "어느 루트인가, 이름표로. 없으면 가장 새것"),
        ],
    },
];
