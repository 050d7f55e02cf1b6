//! The case of a certificate that nobody should have got: what the given files say, and whether it was put right.

use std::collections::BTreeMap;

use crate::base::text::Text;
use crate::base::time::Time;
use crate::demo::primitive::hash::sha256;
use crate::exercise::property::papers;
use crate::exercise::property::test::{Case, Found, Test};
use crate::pki::armor::blocks;
use crate::pki::authority::event::Event;
use crate::pki::authority::log;
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::crl::Crl;
use crate::trust::der::Walk;
use crate::trust::question::{Question, Wanted};
use crate::trust::verify::verify;

/// The file is a revocation list, PEM or DER, of the authority in the given folder `ca` that takes back the certificate with a key that
/// nobody asked for at the desk, and not the owner's.
pub static REVOKED: Test = Test {
    name: "rogue_revoked",
    look: revoked,
};

/// The file is a certificate by that authority for the same host, with the key of the given request `owner.csr`.
pub static REISSUED: Test = Test {
    name: "rogue_reissued",
    look: reissued,
};

/// What was issued, as the log has it.
#[derive(Clone, Debug)]
pub struct Issue {
    /// When.
    pub at: Time,
    /// Its number, the content of the INTEGER.
    pub serial: Vec<u8>,
    /// Its first name.
    pub host: String,
    /// Its key, SubjectPublicKeyInfo in DER.
    pub spki: Vec<u8>,
    /// It.
    pub der: Vec<u8>,
}

/// What the desk was asked.
#[derive(Clone, Debug)]
struct Asked {
    who: String,
    host: String,
    /// SHA-256 of the key, hexadecimal.
    key: String,
}

/// The given files, read.
#[derive(Clone, Debug)]
pub struct Book {
    root: Vec<u8>,
    intermediate: Vec<u8>,
    issues: Vec<Issue>,
    desk: Vec<Asked>,
}

impl Book {
    /// Reads them; none if one is missing.
    pub fn read(given: &BTreeMap<String, Vec<u8>>) -> Option<Self> {
        let text = |name: &str| std::str::from_utf8(given.get(name)?).ok();
        let certificate = |label: &str| {
            let file = given.get(&format!("ca/authorities/{label}/cert.pem"))?;
            papers::certificates(file)?.into_iter().next()
        };
        let issues = log::lines(text("ca/log")?).into_iter();
        let issues = issues.filter_map(|line| match line.event {
            Event::Issued { der, .. } => issue(line.at, der),
            Event::Began(_)
            | Event::Authority { .. }
            | Event::Crossed { .. }
            | Event::Listed { .. } => None,
        });
        let rows = text("desk.csv")?.lines().skip(1);
        let desk = rows.filter_map(|row| {
            let [_, _, who, host, key] = row.split(',').collect::<Vec<_>>().try_into().ok()?;
            let [who, host, key] = [who, host, key].map(str::to_owned);
            Some(Asked { who, host, key })
        });
        Some(Self {
            root: certificate("root")?,
            intermediate: certificate("intermediate")?,
            issues: issues.collect(),
            desk: desk.collect(),
        })
    }

    /// The certificate for a host with a key that nobody brought to the desk for that host.
    pub fn rogue(&self) -> Option<&Issue> {
        let asked = |issue: &&Issue| {
            let key = hex::encode(sha256(&issue.spki));
            let mut desk = self.desk.iter();
            desk.any(|asked| asked.host == issue.host && asked.key == key)
        };
        self.issues.iter().find(|issue| !asked(issue))
    }

    /// The owner's own, for the host of `rogue`.
    pub fn good(&self, rogue: &Issue) -> Option<&Issue> {
        let mut issues = self.issues.iter();
        issues.find(|issue| issue.host == rogue.host && issue.serial != rogue.serial)
    }

    /// Who brought the key of `issue` to the desk, for whatever host.
    pub fn asker(&self, issue: &Issue) -> Option<&str> {
        let key = hex::encode(sha256(&issue.spki));
        let mut desk = self.desk.iter();
        let found = desk.find(|asked| asked.key == key);
        found.map(|asked| asked.who.as_str())
    }

    /// When the last was issued.
    pub fn last(&self) -> Time {
        let last = self.issues.last();
        last.map_or(Time::seconds(0), |issue| issue.at)
    }

    /// The name of the one that signs, in DER.
    pub fn intermediate_name(&self) -> Vec<u8> {
        subject(&self.intermediate)
    }

    /// The name of the root, in DER.
    pub fn root_name(&self) -> Vec<u8> {
        subject(&self.root)
    }

    /// Whether `list` takes `issue` back, by the rules.
    fn takes_back(&self, list: &[u8], at: Time, issue: &Issue) -> bool {
        let lists = [list.to_vec()];
        let judged = verify(&Question {
            intermediates: std::slice::from_ref(&self.intermediate),
            roots: std::slice::from_ref(&self.root),
            crls: &lists,
            ..Question::new(&issue.der, at)
        });
        judged
            .faults()
            .any(|fault| fault.reason.code == "rev.revoked")
    }
}

fn issue(at: Time, der: Vec<u8>) -> Option<Issue> {
    let read = Certificate::read(&der).ok()?;
    let host = read.names().first()?.value();
    let (serial, spki) = (
        read.serial.content().to_vec(),
        read.key.element.raw().to_vec(),
    );
    Some(Issue {
        at,
        serial,
        host,
        spki,
        der,
    })
}

fn subject(der: &[u8]) -> Vec<u8> {
    let read = Certificate::read(der);
    read.map(|read| read.subject.element.raw().to_vec())
        .unwrap_or_default()
}

/// The key in a request, SubjectPublicKeyInfo in DER (RFC 2986 §4.1).
pub fn requested(file: &[u8]) -> Option<Vec<u8>> {
    let block = blocks(file).into_iter().next()?.ok()?;
    let mut outer = Walk::over(&block.bytes);
    let mut whole = outer.next().ok()?.walk();
    let mut body = whole.next().ok()?.walk();
    // Version, name, key.
    let [_, _, key] = [body.next().ok()?, body.next().ok()?, body.next().ok()?];
    Some(key.raw().to_vec())
}

fn altered() -> Found {
    Found::Unreadable(Text::new(
        "the given files of the case were altered",
        "주어진 사건 파일이 고쳐졌다",
    ))
}

fn revoked(case: &Case<'_>) -> Found {
    let book = Book::read(case.given);
    let Some((book, rogue, good)) = book.as_ref().and_then(|book| {
        let rogue = book.rogue()?;
        Some((book, rogue, book.good(rogue)?))
    }) else {
        return altered();
    };
    let block = blocks(case.file).into_iter().next();
    let der = match block {
        Some(Ok(block)) => block.bytes,
        Some(Err(_)) | None => case.file.to_vec(),
    };
    let Ok(list) = Crl::read(&der) else {
        let name = case.name;
        return Found::Unreadable(
            text!(en: "{name} is no revocation list", ko: "폐기 목록이 아닌 파일: {name}"),
        );
    };
    let at = list.this_update.0.time();
    let takes = |issue: &Issue| book.takes_back(&der, at, issue);
    let count = book.issues.iter().filter(|issue| takes(issue)).count();
    let seen = text!(
        en: "a list of {at} that takes back {count} of what was issued",
        ko: "{at} 시각의 목록, 발급한 것 가운데 폐기 {count}개",
        at = list.this_update.0
    );
    let root = Certificate::read(&book.root);
    if root.is_ok_and(|root| list.issuer.same(&root.subject)) {
        return Found::Slip("root_list", seen);
    }
    match (takes(rogue), takes(good), count) {
        (true, false, 1) => Found::Holds(seen),
        (_, true, _) => Found::Slip("owners", seen),
        (false, false, 0) => Found::Slip("missing", seen),
        (true | false, false, _) => Found::Not(seen),
    }
}

fn reissued(case: &Case<'_>) -> Found {
    let book = Book::read(case.given);
    let wanted = case.given.get("owner.csr").and_then(|file| requested(file));
    let (Some(book), Some(wanted)) = (book, wanted) else {
        return altered();
    };
    let found = book
        .rogue()
        .and_then(|rogue| Some((rogue, book.good(rogue)?)));
    let Some((rogue, good)) = found else {
        return altered();
    };
    let name = case.name;
    let first = papers::certificates(case.file).and_then(|all| all.into_iter().next());
    let Some(read) = first.as_deref().and_then(|der| Certificate::read(der).ok()) else {
        return Found::Unreadable(
            text!(en: "{name} is no certificate in PEM", ko: "PEM 인증서가 아닌 파일: {name}"),
        );
    };
    let key = read.key.element.raw();
    let from = read.not_before.moment.map(|moment| moment.time());
    let judge = |wanted: Vec<Wanted>| {
        verify(&Question {
            intermediates: std::slice::from_ref(&book.intermediate),
            roots: std::slice::from_ref(&book.root),
            wanted,
            ..Question::new(read.der, from.unwrap_or(Time::seconds(0)))
        })
    };
    let judged = judge(vec![Wanted::host(&rogue.host)]);
    let refused = judged.faults().find(|fault| fault.refuses());
    let serial = read.serial_hex();
    let seen = match refused {
        None => text!(en: "certificate {serial}, accepted", ko: "인증서 {serial}, 받아들임"),
        Some(fault) => {
            let code = fault.reason.code;
            text!(en: "certificate {serial}, refused: {code}", ko: "인증서 {serial}, 거부: {code}")
        }
    };
    if key == rogue.spki {
        return Found::Slip("rogue_key", seen);
    }
    if key == good.spki {
        return Found::Slip("old_key", seen);
    }
    let trusted = judge(Vec::new()).accepted();
    match (trusted, judged.accepted(), key == wanted) {
        (_, true, true) => Found::Holds(seen),
        (_, true, false) => Found::Slip("other_key", seen),
        (true, false, true) => Found::Slip("other_host", seen),
        (true | false, false, _) => Found::Not(seen),
    }
}
