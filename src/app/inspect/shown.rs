//! The certificates that the server of one captured connection showed.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::app::inspect::found;
use crate::app::inspect::input::Input;
use crate::app::inspect::progress::Progress;
use crate::app::inspect::reading::{self, Ended, Reader};
use crate::app::inspect::secrets::Secrets;
use crate::app::inspect::single::{Single, no_such};
use crate::app::inspect::stopping::Stopping;
use crate::app::refusal::Refusal;
use crate::base::side::Side;
use crate::base::text::{Lang, Text};
use crate::keys::log::Log;
use crate::story::model::{Kind, Story};
use crate::story::tell::tell;
use crate::survey::connection::Connection;
use crate::survey::pass::Pass;
use crate::survey::watcher::Watcher;
use crate::text;

/// The number of the connection, and the chain its server showed, leaf first, DER. Without a number it is the only connection
/// with a chain.
///
/// # Errors
/// If the capture or the secrets cannot be read, if there is no such connection, if no chain can be seen.
pub(in crate::app) fn chain(
    place: &Path,
    keys: &[PathBuf],
    connection: Option<u32>,
    lang: Lang,
) -> Result<(u32, Vec<Vec<u8>>)> {
    let input = Input::new(place);
    let name = input.name();
    let secrets = Secrets::read(keys, lang)?;
    let stopping = Stopping::default();
    let mut log = secrets.log();
    if input.may_hide_secrets() {
        log.extend(&reading::secrets(input.open()?, &stopping));
    }
    let mut with_chain = WithChain::default();
    let ended = read(&input, &log, &stopping, &mut with_chain)?;
    if let (_, Some(refusal)) = found::judge(&input, &ended)
        && with_chain.all == 0
    {
        return Err(refusal.into());
    }
    let number = match (connection, with_chain.numbers.as_slice()) {
        (Some(number), _) => number,
        (None, [only]) => *only,
        (None, []) => return Err(dark(&name, with_chain.all).into()),
        (None, several) => return Err(which(&name, several).into()),
    };
    let mut single = Single::new(number);
    let ended = read(&input, &log, &stopping, &mut single)?;
    let Some(told) = single.told.take() else {
        return Err(no_such(number, &name, ended.closing.connections).into());
    };
    let inside = Log::parse(&ended.inside).0;
    let evidence = single.evidence(&name, &told, &log, &inside, &[]);
    let chain = certificates(&tell(&evidence));
    match chain.is_empty() {
        true => Err(dark(&name, 1).into()),
        false => Ok((number, chain)),
    }
}

fn read(input: &Input, log: &Log, stopping: &Stopping, reader: &mut dyn Reader) -> Result<Ended> {
    let pass = Pass::new(log.clone());
    let progress = Progress::default();
    Ok(reading::read(
        input.open()?,
        pass,
        reader,
        stopping,
        &progress,
    ))
}

/// The first chain that the server shows in `story`.
fn certificates(story: &Story) -> Vec<Vec<u8>> {
    let shows = |step: &&crate::story::model::Step| {
        matches!(
            step.kind,
            Kind::Wire {
                from: Side::Server,
                ..
            }
        )
    };
    for step in story.steps.iter().filter(shows) {
        for exhibit in step.exhibits.iter().rev() {
            let notes = exhibit.notes.iter();
            let chain: Vec<Vec<u8>> = notes
                .filter(|note| {
                    note.field.name == "Certificate" && note.field.rfc == "RFC 5280 §4.1"
                })
                .map(|note| note.of(&exhibit.bytes).to_vec())
                .collect();
            if !chain.is_empty() {
                return chain;
            }
        }
    }
    Vec::new()
}

/// Which connections show a chain of the server.
#[derive(Default)]
struct WithChain {
    numbers: Vec<u32>,
    all: usize,
}

impl Watcher for WithChain {
    fn connection(&mut self, told: Connection) {
        self.all += 1;
        let tls = told.tls.as_deref();
        let shown = tls.into_iter().flat_map(|tls| &tls.certificates);
        if shown.into_iter().any(|one| one.from == Side::Server) {
            self.numbers.push(told.number);
        }
    }
}

impl Reader for WithChain {}

/// No chain can be seen.
fn dark(name: &str, connections: usize) -> Refusal {
    let what = text!(en: "{name}: no certificate of a server can be seen in it", ko: "{name}: 서버의 인증서가 보이지 않음");
    let hint = match connections {
        0 => Text::new("there is no TCP connection in it", "TCP 연결이 하나도 없다"),
        _ => Text::new(
            "TLS 1.3 encrypts certificates: --keys FILE gives the secrets (SSLKEYLOGFILE); a resumed session shows none",
            "TLS 1.3은 인증서를 암호화한다. --keys 파일 로 비밀(SSLKEYLOGFILE)을 준다. 재개한 세션에는 인증서가 없다",
        ),
    };
    Refusal::input(what, hint)
}

/// Several connections show a chain.
fn which(name: &str, numbers: &[u32]) -> Refusal {
    const NAMED: usize = 8;
    let count = numbers.len();
    let mut list: Vec<String> = numbers.iter().take(NAMED).map(u32::to_string).collect();
    if count > NAMED {
        list.push("…".to_owned());
    }
    let list = list.join(", ");
    let first = numbers.first().copied().unwrap_or(1);
    Refusal::usage(
        text!(en: "{name}: {count} connections show certificates ({list})", ko: "{name}: 인증서가 보이는 연결이 {count}개 있음 ({list})"),
        text!(en: "choose one with --connection {first}; tlslab inspect {name} lists them", ko: "--connection {first} 처럼 하나를 고른다. tlslab inspect {name} 으로 목록을 본다"),
    )
}
