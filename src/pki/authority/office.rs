//! One authority at work: its key is open, and it signs what it is given.

use rcgen::{
    CertificateParams, CertificateRevocationListParams, Issuer, KeyIdMethod, PublicKeyData,
    RevokedCertParams, SerialNumber,
};

use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::{date, summary};
use crate::pki::authority::chance::{Chance, Hand};
use crate::pki::authority::error::{Fault, Result};
use crate::pki::authority::event::Settings;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::keyring;
use crate::pki::authority::profile::{self, Below, Leaf};
use crate::pki::authority::register::{Member, Revoked};
use crate::pki::authority::serial::Serial;
use crate::pki::authority::validity::{Validity, moment};
use crate::text;

/// An authority with its key open.
#[derive(Debug)]
pub struct Office {
    /// What it is called here.
    pub label: String,
    /// Its common name.
    pub name: String,
    /// From when to when its own certificate is valid.
    pub validity: Validity,
    settings: Settings,
    chance: Chance,
    issuer: Issuer<'static, Hand>,
}

impl Office {
    /// Opens the office of the authority called `label`.
    ///
    /// # Errors
    /// Those of its key.
    pub fn open(folder: &Folder, label: &str, passphrase: Option<&str>) -> Result<Self> {
        let key = keyring::of_authority(folder, label, passphrase)?;
        let unknown = || Fault::Story(format!("no authority is called {label}"));
        let member = folder.register.member(label).ok_or_else(unknown)?;
        let chance = chance(&folder.register.settings);
        Self::new(member, Hand::new(key, chance), &folder.register.settings)
    }

    /// The office of `member`, whose key is in `hand`.
    ///
    /// # Errors
    /// If its certificate cannot be read.
    pub(super) fn new(member: &Member, hand: Hand, settings: &Settings) -> Result<Self> {
        let unread = || Fault::Story(format!("the certificate of {} is none", member.label));
        let known = summary(&member.der).ok_or_else(unread)?;
        // Only its name, the kind of its key identifier and what it may sign matter to what it signs.
        let params = profile::authority(&member.name, Below::Any, settings);
        Ok(Self {
            label: member.label.clone(),
            name: member.name.clone(),
            validity: Validity {
                from: known.not_before,
                to: known.not_after,
            },
            settings: settings.clone(),
            chance: hand.chance(),
            issuer: Issuer::new(params, hand),
        })
    }

    /// The chance it works with.
    pub fn chance(&self) -> Chance {
        self.chance
    }

    /// Its public key.
    pub(super) fn key(&self) -> &impl PublicKeyData {
        self.issuer.key()
    }

    /// Signs a leaf.
    ///
    /// # Errors
    /// If it cannot be built.
    pub fn leaf(
        &self,
        leaf: &Leaf,
        serial: &Serial,
        validity: Validity,
        key: &impl PublicKeyData,
    ) -> Result<Vec<u8>> {
        self.sign(profile::leaf(leaf, &self.settings), serial, validity, key)
    }

    /// Signs the certificate of another authority.
    ///
    /// # Errors
    /// If it cannot be built.
    pub(super) fn authority(
        &self,
        (name, below): (&str, Below),
        serial: &Serial,
        validity: Validity,
        key: &impl PublicKeyData,
    ) -> Result<Vec<u8>> {
        let mut params = profile::authority(name, below, &self.settings);
        profile::services(&mut params, &self.settings);
        profile::any_policy(&mut params);
        self.sign(params, serial, validity, key)
    }

    fn sign(
        &self,
        params: CertificateParams,
        serial: &Serial,
        validity: Validity,
        key: &impl PublicKeyData,
    ) -> Result<Vec<u8>> {
        let params = profile::dated(params, serial, validity)?;
        let signed = params.signed_by(key, &self.issuer);
        Ok(signed.map_err(Fault::Build)?.der().to_vec())
    }

    /// Signs a list of what it revoked.
    ///
    /// # Errors
    /// If it cannot be built.
    pub fn list(
        &self,
        number: u64,
        [this, next]: [Time; 2],
        revoked: &[(&Serial, Revoked)],
    ) -> Result<Vec<u8>> {
        let revoked: Result<Vec<RevokedCertParams>> = revoked
            .iter()
            .map(|(serial, revoked)| {
                Ok(RevokedCertParams {
                    serial_number: SerialNumber::from_slice(serial.bytes()),
                    revocation_time: moment(revoked.at)?,
                    reason_code: revoked.reason.code(),
                    invalidity_date: None,
                })
            })
            .collect();
        let params = CertificateRevocationListParams {
            this_update: moment(this)?,
            next_update: moment(next)?,
            crl_number: SerialNumber::from(number),
            issuing_distribution_point: None,
            revoked_certs: revoked?,
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let signed = params.signed_by(&self.issuer);
        Ok(signed.map_err(Fault::Build)?.der().to_vec())
    }

    /// What of `days` around `now` lies within this authority's own validity, and a word where that is less.
    ///
    /// # Errors
    /// If it is not valid itself at `now`.
    pub fn lifetime(&self, now: Time, days: u32) -> Result<(Validity, Option<Text>)> {
        let own = self.validity;
        let name = &self.name;
        if !own.holds(now) {
            let (from, to, now) = (date(own.from), date(own.to), date(now));
            return Err(Fault::refused(
                text!(en: "{name} is valid from {from} to {to}, and it is {now}: nobody would accept what it signs", ko: "유효 기간이 아닌 인증 기관이 서명한 것은 아무도 받아들이지 않는다: {name} ({from} ~ {to}, 지금 {now})"),
                Text::new(
                    "make new authorities with `tlslab ca rollover`, or set the clock with --at",
                    "`tlslab ca rollover` 로 새 인증 기관을 만들거나 --at 으로 시각을 정한다",
                ),
            ));
        }
        let wanted = Validity::around(now, days);
        let given = wanted.within(own);
        let note = (given.to < wanted.to).then(|| {
            text!(en: "cut to {days} days, because {name} itself is valid only until {to}: a certificate that outlives its issuer is worth nothing from then on", ko: "{days}일로 줄였다. 발급자보다 오래가는 인증서는 발급자가 만료되면 쓸모가 없다: {name} ({to} 까지 유효)", days = given.days(), to = date(own.to))
        });
        Ok((given, note))
    }
}

/// The chance of an authority with these settings.
pub fn chance(settings: &Settings) -> Chance {
    Chance::of(settings.seed, &settings.name)
}
