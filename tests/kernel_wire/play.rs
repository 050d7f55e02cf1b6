//! The runs, and what must be true of each.

use std::env;
use std::panic::catch_unwind;
use std::process::exit;
use std::time::{Duration, Instant};

use tlslab::base::side::Side;
use tlslab::lab::wire::kernel;
use tlslab::lab::wire::mischief::Mischief;
use tlslab::lab::wire::visit::{Conditions, Flip, Recording, Visit};
use tlslab::story::evidence::Done;

use crate::echo::{client, record, server, silent, visit};
use crate::sight::{checksum_is_true, lines};

const TESTS: [(&str, fn()); 13] = [
    (
        "a_visit_is_complete_and_clean",
        a_visit_is_complete_and_clean,
    ),
    ("a_run_is_quick", a_run_is_quick),
    ("it_works_over_ipv6", it_works_over_ipv6),
    ("a_small_mtu_cuts_segments", a_small_mtu_cuts_segments),
    ("an_impossible_mtu_is_refused", an_impossible_mtu_is_refused),
    ("a_delay_is_seen", a_delay_is_seen),
    ("loss_is_made_good", loss_is_made_good),
    ("a_cut_wire_ends", a_cut_wire_ends),
    ("nobody_listens", nobody_listens),
    ("silence_runs_out_of_patience", silence_runs_out_of_patience),
    ("a_flipped_bit_arrives", a_flipped_bit_arrives),
    ("visits_follow_one_another", visits_follow_one_another),
    ("much_data_goes_through", much_data_goes_through),
];

pub(crate) fn main() {
    let wanted: Vec<String> = env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with('-'))
        .collect();
    let chosen = |name: &str| wanted.is_empty() || wanted.iter().any(|part| name.contains(part));
    if env::args().any(|arg| arg == "--list") {
        for (name, _) in TESTS {
            println!("{name}: test");
        }
        return;
    }
    let probe = kernel::enter().and_then(|()| go(vec![], &calm()).map(drop));
    if let Err(refused) = probe {
        eprintln!(
            "SKIPPED: no kernel wire here: {refused}\nhint: {}",
            refused.hint.en
        );
        println!(
            "test result: ok. 0 passed; 0 failed; {} ignored",
            TESTS.len()
        );
        exit(i32::from(env::var("CI").is_ok_and(|ci| ci == "true")));
    }
    let (mut passed, mut failed) = (0, 0);
    for (name, test) in TESTS.into_iter().filter(|(name, _)| chosen(name)) {
        let start = Instant::now();
        let verdict = if catch_unwind(test).is_ok() {
            passed += 1;
            "ok"
        } else {
            failed += 1;
            "FAILED"
        };
        println!(
            "test {name} ... {verdict} ({} ms)",
            start.elapsed().as_millis()
        );
    }
    let filtered = TESTS.len() - passed - failed;
    let result = if failed == 0 { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {result}. {passed} passed; {failed} failed; 0 ignored; 0 measured; {filtered} filtered out"
    );
    exit(i32::from(failed > 0));
}

fn calm() -> Conditions {
    Conditions {
        delay: Duration::ZERO,
        loss: 0.0,
        mtu: 1500,
        seed: 1,
        flip: None,
        ipv6: false,
    }
}

fn go(visits: Vec<Visit>, conditions: &Conditions) -> Result<Recording, kernel::refused::Refused> {
    kernel::run(visits, conditions, &mut Mischief::new(conditions))
}

/// Plays visits that must go well.
fn played(visits: Vec<Visit>, conditions: &Conditions) -> Recording {
    let recording = go(visits, conditions).unwrap();
    if env::var("SHOW").is_ok() {
        for (packet, line) in recording.packets.iter().zip(lines(&recording)) {
            println!(
                "  {:4} {} {line} {:?}",
                packet.number,
                packet.time.0,
                recording
                    .done
                    .get(&packet.number)
                    .map(|done| matches!(done, Done::Lost))
            );
        }
    }
    recording
}

fn content(recording: &Recording, text: &[u8]) {
    for ending in &recording.endings {
        assert_eq!(ending.error, None, "{:?}", ending.side);
        assert!(ending.received == text, "{:?} got other bytes", ending.side);
    }
}

fn a_visit_is_complete_and_clean() {
    let text = record(7, 100);
    let recording = played(vec![visit(text.clone())], &calm());
    content(&recording, &text);
    let lines = lines(&recording);
    let start = [
        "ARP",
        "ARP",
        "client SYN",
        "server SYN ACK",
        "client ACK",
        "client ACK 105",
    ];
    assert_eq!(lines[..6], start, "{lines:#?}");
    assert!(lines.contains(&"client FIN ACK".into()) && lines.contains(&"server FIN ACK".into()));
    assert_eq!(lines.last().unwrap(), "client ACK", "{lines:#?}");
    assert!(lines.len() <= 13, "{lines:#?}");
    for (packet, number) in recording.packets.iter().zip(1..) {
        assert_eq!(packet.number, number);
        assert!(packet.bytes[13] == 6 || checksum_is_true(&packet.bytes));
    }
    assert!(recording.packets.is_sorted_by_key(|packet| packet.time));
    assert!(recording.done.is_empty());
}

fn a_run_is_quick() {
    let quickest = (0..5)
        .map(|_| {
            let start = Instant::now();
            played(vec![visit(record(1, 10))], &calm());
            start.elapsed()
        })
        .min();
    assert!(
        quickest.unwrap() < Duration::from_millis(100),
        "{quickest:?}"
    );
}

fn it_works_over_ipv6() {
    let conditions = Conditions {
        ipv6: true,
        ..calm()
    };
    let text = record(7, 2000);
    let recording = played(vec![visit(text.clone())], &conditions);
    content(&recording, &text);
    let lines = lines(&recording);
    assert_eq!(lines[..3], ["ND", "ND", "client SYN"], "{lines:#?}");
    assert_eq!(
        lines.iter().filter(|line| *line == "ND").count(),
        2,
        "{lines:#?}"
    );
    for packet in &recording.packets[2..] {
        assert!(checksum_is_true(&packet.bytes));
    }
}

fn a_small_mtu_cuts_segments() {
    let conditions = Conditions { mtu: 576, ..calm() };
    let text = record(7, 3000);
    let recording = played(vec![visit(text.clone())], &conditions);
    content(&recording, &text);
    let largest = recording
        .packets
        .iter()
        .map(|packet| packet.bytes.len())
        .max();
    assert_eq!(largest, Some(14 + 576));
}

fn an_impossible_mtu_is_refused() {
    for (mtu, ipv6) in [(87, false), (1279, true)] {
        let refused = go(
            vec![],
            &Conditions {
                mtu,
                ipv6,
                ..calm()
            },
        )
        .unwrap_err();
        assert!(refused.to_string().contains("MTU"));
    }
    for (mtu, ipv6) in [(88, false), (1280, true), (9000, false)] {
        let conditions = Conditions {
            mtu,
            ipv6,
            ..calm()
        };
        content(
            &played(vec![visit(record(1, 200))], &conditions),
            &record(1, 200),
        );
    }
}

fn a_delay_is_seen() {
    let delay = Duration::from_millis(5);
    let recording = played(vec![visit(record(7, 10))], &Conditions { delay, ..calm() });
    content(&recording, &record(7, 10));
    let lines = lines(&recording);
    assert_eq!(lines.last().unwrap(), "client ACK", "{lines:#?}");
    let [request, reply] = [0, 1].map(|nth| recording.packets[nth].time);
    assert!(reply - request >= delay);
    assert!(
        lines.iter().filter(|line| line.contains("SYN")).count() == 2,
        "{lines:#?}"
    );
}

fn loss_is_made_good() {
    for seed in 0..2 {
        let conditions = Conditions {
            loss: 20.0,
            seed,
            ..calm()
        };
        let text: Vec<u8> = (0..20).flat_map(|n| record(n, 1000)).collect();
        let recording = played(vec![visit(text.clone())], &conditions);
        content(&recording, &text);
        let lost = recording
            .done
            .values()
            .filter(|done| **done == Done::Lost)
            .count();
        assert!(lost > 0);
    }
}

fn a_cut_wire_ends() {
    let conditions = Conditions {
        loss: 100.0,
        ..calm()
    };
    let patience = Some(Duration::from_millis(1500));
    let visit = Visit {
        client: client(record(1, 1), patience),
        server: Some(server()),
    };
    let recording = played(vec![visit], &conditions);
    assert_eq!(recording.endings.len(), 2);
    for ending in &recording.endings {
        assert_eq!(ending.error.as_deref(), Some("Some(TimedOut)"));
    }
    assert_eq!(
        lines(&recording),
        ["ARP", "ARP", "client SYN", "client SYN"]
    );
    assert_eq!(recording.done.len(), 2);
}

fn nobody_listens() {
    let visit = Visit {
        client: client(record(1, 1), None),
        server: None,
    };
    let recording = played(vec![visit], &calm());
    assert_eq!(
        lines(&recording),
        ["ARP", "ARP", "client SYN", "server RST ACK"]
    );
    assert_eq!(recording.endings.len(), 1);
    assert_eq!(recording.endings[0].error.as_deref(), Some("Some(Refused)"));
}

fn silence_runs_out_of_patience() {
    let patience = Some(Duration::from_millis(50));
    let visit = Visit {
        client: silent(patience),
        server: Some(server()),
    };
    let recording = played(vec![visit], &calm());
    let [of_client, of_server] = recording.endings.as_slice() else {
        panic!("{:?}", recording.endings);
    };
    assert_eq!(of_client.error.as_deref(), Some("Some(TimedOut)"));
    assert_eq!(of_server.error, None);
    assert_eq!(lines(&recording).last().unwrap(), "client ACK");
}

fn a_flipped_bit_arrives() {
    let flip = Flip {
        from: Side::Server,
        record: 1,
        byte: -1,
        bit: 7,
    };
    let conditions = Conditions {
        flip: Some(flip),
        ..calm()
    };
    let text = [record(1, 3000), record(2, 9), record(3, 9)].concat();
    let recording = played(vec![visit(text.clone())], &conditions);
    let mut changed = text.clone();
    changed[3005 + 13] ^= 0x80;
    assert!(recording.endings[0].received == changed);
    assert!(recording.endings[1].received == text);
    let [(number, Done::Changed { sent, how })] = recording.done.iter().collect::<Vec<_>>()[..]
    else {
        panic!("{:?}", recording.done);
    };
    let arrived = &recording.packets[usize::try_from(*number).unwrap() - 1].bytes;
    assert!(checksum_is_true(sent) && checksum_is_true(arrived) && sent != arrived);
    assert!(how.en.contains("server") && how.ko.contains("서버"));
}

fn visits_follow_one_another() {
    let visits = vec![
        visit(record(1, 10)),
        Visit {
            client: client(record(1, 1), None),
            server: None,
        },
        visit(record(2, 20)),
    ];
    let recording = played(visits, &calm());
    let told: Vec<_> = recording
        .endings
        .iter()
        .map(|ending| (ending.connection, ending.side, ending.received.len()))
        .collect();
    use Side::{Client, Server};
    assert_eq!(
        told,
        [
            (0, Client, 15),
            (0, Server, 15),
            (1, Client, 0),
            (2, Client, 25),
            (2, Server, 25)
        ]
    );
    let lines = lines(&recording);
    assert_eq!(lines.iter().filter(|line| *line == "client SYN").count(), 3);
    assert_eq!(lines.iter().filter(|line| *line == "ARP").count(), 2);
}

fn much_data_goes_through() {
    let text: Vec<u8> = (0..64).flat_map(|n| record(n, 16_000)).collect();
    let recording = played(vec![visit(text.clone())], &calm());
    content(&recording, &text);
    let carried = lines(&recording)
        .iter()
        .filter_map(|line| line.rsplit(' ').next()?.parse::<usize>().ok())
        .sum::<usize>();
    // On a busy machine an acknowledgement may come late, and the kernel sends something again.
    let bytes = 2 * text.len();
    assert!(
        (bytes..bytes + bytes / 10).contains(&carried),
        "{carried} for {bytes}"
    );
}
