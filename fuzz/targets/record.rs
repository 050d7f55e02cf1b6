//! Records under every cipher and version: any bytes are opened or refused, and what is sealed opens to what it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlslab::keys::cipher::Cipher;
use tlslab::keys::prf::WriteKeys;
use tlslab::keys::record::Opener;
use tlslab::keys::sealed::Wrapping;
use tlslab::keys::seal::Sealer;

fuzz_target!(|input: (u8, u8, bool, u8, &[u8])| {
    let (cipher, minor, wrapping, padding, bytes) = input;
    let ciphers = Cipher::all();
    let cipher = &ciphers[usize::from(cipher) % ciphers.len()];
    let version = 0x0300 | u16::from(minor & 3);
    let wrapping = match wrapping {
        true => Wrapping::EncryptThenMac,
        false => Wrapping::MacThenEncrypt,
    };
    let both = match cipher.tls13 {
        true => {
            let (key, iv) = (vec![1; cipher.key_length()], vec![2; cipher.iv_length()]);
            Opener::tls13(cipher, &key, &iv).zip(Sealer::new(cipher, &key, &iv))
        }
        false => {
            let block = vec![3; cipher.key_block_length(version)];
            WriteKeys::cut(cipher, version, &block).and_then(|[keys, _]| {
                let opener = Opener::legacy(cipher, version, wrapping, &keys);
                opener.zip(Sealer::legacy(cipher, version, wrapping, &keys))
            })
        }
    };
    let Some((mut opener, mut sealer)) = both else {
        return;
    };
    let _ = opener.clone().open(bytes);
    let _ = opener.clone().open_ahead_into(bytes, &mut Vec::new(), 3);
    if let Some(record) = sealer.seal(23, bytes, padding.into()) {
        let mut out = Vec::new();
        assert_eq!(opener.open_into(&record, &mut out), Ok(23));
        assert_eq!(out, bytes);
    }
});
