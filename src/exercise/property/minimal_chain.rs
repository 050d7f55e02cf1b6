//! A chain put together by hand: whether it leads to a trusted root at a moment, in order, with nothing too much.

use crate::base::text::Text;
use crate::base::time::Time;
use crate::exercise::property::papers;
use crate::exercise::property::test::{Case, Found, Test};
use crate::text;
use crate::trust::certificate::Certificate;
use crate::trust::question::{Question, Wanted};
use crate::trust::verify::{Verification, verify};

/// The file is what a server sends: its certificate for `host`, then each issuer's, up to one that a root in the given file `roots` has
/// signed, and not that root; good at the moment `at`, in seconds since 1970.
pub static MINIMAL_CHAIN: Test = Test {
    name: "minimal_chain",
    look,
};

/// What a chain is for.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// The roots that are trusted, DER.
    pub roots: &'a [Vec<u8>],
    /// The host.
    pub host: &'a str,
    /// The moment.
    pub at: Time,
}

impl Ask<'_> {
    /// What a verifier says of `leaf` with `others` at hand.
    pub fn judge(&self, leaf: &[u8], others: &[Vec<u8>]) -> Verification {
        verify(&Question {
            intermediates: others,
            roots: self.roots,
            wanted: vec![Wanted::host(self.host)],
            ..Question::new(leaf, self.at)
        })
    }

    /// The path that is accepted for one of `bag` with the others at hand, without its root; none if there is none.
    pub fn path(&self, bag: &[Vec<u8>]) -> Option<Vec<Vec<u8>>> {
        bag.iter().find_map(|leaf| {
            let judged = self.judge(leaf, bag);
            let path = judged.path().filter(|path| path.holds())?;
            let members = path.members.iter().map(|member| member.der.clone());
            Some(members.filter(|der| !self.roots.contains(der)).collect())
        })
    }
}

fn look(case: &Case<'_>) -> Found {
    let roots = case.given.get(case.with.text("roots"));
    let Some(roots) = roots.and_then(|roots| papers::certificates(roots)) else {
        return Found::Unreadable(Text::new(
            "the given roots were altered",
            "주어진 루트가 고쳐졌다",
        ));
    };
    let Some(chain) = papers::certificates(case.file) else {
        let name = case.name;
        return Found::Unreadable(text!(
            en: "{name} does not hold certificates in PEM, and nothing else",
            ko: "PEM 인증서만 들어 있어야 하는 파일: {name}",
        ));
    };
    let ask = Ask {
        roots: &roots,
        host: case.with.text("host"),
        at: Time::seconds(case.with.number("at").unwrap_or_default()),
    };
    let n = chain.len();
    let (leaf, others) = match chain.split_first() {
        Some((leaf, others)) => (leaf.as_slice(), others),
        None => (&[][..], &[][..]),
    };
    let judged = ask.judge(leaf, others);
    let refused = judged.faults().find(|fault| fault.refuses());
    let seen = match refused {
        None => text!(en: "{n} certificates, accepted", ko: "인증서 {n}개, 받아들임"),
        Some(fault) => {
            let code = fault.reason.code;
            text!(en: "{n} certificates, refused: {code}", ko: "인증서 {n}개, 거부: {code}")
        }
    };
    let bare: Vec<Vec<u8>> = chain
        .iter()
        .filter(|der| !roots.contains(der))
        .cloned()
        .collect();
    let path = ask.path(&chain);
    match path {
        Some(path) if path == chain => Found::Holds(seen),
        Some(path) if path == bare => Found::Slip("root", seen),
        Some(path) if path.len() == chain.len() => Found::Slip("order", seen),
        Some(_) => Found::Slip("more", seen),
        None => match refused.map(|fault| (fault.reason.code, fault.place.index())) {
            Some(("time.expired" | "time.not-yet", Some(0))) => Found::Slip("old_leaf", seen),
            Some(("time.expired" | "time.not-yet", _)) => Found::Slip("expired", seen),
            Some(("chain.issuer-key-differs", _)) => Found::Slip("same_name", seen),
            Some(("chain.untrusted-root" | "chain.missing-issuer", _)) => {
                let last = chain.last().and_then(|der| Certificate::read(der).ok());
                match last.is_some_and(|last| last.is_self_issued()) {
                    true => Found::Slip("untrusted", seen),
                    false => Found::Slip("short", seen),
                }
            }
            Some(_) | None => Found::Not(seen),
        },
    }
}
