//! The words of `exercise class`.

use crate::app::korean::page::{Page, words};

pub(super) static EXERCISE_CLASS: &[Page] = &[
    Page {
        command: "exercise class",
        about: "서버 없이 수업을 꾸린다: 꾸러미를 만들고, 돌아온 것을 채점하고, 보고서를 쓴다",
        more: "",
        arguments: &[],
    },
    Page {
        command: "exercise class new",
        about: "수업 폴더와 키를 만든다",
        more: "",
        arguments: &[
            words("name", "수업 이름. 글자, 숫자, - _ . 만 쓸 수 있다"),
            words(
                "dir",
                "만들 폴더. 지정하지 않으면 여기에 수업 이름으로 만든다",
            ),
            words("track", "이 길의 문제만"),
            words("exercises", "이 문제만. 이를테면 1,3,7-9"),
            words("set", "프로그램 안이 아니라 이 폴더에서 문제를 읽는다"),
        ],
    },
    Page {
        command: "exercise class packs",
        about: "명단의 학생마다 꾸러미를 만든다. 명단은 학번과 이름을 쓴 CSV 파일이다. -o 는 꾸러미를 둘 폴더이고, 지정하지 않으면 수업 폴더의 packs 이다",
        more: "",
        arguments: &[
            words("roster", "명단. UTF-8로 된 CSV, 줄마다 학번과 이름"),
            words("class", "수업 폴더"),
            words("set", "프로그램 안이 아니라 이 폴더에서 문제를 읽는다"),
        ],
    },
    Page {
        command: "exercise class grade",
        about: "제출 파일이 든 폴더를 채점한다. 모두 수업의 키로 다시 판정하며, 어떤 파일에서도 멈추지 않는다",
        more: "",
        arguments: &[
            words(
                "folder",
                "학생이 낸 것이 든 폴더. 그 안의 폴더도 들여다본다",
            ),
            words("class", "수업 폴더"),
            words(
                "roster",
                "꾸러미를 만들어 준 학생들이 아니라면, 누가 수업에 있는가",
            ),
            words("set", "프로그램 안이 아니라 이 폴더에서 문제를 읽는다"),
        ],
    },
    Page {
        command: "exercise class report",
        about: "채점한 결과를 보고한다: 누가 어디까지 했는지, 무엇을 가장 자주 틀렸는지, 무엇이 다른 학생의 것인지",
        more: "",
        arguments: &[
            words("class", "수업 폴더"),
            words(
                "csv",
                "스프레드시트용 표도 쓴다. 엑셀을 위해 BOM이 있는 UTF-8 CSV",
            ),
        ],
    },
    Page {
        command: "exercise class preview",
        about: "학생이 받은 것을 맞는 답과 아는 틀린 답과 함께 본다. 또는 모두의 답을 본다",
        more: "",
        arguments: &[
            words("exercise", "어느 문제인가"),
            words("student", "누구의 것인가: 명단의 학번"),
            words("all", "수업의 학생마다 한 줄씩 답을 보여 준다"),
            words("class", "수업 폴더"),
            words("set", "프로그램 안이 아니라 이 폴더에서 문제를 읽는다"),
        ],
    },
];
