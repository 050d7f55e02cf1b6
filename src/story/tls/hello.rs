//! The hellos: what the client offers, what the server chooses, and the retry between them (RFC 8446 §4.1).

use crate::base::field::{is_grease, printable};
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::dissect::tls::codes::extension::ExtensionType;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::handshake::client_hello::ClientHello;
use crate::dissect::tls::handshake::server_hello::ServerHello;
use crate::keys::cipher::Cipher;
use crate::keys::inflate::{DEFLATE, Inflater};
use crate::story::book::Book;
use crate::story::model::{Step, Value};
use crate::story::tls::agreement;
use crate::story::tls::session::EarlyData;
use crate::story::tls::talk::{Talk, set};
use crate::story::tls::told::Told;
use crate::story::tls::{fingerprints, resumption, schedule};
use crate::text;

/// Tells a ClientHello, the key pairs made for it, and the binder in it.
pub(crate) fn client_hello(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &ClientHello<'_>,
) {
    let again = talk.session.retried;
    if talk.session.finished == [true, true] && !talk.session.tls13() {
        talk.session.renew();
    }
    let bytes = told.bytes;
    let shares = body.key_shares();
    for (group, public) in &shares {
        if let Some(step) = agreement::key_pair(book, Side::Client, *group, public) {
            book.push(step.under(talk.session.chapter_now()));
        }
    }
    talk.session.client_hello = bytes.to_vec();
    talk.session.client_random = body.random.to_vec();
    talk.session.client_random_sent = book.client_random(&told.carried.packets, body.random);
    talk.session.offered = body.legacy_version.0;
    talk.session.server_name = body.server_name().map(printable);
    resumption::offered(talk, book, body, bytes);

    let name = if again {
        Text::new("ClientHello (second)", "ClientHello (두 번째)")
    } else {
        Text::same("ClientHello")
    };
    let chapter = talk.session.chapter_now();
    let records = told.carried.packets.len();
    let versions: Vec<_> = body
        .versions()
        .into_iter()
        .filter(|version| !is_grease(version.0.into()))
        .collect();
    let rfc = match versions.contains(&Version::TLS13) {
        true => "RFC 8446 §4.1.2",
        false => "RFC 5246 §7.4.1.2",
    };
    let mut step = told.step(book, name, rfc).under(chapter);
    let listed = versions
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let suites = body.suites.len();
    let first = body.suites.iter().find(|suite| !is_grease(suite.0.into()));
    step.sentence = if again {
        let group = shares
            .first()
            .map(|(group, _)| group.to_string())
            .unwrap_or_default();
        text!(en: "The client says hello again, now with a key share for the group the server asked for: {group}.", ko: "클라이언트가 다시 인사한다. 이번에는 서버가 요구한 그룹의 키 공유를 담았다: {group}.")
    } else if shares.is_empty() {
        text!(en: "The client offers {listed} and {suites} cipher suites; the key exchange comes later.", ko: "클라이언트가 {listed} 버전과 암호 모음 {suites}개를 제안한다. 키 교환은 나중에 한다.")
    } else {
        let groups = shares
            .iter()
            .map(|(group, _)| group.to_string())
            .collect::<Vec<_>>()
            .join(", ");
        text!(en: "The client offers {listed} and {suites} cipher suites, and already sends its half of the key exchange: {groups}.", ko: "클라이언트가 {listed} 버전과 암호 모음 {suites}개를 제안하고, 키 교환의 자기 몫을 미리 보낸다: {groups}.")
    };
    if talk.session.renegotiated {
        step.sentence = step.sentence.then(&Text::new(
            "A new handshake begins inside the established connection (renegotiation).",
            "이루어진 연결 안에서 새 핸드셰이크를 시작한다(재협상).",
        ));
        step.why.push(Text::new(
            "Without the extension renegotiation_info (RFC 5746) nothing ties the new handshake to the old one: an attacker could say the beginning and let the victim's handshake follow as its own.",
            "renegotiation_info 확장(RFC 5746)이 없으면 새 핸드셰이크를 앞의 것과 묶어 주는 것이 없다. 공격자가 앞부분을 말하고 피해자의 핸드셰이크를 그 뒤에 이어 붙일 수 있다.",
        ));
    }
    if let Some(earlier) = resumption::wished(talk, book, body) {
        let earlier = earlier + 1;
        step.sentence = step.sentence.then(&text!(en: "It shows what it kept of connection {earlier}, to resume it.", ko: "{earlier}번 연결에서 간직한 것을 보이며 재개를 청한다."));
    }
    if versions.contains(&Version::TLS13) {
        step.why.push(Text::new(
            "The record and legacy_version say an older version on purpose: old devices on the path refuse numbers they do not know. The true offer stands in supported_versions.",
            "레코드와 legacy_version은 일부러 옛 버전을 적는다. 경로의 낡은 장비가 모르는 번호를 거부하기 때문이다. 진짜 제안은 supported_versions에 있다.",
        ));
    }
    step.why.push(Text::new(
        "Nothing here is secret or signed yet: anyone on the path reads it and could change it. The Finished messages at the end cover every byte of it, so a change is found then.",
        "여기에는 아직 비밀도 서명도 없다. 경로의 누구나 읽고 바꿀 수 있다. 그러나 끝에 오는 Finished 메시지가 이 모든 바이트를 포함하므로, 바꾼 것은 그때 드러난다.",
    ));
    if records > 1 {
        let length = bytes.len();
        step.why.push(text!(en: "Its {length} bytes do not fit into one TCP segment: it travels in {records} frames, and the server must wait for all of them.", ko: "{length}바이트는 TCP 세그먼트 하나에 들어가지 않는다. {records}개 프레임으로 나뉘어 가고, 서버는 모두 올 때까지 기다려야 한다."));
    }
    step.values
        .push(Value::hex("random", body.random, Knows::Wire));
    step.values
        .push(Value::plain("versions", listed, Knows::Wire));
    if let Some(first) = first {
        let more = suites.saturating_sub(1);
        step.values.push(Value::new(
            "cipher_suites",
            text!(en: "{first} and {more} more", ko: "{first} 외 {more}개"),
            Knows::Wire,
        ));
    }
    if let Some(name) = &talk.session.server_name {
        step.values
            .push(Value::plain("server_name", name, Knows::Wire));
    }
    let groups = body
        .groups()
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    if !groups.is_empty() {
        step.values
            .push(Value::plain("supported_groups", groups, Knows::Wire));
    }
    for (group, public) in &shares {
        step.values.push(Value::hex(
            format!("key_share {group}"),
            public,
            Knows::Wire,
        ));
    }
    let protocols = body
        .alpn()
        .iter()
        .map(|name| printable(name))
        .collect::<Vec<_>>()
        .join(", ");
    if !protocols.is_empty() {
        step.values
            .push(Value::plain("alpn", protocols, Knows::Wire));
    }
    if let Some(psk) = body.psk() {
        let n = psk.identities.len();
        step.values.push(Value::new(
            "pre_shared_key",
            text!(en: "{n} ticket offered", ko: "티켓 {n}개 제시"),
            Knows::Wire,
        ));
    }
    if body.early_data() {
        step.values.push(Value::new(
            "early_data",
            Text::new("data follows at once", "데이터가 바로 뒤따름"),
            Knows::Wire,
        ));
        talk.session.early_data = EarlyData::Offered;
    }
    talk.session.transcript.add(bytes);
    if book.evidence.is_captured() {
        fingerprints::client(&mut step, body);
    }
    book.push(step);
    if body.early_data() {
        resumption::early_keys(talk, book);
    }
}

/// Tells a HelloRetryRequest (RFC 8446 §4.1.4): a ServerHello with a fixed random.
pub(crate) fn retry(talk: &mut Talk, book: &mut Book<'_>, told: Told<'_>, body: &ServerHello<'_>) {
    let bytes = told.bytes;
    talk.session.version = Some(body.version());
    talk.session.cipher = Cipher::of(body.suite.0);
    talk.session.suite = Some(body.suite);
    talk.session.retried = true;
    let chapter = talk.session.chapter_now();
    let mut step = told
        .step(book, Text::same("HelloRetryRequest"), "RFC 8446 §4.1.4")
        .under(chapter);
    let group = body.retry_group();
    step.sentence = match group {
        Some(group) => {
            text!(en: "The server cannot use any key share it was sent, and asks for one in {group}.", ko: "서버는 받은 키 공유를 쓸 수 없어 {group} 그룹의 것을 요구한다.")
        }
        None => Text::new(
            "The server asks the client to say hello again.",
            "서버가 클라이언트에게 다시 인사하라고 요구한다.",
        ),
    };
    step.why.push(Text::new(
        "It costs one more round trip. On the wire it is a ServerHello whose random is a fixed value, SHA-256 of \"HelloRetryRequest\": old devices on the path see nothing new.",
        "왕복이 한 번 더 든다. 선로에서는 random이 고정값(\"HelloRetryRequest\"의 SHA-256)인 ServerHello이다. 그래서 경로의 낡은 장비에는 낯선 것이 보이지 않는다.",
    ));
    step.why.push(Text::new(
        "From here the transcript starts with a stand-in for the first ClientHello: a message_hash message that holds only its hash, so that the server need not remember it.",
        "이제 대화 기록은 첫 ClientHello의 대역으로 시작한다. 해시만 담은 message_hash 메시지이며, 덕분에 서버는 첫 ClientHello를 기억하지 않아도 된다.",
    ));
    step.values
        .push(Value::plain("version", body.version(), Knows::Wire));
    step.values
        .push(Value::plain("cipher_suite", body.suite, Knows::Wire));
    if let Some(group) = group {
        step.values
            .push(Value::plain("selected_group", group, Knows::Wire));
    }
    if let Some(hash) = talk.session.hash() {
        talk.session.transcript.retry(hash);
    }
    talk.session.transcript.add(bytes);
    if talk.session.early_data == EarlyData::Offered {
        talk.session.early_data = EarlyData::Rejected;
    }
    book.push(step);
}

/// Tells a ServerHello and what both ends can now compute.
pub(crate) fn server_hello(
    talk: &mut Talk,
    book: &mut Book<'_>,
    told: Told<'_>,
    body: &ServerHello<'_>,
) {
    let bytes = told.bytes;
    let version = body.version();
    talk.session.version = Some(version);
    talk.session.suite = Some(body.suite);
    talk.session.cipher = Cipher::of(body.suite.0);
    talk.session.server_random = body.random.to_vec();
    talk.session.session_id = body.session_id.to_vec();
    talk.session.extended = body.extended_master_secret();
    let wrapped = body.extension(ExtensionType::ENCRYPT_THEN_MAC);
    talk.session.encrypt_then_mac = wrapped.is_some();
    if let Some(protocol) = body.alpn() {
        talk.session.protocol = Some(printable(protocol));
    }
    let chapter = talk.session.chapter_now();
    talk.session.server_hello = bytes.to_vec();
    let share = body.key_share();
    if let Some((group, public)) = share {
        talk.session.group = Some(group);
        set(&mut talk.session.shares, Side::Server, public.to_vec());
        if let Some(step) = agreement::key_pair(book, Side::Server, group, public) {
            book.push(step.under(chapter.clone()));
        }
    }
    let mut step = told
        .step(
            book,
            Text::same("ServerHello"),
            match version {
                version if version.is_tls13() => "RFC 8446 §4.1.3",
                _ => "RFC 5246 §7.4.1.3",
            },
        )
        .under(chapter);
    chosen(&mut step, body, version, share.map(|(group, _)| group));
    if let Some((group, public)) = share {
        step.values.push(Value::hex(
            format!("key_share {group}"),
            public,
            Knows::Wire,
        ));
    }
    resumption::answered(talk, book, &mut step, body);
    if book.evidence.is_captured() {
        fingerprints::server(&mut step, body);
    }
    if body.compression == DEFLATE {
        talk.session.deflate = Some(<[Inflater; 2]>::default());
        step.values
            .push(Value::plain("compression", "DEFLATE", Knows::Wire));
        step.why.push(Text::new(
            "Records are compressed before they are encrypted. Where an attacker can add text of its own, the length of the result gives secrets away letter by letter (CRIME, 2012); since then nobody compresses here.",
            "레코드를 암호화하기 전에 압축한다. 공격자가 글을 끼워 넣을 수 있으면 결과의 길이에서 비밀이 한 글자씩 드러난다(CRIME, 2012). 그 뒤로 여기서는 아무도 압축하지 않는다.",
        ));
    }
    talk.session.transcript.add(bytes);
    book.push(step);
    if version.is_tls13() {
        schedule::after_server_hello(talk, book);
    }
}

fn chosen(step: &mut Step, body: &ServerHello<'_>, version: Version, group: Option<Group>) {
    let suite = body.suite;
    step.sentence = match group {
        Some(group) => {
            text!(en: "The server chooses {version} with {suite}, and answers with its half of the key exchange: {group}.", ko: "서버가 {version} 버전과 {suite} 암호 모음을 고르고, 키 교환의 자기 몫으로 답한다: {group}.")
        }
        None => {
            text!(en: "The server chooses {version} with {suite}.", ko: "서버가 {version} 버전과 {suite} 암호 모음을 고른다.")
        }
    };
    if version.is_tls13() {
        step.why.push(Text::new(
            "It is the last handshake message in the clear: from its key share both ends compute the keys for everything that follows. It still calls itself TLS 1.2; supported_versions holds the truth.",
            "평문으로 가는 마지막 핸드셰이크 메시지이다. 이 키 공유로 양 끝이 이후 모든 것의 키를 계산한다. 겉으로는 여전히 TLS 1.2라고 적지만 진짜 버전은 supported_versions에 있다.",
        ));
    } else {
        step.why.push(Text::new(
            "In TLS 1.2 certificate and key exchange follow in the clear, in messages of their own: one more round trip than in TLS 1.3, and an eavesdropper sees the certificate.",
            "TLS 1.2에서는 인증서와 키 교환이 별도 메시지로, 평문으로 뒤따른다. TLS 1.3보다 왕복이 한 번 더 들고, 엿듣는 사람이 인증서를 본다.",
        ));
    }
    if let Some(wanted) = body.downgrade_marker() {
        step.why.push(text!(en: "The last eight bytes of the random say that this server could have spoken a newer version: a client that offered it must stop here. This marker speaks against {wanted}.", ko: "random의 마지막 8바이트는 이 서버가 더 새로운 버전도 할 수 있었다고 말한다. 그 버전을 제안한 클라이언트는 여기서 멈춰야 한다. 이 표지는 {wanted} 버전으로 내려온 것을 가리킨다."));
    }
    step.values
        .push(Value::plain("version", version, Knows::Wire));
    step.values
        .push(Value::plain("cipher_suite", suite, Knows::Wire));
    step.values
        .push(Value::hex("random", body.random, Knows::Wire));
}
