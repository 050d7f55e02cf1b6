//! A story made by hand for the tests of this room: a failing connection with every kind of step. Its values are invented.

mod drawings;

use std::time::Duration;

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::field::{Code, Codes, Field};
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::time::Time;
use crate::base::verdict::Verdict;
use crate::capture::packet::Packet;
use crate::story::model::{
    Cause, Cost, Cover, Fate, Given, Host, Kind, Line, Proof, Said, Step, Story, Value, Weight, Who,
};
use crate::story::quiz::Question;

static CODES: Codes = Codes::new(&[Code::new(
    0x0303,
    "TLS 1.2",
    "What old middle boxes expect to see.",
    "오래된 중간 장비가 기대하는 값.",
)]);
static HELLO: Field = Field::group(
    "ClientHello",
    "RFC 8446 §4.1.2",
    "What the client offers.",
    "클라이언트가 내놓는 것.",
);
static VERSION: Field = Field::code(
    "legacy_version",
    &CODES,
    "RFC 8446 §4.1.2",
    "Frozen; the true offer is supported_versions.",
    "고정된 값. 진짜 제안은 supported_versions 에 있다.",
);
static RANDOM: Field = Field::hex(
    "random",
    "RFC 8446 §4.1.2",
    "Freshness of the client: no two handshakes are the same.",
    "클라이언트의 신선함: 같은 핸드셰이크는 둘 없다.",
);
static NAME: Field = Field::utf8(
    "server_name",
    "RFC 6066 §3",
    "Anyone on the path can read it.",
    "경로의 누구나 읽을 수 있다.",
);
static BIT: Field = Field::bits("high bit", 7, 1, "", "The highest bit.", "가장 높은 비트.");
static FLAGS: Field = Field::hex("flags", "", "Flags.", "깃발.");

fn hello() -> Exhibit {
    let mut bytes = vec![3, 3];
    bytes.extend(1..=32);
    bytes.push(0x80);
    bytes.extend("\x1b[2J서버.test".as_bytes());
    let origin = Origin::Stream {
        from: Side::Client,
        at: 0..u64::try_from(bytes.len()).unwrap(),
        packets: vec![6, 7],
    };
    Exhibit::read(Text::same("ClientHello"), origin, &bytes, |r| {
        r.group(&HELLO, |r| {
            r.u16(&VERSION)?;
            r.bytes(&RANDOM, 32)?;
            r.bits(&FLAGS, 1, &[&BIT])?;
            r.bytes(&NAME, 15).map(drop)
        })
    })
}

fn step(kind: Kind, name: Text) -> Step {
    Step {
        chapter: Text::new("TLS: hello", "TLS: 인사"),
        time: Some(Duration::from_micros(410)),
        kind,
        name,
        sentence: Text::EMPTY,
        why: Vec::new(),
        values: Vec::new(),
        exhibits: Vec::new(),
        proofs: Vec::new(),
        faults: Vec::new(),
        pictures: Vec::new(),
        rfc: "RFC 8446 §4.1.2",
        weight: Weight::Main,
    }
}

fn wire(from: Side, packets: &[u32], cover: Cover, fate: Fate) -> Kind {
    Kind::Wire {
        from,
        packets: packets.to_vec(),
        length: 1514,
        cover,
        fate,
    }
}

fn proof(key: &'static str, verdict: Verdict) -> Proof {
    Proof {
        claim: Text::new("handshake secret", "핸드셰이크 비밀"),
        key,
        formula: "HKDF-Extract(derived, shared secret)".to_owned(),
        inputs: vec![Given {
            value: Value::hex("shared secret", &[0x3d; 32], Knows::Both),
            seen: Text::new("recorded at the client", "클라이언트에서 기록"),
        }],
        result: Some(vec![0x90; 32]),
        seen: Some(vec![0x91; 32]),
        verdict,
        says: Text::new(
            "both ends reach the same secret although it never stood on the wire",
            "선로에 한 번도 없었지만 양 끝이 같은 비밀에 이른다",
        ),
        rfc: "RFC 8446 §7.1",
    }
}

/// The story.
pub(super) fn story() -> Story {
    let syn = Step {
        chapter: Text::new("TCP: a connection is opened", "TCP: 연결을 연다"),
        sentence: Text::new(
            "I want to talk; I number my bytes from here.",
            "이야기하고 싶다. 내 바이트는 여기서부터 번호를 매긴다.",
        ),
        values: vec![Value::plain("seq", 2_711_437_002u32, Knows::Wire)],
        ..step(
            wire(Side::Client, &[3], Cover::Clear, Fate::Lost),
            Text::same("SYN"),
        )
    };
    let hello = Step {
        sentence: Text::new(
            "Versions 1.3 and 1.2, nine cipher suites, a random, and already my half of the key exchange.",
            "버전 1.3과 1.2, 암호 모음 아홉 개, 난수, 그리고 벌써 키 교환의 내 절반이다.",
        ),
        why: vec![Text::new(
            "The record says TLS 1.0 on purpose: old middle boxes drop what they do not know.",
            "레코드가 TLS 1.0이라고 하는 것은 일부러다. 오래된 중간 장비는 모르는 것을 버린다.",
        )],
        values: vec![
            Value::hex("random", &[0x5f; 32], Knows::Wire),
            Value::new(
                "suites",
                Text::new(
                    "TLS_AES_256_GCM_SHA384 and 8 more",
                    "TLS_AES_256_GCM_SHA384 외 8개",
                ),
                Knows::Wire,
            ),
            Value::hex("x25519 private", &[0x9c; 32], Knows::Client),
        ],
        exhibits: vec![hello()],
        ..step(
            wire(Side::Client, &[6, 7], Cover::Clear, Fate::Again(5)),
            Text::same("ClientHello"),
        )
    };
    let folded = Step {
        weight: Weight::Folded,
        ..step(
            wire(Side::Server, &[8], Cover::Clear, Fate::Delivered),
            Text::same("ACK"),
        )
    };
    let secret = |by, verdict| Step {
        time: None,
        sentence: Text::new(
            "From the shared secret to the first secret of the handshake.",
            "공유 비밀에서 핸드셰이크의 첫 비밀로.",
        ),
        proofs: vec![proof("handshake_secret", verdict)],
        ..step(
            Kind::Computation { by },
            Text::new("handshake secret", "핸드셰이크 비밀"),
        )
    };
    let sealed = Step {
        values: vec![Value::plain(
            "name",
            "\x1b]0;owned\x07".repeat(30),
            Knows::Inferred,
        )],
        ..step(
            wire(Side::Server, &[9, 10, 12], Cover::Sealed, Fate::Changed),
            Text::same("Certificate"),
        )
    };
    let alert = Step {
        sentence: Text::new("I cannot read this record.", "이 레코드를 읽을 수 없다."),
        ..step(
            wire(Side::Client, &[13], Cover::Opened, Fate::Delivered),
            Text::same("Alert: bad_record_mac"),
        )
    };
    Story {
        title: Text::new("one bit flipped on the way", "도중에 뒤집힌 비트 하나"),
        preface: vec![Text::new(
            "wire: virtual; the clock starts at the first frame",
            "선로: 가상. 시계는 첫 프레임에서 시작한다",
        )],
        hosts: [
            Host {
                name: "client".to_owned(),
                address: "10.77.0.1".to_owned(),
            },
            Host {
                name: "server.test".to_owned(),
                address: "10.77.0.2:443".to_owned(),
            },
        ],
        steps: vec![
            syn,
            hello,
            secret(Who::Both, Verdict::Holds),
            folded,
            secret(Who::Server, Verdict::Fails),
            secret(Who::Client, Verdict::NotReached),
            Step {
                sentence: Text::new("Four steps on.", "네 단계 뒤."),
                pictures: drawings::pictures(),
                ..step(Kind::Remark, Text::new("a pause", "잠깐"))
            },
            sealed,
            alert,
        ],
        cause: Some(Cause {
            key: "changed_on_the_wire",
            sentence: Text::new(
                "A bit was changed on the wire.",
                "선로에서 비트 하나가 바뀌었다.",
            ),
            client: Text::new(
                "got a record that does not open",
                "열리지 않는 레코드를 받음",
            ),
            server: Text::new("sent a good record", "올바른 레코드를 보냄"),
            said: [
                Said::Error("cannot decrypt peer's message\x1b[31m".to_owned()),
                Said::Content,
            ],
            alert: Text::new(
                "bad_record_mac, by the client",
                "bad_record_mac, 클라이언트가 보냄",
            ),
            outsider: Text::new("a reset, nothing more", "연결 초기화뿐"),
            repair: Text::new("look at the path", "경로를 살핀다"),
        }),
        summary: vec![Line {
            label: Text::new("round trips", "왕복"),
            key: "round_trips",
            text: Text::new("2 before the first byte of HTTP", "HTTP 첫 바이트까지 2번"),
        }],
        costs: vec![Cost {
            key: "guesses",
            label: Text::new("guesses made", "추측한 횟수"),
            count: 12_345,
        }],
        quiz: vec![
            Question::word(
                Text::new("Which byte was changed?", "어느 바이트가 바뀌었는가?"),
                "0x2a",
                Text::new("It is the one marked.", "표시된 바이트이다."),
            ),
            Question::choice(
                Text::new("Who noticed?", "누가 알아챘는가?"),
                Text::new("the client", "클라이언트"),
                [
                    Text::new("the server", "서버"),
                    Text::new("nobody", "아무도"),
                ],
                1,
                Text::new("Its tag did not fit.", "태그가 맞지 않았다."),
            ),
        ],
        packets: vec![Packet::ethernet(3, Time(5), vec![1, 2, 3])],
        clock: None,
        certificates: Vec::new(),
    }
}
