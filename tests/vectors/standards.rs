//! The examples that stand in the standards themselves.

use tlslab::demo::chance::Chance;
use tlslab::demo::primitive::cipher::{self, Padding};
use tlslab::demo::primitive::{aead, dh, hash, kdf, mac, seal, signature};

fn bytes(digits: &str) -> Vec<u8> {
    let bare: String = digits.split_whitespace().collect();
    hex::decode(bare).unwrap()
}

fn check(what: &str, found: &[u8], published: &str) {
    assert_eq!(hex::encode(found), hex::encode(bytes(published)), "{what}");
}

/// The four blocks of SP 800-38A appendix F, and its three keys.
static BLOCKS: &str = "6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51
    30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710";
static KEYS: [&str; 3] = [
    "2b7e151628aed2a6abf7158809cf4f3c",
    "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
    "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
];

/// SP 800-38A F.1: ECB. (F.3 and F.4 are CFB and OFB, which are not offered.)
#[test]
fn sp800_38a_ecb() {
    let published = [
        "3ad77bb40d7a3660a89ecaf32466ef97 f5d3d58503b9699de785895a96fdbaaf
         43b1cd7f598ece23881b00e3ed030688 7b0c785e27e8ad3f8223207104725dd4",
        "bd334f1d6e45f25ff712a214571fa5cc 974104846d0ad3ad7734ecb3ecee4eef
         ef7afd2270e2e60adce0ba2face6444e 9a4b41ba738d6c72fb16691603c18e0e",
        "f3eed1bdb5d2a03c064b5a7e3db181f8 591ccb10d410ed26dc5ba74a31362870
         b6ed21b99ca6f4f9f153e7b1beafed1d 23304b7a39f9f3ff067d8d8f9e24ecc7",
    ];
    for (key, published) in KEYS.into_iter().zip(published) {
        let (key, message) = (bytes(key), bytes(BLOCKS));
        let found = cipher::ecb_encrypt(&key, &message, Padding::None).unwrap();
        check("F.1", &found, published);
        let back = cipher::ecb_decrypt(&key, &found, Padding::None).unwrap();
        assert_eq!(back, Some(message));
    }
}

/// SP 800-38A F.2: CBC.
#[test]
fn sp800_38a_cbc() {
    let published = [
        "7649abac8119b246cee98e9b12e9197d 5086cb9b507219ee95db113a917678b2
         73bed6b8e3c1743b7116e69e22229516 3ff1caa1681fac09120eca307586e1a7",
        "4f021db243bc633d7178183a9fa071e8 b4d9ada9ad7dedf4e5e738763f69145a
         571b242012fb7ae07fa9baac3df102e0 08b0e27988598881d920a9e64f5615cd",
        "f58c4c04d6e5f1ba779eabfb5f7bfbd6 9cfc4e967edb808d679f777bc6702c7d
         39f23369a9d9bacfa530e26304231461 b2eb05e2c39be9fcda6c19078c6a9d1b",
    ];
    let iv = bytes("000102030405060708090a0b0c0d0e0f");
    for (key, published) in KEYS.into_iter().zip(published) {
        let (key, message) = (bytes(key), bytes(BLOCKS));
        let found = cipher::cbc_encrypt(&key, &iv, &message, Padding::None).unwrap();
        check("F.2", &found, published);
        let back = cipher::cbc_decrypt(&key, &iv, &found, Padding::None).unwrap();
        assert_eq!(back, Some(message));
    }
}

/// SP 800-38A F.5: CTR.
#[test]
fn sp800_38a_ctr() {
    let published = [
        "874d6191b620e3261bef6864990db6ce 9806f66b7970fdff8617187bb9fffdff
         5ae4df3edbd5d35e5b4f09020db03eab 1e031dda2fbe03d1792170a0f3009cee",
        "1abc932417521ca24f2b0459fe7e6e0b 090339ec0aa6faefd5ccc2c6f4ce8e94
         1e36b26bd1ebc670d1bd1d665620abf7 4f78a7f6d29809585a97daec58c6b050",
        "601ec313775789a5b7a7f504bbf3d228 f443e3ca4d62b59aca84e990cacaf5c5
         2b0930daa23de94ce87017ba2d84988d dfc9c58db67aada613c2dd08457941a6",
    ];
    let counter = bytes("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    for (key, published) in KEYS.into_iter().zip(published) {
        let found = cipher::ctr(&bytes(key), &counter, &bytes(BLOCKS)).unwrap();
        check("F.5", &found, published);
    }
}

/// "abc" in FIPS 180-4 and FIPS 202 (their examples stand apart from them), RFC 1321 A.5.
#[test]
fn hashes_of_abc() {
    for (name, published) in [
        ("md5", "900150983cd24fb0d6963f7d28e17f72"),
        ("sha1", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "sha224",
            "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        ),
        (
            "sha256",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            "sha384",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed
                    8086072ba1e7cc2358baeca134c825a7",
        ),
        (
            "sha512",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a
                    2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        ),
        (
            "sha512-224",
            "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa",
        ),
        (
            "sha512-256",
            "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
        ),
        (
            "sha3-224",
            "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
        ),
        (
            "sha3-256",
            "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
        ),
        (
            "sha3-384",
            "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b2
                      98d88cea927ac7f539f1edf228376d25",
        ),
        (
            "sha3-512",
            "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e
                      10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
        ),
    ] {
        check(name, &hash::named(name).unwrap().digest(b"abc"), published);
    }
}

/// Two blocks, a million of one letter in parts, nothing at all.
#[test]
fn hashes_of_longer_messages() {
    let two = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    let sha1 = hash::named("sha1").unwrap();
    let sha256 = hash::named("sha256").unwrap();
    check(
        "sha1",
        &sha1.digest(two),
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
    );
    check(
        "sha256",
        &sha256.digest(two),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    );
    let mut running = sha256.start();
    for _ in 0..1000 {
        running.update(&[b'a'; 1000]);
    }
    check(
        "million",
        &running.finish(32),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    );
    let shake = |name: &str| hash::named(name).unwrap().digest(b"");
    check(
        "shake128",
        &shake("shake128"),
        "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26",
    );
    check(
        "shake256",
        &shake("shake256"),
        "46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f
        d75dc4ddd8c0f200cb05019d67b592f6fc821c49479ab48640292eacb3b7c4be",
    );
}

/// RFC 8439 §2.4.2 and §2.8.2.
#[test]
fn rfc8439() {
    let message = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
    let key: Vec<u8> = (0..32).collect();
    let found = cipher::chacha20(&key, &bytes("000000000000004a00000000"), 1, message).unwrap();
    check(
        "§2.4.2",
        &found,
        "6e2e359a2568f98041ba0728dd0d6981 e97e7aec1d4360c20a27afccfd9fae0b
        f91b65c5524733ab8f593dabcd62b357 1639d624e65152ab8f530c359f0861d8
        07ca0dbf500d6a6156a38e088a22b65e 52bc514d16ccf806818ce91ab7793736
        5af90bbf74a35be6b40b8eedf2785e42 874d",
    );
    let key: Vec<u8> = (0x80..0xa0).collect();
    let (nonce, aad) = (
        bytes("070000004041424344454647"),
        bytes("50515253c0c1c2c3c4c5c6c7"),
    );
    let cipher = aead::named("chacha20-poly1305").unwrap();
    let found = cipher.seal(&key, &nonce, &aad, message).unwrap();
    check(
        "§2.8.2",
        &found,
        "d31a8d34648e60db7b86afbc53ef7ec2 a4aded51296e08fea9e2b5a736ee62d6
        3dbea45e8ca9671282fafb69da92728b 1a71de0a9e060b2905d6a5b67ecd3b36
        92ddbd7f2d778b8c9803aee328091b58 fab324e4fad675945585808b4831d7bc
        3ff4def08e4b7a9de576d26586cec64b 6116 1ae10b594f09e26a7e902ecbd0600691",
    );
}

/// Where the counter of ChaCha20 runs out, an error comes, and never a keystream that was there before.
#[test]
fn chacha20_ends_with_its_counter() {
    let (key, nonce) = ([1; 32], [2; 12]);
    let run = |counter, n| cipher::chacha20(&key, &nonce, counter, &vec![0; n]);
    assert_eq!(run(u32::MAX - 1, 64).unwrap().len(), 64);
    assert!(run(u32::MAX - 1, 65).is_err());
    assert!(run(u32::MAX, 65).is_err());
}

/// RFC 5297 A.1: deterministic, without a nonce. The tag stands in front.
#[test]
fn rfc5297() {
    let cipher = aead::named("aes-siv").unwrap();
    let found = cipher.seal(
        &bytes("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0 f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"),
        &[],
        &bytes("101112131415161718191a1b1c1d1e1f2021222324252627"),
        &bytes("112233445566778899aabbccddee"),
    );
    check(
        "A.1",
        &found.unwrap(),
        "85632d07c6e8f37f950acd320a2ecc93 40c02b9690c4dc04daef7f6afe5c",
    );
}

/// RFC 4493 §4 and RFC 4231 §4.2.
#[test]
fn codes() {
    let cmac = mac::named("aes-cmac").unwrap();
    let key = bytes(KEYS[0]);
    check(
        "RFC 4493, 1",
        &cmac.tag(&key, b"").unwrap(),
        "bb1d6929e95937287fa37d129b756746",
    );
    let block = bytes("6bc1bee22e409f96e93d7e117393172a");
    check(
        "RFC 4493, 2",
        &cmac.tag(&key, &block).unwrap(),
        "070a16b46b4d4144f79bdd9dd04a287c",
    );
    let hmac = mac::named("hmac-sha256").unwrap();
    let tag = hmac.tag(&[0x0b; 20], b"Hi There").unwrap();
    check(
        "RFC 4231",
        &tag,
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    );
}

/// RFC 5869 A.1 and A.3.
#[test]
fn rfc5869() {
    let sha256 = hash::named("sha256").unwrap();
    let (salt, info): (Vec<u8>, Vec<u8>) = ((0..13).collect(), (0xf0..0xfa).collect());
    let prk = kdf::hkdf_extract(sha256, &salt, &[0x0b; 22]).unwrap();
    check(
        "PRK",
        &prk,
        "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
    );
    let okm = kdf::hkdf_expand(sha256, &prk, &info, 42).unwrap();
    check(
        "OKM",
        &okm,
        "3cb25f25faacd57a90434f64d0362f2a 2d2d0a90cf1a5a4c5db02d56ecc4c5bf 34007208d5b887185865",
    );
    let prk = kdf::hkdf_extract(sha256, &[], &[0x0b; 22]).unwrap();
    let okm = kdf::hkdf_expand(sha256, &prk, &[], 42).unwrap();
    check(
        "A.3",
        &okm,
        "8da4e775a563c18f715f802a063c5a31 b8a11f5c5ee1879ec3454e5f3c738d2d 9d201395faa4b61a96c8",
    );
}

/// RFC 7748 §5.2 and §6.1.
#[test]
fn rfc7748() {
    let curve = dh::named("x25519").unwrap();
    let found = curve.agree(
        &bytes("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
        &bytes("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"),
    );
    check(
        "§5.2",
        &found.unwrap(),
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
    );
    let mut point = vec![0; 32];
    point[0] = 9;
    let mut scalar = point.clone();
    for round in 1..=1000 {
        let next = curve.agree(&scalar, &point).unwrap();
        (scalar, point) = (next, scalar);
        if round == 1 {
            check(
                "once",
                &scalar,
                "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079",
            );
        }
    }
    check(
        "1000 times",
        &scalar,
        "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51",
    );
    let bob = bytes("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    check(
        "§6.1",
        &curve.public(&bob).unwrap(),
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
    );
    let alice = bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    let secret = curve.agree(&bob, &alice).unwrap();
    check(
        "§6.1",
        &secret,
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
    );
}

/// RFC 8032 §7.1, RFC 6979 A.2.5 and A.2.6.
#[test]
fn deterministic_signatures() {
    let mut chance = Chance::new(1, "test");
    let mut signed = |name: &str, private: &str, message: &[u8], published: &str| {
        let scheme = signature::named(name).unwrap();
        let private = bytes(private);
        let found = scheme.sign(&private, message, &mut chance).unwrap();
        check(name, &found, published);
        let public = scheme.public_of(&private).unwrap();
        assert_eq!(scheme.verify(&public, message, &found), Ok(true), "{name}");
        assert_eq!(
            scheme.verify(&public, b"other", &found),
            Ok(false),
            "{name}"
        );
        public
    };
    let public = signed(
        "ed25519",
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155
         5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    );
    check(
        "public",
        &public,
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    );
    signed(
        "ecdsa-p256-sha256-p1363",
        "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
        b"sample",
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716
         f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
    );
    signed(
        "ecdsa-p384-sha384-p1363",
        "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d8
         96d5724e4c70a825f872c9ea60d2edf5",
        b"sample",
        "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c
         81a648152e44acf96e36dd1e80fabe46
         99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94f
         a329c145786e679e7b82c71a38628ac8",
    );
}

/// RFC 9180 A.1.1.1, the first message.
#[test]
fn rfc9180() {
    let suite = seal::named("hpke-x25519-aes-128-gcm").unwrap();
    let start = bytes("7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234");
    let private = bytes("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");
    let public = bytes("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
    assert_eq!(suite.public_of(&private).unwrap(), public);
    let info = bytes("4f6465206f6e2061204772656369616e2055726e");
    let (aad, message) = (b"Count-0", b"Beauty is truth, truth beauty");
    let sealed = suite
        .seal_from(&public, &info, aad, message, start.try_into().unwrap())
        .unwrap();
    check(
        "enc",
        &sealed.encapsulated,
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
    );
    check(
        "ct",
        &sealed.ciphertext,
        "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9
        6d8770ac83d07bea87e13c512a",
    );
    let opened = suite.open(&private, &info, aad, &sealed.bytes()).unwrap();
    assert_eq!(opened.as_deref(), Some(&message[..]));
    assert_eq!(
        suite.open(&private, &info, b"Count-1", &sealed.bytes()),
        Ok(None)
    );
}
