//! The key schedule of one's own connection: the computations of its story, a record of each direction opened by hand, and why
//! there may be nothing to show.

use crate::base::exhibit::Origin;
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::demo::asked::{Input, Recording};
use crate::demo::primitive::aead::AEADS;
use crate::demo::protocol::published::nonce;
use crate::demo::show::same;
use crate::demo::wrong::Wrong;
use crate::dissect::tls::codes::version::Version;
use crate::story::model::{Kind, Step, Value};
use crate::survey::tls::Dark;
use crate::text;
use crate::view::dark;

/// Computations of the key schedule that are told: a connection with many KeyUpdates has as many.
const MOST: usize = 8;

/// The computations of the connection's key schedule, and records opened by hand.
///
/// # Errors
/// It has none to show: it is no TLS 1.3, or its secrets are not known.
pub(super) fn steps(own: &Recording) -> Result<Vec<Step>, Wrong> {
    match own.version {
        Some(Version::TLS13) => {}
        Some(other) => return Err(another(&other.name())),
        None => return Err(none_agreed()),
    }
    let computed = own.story.steps.iter().filter(|step| {
        let computation = matches!(step.kind, Kind::Computation { .. });
        let schedule = ["§7.1", "§7.3", "§7.4"].iter();
        let schedule = schedule.into_iter().any(|part| step.rfc.contains(part));
        computation && schedule && !step.values.is_empty()
    });
    let mut steps: Vec<Step> = computed.take(MOST).cloned().collect();
    let opened = opened(own);
    if steps.is_empty() && opened.is_empty() {
        return Err(dark_because(own));
    }
    steps.extend(opened);
    Ok(steps)
}

/// The keys a side sends under at present.
#[derive(Default)]
struct Writing {
    key: Vec<u8>,
    iv: Vec<u8>,
    /// Which record comes next under them.
    next: u64,
    /// The step number of the record seen last: several messages may stand in one.
    last: Option<u64>,
}

/// For each direction the first record under each of its first two keys, opened by hand.
fn opened(own: &Recording) -> Vec<Step> {
    let mut writing = [Writing::default(), Writing::default()];
    let mut steps = Vec::new();
    for step in &own.story.steps {
        for value in &step.values {
            let side = match &*value.name.en {
                name if name.starts_with("client_") => Side::Client,
                name if name.starts_with("server_") => Side::Server,
                _ => continue,
            };
            let Some(bytes) = value.bytes() else { continue };
            let [client, server] = &mut writing;
            let now = side.of(client, server);
            if value.name.en.contains("_write_key") {
                *now = Writing {
                    key: bytes.to_vec(),
                    ..Writing::default()
                };
            } else if value.name.en.contains("_write_iv") {
                now.iv = bytes.to_vec();
            }
        }
        let Kind::Wire { from, .. } = step.kind else {
            continue;
        };
        let [client, server] = &mut writing;
        let now = from.of(client, server);
        for exhibit in &step.exhibits {
            let Origin::Stream { at, .. } = &exhibit.origin else {
                continue;
            };
            if !exhibit.bytes.starts_with(&[23, 3, 3]) || now.last == Some(at.start) {
                continue;
            }
            now.last = Some(at.start);
            let sequence = now.next;
            now.next += 1;
            if sequence < 2 && steps.len() < MOST {
                steps.extend(by_hand(step, from, now, sequence, &exhibit.bytes));
            }
        }
    }
    steps
}

/// One record opened with the nonce made from IV and number.
fn by_hand(step: &Step, from: Side, keys: &Writing, sequence: u64, record: &[u8]) -> Option<Step> {
    let (header, sealed) = record.split_at_checked(5)?;
    let nonce = nonce(&keys.iv, sequence);
    let (name, inner) = AEADS.iter().find_map(|aead| {
        let opened = aead.open(&keys.key, &nonce, header, sealed).ok()??;
        Some((aead.name, opened))
    })?;
    let library = step.exhibits.iter().find_map(|exhibit| {
        let inside = matches!(exhibit.origin, Origin::Opened { .. });
        let known = inner.starts_with(&exhibit.bytes) && !exhibit.bytes.is_empty();
        (inside && known).then(|| exhibit.bytes.clone())
    });
    let (message, side) = (step.name.clone(), from.text());
    let (en, ko, side_en, side_ko) = (&message.en, &message.ko, &side.en, &side.ko);
    let mut told = Step::desk(
        text!(en: "record {sequence} of the {side_en}: {en}", ko: "{side_ko}의 {sequence}번 레코드: {ko}"),
        "RFC 8446 §5.2, §5.3",
    )
    .saying(text!(
        en: "Opened by hand with {name}: nonce = IV ⊕ {sequence}, the header of five bytes as associated data.",
        ko: "{name} 방식으로 손수 열었다. 논스 = IV ⊕ {sequence}, 5바이트 헤더가 연관 데이터이다.",
    ))
    .with(Value::hex("IV", &keys.iv, Knows::Both))
    .with(Value::hex(Text::new("nonce", "논스"), &nonce, Knows::Both))
    .with(Value::hex(Text::new("AAD (record header)", "AAD (레코드 헤더)"), header, Knows::Wire))
    .with(Value::hex(Text::new("plaintext", "평문"), &inner, Knows::Both));
    if let Some(library) = library {
        let start = inner.get(..library.len()).unwrap_or_default();
        told = told.proving(same(
            Text::new("the same as inspect opens", "inspect가 연 것과 같다"),
            "opened_by_hand",
            "AEAD-Decrypt(key, IV ⊕ number, header, record)",
            start,
            &library,
            Text::new("the content, byte for byte", "내용이 바이트까지 같다"),
        ));
    }
    Some(told)
}

/// No ServerHello of TLS over TCP was seen.
fn none_agreed() -> Wrong {
    Wrong::Unfit {
        input: Input::Recording.flag(),
        why: Text::new(
            "no version of TLS is agreed on in this connection",
            "이 연결에서는 TLS 버전이 정해지지 않음",
        ),
        hint: Text::new(
            "choose a TLS 1.3 connection over TCP with --connection; tlslab inspect FILE lists what is there",
            "TCP 위의 TLS 1.3 연결을 --connection 으로 고른다. tlslab inspect 파일 로 목록을 본다",
        ),
    }
}

fn another(version: &str) -> Wrong {
    let tls13 = Version::TLS13.name();
    Wrong::Unfit {
        input: Input::Recording.flag(),
        why: text!(
            en: "the connection agreed on {version}; this key schedule is that of {tls13}",
            ko: "연결이 정한 버전: {version}. 이 키 일정은 {tls13} 의 것임",
        ),
        hint: Text::new(
            "choose a TLS 1.3 connection with --connection; tlslab inspect FILE --connection N tells the keys of older ones",
            "--connection 으로 TLS 1.3 연결을 고른다. 옛 버전의 키는 tlslab inspect 파일 --connection 번호 로 볼 수 있다",
        ),
    }
}

fn dark_because(own: &Recording) -> Wrong {
    let (why, hint) = match own.dark {
        // --rsa-key, which the general advice names, opens no TLS 1.3 and is no flag here.
        Some(reason @ (Dark::NoSecrets | Dark::SomeSecretsMissing)) => (
            dark::why(reason).into(),
            Text::new(
                "--keys FILE gives them, as SSLKEYLOGFILE has them; tlslab handshake --save FILE saves a connection with its secrets",
                "--keys 파일 로 비밀을 준다(SSLKEYLOGFILE 형식). tlslab handshake --save 파일 은 비밀과 함께 연결을 저장한다",
            ),
        ),
        Some(reason) => (dark::why(reason).into(), dark::light(reason).into()),
        None => (
            Text::new("it has no protected record", "보호된 레코드가 없다"),
            Text::new("choose another connection", "다른 연결을 고른다"),
        ),
    };
    let (why, light): (Text, Text) = (why, hint);
    let (en, ko) = (&why.en, &why.ko);
    Wrong::Unfit {
        input: Input::Recording.flag(),
        why: text!(
            en: "the connection stays dark: {en}",
            ko: "연결이 열리지 않음. {ko}",
        ),
        hint: light,
    }
}
