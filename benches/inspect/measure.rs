//! What a program costs: processor time as the kernel counts it for children that have ended, peak memory by `time`.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// What one run of a program costs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Seconds of processor time, in user and kernel, over all threads.
    pub(crate) cpu: f64,
    /// Peak memory in MiB, if `time` is there to tell it.
    pub(crate) peak: Option<f64>,
}

/// A program and its arguments.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    program: OsString,
    arguments: Vec<OsString>,
}

impl Call {
    pub(crate) fn new(program: impl Into<OsString>) -> Self {
        Self {
            program: program.into(),
            arguments: Vec::new(),
        }
    }

    pub(crate) fn with<A: Into<OsString>>(
        mut self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// As a command, its complaints unheard.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).stderr(Stdio::null());
        command
    }

    /// Runs it once; what it says is thrown away. `notes` is a file for `time` to write to.
    ///
    /// Peak memory is that of the child of `time`, which is small itself: a child of this process would begin with its
    /// parent's.
    pub(crate) fn once(&self, notes: &Path) -> Cost {
        if !installed("time") {
            let cpu = spent(self.command().stdout(Stdio::null()));
            return Cost { cpu, peak: None };
        }
        let timed = Self::new("/usr/bin/time")
            .with(["--quiet", "--format=%M", "--output"])
            .with([notes.as_os_str(), &self.program])
            .with(&self.arguments);
        let cpu = spent(timed.command().stdout(Stdio::null()));
        let said = fs::read_to_string(notes).unwrap_or_default();
        let peak = said.trim().parse::<f64>().ok().map(|kib| kib / 1024.0);
        Cost { cpu, peak }
    }

    /// The median of three runs, by time and by memory. A run of more than 10 seconds counts alone.
    pub(crate) fn cost(&self, notes: &Path) -> Cost {
        let first = self.once(notes);
        if first.cpu > 10.0 {
            return first;
        }
        let all = [first, self.once(notes), self.once(notes)];
        let mut cpu = all.map(|cost| cost.cpu);
        cpu.sort_by(f64::total_cmp);
        let mut peaks: Vec<f64> = all.iter().filter_map(|cost| cost.peak).collect();
        peaks.sort_by(f64::total_cmp);
        Cost {
            cpu: cpu[1],
            peak: peaks.get(1).copied(),
        }
    }

    /// The least time of `times` runs, in seconds, `time` not among them.
    pub(crate) fn best(&self, times: usize) -> f64 {
        let run = |_| spent(self.command().stdout(Stdio::null()));
        (0..times).map(run).fold(f64::INFINITY, f64::min)
    }
}

/// Seconds of processor time that `command` took.
fn spent(command: &mut Command) -> f64 {
    let before = children();
    command.status().expect("the program can be started");
    children() - before
}

/// Seconds of processor time of all children so far.
fn children() -> f64 {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the kernel counts children");
    (usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6
}

/// Whether there is such a program.
pub(crate) fn installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Reads a file twice, so that it is in memory.
pub(crate) fn warm(path: &Path) {
    for _ in 0..2 {
        let mut file = File::open(path).expect("the file was made");
        io::copy(&mut file, &mut io::sink()).expect("the file can be read");
    }
}
