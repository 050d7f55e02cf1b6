//! The form of a certificate: DER, version, times, each extension once and readable (RFC 5280 §4.1, §4.2).

use crate::base::text::Text;
use crate::text;
use crate::trust::check::{Check, Kind};
use crate::trust::course::Course;
use crate::trust::reasons::der;

static FORM: Kind = Kind::new(
    "form",
    "RFC 5280 §4.1",
    "the certificate is well formed",
    "인증서의 꼴이 올바르다",
);

pub(crate) fn check(course: &Course<'_, '_>, index: usize) -> Option<Check> {
    let certificate = course.path.get(index)?;
    let profile = course.question.profile;
    let remarks = certificate.remarks.iter();
    let mut faults: Vec<_> = remarks
        .map(|remark| remark.placed(index, profile))
        .collect();
    let version = certificate.version;
    if (1..3).contains(&version) {
        let says = text!(en: "it is of version {version}: without extensions nothing in it says which hosts it is for or whether it is an authority's", ko: "버전 {version} 인증서이다. 확장이 없어 어느 호스트의 것인지, 인증 기관인지가 적혀 있지 않다");
        let at = certificate.version_at.clone();
        faults.push(course.fault(&der::VERSION, index, at, says));
    }
    let length = certificate.whole.at().len();
    let n = certificate.extensions.len();
    let good: Text = text!(en: "{length} bytes of DER, version {version}, {n} extensions", ko: "DER {length}바이트, 버전 {version}, 확장 {n}개");
    Some(FORM.judged(Some(index), faults, good))
}
