//! Opening protected records: by which key, with which nonce, and what it means when none fits.

use crate::base::exhibit::{Exhibit, Origin};
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::base::verdict::Verdict;
use crate::dissect::tls::codes::content::ContentType;
use crate::dissect::tls::codes::handshake::HandshakeType;
use crate::dissect::tls::codes::version::Version;
use crate::dissect::tls::handshake::message;
use crate::dissect::tls::record;
use crate::keys::opened::{Checked, Opened};
use crate::keys::sealed::Wrapping;
use crate::story::book::Book;
use crate::story::evidence::Done;
use crate::story::model::{Cover, Given, Proof, Step, Value, Who};
use crate::story::repeats::{More, Repeats};
use crate::story::tls::data;
use crate::story::tls::door::{Epoch, Key, Source};
use crate::story::tls::session::Dark;
use crate::story::tls::talk::{Carried, Piece, Talk, fate};
use crate::text;

/// What was inside a protected record.
pub(crate) struct Inside {
    /// Its true content type.
    pub(crate) kind: ContentType,
    pub(crate) content: Vec<u8>,
    pub(crate) carried: Carried,
}

/// Opens a protected record and tells what is in it, or why it stays shut.
pub(crate) fn open(talk: &mut Talk, book: &mut Book<'_>, piece: &Piece) -> Option<Inside> {
    let sealing = talk.sealing();
    let number = piece.number;
    let title = text!(en: "protected record {number}", ko: "보호된 레코드 {number}");
    let origin = Origin::Stream {
        from: piece.from,
        at: piece.at.clone(),
        packets: piece.packets.clone(),
    };
    let exhibit = Exhibit::read(title, origin, &piece.bytes, |r| match sealing {
        Some(form) => record::sealed(r, form).map(drop),
        None => record::record(r).map(drop),
    });
    let tls13 = talk.session.version.is_none_or(Version::is_tls13);
    let Ok(opening) = talk.door(piece.from).open(&piece.bytes) else {
        shut(talk, book, piece, exhibit);
        return None;
    };
    let first = opening.first.then(|| keys_in_use(opening.key, piece.from));
    let skipped = opening.skipped;
    let opening_secret = opening.key.secret.clone();
    let (epoch, sequence) = (opening.key.epoch, opening.opened.sequence);
    let proof = opens(opening.key, &opening.opened);
    let opened = opening.opened;
    if epoch == Epoch::Legacy {
        let says = Text::new(
            "a record opens with a key and an IV cut from it",
            "여기서 자른 키와 IV로 레코드가 열린다",
        );
        book.settle("key_block", &talk.session.key_block, &says);
    }
    if let Epoch::Application(1..) = epoch {
        let says = Text::new(
            "a record opens only with keys made from it",
            "이것으로 만든 키로만 레코드가 열린다",
        );
        book.settle("next_traffic_secret", &opening_secret, &says);
    }
    if let Some(step) = first.flatten() {
        let chapter = match talk.session.has_failed() {
            true => data::failing_chapter(),
            false => talk.session.chapter(epoch),
        };
        let step = step.under(chapter);
        book.push(step);
    }
    if skipped > 0 {
        book.push(looked_past(piece.from, skipped, sequence).under(talk.session.chapter(epoch)));
    }
    let origin = Origin::Opened {
        from: piece.from,
        record: sequence,
        packets: piece.packets.clone(),
    };
    let mut exhibits = vec![exhibit];
    if tls13 {
        let title = text!(en: "opened record {number}", ko: "열린 레코드 {number}");
        exhibits.push(Exhibit::read(
            title,
            origin.clone(),
            &opened.plaintext,
            |r| record::inner(r).map(drop),
        ));
    }
    let content = opened
        .plaintext
        .get(opened.content.clone())
        .unwrap_or_default()
        .to_vec();
    let carried = Carried {
        from: piece.from,
        packets: piece.packets.clone(),
        cover: Cover::Opened,
        fate: fate(book, &piece.packets),
        origin,
        exhibits,
        proofs: vec![proof],
        epoch: Some(epoch),
    };
    Some(Inside {
        kind: ContentType(opened.kind),
        content,
        carried,
    })
}

/// The computation of the keys that just came into use; their proof is that the record opens.
fn keys_in_use(key: &Key, from: Side) -> Option<Step> {
    if key.epoch == Epoch::Legacy {
        return None;
    }
    let side = from.text();
    let secret = match key.epoch {
        Epoch::Application(n) => format!("{}_application_traffic_secret_{n}", side.en),
        Epoch::Early | Epoch::Handshake | Epoch::Legacy => key.secret_name.to_owned(),
    };
    let (en, ko) = match key.epoch {
        Epoch::Early => ("early-data keys", "조기 데이터 키".to_owned()),
        Epoch::Handshake => ("handshake keys", "핸드셰이크 키".to_owned()),
        Epoch::Application(0) | Epoch::Legacy => ("data keys", "데이터 키".to_owned()),
        Epoch::Application(n) => ("next data keys", format!("데이터 키 ({n}번째 갱신)")),
    };
    let name = Text {
        en: format!("the {}'s {en}", side.en).into(),
        ko: format!("{} 쪽 {ko}", side.ko).into(),
    };
    let mut step = Step::computation(Who::Both, name, "RFC 8446 §7.3");
    step.sentence = match key.source {
        Source::Computed => Text {
            en: format!("From {secret} come the key and the IV under which the {} now sends.", side.en).into(),
            ko: format!("{secret} 값에서 {} 쪽 송신에 쓰는 키와 IV를 만든다.", side.ko).into(),
        },
        Source::Given => Text {
            en: format!("The key log gives {secret}; from it come the key and the IV under which the {} now sends.", side.en).into(),
            ko: format!("키 로그가 {secret} 값을 알려 준다. 여기서 {} 쪽 송신에 쓰는 키와 IV를 만든다.", side.ko).into(),
        },
        Source::Logged => Text {
            en: format!("The key log's own {secret} opens what the {} sends, although the messages as they arrived give another.", side.en).into(),
            ko: format!("도착한 메시지로 계산하면 다른 값이 나오지만, 키 로그에 있는 {secret} 값이 {} 쪽 레코드를 연다.", side.ko).into(),
        },
    };
    step.why.push(Text::new(
        "Each direction has its own key, so a record can never be played back to its sender. The IV is not sent: both ends compute it, and XOR it with the record's number to make the nonce.",
        "방향마다 키가 따로 있어 레코드를 보낸 쪽에 되돌려 보내는 공격이 통하지 않는다. IV는 전송되지 않는다. 양 끝이 각자 계산하고 레코드 번호와 XOR하여 논스를 만든다.",
    ));
    for derived in &key.derived {
        step.values.push(Value::hex(
            derived.name.clone(),
            &derived.output,
            Knows::Both,
        ));
        let says = Text::new(
            "the next record opens with it: its tag verifies",
            "다음 레코드가 이 값으로 열린다: 인증 태그가 맞는다",
        );
        let heir = crate::story::proof::Against::Heir(Verdict::Holds, says);
        step.proofs.push(Proof::of(derived, "traffic_key", &heir));
    }
    Some(step)
}

/// That records are missing, as the number of the next one that opens shows.
fn looked_past(from: Side, skipped: u64, sequence: u64) -> Step {
    let who = from.text();
    let (en, ko) = (&who.en, &who.ko);
    let mut step = Step::new(
        Text::new("the count of records goes on", "레코드 번호를 이어서 센다"),
        "RFC 8446 §5.3",
    );
    step.sentence = text!(
        en: "The next record of the {en} opens as number {sequence}: before it the capture lacks {skipped}.",
        ko: "{ko} 쪽의 다음 레코드는 {sequence}번으로 열린다. 그 앞의 {skipped}개는 캡처에 없다."
    );
    step.why.push(Text::new(
        "The number stands in no record; both ends count, and the nonce is made from it. The numbers that the missing bytes could have used up were tried one after the other. Only the right one opens, for the tag is checked with it: nobody can leave out a record or put two in another order unnoticed.",
        "번호는 레코드에 적혀 있지 않다. 양 끝이 각자 세고, 그것으로 논스를 만든다. 빠진 바이트가 썼을 만한 번호를 하나씩 시도했다. 태그는 번호와 함께 검사되므로 맞는 번호로만 열린다. 그래서 누구도 들키지 않고 레코드를 빼거나 순서를 바꿀 수 없다.",
    ));
    step
}

/// That a record opens: key, nonce and associated data in, a verified tag out.
fn opens(key: &Key, opened: &Opened) -> Proof {
    if let Some(checked) = &opened.mac {
        return with_mac(opened, checked);
    }
    let sequence = opened.sequence;
    let mut proof = Proof::new(
        text!(en: "record {sequence} under this key opens", ko: "이 키의 {sequence}번 레코드가 열림"),
        "record_opens",
        Verdict::Holds,
        Text::new(
            "the authentication tag verifies: nobody without the key made or changed this record",
            "인증 태그가 맞는다: 키가 없는 누구도 이 레코드를 만들거나 바꾸지 않았다",
        ),
        "RFC 8446 §5.2",
    );
    proof.formula = format!(
        "AEAD-Decrypt(key, nonce, additional_data, encrypted_record);  {}",
        opened.nonce_derived.formula
    );
    let secret = key.secret_name;
    let from_secret = text!(en: "from {secret}", ko: "{secret} 값에서");
    if let Some(derived) = key.derived.first() {
        proof.inputs.push(Given {
            value: Value::hex("key", &derived.output, Knows::Both),
            seen: from_secret,
        });
    }
    for input in &opened.nonce_derived.inputs {
        let (knows, seen) = match input.name.as_str() {
            "sequence_number" => (
                Knows::Inferred,
                Text::new(
                    "never sent: both ends count",
                    "전송되지 않는다: 양 끝이 센다",
                ),
            ),
            "nonce_explicit" => (
                Knows::Wire,
                Text::new("in front of the ciphertext", "암호문 앞"),
            ),
            _ => (Knows::Both, Text::EMPTY),
        };
        proof.inputs.push(Given {
            value: Value::hex(input.name.clone(), &input.bytes, knows),
            seen,
        });
    }
    proof.inputs.push(Given {
        value: Value::hex("nonce", &opened.nonce, Knows::Recomputed),
        seen: Text::new("computed for this record alone", "이 레코드만을 위해 계산"),
    });
    proof.inputs.push(Given {
        value: Value::hex("additional_data", &opened.additional_data, Knows::Wire),
        seen: Text::new("the record's own header", "레코드 자신의 헤더"),
    });
    proof
}

/// That a record of an older suite opens: its MAC, made again, is the one that came with it.
fn with_mac(opened: &Opened, checked: &Checked) -> Proof {
    let sequence = opened.sequence;
    let says = match checked.wrapping {
        Wrapping::MacThenEncrypt => Text::new(
            "the MAC inside fits: nobody without the key made or changed what was encrypted",
            "안의 MAC이 맞는다: 키가 없는 누구도 암호화된 내용을 만들거나 바꾸지 않았다",
        ),
        Wrapping::EncryptThenMac => Text::new(
            "the MAC around the ciphertext fits, and is checked before anything is decrypted",
            "암호문에 붙은 MAC이 맞는다. 복호화하기 전에 먼저 검사한다",
        ),
    };
    let claim = text!(en: "record {sequence} under this key opens", ko: "이 키의 {sequence}번 레코드가 열림");
    let mut proof = Proof::new(
        claim,
        "record_opens",
        Verdict::Holds,
        says,
        checked.derived.rfc,
    );
    proof.formula = format!(
        "{};  {}",
        checked.derived.formula, opened.nonce_derived.formula
    );
    let derived = &checked.derived;
    for input in derived.inputs.iter().chain(&opened.nonce_derived.inputs) {
        proof.inputs.push(Given {
            value: Value::hex(input.name.clone(), &input.bytes, Knows::Both),
            seen: Text::EMPTY,
        });
    }
    proof.result = Some(derived.output.clone());
    proof
}

/// A record that no key opens: says why, and what would.
fn shut(talk: &mut Talk, book: &mut Book<'_>, piece: &Piece, exhibit: Exhibit) {
    let from = piece.from;
    let carried = Carried {
        from,
        packets: piece.packets.clone(),
        cover: Cover::Sealed,
        fate: fate(book, &piece.packets),
        origin: Origin::Stream {
            from,
            at: piece.at.clone(),
            packets: piece.packets.clone(),
        },
        exhibits: vec![exhibit],
        proofs: Vec::new(),
        epoch: None,
    };
    let known = talk.door(from).has_keys();
    let [client, server] = talk.gapped;
    let dark = Dark::of(&talk.session, book, known, from.of(client, server));
    let run = Repeats::Dark(from);
    if book.counts(run) && dark != Dark::Damaged {
        let (packets, bytes) = (&piece.packets[..], piece.bytes.len());
        let chapter = talk.session.chapter_now();
        return book.count_more(run, &chapter, &More { packets, bytes });
    }
    let sent = as_sent(book, piece);
    let opened = sent
        .as_deref()
        .and_then(|sent| talk.door(from).would_open(sent));
    let mut step = carried.step(
        book,
        Text::new("protected record", "보호된 레코드"),
        match talk.session.version {
            Some(version) if !version.is_tls13() => "RFC 5246 §6.2.3",
            Some(_) | None => "RFC 8446 §5.2",
        },
        piece.bytes.len(),
    );
    step.chapter = talk.session.chapter_now();
    let says = dark.says();
    let verdict = match dark {
        Dark::Damaged => Verdict::Fails,
        Dark::NoSecrets
        | Dark::OtherSession
        | Dark::SomeMissing
        | Dark::KeySigns
        | Dark::OtherKey
        | Dark::StartMissing
        | Dark::Suite
        | Dark::Gap => Verdict::NotReached,
    };
    step.sentence = match &opened {
        Some(opened) => {
            let kind = ContentType(opened.kind);
            text!(en: "This record was changed on its way: as it was sent it opens ({kind}); as it arrived its tag does not verify.", ko: "이 레코드는 도중에 바뀌었다. 보낸 그대로라면 열리지만({kind}), 도착한 것은 태그가 맞지 않는다.")
        }
        None if dark != Dark::Damaged && talk.session.dark.contains(&Some(dark)) => {
            let bytes = piece.bytes.len();
            text!(en: "Dark too, for the reason above: on the path only its {bytes} bytes show.", ko: "위와 같은 까닭으로 열리지 않는다. 경로에서는 길이 {bytes}바이트만 보인다.")
        }
        None => dark.sentence(&talk.session),
    };
    if dark != Dark::Damaged {
        // Why it is so is said once for each side, what would help once in all.
        if !talk.session.dark.contains(&Some(dark)) {
            step.sentence = step.sentence.then(&dark.remedy(&talk.session, from));
        }
        let [client, server] = &mut talk.session.dark;
        if from.of(client, server).replace(dark) != Some(dark) {
            step.proofs.push(Proof::new(
                Text::new("the record opens", "레코드가 열림"),
                "record_opens",
                verdict,
                says,
                "RFC 8446 §5.2",
            ));
        }
        return book.push_repeating(run, step);
    }
    step.why.push(Text::new(
        "An AEAD cipher answers only yes or no: one changed bit anywhere, in the ciphertext, the tag or the header, and nothing comes out at all. The receiver must end the connection with the alert bad_record_mac.",
        "AEAD 암호는 예 또는 아니요로만 답한다. 암호문, 태그, 헤더 어디든 한 비트만 바뀌어도 아무것도 나오지 않는다. 받는 쪽은 bad_record_mac 경보로 연결을 끝내야 한다.",
    ));
    if let Some(opened) = opened {
        let content = opened.plaintext.get(opened.content.clone());
        let kind = ContentType(opened.kind);
        if kind == ContentType::APPLICATION_DATA {
            talk.session.first_data.get_or_insert(from);
            let [client, server] = &mut talk.session.application;
            *from.of(client, server) += opened.content.len();
        }
        let held = held(kind, content.unwrap_or_default());
        talk.session.unopened_held.get_or_insert(held);
    }
    step.proofs.push(Proof::new(
        Text::new("the record opens", "레코드가 열림"),
        "record_opens",
        verdict,
        says,
        "RFC 8446 §5.2",
    ));
    if dark == Dark::Damaged {
        talk.session
            .unopened
            .get_or_insert((from, piece.packets.clone()));
    }
    book.push(step);
}

/// What a record carries, in words: its handshake messages by name, else its type.
fn held(kind: ContentType, content: &[u8]) -> Text {
    let mut names = Vec::new();
    let mut rest = content;
    while kind == ContentType::HANDSHAKE
        && let (Some(length), [first, ..]) = (message::length(rest), rest)
    {
        names.push(title(&HandshakeType(*first).to_string()));
        rest = rest.get(length..).unwrap_or_default();
    }
    match (kind, names.is_empty()) {
        (_, false) => Text::same(names.join(", ")),
        (ContentType::APPLICATION_DATA, true) => Text::new("application data", "응용 데이터"),
        (ContentType::ALERT, true) => Text::new("an alert", "경보"),
        (kind, true) => Text::same(kind.to_string()),
    }
}

/// A message by the name the RFC's text gives it: `encrypted_extensions` is EncryptedExtensions.
pub(crate) fn title(code: &str) -> String {
    code.split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters)
        })
        .collect()
}

/// The record as its sender sent it, if the wire changed one of its frames.
fn as_sent(book: &Book<'_>, piece: &Piece) -> Option<Vec<u8>> {
    let mut bytes = piece.bytes.clone();
    let mut any = false;
    for number in &piece.packets {
        let Some(Done::Changed { sent, .. }) = book.evidence.done.get(number) else {
            continue;
        };
        let arrived = &book.packet(*number)?.bytes;
        // The frame holds a run of the record: find the changed payload byte by the bytes around it.
        for (at, (was, is)) in sent.iter().zip(arrived).enumerate() {
            if was == is {
                continue;
            }
            let after = arrived.get(at..(at + 24).min(arrived.len()))?;
            if let Some(place) = bytes
                .windows(after.len())
                .position(|window| window == after)
            {
                *bytes.get_mut(place)? = *was;
                any = true;
            }
        }
    }
    any.then_some(bytes)
}
