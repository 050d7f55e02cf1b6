//! The certificates that the server of one captured connection showed.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::app::inspect::found;
use crate::app::inspect::input::Input;
use crate::app::inspect::progress::Progress;
use crate::app::inspect::reading::{self, Ended, Reader};
use crate::app::inspect::remarks::quoted;
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

/// A connection of a capture, told.
pub(in crate::app) struct Shown {
    /// Its number.
    pub(in crate::app) number: u32,
    /// What the capture is called.
    pub(in crate::app) file: String,
    /// What the pass learned of it.
    pub(in crate::app) connection: Connection,
    /// Its story.
    pub(in crate::app) story: Story,
}

/// Which connection is meant where none is named: it must be the only one of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Only {
    /// The one in which a server shows a chain.
    WithChain,
    /// The one with TLS in it.
    WithTls,
}

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
    let shown = connection_of(place, keys, connection, Only::WithChain, lang)?;
    let chain = certificates(&shown.story);
    match chain.is_empty() {
        true => Err(dark(&shown.file, 1).into()),
        false => Ok((shown.number, chain)),
    }
}

/// The connection of that number, told; without a number, the only one of a kind.
///
/// # Errors
/// If the capture or the secrets cannot be read, if there is no such connection, if several might be meant.
pub(in crate::app) fn connection_of(
    place: &Path,
    keys: &[PathBuf],
    connection: Option<u32>,
    only: Only,
    lang: Lang,
) -> Result<Shown> {
    let input = Input::new(place);
    let name = input.name();
    let secrets = Secrets::read(keys, lang)?;
    let stopping = Stopping::default();
    let mut log = secrets.log();
    if input.may_hide_secrets() {
        log.extend(&reading::secrets(input.open()?, &stopping));
    }
    let mut kinds = Kinds::default();
    let ended = read(&input, &log, &stopping, &mut kinds)?;
    if let (_, Some(refusal)) = found::judge(&input, &ended)
        && kinds.all == 0
    {
        return Err(refusal.into());
    }
    let numbers = match only {
        Only::WithChain => &kinds.with_chain,
        Only::WithTls => &kinds.with_tls,
    };
    let number = match (connection, numbers.as_slice()) {
        (Some(number), _) => number,
        (None, [only]) => *only,
        (None, []) => {
            return Err(match only {
                Only::WithChain => dark(&name, kinds.all),
                Only::WithTls => none(&name),
            }
            .into());
        }
        (None, several) => return Err(which(&name, several, only).into()),
    };
    let mut single = Single::new(number);
    let ended = read(&input, &log, &stopping, &mut single)?;
    let Some(told) = single.told.take() else {
        return Err(no_such(number, &name, ended.closing.connections).into());
    };
    let inside = Log::parse(&ended.inside).0;
    let evidence = single.evidence(&name, &told, &log, &inside, &[]);
    Ok(Shown {
        number,
        file: name,
        connection: told,
        story: tell(&evidence),
    })
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
pub(in crate::app) fn certificates(story: &Story) -> Vec<Vec<u8>> {
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

/// Which connections have TLS in them, and which show a chain of the server.
#[derive(Default)]
struct Kinds {
    with_chain: Vec<u32>,
    with_tls: Vec<u32>,
    all: usize,
}

impl Watcher for Kinds {
    fn connection(&mut self, told: Connection) {
        self.all += 1;
        let Some(tls) = told.tls.as_deref() else {
            return;
        };
        self.with_tls.push(told.number);
        if tls.chain(Side::Server).next().is_some() {
            self.with_chain.push(told.number);
        }
    }
}

impl Reader for Kinds {}

/// No connection has TLS in it.
fn none(name: &str) -> Refusal {
    Refusal::input(
        text!(en: "{name}: no connection in it speaks TLS", ko: "{name}: TLS를 쓰는 연결이 없음"),
        text!(en: "tlslab inspect {name} shows what is in it", ko: "tlslab inspect {name} 으로 무엇이 들어 있는지 본다"),
    )
}

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

/// Several connections might be meant.
fn which(name: &str, numbers: &[u32], only: Only) -> Refusal {
    const NAMED: usize = 8;
    let count = numbers.len();
    let mut list: Vec<String> = numbers.iter().take(NAMED).map(u32::to_string).collect();
    if count > NAMED {
        list.push("…".to_owned());
    }
    let list = list.join(", ");
    let first = numbers.first().copied().unwrap_or(1);
    let what = match only {
        Only::WithChain => {
            text!(en: "{name}: {count} connections show certificates ({list})", ko: "{name}: 인증서가 보이는 연결이 {count}개 있음 ({list})")
        }
        Only::WithTls => {
            text!(en: "{name}: {count} connections speak TLS ({list})", ko: "{name}: TLS를 쓰는 연결이 {count}개 있음 ({list})")
        }
    };
    let name = quoted(Path::new(name));
    Refusal::usage(
        what,
        text!(en: "choose one with --connection {first}; tlslab inspect {name} lists them", ko: "--connection {first} 처럼 하나를 고른다. tlslab inspect {name} 으로 목록을 본다"),
    )
}
