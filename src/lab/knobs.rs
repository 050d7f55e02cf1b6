//! What can be chosen about a run, and which choices cannot work together.

use thiserror::Error;

use crate::base::text::Text;
use crate::lab::blueprint::Blueprint;
use crate::lab::offer::{Group, Signs, Suite, Tls};
use crate::lab::scenario::{Knob, Scenario};
use crate::lab::wire::visit::Conditions;
use crate::pki::key::KeyKind;
use crate::pki::throwaway;
use crate::text;

/// Choices about a run. What is not chosen, the scenario or the peers' own defaults decide.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Knobs {
    /// The only version both ends speak.
    pub tls: Option<Tls>,
    /// The only group both ends have.
    pub group: Option<Group>,
    /// The only cipher suite both ends have.
    pub suite: Option<&'static Suite>,
    /// The kind of key in the certificates.
    pub key: Option<KeyKind>,
    /// Draws everything random from here; it also seeds the wire.
    pub seed: Option<u64>,
    /// Whether a combination that cannot work is run all the same.
    pub force: Force,
    /// How the wire treats frames. A seed of 0 means that none is given. A bit to flip overrides the scenario's.
    pub conditions: Conditions,
}

/// Whether a combination that cannot work is run all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Force {
    /// It is refused, with the reason.
    #[default]
    Refuse,
    /// It is run, and fails before everyone's eyes: where the choices contradict each other, each end takes one.
    RunAnyway,
}

/// Why a combination cannot work.
#[derive(Debug, Error)]
pub enum CannotWork {
    /// The scenario makes this choice itself.
    #[error("{}", self.reason().en)]
    Chosen {
        /// The scenario.
        scenario: &'static str,
        /// The flag.
        flag: &'static str,
    },
    /// The scenario is about another version.
    #[error("{}", self.reason().en)]
    AboutVersion {
        /// The scenario.
        scenario: &'static str,
        /// The version it is about.
        tls: Tls,
    },
    /// The suite belongs to another version.
    #[error("{}", self.reason().en)]
    SuiteOfOtherVersion {
        /// The suite.
        suite: &'static Suite,
    },
    /// The group cannot be used in TLS 1.2.
    #[error("{}", self.reason().en)]
    GroupOnlyIn13 {
        /// The group.
        group: Group,
    },
    /// The certificate's key cannot sign for the suite.
    #[error("{}", self.reason().en)]
    KeyForOtherSuite {
        /// The suite.
        suite: &'static Suite,
    },
    /// rustls refuses the set-up of an end.
    #[error("{}", self.reason().en)]
    SetUp(#[from] rustls::Error),
    /// A certificate of the run could not be made.
    #[error("{}", self.reason().en)]
    Certificate(#[from] throwaway::Error),
}

impl CannotWork {
    /// The reason, for people.
    pub fn reason(&self) -> Text {
        match self {
            Self::Chosen { scenario, flag } => text!(
                en: "the scenario {scenario} makes the choice of {flag} itself",
                ko: "{scenario} 시나리오: {flag} 값은 시나리오가 직접 정한다",
            ),
            Self::AboutVersion { scenario, tls } => text!(
                en: "the scenario {scenario} is about TLS {version}, and what it shows does not exist in another version",
                ko: "{scenario} 시나리오: TLS {version} 버전에만 있는 것을 보여 주므로 다른 버전으로는 볼 수 없다",
                version = tls.name(),
            ),
            Self::SuiteOfOtherVersion { suite } => text!(
                en: "{name} is a cipher suite of TLS {version}, and the two versions share no suites: in TLS 1.3 a suite names only the record protection and the hash, in TLS 1.2 the key exchange and the signature as well",
                ko: "{name}: TLS {version} 전용 암호 모음이다. 두 버전에 공통된 암호 모음은 없다. TLS 1.3의 암호 모음은 레코드 보호와 해시만 정하고, TLS 1.2의 암호 모음은 키 교환과 서명까지 정한다",
                name = suite.name,
                version = suite.tls.name(),
            ),
            Self::GroupOnlyIn13 { group } => text!(
                en: "{name} works only in TLS 1.3: it is no curve, and ServerKeyExchange of TLS 1.2 can carry only a point of a curve that the server chooses first",
                ko: "{name}: TLS 1.3에서만 쓸 수 있다. TLS 1.2의 ServerKeyExchange에는 서버가 먼저 고른 곡선의 점만 실을 수 있는데, 이 그룹은 곡선이 아니다",
                name = group.name(),
            ),
            Self::KeyForOtherSuite { suite } => {
                let (en, ko) = match suite.signs {
                    Signs::Rsa => ("an RSA key", "RSA 키"),
                    Signs::Ecdsa | Signs::Any => {
                        ("an ECDSA or Ed25519 key", "ECDSA 또는 Ed25519 키")
                    }
                };
                text!(
                    en: "{name} has the server sign with {en}, and the certificate holds another kind",
                    ko: "{name}: 서버의 서명에 {ko} 하나가 필요하지만 인증서의 키는 다른 종류이다",
                    name = suite.name,
                )
            }
            Self::SetUp(words) => text!(
                en: "an end could not be set up: {words}",
                ko: "한쪽 끝을 준비하지 못했다: {words}",
            ),
            Self::Certificate(words) => text!(
                en: "a certificate could not be made: {words}",
                ko: "인증서를 만들지 못했다: {words}",
            ),
        }
    }
}

impl Knobs {
    /// The kind of key in the certificates. A seeded run has Ed25519, the only one whose signatures are the same
    /// every time.
    pub fn key(&self) -> KeyKind {
        let wants_rsa = self.suite.is_some_and(|suite| suite.signs == Signs::Rsa);
        match self.key {
            Some(key) => key,
            None if wants_rsa => KeyKind::Rsa2048,
            None if self.seed.is_some() => KeyKind::Ed25519,
            None => KeyKind::EcdsaP256,
        }
    }

    /// The scenario's run with these choices.
    ///
    /// # Errors
    /// The choices cannot work together or with the scenario, and are not forced.
    pub fn applied(&self, scenario: &Scenario) -> Result<Blueprint, CannotWork> {
        let mut run = Blueprint::default();
        if let Some(tls) = self.version(scenario) {
            run.client.offer.versions = vec![tls];
            run.server.offer.versions = vec![tls];
        }
        (scenario.draw)(&mut run);
        self.apply_version(scenario, &mut run)?;
        self.apply_suite(scenario, &mut run)?;
        self.apply_group(scenario, &mut run)?;
        if self.conditions.flip.is_some() {
            run.flip = self.conditions.flip;
        }
        Ok(run)
    }

    /// The version of both ends, where it is certain: the scenario's, the chosen one, or that of the chosen suite.
    fn version(&self, scenario: &Scenario) -> Option<Tls> {
        let suites = self.suite.map(|suite| suite.tls);
        scenario.tls.or(self.tls).or(suites)
    }

    fn apply_version(&self, scenario: &Scenario, run: &mut Blueprint) -> Result<(), CannotWork> {
        let Some(tls) = self.tls else {
            return Ok(());
        };
        if scenario.own.contains(&Knob::Tls) {
            self.refuse(CannotWork::Chosen {
                scenario: scenario.name,
                flag: "--tls",
            })?;
        } else if let Some(about) = scenario.tls.filter(|about| *about != tls) {
            self.refuse(CannotWork::AboutVersion {
                scenario: scenario.name,
                tls: about,
            })?;
        } else {
            return Ok(());
        }
        run.client.offer.versions = vec![tls];
        Ok(())
    }

    fn apply_suite(&self, scenario: &Scenario, run: &mut Blueprint) -> Result<(), CannotWork> {
        let Some(suite) = self.suite else {
            return Ok(());
        };
        let rsa = matches!(
            self.key(),
            KeyKind::Rsa2048 | KeyKind::Rsa3072 | KeyKind::Rsa4096
        );
        if scenario.own.contains(&Knob::Suite) {
            self.refuse(CannotWork::Chosen {
                scenario: scenario.name,
                flag: "--suite",
            })?;
        } else if !run.server.offer.versions.contains(&suite.tls) {
            self.refuse(CannotWork::SuiteOfOtherVersion { suite })?;
            run.server.offer.versions = vec![suite.tls];
            run.server.offer.suites = vec![suite];
            return Ok(());
        } else {
            let signs = match suite.signs {
                Signs::Any => true,
                Signs::Ecdsa => !rsa,
                Signs::Rsa => rsa,
            };
            if !signs {
                self.refuse(CannotWork::KeyForOtherSuite { suite })?;
            }
            run.server.offer.suites = vec![suite];
        }
        // A client forced to another version keeps its suites, for it could not even begin without one.
        if run.client.offer.versions.contains(&suite.tls) {
            run.client.offer.suites = vec![suite];
        }
        Ok(())
    }

    fn apply_group(&self, scenario: &Scenario, run: &mut Blueprint) -> Result<(), CannotWork> {
        let Some(group) = self.group else {
            return Ok(());
        };
        let fits = |versions: &[Tls]| versions.iter().any(|tls| group.fits(*tls));
        if scenario.own.contains(&Knob::Group) {
            self.refuse(CannotWork::Chosen {
                scenario: scenario.name,
                flag: "--group",
            })?;
            run.client.offer.groups = vec![group];
        } else if fits(&run.client.offer.versions) && fits(&run.server.offer.versions) {
            run.client.offer.groups = vec![group];
            run.server.offer.groups = vec![group];
        } else {
            self.refuse(CannotWork::GroupOnlyIn13 { group })?;
            // With a cipher suite of TLS 1.2 alone a server could not even begin in TLS 1.3.
            let suites = &run.server.offer.suites;
            if suites.iter().any(|suite| suite.tls == Tls::V13) {
                run.server.offer.versions = vec![Tls::V13];
            }
            run.server.offer.groups = vec![group];
        }
        Ok(())
    }

    fn refuse(&self, reason: CannotWork) -> Result<(), CannotWork> {
        match self.force {
            Force::Refuse => Err(reason),
            Force::RunAnyway => Ok(()),
        }
    }
}
