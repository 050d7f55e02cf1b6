//! Every suite in every version that has it.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tlslab::dissect::tls::codes::suite::SUITES;
use tlslab::keys::cipher::Cipher;
use tlslab::keys::log::Log;
use tlslab::keys::rsa::Key;
use tlslab::survey::tls::{Dark, Status};

use crate::oracle;
use crate::room::{ANYTHING, Client, EMPTY, NO_EXTENDED_MASTER, Server, room, survey};

/// One suite in one version, and how it is agreed on.
struct Case {
    /// The suite as IANA and as OpenSSL spell it.
    name: String,
    openssl: String,
    /// How the key is exchanged and who signs, as OpenSSL spells it.
    exchange: String,
    version: Version,
    manner: Manner,
}

/// A version: the option for it, and its number.
#[derive(Clone, Copy)]
struct Version(&'static str, u16);

const TLS10: Version = Version("-tls1", 0x0301);
const TLS11: Version = Version("-tls1_1", 0x0302);
const TLS12: Version = Version("-tls1_2", 0x0303);
const TLS13: Version = Version("-tls1_3", 0x0304);

/// What else is agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// Whatever OpenSSL does by itself: encrypt-then-MAC, extended master secret.
    Modern,
    /// Neither of them.
    Old,
}

/// What OpenSSL offers here.
fn cases() -> Vec<Case> {
    let openssl = oracle::find("openssl", "openssl").unwrap();
    let list = openssl.says(Path::new("."), &["ciphers", "-stdname", ANYTHING]);
    let mut cases = Vec::new();
    for line in list.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [name, _, openssl, since, exchange, ..] = words[..] else {
            panic!("{line}");
        };
        // Passwords (SRP): s_server asks for them in a way that its echo does not go on from.
        if exchange == "Kx=SRP" {
            continue;
        }
        // What stays shut stays so in each version.
        let versions: &[Version] = match since {
            "TLSv1.3" => &[TLS13],
            "TLSv1.2" => &[TLS12],
            _ if is_national(name) => &[TLS12],
            _ => &[TLS10, TLS11, TLS12],
        };
        let manners: &[Manner] = match name.contains("_CBC_") || exchange == "Kx=RSA" {
            true if !is_national(name) => &[Manner::Modern, Manner::Old],
            _ => &[Manner::Modern],
        };
        for version in versions {
            for manner in manners {
                cases.push(Case {
                    name: name.to_owned(),
                    openssl: openssl.to_owned(),
                    exchange: exchange.to_owned(),
                    version: *version,
                    manner: *manner,
                });
            }
        }
    }
    // The two of TLS 1.3 that are not on by default.
    for name in ["TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"] {
        if cases.iter().all(|case| case.name != name) {
            cases.push(Case {
                name: name.to_owned(),
                openssl: name.to_owned(),
                exchange: "Kx=any".to_owned(),
                version: TLS13,
                manner: Manner::Modern,
            });
        }
    }
    cases
}

/// Whether a suite is one of those that are named and stay shut.
fn is_national(name: &str) -> bool {
    ["CAMELLIA", "ARIA"]
        .iter()
        .any(|cipher| name.contains(cipher))
}

/// What is typed: two lines, the second of which the server takes as its leave. The name makes each unlike the others.
fn typed(case: &Case) -> String {
    format!("the quick brown fox of {}\nCLOSE\n", case.name)
}

#[test]
fn every_suite_opens_in_every_version() {
    let Some(room) = room() else { return };
    let (cases, next) = (cases(), AtomicUsize::new(0));
    let faults = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for worker in 0..4 {
            let (cases, next, faults) = (&cases, &next, &faults);
            scope.spawn(move || {
                let servers = |signer| {
                    [Manner::Modern, Manner::Old].map(|manner| server(room, signer, manner))
                };
                let (usual, dsa) = (servers(&USUAL), servers(&DSA));
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let [modern, old] = if case.name.contains("_DSS_") {
                        &dsa
                    } else {
                        &usual
                    };
                    let server = match case.manner {
                        Manner::Modern => modern,
                        Manner::Old => old,
                    };
                    let found = try_case(room, worker, server, case);
                    let told = |fault| {
                        format!(
                            "{} {} {:?}: {fault}",
                            case.name, case.version.0, case.manner
                        )
                    };
                    faults.lock().unwrap().extend(found.into_iter().map(told));
                }
            });
        }
    });
    let faults = faults.into_inner().unwrap();
    assert!(cases.len() > 100, "{}", cases.len());
    assert!(
        faults.is_empty(),
        "{} of {}: {faults:#?}",
        faults.len(),
        cases.len()
    );
}

/// Who signs: a server holds two kinds of keys at most.
static USUAL: [&str; 8] = [
    "-cert", "rsa.pem", "-key", "rsa.key", "-dcert", "p256.pem", "-dkey", "p256.key",
];
static DSA: [&str; 4] = ["-cert", "dsa.pem", "-key", "dsa.key"];

/// A server for everything that such a signer may sign.
fn server(room: &Path, signer: &[&str], manner: Manner) -> Server {
    let mut options = signer.to_vec();
    options.extend(["-psk", "0123456789abcdef", "-ciphersuites", TLS13_SUITES]);
    let settings = match manner {
        Manner::Modern => EMPTY,
        Manner::Old => {
            options.push("-no_etm");
            NO_EXTENDED_MASTER
        }
    };
    Server::reversing(room, settings, &options)
}

const TLS13_SUITES: &str = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256";

/// What is wrong with the survey of one connection with this suite.
fn try_case(room: &Path, worker: usize, server: &Server, case: &Case) -> Vec<String> {
    let cipher = format!("{}:@SECLEVEL=0", case.openssl);
    let mut options = vec![case.version.0];
    match case.version.1 {
        0x0304 => options.extend(["-ciphersuites", &case.openssl]),
        _ => options.extend(["-cipher", &cipher]),
    }
    if case.exchange.contains("PSK") {
        options.extend(["-psk", "0123456789abcdef"]);
    }
    let settings = match case.manner {
        Manner::Modern => EMPTY,
        Manner::Old => {
            options.push("-no_etm");
            NO_EXTENDED_MASTER
        }
    };
    options.extend(["-ign_eof", "-nocommands"]);
    let mut client = Client::start(room, settings, &format!("suite-{worker}"), server, &options);
    let typed = typed(case);
    client.peer.type_in(&typed);
    let (talk, log) = client.end();
    let talk = [talk];
    let mut faults = Vec::new();
    let told = survey(&talk, log.clone(), Vec::new());
    let Some(told) = told.first().filter(|told| told.connection.tls.is_some()) else {
        return vec![format!("no connection: {}", server.peer.said())];
    };
    let row = SUITES.rows.iter().find(|row| row.name == case.name);
    let code = row.and_then(|row| u32::try_from(row.value).ok());
    let tls = told.tls();
    if tls.suite != code || tls.version.map(|version| version.0) != Some(case.version.1) {
        return vec![format!(
            "{:?} in {:?} was agreed on, alerts {:?}",
            tls.suite, tls.version, tls.alerts
        )];
    }
    let opens = code.is_some_and(|code| Cipher::of(u16::try_from(code).unwrap()).is_some());
    let answer: String = typed
        .lines()
        .next()
        .unwrap()
        .chars()
        .rev()
        .collect::<String>()
        + "\n";
    let said = [typed.as_str(), answer.as_str()];
    if opens == is_national(&case.name) {
        faults.push(format!("opens: {opens}"));
    }
    if !opens {
        let decryption = &tls.decryption;
        if (decryption.status, decryption.reason) != (Status::Dark, Some(Dark::SuiteNotSupported)) {
            faults.push(format!("{decryption:?}"));
        }
        return faults;
    }
    // DSA is nothing that is checked here; its signatures are said not to be reached.
    let signed = |fault: &String| !(case.name.contains("_DSS_") && fault.ends_with(": NotReached"));
    faults.extend(told.faults(said).into_iter().filter(signed));
    if case.exchange == "Kx=RSA" {
        let keys = || Key::read(&fs::read(room.join("rsa.key")).unwrap()).unwrap();
        let with_key = survey(&talk, Log::default(), keys());
        faults.extend(
            with_key[0]
                .faults(said)
                .into_iter()
                .map(|fault| format!("with the key: {fault}")),
        );
    }
    faults
}
