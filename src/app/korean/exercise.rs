//! The words of `exercise`.

use crate::app::korean::page::{Page, words};

pub(super) static EXERCISE: &[Page] = &[
    Page {
        command: "exercise",
        about: "내 자료로 된 문제를 풀고 바로 확인한다. 교사는 서버 없이 수업을 꾸린다",
        more: "",
        arguments: &[],
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
