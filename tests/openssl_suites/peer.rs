//! `openssl s_server` and `openssl s_client`, run like a person at two terminals would.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program at work: what it is told, and what it has said so far on both outputs.
pub(crate) struct Peer {
    child: Child,
    stdin: Option<ChildStdin>,
    said: Arc<(Mutex<Vec<u8>>, Condvar)>,
}

impl Peer {
    /// Starts openssl with these arguments in `room`, with the settings file of this name there and nobody else's.
    pub(crate) fn start(room: &Path, settings: &str, arguments: &[&str]) -> Self {
        let mut child = Command::new("openssl")
            .args(arguments)
            .current_dir(room)
            .env("OPENSSL_CONF", settings)
            .env_remove("SSLKEYLOGFILE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        listen(child.stdout.take().unwrap(), &said);
        listen(child.stderr.take().unwrap(), &said);
        let stdin = child.stdin.take();
        Self { child, stdin, said }
    }

    /// Types `text`.
    pub(crate) fn type_in(&mut self, text: &str) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(text.as_bytes()).unwrap();
        stdin.flush().unwrap();
    }

    /// Waits until it has said `words` so many times; gives everything it said.
    #[track_caller]
    pub(crate) fn says(&self, words: &str, times: usize) -> String {
        let (said, grown) = &*self.said;
        let begun = Instant::now();
        let mut said = said.lock().unwrap();
        loop {
            let text = String::from_utf8_lossy(&said).into_owned();
            if text.matches(words).count() >= times {
                return text;
            }
            let waited = begun.elapsed();
            assert!(waited < PATIENCE, "no {words:?} {times} times in: {text}");
            said = grown.wait_timeout(said, PATIENCE - waited).unwrap().0;
        }
    }

    /// What it has said so far.
    pub(crate) fn said(&self) -> String {
        String::from_utf8_lossy(&self.said.0.lock().unwrap()).into_owned()
    }

    /// Waits until it is over.
    pub(crate) fn end(&mut self) {
        self.stdin = None;
        let begun = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < PATIENCE, "still running: {}", self.said());
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It may be over already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(mut pipe: impl Read + Send + 'static, said: &Arc<(Mutex<Vec<u8>>, Condvar)>) {
    let said = Arc::clone(said);
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 14];
        while let Ok(read) = pipe.read(&mut buffer)
            && read > 0
        {
            said.0.lock().unwrap().extend(&buffer[..read]);
            said.1.notify_all();
        }
    });
}
