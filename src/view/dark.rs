//! Why something stays dark, and what would light it.

use crate::base::text::Doc;
use crate::survey::tls::Dark;

/// Why it stays dark.
pub fn why(dark: Dark) -> Doc {
    match dark {
        Dark::NoSecrets => Doc::new("no secrets were given", "비밀이 주어지지 않았다"),
        Dark::OtherSession => Doc::new(
            "the secrets given belong to other sessions: none has this client random",
            "주어진 비밀은 다른 세션의 것이다. 이 클라이언트 random의 비밀이 없다",
        ),
        Dark::SomeSecretsMissing => Doc::new(
            "only some of its secrets were given, such as those of one direction",
            "한쪽 방향의 비밀처럼 일부만 주어졌다",
        ),
        Dark::StartMissing => Doc::new(
            "it began before the capture: without its ClientHello no secret can be matched to it",
            "캡처보다 먼저 시작되었다. ClientHello가 없어 어느 비밀이 이 연결의 것인지 알 수 없다",
        ),
        Dark::StartCut => Doc::new(
            "its hellos are cut short or lost in the capture: without the whole ClientHello no secret can be matched to it",
            "헬로가 캡처에서 잘렸거나 빠졌다. ClientHello가 온전하지 않아 어느 비밀이 그 것인지 알 수 없다",
        ),
        Dark::OtherRsaKey => Doc::new(
            "the private key given is not the one of this server's certificate",
            "주어진 개인 키가 이 서버 인증서의 것이 아니다",
        ),
        Dark::RsaKeyOnlySigns => Doc::new(
            "an RSA key was given, but here the server only signs with its key: the key exchange is made anew for each connection",
            "RSA 키가 주어졌지만 여기서 서버의 키는 서명만 한다. 키 교환은 연결마다 새로 한다",
        ),
        Dark::SuiteNotSupported => Doc::new(
            "its cipher suite is not one that tlslab can open",
            "tlslab이 열 수 없는 암호 모음이다",
        ),
        Dark::RecordDamaged => Doc::new(
            "a record did not open with its own secret: it was changed, or the secret is wrong",
            "제 비밀로도 열리지 않은 레코드가 있다. 레코드가 바뀌었거나 비밀이 틀렸다",
        ),
        Dark::Gap => Doc::new(
            "bytes are missing in the capture, and records after the gap do not open",
            "캡처에 빠진 바이트가 있고, 그 뒤의 레코드가 열리지 않는다",
        ),
        Dark::SecretsCameLate => Doc::new(
            "its secrets stood in the capture after its records",
            "비밀이 캡처 안에서 레코드보다 뒤에 있었다",
        ),
        Dark::ProtocolNotOpened => Doc::new(
            "DTLS and QUIC are recognised and counted, not opened",
            "DTLS와 QUIC은 알아보고 세기만 하며 열지 않는다",
        ),
    }
}

/// What would light it.
pub fn light(dark: Dark) -> Doc {
    match dark {
        Dark::NoSecrets | Dark::SomeSecretsMissing => Doc::new(
            "run the client with SSLKEYLOGFILE=keys.log and capture again, then give --keys keys.log; for RSA key exchange --rsa-key is enough",
            "클라이언트를 SSLKEYLOGFILE=keys.log 로 실행하며 다시 캡처하고 --keys keys.log 를 준다. RSA 키 교환이라면 --rsa-key 로도 된다",
        ),
        Dark::OtherSession => Doc::new(
            "give the key log that was written while this capture was made",
            "이 캡처를 만드는 동안 기록된 키 로그를 준다",
        ),
        Dark::StartMissing => Doc::new(
            "start the capture before the client connects",
            "클라이언트가 연결하기 전에 캡처를 시작한다",
        ),
        Dark::StartCut => Doc::new(
            "capture whole packets (tcpdump -s 0) without loss: a larger buffer (-B), a narrower filter",
            "패킷 전체를(tcpdump -s 0) 손실 없이 캡처한다. 더 큰 버퍼(-B), 더 좁은 필터",
        ),
        Dark::OtherRsaKey => Doc::new(
            "give the private key that belongs to the certificate the server shows",
            "서버가 보이는 인증서의 개인 키를 준다",
        ),
        Dark::RsaKeyOnlySigns => Doc::new(
            "run the client with SSLKEYLOGFILE=keys.log and capture again, then give --keys keys.log",
            "클라이언트를 SSLKEYLOGFILE=keys.log 로 실행하며 다시 캡처하고 --keys keys.log 를 준다",
        ),
        Dark::SuiteNotSupported => Doc::new(
            "capture again with a suite of today, such as TLS_AES_128_GCM_SHA256",
            "TLS_AES_128_GCM_SHA256 같은 요즘의 암호 모음으로 다시 캡처한다",
        ),
        Dark::RecordDamaged => Doc::new(
            "compare with a capture from the other end: whoever changed it stands between",
            "반대쪽 끝에서 잡은 캡처와 견준다. 바꾼 것은 그 사이에 있다",
        ),
        Dark::Gap => Doc::new(
            "capture again without loss: whole packets (tcpdump -s 0), a larger buffer (-B), a narrower filter",
            "손실 없이 다시 캡처한다: 패킷 전체를(tcpdump -s 0), 더 큰 버퍼(-B), 더 좁은 필터로",
        ),
        Dark::SecretsCameLate => Doc::new(
            "save standard input to a file and inspect that: a file is read for its secrets first",
            "표준 입력을 파일로 저장하여 살핀다. 파일에서는 비밀을 먼저 읽는다",
        ),
        Dark::ProtocolNotOpened => Doc::new(
            "use the same service over TCP (for QUIC: HTTP/2)",
            "같은 서비스를 TCP로(QUIC이라면 HTTP/2로) 쓴다",
        ),
    }
}
