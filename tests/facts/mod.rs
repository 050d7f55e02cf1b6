//! What is known of a TLS connection as a heap of facts, so that two who looked at one can be compared fact by fact.
//!
//! A fact is a field and its value. `of_line` takes them out of a line of `tlslab inspect --as json`, `of_row` out of a row of
//! `tests/data/expected.jsonl`. Numbers are decimal, `c` and `s` are the ends, lists keep their order.
#![allow(dead_code, reason = "each test program uses its part")]

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Field and value, and how often.
pub(crate) type Facts = BTreeMap<(String, String), usize>;

/// Whether what stood under record protection counts.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Sight {
    Outside,
    Inside,
}

/// Adds the fact that `field` is `value`; nothing where `value` is null.
pub(crate) fn put(facts: &mut Facts, field: &str, value: &Value) {
    if !value.is_null() {
        let key = (field.to_owned(), written(value));
        *facts.entry(key).or_default() += 1;
    }
}

/// A value with a blank after each comma.
fn written(value: &Value) -> String {
    match value {
        Value::Array(values) => {
            let values: Vec<_> = values.iter().map(written).collect();
            format!("[{}]", values.join(", "))
        }
        other => other.to_string(),
    }
}

/// What is in only one of the two: a line each, as the differences file has them.
pub(crate) fn differences(expected: &Facts, given: &Facts) -> Vec<String> {
    let fields = [(expected, given, "missing"), (given, expected, "extra")];
    let lines = fields.into_iter().flat_map(|(one, other, word)| {
        one.iter().filter_map(move |(key, count)| {
            let more = count.saturating_sub(other.get(key).copied().unwrap_or(0));
            (more > 0).then(|| format!("{}: {word} x{more} {}", key.0, key.1))
        })
    });
    let mut lines: Vec<_> = lines.collect();
    lines.sort();
    lines
}

/// `address:port`, IPv6 in brackets.
pub(crate) fn end(end: &Value) -> String {
    let (address, port) = (end["address"].as_str().unwrap(), &end["port"]);
    if address.contains(':') {
        format!("[{address}]:{port}")
    } else {
        format!("{address}:{port}")
    }
}

fn side(from: &Value) -> Value {
    let short = match from.as_str() {
        Some("client") => "c",
        Some("server") => "s",
        other => other.unwrap_or("?"),
    };
    Value::from(short)
}

fn list<'v>(of: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    of[name].as_array().into_iter().flatten()
}

/// Fields of a ClientHello: as the contract has them, as the rows have them.
static CLIENT_HELLO: [(&str, &str); 14] = [
    ("packet", "frame"),
    ("legacy_version", "legacy_version"),
    ("versions", "versions"),
    ("sni", "sni"),
    ("alpn", "alpn"),
    ("suites", "ciphers"),
    ("extensions", "extensions"),
    ("groups", "groups"),
    ("key_share_groups", "key_share_groups"),
    ("signature_schemes", "sig_algs"),
    ("psk", "psk"),
    ("ech", "ech"),
    ("ja3", "ja3"),
    ("ja4", "ja4"),
];
static SERVER_HELLO: [(&str, &str); 8] = [
    ("packet", "frame"),
    ("version", "version"),
    ("suite", "cipher"),
    ("retry", "hrr"),
    ("extensions", "extensions"),
    ("alpn", "alpn"),
    ("key_share_group", "key_share_group"),
    ("ja3s", "ja3s"),
];
static CERTIFICATE: [&str; 7] = [
    "subject",
    "issuer",
    "serial",
    "not_before",
    "not_after",
    "sha1",
    "sha256",
];
static RECORDS: [(&str, &str); 5] = [
    ("change_cipher_spec", "20"),
    ("alert", "21"),
    ("handshake", "22"),
    ("application_data", "23"),
    ("heartbeat", "24"),
];

/// What a hello says under `name`: code points as numbers; what is false, empty or absent is no fact.
fn said(value: &Value) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix("0x") {
            Some(hex) => u32::from_str_radix(hex, 16).map_or(value.clone(), Value::from),
            None => value.clone(),
        },
        Value::Array(values) if values.is_empty() => Value::Null,
        Value::Array(values) => values.iter().map(said).collect(),
        Value::Bool(false) => Value::Null,
        other => other.clone(),
    }
}

/// A code point as the rows write it: two bytes, three in SSL 2.0.
fn point(code: &Value) -> Value {
    match code.as_u64() {
        Some(code) if code > 0xffff => Value::from(format!("0x{code:06x}")),
        Some(code) => Value::from(format!("0x{code:04x}")),
        None => Value::Null,
    }
}

/// A value of a hello, made alike: psk as yes or no, the server's ALPN as one name.
fn alike(name: &str, hello: &str, value: &Value) -> Value {
    match (name, value) {
        ("psk", Value::Number(_)) => said(&Value::from(value.as_u64() != Some(0))),
        ("alpn", Value::String(_)) if hello == "sh" => json!([value]),
        _ => said(value),
    }
}

/// Facts of the hellos; `old` says which have the form of SSL 2.0, of which only the version is compared.
fn hellos(facts: &mut Facts, of: &Value, names: [&str; 2], old: [&[bool]; 2], row: bool) {
    let fields = [&CLIENT_HELLO[..], &SERVER_HELLO[..]];
    for ((short, name), (fields, old)) in ["ch", "sh"].iter().zip(names).zip(fields.iter().zip(old))
    {
        for (n, hello) in list(of, name).enumerate() {
            if old.get(n) == Some(&true) {
                let version = [&hello["legacy_version"], &hello["version"]];
                let version = version.into_iter().find(|value| !value.is_null());
                let version = said(version.unwrap_or(&Value::Null));
                put(facts, &format!("sslv2.{short}"), &json!([n, version]));
                continue;
            }
            for (contract, expected) in *fields {
                let value = &hello[if row { *expected } else { *contract }];
                let value = alike(contract, short, value);
                if !value.is_null() {
                    put(facts, &format!("{short}.{expected}"), &json!([n, value]));
                }
            }
        }
    }
}

/// Which hellos of a row have the form of SSL 2.0.
pub(crate) fn old(row: &Value) -> [Vec<bool>; 2] {
    ["client_hellos", "server_hellos"].map(|name| {
        list(row, name)
            .map(|hello| hello["sslv2"] == true)
            .collect()
    })
}

/// Facts of the TLS part of a line of `inspect --as json`.
pub(crate) fn of_line(line: &Value, sight: Sight, old: &[Vec<bool>; 2]) -> Facts {
    let mut facts = Facts::new();
    let tls = &line["tls"];
    let seen = |of: &Value| sight == Sight::Inside || of["encrypted"] != true;
    for message in list(tls, "messages").filter(|message| seen(message)) {
        let from = side(&message["from"]);
        let (packet, kind) = (&message["packet"], &message["type_code"]);
        put(&mut facts, "handshake", &json!([packet, kind, from]));
    }
    for alert in list(tls, "alerts").filter(|alert| seen(alert)) {
        let level = match alert["level"].as_str() {
            Some("warning") => json!(1),
            Some("fatal") => json!(2),
            _ => alert["level"].clone(),
        };
        let from = side(&alert["from"]);
        put(&mut facts, "alerts", &json!([from, level, alert["code"]]));
    }
    let hidden = |certificate: &&Value| {
        let carries = |message: &Value| {
            ["packet", "from"].map(|key| &message[key])
                == ["packet", "from"].map(|key| &certificate[key])
                && (message["type_code"] == 11 || message["type_code"] == 25)
        };
        list(tls, "messages").any(|message| carries(message) && !seen(message))
    };
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for certificate in list(tls, "certificates").filter(|one| !hidden(one)) {
        let place = format!("{} {}", certificate["packet"], certificate["from"]);
        let place = places.entry(place).or_default();
        chained(&mut facts, &side(&certificate["from"]), *place, certificate);
        *place += 1;
    }
    if sight == Sight::Inside {
        for (name, field) in [
            ("application_bytes", "app_bytes"),
            ("application_sha256", "app_sha256"),
        ] {
            for (from, value) in tls["decryption"][name].as_object().into_iter().flatten() {
                let nothing = tls["decryption"]["application_bytes"][from] == 0;
                if !value.is_null() && !nothing {
                    let from = side(&json!(from));
                    put(&mut facts, field, &json!([from, value]));
                }
            }
        }
        return facts;
    }
    put(&mut facts, "session.client", &json!(end(&line["client"])));
    for (name, kind) in RECORDS {
        let count = tls["records"][name].as_u64().unwrap();
        if count > 0 {
            put(&mut facts, "records", &json!([kind, count]));
        }
    }
    put(&mut facts, "session.version", &point(&tls["version_code"]));
    put(&mut facts, "session.cipher", &point(&tls["suite_code"]));
    let names = ["client_hellos", "server_hellos"];
    hellos(&mut facts, tls, names, [&old[0], &old[1]], false);
    facts
}

/// Facts of a session of a row.
pub(crate) fn of_row(row: &Value, sight: Sight) -> Facts {
    let mut facts = Facts::new();
    for message in list(row, "handshake") {
        let [frame, kind, from] = ["frame", "type", "from"].map(|key| &message[key]);
        put(&mut facts, "handshake", &json!([frame, kind, from]));
    }
    for alert in list(row, "alerts") {
        let [from, level, what] = ["from", "level", "desc"].map(|key| &alert[key]);
        put(&mut facts, "alerts", &json!([from, level, what]));
    }
    for certificates in list(row, "certificates") {
        for (n, certificate) in list(certificates, "chain").enumerate() {
            chained(&mut facts, &certificates["from"], n, certificate);
        }
    }
    if sight == Sight::Inside {
        for field in ["app_bytes", "app_sha256"] {
            for (from, value) in row[field].as_object().into_iter().flatten() {
                if row["app_bytes"][from] != 0 && !value.is_null() {
                    put(&mut facts, field, &json!([from, value]));
                }
            }
        }
        return facts;
    }
    put(&mut facts, "session.client", &row["client"]);
    for (kind, count) in row["records"].as_object().into_iter().flatten() {
        put(&mut facts, "records", &json!([kind, count]));
    }
    put(&mut facts, "session.version", &row["version"]);
    put(&mut facts, "session.cipher", &row["cipher"]);
    let old = old(row);
    let names = ["client_hellos", "server_hellos"];
    hellos(&mut facts, row, names, [&old[0], &old[1]], true);
    facts
}

/// Facts of a certificate at its place in the chain.
fn chained(facts: &mut Facts, from: &Value, place: usize, certificate: &Value) {
    for field in CERTIFICATE {
        let value = match field {
            "subject" | "issuer" => name(&certificate[field]),
            "serial" => match certificate[field].as_str() {
                Some(serial) => json!(serial.trim_start_matches('0')),
                None => Value::Null,
            },
            _ => certificate[field].clone(),
        };
        if !value.is_null() {
            put(
                facts,
                &format!("cert.{field}"),
                &json!([from, place, value]),
            );
        }
    }
}

/// A name without regard to order and to how attributes are spelled: `CN=a, O=b` of RFC 4514, or a list of pairs.
fn name(name: &Value) -> Value {
    let mut pairs: Vec<[String; 2]> = match name {
        Value::String(text) => parts(text)
            .iter()
            .filter_map(|part| part.split_once('='))
            .map(|(key, value)| [key.to_owned(), value.to_owned()])
            .collect(),
        Value::Array(pairs) => pairs
            .iter()
            .map(|pair| [0, 1].map(|n| pair[n].as_str().unwrap().to_owned()))
            .collect(),
        _ => return Value::Null,
    };
    for [key, value] in &mut pairs {
        let short = key.trim().to_lowercase();
        let known = [
            ("email", "emailaddress"),
            ("e", "emailaddress"),
            ("s", "st"),
            ("givenname", "gn"),
            ("surname", "sn"),
        ];
        let known = known.iter().find(|(spelled, _)| *spelled == short);
        *key = known.map_or(short.clone(), |(_, usual)| (*usual).to_owned());
        *value = value.trim().to_owned();
    }
    pairs.sort();
    json!(pairs)
}

/// The parts of a name of RFC 4514 between its commas and plus signs, escapes undone.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut part) = (Vec::new(), Vec::new());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        match (byte, after) {
            (b'\\', [high, low, end @ ..])
                if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                part.extend(hex::decode([*high, *low]).unwrap());
                rest = end;
            }
            (b'\\', [next, end @ ..]) => {
                part.push(*next);
                rest = end;
            }
            (b',' | b'+' | b';', _) => parts.push(std::mem::take(&mut part)),
            _ => part.push(*byte),
        }
    }
    parts.push(part);
    let text = |part: Vec<u8>| String::from_utf8_lossy(&part).into_owned();
    parts.into_iter().map(text).collect()
}
