//! A pack for each student of a class, the same bytes whenever it is made.

use crate::exercise::class::folder::Class;
use crate::exercise::class::hands::each;
use crate::exercise::kind::Unfit;
use crate::exercise::pack::Pack;
use crate::exercise::seed::Student;
use crate::exercise::task::Exercise;

/// What the name of a pack ends in.
pub const ENDING: &str = "tlslab-pack";

/// A pack that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Whose it is.
    pub student: Student,
    /// Its mark.
    pub mark: String,
    /// How many bytes it has.
    pub bytes: usize,
}

/// Keeps the bytes of a student's pack.
pub type Keep<'k, E> = dyn Fn(&Student, &[u8]) -> Result<(), E> + Sync + 'k;

/// Makes the packs of `exercises` for `students`, and lets `keep` keep each; what became of each, in the order of the students.
///
/// # Errors
/// For each, that an exercise is at fault, or what `keep` says.
pub fn make<E: From<Unfit> + Send>(
    class: &Class,
    exercises: &[&Exercise],
    students: &[Student],
    keep: &Keep<'_, E>,
) -> Vec<Result<Made, E>> {
    each(students, &|student| {
        let pack = Pack::draw(&class.key, student, exercises.iter().copied())?;
        let bytes = pack.write();
        keep(student, &bytes)?;
        Ok(Made {
            student: student.clone(),
            mark: pack.mark,
            bytes: bytes.len(),
        })
    })
}
