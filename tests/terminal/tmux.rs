//! A terminal of our own: a tmux server with one window, in which a plain shell runs.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;
use std::process::id;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::oracle::{self, Oracle};

/// How long anything may take to appear.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks at the screen.
const GLANCE: Duration = Duration::from_millis(15);

/// What stands on the screen before a program is begun, and has to be seen again after it.
const BEFORE: &str = "this stood here before";

/// A terminal, with a shell in it that says `ready> `.
pub(crate) struct Terminal {
    tmux: Oracle,
    socket: String,
    home: PathBuf,
}

/// What a terminal can be left in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct State {
    /// What `stty -a` says.
    settings: String,
    /// As tmux knows it: the other screen, the cursor, what of the mouse is reported.
    flags: String,
}

/// The flags of a terminal in which nothing was changed: not the other screen, a cursor, no mouse.
const UNTOUCHED: &str = "0 1 0 0 0 0 0";

impl Terminal {
    /// A terminal of this size; none, and a loud word, where there is no tmux.
    pub(crate) fn open(name: &str, (columns, rows): (u16, u16)) -> Option<Self> {
        let tmux = oracle::find("tmux", "tmux")?;
        let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("terminal-{name}"));
        fs::create_dir_all(&home).unwrap();
        let terminal = Self {
            tmux,
            socket: format!("tlslab-{name}-{}", id()),
            home,
        };
        let (columns, rows) = (columns.to_string(), rows.to_string());
        let program = env!("CARGO_BIN_EXE_tlslab");
        // Without what may stand in the environment of whoever runs the tests, but in a terminal that tmux says it is.
        let shell = format!(
            "unset NO_COLOR COLUMNS LINES RUST_BACKTRACE; T='{program}' PS1='ready> ' exec sh"
        );
        terminal.tmux(&[
            "new-session",
            "-d",
            "-x",
            &columns,
            "-y",
            &rows,
            "-s",
            "main",
            &shell,
        ]);
        terminal.tmux(&["set", "-g", "status", "off"]);
        terminal.wait("ready>");
        terminal.resize((columns.parse().unwrap(), rows.parse().unwrap()));
        Some(terminal)
    }

    /// Runs a command of tmux, and gives what it prints.
    pub(crate) fn tmux(&self, arguments: &[&str]) -> String {
        let mut all = vec!["-L", &self.socket, "-f", "/dev/null", "-u"];
        all.extend(arguments);
        self.tmux.says(&self.home, &all)
    }

    /// What stands on the screen.
    pub(crate) fn screen(&self) -> String {
        self.tmux(&["capture-pane", "-p", "-t", "main"])
    }

    /// The screen with the sequences that colour it.
    pub(crate) fn painted(&self) -> String {
        self.tmux(&["capture-pane", "-p", "-e", "-t", "main"])
    }

    /// Types text as it is.
    pub(crate) fn text(&self, text: &str) {
        self.tmux(&["send-keys", "-t", "main", "-l", text]);
    }

    /// Presses keys, as tmux calls them.
    pub(crate) fn keys(&self, keys: &[&str]) {
        let mut all = vec!["send-keys", "-t", "main"];
        all.extend(keys);
        self.tmux(&all);
    }

    /// Types a line for the shell.
    pub(crate) fn line(&self, line: &str) {
        self.text(line);
        self.keys(&["Enter"]);
    }

    /// Presses one key, and waits until the screen has `says`.
    pub(crate) fn press(&self, key: &str, says: &str) {
        self.keys(&[key]);
        self.wait(says);
    }

    /// Gives the window another size.
    pub(crate) fn resize(&self, (columns, rows): (u16, u16)) {
        let (columns, rows) = (columns.to_string(), rows.to_string());
        self.tmux(&["resize-window", "-t", "main", "-x", &columns, "-y", &rows]);
    }

    /// Waits for a text on the screen, and gives the screen.
    pub(crate) fn wait(&self, says: &str) -> String {
        self.until(says, |screen| screen.contains(says))
    }

    /// Waits for a screen that is fine.
    pub(crate) fn until(&self, what: &str, fine: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let screen = self.screen();
            // One that is being drawn may be half of what it was and half of what it will be.
            if fine(&screen) && screen == self.screen() {
                return screen;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{what} never came; the screen is\n{screen}"
            );
            sleep(GLANCE);
        }
    }

    /// Waits until something is so.
    pub(crate) fn eventually(&self, what: &str, fine: impl Fn() -> bool) {
        let start = Instant::now();
        while !fine() {
            let screen = || self.screen();
            assert!(start.elapsed() < PATIENCE, "not so: {what}\n{}", screen());
            sleep(GLANCE);
        }
    }

    /// Empties the screen, so that what is waited for is new. Takes a shell at its prompt.
    pub(crate) fn clear(&self) {
        self.line("clear");
        self.until("an empty screen", |screen| screen.trim() == "ready>");
    }

    /// Begins `command` below what stands there; how it ends will be said. `$T` is the program.
    pub(crate) fn begin(&self, command: &str) {
        self.clear();
        self.line(&format!(
            "echo '{BEFORE}'; {command}; echo \"left with $?\""
        ));
    }

    /// Waits until what was begun has left with this code, and what stood there before is seen again.
    pub(crate) fn left(&self, code: u8) {
        let says = format!("left with {code}");
        let screen = self.until(&says, |screen| {
            screen.contains(&says) && prompt(screen) == "ready>"
        });
        assert!(
            // A prompt may stand before it, where the shell was slower than the keys.
            screen.lines().any(|row| row.ends_with(BEFORE)),
            "what stood there is gone:\n{screen}"
        );
        assert!(
            !screen.contains("Failed"),
            "it has something to add:\n{screen}"
        );
    }

    /// The process that the shell runs now.
    pub(crate) fn program(&self) -> String {
        let shell = self.tmux(&["display-message", "-p", "-t", "main", "#{pane_pid}"]);
        let children = format!("/proc/{0}/task/{0}/children", shell.trim());
        fs::read_to_string(&children).unwrap().trim().to_owned()
    }

    /// Sends a signal to what the shell runs now.
    pub(crate) fn signal(&self, signal: &str) {
        let kill = format!("kill -{signal} {}", self.program());
        self.tmux(&["run-shell", &kill]);
    }

    /// What the terminal is in. Takes a shell at its prompt.
    pub(crate) fn state(&self) -> State {
        let place = self.home.join("settings");
        let (to, part) = (place.display(), self.home.join("settings.part"));
        let part = part.display();
        let _ = fs::remove_file(&place);
        // Whole or not there: moved when it was written.
        let ask = format!("stty -a > '{part}' && mv '{part}' '{to}'");
        let asked = Cell::new(None);
        // Asked again now and then: a shell whose program a signal ended may mistake its next command.
        self.eventually("the shell answers", || {
            let lately = |then: Instant| then.elapsed() < Duration::from_secs(2);
            if !asked.get().is_some_and(lately) {
                asked.set(Some(Instant::now()));
                self.line(&ask);
            }
            place.is_file()
        });
        State {
            settings: fs::read_to_string(&place).unwrap(),
            flags: self.flags(),
        }
    }

    /// The other screen, the cursor, the ways to report the mouse: 1 for each that is on.
    fn flags(&self) -> String {
        let flags = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_standard_flag} #{mouse_button_flag} \
            #{mouse_all_flag} #{mouse_sgr_flag}";
        let said = self.tmux(&["display-message", "-p", "-t", "main", flags]);
        said.trim().to_owned()
    }

    /// Whether a program has the whole screen now.
    pub(crate) fn is_taken(&self) -> bool {
        self.flags().starts_with("1 ")
    }
}

impl State {
    /// That nothing at all is changed, and the terminal takes lines and echoes them.
    pub(crate) fn is_untouched(&self) -> bool {
        let on = |word: &str| self.settings.split([' ', ';', '\n']).any(|w| w == word);
        self.flags == UNTOUCHED && on("echo") && on("icanon") && on("isig")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let all = ["-L", &self.socket, "-f", "/dev/null", "kill-server"];
        drop(self.tmux.run(&self.home, &all));
    }
}

/// The row that waits for a key: the last that is not empty.
pub(crate) fn prompt(screen: &str) -> &str {
    let rows = screen.lines().rev();
    rows.map(str::trim)
        .find(|row| !row.is_empty())
        .unwrap_or_default()
}
