//! Captures as they come: begun too late, with holes, endless, cut off. Made here frame by frame.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation
)]

use std::io::Write;

use tlslab::base::side::Side;
use tlslab::base::time::Time;
use tlslab::capture::packet::{LinkType, Packet};
use tlslab::story::evidence::Evidence;
use tlslab::story::model::{Kind, Story};
use tlslab::story::tell::tell;

const SYN: u8 = 0x02;
const RST: u8 = 0x04;
const ACK: u8 = 0x10;

/// Raw IPv4 packets of one TCP connection; checksums are left to the card.
struct Wire {
    packets: Vec<Packet>,
    next: [u32; 2],
    window: u16,
}

impl Wire {
    fn new() -> Self {
        Self {
            packets: Vec::new(),
            next: [u32::MAX - 2_000, 5_000],
            window: 0xffff,
        }
    }

    fn open(&mut self) {
        self.send(Side::Client, SYN, b"");
        self.send(Side::Server, SYN | ACK, b"");
        self.send(Side::Client, ACK, b"");
    }

    fn send(&mut self, from: Side, flags: u8, payload: &[u8]) {
        let (mine, theirs) = (from as usize, from.peer() as usize);
        let ports = [50_000u16.to_be_bytes(), 443u16.to_be_bytes()];
        let addresses = [[10u8, 1, 0, 1], [10, 1, 0, 2]];
        let mut bytes = vec![0x45, 0];
        bytes.extend((40 + payload.len() as u16).to_be_bytes());
        bytes.extend([0, 0, 0x40, 0, 64, 6, 0, 0]);
        bytes.extend(addresses[mine]);
        bytes.extend(addresses[theirs]);
        bytes.extend(ports[mine]);
        bytes.extend(ports[theirs]);
        bytes.extend(self.next[mine].to_be_bytes());
        bytes.extend(self.next[theirs].to_be_bytes());
        bytes.extend([0x50, flags]);
        bytes.extend(self.window.to_be_bytes());
        bytes.extend([0, 0, 0, 0]);
        bytes.extend(payload);
        let number = self.packets.len() as u32 * 3 + 7;
        self.packets.push(Packet {
            number,
            time: Time(1_700_000_000_000_000_000 + u64::from(number) * 1_000_000),
            link: LinkType::RAW,
            original: bytes.len() as u32,
            bytes,
            comments: Vec::new(),
        });
        let counted = payload.len() as u32 + u32::from(flags & SYN != 0);
        self.next[mine] = self.next[mine].wrapping_add(counted);
    }

    /// Sends what the capture will not have.
    fn miss(&mut self, from: Side, bytes: u32) {
        self.next[from as usize] = self.next[from as usize].wrapping_add(bytes);
    }

    fn told(self) -> Story {
        tell(&Evidence {
            packets: self.packets,
            ..Evidence::default()
        })
    }
}

fn record(kind: u8, body: usize) -> Vec<u8> {
    let length = (body as u16).to_be_bytes();
    let mut record = vec![kind, 3, 3, length[0], length[1]];
    record.extend((0..body).map(|n| (n * 7 + 129) as u8));
    record
}

fn hellos(wire: &mut Wire) {
    hellos_alone(wire);
    for side in Side::BOTH {
        wire.send(side, ACK, &[20, 3, 3, 0, 1, 1]);
        wire.send(side, ACK, &record(22, 40));
    }
}

fn hellos_alone(wire: &mut Wire) {
    let mut hello = vec![3, 3];
    hello.extend([0x11; 32]);
    hello.extend([0, 0, 2, 0xc0, 0x2f, 1, 0]);
    wire.send(Side::Client, ACK, &message(1, &hello));
    let mut hello = vec![3, 3];
    hello.extend([0x22; 32]);
    hello.extend([0, 0xc0, 0x2f, 0]);
    wire.send(Side::Server, ACK, &message(2, &hello));
}

fn message(kind: u8, body: &[u8]) -> Vec<u8> {
    let length = body.len() as u8;
    let mut record = vec![22, 3, 1, 0, length + 4, kind, 0, 0, length];
    record.extend(body);
    record
}

/// Every frame is in a step, and both languages speak.
fn check(story: &Story, most: usize) {
    for packet in &story.packets {
        let told = story.steps.iter().any(|step| {
            matches!(&step.kind, Kind::Wire { packets, .. } if packets.contains(&packet.number))
        });
        assert!(told, "frame {} is in no step", packet.number);
    }
    for step in &story.steps {
        assert_eq!(step.sentence.en.is_empty(), step.sentence.ko.is_empty());
    }
    assert!(story.steps.len() <= most, "{} steps", story.steps.len());
}

fn has(story: &Story, name: &str) -> bool {
    story.steps.iter().any(|step| step.name.en.contains(name))
}

#[test]
fn a_long_download_is_a_page() {
    let mut wire = Wire::new();
    wire.open();
    hellos(&mut wire);
    let record = record(23, 8_000);
    for _ in 0..600 {
        for piece in record.chunks(1_400) {
            wire.send(Side::Server, ACK, piece);
        }
        wire.send(Side::Client, ACK, b"");
    }
    let frames = wire.packets.len();
    let story = wire.told();
    check(&story, 60);
    assert!(frames > 4_000);
    let more = story
        .steps
        .iter()
        .find(|step| step.name.en == "more protected records");
    let sentence = &more.unwrap().sentence.en;
    assert!(sentence.starts_with("598 more records"), "{sentence}");
}

#[test]
fn an_endless_download_in_the_clear_is_a_page() {
    let mut wire = Wire::new();
    wire.open();
    wire.send(Side::Client, ACK, b"GET / HTTP/1.1\r\n\r\n");
    for n in 0..3_000 {
        wire.send(Side::Server, ACK, format!("line {n}\r\n").as_bytes());
        wire.send(Side::Client, ACK, b"");
    }
    let story = wire.told();
    check(&story, 60);
    assert_eq!(story.cause.unwrap().key, "not_tls");
}

#[test]
fn a_gap_is_named_and_records_are_found_again_behind_it() {
    for missing in [100, 5_000, 90_000, 6_000_000, 1_000_000_000] {
        let mut wire = Wire::new();
        wire.open();
        hellos(&mut wire);
        wire.send(Side::Server, ACK, &record(23, 1_000));
        wire.miss(Side::Server, missing);
        for _ in 0..10 {
            wire.send(Side::Server, ACK, &record(23, 1_000));
            wire.send(Side::Client, ACK, b"");
        }
        let story = wire.told();
        check(&story, 60);
        let name = format!("not in the capture: {missing} bytes");
        assert!(has(&story, &name), "{name}");
        assert!(has(&story, "more protected records"), "{missing}");
    }
}

#[test]
fn a_capture_that_begins_too_late_says_so_and_finds_the_records() {
    let mut wire = Wire::new();
    wire.send(Side::Server, ACK, &record(23, 3_000)[700..]);
    for _ in 0..5 {
        wire.send(Side::Client, ACK, &record(23, 50));
        wire.send(Side::Server, ACK, &record(23, 3_000));
    }
    wire.send(Side::Client, RST, b"");
    let story = wire.told();
    check(&story, 40);
    assert!(has(&story, "begins in the middle"));
    assert!(has(&story, "bytes without their record"));
    assert!(has(&story, "protected record"));
    assert!(
        story.hosts[1].address.ends_with(":443"),
        "{:?}",
        story.hosts
    );
}

#[test]
fn starttls_refused_is_said() {
    let mut wire = Wire::new();
    wire.open();
    wire.send(Side::Server, ACK, b"220 mail.test ESMTP\r\n");
    wire.send(Side::Client, ACK, b"EHLO me.test\r\n");
    wire.send(Side::Server, ACK, b"250-mail.test\r\n250 STARTTLS\r\n");
    wire.send(Side::Client, ACK, b"STARTTLS\r\n");
    wire.send(Side::Server, ACK, b"454 TLS not available\r\n");
    wire.send(Side::Client, ACK, b"MAIL FROM:<me@me.test>\r\n");
    let story = wire.told();
    check(&story, 20);
    let refused = |step: &&tlslab::story::model::Step| step.sentence.en.contains("refuses");
    let steps: Vec<_> = story.steps.iter().filter(refused).collect();
    assert_eq!(steps.len(), 1);
    assert!(steps[0].sentence.en.contains("454 TLS not available"));
}

#[test]
fn a_compressed_chain_is_opened_and_checked() {
    let pair = rcgen::KeyPair::generate().unwrap();
    let names = rcgen::CertificateParams::new(["a.test".to_owned()]).unwrap();
    let der = names.self_signed(&pair).unwrap().der().to_vec();
    let sized = |bytes: &[u8]| [&(bytes.len() as u32).to_be_bytes()[1..], bytes].concat();
    let body = sized(&sized(&der));
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all(&body).unwrap();
    let packed = sized(&zlib.finish().unwrap());
    let whole = [&[0, 1], &(body.len() as u32).to_be_bytes()[1..], &packed].concat();
    let message = [&[25][..], &sized(&whole)].concat();
    let mut wire = Wire::new();
    wire.open();
    hellos_alone(&mut wire);
    let record = [
        &[22, 3, 3][..],
        &(message.len() as u16).to_be_bytes(),
        &message,
    ]
    .concat();
    wire.send(Side::Server, ACK, &record);
    let story = wire.told();
    check(&story, 20);
    let steps = &story.steps;
    let step = steps
        .iter()
        .find(|step| step.name.en == "CompressedCertificate");
    let step = step.unwrap();
    assert!(step.sentence.en.contains("a.test"), "{}", step.sentence.en);
    let titles: Vec<_> = step.exhibits.iter().map(|one| &*one.title.en).collect();
    assert!(titles.contains(&"Certificate, decompressed"), "{titles:?}");
    assert!(has(&story, "check of the certificate path"));
}

#[test]
fn a_closed_window_is_said() {
    let mut wire = Wire::new();
    wire.open();
    hellos(&mut wire);
    wire.window = 0;
    wire.send(Side::Client, ACK, b"");
    let story = wire.told();
    check(&story, 40);
    assert!(has(&story, "zero window"));
}

#[test]
fn bytes_that_differ_when_sent_again_are_said() {
    let mut wire = Wire::new();
    wire.open();
    hellos(&mut wire);
    let before = wire.next;
    wire.send(Side::Server, ACK, &record(23, 100));
    wire.next = before;
    wire.send(Side::Server, ACK, &[0xaa; 105]);
    let story = wire.told();
    check(&story, 40);
    assert!(has(&story, "retransmission with other bytes"));
}

#[test]
fn both_ends_may_open_at_once_and_the_tcp_server_may_be_the_client() {
    let mut wire = Wire::new();
    wire.send(Side::Client, SYN, b"");
    wire.next[0] = wire.next[0].wrapping_sub(1);
    wire.send(Side::Server, SYN, b"");
    wire.next[1] = wire.next[1].wrapping_sub(1);
    wire.send(Side::Client, SYN | ACK, b"");
    wire.send(Side::Server, SYN | ACK, b"");
    hellos(&mut wire);
    check(&wire.told(), 40);

    let mut wire = Wire::new();
    wire.send(Side::Server, SYN, b"");
    wire.send(Side::Client, SYN | ACK, b"");
    wire.send(Side::Server, ACK, b"");
    hellos(&mut wire);
    let story = wire.told();
    check(&story, 40);
    assert!(has(&story, "roles are swapped"));
    assert!(
        story.hosts[1].address.ends_with(":443"),
        "{:?}",
        story.hosts
    );
}
