//! The words of `demo`.

use crate::app::korean::page::{Page, words};

pub(super) static DEMO: &[Page] = &[Page {
    command: "demo",
    about: "암호의 기본 요소가 동작하고, 잘못 써서 무너지고, 고쳐지는 모습을 본다",
    more: "이름이 없으면 학습 경로를 보여 준다. 모든 실행은 진짜이다. 키를 만들고 메시지를 암호화하고 공격을 해 보며, 보이는 값은 모두 이 실행의 \
           것이다. 일은 시간이 아니라 횟수(질문, 해시, 추측)로 세므로 --seed 로 바이트까지 똑같이 되풀이된다.",
    arguments: &[
        words("name", "어느 시연인가. 이름이나 번호. 없으면 학습 경로"),
        words(
            "seed",
            "모든 무작위 값을 이 수에서 뽑아 실행을 되풀이할 수 있게 한다",
        ),
        words("weak", "무너지는 모습만"),
        words("fixed", "동작하는 모습과 고치는 법만"),
        words("quiz", "세 질문에 답한다. 답마다 바로 판정한다"),
        words("key", "직접 넣는 키: 16진수, 또는 text:글"),
        words("nonce", "직접 넣는 논스나 IV"),
        words("aad", "직접 넣는 연관 데이터"),
        words("message", "직접 넣는 메시지"),
        words("message_file", "메시지를 파일에서 읽는다. - 는 표준 입력"),
        words("file", "첫 부분에 이 캡처의 연결을 쓴다: 인증서나 키"),
        words(
            "connection",
            "--from 과 함께: 어느 연결인가. 번호는 tlslab inspect 에 있다",
        ),
        words(
            "keys",
            "--from 과 함께: 비밀이 담긴 파일(SSLKEYLOGFILE 형식). 여러 번 줄 수 있다",
        ),
        words("real_clock", "시간을 다루는 시연이면 실제 시계로도 잰다"),
    ],
}];
