//! The tools misused on the command line.

use crate::tool::tool;

/// What does not fit is said, with what would.
#[test]
fn misuse_is_said() {
    for (arguments, says) in [
        (
            &["aead", "--message", "text:a"][..],
            "--key is missing; it needs 32 bytes",
        ),
        (
            &[
                "aead",
                "--key",
                "00",
                "--nonce",
                "00",
                "--message",
                "text:a",
            ],
            "--key has 1 byte; it needs 32 bytes",
        ),
        (
            &[
                "aead",
                "--key",
                "0g",
                "--nonce",
                "00",
                "--message",
                "text:a",
            ],
            "is no hexadecimal digit",
        ),
        (
            &[
                "aead",
                "--key",
                "000",
                "--nonce",
                "00",
                "--message",
                "text:a",
            ],
            "3 hexadecimal digits are not whole bytes",
        ),
        (&["aead", "--algorithm", "aes-128-gmc"], "aes-128-gcm"),
        (&["hash"], "--message is missing"),
        (
            &["hash", "--length", "5", "--message", ""],
            "sha256 gives 32 bytes",
        ),
        (
            &["mac", "--message", "text:a", "--key", "00", "--tag", "00"],
            "--tag has 1 byte",
        ),
        (&["kdf", "--salt", "00"], "--key is missing"),
        (
            &["kdf", "--key", "00", "--secret", "00"],
            "--secret is not used here",
        ),
        (
            &[
                "kdf",
                "--algorithm",
                "scrypt",
                "--key",
                "00",
                "--log-n",
                "24",
            ],
            "MiB of memory",
        ),
        (
            &[
                "cipher",
                "--algorithm",
                "aes-ecb",
                "--key",
                "text:0123456789abcdef",
                "--nonce",
                "00",
                "--message",
                "00",
            ],
            "--nonce is not used here",
        ),
        (&["kem"], "no key is given"),
        (&["sign", "--message", "00"], "--private is missing"),
        (
            &[
                "verify",
                "--public",
                "0011223344556677889900112233445566",
                "--message",
                "00",
                "--signature",
                "00",
            ],
            "no key for ed25519",
        ),
        (&["seal", "--message", "00"], "--public is missing"),
        (
            &["dh", "--private", "file:/nowhere/at/all"],
            "there is no such file",
        ),
    ] {
        let (code, out, err) = tool(arguments);
        assert!(err.contains(says), "{arguments:?}: {err}");
        assert!(
            out.is_empty() && (code == 2 || code == 3),
            "{arguments:?}: {code}"
        );
    }
}
