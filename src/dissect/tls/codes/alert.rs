//! Alerts and their levels (RFC 8446 §6, RFC 5246 §7.2).

use crate::base::field::Code;
use crate::base::field::Codes;

/// Why an alert was sent, one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Alert(pub u8);

impl Alert {
    /// The sender will send no more.
    pub const CLOSE_NOTIFY: Self = Self(0);
    /// Nothing in common.
    pub const HANDSHAKE_FAILURE: Self = Self(40);
    /// No trusted root for the chain.
    pub const UNKNOWN_CA: Self = Self(48);
    /// A client certificate is required.
    pub const CERTIFICATE_REQUIRED: Self = Self(116);
    /// No application protocol in common.
    pub const NO_APPLICATION_PROTOCOL: Self = Self(120);
}

code_point!(Alert, ALERTS);

/// How serious an alert is, one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AlertLevel(pub u8);

impl AlertLevel {
    /// The connection ends.
    pub const FATAL: Self = Self(2);
}

code_point!(AlertLevel, ALERT_LEVELS);

/// Levels of alerts.
#[rustfmt::skip] // one row a line
pub static ALERT_LEVELS: Codes = Codes::new(&[
    Code::new(1, "warning", "The connection may go on, or ends in order; TLS 1.3 uses it for close_notify and user_canceled only.", "연결이 계속되거나 정상으로 끝난다. TLS 1.3에서는 close_notify와 user_canceled에만 쓴다."),
    Code::new(2, "fatal", "The connection ends at once, and its keys are thrown away.", "연결이 즉시 끝나고 키는 버려진다."),
]);

/// Alerts.
#[rustfmt::skip] // one row a line
pub static ALERTS: Codes = Codes::new(&[
    Code::new(0, "close_notify", "The sender is done and will send no more; without it, an attacker could cut the data short unnoticed.", "보내는 쪽이 다 보냈다는 뜻이다. 이것이 없으면 공격자가 데이터를 중간에서 잘라도 알 수 없다."),
    Code::new(10, "unexpected_message", "A message arrived that may not come at this point of the handshake, or that is no TLS at all.", "핸드셰이크의 이 시점에 올 수 없는 메시지가 왔거나, 아예 TLS가 아닌 것이 왔다."),
    Code::new(20, "bad_record_mac", "A record failed its integrity check: it was changed on the way, or the two ends have different keys.", "레코드의 무결성 검사가 실패했다. 도중에 바뀌었거나 양 끝의 키가 다르다."),
    Code::new(21, "decryption_failed", "An old alert for a bad ciphertext; it told attackers too much about padding, so nobody may send it now.", "암호문이 잘못되었다는 옛 경보이다. 공격자에게 패딩 정보를 너무 많이 알려 주어 이제는 보내면 안 된다."),
    Code::new(22, "record_overflow", "A record is longer than the 2^14 bytes (and a little) that are allowed.", "레코드가 허용 길이인 2^14바이트(와 약간의 여유)보다 길다."),
    Code::new(30, "decompression_failure", "Record compression went wrong; TLS 1.3 has none, since compressing secrets beside attackers' text leaks them (CRIME).", "레코드 압축 해제가 실패했다. 비밀을 공격자의 글과 함께 압축하면 새어 나가므로(CRIME) TLS 1.3에는 압축이 없다."),
    Code::new(40, "handshake_failure", "The two ends found no common ground: no shared cipher suite, group or signature scheme.", "양 끝이 합의점을 찾지 못했다. 암호 모음, 그룹, 서명 방식 가운데 어느 하나에 양 끝에 공통된 것이 없다."),
    Code::new(41, "no_certificate", "SSL 3.0's way for a client to say it has no certificate; later versions send an empty list.", "클라이언트에 인증서가 없다는 SSL 3.0의 표현이다. 이후 버전은 빈 목록을 보낸다."),
    Code::new(42, "bad_certificate", "A certificate is corrupt, or a signature in it does not verify.", "인증서가 손상되었거나 그 안의 서명이 검증되지 않는다."),
    Code::new(43, "unsupported_certificate", "The certificate is of a kind the receiver cannot use, or not meant for this purpose.", "받는 쪽이 다룰 수 없는 종류의 인증서이거나, 이 용도로 발급된 것이 아니다."),
    Code::new(44, "certificate_revoked", "The authority has withdrawn the certificate.", "인증 기관이 이 인증서를 폐기했다."),
    Code::new(45, "certificate_expired", "By the receiver's clock the certificate is past its end, or not valid yet.", "받는 쪽의 시계로 볼 때 인증서의 유효 기간이 지났거나 아직 시작되지 않았다."),
    Code::new(46, "certificate_unknown", "Some other reason makes the certificate unacceptable, often a name that does not match.", "그 밖의 이유로 인증서를 받아들일 수 없다. 이름이 맞지 않을 때가 많다."),
    Code::new(47, "illegal_parameter", "A field was readable but its value is forbidden, or contradicts what was said before.", "필드를 읽을 수는 있으나 값이 금지된 것이거나 앞서 한 말과 어긋난다."),
    Code::new(48, "unknown_ca", "The chain does not lead to an authority the receiver trusts.", "인증서 사슬이 받는 쪽이 신뢰하는 인증 기관에 닿지 않는다."),
    Code::new(49, "access_denied", "The certificate is valid, but its owner may not enter.", "인증서는 유효하지만 그 소유자에게는 접근이 허락되지 않는다."),
    Code::new(50, "decode_error", "A message could not be taken apart: a length is wrong, or bytes are missing.", "메시지를 해석할 수 없다. 길이가 틀렸거나 바이트가 모자란다."),
    Code::new(51, "decrypt_error", "A cryptographic check of the handshake failed: a signature, a PSK binder or Finished.", "핸드셰이크의 암호학적 확인이 실패했다. 서명, PSK 바인더, Finished 가운데 하나이다."),
    Code::new(60, "export_restriction", "A relic of the 1990s, when exported cryptography had to be weak; not sent any more.", "수출용 암호를 약하게 해야 했던 1990년대의 유물로, 더는 보내지 않는다."),
    Code::new(70, "protocol_version", "The versions the two ends speak do not overlap.", "양 끝이 쓰는 프로토콜 버전이 겹치지 않는다."),
    Code::new(71, "insufficient_security", "There is common ground, but the server finds it too weak.", "공통되는 것이 있으나 서버가 보기에 너무 약하다."),
    Code::new(80, "internal_error", "The sender failed for a reason that has nothing to do with its peer.", "상대와 무관한 내부 사정으로 실패했다."),
    Code::new(86, "inappropriate_fallback", "The client came back with an older version although both could do better: perhaps someone forced it to (RFC 7507).", "양쪽 다 더 높은 버전을 쓸 수 있는데 클라이언트가 낮은 버전으로 다시 왔다. 누가 그렇게 몰아갔을 수 있다(RFC 7507)."),
    Code::new(90, "user_canceled", "The user stopped the handshake; nothing is broken.", "사용자가 핸드셰이크를 멈췄다. 고장은 아니다."),
    Code::new(100, "no_renegotiation", "The sender does not want to negotiate again inside this connection (TLS 1.2).", "이 연결 안에서 다시 협상하지 않겠다는 뜻이다(TLS 1.2)."),
    Code::new(109, "missing_extension", "An extension without which TLS 1.3 cannot go on, such as key_share, was not sent.", "key_share처럼 TLS 1.3 진행에 꼭 필요한 확장이 오지 않았다."),
    Code::new(110, "unsupported_extension", "The answer contains an extension that was never offered.", "제안한 적 없는 확장이 응답에 들어 있다."),
    Code::new(111, "certificate_unobtainable", "A certificate given by URL could not be fetched; gone in TLS 1.3.", "URL로 알려 준 인증서를 가져오지 못했다. TLS 1.3에는 없다."),
    Code::new(112, "unrecognized_name", "The server has nothing under the name in server_name.", "server_name에 적힌 이름을 서버가 맡고 있지 않다."),
    Code::new(113, "bad_certificate_status_response", "The stapled OCSP response is invalid or says the certificate is not good.", "붙여 온 OCSP 응답이 잘못되었거나 인증서가 좋지 않다고 말한다."),
    Code::new(114, "bad_certificate_hash_value", "A certificate fetched by URL does not have the announced hash; gone in TLS 1.3.", "URL로 가져온 인증서의 해시가 알려 준 값과 다르다. TLS 1.3에는 없다."),
    Code::new(115, "unknown_psk_identity", "The server knows no pre-shared key of that name.", "그 이름의 사전 공유 키를 서버가 알지 못한다."),
    Code::new(116, "certificate_required", "The server insists on a client certificate, and the client sent none.", "서버가 클라이언트 인증서를 꼭 요구하는데 클라이언트가 보내지 않았다."),
    Code::new(117, "general_error", "Something failed that no other alert describes.", "다른 경보로 나타낼 수 없는 실패이다."),
    Code::new(120, "no_application_protocol", "The client's ALPN list has nothing the server speaks.", "클라이언트의 ALPN 목록에 서버가 쓰는 프로토콜이 없다."),
    Code::new(121, "ech_required", "The server could not open the Encrypted ClientHello, and the client will not go on without it.", "서버가 암호화된 ClientHello(ECH)를 열지 못했고, 클라이언트는 그것 없이 계속하지 않는다."),
]);
