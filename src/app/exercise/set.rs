//! Which set of exercises, and which of them is meant.

use std::borrow::Cow;
use std::path::Path;

use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::exercise::set::Set;
use crate::exercise::task::Exercise;
use crate::text;

/// The set in `folder`, or the one in the program.
///
/// # Errors
/// A file of it is missing, or is not as it should be.
pub(super) fn open(folder: Option<&Path>) -> Result<Cow<'static, Set>, Refusal> {
    let hint = Text::new(
        "the README below exercises/ says what a folder holds",
        "폴더에 무엇이 있어야 하는지는 exercises/ 아래의 README에 있다",
    );
    match folder {
        Some(folder) => Set::open(folder).map(Cow::Owned),
        None => Set::ours().map(Cow::Borrowed).map_err(Clone::clone),
    }
    .map_err(|why| {
        text!(en: "the exercises cannot be read: {why}", ko: "연습 문제를 읽을 수 없음: {why}")
    })
    .map_err(|what| Refusal::input(what, hint))
}

/// The exercise somebody means by `typed`.
///
/// # Errors
/// There is none.
pub(super) fn named<'s>(set: &'s Set, typed: &str) -> Result<&'s Exercise, Refusal> {
    set.named(typed).ok_or_else(|| {
        Refusal::usage(
            text!(en: "there is no exercise {typed}", ko: "그런 연습 문제가 없음: {typed}"),
            Text::new(
                "`tlslab exercise list` shows all of them",
                "`tlslab exercise list` 로 모두 볼 수 있다",
            ),
        )
    })
}
