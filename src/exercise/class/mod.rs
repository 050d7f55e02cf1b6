//! A teacher's side: a class without a server. A key, a pack a student, what comes back graded, and a report.
//!
//! ```text
//! folder     class.key, class.json, roster.json, grades.json      roster    who is in the class, from a CSV file
//! hands      many at once                                         packs     a pack for each
//! intake     a folder of submissions, sorted                      history   the log of a submission, as far as it holds
//! marking    one student's work, judged beside the truth          likeness  answers that belong to somebody else
//! notes      what to know of a submission                        trace     what tells one student from another
//! grading    a whole class                                        grades    what grading found, as grades.json keeps it
//! tally      exercise by exercise                                 report    for people        ledger    for a spreadsheet
//! ```
//!
//! Nothing that was computed on a student's machine is believed: variants are drawn again from the key of the class, answers and
//! files judged again, questions to an oracle asked again. Times and numbers of attempts are what the student's log says; the log
//! is chained, so that whoever edits it in the middle is seen, and whoever makes all of it anew is not.
//!
//! Files are read and written here; moments come in.

pub mod folder;
pub mod grades;
pub mod grading;
pub mod hands;
pub mod history;
pub mod intake;
pub mod ledger;
pub mod likeness;
pub mod marking;
pub mod notes;
pub mod packs;
pub mod report;
pub mod roster;
pub mod tally;
pub mod trace;
