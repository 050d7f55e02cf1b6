//! Record protection by a stream cipher and a MAC, or by a MAC alone: RC4 and NULL, SSL 3.0 to TLS 1.2 (RFC 5246
//! §6.2.3.1).

use crate::keys::mac;
use crate::keys::mac::Mac;
use crate::keys::rc4::Rc4;
use crate::keys::sealed::{HEADER, Sealed};

/// One side's keys, made ready for its records.
#[derive(Clone)]
pub(crate) struct Stream {
    /// The keystream; none: the content is not hidden.
    pub(crate) rc4: Option<Box<Rc4>>,
    pub(crate) mac: Mac,
}

impl Stream {
    /// Opens a record's body into `out`, which is empty before and holds content and MAC after. Gives the content type and
    /// where the content ends. The keystream moves on only if the record opens.
    pub(crate) fn open(
        &mut self,
        sequence: u64,
        header: [u8; HEADER],
        body: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(u8, usize), Sealed> {
        let [kind, ..] = header;
        let need = self.mac.length();
        let content = body.len().checked_sub(need).ok_or(Sealed::TooShort {
            need: HEADER + need,
            have: HEADER + body.len(),
        })?;
        out.extend_from_slice(body);
        let before = self.rc4.as_deref().cloned();
        if let Some(rc4) = &mut self.rc4 {
            rc4.apply(out);
        }
        let (inside, tag) = out
            .split_at_checked(content)
            .ok_or(Sealed::Mac { sequence })?;
        let prefix = mac::prefix(sequence, header, content);
        if self.mac.of(&prefix, inside).as_ref() != tag {
            if let (Some(rc4), Some(before)) = (&mut self.rc4, before) {
                **rc4 = before;
            }
            return Err(Sealed::Mac { sequence });
        }
        Ok((kind, content))
    }

    /// The body of a record of `content`. `header` is the record's, whose length does not count.
    pub(crate) fn seal(&mut self, sequence: u64, header: [u8; HEADER], content: &[u8]) -> Vec<u8> {
        let prefix = mac::prefix(sequence, header, content.len());
        let mut body = [content, self.mac.of(&prefix, content).as_ref()].concat();
        if let Some(rc4) = &mut self.rc4 {
            rc4.apply(&mut body);
        }
        body
    }
}
