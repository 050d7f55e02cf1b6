//! Reading on after something that is broken inside: the bytes are kept, and the reason with them.

use crate::base::field::Field;
use crate::base::reader::Fault;
use crate::base::reader::Malformed;
use crate::base::reader::Reader;
use crate::base::reader::Result;

/// Reads all that is left with `read`. If that fails or leaves bytes, all is noted as one `otherwise` instead, and the
/// reason is given, with its place in the reader's buffer.
pub(crate) fn rest<'a, T>(
    r: &mut Reader<'a, '_>,
    otherwise: &'static Field,
    read: impl Fn(&mut Reader<'a, '_>) -> Result<T>,
) -> Result<std::result::Result<T, Malformed>> {
    let start = r.at();
    let mut trial = Reader::quiet(r.peek());
    let outcome = read(&mut trial).and_then(|value| match trial.left() {
        0 => Ok(value),
        left => trial.fail(otherwise, Fault::Trailing { left }),
    });
    match outcome {
        // Without notes to take there is nothing to read again.
        Ok(value) if r.is_quiet() => r.rest(otherwise).map(|_| Ok(value)),
        Ok(_) => read(r).map(Ok),
        Err(broken) => {
            r.rest(otherwise)?;
            let at = start + broken.at;
            Ok(Err(Malformed { at, ..broken }))
        }
    }
}
