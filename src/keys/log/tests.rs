//! Key logs read, asked and written back.

use std::io;

use crate::keys::label::{LABELS, Label, SESSION};
use crate::keys::log::{Log, MOST_OTHERS};
use crate::keys::reading::{LONGEST, MOST_BAD};
use crate::keys::secret::SECRETS;

fn line(label: &str, random: usize, secret: usize) -> String {
    format!("{label} {} {}\n", "ab".repeat(random), "CD".repeat(secret))
}

#[test]
fn every_kind_is_read_and_written_back() {
    let of = |lengths: &[usize]| lengths.first().copied().unwrap_or(20);
    let of_label = |label: &Label| match label.name {
        SESSION => format!(
            "{SESSION}:{} Master-Key:{}\n",
            "ab".repeat(7),
            "CD".repeat(48)
        ),
        name => line(name, of(label.found_by), of(label.secret)),
    };
    let text: String = LABELS.iter().map(of_label).collect();
    let (log, bad) = Log::parse(&text);
    assert_eq!(bad, []);
    assert_eq!(log.len(), LABELS.len());
    assert_eq!(Log::parse(&log.to_string()).0, log);
    assert_eq!(log.to_string().lines().count(), LABELS.len());
    assert_eq!(
        log.find("CLIENT_RANDOM", &[0xab; 32]),
        Some(&[0xcd; 48][..])
    );
    assert_eq!(log.find("CLIENT_RANDOM", &[0xac; 32]), None);
    assert_eq!(log.of(&[0xab; 32]).count(), LABELS.len() - 2);
    assert_eq!(log.find_premaster(&[0xab; 8]), Some(&[0xcd; 48][..]));
    assert_eq!(log.find_session(&[0xab; 7]), Some(&[0xcd; 48][..]));
    assert_eq!(
        log.randoms().map(<[u8]>::len).collect::<Vec<_>>(),
        [32, 8, 7]
    );
    assert!(log.lines_of(&[0xab; 8]).eq([(0, 10)]));
    assert_eq!(log.lines_of(&[0xaa; 8]).count(), 0);
}

#[test]
fn lines_are_remembered_with_file_and_number() {
    let mut log = Log::default();
    assert_eq!(log.read(line("CLIENT_RANDOM", 32, 48), 0), []);
    let text = [
        "# café\n",
        &line("RSA", 8, 48),
        "bad\n",
        &line("EXPORTER_SECRET", 32, 32),
    ];
    // Latin-1, as an old editor saves it, and no end of the last line.
    let mut latin: Vec<u8> = text.concat().chars().map(|c| c as u8).collect();
    latin.pop();
    let bad = log.read(&latin, 7);
    assert_eq!((bad[0].source, bad[0].line, bad.len()), (7, 3, 1));
    assert!(log.lines_of(&[0xab; 32]).eq([(0, 1), (7, 4)]));
    assert!(log.lines_of(&[0xab; 8]).eq([(7, 2)]));
    let mut drained = Log::default();
    let mut reader = io::BufReader::with_capacity(5, latin.as_slice());
    assert_eq!(drained.drain(&mut reader, 7).unwrap(), bad);
    let mut whole = Log::default();
    whole.read(&latin, 7);
    assert_eq!(drained, whole);
}

#[test]
fn a_line_without_end_and_a_thousand_bad_ones_take_no_memory() {
    let endless = "A".repeat(3 * LONGEST);
    let text = format!("{endless}\n{}{}", "bad\n".repeat(999), line("RSA", 8, 48));
    let mut log = Log::default();
    let bad = log.drain(&mut text.as_bytes(), 0).unwrap();
    assert_eq!((bad.len(), log.len()), (MOST_BAD + 1, 1));
    assert_eq!(bad[MOST_BAD].line, 101);
    assert!(
        bad[MOST_BAD].why.en.contains("900"),
        "{}",
        bad[MOST_BAD].why.en
    );
    let names: String = (0..100).map(|n| format!("LABEL_{n} 01 02\n")).collect();
    let (log, bad) = Log::parse(&names);
    assert_eq!((log.len(), bad.len()), (MOST_OTHERS, 100 - MOST_OTHERS));
}

#[test]
fn every_secret_that_is_logged_has_its_label() {
    for name in SECRETS.iter().filter_map(|secret| secret.log) {
        assert!(LABELS.iter().any(|label| label.name == name), "{name}");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_skipped() {
    let good = line("SERVER_TRAFFIC_SECRET_0", 32, 48);
    let text = [
        "\u{feff}# made by a browser\r\n\r\n",
        "CLIENT_RANDOM\n",
        "CLIENT_RANDOM zz zz\n",
        "CLIENT_RANDOM abc abc\n",
        &line("CLIENT_RANDOM", 31, 48),
        &line("CLIENT_RANDOM", 32, 47),
        &line("CLIENT RANDOM", 32, 48),
        &line("\u{1b}[2J", 32, 48),
        "\u{ac00} \u{ac00} \u{ac00}\n",
        &good,
        &good,
        &line("SERVER_TRAFFIC_SECRET_0", 32, 32),
        "FUTURE_SECRET 01 02",
    ];
    let (log, bad) = Log::parse(&text.concat());
    let lines: Vec<usize> = bad.iter().map(|bad| bad.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10, 13]);
    assert!(bad.iter().all(|bad| !bad.why.is_empty()));
    assert_eq!(log.len(), 2);
    assert_eq!(log.find("FUTURE_SECRET", &[1]), Some(&[2][..]));
    assert_eq!(
        log.find("SERVER_TRAFFIC_SECRET_0", &[0xab; 32])
            .unwrap()
            .len(),
        48
    );
}

#[test]
fn the_first_of_two_logs_is_believed() {
    let (mut first, _) = Log::parse(&line("EXPORTER_SECRET", 32, 32));
    let (second, _) = Log::parse(&[line("EXPORTER_SECRET", 32, 48), line("RSA", 8, 48)].concat());
    first.extend(&second);
    assert_eq!(first.len(), 2);
    assert_eq!(
        first.find("EXPORTER_SECRET", &[0xab; 32]).unwrap().len(),
        32
    );
    assert!(Log::default().is_empty());
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(text: String, words: [String; 3]) {
        Log::parse(&text);
        let (log, bad) = Log::parse(&words.join(" "));
        assert!(log.len() + bad.len() <= words.join(" ").lines().count());
        let (again, bad) = Log::parse(&log.to_string());
        assert_eq!((again, bad), (log, vec![]));
    }
}
