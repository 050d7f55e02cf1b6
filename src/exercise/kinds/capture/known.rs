//! Facts from what was drawn: the offers of both ends, the wire's conditions, the rules of the RFCs. Only what TCP draws for itself
//! is looked up in the frames, at its fixed place.

use crate::base::side::Side;
use crate::capture::packet::Packet;
use crate::exercise::kinds::capture::carried::{Carried, answers, opens, sender};
use crate::exercise::kinds::capture::facts::Facts;
use crate::exercise::kinds::capture::flight::{Answered, Shape, messages};
use crate::exercise::kinds::capture::plan::{Plan, agreed};
use crate::lab::blueprint::{Caller, Insists, Listener, Meeting};
use crate::lab::client::Moment;
use crate::lab::offer::Tls;
use crate::lab::wire::virtually::way;

/// What IPv4 and TCP headers take of a packet.
const HEADERS: u16 = 40;

/// The facts of a capture.
pub fn facts(plan: &Plan, carried: &Carried) -> Facts {
    let mut facts = Facts::default();
    let opened: Vec<&Packet> = carried.packets.iter().filter(|one| opens(one)).collect();
    let mut ports: Vec<u32> = opened.iter().filter_map(|one| number(one, 34, 2)).collect();
    ports.dedup();
    for (place, (meeting, port)) in plan.run.meetings.iter().zip(&ports).enumerate() {
        let one = connection(plan, carried, (place, meeting, *port));
        facts.extend("", &one);
        facts.extend(&format!("connection{}.", place + 1), &one);
    }
    visible(plan, &mut facts);
    facts
}

fn connection(plan: &Plan, carried: &Carried, (place, meeting, port): Met<'_>) -> Facts {
    let mut facts = Facts::default();
    tcp(plan, &carried.packets, port, &mut facts);
    if let Caller::OverTls { name, .. } = &meeting.caller
        && matches!(meeting.listener, Listener::OverTls { .. })
    {
        facts.set("tls.sni", name);
        offers(plan, meeting, &mut facts);
        agreement(plan, place, meeting, &mut facts);
        let randoms = carried.key_log.lines();
        let mut randoms: Vec<&str> = randoms
            .filter_map(|line| line.split_whitespace().nth(1))
            .collect();
        randoms.dedup();
        if let Some(random) = randoms.get(place) {
            facts.set("tls.client.random", random);
        }
        if let Some(id) = session_id(&carried.packets, port) {
            facts.set("tls.client.session_id", hex::encode(id));
        }
        if let Some(random) = server_random(&carried.packets, port) {
            facts.set("tls.server.random", hex::encode(random));
        }
    }
    let cause = plan.scenario.expects.unwrap_or("none");
    facts.set("cause", cause);
    let (alert, from) = alert(cause);
    facts.set("tls.alert", alert);
    facts.set("tls.alert.from", from);
    facts
}

/// Its place among the meetings of the run, the meeting, the client's port.
type Met<'m> = (usize, &'m Meeting, u32);

/// The number of `length` bytes at `at` of a frame.
fn number(packet: &Packet, at: usize, length: usize) -> Option<u32> {
    let bytes = packet.bytes.get(at..at + length)?;
    Some(
        bytes
            .iter()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
    )
}

fn tcp(plan: &Plan, packets: &[Packet], port: u32, facts: &mut Facts) {
    let conditions = &plan.knobs.conditions;
    facts.set("tcp.client.port", port);
    let ours = |packet: &&Packet| {
        let at = match sender(packet) {
            Side::Client => 34,
            Side::Server => 36,
        };
        number(packet, at, 2) == Some(port)
    };
    let syns = packets.iter().filter(ours).filter(|one| opens(one));
    let syns: Vec<&Packet> = syns.collect();
    let (Some(first), Some(last)) = (syns.first(), syns.last()) else {
        return;
    };
    facts.set("tcp.syns", syns.len());
    facts.set("tcp.syn.frame", first.number);
    facts.set("tcp.syn.last", last.number);
    let mss = conditions.mtu.saturating_sub(HEADERS);
    facts.set("tcp.client.mss", mss);
    if let Some(isn) = number(first, 38, 4) {
        facts.set("tcp.client.isn", isn);
    }
    let Some(answer) = packets.iter().filter(ours).find(|one| answers(one)) else {
        return;
    };
    facts.set("tcp.server.mss", mss);
    facts.set("tcp.syn_ack.frame", answer.number);
    if let Some(isn) = number(answer, 38, 4) {
        facts.set("tcp.server.isn", isn);
    }
    // There and back.
    let round = way(&last.bytes, conditions) + way(&answer.bytes, conditions);
    let waited = last.time.since(first.time);
    facts.set("tcp.rtt_us", round.as_micros());
    facts.set("tcp.rtt_first_us", (round + waited).as_micros());
}

/// The random of ServerHello, which begins the server's first segment with a payload: after a record header of five bytes, a
/// message header of four and a version of two. (A HelloRetryRequest has a random that says so.)
fn server_random(packets: &[Packet], port: u32) -> Option<&[u8]> {
    let mut packets = packets.iter().filter(|one| {
        let begins = one.bytes.get(54) == Some(&22) && one.bytes.get(59) == Some(&2);
        begins && sender(one) == Side::Server && number(one, 36, 2) == Some(port)
    });
    packets.find_map(|one| {
        let random = one.bytes.get(65..97)?;
        (!random.starts_with(&RETRY)).then_some(random)
    })
}

/// The session ID of ClientHello, behind its random. (Only mistakes lead there: whoever reads the file does not look for it.)
fn session_id(packets: &[Packet], port: u32) -> Option<&[u8]> {
    let mut packets = packets.iter().filter(|one| {
        let begins = one.bytes.get(54) == Some(&22) && one.bytes.get(59) == Some(&1);
        begins && sender(one) == Side::Client && number(one, 34, 2) == Some(port)
    });
    packets.find_map(|one| {
        let length = usize::from(*one.bytes.get(97)?);
        one.bytes.get(98..98 + length).filter(|id| !id.is_empty())
    })
}

/// How the random of a HelloRetryRequest begins (RFC 8446 §4.1.3).
const RETRY: [u8; 4] = [0xcf, 0x21, 0xad, 0x74];

/// What the client says, which stands in its hello whatever comes of it.
fn offers(plan: &Plan, meeting: &Meeting, facts: &mut Facts) {
    let client = &plan.run.client.offer;
    let none = "none";
    facts.list("tls.versions", client.versions.iter().map(|tls| tls.name()));
    let suites: Vec<&str> = client.usable_suites().map(|suite| suite.name).collect();
    facts.set("tls.suites.first", suites.first().unwrap_or(&none));
    facts.list("tls.suites", suites);
    facts.list("tls.groups", client.groups.iter().map(|one| one.name()));
    let first = client.alpn.first();
    facts.set("tls.alpn.first", first.map_or(none, |name| name));
    facts.list("tls.alpn.offered", &client.alpn);
    let shown = &plan.run.server.shows;
    let for_it = shown
        .iter()
        .find(|shown| shown.name == meeting.caller.name());
    if let Some(shown) = for_it.or(shown.first()) {
        facts.set("tls.certificate.name", &shown.name);
    }
}

/// What both ends make of it, where they come to an agreement.
fn agreement(plan: &Plan, place: usize, meeting: &Meeting, facts: &mut Facts) {
    let (client, server) = (&plan.run.client.offer, &plan.run.server.offer);
    let Some(tls) = agreed(&plan.run).filter(|_| plan.scenario.expects.is_none()) else {
        return;
    };
    facts.set("tls.version", tls.name());
    let has = |code| server.suites.iter().any(|suite| suite.code == code);
    let mut suites = client.usable_suites();
    let suite = suites.find(|suite| suite.tls == tls && has(suite.code));
    facts.set("tls.suite", suite.map_or("none", |suite| suite.name));
    let chosen = server.alpn.iter().find(|name| client.alpn.contains(name));
    facts.set("tls.alpn.chosen", chosen.map_or("none", |name| name));
    let mut earlier = plan.run.meetings.iter().take(place);
    let resumes = earlier.any(|one| one.caller.name() == meeting.caller.name());
    let groups = &client.groups;
    // What resumes a session of TLS 1.2 exchanges no keys.
    let group = groups
        .iter()
        .find(|group| server.groups.contains(group))
        .filter(|_| tls == Tls::V13 || !resumes);
    facts.set("tls.group", group.map_or("none", |group| group.name()));
    let asks = plan.run.server.insists == Insists::OnCertificate;
    let shape = Shape {
        tls,
        resumes: resumes.into(),
        retries: (tls == Tls::V13 && !resumes && group != groups.first()).into(),
        client_shows: (asks && plan.run.client.shows.is_some()).into(),
        early: (resumes && takes_early(meeting)).into(),
    };
    facts.set("tls.resumed", shape.resumes.word());
    facts.set("tls.retry", shape.retries.word());
    facts.set("tls.client_auth", shape.client_shows.word());
    let sent = messages(shape);
    let of = |hidden| {
        let some = sent
            .iter()
            .filter(move |(_, encrypted)| *encrypted == hidden);
        some.map(|(name, _)| *name)
    };
    facts.list("tls.encrypted", of(Answered::Yes));
    facts.list("tls.clear", of(Answered::No));
    facts.list("tls.messages", sent.iter().map(|(name, _)| *name));
}

/// Whether the client asks early, and the server listens to that.
fn takes_early(meeting: &Meeting) -> bool {
    let asks = match &meeting.caller {
        Caller::OverTls { moment, .. } => *moment == Moment::Early,
        Caller::PlainHttp { .. } | Caller::Repeats { .. } => false,
    };
    let takes = match meeting.listener {
        Listener::OverTls { early_data } => early_data > 0,
        Listener::Silent | Listener::Nobody => false,
    };
    asks && takes
}

/// The alert that follows from a cause, and who sends it.
fn alert(cause: &str) -> (&'static str, &'static str) {
    match cause {
        "certificate_expired" | "certificate_not_yet_valid" => ("certificate_expired", "client"),
        "wrong_host" => ("bad_certificate", "client"),
        "unknown_authority" | "self_signed" | "missing_intermediate" => ("unknown_ca", "client"),
        "no_common_version" => ("protocol_version", "server"),
        "no_common_suite" | "no_common_group" => ("handshake_failure", "server"),
        "no_common_alpn" => ("no_application_protocol", "server"),
        "client_certificate_missing" => ("certificate_required", "server"),
        "changed_on_the_wire" => ("bad_record_mac", "server"),
        "not_tls" => ("decode_error", "server"),
        _ => ("none", "none"),
    }
}

/// What stands in the hellos, or can be measured: TLS hides it in no version.
pub static ALWAYS: [&str; 11] = [
    "sni",
    "alpn_offered",
    "version",
    "suite",
    "suites_offered",
    "group",
    "client_random",
    "addresses",
    "times",
    "sizes",
    "resumption",
];
/// What only whoever has the keys can see.
pub static NEVER: [&str; 6] = [
    "path",
    "status",
    "answer",
    "user_agent",
    "shared_secret",
    "traffic_keys",
];
/// What TLS 1.2 shows and TLS 1.3 hides.
pub static SINCE_13: [&str; 6] = [
    "alpn_chosen",
    "server_certificate",
    "issuer",
    "client_certificate",
    "server_signature",
    "farewell",
];

fn visible(plan: &Plan, facts: &mut Facts) {
    let old = match agreed(&plan.run) {
        Some(Tls::V12) => "visible",
        Some(Tls::V13) | None => "hidden",
    };
    let sorts: [(&[&str], &str); 3] = [(&ALWAYS, "visible"), (&NEVER, "hidden"), (&SINCE_13, old)];
    for (keys, seen) in sorts {
        for key in keys {
            facts.set(&format!("visible.{key}"), seen);
        }
    }
}
