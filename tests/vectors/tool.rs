//! A tool run as it is typed: `tlslab demo TOOL …`.

use std::process::Command;

/// Exit code, standard output, standard error.
pub(crate) fn tool(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tlslab"));
    let output = command
        .arg("demo")
        .args(arguments)
        .args(["--lang", "en"])
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The result alone, one line.
pub(crate) fn raw(arguments: &[&str]) -> String {
    let (code, out, err) = tool(&[arguments, &["--raw"]].concat());
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    let line = out.strip_suffix('\n').unwrap().to_owned();
    assert!(!line.contains('\n'), "{arguments:?}");
    line
}

/// Nothing on standard output, a line on standard error.
pub(crate) fn refused(arguments: &[&str], with: i32) -> String {
    let (code, out, err) = tool(&[arguments, &["--raw"]].concat());
    assert_eq!((code, out.as_str()), (with, ""), "{arguments:?}: {err}");
    assert!(!err.trim().is_empty(), "{arguments:?}");
    err
}

pub(crate) fn digits(bytes: &[u8]) -> String {
    format!("hex:{}", hex::encode(bytes))
}
