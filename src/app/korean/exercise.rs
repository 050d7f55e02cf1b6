//! The words of `exercise`.

use crate::app::korean::page::{Page, words};

const DIR: &str =
    "연습 문제 폴더. 없으면 TLSLAB_EXERCISES 의 폴더, 그것도 없으면 ~/tlslab-exercises";
const WHICH: &str = "어느 문제인가. 번호나 이름";

pub(super) static EXERCISE: &[Page] = &[
    Page {
        command: "exercise",
        about: "내 자료로 된 문제를 풀고 바로 확인한다. 교사는 서버 없이 수업을 꾸린다",
        more: "하위 명령 없이 쓰면 지금 어디에 있고 다음이 무엇인지 알려 준다. 모든 것은 폴더 하나에 있고 어디서 실행해도 된다. 네트워크는 필요 없다.",
        arguments: &[words("dir", DIR)],
    },
    Page {
        command: "exercise list",
        about: "문제 목록: 몇 분 걸리는지, 어디까지 했는지, 무엇을 먼저 하면 좋은지",
        more: "",
        arguments: &[
            words(
                "track",
                "이 길에 있는 것만 그 순서대로. starter, pki, crypto, wire, fast 가운데 하나",
            ),
            words("dir", DIR),
        ],
    },
    Page {
        command: "exercise start",
        about: "문제를 시작한다: 문제와 내 파일이 든 폴더를 쓰고 문제를 보여 준다",
        more: "이미 있는 폴더는 덮어쓰지 않는다. 없어진 것은 다시 쓰고, 고친 것은 그대로 둔다.",
        arguments: &[words("exercise", WHICH), words("dir", DIR)],
    },
    Page {
        command: "exercise check",
        about: "푼 것을 판정받는다: 내 답, 폴더의 파일, 오라클에 한 질문",
        more: "답은 기억하므로 하나씩 내도 된다. 풀었거나 제출할 수 있으면 종료 코드가 0, 아니면 1이다. 수업에서는 참고일 뿐이고 점수는 선생님이 다시 계산한다.",
        arguments: &[
            words("exercise", WHICH),
            words(
                "given",
                "답. 앞에 물음의 이름과 = 를 붙인다. 물음이 하나이면 이름을 빼도 된다",
            ),
            words("dir", DIR),
        ],
    },
    Page {
        command: "exercise hint",
        about: "힌트를 본다. 세 개이고 갈수록 더 알려 준다",
        more: "몇 개를 보았는지 세고, 선생님도 알 수 있다. 세 번째 다음에는 모두 다시 보여 준다.",
        arguments: &[words("exercise", WHICH), words("dir", DIR)],
    },
    Page {
        command: "exercise ask",
        about: "문제의 오라클에게 묻는다. 오라클은 비밀을 품고 질문에 답한다",
        more: "질문과 대답은 모두 적어 두었다가 함께 제출한다. 수천 번 물어도 몇 초면 되도록 하나씩 디스크로 내려보내지는 않는다. 전원이 나가면 마지막 몇 개는 다시 물어야 할 수 있다.",
        arguments: &[
            words("exercise", WHICH),
            words(
                "input",
                "질문. 16진수 바이트, 또는 text:글. - 를 주면 표준 입력에서 한 줄에 하나씩 읽어 바로 답한다",
            ),
            words("dir", DIR),
        ],
    },
    Page {
        command: "exercise watch",
        about: "문제 폴더를 지켜보다가 파일이 바뀔 때마다 다시 판정한다",
        more: "키: n 다음 문제를 시작한다, h 힌트, l 목록, q 끝.",
        arguments: &[
            words("exercise", "번호나 이름. 없으면 마지막에 시작한 것"),
            words("dir", DIR),
        ],
    },
    Page {
        command: "exercise progress",
        about: "어디까지 했는지 길마다 본다. 확인한 횟수, 힌트, 걸린 시간도",
        more: "",
        arguments: &[words("dir", DIR)],
    },
    Page {
        command: "exercise reset",
        about: "문제를 새로 시작한다: 폴더를 지우지 않고 옆에 치운 뒤 다시 쓴다",
        more: "지금까지의 답과 오라클에 한 질문은 그대로 인정한다. 제출할 파일은 치워 둔 폴더에 있으므로, 낼 것을 다시 가져온다.",
        arguments: &[words("exercise", WHICH), words("dir", DIR)],
    },
    Page {
        command: "exercise submit",
        about: "한 것을 선생님께 낼 파일 하나로 쓴다: 답, 파일, 오라클에 한 질문, 로그",
        more: "파일은 -o 로 준 곳에, 없으면 연습 문제 폴더의 submission.json에 쓴다. 점수는 선생님이 이 파일에서 다시 계산한다. 이 컴퓨터의 다른 것은 내지 않는다.",
        arguments: &[words("dir", DIR)],
    },
    Page {
        command: "exercise join",
        about: "선생님이 준 꾸러미로 수업에 들어간다",
        more: "그때부터 꾸러미에 든 자료로 푼다. 혼자 한 것은 그대로 있고, 혼자 시작한 문제는 수업에서 시작할 때 옆에 치워 둔다. 같은 수업의 새 꾸러미는 언제든 다시 받을 수 있다.",
        arguments: &[words("pack", "꾸러미. 선생님이 준 파일"), words("dir", DIR)],
    },
    Page {
        command: "exercise dev",
        about: "문제를 만든 사람으로서 시험한다: 풀이는 통과하고, 빈 답은 떨어지고, 아는 실수는 모두 짚어 준다",
        more: "",
        arguments: &[],
    },
    Page {
        command: "exercise dev check",
        about: "문제마다 여러 학생의 것을 뽑아 풀고, 아는 실수를 하나씩 해 보고, 새어 나온 답이 있는지 찾는다",
        more: "",
        arguments: &[
            words("exercises", "어느 문제인가. 없으면 모두"),
            words("set", "프로그램 안이 아니라 이 폴더에서 문제를 읽는다"),
            words("students", "몇 학생의 것을 뽑을 것인가"),
        ],
    },
    Page {
        command: "exercise dev draw",
        about: "학생이 받을 폴더를 쓴다",
        more: "",
        arguments: &[
            words("exercise", "어느 문제인가"),
            words("folder", "어디에 쓸 것인가. 폴더를 만든다"),
            words("set", "프로그램 안이 아니라 이 폴더에서 문제를 읽는다"),
            words("student", "어느 학생인가. 이를테면 s1"),
        ],
    },
];
