//! The flags that say how an input is read.

use std::path::PathBuf;

use clap::Args;

use crate::app::misuse::whole;

/// How inputs are read that need more than their name.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::app) struct Source {
    /// With host:port: the name to ask the server for, if not that of the host
    #[arg(long, value_name = "NAME")]
    pub(in crate::app) servername: Option<String>,
    /// With host:port: seconds to wait for the connection and for the handshake
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = whole(1, 600))]
    pub(in crate::app) timeout: u64,
    /// With a capture: which connection; tlslab inspect has the numbers
    #[arg(long, value_name = "NUMBER")]
    pub(in crate::app) connection: Option<u32>,
    /// With a capture: file with secrets, as SSLKEYLOGFILE has them; TLS 1.3 hides its certificates
    #[arg(long, value_name = "FILE")]
    pub(in crate::app) keys: Vec<PathBuf>,
    /// With PKCS#12: file whose first line is the password; without it, an empty one is tried and then asked for
    #[arg(long, value_name = "FILE")]
    pub(in crate::app) password_file: Option<PathBuf>,
}
