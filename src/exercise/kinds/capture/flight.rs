//! The messages of a handshake in the order of the RFCs (RFC 8446 §2, §4.4; RFC 5246 §7.3), by the names used in answers.

use crate::lab::offer::Tls;

/// What shapes a handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The version agreed on.
    pub tls: Tls,
    /// Whether it resumes an earlier one.
    pub resumes: Answered,
    /// Whether the server asks for another ClientHello.
    pub retries: Answered,
    /// Whether the client shows a certificate.
    pub client_shows: Answered,
    /// Whether the server takes early data.
    pub early: Answered,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Yes.
    Yes,
    /// No.
    No,
}

impl Answered {
    /// As an answer has it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }
}

impl From<bool> for Answered {
    fn from(so: bool) -> Self {
        match so {
            true => Self::Yes,
            false => Self::No,
        }
    }
}

/// A message, and whether it goes under encryption.
pub type Sent = (&'static str, Answered);

/// The messages of a handshake of this shape; tickets are none of it.
pub fn messages(shape: Shape) -> Vec<Sent> {
    let clear = |name| (name, Answered::No);
    let hidden = |name| (name, Answered::Yes);
    let yes = |answered: Answered| answered == Answered::Yes;
    let mut all = vec![clear("client_hello")];
    match shape.tls {
        Tls::V13 => {
            if yes(shape.retries) {
                all.push(clear("hello_retry_request"));
                all.push(clear("second_client_hello"));
            }
            all.push(clear("server_hello"));
            all.push(hidden("encrypted_extensions"));
            if !yes(shape.resumes) {
                if yes(shape.client_shows) {
                    all.push(hidden("certificate_request"));
                }
                all.push(hidden("server_certificate"));
                all.push(hidden("server_certificate_verify"));
            }
            all.push(hidden("server_finished"));
            if yes(shape.early) {
                all.push(hidden("end_of_early_data"));
            }
            if yes(shape.client_shows) && !yes(shape.resumes) {
                all.push(hidden("client_certificate"));
                all.push(hidden("client_certificate_verify"));
            }
            all.push(hidden("client_finished"));
        }
        Tls::V12 if yes(shape.resumes) => {
            all.push(clear("server_hello"));
            all.push(hidden("server_finished"));
            all.push(hidden("client_finished"));
        }
        Tls::V12 => {
            all.push(clear("server_hello"));
            all.push(clear("server_certificate"));
            all.push(clear("server_key_exchange"));
            if yes(shape.client_shows) {
                all.push(clear("certificate_request"));
            }
            all.push(clear("server_hello_done"));
            if yes(shape.client_shows) {
                all.push(clear("client_certificate"));
            }
            all.push(clear("client_key_exchange"));
            if yes(shape.client_shows) {
                all.push(clear("client_certificate_verify"));
            }
            all.push(hidden("client_finished"));
            all.push(hidden("server_finished"));
        }
    }
    all
}
