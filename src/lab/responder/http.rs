//! Just enough of HTTP/1.1 (RFC 9112) to serve small documents: one request a connection, no chunks, no continuation lines.

use crate::lab::responder::service::{Method, Request, Response};

/// Most bytes of request line and headers.
pub const MOST_HEAD: usize = 8 << 10;
/// Most bytes of a body: a question about 64 certificates takes some 8 000.
pub const MOST_BODY: usize = 32 << 10;

/// The statuses of requests that cannot be read.
pub const BAD: &str = "400 Bad Request";
/// The body is longer than allowed.
pub const TOO_LARGE: &str = "413 Content Too Large";
/// The head is longer than allowed.
pub const LONG_HEAD: &str = "431 Request Header Fields Too Large";
/// No length is given for a body.
pub const NO_LENGTH: &str = "411 Length Required";
/// Neither GET, HEAD nor POST.
pub const NO_METHOD: &str = "405 Method Not Allowed";
/// It took too long.
pub const TIMEOUT: &str = "408 Request Timeout";
/// Too many at once.
pub const BUSY: &str = "503 Service Unavailable";

/// What the bytes received so far amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// More must come.
    More,
    /// `curl` waits for permission before it sends a body (RFC 9110 §10.1.1).
    Continue,
    /// A request.
    Whole(Request),
    /// No request; the status to send.
    Wrong(&'static str),
}

/// Reads `bytes`, all that was received on a connection.
pub fn read(bytes: &[u8]) -> Progress {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let Some(end) = end else {
        return match bytes.len() {
            0..=MOST_HEAD => Progress::More,
            _ => Progress::Wrong(LONG_HEAD),
        };
    };
    if end > MOST_HEAD {
        return Progress::Wrong(LONG_HEAD);
    }
    let (head, rest) = bytes.split_at(end);
    let rest = rest.get(4..).unwrap_or_default();
    let Ok(head) = std::str::from_utf8(head) else {
        return Progress::Wrong(BAD);
    };
    match request(head, rest) {
        Ok(progress) => progress,
        Err(status) => Progress::Wrong(status),
    }
}

fn request(head: &str, rest: &[u8]) -> Result<Progress, &'static str> {
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(BAD);
    };
    if !version.starts_with("HTTP/1.") {
        return Err(BAD);
    }
    let method = match method {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        "POST" => Method::Post,
        _ => return Err(NO_METHOD),
    };
    let (mut length, mut kind, mut waits) = (None, String::new(), false);
    for line in lines {
        let (name, value) = line.split_once(':').ok_or(BAD)?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => {
                let number: usize = value.parse().map_err(|_| BAD)?;
                if length.is_some_and(|before| before != number) {
                    return Err(BAD);
                }
                length = Some(number);
            }
            "transfer-encoding" => return Err(NO_LENGTH),
            "content-type" => {
                let kind_alone = value.split(';').next().unwrap_or_default();
                kind = kind_alone.trim().to_ascii_lowercase();
            }
            "expect" => waits = value.eq_ignore_ascii_case("100-continue"),
            _ => {}
        }
    }
    let length = match (method, length) {
        (Method::Post, None) => return Err(NO_LENGTH),
        (_, length) => length.unwrap_or(0),
    };
    if length > MOST_BODY {
        return Err(TOO_LARGE);
    }
    let Some(body) = rest.get(..length) else {
        return Ok(match waits && rest.is_empty() {
            true => Progress::Continue,
            false => Progress::More,
        });
    };
    let target = target.split_once('#').map_or(target, |(path, _)| path);
    let path = target.split_once('?').map_or(target, |(path, _)| path);
    Ok(Progress::Whole(Request {
        method,
        path: path.to_owned(),
        kind,
        body: body.to_vec(),
    }))
}

/// The bytes of `response`; `head` of it alone.
pub fn write(response: &Response, method: Method) -> Vec<u8> {
    let keep = match response.keep {
        0 => "no-store".to_owned(),
        seconds => format!("max-age={seconds}, public, no-transform"),
    };
    let mut out = format!(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: {keep}\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        response.status,
        response.kind,
        response.body.len(),
    )
    .into_bytes();
    match method {
        Method::Head => {}
        Method::Get | Method::Post => out.extend(&response.body),
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_read_as_they_grow() {
        let whole = b"POST /x?y HTTP/1.1\r\nHost: a\r\nContent-Type: Application/OCSP-Request; q=1\r\nContent-Length: 3\r\n\r\nabc";
        for n in 0..whole.len() {
            assert_eq!(read(&whole[..n]), Progress::More, "{n}");
        }
        let Progress::Whole(request) = read(whole) else {
            panic!("no request");
        };
        assert_eq!(
            (request.path.as_str(), request.body.as_slice()),
            ("/x", &b"abc"[..])
        );
        assert_eq!(request.kind, "application/ocsp-request");
    }

    #[test]
    fn what_is_no_request_gets_its_status() {
        let check = |text: &str, status: &str| {
            assert_eq!(
                read(text.as_bytes()),
                Progress::Wrong(
                    [BAD, TOO_LARGE, LONG_HEAD, NO_LENGTH, NO_METHOD]
                        .into_iter()
                        .find(|known| known.starts_with(status))
                        .unwrap()
                ),
                "{text}"
            )
        };
        check("hello\r\n\r\n", "400");
        check("GET / HTTP/2\r\n\r\n", "400");
        check("GET / HTTP/1.1\r\nno colon\r\n\r\n", "400");
        check("DELETE / HTTP/1.1\r\n\r\n", "405");
        check("POST / HTTP/1.1\r\n\r\n", "411");
        check(
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "411",
        );
        check(
            "POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n",
            "413",
        );
        check(
            "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "400",
        );
        check("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400");
        check(&"x".repeat(MOST_HEAD + 1), "431");
        let waits = b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n";
        assert_eq!(read(waits), Progress::Continue);
    }
}
