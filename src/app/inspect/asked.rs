//! What is asked of `tlslab inspect`: its arguments.

use std::path::PathBuf;

use clap::Args;

/// See what TLS is in a capture: every connection listed, told and, with its secrets, decrypted
///
/// One connection with TLS is told at once, step by step; of many, and of several captures, a table says who spoke with whom, what
/// was agreed, how it ended and what is worth a look. Exit code 0 if everything was read, 3 if a file is damaged or is no capture, 130 if ended by Ctrl-C;
/// what stands before the damage is shown in any case.
#[derive(Args, Debug, Default)]
pub struct Inspect {
    /// Captures: pcap or pcapng, plain or compressed with gzip or zstd; - is standard input
    #[arg(value_name = "CAPTURE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// File with secrets, as SSLKEYLOGFILE has them; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub(super) keys: Vec<PathBuf>,
    /// The server's private RSA key (PEM or DER): opens connections whose key exchange was RSA; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub(super) rsa_key: Vec<PathBuf>,
    /// Tell this connection step by step; the table has the numbers. On a page several, such as 3,7
    #[arg(
        id = "connection",
        long = "connection",
        value_name = "NUMBER",
        value_delimiter = ','
    )]
    pub(super) connections: Vec<u32>,
    /// Show what this connection said inside TLS, as a conversation
    #[arg(long, value_name = "NUMBER", conflicts_with = "connection")]
    pub(super) follow: Option<u32>,
    /// With --follow: write what was said to NUMBER-client.bin and NUMBER-server.bin in this folder
    #[arg(long, value_name = "FOLDER", requires = "follow")]
    pub(super) export: Option<PathBuf>,
    /// Only connections for which this holds, such as 'sni=*.example and version<1.2'; a wrong one is told what there is
    #[arg(long = "where", value_name = "QUERY", conflicts_with = "follow")]
    pub(super) query: Option<String>,
    /// Order of the table, such as -bytes,sni: fields of --where, a minus turns one round
    #[arg(long, value_name = "FIELDS", allow_hyphen_values = true, conflicts_with_all = ["follow", "summary"])]
    pub(super) sort: Option<String>,
    /// Count versions, suites, groups, names, fingerprints and findings over all connections
    #[arg(long, conflicts_with_all = ["connection", "follow"])]
    pub(super) summary: bool,
    /// The most rows of the table, 1000 if not said; 0: all, each as it comes
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["follow", "summary"])]
    pub(super) limit: Option<usize>,
    /// Show folded steps of a story too
    #[arg(long)]
    pub(super) all: bool,
}

impl Inspect {
    /// The one connection that is told, where it is one and no table is asked for.
    pub(super) fn connection(&self) -> Option<u32> {
        match self.connections.as_slice() {
            [one] if !self.is_shaped() => Some(*one),
            _ => None,
        }
    }

    /// Whether something is said about the table.
    pub(super) fn is_shaped(&self) -> bool {
        self.query.is_some() || self.sort.is_some() || self.limit.is_some()
    }
}
