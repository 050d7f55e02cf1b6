//! Sealing records: the way back of [`record`](crate::keys::record), to show that the same keys give the same bytes.
//!
//! Not for sending: nothing here guards against using a nonce twice under two sealers of the same keys.

use ring::aead::{Aad, Nonce};

use crate::keys::cipher::Cipher;
use crate::keys::record::{HEADER, Protection};

/// Seals one side's records, in the order sent.
#[derive(Clone, Debug)]
pub struct Sealer {
    protection: Protection,
    sequence: u64,
}

impl Sealer {
    /// With the key and IV of one side, of the lengths that the suite has. None if they do not fit, or this program does not
    /// carry the cipher (CCM).
    pub fn new(cipher: &'static Cipher, key: &[u8], iv: &[u8]) -> Option<Self> {
        Some(Self {
            protection: Protection::new(cipher, key, iv)?,
            sequence: 0,
        })
    }

    /// The number the next record will have, from 0.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The next record, whole with its header: `content` of the content type `kind`, then `padding` zero bytes, which only
    /// TLS 1.3 has. None if it would be longer than a record may be.
    pub fn seal(&mut self, kind: u8, content: &[u8], padding: usize) -> Option<Vec<u8>> {
        let Protection { cipher, key, .. } = &self.protection;
        let mut body = content.to_vec();
        let outer = if cipher.tls13 {
            body.push(kind);
            body.resize(body.len().checked_add(padding)?, 0);
            23
        } else {
            kind
        };
        // RFC 5288 §3 leaves the explicit part to the sender: the sequence number cannot repeat, so it serves.
        let explicit: Vec<u8> = match cipher.explicit_length() {
            0 => Vec::new(),
            _ => self.sequence.to_be_bytes().to_vec(),
        };
        let plain = body.len();
        let length = explicit.len() + plain + cipher.tag_length();
        if length > self.protection.limit() {
            return None;
        }
        let [high, low] = u16::try_from(length).ok()?.to_be_bytes();
        let header: [u8; HEADER] = [outer, 3, 3, high, low];
        let nonce = self.protection.nonce(self.sequence, &explicit);
        let additional = self
            .protection
            .additional_data(self.sequence, header, plain);
        key.seal_in_place_append_tag(
            Nonce::try_assume_unique_for_key(&nonce.output).ok()?,
            Aad::from(additional),
            &mut body,
        )
        .ok()?;
        self.sequence = self.sequence.checked_add(1)?;
        Some([&header, explicit.as_slice(), &body].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::cipher::CIPHERS;
    use crate::keys::record::{Opener, Sealed};

    fn pair(cipher: &'static Cipher) -> Option<(Sealer, Opener)> {
        let (key, iv) = (vec![7; cipher.key_length()], vec![9; cipher.iv_length()]);
        let open = if cipher.tls13 {
            assert!(Opener::tls12(cipher, &key, &iv).is_none());
            Opener::tls13
        } else {
            assert!(Opener::tls13(cipher, &key, &iv).is_none());
            Opener::tls12
        };
        assert!(open(cipher, &key[1..], &iv).is_none());
        assert!(open(cipher, &key, &iv[1..]).is_none());
        Some((Sealer::new(cipher, &key, &iv)?, open(cipher, &key, &iv)?))
    }

    #[test]
    fn what_was_sealed_opens_in_every_suite() {
        for cipher in &CIPHERS {
            let Some((mut sealer, mut opener)) = pair(cipher) else {
                assert!(cipher.name.contains("CCM"), "{}", cipher.name);
                continue;
            };
            for n in 0..3 {
                let record = sealer.seal(22, b"message", 3).unwrap();
                let opened = opener.open(&record).unwrap();
                assert_eq!((opened.content(), opened.kind), (&b"message"[..], 22));
                assert_eq!(opened.sequence, n);
                assert_eq!(opened.padding(), if cipher.tls13 { 3 } else { 0 });
                assert_eq!(opened.nonce.len(), 12);
                let extra = if cipher.tls13 { 5 } else { 13 };
                assert_eq!(opened.additional_data.len(), extra);
                for input in &opened.nonce_derived.inputs {
                    assert!(opened.nonce_derived.formula.contains(&input.name));
                }
            }
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed_and_moves_nothing() {
        for code in [0x1301, 0x1303, 0xc02f, 0xcca9] {
            let (mut sealer, mut opener) = pair(Cipher::of(code).unwrap()).unwrap();
            let record = sealer.seal(23, b"GET / HTTP/1.1", 0).unwrap();
            for at in 0..record.len() * 8 {
                let mut bad = record.clone();
                bad[at / 8] ^= 1 << (at % 8);
                let reason = opener.open(&bad).unwrap_err();
                assert!(!reason.text().is_empty());
            }
            for end in 0..record.len() {
                opener.open(&record[..end]).unwrap_err();
            }
            // GCM in TLS 1.2 carries its nonce along, but the sequence number is authenticated all the same.
            assert_eq!(opener.open_at(1, &record), Err(Sealed::Tag { sequence: 1 }));
            assert_eq!(opener.sequence(), 0);
            opener.open(&record).unwrap();
            assert_eq!(opener.sequence(), 1);
        }
    }

    #[test]
    fn reasons_name_what_is_wrong() {
        let (mut sealer, mut opener) = pair(Cipher::of(0x1301).unwrap()).unwrap();
        let mut check = |record: &[u8], expected| {
            assert_eq!(opener.open(record), Err(expected));
        };
        check(b"", Sealed::TooShort { need: 5, have: 0 });
        check(&[23, 3, 3, 0, 1, 0], Sealed::TooShort { need: 21, have: 6 });
        check(&[23, 3, 3, 0, 9, 0], Sealed::Length { header: 9, have: 1 });
        check(&[21, 3, 3, 0, 2, 2, 40], Sealed::Clear { kind: 21 });
        let long = [&[23, 3, 3, 0x41, 0x01][..], &[0; 0x4101]].concat();
        let (length, limit) = (0x4101, 0x4100);
        check(&long, Sealed::TooLong { length, limit });
        let empty = sealer.seal(0, b"", 4).unwrap();
        check(&empty, Sealed::NoType { length: 5 });
    }

    #[test]
    fn a_record_has_a_greatest_length() {
        let (mut sealer, mut opener) = pair(Cipher::of(0x1302).unwrap()).unwrap();
        let record = sealer.seal(23, &[1; 1 << 14], 239).unwrap();
        assert_eq!(opener.open(&record).unwrap().content().len(), 1 << 14);
        assert_eq!(sealer.seal(23, &[1; 1 << 14], 240), None);
        assert_eq!(sealer.seal(23, b"", usize::MAX), None);
        assert_eq!(sealer.sequence(), 1);
    }

    proptest::proptest! {
        #[test]
        fn no_record_makes_the_opener_panic(record: Vec<u8>, body: Vec<u8>, version in 0..4u8) {
            let length = u16::try_from(body.len()).unwrap().to_be_bytes();
            let framed = [&[23, 3, version], &length[..], &body].concat();
            for cipher in &CIPHERS {
                let Some((_, mut opener)) = pair(cipher) else { continue };
                opener.open(&record).unwrap_err();
                opener.open(&framed).unwrap_err();
                opener.open_at(u64::MAX, &framed).unwrap_err();
                assert_eq!(opener.sequence(), 0);
            }
        }
    }
}
