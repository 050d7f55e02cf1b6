//! The chain of a server: fetched with one handshake.

use std::time::Duration;

use crate::app::cert::input::asked::Source;
use crate::app::cert::input::item::{Found, Item};
use crate::app::refusal::Refusal;
use crate::base::text::Text;
use crate::dissect::x509::shape::Shape;
use crate::lab::fetch::{self, Lost, Wish};
use crate::text;

/// What the server at `host` and `port` shows.
///
/// # Errors
/// If it cannot be reached, or shows no chain.
pub(super) fn of(host: &str, port: u16, source: &Source) -> Result<Found, Refusal> {
    let bare = host.split('%').next().unwrap_or(host);
    let name = source.servername.as_deref().unwrap_or(bare);
    let at = match host.contains(':') {
        true => format!("[{host}]:{port}"),
        false => format!("{host}:{port}"),
    };
    let shown = fetch::fetch(&Wish {
        host,
        port,
        name,
        patience: Duration::from_secs(source.timeout),
    })
    .map_err(|lost| {
        let said = lost.text();
        let (en, ko) = (&said.en, &said.ko);
        Refusal::input(
            text!(en: "{at}: {en}", ko: "{at}: {ko}"),
            hint(&lost, host, port),
        )
    })?;
    let mut items: Vec<Item> = (0..)
        .zip(&shown.chain)
        .map(|(n, der)| Item {
            shape: Shape::Certificate,
            der: der.clone(),
            place: text!(en: "{at}, certificate {n} as sent", ko: "{at}, 보낸 순서 {n}번"),
        })
        .collect();
    items.extend(shown.stapled.iter().map(|der| Item {
        shape: Shape::Ocsp,
        der: der.clone(),
        place: text!(en: "{at}, stapled", ko: "{at}, 함께 보낸 것"),
    }));
    let mut remarks = Vec::new();
    let (sent, address) = (shown.chain.len(), &shown.address);
    let version = shown.version.unwrap_or("TLS");
    remarks.push(text!(
        en: "fetched from {at} ({address}) with {version}, asking for {name}: certificates sent {sent}",
        ko: "{at} ({address})에서 가져옴. {version}, 요청한 이름 {name}, 받은 인증서 {sent}개"
    ));
    remarks.push(match shown.holds_key {
        Some(true) => Text::new(
            "the server signed the handshake with the key of its certificate",
            "서버가 인증서의 키로 핸드셰이크에 서명했음",
        ),
        Some(false) => Text::new(
            "the server's handshake signature does not fit the key of its certificate",
            "서버의 핸드셰이크 서명이 인증서의 키와 맞지 않음",
        ),
        None => Text::new(
            "whether the server holds the key of its certificate was not reached",
            "서버가 인증서의 키를 가졌는지는 확인하지 못함",
        ),
    });
    if let Some(why) = &shown.failed {
        remarks.push(
            text!(en: "after the chain the handshake failed: {why}", ko: "인증서를 받은 뒤 핸드셰이크가 실패함: {why}"),
        );
    }
    Ok(Found {
        name: at,
        items,
        remarks,
        server: Some(shown),
    })
}

fn hint(lost: &Lost, host: &str, port: u16) -> Text {
    match lost {
        Lost::Unknown(_) => Text::new(
            "check the spelling, or give its address and the name apart: 192.0.2.1:443 --servername NAME",
            "철자를 확인한다. 주소와 이름을 따로 줄 수도 있다: 192.0.2.1:443 --servername 이름",
        ),
        Lost::Unreached(_) => Text::new(
            "is the server running, and is it that port?",
            "서버가 실행 중인지, 그 포트가 맞는지 확인한다",
        ),
        Lost::Late => Text::new(
            "--timeout SECONDS waits longer; a port that takes connections and stays silent may not speak TLS",
            "--timeout 초 로 더 기다린다. 연결만 받고 말이 없으면 TLS 포트가 아닐 수 있다",
        ),
        Lost::Handshake(_) => text!(
            en: "it may not speak TLS on that port, or only TLS 1.1 and older: capture it with tcpdump -w x.pcap port {port}, then tlslab inspect x.pcap ({host})",
            ko: "그 포트에서 TLS를 쓰지 않거나 TLS 1.1 이하만 쓸 수 있다. tcpdump -w x.pcap port {port} 로 잡아 tlslab inspect x.pcap 으로 본다 ({host})"
        ),
        Lost::Name => Text::new(
            "--servername NAME asks for another name",
            "--servername 이름 으로 다른 이름을 요청한다",
        ),
    }
}
