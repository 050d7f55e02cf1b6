//! The bytes at fault: which document they are in, what it is called, and the part of it around them.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use crate::base::exhibit::Exhibit;
use crate::base::text::Text;
use crate::dissect::x509::shape::Shape;
use crate::story::certificate::document::Document;
use crate::story::certificate::facts::Facts;
use crate::story::certificate::sheet::Sheet;
use crate::story::model::{Fault, FaultPlace};
use crate::text;
use crate::trust::fault;
use crate::trust::fault::Place;
use crate::trust::question::Question;
use crate::trust::verify::Verification;

/// The documents that a judgement is about.
pub(crate) struct Culprits<'v> {
    question: &'v Question<'v>,
    /// The certificates of the judged path.
    path: Vec<&'v [u8]>,
    labels: Vec<String>,
    /// The document that was read last, with its kind and number: many faults lie in one.
    last: RefCell<Option<(&'static str, usize, Rc<Sheet>)>>,
}

impl<'v> Culprits<'v> {
    pub(crate) fn new(question: &'v Question<'v>, verification: &'v Verification) -> Self {
        let members = verification
            .path()
            .into_iter()
            .flat_map(|path| &path.members);
        let mut path: Vec<&[u8]> = members.map(|member| member.der.as_slice()).collect();
        if path.is_empty() {
            path.push(question.leaf);
        }
        let labels = path.iter().map(|der| name(der)).collect();
        Self {
            question,
            path,
            labels,
            last: RefCell::new(None),
        }
    }

    /// What certificate `index` of the path is called.
    pub(crate) fn label(&self, index: usize) -> String {
        self.labels.get(index).cloned().unwrap_or_default()
    }

    /// What a certificate is called.
    pub(crate) fn name(&self, der: &[u8]) -> String {
        let known = self.path.iter().position(|one| *one == der);
        known.map_or_else(|| name(der), |index| self.label(index))
    }

    /// The heading over the checks on certificate `index`, or on the path.
    pub(crate) fn chapter(&self, index: Option<usize>) -> Text {
        let Some(index) = index else {
            return Text::new("The path as a whole", "경로 전체");
        };
        let label = self.label(index);
        match index {
            0 => text!(en: "Certificate 0, the leaf: {label}", ko: "인증서 0, 말단: {label}"),
            _ => text!(en: "Certificate {index}: {label}", ko: "인증서 {index}: {label}"),
        }
    }

    fn document(&self, place: &Place) -> Option<(&'static str, usize, &'v [u8], Range<usize>)> {
        match place {
            Place::Path => None,
            Place::Certificate { index, at } => {
                let der = self.path.get(*index).copied().unwrap_or_default();
                Some(("certificate", *index, der, at.clone()))
            }
            Place::Crl { number, at } => {
                let der = self.question.crls.get(*number).map(Vec::as_slice);
                Some(("crl", *number, der.unwrap_or_default(), at.clone()))
            }
            Place::Ocsp { number, at } => {
                let der = self.question.ocsp.get(*number).map(Vec::as_slice);
                Some(("ocsp", *number, der.unwrap_or_default(), at.clone()))
            }
        }
    }

    fn named(&self, document: &str, index: usize) -> Text {
        match document {
            "crl" => text!(en: "CRL {index}", ko: "CRL {index}"),
            "ocsp" => text!(en: "OCSP response {index}", ko: "OCSP 응답 {index}"),
            _ => {
                let label = self.label(index);
                text!(en: "certificate {index} ({label})", ko: "인증서 {index} ({label})")
            }
        }
    }

    /// The document, read once for all faults that follow each other in it.
    fn sheet(&self, document: &'static str, index: usize, der: &[u8]) -> Rc<Sheet> {
        let mut last = self.last.borrow_mut();
        if let Some((kind, number, sheet)) = last.as_ref()
            && (*kind, *number) == (document, index)
        {
            return Rc::clone(sheet);
        }
        let shape = match document {
            "crl" => Shape::Crl,
            "ocsp" => Shape::Ocsp,
            _ => Shape::Certificate,
        };
        let sheet = Rc::new(Sheet::read(&Document {
            shape,
            der: der.to_vec(),
            place: Text::EMPTY,
        }));
        *last = Some((document, index, Rc::clone(&sheet)));
        sheet
    }

    /// The part of the document around the bytes at `place`, with them marked; none: it is no matter of certain bytes.
    pub(crate) fn exhibit(&self, place: &Place) -> Option<Exhibit> {
        let (document, index, der, at) = self.document(place)?;
        if at.is_empty() || der.is_empty() {
            return None;
        }
        let sheet = self.sheet(document, index, der);
        let named = self.named(document, index);
        let (en, ko) = (named.en, named.ko);
        let title = text!(en: "where it is (▶), in {en}", ko: "문제의 자리(▶), {ko}");
        Some(around(&sheet, title, &at))
    }
}

/// The part of a document around the bytes `at`, with them marked.
pub(crate) fn around(sheet: &Sheet, title: Text, at: &Range<usize>) -> Exhibit {
    let frame = frame(sheet, at);
    let mut part = sheet.whole.part(title, frame.clone());
    part.marked = Some(at.start.saturating_sub(frame.start)..at.end.saturating_sub(frame.start));
    part
}

/// Bytes of a part that is shown whole.
const LONG: usize = 256;

/// The part of a document that is shown for the bytes `at`: the section they are in, or the smallest group around them where that
/// is long.
fn frame(sheet: &Sheet, at: &Range<usize>) -> Range<usize> {
    let holds = |range: &Range<usize>| range.start <= at.start && at.end <= range.end;
    let section = sheet
        .sections
        .iter()
        .map(|section| section.own.clone())
        .find(holds);
    let whole = section.unwrap_or_else(|| at.clone());
    if whole.len() <= LONG {
        return whole;
    }
    let groups = sheet.whole.notes.iter().map(|note| note.range());
    let around = groups.filter(|range| holds(range) && range.len() > at.len());
    around
        .min_by_key(Range::len)
        .filter(|range| range.len() <= 4 * LONG)
        .unwrap_or_else(|| at.clone())
}

/// What a certificate is called in a sentence.
fn name(der: &[u8]) -> String {
    let sheet = Sheet::read(&Document {
        shape: Shape::Certificate,
        der: der.to_vec(),
        place: Text::EMPTY,
    });
    Facts::of(&sheet).label
}

/// A fault of the judgement as a story has it.
pub(crate) fn told(fault: &fault::Fault, culprits: &Culprits<'_>) -> Fault {
    const MOST: usize = 64;
    let place = culprits
        .document(&fault.place)
        .map(|(document, index, der, at)| FaultPlace {
            document,
            index,
            named: culprits.named(document, index),
            bytes: der
                .get(at.clone())
                .map(|bytes| bytes.get(..MOST).unwrap_or(bytes).to_vec())
                .unwrap_or_default(),
            at,
        });
    Fault {
        code: fault.reason.code,
        level: fault.level,
        place,
        says: fault.says.clone(),
        why: fault.reason.why.into(),
        repair: fault.repair.clone(),
        rfc: fault.reason.rfc,
        alert: fault.reason.alert.filter(|_| fault.refuses()),
    }
}
