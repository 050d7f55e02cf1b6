//! The path of a chain that was shown, as the story of a handshake tells it: its links, and the few kinds of fault the story
//! knows. The judgement is [`trust`](crate::trust)'s.
//!
//! What a recording cannot be blamed for is left out: that a key is short or an identifier missing is said elsewhere, where
//! captures are judged.

use crate::base::text::Text;
use crate::base::time::Time;
use crate::dissect::x509::oid;
use crate::keys::certificate::{signed_by, summary};
use crate::keys::signature::Why;
use crate::story::tls::fault::Fault;
use crate::trust::certificate::Certificate;
use crate::trust::fault;
use crate::trust::general::{General, Kind};
use crate::trust::question::{Origin, Purpose, Question, Wanted};
use crate::trust::verify::{Candidate, verify};

/// A path and what is wrong with it.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    /// Its certificates as far as they were sent, the leaf first.
    pub(crate) links: Vec<Link>,
    /// Every fault.
    pub(crate) faults: Vec<Fault>,
}

/// One certificate and who signed it.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// Whose it is.
    pub(crate) subject: String,
    /// Who is named as its issuer.
    pub(crate) issuer: String,
    /// Its signature algorithm by name.
    pub(crate) algorithm: String,
    /// The bytes that are signed.
    pub(crate) tbs: Vec<u8>,
    /// The signature.
    pub(crate) signature: Vec<u8>,
    /// Whether it holds.
    pub(crate) verdict: LinkVerdict,
}

/// What came of checking a signature.
#[derive(Clone, Debug)]
pub(crate) enum LinkVerdict {
    /// It is the issuer's.
    Holds,
    /// It is not, and why.
    Fails(Text),
    /// It cannot be checked here, and why.
    Unchecked(Text),
    /// The issuer's certificate is not at hand.
    NoIssuer,
}

/// Judges the chain that was shown, the leaf first, against the roots that the other end trusts.
pub(crate) fn judge(
    chain: &[Vec<u8>],
    roots: &[Vec<u8>],
    name: Option<&str>,
    now: Time,
    purpose: Purpose,
) -> Path {
    let (leaf, between) = match chain.split_first() {
        Some((leaf, between)) => (leaf.as_slice(), between),
        None => (&[][..], chain),
    };
    let question = Question {
        intermediates: between,
        roots,
        wanted: name.map(Wanted::host).into_iter().collect(),
        purpose,
        ..Question::new(leaf, now)
    };
    let verification = verify(&question);
    let Some(path) = verification.path() else {
        return Path {
            links: Vec::new(),
            faults: Vec::new(),
        };
    };
    let told = Told {
        path,
        certificates: path
            .members
            .iter()
            .map_while(|member| Certificate::read(&member.der).ok())
            .collect(),
        roots,
        name,
        now,
        sent: chain.len(),
    };
    let mut faults: Vec<(u8, Fault)> = Vec::new();
    for (order, fault) in path.faults().filter_map(|found| told.fault(found)) {
        if faults.iter().all(|(_, other)| *other != fault) {
            faults.push((order, fault));
        }
    }
    faults.sort_by_key(|(order, _)| *order);
    Path {
        links: told.links(),
        faults: faults.into_iter().map(|(_, fault)| fault).collect(),
    }
}

/// A judged path, its certificates read.
struct Told<'p> {
    path: &'p Candidate,
    certificates: Vec<Certificate<'p>>,
    roots: &'p [Vec<u8>],
    name: Option<&'p str>,
    now: Time,
    /// How many certificates were sent.
    sent: usize,
}

impl Told<'_> {
    fn links(&self) -> Vec<Link> {
        let members = self.path.members.iter().zip(&self.certificates);
        members
            .enumerate()
            .filter(|(_, (member, _))| !matches!(member.origin, Origin::Root(_)))
            .map(|(at, (_, certificate))| Link {
                subject: subject(certificate),
                issuer: issuer(certificate),
                algorithm: oid::name(&certificate.algorithm.oid).to_owned(),
                tbs: certificate.tbs.raw().to_vec(),
                signature: certificate.signature_bytes().to_vec(),
                verdict: self.verdict(at, certificate),
            })
            .collect()
    }

    fn verdict(&self, at: usize, certificate: &Certificate<'_>) -> LinkVerdict {
        let own = certificate.is_self_issued().then_some(certificate);
        let trusted = self.roots.iter().any(|root| root == certificate.der);
        let Some(issuer) = self.certificates.get(at + 1).or(own) else {
            return match trusted {
                true => LinkVerdict::Unchecked(TRUSTED_AS_IT_IS),
                false => LinkVerdict::NoIssuer,
            };
        };
        match signed_by(certificate.der, issuer.key.element.raw()) {
            Ok(()) => LinkVerdict::Holds,
            Err(_) if trusted => LinkVerdict::Unchecked(TRUSTED_AS_IT_IS),
            Err(why @ Why::Unsupported(_)) => LinkVerdict::Unchecked(why.text()),
            Err(why) => LinkVerdict::Fails(why.text()),
        }
    }

    /// What the story says of `found`, and its place in the order of the story.
    fn fault(&self, found: &fault::Fault) -> Option<(u8, Fault)> {
        let at = found.place.index().unwrap_or_default();
        let index = match self.path.members.get(at).map(|member| member.origin) {
            Some(Origin::Leaf) | None => 0,
            Some(Origin::Intermediate(n)) => n + 1,
            Some(Origin::Root(_)) => self.sent,
        };
        let certificate = self.certificates.get(at);
        let top = self.certificates.last();
        let above = || top.map(issuer).unwrap_or_default();
        let trusted = || {
            let read = |root: &Vec<u8>| Some(subject(&Certificate::read(root).ok()?));
            self.roots.iter().filter_map(read).collect()
        };
        Some(match found.reason.code {
            "der.malformed"
            | "der.trailing"
            | "der.version"
            | "der.time"
            | "ext.duplicate"
            | "ext.malformed"
            | "ext.unknown-critical"
            | "sig.alg-mismatch"
            | "key.malformed" => {
                let why = found.says.clone();
                (0, Fault::Malformed { index, why })
            }
            "sig.bad" | "sig.body-changed" | "sig.key-kind" | "chain.issuer-key-differs" => {
                (1, Fault::BadSignature { index })
            }
            "chain.self-signed" => (
                2,
                Fault::SelfSigned {
                    subject: top.map(subject).unwrap_or_default(),
                },
            ),
            "chain.untrusted-root" | "chain.loop" | "chain.budget" => (
                2,
                Fault::UnknownIssuer {
                    issuer: above(),
                    trusted: trusted(),
                },
            ),
            "chain.missing-issuer" => (
                2,
                Fault::MissingIntermediate {
                    issuer: above(),
                    trusted: trusted(),
                },
            ),
            "ca.not-a-ca" | "ca.no-basic-constraints" | "ca.pathlen" | "ca.no-cert-sign" => {
                (3, Fault::NotAuthority { index })
            }
            "usage.eku" | "usage.eku-empty" | "usage.ca-as-leaf" => {
                (3, Fault::WrongPurpose { index })
            }
            "time.expired" => (
                4,
                Fault::Expired {
                    index,
                    not_after: certificate?.not_after.moment?.time(),
                    now: self.now,
                },
            ),
            "time.not-yet" => (
                4,
                Fault::NotYetValid {
                    index,
                    not_before: certificate?.not_before.moment?.time(),
                    now: self.now,
                },
            ),
            "name.mismatch"
            | "name.wildcard-depth"
            | "name.wildcard-apex"
            | "name.wildcard-partial"
            | "name.wildcard-broad"
            | "name.ip-as-dns"
            | "name.ip-missing"
            | "name.no-san"
            | "name.none"
            | "name.no-dns" => (
                5,
                Fault::WrongName {
                    wanted: self.name?.to_owned(),
                    has: certificate?.names().iter().filter_map(host).collect(),
                },
            ),
            "nc.not-permitted" | "nc.excluded" | "nc.ip-not-permitted" => {
                (6, Fault::NameConstraint { index })
            }
            _ => return None,
        })
    }
}

/// Whose a certificate is, as the rest of the story spells it.
fn subject(certificate: &Certificate<'_>) -> String {
    summary(certificate.der).map_or_else(|| certificate.subject.short(), |said| said.subject)
}

/// Who issued it, in the same spelling.
fn issuer(certificate: &Certificate<'_>) -> String {
    summary(certificate.der).map_or_else(|| certificate.issuer.short(), |said| said.issuer)
}

/// The host an alternative name names, if it names one.
fn host(name: &General<'_>) -> Option<String> {
    matches!(name.names, Kind::Dns(_) | Kind::Ip(_)).then(|| name.value())
}

const TRUSTED_AS_IT_IS: Text = Text::new(
    "This certificate is itself trusted, so whoever signed it does not matter.",
    "이 인증서 자체를 신뢰하므로 누가 서명했는지는 따지지 않는다.",
);
