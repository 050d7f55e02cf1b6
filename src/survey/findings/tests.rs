//! Each kind of finding fires on a connection bent for it, and on no ordinary one.

use crate::base::level::Level;
use crate::base::side::Side;
use crate::base::text::Lang;
use crate::base::time::Time;
use crate::base::verdict::Verdict;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::version::Version;
use crate::survey::connection::{Close, Connection, Tcp};
use crate::survey::findings::judge;
use crate::survey::findings::registry::{kind, kinds};
use crate::survey::samples::{NOON, authority, bend, certificate, tcp, tls12, tls13};
use crate::survey::seen::{Alert, Message};
use crate::survey::tls::{EarlyData, Ech, Tls};

type Bend = fn(&mut Connection);
type Case = (&'static str, fn() -> Connection, Bend);

fn hello(connection: &mut Connection, change: fn(&mut crate::survey::seen::ClientHello)) {
    bend(connection, |tls| {
        tls.client_hellos.iter_mut().for_each(change)
    });
}

fn answer(connection: &mut Connection, change: fn(&mut crate::survey::seen::ServerHello)) {
    bend(connection, |tls| {
        tls.server_hellos.iter_mut().for_each(change)
    });
}

fn leaf(connection: &mut Connection, change: fn(&mut crate::survey::seen::Certificate)) {
    bend(connection, |tls| {
        tls.certificates.first_mut().into_iter().for_each(change)
    });
}

fn on_tcp(connection: &mut Connection, change: fn(&mut Tcp)) {
    connection.tcp.as_mut().into_iter().for_each(change);
}

fn unfinished(connection: &mut Connection) {
    bend(connection, |tls| {
        tls.messages.retain(|message| message.code != 20);
        tls.close_notify = [None, None];
    });
}

fn alert(connection: &mut Connection, from: Side, level: u8, code: u8) {
    bend(connection, |tls| {
        tls.alerts.push(Alert {
            packet: 7,
            from,
            level,
            code,
            encrypted: false,
        });
    });
}

/// Which kind, on which ordinary connection, and how it must be bent to fire.
static CASES: &[Case] = &[
    ("old_version", tls12, |c| {
        bend(c, |tls| tls.version = Some(Version::TLS11))
    }),
    ("old_version_offered", tls12, |c| {
        bend(c, |tls| {
            tls.version = None;
            tls.server_hellos.clear();
            tls.version_offered = Some(Version(0x0301));
        })
    }),
    ("old_version_allowed", tls13, |c| {
        hello(c, |hello| hello.versions.push(0x0301))
    }),
    ("draft_version", tls13, |c| {
        bend(c, |tls| tls.version = Some(Version(0x7f1c)))
    }),
    ("ssl2_hello", tls12, |c| {
        bend(c, |tls| {
            tls.messages.insert(
                0,
                Message {
                    packet: 4,
                    from: Side::Client,
                    code: 1,
                    ssl2: true,
                    length: 40,
                    encrypted: false,
                },
            );
        })
    }),
    ("downgrade_marker", tls12, |c| {
        bend(c, |tls| tls.version_offered = Some(Version::TLS13));
        answer(c, |hello| hello.downgrade = Some(0x0303));
    }),
    ("fallback", tls12, |c| {
        hello(c, |hello| hello.suites.push(0x5600))
    }),
    ("weak_suite", tls12, |c| {
        bend(c, |tls| tls.suite = Some(0x0005))
    }),
    ("aging_suite", tls12, |c| {
        bend(c, |tls| tls.suite = Some(0xc013))
    }),
    ("no_forward_secrecy", tls12, |c| {
        bend(c, |tls| tls.suite = Some(0x009c))
    }),
    ("small_prime", tls12, |connection| {
        bend(connection, |tls| tls.prime = Some(1024));
    }),
    ("compression", tls12, |connection| {
        bend(connection, |tls| tls.compression = 1);
    }),
    ("weak_group", tls12, |c| {
        bend(c, |tls| tls.group = Some(Group(19)))
    }),
    ("weak_suite_offered", tls12, |c| {
        hello(c, |hello| hello.suites.extend([0x0003, 0x0005]))
    }),
    ("no_extended_master_secret", tls12, |c| {
        answer(c, |hello| hello.extensions.retain(|code| *code != 23))
    }),
    ("certificate_expired", tls13, |c| {
        leaf(c, |one| {
            one.not_after = Time::seconds(NOON.as_seconds() - 86_400)
        })
    }),
    ("certificate_not_yet_valid", tls13, |c| {
        leaf(c, |one| {
            one.not_before = Time::seconds(NOON.as_seconds() + 60)
        })
    }),
    ("name_mismatch", tls13, |c| {
        leaf(c, |one| one.names = vec!["other.example".to_owned()])
    }),
    ("common_name_only", tls13, |c| {
        leaf(c, |one| one.names.clear())
    }),
    ("self_signed", tls13, |c| {
        leaf(c, |one| one.issuer = one.subject.clone())
    }),
    ("weak_certificate_signature", tls13, |c| {
        leaf(c, |one| one.signature = "sha1WithRSAEncryption".to_owned())
    }),
    ("small_key", tls13, |c| {
        leaf(c, |one| one.key = "RSA 1024".to_owned())
    }),
    ("long_lifetime", tls13, |c| {
        leaf(c, |one| {
            one.not_after = Time::seconds(NOON.as_seconds() + 3_650 * 86_400)
        })
    }),
    ("chain_out_of_order", tls13, |c| {
        bend(c, |tls| {
            let mut other = authority();
            other.subject = "CN=Example Root".to_owned();
            other.issuer = "CN=Elsewhere".to_owned();
            tls.certificates = vec![certificate(), other, authority()];
        })
    }),
    ("missing_intermediate", tls13, |c| {
        bend(c, |tls| tls.certificates.truncate(1))
    }),
    ("root_sent", tls13, |c| {
        bend(c, |tls| {
            let mut root = authority();
            root.subject = "CN=Example Root".to_owned();
            tls.certificates.push(root);
        })
    }),
    ("stray_certificate", tls13, |c| {
        bend(c, |tls| {
            let mut stray = authority();
            stray.subject = "CN=Stray".to_owned();
            tls.certificates.push(stray);
        })
    }),
    ("resumed", tls13, |c| {
        bend(c, |tls| tls.resumed = Some(true))
    }),
    ("retry", tls13, |c| {
        bend(c, |tls| {
            let mut retry = tls.server_hellos.first().cloned().unwrap_or_default();
            retry.retry = true;
            retry.key_share_group = Some(24);
            tls.server_hellos.insert(0, retry);
        })
    }),
    ("early_data", tls13, |c| {
        bend(c, |tls| tls.early_data = EarlyData::Accepted)
    }),
    ("ech", tls13, |c| {
        bend(c, |tls| tls.ech = Ech::GreaseOrOuter)
    }),
    ("grease", tls13, |c| {
        hello(c, |hello| hello.suites.insert(0, 0x1a1a))
    }),
    ("client_certificate", tls13, |c| {
        bend(c, |tls| {
            let mut own = certificate();
            own.from = Side::Client;
            tls.certificates.push(own);
        })
    }),
    ("heartbeat", tls12, |c| {
        hello(c, |hello| hello.extensions.push(15))
    }),
    ("roles_swapped", tls13, |c| {
        bend(c, |tls| tls.roles_swapped = true)
    }),
    ("proof_failed", tls13, |c| {
        bend(c, |tls| {
            tls.proofs.push(("server_finished", Verdict::Fails))
        })
    }),
    ("renegotiated", tls12, |c| {
        bend(c, |tls| tls.renegotiated = Some(9))
    }),
    ("insecure_renegotiation", tls12, |c| {
        bend(c, |tls| tls.renegotiated = Some(9));
        answer(c, |hello| hello.extensions.clear());
    }),
    ("no_renegotiation_info", tls12, |c| {
        answer(c, |hello| hello.extensions.retain(|code| *code != 0xff01))
    }),
    ("alert", tls13, |c| alert(c, Side::Client, 2, 48)),
    ("alert_warning", tls12, |c| alert(c, Side::Server, 1, 112)),
    ("refused", tcp, |c| {
        on_tcp(c, |tcp| {
            (tcp.syn_ack, tcp.ack, tcp.reset, tcp.close) = (None, None, Some(2), Close::Reset);
        })
    }),
    ("no_answer", tcp, |c| {
        on_tcp(c, |tcp| {
            (tcp.syn_ack, tcp.ack, tcp.fin, tcp.close) = (None, None, [None, None], Close::Open);
        })
    }),
    ("reset_in_handshake", tls13, |c| {
        unfinished(c);
        on_tcp(c, |tcp| (tcp.reset, tcp.close) = (Some(9), Close::Reset));
        bend(c, |tls| tls.server_hellos.clear());
    }),
    ("closed_in_handshake", tls13, unfinished),
    ("no_close_notify", tls13, |c| {
        bend(c, |tls| tls.close_notify = [Some(true), Some(false)])
    }),
    ("plaintext_on_tls_port", tcp, |c| {
        on_tcp(c, |tcp| tcp.payload = [18, 200])
    }),
    ("unusual_port", tls13, |c| c.server.set_port(12_345)),
    ("conflicting_retransmission", tls13, |c| {
        on_tcp(c, |tcp| tcp.conflict = Some(8))
    }),
    ("much_loss", tls13, |c| {
        on_tcp(c, |tcp| tcp.retransmissions = 6)
    }),
    ("gap", tls13, |c| {
        on_tcp(c, |tcp| {
            (tcp.missing_bytes, tcp.first_gap) = (1460, Some(8))
        })
    }),
    ("damaged_record", tls13, |c| {
        bend(c, |tls| tls.damaged = Some(8))
    }),
    ("not_records", tls13, |c| {
        bend(c, |tls| tls.not_records = Some(8))
    }),
    ("start_missing", tls13, |c| {
        bend(c, |tls| {
            tls.from_start = false;
            tls.client_hellos.clear();
            tls.server_hellos.clear();
        })
    }),
    ("let_go", tls13, |c| bend(c, |tls| tls.let_go = 3)),
];

#[test]
fn every_kind_fires_and_speaks_both_languages() {
    for kind in kinds() {
        assert!(
            CASES.iter().any(|(code, ..)| *code == kind.code),
            "no case for {}",
            kind.code
        );
        assert!(
            kind.doc.en.ends_with('.') && kind.doc.ko.ends_with('.'),
            "{}",
            kind.code
        );
        assert_eq!(kinds().filter(|other| other.code == kind.code).count(), 1);
    }
    for (code, ordinary, change) in CASES {
        let mut connection = ordinary();
        change(&mut connection);
        let findings = judge(&connection);
        let found = findings.iter().find(|one| one.code == *code);
        let Some(found) = found else {
            panic!("{code} is not among {findings:?}");
        };
        for lang in [Lang::En, Lang::Ko] {
            let text = found.text.say(lang);
            assert!(
                text.ends_with('.') || text.ends_with(")."),
                "{code}: {text}"
            );
            assert!(
                !text.contains("  ") && !text.contains('{'),
                "{code}: {text}"
            );
        }
        assert!(
            found.rfc.is_empty() || found.rfc.starts_with("RFC "),
            "{code}"
        );
        assert!(findings.is_sorted_by(|one, two| one.level >= two.level));
    }
    assert!(kind("alert").is_some() && kind("nothing").is_none());
}

#[test]
fn nothing_is_found_where_nothing_is() {
    for ordinary in [tls13(), tls12(), tcp()] {
        assert_eq!(judge(&ordinary), []);
    }
}

#[test]
fn every_alert_is_told() {
    for from in Side::BOTH {
        for code in 1..=255 {
            for change in [
                |_: &mut Tls| {},
                |tls: &mut Tls| tls.server_hellos.clear(),
                |tls: &mut Tls| tls.client_hellos.clear(),
            ] {
                let mut connection = tls12();
                alert(&mut connection, from, 2, code);
                bend(&mut connection, change);
                let findings = judge(&connection);
                let found = findings.iter().find(|one| one.code == "alert").unwrap();
                assert!(found.level == Level::Error && found.packet == Some(7));
                assert!(!found.text.ko.is_empty());
            }
        }
    }
}

/// What a Korean sentence puts behind a word depends on its sound, so nothing may follow a value.
#[test]
fn no_particle_follows_a_value() {
    const PARTICLES: [&str; 16] = [
        "은", "는", "이", "가", "을", "를", "과", "와", "로", "으로", "부터", "까지", "에", "의",
        "도", "만",
    ];
    for folder in ["src/survey/findings", "src/survey/query"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let source = std::fs::read_to_string(&path).unwrap();
            for (n, line) in source.lines().enumerate() {
                let Some((_, korean)) = line.split_once("ko: \"") else {
                    continue;
                };
                for behind in korean.split('}').skip(1) {
                    let particle = PARTICLES.iter().find(|one| behind.starts_with(**one));
                    assert!(particle.is_none(), "{}:{}: {behind}", path.display(), n + 1);
                }
            }
        }
    }
}

#[test]
fn an_unknown_authority_is_not_blamed_on_dates_or_names() {
    let told = |code: u8| {
        let mut connection = tls13();
        leaf(&mut connection, |leaf| {
            leaf.not_after = Time::default();
            leaf.names = vec!["elsewhere.example".to_owned()];
            leaf.issuer = leaf.subject.clone();
        });
        alert(&mut connection, Side::Client, 2, code);
        let findings = judge(&connection);
        let said = findings.iter().find(|one| one.code == "alert");
        said.unwrap().text.en.to_string()
    };
    assert!(told(48).contains("is signed by itself"), "{}", told(48));
    assert!(told(45).contains("had ended on"), "{}", told(45));
    assert!(told(44).contains("taken back"), "{}", told(44));
}
