//! Steps before TCP: who has this address? ARP for IPv4, neighbour discovery for IPv6.

use std::net::IpAddr;

use crate::base::field::Field;
use crate::base::side::{Knows, Side};
use crate::base::text::Text;
use crate::dissect::arp::Arp;
use crate::dissect::fragment::Fragment;
use crate::story::book::Book;
use crate::story::model::{Value, Weight};
use crate::text;

/// Tells an ARP frame.
pub(crate) fn arp(book: &mut Book<'_>, packet: u32, from: Side, arp: &Arp) {
    let name = if arp.operation == 1 {
        Text::new("ARP request", "ARP 요청")
    } else {
        Text::new("ARP reply", "ARP 응답")
    };
    let (target, sender) = (arp.target_ip, arp.sender_ip);
    let mac = Field::mac("", "", "", "")
        .value(&arp.sender_mac)
        .unwrap_or(Text::EMPTY);
    let mut step = book.wire(from, &[packet], name, "RFC 826").under(heading());
    if arp.operation == 1 {
        let first = text!(en: "Who has {target}? Tell {sender}.", ko: "{target} 주소를 가진 호스트는 누구인가? {sender} 쪽으로 알려 달라.");
        step.sentence = match told_before(book, &first) {
            false => first,
            true => {
                text!(en: "The same question once more, because no answer is at hand: who has {target}? Tell {sender}.", ko: "가진 답이 없어 같은 질문을 다시 한다: {target} 주소를 가진 호스트는 누구인가? {sender} 쪽으로 알려 달라.")
            }
        };
        step.why.push(Text::new(
            "An IP address names a host in the network; a frame needs the hardware address of a card on this link. The question goes to everyone (ff:ff:ff:ff:ff:ff), because nobody knows yet whom to ask.",
            "IP 주소는 네트워크 안의 호스트를 가리키지만, 프레임에는 이 링크에 있는 카드의 하드웨어 주소가 필요하다. 누구에게 물을지 아직 모르므로 질문은 모두에게(ff:ff:ff:ff:ff:ff) 간다.",
        ));
    } else {
        let hardware = &mac.en;
        let first =
            text!(en: "{sender} is at {hardware}.", ko: "{sender} 주소는 {hardware} 카드에 있다.");
        step.sentence = match told_before(book, &first) {
            false => first,
            true => {
                text!(en: "Asked again, it answers the same: {sender} is at {hardware}.", ko: "다시 묻자 같은 대답을 한다: {sender} 주소는 {hardware} 카드에 있다.")
            }
        };
        step.why.push(Text::new(
            "Nothing proves this answer: any host on the link could have given it (ARP spoofing). That is one reason why TLS, far above, must prove who the server is.",
            "이 대답을 증명하는 것은 없다. 같은 링크의 어떤 호스트라도 이렇게 대답할 수 있다(ARP 스푸핑). 훨씬 위층의 TLS가 서버의 신원을 증명해야 하는 이유 가운데 하나이다.",
        ));
    }
    step.values
        .push(Value::plain("sender hardware address", mac.en, Knows::Wire));
    step.values
        .push(Value::plain("sender address", sender, Knows::Wire));
    step.values
        .push(Value::plain("target address", target, Knows::Wire));
    book.push(step);
}

/// Tells an ICMP or ICMPv6 frame: neighbour solicitation and advertisement, and what else may come.
pub(crate) fn icmp(book: &mut Book<'_>, packet: u32, from: Side, addresses: [IpAddr; 2], kind: u8) {
    let [source, destination] = addresses;
    let (name, sentence, weight) = match (source, kind) {
        (IpAddr::V6(_), 135) => (
            Text::new("Neighbor Solicitation", "이웃 요청 (Neighbor Solicitation)"),
            text!(en: "{source} asks which card on this link has the address it wants to reach.", ko: "{source} 쪽에서 찾는 주소를 가진 카드가 이 링크의 어느 것인지 묻는다."),
            Weight::Main,
        ),
        (IpAddr::V6(_), 136) => (
            Text::new(
                "Neighbor Advertisement",
                "이웃 알림 (Neighbor Advertisement)",
            ),
            text!(en: "{source} tells {destination} its hardware address.", ko: "{source} 쪽에서 {destination} 쪽에 자기 하드웨어 주소를 알린다."),
            Weight::Main,
        ),
        _ => (
            Text::same("ICMP"),
            text!(en: "A control message of the network, type {kind}, from {source} to {destination}.", ko: "네트워크 제어 메시지, 유형 {kind}: {source} → {destination}."),
            Weight::Folded,
        ),
    };
    let mut step = book.wire(from, &[packet], name, "RFC 4861 §4").under(heading()).saying(sentence).because(Text::new(
        "IPv6 asks by multicast instead of broadcast: only hosts whose address ends in the same 24 bits are disturbed.",
        "IPv6는 브로드캐스트 대신 멀티캐스트로 묻는다. 그래서 주소 끝 24비트가 같은 호스트만 이 질문을 받는다.",
    ));
    step.weight = weight;
    step.values
        .push(Value::plain("source", source, Knows::Wire));
    step.values
        .push(Value::plain("destination", destination, Knows::Wire));
    book.push(step);
}

/// Tells a piece of a larger packet that is not whole yet.
pub(crate) fn fragment(book: &mut Book<'_>, packet: u32, from: Side, piece: &Fragment<'_>) {
    let place = piece.place;
    let (offset, id, bytes) = (place.offset, place.id, piece.length);
    let mut step = book
        .wire(
            from,
            &[packet],
            Text::new("IP fragment", "IP 조각"),
            "RFC 791 §3.2",
        )
        .under(heading())
        .saying(text!(en: "A piece of a packet that was too large for some link: {bytes} bytes that belong at byte {offset} of packet {id:#x}. What it carries is told once all pieces are there.", ko: "어느 링크를 지나기에 너무 커서 나뉜 패킷의 조각: 패킷 {id:#x}, {offset}번째 바이트부터 {bytes}바이트. 무엇을 나르는지는 조각이 다 모이면 이야기한다."))
        .because(Text::new(
            "Only the receiver puts the pieces together, and one that is lost costs the whole packet: that is why TCP tries to send segments that need no cutting.",
            "조각은 받는 쪽만이 맞추며, 하나만 사라져도 패킷 전체를 잃는다. 그래서 TCP는 나눌 필요가 없는 크기의 세그먼트를 보내려 한다.",
        ));
    step.weight = Weight::Folded;
    book.push(step);
}

/// Tells a frame that is none of what tlslab explains in words; its fields still are.
pub(crate) fn other(book: &mut Book<'_>, packet: u32, from: Side) {
    let mut step = book
        .wire(
            from,
            &[packet],
            Text::new("other frame", "그 밖의 프레임"),
            "IEEE 802.3",
        )
        .under(heading());
    step.sentence = Text::new(
        "A frame that is not part of the connection; its fields are listed.",
        "연결에 속하지 않는 프레임이다. 필드는 그대로 나열한다.",
    );
    step.weight = Weight::Folded;
    book.push(step);
}

/// Whether a frame said this before.
fn told_before(book: &Book<'_>, sentence: &Text) -> bool {
    book.steps.iter().any(|step| step.sentence == *sentence)
}

fn heading() -> Text {
    Text::new(
        "Link: whose card has this address?",
        "링크: 이 주소는 어느 카드의 것인가?",
    )
}
