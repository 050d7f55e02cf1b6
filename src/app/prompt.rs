//! What somebody types at the terminal without its being shown.

use std::io;

use crate::app::output::tell;
use crate::app::refusal::Refusal;
use crate::base::text::Text;

/// Asks `question` at the terminal, never on standard output, and takes a line that is not shown.
///
/// # Errors
/// If the input ends before a line does; those of the terminal.
pub fn typed(question: &str) -> Result<String, Refusal> {
    rpassword::prompt_password(question).map_err(|why| match why.kind() {
        io::ErrorKind::UnexpectedEof => {
            // The question stands without an end of its line.
            tell("");
            Refusal::usage(
                Text::new("nothing was typed", "아무것도 입력하지 않았다"),
                Text::new(
                    "run it again, and end what you type with Enter",
                    "다시 실행하고, 입력한 뒤 Enter를 누른다",
                ),
            )
        }
        _ => Refusal::environment(
            Text::new("the terminal cannot be read", "터미널에서 읽을 수 없다"),
            Text::same(why.to_string()),
        ),
    })
}
