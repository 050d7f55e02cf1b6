//! What tshark sees in a file, as facts of each connection by its client.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use tlslab::keys::hash::Hash;

use crate::facts::{Facts, Sight, put};
use crate::oracle::Oracle;

/// The columns asked for, in this order.
const COLUMNS: [&str; 24] = [
    "frame.number",
    "ip.src",
    "ipv6.src",
    "tcp.srcport",
    "ip.dst",
    "ipv6.dst",
    "tcp.dstport",
    "tls.record.content_type",
    "tls.record.opaque_type",
    "tls.handshake.type",
    "tls.handshake.ciphersuite",
    "tls.handshake.extension.type",
    "tls.handshake.extensions_server_name",
    "tls.handshake.extensions_alpn_str",
    "tls.handshake.extensions_supported_group",
    "tls.handshake.sig_hash_alg",
    "tls.handshake.extensions_key_share_group",
    "tls.handshake.extensions.supported_version",
    "tls.handshake.version",
    "tls.handshake.ja3",
    "tls.handshake.ja3s",
    "tls.handshake.certificate",
    "tls.alert_message.level",
    "tls.alert_message.desc",
];

/// Facts that only one of the two can say.
pub(crate) const ASKED: [&str; 18] = [
    "handshake",
    "alerts",
    "records",
    "cert.sha256",
    "ch.frame",
    "ch.legacy_version",
    "ch.versions",
    "ch.sni",
    "ch.alpn",
    "ch.ciphers",
    "ch.extensions",
    "ch.groups",
    "ch.key_share_groups",
    "ch.sig_algs",
    "ch.ja3",
    "sh.frame",
    "sh.cipher",
    "sh.ja3s",
];

type Cells<'l> = BTreeMap<&'static str, Vec<&'l str>>;

fn number(text: &str) -> u64 {
    match text.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16).unwrap(),
        None => text.parse().unwrap(),
    }
}

fn numbers(cells: &Cells<'_>, column: &str) -> Vec<u64> {
    cells[column].iter().map(|text| number(text)).collect()
}

/// Asks tshark; `keys` is a key log.
pub(crate) fn seen(
    tshark: &Oracle,
    room: &Path,
    file: &Path,
    keys: Option<&Path>,
) -> BTreeMap<String, Facts> {
    let mut args: Vec<String> = ["-n", "-r", file.to_str().unwrap(), "-Y", "tls"]
        .map(str::to_owned)
        .to_vec();
    for setting in [
        "tcp.reassemble_out_of_order:TRUE",
        "tcp.desegment_tcp_streams:TRUE",
        "tls.desegment_ssl_records:TRUE",
    ] {
        args.extend(["-o".to_owned(), setting.to_owned()]);
    }
    if let Some(keys) = keys {
        args.extend([
            "-o".to_owned(),
            format!("tls.keylog_file:{}", keys.display()),
        ]);
    }
    args.extend(["-T", "fields", "-E", "separator=/t"].map(str::to_owned));
    for column in COLUMNS {
        args.extend(["-e".to_owned(), column.to_owned()]);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let sight = match keys {
        Some(_) => Sight::Inside,
        None => Sight::Outside,
    };
    let says = tshark.says(room, &args);
    let mut found: BTreeMap<String, Connection> = BTreeMap::new();
    for line in says.lines() {
        let cells: Cells<'_> = COLUMNS
            .into_iter()
            .zip(line.split('\t'))
            .map(|(column, cell)| {
                let split = cell.split(',').filter(|text| !text.is_empty());
                (column, split.collect())
            })
            .collect();
        let end = |four: &str, six: &str, port: &str| {
            let port = cells[port][0];
            // A tunnel has outer addresses, the inner ones come last.
            match (cells[six].last(), cells[four].last()) {
                (Some(ip), _) => format!("[{ip}]:{port}"),
                (None, ip) => format!("{}:{port}", ip.unwrap()),
            }
        };
        let source = end("ip.src", "ipv6.src", "tcp.srcport");
        let destination = end("ip.dst", "ipv6.dst", "tcp.dstport");
        let port = |column: &str| number(cells[column][0]);
        let client = port("tcp.srcport") > port("tcp.dstport");
        let from = if client { "c" } else { "s" };
        let key = if client { source } else { destination };
        found.entry(key).or_default().add(&cells, from, sight);
    }
    found
        .into_iter()
        .map(|(client, connection)| (client, connection.facts()))
        .collect()
}

#[derive(Default)]
struct Connection {
    facts: Facts,
    records: BTreeMap<u64, usize>,
    hellos: [usize; 2],
}

impl Connection {
    fn add(&mut self, cells: &Cells<'_>, from: &str, sight: Sight) {
        let facts = &mut self.facts;
        let frame = number(cells["frame.number"][0]);
        let types = numbers(cells, "tls.handshake.type");
        for kind in &types {
            put(facts, "handshake", &json!([frame, kind, from]));
        }
        let levels = numbers(cells, "tls.alert_message.level");
        for (level, what) in levels.iter().zip(numbers(cells, "tls.alert_message.desc")) {
            put(facts, "alerts", &json!([from, level, what]));
        }
        for (n, bytes) in cells["tls.handshake.certificate"].iter().enumerate() {
            let bytes = hex::decode(bytes.replace(':', "")).unwrap();
            let hash = hex::encode(Hash::Sha256.digest(&bytes));
            put(facts, "cert.sha256", &json!([from, n, hash]));
        }
        if sight == Sight::Inside {
            return;
        }
        let kinds = ["tls.record.content_type", "tls.record.opaque_type"];
        for kind in kinds.iter().flat_map(|column| numbers(cells, column)) {
            *self.records.entry(kind).or_default() += 1;
        }
        let texts = |column: &str| -> Value { cells[column].iter().copied().collect() };
        let codes = |column: &str| -> Value { numbers(cells, column).into() };
        let one = |column: &str| -> Value { cells[column].first().copied().into() };
        let [clients, servers] = &mut self.hellos;
        if types.contains(&1) {
            let n = *clients;
            *clients += 1;
            let version = numbers(cells, "tls.handshake.version").first().copied();
            for (field, value) in [
                ("frame", json!(frame)),
                ("legacy_version", json!(version)),
                (
                    "versions",
                    codes("tls.handshake.extensions.supported_version"),
                ),
                ("sni", one("tls.handshake.extensions_server_name")),
                ("alpn", texts("tls.handshake.extensions_alpn_str")),
                ("ciphers", codes("tls.handshake.ciphersuite")),
                ("extensions", codes("tls.handshake.extension.type")),
                ("groups", codes("tls.handshake.extensions_supported_group")),
                (
                    "key_share_groups",
                    codes("tls.handshake.extensions_key_share_group"),
                ),
                ("sig_algs", codes("tls.handshake.sig_hash_alg")),
                ("ja3", one("tls.handshake.ja3")),
            ] {
                let nothing = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
                if !nothing {
                    put(facts, &format!("ch.{field}"), &json!([n, value]));
                }
            }
        }
        if types.contains(&2) {
            let n = *servers;
            *servers += 1;
            let cipher = numbers(cells, "tls.handshake.ciphersuite").first().copied();
            put(facts, "sh.frame", &json!([n, frame]));
            put(facts, "sh.cipher", &json!([n, cipher]));
            put(facts, "sh.ja3s", &json!([n, one("tls.handshake.ja3s")]));
        }
    }

    fn facts(mut self) -> Facts {
        for (kind, count) in self.records {
            put(
                &mut self.facts,
                "records",
                &json!([kind.to_string(), count]),
            );
        }
        self.facts
    }
}
