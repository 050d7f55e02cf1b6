//! Just enough of HTTP/1.1 (RFC 9112) to part heads from bodies, and of HTTP/2 (RFC 9113) to name it.

use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::{MultiGzDecoder, ZlibDecoder};

use crate::base::text::{Text, plural};
use crate::text;

/// Bytes that are unpacked at most of what is given at once: bombs stay small.
const UNPACKED: u64 = 1 << 20;

/// A piece of what one end said.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'b> {
    /// Request or status line and header fields, with the empty line.
    Head(&'b [u8]),
    /// Content, or what is no HTTP.
    Body(&'b [u8]),
    /// Compressed content.
    Packed {
        /// As sent.
        sent: &'b [u8],
        /// As the receiver reads it, as far as it is unpacked.
        read: Vec<u8>,
    },
    /// Something to know about what follows.
    Note(Text),
}

/// `bytes` in parts that leave nothing out.
pub(super) fn parts(mut bytes: &[u8]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut room = UNPACKED;
    if bytes.starts_with(b"PRI * HTTP/2.0\r\n") {
        parts.push(Part::Note(Text::new(
            "HTTP/2: frames of bytes, with headers compressed by HPACK",
            "HTTP/2: 바이트로 된 프레임이며 헤더는 HPACK으로 압축되어 있다",
        )));
    }
    while !bytes.is_empty() {
        let Some(end) = begins(bytes).then(|| head_end(bytes)).flatten() else {
            parts.push(Part::Body(bytes));
            break;
        };
        let (head, rest) = bytes.split_at(end);
        parts.push(Part::Head(head));
        let said = String::from_utf8_lossy(head);
        let field = |name: &str| {
            said.lines().find_map(|line| {
                let (key, value) = line.split_once(':')?;
                key.eq_ignore_ascii_case(name)
                    .then(|| value.trim().to_ascii_lowercase())
            })
        };
        let chunked = field("transfer-encoding").is_some_and(|value| value.contains("chunked"));
        let length = match chunked {
            true => {
                let (chunks, content, used) = chunks(rest);
                let s = plural(chunks);
                parts.push(Part::Note(text!(
                    en: "chunked: {content} bytes of content in {chunks} chunk{s}",
                    ko: "chunked: 내용 {content}바이트가 조각 {chunks}개에 담겨 있다"
                )));
                used
            }
            false => field("content-length")
                .and_then(|value| value.parse().ok())
                .unwrap_or(match begins(rest) {
                    true => 0,
                    false => rest.len(),
                }),
        };
        if let Some(coding) = field("content-encoding").filter(|coding| coding != "identity") {
            let (sent, after) = rest.split_at(length.min(rest.len()));
            let read = match chunked {
                true => unpacked(&coding, &unchunked(sent), room),
                false => unpacked(&coding, sent, room),
            };
            if !read.is_empty() {
                let size = read.len();
                room = room.saturating_sub(size as u64);
                parts.push(Part::Note(text!(
                    en: "compressed with {coding}: {length} bytes as sent, {size} unpacked here",
                    ko: "{coding} 압축: 보낸 그대로 {length}바이트, 여기서 푼 것은 {size}바이트"
                )));
                parts.push(Part::Packed { sent, read });
                bytes = after;
                continue;
            }
            parts.push(Part::Note(text!(
                en: "compressed with {coding}: {length} bytes as sent",
                ko: "{coding} 압축: 보낸 그대로 {length}바이트"
            )));
        }
        let (body, rest) = rest.split_at(length.min(rest.len()));
        if !body.is_empty() {
            parts.push(Part::Body(body));
        }
        bytes = rest;
    }
    parts
}

/// Whether a request or status line may begin here.
fn begins(bytes: &[u8]) -> bool {
    let line = bytes.split(|b| *b == b'\r').next().unwrap_or_default();
    line.len() < 16 << 10
        && (line.starts_with(b"HTTP/1.")
            || (line.ends_with(b" HTTP/1.1") || line.ends_with(b" HTTP/1.0")))
}

/// Where the head ends, its empty line included.
fn head_end(bytes: &[u8]) -> Option<usize> {
    let found = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(found + 4)
}

/// Chunks, bytes of content in them, and bytes they take, of a body sent in chunks (RFC 9112 §7.1), as far as it is there.
fn chunks(bytes: &[u8]) -> (usize, usize, usize) {
    let (mut count, mut content, mut at) = (0, 0, 0_usize);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(end) = rest.windows(2).position(|two| two == b"\r\n") else {
            break;
        };
        let digits = rest.get(..end).unwrap_or_default();
        let digits = digits.split(|b| *b == b';').next().unwrap_or_default();
        let digits = String::from_utf8_lossy(digits);
        let Ok(size) = usize::from_str_radix(digits.trim(), 16) else {
            break;
        };
        at = at
            .saturating_add(end + 2)
            .saturating_add(size)
            .saturating_add(2);
        if size == 0 {
            break;
        }
        count += 1;
        content += size.min(bytes.len());
    }
    (count, content, at.min(bytes.len()))
}

/// The content of a body sent in chunks, as far as it is there.
fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let (line, rest) = bytes.split_at(end);
        let digits = line.split(|b| *b == b';').next().unwrap_or_default();
        let size = usize::from_str_radix(String::from_utf8_lossy(digits).trim(), 16).unwrap_or(0);
        let rest = rest.get(2..).unwrap_or_default();
        let (chunk, rest) = rest.split_at(size.min(rest.len()));
        if chunk.is_empty() {
            break;
        }
        content.extend_from_slice(chunk);
        bytes = rest.get(2..).unwrap_or_default();
    }
    content
}

/// What comes out of compressed content (RFC 9110 §8.4.1), at most `room` bytes, before it ends or is damaged; empty where nothing does.
fn unpacked(coding: &str, bytes: &[u8], room: u64) -> Vec<u8> {
    let mut read = Vec::new();
    let mut source: Box<dyn Read + '_> = match coding {
        "gzip" | "x-gzip" => Box::new(MultiGzDecoder::new(bytes)),
        "deflate" => Box::new(ZlibDecoder::new(bytes)),
        "br" => Box::new(Decompressor::new(bytes, 4096)),
        _ => return read,
    };
    // An error only ends it: what came out before is worth reading.
    let _ = source.by_ref().take(room).read_to_end(&mut read);
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts, heads as `H`, bodies by their bytes, notes as `N`.
    fn check(bytes: &[u8], shape: &[&str]) {
        let parts = parts(bytes);
        let said: Vec<String> = parts
            .iter()
            .map(|part| match part {
                Part::Head(_) => "H".to_owned(),
                Part::Body(body) => String::from_utf8_lossy(body).into_owned(),
                Part::Packed { read, .. } => String::from_utf8_lossy(read).into_owned(),
                Part::Note(_) => "N".to_owned(),
            })
            .collect();
        assert_eq!(said, shape);
    }

    #[test]
    fn heads_and_bodies_are_parted() {
        check(b"\0\x01binary", &["\0\x01binary"]);
        check(
            b"GET / HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n",
            &["H", "H"],
        );
        check(b"HTTP/1.1 200 OK\r\n\r\nto the end", &["H", "to the end"]);
        check(
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Encoding: gzip\r\n\r\nabHTTP/1.1 304 X\r\n\r\n",
            &["H", "N", "ab", "H"],
        );
        check(
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            &["H", "N", "3\r\nabc\r\n0\r\n\r\n"],
        );
        check(
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            &["N", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
        );
    }

    fn zipped(bytes: &[u8]) -> Vec<u8> {
        let mut zip = Vec::new();
        let level = flate2::Compression::default();
        flate2::read::GzEncoder::new(bytes, level)
            .read_to_end(&mut zip)
            .unwrap_or_default();
        zip
    }

    #[test]
    fn compressed_content_is_unpacked_in_chunks_too() {
        let zip = zipped(b"<html>read me</html>");
        let length = zip.len();
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n";
        let mut whole = format!("{head}Content-Length: {length}\r\n\r\n").into_bytes();
        whole.extend(&zip);
        whole.extend(b"HTTP/1.1 304 X\r\n\r\n");
        check(&whole, &["H", "N", "<html>read me</html>", "H"]);
        let mut chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n").into_bytes();
        for piece in zip.chunks(9) {
            chunked.extend(format!("{:x}\r\n", piece.len()).into_bytes());
            chunked.extend(piece);
            chunked.extend(b"\r\n");
        }
        chunked.extend(b"0\r\n\r\n");
        check(&chunked, &["H", "N", "N", "<html>read me</html>"]);
    }

    #[test]
    fn bombs_stay_small() {
        let zip = zipped(&vec![0; 3 << 20]);
        let mut whole = Vec::new();
        for _ in 0..3 {
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
                zip.len()
            );
            whole.extend(head.into_bytes());
            whole.extend(&zip);
        }
        let unpacked = parts(&whole).into_iter().map(|part| match part {
            Part::Packed { read, .. } => read.len() as u64,
            Part::Head(_) | Part::Body(_) | Part::Note(_) => 0,
        });
        assert_eq!(unpacked.sum::<u64>(), UNPACKED);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_left_out(bytes: Vec<u8>, http: bool) {
            let mut whole = if http { b"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n".to_vec() } else { Vec::new() };
            whole.extend(bytes);
            let length: usize = parts(&whole).iter().map(|part| match part {
                Part::Head(bytes) | Part::Body(bytes) => bytes.len(),
                Part::Packed { sent, .. } => sent.len(),
                Part::Note(_) => 0,
            }).sum();
            assert_eq!(length, whole.len());
        }
    }
}
