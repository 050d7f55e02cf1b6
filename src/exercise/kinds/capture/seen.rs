//! Facts from the bytes of a capture and the secrets beside it: by the dissectors and the survey, knowing nothing of what was drawn.

use std::collections::BTreeSet;

use crate::base::reader::Reader;
use crate::base::side::Side;
use crate::base::time::Time;
use crate::capture::packet::{Captured, Packet};
use crate::capture::source::{Reading, read};
use crate::dissect::inside::{Carries, Inside};
use crate::dissect::link;
use crate::dissect::tcp::{Flags, Segment};
use crate::dissect::tls::codes::alert::Alert;
use crate::dissect::tls::codes::group::Group;
use crate::dissect::tls::codes::version::Version;
use crate::exercise::kind::Unfit;
use crate::exercise::kinds::capture::facts::Facts;
use crate::exercise::kinds::capture::known::{ALWAYS, NEVER, SINCE_13};
use crate::keys::log::Log;
use crate::survey::connection::Connection;
use crate::survey::outcome::{Outcome, outcome};
use crate::survey::pass::Pass;
use crate::survey::seen::Message;
use crate::survey::suite;
use crate::survey::tls::Tls;
use crate::survey::watcher::Watcher;

/// The facts of a capture file; `keys` is a key log given beside it.
///
/// # Errors
/// It is no whole capture file.
pub fn facts(file: &[u8], keys: &str) -> Result<Facts, Unfit> {
    let reading = read(file);
    if let Some(broken) = reading.broken {
        return Err(Unfit::new(format!("the capture is broken: {broken:?}")));
    }
    let mut facts = Facts::default();
    let opened = survey(&reading, &[&reading.secrets, keys].concat());
    for (number, connection) in (1..).zip(&opened) {
        let mut one = Facts::default();
        tcp(&reading.packets, connection, &mut one);
        one.set("tls.alert", "none");
        one.set("tls.alert.from", "none");
        if let Some(tls) = &connection.tls {
            told(tls, &mut one);
        }
        one.set("cause", cause(connection));
        facts.extend("", &one);
        facts.extend(&format!("connection{number}."), &one);
    }
    visible(&reading, &survey(&reading, ""), &mut facts);
    Ok(facts)
}

/// The connections in a capture, in the order of their first frames, as far as `secrets` open them.
pub fn survey(reading: &Reading, secrets: &str) -> Vec<Connection> {
    #[derive(Default)]
    struct Told(Vec<Connection>);
    impl Watcher for Told {
        fn connection(&mut self, connection: Connection) {
            self.0.push(connection);
        }
    }
    let mut told = Told::default();
    let mut pass = Pass::new(Log::parse(secrets).0);
    for packet in &reading.packets {
        let frame = Captured {
            number: packet.number,
            time: packet.time,
            digits: 9,
            link: packet.link,
            bytes: &packet.bytes,
            original: packet.original,
        };
        pass.packet(&frame, &mut told);
    }
    pass.finish(&mut told);
    told.0.sort_by_key(|connection| connection.number);
    told.0
}

/// Does something with each segment of a connection: its frame, who sent it, the segment.
fn segments(
    packets: &[Packet],
    connection: &Connection,
    each: &mut dyn FnMut(&Packet, Side, &Segment<'_>),
) {
    for packet in packets {
        let Ok(frame) = link::frame(&mut Reader::quiet(&packet.bytes), packet.link) else {
            continue;
        };
        let Inside::Ip(ip) = &frame.inside else {
            continue;
        };
        let Carries::Tcp(segment) = &ip.carries else {
            continue;
        };
        let from = (ip.source, segment.source);
        let to = (ip.destination, segment.destination);
        let is = |one, end: std::net::SocketAddr| one == (end.ip(), end.port());
        if is(from, connection.client) && is(to, connection.server) {
            each(packet, Side::Client, segment);
        } else if is(from, connection.server) && is(to, connection.client) {
            each(packet, Side::Server, segment);
        }
    }
}

fn tcp(packets: &[Packet], connection: &Connection, facts: &mut Facts) {
    facts.set("tcp.client.port", connection.client.port());
    let mut syns: Vec<(u32, Time)> = Vec::new();
    let mut answered = None;
    segments(packets, connection, &mut |packet, side, segment| {
        if !segment.flags.has(Flags::SYN) || answered.is_some() {
            return;
        }
        let end = side.of("tcp.client", "tcp.server");
        facts.set(&format!("{end}.isn"), segment.sequence);
        if let Some(mss) = segment.options().mss {
            facts.set(&format!("{end}.mss"), mss);
        }
        match side {
            Side::Client => syns.push((packet.number, packet.time)),
            Side::Server => answered = Some((packet.number, packet.time)),
        }
    });
    facts.set("tcp.syns", syns.len());
    let (Some((first, began)), Some((last, asked))) = (syns.first(), syns.last()) else {
        return;
    };
    facts.set("tcp.syn.frame", first);
    facts.set("tcp.syn.last", last);
    if let Some((frame, at)) = answered {
        facts.set("tcp.syn_ack.frame", frame);
        facts.set("tcp.rtt_us", at.since(*asked).as_micros());
        facts.set("tcp.rtt_first_us", at.since(*began).as_micros());
    }
}

fn told(tls: &Tls, facts: &mut Facts) {
    let none = || "none".to_owned();
    let short = |version: Version| version.name().trim_start_matches("TLS ").to_owned();
    facts.set("tls.version", tls.version.map_or_else(none, short));
    let suite = tls.suite.map(|code| suite::name(code).into_owned());
    facts.set("tls.suite", suite.unwrap_or_else(none));
    let group = tls.group.map(|group: Group| group.name());
    facts.set("tls.group", group.unwrap_or_else(none));
    let chosen = tls.alpn.clone();
    facts.set("tls.alpn.chosen", chosen.unwrap_or_else(none));
    if let Some(hello) = tls.client_hello() {
        facts.set("tls.sni", hello.sni.clone().unwrap_or_else(none));
        facts.list("tls.alpn.offered", &hello.alpn);
        facts.set("tls.client.random", hex::encode(&hello.random));
        // The marker of RFC 5746 is no suite to choose.
        let suites = hello.suites.iter().filter(|code| **code != 0xff);
        let suites: Vec<String> = suites.map(|code| suite::name(*code).into_owned()).collect();
        facts.set(
            "tls.suites.first",
            suites.first().cloned().unwrap_or_else(none),
        );
        facts.list("tls.suites", suites);
        facts.list(
            "tls.groups",
            hello.groups.iter().map(|code| Group(*code).name()),
        );
        let versions = match hello.versions.is_empty() {
            true => vec![hello.legacy_version],
            false => hello.versions.clone(),
        };
        facts.list(
            "tls.versions",
            versions.into_iter().map(|code| short(Version(code))),
        );
    }
    if let Some(hello) = tls.server_hello().filter(|hello| !hello.retry) {
        facts.set("tls.server.random", hex::encode(&hello.random));
    }
    let mut leaves = tls.chain(Side::Server);
    if let Some(name) = leaves.next().and_then(|leaf| leaf.names.first()) {
        facts.set("tls.certificate.name", name);
    }
    for (name, so) in [
        ("tls.resumed", tls.resumed),
        ("tls.retry", tls.retry),
        ("tls.client_auth", tls.client_auth),
    ] {
        facts.set(name, if so == Some(true) { "yes" } else { "no" });
    }
    messages(tls, facts);
    let alert = tls.alerts.iter().find(|alert| alert.code != 0);
    facts.set(
        "tls.alert",
        alert.map_or_else(none, |alert| Alert(alert.code).name()),
    );
    let from = alert.map(|alert| alert.from.of("client", "server"));
    facts.set("tls.alert.from", from.unwrap_or("none"));
}

/// The messages up to the last Finished, by the names used in answers.
fn messages(tls: &Tls, facts: &mut Facts) {
    let last = tls.messages.iter().rposition(|message| message.code == 20);
    let Some(within) = last.and_then(|last| tls.messages.get(..=last)) else {
        return;
    };
    let mut hellos = tls.server_hellos.iter();
    let mut all: Vec<(String, bool)> = Vec::new();
    for message in within {
        let name = match message.code {
            1 if all.is_empty() => "client_hello".to_owned(),
            1 => "second_client_hello".to_owned(),
            2 if hellos.next().is_some_and(|hello| hello.retry) => "hello_retry_request".to_owned(),
            4 => continue,
            _ => named(message),
        };
        all.push((name, message.encrypted));
    }
    let of = |hidden: bool| {
        let some = all
            .iter()
            .filter(move |(_, encrypted)| *encrypted == hidden);
        some.map(|(name, _)| name)
    };
    facts.list("tls.encrypted", of(true));
    facts.list("tls.clear", of(false));
    facts.list("tls.messages", all.iter().map(|(name, _)| name));
}

fn named(message: &Message) -> String {
    let name = match message.code {
        2 => "server_hello",
        5 => "end_of_early_data",
        8 => "encrypted_extensions",
        11 => message.from.of("client_certificate", "server_certificate"),
        12 => "server_key_exchange",
        13 => "certificate_request",
        14 => "server_hello_done",
        15 => message
            .from
            .of("client_certificate_verify", "server_certificate_verify"),
        16 => "client_key_exchange",
        20 => message.from.of("client_finished", "server_finished"),
        code => return format!("message_{code}"),
    };
    name.to_owned()
}

/// Why it failed, found as a person would: by the alert, the certificates, and what was offered.
fn cause(connection: &Connection) -> &'static str {
    let tls = match (outcome(connection), &connection.tls) {
        (Outcome::Refused, _) => return "refused",
        (Outcome::Silent, _) => return "silent",
        (Outcome::Completed, _) | (_, None) => match connection.tcp.as_ref() {
            Some(tcp) if connection.tls.is_none() && tcp.payload.iter().any(|n| *n > 0) => {
                return "not_tls";
            }
            _ => return "none",
        },
        (_, Some(tls)) => tls,
    };
    if tls.client_hellos.is_empty() {
        return "not_tls";
    }
    let chain: Vec<_> = tls.chain(Side::Server).collect();
    let alert = tls.alerts.iter().find(|alert| alert.code != 0);
    let Some(alert) = alert else {
        return match connection.tcp.as_ref().map(|tcp| tcp.payload) {
            Some([_, 0]) => "silent",
            _ => "none",
        };
    };
    match (alert.code, chain.as_slice()) {
        (45, [leaf, ..]) if leaf.not_before > connection.start => "certificate_not_yet_valid",
        (45, _) => "certificate_expired",
        (42, _) => "wrong_host",
        (48, [leaf, ..]) if leaf.subject == leaf.issuer => "self_signed",
        (48, [_]) => "missing_intermediate",
        (48, _) => "unknown_authority",
        (70, _) => "no_common_version",
        (40, _) => "no_common_suite",
        (120, _) => "no_common_alpn",
        (116, _) => "client_certificate_missing",
        (20 | 51, _) => "changed_on_the_wire",
        _ => "none",
    }
}

/// What can be read without any secret.
fn visible(reading: &Reading, connections: &[Connection], facts: &mut Facts) {
    let all = || connections.iter().filter_map(|one| one.tls.as_deref());
    let some = |is: &dyn Fn(&Tls) -> bool| all().any(is);
    let holds = |words: &str| {
        let words = words.as_bytes();
        let mut packets = reading.packets.iter();
        packets.any(|packet| packet.bytes.windows(words.len()).any(|here| here == words))
    };
    let sizes: BTreeSet<usize> = reading.packets.iter().map(|one| one.bytes.len()).collect();
    let keys = ALWAYS.iter().chain(&NEVER).chain(&SINCE_13);
    for key in keys {
        let seen = match *key {
            "sni" => some(&|tls| tls.sni().is_some()),
            "alpn_offered" => {
                some(&|tls| tls.client_hello().is_some_and(|one| !one.alpn.is_empty()))
            }
            "version" => some(&|tls| tls.version.is_some()),
            "suite" => some(&|tls| tls.suite.is_some()),
            "suites_offered" => {
                some(&|tls| tls.client_hello().is_some_and(|one| !one.suites.is_empty()))
            }
            "group" => some(&|tls| tls.group.is_some()),
            "client_random" => {
                some(&|tls| tls.client_hello().is_some_and(|one| !one.random.is_empty()))
            }
            "addresses" | "times" => !connections.is_empty(),
            "sizes" => sizes.len() > 1,
            "resumption" => some(&|tls| tls.resumed.is_some()),
            "path" => holds("GET /"),
            "status" | "answer" => holds("HTTP/1.1 200"),
            "user_agent" => holds("User-Agent"),
            "shared_secret" | "traffic_keys" => !reading.secrets.is_empty(),
            "alpn_chosen" => some(&|tls| tls.alpn.is_some()),
            "server_certificate" | "issuer" => {
                some(&|tls| tls.chain(Side::Server).next().is_some())
            }
            "client_certificate" => some(&|tls| tls.client_auth.is_some()),
            "server_signature" => some(&|tls| tls.messages.iter().any(|one| one.code == 12)),
            "farewell" => some(&|tls| tls.records.alert > 0),
            _ => false,
        };
        let seen = if seen { "visible" } else { "hidden" };
        facts.set(&format!("visible.{key}"), seen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Chance;
    use crate::exercise::kinds::capture::carried::{carry, file};
    use crate::exercise::kinds::capture::known;
    use crate::exercise::kinds::capture::plan;
    use crate::exercise::kinds::capture::settings::Settings;
    use crate::lab::scenarios::list::SCENARIOS;

    /// What is drawn and what is read agree wherever both know it.
    #[test]
    fn what_is_known_is_seen() {
        let mut wrong = Vec::new();
        for scenario in SCENARIOS.iter().filter(|one| !LEFT_OUT.contains(&one.name)) {
            for version in ["1.2", "1.3"] {
                let name = scenario.name;
                let settings = format!(
                    "scenarios = ['{name}']\nversions = ['{version}']\nhosts = ['shop']\n\
                     alpn = [{{ client = ['h2', 'http/1.1'], server = ['http/1.1'] }}]\n\
                     delay_us = [5000, 9000]\nmtu = [1200, 1490]\nlost_syns = [0, 1]\n\
                     seen_at = 'client'\n[answers]\n",
                );
                let settings: Settings = toml::from_str(&settings).unwrap();
                let plans = plan::draw(&settings, &mut Chance::new(7, name)).unwrap();
                let carried = carry(&plans[0]).unwrap();
                let known = known::facts(&plans[0], &carried);
                let bytes = file(&carried.packets, "").unwrap();
                let seen = facts(&bytes, &carried.key_log).unwrap();
                let failed = scenario.expects.is_some();
                let differing = known.differing(&seen).into_iter();
                let counts = |one: &String| !(failed && one.starts_with("visible."));
                let differing = differing.filter(counts);
                wrong.extend(differing.map(|one| format!("{name} {version}: {one}")));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// What only somebody can tell who knows what the server has, or where the bit that was flipped stands.
    static LEFT_OUT: [&str; 4] = [
        "no-common-group",
        "flip-server-hello",
        "flip-certificate",
        "flip-application-data",
    ];
}
