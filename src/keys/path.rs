//! The check of a certificate path (RFC 5280 §6): every certificate signed by the next one up, to a root that is trusted,
//! valid now, and for the name that was asked for (RFC 9525).
//!
//! All faults are found, not only the first. Values come from x509-parser, signatures are checked by
//! [`signature`]. Revocation is not looked at, nor whether a key is long enough.
//!
//! Two faults look alike and are told apart by this rule: where the issuer of the last certificate sent is not a trusted
//! root, an intermediate is *missing* if that certificate is no authority (so the server sent its leaf alone), and the
//! authority is *unknown* if it is one (so the chain is complete, and ends at a stranger).

use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::{algorithm, moment, named, names};
use crate::keys::fault::Fault;
use crate::keys::limits::{may_issue, misshapen};
use crate::keys::names::{allowed, fits};
use crate::keys::signature;

/// What the check of a chain found.
#[derive(Clone, Debug)]
pub struct Path {
    /// One link a certificate of the path, leaf first, without the trusted root, whose own signature proves nothing.
    pub links: Vec<Link>,
    /// Everything found wrong. A signature that could not be checked is no fault, and no proof: see [`Path::holds`].
    pub faults: Vec<Fault>,
}

impl Path {
    /// Whether a client may take the chain: nothing is wrong, and every signature was checked and is good.
    pub fn holds(&self) -> bool {
        let good = |link: &Link| matches!(link.verdict, LinkVerdict::Holds);
        self.faults.is_empty() && self.links.iter().all(good)
    }
}

/// One certificate and the signature of its issuer on it.
#[derive(Clone, Debug)]
pub struct Link {
    /// Whom it certifies.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// The signature algorithm's name.
    pub algorithm: String,
    /// What is signed, DER.
    pub tbs: Vec<u8>,
    /// The signature.
    pub signature: Vec<u8>,
    /// Whether the signature is the issuer's.
    pub verdict: LinkVerdict,
}

/// What the issuer's key says of a signature.
#[derive(Clone, Debug)]
pub enum LinkVerdict {
    /// It is the issuer's.
    Holds,
    /// It is not.
    Fails(Text),
    /// It cannot be checked here, so nothing is said of it.
    Unchecked(Text),
    /// The issuer's certificate is neither sent nor trusted.
    NoIssuer,
}

/// What the leaf is to be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be a TLS server (id-kp-serverAuth).
    Server,
    /// To be a TLS client (id-kp-clientAuth).
    Client,
}

/// Checks `chain` (DER, leaf first, as sent) against `roots` (DER) at `now`, for `name` if one is wanted.
pub fn check(
    chain: &[&[u8]],
    roots: &[Vec<u8>],
    name: Option<&str>,
    now: Time,
    purpose: Purpose,
) -> Path {
    let mut faults = Vec::new();
    let mut sent = Vec::new();
    for (index, der) in chain.iter().enumerate() {
        match X509Certificate::from_der(der) {
            Ok(([], certificate)) => sent.push((index, certificate)),
            Ok(_) => faults.push(Fault::Malformed {
                index,
                why: "bytes follow it".to_owned(),
            }),
            Err(why) => faults.push(Fault::Malformed {
                index,
                why: why.to_string(),
            }),
        }
    }
    let roots: Vec<X509Certificate<'_>> = roots
        .iter()
        .filter_map(|der| X509Certificate::from_der(der).ok())
        .map(|(_, root)| root)
        .collect();
    let Some((0, leaf)) = sent.first() else {
        return Path {
            links: Vec::new(),
            faults,
        };
    };
    let walk = climb(&sent, &roots);
    let links = walk.links();
    faults.extend(walk.signatures());
    faults.extend(walk.end(&roots));
    faults.extend(walk.usage(purpose));
    faults.extend(walk.validity(now));
    if let Some(wanted) = name {
        let has = names(leaf);
        if !has.iter().any(|pattern| fits(pattern, wanted)) {
            faults.push(Fault::WrongName {
                wanted: wanted.to_owned(),
                has,
            });
        }
    }
    faults.extend(walk.constraints(chain.len()));
    Path { links, faults }
}

/// The certificates from the leaf up, each the issuer of the one before, with the place it was sent at.
struct Walk<'c> {
    steps: Vec<(usize, &'c X509Certificate<'c>, LinkVerdict)>,
    /// The trusted root at its end, if it ends at one.
    root: Option<&'c X509Certificate<'c>>,
}

/// Walks from the leaf up, each time to a trusted root or to a certificate sent that has the issuer's name; where several
/// have it, to one whose key fits. It never goes back: one path is judged, not all there could be.
fn climb<'c>(
    sent: &'c [(usize, X509Certificate<'c>)],
    roots: &'c [X509Certificate<'c>],
) -> Walk<'c> {
    let mut steps: Vec<(usize, &X509Certificate<'_>, LinkVerdict)> = Vec::new();
    let mut next = sent.first();
    while let Some((index, certificate)) = next {
        let same = |root: &&X509Certificate<'_>| root.as_raw() == certificate.as_raw();
        if let Some(root) = roots.iter().find(same) {
            if steps.is_empty() {
                let verdict = match signed(certificate, certificate) {
                    LinkVerdict::Holds => LinkVerdict::Holds,
                    _ => LinkVerdict::Unchecked(TRUSTED_AS_IT_IS),
                };
                steps.push((*index, certificate, verdict));
            }
            return Walk {
                steps,
                root: Some(root),
            };
        }
        let own = certificate.subject().as_raw() == certificate.issuer().as_raw();
        if own && matches!(signed(certificate, certificate), LinkVerdict::Holds) {
            steps.push((*index, certificate, LinkVerdict::Holds));
            return Walk { steps, root: None };
        }
        let fits =
            |other: &X509Certificate<'_>| other.subject().as_raw() == certificate.issuer().as_raw();
        let above_roots = roots
            .iter()
            .filter(|root| fits(root))
            .map(|root| (None, root));
        let unused = sent.iter().filter(|(at, other)| {
            fits(other) && at != index && steps.iter().all(|(used, ..)| used != at)
        });
        let mut best = None;
        for (at, issuer) in above_roots.chain(unused.map(|(at, other)| (Some(*at), other))) {
            let verdict = signed(certificate, issuer);
            let holds = matches!(verdict, LinkVerdict::Holds);
            if holds || best.is_none() {
                best = Some((at, issuer, verdict));
            }
            if holds {
                break;
            }
        }
        let Some((at, issuer, verdict)) = best else {
            steps.push((*index, certificate, LinkVerdict::NoIssuer));
            break;
        };
        steps.push((*index, certificate, verdict));
        let Some(at) = at else {
            return Walk {
                steps,
                root: Some(issuer),
            };
        };
        next = sent.iter().find(|(place, _)| *place == at);
    }
    Walk { steps, root: None }
}

impl Walk<'_> {
    fn links(&self) -> Vec<Link> {
        let one = |(_, certificate, verdict): &(usize, &X509Certificate<'_>, LinkVerdict)| {
            link(certificate, verdict.clone())
        };
        self.steps.iter().map(one).collect()
    }

    fn signatures(&self) -> impl Iterator<Item = Fault> {
        self.steps
            .iter()
            .filter(|(.., verdict)| matches!(verdict, LinkVerdict::Fails(_)))
            .map(|(index, ..)| Fault::BadSignature { index: *index })
    }

    /// What is wrong with where the walk ends, if it does not end at a trusted root.
    fn end(&self, roots: &[X509Certificate<'_>]) -> Option<Fault> {
        if self.root.is_some() {
            return None;
        }
        let (index, last, verdict) = self.steps.last()?;
        let trusted = roots.iter().map(|root| named(root.subject())).collect();
        let issuer = named(last.issuer());
        let own = matches!(verdict, LinkVerdict::Holds);
        Some(match (own, index, last.is_ca()) {
            (true, 0, _) => Fault::SelfSigned {
                subject: named(last.subject()),
            },
            (true, ..) | (false, _, true) => Fault::UnknownIssuer { issuer, trusted },
            (false, _, false) => Fault::MissingIntermediate { issuer, trusted },
        })
    }

    /// Forms, purposes, and who may issue. What the root says of itself is not asked: it is trusted as it is.
    fn usage(&self, purpose: Purpose) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut below = 0;
        for (at, (index, certificate, _)) in self.steps.iter().enumerate() {
            let index = *index;
            if let Some(why) = misshapen(certificate) {
                faults.push(Fault::Malformed { index, why });
            }
            let own = certificate.subject().as_raw() == certificate.issuer().as_raw();
            if at > 0 {
                if !may_issue(certificate, below) {
                    faults.push(Fault::NotAuthority { index });
                }
                below += usize::from(!own);
            }
            let authority_as_leaf = at == 0 && !own && certificate.is_ca();
            if !serves(certificate, purpose) || authority_as_leaf {
                faults.push(Fault::WrongPurpose { index });
            }
        }
        faults
    }

    fn validity(&self, now: Time) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (index, certificate, _) in &self.steps {
            let index = *index;
            let validity = certificate.validity();
            let [not_before, not_after] = [&validity.not_before, &validity.not_after].map(moment);
            if now.as_seconds() > not_after.as_seconds() {
                faults.push(Fault::Expired {
                    index,
                    not_after,
                    now,
                });
            }
            if now.as_seconds() < not_before.as_seconds() {
                faults.push(Fault::NotYetValid {
                    index,
                    not_before,
                    now,
                });
            }
        }
        faults
    }

    /// Authorities that may not vouch for a name below them; the root counts as sent last, at `root_index`.
    fn constraints(&self, root_index: usize) -> Vec<Fault> {
        let above = self
            .steps
            .iter()
            .map(|(index, certificate, _)| (*index, *certificate))
            .chain(self.root.map(|root| (root_index, root)));
        let mut below: Vec<String> = Vec::new();
        let mut faults = Vec::new();
        for (at, (index, authority)) in above.enumerate() {
            if at > 0 && !below.iter().all(|name| allowed(authority, name)) {
                faults.push(Fault::NameConstraint { index });
            }
            let own = authority.subject().as_raw() == authority.issuer().as_raw();
            if at == 0 || !own {
                below.extend(names(authority));
            }
        }
        faults
    }
}

const TRUSTED_AS_IT_IS: Text = Text::new(
    "This certificate is itself trusted, so whoever signed it does not matter.",
    "이 인증서 자체를 신뢰하므로 누가 서명했는지는 따지지 않는다.",
);

fn link(certificate: &X509Certificate<'_>, verdict: LinkVerdict) -> Link {
    Link {
        subject: named(certificate.subject()),
        issuer: named(certificate.issuer()),
        algorithm: algorithm(certificate),
        tbs: certificate.tbs_certificate.as_ref().to_vec(),
        signature: certificate.signature_value.data.to_vec(),
        verdict,
    }
}

fn signed(certificate: &X509Certificate<'_>, issuer: &X509Certificate<'_>) -> LinkVerdict {
    let algorithm = certificate.signature_algorithm.algorithm.to_id_string();
    let tbs = certificate.tbs_certificate.as_ref();
    match signature::certificate(
        &algorithm,
        issuer.public_key().raw,
        tbs,
        &certificate.signature_value.data,
    ) {
        Ok(()) => LinkVerdict::Holds,
        Err(why @ signature::Why::Unsupported(_)) => LinkVerdict::Unchecked(why.text()),
        Err(why) => LinkVerdict::Fails(why.text()),
    }
}

fn serves(certificate: &X509Certificate<'_>, purpose: Purpose) -> bool {
    match certificate.extended_key_usage() {
        Ok(Some(usage)) => {
            let one = match purpose {
                Purpose::Server => usage.value.server_auth,
                Purpose::Client => usage.value.client_auth,
            };
            one || usage.value.any
        }
        Ok(None) => true,
        Err(_) => false,
    }
}
