//! Who is in the class: a CSV file with an id and a name on each line, as spreadsheets write it.
//!
//! A first line that says what the columns are is taken as such. A byte order mark is passed over; so are commas that are semicolons
//! or tabs in the spreadsheets of some countries.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::base::text::Text;
use crate::exercise::seed::Student;
use crate::text;

/// A roster, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// Who is in the class, in the order of the file.
    pub students: Vec<Student>,
    /// Lines that were left out for they are blank.
    pub blank: Vec<u64>,
}

/// Why a file is no roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRoster {
    /// It is no text in UTF-8.
    NotText,
    /// Lines that cannot be taken.
    Faults(Vec<Fault>),
    /// Nobody is in it.
    Nobody,
}

/// A line that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its number.
    pub line: u64,
    /// Why.
    pub why: Text,
}

/// How long an id may be, in letters; it becomes the name of a file.
const LONGEST: usize = 64;
/// How long a name may be, in letters.
const LONGEST_NAME: usize = 200;

/// What columns are called that hold an id.
static IDS: &[&str] = &[
    "id",
    "number",
    "no",
    "student",
    "student id",
    "학번",
    "번호",
    "아이디",
];
/// What columns are called that hold a name.
static NAMES: &[&str] = &["name", "full name", "이름", "성명"];

/// Reads the roster of the class called `class`.
///
/// # Errors
/// It is no text, lines in it cannot be taken (all of them are named), or nobody is in it.
pub fn read(bytes: &[u8], class: &str) -> Result<Roster, NoRoster> {
    let text = std::str::from_utf8(bytes).map_err(|_| NoRoster::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(NoRoster::NotText);
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let (mut id_at, mut name_at) = (0, 1);
    let mut roster = Roster {
        students: Vec::new(),
        blank: Vec::new(),
    };
    let mut faults = Vec::new();
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for (n, record) in reader.records().enumerate() {
        let Ok(record) = record else {
            return Err(NoRoster::NotText);
        };
        let line = record
            .position()
            .map_or(0, |place| line(text, place.byte()));
        if n == 0
            && let Some((id, name)) = headed(&record)
        {
            (id_at, name_at) = (id, name);
            continue;
        }
        if record.iter().all(str::is_empty) {
            roster.blank.push(line);
            continue;
        }
        let id = record.get(id_at).unwrap_or_default();
        let name = record.get(name_at).unwrap_or_default();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut fault = |why: Text| faults.push(Fault { line, why });
        if let Err(why) = harmless(id) {
            fault(why);
            continue;
        }
        if name.chars().count() > LONGEST_NAME {
            fault(text!(
                en: "the name is longer than {LONGEST_NAME} letters",
                ko: "이름이 {LONGEST_NAME}자보다 길다",
            ));
            continue;
        }
        // Some file systems take large and small letters for the same.
        if let Some(first) = seen.insert(id.to_lowercase(), line) {
            fault(text!(
                en: "the id {id} stands on line {first} already",
                ko: "id가 {first}번 줄에 이미 있다: {id}",
            ));
            continue;
        }
        roster.students.push(Student {
            class: class.to_owned(),
            id: id.to_owned(),
            name: match name.is_empty() {
                true => id.to_owned(),
                false => name,
            },
        });
    }
    match (faults.is_empty(), roster.students.is_empty()) {
        (false, _) => Err(NoRoster::Faults(faults)),
        (true, true) => Err(NoRoster::Nobody),
        (true, false) => Ok(roster),
    }
}

/// The number of the line on which the first that is no end of a line stands, from byte `from` on: blank lines before a record, and
/// half an end of a line, count to it.
fn line(text: &str, from: u64) -> u64 {
    let from = usize::try_from(from).unwrap_or(text.len());
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| b"\r\n".contains(byte));
    let before = text.as_bytes().get(..from + ends.count());
    let before = before.unwrap_or_default().iter();
    before.filter(|byte| **byte == b'\n').count() as u64 + 1
}

/// Whether `id` can be the name of a file anywhere.
///
/// # Errors
/// Why it cannot.
pub fn harmless(id: &str) -> Result<(), Text> {
    if id.is_empty() {
        return Err(Text::new("there is no id", "id가 없다"));
    }
    if id.chars().count() > LONGEST {
        return Err(text!(
            en: "the id is longer than {LONGEST} letters",
            ko: "id가 {LONGEST}자보다 길다",
        ));
    }
    let fits = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    if let Some(strange) = id.chars().find(|c| !fits(*c)) {
        return Err(text!(
            en: "{strange:?} in the id {id:?}: letters, digits, - _ and . are taken, for it becomes the name of a file",
            ko: "id {id:?} 안의 {strange:?}: 파일 이름이 되므로 글자, 숫자, - _ . 만 쓸 수 있다",
        ));
    }
    let device = id.split('.').next().unwrap_or_default().to_lowercase();
    let reserved = ["con", "prn", "aux", "nul"].contains(&device.as_str())
        || ["com", "lpt"].iter().any(|port| {
            let rest = device.strip_prefix(port);
            rest.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
        });
    if id.starts_with(['.', '-']) || id.ends_with('.') || reserved {
        return Err(text!(
            en: "the id {id} cannot be the name of a file everywhere",
            ko: "어디서나 파일 이름이 될 수 있는 id가 아니다: {id}",
        ));
    }
    Ok(())
}

/// What parts the columns: what the first line has.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default();
    match (
        first.contains(','),
        first.contains(';'),
        first.contains('\t'),
    ) {
        (true, _, _) => b',',
        (false, true, _) => b';',
        (false, false, true) => b'\t',
        (false, false, false) => b',',
    }
}

/// Where id and name stand, if this is a line that says so.
fn headed(record: &StringRecord) -> Option<(usize, usize)> {
    let place = |names: &[&str]| {
        record
            .iter()
            .position(|field| names.contains(&field.to_lowercase().as_str()))
    };
    let id = place(IDS)?;
    // A second column that is called otherwise is the name all the same.
    let other = if id == 0 { 1 } else { 0 };
    Some((id, place(NAMES).unwrap_or(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<(String, String)> {
        let roster = read(text.as_bytes(), "c").unwrap();
        let students = roster.students.into_iter();
        students.map(|one| (one.id, one.name)).collect()
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(id, name)| ((*id).to_owned(), (*name).to_owned()))
            .collect();
        assert_eq!(ids(text), expected, "{text:?}");
    }

    #[test]
    fn as_spreadsheets_write_it() {
        check("s1,Mina\ns2,Jun\n", &[("s1", "Mina"), ("s2", "Jun")]);
        check(
            "\u{feff}학번,이름\r\n20260001,김민수\r\n",
            &[("20260001", "김민수")],
        );
        check("Name;ID\nMina Kim;s1\n", &[("s1", "Mina Kim")]);
        check("s1\n\n,,\ns2,\n", &[("s1", "s1"), ("s2", "s2")]);
        check("s1,\"Kim, \"\"M\"\"\nJr\"\n", &[("s1", "Kim, \"M\" Jr")]);
    }

    #[test]
    fn every_line_that_cannot_be_taken_is_named() {
        let text = "id,name\r\ns1,a\r\n../x,b\r\nS1,c\r\n,d\r\n\r\nnul,e\r\n.h,f\r\ns2,g\r\n";
        let Err(NoRoster::Faults(faults)) = read(text.as_bytes(), "c") else {
            panic!("it was taken");
        };
        let lines: Vec<u64> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [3, 4, 5, 7, 8]);
        assert!(faults[1].why.en.contains("line 2"), "{:?}", faults[1]);
    }

    #[test]
    fn what_is_no_text_is_said() {
        // 김 as CP949 has it.
        assert_eq!(read(b"s1,\xb1\xe8\n", "c"), Err(NoRoster::NotText));
        assert_eq!(read(b"\xff\xfes\x001\x00", "c"), Err(NoRoster::NotText));
        assert_eq!(read(b"id,name\n\n", "c"), Err(NoRoster::Nobody));
    }
}
