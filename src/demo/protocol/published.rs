//! The key schedule of RFC 8448 §3, computed again: every secret held against the published one, records opened.

use crate::base::side::Knows;
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::demo::primitive::aead::AES_128_GCM;
use crate::demo::protocol::rfc8448::{self as trace, bytes};
use crate::demo::show::{same, xor};
use crate::keys::cipher::Cipher;
use crate::keys::curve::{Curve, Private};
use crate::keys::derived::Derived;
use crate::keys::hash::Hash;
use crate::keys::secret::{
    CLIENT_HANDSHAKE_TRAFFIC, SERVER_APPLICATION_TRAFFIC, SERVER_HANDSHAKE_TRAFFIC,
};
use crate::keys::tls13;
use crate::story::model::{Proof, Step, Value};
use crate::story::proof::Against;
use crate::text;

const HASH: Hash = Hash::Sha256;
/// TLS_AES_128_GCM_SHA256.
const SUITE: u16 = 0x1301;

/// The steps from the two private keys to the first record of data.
pub(super) fn steps() -> Vec<Step> {
    told().unwrap_or_default()
}

fn told() -> Option<Vec<Step>> {
    let cipher = Cipher::of(SUITE)?;
    let (hello, answer) = (bytes(trace::CLIENT_HELLO), bytes(trace::SERVER_HELLO));
    let [client, server] = [trace::CLIENT_PRIVATE, trace::SERVER_PRIVATE].map(bytes);
    let client = Private::of(Curve::X25519, &client)?;
    let server = Private::of(Curve::X25519, &server)?;
    let shared = client.agree(&server.share())?;

    let early = tls13::early_secret(HASH, None);
    let [salt, handshake] = tls13::handshake_secret(HASH, &early.output, &shared);
    let hellos = [&hello[..], &answer].concat();
    let after_hellos = HASH.digest(&hellos);
    let traffic = |which, parent: &Derived, transcript: &[u8]| {
        tls13::secret(HASH, which, &parent.output, transcript)
    };
    let [client_hs, server_hs] = [&CLIENT_HANDSHAKE_TRAFFIC, &SERVER_HANDSHAKE_TRAFFIC]
        .map(|which| traffic(which, &handshake, &after_hellos));
    let hs_name = SERVER_HANDSHAKE_TRAFFIC.name;
    let keys = tls13::traffic_keys(cipher, hs_name, &server_hs.output);
    let flight = Opening::of(&keys, 0, &bytes(trace::FLIGHT))?;

    let [_, master] = tls13::master_secret(HASH, &handshake.output);
    let whole = [&hellos[..], flight.content()].concat();
    let after_flight = HASH.digest(&whole);
    let server_ap = traffic(&SERVER_APPLICATION_TRAFFIC, &master, &after_flight);
    let ap_name = SERVER_APPLICATION_TRAFFIC.name;
    let data_keys = tls13::traffic_keys(cipher, ap_name, &server_ap.output);
    let [_, data_iv] = &data_keys;
    let data = Opening::of(&data_keys, 1, &bytes(trace::DATA))?;

    Some(vec![
        agreed(&shared, &server.agree(&client.share())?),
        first(&early, &salt, &handshake),
        apart(&after_hellos, &client_hs, &server_hs),
        keyed(&keys, &trace::SERVER_HANDSHAKE_KEYS),
        opened(&flight),
        finished(&flight, &server_hs, &hellos)?,
        last(&master, &server_ap),
        numbered(data_iv, &data),
    ])
}

/// A record opened by hand: the nonce made from IV and number, the header as associated data (RFC 8446 §5.2, §5.3).
struct Opening {
    iv: Vec<u8>,
    sequence: u64,
    nonce: Vec<u8>,
    header: Vec<u8>,
    /// Content, its type, padding.
    inner: Vec<u8>,
    /// Whether it also opens with the number before or behind.
    otherwise: bool,
}

impl Opening {
    fn of(keys: &[Derived; 2], sequence: u64, record: &[u8]) -> Option<Self> {
        let [key, iv] = keys;
        let (header, sealed) = record.split_at_checked(5)?;
        let nonce = nonce(&iv.output, sequence);
        let inner = AES_128_GCM
            .open(&key.output, &nonce, header, sealed)
            .ok()??;
        let wrong = self::nonce(&iv.output, sequence ^ 1);
        let otherwise = AES_128_GCM.open(&key.output, &wrong, header, sealed).ok()?;
        Some(Self {
            iv: iv.output.clone(),
            sequence,
            nonce,
            header: header.to_vec(),
            inner,
            otherwise: otherwise.is_some(),
        })
    }

    /// What it carries, without its type.
    fn content(&self) -> &[u8] {
        let zeros = self
            .inner
            .iter()
            .rev()
            .take_while(|byte| **byte == 0)
            .count();
        let end = self.inner.len().saturating_sub(zeros + 1);
        self.inner.get(..end).unwrap_or_default()
    }

    fn kind(&self) -> u8 {
        let mut last = self.inner.iter().rev().skip_while(|byte| **byte == 0);
        last.next().copied().unwrap_or(0)
    }
}

/// The IV with the number of the record added to its last eight bytes (RFC 8446 §5.3).
pub(super) fn nonce(iv: &[u8], sequence: u64) -> Vec<u8> {
    let mut padded = vec![0; iv.len().saturating_sub(8)];
    padded.extend(sequence.to_be_bytes());
    xor(iv, &padded)
}

fn agreed(shared: &[u8], other: &[u8]) -> Step {
    Step::desk(Text::new("shared secret", "공유 비밀"), "RFC 8446 §7.4.2, RFC 8448 §3")
        .saying(Text::new(
            "RFC 8448 publishes a handshake with its private keys. Each end multiplies the other's X25519 share by its key (a, b).",
            "RFC 8448은 핸드셰이크 하나를 개인 키까지 모두 공개한다. 양 끝은 상대의 X25519 몫(B, A)에 자기 키(a, b)를 곱한다.",
        ))
        .because(Text::new(
            "These are test vectors: whoever writes a TLS library runs them first. Here they are run again, from the private keys on; nothing below is typed in but what the proofs compare with.",
            "이것은 시험 벡터이다. TLS 라이브러리를 만드는 사람이 맨 먼저 돌려 보는 값이다. 여기서도 개인 키부터 다시 계산하며, 아래에 미리 적어 둔 것은 증명에서 비교하는 값뿐이다.",
        ))


        .proving(same(
            Text::new("the same at both ends", "양 끝이 같다"),
            "shared_secret",
            "X25519(a, B) = X25519(b, A)",
            shared,
            other,
            Text::new("nobody sent it, and both have it", "아무도 보내지 않았지만 둘 다 가졌다"),
        ))
        .proving(against("shared_secret_published", "(EC)DHE", shared, trace::SHARED))
}

fn first(early: &Derived, salt: &Derived, handshake: &Derived) -> Step {
    Step::desk(Text::new("two extractions", "두 번의 추출"), "RFC 8446 §7.1")
        .saying(Text::new(
            "Without a pre-shared key the early secret is made of zeros; with the shared secret it becomes the handshake secret.",
            "사전 공유 키가 없으면 초기 비밀은 0에서 나온다. 거기에 공유 비밀을 넣으면 핸드셰이크 비밀이 된다.",
        ))
        .because(Text::new(
            "Extract takes in what is secret but not evenly random, and gives something that looks evenly random; Expand then makes as many keys of it as are wanted, each with a label of its own (HKDF, RFC 5869).",
            "Extract는 비밀이지만 고르게 무작위는 아닌 것을 받아 고르게 무작위로 보이는 것을 만든다. Expand는 거기서 레이블마다 다른 키를 필요한 만큼 만든다(HKDF, RFC 5869).",
        ))
        .proving(proof(early, "early_secret", trace::EARLY))
        .proving(proof(salt, "early_derived", trace::DERIVED))
        .proving(proof(handshake, "handshake_secret", trace::HANDSHAKE))
}

fn apart(transcript: &[u8], client: &Derived, server: &Derived) -> Step {
    Step::desk(Text::new("one secret a direction", "방향마다 비밀 하나"), "RFC 8446 §7.1")
        .saying(Text::new(
            "With the hash of both hellos it parts into a secret for each direction.",
            "두 헬로의 해시와 함께 방향마다 하나씩 비밀이 갈라진다.",
        ))
        .because(Text::new(
            "The hash binds the keys to every byte of both hellos: had somebody struck the better ciphers off the list, the ends would now hold different keys.",
            "해시는 두 헬로의 모든 바이트에 키를 묶는다. 누군가 목록에서 좋은 암호를 지웠다면 양 끝은 지금 다른 키를 가졌을 것이다.",
        ))
        .because(Text::new(
            "One key for both directions would let an attacker send a record back to where it came from.",
            "양방향에 키가 하나라면 공격자가 레코드를 보낸 쪽으로 되돌려 보낼 수 있다.",
        ))
        .with(Value::hex("Transcript-Hash(ClientHello…ServerHello)", transcript, Knows::Recomputed))
        .proving(proof(client, "client_handshake_traffic", trace::CLIENT_HANDSHAKE))
        .proving(proof(server, "server_handshake_traffic", trace::SERVER_HANDSHAKE))
}

fn keyed(keys: &[Derived; 2], published: &[&str; 2]) -> Step {
    let mut step =
        Step::desk(Text::new("key and IV", "키와 IV"), "RFC 8446 §7.3").saying(Text::new(
            "Each traffic secret gives a key and an IV.",
            "트래픽 비밀마다 키와 IV가 나온다.",
        ));
    for ((derived, published), key) in keys.iter().zip(published).zip(["write_key", "write_iv"]) {
        step = step.proving(proof(derived, key, published));
    }
    step
}

fn opened(flight: &Opening) -> Step {
    let (kind, n) = (flight.kind(), flight.content().len());
    Step::desk(Text::new("the first record", "첫 레코드"), "RFC 8446 §5.2, §5.3")
        .saying(text!(
            en: "The server's first protected record opens with nonce = IV ⊕ 0: {n} bytes of handshake messages, then their type, {kind}.",
            ko: "서버의 첫 보호 레코드는 논스 = IV ⊕ 0 으로 열린다. 핸드셰이크 메시지 {n}바이트와 그 유형 {kind}.",
        ))
        .because(Text::new(
            "Outside stands 17 03 03: application data of TLS 1.2. A lie for the sake of middleboxes that break on what they do not know; the true type is inside, encrypted.",
            "바깥에는 17 03 03, TLS 1.2의 응용 데이터라고 적혀 있다. 모르는 것을 만나면 고장 나는 중간 장비를 위한 거짓말이고, 진짜 유형은 안에 암호화되어 있다.",
        ))
        .with(Value::hex(Text::new("nonce", "논스"), &flight.nonce, Knows::Both))
        .with(Value::hex(Text::new("AAD (record header)", "AAD (레코드 헤더)"), &flight.header, Knows::Wire))
        .with(Value::hex(Text::new("plaintext", "평문"), &flight.inner, Knows::Both))
}

fn finished(flight: &Opening, secret: &Derived, hellos: &[u8]) -> Option<Step> {
    // Finished: a header of four bytes and as many bytes as the hash has.
    let content = flight.content();
    let start = content.len().checked_sub(4 + HASH.length())?;
    let (before, message) = content.split_at_checked(start)?;
    let transcript = HASH.digest(&[hellos, before].concat());
    let [_, mac] = tls13::finished(HASH, &secret.name, &secret.output, &transcript);
    let seen = message.get(4..)?;
    let place = Text::new("the end of that record", "그 레코드의 끝");
    Some(
        Step::desk(Text::new("Finished fits", "Finished가 맞다"), "RFC 8446 §4.4.4")
            .saying(Text::new(
                "The last message in it is a MAC over all before it, under a key of the same secret: the server saw the same handshake.",
                "그 속의 마지막 메시지는 같은 비밀에서 나온 키로 앞의 모든 것에 만든 MAC이다. 서버도 같은 핸드셰이크를 보았다.",
            ))
            .proving(Proof::of(&mac, "server_finished", &Against::Wire(seen, place))),
    )
}

fn last(master: &Derived, server: &Derived) -> Step {
    Step::desk(Text::new("master secret", "마스터 비밀"), "RFC 8446 §7.1")
        .saying(Text::new(
            "One more extraction, with zeros, and the hash up to the server's Finished: the secrets of the data.",
            "0을 넣어 한 번 더 추출하고 서버 Finished까지의 해시를 넣으면 데이터의 비밀이 나온다.",
        ))
        .because(Text::new(
            "A one-way street: from a traffic secret nobody gets back to the master secret, and a KeyUpdate moves on in the same direction. What leaks late does not open what came early.",
            "한 방향 길이다. 트래픽 비밀에서 마스터 비밀로 거슬러 올라갈 수 없고 KeyUpdate도 같은 방향으로 나아간다. 나중에 샌 것이 앞의 것을 열지 못한다.",
        ))
        .proving(proof(master, "master_secret", trace::MASTER))
        .proving(proof(server, "server_application_traffic", trace::SERVER_APPLICATION))
}

fn numbered(iv: &Derived, data: &Opening) -> Step {
    let number = data.sequence;
    let other = number ^ 1;
    let says = match data.otherwise {
        false => text!(
            en: "Record {number} under the server's data keys: nonce = IV ⊕ {number}. With the nonce of record {other} the tag refuses it.",
            ko: "서버 데이터 키의 {number}번 레코드. 논스 = IV ⊕ {number}. {other}번 레코드의 논스로는 태그가 거부한다.",
        ),
        true => {
            text!(en: "Record {number} opens under any number.", ko: "{number}번 레코드가 어떤 번호로도 열린다.")
        }
    };
    Step::desk(Text::new("a number for each record", "레코드마다 번호"), "RFC 8446 §5.3")
        .saying(says)
        .because(Text::new(
            "The number is never sent: both ends count. So no nonce comes twice under one key, and a record that is dropped, repeated or moved does not open.",
            "번호는 보내지 않고 양 끝이 센다. 그래서 한 키에서 논스가 되풀이되지 않고, 빠지거나 되풀이되거나 자리를 옮긴 레코드는 열리지 않는다.",
        ))
        .with(Value::hex("IV", &data.iv, Knows::Both))
        .with(Value::hex(Text::new("nonce", "논스"), &data.nonce, Knows::Both))
        .with(Value::hex(Text::new("data", "데이터"), data.content(), Knows::Both))
        .proving(proof(iv, "data_iv", trace::SERVER_APPLICATION_IV))
}

/// A derived value held against what RFC 8448 publishes.
fn proof(derived: &Derived, key: &'static str, published: &str) -> Proof {
    let seen = bytes(published);
    let proof = Proof::of(derived, key, &Against::Wire(&seen, Text::EMPTY));
    Proof {
        says: match proof.verdict {
            Verdict::Holds => Text::new("as RFC 8448 §3 has it", "RFC 8448 §3의 값과 같다"),
            Verdict::Fails | Verdict::NotReached => {
                Text::new("RFC 8448 §3 has another value", "RFC 8448 §3의 값과 다르다")
            }
        },
        ..proof
    }
}

fn against(key: &'static str, name: &'static str, result: &[u8], published: &str) -> Proof {
    same(
        Text::new("as published", "공개된 값과 같다"),
        key,
        name,
        result,
        &bytes(published),
        Text::new("as RFC 8448 §3 has it", "RFC 8448 §3의 값과 같다"),
    )
}
