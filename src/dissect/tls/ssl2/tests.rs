//! The handshake of a public capture (zeek/zeek, BSD-3-Clause), and a hello that offers SSL 3.0 (arkime/arkime, Apache-2.0).

use super::*;
use crate::base::exhibit::{Exhibit, Origin};
use crate::base::text::Text;

static HELLO: &str = "802e0100020015000000100700c00500800300800100800600400400800200801c30e2b12f4c04525476f280c07abee5";
static ANSWER: &str = "83b40400010002038700120010308203833082026b02044eb6f269300d06092a864886f70d0101050500308185310b30090603550406130255533111300f0603550408130856697267696e69613110300e060355040713074865726e646f6e31123010060355040a1309506172616c6c656c73310e300c060355040b1305506c65736b310e300c06035504031305706c65736b311d301b06092a864886f70d010901160e696e666f40706c65736b2e636f6d301e170d3131313130363230343733375a170d3132313130353230343733375a308185310b30090603550406130255533111300f0603550408130856697267696e69613110300e060355040713074865726e646f6e31123010060355040a1309506172616c6c656c73310e300c060355040b1305506c65736b310e300c06035504031305706c65736b311d301b06092a864886f70d010901160e696e666f40706c65736b2e636f6d30820122300d06092a864886f70d01010105000382010f003082010a0282010100a3a1ce479cb1b47d77a605f052c6e8f4776734e0400d5d7f92dc8f6377fe7264d7e561d93e9d726a13931f4e623bfb71849f19daba218c1a9427998f1927dfcc8b27461f75659705d3ed0e4c1978d910328ba63542e84f6d74e7645cf0be5317012f5f69cb3cc897f6bfce0d864bb06ac08169eab79559246ab8bda0eb4a135212741a6679c4d482f2b3e2d6f9b41ffd26a44b89ad41a3d8950b0063030b6bf66aa05df0fc7f19c9c4571d2aac768709236333a4b740da6ccda771126b8f81d46ca30d5462d2022706b0ae1fd8d7aa27c896c8c95cfba2647594cc0869a8f360ee7332a221db4d6a3f29abbd16cf631a95f722df024aaff4bb7da89aa2b5c9f10203010001300d06092a864886f70d0101050500038201010038dfc76790eba15676bae451752a7f2f2734297d231cf9b5db2bc3882c621aeef34f05210127abb61a43127734527fbdad15b2b95785942f9ff9b13a67f0399b8f1aab043838c8e121bc1afb68de357f0788951eb5d8996c9aa79a153bfa5cba82246abf10e755a56a3b21626efa84f4169547520e1bf56022b15cf1c90379220ccea86d75bef27913852aacd51d0e67d341d80e9c04becf9d0679816703117469dc6e993f2b8b35050a76b9ba7a66047cde633aae47eba0a34bb712bdb297bc52eb0bf35e3ecd3261ce288fd4804d254d72e9203cf4470eec20f892cbef3c69d1436daa670975527b161833381d0d2039ff4c7d41159e1c392c58afbb533ffd0700c0030080010080060040040080020080b01a19a135e793cebecd5204d9e0c699";
static MASTER_KEY: &str = "8112020700c000000100000898d76e4d81861022897f20323f8949caa0724631a1b2d4825b855a72fe8de1d3edef59b726fc0dc21bdea6bf76d4c963560c7173858d28d88b4314110ce96b70784d31097af4f6af03111580722f49bd4b8efc2f2539cb4e2794624ba4a96d5d2591909833cb82bc6694cf3257ea98700471876aacab7d25b94e86d520bf033c884c3a6ce932873a659e7b5a621b588a832de826a134db5006edfddb602b0ccca203f54f8ce67a4934e41df7e25dcabb763382dc82ecb100ecce5e58c2569e1fa7e521f7f6276ea89156aa331525d7a0705ed59de8d8acf5465c9eb869bb84a105258f4cc71c94525247523f71b318c593e2a80d96c175bc4074948c201b3d2732e1cd6d536f78fd";
static PROTECTED: &str =
    "0028071ae7f89a87cba8fb61af185754dec3aec3548ebabab59a953d9ade36c51a57bfaf7aae0db161ca17";
static OFFERS_SSL3: &str = "804c01030000330000001000000400000500000a0100800700c0030080000009060040000064000062000003000006020080040080000013000012000063a108e16bbe46a47c2e696eff96302e2b";

fn bytes(hex: &str) -> Vec<u8> {
    hex::decode(hex).unwrap()
}

fn check(bytes: &[u8], says: impl FnOnce(&Message<'_>)) {
    let (exhibit, said) = Exhibit::told(Text::EMPTY, Origin::Computed, bytes, opening);
    assert_eq!(exhibit.broken, None);
    assert!(exhibit.unexplained().is_empty());
    for note in &exhibit.notes {
        let doc = note.field.doc;
        assert!(
            !doc.en.is_empty() && doc.ko.ends_with('.'),
            "{}",
            note.field.name
        );
    }
    says(&said.unwrap());
    for end in 0..bytes.len() {
        assert!(opening(&mut Reader::quiet(&bytes[..end])).is_err(), "{end}");
    }
    for at in 0..bytes.len() {
        let mut flipped = bytes.to_vec();
        flipped[at] ^= 0x55;
        let exhibit = Exhibit::read(Text::EMPTY, Origin::Computed, &flipped, opening);
        assert!(exhibit.unexplained().is_empty(), "{at}");
    }
}

#[test]
fn a_handshake_of_ssl_2() {
    check(&bytes(HELLO), |said| {
        let Message::ClientHello(hello) = said else {
            panic!("{said:?}");
        };
        assert_eq!((hello.version, hello.specs.len()), (2, 7));
        assert_eq!(hello.specs[0], 0x0700c0);
        assert_eq!((hello.session_id.len(), hello.challenge.len()), (0, 16));
    });
    check(&bytes(ANSWER), |said| {
        let Message::ServerHello(hello) = said else {
            panic!("{said:?}");
        };
        assert!(!hello.session_hit);
        assert_eq!(hello.certificate.len(), 0x387);
        assert_eq!((hello.specs.len(), hello.connection_id.len()), (6, 16));
    });
    check(&bytes(MASTER_KEY), |said| {
        let Message::ClientMasterKey(key) = said else {
            panic!("{said:?}");
        };
        assert_eq!(key.kind, 0x0700c0);
        assert_eq!(
            (key.clear.len(), key.encrypted.len(), key.argument.len()),
            (0, 256, 8)
        );
    });
    let protected = bytes(PROTECTED);
    let (header, body) = record(&mut Reader::quiet(&protected)).unwrap();
    assert_eq!((header.size, header.length, header.padding), (3, 40, 7));
    assert_eq!(body.len(), 33);
}

#[test]
fn the_rarer_messages() {
    check(&[0x80, 3, 0, 0, 1], |said| {
        assert_eq!(*said, Message::Error(1))
    });
    let certificate = [0x80, 8, 8, 1, 0, 1, 0, 1, 9, 7];
    check(&certificate, |said| {
        assert_eq!(*said, Message::ClientCertificate(&[9], &[7]))
    });
    let request = message(&mut Reader::quiet(&[7, 1, 5, 5]));
    assert_eq!(request, Ok(Message::RequestCertificate(1, &[5, 5])));
    assert!(message(&mut Reader::quiet(&[9])).is_err());
    assert!(header(&mut Reader::quiet(&[0, 2, 3])).is_err());
}

#[test]
fn only_a_hello_looks_like_one() {
    assert!(looks_like_hello(&bytes(HELLO)));
    assert!(looks_like_hello(&bytes(HELLO)[..11]));
    assert!(!looks_like_hello(&bytes(HELLO)[..10]));
    assert!(looks_like_hello(&bytes(OFFERS_SSL3)));
    check(&bytes(OFFERS_SSL3), |said| {
        let Message::ClientHello(hello) = said else {
            panic!("{said:?}");
        };
        assert_eq!((hello.version, hello.specs[0]), (0x0300, 4));
    });
    assert!(!looks_like_hello(&bytes(ANSWER)));
    assert!(!looks_like_hello(b"GET / HTTP/1.1\r\nHost: a"));
    assert!(!looks_like_hello(&[
        0x80, 0x2e, 1, 0, 2, 0, 21, 0, 0, 0, 17, 0
    ]));
}

#[test]
fn registries_are_sorted() {
    for codes in [&MESSAGES, &KINDS, &CERTIFICATES, &ERRORS] {
        assert!(codes.rows.is_sorted_by(|a, b| a.value < b.value));
    }
}
