//! Bytes read by a thread of their own, a few buffers ahead: what unpacks or waits does not hold up what looks at the packets.
//!
//! For standard input, whose reading may wait for ever and is then ended by Ctrl-C, and for what is compressed, where the second
//! processor earns its keep. An uncompressed file is read faster without: the copy from buffer to window would cost more than it saves.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use crate::app::inspect::stopping::Stopping;

/// Buffers on their way.
const BUFFERS: usize = 3;
/// Bytes of one.
const SIZE: usize = 256 << 10;
/// How often Ctrl-C is looked for while nothing comes.
const WAIT: Duration = Duration::from_millis(50);

/// What a thread reads ahead.
pub(super) struct Ahead {
    full: Receiver<io::Result<Vec<u8>>>,
    empty: Sender<Vec<u8>>,
    current: Vec<u8>,
    at: usize,
    stopping: Stopping,
}

impl Ahead {
    /// Starts to read `bytes`.
    ///
    /// # Errors
    /// If there can be no thread.
    pub(super) fn new(bytes: Box<dyn Read + Send>, stopping: Stopping) -> io::Result<Self> {
        let (fill, full) = sync_channel(BUFFERS);
        let (empty, refill) = channel();
        for _ in 0..BUFFERS {
            // The other end is alive: it stands three lines above.
            let _ = empty.send(Vec::new());
        }
        thread::Builder::new()
            .name("ahead".to_owned())
            .spawn(move || read(bytes, &refill, &fill))?;
        Ok(Self {
            full,
            empty,
            current: Vec::new(),
            at: 0,
            stopping,
        })
    }

    /// The next buffer; none: the end.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            match self.full.recv_timeout(WAIT) {
                Ok(buffer) => return buffer.map(Some),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) if self.stopping.asked() => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

/// Hands on what comes, as it comes, until the end, an error, or nobody wants more.
fn read(
    mut bytes: Box<dyn Read + Send>,
    refill: &Receiver<Vec<u8>>,
    fill: &SyncSender<io::Result<Vec<u8>>>,
) {
    while let Ok(mut buffer) = refill.recv() {
        buffer.resize(SIZE, 0);
        let got = loop {
            match bytes.read(&mut buffer) {
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                got => break got,
            }
        };
        let got = match got {
            Ok(0) => return,
            Ok(n) => {
                buffer.truncate(n);
                Ok(buffer)
            }
            Err(why) => Err(why),
        };
        let last = got.is_err();
        if fill.send(got).is_err() || last {
            return;
        }
    }
}

impl Read for Ahead {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.current.len() {
            let Some(next) = self.next()? else {
                return Ok(0);
            };
            let used = std::mem::replace(&mut self.current, next);
            // The thread may have ended; then nobody needs the buffer.
            let _ = self.empty.send(used);
            self.at = 0;
        }
        let mut left = self.current.get(self.at..).unwrap_or_default();
        let n = left.read(room)?;
        self.at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_ahead_is_what_was_there() {
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_le_bytes()[1]).collect();
        let source = Box::new(io::Cursor::new(bytes.clone()));
        let mut read = Vec::new();
        let mut ahead = Ahead::new(source, Stopping::default()).unwrap();
        ahead.read_to_end(&mut read).unwrap();
        assert!(read == bytes);
    }

    #[test]
    fn an_error_arrives_after_what_came_before_it() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        let source = Box::new(io::Cursor::new([1, 2, 3]).chain(Broken));
        let mut ahead = Ahead::new(source, Stopping::default()).unwrap();
        let mut read = Vec::new();
        assert!(ahead.read_to_end(&mut read).is_err());
        assert_eq!(read, [1, 2, 3]);
    }
}
