//! A table of queries, of orders, and of what is refused.

use crate::base::level::Level;
use crate::base::text::{Lang, Text};
use crate::survey::connection::Connection;
use crate::survey::finding::Finding;
use crate::survey::query::fields::FIELDS;
use crate::survey::query::{Order, Query, grammar};
use crate::survey::samples::{bend, tcp, tls12, tls13};

fn sample() -> Connection {
    let mut connection = tls13();
    connection.findings.push(Finding {
        code: "grease",
        level: Level::Note,
        packet: Some(4),
        text: Text::same("x"),
        rfc: "",
    });
    connection
}

fn ask(query: &str, connection: &Connection) -> bool {
    match Query::parse(query) {
        Ok(query) => query.matches(connection),
        Err(error) => panic!("{query}: {error}"),
    }
}

#[test]
fn queries_say_what_they_mean() {
    let one = sample();
    for (query, expected) in [
        ("sni=*.example", true),
        ("sni=WWW.example and version<1.2", false),
        ("sni=www.example and version>=TLS1.2", true),
        ("version=1.3 or version=ssl3", true),
        ("version == \"TLS 1.3\"", true),
        ("version>ssl3.0 && version>dtls1.2", true),
        ("not version=1.3", false),
        ("!version=1.3 || port=443", true),
        ("resumed", false),
        ("not resumed", true),
        ("resumed=no", true),
        ("client_auth=no", false),
        ("sni", true),
        ("starttls", false),
        ("starttls!=smtp", false),
        ("not starttls=smtp", true),
        ("port in (80, 443)", true),
        ("port not in (80, 443)", false),
        ("suite~gcm", true),
        ("suite=0x1301", true),
        ("suite!~gcm", false),
        ("suite_offered=TLS_ECDHE_RSA*", true),
        ("group=x25519", true),
        ("group_offered=secp256r1", true),
        ("client=192.0.2.0/24", true),
        ("client=192.0.2.1:50000", true),
        ("client=:50000", true),
        ("client=192.0.2.*", true),
        ("server=192.0.2.1", false),
        ("host=192.0.2.1", true),
        ("host=2001:db8::/32", false),
        ("bytes=6000", true),
        ("bytes>5.9kB and bytes<=6k", true),
        ("bytes>1MiB", false),
        ("duration=250ms", true),
        ("duration>0.2", true),
        ("duration>=1m", false),
        ("start=2024-01-31", true),
        ("start=2024-01-31T12:00", true),
        ("start>2024-01-31T12:00:00.5Z", false),
        ("start<2024-02-01 and start>2024-01-30", true),
        ("finding=grease", true),
        ("finding!=old_version", true),
        ("level<warning", true),
        ("level>=warning", false),
        ("outcome=completed and close=fin", true),
        ("alpn=h2 and alpn_offered='http/1.1'", true),
        ("name=*.cdn.example", true),
        ("issuer=\"CN=Example CA\"", true),
        ("(sni=a or (port=443 and not (resumed)))", true),
        ("sni=a or port=443 and resumed", false),
        ("decrypted", false),
        ("decryption=not_needed", true),
        ("reason", false),
        ("transport=tcp AND protocol=TLS", true),
    ] {
        assert_eq!(ask(query, &one), expected, "{query}");
    }
    assert!(!ask("version<1.3", &tcp()) && !ask("version!=1.3", &tcp()));
    assert!(ask("version<1.3", &tls12()));
}

#[test]
fn what_is_wrong_is_named_and_placed() {
    for (query, column, en) in [
        ("", 1, "the query is empty"),
        ("snj=a", 1, "there is no field called 'snj'"),
        (
            "sni=a and vresion<1.2",
            11,
            "there is no field called 'vresion'",
        ),
        ("version<", 9, "'version' is compared with nothing"),
        ("version<new", 9, "'new' is no value of 'version'"),
        ("sni<a", 4, "'sni' has no order"),
        ("port~4", 5, "'port' has no letters"),
        ("(sni=a", 1, "this parenthesis is never closed"),
        ("sni=a)", 6, "'and', 'or' or the end"),
        ("sni=a b", 7, "'and', 'or' or the end"),
        ("sni=\"a", 5, "this quote is never closed"),
        ("and sni=a", 1, "there is no field called 'and'"),
        ("sni=a and", 10, "a field should stand here"),
        ("port in 443", 9, "'port' is compared with nothing"),
        ("port in (443", 9, "this parenthesis is never closed"),
        ("outcome=complete", 9, "'complete' is no value of 'outcome'"),
        ("client=nowhere", 8, "'nowhere' is no value of 'client'"),
        ("client=10.0.0.0/33", 8, "'10.0.0.0/33' is no value"),
        ("start=2024-02-30", 7, "'2024-02-30' is no value"),
        ("bytes=1.5x", 7, "'1.5x' is no value"),
    ] {
        let error = Query::parse(query).unwrap_err();
        assert_eq!(error.column, column, "{query}");
        assert!(error.text().en.starts_with(en), "{query}: {error}");
        for lang in [Lang::En, Lang::Ko] {
            assert!(!error.hint().say(lang).is_empty(), "{query}");
        }
    }
    let error = Query::parse("outcome=complete").unwrap_err();
    assert_eq!(error.hint().en, "did you mean 'completed'?");
    assert!(Query::parse(&"(".repeat(100_000)).is_err());
    assert!(Query::parse(&"not ".repeat(100_000)).is_err());
}

#[test]
fn no_query_panics() {
    let query =
        "(sni='a\\'b' and not port in (1,2)) or start>=2024-01-31T12:00:05.25Z && client=[::1]:443";
    let one = sample();
    for end in 0..=query.len() {
        let mut bent = query.as_bytes().to_vec();
        if let Some(byte) = bent.get_mut(end) {
            *byte ^= 0x15;
        }
        for text in [&query.as_bytes()[..end], &bent] {
            if let Ok(query) = Query::parse(&String::from_utf8_lossy(text)) {
                query.matches(&one);
            }
        }
    }
    for odd in [
        "bytes=99999999999999999999",
        "duration=18446744073709551615d",
        "start=65535-01-01",
        "start=2024-01-31T99",
        "bytes=.",
        "bytes=1.é",
        "client=[",
        "version=é1.2",
    ] {
        assert!(Query::parse(odd).is_err(), "{odd}");
    }
}

#[test]
fn orders_sort() {
    let mut ones: Vec<Connection> = (1..=4)
        .map(|number| {
            let mut one = tls13();
            one.number = number;
            one
        })
        .collect();
    for (one, sni) in ones.iter_mut().zip([Some("b"), None, Some("a"), Some("B")]) {
        bend(one, |tls| {
            for hello in &mut tls.client_hellos {
                hello.sni = sni.map(str::to_owned);
            }
        });
    }
    for (order, expected) in [
        ("sni", [3, 1, 4, 2]),
        ("-sni", [1, 4, 3, 2]),
        ("-sni, -number", [4, 1, 3, 2]),
        ("bytes", [1, 2, 3, 4]),
        ("server,-number", [4, 3, 2, 1]),
    ] {
        let parsed = Order::parse(order).unwrap();
        let mut sorted: Vec<_> = ones
            .iter()
            .map(|one| (parsed.key(one), one.number))
            .collect();
        sorted.sort();
        let numbers: Vec<u32> = sorted.into_iter().map(|(_, number)| number).collect();
        assert_eq!(numbers, expected, "{order}");
    }
    let error = Order::parse("sni, -bites").unwrap_err();
    assert_eq!(
        (error.column, &*error.hint().en),
        (6, "did you mean 'bytes'?")
    );
}

#[test]
fn fields_and_grammar_speak_both_languages() {
    for field in FIELDS {
        assert!(
            field.doc.en.ends_with('.') && field.doc.ko.ends_with('.'),
            "{}",
            field.name
        );
        assert_eq!(
            FIELDS
                .iter()
                .filter(|other| other.name == field.name)
                .count(),
            1
        );
        assert!(Query::parse(field.name).is_ok());
    }
    for example in grammar::EXAMPLES {
        assert!(Query::parse(example.written).is_ok(), "{}", example.written);
        assert!(!example.doc.ko.is_empty());
    }
    let text = grammar::text();
    for lang in [Lang::En, Lang::Ko] {
        assert!(text.say(lang).contains("alpn_offered"));
    }
}
