//! The application bytes of one connection: shown as a conversation, and written to files.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;

use crate::app::draft::Draft;
use crate::app::inspect::reading::{Going, Reader};
use crate::app::inspect::wanted::Wanted;
use crate::app::output::unwritten;
use crate::base::side::Side;
use crate::base::text::Text;
use crate::capture::packet::Captured;
use crate::survey::connection::{Connection, Protocol};
use crate::survey::tls::{Status, Tls};
use crate::survey::watcher::Watcher;
use crate::text;
use crate::view::dark;
use crate::view::follow::Conversation;

/// Listens to one connection.
pub(super) struct Following {
    number: u32,
    pub(super) talk: Conversation,
    /// What the pass learned of it, once it is over.
    pub(super) told: Option<Connection>,
    drafts: Option<[Draft; 2]>,
    failed: io::Result<()>,
}

impl Following {
    /// Listens to connection `number`; with a folder, what is heard goes into `N-client.bin` and `N-server.bin` in it.
    ///
    /// # Errors
    /// If the folder cannot be made or written to.
    pub(super) fn new(number: u32, folder: Option<&Path>) -> Result<Self> {
        let drafts = match folder {
            None => None,
            Some(folder) => {
                let begin = |side: Side| {
                    let name = side.of("client", "server");
                    let place = folder.join(format!("{number}-{name}.bin"));
                    Draft::begin(&place)
                };
                let drafts = fs::create_dir_all(folder)
                    .and_then(|()| Ok([begin(Side::Client)?, begin(Side::Server)?]));
                let place = || Text::same(folder.display().to_string());
                Some(drafts.map_err(|why| unwritten(&place(), why))?)
            }
        };
        Ok(Self {
            number,
            talk: Conversation::default(),
            told: None,
            drafts,
            failed: Ok(()),
        })
    }

    /// Makes the files, where a folder was given; `whole`: the reading came to its end.
    ///
    /// # Errors
    /// If they cannot be written.
    pub(super) fn keep(&mut self, folder: &Path) -> Result<()> {
        let failed = std::mem::replace(&mut self.failed, Ok(()));
        let drafts = self.drafts.take().into_iter().flatten();
        let written = failed.and_then(|()| drafts.into_iter().try_for_each(Draft::finish));
        written.map_err(|why| unwritten(&Text::same(folder.display().to_string()), why))
    }

    /// Why nothing was heard; none: something was.
    pub(super) fn silent(&self) -> Option<Text> {
        if self.talk.bytes != [0, 0] {
            return None;
        }
        let told = self.told.as_ref()?;
        let number = self.number;
        let tls = told.tls.as_deref();
        Some(match (told.protocol, tls.and_then(dark_of)) {
            (None, _) => text!(
                en: "Connection {number} has no TLS inside, and nothing to decrypt.",
                ko: "{number}번 연결에는 TLS가 없어 복호화할 것이 없다."
            ),
            (Some(Protocol::Tls | Protocol::Dtls | Protocol::Quic), Some(reason)) => {
                let (why, light) = (dark::why(reason), dark::light(reason));
                let (why_en, light_en, why_ko, light_ko) = (why.en, light.en, why.ko, light.ko);
                text!(
                    en: "What connection {number} says stays dark: {why_en}. What would light it: {light_en}.",
                    ko: "{number}번 연결의 내용은 열리지 않는다. {why_ko}. 열려면: {light_ko}."
                )
            }
            (Some(Protocol::Tls | Protocol::Dtls | Protocol::Quic), None) => text!(
                en: "Connection {number} carried no application data.",
                ko: "{number}번 연결에는 응용 데이터가 없다."
            ),
        })
    }
}

fn dark_of(tls: &Tls) -> Option<crate::survey::tls::Dark> {
    match tls.decryption.status {
        Status::NotNeeded | Status::Full => None,
        Status::Partial | Status::Dark => tls.decryption.reason,
    }
}

impl Watcher for Following {
    fn connection(&mut self, mut told: Connection) {
        if told.number == self.number {
            Wanted::default().judge(&mut told);
            self.told = Some(told);
        }
    }

    fn bytes(&mut self, connection: u32, from: Side, packet: u32, bytes: &[u8]) {
        if connection != self.number {
            return;
        }
        self.talk.say(from, packet, bytes);
        if let Some([client, server]) = &mut self.drafts
            && self.failed.is_ok()
        {
            self.failed = from.of(client, server).write_all(bytes);
        }
    }

    fn wants(&self, connection: u32) -> bool {
        connection == self.number
    }
}

impl Reader for Following {
    fn frame(&mut self, _connection: Option<u32>, _frame: &Captured<'_>) -> Going {
        match self.told {
            Some(_) => Going::Enough,
            None => Going::On,
        }
    }

    fn failed(&self) -> bool {
        self.failed.is_err()
    }
}
