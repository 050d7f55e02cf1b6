//! `tlslab handshake --step` at a real terminal, which tmux is: every key, and the terminal given back on every way out.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "oracle/mod.rs"]
mod oracle;

use std::fs;
use std::path::PathBuf;
use std::process::id;
use std::thread::sleep;
use std::time::{Duration, Instant};

use oracle::Oracle;

/// How long anything may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// One tmux server of our own, with one window in which a plain shell runs.
struct Terminal {
    tmux: Oracle,
    socket: String,
    home: PathBuf,
}

impl Terminal {
    /// A terminal of 80 columns; none, and a loud word, where there is no tmux.
    fn open(name: &str) -> Option<Self> {
        let tmux = oracle::find("tmux", "tmux")?;
        let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("step-{name}"));
        fs::create_dir_all(&home).unwrap();
        let terminal = Self {
            tmux,
            socket: format!("tlslab-{name}-{}", id()),
            home,
        };
        let shell = "PS1='ready> ' exec sh";
        terminal.tmux(&[
            "new-session",
            "-d",
            "-x",
            "80",
            "-y",
            "60",
            "-s",
            "main",
            shell,
        ]);
        terminal.wait("ready>");
        Some(terminal)
    }

    fn tmux(&self, arguments: &[&str]) -> String {
        let mut all = vec!["-L", &self.socket, "-f", "/dev/null"];
        all.extend(arguments);
        self.tmux.says(&self.home, &all)
    }

    fn screen(&self) -> String {
        self.tmux(&["capture-pane", "-p", "-t", "main"])
    }

    /// Types a line for the shell.
    fn line(&self, line: &str) {
        self.tmux(&["send-keys", "-t", "main", "-l", line]);
        self.tmux(&["send-keys", "-t", "main", "Enter"]);
    }

    /// Presses one key as tmux calls it, and waits until the screen has `says` in its last rows.
    fn press(&self, key: &str, says: &str) {
        self.tmux(&["send-keys", "-t", "main", key]);
        self.wait(says);
    }

    /// Waits for a text on the screen, and gives the screen.
    fn wait(&self, says: &str) -> String {
        self.until(says, |screen| screen.contains(says))
    }

    fn until(&self, what: &str, fine: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let screen = self.screen();
            if fine(&screen) {
                return screen;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{what} never came; the screen is\n{screen}"
            );
            sleep(Duration::from_millis(20));
        }
    }

    /// Empties screen, so that what is waited for is new. Takes a shell at its prompt.
    fn clear(&self) {
        self.line("clear");
        self.until("an empty screen", |screen| screen.trim() == "ready>");
    }

    /// What `stty -a` says.
    fn settings(&self, name: &str) -> String {
        let place = self.home.join(name);
        let _ = fs::remove_file(&place);
        let done = self.home.join(format!("{name}.done"));
        let _ = fs::remove_file(&done);
        self.line(&format!(
            "stty -a > '{}'; touch '{}'",
            place.display(),
            done.display()
        ));
        let start = Instant::now();
        while !done.is_file() {
            assert!(
                start.elapsed() < PATIENCE,
                "the shell does not answer:\n{}",
                self.screen()
            );
            sleep(Duration::from_millis(20));
        }
        fs::read_to_string(&place).unwrap()
    }

    /// Begins to step through the full handshake.
    fn begin(&self) {
        self.clear();
        let program = env!("CARGO_BIN_EXE_tlslab");
        self.line(&format!(
            "'{program}' handshake --step --wire virtual --seed 1 --lang en; echo \"left with $?\""
        ));
        self.wait("[1/");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let all = ["-L", &self.socket, "-f", "/dev/null", "kill-server"];
        drop(self.tmux.run(&self.home, &all));
    }
}

/// The row that waits for a key: the last that is not empty.
fn prompt(screen: &str) -> &str {
    let rows = screen.lines().rev();
    rows.map(str::trim)
        .find(|row| !row.is_empty())
        .unwrap_or_default()
}

#[test]
fn every_key_does_what_it_says() {
    let Some(terminal) = Terminal::open("keys") else {
        return;
    };
    let before = terminal.settings("before");
    terminal.begin();
    let first = terminal.wait("ARP request");
    assert!(
        prompt(&first).contains("Enter next  b back  f fields"),
        "{first}"
    );

    // Forward and back.
    terminal.press("Enter", "[2/");
    terminal.wait("ARP reply");
    terminal.press("Space", "[3/");
    terminal.wait("I want to talk to port 443");
    terminal.press("b", "[2/");
    terminal.press("Right", "[3/");
    terminal.press("Left", "[2/");
    let again = terminal.until("step 2 again", |screen| prompt(screen).starts_with("[2/"));
    assert!(prompt(&again).starts_with("[2/"), "{again}");

    // To a step by its number: ClientHello, the seventh.
    terminal.press("7", "step 7");
    terminal.press("Enter", "[7/");
    terminal.wait("The client offers TLS 1.3");

    // Its fields, with what they are for; its bytes; why.
    terminal.press("f", "status_request");
    terminal.press("x", "[7/");
    terminal.until("the bytes of a field", |screen| {
        let mut rows = screen.lines();
        rows.any(|row| row.starts_with("  00") && row.ends_with("  status_type ocsp"))
    });
    terminal.press("w", "The true offer stands in");

    // A proof with all its inputs.
    terminal.press("3", "step 3");
    terminal.press("Enter", "I want to talk to port 443");
    terminal.press("p", "formula  ~Σ16(pseudo header");
    terminal.wait("seen     ");

    // The other language, and back.
    terminal.press("l", "443번 포트와 이야기하고 싶다");
    let korean = terminal.until("the Korean prompt", |screen| {
        prompt(screen).contains("Enter 다음")
    });
    assert!(prompt(&korean).starts_with("[3/"), "{korean}");
    terminal.press("?", "모든 입력");
    terminal.press("l", "Enter next");
    terminal.press("?", "proofs with all inputs");
    terminal.press("z", "no such key");

    // The end, and out.
    terminal.press("G", "ACK");
    terminal.press("Enter", "[end]");
    terminal.wait("round trips");
    terminal.press("g", "[1/");
    terminal.press("q", "left with 0");
    let after = terminal.wait("ready>");
    assert!(prompt(&after) == "ready>", "{after}");
    assert_eq!(before, terminal.settings("after"));
}

#[test]
fn the_terminal_is_given_back_on_every_way_out() {
    let Some(terminal) = Terminal::open("ways") else {
        return;
    };
    let before = terminal.settings("before");
    for (key, code) in [("q", 0), ("C-c", 0), ("C-d", 0), ("Escape", 0)] {
        terminal.begin();
        terminal.press(key, &format!("left with {code}"));
        assert_eq!(before, terminal.settings("after"), "after {key}");
    }
    // A shell drops the rest of the line where SIGINT ended its program.
    for (signal, says) in [
        ("TERM", "left with 143"),
        ("HUP", "left with 129"),
        ("INT", "ready>"),
    ] {
        terminal.begin();
        let raw = terminal.tmux(&["display-message", "-p", "-t", "main", "#{pane_pid}"]);
        let children = format!("/proc/{0}/task/{0}/children", raw.trim());
        let child = fs::read_to_string(&children).unwrap();
        let kill = format!("kill -{signal} {}", child.trim());
        terminal.tmux(&["run-shell", &kill]);
        terminal.until(says, |screen| {
            screen.contains(says) && prompt(screen) == "ready>"
        });
        assert_eq!(before, terminal.settings("after"), "after SIG{signal}");
    }
}
