//! The registries of SSL 2.0 (Hickman, "The SSL Protocol", 1995): messages, cipher kinds of three bytes, errors.

use crate::base::field::Code;
use crate::base::field::Codes;

/// A cipher kind, three bytes; those of SSL 3.0 and later begin with a zero and are cipher suites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kind(pub u32);

code_point!(Kind, KINDS);

/// Messages.
#[rustfmt::skip] // one row a line
pub static MESSAGES: Codes = Codes::new(&[
    Code::new(0, "error", "Something failed; SSL 2.0 has four errors and no close signal, so anyone can cut a connection unnoticed.", "무언가 실패했다. SSL 2.0에는 오류가 네 가지뿐이고 종료 신호가 없어, 누가 연결을 잘라도 알 수 없다."),
    Code::new(1, "client-hello", "The client opens: what it can do, and a challenge.", "클라이언트가 시작한다. 할 수 있는 것들과 도전 값을 담는다."),
    Code::new(2, "client-master-key", "The client sends the master key, most of it encrypted to the server's RSA key.", "클라이언트가 마스터 키를 보낸다. 대부분을 서버의 RSA 키로 암호화한다."),
    Code::new(3, "client-finished", "The client repeats the connection identifier under the new keys.", "클라이언트가 새 키로 연결 식별자를 되돌려 보낸다."),
    Code::new(4, "server-hello", "The server's certificate, what it can do, and a connection identifier.", "서버의 인증서와 할 수 있는 것들, 연결 식별자를 담는다."),
    Code::new(5, "server-verify", "The server repeats the challenge under the new keys: it could open the master key.", "서버가 새 키로 도전 값을 되돌려 보낸다. 마스터 키를 열 수 있었다는 뜻이다."),
    Code::new(6, "server-finished", "The server gives the session a name for later.", "서버가 나중을 위해 세션에 이름을 붙인다."),
    Code::new(7, "request-certificate", "The server asks who the client is.", "서버가 클라이언트가 누구인지 묻는다."),
    Code::new(8, "client-certificate", "The client's certificate and a signature over the request.", "클라이언트의 인증서와 요청에 대한 서명이다."),
]);

/// Cipher kinds of SSL 2.0, and the suites that old clients put in the same list.
#[rustfmt::skip] // one row a line
pub static KINDS: Codes = Codes::new(&[
    Code::plain(0x0000_0001, "TLS_RSA_WITH_NULL_MD5"),
    Code::plain(0x0000_0002, "TLS_RSA_WITH_NULL_SHA"),
    Code::plain(0x0000_0003, "TLS_RSA_EXPORT_WITH_RC4_40_MD5"),
    Code::plain(0x0000_0004, "TLS_RSA_WITH_RC4_128_MD5"),
    Code::plain(0x0000_0005, "TLS_RSA_WITH_RC4_128_SHA"),
    Code::plain(0x0000_0006, "TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5"),
    Code::plain(0x0000_0007, "TLS_RSA_WITH_IDEA_CBC_SHA"),
    Code::plain(0x0000_0008, "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA"),
    Code::plain(0x0000_0009, "TLS_RSA_WITH_DES_CBC_SHA"),
    Code::plain(0x0000_000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
    Code::plain(0x0000_0011, "TLS_DHE_DSS_EXPORT_WITH_DES40_CBC_SHA"),
    Code::plain(0x0000_0012, "TLS_DHE_DSS_WITH_DES_CBC_SHA"),
    Code::plain(0x0000_0013, "TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA"),
    Code::plain(0x0000_0014, "TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA"),
    Code::plain(0x0000_0015, "TLS_DHE_RSA_WITH_DES_CBC_SHA"),
    Code::plain(0x0000_0016, "TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA"),
    Code::plain(0x0000_002f, "TLS_RSA_WITH_AES_128_CBC_SHA"),
    Code::plain(0x0000_0032, "TLS_DHE_DSS_WITH_AES_128_CBC_SHA"),
    Code::plain(0x0000_0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA"),
    Code::plain(0x0000_0035, "TLS_RSA_WITH_AES_256_CBC_SHA"),
    Code::plain(0x0000_0038, "TLS_DHE_DSS_WITH_AES_256_CBC_SHA"),
    Code::plain(0x0000_0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA"),
    Code::plain(0x0000_0062, "TLS_RSA_EXPORT1024_WITH_DES_CBC_SHA"),
    Code::plain(0x0000_0063, "TLS_DHE_DSS_EXPORT1024_WITH_DES_CBC_SHA"),
    Code::plain(0x0000_0064, "TLS_RSA_EXPORT1024_WITH_RC4_56_SHA"),
    Code::plain(0x0000_0065, "TLS_DHE_DSS_EXPORT1024_WITH_RC4_56_SHA"),
    Code::plain(0x0000_0066, "TLS_DHE_DSS_WITH_RC4_128_SHA"),
    Code::new(0x0000_00ff, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV", "Not a cipher but a signal in disguise: the client knows secure renegotiation (RFC 5746).", "암호가 아니라 변장한 신호이다. 클라이언트가 안전한 재협상(RFC 5746)을 안다는 뜻이다."),
    Code::new(0x0001_0080, "SSL_CK_RC4_128_WITH_MD5", "RC4 with 128 bits; its output is measurably not random.", "128비트 RC4이다. 출력이 난수와 다르게 치우쳐 있음을 측정할 수 있다."),
    Code::new(0x0002_0080, "SSL_CK_RC4_128_EXPORT40_WITH_MD5", "RC4 of which 88 bits of the key travel in the clear: 40 bits were all that could be exported.", "키의 88비트를 그대로 보내는 RC4이다. 40비트까지만 수출할 수 있던 시절의 것이다."),
    Code::new(0x0003_0080, "SSL_CK_RC2_128_CBC_WITH_MD5", "The block cipher RC2 with 128 bits.", "128비트 블록 암호 RC2이다."),
    Code::new(0x0004_0080, "SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5", "RC2 of which 88 bits of the key travel in the clear: 40 bits were all that could be exported.", "키의 88비트를 그대로 보내는 RC2이다. 40비트까지만 수출할 수 있던 시절의 것이다."),
    Code::new(0x0005_0080, "SSL_CK_IDEA_128_CBC_WITH_MD5", "The block cipher IDEA, whose blocks of 64 bits are too small.", "블록 암호 IDEA이다. 64비트 블록은 너무 작다."),
    Code::new(0x0006_0040, "SSL_CK_DES_64_CBC_WITH_MD5", "DES: 56 bits of key, broken by trying all of them.", "키가 56비트인 DES로, 모두 시도하면 깨진다."),
    Code::new(0x0007_00c0, "SSL_CK_DES_192_EDE3_CBC_WITH_MD5", "Triple DES, the strongest of SSL 2.0.", "SSL 2.0에서 가장 강한 삼중 DES이다."),
    Code::plain(0x0008_0080, "SSL_CK_RC4_64_WITH_MD5"),
]);

/// Kinds of certificates.
#[rustfmt::skip] // one row a line
pub static CERTIFICATES: Codes = Codes::new(&[
    Code::plain(0, "none"),
    Code::new(1, "x509", "The only kind SSL 2.0 knows: one certificate, no chain.", "SSL 2.0이 아는 유일한 종류로, 사슬 없이 인증서 하나이다."),
]);

/// Errors.
#[rustfmt::skip] // one row a line
pub static ERRORS: Codes = Codes::new(&[
    Code::new(1, "no-cipher", "Client and server have no cipher kind in common.", "클라이언트와 서버에 공통된 암호가 없다."),
    Code::new(2, "no-certificate", "The client has no certificate to show; the server may go on without.", "클라이언트에 보일 인증서가 없다. 서버는 없이 계속할 수 있다."),
    Code::new(4, "bad-certificate", "A signature in the certificate is wrong, or its values make no sense.", "인증서의 서명이 틀렸거나 값이 말이 되지 않는다."),
    Code::new(6, "unsupported-certificate-type", "A kind of certificate the receiver does not know.", "받는 쪽이 모르는 종류의 인증서이다."),
]);
