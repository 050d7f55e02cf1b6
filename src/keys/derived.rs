//! A computed value together with how it was computed.

/// One named input of a computation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name in the formula.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Input {
    /// The input called `name`.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
        }
    }
}

/// A computed value: its name, the formula as the RFC writes it, what went in and what came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The name the RFC gives it, such as `client_handshake_traffic_secret`.
    pub name: String,
    /// The formula over the names of the inputs.
    pub formula: String,
    /// What went in, in the order of the formula.
    pub inputs: Vec<Input>,
    /// What came out.
    pub output: Vec<u8>,
    /// Where it is defined, such as `RFC 8446 §7.1`.
    pub rfc: &'static str,
}
