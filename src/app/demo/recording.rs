//! A connection of a capture of one's own, for the demonstrations that take one.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::app::inspect::shown::{self, Only};
use crate::app::refusal::Refusal;
use crate::base::text::Lang;
use crate::base::time::Time;
use crate::demo::asked::{Input, Recording};
use crate::demo::demonstration::Demo;
use crate::demo::list::all;
use crate::survey::tls::Status;
use crate::text;

/// Which connection of which capture.
#[derive(Args, Debug)]
pub(super) struct Source {
    /// Take a connection of this capture for the first part: its certificates, its keys
    #[arg(long = "from", requires = "name", value_name = "FILE")]
    file: Option<PathBuf>,
    /// With --from: which connection; tlslab inspect has the numbers
    #[arg(long, value_name = "NUMBER", requires = "file")]
    connection: Option<u32>,
    /// With --from: file with secrets, as SSLKEYLOGFILE has them; may be given more than once
    #[arg(long, value_name = "FILE", requires = "file")]
    keys: Vec<PathBuf>,
}

impl Source {
    /// The connection asked for, for `demo`; none if none was.
    ///
    /// # Errors
    /// If the demonstration takes none, if the capture or the secrets cannot be read, if there is no such connection.
    pub(super) fn recording(&self, demo: &Demo, lang: Lang) -> Result<Option<Recording>> {
        let Some(file) = &self.file else {
            return Ok(None);
        };
        if demo.taking(Input::Recording).is_none() {
            return Err(takes_none(demo).into());
        }
        let shown = shown::connection_of(file, &self.keys, self.connection, Only::WithTls, lang)?;
        let tls = shown.connection.tls.as_deref();
        let dark = tls.and_then(|tls| match tls.decryption.status {
            Status::NotNeeded | Status::Full => None,
            Status::Partial | Status::Dark => tls.decryption.reason,
        });
        let first = shown.story.packets.first();
        Ok(Some(Recording {
            file: shown.file,
            connection: shown.number,
            at: first.map_or(Time::seconds(0), |packet| packet.time),
            host: tls.and_then(|tls| tls.sni()).map(str::to_owned),
            version: tls.and_then(|tls| tls.version),
            dark,
            certificates: shown::certificates(&shown.story),
            story: shown.story,
        }))
    }
}

fn takes_none(demo: &Demo) -> Refusal {
    let taking = all().filter(|demo| demo.taking(Input::Recording).is_some());
    let taking: Vec<&str> = taking.map(|demo| demo.name).collect();
    let (name, taking) = (demo.name, taking.join(", "));
    Refusal::usage(
        text!(en: "{name} takes no capture", ko: "{name} 시연은 캡처를 받지 않음"),
        text!(en: "leave out --from; those that take one: {taking}", ko: "--from 을 빼고 실행한다. 캡처를 받는 시연: {taking}"),
    )
}
