//! From when on what is encrypted, and what somebody on the path can still read.

use crate::base::side::Side;
use crate::base::text::Text;
use crate::story::compare::facts::{Facts, Message, the};
use crate::story::compare::headlines::case::{Case, say};
use crate::story::compare::model::Headline;
use crate::story::model::Cover;
use crate::text;

/// The first message under protection.
pub(super) fn encrypted_from(case: &Case<'_>) -> Option<Headline> {
    let first = |facts: &Facts| {
        let at = facts
            .messages
            .iter()
            .position(|m| m.cover != Cover::Clear)?;
        let message = facts.messages.get(at)?;
        (message.name != "protected record").then(|| {
            let open = facts.messages.get(..at).unwrap_or_default();
            (
                message.side,
                message.name.clone(),
                open.iter().filter(counts).count(),
            )
        })
    };
    let ((one, first_l, open_l), (other, first_r, open_r)) = case.apart(first)?;
    if (one, &first_l) == (other, &first_r) {
        return None;
    }
    let (l, r) = (case.l, case.r);
    let (x, y) = (one.text(), other.text());
    let (x_ko, y_ko) = (&x.ko, &y.ko);
    let (x, y) = (&x.en, &y.en);
    let says = text!(
        en: "Encryption begins in {l} with the {x}'s {first_l}, after {open_l} messages in the clear; in {r} with the {y}'s {first_r}, after {open_r}.",
        ko: "암호화의 시작: {l} 쪽은 {x_ko}의 {first_l} 메시지부터이고 그 앞에 평문 메시지 {open_l}개가 있다. {r} 쪽은 {y_ko}의 {first_r} 메시지부터이고 그 앞에 {open_r}개가 있다."
    );
    let why = match case.one(Facts::is_tls13) {
        Some(_) => Text::new(
            "In TLS 1.3 only the hellos are in the clear: their key shares are all it takes to have keys. In TLS 1.2 everything up to Finished is: who is met, with which certificate and which key.",
            "TLS 1.3에서는 헬로 메시지만 평문이다. 그 안의 몫만 있으면 키가 생기기 때문이다. TLS 1.2에서는 Finished 앞까지 모두 평문이다: 누구를 만나며 어떤 인증서와 키를 쓰는지 다 보인다.",
        ),
        None => Text::EMPTY,
    };
    say("encrypted_from", says, why, "RFC 8446 §2")
}

/// What counts as a message of its own.
fn counts(message: &&Message) -> bool {
    message.name != "ChangeCipherSpec"
}

/// ChangeCipherSpec means something, or nothing.
pub(super) fn cipher_change(case: &Case<'_>) -> Option<Headline> {
    let says_it = |facts: &Facts| {
        let mut messages = facts.messages.iter();
        messages.any(|m| m.name == "ChangeCipherSpec")
    };
    if !says_it(case.left) || !says_it(case.right) {
        return None;
    }
    let [(new, _), (old, facts)] = case.one(Facts::is_tls13)?;
    if !facts.is_older() {
        return None;
    }
    let says = text!(
        en: "Both send ChangeCipherSpec, but only in {old} does it do anything: there it turns encryption on. In {new} it is a dummy for old boxes on the path, and means nothing.",
        ko: "둘 다 ChangeCipherSpec을 보내지만 뜻이 있는 것은 {old} 쪽뿐이다. 거기서는 이것이 암호화를 켠다. {new} 쪽에서는 길 위의 오래된 장비를 위한 겉치레이며 아무 뜻이 없다."
    );
    say("change_cipher_spec", says, Text::EMPTY, "RFC 8446 §D.4")
}

/// Where tickets travel.
pub(super) fn tickets(case: &Case<'_>) -> Option<Headline> {
    let ticket = |facts: &Facts| {
        facts
            .find(Side::Server, "NewSessionTicket")
            .map(|m| m.cover == Cover::Clear)
    };
    if let Some((clear, _)) = case.apart(ticket) {
        let (open, hidden) = match clear {
            true => (case.l, case.r),
            false => (case.r, case.l),
        };
        let says = text!(
            en: "The session ticket is sent in the clear in {open}, and inside the encryption in {hidden}.",
            ko: "세션 티켓: {open} 쪽은 평문으로, {hidden} 쪽은 암호화해 보낸다."
        );
        return say("ticket_cover", says, LINKED, "RFC 8446 §4.6.1");
    }
    let [(new, _), (old, facts)] = case.one(Facts::is_tls13)?;
    let has = |facts: &Facts| ticket(facts).is_some();
    let (left, right) = (has(case.left), has(case.right));
    if !facts.is_older() || left == right || case.left.shut || case.right.shut {
        return None;
    }
    let [(with, _), _] = case.one(has)?;
    if with != new {
        return None;
    }
    let says = text!(
        en: "To resume later, {new} sends tickets inside the encryption, after the handshake; in {old} it is the session_id or a ticket in the hello messages, which everybody on the path sees.",
        ko: "나중에 재개할 수 있게, {new} 쪽은 핸드셰이크 뒤에 암호화된 티켓을 보낸다. {old} 쪽은 헬로 메시지의 session_id나 티켓을 쓰며, 길 위의 누구나 볼 수 있다."
    );
    say("ticket_cover", says, LINKED, "RFC 8446 §4.6.1")
}

const LINKED: Text = Text::new(
    "Whoever sees the same ticket or session_id twice knows that it is the same client. In TLS 1.3 each ticket should be shown once only, and nobody saw it being given.",
    "같은 티켓이나 session_id를 두 번 보면 같은 클라이언트라는 것을 안다. TLS 1.3의 티켓은 한 번만 보여야 하고, 줄 때는 아무도 보지 못한다.",
);

/// One speaks in the clear first, and then turns to TLS.
pub(super) fn turned(case: &Case<'_>) -> Option<Headline> {
    let why = Text::new(
        "The question and the yes travel in the clear, and nobody signs them: whoever sits on the path can take them out, and a client that does not insist goes on without TLS.",
        "TLS로 넘어가자는 말과 그 답은 평문이고 서명도 없다. 경로에 있는 누군가가 지울 수 있으며, TLS를 고집하지 않는 클라이언트는 TLS 없이 계속한다.",
    );
    if let Some((a, b)) = case.apart(|facts| facts.dialog.as_ref()) {
        let (l, r, rfc) = (case.l, case.r, a.rfc);
        let (a, b) = (&a.protocol, &b.protocol);
        if a == b {
            return None;
        }
        let says = text!(
            en: "Both speak in the clear first and then turn to TLS: {l} in {a}, {r} in {b}.",
            ko: "둘 다 먼저 평문으로 말하다가 TLS로 넘어간다: {l} {a}, {r} {b}."
        );
        return say("starttls", says, why, rfc);
    }
    let [(with, facts), (without, other)] = case.one(|facts| facts.dialog.is_some())?;
    let dialog = facts.dialog.as_ref()?;
    let protocol = &dialog.protocol;
    let begins = other.messages.first()?;
    if begins.name != "ClientHello" {
        return None;
    }
    let says = text!(
        en: "{with} begins in the clear, in {protocol}, and turns to TLS in the middle of the connection (STARTTLS); {without} begins with ClientHello.",
        ko: "{with} 쪽은 평문({protocol})으로 시작해 연결 도중에 TLS로 넘어간다(STARTTLS). {without} 쪽은 처음부터 ClientHello로 시작한다."
    );
    say("starttls", says, why, dialog.rfc)
}

/// Who on the path can name whom.
pub(super) fn eavesdropper(case: &Case<'_>) -> Option<Headline> {
    let seen = |facts: &Facts| {
        let mut seen = Vec::new();
        if let Some(name) = &facts.name {
            seen.push(text!(en: "the name asked for ({name})", ko: "요청한 이름({name})"));
        }
        for side in Side::BOTH {
            let message = facts.find(side, "Certificate");
            if message.is_some_and(|m| m.cover == Cover::Clear) {
                let who = the(side);
                let (en, ko) = (&who.en, &who.ko);
                seen.push(text!(en: "the certificate of {en}", ko: "{ko} 인증서"));
            }
        }
        let plain = facts
            .messages
            .iter()
            .any(|m| m.cover == Cover::Clear && m.name == "bytes that are not TLS");
        if facts.dialog.is_some() {
            seen.push(Text::new("the words before TLS", "TLS에 앞선 말"));
        }
        if plain {
            seen.push(Text::new("all that was said", "오간 말 전부"));
        }
        seen
    };
    let (l, r) = (case.l, case.r);
    let (a, b) = (seen(case.left), seen(case.right));
    if a == b {
        return None;
    }
    let told = |seen: &[Text]| match seen.is_empty() {
        true => Text::new("only addresses, sizes and times", "주소와 크기와 시각뿐"),
        false => Text::join(seen, ", "),
    };
    let (a, b) = (told(&a), told(&b));
    let (a_ko, b_ko) = (&a.ko, &b.ko);
    let (a, b) = (&a.en, &b.en);
    let says = text!(
        en: "Of who meets whom, an eavesdropper reads in {l}: {a}; in {r}: {b}.",
        ko: "누가 누구를 만나는지 엿듣는 사람이 읽는 것. {l}: {a_ko}. {r}: {b_ko}."
    );
    say("eavesdropper", says, Text::EMPTY, "RFC 8446 §E.3")
}
