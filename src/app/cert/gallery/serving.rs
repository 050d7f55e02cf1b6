//! Offering the gallery: a server an entry, with the command that meets it.

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use tempfile::TempDir;

use crate::app::cert::gallery::row::row;
use crate::app::cert::gallery::{files, minting, writing};
use crate::app::everywhere::ListForm;
use crate::app::output::unwritten;
use crate::app::refusal::{Answer, Refusal};
use crate::app::ui::Ui;
use crate::base::text::{Lang, Text};
use crate::lab::gallery::credential;
use crate::lab::gallery::serve::{self, Stall};
use crate::pki::gallery::case::{Case, Host, Lasts, Part};
use crate::pki::gallery::entry::Entry;
use crate::pki::gallery::workshop::Workshop;
use crate::text;
use crate::view::json::gallery;
use crate::view::json::gallery::Row as Told;
use crate::view::layout::{Ink, Row, Span, wrap};
use crate::view::look::Look;

/// What is to be served.
pub(super) struct Plan<'p> {
    pub(super) entries: &'p [&'static Entry],
    /// The port of the first entry; 0: whichever are free.
    pub(super) first: u16,
    pub(super) show: Show,
    /// Where the roots are put that clients need; none: a folder that goes with the servers.
    pub(super) folder: Option<&'p Path>,
}

/// Which of a pair is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    Broken,
    Fixed,
}

/// Serves until Ctrl-C.
pub(super) fn serve(plan: &Plan<'_>, shop: &mut Workshop, ui: &Ui) -> Result<Answer> {
    let lent = match plan.folder {
        Some(_) => None,
        None => Some(lend().map_err(|why| {
            let place = std::env::temp_dir().display().to_string();
            unwritten(&Text::same(place), why)
        })?),
    };
    let folder = match (&lent, plan.folder) {
        (_, Some(folder)) => folder,
        (Some(lent), None) => lent.path(),
        (None, None) => Path::new("."),
    };
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // A second one ends the program at once, should the first one not do.
        flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop))?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    let mut rows = Vec::new();
    let mut stalls = Vec::new();
    for (n, entry) in (0_u16..).zip(plan.entries) {
        let pair = minting::make(entry, shop)?;
        writing::put(folder, entry, &pair, ui)?;
        let mut files = files::folder_of(folder, entry);
        let case = match plan.show {
            Show::Broken => pair.broken,
            Show::Fixed => {
                files.push("fixed");
                pair.fixed
            }
        };
        let mut told = row(entry);
        told.folder = Some(files.display().to_string());
        let config = match case.lasts {
            Lasts::Days => credential::config(&case),
            Lasts::OneSecond => Err(ONE_SECOND),
        };
        match config {
            Err(why) => told.refused = Some(why),
            Ok(config) => {
                let port = match plan.first {
                    0 => 0,
                    first => first.saturating_add(n),
                };
                let listener = listen(port)?;
                let port = listener.local_addr()?.port();
                told.url = Some(format!("https://{}:{port}/", case.wanted));
                told.command = Some(curl(&case, port, &files));
                stalls.push(Stall {
                    listener,
                    config,
                    page: page(entry, plan.show, ui.lang()),
                });
            }
        }
        rows.push(told);
    }
    announce(&rows, ui)?;
    serve::serve(stalls, &|| stop.load(Ordering::Relaxed))?;
    Ok(Answer::Good)
}

/// A folder that goes when the servers go.
fn lend() -> io::Result<TempDir> {
    tempfile::Builder::new().prefix("tlslab-gallery-").tempdir()
}

const ONE_SECOND: Text = Text::new(
    "it is about one second that passes: write it with --to and judge it at its moment",
    "지나가는 1초에 관한 것이다. --to 로 쓰고 그 시각으로 판정한다",
);

fn listen(port: u16) -> Result<TcpListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).map_err(|why| {
        Refusal::environment(
            text!(en: "cannot listen on {address}: {why}", ko: "{address} 에서 연결을 받을 수 없음: {why}"),
            Text::new(
                "another program has that port: choose others with --port PORT, or --port 0 for any that are free",
                "다른 프로그램이 그 포트를 쓰고 있다. --port 포트 로 다른 포트를 고르거나, --port 0 으로 빈 포트를 쓴다",
            ),
        )
        .into()
    })
}

/// The curl that meets `case` on `port`, with the files in `folder`.
fn curl(case: &Case, port: u16, folder: &Path) -> String {
    let mut words = vec!["curl".to_owned()];
    let file = |name: &str| quoted(&folder.join(name).display().to_string());
    words.push(format!("--cacert {}", file("root.pem")));
    if let Host::Name(name) = &case.wanted {
        words.push(format!("--resolve {name}:{port}:127.0.0.1"));
    }
    if !case.crls.is_empty() {
        words.push(format!("--crlfile {}", file("crl.pem")));
    }
    if case.staple.is_some() {
        words.push("--cert-status".to_owned());
    }
    if case.part == Part::Client && !case.leaf.is_empty() {
        words.push(format!(
            "--cert {} --key {}",
            file("fullchain.pem"),
            file("key.pem")
        ));
    }
    words.push(format!("https://{}:{port}/", case.wanted));
    words.join(" ")
}

/// `word` as a shell takes it for one.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    match word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

/// What a client gets that accepts the certificate.
fn page(entry: &Entry, show: Show, lang: Lang) -> String {
    let (name, doc) = match show {
        Show::Broken => (entry.name, entry.fault),
        Show::Fixed => (entry.name, entry.repair),
    };
    let (en, ko) = (doc.en, doc.ko);
    let said = match (show, entry.reason) {
        (Show::Broken, Some(_)) => {
            text!(en: "{name}: {en}, and your client accepted it.\n", ko: "{name}: {ko}. 그런데 이 클라이언트는 받아들였다.\n")
        }
        (Show::Fixed, _) | (Show::Broken, None) => {
            text!(en: "{name}: {en}. Your client rightly accepted it.\n", ko: "{name}: {ko}. 이 클라이언트가 받아들인 것이 옳다.\n")
        }
    };
    said.say(lang).to_owned()
}

fn announce(rows: &[Told], ui: &Ui) -> Result<()> {
    match ui.list_form()? {
        ListForm::Json => ui.write(&mut |out| gallery::write(rows, out)),
        ListForm::Plain => ui.write(&mut |out| table(rows, ui.look(), out)),
    }
}

fn table(rows: &[Told], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let columns = look.columns();
    for told in rows {
        let (place, ink) = match (&told.url, &told.refused) {
            (Some(url), _) => (url.as_str(), Ink::Plain),
            (None, Some(why)) => (look.say(why), Ink::Faint),
            (None, None) => ("", Ink::Plain),
        };
        let name = [
            Span::new(told.name, Ink::Name),
            Span::blank(2),
            Span::new(place, ink),
        ];
        for row in wrap(&name, columns, 0, 2) {
            row.write(look, out)?;
        }
        let command = told.command.as_deref().unwrap_or_default();
        // Not wrapped but as it is, to be copied in one piece, wherever the screen breaks it.
        if !command.is_empty() {
            writeln!(out, "  {command}")?;
        }
    }
    Row::default().write(look, out)?;
    let end = look.word("Ctrl-C ends all of them.", "Ctrl-C 로 모두 끝낸다.");
    Row(vec![Span::new(end, Ink::Faint)]).write(look, out)
}
