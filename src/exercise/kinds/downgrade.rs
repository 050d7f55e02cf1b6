//! Five connections in one capture, in one of which somebody took something out of the ClientHello.
//!
//! Settings: none. Files `five.pcapng`, and `clients.txt`: what the two programs offer that made the connections. One connection is
//! plain; one was made by the old program; in one the server is old; one fails for an honest reason; one was tampered with. The capture
//! was taken beside the server, behind whoever tampers.

use crate::capture::packet::Packet;
use crate::capture::source::read;
use crate::demo::chance::Chance;
use crate::dissect::tls::codes::version::Version;
use crate::exercise::captured::{apart, connections, file, one_after_other, records};
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::capture::seen::survey;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::lab::blueprint::{Blueprint, Term};
use crate::lab::meddler::Takes;
use crate::lab::offer::{Offer, SUITES, Suite, Tls};
use crate::lab::scenarios::good::FULL;
use crate::survey::suite;

/// The kind.
pub static KIND: Kind = Kind {
    name: "downgrade",
    draw,
    solve,
    oracle: None,
};

/// What a connection is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Plain,
    OldClient,
    OldServer,
    Fails,
    Tampered,
}

const ROLES: [Role; 5] = [
    Role::Plain,
    Role::OldClient,
    Role::OldServer,
    Role::Fails,
    Role::Tampered,
];

impl Role {
    /// The mistake of taking this one for the one that was tampered with.
    fn mistake(self) -> Option<&'static str> {
        match self {
            Self::OldClient => Some("old_client"),
            Self::OldServer => Some("old_server"),
            Self::Fails => Some("failure"),
            Self::Plain => Some("plain"),
            Self::Tampered => None,
        }
    }
}

/// One connection, captured.
struct Taken {
    role: Role,
    packets: Vec<Packet>,
    /// The randoms of both hellos.
    randoms: [String; 2],
}

fn draw(_: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let ways = [
        (Takes::Tls13, "version"),
        (Takes::Suites, "suites"),
        (Takes::Alpn, "alpn"),
    ];
    let way = chance.pick(&ways).copied();
    let (takes, how) = way.ok_or_else(|| Unfit::new("no way to tamper"))?;
    let (new, old) = (offer(&Tls::ALL, chance), offer(&[Tls::V12], chance));
    let mut roles = ROLES;
    chance.shuffle(&mut roles);
    let mut taken: Vec<Taken> = Vec::new();
    for role in roles {
        let before: Vec<&[Packet]> = taken.iter().map(|one| one.packets.as_slice()).collect();
        let one = take(role, (&new, &old), takes, &before, chance)?;
        taken.push(one);
    }
    let all = taken.iter().map(|one| one.packets.clone()).collect();
    let all = one_after_other(all, chance);

    let mut variant = Variant::default();
    variant.file("five.pcapng", file(&all)?);
    variant.file("clients.txt", written("new", &new) + &written("old", &old));
    let mut marked = Vec::new();
    let mut spoke_12 = Vec::new();
    for (one, number) in taken.iter().zip(1..) {
        let downgraded = one.role == Role::Tampered && takes == Takes::Tls13;
        if downgraded || one.role == Role::OldClient {
            marked.push(number.to_string());
        }
        if downgraded || matches!(one.role, Role::OldClient | Role::OldServer) {
            spoke_12.push(number.to_string());
        }
        let [client, server] = &one.randoms;
        match one.role.mistake() {
            None => {
                variant.answer("which", number);
                variant.answer("random", server);
                variant.slip("random", "client", client);
                if downgraded {
                    variant.slip("marked", "attack_only", number);
                } else {
                    variant.slip(
                        "marked",
                        "attacked_too",
                        format!("{number} {}", old_one(&taken)),
                    );
                }
            }
            Some(mistake) => {
                variant.slip("which", mistake, number);
                variant.slip("random", mistake, server);
            }
        }
    }
    variant.answer("how", how);
    if how != "version" {
        variant.slip("how", "version", "version");
    }
    variant.answer("marked", marked.join(" "));
    variant.slip("marked", "every_12", spoke_12.join(" "));
    variant.slip("marked", "none", "none");
    variant.difficulty.insert("connections", taken.len() as u64);
    Ok(variant)
}

fn old_one(taken: &[Taken]) -> usize {
    let place = taken.iter().position(|one| one.role == Role::OldClient);
    place.map_or(0, |place| place + 1)
}

/// What a program offers: some suites of its versions in an order of its own.
fn offer(versions: &[Tls], chance: &mut Chance) -> Offer {
    let mut suites = Vec::new();
    for tls in versions {
        // The server's key is no RSA key.
        let of = |suite: &&Suite| suite.tls == *tls && !suite.name.contains("_RSA_");
        let mut some: Vec<&'static Suite> = SUITES.iter().filter(of).collect();
        chance.shuffle(&mut some);
        suites.extend(some);
    }
    let alpn: &[&'static str] = match versions {
        [_] => &["http/1.1"],
        _ => &["h2", "http/1.1"],
    };
    Offer {
        versions: versions.to_vec(),
        suites,
        alpn: alpn.iter().map(|name| (*name).into()).collect(),
        ..Offer::default()
    }
}

fn take(
    role: Role,
    (new, old): (&Offer, &Offer),
    takes: Takes,
    before: &[&[Packet]],
    chance: &mut Chance,
) -> Result<Taken, Unfit> {
    let change = |run: &mut Blueprint| {
        run.client.offer = new.clone();
        run.server.offer.alpn = vec!["http/1.1".into()];
        match role {
            Role::Plain => {}
            Role::OldClient => run.client.offer = old.clone(),
            Role::OldServer => run.server.offer.versions = vec![Tls::V12],
            Role::Fails => {
                for shown in &mut run.server.shows {
                    shown.term = Term::Over;
                }
            }
            Role::Tampered => run.takes = Some(takes),
        }
    };
    let packets = apart(&FULL, &change, before, chance)?.packets;
    let both = connections(&packets);
    let both = both.first();
    let both = both.ok_or_else(|| Unfit::new("there is no connection"))?;
    let random = |bytes: &[u8]| {
        let hello = records(bytes).first().and_then(|record| record.get(11..43));
        hello.map(hex::encode).unwrap_or_default()
    };
    let randoms = [random(both.client.bytes()), random(both.server.bytes())];
    Ok(Taken {
        role,
        packets,
        randoms,
    })
}

fn written(name: &str, offer: &Offer) -> String {
    let versions: Vec<&str> = offer.versions.iter().map(|tls| tls.name()).collect();
    let suites: Vec<&str> = offer.suites.iter().map(|suite| suite.name).collect();
    format!(
        "{name}\n  versions: {}\n  suites: {}\n  protocols: {}\n",
        versions.join(" "),
        suites.join(" "),
        offer.alpn.join(" ")
    )
}

/// Compares each ClientHello with what the program of its suites should offer.
fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let clients = String::from_utf8(desk.file("clients.txt")?.to_vec()).map_err(Unfit::new)?;
    let should = |line: &str| -> Vec<String> {
        let mut lines = clients.lines().filter_map(|one| one.split_once(": "));
        let words = lines.find(|(name, _)| name.trim() == line);
        let words = words.map_or("", |(_, words)| words);
        words.split(' ').map(str::to_owned).collect()
    };
    let reading = read(desk.file("five.pcapng")?);
    let mut handed = Handed::default();
    let mut marked = Vec::new();
    for connection in survey(&reading, "") {
        let Some(tls) = &connection.tls else {
            continue;
        };
        let (Some(client), Some(server)) = (tls.client_hello(), tls.server_hello()) else {
            continue;
        };
        let number = connection.number.to_string();
        if server.downgrade.is_some() {
            marked.push(number.clone());
        }
        let suites = client.suites.iter().filter(|code| **code != 0xff);
        let suites: Vec<String> = suites.map(|code| suite::name(*code).into_owned()).collect();
        let short = |code: &u16| Version(*code).name().trim_start_matches("TLS ").to_owned();
        let versions: Vec<String> = client.versions.iter().map(short).collect();
        // Only the new program has anything of TLS 1.3.
        if !client.suites.iter().any(|code| code >> 8 == 0x13) {
            continue;
        }
        let how = [
            (versions == should("versions"), "version"),
            (suites == should("suites"), "suites"),
            (client.alpn == should("protocols"), "alpn"),
        ];
        if let Some((_, how)) = how.into_iter().find(|(same, _)| !same) {
            let mut hand =
                |key: &str, answer: String| handed.answers.insert(key.to_owned(), answer);
            hand("which", number);
            hand("how", how.to_owned());
            hand("random", hex::encode(&server.random));
        }
    }
    let marked = match marked.is_empty() {
        true => "none".to_owned(),
        false => marked.join(" "),
    };
    handed.answers.insert("marked".to_owned(), marked);
    Ok(handed)
}
