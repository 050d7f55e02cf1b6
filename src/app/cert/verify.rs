//! `tlslab cert verify`: whether to believe a certificate, and every reason why not.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::item::Found;
use crate::app::cert::input::reading;
use crate::app::cert::trusted::{self, Trusted};
use crate::app::inspect::remarks::quoted;
use crate::app::moment;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::base::verdict::Verdict;
use crate::dissect::x509::shape::Shape;
use crate::story::certificate::verified::{self, Setting};
use crate::trust::profile::Profile;
use crate::trust::question::{Purpose, Question, Wanted};
use crate::trust::verify;
use crate::view::look::Folded;

/// Judge a certificate: every path, every check, every fault with its place and repair
///
/// The first certificate of the first input is judged; the others may help to reach a root. Without --roots the authority in certs/ca is
/// trusted, if there is one. Exit code 0 if it is accepted, 1 if it is refused.
#[derive(Args, Debug)]
pub(super) struct Verify {
    /// File with the certificate and others behind it, host:port, or a capture; - is standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// File with certificates to trust; may be given more than once
    #[arg(long, value_name = "FILE")]
    roots: Vec<PathBuf>,
    /// File with certificates that may help to reach a root; may be given more than once
    #[arg(long, value_name = "FILE")]
    intermediates: Vec<PathBuf>,
    /// The moment for which it is judged, if not now: 2026-11-28T00:00:00Z, a date, or @ and seconds since 1970
    #[arg(long, value_name = "TIME", value_parser = moment::read)]
    at: Option<Time>,
    /// The host's name that it must be for
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// The address that it must be for
    #[arg(long, value_name = "ADDRESS")]
    ip: Vec<IpAddr>,
    /// The mail address that it must be for
    #[arg(long, value_name = "ADDRESS")]
    mail: Vec<String>,
    /// What it is to be used for
    #[arg(long, default_value = "server", value_parser = purposes())]
    purpose: Purpose,
    /// List of revoked certificates (CRL); may be given more than once
    #[arg(long, value_name = "FILE")]
    crl: Vec<PathBuf>,
    /// OCSP response; may be given more than once
    #[arg(long, value_name = "FILE")]
    ocsp: Vec<PathBuf>,
    /// The most intermediates a path may have (--depth says how deep the story goes)
    #[arg(long, value_name = "NUMBER")]
    max_depth: Option<usize>,
    /// Whose rules count
    #[arg(long, default_value = "rfc5280", value_parser = profiles())]
    profile: Profile,
    #[command(flatten)]
    source: Source,
}

impl Verify {
    /// Reads everything, judges, tells.
    ///
    /// # Errors
    /// If an input cannot be read or holds something else than it should; those of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let mut setting = Setting::default();
        let mut wanted = self.wanted();
        let mut shown = Vec::new();
        let mut ocsp = Vec::new();
        for input in &self.inputs {
            let found = reading::read(input, &self.source, ui.lang())?;
            shown.extend(ders(&found, Shape::Certificate)?);
            self.server(&found, &mut wanted, &mut ocsp, &mut setting);
            setting.remarks.extend(found.remarks);
        }
        let Some((leaf, rest)) = shown.split_first() else {
            return Err(Refusal::input(
                Text::new("there is no certificate to judge", "판정할 인증서가 없음"),
                Text::EMPTY,
            )
            .into());
        };
        let Trusted {
            roots,
            intermediates,
            said,
            remark,
        } = match self.roots.is_empty() {
            true => trusted::of_folder(Path::new("certs/ca")),
            false => Trusted {
                roots: self.all(&self.roots, Shape::Certificate, ui)?,
                said: list(&self.roots),
                ..Trusted::default()
            },
        };
        setting.roots = said;
        setting.remarks.extend(remark);
        let mut helpers = rest.to_vec();
        helpers.extend(self.all(&self.intermediates, Shape::Certificate, ui)?);
        helpers.extend(intermediates);
        let crls = self.all(&self.crl, Shape::Crl, ui)?;
        ocsp.extend(self.all(&self.ocsp, Shape::Ocsp, ui)?);
        let question = Question {
            intermediates: &helpers,
            roots: &roots,
            crls: &crls,
            ocsp: &ocsp,
            wanted,
            purpose: self.purpose,
            depth: self.max_depth,
            profile: self.profile,
            ..Question::new(leaf, moment::now(self.at))
        };
        let verification = verify::verify(&question);
        let story = verified::tell(&question, &verification, &setting);
        ui.story(&story, Folded::Hide, self.next(verification.accepted()))?;
        Ok(match verification.accepted() && !setting.refuses() {
            true => Answer::Good,
            false => Answer::No,
        })
    }

    /// The names asked for.
    fn wanted(&self) -> Vec<Wanted> {
        let hosts = self.host.iter().map(|name| Wanted::host(name));
        let addresses = self.ip.iter().copied().map(Wanted::Ip);
        let mails = self.mail.iter().cloned().map(Wanted::Mail);
        hosts.chain(addresses).chain(mails).collect()
    }

    /// What a server shows beside its chain; without another wish it must be for the name it was asked by.
    fn server(
        &self,
        found: &Found,
        wanted: &mut Vec<Wanted>,
        ocsp: &mut Vec<Vec<u8>>,
        setting: &mut Setting,
    ) {
        let Some(server) = &found.server else {
            return;
        };
        if wanted.is_empty() {
            wanted.push(Wanted::host(&server.name));
        }
        ocsp.extend(server.stapled.clone());
        setting.holds_key = Some(match server.holds_key {
            Some(true) => Verdict::Holds,
            Some(false) => Verdict::Fails,
            None => Verdict::NotReached,
        });
    }

    /// Everything of `shape` in `files`.
    fn all(&self, files: &[PathBuf], shape: Shape, ui: &Ui) -> Result<Vec<Vec<u8>>> {
        let mut all = Vec::new();
        for file in files {
            let found = reading::read(file, &self.source, ui.lang())?;
            all.extend(ders(&found, shape)?);
        }
        Ok(all)
    }

    /// Commands worth trying next.
    fn next(&self, accepted: bool) -> Vec<String> {
        let Some(input) = self.inputs.first().filter(|input| input.as_os_str() != "-") else {
            return Vec::new();
        };
        let input = quoted(input);
        let mut next = vec![format!("tlslab cert show {input}")];
        if self.host.is_empty() && self.ip.is_empty() && self.mail.is_empty() {
            next.push(format!("tlslab cert verify {input} --host NAME"));
        }
        if self.roots.is_empty() {
            next.push(format!("tlslab cert verify {input} --roots FILE"));
        }
        if !accepted {
            next.push(format!("tlslab cert verify {input} --depth field"));
        }
        next
    }
}

fn ders(found: &Found, shape: Shape) -> Result<Vec<Vec<u8>>, Refusal> {
    let items = found.only(shape)?;
    Ok(items.into_iter().map(|item| item.der).collect())
}

fn list(files: &[PathBuf]) -> String {
    let names: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    names.join(", ")
}

fn purposes() -> impl TypedValueParser<Value = Purpose> {
    let names = Purpose::ALL.map(Purpose::name);
    PossibleValuesParser::new(names).try_map(|name| Purpose::find(&name).ok_or("no such purpose"))
}

fn profiles() -> impl TypedValueParser<Value = Profile> {
    let names = Profile::ALL.map(Profile::name);
    PossibleValuesParser::new(names).try_map(|name| Profile::find(&name).ok_or("no such profile"))
}
