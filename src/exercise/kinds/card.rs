//! A certificate as a card: what decides, a line each, to be read by people; no bytes that a verifier could be fed with.

use std::collections::BTreeMap;

use crate::dissect::x509::oid;
use crate::exercise::kind::Unfit;
use crate::trust::certificate::Certificate;
use crate::trust::extension::{Found, Usage};
use crate::trust::general::General;

/// Writes the card of the certificate `der` under the title `title`.
///
/// # Errors
/// It is no certificate.
pub fn write(title: &str, der: &[u8]) -> Result<String, Unfit> {
    let read = Certificate::read(der).map_err(|_| Unfit::new("it is no certificate"))?;
    let time = |stamp: &crate::trust::certificate::Stamp<'_>| {
        let moment = stamp.moment.map(|moment| moment.to_string());
        moment.unwrap_or_default()
    };
    let mut lines = vec![
        ("subject", read.subject.string()),
        ("issuer", read.issuer.string()),
        ("notBefore", time(&read.not_before)),
        ("notAfter", time(&read.not_after)),
        ("publicKey", read.key.name()),
    ];
    let values = &read.values;
    if let Some(basic) = &values.basic {
        let mut said = format!("CA:{}", if basic.value.ca { "TRUE" } else { "FALSE" });
        if let Some((below, _)) = &basic.value.path {
            said.push_str(&format!(", pathlen:{below}"));
        }
        lines.push(("basicConstraints", weighed(basic, said)));
    }
    if let Some(usage) = &values.usage {
        lines.push(("keyUsage", weighed(usage, Usage::names(usage.value))));
    }
    if let Some(extended) = &values.extended {
        let purposes = extended.value.iter();
        let purposes = purposes.map(|one| oid::name(&one.oid).trim_start_matches("id-kp-"));
        let said = purposes.collect::<Vec<_>>().join(", ");
        lines.push(("extendedKeyUsage", weighed(extended, said)));
    }
    if let Some(names) = &values.alternative {
        lines.push(("subjectAltName", weighed(names, listed(&names.value))));
    }
    if let Some(constraints) = &values.constraints {
        let said = format!("permitted: {}", listed(&constraints.value.permitted));
        lines.push(("nameConstraints", weighed(constraints, said)));
    }
    if let Some(key) = read.subject_key() {
        lines.push(("subjectKeyIdentifier", hex::encode(key)));
    }
    if let Some(key) = read.authority_key() {
        lines.push(("authorityKeyIdentifier", hex::encode(key)));
    }
    let mut out = format!("{title}\n");
    let unknown = read
        .extensions
        .iter()
        .filter(|extension| !extension.oid.starts_with("2.5.29."));
    let unknown = unknown.map(|extension| {
        let weight = if extension.critical { "critical, " } else { "" };
        let said = format!("{weight}{}", hex::encode(extension.value.content()));
        (extension.oid.clone(), said)
    });
    let lines = lines
        .into_iter()
        .map(|(name, said)| (name.to_owned(), said));
    for (name, said) in lines.chain(unknown) {
        out.push_str(&format!("  {name:<22} = {said}\n"));
    }
    Ok(out)
}

fn weighed<T>(found: &Found<T>, said: String) -> String {
    match found.critical {
        true => format!("critical, {said}"),
        false => said,
    }
}

fn listed(names: &[General<'_>]) -> String {
    let names: Vec<String> = names.iter().map(General::to_string).collect();
    names.join(", ")
}

/// A card that was read: lines by their names.
#[derive(Clone, Debug, Default)]
pub struct Card(BTreeMap<String, String>);

impl Card {
    /// Every card in `text`; what stands before the first is its head, which comes as a card too.
    pub fn all(text: &str) -> Vec<Self> {
        let mut cards = vec![Self::default()];
        for line in text.lines() {
            match line.split_once('=') {
                Some((name, said)) => {
                    if let Some(card) = cards.last_mut() {
                        card.0
                            .insert(name.trim().to_owned(), said.trim().to_owned());
                    }
                }
                None if line.starts_with("Certificate") => cards.push(Self::default()),
                None => {}
            }
        }
        cards
    }

    /// What the line `name` says; nothing if it is not there.
    pub fn line(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The words of the line `name` between commas; none if it is not there.
    pub fn words(&self, name: &str) -> Option<Vec<&str>> {
        let line = self.line(name)?;
        let line = line.trim_start_matches("critical, ");
        let words = line.trim_start_matches("permitted: ").split(", ");
        Some(words.collect())
    }

    /// Whether a line that is none of RFC 5280's must be understood.
    pub fn demands_the_unknown(&self) -> bool {
        let mut lines = self.0.iter();
        lines.any(|(name, said)| name.contains('.') && said.starts_with("critical"))
    }
}
