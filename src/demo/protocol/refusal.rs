//! Why a demonstration about certificates cannot be told.

use crate::base::text::Text;
use crate::demo::asked::Input;
use crate::demo::wrong::Wrong;
use crate::pki::gallery::key::Fault;

/// No key could be made.
pub(super) fn unmade(_: Fault) -> Wrong {
    Wrong::no_key()
}

/// The recording shows no certificate.
pub(super) fn unseen() -> Wrong {
    Wrong::Unfit {
        input: Input::Recording.flag(),
        why: Text::new(
            "no certificate of a server can be seen in this connection",
            "이 연결에서는 서버의 인증서가 보이지 않음",
        ),
        hint: Text::new(
            "TLS 1.3 encrypts certificates: --keys FILE gives the secrets (SSLKEYLOGFILE); a resumed session shows none",
            "TLS 1.3은 인증서를 암호화한다. --keys 파일 로 비밀(SSLKEYLOGFILE)을 준다. 재개한 세션에는 인증서가 없다",
        ),
    }
}
