//! Three connections in one capture and a key log that opens two of them: what is read, with what, and what a stolen key would open.
//!
//! Settings: none. Files `capture.pcapng` and `keys.log`. The word `path` names the page that is asked for. Every page holds a word of
//! its own. The log also has the lines of a session that is not in the capture.

use crate::capture::packet::Packet;
use crate::demo::chance::Chance;
use crate::exercise::captured::{apart, file, one_after_other, packets, said};
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::capture::seen::survey;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::lab::blueprint::{Blueprint, Caller};
use crate::lab::offer::Tls;
use crate::lab::scenarios::good::FULL;
use crate::survey::suite;

/// The kind.
pub static KIND: Kind = Kind {
    name: "unlock",
    draw,
    solve,
    oracle: None,
};

/// What stands before the word on a page.
const BEFORE: &str = "the word of this page is ";

/// What a connection is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Its page is asked for.
    Wanted,
    /// The log opens it too.
    Other,
    /// The log has nothing of it.
    Dark,
}

/// One connection, captured.
struct Taken {
    role: Role,
    path: String,
    token: String,
    packets: Vec<Packet>,
    key_log: String,
}

fn draw(_: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let mut roles = [Role::Wanted, Role::Other, Role::Dark];
    chance.shuffle(&mut roles);
    let mut taken: Vec<Taken> = Vec::new();
    for role in roles {
        let before: Vec<&[Packet]> = taken.iter().map(|one| one.packets.as_slice()).collect();
        let one = take(role, &before, chance)?;
        taken.push(one);
    }
    let stranger = take(Role::Dark, &[], chance)?;
    let mut logs: Vec<&str> = taken
        .iter()
        .filter(|one| one.role != Role::Dark)
        .map(|one| one.key_log.as_str())
        .chain([stranger.key_log.as_str()])
        .collect();
    chance.shuffle(&mut logs);
    let logs = logs.concat();

    let mut variant = Variant::default();
    let all = taken.iter().map(|one| one.packets.clone()).collect();
    let all = one_after_other(all, chance);
    variant.file("capture.pcapng", file(&all)?);
    variant
        .difficulty
        .insert("lines", logs.lines().count() as u64);
    variant.difficulty.insert("connections", taken.len() as u64);
    variant.file("keys.log", logs);
    for (one, number) in taken.iter().zip(1..) {
        match one.role {
            Role::Wanted => {
                variant.say("path", one.path.clone());
                variant.answer("token", &one.token);
                variant.slip("token", "path", one.path.trim_start_matches("/notes/"));
                variant.slip("token", "sentence", format!("{BEFORE}{}", one.token));
                variant.slip("dark", "opened", number);
            }
            Role::Other => {
                variant.slip("token", "other", &one.token);
                variant.slip("dark", "opened", number);
                variant.slip("stolen", "old", number);
            }
            Role::Dark => {
                variant.answer("dark", number);
                variant.slip("stolen", "dark", number);
            }
        }
    }
    variant.answer("line", "server_traffic_secret_0");
    variant.slip("line", "request", "client_traffic_secret_0");
    variant.slip("line", "handshake", "server_handshake_traffic_secret");
    variant.slip("line", "exporter", "exporter_secret");
    variant.answer("stolen", "none");
    variant.slip("stolen", "all", "1 2 3");
    variant.answer("why", "signs");
    variant.slip("why", "encrypted", "encrypted");
    variant.slip("why", "long", "long");
    Ok(variant)
}

fn take(role: Role, before: &[&[Packet]], chance: &mut Chance) -> Result<Taken, Unfit> {
    let own_path = format!("/notes/{}", hex::encode(chance.bytes::<4>()));
    let words = [
        "amber", "birch", "coral", "delta", "ember", "fjord", "grove", "heron",
    ];
    let word = chance.pick(&words).copied().unwrap_or_default();
    let token = format!("{word}-{}", hex::encode(chance.bytes::<4>()));
    let version = match role {
        Role::Other => Tls::V12,
        Role::Wanted | Role::Dark => Tls::V13,
    };
    let change = |run: &mut Blueprint| {
        run.client.offer.versions = vec![version];
        run.server.page = format!("{BEFORE}{token}\n").into();
        for meeting in &mut run.meetings {
            if let Caller::OverTls { path, .. } = &mut meeting.caller {
                *path = own_path.clone().into();
            }
        }
    };
    let evidence = apart(&FULL, &change, before, chance)?;
    Ok(Taken {
        role,
        packets: evidence.packets,
        key_log: evidence.key_log,
        path: own_path,
        token,
    })
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let keys = String::from_utf8(desk.file("keys.log")?.to_vec()).map_err(Unfit::new)?;
    let capture = desk.file("capture.pcapng")?;
    let frames = packets(capture);
    let asks = format!("GET {} ", desk.word("path")?);
    let all = said(&frames, &keys);
    let place = all
        .iter()
        .position(|[client, _]| client.starts_with(asks.as_bytes()));
    let place = place.ok_or_else(|| Unfit::new("nobody asks for this page"))?;
    let page = |said: &[[Vec<u8>; 2]]| {
        let server = said.get(place).map(|[_, server]| server.as_slice());
        let text = String::from_utf8_lossy(server.unwrap_or_default()).into_owned();
        let (_, token) = text.split_once(BEFORE)?;
        Some(token.trim().to_owned())
    };
    let mut handed = Handed::default();
    let mut hand = |key: &str, answer: String| handed.answers.insert(key.to_owned(), answer);
    let token = page(&all).ok_or_else(|| Unfit::new("the page is not readable"))?;
    hand("token", token);
    let dark = all.iter().position(|[_, server]| server.is_empty());
    let dark = dark.ok_or_else(|| Unfit::new("no connection stays dark"))?;
    hand("dark", (dark + 1).to_string());
    // The line that opens the page when it is alone.
    let labels = keys
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    for label in labels {
        let alone = keys
            .lines()
            .filter(|line| line.split_whitespace().next() == Some(label));
        let alone: String = alone.map(|line| format!("{line}\n")).collect();
        if page(&said(&frames, &alone)).is_some() {
            hand("line", label.to_lowercase());
            break;
        }
    }
    // A stolen key opens what was encrypted to it: RSA key exchange.
    let reading = crate::capture::source::read(capture);
    let opens = survey(&reading, "").into_iter().filter(|connection| {
        let code = connection.tls.as_ref().and_then(|tls| tls.suite);
        code.is_some_and(|code| suite::name(code).starts_with("TLS_RSA_"))
    });
    let opens: Vec<String> = opens
        .map(|connection| connection.number.to_string())
        .collect();
    if opens.is_empty() {
        hand("why", "signs".to_owned());
        hand("stolen", "none".to_owned());
    }
    Ok(handed)
}
