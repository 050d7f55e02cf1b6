//! Chains on paper: which are sound, and for what reason a verifier refuses each of the others.
//!
//! They are given as cards and not as bytes: a verifier would say the answer, and reading is what is learned here.
//!
//! Settings: those of [`drilled`], and `confusions`: for each known mistake, which reason is taken for which, as `right>wrong`.
//! Files `chain1.txt` and so on, `root.txt`.

use crate::demo::chance::Chance;
use crate::exercise::handed::Handed;
use crate::exercise::kind::{Aim, Desk, Kind, Unfit};
use crate::exercise::kinds::card::{self, Card};
use crate::exercise::kinds::drilled;
use crate::exercise::task::Exercise;
use crate::exercise::variant::Variant;
use crate::lab::run::EPOCH;
use crate::trust::moment::Moment;

/// The kind.
pub static KIND: Kind = Kind {
    name: "broken",
    draw,
    solve,
    oracle: None,
};

/// What is said of a chain that is sound.
const SOUND: &str = "ok";

fn draw(exercise: &Exercise, chance: &mut Chance) -> Result<Variant, Unfit> {
    let drawn = drilled::draw(exercise, chance)?;
    let mut variant = Variant::default();
    let at = Moment::from(EPOCH).to_string();
    for (number, one) in (1..).zip(&drawn) {
        let case = &one.case;
        let mut text = format!("host = {}\nat   = {at}\nroot = root.txt\n", case.wanted);
        for (place, der) in (1..).zip(case.chain()) {
            text.push('\n');
            text.push_str(&card::write(&format!("Certificate {place}"), &der)?);
        }
        variant.file(&format!("chain{number}.txt"), text);
        let root = case.roots.first().map(Vec::as_slice).unwrap_or_default();
        variant.file("root.txt", card::write("Certificate", root)?);
    }
    let reasons: Vec<&str> = drawn
        .iter()
        .map(|one| one.drill.reason.unwrap_or(SOUND))
        .collect();
    variant.answer("reasons", reasons.join(" "));
    for (name, taken) in confusions(exercise) {
        let wrong = reasons.iter().map(|reason| {
            let mut taken = taken.iter();
            let found = taken.find(|(right, _)| right == reason);
            found.map_or(*reason, |(_, wrong)| *wrong)
        });
        let wrong: Vec<&str> = wrong.collect();
        if wrong != reasons {
            variant.slip("reasons", name, wrong.join(" "));
        }
    }
    let sound = drawn.iter().filter(|one| one.drill.reason.is_none());
    variant.difficulty.insert("sound", sound.count() as u64);
    variant.difficulty.insert("chains", drawn.len() as u64);
    variant.say("chains", drawn.len().to_string());
    variant.say("at", at);
    Ok(variant)
}

/// Mistakes by their names: which reason is taken for which.
fn confusions(exercise: &Exercise) -> Vec<(&str, Vec<(&str, &str)>)> {
    let table = exercise.settings.get("confusions");
    let rows = table.and_then(toml::Value::as_table).into_iter().flatten();
    let rows = rows.filter_map(|(name, said)| Some((name.as_str(), said.as_str()?)));
    rows.map(|(name, said)| {
        let pairs = said.split(' ').filter_map(|pair| pair.split_once('>'));
        (name, pairs.collect())
    })
    .collect()
}

fn solve(desk: &mut Desk<'_>, _: Aim<'_>) -> Result<Handed, Unfit> {
    let text = |name: &str| {
        let file = desk.file(name)?;
        String::from_utf8(file.to_vec()).map_err(Unfit::new)
    };
    let root = Card::all(&text("root.txt")?).pop().unwrap_or_default();
    let mut reasons = Vec::new();
    for number in 1.. {
        let name = format!("chain{number}.txt");
        if !desk.files.contains_key(&name) {
            break;
        }
        let cards = Card::all(&text(&name)?);
        let (head, sent) = cards.split_first().ok_or_else(|| Unfit::new("no card"))?;
        reasons.push(judged(head, sent, &root));
    }
    let mut handed = Handed::default();
    handed
        .answers
        .insert("reasons".to_owned(), reasons.join(" "));
    Ok(handed)
}

/// What a reader with the cards alone makes of a chain: from the server's certificate up to the root, then down again.
fn judged(head: &Card, sent: &[Card], root: &Card) -> &'static str {
    let Some(leaf) = sent.first() else {
        return "tls.client-cert";
    };
    let path = match path(leaf, sent, root) {
        Ok(path) => path,
        Err(reason) => return reason,
    };
    let at = head.line("at").unwrap_or_default();
    for card in &path {
        // Written so, moments stand in the order of their letters.
        if card.line("notAfter").is_some_and(|until| until < at) {
            return "time.expired";
        }
        if card.line("notBefore").is_some_and(|from| from > at) {
            return "time.not-yet";
        }
        if card.demands_the_unknown() {
            return "ext.unknown-critical";
        }
    }
    let names = leaf.words("subjectAltName").unwrap_or_default();
    let hosts = names.iter().filter_map(|name| name.strip_prefix("DNS:"));
    let hosts: Vec<&str> = hosts.collect();
    for (below, card) in path.iter().skip(1).enumerate() {
        if let Some(reason) = authority(card, below, &hosts) {
            return reason;
        }
    }
    let purposes = leaf.words("extendedKeyUsage");
    if purposes.is_some_and(|purposes| !purposes.contains(&"serverAuth")) {
        return "usage.eku";
    }
    match hosts.is_empty() {
        true => "name.no-san",
        false => name(head.line("host").unwrap_or_default(), &hosts),
    }
}

fn path<'c>(
    leaf: &'c Card,
    sent: &'c [Card],
    root: &'c Card,
) -> Result<Vec<&'c Card>, &'static str> {
    let mut path = vec![leaf];
    let mut last = leaf;
    while last.line("subject") != root.line("subject") {
        let issuer = last.line("issuer");
        if issuer == last.line("subject") {
            return Err(match path.len() {
                1 => "chain.self-signed",
                _ => "chain.untrusted-root",
            });
        }
        let mut named = sent
            .iter()
            .skip(1)
            .chain([root])
            .filter(|card| card.line("subject") == issuer)
            .peekable();
        let same_name = named.peek().is_some();
        let key = last.line("authorityKeyIdentifier");
        last = match named.find(|card| card.line("subjectKeyIdentifier") == key) {
            Some(card) => card,
            None if same_name => return Err("chain.issuer-key-differs"),
            None => return Err("chain.missing-issuer"),
        };
        path.push(last);
    }
    Ok(path)
}

/// What is wrong with an issuer that has so many others below it, and in the end a server with these names.
fn authority(card: &Card, below: usize, hosts: &[&str]) -> Option<&'static str> {
    let Some(basic) = card.words("basicConstraints") else {
        return Some("ca.no-basic-constraints");
    };
    if !basic.contains(&"CA:TRUE") {
        return Some("ca.not-a-ca");
    }
    let usage = card.words("keyUsage");
    if usage.is_some_and(|usage| !usage.contains(&"keyCertSign")) {
        return Some("ca.no-cert-sign");
    }
    let limit = basic.iter().find_map(|word| word.strip_prefix("pathlen:"));
    let limit = limit.and_then(|limit| limit.parse::<usize>().ok());
    if limit.is_some_and(|limit| below > limit) {
        return Some("ca.pathlen");
    }
    let zones = card.words("nameConstraints")?;
    let within = |host: &&str| {
        let mut zones = zones.iter().filter_map(|zone| zone.strip_prefix("DNS:"));
        zones.any(|zone| host.ends_with(&format!(".{zone}")) || *host == zone)
    };
    (!hosts.iter().all(within)).then_some("nc.not-permitted")
}

/// Whether one of the certificate's `hosts` is the host wanted; if not, how near it comes.
fn name(wanted: &str, hosts: &[&str]) -> &'static str {
    let stars = hosts.iter().filter_map(|host| host.strip_prefix("*."));
    let stars: Vec<&str> = stars.collect();
    let zone = wanted.split_once('.').map_or("", |(_, zone)| zone);
    if hosts.contains(&wanted) || stars.contains(&zone) {
        SOUND
    } else if stars.contains(&wanted) {
        "name.wildcard-apex"
    } else if stars
        .iter()
        .any(|star| wanted.ends_with(&format!(".{star}")))
    {
        "name.wildcard-depth"
    } else {
        "name.mismatch"
    }
}
