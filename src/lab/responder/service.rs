//! What the server serves.

/// A request as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD` or `POST`.
    pub method: Method,
    /// The path, as written, without a query.
    pub path: String,
    /// The content type, in lower case, without parameters.
    pub kind: String,
    /// The body.
    pub body: Vec<u8>,
}

/// The methods that are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To fetch.
    Get,
    /// To fetch everything but the body.
    Head,
    /// To ask with a body.
    Post,
}

/// What is sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status, such as `200 OK`.
    pub status: &'static str,
    /// The content type.
    pub kind: &'static str,
    /// Seconds for which a cache may keep it; 0: not at all.
    pub keep: u64,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// A page of plain text.
    pub fn text(status: &'static str, body: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            keep: 0,
            body: body.as_bytes().to_vec(),
        }
    }
}

/// Whoever answers requests.
pub trait Service {
    /// Answers one request.
    fn answer(&self, request: &Request) -> Response;

    /// Told of what could not be read as a request at all: the status sent back.
    fn refused(&self, status: &'static str);
}
