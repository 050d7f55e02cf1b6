//! What tlslab writes and reads, held against tshark.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oracle;

use std::fs;
use std::path::Path;
use std::time::Duration;

use tlslab::base::time::Time;
use tlslab::capture::packet::Packet;
use tlslab::capture::pcapng::{Capture, write};
use tlslab::capture::source::read;

/// A folder for this test alone, empty.
fn room(name: &str) -> std::path::PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    room
}

/// Where the captures of the test data are.
fn captures() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/captures")
}

#[test]
fn tshark_reads_interface_comments_and_nanoseconds() {
    let Some(tshark) = oracle::find("tshark", "tshark") else {
        return;
    };
    let room = room("capture-comments");
    let time = Time(1_700_000_000_123_456_789);
    let mut packets = [
        Packet::ethernet(1, time, vec![0xff; 60]),
        Packet::ethernet(2, time + Duration::from_nanos(11), vec![0xff; 60]),
    ];
    packets[0].comments = vec!["lost by the wire".into(), "선로가 버렸다".into()];
    packets[1].original = 1_500;
    let capture = Capture {
        interface: "kernel wire",
        packets: &packets,
        comment: "full handshake",
        os: "Linux",
        ..Capture::default()
    };
    let mut file = Vec::new();
    write(&capture, &mut file).unwrap();
    let path = room.join("comments.pcapng");
    fs::write(&path, file).unwrap();
    let fields = [
        "frame.time_epoch",
        "frame.interface_name",
        "frame.len",
        "frame.cap_len",
        "frame.comment",
    ];
    let mut args = vec!["-r", path.to_str().unwrap(), "-T", "fields"];
    for field in fields {
        args.extend(["-e", field]);
    }
    assert_eq!(
        tshark.says(&room, &args),
        "1700000000.123456789\tkernel wire\t60\t60\tlost by the wire,선로가 버렸다\n\
         1700000000.123456800\tkernel wire\t1500\t60\t\n"
    );
}

#[test]
fn tshark_opens_what_was_written_with_the_secrets_inside() {
    let Some(tshark) = oracle::find("tshark", "tshark") else {
        return;
    };
    let room = room("capture-secrets");
    let original = read(&fs::read(captures().join("tls13.pcap")).unwrap());
    let secrets = fs::read_to_string(captures().join("tls13.pcap.keylog.txt")).unwrap();
    let capture = Capture {
        packets: &original.packets,
        secrets: &secrets,
        ..Capture::default()
    };
    let mut file = Vec::new();
    write(&capture, &mut file).unwrap();
    assert_eq!(read(&file).secrets, secrets);
    let path = room.join("secrets.pcapng");
    fs::write(&path, file).unwrap();
    let args = [
        "-r",
        path.to_str().unwrap(),
        "-Y",
        "tls.handshake.type == 20",
    ];
    assert_eq!(tshark.says(&room, &args).lines().count(), 2, "two Finished");
}

#[test]
fn tshark_counts_and_times_the_same_packets() {
    let Some(tshark) = oracle::find("tshark", "tshark") else {
        return;
    };
    let room = room("capture-counts");
    for entry in fs::read_dir(captures()).unwrap() {
        let path = entry.unwrap().path();
        let end = path.extension().unwrap_or_default();
        if end != "pcap" && end != "pcapng" {
            continue;
        }
        let fields = ["frame.time_epoch", "frame.len", "frame.cap_len"];
        let mut args = vec!["-r", path.to_str().unwrap(), "-T", "fields"];
        for field in fields {
            args.extend(["-e", field]);
        }
        let output = tshark.run(&room, &args);
        let reading = read(&fs::read(&path).unwrap());
        let ours: String = reading.packets.iter().map(line).collect();
        assert_eq!(String::from_utf8_lossy(&output.stdout), ours, "{path:?}");
        assert_eq!(
            output.status.success(),
            reading.broken.is_none(),
            "{path:?}"
        );
    }
}

fn line(packet: &Packet) -> String {
    let (seconds, nanos) = (packet.time.as_seconds(), packet.time.0 % 1_000_000_000);
    let (length, kept) = (packet.original, packet.bytes.len());
    format!("{seconds}.{nanos:09}\t{length}\t{kept}\n")
}

#[test]
fn what_gzip_and_zstd_write_is_read() {
    let room = room("capture-packed");
    for (program, level) in [
        ("gzip", "-9"),
        ("zstd", "-1"),
        ("zstd", "-19"),
        ("zstd", "--long=27"),
    ] {
        let Some(packer) = oracle::find(program, program) else {
            continue;
        };
        for entry in fs::read_dir(captures()).unwrap() {
            let path = entry.unwrap().path();
            let end = path.extension().unwrap_or_default();
            if end != "pcap" && end != "pcapng" {
                continue;
            }
            let args = [level, "-c", path.to_str().unwrap()];
            let packed = packer.run(&room, &args).stdout;
            let (packed, plain) = (read(&packed), read(&fs::read(&path).unwrap()));
            assert_eq!(packed.packets, plain.packets, "{program} {path:?}");
            assert_eq!(packed.broken, plain.broken, "{program} {path:?}");
        }
    }
}
