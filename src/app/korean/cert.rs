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
        arguments: &[words("inputs", "인증서가 든 파일. - 는 표준 입력")],
    },
];
