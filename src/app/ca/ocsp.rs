//! `tlslab ca ocsp`: whether certificates were revoked, asked and answered on this host; or answered once, for a server to staple.

use std::io::{self, IsTerminal, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::app::ca::answering::Desk;
use crate::app::ca::faults::refusal;
use crate::app::ca::place::{Opening, Place};
use crate::app::ca::stapling;
use crate::app::everywhere::Form;
use crate::app::misuse::whole;
use crate::app::output::printed;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::Text;
use crate::base::time::Time;
use crate::keys::certificate::summary;
use crate::lab::responder::serve::serve;
use crate::lab::responder::service::Service;
use crate::pki::authority::folder::Folder;
use crate::pki::authority::keyring;
use crate::pki::authority::register::Issued;
use crate::pki::ocsp::responder::{Responder, may_answer};
use crate::text;

/// Answer whether certificates were revoked (OCSP): as a server on this host, or once for one certificate, into a file
///
/// The server listens on 127.0.0.1 only, and publishes the revocation lists under /crl as well. A certificate revoked while it runs is
/// answered so at once. Ctrl-C ends it. With a LABEL nothing is served: one answer is signed, for a server to staple.
#[derive(Args, Debug)]
pub(super) struct Ocsp {
    /// Answer once, about this certificate, into the file of -o
    #[arg(value_name = "LABEL")]
    label: Option<String>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    opening: Opening,
    /// Port to listen on, on this host only; 0: any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8888, value_parser = whole(0, 65_535), conflicts_with = "label")]
    port: u64,
    /// How many hours an answer may be used
    #[arg(long, value_name = "HOURS", default_value_t = 24, value_parser = whole(1, 8_760))]
    hours: u64,
    /// Sign with the certificate of this label, issued with --eku OCSPSigning, instead of with the issuer's own key
    #[arg(long, value_name = "LABEL")]
    delegate: Option<String>,
    /// With LABEL: tell how the answer is made and what each byte of it says
    #[arg(long, requires = "label")]
    pub(super) explain: bool,
}

impl Ocsp {
    /// Serves until Ctrl-C, or answers once.
    ///
    /// # Errors
    /// Those of keys, of the port, of the output.
    pub(super) fn run(self, ui: &Ui) -> Result<Answer> {
        ui.check()?;
        let folder = self.place.look()?;
        match &self.label {
            Some(label) => self.once(label, &folder, ui),
            None => self.serve(folder, ui),
        }
    }

    fn once(&self, label: &str, folder: &Folder, ui: &Ui) -> Result<Answer> {
        if ui.output().is_none() && io::stdout().is_terminal() && !self.explain {
            return Err(Refusal::usage(
                Text::new(
                    "an answer is binary, and a terminal would garble it",
                    "응답은 이진 데이터라 터미널에 쓰면 깨진다",
                ),
                text!(en: "write it to a file with -o {label}.ocsp, or read it with --explain", ko: "-o {label}.ocsp 로 파일에 쓰거나 --explain 으로 읽는다"),
            )
            .into());
        }
        let subject = stapling::Subject::find(folder, label)?;
        let responder = self.responder(folder, &subject.by, ui)?;
        let staple = subject.answered(folder, &responder, self.place.now())?;
        match (ui.output(), self.explain) {
            (None, true) => stapling::explain(&staple, ui)?,
            (None, false) => stapling::write(&staple, ui)?,
            (Some(place), explain) => {
                stapling::write(&staple, ui)?;
                match explain {
                    true => stapling::explain(&staple, ui)?,
                    false => stapling::say(&staple, place, ui)?,
                }
            }
        }
        Ok(Answer::Good)
    }

    /// Whoever answers for the authority called `label`.
    fn responder(&self, folder: &Folder, label: &str, ui: &Ui) -> Result<Responder> {
        let lasts = Duration::from_secs(self.hours * 3600);
        let register = &folder.register;
        let member = register.member(label);
        let issuer = member
            .map(|member| member.der.as_slice())
            .unwrap_or_default();
        let delegate = match &self.delegate {
            Some(delegate) => Some(deputy(folder, delegate, self.place.now())?),
            None => None,
        };
        let responder = match delegate.filter(|delegate| delegate.by == label) {
            Some(delegate) => {
                let path = folder.of_issued(&delegate.label).join("key.pem");
                let key = keyring::read(&path, None).map_err(refusal)?;
                Responder::delegated(issuer, &delegate.der, key, lasts)
            }
            None => Responder::itself(issuer, self.opening.key(folder, label, ui)?, lasts),
        };
        responder.ok_or_else(|| {
            Refusal::input(
                text!(en: "the certificate of {label} cannot be read", ko: "인증서를 읽을 수 없음: {label}"),
                Text::new("`tlslab ca check` repairs it", "`tlslab ca check` 로 고친다"),
            )
            .into()
        })
    }

    fn serve(&self, folder: Folder, ui: &Ui) -> Result<Answer> {
        if ui.form() != Form::Plain || ui.output().is_some() {
            return Err(Refusal::usage(
                Text::new(
                    "the server talks to people; it has no JSON, no page and no file to write",
                    "서버는 사람에게 말한다. JSON이나 페이지나 파일로 쓸 것이 없다",
                ),
                Text::new(
                    "leave --as and -o out, or name a certificate: tlslab ca ocsp LABEL -o FILE",
                    "--as 와 -o 를 빼거나 인증서를 준다: tlslab ca ocsp LABEL -o 파일",
                ),
            )
            .into());
        }
        let labels: Vec<String> = folder
            .register
            .authorities
            .iter()
            .map(|member| member.label.clone())
            // A root whose key was put away cannot answer; the others can.
            .filter(|label| folder.of_authority(label).join("key.pem").exists())
            .collect();
        let responders: Result<Vec<Responder>> = labels
            .iter()
            .map(|label| self.responder(&folder, label, ui))
            .collect();
        let port = u16::try_from(self.port).unwrap_or(u16::MAX);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|why| {
            Refusal::environment(
                text!(en: "cannot listen on 127.0.0.1, port {port}: {why}", ko: "127.0.0.1의 포트를 열 수 없음: {port} ({why})"),
                Text::new(
                    "is another program using it? --port 0 takes any that is free",
                    "다른 프로그램이 쓰고 있는지 확인한다. --port 0 을 주면 빈 포트를 쓴다",
                ),
            )
        })?;
        let port = listener.local_addr()?.port();
        let desk = Desk::new(folder, labels, responders?, self.place.clone(), ui.lang());
        // Before the first line: whoever reads it may press Ctrl-C.
        let stop = watch();
        let welcome = desk.welcome(port);
        printed(writeln!(io::stdout().lock(), "{welcome}"))?;
        let desk: Rc<dyn Service> = Rc::new(desk);
        serve(listener, &desk, &|| stop.load(Ordering::Relaxed))?;
        Ok(Answer::Good)
    }
}

/// The certificate of somebody who answers in an authority's place.
fn deputy<'f>(folder: &'f Folder, label: &str, now: Time) -> Result<&'f Issued> {
    let refused = |what: Text| {
        let hint = Text::new(
            "issue one: tlslab ca issue ocsp.test --eku OCSPSigning",
            "발급한다: tlslab ca issue ocsp.test --eku OCSPSigning",
        );
        anyhow::Error::from(Refusal::usage(what, hint))
    };
    let Some(issued) = folder.register.labelled(label) else {
        return Err(refused(
            text!(en: "no certificate is called {label:?}", ko: "그런 이름의 인증서가 없음: {label:?}"),
        ));
    };
    let valid =
        summary(&issued.der).is_some_and(|known| known.not_before <= now && now <= known.not_after);
    let revoked = folder.register.revoked.contains_key(&issued.serial);
    match may_answer(&issued.der) {
        true if valid && !revoked => Ok(issued),
        true => Err(refused(
            text!(en: "{label} has expired or was revoked, so no client would believe its answers", ko: "만료되었거나 폐기된 인증서라서 어느 클라이언트도 그 응답을 믿지 않는다: {label}"),
        )),
        false => Err(refused(
            text!(en: "{label} is not certified for OCSPSigning, so no client would believe its answers (RFC 6960 §4.2.2.2)", ko: "OCSPSigning 용도로 발급된 인증서가 아니라서 어느 클라이언트도 그 응답을 믿지 않는다: {label} (RFC 6960 §4.2.2.2)"),
        )),
    }
}

/// Raised by Ctrl-C, which here is how the work ends; a second one ends the program at once.
fn watch() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: a signal that finds the flag up ends the program, one that does not puts it up.
        let armed = flag::register_conditional_shutdown(
            signal,
            i32::from(Answer::Stopped.code()),
            Arc::clone(&stop),
        );
        if armed.is_ok() {
            let _ = flag::register(signal, Arc::clone(&stop));
        }
    }
    stop
}
