//! A certificate under somebody else's name: anybody can write one. Whether it is believed is the verifier's doing.

use crate::base::time::Time;
use crate::demo::attack::Instance;
use crate::demo::chance::Chance;
use crate::demo::protocol::link::Link;
use crate::pki::gallery::key::Fault;
use crate::pki::gallery::workshop::{Below, Workshop};
use crate::trust::certificate::Certificate;

/// The moment everything is made and judged for; fixed, so that a seed repeats a run: 2026-09-01.
pub(super) const NOW: Time = Time::seconds(1_788_220_800);

/// What a verifier looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verifier {
    /// Issuer's name, host name and dates.
    Names,
    /// The same, and the signature.
    Signatures,
}

impl Verifier {
    /// Whether it takes `leaf` for a certificate of `host` that `issuer` made; both DER.
    pub(super) fn accepts(self, leaf: &[u8], issuer: &[u8], host: &str) -> bool {
        let Some(link) = Link::between(leaf, issuer) else {
            return false;
        };
        let names = link.subject.issuer.same(&link.issuer.subject) && for_host(leaf, host);
        let good = names && in_time(&link.subject);
        match self {
            Self::Names => good,
            Self::Signatures => good && link.by_hand() == Some(true),
        }
    }
}

/// The attacker's certificate for `host`: issuer's name copied out of `issuer` (DER, public), signed with the attacker's own key.
///
/// # Errors
/// A key could not be made or used.
pub(super) fn forge(chance: &mut Chance, issuer: &[u8], host: &str) -> Result<Vec<u8>, Fault> {
    let name = Certificate::read(issuer).map_err(|_| Fault::Make)?;
    let mut shop = Workshop::open(Some(chance.below(u64::MAX)), NOW)?;
    shop.counterfeit(host, name.subject.element.raw())
}

/// Whether the attacker's certificate is taken for the authority's.
pub(super) fn wins(chance: &mut Chance, instance: Instance) -> bool {
    let verifier = match instance {
        Instance::Weak => Verifier::Names,
        Instance::Fixed => Verifier::Signatures,
    };
    let mut tried = || -> Result<bool, Fault> {
        let mut shop = Workshop::open(Some(chance.below(u64::MAX)), NOW)?;
        let honest = shop.sound("shop.test", Below::P256)?;
        let issuer = honest.sent.first().map_or(&[][..], Vec::as_slice);
        // A verifier that refuses the real one as well would be no repair.
        let works = verifier.accepts(&honest.leaf, issuer, "shop.test");
        let forged = forge(chance, issuer, "bank.test")?;
        Ok(works && verifier.accepts(&forged, issuer, "bank.test"))
    };
    tried().unwrap_or(false)
}

fn for_host(leaf: &[u8], host: &str) -> bool {
    use crate::keys::certificate::summary;
    summary(leaf).is_some_and(|said| said.names.iter().any(|name| name == host))
}

fn in_time(certificate: &Certificate<'_>) -> bool {
    let now = NOW.into();
    let before = certificate.not_before.moment;
    let after = certificate.not_after.moment;
    before.is_some_and(|first| first <= now) && after.is_some_and(|last| now <= last)
}
