//! A whole class graded: every file sorted, every student marked, likenesses found.

use crate::base::text::Text;
use crate::exercise::class::folder::Class;
use crate::exercise::class::grades::{FORMAT, Grades, Mistake, Task, VERSION};
use crate::exercise::class::hands::each;
use crate::exercise::class::intake::{Read, sort};
use crate::exercise::class::likeness;
use crate::exercise::class::marking::{Marked, mark};
use crate::exercise::kind::Unfit;
use crate::exercise::seed::Student;
use crate::exercise::task::Exercise;
use crate::exercise::words::Words;

/// Grades what was `read` of the `students` of the class in `exercises`. `at` is the moment, as it is to be written.
///
/// # Errors
/// An exercise is at fault.
pub fn grade(
    class: &Class,
    exercises: &[&Exercise],
    students: &[Student],
    read: Vec<Read>,
    at: String,
) -> Result<Grades, Unfit> {
    let intake = sort(class, students, exercises, read);
    let marked = each(students, &|student| {
        let counted = intake.counted.get(&student.id);
        let handed = counted.map(|(file, submission)| (file.as_str(), submission));
        mark(class, exercises, student, handed)
    });
    let marked: Vec<Marked> = marked.into_iter().collect::<Result<_, _>>()?;
    let likenesses = likeness::find(class, exercises, &marked);
    Ok(Grades {
        format: FORMAT.to_owned(),
        version: VERSION,
        made_by: concat!("tlslab ", env!("CARGO_PKG_VERSION")).to_owned(),
        class: class.name.clone(),
        at,
        tasks: exercises.iter().map(|exercise| task(exercise)).collect(),
        students: marked.into_iter().map(|one| one.graded).collect(),
        files: intake.files,
        likenesses,
    })
}

fn task(exercise: &Exercise) -> Task {
    Task {
        number: exercise.number,
        version: exercise.version,
        title: (&exercise.title).into(),
        mistakes: exercise
            .slips
            .iter()
            .map(|slip| Mistake {
                of: slip.of.clone(),
                key: slip.key.clone(),
                says: impersonal(&slip.says).into(),
            })
            .collect(),
    }
}

/// `text` without the words of one student.
fn impersonal(text: &Text) -> Text {
    let nobody = Words::default();
    let mut words = Words::default();
    for place in [&text.en, &text.ko]
        .into_iter()
        .flat_map(|text| nobody.lacking(text))
    {
        words.set(place, "…");
    }
    words.fill(text)
}
