//! The rules of the lint as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::trust::lint::rule::Rule;
use crate::trust::profile::Profile;
use crate::view::json::safely::write_safely;
use crate::view::json::words::Both;

/// Writes `rules` as `{"format": "tlslab-rules", "rules": […]}` and a line end. A rule that a profile does not have is null there.
///
/// # Errors
/// Only those of `out`.
pub fn write<'r>(rules: impl Iterator<Item = &'r Rule>, out: &mut dyn Write) -> io::Result<()> {
    let level = |rule: &Rule, profile| rule.level(profile).map(|level| level.code());
    let rules = rules
        .map(|rule| RuleOut {
            code: rule.reason.code,
            source: rule.reason.rfc,
            about: rule.scope.code(),
            rfc5280: level(rule, Profile::Rfc5280),
            webpki: level(rule, Profile::WebPki),
            title: rule.reason.title.into(),
            why: rule.reason.why.into(),
            repair: rule.reason.repair.into(),
        })
        .collect();
    let all = RulesOut {
        format: "tlslab-rules",
        version: 1,
        rules,
    };
    write_safely(&all, out)
}

#[derive(Serialize)]
struct RulesOut {
    format: &'static str,
    version: u32,
    rules: Vec<RuleOut>,
}

#[derive(Serialize)]
struct RuleOut {
    code: &'static str,
    source: &'static str,
    about: &'static str,
    rfc5280: Option<&'static str>,
    webpki: Option<&'static str>,
    title: Both<'static>,
    why: Both<'static>,
    repair: Both<'static>,
}
