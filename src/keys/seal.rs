//! Sealing records: the way back of [`record`](crate::keys::record), to show that the same keys give the same bytes.
//!
//! Not for sending: nothing here guards against using a nonce twice under two sealers of the same keys.

use std::fmt;

use crate::keys::cipher::Cipher;
use crate::keys::lock::Lock;
use crate::keys::prf::WriteKeys;
use crate::keys::sealed::{HEADER, Wrapping};

/// Seals one side's records, in the order sent.
#[derive(Clone)]
pub struct Sealer {
    lock: Lock,
    /// What stands in each header: 0x0303 since TLS 1.2.
    version: u16,
    sequence: u64,
}

/// Keys are not printed.
impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealer at record {}", self.sequence)
    }
}

impl Sealer {
    /// With the key and IV of one side for an AEAD suite, of the lengths that the suite has. None if they do not fit, or the
    /// suite is older: see [`Self::legacy`].
    pub fn new(cipher: &'static Cipher, key: &[u8], iv: &[u8]) -> Option<Self> {
        Some(Self {
            lock: Lock::aead(cipher, key, iv)?,
            version: 0x0303,
            sequence: 0,
        })
    }

    /// As [`Opener::legacy`](crate::keys::record::Opener::legacy) opens.
    pub fn legacy(
        cipher: &'static Cipher,
        version: u16,
        wrapping: Wrapping,
        keys: &WriteKeys,
    ) -> Option<Self> {
        Some(Self {
            lock: Lock::legacy(cipher, version, wrapping, keys)?,
            version,
            sequence: 0,
        })
    }

    /// The number the next record will have, from 0.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The next record, whole with its header: `content` of the content type `kind`, then in TLS 1.3 `padding` zero bytes,
    /// with chained blocks `padding` whole blocks more than needed; others have none. None if it would be longer than a
    /// record, or its padding, may be.
    pub fn seal(&mut self, kind: u8, content: &[u8], padding: usize) -> Option<Vec<u8>> {
        let [major, minor] = self.version.to_be_bytes();
        let header = [kind, major, minor, 0, 0];
        let sequence = self.sequence;
        let limit = self.lock.limit();
        let record = match &mut self.lock {
            Lock::Chained(chained) => {
                let body = chained.seal(sequence, header, content, padding)?;
                [&header, body.as_slice()].concat()
            }
            Lock::Stream(stream) => {
                let body = stream.seal(sequence, header, content);
                [&header, body.as_slice()].concat()
            }
            Lock::Aead(protection) => {
                let cipher = protection.cipher;
                let mut body = content.to_vec();
                let mut outer = kind;
                if cipher.tls13 {
                    outer = 23;
                    body.push(kind);
                    body.resize(body.len().checked_add(padding)?.min(limit), 0);
                }
                // RFC 5288 §3 leaves the explicit part to the sender: the sequence number cannot repeat, so it serves.
                let counted = sequence.to_be_bytes();
                let explicit = counted.get(..cipher.explicit_length())?;
                let plain = body.len();
                let length = explicit.len() + plain + cipher.tag_length();
                let [high, low] = u16::try_from(length).ok()?.to_be_bytes();
                let header = [outer, major, minor, high, low];
                let additional = protection.additional(sequence, header, plain);
                let nonce = protection.nonce(sequence, explicit);
                protection.seal(nonce, additional.as_ref(), &mut body)?;
                [&header, explicit, &body].concat()
            }
        };
        let length = record.len().checked_sub(HEADER)?;
        if length > limit {
            return None;
        }
        let [high, low] = u16::try_from(length).ok()?.to_be_bytes();
        self.sequence = sequence.checked_add(1)?;
        Some(
            [
                &[*record.first()?, major, minor, high, low],
                record.get(HEADER..)?,
            ]
            .concat(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::record::Opener;
    use crate::keys::sealed::Sealed;

    const VERSIONS: [u16; 4] = [0x0300, 0x0301, 0x0302, 0x0303];
    const WRAPPINGS: [Wrapping; 2] = [Wrapping::MacThenEncrypt, Wrapping::EncryptThenMac];

    fn keys(cipher: &Cipher, version: u16) -> WriteKeys {
        WriteKeys {
            mac: vec![5; cipher.mac_length()],
            key: (1..).take(cipher.key_length()).collect(),
            iv: vec![9; cipher.derived_iv_length(version)],
        }
    }

    /// Both ends of a side, in a version before TLS 1.3.
    fn legacy(code: u16, version: u16, wrapping: Wrapping) -> (Sealer, Opener) {
        let cipher = Cipher::of(code).unwrap();
        let keys = keys(cipher, version);
        let sealer = Sealer::legacy(cipher, version, wrapping, &keys).unwrap();
        (
            sealer,
            Opener::legacy(cipher, version, wrapping, &keys).unwrap(),
        )
    }

    /// Both ends of a side; TLS 1.2 unless the suite is of TLS 1.3.
    fn pair(cipher: &'static Cipher) -> (Sealer, Opener) {
        let good = keys(cipher, 0x0303);
        let wrapping = Wrapping::MacThenEncrypt;
        for part in 0..3 {
            let mut bad = good.clone();
            [&mut bad.mac, &mut bad.key, &mut bad.iv][part].push(1);
            let open = Opener::legacy(cipher, 0x0301, wrapping, &bad);
            assert!(
                open.is_none() || cipher.mac.is_some() && part == 2,
                "{}",
                cipher.name
            );
            if part > 0 {
                assert!(Opener::tls13(cipher, &bad.key, &bad.iv).is_none());
            }
        }
        if !cipher.tls13 {
            assert!(Opener::tls13(cipher, &good.key, &good.iv).is_none());
            return legacy(cipher.code, 0x0303, wrapping);
        }
        assert!(Opener::legacy(cipher, 0x0303, wrapping, &good).is_none());
        let sealer = Sealer::new(cipher, &good.key, &good.iv).unwrap();
        (sealer, Opener::tls13(cipher, &good.key, &good.iv).unwrap())
    }

    #[test]
    fn what_was_sealed_opens_in_every_suite() {
        for cipher in Cipher::all() {
            let (mut sealer, mut opener) = pair(cipher);
            let mut quiet = opener.clone();
            let mut out = Vec::new();
            for n in 0..3 {
                let record = sealer.seal(22, b"message", 3).unwrap();
                let opened = opener.open(&record).unwrap();
                assert_eq!((opened.content(), opened.kind), (&b"message"[..], 22));
                assert_eq!(opened.sequence, n);
                assert_eq!(quiet.open_into(&record, &mut out), Ok(22));
                assert_eq!(out, b"message");
                let extra = if cipher.tls13 { 5 } else { 13 };
                assert_eq!(opened.additional_data.len(), extra, "{}", cipher.name);
                let padding = match cipher.algorithm.block_length() {
                    Some(block) => 4 * block - (7 + cipher.mac_length()) % block,
                    None if cipher.tls13 => 3,
                    None => 0,
                };
                assert_eq!(opened.padding(), padding, "{}", cipher.name);
                assert_eq!(opened.mac.is_some(), cipher.mac.is_some());
                let mac = opened.mac.iter().map(|mac| &mac.derived);
                for derived in mac.chain([&opened.nonce_derived]) {
                    for input in &derived.inputs {
                        assert!(derived.formula.contains(&input.name), "{derived:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_old_version_opens_with_the_mac_inside_and_outside() {
        for code in [
            0x000a, 0x002f, 0xc014, 0xc028, 0x0004, 0x0005, 0x0001, 0x003b,
        ] {
            for version in VERSIONS {
                for wrapping in WRAPPINGS {
                    let (mut sealer, mut opener) = legacy(code, version, wrapping);
                    for length in [0, 1, 15, 16, 17, 1000, 1 << 14] {
                        let content = vec![7; length];
                        let record = sealer.seal(23, &content, 0).unwrap();
                        let opened = opener.open(&record).unwrap();
                        assert_eq!((opened.content(), opened.kind), (&*content, 23));
                        let extra = if version == 0x0300 { 11 } else { 13 };
                        assert_eq!(opened.additional_data.len(), extra);
                        let tag = opened.mac.unwrap().derived.output;
                        let stands = record.ends_with(&tag)
                            || opened.plaintext.get(length..length + tag.len()) == Some(&tag);
                        assert!(stands, "the MAC that is shown is the one that stands there");
                    }
                }
            }
        }
    }

    /// After a gap of two records: which of the next open, and with what numbers.
    #[track_caller]
    fn gap(code: u16, version: u16, wrapping: Wrapping, expected: [Result<u8, Sealed>; 3]) {
        let (mut sealer, mut opener) = match version {
            0x0304 => pair(Cipher::of(code).unwrap()),
            _ => legacy(code, version, wrapping),
        };
        let mut out = Vec::new();
        let mut next = || sealer.seal(23, b"some content", 0).unwrap();
        assert_eq!(opener.open_ahead_into(&next(), &mut out, 5), Ok(23));
        drop([next(), next()]);
        for expected in &expected {
            let found = opener.open_ahead_into(&next(), &mut out, 5);
            assert_eq!(&found, expected, "0x{code:04x} 0x{version:04x}");
            let content: &[u8] = if found.is_ok() { b"some content" } else { b"" };
            assert_eq!(out, content);
        }
        if let [.., Ok(_)] = expected {
            assert_eq!(opener.sequence(), 6);
        }
    }

    #[test]
    fn after_a_loss_records_are_found_again_as_far_as_they_can() {
        let (inside, outside) = (Wrapping::MacThenEncrypt, Wrapping::EncryptThenMac);
        let again = [Ok(23), Ok(23), Ok(23)];
        for code in [0x1301, 0x1303, 0x1305] {
            gap(code, 0x0304, inside, again.clone());
        }
        for code in [0xc02f, 0xcca8, 0xc09c, 0xc014, 0x0001] {
            gap(code, 0x0303, inside, again.clone());
        }
        gap(0x002f, 0x0302, outside, again);
        let late = [Err(Sealed::Chain), Ok(23), Ok(23)];
        for (version, wrapping) in [(0x0300, inside), (0x0301, inside), (0x0301, outside)] {
            gap(0x002f, version, wrapping, late.clone());
            gap(0x000a, version, wrapping, late.clone());
        }
        let never = [const { Err(Sealed::Keystream) }; 3];
        gap(0x0005, 0x0303, inside, never);
    }

    /// OpenSSL and browsers of 2012 sent an empty record first, against BEAST.
    #[test]
    fn ssl3_takes_any_padding_and_tls_does_not() {
        let (mut sealer, _) = legacy(0x002f, 0x0301, Wrapping::MacThenEncrypt);
        let (_, mut opener) = legacy(0x002f, 0x0302, Wrapping::MacThenEncrypt);
        let record = sealer.seal(23, b"", 0).unwrap();
        let wrong = opener.open(&record).unwrap_err();
        assert!(matches!(wrong, Sealed::Padding { .. } | Sealed::Mac { .. }));
        let uneven = [&[23, 3, 2, 0, 33][..], &[1; 33]].concat();
        let (length, block) = (33, 16);
        assert_eq!(opener.open(&uneven), Err(Sealed::Blocks { length, block }));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed_and_moves_nothing() {
        let codes = [
            0x1301, 0x1303, 0x1305, 0xc02f, 0xcca9, 0xc014, 0x000a, 0x0005, 0x0002,
        ];
        for code in codes {
            let cipher = Cipher::of(code).unwrap();
            let (mut sealer, mut opener) = pair(cipher);
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
            let wrong = match cipher.mac {
                None => Sealed::Tag { sequence: 1 },
                Some(_) => Sealed::Mac { sequence: 1 },
            };
            assert_eq!(opener.open_at(1, &record), Err(wrong));
            assert_eq!(opener.sequence(), 0);
            opener.open(&record).unwrap();
            assert_eq!(opener.sequence(), 1);
        }
    }

    #[test]
    fn reasons_name_what_is_wrong() {
        let (mut sealer, mut opener) = pair(Cipher::of(0x1301).unwrap());
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
        let (mut sealer, mut opener) = pair(Cipher::of(0x1302).unwrap());
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
            let mut out = Vec::new();
            for cipher in Cipher::all().iter().step_by(3) {
                let (_, mut opener) = pair(cipher);
                opener.open(&record).unwrap_err();
                opener.open(&framed).unwrap_err();
                opener.open_at(u64::MAX, &framed).unwrap_err();
                opener.open_into(&framed, &mut out).unwrap_err();
                assert!(out.is_empty());
                opener.open_ahead_into(&framed, &mut out, 3).unwrap_err();
                assert_eq!(opener.sequence(), 0);
            }
        }

        #[test]
        fn any_content_comes_back(
            contents in proptest::collection::vec(proptest::collection::vec(0u8.., 0..300), 1..6),
            code in proptest::sample::select(vec![0x002f, 0x000a, 0xc028, 0x0004, 0x003b, 0xc09d]),
            (version, outside, more) in (0x0300_u16..0x0304, 0..2_usize, 0..3_usize),
        ) {
            let version = if code == 0xc09d { 0x0303 } else { version };
            // SSL 3.0 has no padding longer than a block.
            let more = if version == 0x0300 { 0 } else { more };
            let (mut sealer, mut opener) = legacy(code, version, WRAPPINGS[outside]);
            let mut out = Vec::new();
            for content in contents {
                let record = sealer.seal(22, &content, more).unwrap();
                assert_eq!(opener.open_into(&record, &mut out), Ok(22));
                assert_eq!(out, content);
            }
        }
    }

    /// Nobody may agree on such a thing (RFC 5246 §6.2.3.3), but a hostile capture may say that somebody did.
    #[test]
    fn an_aead_before_tls12_opens_as_it_was_sealed() {
        for version in VERSIONS {
            let (mut sealer, mut opener) = legacy(0xc02f, version, Wrapping::MacThenEncrypt);
            let record = sealer.seal(23, b"words", 0).unwrap();
            assert_eq!(record[1..3], version.to_be_bytes());
            assert_eq!(opener.open(&record).unwrap().content(), b"words");
        }
    }

    #[test]
    fn ssl3_has_no_padding_to_spare() {
        let (mut sealer, _) = legacy(0x002f, 0x0300, Wrapping::MacThenEncrypt);
        assert!(sealer.seal(23, b"words", 1).is_none());
        assert!(sealer.seal(23, b"words", 0).is_some());
    }
}
