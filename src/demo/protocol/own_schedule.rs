//! The key schedule of one's own connection: the computations of its story, and why there may be none.

use crate::base::text::Text;
use crate::demo::asked::{Input, Recording};
use crate::demo::wrong::Wrong;
use crate::story::model::{Kind, Step};

/// The computations of the connection's key schedule.
///
/// # Errors
/// It has none to show: it is no TLS 1.3, or its secrets are not known.
pub(super) fn steps(own: &Recording) -> Result<Vec<Step>, Wrong> {
    let steps: Vec<Step> = own
        .story
        .steps
        .iter()
        .filter(|step| matches!(step.kind, Kind::Computation { .. }))
        .filter(|step| step.rfc.contains("RFC 8446"))
        .cloned()
        .collect();
    match steps.is_empty() {
        true => Err(dark()),
        false => Ok(steps),
    }
}

fn dark() -> Wrong {
    Wrong::Unfit {
        input: Input::Recording.flag(),
        why: Text::new(
            "the secrets of this connection are not known, so that its key schedule cannot be computed",
            "이 연결의 비밀을 몰라 키 일정을 계산할 수 없음",
        ),
        hint: Text::new(
            "--keys FILE gives them (SSLKEYLOGFILE); tlslab handshake --save FILE saves a connection together with its secrets",
            "--keys 파일 로 비밀(SSLKEYLOGFILE)을 준다. tlslab handshake --save 파일 은 비밀과 함께 연결을 저장한다",
        ),
    }
}
