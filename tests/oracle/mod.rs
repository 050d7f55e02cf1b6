//! Other people's programs, asked whether they see what tlslab says.
#![allow(dead_code, reason = "each test program uses its part")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A program that is installed.
pub(crate) struct Oracle {
    /// Where it is.
    pub(crate) path: PathBuf,
    name: &'static str,
}

/// Finds `program`, which Debian has in the package `package`, or which `make setup` brings.
///
/// Without it the test that asks is skipped, and says so; under `CI=true` that is a failure, because a check that never
/// runs looks like one that passes.
pub(crate) fn find(program: &'static str, package: &str) -> Option<Oracle> {
    let paths = env::var_os("PATH").unwrap_or_default();
    // What `make setup` takes from elsewhere than Debian stands in the target folder.
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("oracles/bin");
    let found = env::split_paths(&paths)
        .chain([own])
        .map(|folder| folder.join(program))
        .find(|path| path.is_file());
    if let Some(path) = found {
        return Some(Oracle {
            path,
            name: program,
        });
    }
    skip(&format!(
        "{program} is not installed (apt-get install {package})"
    ));
    None
}

/// The text of a file that `make setup` brings within a Python package; `path` begins with the package's folder.
pub(crate) fn text(path: &str) -> Option<String> {
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("oracles/lib");
    let versions = fs::read_dir(packages).into_iter().flatten().flatten();
    let text = versions
        .map(|python| python.path().join("site-packages").join(path))
        .find_map(|path| fs::read_to_string(path).ok());
    if text.is_none() {
        skip(&format!("{path} is not there (make setup)"));
    }
    text
}

fn skip(what: &str) {
    eprintln!("SKIPPED: {what}");
    assert!(
        env::var_os("CI").is_none_or(|ci| ci != "true"),
        "SKIPPED: {what}"
    );
}

impl Oracle {
    /// The command, in a home of its own so that nobody's settings change the answer.
    pub(crate) fn command(&self, home: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(&self.path);
        command
            .args(args)
            .env("HOME", home)
            .env("LC_ALL", "C.UTF-8")
            .env_remove("SSLKEYLOGFILE")
            .stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, home: &Path, args: &[&str]) -> Output {
        self.command(home, args)
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    /// What it prints, if it is content.
    pub(crate) fn says(&self, home: &Path, args: &[&str]) -> String {
        let output = self.run(home, args);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{} {args:?}: {errors}", self.name);
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}
