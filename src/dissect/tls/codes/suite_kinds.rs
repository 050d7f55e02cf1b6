//! What a cipher suite means, a sentence a kind: how the key is agreed, and how the data is protected.

use crate::base::text::Doc;

const fn doc(en: &'static str, ko: &'static str) -> Doc {
    Doc::new(en, ko)
}

macro_rules! kinds {
    ($($kind:ident: $en:literal, $ko:literal;)*) => { $(pub(super) const $kind: Doc = doc($en, $ko);)* };
}

kinds! {
    AES_128_GCM_13: "TLS 1.3's must-have: AES with a 128-bit key in GCM, which encrypts and authenticates in one; SHA-256 drives the key schedule.",
        "TLS 1.3의 필수 암호 모음이다. 128비트 키의 AES를 암호화와 인증을 한 번에 하는 GCM으로 쓰고, 키 일정에는 SHA-256을 쓴다.";
    AES_256_GCM_13: "TLS 1.3 with AES under a 256-bit key in GCM, and SHA-384 in the key schedule: a wider margin at a small cost.",
        "TLS 1.3에서 256비트 키의 AES-GCM과 SHA-384 키 일정을 쓴다. 적은 비용으로 여유가 더 크다.";
    CHACHA20_13: "TLS 1.3 with ChaCha20-Poly1305: fast and safe from timing leaks on machines without AES hardware, such as small phones.",
        "TLS 1.3에서 ChaCha20-Poly1305를 쓴다. 작은 휴대전화처럼 AES 하드웨어가 없는 기기에서 빠르고, 걸리는 시간으로 비밀이 새지 않는다.";
    CCM_13: "TLS 1.3 with AES-CCM, which needs nothing but AES itself: for small devices.",
        "TLS 1.3에서 AES 연산만 있으면 되는 AES-CCM을 쓴다. 작은 기기용이다.";
    CCM_8_13: "TLS 1.3 with AES-CCM and a tag cut to 8 bytes, for radio links where every byte counts; easier to forge.",
        "TLS 1.3에서 인증 태그를 8바이트로 줄인 AES-CCM을 쓴다. 한 바이트가 아쉬운 무선용이며 위조가 더 쉽다.";
    AEGIS_13: "TLS 1.3 with AEGIS, a young and very fast cipher built from AES rounds.",
        "TLS 1.3에서 AES 라운드로 만든 최근에 나온 매우 빠른 암호 AEGIS를 쓴다.";
    ECDHE_ECDSA_AES_128_GCM: "TLS 1.2 at its best: a fresh elliptic-curve key exchange, an ECDSA (or Ed25519) certificate, and AES-128-GCM.",
        "TLS 1.2의 가장 좋은 모습이다. 매번 새로운 타원 곡선 키 교환, ECDSA(또는 Ed25519) 인증서, AES-128-GCM을 쓴다.";
    ECDHE_RSA_AES_128_GCM: "The workhorse of TLS 1.2: a fresh elliptic-curve key exchange, signed with the key of an RSA certificate, and AES-128-GCM.",
        "TLS 1.2의 주력이다. 매번 새로운 타원 곡선 키 교환을 RSA 인증서의 키로 서명하고 AES-128-GCM을 쓴다.";
    ECDHE_ECDSA_AES_256_GCM: "TLS 1.2 with a fresh elliptic-curve key exchange, an ECDSA (or Ed25519) certificate, and AES-256-GCM with SHA-384.",
        "TLS 1.2에서 매번 새로운 타원 곡선 키 교환, ECDSA(또는 Ed25519) 인증서, AES-256-GCM과 SHA-384를 쓴다.";
    ECDHE_RSA_AES_256_GCM: "TLS 1.2 with a fresh elliptic-curve key exchange, an RSA certificate, and AES-256-GCM with SHA-384.",
        "TLS 1.2에서 매번 새로운 타원 곡선 키 교환, RSA 인증서, AES-256-GCM과 SHA-384를 쓴다.";
    ECDHE_ECDSA_CHACHA20: "TLS 1.2 with a fresh elliptic-curve key exchange, an ECDSA (or Ed25519) certificate, and ChaCha20-Poly1305, fast without AES hardware.",
        "TLS 1.2에서 매번 새로운 타원 곡선 키 교환, ECDSA(또는 Ed25519) 인증서, AES 하드웨어 없이도 빠른 ChaCha20-Poly1305를 쓴다.";
    ECDHE_RSA_CHACHA20: "TLS 1.2 with a fresh elliptic-curve key exchange, an RSA certificate, and ChaCha20-Poly1305, fast without AES hardware.",
        "TLS 1.2에서 매번 새로운 타원 곡선 키 교환, RSA 인증서, AES 하드웨어 없이도 빠른 ChaCha20-Poly1305를 쓴다.";
    ECDHE_AEAD: "A fresh elliptic-curve key exchange, so a stolen server key opens no old traffic, and a cipher that authenticates what it encrypts.",
        "매번 새로운 타원 곡선 키 교환이라 서버 키를 훔쳐도 지난 통신을 열 수 없고, 암호화와 인증을 함께 하는 암호를 쓴다.";
    ECDHE_CBC: "A fresh elliptic-curve key exchange, but CBC encryption with the MAC inside, which invited padding attacks (Lucky 13).",
        "키 교환은 매번 새로운 타원 곡선이지만, MAC을 안에 넣는 CBC 암호화라 패딩 공격(Lucky 13)을 불러왔다.";
    DHE_AEAD: "A fresh Diffie-Hellman exchange over a large prime: forward secret but slow, and the group is the server's choice alone.",
        "큰 소수 위에서 매번 새로 하는 디피-헬먼이다. 순방향 비밀성이 있지만 느리고, 그룹은 서버 혼자 정한다.";
    DHE_CBC: "A fresh Diffie-Hellman exchange over a large prime, with CBC encryption and the MAC inside: forward secret, but open to padding attacks.",
        "큰 소수 위의 새 디피-헬먼에, MAC을 안에 넣는 CBC 암호화이다. 순방향 비밀성은 있으나 패딩 공격에 약하다.";
    DSS: "A Diffie-Hellman exchange signed with the old DSA; such certificates are extinct on the web.",
        "옛 DSA로 서명하는 디피-헬먼 교환이다. 그런 인증서는 웹에서 사라졌다.";
    RSA_AEAD: "The client encrypts the secret to the server's RSA key: no forward secrecy, whoever gets that key later opens everything recorded.",
        "클라이언트가 비밀을 서버의 RSA 키로 암호화해 보낸다. 순방향 비밀성이 없어, 나중에 그 키를 얻은 사람은 기록해 둔 모든 통신을 연다.";
    RSA_CBC: "RSA key transport without forward secrecy, and CBC encryption that invites padding attacks: the standard of the 2000s, removed in TLS 1.3.",
        "순방향 비밀성이 없는 RSA 키 전송에 패딩 공격을 부르는 CBC 암호화이다. 2000년대의 표준이었고 TLS 1.3에서 제거되었다.";
    STATIC_DH: "Diffie-Hellman with a fixed key from the certificate: no forward secrecy, and hardly ever deployed.",
        "인증서에 든 고정 키로 하는 디피-헬먼이다. 순방향 비밀성이 없고 거의 쓰이지 않았다.";
    ANON: "Nobody shows a certificate: whoever stands in the middle can be both ends at once.",
        "누구도 인증서를 보이지 않는다. 중간에 낀 공격자가 양쪽 행세를 할 수 있다.";
    NULL: "No encryption at all: the data is authenticated but travels in the clear.",
        "암호화가 전혀 없다. 데이터는 인증될 뿐 그대로 드러난다.";
    NOTHING: "Neither encryption nor authentication: the state before any keys are agreed; must never be negotiated.",
        "암호화도 인증도 없다. 키를 합의하기 전의 상태이며 협상해서는 안 된다.";
    INTEGRITY_ONLY: "TLS 1.3 that authenticates but does not encrypt (RFC 9150), for machines where secrecy does not matter.",
        "암호화 없이 인증만 하는 TLS 1.3이다(RFC 9150). 내용을 숨기지 않아도 되는 기기용이다.";
    EXPORT: "Deliberately weak, from the days of export rules: keys of 40 or 56 bits and key exchanges of 512 bits fall in hours (FREAK, Logjam).",
        "수출 규제 시대에 일부러 약하게 만든 것이다. 40비트나 56비트 키와 512비트 키 교환은 몇 시간이면 풀린다(FREAK, Logjam).";
    RC4: "The stream cipher RC4, whose output is measurably not random; forbidden by RFC 7465.",
        "출력의 치우침을 측정할 수 있는 스트림 암호 RC4이다. RFC 7465가 금지한다.";
    DES: "A cipher with 56 bits or less of key, broken by trying all keys.",
        "키가 56비트 이하라 모든 키를 시도해 깨지는 암호이다.";
    SMALL_BLOCK: "A cipher with 64-bit blocks: after some tens of gigabytes blocks repeat and leak text (Sweet32).",
        "블록이 64비트인 암호이다. 수십 기가바이트쯤 보내면 같은 블록이 되풀이되어 내용이 샌다(Sweet32).";
    PSK: "Both ends already share a key: no certificates, and no forward secrecy either.",
        "양 끝이 이미 키를 나눠 가졌다. 인증서가 없고 순방향 비밀성도 없다.";
    DHE_PSK: "A shared key proves who speaks, and a fresh Diffie-Hellman exchange gives forward secrecy.",
        "나눠 가진 키로 상대를 확인하고, 새 디피-헬먼 교환으로 순방향 비밀성을 얻는다.";
    RSA_PSK: "A shared key together with RSA key transport: the certificate proves the server, but there is no forward secrecy.",
        "나눠 가진 키와 RSA 키 전송을 함께 쓴다. 인증서로 서버를 확인하지만 순방향 비밀성은 없다.";
    PASSWORD: "A password proves both ends without being revealed to the other (SRP and its kin).",
        "비밀번호를 상대에게 드러내지 않고 서로를 확인한다(SRP 부류).";
    GOST: "Russian national algorithms.", "러시아 국가 표준 알고리즘이다.";
    FORTEZZA: "SSL 3.0 with the Fortezza token of the US government, whose cipher left a spare key with the state; gone since TLS 1.0.",
        "SSL 3.0에서 미국 정부의 Fortezza 토큰을 쓴다. 그 암호는 여벌 열쇠를 국가에 맡겼다. TLS 1.0부터 없어졌다.";
    SM4: "TLS 1.3 with the Chinese national cipher SM4 and hash SM3 (RFC 8998).",
        "TLS 1.3에서 중국 국가 표준 암호 SM4와 해시 SM3을 쓴다(RFC 8998).";
    DRAFT: "ChaCha20-Poly1305 under the number of an early draft; replaced in 2016.",
        "초기 초안 번호의 ChaCha20-Poly1305이다. 2016년에 대체되었다.";
    RENEGOTIATION_SCSV: "Not a cipher but a signal in disguise: the client knows secure renegotiation (RFC 5746); old servers skip it as an unknown suite.",
        "암호가 아니라 변장한 신호이다. 클라이언트가 안전한 재협상(RFC 5746)을 안다는 뜻이며, 옛 서버는 모르는 암호 모음으로 여기고 넘긴다.";
    FALLBACK_SCSV: "Not a cipher but a signal: this client has come back with a lower version after a failure (RFC 7507).",
        "암호가 아니라 신호이다. 이 클라이언트가 실패 뒤에 버전을 낮춰 다시 왔다는 뜻이다(RFC 7507).";
}
